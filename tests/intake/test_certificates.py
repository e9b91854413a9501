"""The end of a server's certificate is noted on every answer, over real TLS."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest
from aiohttp import web

from copytaster.errors import FetchError
from copytaster.intake import Allowance, Fetcher
from copytaster.intake.certificates import ends
from tls import certificate


@pytest.mark.parametrize(("days", "noted"), [(90, True), (7, False)])
async def test_the_end_is_noted(days: int, noted: bool, tmp_path: Path) -> None:
    """On a 200 and on a bodiless 304; that of a short-lived certificate says nothing."""
    pem, until = certificate(tmp_path, days)

    async def answer(request: web.Request) -> web.Response:
        known = "If-None-Match" in request.headers
        return web.Response(status=304) if known else web.Response(body=b"<rss/>")

    app = web.Application()
    app.router.add_get("/", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    own = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    own.load_cert_chain(pem)
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=own).start()
    port = runner.addresses[0][1]
    allowed = Allowance(frozenset({("127.0.0.1", port)}))
    url = f"https://127.0.0.1:{port}/"
    try:
        async with Fetcher(allowed, trust=ssl.create_default_context(cafile=str(pem))) as fetcher:
            for tag in (None, '"1"'):
                got = await fetcher.fetch(url, etag=tag)
                assert got.certificate_until == (until if noted else None)
        async with Fetcher(allowed) as stranger:
            with pytest.raises(FetchError, match="certificate is not trusted"):
                await stranger.fetch(url)
    finally:
        await runner.cleanup()


@pytest.mark.parametrize(
    "odd", [None, {}, {"notAfter": "Mar  4 12:00:00 2031 GMT"}, {"notBefore": "x", "notAfter": ""}]
)
def test_an_odd_certificate_says_nothing(odd: dict | None) -> None:
    """None, empty, half or malformed: no end, no error."""
    assert ends(odd) is None
