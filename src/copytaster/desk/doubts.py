"""What is doubtful about a delivery: no feed at all, cut off, mended, impossible dates. Pure.

    Delivery, Feed → no_feed | no_story | whole_part, believed → Feed → doubts → words for whoever sent or subscribed

The half item at this program's own limit is left out: it is known to go on. What
a sender broke off is all there is, and is kept as far as it goes.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from copytaster.anatomy import dissect
from copytaster.intake.documents import spoken
from copytaster.intake.halves import looks_cut
from copytaster.model import Delivery, Feed, Item, Problem, Subscription

CUT = frozenset({"cut-off", "too-large", "xml-cut", "items-cut", "parts-cut", "page-cut"})
"""Problems that say that something of what was sent is missing."""

# A sender's way of writing, told to nobody: the words are all there.
_QUIET = frozenset(
    {"left-out", "access-limited", "continues", "ninjs-property", "ninjs-required", "ninjs-value",
     "attachment-left", "parts-left-out", "post-status"}
)  # fmt: skip
_ITEMS = re.compile(rb"<(/?)((?:[A-Za-z][\w.-]{0,30}:)?(?:item|entry|newsItem))[\s/>]", re.I)
_TAIL = 1 << 20
_AHEAD = timedelta(days=2)  # a wrong clock or zone is off by hours
_NEVER = timedelta(days=3653)  # a calendar of events may be years ahead, nobody's copy ten
# What servers call the pages they answer with instead: the usual names of 4xx and 5xx, of gates and logins.
_SERVERS = re.compile(
    r"(?:(?:http |error |erreur |fehler )?[45]\d\d ?)?"
    r"(?:(?:page |file |url |object )?(?:not |can ?not be )found|(?:bad|invalid) request|forbidden"
    r"|unauthori[sz]ed|access (?:to this page )?(?:is |has been )?denied|internal (?:server )?error"
    r"|bad gateway|gateway time-?out|service (?:is )?(?:temporarily )?unavailable|too many requests"
    r"|request blocked|just a moment|attention required|checking your browser"
    r"|are you (?:a robot|human)|(?:site |down )?(?:is )?(?:under|for) maintenance"
    r"|(?:sign|log) ?in(?: to [^-|:]{1,40})?|seite nicht gefunden|page (?:non trouvée|introuvable)"
    r"|página no encontrada|pagina non trovata|pagina niet gevonden|página não encontrada"
    r"|страница не найдена)?(?: ?[-|–—:•.!?…]|$)",
    re.I,
)
_MOST = 6
_MESSAGE = 30  # words of plain text, no more, may be a server's
_SURE = 0.5  # of where the article is on a page, as the page's reader counts it


def no_feed(feed: Feed, delivery: Delivery, subscription: Subscription | None) -> str | None:
    """Why nothing of it may be taken: a web page, or a word of a server, came where a feed was subscribed to."""
    if subscription is None or subscription.page or subscription.sample:
        return None
    if not subscription.url.startswith("http") or delivery.status != 200:
        return None
    if feed.format == "html":
        return _page(feed)
    return _message(feed) if feed.format == "text" else None


def _page(feed: Feed) -> str:
    named = feed.links.get("feed")
    cure = f"it names the feed {named[:200]}" if named else "an error or sign-in page, it may be"
    title = f" (“{' '.join(feed.title.split())[:80]}”)" if feed.title else ""
    return (
        f"a web page{title} was served, not a feed: {cure}; "
        "if the page itself is wanted: copytaster feeds add URL --page"
    )


def _message(feed: Feed) -> str | None:
    """A server's "Service unavailable" is no story; a flash that comes so has a dateline."""
    words = [word for item in feed.items for word in f"{item.headline or ''} {item.body}".split()]
    if len(words) > _MESSAGE or any(dissect(item).dateline for item in feed.items):
        return None
    said = " ".join(words)[:80]
    return f"a few words (“{said}”) were served, not a feed: a server's error message, it may be"


def no_story(feed: Feed, subscription: Subscription | None) -> str | None:
    """Why a page that came as a file, or was pushed, is none: it shows next to nothing, or is a server's message.

    What has a date, a byline or a dateline is somebody's story, however short. A page
    that the operator subscribed to as one is taken as it is.
    """
    wanted = subscription is not None and (subscription.page or subscription.sample)
    if feed.format != "html" or wanted or not feed.items:
        return None
    item = feed.items[0]
    said = " ".join((item.headline or "").split())
    if item.published or item.bylines:
        return None
    if not _is_servers(said) and (item.confidence >= _SURE or dissect(item).dateline):
        return None
    return (
        f"a web page that holds no story (“{said[:80]}”): an error or sign-in page, it may be; "
        "if its words are wanted all the same, give them as plain text"
    )


def _is_servers(headline: str) -> bool:
    return bool(headline) and _SERVERS.match(headline) is not None


