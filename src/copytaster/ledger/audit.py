"""Going through a public ledger's files: whatever was changed is found, and its place named."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from copytaster.errors import LedgerError
from copytaster.ledger.chain import Walk
from copytaster.ledger.files import CHECKPOINT_FILE, KEY_FILE, RECORDS_FILE, read_part
from copytaster.ledger.flips import flipped_in_checkpoint, flipped_in_key, flipped_in_lines
from copytaster.ledger.keys import PublicKey
from copytaster.ledger.notes import read_checkpoint
from copytaster.ledger.records import Line
from copytaster.model import Checkpoint

MAX_LINE = 64 * 1024 * 1024
_MOST_FAULTS = 100  # named one by one; beyond that they are counted
_MOST_SEARCHED = 4  # stretches of damage in which a flipped bit is looked for: each takes a second
_EVERY = 4096  # lines between two words of progress

Progress = Callable[[int], object]  # is told how many bytes were gone through
Visit = Callable[[Line, bytes, int], object]  # is shown each line that is whole, and its place


@dataclass(frozen=True, slots=True)
class Findings:
    """What going through a ledger's files showed: ``problems`` is empty where all is sound."""

    problems: tuple[str, ...]
    records: int
    checkpoint: Checkpoint | None
    keys: tuple[PublicKey, ...] = ()


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Lines in a row that are damaged: where they begin in the file, and what they should follow."""

    start: int
    data: bytes
    seq: int
    hash: str | None


def examine(
    folder: str | os.PathLike[str],
    *,
    public_key: str | None = None,
    earlier: Sequence[Checkpoint] = (),
    visit: Visit | None = None,
    progress: Progress | None = None,
) -> Findings:
    """Go through a public ledger once, in constant memory.

    ``public_key`` (PEM text) is the key you trust and got by another way;
    without it the folder's own is used, which shows only that the ledger
    agrees with itself. ``earlier`` are checkpoints you kept: the ledger must
    still hold what they signed, in the same order.

    Raises LedgerError when a file is not there.
    """
    home = Path(folder)
    problems: list[str] = []
    checkpoint = _checkpoint(home / CHECKPOINT_FILE, problems)
    own = _own_key(home, problems)
    trusted = PublicKey.from_pem(public_key) if public_key else own
    if trusted is None:
        return Findings(tuple(problems), 0, checkpoint)
    walk = Walk(trusted, checkpoint, earlier)
    reading = _Reading(home / RECORDS_FILE, walk, visit, progress)
    problems += reading.run()
    problems += walk.end()
    if problems:
        problems += _flipped(home, walk)
    return Findings(tuple(problems), walk.tree.size, checkpoint, walk.keys)


class _Reading:
    """One pass over ``ledger.jsonl``."""

    def __init__(
        self, path: Path, walk: Walk, visit: Visit | None, progress: Progress | None
    ) -> None:
        self._path = path
        self._walk = walk
        self._visit = visit
        self._progress = progress
        self._stretches: list[_Stretch] = []
        self._broken = False

    def run(self) -> list[str]:
        """What is wrong with the lines, each fault with its place."""
        faults: list[str] = []
        more = 0
        try:
            with self._path.open("rb") as file:
                for fault in self._faults(iter(lambda: file.readline(MAX_LINE), b"")):
                    if len(faults) < _MOST_FAULTS:
                        faults.append(fault)
                    else:
                        more += 1
        except OSError as error:
            raise LedgerError(
                "there is no ledger to read", subject=str(self._path), cause=error.strerror
            ) from error
        faults += [f"ledger.jsonl: {more} more faults"] if more else []
        return faults + [hint for one in self._stretches for hint in _hints(one)]

    def _faults(self, lines: Iterator[bytes]) -> Iterator[str]:
        walk, at = self._walk, 0
        for number, raw in enumerate(lines, start=1):
            before = (walk.seq, walk.hash)
            whole = raw.endswith(b"\n")
            line = raw[:-1] if whole else raw
            faults = list(walk.step(line))
            if not whole:
                faults.append(f"record {walk.seq}: its line has no end (the file was cut off)")
            if faults:
                place = f"[ledger.jsonl, line {number}, bytes {at} to {at + len(raw)}]"
                yield from (f"{fault} {place}" for fault in faults)
                self._gather(at, raw, *before)
            self._broken = bool(faults)
            if self._visit is not None and walk.said is not None:
                self._visit(walk.said, line, at)
            at += len(raw)
            if self._progress is not None and not number % _EVERY:
                self._progress(at)

    def _gather(self, at: int, raw: bytes, seq: int, hash_: str | None) -> None:
        """Damaged lines in a row are one stretch: a bit flipped in a line's end joins or parts lines."""
        if self._broken and self._stretches:
            last = self._stretches[-1]
            if last.start + len(last.data) == at:
                self._stretches[-1] = _Stretch(last.start, last.data + raw, last.seq, last.hash)
        elif len(self._stretches) < _MOST_SEARCHED:
            self._stretches.append(_Stretch(at, raw, seq, hash_))


def _hints(one: _Stretch) -> Iterator[str]:
    found = flipped_in_lines(one.data, one.seq, one.hash)
    if found is not None:
        yield found.told(RECORDS_FILE, one.start)


def _flipped(home: Path, walk: Walk) -> Iterator[str]:
    """A single flipped bit in the checkpoint."""
    note = read_part(home / CHECKPOINT_FILE)
    found = flipped_in_checkpoint(note, walk.keys, walk.tree.size, walk.tree.root())
    if found is not None:
        yield found.told(CHECKPOINT_FILE, 0)


def _checkpoint(path: Path, problems: list[str]) -> Checkpoint | None:
    try:
        return read_checkpoint(read_part(path))
    except LedgerError as error:
        if error.subject:  # the file is not there
            raise
        problems.append(f"checkpoint: {error}")
        return None


def _own_key(home: Path, problems: list[str]) -> PublicKey | None:
    """The folder's own key, which must be written as we write it; a flipped bit is put right."""
    data = read_part(home / KEY_FILE)
    flip = flipped_in_key(data, read_part(home / CHECKPOINT_FILE))
    if flip is not None:
        problems.append(flip.told(KEY_FILE, 0))
        data = data[: flip.at] + bytes([flip.was]) + data[flip.at + 1 :]
    try:
        mine = PublicKey.from_pem(data)
    except LedgerError as error:
        problems.append(f"key.pem: {error}")
        return None
    if mine.pem.encode() != data:
        problems.append("key.pem: it is not as we write it")
    return mine
