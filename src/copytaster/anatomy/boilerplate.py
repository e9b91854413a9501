"""Blocks that a feed repeats: what the caller or the desk knows of them, found again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from copytaster.anatomy.sentences import fold
from copytaster.model import CutKind, ReadingContext, RepeatedBlock

_DIGITS = re.compile(r"\d+")
_LINE = 1_000
_SAID_REASON = "a block that this feed repeats in other stories too"
_LEARNT_REASON = "a block that this feed repeats: seen in {} of its stories since {}"

#: By `repeat_key`: the kind of cut and its reason.
Boilerplate = Mapping[str, tuple[CutKind, str]]


def repeat_key(text: str) -> str:
    """A block but for white space, case and which digits stand in it."""
    return _line_key(text) if len(text) <= _LINE else _key(text)


def _key(text: str) -> str:
    return _DIGITS.sub("0", fold(text).casefold())


# A feed's blocks are looked for in each of its stories, whose lines are asked for as blocks too.
_line_key = lru_cache(maxsize=1_000)(_key)


def boilerplate_of(context: ReadingContext) -> Boilerplate:
    """What the context says is no copy of any one story."""
    return _known(tuple(context.repeated), tuple(context.boilerplate))


# One context is for all items of a delivery.
@lru_cache(maxsize=4)
def _known(repeated: tuple[RepeatedBlock, ...], texts: tuple[str, ...]) -> Boilerplate:
    known: dict[str, tuple[CutKind, str]] = {
        repeat_key(block.text): (block.kind, _LEARNT_REASON.format(block.seen, block.since))
        for block in repeated
    }
    said = {repeat_key(text): ("promo", _SAID_REASON) for text in texts if text.strip()}
    return {**known, **said}  # type: ignore[dict-item]
