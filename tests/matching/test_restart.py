"""A matcher saved and restored goes on exactly as it would have."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copytaster.errors import FormatError
from copytaster.matching import Matcher
from copytaster.model import Story

Make = Callable[..., Story]
Copy = Callable[..., str]

_MAGIC = b"copytaster-matcher\n"
_STEP = st.tuples(
    st.integers(0, 5),  # which text
    st.integers(0, 3),  # whose
    st.integers(0, 120),  # when
    st.sampled_from(["usable", "usable", "usable", "canceled"]),
    st.sampled_from([40, 120, 200]),  # how much of it
    st.booleans(),  # credited to the agency
)


def _story(make: Make, copy: Copy, step: tuple[Any, ...]) -> Story:
    text, house, hour, status, length, credited = step
    return make(
        copy(300 + text, length),
        provider=("norda.example", "a.example", "b.example", "c.example")[house],
        guid=f"g{text % 3}",
        headline=f"On matter {text}",
        hours=hour,
        status=status,
        version=str(length),
        agency="Norda" if credited else None,
    )


def _state(matcher: Matcher) -> list[dict[str, Any]]:
    return [matcher.coverage(c).to_dict() for c in matcher.coverages()]


@settings(max_examples=80)
@given(steps=st.lists(_STEP, max_size=24), stop=st.integers(0, 24), keep=st.booleans())
def test_a_stop_anywhere_changes_nothing(
    make: Make, copy: Copy, steps: list[tuple[Any, ...]], stop: int, keep: bool
) -> None:
    """Stopped after any story and restored, the rest is matched as without the stop."""
    stories = [_story(make, copy, step) for step in steps]
    speaks = {"norda.example": ("Norda",)}
    whole = Matcher(keep=keep, speaks_for=speaks)
    stopped = Matcher(keep=keep, speaks_for=speaks)
    for n, story in enumerate(stories):
        if n == stop:
            stopped = Matcher.from_bytes(stopped.to_bytes())
        assert stopped.add(story) == whole.add(story)
    assert _state(stopped) == _state(whole)


@settings(max_examples=40)
@given(steps=st.lists(_STEP, min_size=2, max_size=14), data=st.data())
def test_stories_taken_out_leave_nothing_behind(
    make: Make, copy: Copy, steps: list[tuple[Any, ...]], data: st.DataObject
) -> None:
    """After removals no coverage names a removed story, and removing all empties the matcher."""
    matcher = Matcher()
    stories = list({s.id: s for s in (_story(make, copy, step) for step in steps)}.values())
    for story in stories:
        matcher.add(story)
    gone = data.draw(st.sets(st.sampled_from([s.id for s in stories])))
    for story_id in sorted(gone):
        matcher.remove(story_id)
    shown = json.dumps(_state(matcher))
    assert not any(story_id in shown.replace(f'"c{story_id}', "") for story_id in gone)
    for story in stories:
        matcher.remove(story.id)
    assert matcher.coverages() == ()
    assert matcher._shelf.entries == {}
    assert matcher._shelf.events.live == {}
    assert matcher._shelf.index.shared(range(0, 1 << 32, 1 << 22)) == {}
    assert len(matcher._shelf.index) == 0


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        b"copytaster-matcher\n",
        b"copytaster-matcher\nnot compressed",
        b"copytaster-matcher\n" + zlib.compress(b"[]"),
        b"copytaster-matcher\n" + zlib.compress(b'{"version": 999}'),
        b"copytaster-matcher\n" + zlib.compress(b'{"version": 4}\n'),
        b"copytaster-matcher\n" + zlib.compress(b'{"version": 4, "parts": {"frequency": 7}}\n'),
        b"copytaster-matcher\n" + zlib.compress(b"[" * 100_000),
    ],
)
def test_bytes_that_are_no_matcher_are_refused(data: bytes) -> None:
    """Damaged, foreign or newer bytes raise FormatError and nothing else."""
    with pytest.raises(FormatError):
        Matcher.from_bytes(data)


def _saved(make: Make, copy: Copy) -> bytes:
    matcher = Matcher()
    for n in range(3):
        matcher.add(make(copy(n)))
    return matcher.to_bytes()


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.999])
def test_cut_short_bytes_are_refused(make: Make, copy: Copy, kept: float) -> None:
    """A half-written snapshot is not taken for a whole one."""
    data = _saved(make, copy)
    with pytest.raises(FormatError):
        Matcher.from_bytes(data[: int(len(data) * kept)])


@pytest.mark.parametrize("at", range(-8, 0))
@pytest.mark.parametrize("times", [0, 2])
def test_a_line_less_or_more_is_refused(make: Make, copy: Copy, at: int, times: int) -> None:
    """A snapshot that holds less or more than it says is damaged."""
    lines = _lines(_saved(make, copy))
    lines[at:] = lines[at : at + 1] * times + lines[len(lines) + at + 1 :]
    with pytest.raises(FormatError):
        Matcher.from_bytes(_packed(lines))


def _lines(data: bytes) -> list[bytes]:
    return zlib.decompress(data[len(_MAGIC) :]).splitlines(keepends=True)


def _packed(lines: list[bytes]) -> bytes:
    return _MAGIC + zlib.compress(b"".join(lines))


@given(data=st.data())
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_line_raises_nothing_else(make: Make, copy: Copy, data: st.DataObject) -> None:
    """Whatever stands where a value was: a matcher, or FormatError."""
    lines = _lines(_saved(make, copy))
    at = data.draw(st.sampled_from([0, *range(-12, 0)]))
    start = data.draw(st.integers(0, len(lines[at]) - 2))
    end = data.draw(st.integers(start, min(start + 9, len(lines[at]) - 1)))
    put = data.draw(
        st.sampled_from([b"", b"0", b"-1", b"1e9", b"[]", b"{}", b"null", b'""', b"AAA"])
    )
    lines[at] = lines[at][:start] + put + lines[at][end:]
    with suppress(FormatError):
        Matcher.from_bytes(_packed(lines))
