"""Whose claim is denied, and which of the story's statements made it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from copytaster.attribution import lexicon as lx
from copytaster.attribution.tokens import Tokens
from copytaster.attribution.words import wordset
from copytaster.claims.matters import Matter
from copytaster.claims.verbs import CLAIM_NOUNS, CLAIMING, denies
from copytaster.claims.voices import Voices, display, said, same, token_at
from copytaster.model import Span, Statement, Story

_WORD = re.compile(r"[^\W_]{3,}")
_OFFICIAL = re.compile(r"(?i)\b(?:government|ministry|officials|authorities|administration)\b")
_STEM = 6  # letters that tell two forms of a word to be one
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


def claim_of(
    story: Story, tokens: Tokens, voices: Voices, matter: Matter, span: Span, denier: str
) -> Claim:
    """Whose claim ``matter`` is, denied by ``denier`` at ``span``."""
    earlier = _earlier(story, span)
    if matter.owner is not None:
        owner = _owner(story, tokens, voices, matter.owner, earlier, denier)
        if owner is None or same(owner, denier):
            return Claim()
        theirs = [s for s in said(story) if _outside(s, span) and same(_speaker(s), owner)]
        if matter.bare:
            return Claim(owner, next((s for s in reversed(earlier) if s in theirs), None))
        return Claim(owner, _likest(story, tokens, matter, theirs, least=1))
    others = [s for s in earlier if s.speakers and not same(_speaker(s), denier)]
    statement = _likest(story, tokens, matter, others, least=2)
    if statement is None and matter.pointing:
        statement = _pointed_at(story, tokens, matter, others, span)
    return Claim(_speaker(statement), statement) if statement else Claim()


def _owner(
    story: Story, tokens: Tokens, voices: Voices, owner: tuple[int, int],
    earlier: list[Statement], denier: str,
) -> str | None:  # fmt: skip
    name = voices.name(*owner)
    span = Span(tokens.start[owner[0]], tokens.end[owner[1] - 1])
    if name is None or not any(span.start <= p.span.start < span.end for p in story.places):
        return name
    # "The claim from the capital": a city alone stands for the government last heard.
    if not same(name, story.text[span.start : span.end]):
        return name
    official = [_speaker(s) for s in earlier if _OFFICIAL.search(_speaker(s) or "")]
    return next((o for o in reversed(official) if not same(o, denier)), name)


def _speaker(statement: Statement) -> str | None:
    return display(statement.speakers)


def _earlier(story: Story, span: Span) -> list[Statement]:
    """What was said before the denial, in reading order; denials claim nothing."""
    found = [s for s in said(story) if s.content[-1].end <= span.start and not denies(story, s)]
    return sorted(found, key=lambda s: s.content[0].start)[-40:]


def _outside(statement: Statement, span: Span) -> bool:
    return all(p.end <= span.start or p.start >= span.end for p in statement.content)


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
