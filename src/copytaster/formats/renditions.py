"""Several renditions of one text as one copy: the fullest, and what only the others say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from copytaster.formats.markup import Markup, from_blocks

_WORD = re.compile(r"\w+")
MAX_RENDITIONS = 200


def joined(renditions: Iterable[Markup]) -> Markup:
    """The first rendition that has words, then every block of the others that adds words to it.

    An alternative of the same text adds nothing; a second part, or a caption
    that stands apart, comes in whole.
    """
    found = [r for r in renditions if r.body][:MAX_RENDITIONS]
    if len(found) < 2:
        return found[0] if found else Markup()
    blocks = [(b.kind, found[0].body[b.start : b.end], b.language) for b in found[0].blocks]
    known = set(_WORD.findall(found[0].body))
    for other in found[1:]:
        for block in other.blocks:
            text = other.body[block.start : block.end]
            if new := set(_WORD.findall(text)) - known:
                known |= new
                blocks.append((block.kind, text, block.language))
    media = dict.fromkeys(m for r in found for m in r.media)
    problems = dict.fromkeys(p for r in found for p in r.problems)
    whole = from_blocks(blocks)
    return Markup(whole.body, whole.blocks, tuple(media), tuple(problems))


def added(text: str | None, known: Sequence[str | None]) -> bool:
    """Whether ``text`` has a word that none of the known texts has."""
    have = {word for one in known for word in _WORD.findall(one or "")}
    return bool(set(_WORD.findall(text or "")) - have)
