"""Who speaks where in a story, and which full name a short one stands for."""

from __future__ import annotations

import re

from copytaster.model import Span, Statement, Story

_WORD = re.compile(r"[^\W_]+")
_NO_NAME = frozenset(("the", "a", "an", "of", "for", "and", "its", "his", "her", "their", "s"))


def covering(story: Story, span: Span) -> Statement | None:
    """The innermost statement whose words contain the span."""
    inside = [
        (c.end - c.start, s.id, s)
        for s in story.statements
        for c in s.content
        if c.field == span.field and c.start <= span.start and span.end <= c.end
    ]
    return min(inside, key=lambda found: found[:2])[2] if inside else None


def speaker_at(story: Story, span: Span) -> str | None:
    """The speaker of the statement the span stands in, as a display name."""
    statement = covering(story, span)
    return statement.speaker if statement is not None else None


def cued_at(story: Story, span: Span) -> Statement | None:
    """The statement whose cue overlaps the span."""
    for statement in story.statements:
        if any(c.start < span.end and span.start < c.end for c in statement.cue):
            return statement
    return None


def full_name(story: Story, name: str) -> str:
    """The fullest form the story gives of a name: "Putin" to "Vladimir Putin"."""
    short = words(name)
    if not short:
        return name
    known = [n.name for n in story.names]
    known += [speaker for s in story.statements for speaker in s.speakers]
    fits = [k for k in known if set(short) <= set(words(k)) and words(k)[-1] == short[-1]]
    return max(fits, key=lambda k: (len(words(k)), -known.index(k)), default=name)


def same(one: str | None, other: str | None) -> bool:
    """Whether two names are one party: the shorter's words all stand in the longer."""
    a, b = set(words(one or "")), set(words(other or ""))
    return bool(a and b) and (a <= b or b <= a)


def words(name: str) -> list[str]:
    """The telling words of a name."""
    found = [w.casefold() for w in _WORD.findall(name)]
    return [w for w in found if w not in _NO_NAME]
