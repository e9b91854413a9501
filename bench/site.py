"""How fast pages are built, and a story page in a real Chromium: weight, requests, shift, largest paint.

python bench/site.py

Built from Publications to bytes on the disk: the sample wire's stories, and its longest one
again and again. The page in the browser is that longest one, published by a desk and
served from its folder. Says so and stops where there is no Chromium.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import statistics
import sys
import tempfile
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import cycle, islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "support"))
from browsing import ARGUMENTS, CHROMIUM  # noqa: E402
from copytaster import Desk  # noqa: E402
from copytaster.desk.sample.render import body, schedule  # noqa: E402
from copytaster.desk.sample.server import subscriptions  # noqa: E402
from copytaster.model import Delivery, Publication, Site, Story  # noqa: E402
from copytaster.publish import pages, writer  # noqa: E402

ROUNDS = 9
PAGES, FLOOR = 400, 400  # built in a round; at least so many per CPU-second
_WATCH = """
window.shift = 0; window.lcp = 0;
new PerformanceObserver(l => l.getEntries().forEach(e => window.shift += e.value))
  .observe({type: 'layout-shift', buffered: true});
new PerformanceObserver(l => l.getEntries().forEach(e => window.lcp = e.startTime))
  .observe({type: 'largest-contentful-paint', buffered: true});
"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


def published(folder: str) -> tuple[Path, str, float]:
    """A site made of the whole sample wire; its longest story; pages per CPU-second."""
    start = datetime.now(UTC)
    with Desk.open(folder, base_url="http://site.example") as desk:
        for feed in subscriptions("http://wire.example"):
            desk.feeds.put(feed)
        for feed in schedule().feeds:
            data = body(feed.name, 60, start, "http://wire.example")
            headers = {"content-type": feed.content_type}
            sub = next(s for s in desk.feeds.all() if s.url.endswith(feed.path))
            desk.take(Delivery(sha256(data).hexdigest(), start, data, feed=sub.id, headers=headers))
        begun = time.process_time()
        pages = len(desk.publish().written)
        rate = pages / (time.process_time() - begun)
    site = Path(folder) / "site"
    longest = max(site.glob("stories/*/index.html"), key=lambda p: p.stat().st_size)
    return site, longest.parent.relative_to(site).as_posix() + "/", rate


def publications(folder: str) -> tuple[list[Publication], Site]:
    """Every live publication of the sample wire, and its site."""
    with Desk.open(folder, base_url="http://site.example") as desk:
        rulings, now = desk.rulings(), desk.clock()
        series = dict.fromkeys(row.series for row in desk.store.latest(1000))
        found = (rulings.publication(one, now) for one in series)
        return [p for p in found if p is not None and p.state == "live"], desk.site


def build_rate(live: list[Publication], site: Site) -> float:
    """Story pages per CPU-second, rendered and written; every story is a new one to the renderer."""
    told = [
        replace(p, series=f"{n:016x}", story=Story.from_dict(p.story.to_dict()))
        for n, p in enumerate(islice(cycle(live), PAGES))
    ]
    with tempfile.TemporaryDirectory() as folder:
        begun = time.process_time()
        writer.write(Path(folder), (pages.story_page(site, p) for p in told))
        return PAGES / (time.process_time() - begun)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        published(folder)
        live, site = publications(folder)
    longest = max(live, key=lambda p: len(p.story.text))
    build_rate(live, site)
    mixed = [build_rate(live, site) for _ in range(5)]
    long = [build_rate([longest], site) for _ in range(5)]
    words = len(longest.story.text.split())
    print("built and written, pages per CPU-second, median of 5")
    for name, rates in (("the sample wire", mixed), (f"its longest story, {words} words", long)):
        rate = statistics.median(rates)
        print(f"{name:<34}{rate:>12.0f}   {FLOOR}: {'met' if rate >= FLOOR else 'NOT MET'}")
    print()
    in_the_browser()


def in_the_browser() -> None:
    """The longest page in a real Chromium."""
    if CHROMIUM is None:
        print("needs a chromium on the PATH; nothing measured")
        return
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder:
        site, path, rate = published(folder)
        html = (site / path / "index.html").read_bytes()
        css = next(site.glob("assets/*.css")).read_bytes()
        weight = len(gzip.compress(html, 9)) + len(gzip.compress(css, 9))
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(Quiet, directory=str(site))
        )
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/{path}"
        paints, shifts, requests = [], [], []
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            for _ in range(ROUNDS):
                page = chromium.new_context().new_page()
                asked: list[str] = []
                page.on("request", lambda r, asked=asked: asked.append(r.url))
                page.add_init_script(_WATCH)
                page.goto(url, wait_until="networkidle")
                page.wait_for_timeout(150)
                paints.append(page.evaluate("window.lcp"))
                shifts.append(page.evaluate("window.shift"))
                requests.append(len([u for u in asked if not u.startswith("data:")]))
                page.context.close()
            chromium.close()
        server.shutdown()
    print("a story page of the sample wire, the longest\n")
    print(f"{'what':<34}{'measured':>12}   budget")
    print(f"{'html and css, gzipped, bytes':<34}{weight:>12}   12,000")
    print(f"{'requests':<34}{max(requests):>12}   3")
    print(f"{'layout shift':<34}{max(shifts):>12.3f}   0")
    print(f"{'largest paint, median ms':<34}{statistics.median(paints):>12.0f}   200")
    print(f"{'files of the whole site per CPU-s':<34}{rate:>12.0f}   with rulings and ledger")


if __name__ == "__main__":
    main()