def believed(feed: Feed, received: datetime) -> Feed:
    """The feed without the dates ten years ahead and more, which nobody can mean; each is told."""
    latest = received + _NEVER
    if not any(_is_ahead(item, latest) for item in feed.items):
        return feed
    items = (_dated(item, latest) if _is_ahead(item, latest) else item for item in feed.items)
    return replace(feed, items=tuple(items))


def _is_ahead(item: Item, latest: datetime) -> bool:
    return any(at is not None and at > latest for at in (item.published, item.updated))


def _dated(item: Item, latest: datetime) -> Item:
    for name in ("published", "updated"):
        at = getattr(item, name)
        if at is not None and at > latest:
            said = f"dated in the future: {at:%Y-%m-%d} ({name}), which is not believed"
            item = replace(
                item,
                **{name: None, f"{name}_offset": None},  # type: ignore[arg-type]
                problems=(*item.problems, Problem("date-ahead", said)),
            )
    return item


def whole_part(feed: Feed, delivery: Delivery) -> Feed:
    """The feed with a problem ``cut-off`` where its bytes end too early; at our own limit without the half item."""
    if not (delivery.truncated or _ends_early(feed)) or not looks_cut(delivery.body):
        return feed
    size = spoken(len(delivery.body))
    where = f"at the limit of {size}" if delivery.truncated else f"after {size}"
    half = bool(feed.items) and _inside_an_item(delivery.body)
    whole = feed.items[:-1] if half else feed.items
    said = f"{_items(len(whole))} before the cut {'was' if len(whole) == 1 else 'were'} kept"
    if half:
        said += (
            ", the half one after not"
            if delivery.truncated
            else ", the half one after as far as it goes"
        )
    items = whole if delivery.truncated else feed.items
    cut = Problem("cut-off", f"it is cut off {where}; {said}")
    return replace(feed, items=items, problems=(cut, *feed.problems))


def _items(number: int) -> str:
    return f"{number:,} whole item" + ("" if number == 1 else "s")


def _ends_early(feed: Feed) -> bool:
    return any(p.code in ("xml-recovered", "json-ill-formed") for p in feed.problems)


def _inside_an_item(body: bytes) -> bool:
    """Whether the last item begun is not ended. What JSON has of a half item is no item."""
    tail = _ITEMS.finditer(body, max(0, len(body) - _TAIL))
    last = next(iter(deque(tail, maxlen=1)), None)
    return last is not None and not last[1] and not body.endswith(b"/>")


def doubts(feed: Feed, delivery: Delivery) -> tuple[str, ...]:
    """What was mended or is doubtful, a few words each, worst first."""
    found = [p.message for p in feed.problems if p.code in CUT]
    found += [p.message for p in feed.problems if p.code not in CUT | _QUIET]
    if feed.format == "html" and _unlikely(feed, delivery.url or ""):
        found.append("a web page, which may hold no story")
    found += _mended(feed.items)
    found += _dates(feed.items, delivery.received)
    found += _twins(feed.items)
    return tuple(dict.fromkeys(" ".join(one.split()) for one in found))[:_MOST]


def _unlikely(feed: Feed, name: str) -> bool:
    """Whether a page is called a feed, or holds no article that could be told."""
    called_otherwise = name.lower().endswith((".xml", ".rss", ".atom", ".json"))
    return called_otherwise or any(item.confidence < _SURE for item in feed.items)


def missing(feed: Feed) -> str | None:
    """What is missing of the feed, for its condition; None if nothing."""
    return next((p.message for p in feed.problems if p.code in CUT), None)


def _mended(items: tuple[Item, ...]) -> Iterator[str]:
    seen = Counter(p.code for item in items for p in item.problems)
    first = {p.code: p.message for item in reversed(items) for p in item.problems}
    for code in (code for code in seen if code not in _QUIET):
        yield first[code] + (f" (and {seen[code] - 1} more)" if seen[code] > 1 else "")


def _dates(items: tuple[Item, ...], received: datetime) -> Iterator[str]:
    late = [i for i in items if i.published is not None and i.published - received > _AHEAD]
    if late:
        named = f"{late[0].published:%Y-%m-%d}" + (
            f" (and {n} more)" if (n := len(late) - 1) else ""
        )
        yield f"dated in the future: {named}"


def _twins(items: tuple[Item, ...]) -> Iterator[str]:
    """Different items under one guid, which a sender's mistake makes of two."""
    copies = {(i.guid, i.version, i.headline, i.body): i.guid for i in items if i.guid}
    seen = Counter((guid, version) for guid, version, *_ in copies)
    twice = [guid for (guid, _), n in seen.items() if n > 1]
    if twice:
        more = f" (and {n} more)" if (n := len(twice) - 1) else ""
        yield f"different items under one guid: {str(twice[0])[:80]}{more}"
