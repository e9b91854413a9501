"""The pictures of an article on a web page, with the captions and credits beside them."""

from __future__ import annotations

import re
from dataclasses import replace

from copytaster.formats.html_blocks import Layout
from copytaster.formats.html_body import Article
from copytaster.formats.html_meta import Meta
from copytaster.formats.links import absolute
from copytaster.formats.markup import read_tree
from copytaster.formats.names import Element, line
from copytaster.model import Media

MAX_MEDIA = 100
_CREDIT = re.compile(
    r"(?:^|[\s_-])(?:credits?|copyright|source|photographer|byline|agency)(?=$|[\s_-])", re.I
)
_MOST_PARTS = 30


def media_of(meta: Meta, layout: Layout, article: Article, base: str | None) -> tuple[Media, ...]:
    """The lead picture the page names, then those among the article's blocks and right above them."""
    found: dict[str, Media] = {}
    if (lead := _lead(meta, base)) is not None:
        found[lead.url] = lead
    for at, frame, element in layout.pictures:
        if article.top <= at <= article.last and not frame.around and len(found) < MAX_MEDIA:
            for one in read_tree(element, base).media:
                found[one.url] = _credited(one, element)
    return tuple(found.values())[:MAX_MEDIA]


def _lead(meta: Meta, base: str | None) -> Media | None:
    image = meta.article.get("image")
    first = meta.structured.resolved(image[0] if isinstance(image, list) and image else image)
    sent = first if isinstance(first, dict) else {"url": first}
    address = sent.get("url") or sent.get("contentUrl") or meta.tag("og:image", "twitter:image")
    url = absolute(address if isinstance(address, str) else None, base)
    caption, credit = sent.get("caption"), sent.get("creditText") or sent.get("copyrightNotice")
    return Media(
        "picture",
        url,
        caption=caption if isinstance(caption, str) else None,
        credit=credit if isinstance(credit, str) else None,
    ) if url else None  # fmt: skip


def _credited(one: Media, element: Element) -> Media:
    """The picture with the credit its figure marks as one."""
    if element.tag != "figure" or one.credit:
        return one
    for count, part in enumerate(element.iterdescendants("span", "div", "cite", "small", "p")):
        if count > _MOST_PARTS:
            break
        if _CREDIT.search((part.get("class") or "")[:200]) and (said := line(part)[:300]):
            return replace(one, credit=said)
    return one
