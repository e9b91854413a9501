"""Promos: links to other stories that stand in this one, as lines or run into its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copytaster.anatomy.headlines import headline_end, is_headline_like
from copytaster.anatomy.house_phrases import EVERYDAY
from copytaster.anatomy.known import KnownHeadlines
from copytaster.anatomy.phrasebook import Opening, opening_of
from copytaster.anatomy.promo_leads import (
    BARE_HINTS,
    BARE_LEAD,
    GLUED_ENDS,
    GLUED_LEAD,
    LEAD_SEPARATOR,
    LINE_LEADS,
)
from copytaster.anatomy.quotation import inside_quotation
from copytaster.model import Cut

_LEAD_REASON = "a link to another story (“{}”), not part of this one"
_NAMED_REASON = "a link to another story (“{}”, {}), not part of this one"
_KNOWN_REASON = "the headline of another story ({}), not part of this one"
_LISTED_REASON = "a headline in a list of other stories, not part of this one"
# A line longer than this is a paragraph, whatever it begins with.
_LONGEST_LINE = 320
_SENTENCE_END = re.compile(r"[.!?][”’\"')\]]{0,2}\s+[A-Z“\"‘]")
_SPOKEN = re.compile(
    r"\b(?:he|she|they|police|officials|[A-Z][a-z]+) (?:said|added|told|wrote|says)\b"
)
_QUOTED_SPEECH = re.compile(r"[,?!][”\"] (?:he|she|they|the|[A-Z]\w+) ")
_SEPARATORS = "|:：｜»>"
_LONGEST_END = max(map(len, GLUED_ENDS)) + 4  # with the spaces that may stand behind it
_CLOSED = re.compile(r"[.!?…:;,][”\"’')\]]{0,2}$")
_LONGEST_LISTED, _MOST_LISTED = 160, 12
_LONGEST_LEAD = 40
_READ_MORE = re.compile(
    r".{10,180}[^\s.!,;:]\.{0,3} (?:Read [Mm]ore|READ MORE|Continue [Rr]eading)\W*$"
)
_MORE = re.compile(r"More ?: ?[A-Z‘“'\"0-9].{12,200}[^.]$")
_OPEN_QUOTES = '"“„«'
_BARE_WORDS = frozenset([b"read", b"watch", b"see"])
# Announce a list though they stand without a colon; and what is a button, never a list's heading.
_LISTS = frozenset(
    [
        "most popular",
        "most read",
        "top stories",
        "relaterat",
        "související",
        "関連",
        "trending",
        "recommended",
    ]
)
_BUTTON = re.compile(
    r"\W*(?:watch|listen|click|tap|show|hør|hören)(?: [\w ]+)?\W*$|\W*(?:read|see|les|läs|lees|leer|leia|lire|weiterlesen)(?: \w+)?[^\w:]*$"
)


def line_promo(
    opening: Opening, start: int, end: int, known: KnownHeadlines, own: str
) -> Cut | None:
    """The promo that a line, trimmed, is as a whole, or None."""
    line = opening.line
    if len(line) > _LONGEST_LINE:
        return None
    if known and (story := known.whole(line, own)):
        return Cut(start, end, "promo", _KNOWN_REASON.format(story))
    lead = _line_lead(opening)
    return Cut(start, end, "promo", _LEAD_REASON.format(lead)) if lead else None


def _line_lead(opening: Opening) -> str | None:
    """The lead of a line that is nothing but a promo."""
    line, at = opening.line, opening.at
    if line[0] in _OPEN_QUOTES:
        return None
    phrase = LINE_LEADS.match(opening)
    if phrase is None:
        return "Read more" if _is_linked(line) else None
    behind = at + len(phrase)
    sep = LEAD_SEPARATOR.match(line, behind)
    rest = line[sep.end() if sep else behind :].strip()
    if sep is None and rest.strip(" .:>»›|…)]"):
        return None
    if _runs_on(rest) or _QUOTED_SPEECH.search(rest):
        return None
    return None if _ambiguous(phrase, sep, rest) else line[at:behind]


def _is_linked(line: str) -> bool:
    """``Headline Read more``, or ``More: Headline``."""
    if line.startswith("More"):
        return _MORE.match(line) is not None and _SPOKEN.search(line) is None
    return line[-12:].rstrip(" .…»>").lower().endswith(("read more", "reading")) and bool(
        _READ_MORE.match(line)
    )


def _runs_on(rest: str) -> bool:
    """Whether copy follows the headline in the same line."""
    return bool(_SENTENCE_END.search(rest)) and headline_end(rest, 0, len(rest)) < len(rest) - 1


def _ambiguous(phrase: str, sep: re.Match[str] | None, rest: str) -> bool:
    if phrase not in EVERYDAY:
        return False
    if _SPOKEN.search(rest):
        return True
    mark = sep.group().strip() if sep else ""
    return bool(rest) and mark not in {"|", ":", "»", ">", "：", "｜", "..."}


def glued_promos(
    text: str,
    start: int,
    end: int,
    known: KnownHeadlines,
    own: str,
    marks: tuple[str, ...],
    first: bool = False,
) -> Iterator[Cut]:
    """Promos run into ``text[start:end]``, behind a lead or known by their headline; in order.

    ``marks`` are the text's `separators`; ``first`` where the text begins here.
    """
    if _led(text, start, end, marks):
        yield from _behind_leads(text, start, end, known, own)
    if known:
        for begin, stop, story in known.inside(text, start, end, own, first=first):
            if not inside_quotation(text, start, begin):
                yield Cut(begin, stop, "promo", _KNOWN_REASON.format(story))


def bare_promos(text: str, start: int, end: int, known: KnownHeadlines, own: str) -> Iterator[Cut]:
    """Promos behind a lead with no bar or colon, where capitals show the headline."""
    for lead in BARE_LEAD.finditer(text, start, end):
        begin = lead.start("lead")
        if is_headline_like(text[lead.end() : lead.end() + 90]) and not inside_quotation(
            text, start, begin
        ):
            stop, story = _headline(text, lead.end(), end, known, own)
            yield Cut(begin, stop, "promo", _reason(lead["lead"], story))


def holds_bare_lead(text: str, words: frozenset[bytes]) -> bool:
    """Whether `bare_promos` may find any in the text at all; ``words`` is its `word_set`."""
    return not _BARE_WORDS.isdisjoint(words) and any(hint in text for hint in BARE_HINTS)


def _behind_leads(
    text: str, start: int, end: int, known: KnownHeadlines, own: str
) -> Iterator[Cut]:
    at = start
    while lead := GLUED_LEAD.search(text, at, end):
        begin, at = lead.start(), lead.end()
        if inside_quotation(text, start, begin):
            continue
        stop, story = _headline(text, lead.end(), end, known, own)
        phrase = lead.group().strip(" |:：｜»>\u00a0\n")
        yield Cut(begin, stop, "promo", _reason(phrase, story))
        at = max(stop, lead.end())


def _reason(lead: str, story: str | None) -> str:
    return _NAMED_REASON.format(lead, story) if story else _LEAD_REASON.format(lead)


def _headline(
    text: str, start: int, end: int, known: KnownHeadlines, own: str
) -> tuple[int, str | None]:
    """The end of the headline that begins at ``start``, trimmed, and whose it is if known."""
    found = known.prefix(text, start, end, own)
    if found:
        stop, story = found
        return min(end, stop + (text[stop : stop + 1] in {".", "!", "?"})), story
    # Leads that follow each other at once are one cut each: a page of them stays linear.
    stop = max(headline_end(text, start, end), start)
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return stop, None


def separators(text: str) -> tuple[str, ...]:
    """Those of the signs that part a lead from its headline which the text has."""
    return tuple(mark for mark in _SEPARATORS if mark in text)


def _led(text: str, start: int, end: int, marks: tuple[str, ...]) -> bool:
    """Whether a separator stands behind the last word of a glued lead: seldom, and told quickly."""
    for mark in marks:
        at = text.find(mark, start, end)
        while at >= 0:
            if text[max(start, at - _LONGEST_END) : at].rstrip().endswith(GLUED_ENDS):
                return True
            at = text.find(mark, at + 1, end)
    return False


def is_lone_lead(line: str) -> bool:
    """Whether a line that is cut announces others: "Related stories:", "READ MORE:", "More from QQN:"."""
    if len(line) > _LONGEST_LEAD:
        return False
    _, small, at, _ = opening = opening_of(line)
    phrase = LINE_LEADS.match(opening)
    if phrase is not None and (phrase not in EVERYDAY or line.endswith(":") or phrase in _LISTS):
        return not any(map(str.isalnum, line[at + len(phrase) :])) and not _BUTTON.match(small)
    return small == "more:" or (small.startswith("more from") and line.endswith(":"))


def listed_promos(text: str, lines: list[tuple[int, int]], heads: set[int]) -> Iterator[Cut]:
    """The headlines that follow a lone lead ("Related stories:"), line by line.

    ``lines`` are the text's lines, trimmed; ``heads`` the starts of those that are lone leads.
    Two at least, or all that is left: a single short line may be a subheading of the copy.
    """
    waiting: list[tuple[int, int]] = []
    listing = False
    for start, end in [*lines, (len(text), len(text))]:
        if listing and start < end and len(waiting) < _MOST_LISTED and _listable(text[start:end]):
            waiting.append((start, end))
            continue
        if listing and (len(waiting) > 1 or start == len(text)):
            for begin, stop in waiting:
                yield Cut(begin, stop, "promo", _LISTED_REASON)
        listing, waiting = start in heads, []


def _listable(line: str) -> bool:
    if len(line) > _LONGEST_LISTED or line.count(" ") < 2 or _CLOSED.search(line):
        return False
    return _SPOKEN.search(line) is None and line[0] not in "([@#"
