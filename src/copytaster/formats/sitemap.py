"""News sitemaps: the addresses, titles and times of what a site published in the last days.

Each address with a ``news`` part is an item without a body. Addresses without
one are pages of any kind, not news; a sitemap index holds no item at all. Both
are said to be so, never silently empty.
"""

from __future__ import annotations

from copytaster.formats import feedcodes, feedrights
from copytaster.formats.assembly import Notes, bounded, credits, finished
from copytaster.formats.links import absolute, base_of
from copytaster.formats.markup import MAX_MEDIA, plain
from copytaster.formats.names import Element, Kids, first, kids, local, namespace
from copytaster.formats.xmltree import Tree
from copytaster.model import Feed, Item, Media, Rights, Subject

ROOTS = frozenset({"urlset", "sitemapindex"})
_TOLD = 5


def read(tree: Tree, url: str | None) -> Feed:
    """The feed in a tree whose root is urlset or sitemapindex."""
    root, notes = tree.root, Notes(list(tree.problems))
    if local(root) == "sitemapindex":
        return _index(root, notes)
    base, own = base_of(root, url), namespace(root)
    entries = [kids(child, own) for child in root if local(child) == "url"]
    news = [entry for entry in entries if "news:news" in entry]
    if len(news) < len(entries):
        plain_ones = len(entries) - len(news)
        notes.add(
            "sitemap-plain", f"{plain_ones} of {len(entries)} addresses are not said to be news"
        )
    items = tuple(_item(entry, base) for entry in bounded(news, notes))
    languages = {item.language for item in items}
    publishers = {c.name for item in items for c in item.credits if c.role == "publisher"}
    return Feed(
        format="sitemap",
        items=items,
        title=publishers.pop() if len(publishers) == 1 else None,
        language=languages.pop() if len(languages) == 1 else None,
        problems=tuple(notes.problems),
    )


def _index(root: Element, notes: Notes) -> Feed:
    own = namespace(root)
    inside = [first(kids(child, own), "loc") for child in root if local(child) == "sitemap"]
    some = ", ".join(inside[:_TOLD])
    notes.add(
        "sitemap-index",
        f"a list of {len(inside)} sitemaps, not of news: subscribe to the one with the news ({some})",
    )
    return Feed(format="sitemap", problems=tuple(notes.problems))


def _item(entry: Kids, base: str | None) -> Item:
    notes, news = Notes(), kids(entry["news:news"][0])
    house = next((kids(p) for p in news.get("news:publication", ())), {})
    address = first(entry, "loc")
    item = Item(
        guid=address or None,
        headline=plain(first(news, "news:title")) or None,
        link=notes.link(address, base),
        language=first(house, "news:language") or first(news, "news:language") or None,
        credits=credits("publisher", first(house, "news:name")),
        subjects=(*feedcodes.subjects(news), *_coded(news)),
        rights=_rights(entry, news, notes),
        media=tuple(_media(entry, base))[:MAX_MEDIA],
        **notes.date("published", first(news, "news:publication_date")),
        **notes.date("updated", first(entry, "lastmod")),
    )
    return finished(item, notes)


def _coded(news: Kids) -> list[Subject]:
    """Google's genres and stock tickers, comma by comma."""
    found = {"genre": first(news, "news:genres"), "ticker": first(news, "news:stock_tickers")}
    return [
        Subject(f"{scheme}:{name[:100]}", name[:100])
        for scheme, sent in found.items()
        for name in dict.fromkeys(part.strip() for part in sent.split(",")[:50])
        if name
    ]


def _rights(entry: Kids, news: Kids, notes: Notes) -> Rights | None:
    access = first(news, "news:access")
    return feedrights.rights(entry, f"access: {access}" if access else None, notes)


def _media(entry: Kids, base: str | None) -> list[Media]:
    found: dict[str, Media] = {}
    for image in entry.get("image:image", ()):
        said = kids(image)
        if url := absolute(first(said, "image:loc"), base):
            caption = plain(first(said, "image:caption", "image:title")) or None
            licence = first(said, "image:license") or None
            found.setdefault(url, Media("picture", url, caption=caption, rights=licence))
    for video in entry.get("video:video", ()):
        said = kids(video)
        if url := absolute(first(said, "video:content_loc", "video:player_loc"), base):
            caption = plain(first(said, "video:title")) or None
            found.setdefault(url, Media("video", url, caption=caption))
    return list(found.values())
