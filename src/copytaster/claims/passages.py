"""The sentences claims are read from: copy only, with their place in the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from copytaster.anatomy import copy_sentences
from copytaster.model import Block, Story

# A longer "sentence" is a list or a parser's failure; news has none.
_LONGEST = 1200
_MOST = 400


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence: ``text`` is exactly ``story.text[start:end]``, white space made plain spaces."""

    start: int
    end: int
    text: str


def passages(story: Story) -> Iterator[Passage]:
    """The sentences of the copy in order; those with a cut inside them are left out."""
    if not story.blocks:
        story = story.with_(blocks=(Block(0, len(story.text), "paragraph"),) if story.text else ())
    for sentence in copy_sentences(story)[:_MOST]:
        start, end = sentence.start, sentence.end
        if sentence.kind in ("caption", "headline") or end - start > _LONGEST:
            continue
        if any(c.start < end and start < c.end for c in story.cuts):
            continue
        plain = "".join(" " if c.isspace() else c for c in story.text[start:end])
        yield Passage(start, end, plain)
