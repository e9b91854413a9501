"""A person told of by surname is introduced first, where any sentence taken does it."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from copytaster import read
from copytaster.compose import compose
from copytaster.compose.surnames import introduced_first, people_of

ONE = (
    "VELMARA, March 3 - Brem told the council of Velmara on Tuesday that the cracked ferry pier would stay shut.\n\n"
    "Ferries to the island will leave from the coal wharf, half an hour later than usual.\n\n"
)
TWO = (
    "VELMARA, March 3 - The ferry pier of Velmara stays shut until autumn after inspectors found cracks in it.\n\n"
    "Harbour chief Oda Brem told the council of Velmara on Tuesday that divers had looked at every pile.\n\n"
    "Brem said the repair would cost four million crowns and begin in June at the earliest.\n\n"
)
NOBODY: frozenset[str] = frozenset()


def test_a_story_knows_who_is_named_in_full_and_who_by_surname() -> None:
    """By the offsets of each name; who is never named in full needs no introduction."""
    story = read(TWO)
    people = people_of(story)
    second, third = TWO.index("Harbour"), TWO.index("Brem said")
    assert people.within(second, third) == (frozenset({"brem"}), NOBODY)
    assert people.within(third, len(story.text)) == (NOBODY, frozenset({"brem"}))
    assert people_of(read(ONE)).full == ()


def test_the_surname_is_told_after_the_name() -> None:
    """Whatever is taken of the two stories, "Brem said" does not come before "Oda Brem"."""
    now = datetime(2031, 3, 4, tzinfo=UTC)
    stories = [read(text).with_(id=str(n)) for n, text in enumerate((TWO, ONE))]
    for words in range(40, 140, 10):
        told = [s.text for s in compose(stories, words=words, now=now).sentences]
        bare = [i for i, text in enumerate(told) if text.startswith("Brem said")]
        full = [i for i, text in enumerate(told) if "Oda Brem" in text]
        assert not bare or (full and full[0] < bare[0])


_SETS = st.frozensets(st.sampled_from("abcd"))
_PEOPLE = st.lists(st.tuples(_SETS, _SETS), max_size=8).map(
    lambda rows: [(full, bare - full) for full, bare in rows]
)


@given(_PEOPLE)
def test_all_are_told_once_and_who_needs_nobody_in_order(people: list) -> None:
    """A reordering: nothing is lost, nothing told twice, and what needs no introduction keeps its order."""
    groups = [[i] for i in range(len(people))]
    told = introduced_first(groups, people)
    assert sorted(told) == groups
    free = [g for g in told if not people[g[0]][1]]
    assert free == sorted(free)


@given(_PEOPLE)
def test_a_bare_surname_comes_first_only_where_none_can_wait(people: list) -> None:
    """The opening has no surname that another sentence without one introduces."""
    told = introduced_first([[i] for i in range(len(people))], people)
    introducers = frozenset(n for full, bare in people if not bare for n in full)
    assert not told or not people[told[0][0]][1] & introducers
