"""What is fuzzed: for each target the documents to start from, and what must hold of any of them.

A check takes bytes and returns, or raises a `CopytasterError` (an honest refusal), or
anything else, which is a finding. Checks that need a place on disk make it once, in the
folder they are given.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from copytaster.errors import CopytasterError
from copytaster.formats import parse, parse_date, read_opml, write_opml
from copytaster.model import Delivery
from copytaster.reading import read
from laws import holds, sound_feed, sound_story

DATA = Path(__file__).resolve().parents[1] / "formats" / "data"
NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
Check = Callable[[bytes], object]


@dataclass(frozen=True, slots=True)
class Target:
    """Documents to start from, and how the check is made, in a folder of its own.

    ``weight`` is its share of the time: slow checks need more of it.
    """

    name: str
    seeds: Sequence[bytes]
    prepare: Callable[[Path], Check]
    weight: float = 1.0


def golden(*endings: str) -> list[bytes]:
    """The golden documents whose names end so; all where nothing is said."""
    paths = [p for p in sorted(DATA.iterdir()) if p.suffix != ".json"]
    return [p.read_bytes() for p in paths if not endings or p.suffix.lstrip(".") in endings]


def _parsed(content_type: str | None = None) -> Callable[[Path], Check]:
    def check(data: bytes) -> None:
        feed = parse(data, url="https://a.example/b", content_type=content_type)
        sound_feed(feed)
        if hashlib.sha256(data).digest()[0] < 32:
            holds(
                parse(data, url="https://a.example/b", content_type=content_type) == feed,
                "same input, same output",
            )

    return lambda folder: check


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _bodies() -> list[bytes]:
    """The copy of the golden documents, as text."""
    from itertools import chain

    def items(data: bytes):  # type: ignore[no-untyped-def]
        try:
            return parse(data).items
        except CopytasterError:
            return ()

    found = chain.from_iterable(map(items, golden()))
    return [i.body.encode() for i in found if len(i.body) > 40]


def _reading(folder: Path) -> Check:
    def check(data: bytes) -> None:
        text = _text(data)
        sound_story(read(text, published=NOW), text)

    return check


def _items(folder: Path) -> Check:
    def check(data: bytes) -> None:
        for item in parse(data).items[:3]:
            sound_story(read(item), item.body)

    return check


def _opml(folder: Path) -> Check:
    def check(data: bytes) -> None:
        outlines = read_opml(data)
        holds(
            len(read_opml(write_opml(outlines))) == len(outlines), "what is written is read again"
        )

    return check


DATES = (
    b"Tue, 04 Mar 2031 18:05:00 IST\n2031-03-04T08:30:00-05:00\n04/03/2031 5:15 pm\n1930212300\n20310304T175903+0300\n"
    b"March 4, 2031 at 10:00 a.m. EST\n4 de marzo de 2031\n0001-01-01T00:00:00Z\n2031-03-04\n20310304101500",
)  # fmt: skip


def _dates(folder: Path) -> Check:
    def check(data: bytes) -> None:
        for line in _text(data).split("\n")[:50]:
            stamp = parse_date(line)
            holds(stamp is None or stamp.moment.utcoffset() is not None, "a moment is aware")

    return check


ROBOTS = (
    b"User-agent: *\nDisallow: /private\nAllow: /private/open$\n\nUser-agent: copytaster/1\nDisallow: /*.pdf$\nDisallow: /a%3cb*c*d\n",
    b"\xef\xbb\xbfuser-agent: a\nuser-agent: b # comment\ndisallow:\nSitemap: https://a.example/s.xml\n",
)  # fmt: skip


def _robots(folder: Path) -> Check:
    from copytaster.intake.robots import read_robots

    def check(data: bytes) -> None:
        rules = read_robots(data)
        for path in ("", "/", "/private/open", "/a/b.pdf?x=" + "a" * 200, _text(data[:200])):
            holds(rules.allows(path) in (True, False), "it is allowed or not")

    return check


WEBSUB = (
    b'<https://hub.example/>; rel="hub", <https://a.example/feed>; rel=self; title="a, b"\nhub.mode=subscribe&hub.topic=t'
    b"&hub.challenge=abc&hub.lease_seconds=86400\nsha256=0123456789abcdef\n",
    b"<>;rel=hub\nhub.mode=denied&hub.topic=t\nsha1=" + b"0" * 40,
)  # fmt: skip


def _websub(folder: Path) -> Check:
    from urllib.parse import parse_qsl

    from copytaster.intake.websub import Lease, authentic, confirm, discover, live

    lease = Lease("f", "https://hub.example/", "t", "token", "secret", NOW)

    def check(data: bytes) -> None:
        link, _, rest = _text(data).partition("\n")
        query, _, signature = rest.partition("\n")
        discover({"link": link}, {})
        after, challenge = confirm(lease, dict(parse_qsl(query, max_num_fields=None)), NOW)
        holds(challenge is None or live(after, NOW), "only a lease that runs is confirmed")
        holds(not authentic(lease, b"body", signature), "no signature is guessed")

    return check


def _delivery(data: bytes) -> Delivery:
    return Delivery(
        sha256=hashlib.sha256(data).hexdigest(), received=NOW, body=data, url="https://a.example/f"
    )


def _desk(folder: Path) -> Check:
    """The desk keeps what came, byte for byte, whatever becomes of it; so does its drop folder."""
    from copytaster import Desk
    from copytaster.intake import read_file

    desk = Desk.open(folder / "desk", search=False)
    dropped = folder / "dropped"

    def check(data: bytes) -> None:
        delivery = _delivery(data)
        desk.take(delivery)
        kept = desk.store.delivery(delivery.sha256)
        holds(
            kept is not None and kept.body == data and not kept.truncated,
            "no byte of a delivery is lost",
        )
        holds(not list(desk.store.pending_deliveries()), "a delivery is worked to its end")
        dropped.write_bytes(data)
        holds(read_file(dropped, received=NOW).body == data, "no byte of a file is lost")

    return check


def _published(folder: Path) -> tuple[list[bytes], Path]:
    """The pages of a small site with a public ledger, and the ledger's folder."""
    from copytaster import Desk

    with Desk.open(folder / "site") as desk:
        desk.ingest([DATA / "rss2.rss", DATA / "story.anpa", DATA / "page.html"])
        for row in desk.search("the"):
            desk.decide(row.series, "release", reason="fuzzing")
        desk.publish()
        pages = sorted(desk.site_folder.rglob("*.html"))
        ledgers = sorted(desk.site_folder.rglob("ledger.jsonl"))
        return [p.read_bytes() for p in pages], ledgers[0].parent


