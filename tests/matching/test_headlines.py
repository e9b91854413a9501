"""What an event is called: by what most of its headlines have in common."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from copytaster.matching import Matcher, restrict
from copytaster.matching.headlines import representative
from copytaster.model import Coverage, Edition, TimelineEntry

FERRY = [
    "The night in the sound",
    "Ferry sinks off Tolvan, many missing",
    "Nine die as Tolvan ferry sinks",
    "Union doubts lists of sunken Tolvan ferry",
]


def test_a_features_title_does_not_name_the_event() -> None:
    """The first to come is passed over where the others agree on what it is called."""
    assert representative(FERRY) in FERRY[1:]


def test_two_headlines_cannot_outvote_each_other() -> None:
    """Of fewer than three the first stands; of none there is none, and an empty one is none."""
    assert representative(FERRY[:2]) == FERRY[0]
    assert representative(["", FERRY[2]]) == FERRY[2]
    assert representative([]) == representative([""]) == ""


def test_length_wins_nothing() -> None:
    """A headline that goes on and on is judged by its beginning."""
    long = (
        "Our man at sea "
        + "and more " * 20
        + "on the Tolvan ferry that sinks, lists, union, many missing"
    )
    assert representative([long, *FERRY]) != long


def test_a_desk_that_took_a_story_up_has_a_vote() -> None:
    """Reprints are not chosen, but speak for the story they took; an equal number for each leaves the first."""
    told = ["Premier thanks the pilots of Tolvan", FERRY[1]]
    assert representative(told, [FERRY[2], FERRY[3]]) == FERRY[1]
    assert representative(told, [FERRY[1], told[0]]) == told[0]
    assert representative([], FERRY) == ""


@given(st.lists(st.text(max_size=40), max_size=12))
def test_it_is_one_of_them(headlines: list[str]) -> None:
    """Nothing is made up, and the same headlines give the same."""
    found = representative(headlines)
    assert found in headlines or (found == "" and not any(headlines))
    assert found == representative(list(headlines))


def test_what_was_corrected_has_no_say(make) -> None:  # type: ignore[no-untyped-def]
    """An event is not called by the headline that its sender has since replaced."""
    matcher, body = (
        Matcher(),
        "The harbour of Tolvan was closed on Monday after a crane fell on the quay. " * 6,
    )
    first = make(body, provider="a.example", guid="1", headline="Crane kills two at Tolvan harbour")
    coverage = matcher.add(first).coverage
    matcher.add(
        make(body + "Nobody was hurt.", provider="a.example", guid="1", version="2", hours=1,
             headline="Crane falls on Tolvan quay, nobody hurt", signals=("correction",))
    )  # fmt: skip
    assert matcher.coverage(coverage).headline == "Crane falls on Tolvan quay, nobody hurt"


def test_an_event_shown_in_part_is_called_by_what_is_shown() -> None:
    """With a story left out, the rest name the event, and again no superseded edition does."""
    at = datetime(2031, 5, 6, tzinfo=UTC)
    names = {"a": "Secret talks end", "b": "Old words", "c": "New words"}
    coverage = Coverage(
        "e", names["a"], tuple(names), origins=("a", "b", "c"), editions=(Edition("c", "b", "update"),),
        timeline=tuple(
            TimelineEntry(at + timedelta(hours=n), id_, words)
            for n, (id_, words) in enumerate(names.items())
        ),
    )  # fmt: skip
    assert restrict(coverage, ["b", "c"]).headline == "New words"


def test_a_part_keeps_the_name_of_the_whole() -> None:
    """Whoever shows only some stories calls the event as all do, while one of these bears the name."""
    at = datetime(2031, 5, 6, tzinfo=UTC)
    names = {"a": "Premier speaks", "b": FERRY[1], "c": FERRY[2], "d": FERRY[3]}
    timeline = tuple(TimelineEntry(at, id_, words) for id_, words in names.items())
    coverage = Coverage("e", FERRY[1], tuple(names), origins=tuple(names), timeline=timeline)
    assert restrict(coverage, ["a", "b"]).headline == FERRY[1]
    assert restrict(coverage, ["a", "c"]).headline == "Premier speaks"
