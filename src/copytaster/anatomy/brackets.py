"""Promos in brackets: ``(Also read: Goose stops tram)``, ``( PHOTOS: Trams of Halden)``."""

from __future__ import annotations

import re

from copytaster.anatomy.headlines import is_headline_like

#: A bracket that opens with a lead; whether it is one, `points_elsewhere` says.
BRACKETED = re.compile(
    r"[(\[]\s{0,2}(?P<lead>also (?:read|see|watch|on [\w .]{2,24})|read (?:also|more|next)|see also|related(?: \w{3,10})?|must (?:read|watch)|"
    r"more(?: on this| from [\w .]{2,24})?|read|watch|listen|photos?|pics|pictures|video|videos|gallery|slideshow|lesen sie auch|lire aussi|à lire aussi|"
    r"lea también|leia também|leggi anche|lees ook|les også|läs också|læs også|baca juga|czytaj także|читайте также)"
    r"\s?(?P<mark>[|:])\s{0,2}(?P<head>[^()\[\]\n|]{6,240}(?:\([^()\n]{1,40}\)[^()\[\]\n|]{0,160})?)[)\]]",
    re.I,
)
# These words stand in brackets in copy too; capitals, or a headline behind them, tell.
_PLAIN = frozenset(
    ["read", "watch", "listen", "more", "photo", "photos", "video", "videos", "pictures"]
)
_FEWEST_WORDS = 3


def points_elsewhere(match: re.Match[str]) -> bool:
    """Whether a bracket that opens with such a word is a promo, not an aside of the copy."""
    lead, head = match["lead"], match["head"].strip()
    if head.count(" ") + 1 < _FEWEST_WORDS and match["mark"] != "|":
        return False
    if lead.lower() not in _PLAIN or match["mark"] == "|":
        return True
    return (lead.isupper() and "/" not in head) or (is_headline_like(head) and head.count(" ") > 2)
