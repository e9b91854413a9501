"""The ledger: appending, proving and checking a generated one of a million records.

python bench/ledger.py [number of records]

The records are of the size a real desk's are: editions and publications with
their leaves. Two gigabytes of room are needed in the folder for temporary files.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from copytaster.ledger import (
    Proof,
    Tree,
    WireEdition,
    edition_data,
    examine,
    key_data,
    leaf_hash,
    next_line,
    open_key,
    publication_data,
    sign_checkpoint,
    verify,
)
from copytaster.ledger.files import CHECKPOINT_FILE, KEY_FILE, RECORDS_FILE
from copytaster.model import Block, Checkpoint, Item, Record, Story, edition_id, series_id

COUNT = 1_000_000
SECONDS, PROOF_BYTES = 60, 2000
NOW = datetime(2031, 5, 6, 12, tzinfo=UTC)
ORIGIN = "bench.example/ledger"
SALT = "8f" * 16
SENTENCES = 22  # of a story of middling length
FRAME = 40


def story() -> Story:
    """A story of the usual length, of invented words."""
    body = "\n\n".join(
        f"The harbour of Karvold closed pier {n} for repairs, master Ilva Torn said on Monday."
        for n in range(SENTENCES)
    )
    item = Item(body=body, headline="Karvold closes piers", provider="bench", guid="b1")
    return Story(
        edition_id(item), series_id(item), item, blocks=(Block(0, len(body), "paragraph"),)
    )


def page_of(told: Story, path: str) -> bytes:
    """A page of that story, with as much around it as a site's pages have."""
    around = "".join(f"<p>Part {n} of the frame.</p>" for n in range(FRAME))
    copy = "".join(f"<p>{p}</p>" for p in told.text.split("\n\n"))
    return (
        f'<!doctype html><title>{told.headline}</title><meta name="copytaster:salt" content="{SALT}">'
        f'<meta name="copytaster:page" content="{path}"><main>{copy}</main>{around}'
    ).encode()


def written(folder: Path, count: int) -> tuple[Checkpoint, Tree, Any]:
    """Generate the ledger's files; gives checkpoint, tree and key."""
    key = open_key(folder / "keys")
    told = story()
    edition = edition_data(told, SALT, "d" * 64)
    page = publication_data(
        "stories/0/index.html", "unedited", page_of(told, "stories/0/index.html"), SALT
    )
    tiles: dict[tuple[int, int], bytes] = {}
    tree = Tree(lambda level, number: tiles.get((level, number), b""))
    leaves: list[bytes] = []
    last: Record | None = None
    with (folder / RECORDS_FILE).open("wb") as file:
        for n in range(count):
            kind, data = (
                ("key", key_data(key.public))
                if not n
                else (
                    ("edition", edition)
                    if n % 2
                    else ("publication", page | {"page": f"stories/{n}/index.html"})
                )
            )
            last, line = next_line(last, time=NOW, kind=kind, subject=f"{n:016x}", data=data)
            file.write(line + b"\n")
            leaves.append(leaf_hash(line))
    for start in range(0, count, 4096):
        tiles.update(tree.extend(leaves[start : start + 4096]))
    checkpoint = sign_checkpoint(ORIGIN, tree.size, tree.root(), key)
    (folder / CHECKPOINT_FILE).write_text(checkpoint.note)
    (folder / KEY_FILE).write_text(key.public.pem)
    return checkpoint, tree, key


def timed(work: Any) -> tuple[Any, float, float]:
    """Result, wall seconds, CPU seconds."""
    wall, cpu = time.monotonic(), time.process_time()
    done = work()
    return done, time.monotonic() - wall, time.process_time() - cpu


