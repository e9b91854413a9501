"""An event as its page shows it: who says what, on how many independent words.

Whatever rests on a story that is not among the view's publications is left
out: the coverage may know of killed or held copy, the public may not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from copytaster.editing import now_at
from copytaster.model import (
    CoverageView,
    Dispute,
    Figure,
    Publication,
    Related,
    Site,
    Statement,
    ThreadEvent,
)
from copytaster.publish import jsonld, words
from copytaster.publish.copyview import CopyView, summary_of, view_copy
from copytaster.publish.denials import grouped, heading
from copytaster.publish.grounds import SourceRows, grounds_of
from copytaster.publish.guard import shown, visible_sources
from copytaster.publish.listing import Card, card
from copytaster.publish.naming import credit_of, event_headline, headline_of, lead_of
from copytaster.publish.storypage import CorrectionLine, correction_line
from copytaster.publish.voices import Hand, hands, shortened, speaker_of

_EDITIONS = 64  # what the ledger reads of one page
_PARAGRAPH = 3  # composed sentences to a paragraph


@dataclass(frozen=True, slots=True)
class Member:
    """A publication with the view of its copy that policy allows."""

    publication: Publication
    view: CopyView


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is to be read: a story page, at a paragraph where known."""

    series: str
    anchor: str | None
    source: str


