"""One request: redirects, caps, clocks and manners, over real sockets."""

from __future__ import annotations

import asyncio
import gzip
import socket
import tracemalloc
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import brotli
import pytest
from aiohttp import web

from copytaster import __version__
from copytaster.errors import AddressRefused, CopytasterError, FetchError
from copytaster.intake import Allowance, Fetcher
from copytaster.intake.fetch import user_agent

MIB = 1024 * 1024
Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def raw_server(talk: Talk) -> AsyncIterator[tuple[Fetcher, str]]:
    """A bare TCP server for what no HTTP library would say, and a fetcher allowed there."""
    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        async with Fetcher(Allowance(frozenset({("127.0.0.1", port)}))) as fetcher:
            yield fetcher, f"http://127.0.0.1:{port}/feed"
    finally:
        server.close()


async def test_an_answer_is_whole_and_lower_cased(grader, fetcher) -> None:
    """A 200 gives the body as sent and headers in lower case, without cookies set."""
    grader.feed("/feed", b"<rss/>", ETag='W/"a,b"', Set_Cookie="id=1", X_Two="one")
    answer = await fetcher.fetch(grader.url("/feed"))
    assert (answer.status, answer.body, answer.truncated) == (200, b"<rss/>", False)
    assert answer.headers["etag"] == 'W/"a,b"'
    assert "set-cookie" not in answer.headers
    assert answer.permanent_url is None


async def test_validators_go_out_verbatim(grader, fetcher) -> None:
    """The very strings go back, odd as they are, and the 304 comes through."""
    grader.feed("/feed", ETag='W/"ä b"', Last_Modified="Tuesday-ish, 4 March")
    answer = await fetcher.fetch(
        grader.url("/feed"), etag='W/"ä b"', last_modified="Tuesday-ish, 4 March"
    )
    assert answer.status == 304


async def test_nothing_is_invented(grader, fetcher) -> None:
    """Without validators no conditional header is sent."""
    grader.feed("/feed")
    await fetcher.fetch(grader.url("/feed"))
    assert not {"If-None-Match", "If-Modified-Since"} & set(grader.requests[0].headers)


async def test_no_cookie_comes_back(grader, fetcher) -> None:
    """A cookie set by one answer, or by a redirect, is not sent with the next request."""
    grader.feed("/feed", Set_Cookie="id=1; Path=/")
    grader.says("/hop", 302, Location="/feed", Set_Cookie="hop=1; Path=/")
    for path in ("/hop", "/feed", "/feed"):
        assert (await fetcher.fetch(grader.url(path))).status == 200


async def test_the_query_goes_out_as_written(grader, fetcher) -> None:
    """Nothing is added to a query, nothing in it is re-quoted."""
    grader.feed("/feed")
    await fetcher.fetch(grader.url("/feed?asked=a%2Fb%7e+c"))
    assert grader.requests[0].raw_path == "/feed?asked=a%2Fb%7e+c"


@pytest.mark.parametrize(
    ("statuses", "permanent"),
    [((301,), True), ((308, 301), True), ((301, 302), False), ((307, 308), False), ((303,), False)],
)
async def test_only_permanent_hops_make_a_permanent_move(
    statuses: tuple[int, ...], permanent: bool, grader, fetcher
) -> None:
    """The new address is reported as permanent only when every hop was 301 or 308."""
    for n, status in enumerate(statuses):
        grader.says(f"/{n}", status, Location=f"/{n + 1}")
    last = f"/{len(statuses)}"
    grader.feed(last)
    answer = await fetcher.fetch(grader.url("/0"))
    assert (answer.status, answer.url) == (200, grader.url(last))
    assert answer.permanent_url == (grader.url(last) if permanent else None)


async def test_redirects_end(grader, fetcher) -> None:
    """Five redirects are followed, a sixth is not."""
    for n in range(6):
        grader.says(f"/{n}", 302, Location=f"/{n + 1}")
    grader.feed("/6")
    assert (await fetcher.fetch(grader.url("/1"))).status == 200
    with pytest.raises(FetchError, match="redirects"):
        await fetcher.fetch(grader.url("/0"))


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1:{other}/", "http://127.0.0.2:{port}/feed", "http://[::1]:{port}/feed",
        "http://localhost:{other}/", "http://2130706433:{other}/", "http://169.254.169.254/latest/",
        "//127.0.0.1:{other}/x", "file:///etc/passwd", "ftp://127.0.0.1:{port}/feed",
        "http://me:pw@127.0.0.1:{port}/feed", "gopher://127.0.0.1:{port}/", "http://127.0.0.1:22/",
    ],
)  # fmt: skip
async def test_a_redirect_to_where_we_must_not_go(target: str, grader, fetcher) -> None:
    """Every hop is judged: a redirect home, to another scheme or with credentials is refused."""
    with socket.socket() as trap:
        trap.bind(("127.0.0.1", 0))
        trap.listen()
        trap.setblocking(False)
        where = target.format(port=grader.port, other=trap.getsockname()[1])
        grader.says("/hop", 301, Location=where)
        grader.feed("/feed")
        with pytest.raises(AddressRefused):
            await fetcher.fetch(grader.url("/hop"))
        with pytest.raises(BlockingIOError):
            trap.accept()
    assert len(grader.requests) == 1


