"""Proofs that a record stands in the ledger, as https://c2sp.org/tlog-proof files.

A proof, the record's line and the site's public key are all that is needed:
no network, and no other record.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from copytaster.errors import LedgerError
from copytaster.ledger.keys import PublicKey
from copytaster.ledger.merkle import is_included, leaf_hash
from copytaster.ledger.notes import read_checkpoint, root_of, signed_by, unbase64
from copytaster.ledger.records import FIRST, canonical
from copytaster.model import Checkpoint, Record

MAX_PROOF = 128 * 1024  # characters
_FIRST_LINE = "c2sp.org/tlog-proof@v1"
_LONGEST_PATH = 64
_HASH = 32


@dataclass(frozen=True, slots=True)
class Proof:
    """That the leaf at ``index`` (from 0: a record's number less one) is under the checkpoint's root."""

    index: int
    path: tuple[bytes, ...]
    checkpoint: Checkpoint

    @property
    def record(self) -> int:
        """The number of the record that is proven."""
        return self.index + FIRST

    @property
    def text(self) -> str:
        """The proof as a ``.tlog-proof`` file."""
        path = "".join(f"{b64encode(step).decode()}\n" for step in self.path)
        return f"{_FIRST_LINE}\nindex {self.index}\n{path}\n{self.checkpoint.note}"

    def proves(self, line: bytes) -> bool:
        """Whether this record line is the one at the index, under the checkpoint's root."""
        root, size = root_of(self.checkpoint), self.checkpoint.size
        return is_included(leaf_hash(line), self.index, size, self.path, root)

    def holds(self, line: bytes, keys: Iterable[PublicKey]) -> bool:
        """Whether the record line is proven, and one of the keys signed the checkpoint."""
        try:
            return self.proves(line) and signed_by(self.checkpoint, keys) is not None
        except LedgerError:
            return False


def read_proof(text: str) -> Proof:
    """A proof from its file's text. Raises LedgerError when it is none."""
    head, _, note = text.partition("\n\n")
    lines = head.split("\n")
    if len(text) > MAX_PROOF or lines[0] != _FIRST_LINE:
        raise LedgerError(f"this is no proof: its first line is not {_FIRST_LINE}")
    if len(lines) > 1 and lines[1].startswith("extra "):
        del lines[1]
    if len(lines) < 2 or len(lines) > _LONGEST_PATH + 2:
        raise LedgerError("the proof has no index, or more hashes than any tree has levels")
    return Proof(_index(lines[1]), tuple(map(_hash, lines[2:])), read_checkpoint(note))


def read_proven(
    document: Mapping[str, Any], key: PublicKey
) -> tuple[tuple[Record, ...], Checkpoint]:
    """The records that a provenance document proves under the key, and the checkpoint they are under.

    Raises LedgerError when one of its proofs does not hold, or there is none.
    """
    found: list[tuple[Record, Checkpoint]] = []
    proofs = document.get("proofs")
    for one in proofs if isinstance(proofs, list) else ():
        try:
            record, proof = Record.from_dict(one["record"]), read_proof(one["proof"])
            line = canonical(one["record"])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise LedgerError("the provenance document is malformed", cause=str(error)) from error
        if record.seq != proof.record or not proof.holds(line, (key,)):
            raise LedgerError(f"the proof of record {record.seq} does not hold under key {key.id}")
        found.append((record, proof.checkpoint))
    if not found:
        raise LedgerError("the provenance document proves nothing")
    return tuple(record for record, _ in found), found[0][1]


def _index(line: str) -> int:
    word, _, number = line.partition(" ")
    plain = number.isascii() and number.isdigit() and len(number) < 19
    if word != "index" or not plain or str(int(number)) != number:
        raise LedgerError(f"the proof does not say which record it is about: {line[:80]!r}")
    return int(number)


def _hash(line: str) -> bytes:
    data = unbase64(line)
    if len(data) != _HASH:
        raise LedgerError(f"the proof holds what is no hash: {line[:80]!r}")
    return data
