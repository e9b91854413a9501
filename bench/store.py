"""How fast the store takes copy in and finds it again.

    python bench/store.py [--stories 20000] [--batch 20] [--url URL]

Stories are made of invented words, about 400 a story, with a word list whose
frequencies fall as those of a language do. CPU seconds are this process's own
(SQLite runs inside it; PostgreSQL does not, so there only wall time counts).
"""

from __future__ import annotations

import argparse
import hashlib
import random
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from copytaster.ledger import edition_data, next_record
from copytaster.model import Delivery, Item, Match, Record, Story, edition_id, series_id
from copytaster.store import PublicationRow, Store, Writer

NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
SALT = "5a" * 16


def main() -> None:
    """Fill a store, ask it, and print what each took."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        url = options.url or f"sqlite:///{Path(folder) / 'desk.db'}"
        stories = _stories(options.stories)
        with Store.open(url) as store:
            _fill(store, stories, options.batch)
            if not options.url:
                size = (Path(folder) / "desk.db").stat().st_size
                print(f"file: {size / len(stories):,.0f} bytes a story")
            _ask(store, stories)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--stories", type=int, default=20_000)
    parser.add_argument("--batch", type=int, default=20, help="stories in one delivery")
    parser.add_argument("--url", help="an empty database (default: a SQLite file)")
    return parser.parse_args()


def _stories(count: int) -> list[Story]:
    chance = random.Random(7)
    vocabulary = [
        "".join(chance.choices("aeioulnrst", k=chance.randint(3, 9))) for _ in range(20_000)
    ]
    weights = [1 / (rank + 1) for rank in range(len(vocabulary))]
    words = chance.choices(vocabulary, weights, k=count * 400)
    return [_story(n, words[n * 400 : n * 400 + 400]) for n in range(count)]


def _story(n: int, words: list[str]) -> Story:
    sentences = [" ".join(words[at : at + 20]).capitalize() + "." for at in range(0, 400, 20)]
    body = "\n\n".join(" ".join(sentences[at : at + 2]) for at in range(0, 20, 2))
    headline = " ".join(words[:8]).capitalize()
    item = Item(body=body, headline=headline, provider="bench", guid=f"g{n}", published=NOON)
    return Story(edition_id(item), series_id(item), item, language="en")


def _fill(store: Store, stories: list[Story], batch: int) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    last: Record | None = None
    for start in range(0, len(stories), batch):
        part = stories[start : start + batch]
        body = "\n".join(s.text for s in part).encode()
        delivery = Delivery(hashlib.sha256(body).hexdigest(), NOON, body, feed="bench")
        with store.writing() as tx:
            tx.add_delivery(delivery)
        with store.writing() as tx:
            for n, story in enumerate(part, start):
                last = _keep(tx, story, n, delivery.sha256, last)
            tx.finish_delivery(delivery.sha256, "bench", "done")
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    count = len(stories)
    print(
        f"insert: {count} stories (delivery, story, index, record, publication, outbox) in "
        f"{wall:.1f} s; {count / cpu:,.0f} a CPU second, {count / wall:,.0f} a second"
    )


def _keep(tx: Writer, story: Story, n: int, delivery: str, last: Record | None) -> Record:
    at = NOON + timedelta(seconds=n)
    match = Match(f"c{n // 4}")
    tx.add_story(story, match, delivery=delivery, feed="bench", received=at, salt=SALT)
    data = edition_data(story, SALT, delivery)
    record = next_record(last, time=at, kind="edition", subject=story.id, data=data)
    tx.append_record(record)
    tx.put_publication(PublicationRow(story.series, story.id, "live", "full", at, at))
    tx.touch("series", story.series)
    return record


def _ask(store: Store, stories: list[Story]) -> None:
    middle = stories[len(stories) // 2]
    common, rare = stories[0].text.split()[0].strip("."), middle.text.split()[17]
    _time("story by id", lambda: store.story(middle.id))
    _time("latest 50", lambda: store.latest(50))
    _time("live publications, 50", lambda: store.publications(state="live", limit=50))
    _time("desk search, common word", lambda: store.search(common, 50))
    _time("desk search, rarer word", lambda: store.search(rare, 50))
    _time("public search, common word", lambda: store.public_search(common, 50))
    _time(
        "public search, three words",
        lambda: store.public_search(" ".join(middle.text.split()[:3]), 50),
    )
    started = time.perf_counter()
    count = sum(1 for _ in store.stories_since(0))
    print(f"replay: {count / (time.perf_counter() - started):,.0f} stories a second")


def _time(name: str, ask: Callable[[], object]) -> None:
    taken = []
    for _ in range(20):
        started = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - started)
    print(f"{name}: median {sorted(taken)[10] * 1000:.1f} ms")


if __name__ == "__main__":
    main()
