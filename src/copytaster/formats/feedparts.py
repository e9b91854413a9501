"""Parts that RSS and Atom items share: media, credits, places, dates, the feed's own links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from copytaster.formats.assembly import Notes, credits, people
from copytaster.formats.dates import parse_date
from copytaster.formats.links import absolute
from copytaster.formats.markup import MAX_MEDIA, plain, size
from copytaster.formats.names import Element, Kids, attribute, first, kids, text
from copytaster.model import Credit, Media, Relation

_PERIODS = {
    "hourly": 3600,
    "daily": 86400,
    "weekly": 604800,
    "monthly": 2592000,
    "yearly": 31536000,
}
_WITH_MEDIA = frozenset(
    ["enclosure", "media:group", "media:content", "media:thumbnail", "itunes:image", "image"]
)
_PLACES = ("georss:featurename", "dc:coverage", "dcterms:spatial", "prism:location")
_WITH_PLACES = frozenset((*_PLACES, "georss:point", "geo:lat", "geo:long"))
_WITH_CREDITS = frozenset(["source", "dc:source", "dc:publisher", "dc:contributor", "contributor"])


def media(item: Kids, base: str | None, *found_in_copy: Media) -> tuple[Media, ...]:
    """Enclosures, Media RSS, iTunes images and the copy's own pictures, each address once."""
    if _WITH_MEDIA.isdisjoint(item):
        return _each_once(found_in_copy)
    return _each_once([*_declared(item, base), *found_in_copy])


def _declared(item: Kids, base: str | None) -> list[Media]:
    return [
        *(m for e in item.get("enclosure", ()) if (m := _enclosure(e, base))),
        *_media_rss(item, base),
        *(m for e in item.get("itunes:image", ()) if (m := _picture(attribute(e, "href"), base))),
        *(
            m
            for e in item.get("image", ())
            if (m := _picture(first(kids(e), "url") or text(e), base))
        ),
    ]


def _each_once(media: Iterable[Media]) -> tuple[Media, ...]:
    by_url: dict[str, Media] = {}
    for one in media:
        by_url.setdefault(one.url, one)
    return tuple(by_url.values())[:MAX_MEDIA]


def _picture(url: str, base: str | None) -> Media | None:
    found = absolute(url, base)
    return Media("picture", found) if found else None


def _enclosure(element: Element, base: str | None) -> Media | None:
    url = absolute(attribute(element, "url") or attribute(element, "href"), base)
    kind = attribute(element, "type") or None
    return Media(media_kind(kind, None, url), url, type=kind) if url else None


def media_kind(mime: str | None, medium: str | None, url: str | None) -> str:
    """picture, video, audio, graphic or document, by what is declared, else by the address."""
    said = (medium or (mime or "").partition("/")[0]).lower()
    known = {"image": "picture", "picture": "picture", "photo": "picture", "video": "video",
             "audio": "audio", "graphic": "graphic"}  # fmt: skip
    if said in known:
        return known[said]
    tail = (url or "").partition("?")[0].lower()
    if tail.endswith((".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif")):
        return "picture"
    if tail.endswith((".mp3", ".m4a", ".ogg", ".wav")):
        return "audio"
    return "video" if tail.endswith((".mp4", ".mov", ".webm", ".m3u8")) else "document"


def _media_rss(item: Kids, base: str | None) -> Iterator[Media]:
    groups = [item, *(kids(group) for group in item.get("media:group", ()))]
    for group in groups:
        contents = group.get("media:content", ())
        for element in contents:
            if one := _media_content(element, group, base):
                yield one
        if not contents:
            for thumbnail in group.get("media:thumbnail", ()):
                if one := _picture(attribute(thumbnail, "url"), base):
                    yield one


def _media_content(element: Element, group: Kids, base: str | None) -> Media | None:
    own = kids(element) if len(element) else {}
    url = absolute(attribute(element, "url"), base)
    if url is None:
        return None
    kind = attribute(element, "type") or None
    caption = first(own, "media:description", "media:title", "media:text")
    caption = caption or first(group, "media:description", "media:title")
    return Media(
        kind=media_kind(kind, attribute(element, "medium"), url),
        url=url,
        caption=plain(caption) or None,
        credit=first(own, "media:credit") or first(group, "media:credit") or None,
        rights=first(own, "media:copyright") or first(group, "media:copyright") or None,
        type=kind,
        width=size(attribute(element, "width")),
        height=size(attribute(element, "height")),
    )


