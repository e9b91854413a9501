"""Nouns of the running desk: subscriptions, and what is put before the public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from copytaster.model.base import Noun
from copytaster.model.coverage import Coverage
from copytaster.model.draft import Draft
from copytaster.model.editing import Edit
from copytaster.model.story import Story

Policy = Literal["full", "excerpt", "hold"]
State = Literal["live", "held", "embargoed", "withheld", "killed"]
Label = Literal["unedited", "edited", "composed"]
OutletKind = Literal["webhook", "wordpress"]


@dataclass(frozen=True, slots=True)
class Subscription(Noun):
    """A feed the desk takes, its operator's policy, and where its polling stands.

    ``provider`` is the authority its items belong to (default: the feed's
    host); whatever an item claims about its provider, this is what counts.
    ``speaks_for`` are the agency names it may correct or kill copies of, by
    the operator's word. ``agency`` and ``publisher`` say which house it is, where known. Times are aware UTC, intervals in seconds.
    ``etag`` and ``last_modified`` are echoed verbatim. ``muted`` feeds are not polled.
    ``interval`` is the operator's own word; ``rhythm`` what polling learnt of the
    feed, ``ttl`` what the feed asked for. ``sha256`` is that of the last body,
    ``hold_until`` when the server may be asked again, if it asked for peace.
    ``push`` lets a hub push it (where the desk has a public address), ``articles``
    has the pages its excerpts link to fetched. ``page`` says that the address is a
    web page, wanted as one: elsewhere one that comes is no copy. ``certificate_until`` is when the
    server's certificate ends, None where that says nothing (no TLS, a short-lived one).
    ``problem`` is what is wrong, ``note`` what is only worth knowing of how it is asked.
    """

    id: str
    url: str
    title: str | None = None
    provider: str = ""
    speaks_for: tuple[str, ...] = ()
    agency: str | None = None
    publisher: str | None = None
    policy: Policy = "excerpt"
    zone: str | None = None
    interval: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    validators_since: datetime | None = None
    next_poll: datetime | None = None
    last_poll: datetime | None = None
    last_success: datetime | None = None
    failures: int = 0
    problem: str | None = None
    muted: bool = False
    sample: bool = False
    rhythm: int | None = None
    ttl: int | None = None
    sha256: str | None = None
    hold_until: datetime | None = None
    push: bool = True
    articles: bool = False
    certificate_until: datetime | None = None
    page: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Correction(Noun):
    """A change the public is told of: ``kind`` as in a Match, ``note`` in plain words, aware UTC."""

    at: datetime
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class Related(Noun):
    """A link to another story on this site."""

    series: str
    headline: str
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Publication(Noun):
    """One story as the desk puts it out, with all a page, feed or push needs.

    ``state`` decides whether anything is shown at all: only ``live`` is
    public; a ``killed`` one leaves a tombstone without a word of copy.
    ``reason`` is why it is in that state, for the desk. ``policy`` bounds how much of the
    copy may be shown. ``salt`` (hex) opens this edition's commitments;
    ``withdrawn_by`` says who killed it (its provider, its agency, the desk),
    ``notice`` what an editor tells the public about that, None for nothing;
    ``record`` is the ledger number of the edition as it came in. ``source`` is the
    feed's title or agency; ``origin`` the series this is a reprint of. ``edit`` is
    what an editor changed: ``story`` is then the edition as edited, under the
    edition's own id, and ``waiting`` the newer edition that the edit does not fit.
    """

    series: str
    story: Story
    state: State
    policy: Policy
    first_published: datetime
    modified: datetime
    label: Label = "unedited"
    reason: str | None = None
    source: str | None = None
    coverage: str | None = None
    origin: str | None = None
    salt: str = ""
    record: int | None = None
    corrections: tuple[Correction, ...] = ()
    related: tuple[Related, ...] = ()
    withdrawn_by: str | None = None
    notice: str | None = None
    edit: Edit | None = None
    waiting: str | None = None


@dataclass(frozen=True, slots=True)
class ThreadEvent(Noun):
    """Another event of the same running matter, as its own page calls it.

    ``at`` is when its first story was published, ``series`` the story that has
    the headline; ``page`` says whether the event has a page, or that story only.
    """

    coverage: str
    headline: str
    at: datetime
    series: str
    page: bool = True


@dataclass(frozen=True, slots=True)
class CoverageView(Noun):
    """An event as the public may see it: only publishable stories are in here.

    ``publications`` are the members that have a page, origins first;
    ``draft`` is the composed story, None where policy or law forbids one.
    ``earlier`` and ``later`` are other events of the same running matter.
    Of an event of very many stories ``publications`` are some, ``others`` the newest of
    those beside them, ``more`` how many there are beyond these; ``copies`` counts the
    reprints among others and more.
    """

    coverage: Coverage
    publications: tuple[Publication, ...]
    draft: Draft | None = None
    salt: str = ""
    modified: datetime | None = None
    earlier: tuple[ThreadEvent, ...] = ()
    later: tuple[ThreadEvent, ...] = ()
    others: tuple[Related, ...] = ()
    more: int = 0
    copies: int = 0

    @property
    def stories(self) -> int:
        """How many live stories tell of the event."""
        return len(self.publications) + len(self.others) + self.more


@dataclass(frozen=True, slots=True)
class Site(Noun):
    """What every page knows: where it stands and who publishes.

    ``base_url`` has no trailing slash; ``key`` names the ledger's signing key; ``search`` says that there is a search
    page, which the program itself must serve; ``hub`` is the address of the
    WebSub hub that the feeds name; ``wire`` are the documents that stand beside
    each story's page (`copytaster.publish.links.DOCUMENTS`); ``theme`` is the digest of
    the publisher's own templates (`copytaster.publish.theme`), empty for the built-in look.
    """

    title: str
    base_url: str
    description: str = ""
    language: str = "en"
    publisher: str | None = None
    contact: str | None = None
    key: str | None = None
    search: bool = False
    hub: str | None = None
    wire: tuple[str, ...] = ()
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Page(Noun):
    """One file of the site. ``path`` is relative, with forward slashes; ``status`` 410 marks a tombstone."""

    path: str
    body: bytes
    media_type: str
    status: int = 200


@dataclass(frozen=True, slots=True)
class Outlet(Noun):
    """A place that copies of live stories are pushed to, and how pushing to it goes.

    ``credential`` says where the signing secret or password is, never what it is:
    ``file`` (in the desk's keys) or ``env:NAME``. ``share`` is the most it may
    have of a story (``full`` or ``excerpt``); ``feeds`` (ids) and ``topics``
    (codes or names) narrow which stories, none means all; ``places`` are those
    it publishes in, for rights that hold only there. ``user``, ``status`` (of a
    new post: draft or publish), ``categories`` and ``tags`` (its own numbers)
    are WordPress's; ``format`` is that of a webhook's item.

    ``state`` is ``on``, ``off``, or ``leaving`` (its copies are being withdrawn).
    ``failures`` counts those since the last success, ``paused_until`` is when
    it is asked again. Times are aware UTC.
    """

    id: str
    kind: OutletKind
    url: str
    credential: str = "file"
    title: str | None = None
    user: str | None = None
    share: Policy = "excerpt"
    format: Literal["jsonfeed", "ninjs"] = "jsonfeed"
    feeds: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    status: Literal["draft", "publish"] = "draft"
    categories: tuple[int, ...] = ()
    tags: tuple[int, ...] = ()
    state: Literal["on", "off", "leaving"] = "on"
    failures: int = 0
    paused_until: datetime | None = None
    problem: str | None = None
    last_success: datetime | None = None
