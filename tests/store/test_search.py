"""Full-text search: what a reader types is data, and both databases find the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.model import Cut
from copytaster.store import Store
from copytaster.store.words import match_query, terms


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, make: Any, keep: Any
) -> Iterator[Store]:
    """A store of stories in several scripts, which the tests of this module only read."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('search') / 'desk.db'}"
    else:
        url = make.database(request.getfixturevalue("cluster"))
    texts = {
        "harbour": ("Harbour reopens", "The harbour of Karvold reopened after the storm."),
        "storm": ("Storm report", "Rain fell. The harbour was mentioned once in passing."),
        "accent": ("Élection à Liège", "Le président Müller a été élu; naïve café."),
        "japanese": ("港が再開", "カルヴォルド港は月曜日に再開した。"),
        "hindi": ("बंदरगाह खुला", "सोमवार को बंदरगाह फिर से खुला।"),
        "greek": ("Το λιμάνι", "Το λιμάνι άνοιξε ξανά."),
        "number": ("Tax at 7.5%", "It rose 7.5% to 1,200 in Q3-2031 under rule_b."),
    }
    with Store.open(url) as store:
        with store.writing() as tx:
            for guid, (headline, body) in texts.items():
                keep(tx, make.story(guid, body=body, headline=headline))
        yield store


def _found(store: Store, words: str) -> list[str | None]:
    return [row.guid for row in store.search(words)]


@pytest.mark.parametrize(
    ("words", "guids"),
    [
        ("harbour", ["harbour", "storm"]),  # the headline weighs more
        ("HARB", ["harbour", "storm"]),
        ("harbour reopen", ["harbour"]),
        ('"harbour was"', ["storm"]),
        ('"was harbour"', []),
        ("election liege", ["accent"]),
        ("ÉLECTION", ["accent"]),
        ("muller naive", ["accent"]),
        ("再開", ["japanese"]),
        ("月曜", ["japanese"]),
        ("曜月", []),
        ("बंदरगाह", ["hindi"]),
        ("λιμανι", ["greek"]),
        ("7.5", ["number"]),
        ("rule_b", ["number"]),
        ("harbour -reopen", ["harbour"]),
        ("arbour", []),
        ("nothing-of-it", []),
        ("", []),
        ('"" * ^ - :', []),
    ],
)
def test_searches(filled: Store, words: str, guids: list[str]) -> None:
    """Words match as prefixes, without case or accents, in any script; quoted words as a phrase."""
    assert _found(filled, words) == guids


HOSTILE = [
    '"', '""', "'", "harbour'", "a AND b", "NOT x", "NEAR(a b)", "headline:harbour", "{a b}: c", "a*b*",
    "^a", "(", ")", "a & b | !c <-> d", ":*", "\\", "'; DROP TABLE stories; --", "\x00", "a\x00b",
    "\udc80", "%", "_", "🐳", "’", "a" * 10_000, '"' * 999, "x " * 5000, "\u0300", "ß ﬁ İ",
]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_only_words(filled: Store, words: str) -> None:
    """Nothing that is typed is an error or a command."""
    filled.search(words)
    filled.public_search(words)
    assert filled.count_stories() == 7


@given(st.text(max_size=80))
def test_any_text_can_be_searched_for(filled: Store, words: str) -> None:
    """No text makes the search fail."""
    filled.search(words)


@given(st.text(max_size=300))
def test_terms_are_bounded_words(words: str) -> None:
    """A search is a bounded number of bounded words without a sign in them."""
    for dialect in ("sqlite", "postgresql"):
        match_query(dialect, words)
    found = terms(words)
    assert len(found) <= 12
    assert all(not set(w) & set("\"'&|!():*<>\\") for phrase in found for w in phrase)


def test_only_the_copy_is_searched(store: Store, make: Any, keep: Any) -> None:
    """What was cut from a story is not found in it."""
    story = make.story(body="The quay is open. Also read about pelicans.")
    cut = Cut(18, len(story.text), "promo", "leads to another story")
    with store.writing() as tx:
        keep(tx, story.with_(cuts=(cut,)))
    assert _found(store, "quay") == ["g1"]
    assert _found(store, "pelicans") == []


@pytest.mark.parametrize("state", ["held", "embargoed", "withheld", "killed"])
def test_public_search_fails_closed(store: Store, make: Any, keep: Any, state: str) -> None:
    """The public finds an edition only while that very edition is live; the desk finds all."""
    first = make.story(body="Seawall cracked.")
    second = make.story(body="Seawall intact.")
    with store.writing() as tx:
        keep(tx, first)
        keep(tx, second)
    assert store.public_search("seawall") == ()  # undecided
    with store.writing() as tx:
        tx.put_publication(make.publication(second))
    assert [row.id for row in store.public_search("seawall")] == [second.id]
    assert store.public_search("cracked") == ()  # an edition that is no longer shown
    with store.writing() as tx:
        tx.put_publication(make.publication(second, state))
    assert store.public_search("seawall") == ()
    assert len(store.search("seawall")) == 2


def test_the_limit_holds(store: Store, make: Any, keep: Any) -> None:
    """No more is found than was asked for."""
    with store.writing() as tx:
        for n in range(5):
            keep(tx, make.story(f"g{n}"))
    assert len(store.search("harbour", 3)) == 3


def test_erased_words_leave_the_index(lite: Store, make: Any, keep: Any) -> None:
    """After an erasure FTS5's own check finds index and content at one, and the words gone."""
    with lite.writing() as tx:
        keep(tx, make.story("g1", body="Zyxwort grows here."))
        keep(tx, make.story("g2", body="Zyxwort grows there."))
        assert tx.erase(make.story("g1", body="Zyxwort grows here.").id)
    assert _found(lite, "zyxwort") == ["g2"]
    assert _found(lite, "here") == []
    with lite.writing() as tx:
        tx._connection.exec_driver_sql(
            "INSERT INTO story_words (story_words) VALUES ('integrity-check')"
        )
    assert lite.check() == ()


def test_a_transaction_finds_what_it_wrote(store: Store, make: Any, keep: Any) -> None:
    """Words are searchable before the commit too, and what is erased before it is found by nobody."""
    parade, shortage = (
        make.story("g1", body="Lantern parade."),
        make.story("g2", body="No lantern."),
    )
    tax = make.story("g3", body="A lantern tax.")
    with store.writing() as tx:
        keep(tx, parade)
        keep(tx, shortage)
        assert {row.id for row in tx.search("lantern")} == {parade.id, shortage.id}
        keep(tx, tax)
        assert tx.erase(tax.id)
        assert {row.id for row in tx.search("lantern")} == {parade.id, shortage.id}
    assert {row.id for row in store.search("lantern")} == {parade.id, shortage.id}
