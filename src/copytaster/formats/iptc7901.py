"""IPTC 7901: the text format of European agencies' wires.

::

    SOH source+number priority category words routing LF keywords STX
    signals, headline, byline =   copy   ETX day+time zone month year EOT
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from copytaster.errors import FormatError
from copytaster.formats import wirebytes, wiresignals, wiretime
from copytaster.formats.assembly import Notes, byline_names, copy_fields, credits, finished, urgency
from copytaster.formats.markup import Markup, read_text
from copytaster.formats.wirebytes import Message
from copytaster.formats.wirelayout import unwrapped
from copytaster.model import Feed, Item, Subject

_HEADER = re.compile(
    r"^[\x00\x16\x7f\s]{0,40}(?:ZCZC\s{1,5})?([A-Za-z]{1,4})[ -]?(\d{3,5})\s{1,5}(\d)\s{1,5}([A-Za-z]{1,3})"
    r"(?:\s{1,5}(\d{1,5}))?([^\n]{0,200})"
)
_HOUSE = re.compile(r"([A-Za-z][\w.-]{1,20})\s{1,5}/?\d{1,5}\s{0,9}$")
_BY = re.compile(r"^(?:by|von|par|por|di|door|av|af)\s", re.I)
# Where the words to the desk begin that some agencies set below the copy.
_NOTEBOOK = re.compile(
    r"^(?:#{1,3}\s{0,3}(?:\w{1,12}\s)?notebook\b|#{1,3}\s{0,3}(?:notizblock|orte|redaktionelle hinweise)\b"
    r"|the following information is not (?:intended )?for publication\b"
    r"|die folgenden informationen sind nicht zur ver.{1,3}ffentlichung)",
    re.I,
)
MAX_HEADING = 12


def recognises(message: Message) -> bool:
    """Whether the message's header is that of IPTC 7901."""
    return bool(_HEADER.match(message.head))


def item(message: Message) -> Item:
    """One message as an item."""
    notes = Notes(list(message.problems))
    header = _HEADER.match(message.head)
    if header is None:
        notes.add("header-unread", f"the header is {message.head[:80].strip()!r}")
    text, problems = wirebytes.copy(message.text)
    notes.problems.extend(problems)
    heading, content, note = _parts(text)
    times = wiretime.trailer(message.tail)
    house = _HOUSE.search(header[6]) if header else None
    found = Item(
        guid=_guid(header, times),
        slug=_keywords(message.head) or None,
        headline=heading.headline or None,
        deck="\n".join(heading.decks) or None,
        bylines=byline_names(heading.byline) if heading.byline else (),
        credits=credits("agency", house[1] if house else None),
        urgency=urgency(header[3], notes) if header else None,
        take=" ".join(heading.takes) or None,
        signals=tuple(s for take in heading.takes for s in wiresignals.of_take(take)),
        subjects=(Subject(f"category:{header[4].lower()}"),) if header else (),
        note=note or None,
        **times,
        **copy_fields(content, "", notes),
    )
    return finished(found, notes)


def _guid(header: re.Match[str] | None, times: dict[str, object]) -> str | None:
    """Source and number come round every day, so the sending time belongs to the name."""
    sent = times.get("published_text")
    return f"{header[1]}{header[2]}-{sent}".replace(" ", "") if header and sent else None


def _keywords(head: str) -> str:
    """The keyword line: the header's last one, below its first."""
    lines = [line.strip() for line in head.strip("\x00\x16\x7f\r\n ").split("\n")]
    return next((line.rstrip("/ ") for line in reversed(lines[1:]) if line), "")


@dataclass(slots=True)
class _Heading:
    """The lines above the copy."""

    takes: list[str] = field(default_factory=list)
    headline: str = ""
    decks: list[str] = field(default_factory=list)
    byline: str = ""


def _parts(text: str) -> tuple[_Heading, Markup, str]:
    """(heading, copy, note): the heading ends at ``=`` or at a blank line, the note begins at its mark."""
    lines = text.strip("\n \t").split("\n")
    end = _heading_end(lines)
    heading = _Heading()
    for line in lines[:end]:
        _heading_line(heading, line.strip().removesuffix("=").strip())
    below = lines[end:]
    cut = next((i for i, line in enumerate(below) if _NOTEBOOK.match(line.strip())), len(below))
    rule = cut and below[cut - 1].strip(" *-_") == ""
    note = unwrapped("\n".join(below[cut:]))
    return heading, read_text(unwrapped("\n".join(below[: cut - 1 if rule else cut]))), note


def _heading_end(lines: list[str]) -> int:
    """How many lines the heading has; none where the copy begins at once."""
    for number, line in enumerate(lines[:MAX_HEADING]):
        said = line.rstrip()
        if said.endswith("="):
            return number + 1
        if not said:
            long = any(len(one) > 100 for one in lines[:number])
            return (
                0 if long or lines[number - 1].rstrip().endswith((".", "\u201d.", '."')) else number
            )
    return 0


def _heading_line(heading: _Heading, said: str) -> None:
    if not said:
        return
    if not heading.headline and wiresignals.of_line(said):
        heading.takes.append(said)
    elif _BY.match(said) and heading.headline and not heading.byline:
        heading.byline = said
    elif not heading.headline:
        heading.headline = said
    else:
        heading.decks.append(said)


def read(found: list[Message], url: str | None) -> Feed:
    """The messages as a feed. Raises FormatError where none has any text."""
    items = tuple(i for i in map(item, found) if i.body or i.headline)
    if not items:
        raise FormatError("this is an IPTC 7901 wire message without any text", subject=url)
    return Feed(format="iptc-7901", items=items)
