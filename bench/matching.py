"""Measure matching on outside data: coverage, reprints, speed, memory.

    python bench/matching.py [--shared ../shared] [--part all|coverage|basil|titles|reprints|restart|speed|desk|related|related speed|archive]

The data is not part of the project; see docs for where each set comes from.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import combinations, islice
from pathlib import Path
from types import ModuleType
from typing import Any

import _beside_archive
import _related
import _related_speed
import _stream
from _restart import killed_midstream
from _stream import story_of, stream

from copytaster.anatomy import dissect
from copytaster.matching import Matcher
from copytaster.matching.minilm import PACKAGE, vector_of
from copytaster.matching.reprints import SAME
from copytaster.model import Item, Match, Story

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Print one line of JSON per measurement."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--part", default="all")
    chosen = options.parse_args()
    gold = chosen.shared / "gold" / "coverage"
    parts: dict[str, Callable[[Path], dict[str, Any]]] = {
        "coverage": coverage,
        "basil": basil,
        "reprints": reprints,
        "titles": titles,
        "restart": restart,
        "speed": speed,
        "desk": desk,
        "related": lambda _: _related.measure(chosen.shared),
        "related speed": lambda _: _related_speed.measure(),
    }
    if chosen.part == "archive":  # a quarter of an hour: only when asked for
        parts = {"archive": _beside_archive.measure}
    for name, measure in parts.items():
        if chosen.part in ("all", name):
            print(json.dumps({"part": name, **measure(gold)}))


def coverage(gold: Path, since: str = "2016-01-01") -> dict[str, Any]:
    """B-cubed and pairwise on the news stream; tuned on 2016, tested on 2017."""
    rows = [row for row in stream(gold) if row["date"] >= since]
    matcher, placed = Matcher(keep=False), {}
    started = time.process_time()
    for row in rows:
        match = matcher.add(story_of(row))
        placed[row["id"]] = match.coverage
        revise(placed, match)
    seconds = time.process_time() - started
    scores: dict[str, Any] = {"stories_per_cpu_second": round(len(rows) / seconds)}
    for year in ("2016", "2017"):
        labels = {r["id"]: r["event"] for r in rows if r.get("event") and r["date"][:4] == year}
        scores[year] = scorer(gold).score_clusters(labels, placed)
    return scores


def revise(placed: dict[str, str], match: Match) -> None:
    """Follow what an arrival changes about earlier stories."""
    for change in match.changes:
        if change.kind == "split" and change.to:
            placed[change.story] = change.to
        elif change.kind == "merge" and change.to:
            placed.update({i: change.to for i, c in placed.items() if c == change.story})


def basil(gold: Path) -> dict[str, Any]:
    """B-cubed on triples without times, with the same settings."""
    rows = list(lines(gold / "basil.jsonl"))
    matcher, placed = Matcher(keep=False), {}
    for row in rows:
        match = matcher.add(story_of({**row, "date": None}))
        placed[row["id"]] = match.coverage
        revise(placed, match)
    return dict(scorer(gold).score_clusters({r["id"]: r["event"] for r in rows}, placed))


def titles(gold: Path, since: str = "2016-01-01") -> dict[str, Any]:
    """Headlines alone of the news stream: by words, and by meaning where the extra is installed."""
    rows = [{**row, "text": ""} for row in stream(gold) if row["date"] >= since]
    ways: dict[str, Any] = {"words": None, "meaning": vector_of}
    if importlib.util.find_spec(PACKAGE) is None:
        del ways["meaning"]
    scores: dict[str, Any] = {}
    for way, embed in ways.items():
        matcher, started = Matcher(keep=False, embed=embed), time.process_time()
        placed: dict[str, str] = {}
        for row in rows:
            match = matcher.add(story_of(row))
            placed[row["id"]] = match.coverage
            revise(placed, match)
        seconds = time.process_time() - started
        scores[way] = {"stories_per_cpu_second": round(len(rows) / seconds)}
        for year in ("2016", "2017"):
            labels = {r["id"]: r["event"] for r in rows if r.get("event") and r["date"][:4] == year}
            scores[way][year] = scorer(gold).score_clusters(labels, placed)
    return scores


def reprints(gold: Path) -> dict[str, Any]:
    """Pair F1 on real pages of agency copy: cleaned bodies, and raw page text, by hand and as read.

    A pair is two stories of one coverage that repeat each other; ``chains`` scores all pairs of
    one reprint chain instead, where two cuts of a long story stand together that share no word.
    Each in the order of the file and in that of the pages' times.
    """
    pairs = {
        tuple(sorted((r["a"], r["b"]))): r["label"] for r in lines(gold / "wire_pairs_dev.jsonl")
    }
    rows = list(lines(gold / "wire_docs_dev.jsonl"))
    scores: dict[str, Any] = {}
    for field in ("body", "text"):
        for name, make in (("", page_of), ("_read", read_page)):
            stories = {row["id"]: make(row, field) for row in rows}
            for order, sorted_rows in (("", rows), ("_by_time", by_time(rows))):
                matcher = Matcher(keep=False, window=timedelta(days=4000))
                for row in sorted_rows:
                    matcher.add(stories[row["id"]])
                found = scorer(gold).score_pairs(pairs, alike_in(matcher))
                chained = scorer(gold).score_pairs(pairs, pairs_of(matcher))
                scores[field + name + order] = {**found, "chains": chained["f1"]}
    return scores


def by_time(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows in the order of their times."""
    return sorted(rows, key=lambda row: datetime.fromisoformat(row["time"]))


