"""oEmbed (oembed.com, 1.0): a story as others show it inside their own pages.

Type ``rich``: a quotation of the headline and the first sentences, which every
policy allows, with its source and a link; plain elements, no script, no style.
"""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from copytaster.model import Publication, Site
from copytaster.publish import links, words
from copytaster.publish.guard import may_show, require_live, shown
from copytaster.publish.listing import card
from copytaster.publish.render import clean

WIDTH = 600  # pixels; the standard wants a width and a height of every rich answer
HEIGHT = 240
CACHE = 300  # seconds a consumer may keep it: a withdrawal must not wait longer

_QUOTATION = Markup(
    '<blockquote cite="{url}"{tongue}><p><a href="{url}">{headline}</a></p><p>{summary}</p>'
    '<footer dir="auto">{credit} <a href="{url}">{site}</a>, '
    '<time datetime="{iso}">{moment}</time></footer></blockquote>'
)


def response(
    site: Site, publication: Publication, *, width: int = WIDTH, height: int = HEIGHT
) -> bytes:
    """The answer as JSON, no larger than asked; raises NotPublishable unless the story is live."""
    require_live(publication)
    shown_as = card(publication)
    described = {
        "version": "1.0",
        "type": "rich",
        "title": clean(shown_as.headline),
        "author_name": clean(shown_as.source),
        "provider_name": clean(site.title),
        "provider_url": links.address(site, "index.html"),
        "cache_age": CACHE,
        "width": min(width, WIDTH),
        "height": min(height, HEIGHT),
        "html": _quotation(site, publication),
        **_thumbnail(publication, width, height),
    }
    present = {key: value for key, value in described.items() if value not in (None, "")}
    return json.dumps(present, ensure_ascii=False).encode() + b"\n"


def _quotation(site: Site, publication: Publication) -> str:
    shown_as = card(publication)
    made = _QUOTATION.format(
        url=links.address(site, links.story_path(publication.series)),
        tongue=words.tongue(shown_as.language),
        headline=shown_as.headline,
        summary=shown_as.summary,
        credit=shown_as.source,
        site=site.title,
        iso=words.iso(shown_as.at),
        moment=words.moment(shown_as.at),
    )
    return clean(made)


def _thumbnail(publication: Publication, width: int, height: int) -> dict[str, Any]:
    """The first picture whose size is known and asked for: the standard wants all three or none."""
    if shown(publication) != "full":
        return {}
    for media in publication.story.item.media:
        url = links.picture_url(media.url)
        sized = media.width and media.height and media.width <= width and media.height <= height
        if url and sized and may_show(media):
            return {
                "thumbnail_url": url,
                "thumbnail_width": media.width,
                "thumbnail_height": media.height,
            }
    return {}
