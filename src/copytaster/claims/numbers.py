"""Numbers as news writes them: "1,200", "two dozen", "at least 12", "between 20 and 30"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Qualifier = Literal["exactly", "at least", "at most", "about", "range"]

_UP_TO_NINETEEN = """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen
"""
_BY_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: n for n, word in enumerate(_UP_TO_NINETEEN.split(), 1)}
_TENS = {word: 10 * n for n, word in enumerate(_BY_TENS.split(), 2)}
_UNITS = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6}
_QUALIFIERS: dict[str, Qualifier] = {
    "at least": "at least", "no fewer than": "at least", "no less than": "at least",
    "not less than": "at least", "more than": "at least", "over": "at least",
    "upwards of": "at least", "at most": "at most", "up to": "at most", "no more than": "at most",
    "fewer than": "at most", "less than": "at most", "under": "at most", "about": "about",
    "around": "about", "approximately": "about", "roughly": "about", "nearly": "about",
    "almost": "about", "close to": "about", "an estimated": "about", "some": "about",
}  # fmt: skip

_WORDS = "|".join((*_SMALL, *_TENS))
_ONES = "|".join(w for w, n in _SMALL.items() if n < 10)
_SPELT = rf"(?:(?:{'|'.join(_TENS)})[-\s](?:{_ONES})|{_WORDS})"
_NUMERAL = r"\d{1,3}(?:,\d{3}){1,3}|\d{1,7}(?:\.\d)?"
# One number, unnamed groups only, for use within larger patterns.
NUMBER = (
    rf"(?:(?:half\sa|a|{_SPELT})\s(?:dozen|hundred|thousand)|(?:{_NUMERAL}|{_SPELT})"
    r"(?:\s(?:thousand|million))?)"
)
QUALIFIER = "(?:" + "|".join(sorted(_QUALIFIERS, key=len, reverse=True)) + ")"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, or a range from ``value`` to ``upper``, and how it is qualified."""

    value: float
    qualifier: Qualifier = "exactly"
    upper: float | None = None


def amount_of(number: str, qualifier: str | None, upper: str | None, more: bool) -> Amount | None:
    """The amount that the parts of a match say; ``more`` is a trailing "or more"."""
    value = value_of(number)
    if value is None:
        return None
    high = value_of(upper) if upper else None
    if high is not None:
        return Amount(value, "range", high) if high > value else None
    if more:
        return Amount(value, "at least")
    return Amount(value, _QUALIFIERS.get(" ".join((qualifier or "").casefold().split()), "exactly"))


def value_of(text: str) -> float | None:
    """The value of a number in digits or words, or None."""
    total, found = 0.0, False
    for word in text.casefold().replace("-", " ").split():
        if word in _UNITS:
            total, found = (total or 1.0) * _UNITS[word], True
        elif word == "half":
            total = 0.5
        elif word != "a":
            value = _plain(word)
            if value is None:
                return None
            total, found = total + value, True
    return total if found else None


def _plain(word: str) -> float | None:
    if word in _SMALL or word in _TENS:
        return float(_SMALL.get(word) or _TENS[word])
    digits = word.replace(",", "")
    return float(digits) if digits.replace(".", "", 1).isdecimal() else None
