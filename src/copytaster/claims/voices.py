"""Who speaks where in a story, and which names are one party."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from copytaster.attribution.speakers import Resolver, resolver_of
from copytaster.attribution.tokens import Tokens
from copytaster.attribution.voices import Voice
from copytaster.model import Span, Statement, Story

_WORD = re.compile(r"[^\W_]+")
_NO_NAME = frozenset(("the", "a", "an", "of", "for", "and", "its", "his", "her", "their", "s"))


@dataclass(slots=True)
class Voices:
    """Resolves a phrase of the copy to the fullest name, knowing who spoke before it.

    Phrases are asked for in reading order, as the resolver of `attribution` wants it.
    """

    story: Story
    tokens: Tokens
    _resolver: Resolver | None = None
    _longer: dict[str, str] | None = None
    _heard: int = 0
    _order: list[Statement] = field(default_factory=list)

    def name(self, first: int, last: int) -> str | None:
        """Whom tokens ``[first, last)`` name; None where the text does not say."""
        if self._resolver is None:
            self._resolver = resolver_of(self.story, self.tokens)
            self._order = sorted(said(self.story), key=lambda s: s.content[0].start)
        self._listen(self._resolver, first)
        names = self._resolver.resolve(first, last, first).names
        return display(names)

    def fullest(self, name: str) -> str:
        """The name as the story gives it at most length: "General Command" is that "of the Forces"."""
        if self._longer is None:
            self._longer = _longer_forms(self.story)
        return self._longer.get(name, name)

    def _listen(self, resolver: Resolver, before: int) -> None:
        """Let the resolver hear all that spoke before a token."""
        limit = self.tokens.start[before]
        while self._heard < len(self._order):
            statement = self._order[self._heard]
            if statement.content[0].start >= limit:
                break
            sentence = self.tokens.sentence[token_at(self.tokens, statement.content[0].start)]
            plural = len(statement.speakers) > 1
            resolver.hearing.remember(sentence, Voice(statement.speakers), plural)
            self._heard += 1


def _longer_forms(story: Story) -> dict[str, str]:
    """What "the General Command" is short for, where the story gives it with its "of …"."""
    known = [n.name for n in story.names] + [x for s in story.statements for x in s.speakers]
    longer: dict[str, str] = {}
    for name in known:
        short = min(name.partition(" of ")[0], name.partition(" for ")[0], key=len)
        if " " in short and short != name and len(name) > len(longer.get(short, "")):
            longer[short] = name
    return longer


def said(story: Story) -> list[Statement]:
    """The statements whose words stand in the body."""
    return [s for s in story.statements if s.content and s.content[0].field == "text"]


def token_at(tokens: Tokens, offset: int) -> int:
    """The token that holds ``offset``, or the last one before it."""
    return max(0, bisect_right(tokens.start, offset) - 1)


def token_range(tokens: Tokens, span: Span) -> tuple[int, int]:
    """The tokens that begin inside ``span``."""
    return bisect_left(tokens.start, span.start), bisect_left(tokens.start, span.end)


def display(names: tuple[str, ...]) -> str | None:
    """Several names as one, joined as prose joins them; None for none."""
    plain = [_without_article(n) for n in names]
    if not plain:
        return None
    return plain[0] if len(plain) == 1 else ", ".join(plain[:-1]) + " and " + plain[-1]


def _without_article(name: str) -> str:
    """ "The port authority" is the port authority; "The Harbour Post" is a title and stays."""
    rest = name.removeprefix("The ").removeprefix("the ")
    return name if all(w[:1].isupper() for w in rest.split()) and name[:1] == "T" else rest


def same(one: str | None, other: str | None) -> bool:
    """Whether two names are one party: the shorter's words all stand in the longer."""
    a, b = set(words(one or "")), set(words(other or ""))
    return bool(a and b) and (a <= b or b <= a)


def words(name: str) -> list[str]:
    """The telling words of a name."""
    found = [w.casefold() for w in _WORD.findall(name)]
    return [w for w in found if w not in _NO_NAME]
