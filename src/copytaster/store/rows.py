"""What the store gives besides the nouns: light rows for lists, and its own small facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from copytaster.model import Correction, EditionKind, Label, Match, Policy, Record, State, Story
from copytaster.model.base import quick

DeliveryState = Literal["pending", "done", "refused", "erased"]
ParcelState = Literal["waiting", "sent", "withdrawn", "failed", "past"]
DecisionKind = Literal[
    "publish", "hold", "kill", "withhold", "release", "policy",
    "edit", "revert", "correct", "merge", "split", "unlink", "unlearn",
]  # fmt: skip


@quick
@dataclass(frozen=True, slots=True)
class StoryRow:
    """One edition in a list, without its copy.

    ``seq`` is the order of arrival and the cursor of every list. ``state`` is
    the public state of its series, None where nothing was decided yet.
    ``words`` counts its copy. Moments are aware UTC.
    """

    seq: int
    id: str
    series: str
    provider: str | None
    guid: str | None
    feed: str | None
    delivery: str
    headline: str | None
    published: datetime | None
    received: datetime
    coverage: str
    reprint_of: str | None
    edition_of: str | None
    edition_kind: EditionKind | None
    similarity: float
    held: str | None
    status: str
    language: str | None
    words: int
    erased: bool
    state: State | None


@dataclass(frozen=True, slots=True)
class StoredStory:
    """An edition with its place in the order of arrival, for replaying into a Matcher."""

    seq: int
    story: Story
    match: Match


@dataclass(frozen=True, slots=True)
class SealedStory:
    """An edition as it is stored, with what shows whether it is still what came in.

    ``form`` is the JSON it is kept as, ``story`` what that says; None where the bytes are
    damaged. ``record`` is its ``edition`` record, ``astray`` the names of the columns beside
    it that say anything else than the story.
    """

    id: str
    salt: str | None
    form: str | None
    story: Story | None
    record: Record | None
    astray: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """A delivery in a list, without its bytes; ``size`` is that of the bytes as received."""

    sha256: str
    feed: str | None
    received: datetime
    state: DeliveryState
    reason: str | None
    size: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody (``who``: a user, or ``desk`` for a rule) decided about a series, and why."""

    time: datetime
    series: str
    story: str | None
    kind: DecisionKind
    who: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class PublicationRow:
    """The public state of a series. ``story`` is the id of the edition shown.

    Fields are those of `copytaster.model.Publication`; ``until`` is when an
    embargoed one may be looked at again (aware UTC), None where it never lifts by itself.
    """

    series: str
    story: str
    state: State
    policy: Policy
    first_published: datetime
    modified: datetime
    label: Label = "unedited"
    reason: str | None = None
    source: str | None = None
    coverage: str | None = None
    origin: str | None = None
    record: int | None = None
    until: datetime | None = None
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Parcel:
    """What one outlet has, or is to have, of one series.

    ``state``: ``waiting`` to be sent, ``sent``, ``withdrawn``, ``failed`` (given
    up until asked again), or ``past``: live before the outlet was there, never
    sent. ``due`` is when it is next looked at, None for never. ``urgent`` ones
    (withdrawals) go before all others. ``number`` counts the versions that were
    tried; ``trying`` and ``sent`` are the digests of the last one tried and the
    last one taken (`WITHDRAWN` for none). ``name`` (a slug) and ``remote`` (an
    id) are the outlet's own for it. ``status``, ``problem`` and ``at`` are of the
    last answer.
    """

    outlet: str
    series: str
    state: ParcelState = "waiting"
    urgent: bool = False
    due: datetime | None = None
    number: int = 0
    tries: int = 0
    edition: str | None = None
    trying: str | None = None
    sent: str | None = None
    name: str | None = None
    remote: str | None = None
    status: int | None = None
    problem: str | None = None
    at: datetime | None = None

    @property
    def may_be_there(self) -> bool:
        """Whether the outlet has a copy, or may have: what was tried may have arrived."""
        return any(d not in (None, WITHDRAWN) for d in (self.trying, self.sent))


WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Dirty:
    """Something whose pages must be made again. ``token`` says as of which change."""

    kind: str
    key: str
    token: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Bytes kept under a name, good up to and including the story numbered ``seq``."""

    name: str
    seq: int
    body: bytes
