"""What an item says of itself in its own words: update, correction, kill, advisory, urgent.

By the marks of its headline (`slugs`), by what its head tells editors (`notices`), and by the words
that say how urgent it is; the headline keeps them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from copytaster.formats import notices
from copytaster.formats.slugs import parted
from copytaster.model import Item

_SIGNALS = {
    "corr": "correction", "advisory": "advisory", "editors' note": "advisory",
    "media advisory": "advisory", "kill advisory": "advisory",
    "urgent": "urgent", "alert": "alert", "flash": "flash", "snap": "alert", "newsalert": "alert",
    "breaking": "alert", "exclusive": "exclusive",
}  # fmt: skip
_WORDS = "|".join(sorted((re.escape(w) for w in _SIGNALS), key=len, reverse=True))
# A colon, or capitals and a hyphen: "Advisory: …", "URGENT-…"; never "Breaking the ice".
_COLON = re.compile(rf"^\W{{0,5}}({_WORDS})(?:\s{{1,3}}#?\d{{1,2}})?\s{{0,3}}[:|\]\)]", re.I)
_HYPHEN = re.compile(
    rf"^\W{{0,5}}({_WORDS.upper()})(?:\s{{1,3}}#?\d{{1,2}})?\s{{0,3}}[-\u2013\u2014]+"
)
_MOST = 4
# "2", "take 3", "2nd take", "2/3": what follows on a first take.
_FURTHER = re.compile(
    r"\W{0,3}(?:take\s{0,2})?(?:[2-9]|1\d)(?:nd|rd|th)?(?:\s?take|\s?(?:/|of)\s?\d{1,2})?\W{0,3}$",
    re.I,
)
_SAYS_LITTLE = frozenset({"update", "write-through", "repeat"})
_TAKES = frozenset({"update", "lead", "write-through", "refile", "repeat", "correction"})


def of_headline(headline: str | None) -> tuple[str, ...]:
    """The signals the headline's marks give, in order; empty for an ordinary headline."""
    if not headline:
        return ()
    marks, rest = parted(headline.strip()[:200])
    found = list(marks)
    while (match := _COLON.match(rest) or _HYPHEN.match(rest)) and len(found) < _MOST:
        found.append(_SIGNALS[match[1].lower()])
        marks, rest = parted(rest[match.end() :].lstrip())
        found += marks
    return tuple(dict.fromkeys(found))


def of_item(item: Item) -> tuple[str, ...]:
    """All signals of an item: its sender's, its headline's, and those of what it tells editors."""
    said = of_headline(item.headline)
    advisory = item.kind == "advisory" or "advisory" in said or "advisory" in item.signals
    told = notices.signals_of(item.headline, item.body, item.note, advisory)
    known = merged(item.signals, said)
    if item.take and _FURTHER.match(item.take):
        known = merged(known, ("take",))
    # What was added is told of every take; where its number says that it is one, that says no more.
    marked = not _TAKES.isdisjoint(known)
    return merged(known, (signal for signal in told if not (marked and signal in _SAYS_LITTLE)))


def merged(*groups: Iterable[str]) -> tuple[str, ...]:
    """All signals once, lower case, in order."""
    return tuple(dict.fromkeys(s.strip().lower() for group in groups for s in group if s.strip()))