def _pages(folder: Path) -> Check:
    """A changed page is never called whole unless it says, unit by unit, what a published one says."""
    from copytaster.ledger import Ledger, verify
    from copytaster.ledger.units import read_page

    pages, home = _published(folder)
    ledger = Ledger.load(home)
    honest = {(t.units, t.frame) for t in map(read_page, pages)}
    holds(any(verify(p, ledger).ok for p in pages), "an untouched page is whole")

    def check(data: bytes) -> None:
        verdict = verify(data, ledger)
        if verdict.ok:
            text = read_page(data)
            holds((text.units, text.frame) in honest, "a page called whole says what was published")

    return check


def _cli(folder: Path) -> Check:
    from typer.testing import CliRunner

    from copytaster.cli.app import app

    runner = CliRunner()

    def check(data: bytes) -> None:
        flags = ["--json"] if len(data) % 2 else []
        done = runner.invoke(app, ["read", "-", "--item", "1", *flags], input=data)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        holds(done.exit_code in (0, 1), "it ends with 0 or 1")
        if flags and done.exit_code == 0:
            json.loads(done.stdout)

    return check


def _page_seeds() -> list[bytes]:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        return _published(Path(folder))[0]


_PARSED: Mapping[str, tuple[str, ...]] = {
    "rss": ("rss", "wxr"), "rdf": ("rdf",), "atom": ("atom",), "jsonfeed": ("jsonfeed",), "ninjs": ("ninjs",),
    "newsml": ("newsml",), "nitf": ("nitf",), "sitemap": ("sitemap",), "house": ("rbnews",),
    "mail": ("eml",), "anpa": ("anpa",), "iptc7901": ("7901",), "text": ("txt",),
}  # fmt: skip
OPML = b'<opml version="2.0"><head><title>a</title></head><body><outline text="North"><outline type="rss" text="Elm &amp; Port" xmlUrl="https://a.example/feed" htmlUrl="https://a.example/"/></outline></body></opml>'


def _parser(name: str, *endings: str) -> Callable[[], Target]:
    return lambda: Target(name, golden(*endings), _parsed())


BUILDERS: dict[str, Callable[[], Target]] = {
    "opml": lambda: Target("opml", [OPML], _opml, 0.5),
    "dates": lambda: Target("dates", DATES, _dates, 0.5),
    "robots": lambda: Target("robots", ROBOTS, _robots, 0.5),
    "websub": lambda: Target("websub", WEBSUB, _websub, 0.5),
    "desk": lambda: Target("desk", golden(), _desk, 4),
    "cli": lambda: Target("cli", golden(), _cli, 4),
    "items": lambda: Target("items", golden(), _items, 3),
    "reading": lambda: Target("reading", _bodies(), _reading, 3),
    "pages": lambda: Target("pages", _page_seeds(), _pages, 2),
    "html": lambda: Target("html", golden("html"), _parsed("text/html"), 2),
    "any": lambda: Target("any", golden(), _parsed(), 2),
    **{name: _parser(name, *endings) for name, endings in _PARSED.items()},
}


def targets(names: Sequence[str] = ()) -> list[Target]:
    """The named targets, or all. Raises KeyError for a name that is none."""
    return [BUILDERS[name]() for name in names or BUILDERS]
