"""What a site's robots.txt lets this program fetch (RFC 9309); for article pages, never for feeds.

A feed its editor subscribed to is meant to be read by programs; a page that a
program goes to of its own accord is not, unless robots.txt lets it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

PRODUCT = "copytaster"
MAX_ROBOTS = 500 * 1024  # RFC 9309 §2.5: at least 500 KiB are to be read
_MAX_RULES = 5_000
_LINE = re.compile(r"[ \t]*(user-agent|allow|disallow)[ \t]*:([^#]*)", re.IGNORECASE)
# Characters that a path may hold unescaped; all else is compared percent-encoded.
_SAFE = "/?:@!$&'()*+,;=-._~"


@dataclass(frozen=True, slots=True)
class Rule:
    """One Allow or Disallow line; ``pattern`` may hold ``*`` and end in ``$``."""

    allow: bool
    pattern: str

    def matches(self, path: str) -> bool:
        """Whether the pattern matches the path from its beginning."""
        pieces = self.pattern.removesuffix("$").split("*")
        if not path.startswith(pieces[0]):
            return False
        at = len(pieces[0])
        if not self.pattern.endswith("$"):
            return _find_all(path, pieces[1:], at) is not None
        if len(pieces) == 1:
            return at == len(path)
        reached = _find_all(path, pieces[1:-1], at)
        return reached is not None and path[reached:].endswith(pieces[-1])


def _find_all(path: str, pieces: Iterable[str], at: int) -> int | None:
    """Where the pieces end, found one after the other as early as may be; None if one is not there."""
    for piece in pieces:
        found = path.find(piece, at)
        if found < 0:
            return None
        at = found + len(piece)
    return at


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one site that are for this program."""

    rules: tuple[Rule, ...] = ()

    def allows(self, path: str) -> bool:
        """Whether a path (with its query) may be fetched: the longest matching rule decides.

        Of two as long, the one that allows (RFC 9309 §2.2.2).
        """
        plain = _comparable(path or "/")
        if plain == "/robots.txt":
            return True
        matching = [r for r in self.rules if r.matches(plain)]
        best = max(matching, key=lambda r: (len(r.pattern), r.allow), default=None)
        return best is None or best.allow


EVERYTHING = Robots()
NOTHING = Robots((Rule(False, "/"),))


def read_robots(body: bytes, product: str = PRODUCT) -> Robots:
    """The rules for ``product``: of its own groups, else of those for ``*``. Never raises."""
    own: list[Rule] = []
    common: list[Rule] = []
    named = False
    for agents, rules in _groups(body[:MAX_ROBOTS].decode("utf-8", "replace")):
        if product in agents:
            named = True
            own += rules
        elif "*" in agents:
            common += rules
    return Robots(tuple((own if named else common)[:_MAX_RULES]))


def _groups(text: str) -> Iterable[tuple[set[str], list[Rule]]]:
    """(agents, rules) of each group: user-agent lines in a row, then rules."""
    agents: set[str] = set()
    rules: list[Rule] = []
    open_ = False
    for line in text.removeprefix("\ufeff").splitlines():
        found = _LINE.match(line)
        if found is None:
            continue
        key, value = found[1].lower(), found[2].strip()
        if key == "user-agent":
            if not open_:
                yield agents, rules
                agents, rules = set(), []
            agents.add(value.split("/")[0].strip().lower())
            open_ = True
            continue
        open_ = False
        if value:  # an empty Disallow forbids nothing
            rules.append(Rule(key == "allow", _comparable(value)))
    yield agents, rules


def _comparable(path: str) -> str:
    """A path as rules are compared: percent-encoding undone and done again one way."""
    return quote(unquote_to_bytes(path), safe=_SAFE)
