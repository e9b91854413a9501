"""The sample wire's copy: one text file per edition, a small header and the body.

::

    guid: anx-4471
    headline: Ferry sinks off Gullwick
    published: {T-2h:iso}

    First paragraph, with [a link](/stories/other) if need be.

    ## A subhead

Header names are the fields of `WireItem`; names not given take its defaults.
A name may be repeated where the field holds several. Paragraphs are separated
by blank lines. Placeholders (`{BASE}`, `{T-2h:iso}`) are resolved before the
file is taken apart, so everything here is about one replay.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime

from markupsafe import Markup, escape

_LINK = re.compile(r"\[([^\[\]]{1,200})\]\(([^()\s]{1,300})\)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of an item's body; a subhead where the file says ``##``."""

    source: str
    subhead: bool = False

    @property
    def plain(self) -> str:
        """The words alone, as formats without markup carry them."""
        return _LINK.sub(r"\1", self.source)

    @property
    def html(self) -> Markup:
        """The words with their links; everything else is escaped."""
        out, at = Markup(), 0
        for link in _LINK.finditer(self.source):
            out += escape(self.source[at : link.start()])
            out += Markup('<a href="{}">{}</a>').format(link[2], link[1])
            at = link.end()
        return out + escape(self.source[at:])


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that goes with an item: written ``address | caption | credit | alt``."""

    url: str
    caption: str
    credit: str
    alt: str


@dataclass(frozen=True, slots=True)
class WireItem:
    """One edition of one item, as its invented sender wrote it.

    ``published`` and ``updated`` are as the file has them: an ISO time, empty
    for an undated item, or words no machine reads. ``embargo`` is free text
    too. ``raw`` items go out unescaped, to break the feed they are in.
    ``subjects`` are ``code name``. ``event`` and ``reprint_of`` (an item's
    name) are the answer key that tests compare with; they are never served.
    """

    name: str
    guid: str = ""
    version: str = "1"
    status: str = "usable"
    slug: str = ""
    headline: str = ""
    deck: str = ""
    bylines: tuple[str, ...] = ()
    link: str = ""
    published: str = ""
    updated: str = ""
    embargo: str = ""
    urgency: str = ""
    signals: tuple[str, ...] = ()
    located: str = ""
    country: str = ""
    language: str = "en"
    subjects: tuple[str, ...] = ()
    rights: str = ""
    note: str = ""
    pictures: tuple[Picture, ...] = ()
    raw: bool = False
    event: str = ""
    reprint_of: str = ""
    paragraphs: tuple[Paragraph, ...] = ()

    @property
    def summary(self) -> str:
        """What a feed gives beside the headline: the deck, or the first paragraph."""
        return self.deck or next((p.plain for p in self.paragraphs), "")

    @property
    def right_to_left(self) -> bool:
        """Whether the item's language is written from right to left."""
        return self.language.split("-")[0] in {"ar", "he"}


_SINGLE = {f.name for f in fields(WireItem) if f.type == "str"} - {"name"}
_SEVERAL = {
    "byline": "bylines",
    "signal": "signals",
    "subject": "subjects",
    "picture": "pictures",
}


def parse_item(name: str, source: str) -> WireItem:
    """The item a file describes. Raises ValueError naming a header that is not known."""
    head, _, body = source.replace("\r\n", "\n").partition("\n\n")
    values = _header(name, head)
    return WireItem(name=name, paragraphs=_paragraphs(body), **values)  # type: ignore[arg-type]


def _header(name: str, head: str) -> Mapping[str, object]:
    single: dict[str, object] = {}
    several: dict[str, list[str]] = {}
    for line in head.splitlines():
        key, colon, value = (part.strip() for part in line.partition(":"))
        if colon and key in _SINGLE:
            single[key] = value
        elif colon and key in _SEVERAL:
            several.setdefault(_SEVERAL[key], []).append(value)
        elif colon and key == "raw":
            single[key] = value == "yes"
        else:
            raise ValueError(f"{name}: {line!r} is no header of a sample item")
    return single | {key: _several(key, values) for key, values in several.items()}


def _several(key: str, values: list[str]) -> tuple[object, ...]:
    return tuple(map(_picture, values)) if key == "pictures" else tuple(values)


def _picture(value: str) -> Picture:
    url, caption, credit, alt = (part.strip() for part in value.split("|"))
    return Picture(url, caption, credit, alt)


def _paragraphs(body: str) -> tuple[Paragraph, ...]:
    blocks = (" ".join(block.split("\n")).strip() for block in body.split("\n\n"))
    return tuple(
        Paragraph(block.removeprefix("## "), block.startswith("## ")) for block in blocks if block
    )


def moment(text: str) -> datetime | None:
    """The time an ISO header holds; None where it is empty or in words."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
