"""A story as a WordPress post: the fields its REST API takes, of a granted publication alone.

The copy is escaped and then sanitised once more: WordPress lets a user with
``unfiltered_html`` post anything, so nothing may rest on its own filter.
"""

from __future__ import annotations

import re
import unicodedata
from html import escape
from typing import Any

import nh3
from markupsafe import Markup

from copytaster.model import Outlet, Publication, Site
from copytaster.publish import feeds_out, links, words
from copytaster.publish.guard import require_live
from copytaster.publish.listing import card
from copytaster.publish.render import clean, environment
from copytaster.publish.storypage import correction_line

_TAGS = {"p", "ul", "li", "h2", "a", "em", "strong", "hr"}
_SCHEMES = {"http", "https"}
_ATTRIBUTES = {"p": {"dir"}, "ul": {"dir"}, "h2": {"dir"}, "a": {"href"}}
_NOT_WORD = re.compile(r"[^a-z0-9]+")
# A line that is an address and nothing else would be replaced by what stands at it (auto-embed).
_BARE_ADDRESS = re.compile(r"(^|>)([ \t]*https?):(?=//)", re.MULTILINE)
_LONGEST_SLUG = 60
WITHDRAWN_TITLE = "Withdrawn"


def post(site: Site, publication: Publication, outlet: Outlet) -> dict[str, Any]:
    """The post's fields; raises NotPublishable unless the publication is live.

    Without slug and status, which only a new post is given.
    """
    require_live(publication)
    shown_as = card(publication)
    fields: dict[str, Any] = {
        "title": _inert(escape(clean(shown_as.headline), quote=False)),
        "content": _content(site, publication),
        "excerpt": _inert(escape(clean(shown_as.summary), quote=False)),
        "date_gmt": words.iso(publication.first_published).removesuffix("Z"),
    }
    if outlet.categories:
        fields["categories"] = list(outlet.categories)
    if outlet.tags:
        fields["tags"] = list(outlet.tags)
    return fields


def slug_of(publication: Publication) -> str:
    """The post's slug: words of its first headline, and the series, which makes it ours alone."""
    plain = unicodedata.normalize("NFKD", card(publication).headline)
    found = _NOT_WORD.sub("-", plain.encode("ascii", "ignore").decode().lower()).strip("-")
    head = found[:_LONGEST_SLUG].rpartition("-")[0] if len(found) > _LONGEST_SLUG else found
    return f"{head}-{links.segment(publication.series)}".lstrip("-").lower()


def emptied() -> dict[str, Any]:
    """What a post is made into that must go and cannot be deleted: not public, and no word left."""
    return {
        "status": "draft",
        "title": WITHDRAWN_TITLE,
        "content": "<p>This story was withdrawn.</p>",
        "excerpt": WITHDRAWN_TITLE,
    }


def _content(site: Site, publication: Publication) -> str:
    rights = publication.story.item.rights
    html = (
        environment()
        .get_template("wordpress_post.html")
        .render(
            body=Markup(feeds_out.content(site, publication)),
            credit=card(publication).source,
            rights=[text for text in (rights.holder, rights.text) if text] if rights else [],
            corrections=[correction_line(c) for c in publication.corrections],
            page=links.address(site, links.story_path(publication.series)),
            site=site,
        )
    )
    return _inert(nh3.clean(clean(html), tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES))


def _inert(html: str) -> str:
    """HTML in which WordPress finds no shortcode and nothing to embed."""
    spelled = html.replace("[", "&#91;").replace("]", "&#93;")
    return _BARE_ADDRESS.sub(r"\1\2&#58;", spelled)
