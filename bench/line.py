"""The whole line: 2,000 real stories from bytes to pages, rates per CPU-second for each room.

python bench/line.py [number of stories]

Reads gold/coverage from the folder of outside data (COPYTASTER_SHARED or
../shared); says so and stops where it is absent.
"""

from __future__ import annotations

import gzip
import itertools
import json
import os
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("COPYTASTER_SHARED", ROOT.parent / "shared"))
STREAM = SHARED / "gold" / "coverage" / "news_stream_2012_2017.jsonl.gz"
PER_DELIVERY = 100  # and one pass of the press, as the running desk does
FLOOR, MEMORY = 40, 600


class Meter:
    """CPU seconds per room, taken by wrapping the rooms' faces while the real desk runs."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self.calls: Counter[str] = Counter()
        self._inner: list[float] = [0.0]

    def wrap(self, room: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, its own time (less that of metered calls inside it) booked to ``room``."""

        def metered(*args: Any, **kwargs: Any) -> Any:
            self._inner.append(0.0)
            begun = time.process_time()
            try:
                return function(*args, **kwargs)
            finally:
                spent = time.process_time() - begun
                self.seconds[room] += spent - self._inner.pop()
                self.calls[room] += 1
                self._inner[-1] += spent

        return metered

    def wrap_steps(self, room: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The same for a function that yields between its steps."""

        def metered(*args: Any, **kwargs: Any) -> Any:
            task = function(*args, **kwargs)
            step = self.wrap(room, task.__next__)
            while True:
                try:
                    step()
                except StopIteration as end:
                    return end.value
                yield

        return metered


def rows(count: int) -> Iterator[dict[str, Any]]:
    with gzip.open(STREAM, "rt", encoding="utf-8") as stream:
        for line in itertools.islice((x for x in stream if '"2016-' in x or '"2017-' in x), count):
            yield json.loads(line)


def json_feed(batch: list[dict[str, Any]], now: str) -> bytes:
    items = [
        {
            "id": row["id"],
            "title": row["title"],
            "content_text": row["text"].replace("\n", "\n\n"),
            "date_published": f"{row['date']}T12:00:00Z",
            "authors": [{"name": row["source"]}],
        }
        for row in batch
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "stream " + now, "items": items}
    return json.dumps(feed).encode()


def main() -> None:
    if not STREAM.exists():
        print(f"needs the measuring data at {STREAM}; nothing measured")
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    meter = Meter()
    from copytaster import Desk, reading
    from copytaster.desk import attesting, events, opening, pipeline, press
    from copytaster.desk.process import steady
    from copytaster.matching import Matcher
    from copytaster.model import Delivery
    from copytaster.publish import writer

    opening.parse = meter.wrap("formats", opening.parse)
    reading.dissecting = meter.wrap_steps("anatomy", reading.dissecting)
    reading.tokenise = meter.wrap("attribution", reading.tokenise)
    reading.attributing = meter.wrap_steps("attribution", reading.attributing)
    reading.assess = meter.wrap("claims", reading.assess)
    Matcher.add = meter.wrap("matching", Matcher.add)
    Matcher.related = meter.wrap("matching", Matcher.related)
    events.compose = meter.wrap("compose", events.compose)
    pipeline.edition_data = meter.wrap("ledger", pipeline.edition_data)
    attesting.publication_data = meter.wrap("ledger", attesting.publication_data)
    press.write_ledger = meter.wrap("ledger", press.write_ledger)
    writer.write = meter.wrap("publish: writing", writer.write)
    Desk.take = meter.wrap("store", Desk.take)
    Desk.publish = meter.wrap("publish", Desk.publish)

    steady()
    ready = started(Desk, Delivery)
    meter.seconds.clear()
    with tempfile.TemporaryDirectory() as folder, Desk.open(folder, files_policy="full") as desk:
        # Unpacking the data set is none of the line's work: the clock starts when the bytes are there.
        bodies = [json_feed(batch, batch[0]["date"]) for batch in _batched(rows(count))]
        begun = time.process_time()
        for body in bodies:
            desk.take(Delivery(sha256(body).hexdigest(), datetime.now(UTC), body))
            desk.publish()
        total = time.process_time() - begun
        stories = desk.store.count_stories()
        size = sum(f.stat().st_size for f in Path(folder).glob("desk.sqlite3*"))
        site = sum(f.stat().st_size for f in (Path(folder) / "site").rglob("*") if f.is_file())
    print(f"{stories} stories of {count}, from bytes to pages, in {total:.1f} CPU-seconds")
    print(f"(tables and templates were loaded before, with a first story: {ready:.1f})\n")
    print(f"{'room':<18}{'CPU s':>8}{'share':>8}{'stories/CPU-s':>16}")
    for room, seconds in meter.seconds.most_common():
        print(
            f"{room:<18}{seconds:>8.2f}{seconds / total:>8.0%}{stories / max(seconds, 1e-9):>16.0f}"
        )
    rate = stories / total
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{'in all':<18}{total:>8.2f}{1:>8.0%}{rate:>16.1f}   floor {FLOOR}: {met(rate >= FLOOR)}"
    )
    print(f"\npeak memory {peak:.0f} MB   floor {MEMORY}: {met(peak <= MEMORY)}")
    print(f"database {size / 1e6:.1f} MB, site {site / 1e6:.1f} MB")


def started(desk_of: Any, delivery_of: Any) -> float:
    """CPU seconds until a desk has put out its first story: what is loaded once is loaded then."""
    begun = time.process_time()
    with tempfile.TemporaryDirectory() as folder, desk_of.open(folder, files_policy="full") as desk:
        body = json_feed(list(rows(1)), "first")
        desk.take(delivery_of(sha256(body).hexdigest(), datetime.now(UTC), body))
        desk.publish()
    return time.process_time() - begun


def _batched(found: Iterator[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    everything = list(found)
    return [everything[i : i + PER_DELIVERY] for i in range(0, len(everything), PER_DELIVERY)]


def met(good: bool) -> str:
    return "met" if good else "NOT MET"


if __name__ == "__main__":
    main()
