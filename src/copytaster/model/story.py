"""Nouns of the story: an item taken apart."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, ClassVar, Literal, TypeVar

from copytaster.model.base import Noun, Row, quick
from copytaster.model.wire import Block, Credit, Embargo, Item, Span

T = TypeVar("T")

CutKind = Literal[
    "promo", "disclaimer", "credit", "caption", "share", "newsletter", "copyright", "marker"
]
StatementKind = Literal["direct", "mixed", "indirect"]
LinkRole = Literal["speaker", "document", "venue", "outlet", "agency"]
TopicSource = Literal["sender", "name", "text"]


@quick
@dataclass(frozen=True, slots=True)
class Cut(Noun, Row):
    """Text left out of ``story.copy``, and why. Unpacks as (start, end, kind, reason)."""

    _row: ClassVar[tuple[str, ...]] = ("start", "end", "kind", "reason")
    start: int
    end: int
    kind: CutKind
    reason: str


@quick
@dataclass(frozen=True, slots=True)
class Dateline(Noun):
    """Where and when the copy was filed. ``date`` has its year inferred from the item's date.

    ``country`` is the first place's, a name as a reader would write it; ``region`` a state or
    province where one is given. ``span`` covers the dateline up to and
    including its closing mark. ``located`` has every place where it stands, with its ISO country
    and coordinates where they are known.
    """

    span: Span
    places: tuple[str, ...] = ()
    region: str | None = None
    country: str | None = None
    date: date | None = None
    agencies: tuple[str, ...] = ()
    located: tuple[Place, ...] = ()

    @property
    def place(self) -> str | None:
        """The first place."""
        return self.places[0] if self.places else None

    @property
    def agency(self) -> str | None:
        """The first agency."""
        return self.agencies[0] if self.agencies else None


@quick
@dataclass(frozen=True, slots=True)
class Time(Noun, Row):
    """A TIMEX3 expression: ``value`` as in TimeML (``2025-04-26``, ``2024``, ``P2D``), or None.

    ``start``/``end`` follow TIMEX3 and leave a preposition out; ``phrase`` is
    the text with it ("on Saturday"). ``type`` is DATE, TIME, DURATION or SET. Unpacks as (start, end, text, value, type).
    """

    _row: ClassVar[tuple[str, ...]] = ("start", "end", "text", "value", "type")
    start: int
    end: int
    text: str
    value: str | None
    type: str
    phrase: str = ""


@quick
@dataclass(frozen=True, slots=True)
class Place(Noun):
    """A place the copy names, resolved: ``country`` is ISO 3166 alpha-2, coordinates WGS 84 degrees.

    ``demonym`` says that it is named by its people ("Iranian", "the Dutch").
    """

    span: Span
    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None
    demonym: bool = False


@quick
@dataclass(frozen=True, slots=True)
class Name(Noun):
    """A person or organisation with every span that names it. ``name`` is the fullest form, ``post`` a post held."""

    name: str
    kind: Literal["person", "organisation", "unknown"]
    spans: tuple[Span, ...]
    post: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Topic(Noun):
    """An IPTC Media Topic or the sender's own category, and how sure it is.

    ``source`` says how it is known: ``sender`` (as sent, confidence 1), ``name`` (what the sender
    calls its category is the name of a Media Topic) or ``text`` (by the words of the copy).
    """

    code: str
    name: str
    confidence: float = 1.0
    source: TopicSource = "sender"


@quick
@dataclass(frozen=True, slots=True)
class Flag(Noun):
    """Something an editor should look at; the copy itself is never changed. ``evidence`` says why."""

    kind: str
    message: str
    span: Span | None = None
    evidence: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Link(Noun):
    """One hand the words passed through. ``stated``: the sentence itself says so (else carried over)."""

    role: LinkRole
    name: str
    span: Span | None = None
    stated: bool = True


@quick
@dataclass(frozen=True, slots=True)
class Statement(Noun):
    """Somebody's words as the story reports them.

    ``id`` is unique across stories (``<story id>:s<n>``). ``content``, ``cue``
    and ``source`` are spans in reading order; ``kind`` is direct (all quoted),
    mixed or indirect. ``speakers`` are resolved to the fullest name the story
    gives; empty where it does not say. ``chain`` runs from the innermost hand
    outward. ``said_at`` is a TIMEX3 value. ``inside`` is the id of the
    enclosing statement. ``confidence`` is 0 to 1.
    """

    id: str
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    kind: StatementKind
    speakers: tuple[str, ...] = ()
    post: str | None = None
    chain: tuple[Link, ...] = ()
    said_at: str | None = None
    inside: str | None = None
    negated: bool = False
    hypothetical: bool = False
    anonymous: bool = False
    confidence: float = 1.0

    @property
    def speaker(self) -> str | None:
        """The speakers as one display name, or None where the text does not say."""
        if not self.speakers:
            return None
        if len(self.speakers) == 1:
            return self.speakers[0]
        return ", ".join(self.speakers[:-1]) + " and " + self.speakers[-1]


@quick
@dataclass(frozen=True, slots=True)
class Dispute(Noun):
    """Two parties, and what they do not agree on.

    ``kind`` is ``denial`` (the text says that one denies the other) or
    ``contradiction`` (two statements exclude each other). ``topic`` is in the
    copy's own words. ``statements`` are statement ids, the denial first.
    """

    denier: str
    claimant: str | None
    topic: str
    kind: Literal["denial", "contradiction"]
    statements: tuple[str, ...] = ()
    story: str | None = None
    span: Span | None = None


@quick
@dataclass(frozen=True, slots=True)
class Figure(Noun):
    """A counted claim: "at least 12 killed, police said".

    ``what`` is normalised (killed, injured, missing, …), ``value`` the number
    (the lower one of a range, ``upper`` the higher), ``source`` the speaker's
    name or None where the copy vouches for it, ``time`` a TIMEX3 value.
    """

    what: str
    value: float
    qualifier: Literal["exactly", "at least", "at most", "about", "range"] = "exactly"
    upper: float | None = None
    source: str | None = None
    span: Span | None = None
    time: str | None = None
    story: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class PublicationLink(Noun, Row):
    """One hand in the story's own publication chain; unpacks as (role, name)."""

    _row: ClassVar[tuple[str, ...]] = ("role", "name")
    role: Literal["agency", "outlet"]
    name: str


