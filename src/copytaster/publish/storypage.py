"""A publication as its page shows it: every value the story template names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from copytaster.anatomy.sentences import fold
from copytaster.model import Correction, Dispute, Media, Publication, Related, Site, Story
from copytaster.publish import jsonld, links, words
from copytaster.publish.changes import ChangeLine, change_lines, own_words
from copytaster.publish.copyview import CopyView, summary_of, view_copy
from copytaster.publish.guard import may_show, shown
from copytaster.publish.naming import credit_of, headline_of
from copytaster.publish.voices import Hand, Voice, voices

_TAGS = 12
_PICTURES = frozenset({"picture", "image", "photo", "graphic"})
_CORRECTION_KINDS = {
    "update": "Updated",
    "correction": "Corrected",
    "kill": "Withdrawn",
    "write-through": "Rewritten by its sender",
    "retitled": "Headline changed by its sender",
    "silent": "Changed by its sender without notice",
}


@dataclass(frozen=True, slots=True)
class CutLine:
    """A passage left out: what it was, why, and its words where they may be shown."""

    kind: str
    reason: str
    words: str | None


@dataclass(frozen=True, slots=True)
class FlagLine:
    """Something that looks wrong and was left as it came."""

    id: str
    message: str
    evidence: str | None
    anchor: str | None


@dataclass(frozen=True, slots=True)
class DisputeLine:
    """One dispute in one line: who, does what, whom, about what."""

    denier: str
    verb: str
    claimant: str | None
    topic: str | None
    anchor: str | None


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A change the public is told of."""

    at: datetime
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that may be shown: https, with a text for those who do not see it."""

    url: str
    alt: str
    caption: str | None
    credit: str | None
    width: int | None
    height: int | None


@dataclass(frozen=True, slots=True)
class StoryView:
    """All a story page says."""

    headline: str
    deck: str | None
    summary: str
    byline: str
    credit: str
    label: str
    language: str | None
    first_published: datetime
    modified: datetime
    sent: datetime | None
    series: str
    edition: str
    salt: str
    record: int | None
    source_url: str | None
    rights: str | None
    coverage: str | None
    origin: str | None
    view: CopyView
    pictures: tuple[Picture, ...]
    corrections: tuple[CorrectionLine, ...]
    voices: tuple[Voice, ...]
    disputes: tuple[DisputeLine, ...]
    cuts: tuple[CutLine, ...]
    left_out: str
    edited_by: str | None
    changes: tuple[ChangeLine, ...]
    flags: tuple[FlagLine, ...]
    notes: tuple[str, ...]
    hands: tuple[Hand, ...]
    related: tuple[Related, ...]
    topics: str
    tags: tuple[str, ...]
    jsonld: Markup


def story_view(site: Site, publication: Publication) -> StoryView:
    """The page's values. The caller has made sure that the publication is live."""
    story = publication.story
    whole = shown(publication) == "full"
    tags = tuple(dict.fromkeys(fold(t.name) for t in story.topics))[:_TAGS]
    view = view_copy(story, whole=whole, own=own_words(publication.edit))
    return StoryView(
        headline=headline_of(story),
        deck=fold(story.item.deck) if story.item.deck and whole else None,
        summary=summary_of(story),
        byline=words.joined([fold(b) for b in story.bylines]),
        credit=credit_of(publication),
        label=words.label(publication, excerpt=not whole),
        language=story.language,
        first_published=publication.first_published,
        modified=publication.modified,
        sent=story.published,
        series=publication.series,
        edition=story.id,
        salt=publication.salt,
        record=publication.record,
        source_url=links.web_url(story.item.link),
        rights=story.item.rights.text if story.item.rights else None,
        coverage=links.segment(publication.coverage) if publication.coverage else None,
        origin=publication.origin,
        view=view,
        pictures=tuple(pictures(story)) if whole else (),
        corrections=tuple(correction_line(c) for c in publication.corrections),
        voices=voices(view),
        disputes=tuple(dispute_line(view, d) for d in story.disputes if _tells(view, d)),
        cuts=tuple(_cuts(story, whole=whole)),
        left_out=words.left_out(story),
        edited_by=words.edited_by(publication.edit) if publication.edit else None,
        changes=tuple(change_lines(publication.edit, view)) if publication.edit else (),
        flags=tuple(_flags(view)),
        notes=tuple(dict.fromkeys(p.message for p in story.item.problems)) if whole else (),
        hands=hands_of(site, publication),
        related=publication.related,
        topics=", ".join(tags),
        tags=tags,
        jsonld=jsonld.embedded(jsonld.story(site, publication)),
    )


