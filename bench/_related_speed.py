"""How long finding what to read next takes: 20,000 live stories, and a store of 200,000.

    python bench/_related_speed.py [--stories N] [--gold ../shared/gold/coverage] [--store PATH]

Stories are made of invented words, or with ``--gold`` of the words of the dated stream (ten
minutes to fill a store with); a store made at ``--store`` is used again. CPU milliseconds a question.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any

from _archived import archive, forget_all, reading_on
from _many import invented, worlds

from copytaster.matching import Matcher
from copytaster.model import Match, Story
from copytaster.store import Store

LIVE, KEPT, ASKED = 20_000, 200_000, 200
_BATCH = 5_000


def main() -> None:
    """Print one line of JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--stories", type=int, default=KEPT)
    options.add_argument("--gold", type=Path)
    options.add_argument("--store", type=Path)
    chosen = options.parse_args()
    print(
        json.dumps({"part": "related speed", **measure(chosen.stories, chosen.gold, chosen.store)})
    )


def measure(
    kept: int = KEPT, gold: Path | None = None, path: Path | None = None, live: int = LIVE
) -> dict[str, Any]:
    """Milliseconds of CPU a question, in memory and through a SQLite store."""
    make = partial(worlds, gold) if gold else invented
    return {"words": "real" if gold else "invented", "live_stories": live} | {
        "live_ms": in_memory(make(live)),
        "kept_stories": kept,
        "store_ms": through_the_store(make(kept), kept, path),
    }


def in_memory(stories: Iterator[Story]) -> dict[str, float]:
    """With all of these stories in the live window."""
    told = list(stories)
    matcher = Matcher(keep=False, window=timedelta(days=40_000), limit=len(told) + 1)
    for story in told:
        matcher.add(story)
    asked = told[:: max(1, len(told) // ASKED)]
    return _spread([_timed(partial(matcher.related, s)) for s in asked])


def through_the_store(stories: Iterator[Story], kept: int, path: Path | None) -> dict[str, float]:
    """Of stories that left the window long ago, with so many in the store."""
    with tempfile.TemporaryDirectory() as folder:
        file = path or Path(folder) / "desk.sqlite3"
        with Store.open(f"sqlite:///{file}") as store:
            if store.count_stories() < kept:
                _fill(store, stories)
            found = reading_on(store)
            step = max(1, kept // ASKED)
            asked = [next(store.stories_since(n, chunk=1)).story for n in range(0, kept, step)]
            return _spread([_timed(partial(found.ranked, s, "c")) for s in asked])


def _fill(store: Store, stories: Iterator[Story]) -> None:
    """Fill the store; the matcher has learnt from the first of the stories how rare words are."""
    matcher, first = Matcher(keep=False), list(islice(stories, _BATCH))
    for story in first:
        matcher.add(story)
    forget_all(matcher, first)
    told = chain(first, stories)
    while batch := list(islice(told, _BATCH)):
        archive(store, ((s, Match(f"c{s.id}"), matcher.keepsake(s)) for s in batch))
    reading_on(store, matcher)


def _timed(question: Callable[[], object]) -> float:
    started = time.process_time()
    question()
    return 1000 * (time.process_time() - started)


def _spread(taken: Sequence[float]) -> dict[str, float]:
    ranked = sorted(taken)
    return {
        "mean": round(sum(ranked) / len(ranked), 2),
        "p95": round(ranked[int(0.95 * len(ranked))], 2),
        "worst": round(ranked[-1], 2),
    }


if __name__ == "__main__":
    main()
