"""Nouns of the wire: what arrived, before anything is concluded from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar, Literal

from copytaster.model.base import Noun, Row, quick

ItemKind = Literal["text", "picture", "video", "audio", "graphic", "package", "advisory"]
ItemStatus = Literal["usable", "withheld", "canceled"]
CreditRole = Literal["agency", "publisher", "contributor", "reporter", "editor", "photographer"]
BlockKind = Literal["headline", "deck", "paragraph", "caption", "table", "list", "subhead"]
SpanField = Literal["text", "headline"]


@quick
@dataclass(frozen=True, slots=True)
class Span(Noun, Row):
    """A half-open range of code points in one field of a story.

    ``field`` is ``text`` (the body) or ``headline``. Unpacks as (start, end).
    """

    _row: ClassVar[tuple[str, ...]] = ("start", "end")
    start: int
    end: int
    field: SpanField = "text"


@quick
@dataclass(frozen=True, slots=True)
class Problem(Noun):
    """Something that was repaired, cut or not understood while reading.

    ``code`` is stable and machine-readable (``date-unparsed``); ``message`` is
    for a person and quotes the offending value, shortened.
    """

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Delivery(Noun):
    """Bytes exactly as received. Never changed after it is made.

    ``body`` is a capped prefix with ``truncated=True`` when more was sent;
    ``received`` is aware UTC; ``headers`` have lower-case names.
    """

    sha256: str
    received: datetime
    body: bytes
    url: str | None = None
    feed: str | None = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    truncated: bool = False

    @property
    def content_type(self) -> str | None:
        """The Content-Type header, if one was sent."""
        return self.headers.get("content-type")


@quick
@dataclass(frozen=True, slots=True)
class Block(Noun, Row):
    """A range of ``item.body`` (or ``story.text``) of one kind; unpacks (start, end, kind, language)."""

    _row: ClassVar[tuple[str, ...]] = ("start", "end", "kind", "language")
    start: int
    end: int
    kind: BlockKind
    language: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Credit(Noun):
    """Who is credited, in which role; ``span`` is where the text says so, if it does."""

    name: str
    role: CreditRole
    span: Span | None = None


@quick
@dataclass(frozen=True, slots=True)
class Embargo(Noun):
    """Not to be published yet. ``until`` is aware UTC, or None when it could not be understood.

    An embargo without ``until`` never lifts by itself: the item is withheld.
    ``text`` is the embargo as sent; ``zone`` its time zone as sent;
    ``condition`` any wording beyond a time ("on delivery").
    """

    until: datetime | None
    text: str
    zone: str | None = None
    condition: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Rights(Noun):
    """What may be done, as declared. None on a field means undeclared.

    ``display`` is ``full``, ``excerpt`` or ``none``; ``until`` is aware UTC;
    ``where`` are country codes or names as sent; ``text`` is the declaration itself.
    """

    display: str | None = None
    derive: bool | None = None
    archive: bool | None = None
    until: datetime | None = None
    where: tuple[str, ...] = ()
    holder: str | None = None
    text: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Media(Noun):
    """A picture, video, audio or graphic that came with an item. ``url`` is http(s) only."""

    kind: str
    url: str
    caption: str | None = None
    credit: str | None = None
    alt: str | None = None
    rights: str | None = None
    type: str | None = None
    width: int | None = None
    height: int | None = None


@quick
@dataclass(frozen=True, slots=True)
class Subject(Noun):
    """A subject code as sent (``medtop:20000056``, ``category:World``) and its name where given."""

    code: str
    name: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Relation(Noun):
    """replaces, updates, corrects, kills, translates, contains, via: to another item's guid or link."""

    kind: str
    target: str


@quick
@dataclass(frozen=True, slots=True)
class Item(Noun):
    """One piece of copy as its sender described it.

    ``provider`` and ``guid`` name it (``guid`` is unique within its provider),
    ``version`` orders its editions (as sent; compare with care). ``body`` is
    plain text, blocks separated by blank lines, every word of the markup that
    a reader would see; ``blocks`` are ranges of it. ``body_html`` is the markup
    as sent and is **not** safe to show. Times are aware UTC; the ``*_text``
    beside them is the string as sent and ``*_offset`` its offset in minutes
    east of UTC (None where none was stated). ``signals`` are the sender's own words for what this is
    (``update``, ``correction``, ``kill``, ``advisory``, …), lower case.
    ``confidence`` is that of HTML extraction, 1.0 for structured formats.
    """

    body: str = ""
    provider: str | None = None
    guid: str | None = None
    version: str | None = None
    kind: ItemKind = "text"
    status: ItemStatus = "usable"
    slug: str | None = None
    headline: str | None = None
    deck: str | None = None
    summary: str | None = None
    bylines: tuple[str, ...] = ()
    credits: tuple[Credit, ...] = ()
    link: str | None = None
    published: datetime | None = None
    published_text: str | None = None
    published_offset: int | None = None
    updated: datetime | None = None
    updated_text: str | None = None
    updated_offset: int | None = None
    embargo: Embargo | None = None
    urgency: int | None = None
    take: str | None = None
    signals: tuple[str, ...] = ()
    located: str | None = None
    language: str | None = None
    subjects: tuple[Subject, ...] = ()
    blocks: tuple[Block, ...] = ()
    body_html: str | None = None
    media: tuple[Media, ...] = ()
    rights: Rights | None = None
    note: str | None = None
    relations: tuple[Relation, ...] = ()
    confidence: float = 1.0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed(Noun):
    """What one delivery held: its items and what the sender says of the whole.

    ``format`` is ``rss``, ``atom``, ``rdf``, ``jsonfeed``, ``ninjs``,
    ``newsml-g2``, ``newsml-1``, ``nitf``, ``rbnews``, ``xml``, ``anpa-1312``, ``iptc-7901``,
    ``mail``, ``sitemap``, ``html``, ``text``, …. ``links`` maps a relation
    (``self``, ``hub``, ``next``, ``alternate``) to an address; ``ttl`` is the
    sender's wished polling interval in seconds. ``guid`` is the feed's own id,
    ``description`` what it says of itself, as one line of text; ``published``
    and ``updated`` are the feed's times, aware UTC.
    """

    format: str
    items: tuple[Item, ...] = ()
    title: str | None = None
    link: str | None = None
    language: str | None = None
    links: Mapping[str, str] = field(default_factory=dict)
    ttl: int | None = None
    problems: tuple[Problem, ...] = ()
    guid: str | None = None
    description: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
