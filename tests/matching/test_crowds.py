"""How crowded a subject is: always what working it out anew would say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copytaster.matching import crowds
from copytaster.matching.crowds import Crowds
from copytaster.matching.entry import DAY, Entry, entry_of, gist_of
from copytaster.matching.kinship import USUAL
from copytaster.matching.weighing import product
from copytaster.model import Story

_TERMS = [f"t{n}" for n in range(12)]
_BODY = st.dictionaries(st.sampled_from(_TERMS), st.integers(1, 900), min_size=1, max_size=6)
# A story of a day, or one of those there gone again, or asked for.
_STEP = st.tuples(st.sampled_from(["put", "put", "put", "take", "ask"]), st.integers(0, 5), _BODY)


def _entry(story: Story, no: int, day: int, body: dict[str, int]) -> Entry:
    return replace(entry_of(story, gist_of(story), no, 0, {}), at=day * DAY + no, body=body)


def _anew(entry: Entry, entries: dict[int, Entry]) -> float:
    """The same of a sample made for this question alone."""
    fresh = Crowds()
    for other in entries.values():
        fresh.put(other)
    return fresh.crowd(entry, entries)


@given(steps=st.lists(_STEP, min_size=30, max_size=120))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_standing_sample_says_what_a_new_one_would(
    make: Callable[..., Story], steps: list[tuple[str, int, dict[str, int]]]
) -> None:
    """Whatever came and went, and whichever days were asked for before."""
    story, kept, entries = make("Harbour board meets."), Crowds(), dict[int, Entry]()
    for no, (what, day, body) in enumerate(steps):
        if what == "put":
            entries[no] = _entry(story, no, day, body)
            kept.put(entries[no])
        elif what == "take" and entries:
            kept.take(entries.pop(sorted(entries)[no % len(entries)]))
        else:
            asked = _entry(story, no, day, body)
            assert kept.crowd(asked, entries) == _anew(asked, entries)


def test_it_is_the_mean_of_the_nearest(make: Callable[..., Story]) -> None:
    """With no more stories than are sampled it is the mean cosine of the five likest."""
    story, kept, entries = make("Harbour board meets."), Crowds(), dict[int, Entry]()
    for no in range(30):
        entries[no] = _entry(story, no, 0, {"common": 30 * no, f"own{no}": 400})
        kept.put(entries[no])
    asked = _entry(story, 99, 3, {"common": 800})
    nearest = sorted(product(e.body, asked.body) for e in entries.values())[-5:]
    assert kept.crowd(asked, entries) == round(sum(nearest) / 5e6, 4) > 0


def test_little_is_nothing(make: Callable[..., Story]) -> None:
    """With few older stories the usual is taken; stories of its own day say nothing."""
    story, kept, entries = make("Harbour board meets."), Crowds(), dict[int, Entry]()
    for no in range(40):
        entries[no] = _entry(story, no, 0 if no < crowds._ENOUGH - 1 else 3, {"common": 900})
        kept.put(entries[no])
    assert kept.crowd(_entry(story, 99, 3, {"common": 900}), entries) == USUAL
