"""WXR: WordPress's export, an RSS feed that also holds drafts, pictures and what is not out yet.

The feed is read as RSS; what only WordPress says of a post is then laid over each item.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from copytaster.formats import embargo, rss
from copytaster.formats.assembly import MAX_ITEMS
from copytaster.formats.dates import parse_date
from copytaster.formats.feedparts import media_kind
from copytaster.formats.links import absolute
from copytaster.formats.markup import plain
from copytaster.formats.names import Element, local, namespace, text
from copytaster.formats.xmltree import Tree
from copytaster.model import Embargo, Feed, Item, ItemStatus, Media, Problem

_EXPORT = "wordpress.org/export/"
_PARAGRAPH = re.compile(r"\n[ \t]{0,40}\n\s{0,400}")
# What a post's status means to anybody but its author; any other is not for the public.
_STATUSES: dict[str, ItemStatus] = {
    "publish": "usable",
    "inherit": "usable",
    "future": "usable",
    "trash": "canceled",
}


def read(tree: Tree, url: str | None) -> Feed:
    """The feed in an RSS tree, a WordPress export or not."""
    if not _is_export(tree):
        return rss.read(tree, url)
    elements = list(tree.root.iter("{*}item"))
    sent = [_with_paragraphs(element) for element in elements]
    feed = rss.read(tree, url)
    if min(len(elements), MAX_ITEMS) != len(feed.items):
        return replace(feed, items=tuple(map(_unclear, feed.items)))
    posts = zip(feed.items, elements, sent, strict=False)
    return replace(feed, items=tuple(_post(item, _said(e), html) for item, e, html in posts))


def _is_export(tree: Tree) -> bool:
    """Whether WordPress speaks in it, wherever its namespace is declared."""
    if any(_EXPORT in str(uri) for uri in tree.root.nsmap.values()):
        return True
    return any(_EXPORT in namespace(e) for e in tree.root.iter("{*}status", "{*}post_password"))


def _unclear(item: Item) -> Item:
    """An item of an export whose posts cannot be told apart: nobody knows whether it is a draft."""
    problem = Problem("post-status", "items lie in items; which are drafts cannot be told")
    return replace(item, status="withheld", problems=(*item.problems, problem))


def _with_paragraphs(element: Element) -> str:
    """Writes out the paragraphs that WordPress makes of blank lines; gives the content as it was sent."""
    for child in element:
        if local(child) == "encoded" and "excerpt" not in namespace(child) and child.text:
            sent = child.text
            child.text = _PARAGRAPH.sub("\n<p>\n", sent.replace("\r\n", "\n"))
            return sent.strip()
    return ""


def _said(element: Element) -> dict[str, str]:
    """What WordPress says of a post, by local name; the excerpt as such."""
    found: dict[str, str] = {}
    for child in element:
        if _EXPORT in (own := namespace(child)):
            found.setdefault("excerpt" if "excerpt" in own else local(child), text(child))
    return found


def _post(item: Item, said: dict[str, str], sent: str) -> Item:
    changes: dict[str, Any] = {"slug": said.get("post_name") or item.slug}
    if sent:
        changes["body_html"] = sent
    if excerpt := plain(said.get("excerpt", "")):
        changes["summary"] = "\n".join(dict.fromkeys(s for s in (item.summary, excerpt) if s))
    if url := absolute(said.get("attachment_url")):
        changes["kind"] = "picture" if media_kind(None, None, url) == "picture" else item.kind
        changes["media"] = (
            Media(media_kind(None, None, url), url, caption=item.body or None),
            *item.media,
        )
    return replace(item, **changes, **_standing(item, said))


def _standing(item: Item, said: dict[str, str]) -> dict[str, Any]:
    """Drafts, private posts and those behind a password are withheld; a scheduled one is embargoed."""
    sent = said.get("status", "").lower()
    status = _STATUSES.get(sent, "withheld") if sent else item.status
    if said.get("post_password"):
        status = "withheld"
    found: dict[str, Any] = {"status": status}
    if status != "usable":
        problem = Problem("post-status", f"WordPress status {sent[:40]!r}; the item is {status}")
        found["problems"] = (*item.problems, problem)
    if sent == "future":
        found["embargo"] = embargo.strictest([item.embargo, _release(said)])
    return found


def _release(said: dict[str, str]) -> Embargo:
    sent = said.get("post_date_gmt") or said.get("post_date", "")
    stamp = parse_date(sent) if said.get("post_date_gmt") else None
    return Embargo(
        until=stamp.moment if stamp else None,
        text=f"scheduled {sent}"[:300],
        zone="GMT" if stamp else None,
    )
