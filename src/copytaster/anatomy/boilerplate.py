"""Blocks that a feed repeats: what the caller or the desk knows of them, found again."""

from __future__ import annotations

import re
from collections.abc import Mapping

from copytaster.anatomy.sentences import fold
from copytaster.model import CutKind, ReadingContext

_DIGITS = re.compile(r"\d+")
_SAID_REASON = "a block that this feed repeats in other stories too"
_LEARNT_REASON = "a block that this feed repeats: seen in {} of its stories since {}"

#: By `repeat_key`: the kind of cut and its reason.
Boilerplate = Mapping[str, tuple[CutKind, str]]


def repeat_key(text: str) -> str:
    """A block but for white space, case and which digits stand in it."""
    return _DIGITS.sub("0", fold(text).casefold())


def boilerplate_of(context: ReadingContext) -> Boilerplate:
    """What the context says is no copy of any one story."""
    known: dict[str, tuple[CutKind, str]] = {
        repeat_key(block.text): (block.kind, _LEARNT_REASON.format(block.seen, block.since))
        for block in context.repeated
    }
    said = {
        repeat_key(text): ("promo", _SAID_REASON) for text in context.boilerplate if text.strip()
    }
    return {**known, **said}  # type: ignore[dict-item]