def hands_of(site: Site, publication: Publication) -> tuple[Hand, ...]:
    """Through whose hands the copy came here: agency, outlet, this site."""
    chain = [Hand(name, role) for role, name in publication.story.publication_chain]
    if publication.source and publication.source.casefold() not in {
        h.name.casefold() for h in chain
    }:
        chain.append(Hand(publication.source, "outlet"))
    return (*chain, Hand(site.title, "here"))


def correction_line(correction: Correction) -> CorrectionLine:
    """The correction with its kind in plain words."""
    kind = _CORRECTION_KINDS.get(correction.kind, "Changed")
    return CorrectionLine(correction.at, kind, fold(correction.note))


def _tells(view: CopyView, dispute: Dispute) -> bool:
    """Whether the copy that is shown tells of the dispute: its parties' names are copy too."""
    return view.whole or bool(dispute.span and view.words_of([dispute.span]))


def dispute_line(view: CopyView, dispute: Dispute) -> DisputeLine:
    """The dispute in one line; its topic only where the copy it stands in is shown."""
    said = view.words_of([dispute.span]) if dispute.span else None
    # Past tense agrees with one party and with two.
    verb = "contradicted" if dispute.kind == "contradiction" else "denied"
    if dispute.claimant:
        verb += " what is claimed by" if dispute.kind == "denial" else ""
    else:
        verb += " a claim"
    topic = dispute.topic if view.whole or said else None
    anchor = view.anchor(dispute.span.start) if dispute.span and said else None
    return DisputeLine(dispute.denier, verb, dispute.claimant, topic, anchor)


def _cuts(story: Story, *, whole: bool) -> Iterator[CutLine]:
    for start, end, kind, reason in sorted(story.cuts, key=lambda c: (c.start, c.end)):
        text = fold(story.text[start:end]) if whole else None
        yield CutLine(words.CUT_KINDS.get(kind, "Passage"), reason, text)


def _flags(view: CopyView) -> Iterator[FlagLine]:
    problems = {(problem.code, problem.message) for problem in view.story.item.problems}
    for number, flag in enumerate(view.story.flags, start=1):
        if (flag.kind, flag.message) in problems:  # of its format, not of its words: a note
            continue
        seen = view.words_of([flag.span]) is not None if flag.span else view.whole
        if not seen:
            continue
        anchor = view.anchor(flag.span.start) if flag.span and flag.span.field == "text" else None
        yield FlagLine(f"f{number}", flag.message, flag.evidence, anchor)


def pictures(story: Story) -> Iterator[Picture]:
    """The pictures that may be shown beside the whole copy, in the sender's order."""
    for media in story.item.media:
        url = links.picture_url(media.url)
        if url and media.kind.casefold() in _PICTURES and may_show(media):
            yield _picture(media, url)


def _picture(media: Media, url: str) -> Picture:
    alt = media.alt or media.caption or "A picture its sender did not describe"
    # The caption stands under the picture anyway: said once is enough for a screen reader.
    if not media.alt and media.caption:
        alt = ""
    return Picture(
        url,
        fold(alt),
        fold(media.caption or "") or None,
        fold(media.credit or "") or None,
        media.width,
        media.height,
    )
