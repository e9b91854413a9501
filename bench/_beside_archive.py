"""Matching beside an archive: how quick it is, and in how much memory, with a million stories in the store.

    python bench/_beside_archive.py ../shared/gold/coverage [stories in the archive]

A desk's matcher with 20,000 live stories of the dated stream (made to come 17 seconds apart) takes 5,000
more, before and after the store is filled with short invented stories that are live no more. Every step is
a process of its own, so that memory is that step's; the snapshots that a desk takes are in it.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count, islice
from pathlib import Path
from typing import Any

from _stream import peak, steady

from copytaster.desk.live import LiveMatcher
from copytaster.model import Delivery, Item, Match, Story
from copytaster.store import Store, Writer

LIVE, MORE, KEPT = 20_000, 5_000, 1_000_000
_BATCH = 500
_LONG_AGO = datetime(2010, 1, 1, tzinfo=UTC)


def measure(gold: Path, kept: int = KEPT) -> dict[str, Any]:
    """What 5,000 stories take before and after the archive is there."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "desk.sqlite3"
        told: dict[str, Any] = {"archive": kept}
        told["filling"] = _step("taken", base, gold, 0, LIVE)
        told["without"] = _step("taken", base, gold, LIVE, MORE)
        told["archiving_cpu_seconds"] = _step("archived", base, gold, 0, kept)["cpu_seconds"]
        told["with"] = _step("taken", base, gold, LIVE + MORE, MORE)
        told["database_mb"] = round(sum(f.stat().st_size for f in base.parent.iterdir()) / 1e6)
    return told


def _step(*what: object) -> dict[str, Any]:
    """One step in a process of its own."""
    command = [sys.executable, __file__, "step", *map(str, what)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def taken(store: Store, gold: Path, start: int, many: int) -> dict[str, Any]:
    """Go on from the snapshot with so many stories of the stream; the CPU is the matcher's alone."""
    begun = time.process_time()
    live = LiveMatcher(store, {})
    matcher = live.matcher
    restored, spent, kept = time.process_time() - begun, 0.0, 0.0
    for batch in _batches(islice(steady(gold), start, start + many)):
        with store.writing() as tx:
            delivery = _delivery(tx, batch[0].id)
            for story in batch:
                began = time.process_time()
                match = matcher.add(story)
                spent += time.process_time() - began
                _add(tx, story, match, delivery)
            began = time.process_time()
            live.keep(tx, len(batch))
            kept += time.process_time() - began
    with store.writing() as tx:
        live.keep(tx, 0, now=True)
    return {
        "live": matcher.live,
        "stories_per_cpu_second": round(many / spent),
        "with_snapshots": round(many / (spent + kept)),
        "restoring_cpu_seconds": round(restored, 1),
        "peak_mb": peak(),
    }


def archived(store: Store, _: Path, start: int, many: int) -> dict[str, Any]:
    """Put so many stories into the store that no matcher knows."""
    begun = time.process_time()
    snapshot = store.snapshot("matcher")
    for batch in _batches(islice(_old(), start, start + many)):
        with store.writing() as tx:
            delivery = _delivery(tx, batch[0].id)
            for story in batch:
                _add(tx, story, Match(f"c{story.id}"), delivery)
            if snapshot is not None:  # what is archived has left the matcher's window long ago
                tx.put_snapshot("matcher", tx.last_story(), snapshot.body)
    return {"cpu_seconds": round(time.process_time() - begun)}


def _old() -> Iterator[Story]:
    for n in count():
        body = (
            f"The harbour board of Tolvan counted {n} crates on quay {n % 97}, it said in its book."
        )
        at = _LONG_AGO + timedelta(minutes=n)
        item = Item(body=body, headline=f"{n} crates", provider="old", guid=f"o{n}", published=at)
        yield Story(f"{n:016x}", f"{n:016x}", item, language="en")


def _batches(stories: Iterable[Story]) -> Iterator[list[Story]]:
    rest = iter(stories)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _delivery(tx: Writer, name: str) -> str:
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    tx.add_delivery(Delivery(sha256, _LONG_AGO, b"x", feed="bench"))
    return sha256


def _add(tx: Writer, story: Story, match: Match, delivery: str) -> None:
    tx.add_story(story, match, delivery=delivery, feed="bench", received=_LONG_AGO, salt="5a" * 16)


def _one_step(name: str, base: str, gold: str, start: str, many: str) -> None:
    step = {"taken": taken, "archived": archived}[name]
    with Store.open(f"sqlite:///{base}") as store:
        print(json.dumps(step(store, Path(gold), int(start), int(many))))


if __name__ == "__main__":
    if sys.argv[1] == "step":
        _one_step(*sys.argv[2:])
    else:
        print(json.dumps(measure(Path(sys.argv[1]), *map(int, sys.argv[2:3]))))
