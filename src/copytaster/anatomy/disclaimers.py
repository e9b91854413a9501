"""Syndication disclaimers: what a publisher says it did, or did not do, to the copy.

They are cut, and kept as provenance: who publishes, whose feed it is, and what was changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from copytaster.anatomy.agencies import agency_name, looks_like_agency
from copytaster.anatomy.lowercase import lowered
from copytaster.anatomy.sentences import sentence_spans

# Words that no other copy has together with what `_OPENS` asks for; of lower-cased text.
_TRIGGER = re.compile(
    r"auto-?\s?generated|automatically generated|syndicated|syndication|unedited|not (?:been )?(?:edited|modified|created)|"
    r"may not have|inputs? from|holds no responsibility|news (?:service|feed|agency)|wire (?:service|feed|agency)|"
    r"agency (?:service|feed|agency)|headline (?:has|have|and|may)|published (?:directly )?from|"
    r"responsib|reworked|no (?:edits|changes)"
)
# Looked for first, because it is quick: no trigger is without one of these.
_HINTS = (
    "generated", "syndicat", "edited", "modified", "created", "may not have", "input", "responsib", "feed",
    "agency", "service", "headline", "published", "reworked", "no changes", "no edits",
)  # fmt: skip
_OPENS = re.compile(
    r"[\s(\[*“\"]{0,4}(?:(?:editor.?s )?note ?: )?(?:"
    r"(?:except for|apart from|barring) the (?:headline|title)|(?:only )?the headline|"
    r"this (?:is an? )?(?:unedited|auto|agency|syndicated|wire)|this is an? |"
    r"this (?:story|article|report|news|copy|content|item|post|piece|press release|feature)\b|"
    r"the (?:story|article|report|above (?:story|article|report)|content|following (?:story|article))\b|"
    r"disclaimer ?:|with (?:additional )?(?:agency |agencies )?inputs?|\(?inputs? from|published (?:from|under)|"
    r"(?:[A-Z]\w+ ){1,2}holds no )",
    re.I,
)
_DECLARES = re.compile(
    r"auto-?\s?generated|automatically generated|syndicated|unedited|not (?:been )?(?:edited|modified|created)|"
    r"inputs? from|holds no responsibility|(?:taken|sourced|published|generated|received|provided|supplied)\b.{0,40}"
    r"(?:feed|news agency|wire|service|agency)|headline (?:and \w+ )?(?:has|have|may have) (?:been )?(?:changed|edited|reworked|modified)",
    re.I,
)
_INPUTS_ONLY = re.compile(r"[\s(\[]{0,3}(?:with )?(?:additional )?(?:agency )?inputs? from", re.I)
_FOLLOWS = re.compile(
    r"[\s(]{0,3}(?:(?:[A-Z]\w+ ){1,3}(?:holds|takes|bears|assumes) no |only the headline |the headline )",
    re.I,
)
_STAFF = re.compile(
    r"\b(?:by|,|;|and|from|of)\s(?P<name>(?:the )?[A-Z][\w.&]*(?: [A-Z][\w.&]*){0,3}?)(?:['’]s)?\s(?:[Ss]taff|editorial (?:team|staff|desk)|[Tt]eam|[Dd]esk|editors?)\b"
    r"|(?P<holds>[A-Z][\w.&]*(?: [A-Z][\w.&]*){0,2}) (?:holds|takes|assumes) no\b"
)
_SERVICE = re.compile(
    r"(?:from|by|via) (?:the )?(?P<name>[A-Z][\w]{1,20}(?: [A-Z]\w{1,20}){0,2})(?:['’]s)? (?:news )?(?:agency|service|feed|news service|newswire)"
)
_LONGEST = 600
_GENERIC = frozenset(["Syndicated News", "Syndicated", "News", "Agency", "The", "Wire"])


@dataclass(frozen=True, slots=True)
class Disclaimer:
    """A disclaimer's range, the outlet it speaks for and the agency it names; ``inputs`` for mere input credits."""

    start: int
    end: int
    outlet: str | None
    agency: str | None
    inputs: bool = False


class DisclaimerSearch:
    """Finds the disclaimers of one text, block by block."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._small = lowered(text)
        self._hints = [hint for hint in _HINTS if hint in self._small]

    def within(self, start: int, end: int) -> Iterator[Disclaimer]:
        """The disclaimers of a block: a bracket, or whole sentences, that declare how copy was handled."""
        if not any(self._small.find(hint, start, end) >= 0 for hint in self._hints):
            return
        text, at = self._text, start
        while trigger := _TRIGGER.search(self._small, at, end):
            low, high = _bounds(text, max(start, at), trigger.start(), end)
            at = max(high, trigger.end())
            piece = text[low:high]
            if _OPENS.match(piece) and _DECLARES.search(piece):
                high = _extended(text, high, end)
                at = max(at, high)
                yield _disclaimer(text, low, high)


def _bounds(text: str, start: int, at: int, end: int) -> tuple[int, int]:
    """The bracket around ``at``, else its sentence; never more than `_LONGEST` characters either way."""
    low, high = max(start, at - _LONGEST), min(end, at + _LONGEST)
    opened = max(text.rfind("(", low, at), text.rfind("[", low, at))
    if opened >= 0 and text.find(")", opened, at) < 0 and text.find("]", opened, at) < 0:
        closed = max(text.find(")", at, high), text.find("]", at, high))
        return opened, closed + 1 if closed >= 0 else high
    for span in sentence_spans(text, low, high):
        if span.start <= at < span.end:
            return span.start, span.end
    return low, high


def _extended(text: str, at: int, end: int) -> int:
    """Past the sentences that belong to the disclaimer: ``X holds no responsibility for its content.``"""
    while match := _FOLLOWS.match(text, at, min(end, at + 80)):
        spans = sentence_spans(text, match.start(), min(end, at + _LONGEST))
        if not spans or spans[0].end <= at:
            break
        at = spans[0].end
    return at


def _disclaimer(text: str, start: int, end: int) -> Disclaimer:
    while start < end and text[start].isspace():
        start += 1
    piece = text[start:end]
    inputs = bool(_INPUTS_ONLY.match(piece))
    return Disclaimer(start, end, _outlet(piece), _agency(piece), inputs)


def _outlet(piece: str) -> str | None:
    match = _STAFF.search(piece)
    if match is None:
        return None
    name = (match["name"] or match["holds"]).removeprefix("the ")
    return None if name in _GENERIC or agency_name(name) else name


def _agency(piece: str) -> str | None:
    for match in _SERVICE.finditer(piece):
        first = match["name"]
        for name in (first, first.split(" ")[0]):
            if found := agency_name(name):
                return found
        if looks_like_agency(first):
            return first
    return None
