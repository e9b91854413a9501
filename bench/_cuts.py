"""How well cuts are found: hand labels over real copy, by kind, dev and test halves apart.

Run: python bench/_cuts.py [path to the shared data]
A labelled cut is found when nine tenths of it are cut (or stand in a caption block); a cut is
right when nine tenths of it are labelled. Signs and digits alone count neither way.
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
from copytaster.formats import parse
from copytaster.model import Item, Story

sys.path.append(str(Path(__file__).resolve().parent))
from _outside import folder

ROOT = Path(__file__).resolve().parents[1]
LABELS = ROOT / "tests/anatomy/data/cuts.jsonl"
ENOUGH = 0.9


def labelled(shared: Path) -> Iterator[tuple[dict[str, Any], Item]]:
    """Every labelled row with its copy; raises ValueError where the copy is not what was labelled."""
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    copy = _sources(shared, {row["id"] for row in rows})
    for row in rows:
        item = copy[row["source"], row["id"]]
        digest = hashlib.sha256(item.body.encode("utf-8", "surrogatepass")).hexdigest()
        if digest != row["sha256"] or any(b > len(item.body) for _, b, _ in row["cuts"]):
            raise ValueError(f"{row['source']} {row['id']} is not the copy that was labelled")
        yield row, item


def _sources(shared: Path, ids: set[str]) -> dict[tuple[str, str], Item]:
    found = {}
    coverage = shared / "gold/coverage"
    with gzip.open(coverage / "news_stream_2012_2017.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            if line[8:24] in ids:
                row = json.loads(line)
                found["stream", row["id"]] = Item(body=row["text"], headline=row.get("title"))
    with (coverage / "wire_docs_dev.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            found["wire", row["id"]] = Item(body=row["text"].replace(" ### ", "\n\n"))
    for name, number in (id_.split("#") for id_ in ids if "#" in id_):
        feed = parse((shared / "corpus/feeds/files" / name).read_bytes())
        item = feed.items[int(number)]
        found["feeds", f"{name}#{number}"] = Item(body=item.body, headline=item.headline)
    return found


def score(shared: Path) -> dict[str, dict[str, float]]:
    """Per half: precision and recall of cuts, of their kinds, and the share of true copy that is cut."""
    tallies: dict[str, Counter[str]] = defaultdict(Counter)
    for row, item in labelled(shared):
        _tally(tallies[row["half"]], dissect(item), row["cuts"])
    return {half: _figures(tally) for half, tally in sorted(tallies.items())}


def _tally(tally: Counter[str], story: Story, gold: list[tuple[int, int, str]]) -> None:
    text = story.text
    found = [(c.start, c.end, c.kind) for c in story.cuts]
    aside = [(b.start, b.end, "caption") for b in story.blocks if b.kind == "caption"]
    for start, end, kind in gold:
        if any(map(str.isalpha, text[start:end])):
            hit = _share(start, end, found + aside) >= ENOUGH
            tally[f"gold {kind}"] += 1
            tally[f"hit {kind}"] += hit
            tally["kind"] += hit and kind in {k for a, b, k in found if a < end and b > start}
    for start, end, kind in found:
        if any(map(str.isalpha, text[start:end])):
            tally[f"cut {kind}"] += 1
            tally[f"right {kind}"] += _share(start, end, gold) >= ENOUGH
    tally["copy"] += len(text) - sum(b - a for a, b, _ in gold)
    tally["lost"] += sum(round((b - a) * (1 - _share(a, b, gold))) for a, b, _ in found)


def _share(start: int, end: int, over: list[tuple[int, int, str]]) -> float:
    """How much of a range lies in others that are disjoint."""
    inside = sum(max(0, min(end, b) - max(start, a)) for a, b, _ in over)
    return inside / max(end - start, 1)


def _figures(tally: Counter[str]) -> dict[str, float]:
    kinds = sorted({key.split()[1] for key in tally if " " in key})
    total = {
        name: sum(tally[f"{name} {kind}"] for kind in kinds)
        for name in ("gold", "hit", "cut", "right")
    }
    figures = {
        "labels": float(total["gold"]),
        "precision": total["right"] / max(total["cut"], 1),
        "recall": total["hit"] / max(total["gold"], 1),
        "kind_right": tally["kind"] / max(total["hit"], 1),
        "copy_lost_per_mille": 1000 * tally["lost"] / max(tally["copy"], 1),
    }
    for kind in kinds:
        figures[f"P({kind})"] = tally[f"right {kind}"] / max(tally[f"cut {kind}"], 1)
        figures[f"R({kind})"] = tally[f"hit {kind}"] / max(tally[f"gold {kind}"], 1)
    return figures


def main() -> None:
    """Print every figure, and with --errors what is wrong in the dev half."""
    shared = folder()
    for half, figures in score(shared).items():
        print(f"{'cuts, ' + half:<22}" + "  ".join(f"{k} {v:.3f}" for k, v in figures.items()))
    if "--errors" in sys.argv:
        errors(shared)


def errors(shared: Path) -> None:
    """Every miss and every wrong cut of the dev half."""
    for row, item in labelled(shared):
        if row["half"] != "dev":
            continue
        story = dissect(item)
        found = [(c.start, c.end, c.kind) for c in story.cuts]
        for start, end, kind in row["cuts"]:
            if _share(start, end, found) < ENOUGH:
                print("MISS ", row["source"], kind, repr(story.text[start:end][:150]))
        for start, end, kind in found:
            if _share(start, end, row["cuts"]) < ENOUGH:
                print("WRONG", row["source"], kind, repr(story.text[start:end][:150]))


if __name__ == "__main__":
    main()
