"""Where sentences end: one linear pass over terminators, each judged by its neighbours.

Every judgement looks only at the token before a terminator and the first tokens
after the white space behind it. So the answer does not depend on how much
white space stands anywhere, and a page, whose white space is folded, splits
into the very sentences its source did. The ledger rests on this.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from copytaster.anatomy.abbreviations import (
    BEFORE_NAME,
    BEFORE_NUMBER,
    CLOCK_FOLLOWERS,
    MONTHS,
    OFTEN_INSIDE,
    SENTENCE_STARTERS,
)
from copytaster.model import Block, BlockKind, Span, Story
from copytaster.model.base import quick

_CLOSERS = "\"'”’»)]」』）】"
_OPENERS = "\"'“‘«([¿¡‹„"
_CLOSE = f"[{re.escape(_CLOSERS)}]*"
# One set of characters, so that the search runs from mark to mark at the speed of memory.
_MARK = re.compile("[.!?…。！？।॥؟۔\n\r\u2028\u2029]")
_TERMINATOR = re.compile(rf"(?P<latin>[.!?…]+{_CLOSE})|[。！？।॥؟۔]+{_CLOSE}|[\n\r\u2028\u2029]+")
# The token is bounded: nothing longer than this is an abbreviation.
_TOKEN_LENGTH = 24
# What is split and folded is kept: for pieces no longer than this many code points, as nearly every
# paragraph is, and for as many as a set of pages holds that are made, then written, then recorded.
_SHORT, _KEPT = 600, 8_192
_NEXT = re.compile(rf"\s*(?P<open>[{re.escape(_OPENERS)}]{{0,4}})(?P<word>[^\W_]*\.?)")
_GLUED = re.compile(r"[\"“‘(]?[A-Z][a-z]")
_SPEECH_TAIL = re.compile(
    r"\s*(?:[A-Z][\w.’'-]{0,30}\s+){1,4}"
    r"(?:said|says|asked|asks|told|tells|added|adds|wrote|writes|shouted|tweeted|replied|cried|"
    r"declared|continued|exclaimed|insisted|quipped|joked|wondered)\b"
)
_SPACES = re.compile(r"\S+")
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
_DOMAINS = frozenset({"Com", "Org", "Net", "In", "Co", "Info"})


@quick
@dataclass(frozen=True, slots=True)
class CopySentence:
    """A sentence of a story's copy.

    ``start`` and ``end`` are code points of ``story.text``, from its first to
    behind its last kept character (a cut may lie inside); ``text`` is the copy
    of that range, white space folded; ``kind`` is its block's.
    """

    start: int
    end: int
    text: str
    kind: BlockKind


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """The sentences of ``text[start:end]``, trimmed of white space, in order.

    A line break always ends a sentence. Together the spans cover every
    character that is not white space. Linear in the length of the range.
    """
    stop = len(text) if end is None else min(end, len(text))
    return tuple(Span(*bounds) for bounds in sentence_bounds(text, max(start, 0), stop))


def sentence_bounds(text: str, start: int, end: int) -> Sequence[tuple[int, int]]:
    """`sentence_spans` as bare pairs; ``start`` and ``end`` lie within the text."""
    piece = text[start:end]
    found = _remembered(piece) if len(piece) <= _SHORT else _split(piece)
    return [(s + start, e + start) for s, e in found] if start else found


def parted(text: str) -> tuple[str, ...]:
    """The sentences of one block, its white space folded; nothing is remembered of it."""
    folded = _fold(text)
    return tuple([folded[start:end] for start, end in _split(folded)])


def _split(piece: str) -> tuple[tuple[int, int], ...]:
    bounds, stop = [], len(piece)
    opened = at = _past_space(piece, 0, stop)
    while mark := _MARK.search(piece, at, stop):
        match = _TERMINATOR.match(piece, mark.start(), stop)
        assert match, "every mark begins a terminator"
        at = match.end()
        if match["latin"] is None or _ends(piece, opened, match.start(), at, stop):
            bounds.append((opened, _before_space(piece, opened, at)))
            opened = at = _past_space(piece, at, stop)
    if opened < stop:
        bounds.append((opened, _before_space(piece, opened, stop)))
    return tuple(bounds)


# A paragraph is split again and again: for whose words it holds, for the ledger, on its page.
_remembered = lru_cache(maxsize=_KEPT)(_split)


def copy_sentences(story: Story) -> tuple[CopySentence, ...]:
    """The sentences of the story's copy, block by block.

    A block's text is joined over its cuts and its white space folded (line
    breaks too), and then split: exactly what splitting a published paragraph
    gives again.
    """
    return _sentences_of(story.text, story.blocks, story.kept)


# Several rooms ask for the sentences of one story, each with a Story of its own making.
@lru_cache(maxsize=32)
def _sentences_of(
    text: str, blocks: tuple[Block, ...], kept: tuple[Span, ...]
) -> tuple[CopySentence, ...]:
    found: list[CopySentence] = []
    cursor = 0
    for block in blocks:
        while cursor < len(kept) and kept[cursor].end <= block.start:
            cursor += 1
        parts = list(_overlaps(kept, cursor, block.start, block.end))
        found.extend(_block_sentences(text, parts, block.kind))
    return tuple(found)


def fold(text: str) -> str:
    """``text`` with every run of white space made one space, none at the ends."""
    return _folded(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> str:
    # All white space but the space itself is unprintable: mostly there is nothing to fold.
    if "  " not in text and text.isprintable():
        return text.strip(" ")
    return " ".join(text.split())


_folded = lru_cache(maxsize=_KEPT)(_fold)


def _overlaps(
    kept: tuple[Span, ...], cursor: int, start: int, end: int
) -> Iterator[tuple[int, int]]:
    while cursor < len(kept) and kept[cursor].start < end:
        yield max(kept[cursor].start, start), min(kept[cursor].end, end)
        cursor += 1


def _block_sentences(
    text: str, parts: list[tuple[int, int]], kind: BlockKind
) -> Iterator[CopySentence]:
    if len(parts) == 1 and (piece := text[slice(*parts[0])]) == fold(piece):
        # Nothing to fold: most blocks stand in the text as they are read.
        yield from (
            CopySentence(start, end, text[start:end], kind)
            for start, end in sentence_bounds(text, *parts[0])
        )
        return
    folded, starts, origins = _folded_with_origins(text, parts)

    def origin(at: int) -> int:
        run = bisect_right(starts, at) - 1
        return origins[run] + at - starts[run]

    for start, end in sentence_bounds(folded, 0, len(folded)):
        yield CopySentence(origin(start), origin(end - 1) + 1, folded[start:end], kind)


def _folded_with_origins(
    text: str, parts: list[tuple[int, int]]
) -> tuple[str, list[int], list[int]]:
    """The folded copy of the parts, and for each of its runs where it starts there and in ``text``."""
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length, spaced = 0, False
    for start, end in parts:
        at = start
        for word in _SPACES.finditer(text, start, end):
            if (spaced or word.start() > at) and length:
                pieces.append(" ")
                length += 1
            starts.append(length)
            origins.append(word.start())
            pieces.append(word.group())
            length += word.end() - word.start()
            at, spaced = word.end(), False
        spaced = spaced or at < end
    return "".join(pieces), starts, origins


def _past_space(text: str, at: int, stop: int) -> int:
    while at < stop and text[at].isspace():
        at += 1
    return at


def _before_space(text: str, start: int, at: int) -> int:
    while at > start and text[at - 1].isspace():
        at -= 1
    return at


def _ends(text: str, opened: int, mark: int, after: int, stop: int) -> bool:
    """Whether the Latin terminator at ``mark`` (its closers end at ``after``) ends a sentence."""
    if after >= stop:
        return True
    if not text[after].isspace():
        return _glued(text, opened, mark, after, stop)
    ahead = _NEXT.match(text, after, stop)
    if ahead is None or not _may_start(text, ahead, stop):
        return False
    closed = text[after - 1] in _CLOSERS
    if text[mark:after].strip(_CLOSERS) == "." and not (closed and text[after - 1] in '"”'):
        return _period_ends(text, opened, mark, ahead)
    return not (closed and text[mark] in "!?" and _SPEECH_TAIL.match(text, after, stop))


def _glued(text: str, opened: int, mark: int, after: int, stop: int) -> bool:
    """``state.Claiming``: a lower-case word run into a capitalised one, as aggregators leave it."""
    before = text[max(mark - 2, opened) : mark]
    if len(before) < 2 or not (before.isalpha() and before.islower()):  # "h .Mr" has a space in it
        return False
    ahead = _GLUED.match(text, after, stop)
    if ahead is None:
        return False
    word = _NEXT.match(text, after, stop)
    return word is not None and word["word"].rstrip(".") not in _DOMAINS


def _may_start(text: str, ahead: re.Match[str], stop: int) -> bool:
    """A sentence starts with a capital, a digit, a script without case, or a sign before one."""
    at = ahead.start("word")
    if at >= stop:
        return True
    first = text[at]
    return not first.islower() and first not in ".…,;:)]}%"


def _period_ends(text: str, opened: int, mark: int, ahead: re.Match[str]) -> bool:
    token, first = _token_before(text, opened, mark)
    word = ahead["word"]
    bare = word.rstrip(".")
    if token.isdigit():
        return not (first and len(token) <= 2)
    if len(token) == 1 and token.isalpha():
        return bare in SENTENCE_STARTERS or bool(ahead["open"])
    lowered = token.casefold()
    if lowered in BEFORE_NAME:
        return False
    if lowered in BEFORE_NUMBER or lowered in MONTHS:
        return not bare[:1].isdigit() and (token[:1].islower() or bare in SENTENCE_STARTERS)
    if lowered in {"a.m", "p.m"}:
        return not bare[:1].isdigit() and bare.casefold() not in CLOCK_FOLLOWERS
    if lowered in OFTEN_INSIDE or _DOTTED.fullmatch(token):
        return bare in SENTENCE_STARTERS or "“" in ahead["open"] or '"' in ahead["open"]
    return True


def _token_before(text: str, opened: int, mark: int) -> tuple[str, bool]:
    """The word that ends at ``mark`` (bounded), and whether it opens its sentence."""
    at = mark
    low = max(opened, mark - _TOKEN_LENGTH)
    while at > low and (text[at - 1].isalnum() or text[at - 1] == "."):
        at -= 1
    return text[at:mark], at == opened or (at == opened + 1 and text[opened] in _OPENERS)
