"""ANPA 1312: the wire format of North American agencies, with its header and its copy codes.

::

    SOH service+number US selector LF priority category format keyword MM-DD words STX
    ^keyword line,words<  ^headline<  ^Eds: …<  ^By …=  ^Agency=  TAB paragraph …  ETX time EOT

A line of copy that begins with ``^`` stands outside the paragraphs; ``<`` and ``=`` end it
(quad left, quad centre). A row of a table begins with ``BS``, its cells are parted by
``;`` or by thin spaces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from copytaster.errors import FormatError
from copytaster.formats import wirebytes, wiresignals, wiretime
from copytaster.formats.assembly import Notes, byline_names, copy_fields, credits, finished
from copytaster.formats.markup import from_blocks
from copytaster.formats.wirebytes import Message
from copytaster.model import BlockKind, Feed, Item, Subject

_FIRST = re.compile(r"^[\x00\x16\x7f\s]{0,40}([A-Za-z])(\d{4})[\x1f\s]{1,3}([\w-]{0,20})")
_SECOND = re.compile(
    r"\n\s{0,5}([A-Za-z]) ([A-Za-z])\s?[\x11-\x14]{0,3}\s{0,3}([^\n\x00-\x1f]{0,80}?)"
    r"(?:\s{1,9}(\d\d-\d\d)(?:\s{1,3}(\d{3,5}))?)?\s{0,9}$",
)
# The standard's transmission priorities, most urgent first; the rest are features and advances.
_URGENCY = {"f": 1, "b": 2, "u": 3, "r": 4, "d": 5}
_ADVANCES = frozenset("asw")
# The standard's category letters.
_CATEGORIES = {
    "a": "Domestic news", "b": "Special events", "c": "Features", "d": "Food", "e": "Entertainment",
    "f": "Finance", "g": "State and regional", "h": "Health", "i": "International news",
    "j": "Lottery", "k": "Commentary", "l": "Lifestyle", "m": "Farm", "n": "State and regional",
    "o": "Weather", "p": "Politics", "q": "Results", "r": "Racing", "s": "Sports", "t": "Travel",
    "v": "Advisories", "w": "Washington", "x": "Special", "y": "Internal routing",
}  # fmt: skip
_ADVISORIES = "v"
_WORD_COUNT = re.compile(r",\s?\d{2,5}$")
_CELL_GAP = re.compile(r" {0,8}(?:[\x1e\x1f][\x1e\x1f ]{0,20}|;)")
_UNEVEN = re.compile(r"\s\s|[^\S ]")
_HALF = re.compile(r"(?<=\d)\{|(?<!\S)\{(?!\S)")
_NONE = re.compile(r"(?<!\S)_(?!\S)")
_NOTE = re.compile(
    r"^\(?(?:(?:eds|ed|editors?|note|with photos?|embargo\w*|advisory)\b|\w{2,12} photos? [A-Z]{1,5}\d)",
    re.I,
)
_BY = re.compile(r"^by\s", re.I)
_HOUSE = re.compile(
    r"\b(?:press|news|agency|agence|reuters|wire|service|associated|writer|correspondent|AP|UPI|AFP)\b",
    re.I,
)
MAX_HEAD_LINES = 40


def recognises(message: Message) -> bool:
    """Whether the message's header is that of ANPA 1312."""
    return bool(_FIRST.match(message.head)) and "\x1f" in message.head[:60]


def item(message: Message) -> Item:
    """One message as an item."""
    notes = Notes(list(message.problems))
    copy = _copy(message.text, notes)
    first, second = _FIRST.match(message.head), _SECOND.search(message.head)
    priority, category, keyword = (
        (second[1].lower(), second[2].lower(), second[3].strip()) if second else ("", "", "")
    )
    if second is None:
        notes.add("header-unread", f"the second header line is {message.head[-80:].strip()!r}")
    slug, take = _keyword(copy.keyword or keyword)
    times = wiretime.trailer(message.tail) or wiretime.trailer(copy.trailer)
    found = Item(
        guid=_guid(first, times.get("published")),
        version=take if take[:1].isdigit() else None,
        slug=slug or None,
        take=take or None,
        headline=copy.headline or None,
        deck="\n".join(copy.decks) or None,
        bylines=byline_names(copy.byline) if copy.byline and not copy.house_byline else (),
        credits=credits("agency", *copy.houses),
        urgency=_URGENCY.get(priority),
        signals=(
            *wiresignals.of_take(take),
            *(("advance",) if priority in _ADVANCES else ()),
            *(("advisory",) if category == _ADVISORIES else ()),
        ),
        subjects=_subjects(category),
        note="\n".join(copy.notes) or None,
        **times,
        **copy_fields(from_blocks(copy.blocks), "", notes),
    )
    return finished(found, notes)


def _guid(first: re.Match[str] | None, published: datetime | None) -> str | None:
    """Service letter and number come round every day, so the day belongs to the name."""
    if first is None or published is None:
        return None
    return f"{first[1]}{first[2]}-{published:%Y-%m-%d}"


