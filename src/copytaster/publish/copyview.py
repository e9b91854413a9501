"""The copy as a page shows it: blocks less their cuts, and whose words stand where.

Everything is taken from ``story.text`` by spans; the sender's markup is never
looked at. Under the ``excerpt`` policy the view holds the first sentences and
nothing else, so whatever is built on the view cannot show more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from copytaster.anatomy.blocks import every_block
from copytaster.anatomy.sentences import copy_sentences, fold
from copytaster.model import Block, Span, Story
from copytaster.model.base import quick

EXCERPT_SENTENCES = 2
EXCERPT_LENGTH = 400  # characters: the length of a search engine's or aggregator's snippet, doubled
LONGEST_SENTENCE = 600  # characters of a single sentence, however long it runs on

_QUOTED = re.compile('["“][^"“”]{1,2000}["”]')

RunKind = Literal["copy", "dateline", "quote", "flag", "edit"]
Mark = tuple[Span, "RunKind", int]


@quick
@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of copy with one mark; ``ref`` is the statement's, flag's or change's number, from 1."""

    text: str
    kind: RunKind = "copy"
    ref: int = 0


@quick
@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of copy on the page. ``id`` is its anchor (``p3``, the block's number)."""

    id: str
    kind: str
    language: str | None
    lines: tuple[tuple[Run, ...], ...]
    pieces: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The paragraph's words, white space folded."""
        return fold("\n".join("".join(r.text for r in line) for line in self.lines))


@quick
@dataclass(frozen=True, slots=True)
class CopyView:
    """The copy that is shown: ``paragraphs`` in order; ``whole`` unless it is an excerpt."""

    story: Story
    paragraphs: tuple[Paragraph, ...]
    whole: bool

    def anchor(self, at: int) -> str | None:
        """The anchor of the paragraph that holds code point ``at`` of the text."""
        for paragraph in self.paragraphs:
            for piece in paragraph.pieces:
                if piece.start <= at < piece.end:
                    return paragraph.id
        return None

    def words_of(self, spans: Iterable[Span]) -> str | None:
        """The kept words of the spans, parts joined by one space; None if any is not shown."""
        parts = [self._words(span) for span in spans]
        if not parts or any(p is None for p in parts):
            return None
        return " ".join(p for p in parts if p)

    def _words(self, span: Span) -> str | None:
        if span.field == "headline":
            return fold((self.story.headline or "")[span.start : span.end])
        kept = [k for k in _overlaps(self.story.kept, span.start, span.end) if self._says(k)]
        if not kept or not all(map(self._shows, kept)):
            return None
        return fold("".join(self.story.text[k.start : k.end] for k in kept))

    def _says(self, span: Span) -> bool:
        return bool(self.story.text[span.start : span.end].strip())

    def _shows(self, span: Span) -> bool:
        pieces = (p for paragraph in self.paragraphs for p in paragraph.pieces)
        return self.whole or any(p.start <= span.start and span.end <= p.end for p in pieces)


def view_copy(story: Story, *, whole: bool, own: tuple[tuple[Span, int], ...] = ()) -> CopyView:
    """The copy less its cuts; only the first sentences unless ``whole``.

    ``own`` are the ranges that are an editor's words, each with its change's number.
    """
    shown = story.once((view_copy, whole, own), lambda: _paragraphs(story, whole, own))
    return CopyView(story, shown, whole)


def _paragraphs(
    story: Story, whole: bool, own: tuple[tuple[Span, int], ...]
) -> tuple[Paragraph, ...]:
    changed: Iterator[Mark] = ((span, "edit", number) for span, number in own)
    marks = (*changed, *_marks(story))
    if whole:
        blocks = enumerate(every_block(story), start=1)
        made = (_paragraph(story, n, b, _kept(story, b), marks) for n, b in blocks)
    else:
        made = (_paragraph(story, n, b, p, marks) for n, b, p in _first_sentences(story))
    return tuple(p for p in made if p is not None)


def first_words(story: Story) -> str:
    """The first sentences of the copy, at most about 400 characters, as running text."""
    return " ".join(p.text for p in view_copy(story, whole=False).paragraphs)


def summary_of(story: Story) -> str:
    """The first sentences without their dateline: what lists and previews show."""
    return story.once(summary_of, lambda: _summary(story))


def _summary(story: Story) -> str:
    runs = (
        run.text
        for paragraph in view_copy(story, whole=False).paragraphs
        for run in (*paragraph.lines[0], Run(" "))
        if run.kind != "dateline"
    )
    return fold("".join(runs))


def _first_sentences(story: Story) -> Iterator[tuple[int, Block, tuple[Span, ...]]]:
    """(number, block, pieces) of the opening sentences, gathered per block."""
    chosen = _opening(story)
    for number, block in enumerate(every_block(story), start=1):
        inside = [(s, e) for s, e in chosen if block.start <= s < block.end]
        if inside:
            yield number, block, tuple(_overlaps(story.kept, inside[0][0], inside[-1][1]))


def _opening(story: Story) -> list[tuple[int, int]]:
    """The ranges of the opening sentences."""
    chosen: list[tuple[int, int]] = []
    length = 0
    for sentence in copy_sentences(story.with_(blocks=tuple(_opening_blocks(story)))):
        length += len(sentence.text)
        if chosen and length > EXCERPT_LENGTH:
            break
        chosen.append((sentence.start, _bounded(story.text, sentence.start, sentence.end)))
        if len(chosen) == EXCERPT_SENTENCES:
            break
    return chosen


def _bounded(text: str, start: int, end: int) -> int:
    """Where to stop: copy without full stops must not pass as one long sentence."""
    if end - start <= LONGEST_SENTENCE:
        return end
    stop = start + LONGEST_SENTENCE
    return max(text.rfind(" ", start, stop), text.rfind("\n", start, stop)) + 1 or stop


def _opening_blocks(story: Story) -> Iterator[Block]:
    """As many paragraphs that say something as could hold the opening sentences."""
    found = 0
    for block in every_block(story):
        said = any(story.text[s:e].strip() for s, e in _kept(story, block))
        if block.kind == "paragraph" and said:
            yield block
            found += 1
        if found == EXCERPT_SENTENCES:
            return


def _kept(story: Story, block: Block) -> tuple[Span, ...]:
    return tuple(_overlaps(story.kept, block.start, block.end))


def _overlaps(kept: Iterable[Span], start: int, end: int) -> Iterator[Span]:
    for span in kept:
        if span.start < end and span.end > start:
            yield Span(max(span.start, start), min(span.end, end))


def _paragraph(
    story: Story,
    number: int,
    block: Block,
    pieces: tuple[Span, ...],
    marks: tuple[Mark, ...],
) -> Paragraph | None:
    if not any(story.text[p.start : p.end].strip() for p in pieces):
        return None
    language = block.language or story.language
    runs = tuple(run for piece in pieces for run in _runs(story.text, piece, marks))
    return Paragraph(
        id=f"p{number}",
        kind=block.kind,
        language=language,
        lines=_lines(runs) if block.kind == "list" else (_trimmed(runs),),
        pieces=pieces,
    )


def _marks(story: Story) -> Iterator[Mark]:
    """What is marked in the text, the mark that wins first: quotes, flags, the dateline."""
    for number, statement in enumerate(story.statements, start=1):
        for span in statement.content:
            if span.field != "text" or statement.kind == "indirect":
                continue
            if statement.kind == "direct":
                yield span, "quote", number
            else:
                for quoted in _QUOTED.finditer(story.text, span.start, span.end):
                    yield Span(quoted.start(), quoted.end()), "quote", number
    for number, flag in enumerate(story.flags, start=1):
        if flag.span and flag.span.field == "text":
            yield flag.span, "flag", number
    if story.dateline and story.dateline.span.field == "text":
        yield story.dateline.span, "dateline", 0


def _runs(text: str, piece: Span, marks: tuple[Mark, ...]) -> Iterator[Run]:
    near = [m for m in marks if m[0].start < piece.end and m[0].end > piece.start]
    edges = {piece.start, piece.end}
    for span, _, _ in near:
        edges |= {max(span.start, piece.start), min(span.end, piece.end)}
    for start, end in pairwise(sorted(edges)):
        mark = next((m for m in near if m[0].start <= start and end <= m[0].end), None)
        yield Run(text[start:end], mark[1], mark[2]) if mark else Run(text[start:end])


def _lines(runs: tuple[Run, ...]) -> tuple[tuple[Run, ...], ...]:
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *rest = run.text.split("\n")
        lines[-1].append(Run(first, run.kind, run.ref))
        lines.extend([Run(part, run.kind, run.ref)] for part in rest)
    return tuple(tuple(line) for line in lines if any(r.text.strip() for r in line))


def _trimmed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs without white space at either end of the paragraph."""
    kept = [r for r in runs if r.text]
    while kept and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if not kept:
        return ()
    first, last = kept[0].text, kept[-1].text
    if first[0].isspace():
        kept[0] = Run(first.lstrip(), kept[0].kind, kept[0].ref)
    if last[-1].isspace():
        kept[-1] = Run(kept[-1].text.rstrip(), kept[-1].kind, kept[-1].ref)
    return tuple(kept)
