"""Both databases, for real: a SQLite file, and a PostgreSQL server of our own on a local socket."""

from __future__ import annotations

import hashlib
import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from copytaster.model import Delivery, Item, Match, Story, edition_id, series_id
from copytaster.store import PublicationRow, Store, Writer

NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)


def _server_programs() -> Path | None:
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    homes = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return homes[-1].parent if homes else None


def _run(*command: str) -> None:
    # PostgreSQL refuses to run as root; the unprivileged user owns the cluster instead.
    user = "nobody" if os.geteuid() == 0 else None
    subprocess.run(command, check=True, user=user, cwd="/", stdout=subprocess.DEVNULL, timeout=60)


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """The URL of a PostgreSQL server that lives as long as the tests."""
    programs = _server_programs()
    if programs is None:
        pytest.skip("needs PostgreSQL's server programs (initdb, pg_ctl)")
    pytest.importorskip("psycopg", reason="needs psycopg")
    home = Path(tempfile.mkdtemp(prefix="copytaster-pg-", dir="/tmp"))
    if os.geteuid() == 0:
        shutil.chown(home, "nobody")
    data = home / "data"
    _run(str(programs / "initdb"), "-D", str(data), "-U", "desk", "-A", "trust", "-N", "-E", "UTF8")
    options = f"-c listen_addresses='' -c unix_socket_directories={home} -c fsync=off"
    control = str(programs / "pg_ctl")
    _run(control, "-D", str(data), "-o", options, "-l", str(home / "log"), "-w", "start")
    try:
        yield f"postgresql://desk@/postgres?host={home}"
    finally:
        _run(control, "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(home, ignore_errors=True)


_databases = itertools.count(1)


def make_database(cluster: str) -> str:
    """The URL of a new, empty schema, which to the store is a database of its own."""
    import psycopg

    name = f"desk{next(_databases)}"
    with psycopg.connect(cluster, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    return f"{cluster}&options=-csearch_path%3D{name}"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'desk.db'}"
    return make_database(request.getfixturevalue("cluster"))


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An open, empty store, of either kind."""
    with Store.open(url) as opened:
        yield opened


@pytest.fixture
def lite(tmp_path: Path) -> Iterator[Store]:
    """An open, empty SQLite store at ``tmp_path / 'desk.db'``."""
    with Store.open(f"sqlite:///{tmp_path / 'desk.db'}") as opened:
        yield opened


def make_story(
    guid: str = "g1", body: str = "", headline: str | None = None, **item: object
) -> Story:
    """A small story of our own."""
    made = Item(
        body=body or f"The harbour of {guid} was closed on Monday, port master Ilva Torn said.",
        headline=headline or f"Harbour {guid} closed",
        provider="northwire",
        guid=guid,
        published=NOON,
        **item,  # type: ignore[arg-type]
    )
    return Story(id=edition_id(made), series=series_id(made), item=made, language="en")


def make_delivery(body: bytes = b"<rss/>", feed: str | None = "f1") -> Delivery:
    """A delivery of these bytes."""
    return Delivery(
        sha256=hashlib.sha256(body).hexdigest(),
        received=NOON,
        body=body,
        url="https://feed.example/rss",
        feed=feed,
        headers={"content-type": "text/xml"},
    )


@pytest.fixture(scope="session")
def keep() -> Callable[..., bool]:
    """Keep a story, with the delivery it came in, in an open transaction."""

    def keep_story(tx: Writer, story: Story, match: Match | None = None, kept: bytes = b"") -> bool:
        delivery = make_delivery(story.text.encode("utf-8", "surrogatepass"))
        tx.add_delivery(delivery)
        return tx.add_story(
            story,
            match or Match(coverage="c1"),
            delivery=delivery.sha256,
            feed=delivery.feed,
            received=NOON,
            salt="5a" * 16,
            kept=kept,
        )

    return keep_story


def make_publication(
    story: Story, state: str = "live", minutes: int = 0, **more: object
) -> PublicationRow:
    """A series put before the public so many minutes after noon."""
    at = NOON + timedelta(minutes=minutes)
    row = PublicationRow(
        series=story.series,
        story=story.id,
        state=state,  # type: ignore[arg-type]
        policy="full",
        first_published=at,
        modified=at,
    )
    return replace(row, **more)  # type: ignore[arg-type]


class Makers:
    """The makers above, for tests (which cannot import a conftest)."""

    noon = NOON
    story = staticmethod(make_story)
    delivery = staticmethod(make_delivery)
    publication = staticmethod(make_publication)
    database = staticmethod(make_database)


@pytest.fixture(scope="session")
def make() -> type[Makers]:
    """Makers of stories, deliveries and publications."""
    return Makers
