"""What an operator said of a feed, as OPML carries it from desk to desk. Pure.

    Subscription → outline_of → Outline → (a file) → said_in → the same words

Where polling stands, and what the feed brought, is the desk's own and stays.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, get_args

from copytaster.desk.authority import sender_of
from copytaster.formats import Outline
from copytaster.intake.hosts import host_of, is_private
from copytaster.model import Policy, Subscription

PRIVATE = "lies in a private network"
_Decode = Callable[[str], Any]


def _policy(text: str) -> Any:
    if text not in get_args(Policy):
        raise ValueError(text)
    return text


def _names(text: str) -> Any:
    names = json.loads(text)
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ValueError(text)
    return tuple(names)


def _flag(text: str) -> bool:
    return {"true": True, "false": False}[text]


def _seconds(text: str) -> int:
    seconds = int(text)
    if not 0 < seconds < 10**8:
        raise ValueError(text)
    return seconds


# Field of a Subscription → how its text is read; a value left out is the field's default.
_READ: dict[str, _Decode] = {
    "policy": _policy,
    "provider": str,
    "speaks_for": _names,
    "agency": str,
    "publisher": str,
    "zone": str,
    "interval": _seconds,
    "push": _flag,
    "articles": _flag,
    "page": _flag,
    "muted": _flag,
}
_DEFAULTS = Subscription(id="", url="")


def outline_of(feed: Subscription) -> Outline:
    """The feed as an outline: address, title, and every setting that is not the default."""
    said = ((name, getattr(feed, name)) for name in sorted(_READ))
    own = tuple((n, _text(v)) for n, v in said if v != getattr(_DEFAULTS, n))
    return Outline(url=feed.url, title=feed.title, own=own)


def said_in(outline: Outline, *, plain: bool = False) -> dict[str, Any]:
    """The fields an outline sets; what makes no sense is left out. ``plain``: its title alone."""
    said: dict[str, Any] = {}
    # A feed without a title is listed under its address.
    if outline.title and outline.title != outline.url:
        said["title"] = outline.title
    for name, text in () if plain else outline.own:
        try:
            said[name] = _READ[name](text)
        except (KeyError, ValueError):
            continue
    return said


def grants(outline: Outline, known: Subscription | None, *, plain: bool = False) -> tuple[str, ...]:
    """What the outline would let its feed do beyond what a new feed may, or the known one does."""
    said = said_in(outline, plain=plain)
    before = known or Subscription(id="", url=outline.url, provider=sender_of(outline.url))
    found = []
    if said.get("policy") == "full" and before.policy != "full":
        found.append("may be shown in full")
    if new := set(said.get("speaks_for", ())) - set(before.speaks_for):
        found.append(f"may correct and kill copies of {', '.join(sorted(new))}")
    if (provider := said.get("provider", before.provider)) != before.provider:
        found.append(f"may correct and kill items of {provider}")
    if known is None and is_private(host_of(outline.url)):
        found.append(PRIVATE)
    return tuple(found)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return json.dumps(list(value), ensure_ascii=False)
    return str(value)
