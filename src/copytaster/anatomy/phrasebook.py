"""Phrases that open lines, looked up by their first word: a line is compared to few of many."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from copytaster.anatomy.lowercase import lowered

_HEAD = re.compile(r"[^\w\n]{0,6}")
_WORD = re.compile(r"[^\W_]+")
# Scripts from Devanagari on: a word is not what stands between blanks, so the first character is the key.
_UNSPACED = "\u0900"


class Opening(NamedTuple):
    """A line by its head: ``small`` is it in lower case, ``word`` its first word, which stands at ``at``."""

    line: str
    small: str
    at: int
    word: str


def opening_of(line: str) -> Opening:
    """The line by its head, behind the signs (bullets, arrows, brackets, quotes) that open it, six at most."""
    small = lowered(line)
    at = 0
    if small and not small[0].isalnum() and (match := _HEAD.match(small)):
        at = match.end()
    return Opening(line, small, at, first_word(small, at))


class Phrasebook:
    """A set of phrases. They and the lines they are looked for in are in lower case."""

    def __init__(self, phrases: Iterable[str]) -> None:
        by_word: dict[str, list[str]] = {}
        for phrase in sorted(set(phrases), key=lambda p: (-len(p), p)):
            by_word.setdefault(first_word(phrase, 0), []).append(phrase)
        self._by_word = {word: tuple(found) for word, found in by_word.items()}

    def match(self, opening: Opening) -> str | None:
        """The longest phrase that opens the line."""
        small, at = opening.small, opening.at
        for phrase in self._by_word.get(opening.word, ()):
            if small.startswith(phrase, at) and _ends_word(small, at + len(phrase)):
                return phrase
        return None


def first_word(line: str, at: int) -> str:
    """The first word of ``line[at:]``, or its first character in a script from Devanagari on."""
    if line[at : at + 1] >= _UNSPACED:
        return line[at]
    match = _WORD.match(line, at)
    return match.group() if match else ""


def phrases(text: str) -> list[str]:
    """The comma-separated phrases of a table."""
    return [phrase.strip() for phrase in text.split(",") if phrase.strip()]


def _ends_word(line: str, at: int) -> bool:
    if at >= len(line):
        return True
    return not line[at].isalnum() or line[at - 1] >= _UNSPACED
