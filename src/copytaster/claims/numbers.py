"""Counts as copy writes them: "12", "1,200", "two dozen", "between 20 and 30", "at least 14"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from copytaster.attribution.tokens import Tokens
from copytaster.model.base import quick

Qualifier = Literal["exactly", "at least", "at most", "about", "range"]

_UNITS = {w: n for n, w in enumerate(
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
)}  # fmt: skip
_TENS = {w: 10 * n for n, w in enumerate(
    ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
)}  # fmt: skip
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000, "lakh": 100_000,
    "crore": 10_000_000}  # fmt: skip
_DIGITS = re.compile(r"\d{1,3}(?:,\d{2,3}){1,4}|\d{1,9}")
_DECIMAL = re.compile(r"\d{1,4}\.\d{1,3}")
_RANGE = re.compile(r"(\d{1,9})[-–](\d{1,9})")
# The words that may stand before a number, and what they make of it.
_BEFORE: dict[str, Qualifier] = {
    "not fewer than": "at least", "not less than": "at least", "no fewer than": "at least",
    "no less than": "at least", "at the least": "at least", "no more than": "at most",
    "not more than": "at most", "as many as": "at most", "in excess of": "at least",
    "at least": "at least", "more than": "at least", "upwards of": "at least", "at most": "at most",
    "up to": "at most", "fewer than": "at most", "less than": "at most", "close to": "about",
    "an estimated": "about", "just over": "at least", "well over": "at least", "just under": "at most",
    "over": "at least", "above": "at least", "under": "at most", "about": "about", "around": "about",
    "some": "about", "roughly": "about", "approximately": "about", "nearly": "about", "almost": "about",
    "estimated": "about", "exactly": "exactly", "only": "exactly", "just": "exactly",
}  # fmt: skip
_AFTER: dict[tuple[str, str], Qualifier] = {
    ("or", "more"): "at least", ("or", "so"): "about", ("or", "fewer"): "at most", ("or", "less"): "at most",
}  # fmt: skip
_MAX_WORDS = 8  # no number of honest copy is written in more


@quick
@dataclass(frozen=True, slots=True)
class Count:
    """A number at tokens ``[first, last)``, its qualifying words included; ``number`` is where it starts without them."""

    first: int
    number: int
    last: int
    value: float
    upper: float | None = None
    qualifier: Qualifier = "exactly"


def may_count(word: str) -> bool:
    """Can a number begin with this word (lower case)?"""
    if word in _STARTS or word[0].isdigit():
        return True
    return "-" in word and word.partition("-")[0] in _STARTS


def count_at(tokens: Tokens, i: int, last: int) -> Count | None:
    """The count whose number begins at token ``i``, before ``last``; None where none does."""
    found = _between(tokens, i, last) or _span_of_two(tokens, i, last)
    if found is None:
        value, end = _number(tokens, i, last)
        if end == i:
            return None
        found = Count(i, i, end, value)
    return _qualified(tokens, found, last)


def _number(tokens: Tokens, i: int, last: int) -> tuple[float, int]:
    """The value of the number at ``i`` and where it ends; it ends at ``i`` where there is none."""
    word = tokens.lower[i]
    if word[0].isdigit():
        return _digits(tokens, i, last)
    if word == "half":
        short = tokens.lower[i + 1 : min(i + 3, last)] == ["a", "dozen"]
        return (6.0, i + 3) if short else (0.0, i)
    return _words(tokens, i, last)


def _digits(tokens: Tokens, i: int, last: int) -> tuple[float, int]:
    word = tokens.word[i]
    scale = _SCALES.get(tokens.lower[i + 1], 0) if i + 1 < last else 0
    if _DIGITS.fullmatch(word):
        value = float(word.replace(",", ""))
        return (value * scale, i + 2) if scale else (value, i + 1)
    if scale >= 1000 and _DECIMAL.fullmatch(word):
        return round(float(word) * scale), i + 2
    return 0.0, i


def _words(tokens: Tokens, i: int, last: int) -> tuple[float, int]:
    """A number in words: groups under a hundred, multiplied and added up."""
    at, total, group, seen = i, 0.0, 0.0, False
    if tokens.lower[i] in ("a", "an"):
        if i + 1 >= last or tokens.lower[i + 1] not in _SCALES:
            return 0.0, i
        at, group = i + 1, 1.0
    while at < min(last, i + _MAX_WORDS):
        word = tokens.lower[at]
        small = _small(word)
        if small is not None and not group % 100:
            group += small
        elif word in _SCALES and group:
            total, group = _scaled(total, group, _SCALES[word])
        elif not (word == "and" and seen and _joins(tokens, at, last)):
            break
        at, seen = at + 1, True
    return (total + group, at) if seen else (0.0, i)


def _scaled(total: float, group: float, scale: int) -> tuple[float, float]:
    """A hundred stays in the group that a thousand may yet multiply; all others close it."""
    return (total, group * scale) if scale == 100 else (total + group * scale, 0.0)


def _joins(tokens: Tokens, at: int, last: int) -> bool:
    """Is this the "and" of "two hundred and ten"?"""
    return (
        tokens.lower[at - 1] in ("hundred", "thousand")
        and at + 1 < last
        and _small(tokens.lower[at + 1]) is not None
    )


def _small(word: str) -> int | None:
    """A number under a hundred in one word."""
    if word in _UNITS:
        return _UNITS[word]
    tens, _, unit = word.partition("-")
    if tens not in _TENS or (unit and _UNITS.get(unit, 0) not in range(1, 10)):
        return None
    return _TENS[tens] + _UNITS.get(unit, 0)


# -- ranges and qualifiers ----------------------------------------------------


def _between(tokens: Tokens, i: int, last: int) -> Count | None:
    """As in "between 20 and 30", begun at the first number."""
    if i == 0 or tokens.lower[i - 1] != "between":
        return None
    low, end = _number(tokens, i, last)
    if end == i or end + 1 >= last or tokens.lower[end] != "and":
        return None
    high, stop = _number(tokens, end + 1, last)
    if stop == end + 1 or high <= low:
        return None
    return Count(i - 1, i, stop, low, high, "range")


def _span_of_two(tokens: Tokens, i: int, last: int) -> Count | None:
    """As in "20 to 30", "20-30", "12 or 13"; but "from 20 to 30" is a rise and no range."""
    glued = _RANGE.fullmatch(tokens.word[i])
    if glued:
        low, high = float(glued[1]), float(glued[2])
        return Count(i, i, i + 1, low, high, "range") if low < high else None
    low, end = _number(tokens, i, last)
    if end == i or end + 1 >= last or tokens.lower[end] not in ("to", "or", "-", "–"):
        return None
    if tokens.lower[end] == "to" and i and tokens.lower[i - 1] == "from":
        return None
    high, stop = _number(tokens, end + 1, last)
    if stop == end + 1 or high <= low:
        return None
    return Count(i, i, stop, low, high, "range")


def _qualified(tokens: Tokens, count: Count, last: int) -> Count:
    if count.qualifier == "range":
        return count
    pair = tuple(tokens.lower[count.last : min(last, count.last + 2)])
    if len(pair) == 2 and pair in _AFTER:
        count = replace(count, last=count.last + 2, qualifier=_AFTER[pair])
    sentence = tokens.bounds[tokens.sentence[count.first]][0]
    for length in (3, 2, 1):
        begin = count.first - length
        if begin >= sentence:
            qualifier = _BEFORE.get(" ".join(tokens.lower[begin : count.first]))
            if qualifier is not None:
                return replace(count, first=begin, qualifier=qualifier)
    return count


_STARTS = frozenset((*_UNITS, *_TENS, "a", "an", "half")) - {"zero"}