def bylines(item: Kids) -> tuple[str, ...]:
    """Who wrote it: dc:creator, author (a name, or an element with one), iTunes' author."""
    names = [text(e) for e in item.get("dc:creator", ())]
    for author in (*item.get("author", ()), *item.get("atom:author", ())):
        names.append(person_name(author))
    names = [n for n in names if n] or [text(e) for e in item.get("itunes:author", ())]
    return people(*names)


def person_name(element: Element) -> str:
    """The name in an Atom person construct, or the text of a plain author element."""
    if len(element) == 0:
        return text(element)
    inside = {tag.rpartition(":")[2]: found for tag, found in kids(element).items()}
    return first(inside, "name", "email")


def item_credits(item: Kids) -> tuple[Credit, ...]:
    """The feed it came from as agency, dc:publisher as publisher, contributors as such."""
    if _WITH_CREDITS.isdisjoint(item):
        return ()
    sources = [source_title(e) for n in ("source", "dc:source") for e in item.get(n, ())]
    return (
        *credits("agency", *(s for s in sources if not s.startswith(("http:", "https:")))),
        *credits("publisher", *(text(e) for e in item.get("dc:publisher", ()))),
        *credits("contributor", *(text(e) for e in item.get("dc:contributor", ()))),
        *credits("contributor", *(person_name(e) for e in item.get("contributor", ()))),
    )


def source_title(element: Element) -> str:
    """The name in ``<source>``: its text in RSS, its title in Atom."""
    if len(element) == 0:
        return text(element)
    inside = {tag.rpartition(":")[2]: found for tag, found in kids(element).items()}
    return first(inside, "title")


def located(item: Kids) -> str | None:
    """The place an item names: its name, else its point as a ``geo:`` address (RFC 5870)."""
    if _WITH_PLACES.isdisjoint(item):
        return None
    if name := first(item, *_PLACES):
        return name[:300]
    point = first(item, "georss:point").replace(",", " ").split()
    if len(point) != 2:
        point = [first(item, "geo:lat"), first(item, "geo:long")]
    return f"geo:{point[0]},{point[1]}" if all(point) and len("".join(point)) < 60 else None


def replies(item: Kids) -> list[Relation]:
    """What the item answers (RFC 4685)."""
    answered = (
        attribute(e, "ref") or attribute(e, "href") for e in item.get("thr:in-reply-to", ())
    )
    return [Relation("replies", target) for target in answered if target]


def feed_links(channel: Kids, base: str | None) -> dict[str, str]:
    """Relation to address, the first of each relation."""
    found: dict[str, str] = {}
    for element in (*channel.get("link", ()), *channel.get("atom:link", ())):
        if url := absolute(attribute(element, "href"), base):
            found.setdefault((attribute(element, "rel") or "alternate").lower(), url)
    return dict(list(found.items())[:50])


def date_text(parts: Kids, *names: str) -> str:
    """The first of the named children that is a date, else the first that is anything."""
    sent = [t for name in names if name in parts for child in parts[name] if (t := text(child))]
    if len(sent) < 2:
        return sent[0] if sent else ""
    return next((t for t in sent if parse_date(t)), sent[0])


def ttl(channel: Kids, notes: Notes) -> int | None:
    """The polling interval the sender wishes, in seconds."""
    minutes = first(channel, "ttl")
    if minutes.isdigit() and len(minutes) < 7:
        return int(minutes) * 60 or None
    if minutes:
        notes.add("ttl-unread", f"ttl {minutes[:40]!r} is no number of minutes")
    period = _PERIODS.get(first(channel, "sy:updateperiod").lower())
    often = first(channel, "sy:updatefrequency")
    return (
        period // max(1, int(often) if often.isdigit() and len(often) < 5 else 1)
        if period
        else None
    )
