"""Sources that hide their names: by what they are called, by what they know, by what they ask for."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from copytaster.attribution.tokens import Tokens
from copytaster.words import wordset

_UNNAMED = wordset("source sources insider insiders unnamed anonymous unidentified")
_INDEFINITE = wordset("official diplomat aide adviser advisor officer witness person employee executive minister lawmaker")  # fmt: skip
_HIDING = _UNNAMED | wordset("person persons people official officials diplomat diplomats aide aides lawmaker lawmakers")  # fmt: skip
_KNOWING = wordset("familiar knowledge briefed aware")
_ONE = wordset("a an one another")
_AGAIN = wordset("the one two both they")
_ASKING = wordset("they he she both all")
_NAMED = wordset("named identified quoted")
_REACH = 60  # tokens of a sentence that are searched


@dataclass(slots=True)
class Hiding:
    """Tells hidden sources in reading order; what "the officials" were hidden as is remembered."""

    tokens: Tokens
    heard: set[str] = field(default_factory=set)

    def hides(self, first: int, last: int, *, person: bool) -> bool:
        """Does the source ``[first, last)`` hide its name? ``person``: the copy names it."""
        words = self.tokens.lower[first:last]
        hidden = not _UNNAMED.isdisjoint(words) or self._asks(first)
        if not hidden and not person:
            hidden = _nobody_named(words) or self._again(words)
        if hidden:
            self.heard.update(_HIDING.intersection(words))
        return hidden

    def _again(self, words: list[str]) -> bool:
        return words[0] in _AGAIN and not self.heard.isdisjoint(words)

    def _asks(self, first: int) -> bool:
        """Is it asked for in the sentence from ``first`` on, or by the one behind ("They asked …")?"""
        lower, sentence = self.tokens.lower, self.tokens.sentence[first]
        end = self.tokens.bounds[sentence][1]
        if _asks_to_hide(lower[first : min(end, first + _REACH)]):
            return True
        follows = self.tokens.bounds[sentence + 1 : sentence + 2]
        return any(lower[a] in _ASKING and _asks_to_hide(lower[a : min(b, a + _REACH)]) for a, b in follows)  # fmt: skip


def _asks_to_hide(words: list[str]) -> bool:
    if "anonymity" in words or "anonymously" in words:
        return True
    return "not" in words and any(a == "be" and b in _NAMED for a, b in pairwise(words))


def _nobody_named(words: list[str]) -> bool:
    """As in "a senior official", "two people with knowledge of the talks"."""
    if words[0] in _ONE and not _INDEFINITE.isdisjoint(words):
        return True
    knows = not _KNOWING.isdisjoint(words) or ("close" in words and "to" in words)
    return knows and words[0] != "the" and not _HIDING.isdisjoint(words)
