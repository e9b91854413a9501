"""Article pages are fetched only where robots.txt lets us."""

from __future__ import annotations

from datetime import timedelta

import pytest
from aiohttp import web

from copytaster.errors import AddressRefused, FetchError
from copytaster.intake import Articles


@pytest.fixture
def articles(fetcher) -> Articles:
    """Articles over the grader's fetcher."""
    return Articles(fetcher)


@pytest.fixture
def site(grader):
    """A site with one page; the grader's own faults (no feed types) do not apply to it."""
    grader.feed("/story", b"<html><p>copy</p></html>")
    yield grader
    grader.faults.clear()


def serve(grader, status: int = 200, body: bytes = b"") -> None:
    """Let robots.txt answer so."""

    async def answer(request: web.Request) -> web.Response:
        return web.Response(status=status, body=body)

    grader.answers["/robots.txt"] = answer


async def test_a_page_that_may_be_read(site, articles, now) -> None:
    """Allowed: a Delivery; robots.txt is asked once a day, before the page."""
    serve(site, body=b"User-agent: *\nDisallow: /other")
    for hours in (0, 23, 25):
        delivery = await articles.fetch(site.url("/story"), now + timedelta(hours=hours))
        assert delivery.body == b"<html><p>copy</p></html>"
    asked = [r.path for r in site.requests]
    assert asked == ["/robots.txt", "/story", "/story", "/robots.txt", "/story"]


async def test_a_page_that_may_not(site, articles, now) -> None:
    """Forbidden: refused without a request for it."""
    serve(site, body=b"User-agent: copytaster\nDisallow: /story")
    with pytest.raises(AddressRefused, match=r"robots\.txt"):
        await articles.fetch(site.url("/story"), now)
    assert [r.path for r in site.requests] == ["/robots.txt"]


@pytest.mark.parametrize(
    ("status", "reads"), [(404, True), (403, True), (500, False), (429, False)]
)
async def test_a_site_without_rules_or_in_trouble(
    status: int, reads: bool, site, articles, now
) -> None:
    """No robots.txt: everything may be read. A server in trouble: nothing, for ten minutes."""
    serve(site, status)
    if reads:
        assert (await articles.fetch(site.url("/story"), now)).status == 200
        return
    with pytest.raises(AddressRefused):
        await articles.fetch(site.url("/story"), now)
    serve(site, 404)
    assert (await articles.fetch(site.url("/story"), now + timedelta(minutes=11))).status == 200


async def test_no_page_is_an_error(site, articles, now) -> None:
    """A page that is not there is a FetchError with the status."""
    with pytest.raises(FetchError, match="404"):
        await articles.fetch(site.url("/gone"), now)
