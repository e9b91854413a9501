"""What the matcher keeps of a story: enough to place the next one, and no text.

An entry holds samples and weights, not copy: a desk's matcher of tens of
thousands of live stories fits in memory and holds nothing that a kill or an
erasure would have to hunt for, but the headline, figures and disputes shown.
"""

from __future__ import annotations

import hashlib
from array import array
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from functools import lru_cache

from copytaster.formats.signals import of_item
from copytaster.matching.houses import (
    credited_helpers,
    is_agency_own,
    leant_on,
    publisher,
    quoted_houses,
    signers,
)
from copytaster.matching.marks import marks_of
from copytaster.matching.shingles import Sample, plain_copy, sample
from copytaster.matching.tone import LEAD_WORDS, Tone, Tones, loudness, shipped_tones
from copytaster.matching.words import bags, quoting, readable
from copytaster.model import Dispute, EditionKind, Figure, Relation, Story

NOBODY = -1
DAY = 86_400
_LONGEST_HEADLINE = 400
_SHORT = 20_000  # code points of a copy whose gist is kept; few are longer
# Terms and their weights, heaviest first.
Weights = dict[str, int]


@dataclass(slots=True)
class Entry:
    """One edition as the matcher knows it. ``at`` is epoch seconds; numbers name other entries.

    ``root`` is the entry it reprints (NOBODY for an origin), ``earlier`` the
    edition before it, ``later`` the one after, ``rests_on`` an origin it rewrites;
    ``agencies`` are those whose copy it is, ``helped_by`` those whose copy went into it;
    ``weighs`` says whether it is indexed and linked, ``dated`` whether its sender gave a
    time. ``links`` are the likely tellers of its event, in thousandths; ``crowd`` is how
    much alike what was told on its subject in the days before (a cosine).
    """

    no: int
    id: str
    provider: str
    guid: str | None
    link: str | None
    version: str | None
    status: str
    headline: str | None
    at: int
    changed: int
    digest: str
    own: bool
    agencies: tuple[str, ...]
    publisher: str
    quoted: tuple[str, ...]
    signals: tuple[str, ...]
    relations: tuple[Relation, ...]
    tone: Tone
    sample: Sample
    disputes: tuple[Dispute, ...]
    figures: tuple[Figure, ...]
    leans: tuple[str, ...] = ()
    helped_by: tuple[str, ...] = ()
    language: str = ""
    marks: tuple[str, ...] = ()
    dated: bool = True
    body: Weights = field(default_factory=dict)
    lead: Weights = field(default_factory=dict)
    crowd: float = 0.0
    links: dict[int, int] = field(default_factory=dict)
    indexed: array[int] = field(default_factory=lambda: array("I"))
    event: int = NOBODY
    root: int = NOBODY
    similarity: float = 0.0
    rests_on: int = NOBODY
    earlier: int = NOBODY
    later: int = NOBODY
    kind: EditionKind | None = None
    weighs: bool = False
    killed: bool = False
    held: str | None = None

    @property
    def is_origin(self) -> bool:
        """Repeats nobody, is the current edition and was not killed."""
        return self.root == NOBODY and self.later == NOBODY and not self.killed

    @property
    def source(self) -> str:
        """The house on whose word it rests: its agency, else its publisher."""
        if self.agencies:
            return self.agencies[0]
        return self.publisher or self.headline or self.id


def moment(story: Story) -> int | None:
    """The story's own time in epoch seconds: published, updated or dateline, else None."""
    for value in (story.item.published, story.item.updated):
        if value is not None:
            return _seconds(value)
    if story.dateline is not None and story.dateline.date is not None:
        return _seconds(datetime.combine(story.dateline.date, time(0), UTC))
    return None


@dataclass(frozen=True, slots=True)
class Gist:
    """What the words of a story come to. ``counted`` says how much each term counts, ``lead`` in the lead."""

    digest: str
    tone: Tone
    sample: Sample
    counted: Counter[str]
    lead: Counter[str]


def gist_of(story: Story, tones: Tones | None = None) -> Gist:
    """The gist of a story's plain copy and headline; not to be changed."""
    copy, headline = plain_copy(story), (story.headline or "")[:_LONGEST_HEADLINE]
    gist = _remembered if len(copy) <= _SHORT else _gist
    return gist(copy, headline, story.language, tones or shipped_tones())


def _gist(copy: str, headline: str, language: str | None, tones: Tones) -> Gist:
    (words, quoted), (title, _) = quoting(copy), quoting(headline)
    (counted, lead), loud = bags(words, title), loudness(headline, copy)
    tone = tones.tone(readable(words[:LEAD_WORDS]), readable(title), language, loud)
    return Gist(digest_of(words), tone, sample(words, quoted), counted, lead)


# A story is asked about again soon: it is placed, and then what to read beside it is looked for.
_remembered = lru_cache(maxsize=256)(_gist)


def entry_of(
    story: Story, gist: Gist, no: int, now: int, speaks_for: Mapping[str, tuple[str, ...]]
) -> Entry:
    """The entry of a story; ``now`` is the stream's time, used where the story has none."""
    item, at = story.item, moment(story)
    exact = item.published is not None or item.updated is not None
    when = now if at is None else at
    return Entry(
        no=no,
        id=story.id,
        provider=item.provider or "",
        guid=item.guid,
        link=item.link,
        version=item.version,
        status=item.status,
        headline=story.headline,
        at=when,
        changed=_seconds(item.updated) if item.updated is not None else when,
        digest=gist.digest,
        own=is_agency_own(story, speaks_for),
        agencies=signers(story),
        helped_by=credited_helpers(story),
        publisher=publisher(story),
        quoted=quoted_houses(story),
        leans=leant_on(story),
        language=(story.language or "").partition("-")[0],
        marks=marks_of(story),
        signals=of_item(item),
        relations=item.relations,
        tone=gist.tone,
        sample=gist.sample,
        disputes=story.disputes,
        figures=story.figures,
        dated=exact,
    )


def digest_of(words: list[bytes]) -> str:
    """A digest of words, 16 hex digits."""
    return hashlib.sha256(b" ".join(words)).hexdigest()[:16]


def _seconds(moment: datetime) -> int:
    aware = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    return int(aware.timestamp())