async def test_an_exemption_is_not_for_redirects_from_elsewhere(grader) -> None:
    """An exempt network is reached when asked for, not when another host's redirect names it."""
    allowed = Allowance.parse("127.0.0.0/8")
    grader.feed("/feed")
    grader.says("/near", 302, Location="/feed")
    grader.says("/far", 302, Location=f"http://127.0.0.2:{grader.port}/feed")
    grader.says("/back", 302, Location=f"http://127.0.0.1:{grader.port}/feed")
    async with Fetcher(allowed, contact="https://desk.example/about") as fetcher:
        assert (await fetcher.fetch(grader.url("/feed"))).status == 200
        assert (await fetcher.fetch(grader.url("/near"))).status == 200
        with pytest.raises(AddressRefused):
            await fetcher.fetch(grader.url("/far"))
        with pytest.raises(AddressRefused):
            await fetcher.fetch(f"http://localhost:{grader.port}/back")
    assert [r.path for r in grader.requests] == ["/feed", "/near", "/feed", "/far", "/back"]


async def test_a_refused_redirect_names_where_it_led(grader) -> None:
    """The address that was asked, the one that was refused, and the cure where there is one."""
    elsewhere = "http://127.0.0.1:9/feed"
    grader.says("/hop", 302, Location=elsewhere)
    allowed = Allowance.parse(f"127.0.0.1:{grader.port}")
    async with Fetcher(allowed, contact="https://desk.example/about") as fetcher:
        with pytest.raises(AddressRefused) as told:
            await fetcher.fetch(grader.url("/hop"))
        assert told.value.subject == grader.url("/hop")
        assert f"redirected to {elsewhere}, and port 9 is not" in told.value.message
        assert "allow_networks" in told.value.message
        grader.says("/hop", 302, Location=f"http://127.0.0.2:{grader.port}/feed")
        with pytest.raises(AddressRefused, match=r"127\.0\.0\.2.*no redirect leads from one host"):
            await fetcher.fetch(grader.url("/hop"))


def _gzip_bomb(size: int) -> bytes:
    return gzip.compress(bytes(size))


