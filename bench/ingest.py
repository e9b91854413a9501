"""181 real feeds from a loopback server through the poller into a desk, twice.

python bench/ingest.py

The first round must lose no item: every item a feed holds is an edition in the
store (items that are the very same edition count once, and are said). The
second round must be conditional and add nothing. Reads corpus/feeds from the
folder of outside data (COPYTASTER_SHARED or ../shared); says so where it is absent.
"""

from __future__ import annotations

import asyncio
import os
import resource
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from aiohttp import web

from copytaster import Desk, FormatError, parse
from copytaster.desk.pipeline import Tally
from copytaster.intake import Allowance, Fetcher, Poller
from copytaster.model import edition_id
from copytaster.model.newsroom import Subscription

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("COPYTASTER_SHARED", ROOT.parent / "shared"))
FILES = SHARED / "corpus" / "feeds" / "files"


class Server:
    """Serves the files with strong validators and counts what it is asked."""

    def __init__(self, files: list[Path]) -> None:
        self.bodies = {f.name: f.read_bytes() for f in files}
        self.asked: Counter[str] = Counter()

    async def answer(self, request: web.Request) -> web.Response:
        body = self.bodies[request.match_info["name"]]
        tag = f'"{sha256(body).hexdigest()[:16]}"'
        if request.headers.get("If-None-Match") == tag:
            self.asked["304"] += 1
            return web.Response(status=304, headers={"ETag": tag})
        self.asked["200"] += 1
        kind = "application/json" if body.lstrip()[:1] == b"{" else "application/xml"
        return web.Response(body=body, headers={"ETag": tag, "Content-Type": kind})


async def poll(desk: Desk, poller: Poller, now: datetime) -> Tally:
    tally = Tally()
    async for outcome in poller.poll_due(desk.store.subscriptions(), now):
        tally.add(desk.land(outcome))
    return tally


def expected(files: list[Path], hosts: dict[str, str]) -> tuple[int, int]:
    """(items, different editions) that the files hold under the feeds' own providers."""
    from dataclasses import replace

    items, editions = 0, set()
    for file in files:
        try:
            feed = parse(file.read_bytes(), url=hosts[file.name])
        except FormatError:
            continue
        if feed.format == "html":  # a page in a feed's place is refused, and said above
            continue
        items += len(feed.items)
        editions |= {edition_id(replace(i, provider=file.name)) for i in feed.items}
    return items, len(editions)


async def run(folder: str, files: list[Path]) -> int:
    server = Server(files)
    app = web.Application()
    app.router.add_get("/{name}", server.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    now = datetime.now(UTC)
    moment = [now]
    with Desk.open(folder, clock=lambda: moment[0]) as desk:
        hosts = {f.name: f"http://127.0.0.1:{port}/{f.name}" for f in files}
        for name, url in hosts.items():
            desk.feeds.put(Subscription(id=name, url=url, provider=name, policy="full"))
        async with Fetcher(Allowance.parse(f"127.0.0.1:{port}")) as fetcher:
            poller = Poller(fetcher)
            cpu, wall = time.process_time(), time.monotonic()
            first = await poll(desk, poller, now)
            cpu, wall = time.process_time() - cpu, time.monotonic() - wall
            stored = desk.store.count_stories()
            moment[0] = now + timedelta(days=2)
            second = await poll(desk, poller, moment[0])
            again = desk.store.count_stories()
        published = desk.publish()
        items, editions = expected(files, hosts)
    await runner.cleanup()
    lost = editions - stored
    print(f"feeds {len(files)}, refused {len(first.refused)}")
    for refusal in first.refused:
        print(f"  {refusal.subject.rsplit('/', 1)[-1]}: {refusal.reason}")
    print(f"items {items}, different editions {editions}, stored {stored}, lost {lost}")
    print(
        f"new {first.new}, reprints {first.reprints}, editions {first.editions}, known {first.known}"
    )
    print(
        f"first round {cpu:.1f} CPU-s, {wall:.1f} s: {items / cpu:.0f} items per CPU-second, whole line less publishing"
    )
    print(
        f"second round: {server.asked['304']} conditional answers 304, {server.asked['200'] - len(files)} full ones, {again - stored} stories added, {second.items} items read"
    )
    print(f"pages then written: {len(published.written)}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return 1 if lost or again != stored or server.asked["304"] != len(files) else 0


def main() -> int:
    if not FILES.is_dir():
        print(f"needs the measuring data at {FILES}; nothing measured")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(run(folder, sorted(FILES.iterdir())))


if __name__ == "__main__":
    sys.exit(main())
