"""What a search of the public site finds, as a page; the one page that is not a file."""

from __future__ import annotations

from collections.abc import Iterable

from copytaster.model import Page, Publication, Site
from copytaster.publish.guard import require_all_live
from copytaster.publish.listing import card
from copytaster.publish.render import page


def search_page(site: Site, query: str, publications: Iterable[Publication]) -> Page:
    """The live stories found for ``query``, best first. Raises NotPublishable for any other."""
    cards = [card(p) for p in require_all_live(publications)]
    return page(site, "search.html", "search", anywhere=True, forms=True, query=query, cards=cards)