def met(good: bool) -> str:
    return "met" if good else "NOT MET"


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (checkpoint, tree, key), wall, cpu = timed(lambda: written(folder, count))
        size = (folder / RECORDS_FILE).stat().st_size
        print(f"{count:,} records, {size / 1e6:,.0f} MB ({size // count} bytes each)")
        print(
            f"made, chained and put in the tree: {cpu:.1f} CPU-s, {cpu / count * 1e6:.0f} µs a record"
        )
        found, wall, cpu = timed(lambda: examine(folder))
        assert not found.problems, found.problems
        limit = SECONDS * count / COUNT
        print(
            f"checked whole: {cpu:.1f} CPU-s, {wall:.1f} s by the clock (others may be at work here)"
            f"   at most {limit:.0f} CPU-s: {met(cpu <= limit)}"
        )
        proofs(folder, tree, checkpoint, key)
        flipped(folder, size)
    a_page()


def proofs(folder: Path, tree: Tree, checkpoint: Checkpoint, key: Any) -> None:
    """The size of inclusion proofs, and what making and checking one costs."""
    indexes = [n * (tree.size - 1) // 499 for n in range(500)]
    lines = dict(_lines(folder, set(indexes)))
    made, _, cpu = timed(lambda: [Proof(n, tree.inclusion(n), checkpoint) for n in indexes])
    longest = max(len(proof.text.encode()) for proof in made)
    good, _, checking = timed(lambda: [p.holds(lines[p.index], [key.public]) for p in made])
    assert all(good)
    print(
        f"inclusion proof: at most {longest} bytes   at most {PROOF_BYTES}: {met(longest <= PROOF_BYTES)}"
    )
    print(f"made in {cpu / 500 * 1e3:.2f} ms, checked in {checking / 500 * 1e3:.2f} ms")


def _lines(folder: Path, wanted: set[int]) -> Iterator[tuple[int, bytes]]:
    with (folder / RECORDS_FILE).open("rb") as file:
        for n, line in enumerate(file):
            if n in wanted:
                yield n, line.rstrip(b"\n")


def flipped(folder: Path, size: int) -> None:
    """One bit in the middle, and what is said of it."""
    at = size // 2
    with (folder / RECORDS_FILE).open("r+b") as file:
        file.seek(at)
        byte = file.read(1)
        file.seek(at)
        file.write(bytes([byte[0] ^ 1]))
    found, wall, cpu = timed(lambda: examine(folder))
    named = [p for p in found.problems if f"byte {at}: one bit is flipped" in p]
    print(
        f"a flipped bit at byte {at:,}: named {met(len(named) == 1)}, in {wall:.1f} s, {cpu:.1f} CPU-s"
    )


def a_page() -> None:
    """What putting a page on record costs, and verifying it."""
    told, path = story(), "stories/1/index.html"
    page = page_of(told, path)
    edition, _ = next_line(
        None, time=NOW, kind="edition", subject=told.id, data=edition_data(told, SALT, "d" * 64)
    )
    wire = [WireEdition.of(edition, SALT)]
    work = lambda: [publication_data(path, "unedited", page, SALT, wire) for _ in range(200)]  # noqa: E731
    data, _, cpu = timed(work)
    print(f"\na page of {SENTENCES} sentences: {cpu / 200 * 1e3:.2f} CPU-ms to commit to")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        key = open_key(folder / "keys")
        record, line = next_line(
            edition, time=NOW, kind="publication", subject=told.series, data=data[0]
        )
        first = next_line(
            None, time=NOW, kind="edition", subject=told.id, data=edition_data(told, SALT, "d" * 64)
        )[1]
        tree = Tree(lambda *_: b"")
        tree.extend([leaf_hash(first), leaf_hash(line)])
        (folder / RECORDS_FILE).write_bytes(first + b"\n" + line + b"\n")
        (folder / CHECKPOINT_FILE).write_text(sign_checkpoint(ORIGIN, 2, tree.root(), key).note)
        (folder / KEY_FILE).write_text(key.public.pem)
        verdict, _, cpu = timed(lambda: verify(page, folder))
        assert verdict.ok, verdict.reasons
        assert sha256(page).hexdigest() == record.data["sha256"]
        print(f"verified in {cpu * 1e3:.1f} CPU-ms")


if __name__ == "__main__":
    main()
