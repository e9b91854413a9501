"""Several renditions of one text as one copy: the fullest, and what only the others say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from copytaster.formats.markup import Markup, from_blocks

_WORD = re.compile(r"\w+")
_NO_WORD = re.compile(r"\W+")
MAX_RENDITIONS = 200
LONG = 60
"""This many pairs of words do not all stand in a copy by chance."""


def joined(renditions: Iterable[Markup]) -> Markup:
    """The first rendition that has words, then every block of the others that it does not say.

    An alternative of the same text adds nothing; a second part, or a caption
    that stands apart, comes in whole.
    """
    found = [r for r in renditions if r.body][:MAX_RENDITIONS]
    if len(found) < 2:
        return found[0] if found else Markup()
    blocks = [(b.kind, found[0].body[b.start : b.end], b.language) for b in found[0].blocks]
    known, said = _pairs(found[0].body), _squashed(found[0].body)
    for other in found[1:]:
        for block in other.blocks:
            text = other.body[block.start : block.end]
            if not _is_said(text, known, said):
                blocks.append((block.kind, text, block.language))
                known |= _pairs(text)
                said += _squashed(text)
    media = dict.fromkeys(m for r in found for m in r.media)
    problems = dict.fromkeys(p for r in found for p in r.problems)
    whole = from_blocks(blocks)
    return Markup(whole.body, whole.blocks, tuple(media), tuple(problems))


def _is_said(text: str, known: set[tuple[str, str]], said: str) -> bool:
    """Whether the copy has the text: letter for letter, or, where it is a whole text in one piece, every two words of it."""
    pairs = _pairs(text)
    return _squashed(text) in said or (len(pairs) >= LONG and pairs <= known)


def _pairs(text: str) -> set[tuple[str, str]]:
    words = _WORD.findall(text)
    return set(pairwise(words))


def _squashed(text: str) -> str:
    return _NO_WORD.sub("", text)


def added(text: str | None, known: Sequence[str | None]) -> bool:
    """Whether ``text`` has a word that none of the known texts has."""
    have = {word for one in known for word in _WORD.findall(one or "")}
    return bool(set(_WORD.findall(text or "")) - have)
