"""Nouns of the ledger: what can be shown afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from copytaster.model.base import Noun


@dataclass(frozen=True, slots=True)
class Record(Noun):
    """One line of the ledger. ``hash`` covers every other field, ``prev`` the line before.

    ``kind`` is ``delivery``, ``edition``, ``edit``, ``decision``, ``publication``,
    ``kill``, ``erasure``, ``receipt`` or ``key``; ``subject`` an id (delivery hash, story
    id, series), never text. ``data`` holds ids, spans and salted commitments:
    never a word of copy, so that an erasure leaves the chain whole.
    """

    seq: int
    time: datetime
    kind: str
    subject: str
    data: Mapping[str, Any]
    prev: str
    hash: str


@dataclass(frozen=True, slots=True)
class Checkpoint(Noun):
    """The signed head of the ledger: ``size`` records under the Merkle ``root`` (base64).

    ``origin`` is the log's name. ``note`` is the whole signed note, byte for
    byte as published, and what counts: the other fields are read off it.
    """

    origin: str
    size: int
    root: str
    note: str


@dataclass(frozen=True, slots=True)
class VerifiedSentence(Noun):
    """One sentence found on a page and whose it is.

    ``wire`` (as received), ``edited`` (an editor's, on record), ``template``
    (ours, on record), ``excerpt`` is wire
    too; ``unknown`` is on no record: altered or added after publication.
    """

    text: str
    status: Literal["wire", "edited", "template", "unknown"]


@dataclass(frozen=True, slots=True)
class WordChange(Noun):
    """A sentence on a page that is not as published, and the words that differ.

    ``found`` are the stretches of words as they stand there ("" where words are
    missing); ``published`` those that were put out in their place, None where
    only that they differ is known.
    """

    sentence: str
    found: tuple[str, ...]
    published: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Verdict(Noun):
    """What checking a page against the ledger showed. ``ok`` only if nothing is wrong.

    ``reasons`` say in plain words what is wrong; ``altered`` are the sentences
    on the page that no record knows, ``missing`` how many recorded ones are absent;
    ``changes`` say which of their words were changed, where that can be told.
    """

    ok: bool
    subject: str | None = None
    record: int | None = None
    label: str | None = None
    sentences: tuple[VerifiedSentence, ...] = ()
    missing: int = 0
    reasons: tuple[str, ...] = field(default=())
    changes: tuple[WordChange, ...] = ()

    @property
    def altered(self) -> tuple[str, ...]:
        """The sentences that are not on record."""
        return tuple(s.text for s in self.sentences if s.status == "unknown")
