"""Article pages, where robots.txt lets us: the fetch a feed's excerpt may call for."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta

from copytaster.errors import AddressRefused, FetchError
from copytaster.intake.fetch import Fetcher, Response
from copytaster.intake.guard import checked_url
from copytaster.intake.poller import delivery_of
from copytaster.intake.robots import EVERYTHING, MAX_ROBOTS, NOTHING, Robots, read_robots
from copytaster.model import Delivery

PAGE_TYPES = "text/html, application/xhtml+xml, */*;q=0.5"
MAX_PAGE = 4 * 1024 * 1024  # bytes; pages are kept, and a feed may link to many
_KEPT_FOR = timedelta(hours=24)  # RFC 9309 §2.4: not to be used longer
_KEPT_AFTER_TROUBLE = timedelta(minutes=10)
_MOST_SITES = 2_000


class Articles:
    """Fetches article pages through a Fetcher, asking each site's robots.txt first."""

    def __init__(self, fetcher: Fetcher):
        self._fetcher = fetcher
        self._known: OrderedDict[str, tuple[Robots, datetime]] = OrderedDict()

    async def fetch(self, url: str, now: datetime, *, named_by: str | None = None) -> Delivery:
        """The page at ``url``; ``now`` is aware UTC, ``named_by`` as in `Fetcher.fetch`.

        Raises AddressRefused when robots.txt forbids it or the address may
        not be visited, FetchError when there is no page.
        """

        async def let_in(hop: str) -> None:  # a redirect may lead to a site with other rules
            await self._let_in(hop, now, named_by)

        answer = await self._fetcher.fetch(
            url, accept=PAGE_TYPES, named_by=named_by, limit=MAX_PAGE, let_in=let_in
        )
        if answer.status != 200:
            raise FetchError(f"the server answered {answer.status}", subject=url)
        return delivery_of(answer, None, now)

    async def _let_in(self, url: str, now: datetime, named_by: str | None) -> None:
        target = checked_url(url)
        robots = await self._robots(str(target.origin()), now, named_by)
        if not robots.allows(target.raw_path_qs):
            raise AddressRefused("the site's robots.txt does not let programs read it", subject=url)

    async def _robots(self, site: str, now: datetime, named_by: str | None) -> Robots:
        known = self._known.get(site)
        if known is not None and now < known[1]:
            return known[0]
        robots, kept_for = await self._ask(site, named_by)
        self._known[site] = robots, now + kept_for
        self._known.move_to_end(site)
        while len(self._known) > _MOST_SITES:
            self._known.popitem(last=False)
        return robots

    async def _ask(self, site: str, named_by: str | None) -> tuple[Robots, timedelta]:
        """A site's rules: none where it has no file, all forbidden while it cannot say (RFC 9309 §2.3.1)."""
        try:
            answer = await self._fetcher.fetch(
                f"{site}/robots.txt",
                limit=MAX_ROBOTS,
                accept="text/plain, */*;q=0.5",
                named_by=named_by,
            )
        except FetchError:
            return NOTHING, _KEPT_AFTER_TROUBLE
        return _rules(answer)


def _rules(answer: Response) -> tuple[Robots, timedelta]:
    if answer.status == 200:
        return read_robots(answer.body), _KEPT_FOR
    if 400 <= answer.status < 500 and answer.status != 429:
        return EVERYTHING, _KEPT_FOR
    return NOTHING, _KEPT_AFTER_TROUBLE