@dataclass(frozen=True)
class Story(Noun):
    """An item taken apart. Every span is a half-open code-point range of ``text``, or of ``headline``.

    ``id`` names one edition, ``series`` all editions of one story: URLs follow
    the series, citations the edition (see `copytaster.model.identity`).
    ``bylines`` hold names, ``credits`` roles with spans; ``language`` is ISO 639-1.
    """

    id: str
    series: str
    item: Item
    blocks: tuple[Block, ...] = ()
    dateline: Dateline | None = None
    credits: tuple[Credit, ...] = ()
    bylines: tuple[str, ...] = ()
    language: str | None = None
    cuts: tuple[Cut, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    names: tuple[Name, ...] = ()
    topics: tuple[Topic, ...] = ()
    statements: tuple[Statement, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    figures: tuple[Figure, ...] = ()
    flags: tuple[Flag, ...] = ()
    publication_chain: tuple[PublicationLink, ...] = ()

    @property
    def text(self) -> str:
        """The body exactly as it came out of the format; what all spans count in."""
        return self.item.body

    @property
    def headline(self) -> str | None:
        """The headline, a field of its own."""
        return self.item.headline

    @property
    def published(self) -> datetime | None:
        """When the sender says it was published, aware UTC."""
        return self.item.published

    @property
    def embargo(self) -> Embargo | None:
        """The sender's embargo, if any."""
        return self.item.embargo

    @cached_property
    def kept(self) -> tuple[Span, ...]:
        """The ranges of ``text`` that no cut covers, in order."""
        kept, at = [], 0
        for cut in sorted(self.cuts, key=lambda c: c.start):
            if cut.start > at:
                kept.append(Span(at, cut.start))
            at = max(at, cut.end)
        if at < len(self.text):
            kept.append(Span(at, len(self.text)))
        return tuple(kept)

    @cached_property
    def copy(self) -> str:
        """``text`` less the union of its cuts; nothing is re-spaced."""
        return "".join(self.text[s:e] for s, e in self.kept)

    @cached_property
    def _made(self) -> dict[Hashable, Any]:
        return {}

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` gives, worked out once per story object: for values derived from it alone.

        None that hold the story itself, which would then outlive its last user.
        """
        if key not in self._made:
            self._made[key] = make()
        made: T = self._made[key]
        return made

    def quote(self, *spans: Span) -> str:
        """The text the spans cover, parts joined by one space."""
        return " ".join(self._field(span)[span.start : span.end] for span in spans)

    def _field(self, span: Span) -> str:
        return (self.headline or "") if span.field == "headline" else self.text

    def with_(self, **changes: object) -> Story:
        """A copy of the story with some fields replaced."""
        return replace(self, **changes)  # type: ignore[arg-type]


@quick
@dataclass(frozen=True, slots=True)
class RepeatedBlock(Noun):
    """A paragraph or line that a feed repeats at the head or end of different stories.

    ``text`` as it stood first; another is the same but for white space and
    digits. ``seen`` in so many different stories, the first on ``since`` (an ISO date).
    """

    text: str
    kind: CutKind = "promo"
    seen: int = 0
    since: str | None = None


@dataclass(frozen=True, slots=True)
class ReadingContext(Noun):
    """What the feed and the coverage already know when a story is read.

    ``boilerplate`` are blocks that repeat across a feed's items, as the caller says;
    ``repeated`` those the desk has learnt from what came before; ``headlines``
    maps known headlines to story ids (a promo may be one of them);
    ``publisher`` and ``agency`` are the feed's own; ``zone`` an IANA zone name for
    the feed; ``earlier`` the id of the edition before this one.
    """

    boilerplate: tuple[str, ...] = ()
    headlines: Mapping[str, str] = field(default_factory=dict)
    publisher: str | None = None
    agency: str | None = None
    zone: str | None = None
    earlier: str | None = None
    repeated: tuple[RepeatedBlock, ...] = ()
