"""Another's number told beside one's own: "higher than that of the police, who spoke of 14"."""

from __future__ import annotations

from copytaster.attribution.tokens import Tokens
from copytaster.words import wordset

_SPEAK = wordset("speak speaks spoke spoken")
_HAVE = wordset("have has had")
_REACH = 8


def spoken_of_by(tokens: Tokens, count: int) -> tuple[int, int] | None:
    """The phrase for whoever spoke of the number that begins at token ``count``; None where none did."""
    first = tokens.bounds[tokens.sentence[count]][0]
    at = count - 1
    if at - 4 <= first or tokens.lower[at] != "of" or tokens.lower[at - 1] not in _SPEAK:
        return None
    at -= 2
    if tokens.lower[at] in _HAVE:
        at -= 1
    if at - 2 <= first or tokens.lower[at] != "who" or tokens.word[at - 1] != ",":
        return None
    return _phrase_before(tokens, at - 1, first)


def _phrase_before(tokens: Tokens, end: int, first: int) -> tuple[int, int] | None:
    """The phrase up to its article, "the police", right before token ``end``."""
    for start in range(end - 1, max(first, end - _REACH) - 1, -1):
        if not tokens.word[start][0].isalnum():
            return None
        if tokens.lower[start] == "the":
            return (start, end) if start + 1 < end else None
    return None
