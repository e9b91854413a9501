"""A desk killed in mid-stream matches the rest as if it had never stopped."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from copytaster.desk import Desk
from syllables import sentences
from wire import NOW, delivered, feed, ninjs

_PAPERS = ("courier", "gazette", "post")
_EVENTS = 14

# A desk of its own, taking the stream in from wherever the last one was killed; a line per delivery.
_WORKER = """
import sys
sys.path.insert(0, {tests!r})
from test_killed_midstream import opened, take_all
import copytaster.desk.live as live
live._EVERY = 20  # snapshots in a stream this short
from pathlib import Path
with opened(Path({folder!r})) as desk:
    desk.catch_up()
    for n in take_all(desk):
        print(n, flush=True)
"""


def stream() -> list[tuple[str, bytes]]:
    """(feed, document) in the order they come: takes, reprints, corrections and kills of invented events."""
    dice = random.Random(7)
    coming: list[tuple[float, str, bytes]] = []
    for event in range(_EVENTS):
        start, body = event * 5.0, sentences(dice, 9)
        for n, (after, by, text, more) in enumerate(_takes(dice, event, body)):
            at = (NOW + timedelta(hours=start + after)).isoformat()
            own = by == "anx"
            guid = f"anx:{event}" if own else f"{by}:{event}:{n}"
            lead = f"VARSK, May 6 (ANX) - {text[0]}" if text else "Do not use."
            document = ninjs(
                guid, f"On matter {event}", "\n\n".join([lead, *text[1:]]),
                versioncreated=at, firstcreated=at, **more,
            )  # fmt: skip
            coming.append((start + after, by, document))
    return [(by, document) for _, by, document in sorted(coming, key=lambda c: c[0])]


def _takes(
    dice: random.Random, event: int, body: list[str]
) -> Iterator[tuple[float, str, list[str], dict[str, Any]]]:
    yield 0.0, "anx", body, {}
    for n, paper in enumerate(dice.sample(_PAPERS, 2)):
        cut = body[: dice.randint(5, 9)]
        yield n + dice.random(), paper, cut + sentences(dice, dice.randint(0, 3)), {}
    yield 3.0, "anx", [*body[:7], *sentences(dice, 2)], {"version": "2"}
    yield 4.0 + 9 * dice.random(), dice.choice(_PAPERS), body[1:8], {}
    if event % 5 == 0:
        yield 9.0, "anx", [], {"version": "3", "pubstatus": "canceled"}


def opened(folder: Path) -> Desk:
    """The desk, whose agency may kill what credits it."""
    desk = Desk.open(folder, clock=lambda: NOW, base_url="http://site.example")
    if not desk.store.subscriptions():
        for subscription in (feed("anx", speaks_for=("ANX",), agency="ANX"), *map(feed, _PAPERS)):
            desk.feeds.put(subscription)
    desk.live.authorise(desk.feeds.speaks_for())
    return desk


def take_all(desk: Desk) -> Iterator[int]:
    """Take the stream in from its beginning; what is known is known."""
    for n, (by, document) in enumerate(stream()):
        desk.take(delivered(document, by))
        yield n


def _killed_after(folder: Path, deliveries: int) -> None:
    script = _WORKER.format(tests=str(Path(__file__).parent), folder=str(folder))
    paths = [str(Path(__file__).parents[1] / "support"), *sys.path]
    with subprocess.Popen(
        [sys.executable, "-c", f"import sys; sys.path[:0] = {paths!r}\n{script}"],
        stdout=subprocess.PIPE, text=True,
    ) as worker:  # fmt: skip
        assert worker.stdout is not None
        for line in worker.stdout:
            if int(line) >= deliveries:
                worker.kill()  # SIGKILL: nothing is closed, nothing flushed
                break
        worker.wait()
        assert worker.returncode == -9


def _matched(desk: Desk) -> list[tuple[Any, ...]]:
    rows = reversed(desk.store.latest(10_000))
    return [
        (r.id, r.series, r.coverage, r.reprint_of, r.edition_of, r.edition_kind, r.held)
        for r in rows
    ]


def _coverages(desk: Desk) -> list[str]:
    matcher = desk.live.matcher
    found = (matcher.coverage(id_).to_dict() for id_ in matcher.coverages())
    return [json.dumps(c, sort_keys=True) for c in found]


def test_killed_twice_and_started_again_the_clusters_are_the_same(tmp_path: Path) -> None:
    """Clusters, reprints, editions, kills and what is held are those of a desk that never stopped."""
    with opened(tmp_path / "whole") as desk:
        count = len(list(take_all(desk)))
        matched, coverages = _matched(desk), _coverages(desk)
    _killed_after(tmp_path / "killed", count // 3)
    _killed_after(tmp_path / "killed", 2 * count // 3)
    with opened(tmp_path / "killed") as desk:
        assert 0 < len(desk.store.latest(10_000)) < len(matched)
        desk.catch_up()
        list(take_all(desk))
        assert _matched(desk) == matched
        assert _coverages(desk) == coverages
    kinds = {row[5] for row in matched}
    assert {"update", "kill"} <= kinds
    assert sum(row[3] is not None for row in matched) >= _EVENTS
