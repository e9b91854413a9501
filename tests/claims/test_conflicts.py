"""Conflicting figures: told only where two voices cannot both be right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.claims import conflicts
from copytaster.model import Figure, Span

HOUSES = {"a": "Norda", "b": "Courier", "c": "Norda"}


def _figure(value: float, story: str = "a", **more: object) -> Figure:
    return Figure("killed", value, story=story, span=Span(0, 1), **more)  # type: ignore[arg-type]


def test_two_houses_that_differ_contradict() -> None:
    """Different numbers from independent origins make one contradiction, lower number first."""
    (dispute,) = conflicts([_figure(17, "b"), _figure(12, "a")], HOUSES)
    assert dispute.kind == "contradiction"
    assert dispute.topic == "killed: 12 (Norda) or 17 (Courier)"
    assert (dispute.denier, dispute.claimant) == ("Courier", "Norda")


@pytest.mark.parametrize(
    "figures",
    [
        [_figure(12), _figure(12, "b")],
        [_figure(12, qualifier="at least"), _figure(17, "b")],
        [_figure(12, qualifier="range", upper=20.0), _figure(17, "b")],
        [_figure(100, qualifier="about"), _figure(110, "b")],
        [_figure(12), _figure(17, "c")],
        [_figure(12, source="Hedda Voss"), _figure(17, "b", source="Hedda Voss")],
        [_figure(12, time="2031-03-01"), _figure(17, "b", time="2031-03-02")],
        [_figure(12, time="1974"), _figure(17, "b")],
        [_figure(12), _figure(17, "b", time="2030-05")],
        [_figure(12, time="PAST_REF"), _figure(17, "b", time="2031-03-02")],
        [_figure(12, source="Hedda Voss"), _figure(17, "a")],
    ],
)
def test_what_can_be_reconciled_is_no_conflict(figures: list[Figure]) -> None:
    """Agreeing readings, one voice's later number, one house, other days: nothing is told."""
    assert conflicts(figures, HOUSES) == ()


def test_what_is_said_of_one_time_or_one_day_is_compared() -> None:
    """A day beside no time, and two numbers of one year."""
    for times in ((None, "2031-03-02"), ("1974", "1974")):
        first, second = (
            _figure(n, s, time=t) for n, s, t in zip((12, 17), "ab", times, strict=True)
        )
        assert len(conflicts([first, second], HOUSES)) == 1


def test_two_named_speakers_of_one_story_may_contradict() -> None:
    """Rival tolls inside one story are a conflict when both are somebody's words."""
    (dispute,) = conflicts(
        [_figure(12, source="the army"), _figure(30, source="the rebels")], HOUSES
    )
    assert dispute.topic == "killed: 12 (the army) or 30 (the rebels)"


def test_other_things_are_not_compared() -> None:
    """The killed and the injured never contradict each other."""
    injured = Figure("injured", 40.0, story="b")
    assert conflicts([_figure(12), injured], HOUSES) == ()


_FIGURES = st.lists(
    st.builds(
        _figure,
        st.integers(0, 40).map(float),
        st.sampled_from(["a", "b", "c", "z"]),
        qualifier=st.sampled_from(["exactly", "at least", "at most", "about"]),
        source=st.sampled_from([None, "Hedda Voss", "the army"]),
    ),
    max_size=8,
)


@given(_FIGURES)
def test_a_conflict_names_two_different_voices(figures: list[Figure]) -> None:
    """Whatever the figures, at most one conflict a thing, between two voices."""
    found = conflicts(figures, HOUSES)
    assert len(found) <= 1
    for dispute in found:
        assert dispute.denier != dispute.claimant
    assert conflicts(figures, HOUSES) == found
