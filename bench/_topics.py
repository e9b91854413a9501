"""How well topics are told by the words of copy, on stories labelled by hand.

    labels (tests/anatomy/data/topics.jsonl) → stories of the shared data → classify → figures

Run: python bench/_topics.py [dev|test|all] [path to the shared data]
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import copytaster as ct
from copytaster.anatomy import dissect
from copytaster.anatomy.topic_model import classify
from copytaster.anatomy.topics import find_topics
from copytaster.model import Item

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _topic_lists import by_lists

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("COPYTASTER_SHARED", ROOT.parent / "shared"))
LABELS = ROOT / "tests/anatomy/data/topics.jsonl"
_HEAD = 1000
Said = list[tuple[str, float]]


class Labelled(NamedTuple):
    """A story, where from, its half (dev or test), the top-level topics true of it, the main first."""

    source: str
    half: str
    topics: tuple[str, ...]
    item: Item


def key(source: str, name: str) -> str:
    """What a labelled story is known by."""
    return hashlib.sha256(f"{source}:{name}".encode()).hexdigest()[:16]


def stories(shared: Path) -> Iterator[tuple[str, Item]]:
    """Every story that may have been labelled, by its key."""
    with gzip.open(shared / "gold/coverage/news_stream_2012_2017.jsonl.gz", "rt") as rows:
        for row in map(json.loads, rows):
            yield key("stream", row["id"]), Item(headline=row["title"], body=row["text"])
    for row in map(json.loads, (shared / "gold/wikinews/wikinews_en.jsonl").open()):
        yield key("wikinews", row["id"]), Item(headline=row["title"], body=row["text"])
    for path in sorted((shared / "corpus/feeds/files").iterdir()):
        try:
            feed = ct.parse(path.read_bytes())
        except ct.CopytasterError:
            continue
        for item in feed.items:
            told = f"{path.name}#{item.guid or item.link or item.headline}"
            yield key("feeds", told), Item(headline=item.headline, body=item.body)


def labelled(shared: Path, labels: Path = LABELS) -> list[Labelled]:
    """The labelled stories; raises KeyError for one that is not in the shared data."""
    wanted = [json.loads(line) for line in labels.open(encoding="utf-8")]
    keys = {row["key"] for row in wanted}
    found: dict[str, Item] = {}
    for name, item in stories(shared):
        if name in keys:
            found.setdefault(name, item)
    return [Labelled(r["source"], r["half"], tuple(r["topics"]), found[r["key"]]) for r in wanted]


def told(story: Labelled) -> Said:
    """What the package says of a story by its text alone, on the line's own way."""
    found = dissect(Item(headline=story.item.headline, body=story.item.body)).topics
    return [(t.code.removeprefix("medtop:"), t.confidence) for t in found if t.source == "text"]


def listed(story: Labelled) -> Said:
    """What the lists said that stood here before."""
    return by_lists(story.item.headline or "", story.item.body)


def majority(_: Labelled) -> Said:
    """Politics, always."""
    return [("11000000", 1.0)]


def figures(asked: list[Labelled], tell: Callable[[Labelled], Said]) -> dict[str, float]:
    """Coverage, accuracy of the first topic (the main one; any true one), micro-F1 of all said."""
    answers = [[(c, p) for c, p in tell(story) if c.endswith("000000")] for story in asked]
    first = [(a[0][0], s.topics) for a, s in zip(answers, asked, strict=True) if a]
    right = [c in s.topics for a, s in zip(answers, asked, strict=True) for c, _ in a]
    truths = sum(len(s.topics) for s in asked)
    return {
        "stories": len(asked),
        "said": len(first) / len(asked),
        "main": sum(c == t[0] for c, t in first if t) / max(1, len(first)),
        "true": sum(c in t for c, t in first) / max(1, len(first)),
        "micro_f1": 2 * sum(right) / max(1, len(right) + truths),
    }


def calibration(
    asked: list[Labelled], tell: Callable[[Labelled], Said]
) -> list[tuple[float, float, int]]:
    """(confidence said, share true, how many) by tenths of confidence."""
    pairs = [(p, c in s.topics) for s in asked for c, p in tell(s) if c.endswith("000000")]
    bins = sorted({int(p * 10) for p, _ in pairs})
    grouped = [[(p, ok) for p, ok in pairs if int(p * 10) == b] for b in bins]
    return [
        (sum(p for p, _ in g) / len(g), sum(ok for _, ok in g) / len(g), len(g)) for g in grouped
    ]


def cost(texts: Iterable[str]) -> float:
    """CPU milliseconds a story."""
    items = [(Item(), (text,)) for text in texts]
    tuple(classify("", "warm"))
    began = time.process_time()
    for item, copy in items:
        find_topics(item, copy, "en")
    return 1000 * (time.process_time() - began) / max(1, len(items))


def section(shared: Path, half: str = "all") -> dict[str, Any]:
    """Every figure: the model, the lists, politics always; calibration; cost."""
    asked = [s for s in labelled(shared) if half in ("all", s.half)]
    ways = {"model": told, "lists": listed, "majority": majority}
    return {
        **{name: figures(asked, way) for name, way in ways.items()},
        "calibration": calibration(asked, told),
        "ms": cost([s.item.body for s in asked]),
    }


def show(shared: Path, half: str = "all") -> None:
    """Print them."""
    found = section(shared, half)
    for name in ("model", "lists", "majority"):
        row = "  ".join(f"{k} {v:.3f}" for k, v in found[name].items())
        print(f"topics {half}, {name:<9}{row}")
    steps = "  ".join(f"{said:.2f}→{true:.2f} ({n})" for said, true, n in found["calibration"])
    print(f"topics {half}, confidence→true  {steps}")
    print(f"topics {half}, ms per story     {found['ms']:.3f}")


def main() -> None:
    """Print the figures of a half, or of all."""
    half = sys.argv[1] if len(sys.argv) > 1 else "all"
    show(Path(sys.argv[2]) if len(sys.argv) > 2 else SHARED, half)


if __name__ == "__main__":
    main()
