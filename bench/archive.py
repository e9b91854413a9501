"""One new story in an archive of 100,000: how long until it, and every list it stands in, is out.

python bench/archive.py [stories in the archive]

The archive is made of short invented stories, 2,000 a day, put straight into the store, the
ledger and the site's folder as a desk that had published them would have left them.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from copytaster import Desk
from copytaster.desk.chronicle import new_salt
from copytaster.ledger import edition_data, leaf
from copytaster.model import Delivery, Item, Match, Publication, Story, Subject
from copytaster.publish import pages
from copytaster.reading import read
from copytaster.store import PublicationRow

A_DAY = 2000
CHUNK = 5000
FLOOR = 1.0  # seconds
_BODY = """\
TOLVAN, Velmark ({number}) - The harbour board counted {number} crates on the quay on Monday, it said.

"We counted them twice," said Merit Aune, who keeps the harbour's books. The crates go to Skerry."""
_SUBJECTS = ("politics", "sport", "weather", "health")


def story(number: int, at: datetime) -> Item:
    """An invented item."""
    name = _SUBJECTS[number % len(_SUBJECTS)]
    return Item(
        body=_BODY.format(number=number),
        provider="halden.example",
        guid=f"halden-{number}",
        headline=f"Harbour board of Tolvan counts {number} crates",
        published=at,
        language="en",
        subjects=(Subject(f"category:{name}", name),),
    )


def filled(desk: Desk, count: int) -> None:
    """Put ``count`` published stories into the desk, the oldest first."""
    begin = datetime.now(UTC) - timedelta(days=count / A_DAY)
    body = b"archive"
    delivery = Delivery(sha256(body).hexdigest(), begin, body)
    with desk.store.writing() as tx:
        tx.add_delivery(delivery)
        tx.finish_delivery(delivery.sha256, None, "done", None)
    told = read(story(0, begin))
    page = pages.story_page(desk.site, _publication(told, begin)).body
    for start in range(0, count, CHUNK):
        with desk.store.writing() as tx:
            for number in range(start, min(count, start + CHUNK)):
                at = begin + timedelta(days=number / A_DAY)
                one = _story(told, number, at)
                _keep(desk, tx, one, delivery, at)
                _put(desk.site_folder, page.replace(told.series.encode(), one.series.encode()), one)
            desk.chronicle.seal(tx)
    days = Counter((begin + timedelta(days=n / A_DAY)).date().isoformat() for n in range(count))
    with desk.store.writing() as tx:
        tx.put_value("archive:days", dict(days))
        tx.put_value("links:known", True)
        for day in sorted(days)[-2:]:
            tx.touch("day", day)


def _story(told: Story, number: int, at: datetime) -> Story:
    key = sha256(str(number).encode()).hexdigest()
    return told.with_(id=key[:16], series=key[16:32], item=story(number, at))


def _publication(told: Story, at: datetime) -> Publication:
    return Publication(told.series, told, "live", "full", at, at, salt="00" * 16, record=1)


def _keep(desk: Desk, tx: Any, one: Story, delivery: Delivery, at: datetime) -> None:
    salt = new_salt()
    data = {"feed": None, "coverage": one.id, **edition_data(one, salt, leaf(salt, "x"))}
    record = desk.chronicle.append(tx, at, "edition", one.id, data)
    tx.add_story(one, Match(one.id), delivery=delivery.sha256, feed=None, received=at, salt=salt)
    tx.put_publication(
        PublicationRow(one.series, one.id, "live", "full", at, at, coverage=one.id,
                       source="Halden", record=record.seq)
    )  # fmt: skip
    tx.put_sections({one.series: (at, [_SUBJECTS[int(one.id, 16) % len(_SUBJECTS)]])})


def _put(site: Path, page: bytes, one: Story) -> None:
    path = site / pages.story_path(one.series)
    path.parent.mkdir(parents=True)
    path.write_bytes(page)


def arrivals() -> Iterator[bytes]:
    """Feeds of one new story each."""
    for number in range(1_000_000, 1_000_100):
        item = story(number, datetime.now(UTC))
        entry = {
            "id": item.guid,
            "title": item.headline,
            "content_text": item.body,
            "date_published": datetime.now(UTC).isoformat(),
            "tags": ["sport"],
        }
        feed = {"version": "https://jsonfeed.org/version/1.1", "title": "new", "items": [entry]}
        yield json.dumps(feed).encode()


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder, Desk.open(folder, files_policy="full") as desk:
        desk.publish()  # an empty site, so that the archive counts as made in its look
        begun = time.monotonic()
        filled(desk, count)
        print(f"{count:,} stories put there in {time.monotonic() - begun:.0f} s")
        begun = time.monotonic()
        desk.publish()
        print(f"the lists of the last two days made in {time.monotonic() - begun:.1f} s")
        report(
            "a new story",
            [_timed(desk, body) for _, body in zip(range(9), arrivals(), strict=False)],
        )
        report("a kill", [_killed(desk, n) for n in range(5)])


def _timed(desk: Desk, body: bytes) -> tuple[float, float]:
    """Wall and CPU seconds of its publication; the line is done before."""
    desk.take(Delivery(sha256(body).hexdigest(), datetime.now(UTC), body))
    return _pass(desk)


def _killed(desk: Desk, number: int) -> tuple[float, float]:
    row = desk.store.latest(20)[number + 5]
    desk.decide(row.series, "kill", reason="bench")
    return _pass(desk)


def _pass(desk: Desk) -> tuple[float, float]:
    wall, cpu = time.monotonic(), time.process_time()
    written = desk.publish()
    assert written.written or written.withdrawn
    return time.monotonic() - wall, time.process_time() - cpu


def report(what: str, rounds: list[tuple[float, float]]) -> None:
    wall, cpu = sorted(w for w, _ in rounds), sorted(c for _, c in rounds)
    worst, middle = wall[-1], wall[len(wall) // 2]
    met = "met" if worst <= FLOOR else "NOT MET"
    print(f"{what}: {middle:.3f} s, the slowest of {len(rounds)} {worst:.3f} s; "
          f"{cpu[len(cpu) // 2]:.3f} CPU-s   limit {FLOOR:.0f} s: {met}")  # fmt: skip


if __name__ == "__main__":
    main()
