"""A feed server on a real socket that grades every request it gets."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from aiohttp import web

from copytaster.intake import Allowance, Fetcher
from copytaster.model import Subscription

CONTACT = "https://desk.example/about"
NOON = datetime(2031, 3, 4, 12, 0, tzinfo=UTC)
FEED = b"<rss version='2.0'><channel><title>Harbour Wire</title></channel></rss>"

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Grader:
    """Serves what a test puts in ``answers`` and keeps a list of every fault it saw."""

    port: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    requests: list[web.Request] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def base(self) -> str:
        """The server's own address, without a trailing slash."""
        return f"http://127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        """The full address of a path."""
        return self.base + path

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Grade the request, then answer as told."""
        self.requests.append(request)
        self.faults += _faults(request)
        answer = self.answers.get(request.path)
        return await answer(request) if answer else web.Response(status=404)

    def feed(self, path: str, body: bytes = FEED, **headers: str) -> None:
        """Serve ``body`` with the headers, 304 when the validators come back verbatim."""

        async def answer(request: web.Request) -> web.Response:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            if _matches(request, sent):
                return web.Response(status=304, headers=sent)
            return web.Response(body=body, headers={"Content-Type": "text/xml"} | sent)

        self.answers[path] = answer

    def says(self, path: str, status: int, **headers: str) -> None:
        """Answer with a bare status and the headers."""

        async def answer(request: web.Request) -> web.Response:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            return web.Response(status=status, headers=sent)

        self.answers[path] = answer


def _matches(request: web.Request, sent: dict[str, str]) -> bool:
    etag, modified = sent.get("ETag"), sent.get("Last-Modified")
    if etag is None and modified is None:
        return False
    return (
        request.headers.get("If-None-Match") == etag
        and request.headers.get("If-Modified-Since") == modified
    )


def _faults(request: web.Request) -> list[str]:
    headers = request.headers
    checks = {
        "a cookie was sent": "Cookie" in headers,
        "a referrer was sent": "Referer" in headers,
        "the method is not GET": request.method != "GET",
        "no contact in the User-Agent": f"(+{CONTACT})" not in headers.get("User-Agent", ""),
        "no feed types in Accept": "application/rss+xml" not in headers.get("Accept", ""),
        "gzip or brotli not accepted": not {"gzip", "br"}
        <= {c.strip() for c in headers.get("Accept-Encoding", "").split(",")},
        "a query was added": bool(request.query_string) and "asked=" not in request.query_string,
    }
    return [f"{request.path}: {fault}" for fault, found in checks.items() if found]


@pytest.fixture
async def grader() -> AsyncIterator[Grader]:
    """The server; at the end of the test it must have seen no fault."""
    grader = Grader()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", grader.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    grader.port = runner.addresses[0][1]
    yield grader
    await runner.cleanup()
    assert grader.faults == []


@pytest.fixture
async def fetcher(grader: Grader) -> AsyncIterator[Fetcher]:
    """A fetcher that may visit the grader and nothing else that is private."""
    allowed = Allowance(frozenset({("127.0.0.1", grader.port)}))
    async with Fetcher(allowed, contact=CONTACT) as fetcher:
        yield fetcher


def subscription(url: str, **known: object) -> Subscription:
    """A subscription with the id ``feed`` unless told otherwise."""
    return Subscription(**{"id": "feed", "url": url} | known)  # type: ignore[arg-type]


@pytest.fixture
def subscribe() -> Callable[..., Subscription]:
    """Makes subscriptions: ``subscribe(url, etag=…)``."""
    return subscription


@pytest.fixture
def now() -> datetime:
    """The moment the tests begin at; no test reads the wall clock."""
    return NOON
