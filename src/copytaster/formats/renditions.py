"""Several renditions of one text as one copy: the fullest, and what only the others say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from copytaster.formats.markup import Markup, from_blocks
from copytaster.model import Problem

_WORD = re.compile(r"\w+")
_NO_WORD = re.compile(r"\W+")
MAX_RENDITIONS = 2000
LONG = 60
"""This many pairs of words do not all stand in a copy by chance."""
MAX_LOOKED_THROUGH = 200_000_000
"""Characters looked through for what may be said already; past them a block is kept unasked."""
MAX_PAIRED = 2_000_000


def joined(renditions: Iterable[Markup]) -> Markup:
    """The first rendition that has words, then every block of the others that it does not say.

    An alternative of the same text adds nothing; a second part, or a caption
    that stands apart, comes in whole. The pictures and the problems of all are kept.
    """
    sent = list(renditions)
    every = [r for r in sent if r.body]
    media = tuple(dict.fromkeys(m for r in sent[:MAX_RENDITIONS] for m in r.media))
    problems = list(dict.fromkeys(p for r in sent[:MAX_RENDITIONS] for p in r.problems))
    if len(every) < 2:
        return replace(every[0] if every else Markup(), media=media, problems=tuple(problems))
    found, left = every[:MAX_RENDITIONS], len(every) - MAX_RENDITIONS
    blocks = [(b.kind, found[0].body[b.start : b.end], b.language) for b in found[0].blocks]
    copy = _Copy(found[0].body)
    for other in found[1:]:
        for block in other.blocks:
            text = other.body[block.start : block.end]
            if not copy.says(text):
                blocks.append((block.kind, text, block.language))
                copy.add(text)
    if left > 0:
        problems.append(Problem("parts-left-out", f"{left} of {len(every)} parts were left out"))
    whole = from_blocks(blocks)
    return Markup(whole.body, whole.blocks, media, tuple(problems))


@dataclass(slots=True)
class _Copy:
    """What has been said: the first rendition, and the blocks added to it."""

    first: str
    _squashed: str = ""
    _added: set[str] = field(default_factory=set)
    _pairs: set[tuple[str, str]] | None = None
    _left: int = MAX_LOOKED_THROUGH

    def __post_init__(self) -> None:
        self._squashed = _squash(self.first)

    def add(self, text: str) -> None:
        self._added.add(_squash(text))

    def says(self, text: str) -> bool:
        """Whether the copy has the text: letter for letter, or, where it is a whole text in one piece, every two words of it."""
        letters = _squash(text)
        if not letters or letters in self._added:
            return True
        if self._left < 0:
            return False
        self._left -= len(self._squashed)
        return letters in self._squashed or self._pairs_of_first(text)

    def _pairs_of_first(self, text: str) -> bool:
        if len(self.first) > MAX_PAIRED or len(text) < 2 * LONG:
            return False
        pairs = set(pairwise(_WORD.findall(text)))
        if len(pairs) < LONG:
            return False
        if self._pairs is None:
            self._pairs = set(pairwise(_WORD.findall(self.first)))
        return pairs <= self._pairs


def _squash(text: str) -> str:
    return _NO_WORD.sub("", text)


class Words:
    """The words of some texts, to tell what adds to them."""

    def __init__(self, *texts: str | None) -> None:
        self._texts = texts
        self._known: set[str] | None = None

    def adds(self, text: str | None) -> bool:
        """Whether the text has a word that is not yet known; its words are from now on."""
        if not text or text in self._texts:
            return False
        if self._known is None:
            self._known = {word[0] for known in self._texts for word in _WORD.finditer(known or "")}
        new = {word[0] for word in _WORD.finditer(text)} - self._known
        self._known |= new
        return bool(new)
