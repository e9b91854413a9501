"""What a feed repeats: bounded, the same after a stop, and blind to what is no line of the house."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copytaster.anatomy import dissect
from copytaster.anatomy.repeats import ENOUGH, WINDOW, Repeats, digest, edges, learn
from copytaster.model import Item, Story

BOX = "Orla Post is printed in Varsk. Subscribe to our newsletter for 9 crowns a month."


def story(number: int, *lines: str) -> Story:
    """A story of its own with these lines behind it."""
    copy = f"The {number}th goose of Varsk crossed the bridge while {number} trams waited for it."
    return dissect(Item(body="\n\n".join((copy, *lines))))


@given(
    st.lists(
        st.sampled_from([BOX, "Weather on page two.", "Ice on the Orla again.", ""]), max_size=30
    )
)
@settings(max_examples=30, deadline=None)
def test_a_stop_changes_nothing(ends: list[str]) -> None:
    """Learning goes on from what was kept just as it would have gone on without a stop."""
    straight, kept = Repeats(), Repeats()
    for n, end in enumerate(ends):
        one = story(n, *filter(None, [end]))
        straight = learn(straight, one, f"event{n}", "2031-05-06")
        kept = learn(
            Repeats.from_dict(json.loads(json.dumps(kept.to_dict()))),
            one,
            f"event{n}",
            "2031-05-06",
        )
    assert kept == straight


def test_it_is_bounded() -> None:
    """However many stories come, what is kept of them stays small."""
    known = Repeats()
    for n in range(3 * WINDOW):
        lines = (
            f"Line {chr(97 + n % 26) * (n + 3)} of words.",
            f"{chr(97 + n % 26) * (n + 2)} at the end of it.",
        )
        known = learn(known, story(n, *lines), f"event{n}", "2031-05-06")
    assert len(known.sightings) <= 5 * WINDOW
    assert len(json.dumps(known.to_dict())) < 16_000


def test_it_must_be_seen_often_enough_within_the_window() -> None:
    """Four events among the last forty stories; not four in a year."""
    known = Repeats()
    for n in range((ENOUGH - 1) * WINDOW + ENOUGH):
        lines = (BOX,) if n % WINDOW == 0 else ()
        known = learn(known, story(n, *lines), f"event{n}", "2031-05-06")
    assert digest(BOX) not in dict(known.learnt)


def test_only_edges_are_looked_at() -> None:
    """The first two lines and the last three, quotations left out."""
    lines = [
        f"Paragraph {word} of the long story." for word in ("one", "two", "three", "four", "five")
    ]
    found = list(edges(story(1, *lines, "“Subscribe to us,” she said.")))
    assert "Paragraph two of the long story." not in found
    assert "Paragraph five of the long story." in found
    assert not any("Subscribe" in line for line in found)


def test_a_bulletin_of_figures_is_only_suggested() -> None:
    """Copy that differs in its figures alone looks repeated; it is left to the operator."""
    known = Repeats()
    for n in range(ENOUGH + 1):
        known = learn(known, story(n), f"event{n}", "2031-05-06")
    ((_, found),) = known.learnt
    assert (found.state, found.cuts, known.blocks) == ("suggested", False, ())


@pytest.mark.parametrize("other", [BOX.replace("9", "12"), BOX.replace(" ", "  "), BOX.upper()])
def test_digits_blanks_and_case_make_no_difference(other: str) -> None:
    """A block is known again by its words."""
    assert digest(other) == digest(BOX)
