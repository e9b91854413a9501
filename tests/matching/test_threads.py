"""Threads: a new event points at the one it goes on from, over days and weeks, and keeps its own stories."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import copytaster as ct
from copytaster.matching import Matcher
from copytaster.matching.threads import SPAN, Threads
from copytaster.model import Item, Story

START = datetime(2031, 3, 3, 9, tzinfo=UTC)
# One running matter at four moments, and two other matters between them.
STRIKE = (
    "Pilots of Veldair walk out|VARSK (ANX) - Pilots of the airline Veldair began a strike on "
    "Monday over rosters, the union leader Jonna Brask said. Chief executive Oto Kallinger called "
    "the walkout of the Veldair pilots reckless. Ninety flights were cancelled in Varsk.",
    "Court rejects Veldair's bid to end walkout|VARSK (ANX) - A labour court on Sunday turned down "
    "the airline Veldair, which had asked it to forbid the strike of its pilots. Jonna Brask of "
    "the pilots' union hailed the ruling; Oto Kallinger said Veldair would appeal.",
    "Veldair and its pilots agree on rosters|VARSK (ANX) - The airline Veldair and the union of "
    "its pilots settled their dispute over rosters on Friday, Jonna Brask and Oto Kallinger told "
    "reporters in Varsk. The strike of the pilots had lasted almost three weeks.",
)
OTHERS = (
    "Flood closes Orrin bridge|ORRIN (ANX) - The river Tamble closed the old bridge at Orrin on "
    "Tuesday. Mayor Silke Dorn asked the army for boats, and engineer Pal Vint checked the piers.",
    "Museum opens in Gullwick|GULLWICK (ANX) - A museum of lighthouses opened in Gullwick on "
    "Thursday. Curator Ebba Lund showed lamps that had burned for a century on the skerries.",
)


def told(text: str, days: float, provider: str = "anx.example") -> Story:
    headline, body = text.split("|")
    at = START + timedelta(days=days)
    guid = f"{provider}/{headline}/{days}"
    return ct.read(Item(body=body, headline=headline, provider=provider, guid=guid, published=at))


@pytest.fixture(scope="module")
def wire() -> list[Story]:
    """Three weeks of copy: the strike at days 0, 6 and 18, other matters between."""
    return [
        told(STRIKE[0], 0),
        told(OTHERS[0], 1),
        told(STRIKE[1], 6),
        told(OTHERS[1], 10),
        told(STRIKE[2], 18),
    ]


def test_a_matter_is_followed_over_weeks(wire: list[Story]) -> None:
    """Each event is its own, long out of the live window, and points at the one before it."""
    matcher = Matcher()
    found = [matcher.add(story) for story in wire]
    first, flood, ruling, museum, deal = (m.coverage for m in found)
    assert len({first, flood, ruling, museum, deal}) == 5
    assert [m.follows for m in found] == [None, None, first, None, ruling]
    assert matcher.thread(deal) == (ruling, first)
    assert matcher.thread(museum) == ()


def test_a_restart_in_between_changes_nothing(wire: list[Story]) -> None:
    """The matcher's bytes hold what is over: after each story the next finds the same."""
    whole, again = Matcher(), Matcher()
    for story in wire:
        assert whole.add(story) == again.add(story)
        again = Matcher.from_bytes(again.to_bytes())
    assert again.to_bytes() == whole.to_bytes()


def test_a_merge_takes_its_thread_along(wire: list[Story]) -> None:
    """What followed the event that is gone follows the one it became part of."""
    matcher = Matcher(window=timedelta(days=40))
    first, flood, ruling, _, deal = (matcher.add(story).coverage for story in wire)
    matcher.merge(flood, ruling)
    assert matcher.thread(deal) == (flood, first)
    assert matcher.thread(ruling) == (flood, first)[1:]


def test_what_is_long_over_is_forgotten(wire: list[Story]) -> None:
    """After two months a matter that comes back is a new one, and takes no memory."""
    matcher = Matcher()
    for story in wire[:3]:
        matcher.add(story)
    later = SPAN / 86_400 + 10
    matcher.add(told(OTHERS[0].replace("bridge", "ferry"), later))
    assert matcher.add(told(STRIKE[2], later + 1)).follows is None
    assert not matcher._shelf.threads.past


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg"), st.booleans()),
        max_size=30,
    )
)
def test_no_thread_goes_in_a_circle(steps: list[tuple[str, str, bool]]) -> None:
    """Whatever is linked and merged, in whatever order: a thread ends, and has no event twice."""
    threads = Threads()
    for one, other, merge in steps:
        if merge and one != other:
            threads.merged(one, other)
        elif one != other:
            threads.follows.setdefault(one, other)
    for event in "abcdefg":
        found = threads.before(event)
        assert len(set(found)) == len(found)
        assert event not in found
