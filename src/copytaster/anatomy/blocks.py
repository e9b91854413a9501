"""The blocks of a body: as the format gave them, or as blank lines show them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copytaster.model import Block, BlockKind, Item, Story

_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_BULLET = re.compile(r"\s*(?:[•●▪◦*·]|[-–]\s)")
# Bodies without blank lines: lines this long on average are paragraphs, shorter ones are wrapped.
_WRAPPED_AT = 100


def blocks_of(item: Item) -> tuple[Block, ...]:
    """Blocks in order, disjoint, trimmed; together they hold every character but white space."""
    text = item.body
    if not item.blocks:
        return tuple(_inferred(text))
    found: list[Block] = []
    at = 0
    for block in sorted(item.blocks, key=lambda b: (b.start, b.end)):
        start, end = max(block.start, at), min(block.end, len(text))
        if start >= end:
            continue
        if not text[at:start].isspace():
            found.extend(_trim(text, at, start, "paragraph", None))
        if (start, end) == (block.start, block.end) and _is_trim(text, start, end):
            found.append(block)
        else:
            found.extend(_trim(text, start, end, block.kind, block.language))
        at = end
    found.extend(_trim(text, at, len(text), "paragraph", None))
    return tuple(found)


def every_block(story: Story) -> tuple[Block, ...]:
    """The story's blocks with every gap between them filled: no word is left out by oversight."""
    return story.once(every_block, lambda: tuple(_filled(story)))


def _filled(story: Story) -> Iterator[Block]:
    at = 0
    for block in sorted(story.blocks, key=lambda b: (b.start, b.end)):
        if block.end > at:
            yield from _loose(story.text, at, block.start)
            yield Block(max(block.start, at), block.end, block.kind, block.language)
            at = block.end
    yield from _loose(story.text, at, len(story.text))


def _loose(text: str, start: int, end: int) -> Iterator[Block]:
    """The paragraphs of what lies in no block; white space is none."""
    for gap in _BLANK_LINE.finditer(text, start, end):
        if text[start : gap.start()].strip():
            yield Block(start, gap.start(), "paragraph")
        start = gap.end()
    if text[start:end].strip():
        yield Block(start, end, "paragraph")


def _is_trim(text: str, start: int, end: int) -> bool:
    return not (text[start].isspace() or text[end - 1].isspace())


def _trim(
    text: str, start: int, end: int, kind: BlockKind, language: str | None
) -> Iterator[Block]:
    piece = text[start:end]
    if inner := piece.strip():
        begin = start + len(piece) - len(piece.lstrip())
        yield Block(begin, begin + len(inner), kind, language)


def _inferred(text: str) -> Iterator[Block]:
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()  # behind a last line's end no line begins
    filled = [line.strip() for line in lines]
    each = "" not in filled[:-1] and _long_lines(filled)
    at, start = 0, -1
    for line, inner in zip(lines, filled, strict=True):
        if inner and start < 0:
            start = at
        at += len(line) + 1
        if start >= 0 and (each or not inner):
            yield _block(text, start, at)
            start = -1
    if start >= 0:
        yield _block(text, start, len(text))


def _long_lines(lines: list[str]) -> bool:
    """Whether the lines are paragraphs of their own rather than one paragraph, wrapped."""
    return sum(map(len, lines)) > _WRAPPED_AT * max(len(lines), 1)


def _block(text: str, start: int, end: int) -> Block:
    piece = text[start:end]
    inner = piece.strip()
    begin = start + len(piece) - len(piece.lstrip())
    kind: BlockKind = "list" if _is_list(inner) else "paragraph"
    return Block(begin, begin + len(inner), kind)


def _is_list(inner: str) -> bool:
    if _BULLET.match(inner) is None:
        return False
    lines = inner.splitlines()
    return len(lines) > 1 and all(_BULLET.match(line) for line in lines)
