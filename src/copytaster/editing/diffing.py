"""From the text an editor hands in to the passages that were changed.

Words are compared, not characters, and white space only where it makes a
paragraph: what a browser does to line ends is no edit.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from copytaster.model import Span

# Comparing costs the product of both lengths; longer stretches are one change as a whole.
_MOST_COMPARED = 1_000_000
_WORD = re.compile(r"\s+|\S+")
_PARAGRAPH = re.compile(r"\n+|[^\n]+")


class Difference(NamedTuple):
    """``now`` stands where ``[start, end)`` of the old text stood."""

    start: int
    end: int
    now: str


class _Token(NamedTuple):
    key: str
    start: int
    end: int


def differences(old: str, new: str) -> tuple[Difference, ...]:
    """What was changed, in order; changes with nothing but a space between them are one.

    White space at either end of the text is no edit.
    """
    new = new.replace("\r\n", "\n").replace("\r", "\n").strip()
    body = old.strip()
    if not body:
        return (Difference(len(old), len(old), new),) if new else ()
    lead = old.index(body)
    found: list[Difference] = []
    for start, end, now in _compared(body, new):
        start, end = start + lead, end + lead
        if found and not old[found[-1].end : start].strip(" "):
            last = found.pop()
            start, now = last.start, last.now + old[last.end : start] + now
        found.append(Difference(start, end, now))
    return tuple(d for d in found if old[d.start : d.end] != d.now)


def _compared(old: str, new: str) -> Iterator[Difference]:
    """Paragraphs first, then the words of those that differ."""
    before, after = _tokens(_PARAGRAPH, old), _tokens(_PARAGRAPH, new)
    for a, b, c, d in _changed(before, after):
        (start, end), (from_, to) = _range(before, a, b, len(old)), _range(after, c, d, len(new))
        words, others = _tokens(_WORD, old[start:end]), _tokens(_WORD, new[from_:to])
        for i, j, k, m in _changed(words, others):
            old_at, old_end = _range(words, i, j, end - start)
            new_at, new_end = _range(others, k, m, to - from_)
            yield Difference(start + old_at, start + old_end, new[from_ + new_at : from_ + new_end])


def in_kept(kept: Sequence[Span], found: Sequence[Difference]) -> Iterator[Difference]:
    """Changes of a copy as changes of its text: none reaches into what was cut out of it."""
    starts, at = [], 0
    for piece in kept:
        starts.append(at)
        at += piece.end - piece.start
    for change in found:
        yield from _split(kept, starts, change)


def _split(kept: Sequence[Span], starts: Sequence[int], change: Difference) -> Iterator[Difference]:
    """The change piece by piece; the first piece takes all that is new."""
    if not kept:
        yield Difference(0, 0, change.now)
        return
    now = change.now
    # A mere addition at a border belongs to what stands before it.
    reach = change.start if change.end > change.start else change.start - 1
    first = max(0, bisect_right(starts, reach) - 1)
    for number in range(first, len(kept)):
        piece, at = kept[number], starts[number]
        start = max(change.start, at) - at + piece.start
        end = min(change.end, at + piece.end - piece.start) - at + piece.start
        if number > first and start >= end:
            return
        yield Difference(start, max(start, end), now)
        now = ""


def _tokens(kind: re.Pattern[str], text: str) -> list[_Token]:
    return [_Token(_key(m[0]), m.start(), m.end()) for m in kind.finditer(text)]


def _key(token: str) -> str:
    """White space counts by what it does: a space, a line's end, a paragraph's."""
    if not token.isspace():
        return " ".join(token.split())
    return (" ", "\n", "\n\n")[min(2, token.count("\n"))]


def _changed(
    before: Sequence[_Token], after: Sequence[_Token]
) -> Iterator[tuple[int, int, int, int]]:
    """Ranges of tokens that differ: (old start, old end, new start, new end)."""
    head, most = 0, min(len(before), len(after))
    while head < most and before[head].key == after[head].key:
        head += 1
    tail = 0
    while tail < most - head and before[-1 - tail].key == after[-1 - tail].key:
        tail += 1
    a = [t.key for t in before[head : len(before) - tail]]
    b = [t.key for t in after[head : len(after) - tail]]
    if len(a) * len(b) > _MOST_COMPARED:
        yield head, head + len(a), head, head + len(b)
        return
    for what, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if what != "equal":
            yield head + i, head + j, head + k, head + m


def _range(tokens: Sequence[_Token], first: int, last: int, length: int) -> tuple[int, int]:
    start = tokens[first].start if first < len(tokens) else length
    return start, tokens[last - 1].end if last > first else start
