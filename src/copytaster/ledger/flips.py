"""Naming the very bit: which single flip would make a damaged file whole again.

A hash says that something was changed, not where. But a flipped bit (a bad
disk, a bad cable) leaves few candidates, and each can be tried. What is found
is found for certain: no other change of one bit gives the same hash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from copytaster.errors import LedgerError
from copytaster.ledger.keys import PublicKey
from copytaster.ledger.notes import read_checkpoint, root_of, signed_by
from copytaster.ledger.records import read_line

_LONGEST = 16 * 1024  # bytes searched: every bit is a hash over all of them


@dataclass(frozen=True, slots=True)
class Flip:
    """One bit: the byte's place, what it is and what it was."""

    at: int
    now: int
    was: int

    def told(self, file: str, start: int) -> str:
        """The finding in words; ``start`` is where the searched bytes begin in the file."""
        return (
            f"{file}, byte {start + self.at}: one bit is flipped: "
            f"it is {_shown(self.now)} and was {_shown(self.was)}"
        )


def flipped_in_lines(data: bytes, seq: int, hash_: str | None) -> Flip | None:
    """The bit of these lines whose flip makes all of them follow record ``seq`` with that hash."""
    return _search(data, lambda changed: _follow(changed, seq, hash_))


def flipped_in_checkpoint(
    note: bytes, keys: Sequence[PublicKey], size: int, root: bytes
) -> Flip | None:
    """The bit whose flip makes a checkpoint right for this tree and signed by one of the keys."""

    def right(changed: bytes) -> bool:
        checkpoint = read_checkpoint(changed)
        return (checkpoint.size, root_of(checkpoint)) == (size, root) and bool(
            signed_by(checkpoint, keys)
        )

    return _search(note, right)


def flipped_in_key(pem: bytes, note: bytes) -> Flip | None:
    """The bit whose flip makes the key the one that signed the checkpoint."""

    def right(changed: bytes) -> bool:
        key = PublicKey.from_pem(changed)
        return key.pem.encode() == changed and bool(signed_by(read_checkpoint(note), [key]))

    return _search(pem, right)


def _search(data: bytes, right: Callable[[bytes], bool]) -> Flip | None:
    if len(data) > _LONGEST or _holds(right, data):
        return None
    changed = bytearray(data)
    for at, bit in _bits(len(data)):
        changed[at] ^= bit
        if _holds(right, bytes(changed)):
            return Flip(at, data[at], changed[at])
        changed[at] ^= bit
    return None


def _holds(right: Callable[[bytes], bool], data: bytes) -> bool:
    try:
        return right(data)
    except (LedgerError, ValueError):
        return False


def _bits(length: int) -> Iterator[tuple[int, int]]:
    return ((at, 1 << bit) for at in range(length) for bit in range(8))


def _follow(data: bytes, seq: int, hash_: str | None) -> bool:
    if not data.endswith(b"\n"):
        return False
    for raw in data[:-1].split(b"\n"):
        said = read_line(raw)
        if said is None or said.seq != seq + 1 or hash_ not in (None, said.prev):
            return False
        if not said.is_whole:
            return False
        seq, hash_ = said.seq, said.hash
    return True


def _shown(byte: int) -> str:
    return f"0x{byte:02x} {chr(byte)!r}" if 0x20 <= byte < 0x7F else f"0x{byte:02x}"
