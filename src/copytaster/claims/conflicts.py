"""Figures that cannot all be true, and who gives them.

Conservative on purpose: a conflict is told only where two independent voices
give numbers of the same thing that no reading of "about" or "at least" brings
together. Whether the thing is the same event is the caller's word: figures
are to come from one coverage.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping

from copytaster.model import Dispute, Figure

# "About 400" is taken to hold for anything this near.
_ABOUT = 0.15
# Numbers further apart than this count different things: one patient who died, and the whole toll.
_FAR = 4
_A_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NOT_WORD = re.compile(r"[\W_]+")


def conflicts(figures: Iterable[Figure], origin_of: Mapping[str, str]) -> tuple[Dispute, ...]:
    """Contradictions among the figures of one coverage, one for each thing counted.

    ``origin_of`` maps a story id to the name of the independent source it
    rests on. One voice's later number updates its earlier one and contradicts
    nobody; neither do numbers that are said of different days, nor what is said of a
    year with what is said of no time.
    """
    found = (_dispute(low, high, origin_of) for low, high in rivals(figures, origin_of))
    return tuple(found)


def rivals(
    figures: Iterable[Figure], origin_of: Mapping[str, str]
) -> tuple[tuple[Figure, Figure], ...]:
    """The pairs (lower, higher) behind `conflicts`, the farthest apart for each thing counted."""
    by_what: dict[str, list[Figure]] = {}
    for figure in figures:
        by_what.setdefault(figure.what, []).append(figure)
    pairs = (_farthest(_last_words(group, origin_of), origin_of) for group in by_what.values())
    return tuple(pair for pair in pairs if pair is not None)


def interval(figure: Figure) -> tuple[float, float]:
    """The values a figure allows, both ends included."""
    low, high = figure.value, figure.value if figure.upper is None else figure.upper
    if figure.qualifier == "at least":
        return low, math.inf
    if figure.qualifier == "at most":
        return 0.0, high
    if figure.qualifier == "about":
        return low * (1 - _ABOUT), high * (1 + _ABOUT)
    return low, high


def amount(figure: Figure) -> str:
    """The figure in words: "12", "at least 12", "20 to 30"."""
    if figure.upper is not None:
        return f"{figure.value:,.15g} to {figure.upper:,.15g}"
    number = f"{figure.value:,.15g}"
    return number if figure.qualifier in ("exactly", "range") else f"{figure.qualifier} {number}"


def voice(figure: Figure, origin_of: Mapping[str, str]) -> str:
    """Whose number it is: the speaker, else the source behind the story."""
    return figure.source or origin_of.get(figure.story or "", "") or "the copy"


def _dispute(low: Figure, high: Figure, origin_of: Mapping[str, str]) -> Dispute:
    first, second = voice(low, origin_of), voice(high, origin_of)
    topic = f"{low.what}: {amount(low)} ({first}) or {amount(high)} ({second})"
    return Dispute(second, first, topic, "contradiction", story=high.story, span=high.span)


def _farthest(latest: list[Figure], origin_of: Mapping[str, str]) -> tuple[Figure, Figure] | None:
    pairs = [
        (one, other) if interval(one) <= interval(other) else (other, one)
        for i, one in enumerate(latest)
        for other in latest[i + 1 :]
        if _excludes(one, other) and _independent(one, other, origin_of)
    ]
    return max(pairs, key=lambda pair: pair[1].value - pair[0].value, default=None)


def _last_words(group: list[Figure], origin_of: Mapping[str, str]) -> list[Figure]:
    """Each voice's last figure; a voice that gives two numbers in one story is not clear enough."""
    by_voice: dict[str, list[Figure]] = {}
    for figure in group:
        by_voice.setdefault(_key(voice(figure, origin_of)), []).append(figure)
    return [said[-1] for said in by_voice.values() if not _unclear(said)]


def _unclear(said: list[Figure]) -> bool:
    last = [f for f in said if f.story == said[-1].story]
    return any(_excludes(f, last[-1]) for f in last)


def _excludes(one: Figure, other: Figure) -> bool:
    if one.time != other.time and ((one.time and other.time) or _of_old(one) or _of_old(other)):
        return False
    if max(one.value, other.value) > _FAR * min(one.value, other.value):
        return False
    (a, b), (c, d) = interval(one), interval(other)
    return b < c or d < a


def _of_old(figure: Figure) -> bool:
    """Said of a month, a year or longer: another event's number, or a sum, where the other says nothing of when."""
    return figure.time is not None and _A_DAY.match(figure.time) is None


def _independent(one: Figure, other: Figure, origin_of: Mapping[str, str]) -> bool:
    """Two origins, or two named speakers."""
    if one.source and other.source:
        return True  # the voices differ, or they would be one
    origins = [origin_of.get(f.story or "") for f in (one, other)]
    return None not in origins and origins[0] != origins[1]


def _key(name: str) -> str:
    return _NOT_WORD.sub(" ", name).strip().casefold()
