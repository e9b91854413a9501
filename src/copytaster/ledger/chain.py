"""Whether a ledger is whole: every hash, every link, the Merkle root, the signature.

One pass over the lines, in constant memory, a dozen microseconds a line. What
a record says is not looked at; that it says now what it said then is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from copytaster.errors import LedgerError
from copytaster.ledger.keys import PublicKey, announced, endorsed
from copytaster.ledger.merkle import Frontier, leaf_hash
from copytaster.ledger.notes import root_of, signed_by
from copytaster.ledger.records import FIRST, GENESIS, Line, read_line, record_line
from copytaster.model import Checkpoint, Record


def check(
    records: Iterable[Record], checkpoint: Checkpoint | None, public_key: PublicKey | str
) -> tuple[str, ...]:
    """Everything that is wrong with a ledger, each named with the record's number; empty if nothing.

    ``public_key`` (PEM text or `PublicKey`) is the one you trust: the ledger's
    first or any later one. A later key counts when an earlier trusted one
    vouches for it in a ``key`` record.
    """
    try:
        trusted = PublicKey.from_pem(public_key) if isinstance(public_key, str) else public_key
    except LedgerError as error:
        return (f"the public key cannot be read: {error}",)
    walk = Walk(trusted, checkpoint)
    problems = [problem for record in records for problem in walk.step(_line(record))]
    return (*problems, *walk.end())


class Walk:
    """Where a pass over the lines stands. ``earlier`` are checkpoints it must have gone through."""

    def __init__(
        self,
        trusted: PublicKey,
        checkpoint: Checkpoint | None,
        earlier: Sequence[Checkpoint] = (),
    ):
        self.seq = FIRST - 1
        self.hash: str | None = GENESIS  # of the last line; None where that is not to be known
        self.said: Line | None = None  # what the last line says, where it is whole
        self.tree = Frontier()
        self._keys = {trusted.id: trusted}
        self._announced = {
            trusted.id: trusted
        }  # whoever vouches: the trusted key signed their records
        self._signed = [c for c in (checkpoint, *earlier) if c is not None]
        self._sizes = {c.size for c in self._signed}
        self._roots: dict[int, bytes] = {0: self.tree.root()} if 0 in self._sizes else {}
        self._checkpoint = checkpoint
        self._earlier = earlier

    def step(self, line: bytes) -> Iterator[str]:
        """What is wrong with this line (without its end), given those before."""
        said, self.said = read_line(line), None
        if said is None:
            yield f"record {self.seq + 1}: what stands in its place is no record as we write it"
            self.seq, self.hash = self.seq + 1, None
        elif not said.is_whole:
            yield self._changed(said)
            self.seq, self.hash = self.seq + 1, None
        else:
            yield from self._linked(said)
            self.seq, self.hash, self.said = said.seq, said.hash, said
            if said.kind == "key":
                yield from self._learn(line)
        self.tree.add(leaf_hash(line))
        if self.tree.size in self._sizes:
            self._roots[self.tree.size] = self.tree.root()

    @property
    def keys(self) -> tuple[PublicKey, ...]:
        """The key that is trusted, and those vouched for so far."""
        return tuple(self._keys.values())

    def end(self) -> Iterator[str]:
        """What is wrong with the checkpoints, now that all lines are known."""
        if self._checkpoint is None:
            yield "checkpoint: there is none, so nobody has signed this ledger"
        else:
            yield from self._judged("checkpoint", self._checkpoint, self._keys.values())
            if self.tree.size > self._checkpoint.size:
                yield f"record {self._checkpoint.size + 1}: from here on nothing is signed"
        for one in self._earlier:
            keys = self._announced.values()
            yield from self._judged(f"the checkpoint of {one.size} records", one, keys)
            if self._checkpoint is not None and one.origin != self._checkpoint.origin:
                yield f"the checkpoint of {one.size} records: it is of another log, {one.origin}"

    def _changed(self, said: Line) -> str:
        number = self.seq + 1
        stands = f"record {number}"
        if said.seq != number:
            stands = f"record {said.seq} (it stands where record {number} belongs)"
        return f"{stands}: it was changed (its hash is wrong)"

    def _linked(self, said: Line) -> Iterator[str]:
        if said.seq != self.seq + 1:
            yield _gap(self.seq, said.seq)
        elif self.hash is not None and said.prev != self.hash:
            yield f"record {said.seq}: it does not hang on record {self.seq} (broken link)"

    def _learn(self, line: bytes) -> Iterator[str]:
        try:
            data = json.loads(line)["data"]
        except (ValueError, RecursionError):
            yield f"record {self.seq}: it is no JSON"
            return
        said = announced(data)
        if said is not None:
            self._announced[said.id] = said
        by = self._keys.get(str(data.get("by", ""))) if isinstance(data, dict) else None
        new = endorsed(data, by) if by else None
        if new is not None:
            self._keys[new.id] = new

    def _judged(
        self, name: str, checkpoint: Checkpoint, keys: Iterable[PublicKey]
    ) -> Iterator[str]:
        """A checkpoint against the lines and the keys: each must bear it out."""
        try:
            if signed_by(checkpoint, keys) is None:
                yield f"{name}: it is signed with a key that nobody trusted vouches for"
        except LedgerError as error:
            yield f"{name}: {error}"
        root = self._roots.get(checkpoint.size)
        if root is None:
            yield (
                f"{name}: it covers {checkpoint.size} records, the ledger ends with "
                f"record {self.tree.size} (truncated)"
            )
        elif root != root_of(checkpoint):
            yield (
                f"{name}: the first {checkpoint.size} records are not those that were signed "
                "(another Merkle root)"
            )


def _line(record: Record) -> bytes:
    try:
        return record_line(record)
    except LedgerError:
        return b""


def _gap(last: int, seq: int) -> str:
    if seq == last + 2:
        return f"record {seq}: record {last + 1} before it is missing (gap)"
    if seq > last:
        return f"record {seq}: records {last + 1} to {seq - 1} before it are missing (gap)"
    return f"record {seq}: it stands behind record {last} (out of order or twice)"