def _subjects(category: str) -> tuple[Subject, ...]:
    if not category:
        return ()
    return (Subject(f"anpa:{category}", _CATEGORIES.get(category)),)


def _keyword(line: str) -> tuple[str, str]:
    """(slug, take) of a keyword line: ``BC-XX--Harbour Bridge, 2nd Ld-Writethru,431``."""
    slug, _, take = _WORD_COUNT.sub("", line.strip()).partition(", ")
    return slug.strip(), take.strip()


@dataclass(slots=True)
class _Copy:
    """What the lines of one message's text are."""

    keyword: str = ""
    headline: str = ""
    byline: str = ""
    house_byline: bool = False
    trailer: str = ""
    decks: list[str] = field(default_factory=list)
    houses: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    blocks: list[tuple[BlockKind, str, str | None]] = field(default_factory=list)


def _copy(text: str, notes: Notes) -> _Copy:
    cleaned, problems = wirebytes.copy(_rows(text))
    notes.problems.extend(problems)
    copy, lines = _Copy(), cleaned.split("\n")
    start = _head(copy, lines)
    _body(copy, lines[start:])
    return copy


def _rows(text: str) -> str:
    """The rows of tables with tabs for what parts their cells."""
    if "\x08" not in text:
        return text
    lines = text.split("\n")
    return "\n".join(_row(line) if line.startswith("\x08") else line for line in lines)


def _row(line: str) -> str:
    cells = _CELL_GAP.sub("\t", line[1:].replace("^", "", 1).rstrip("<=\r "))
    return "\x08" + _NONE.sub("\u2014", _HALF.sub("\u00bd", cells))


def _head(copy: _Copy, lines: list[str]) -> int:
    """Reads the lines above the copy; gives the number of the first one below them."""
    for number, line in enumerate(lines[:MAX_HEAD_LINES]):
        said = line.strip()
        if not said:
            continue
        if not said.startswith("^") or _is_copy(copy, said):
            return number
        _head_line(copy, said.lstrip("^").strip(), _ended(said))
    return min(len(lines), MAX_HEAD_LINES)


def _is_copy(copy: _Copy, said: str) -> bool:
    """A centred line after the credit is a subhead of the copy, not part of the head."""
    return bool(copy.houses) and not _HOUSE.search(said) and not _NOTE.match(said.lstrip("^ "))


def _ended(line: str) -> str:
    return line.lstrip("^").rstrip("<=> ").strip()


def _head_line(copy: _Copy, raw: str, said: str) -> None:
    if _is_keyword(copy, raw, said):
        copy.keyword = said
    elif _NOTE.match(said):
        copy.notes.append(said)
    elif _BY.match(said) and not copy.byline:
        _byline(copy, said)
    elif copy.byline and _HOUSE.search(said):
        copy.houses.append(said)
    elif not copy.headline:
        copy.headline = said
    else:
        copy.decks.append(said)


def _is_keyword(copy: _Copy, raw: str, said: str) -> bool:
    """The first line, if it has a count of words or the dashes of a slug."""
    if copy.keyword or copy.headline:
        return False
    return bool(_WORD_COUNT.search(said)) or (raw.endswith("<") and "--" in said)


def _byline(copy: _Copy, said: str) -> None:
    copy.byline = said
    name = said[3:].strip()
    if _HOUSE.search(name):
        copy.house_byline = True
        copy.houses.append(name.removeprefix("The ").removeprefix("the "))


def _body(copy: _Copy, lines: list[str]) -> None:
    table: list[str] = []
    paragraph: list[str] = []

    def close() -> None:
        if paragraph:
            copy.blocks.append(("paragraph", " ".join(paragraph), None))
            paragraph.clear()
        if table:
            copy.blocks.append(("table", "\n".join(table), None))
            table.clear()

    for line in lines:
        said = _folded(_without_quads(line))
        if line.startswith("\x08"):
            if paragraph:
                close()
            table.append("\t".join(" ".join(c.split()) for c in line[1:].split("\t")))
            continue
        if table or not said or line[:1] in "\t^" or line.startswith("   "):
            close()
        if line.lstrip().startswith("^"):
            _set_apart(copy, said.lstrip("^ "))
        elif said:
            paragraph.append(said)
    close()


def _folded(line: str) -> str:
    """White space folded; without taking a line of megabytes to pieces where there is nothing to fold."""
    said = line.strip()
    return " ".join(said.split()) if _UNEVEN.search(said) else said


def _without_quads(line: str) -> str:
    """The line without the mark that sets it left, centred or right."""
    line = line.rstrip()
    return line[:-1] if line[-1:] in "<=>" else line


def _set_apart(copy: _Copy, said: str) -> None:
    if wiretime.trailer(said) and not copy.trailer:
        copy.trailer = said
    elif said:
        copy.blocks.append(("subhead", said, None))


def read(found: list[Message], url: str | None) -> Feed:
    """The messages as a feed. Raises FormatError where none has any text."""
    items = tuple(i for i in map(item, found) if i.body or i.headline)
    if not items:
        raise FormatError("this is an ANPA 1312 wire message without any text", subject=url)
    return Feed(format="anpa-1312", items=items)
