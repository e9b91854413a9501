"""The dated stream of news as stories by hand, and how quickly a matcher takes it with 20,000 live.

    python bench/_stream.py ../shared/gold/coverage

Run as a program it loads nothing but the matcher, so that its peak of memory is the matcher's.
"""

from __future__ import annotations

import gc
import gzip
import json
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import count, islice
from pathlib import Path
from typing import Any

from copytaster.matching import Matcher
from copytaster.matching.matcher import WINDOW
from copytaster.model import Item, Story

LIVE = 20_000


def stream(gold: Path) -> Iterator[dict[str, Any]]:
    """The rows of the dated stream, in order."""
    with gzip.open(gold / "news_stream_2012_2017.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def story_of(row: dict[str, Any], at: datetime | None = None) -> Story:
    """A story by hand from a row of the stream, dated ``at`` or as the row says."""
    if at is None and row["date"]:
        at = datetime.fromisoformat(row["date"] + "T12:00:00+00:00")
    item = Item(
        body=row["text"],
        headline=row["title"],
        provider=row["source"],
        guid=row["id"],
        published=at,
    )
    return Story(row["id"], row["id"], item)


def steady(gold: Path, live: int = LIVE) -> Iterator[Story]:
    """The stream over and over, so dated that so many stories come in the four days they are live."""
    start, gap = datetime.fromisoformat("2017-01-01T00:00:00+00:00"), WINDOW / live
    again = ({**row, "id": f"{row['id']}-{turn}"} for turn in count() for row in stream(gold))
    return (story_of(row, start + n * gap) for n, row in enumerate(again))


def speed(gold: Path, live: int = LIVE, more: int = 10_000) -> dict[str, Any]:
    """Stories a CPU-second: all at one moment, until so many are live; and evenly, when so many are."""
    moment = datetime.fromisoformat("2017-01-01T00:00:00+00:00")
    at_once = (story_of(row, moment) for row in islice(stream(gold), live))
    filled = round(live / _taken(Matcher(keep=False), at_once))
    gc.collect()
    matcher, stories = Matcher(keep=False, limit=live), steady(gold, live)
    _taken(matcher, islice(stories, live))
    lately = round(more / _taken(matcher, islice(stories, more)))
    most = peak()
    started = time.process_time()
    saved = matcher.to_bytes()
    saving = time.process_time() - started
    return {
        "filling_stories_per_cpu_second": filled,
        "stories_per_cpu_second": lately,
        "live": matcher.live,
        "peak_mb": most,
        "saved_mb": round(len(saved) / 1e6, 1),
        "saving_seconds": round(saving, 2),
        "peak_mb_with_saving": peak(),
    }


def _taken(matcher: Matcher, stories: Iterable[Story]) -> float:
    """The CPU-seconds that a matcher takes for these."""
    taken = 0.0
    for story in stories:
        started = time.process_time()
        matcher.add(story)
        taken += time.process_time() - started
    return taken


def peak() -> int:
    """Megabytes of memory at most so far, of this process alone."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) // 1024


if __name__ == "__main__":
    print(json.dumps(speed(Path(sys.argv[1]))))
