"""What every wire document says of a publication, whatever its format: one value, worked out once.

The copy is that of the page (`view_copy`), so a document never carries more
than its page: the whole under ``full``, the first sentences under ``excerpt``,
and then neither deck nor pictures. Notes that agencies write to editors stay
with the desk; the note of a document is this site's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from copytaster.errors import NotPublishable
from copytaster.model import Media, Publication, Site, Story, Subject
from copytaster.publish import links, words
from copytaster.publish.copyview import CopyView, view_copy
from copytaster.publish.guard import may_show, require_live, shown
from copytaster.publish.naming import credit_of
from copytaster.publish.render import clean
from copytaster.publish.storypage import correction_line
from copytaster.publish.terms import Terms, terms_of, tidy

_KINDS = {"picture": "picture", "image": "picture", "photo": "picture", "graphic": "graphic",
          "video": "video", "audio": "audio"}  # fmt: skip
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,5}\Z")  # BCP 47, and xs:language
_MOST_MEDIA = 100


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture, film or sound that goes with the copy; ``url`` is ASCII, as URIs are."""

    kind: str
    url: str
    caption: str
    credit: str
    alt: str
    rights: str
    type: str
    width: int | None
    height: int | None


@dataclass(frozen=True, slots=True)
class WireStory:
    """A live publication in the words of the wire. Texts are clean and folded, times as the nouns have them.

    ``uri`` is the story's address and stays; ``version`` counts up with every
    change (seconds since 1970 of the change); ``edition`` is the story's id;
    ``corrections`` are (when, kind in plain words, note).
    """

    uri: str
    version: int
    edition: str
    series: str
    created: datetime
    changed: datetime
    sent: datetime | None
    embargo: datetime | None
    language: str
    headline: str
    deck: str
    byline: str
    bylines: tuple[str, ...]
    located: str
    slug: str
    urgency: int | None
    view: CopyView
    shots: tuple[Shot, ...]
    subjects: tuple[Subject, ...]
    signals: tuple[str, ...]
    agencies: tuple[str, ...]
    credit: str
    terms: Terms
    corrections: tuple[tuple[datetime, str, str], ...]
    note: str
    source: str
    provenance: str


def wire_story(site: Site, publication: Publication) -> WireStory:
    """The publication as wire documents carry it; raises NotPublishable unless it is live."""
    require_live(publication)
    story, item = publication.story, publication.story.item
    whole = shown(publication) == "full"
    told = _corrections(publication)
    return WireStory(
        uri=uri_of(site, publication.series),
        version=version_of(publication.modified),
        edition=story.id,
        series=publication.series,
        created=publication.first_published,
        changed=publication.modified,
        sent=item.published,
        embargo=item.embargo.until if item.embargo else None,
        language=language_of(story),
        headline=tidy(story.headline),
        deck=tidy(item.deck) if whole else "",
        byline=words.joined([tidy(name) for name in story.bylines]),
        bylines=tuple(filter(None, map(tidy, story.bylines))),
        located=_located(story),
        slug=tidy(item.slug),
        urgency=item.urgency if item.urgency and 1 <= item.urgency <= 9 else None,
        view=view_copy(story, whole=whole),
        shots=tuple(_shots(item.media)) if whole else (),
        subjects=_subjects(story),
        signals=_signals(publication),
        agencies=_agencies(publication),
        credit=tidy(credit_of(publication)),
        terms=terms_of(item.rights, whole=whole),
        corrections=told,
        note=_note(publication, told, whole=whole),
        source=links.ascii_url(links.web_url(item.link)),
        provenance=links.address(site, f"provenance/{links.segment(publication.series)}.json"),
    )


def require_killed(publication: Publication) -> None:
    """Raise NotPublishable unless it was killed: a held or embargoed story leaves no trace."""
    if publication.state != "killed":
        raise NotPublishable(f"is {publication.state}, not killed", subject=publication.series)


def uri_of(site: Site, series: str) -> str:
    """The name of all editions of a story: its address."""
    return links.address(site, links.story_path(series))


def version_of(changed: datetime) -> int:
    """The version of a document, which must count up: the second of its last change."""
    return max(1, int(words.utc(changed).timestamp()))


def language_of(story: Story) -> str:
    """The language of the copy as a BCP 47 tag; empty where it is not known."""
    known = story.language or story.item.language or ""
    return known if _LANGUAGE.match(known) else ""


def count_words(text: str) -> int:
    """How many words a text has, as editors count them."""
    return len(text.split())


def _located(story: Story) -> str:
    if story.item.located:
        return tidy(story.item.located)
    line = story.dateline
    return tidy(", ".join(p for p in (line.place, line.country) if p)) if line else ""


def _shots(media: tuple[Media, ...]) -> list[Shot]:
    found = (_shot(one) for one in media[:_MOST_MEDIA] if may_show(one))
    return [shot for shot in found if shot.kind and shot.url]


def _shot(media: Media) -> Shot:
    """One piece of media; without kind or address where those are none we know."""
    return Shot(
        kind=_KINDS.get(media.kind.casefold(), ""),
        url=links.ascii_url(links.web_url(media.url)),
        caption=tidy(media.caption),
        credit=tidy(media.credit),
        alt=tidy(media.alt),
        rights=tidy(media.rights),
        type=tidy(media.type),
        width=media.width,
        height=media.height,
    )


def _subjects(story: Story) -> tuple[Subject, ...]:
    """The sender's codes and the Media Topics found, each once."""
    found: dict[str, Subject] = {}
    named = [*story.item.subjects, *(Subject(t.code, t.name) for t in story.topics)]
    for code, name in ((tidy(s.code), tidy(s.name)) for s in named):
        if code and not (code in found and found[code].name):
            found[code] = Subject(code, name or None)
    return tuple(found.values())


def _signals(publication: Publication) -> tuple[str, ...]:
    """``correction`` or ``update``, as the public was told last, else as the sender says."""
    if publication.corrections:
        newest = max(publication.corrections, key=lambda c: c.at)
        return ("correction",) if newest.kind == "correction" else ("update",)
    said = publication.story.item.signals
    return tuple(s for s in ("correction", "update") if s in said)


def _agencies(publication: Publication) -> tuple[str, ...]:
    named = [c.name for c in publication.story.credits if c.role == "agency"]
    return tuple(dict.fromkeys(filter(None, map(tidy, named or [credit_of(publication)]))))


def _corrections(publication: Publication) -> tuple[tuple[datetime, str, str], ...]:
    told = (correction_line(c) for c in publication.corrections)
    return tuple((line.at, line.kind, clean(line.note)) for line in told)


def _note(
    publication: Publication, told: tuple[tuple[datetime, str, str], ...], *, whole: bool
) -> str:
    """What the public is told of the copy: its label and its corrections."""
    label = words.label(publication, excerpt=not whole, where="on its page")
    return " ".join([label, *(f"{kind} {words.iso(at)}: {note}" for at, kind, note in told)])
