"""How long finding what to read next takes: 20,000 live stories, and a store of 200,000.

Run: python bench/_related_speed.py [stories in the store]
Stories are made of invented words whose frequencies fall as those of a language do, 160 a story, with
names of their own shared by a dozen stories each (a matter that runs); CPU milliseconds a question.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from copytaster.desk.live import LiveMatcher
from copytaster.desk.reading_on import ReadingOn
from copytaster.matching import Matcher
from copytaster.model import Delivery, Item, Match, Story
from copytaster.store import PublicationRow, Store

NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
LIVE, KEPT, ASKED = 20_000, 200_000, 200
_BATCH = 5_000
_WORDS, _NAMES = 150, 10
_OF_A_MATTER = 12


def main() -> None:
    """Print one line of JSON."""
    kept = int(sys.argv[1]) if sys.argv[1:] else KEPT
    print(json.dumps({"part": "related speed", **measure(kept=kept)}))


def measure(live: int = LIVE, kept: int = KEPT) -> dict[str, Any]:
    """Milliseconds of CPU a question, in memory and through a SQLite store."""
    return {"live_stories": live, "live_ms": in_memory(live)} | {
        "kept_stories": kept,
        "store_ms": through_the_store(kept),
    }


def in_memory(live: int) -> dict[str, float]:
    """With so many stories in the live window."""
    matcher = Matcher(keep=False, window=timedelta(days=4000), limit=live + 1)
    stories = list(made(live))
    for story in stories:
        matcher.add(story)
    asked = stories[:: max(1, live // ASKED)]
    return _spread([_timed(partial(matcher.related, s)) for s in asked])


def through_the_store(kept: int) -> dict[str, float]:
    """Of stories that left the window long ago, with so many in the store."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(f"sqlite:///{Path(folder) / 'desk.sqlite3'}") as store,
    ):
        asked = _filled(store, kept)
        with (
            store.writing() as tx
        ):  # none of them is live: the matcher's window has passed over all
            tx.put_snapshot("matcher", tx.last_story(), Matcher(keep=False).to_bytes())
        reading_on = ReadingOn(store, LiveMatcher(store, {}))
        return _spread([_timed(partial(reading_on.ranked, s, "c")) for s in asked])


def made(count: int) -> Iterator[Story]:
    """So many stories, always the same ones, an hour of the clock between any two of a matter."""
    chance = random.Random(7)
    words = ["".join(chance.choices("aeioulnrst", k=chance.randint(3, 9))) for _ in range(30_000)]
    reach = [0.0]
    for rank in range(len(words)):
        reach.append(reach[-1] + 1 / (rank + 1))
    for n in range(count):
        own = random.Random(n // _OF_A_MATTER)
        names = ["".join(own.choices("bcdfgkmpvz", k=4)) + own.choice(words) for _ in range(_NAMES)]
        body = chance.choices(words, cum_weights=reach[1:], k=_WORDS)
        for name in names:
            body.insert(chance.randrange(len(body)), name.capitalize())
        yield _story(n, " ".join(body), " ".join([*names[:3], *body[:4]]))


def _story(n: int, body: str, headline: str) -> Story:
    at = NOON + timedelta(hours=40 * (n % _OF_A_MATTER), seconds=n)
    item = Item(body=body, headline=headline, provider="bench", guid=f"g{n}", published=at)
    id_ = f"{n:016x}"
    return Story(id_, id_, item, language="en")


def _filled(store: Store, kept: int) -> list[Story]:
    """Fill the store; every so many-th story is one to ask for."""
    asked, stories, number = [], made(kept), 0
    while batch := list(islice(stories, _BATCH)):
        delivery = Delivery(hashlib.sha256(str(number).encode()).hexdigest(), NOON, b"x", feed="b")
        with store.writing() as tx:
            tx.add_delivery(delivery)
            for story in batch:
                how: Mapping[str, Any] = {"delivery": delivery.sha256, "feed": "b", "salt": "5a"}
                tx.add_story(story, Match(f"c{story.id}"), received=NOON, **how)
                row = PublicationRow(story.series, story.id, "live", "full", NOON, NOON)
                tx.put_publication(row)
        asked += batch[:: max(1, kept // ASKED)]
        number += 1
    return asked


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
