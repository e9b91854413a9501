"""The dated stream of news as stories by hand, and how quickly a matcher takes 20,000 of them.

    python bench/_stream.py ../shared/gold/coverage

Run as a program it loads nothing but the matcher, so that its peak of memory is the matcher's.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from copytaster.matching import Matcher
from copytaster.model import Item, Story


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


def speed(gold: Path, live: int = 20_000) -> dict[str, Any]:
    """Stories a CPU-second and peak memory with the whole stream live at once."""
    moment = datetime.fromisoformat("2017-01-01T00:00:00+00:00")
    matcher, taken, lately = Matcher(keep=False), 0.0, 0.0
    for n, row in enumerate(islice(stream(gold), live)):
        story = story_of(row, moment)
        started = time.process_time()
        matcher.add(story)
        taken += (spent := time.process_time() - started)
        lately += spent if n >= live - 2000 else 0.0
    peak = _peak()
    started = time.process_time()
    saved = matcher.to_bytes()
    saving = time.process_time() - started
    return {
        "stories_per_cpu_second": round(live / taken),
        "of_the_last_2000": round(2000 / lately),
        "peak_mb": peak,
        "saved_mb": round(len(saved) / 1e6, 1),
        "saving_seconds": round(saving, 2),
        "peak_mb_with_saving": _peak(),
    }


def _peak() -> int:
    """Megabytes of memory at most so far, of this process alone."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) // 1024


if __name__ == "__main__":
    print(json.dumps(speed(Path(sys.argv[1]))))