@dataclass(frozen=True, slots=True)
class ComposedSentence:
    """A sentence of the composed story with the numbers of its citations; ``ours`` if a template."""

    text: str
    ours: bool
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a dispute: who, with which words (None where none may be shown), where."""

    role: str
    name: str
    words: str | None
    hands: tuple[Hand, ...]
    place: Place | None
    language: str | None


@dataclass(frozen=True, slots=True)
class DisputeView:
    """What is disputed, claimant's side first; ``also`` is where the denier says it again."""

    topic: str | None
    kind: str
    sides: tuple[Side, Side]
    also: tuple[Side, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One counted claim."""

    what: str
    qualifier: str
    amount: str
    who: str
    when: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class EventVoice:
    """One speaker, and what each story has them say."""

    speaker: str
    post: str | None
    sayings: tuple[tuple[str, str, Place, str | None], ...]


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A moment of the coverage."""

    at: datetime
    kind: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class EventView:
    """All an event page says."""

    id: str
    headline: str
    language: str | None
    summary: str
    label: str
    modified: datetime
    salt: str
    editions: tuple[tuple[int, str], ...]
    independent: int
    stories: int
    reprints: int
    sources: tuple[tuple[str, int], ...]
    grounds: tuple[SourceRows, ...]
    paragraphs: tuple[tuple[ComposedSentence, ...], ...]
    citations: tuple[tuple[Place, str], ...]
    disputes: tuple[DisputeView, ...]
    figures: tuple[FigureRow, ...]
    voices: tuple[EventVoice, ...]
    timeline: tuple[TimelineRow, ...]
    earlier: tuple[ThreadEvent, ...]
    later: tuple[ThreadEvent, ...]
    originals: tuple[Card, ...]
    copies: tuple[Card, ...]
    others: tuple[Related, ...]
    told: int
    more: int
    corrections: tuple[tuple[CorrectionLine, Card], ...]
    jsonld: Markup


def event_view(site: Site, view: CoverageView) -> EventView:
    """The page's values. The caller has made sure that the view may be shown."""
    members = {
        p.story.id: Member(p, view_copy(p.story, whole=shown(p) == "full"))
        for p in view.publications
    }
    lead = lead_of(view)
    cards = tuple(card(p) for p in view.publications)
    copied = reprinted(view)
    sources = visible_sources(view)
    citations, paragraphs = _composed(view, members)
    return EventView(
        id=view.coverage.id,
        headline=event_headline(view),
        language=lead.story.language,
        summary=summary_of(lead.story),
        label=words.composed_label(_cited_stories(view)) if view.draft else "",
        modified=view.modified or max(p.modified for p in view.publications),
        salt=view.salt,
        editions=_editions(view),
        independent=len(sources),
        stories=view.stories,
        reprints=len(copied) + view.copies,
        sources=sources,
        grounds=grounds_of(view),
        paragraphs=paragraphs,
        citations=citations,
        disputes=tuple(_disputes(view, members)),
        figures=tuple(_figures(view, members)),
        voices=_voices(members),
        timeline=tuple(_timeline(view, members)),
        earlier=view.earlier,
        later=view.later,
        originals=tuple(c for c in cards if c.id not in copied),
        copies=tuple(c for c in cards if c.id in copied),
        others=view.others,
        told=len(view.publications),
        more=view.more,
        corrections=tuple(
            (correction_line(c), card(p)) for p in view.publications for c in p.corrections
        ),
        jsonld=jsonld.embedded(jsonld.coverage(site, view)),
    )


def reprinted(view: CoverageView) -> frozenset[str]:
    """The published stories that repeat another."""
    public = {p.story.id for p in view.publications}
    return frozenset(r.story for r in view.coverage.reprints if r.story in public)


def _composed(
    view: CoverageView, members: dict[str, Member]
) -> tuple[tuple[tuple[Place, str], ...], tuple[tuple[ComposedSentence, ...], ...]]:
    """The citations in order of first use, and the sentences in paragraphs."""
    numbers: dict[tuple[str, str | None], int] = {}
    listed: list[tuple[Place, str]] = []
    sentences: list[ComposedSentence] = []
    for sentence in view.draft.sentences if view.draft else ():
        cited: list[int] = []
        for story, start, _ in sentence.citations:
            place = _place(members[story], now_at(members[story].publication.edit, start))
            key = (story, place.anchor)
            if key not in numbers:
                numbers[key] = len(numbers) + 1
                listed.append((place, headline_of(members[story].publication.story)))
            cited.append(numbers[key])
        ours = sentence.kind == "template"
        sentences.append(ComposedSentence(sentence.text, ours, tuple(dict.fromkeys(cited))))
    grouped = range(0, len(sentences), _PARAGRAPH)
    return tuple(listed), tuple(tuple(sentences[i : i + _PARAGRAPH]) for i in grouped)


def _editions(view: CoverageView) -> tuple[tuple[int, str], ...]:
    """(record, salt) of the members, those the composed story cites first: they open its wire."""
    cited = {c.story for s in view.draft.sentences for c in s.citations} if view.draft else set()
    ordered = sorted(view.publications, key=lambda p: p.story.id not in cited)
    opened = [(p.record, p.salt) for p in ordered if p.record is not None and p.salt]
    return tuple(opened[:_EDITIONS])


def _cited_stories(view: CoverageView) -> int:
    sentences = view.draft.sentences if view.draft else ()
    return len({c.story for s in sentences for c in s.citations})


def _place(member: Member, start: int | None) -> Place:
    anchor = member.view.anchor(start) if start is not None else None
    return Place(member.publication.series, anchor, credit_of(member.publication))


def _disputes(view: CoverageView, members: dict[str, Member]) -> Iterator[DisputeView]:
    statements = {s.id: (m, s) for m in members.values() for s in m.publication.story.statements}
    shown = [d for d in view.coverage.disputes if _told(d, members, statements)]
    for group in grouped(shown):
        told = [_sides(d, members, statements) for d in group]
        named = heading(group)
        member = members.get(named.story or "") or statements[named.statements[0]][0]
        yield DisputeView(
            topic=_topic(named, member),
            kind=group[0].kind,
            sides=told[0],
            also=tuple(denier for _, denier in told[1:] if denier.words),
        )


_Said = dict[str, tuple[Member, Statement]]


def _told(dispute: Dispute, members: dict[str, Member], statements: _Said) -> bool:
    """Whether a published story tells of it."""
    return (dispute.story or "") in members or any(i in statements for i in dispute.statements)


def _sides(dispute: Dispute, members: dict[str, Member], statements: _Said) -> tuple[Side, Side]:
    about = members.get(dispute.story or "")
    said = [statements[i] for i in dispute.statements if i in statements]
    role = "denied" if dispute.kind == "denial" else "said otherwise"
    claim = _side("claimed", dispute.claimant, said[1] if len(said) > 1 else None, about)
    return claim, _side(role, dispute.denier, said[0] if said else None, about)


def _topic(dispute: Dispute, member: Member) -> str | None:
    if not dispute.topic:
        return None
    readable = member.view.whole or (
        dispute.span is not None and member.view.words_of([dispute.span]) is not None
    )
    return dispute.topic if readable else None


def _side(
    role: str,
    name: str | None,
    said: tuple[Member, Statement] | None,
    about: Member | None,
) -> Side:
    if said is None:
        place = _place(about, None) if about else None
        if name is None:
            return Side("", "Whose claim it is, the copy does not say", None, (), place, None)
        return Side(role, name, None, (), place, None)
    member, statement = said
    story = member.publication.story
    return Side(
        role=role,
        name=name or speaker_of(statement),
        words=member.view.words_of(statement.content),
        hands=hands(story, statement),
        place=_place(member, _start(statement)),
        language=story.language,
    )


def _start(statement: Statement) -> int | None:
    return next((s.start for s in statement.content if s.field == "text"), None)


def _figures(view: CoverageView, members: dict[str, Member]) -> Iterator[FigureRow]:
    kinds = list(dict.fromkeys(f.what for f in view.coverage.figures))
    for figure in sorted(view.coverage.figures, key=lambda f: kinds.index(f.what)):
        member = members.get(figure.story or "")
        if member is None:
            continue
        yield FigureRow(
            what=figure.what,
            qualifier=_qualifier(figure),
            amount=words.amount(figure),
            who=figure.source or "the copy itself",
            when=words.timex(figure.time),
            place=_place(member, figure.span.start if figure.span else None),
        )


def _qualifier(figure: Figure) -> str:
    return "" if figure.qualifier in ("exactly", "range") else figure.qualifier


def _voices(members: dict[str, Member]) -> tuple[EventVoice, ...]:
    """What each named speaker says; reprints of the same words are named once."""
    found: dict[str, dict[str, tuple[str, str, Place, str | None]]] = {}
    posts: dict[str, str | None] = {}
    for member in members.values():
        for statement in member.publication.story.statements:
            said = member.view.words_of(statement.content)
            if not said or not statement.speakers:
                continue
            name = speaker_of(statement)
            posts[name] = posts.get(name) or statement.post
            place = _place(member, _start(statement))
            language = member.publication.story.language
            entry = (shortened(said, 24), words.manner(statement), place, language)
            found.setdefault(name, {}).setdefault(said.casefold(), entry)
    return tuple(EventVoice(n, posts[n], tuple(said.values())) for n, said in found.items())


_TIMELINE = {
    "origin": "first report",
    "reprint": "reprint",
    "edition": "new edition",
    "correction": "correction",
    "kill": "withdrawn",
}


def _timeline(view: CoverageView, members: dict[str, Member]) -> Iterator[TimelineRow]:
    for entry in sorted(view.coverage.timeline, key=lambda e: e.at):
        member = members.get(entry.story)
        if member and entry.kind != "kill":
            yield TimelineRow(entry.at, _TIMELINE[entry.kind], entry.text, _place(member, None))
