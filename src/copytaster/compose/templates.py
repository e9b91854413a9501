"""Our own sentences over cited facts: where accounts differ, and where numbers do.

Words in quotation marks are byte-identical to the copy, white space folded.
"""

from __future__ import annotations

from collections.abc import Mapping

from copytaster.claims import amount, rivals, voice
from copytaster.model import Citation, Coverage, Dispute, Figure, Sentence, Span, Statement, Story

_QUOTES = '"“”«»„'
_MOST_WORDS = 30
# "the number killed", but "the number of people aboard".
_COUNTED = {
    "aboard": "of people aboard",
    "crew": "of crew members",
    "survivors": "of survivors",
    "recovered": "recovered",
}


def accounts_differ(coverage: Coverage, stories: Mapping[str, Story]) -> list[Sentence]:
    """A sentence for each denial of which both sides stand in the copy at hand."""
    statements = {s.id: (story, s) for story in stories.values() for s in story.statements}
    made = (_denial(d, statements) for d in coverage.disputes if d.kind == "denial")
    return [sentence for sentence in made if sentence is not None]


def numbers_differ(coverage: Coverage, stories: Mapping[str, Story]) -> list[Sentence]:
    """A sentence for each thing counted differently by independent voices."""
    origin_of = {i: source.name for source in coverage.sources for i in source.stories}
    # What a reprint added need not be its agency's.
    usable = [f for f in coverage.figures if f.story in coverage.origins and _cited(f, stories)]
    return [_range(low, high, origin_of) for low, high in rivals(usable, origin_of)]


def _denial(dispute: Dispute, statements: Mapping[str, tuple[Story, Statement]]) -> Sentence | None:
    if len(dispute.statements) < 2 or dispute.claimant is None:
        return None
    sides = [statements.get(i) for i in dispute.statements[:2]]
    if sides[0] is None or sides[1] is None:
        return None
    claim = _words(*sides[1])
    if claim is None:
        return None
    # Reported speech is the copy's wording: it must not pass for the speaker's own.
    said = "words" if sides[1][1].kind == "direct" else "statement, reported as"
    text = f"Disputed by {dispute.denier}: {dispute.claimant}'s {said} “{claim}”."
    return Sentence(text, "template", (*_cite(*sides[1]), *_cite(*sides[0])))


def _words(story: Story, statement: Statement) -> str | None:
    """The statement's words, where they are one run without quotation marks inside."""
    if len(statement.content) != 1 or statement.content[0].field != "text":
        return None
    span = statement.content[0]
    words = " ".join(story.text[span.start : span.end].split()).strip(_QUOTES).rstrip(",;")
    bare = words.rstrip(".")
    if not bare or len(bare.split()) > _MOST_WORDS or any(q in bare for q in _QUOTES):
        return None
    return None if _cut(story, span) else bare


def _cut(story: Story, span: Span) -> bool:
    return any(c.start < span.end and span.start < c.end for c in story.cuts)


def _cite(story: Story, statement: Statement) -> tuple[Citation, ...]:
    return tuple(Citation(story.id, s.start, s.end) for s in statement.content)


def _cited(figure: Figure, stories: Mapping[str, Story]) -> bool:
    story = stories.get(figure.story or "")
    span = figure.span
    return story is not None and span is not None and span.field == "text" and not _cut(story, span)


def _range(low: Figure, high: Figure, origin_of: Mapping[str, str]) -> Sentence:
    counted = _COUNTED.get(low.what, low.what)
    text = (
        f"Reports of the number {counted} range from {amount(low)} ({voice(low, origin_of)})"
        f" to {amount(high)} ({voice(high, origin_of)})."
    )
    cited = [Citation(f.story, f.span.start, f.span.end) for f in (low, high) if f.story and f.span]
    return Sentence(text, "template", tuple(cited))
