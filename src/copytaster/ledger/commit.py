"""Commitments: what the ledger says of a text without a word of it.

A *leaf* is HMAC-SHA256(salt, sentence), white space folded, cut to 128 bits:
who has the salt and the sentence can recompute it; without the salt it says
nothing. The salt is drawn per edition and erased with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from hashlib import sha256
from typing import Any

from copytaster.anatomy.blocks import every_block
from copytaster.anatomy.sentences import copy_sentences, fold, parted, sentence_bounds
from copytaster.errors import LedgerError
from copytaster.formats.slugs import core
from copytaster.model import Story

LEAF_DIGITS = 32
_SHORT = 100  # characters of a text whose sentences are kept
_BLOCK = 64  # bytes SHA-256 takes in at a time
_INNER, _OUTER = bytes(n ^ 0x36 for n in range(256)), bytes(n ^ 0x5C for n in range(256))


def leaf(salt: str, text: str) -> str:
    """The commitment to one sentence: 32 hex digits. ``salt`` is hex.

    Raises LedgerError for a salt that is not hex.
    """
    return sealer(salt)(fold(text))


def sealer(salt: str) -> Callable[[str], str]:
    """`leaf` under one salt, for texts whose white space is folded already."""
    mac = keyed(salt)
    return lambda folded: mac(folded)[:LEAF_DIGITS]


def leaves(salt: str, sentences: Iterable[str]) -> tuple[str, ...]:
    """The commitments to several sentences whose white space is folded already, in order."""
    return tuple(map(sealer(salt), sentences))


def keyed(salt: str) -> Callable[[str], str]:
    """HMAC-SHA256 (RFC 2104) of texts under a salt, in hex.

    The two hashes are keyed once and copied for every text, which takes half the time of
    `hmac.digest`. Raises LedgerError for a salt that is not hex.
    """
    key = salt_bytes(salt)
    block = (key if len(key) <= _BLOCK else sha256(key).digest()).ljust(_BLOCK, b"\0")
    inner, outer = sha256(block.translate(_INNER)), sha256(block.translate(_OUTER))

    def mac(text: str) -> str:
        within, around = inner.copy(), outer.copy()
        within.update(text.encode("utf-8", "surrogatepass"))
        around.update(within.digest())
        return around.hexdigest()

    return mac


def salt_bytes(salt: str) -> bytes:
    """The salt's bytes. Raises LedgerError when it is empty or not hex."""
    try:
        key = bytes.fromhex(salt)
    except ValueError:
        key = b""
    if not key:
        raise LedgerError("a salt is hex digits, two a byte")
    return key


def edition_sentences(story: Story) -> tuple[str, ...]:
    """All that the sender wrote and a page may show, sentence by sentence, white space folded.

    Headline, deck, copy and the pictures' captions; what was cut is not in it. A headline that is
    marked as an edition is in it without its mark too: so it stands over an event.
    """
    whole = story.with_(blocks=every_block(story))
    return (
        *_headline(story.headline or ""),
        *sentences(story.item.deck or ""),
        *(s.text for s in copy_sentences(whole)),
        *(
            s
            for m in story.item.media
            for part in (m.caption, m.alt)
            for s in sentences(part or "")
        ),
    )


def _headline(headline: str) -> tuple[str, ...]:
    bare = core(headline)
    return sentences(headline) + (sentences(bare) if bare != headline else ())


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of one block of text, white space folded."""
    return _parted(text) if len(text) <= _SHORT else _sentences(text)


def _sentences(text: str) -> tuple[str, ...]:
    folded = fold(text)
    return tuple([folded[start:end] for start, end in sentence_bounds(folded, 0, len(folded))])


# Most of what stands around the copy stands on every page; the rest on one alone.
_parted = lru_cache(maxsize=2048)(parted)


def edition_leaves(story: Story, salt: str) -> tuple[str, ...]:
    """The commitments to `edition_sentences`, in order."""
    return leaves(salt, edition_sentences(story))


def edition_data(
    story: Story, salt: str, delivery: str, stored: str | None = None
) -> dict[str, Any]:
    """What the ``edition`` record says of a story as it came in: ids, ranges, commitments, no text.

    ``delivery`` is the sha256 of the delivery; ``whole`` commits to the exact
    headline and text, ``cuts`` are [start, end, kind] in code points. ``stored`` is
    the form in which the edition is kept, if it is: the record commits to all of it.
    """
    mac = keyed(salt)
    return {
        "series": story.series,
        "delivery": delivery,
        "whole": mac(exact(story)),
        "leaves": list(edition_leaves(story, salt)),
        "cuts": [[cut.start, cut.end, cut.kind] for cut in story.cuts],
        **({"stored": mac(stored)} if stored is not None else {}),
    }


def exact(story: Story) -> str:
    """Headline and text exactly as received, in one."""
    return f"{story.headline or ''}\x00{story.text}"
