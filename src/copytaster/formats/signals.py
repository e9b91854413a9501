"""What a headline says of its own item: update, correction, kill, advisory.

The prefixes are the agencies' (Reuters ``UPDATE 2-``, AP ``CORRECTION:``, AFP
``KILL``); the headline keeps them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_SIGNALS = {
    "kill": "kill", "kills": "kill", "killed": "kill", "mandatory kill": "kill",
    "retraction": "kill", "withdrawn": "kill", "withdrawal": "kill", "withdraw": "kill",
    "annulation": "kill", "elimination": "kill",
    "correction": "correction", "corrected": "correction", "corrects": "correction",
    "corrective": "correction", "corr": "correction", "corrigé": "correction",
    "corrección": "correction", "korrektur": "correction", "berichtigung": "correction",
    "clarification": "correction", "clarified": "correction",
    "update": "update", "updated": "update", "updates": "update", "write-thru": "update",
    "writethru": "update", "wrap-up": "update", "wrapup": "update", "recasts": "update",
    "refile": "refile", "refiled": "refile", "repeat": "repeat", "resending": "repeat", "rpt": "repeat",
    "advisory": "advisory", "editors' note": "advisory", "media advisory": "advisory",
    "urgent": "urgent", "alert": "alert", "flash": "flash", "snap": "alert", "newsalert": "alert",
    "breaking": "alert", "exclusive": "exclusive",
}  # fmt: skip
_WORDS = "|".join(sorted((re.escape(w) for w in _SIGNALS), key=len, reverse=True))
# A colon, or capitals and a hyphen: "Update: …", "UPDATE 2-…"; never "Update on the flood".
_COLON = re.compile(rf"^\W{{0,5}}({_WORDS})(?:\s{{1,3}}#?\d{{1,2}})?\s{{0,3}}[:|\]\)]", re.I)
_HYPHEN = re.compile(
    rf"^\W{{0,5}}({_WORDS.upper()})(?:\s{{1,3}}#?\d{{1,2}})?\s{{0,3}}[-\u2013\u2014]+"
)


_ENDED = re.compile("[]:|)\u2013\u2014-]")  # by what a signal is: a headline without any has none


def of_headline(headline: str | None) -> tuple[str, ...]:
    """The signals the headline's prefixes give, in order; empty for an ordinary headline."""
    rest = headline.strip()[:200] if headline else ""
    if not rest or not _ENDED.search(rest):
        return ()
    found: list[str] = []
    while (match := _COLON.match(rest) or _HYPHEN.match(rest)) and len(found) < 4:
        signal = _SIGNALS[match[1].lower()]
        # "Withdrawal: what it means" is a story; agencies write kills in capitals.
        if signal == "kill" and not match[1].isupper():
            break
        found.append(signal)
        rest = rest[match.end() :].lstrip()
    return tuple(dict.fromkeys(found))


def merged(*groups: Iterable[str]) -> tuple[str, ...]:
    """All signals once, lower case, in order."""
    return tuple(dict.fromkeys(s.strip().lower() for group in groups for s in group if s.strip()))