def _nested_members(size: int) -> bytes:
    return gzip.compress(bytes(MIB)) * (size // MIB)


def _brotli_bomb(size: int) -> bytes:
    return brotli.compress(bytes(size), quality=5)


def _zstd_bomb(size: int) -> bytes:
    # Never asked for, but a server may send it all the same.
    return bytes(pytest.importorskip("backports.zstd").compress(bytes(size)))


@pytest.mark.parametrize(
    ("coding", "bomb"),
    [
        ("gzip", _gzip_bomb), ("gzip", _nested_members), ("br", _brotli_bomb),
        ("deflate", lambda size: zlib.compress(bytes(size))), ("zstd", _zstd_bomb),
    ],
)  # fmt: skip
async def test_a_bomb_is_cut_at_the_cap(coding: str, bomb, grader, fetcher) -> None:
    """A decompression bomb of 128 MiB ends at the cap, marked, without the memory."""
    packed = bomb(128 * MIB)
    assert len(packed) < MIB

    async def answer(request: web.Request) -> web.Response:
        return web.Response(body=packed, headers={"Content-Encoding": coding})

    grader.answers["/feed"] = answer
    tracemalloc.start()
    got = await fetcher.fetch(grader.url("/feed"), limit=2 * MIB)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (len(got.body), got.truncated) == (2 * MIB, True)
    assert peak < 12 * MIB


@pytest.mark.parametrize("coding", ["gzip", "br"])
async def test_compressed_bodies_are_read(coding: str, grader, fetcher) -> None:
    """gzip and brotli bodies come out as they went in, at the limit to the byte untruncated."""
    body = bytes(range(256)) * 400
    pack = {"gzip": gzip.compress, "br": brotli.compress}[coding]

    async def answer(request: web.Request) -> web.Response:
        return web.Response(body=pack(body), headers={"Content-Encoding": coding})

    grader.answers["/feed"] = answer
    got = await fetcher.fetch(grader.url("/feed"), limit=len(body))
    assert (got.body, got.truncated) == (body, False)
    got = await fetcher.fetch(grader.url("/feed"), limit=len(body) - 1)
    assert (got.body, got.truncated) == (body[:-1], True)


async def test_an_endless_stream_is_cut(grader, fetcher) -> None:
    """A body without end is taken up to the cap and the server is hung up on."""
    hung_up = asyncio.Event()

    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        try:
            while True:
                await response.write(b"x" * 65536)
        except (ConnectionError, asyncio.CancelledError):
            hung_up.set()
            raise

    grader.answers["/feed"] = answer
    got = await fetcher.fetch(grader.url("/feed"), limit=3 * MIB)
    assert (len(got.body), got.truncated) == (3 * MIB, True)
    await asyncio.wait_for(hung_up.wait(), 5)


@pytest.mark.parametrize(
    "drip",
    [b"HTTP/1.1 200 OK\r\n\r\n|x", b"HTTP/1.1 200 OK\r\nX: |y", b"HTTP/1.1 100 Continue\r\n\r\n|",
     b"|"],
)  # fmt: skip
async def test_a_slow_loris_is_timed_out(drip: bytes) -> None:
    """Drops of body, drops of header, endless 100s or silence: the clock runs over it all."""
    start, again = drip.split(b"|")

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        try:
            while not reader.at_eof():
                writer.write(again or (start if b"100" in start else b""))
                await writer.drain()
                await asyncio.sleep(0.02)
        except ConnectionError:
            pass
        finally:
            writer.close()

    async with raw_server(talk) as (fetcher, url):
        with pytest.raises(FetchError, match=r"within 0\.3 s"):
            await fetcher.fetch(url, timeout=0.3)


ANSWERS = [
    b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
    b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nhalf",
    b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 64\r\n\r\n" + b"\xff" * 64,
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\nhalf\r\n",
    b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000 + b"\r\n\r\n",
    b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5000 + b"\r\n",
    b"HTTP/1.1 banana\r\n\r\n",
    b"SSH-2.0-OpenSSH_9\r\n",
    b"",
]


@pytest.mark.parametrize("said", ANSWERS, ids=lambda said: repr(said[:40]))
async def test_broken_answers_are_errors_in_words(said: bytes) -> None:
    """Half a body, a lying length, endless headers, no HTTP at all: a FetchError naming the URL."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(said)
        writer.close()

    async with raw_server(talk) as (fetcher, url):
        with pytest.raises(FetchError) as caught:
            await fetcher.fetch(url, timeout=5)
    assert caught.value.subject == url
    assert "within" not in str(caught.value)


async def test_nobody_there(unused_port: int) -> None:
    """A closed port and an unknown host are FetchErrors, not the library's."""
    async with Fetcher(Allowance(frozenset({("127.0.0.1", unused_port)}))) as fetcher:
        with pytest.raises(FetchError, match="no connection"):
            await fetcher.fetch(f"http://127.0.0.1:{unused_port}/")
        with pytest.raises(CopytasterError):
            await fetcher.fetch("http://no-such-host.invalid/", timeout=10)


@pytest.fixture
def unused_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_the_user_agent_carries_a_contact() -> None:
    """Name, version and contact; nothing in the contact can end the bracket or the header."""
    assert user_agent("https://a.example") == f"Copytaster/{__version__} (+https://a.example)"
    assert user_agent("x) evil\r\nCookie: y") == f"Copytaster/{__version__} (+x evilCookie: y)"
    assert user_agent("") == f"Copytaster/{__version__} (no contact given)"


async def test_a_fetcher_is_opened_first() -> None:
    """Using it outside its context is a programmer's error, said plainly."""
    with pytest.raises(RuntimeError, match="context manager"):
        await Fetcher().fetch("http://example.com/")


async def test_no_proxy_is_taken_from_the_environment(grader, fetcher, monkeypatch) -> None:
    """A proxy in the environment does not carry the request past the address check."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    grader.feed("/feed")
    assert (await fetcher.fetch(grader.url("/feed"))).status == 200


async def test_a_form_reaches_a_hub_but_no_exempt_one_others_name(grader) -> None:
    """A form is POSTed as sent; a hub in an exempt network is reached only for its own host's feed."""
    got = []

    async def hub(request: web.Request) -> web.Response:
        got.append(dict(await request.post()))
        return web.Response(status=202)

    grader.answers["/hub"] = hub
    form = {"hub.mode": "subscribe", "hub.topic": "https://wire.example.com/f?a=1&b=ü"}
    async with Fetcher(Allowance.parse("127.0.0.0/8")) as fetcher:
        assert await fetcher.submit(grader.url("/hub"), form, named_by=grader.url("/f")) == 202
        with pytest.raises(AddressRefused):
            await fetcher.submit(grader.url("/hub"), form, named_by="https://wire.example.com/f")
    assert got == [form]
    grader.faults.clear()  # a form is not a feed request


async def test_headers_that_are_no_text_can_be_kept() -> None:
    """Bytes that are not UTF-8 never reach the store; a validator of such bytes is not kept."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        said = b'ETag: "\xff"\r\nLast-Modified: then\r\nX-Who: M\xf6we\r\nContent-Length: 0'
        writer.write(b"HTTP/1.1 200 OK\r\n" + said + b"\r\n\r\n")
        writer.close()

    async with raw_server(talk) as (fetcher, url):
        headers = (await fetcher.fetch(url)).headers
    assert "etag" not in headers
    assert (headers["last-modified"], headers["x-who"]) == ("then", "M?we")
