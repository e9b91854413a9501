"""Whose claim is denied, and which of the story's statements made it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from copytaster.attribution import lexicon as lx
from copytaster.attribution.tokens import Tokens
from copytaster.claims.matters import Matter
from copytaster.claims.verbs import CLAIM_NOUNS, CLAIMING, denies
from copytaster.claims.voices import Voices, display, said, same, token_at
from copytaster.model import Span, Statement, Story
from copytaster.words import wordset

_WORD = re.compile(r"[^\W_]{3,}")
_OFFICIAL = re.compile(r"(?i)\b(?:government|ministry|officials|authorities|administration)\b")
_STEM = 6  # letters that tell two forms of a word to be one
Range = tuple[int, int]
_WINDOW = 40  # statements looked at on either side of a denial
_BACK = 3  # sentences an accusation may lie back
_ACCUSING = wordset(
    "claim claims allegation allegations accusation accusations charge charges assertion assertions"
)
_DULL = (
    lx.PREPOSITIONS
    | lx.SUBORDINATORS
    | lx.CONJUNCTIONS
    | lx.DETERMINERS
    | lx.AUXILIARIES
    | CLAIM_NOUNS
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A claimant (None where the copy names none) and the statement that makes the claim, if one does."""

    claimant: str | None = None
    statement: Statement | None = None


@dataclass(slots=True)
class Claimants:
    """Finds the claim that a denial is of, among what is said near it.

    Looks at a bounded number of statements on either side of a denial, so
    that a story takes time in proportion to its length.
    """

    story: Story
    tokens: Tokens
    voices: Voices
    order: list[Statement] = field(init=False)
    starts: list[int] = field(init=False)
    cities: set[int] = field(init=False)

    def __post_init__(self) -> None:
        claims = [s for s in said(self.story) if not denies(self.story, s)]
        self.order = sorted(claims, key=lambda s: s.content[0].start)
        self.starts = [s.content[0].start for s in self.order]
        self.cities = {p.span.start for p in self.story.places if p.span.field == "text"}

    def claim_of(self, matter: Matter, span: Span, denier: str) -> Claim:
        """Whose claim ``matter`` is, denied by ``denier`` at ``span``."""
        earlier = self._earlier(span)
        if matter.owner is not None:
            return self._owned(matter, matter.owner, span, earlier, denier)
        others = [s for s in earlier if s.speakers and not same(_speaker(s), denier)]
        statement = _likest(self.story, self.tokens, matter, others, least=2)
        if statement is None and matter.pointing:
            statement = _pointed_at(self.story, self.tokens, matter, others, span)
        return Claim(_speaker(statement), statement) if statement else Claim()

    def _owned(
        self, matter: Matter, owner: Range, span: Span, earlier: list[Statement], denier: str
    ) -> Claim:
        name = self._owner(owner, earlier, denier)
        if name is None or same(name, denier):
            return Claim()
        if matter.bare:
            mine = (s for s in reversed(earlier) if same(_speaker(s), name))
            return Claim(name, next(mine, None))
        around = [s for s in (*earlier, *self._later(span)) if same(_speaker(s), name)]
        return Claim(name, _likest(self.story, self.tokens, matter, around, least=1))

    def _owner(self, owner: Range, earlier: list[Statement], denier: str) -> str | None:
        name = self.voices.name(*owner)
        start, end = self.tokens.start[owner[0]], self.tokens.end[owner[1] - 1]
        if name is None or start not in self.cities or not same(name, self.story.text[start:end]):
            return name
        # "The claim from the capital": a city alone stands for the government last heard.
        official = [_speaker(s) for s in earlier if _OFFICIAL.search(_speaker(s) or "")]
        return next((o for o in reversed(official) if not same(o, denier)), name)

    def _earlier(self, span: Span) -> list[Statement]:
        """What was said before the denial, in reading order."""
        at = bisect_left(self.starts, span.start)
        return [s for s in self.order[max(0, at - _WINDOW) : at] if s.content[-1].end <= span.start]

    def _later(self, span: Span) -> list[Statement]:
        at = bisect_left(self.starts, span.end)
        return self.order[at : at + _WINDOW]


def _speaker(statement: Statement) -> str | None:
    return display(statement.speakers)


def _likest(
    story: Story, tokens: Tokens, matter: Matter, among: list[Statement], least: int
) -> Statement | None:
    """The statement that shares the most words with the matter, if it shares enough of them.

    Of two that share as many, one that is told as a claim goes before one
    that is told as a fact, and the later before the earlier.
    """
    about = _stems(tokens.said(*matter.topic))
    best: tuple[tuple[int, bool, int], Statement] | None = None
    for statement in among:
        shared = len(about & _stems(story.quote(*statement.content)))
        if shared < least or (least > 1 and 2 * shared < len(about)):
            continue
        key = (shared, _claims(story, statement), statement.content[0].start)
        if best is None or key > best[0]:
            best = key, statement
    return best[1] if best else None


def _pointed_at(
    story: Story, tokens: Tokens, matter: Matter, others: list[Statement], span: Span
) -> Statement | None:
    """What "the claim" points back to: an accusation near by, or the one thing said just before."""
    here = tokens.sentence[token_at(tokens, span.start)]
    back = [(here - tokens.sentence[token_at(tokens, s.content[0].start)], s) for s in others]
    just = [s for distance, s in back if distance <= 1]
    if matter.noun not in _ACCUSING and len({_speaker(s) for s in just}) == 1:
        return just[-1]
    near = [s for distance, s in back if distance <= _BACK and _claims(story, s)]
    if near:
        return near[-1]
    return just[-1] if len({_speaker(s) for s in just}) == 1 else None


def _claims(story: Story, statement: Statement) -> bool:
    return any(
        w in CLAIMING for cue in statement.cue for w in story.quote(cue)[:80].lower().split()
    )


def _stems(text: str) -> set[str]:
    found = (w.casefold() for w in _WORD.findall(text[:600]))
    return {w[:_STEM] for w in found if w not in _DULL}
