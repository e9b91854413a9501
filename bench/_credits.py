"""How well credit lines and bylines are read: 115 real lines labelled by hand, dev and test halves apart.

Run: python bench/_credits.py [path to the shared data] [--errors]
Each line is read behind (a byline: before) a paragraph of dry copy. A name is found where a
credit of its role overlaps it; names of the same role said twice count once.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from copytaster.anatomy import dissect
from copytaster.model import Item

sys.path.append(str(Path(__file__).resolve().parent))
from _outside import folder

ROOT = Path(__file__).resolve().parents[1]
LABELS = ROOT / "tests/anatomy/data/credits.jsonl"
COPY = (
    "The bridge over the Orel was closed on Monday after a crack was found by the harbour office, "
    "which had looked at it for nine years and found nothing at all in any of them."
)


def labelled(shared: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """Every labelled row with its line; raises ValueError where the line is not to be found."""
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    lines = _lines(shared, {row["id"] for row in rows})
    for row in rows:
        line = lines.get(row["sha256"])
        if line is None or any(end > len(line) for _, end, _ in row["named"]):
            raise ValueError(f"{row['source']} {row['id']} has no such line")
        yield row, line


def _lines(shared: Path, ids: set[str]) -> dict[str, str]:
    coverage = shared / "gold/coverage"
    found: dict[str, str] = {}
    with gzip.open(coverage / "news_stream_2012_2017.jsonl.gz", "rt", encoding="utf-8") as rows:
        _collect(found, (json.loads(row) for row in rows if row[8:24] in ids))
    with (coverage / "wire_docs_dev.jsonl").open(encoding="utf-8") as rows:
        _collect(found, (row for row in map(json.loads, rows) if row["id"] in ids))
    return found


def _collect(found: dict[str, str], rows: Iterator[dict[str, Any]]) -> None:
    for row in rows:
        for line in map(str.strip, row["text"].replace(" ### ", "\n").split("\n")):
            found[hashlib.sha256(line.encode("utf-8", "surrogatepass")).hexdigest()] = line


def _read(line: str) -> list[tuple[int, int, str]]:
    """(start, end, role) of every credit in the line."""
    first = line[:3].lower() == "by "
    text = f"{line}\n\n{COPY}" if first else f"{COPY}\n\n{line}"
    shift = 0 if first else len(COPY) + 2
    spans = ((c.span, c.role) for c in dissect(Item(body=text)).credits)
    return [(s.start - shift, s.end - shift, role) for s, role in spans if s is not None]


def score(shared: Path) -> dict[str, dict[str, float]]:
    """Per half: precision and recall of names with their roles."""
    tallies: dict[str, Counter[str]] = defaultdict(Counter)
    for row, line in labelled(shared):
        tally, found = tallies[row["half"]], _read(line)
        gold = list({(line[a:b], r): (a, b, r) for a, b, r in reversed(row["named"])}.values())
        tally["gold"] += len(gold)
        tally["found"] += len(found)
        tally["hit"] += sum(_among(one, found) for one in gold)
        tally["right"] += sum(_among(one, row["named"]) for one in found)
    return {half: _figures(tally) for half, tally in sorted(tallies.items())}


def _among(one: tuple[int, int, str], others: list[tuple[int, int, str]]) -> bool:
    start, end, role = one
    return any(a < end and start < b and role == other for a, b, other in others)


def _figures(tally: Counter[str]) -> dict[str, float]:
    precision = tally["right"] / max(tally["found"], 1)
    recall = tally["hit"] / max(tally["gold"], 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"names": float(tally["gold"]), "precision": precision, "recall": recall, "f1": f1}


def main() -> None:
    """Print every figure, and with --errors what is wrong in the dev half."""
    shared = folder()
    for half, figures in score(shared).items():
        print(f"{'credits, ' + half:<22}" + "  ".join(f"{k} {v:.3f}" for k, v in figures.items()))
    for row, line in labelled(shared) if "--errors" in sys.argv else ():
        found = _read(line)
        gold = [(line[a:b], r) for a, b, r in row["named"]]
        said = [(line[a:b], r) for a, b, r in found]
        if row["half"] == "dev" and set(gold) != set(said):
            print(line, "\n   gold", gold, "\n   said", said)


if __name__ == "__main__":
    main()
