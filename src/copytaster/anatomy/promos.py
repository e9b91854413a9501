"""Promos: links to other stories that stand in this one, as lines or run into its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from copytaster.anatomy.headlines import headline_end
from copytaster.anatomy.promo_leads import GLUED_ENDS, GLUED_LEAD, LINE_LEAD
from copytaster.model import Cut

_LEAD_REASON = "a link to another story (“{}”), not part of this one"
_KNOWN_REASON = "the headline of another story ({}), not part of this one"
# A line longer than this is a paragraph, whatever it begins with.
_LONGEST_LINE = 320
_SENTENCE_END = re.compile(r"[.!?][”’\"')\]]{0,2}\s+[A-Z“\"‘]")
_SPOKEN = re.compile(r"\b(?:he|she|they|police|officials|[A-Z][a-z]+) (?:said|added|told|wrote)\b")
_SPACE = re.compile(r"\s+")
_SEPARATOR = re.compile(r"[|:]")
_LONGEST_END = max(map(len, GLUED_ENDS)) + 3  # with the spaces that may stand behind it
# Shorter headlines could be anything.
_FEWEST_HEADLINE_WORDS = 4
_LONGEST_HEADLINE = 300


class KnownHeadlines:
    """Headlines of other stories, found at the start of a line or right behind a lead."""

    def __init__(self, headlines: Mapping[str, str], own: str | None):
        self._ids: dict[str, str] = {}
        self._starts: dict[str, list[str]] = {}
        own_folded = _fold(own or "")
        for headline, story in headlines.items():
            folded = _fold(headline)
            if len(folded.split(" ")) >= _FEWEST_HEADLINE_WORDS and folded != own_folded:
                self._ids[folded] = story
                self._starts.setdefault(folded[:12], []).append(folded)

    def whole(self, line: str) -> str | None:
        """The id of the story whose headline the line is, or None."""
        if not self._ids or len(line) > _LONGEST_HEADLINE:
            return None
        return self._ids.get(_fold(line))

    def prefix_end(self, text: str, start: int, end: int) -> int | None:
        """The offset behind a known headline that begins at ``start``, or None."""
        if not self._ids:
            return None
        piece = text[start : min(end, start + _LONGEST_HEADLINE)]
        for known in self._starts.get(_fold(piece)[:12], ()):
            if (length := _matched_length(piece, known)) is not None:
                return start + length
        return None


# The headlines of a feed come again with each of its stories.
@lru_cache(maxsize=4096)
def _fold(text: str) -> str:
    return _SPACE.sub(" ", text).strip().strip(".").casefold()


def _matched_length(piece: str, known: str) -> int | None:
    words = known.split(" ")
    at = 0
    for word in words:
        while at < len(piece) and piece[at].isspace():
            at += 1
        if piece[at : at + len(word)].casefold() != word:
            return None
        at += len(word)
    return at


def promo_cuts(text: str, start: int, end: int, known: KnownHeadlines) -> Iterator[Cut]:
    """The promos of one block, ``text[start:end]``, as cuts in order."""
    at = start
    for line in text[start:end].split("\n"):
        yield from _line_cuts(text, at, at + len(line), known)
        at += len(line) + 1


def _line_cuts(text: str, start: int, end: int, known: KnownHeadlines) -> Iterator[Cut]:
    start, end = _trim(text, start, end)
    if start == end:
        return
    line = text[start:end] if end - start <= _LONGEST_LINE else ""
    if line and (story := known.whole(line)):
        yield Cut(start, end, "promo", _KNOWN_REASON.format(story))
    elif line and (lead := _line_lead(line)):
        yield Cut(start, end, "promo", _LEAD_REASON.format(lead))
    else:
        yield from _glued_cuts(text, start, end, known)


def _line_lead(line: str) -> str | None:
    """The lead of a line that is nothing but a promo."""
    match = LINE_LEAD.match(line)
    if match is None:
        return None
    rest = line[match.end() :].strip()
    if match["sep"] is None and rest.strip(" .:>»›|"):
        return None
    lead = match["lead"].strip(" \u00a0*•-–—►▶>|[(")
    if _SENTENCE_END.search(rest) and headline_end(rest, 0, len(rest)) < len(rest) - 1:
        return None
    return None if _quoting(rest) or _ambiguous(lead, match["sep"], rest) else lead


# These words also begin ordinary sentences and labels; only a bar after them is telling.
_EVERYDAY = frozenset(
    [
        "watch",
        "related",
        "explained",
        "explainer",
        "opinion",
        "listen",
        "recommended",
        "trending",
        "latest news",
        "关连",
        "関連",
        "also on",
        "up next",
    ]
)


def _ambiguous(lead: str, sep: str | None, rest: str) -> bool:
    if lead.casefold() not in _EVERYDAY:
        return False
    if _SPOKEN.search(rest):
        return True
    return bool(rest) and (sep or "").strip() not in {"|", ":", "»", ">", "：", "｜"}


def _quoting(rest: str) -> bool:
    """A sentence with a closing quote and an attribution is copy: ``Watch: "…," he said.``"""
    return bool(re.search(r"[,?!][”\"] (?:he|she|they) ", rest))


def _glued_cuts(text: str, start: int, end: int, known: KnownHeadlines) -> Iterator[Cut]:
    if not _led(text, start, end):
        return
    at = start
    while lead := GLUED_LEAD.search(text, at, end):
        begin = lead.start()
        stop = known.prefix_end(text, lead.end(), end) or headline_end(text, lead.end(), end)
        # Leads that follow each other at once are one cut: a page of them stays linear.
        if stop <= lead.end():
            stop = lead.end()
        phrase = lead.group().strip(" |:\u00a0\n")
        yield Cut(begin, _trim(text, begin, stop)[1], "promo", _LEAD_REASON.format(phrase))
        at = max(stop, lead.end())


def _led(text: str, start: int, end: int) -> bool:
    """Whether a separator stands behind the last word of a glued lead: seldom, and told quickly."""
    return any(
        text[max(start, mark.start() - _LONGEST_END) : mark.start()].rstrip().endswith(GLUED_ENDS)
        for mark in _SEPARATOR.finditer(text, start, end)
    )


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
