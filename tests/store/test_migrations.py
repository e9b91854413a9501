"""Migrations: what they make is what the program thinks there is."""

from __future__ import annotations

from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from copytaster.errors import StoreError
from copytaster.store import Store
from copytaster.store.migrate import HEAD, newest
from copytaster.store.schema import metadata


def test_migrations_make_the_very_tables(store: Store) -> None:
    """An upgrade from nothing gives exactly the tables, columns and indexes of the schema."""

    def ours(thing: Any, name: str | None, kind: str, *_: Any) -> bool:
        return not (name or "").startswith(("story_words", "ix_story_words"))

    with store._reading() as connection:
        options = {"include_object": ours, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_the_newest_revision_is_known() -> None:
    """The revision that opening compares with is the newest there is."""
    assert newest() == HEAD


def test_opening_again_changes_nothing(url: str) -> None:
    """A database that is up to date is opened as it is."""
    for _ in range(2):
        with Store.open(url) as store:
            assert store.count_stories() == 0


def test_a_newer_database_is_refused(url: str) -> None:
    """A database made by a newer version is not touched, and the cure is said."""
    with Store.open(url) as store, store.writing() as tx:
        tx._connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer Copytaster"):
        Store.open(url)


def test_every_foreign_key_is_enforced(store: Store, make: Any) -> None:
    """A publication of a story that is not there is refused."""
    with pytest.raises(StoreError), store.writing() as tx:
        tx.put_publication(make.publication(make.story()))
    assert store.publications() == ()


@pytest.mark.parametrize(
    ("ask", "index"),
    [
        ("SELECT * FROM stories WHERE series = 'x' ORDER BY seq", "ix_stories_series_seq"),
        ("SELECT * FROM stories WHERE coverage = 'x' ORDER BY seq DESC", "ix_stories_coverage_seq"),
        ("SELECT * FROM stories WHERE id = 'x'", "ix_stories_id"),
        ("SELECT * FROM deliveries WHERE state = 'pending' ORDER BY seq", "ix_deliveries_state_seq"),
        ("SELECT * FROM deliveries WHERE feed = 'x' ORDER BY seq DESC LIMIT 1", "ix_deliveries_feed_seq"),
        ("SELECT * FROM publications WHERE state = 'live' ORDER BY first_published DESC, series DESC",
         "ix_publications_state_first"),
        ("SELECT * FROM decisions WHERE series = 'x' ORDER BY seq", "ix_decisions_series_seq"),
        ("SELECT * FROM records WHERE subject = 'x' ORDER BY seq", "ix_records_subject_seq"),
    ],
)  # fmt: skip
def test_what_is_asked_often_has_its_index(lite: Store, ask: str, index: str) -> None:
    """The queries of every page use their index and sort nothing."""
    with lite._reading() as connection:
        plan = " ".join(str(r[3]) for r in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {ask}"))
    assert index in plan
    assert "TEMP B-TREE" not in plan