def restart(gold: Path, count: int | None = None) -> dict[str, Any]:
    """The stream of 2017, or its first ``count`` stories, with three kills on the way; see `_restart`."""
    rows = (row for row in stream(gold) if row["date"][:4] == "2017")
    return killed_midstream([story_of(row) for row in islice(rows, count)])


def speed(gold: Path) -> dict[str, Any]:
    """Stories a CPU-second and peak memory with 20,000 live at once, in a process of its own."""
    command = [sys.executable, _stream.__file__, str(gold)]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(told.stdout))


def desk(gold: Path, live: int = 2000) -> dict[str, Any]:
    """Milliseconds of CPU to add a story of about 1,000 words, and to find what is related to it."""
    moment = datetime.fromisoformat("2017-01-01T00:00:00+00:00")
    long = (row for row in stream(gold) if 900 <= len(row["text"].split()) <= 1200)
    stories = [story_of(row, moment) for row in islice(long, live)]
    matcher = Matcher(keep=False)
    started = time.process_time()
    for story in stories:
        matcher.add(story)
    added = time.process_time()
    for story in stories:
        matcher.related(story)
    related = time.process_time() - added
    return {
        "add_ms": round(1000 * (added - started) / len(stories), 2),
        "related_ms": round(1000 * related / len(stories), 2),
    }


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON Lines file."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def page_of(row: dict[str, Any], field: str) -> Story:
    """A story by hand from a saved page; the raw text has its blocks between ``###``."""
    body = row[field].replace("###", "\n")
    at = datetime.fromisoformat(row["time"])
    item = Item(body=body, provider=row["pub"], guid=row["id"], published=at)
    return Story(row["id"], row["id"], item)


def read_page(row: dict[str, Any], field: str) -> Story:
    """The story of a saved page, taken apart as a desk does."""
    byhand = page_of({**row, field: row[field].replace("###", "\n\n")}, field)
    return dissect(byhand.item).with_(id=row["id"], series=row["id"])


def alike_in(matcher: Matcher) -> set[tuple[str, ...]]:
    """The pairs of stories of one coverage that repeat each other."""
    found = set()
    for coverage_id in matcher.coverages():
        for pair in combinations(sorted(matcher.coverage(coverage_id).stories), 2):
            if matcher.alike(*pair) >= SAME:
                found.add(pair)
    return found


def pairs_of(matcher: Matcher) -> set[tuple[str, ...]]:
    """All pairs of stories in one reprint chain."""
    chains: dict[str, list[str]] = {}
    for coverage_id in matcher.coverages():
        found = matcher.coverage(coverage_id)
        for story, origin in found.reprints:
            chains.setdefault(origin, [origin]).append(story)
    return {
        tuple(sorted((a, b))) for c in chains.values() for i, a in enumerate(c) for b in c[i + 1 :]
    }


def scorer(gold: Path) -> ModuleType:
    """The scorer that came with the data."""
    spec = importlib.util.spec_from_file_location("coverage_score", gold / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
