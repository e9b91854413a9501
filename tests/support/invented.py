"""An invented event, told by two invented agencies and reprinted: people, places and copy are ours."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from copytaster.model import (
    Block,
    Citation,
    Correction,
    Coverage,
    CoverageView,
    Credit,
    Cut,
    Dateline,
    Dispute,
    Draft,
    Figure,
    Flag,
    Ground,
    Item,
    Link,
    Media,
    Publication,
    PublicationLink,
    Related,
    Reprint,
    Rights,
    Sentence,
    Site,
    Source,
    Span,
    Statement,
    Story,
    Subject,
    ThreadEvent,
    TimelineEntry,
    Topic,
)

SITE = Site(
    title="The Halden Wire",
    base_url="https://wire.example.org",
    description="Agency copy from the Halden valley, read by software.",
    publisher="Halden Wire Cooperative",
    contact="desk@wire.example.org",
    key="ed25519:3b1f5c0e8d",
)

HEADLINE = "Ministry says Orlen dam gates opened on schedule; mayor downstream denies any warning"

BODY = """\
ORLEN FALLS, Velmark, March 3 (Marisk) - The gates of the Orlen dam were opened on schedule on Tuesday night and every town downstream was told an hour before, the water ministry said, after a flood wave killed at least 12 people in the Halden valley.

Water minister Ilse Tarrow said in a briefing posted on the ministry's website that the release followed the plan. "The sirens were sounded at nine and the gates moved at ten, as they have every spring for thirty years," Tarrow said, according to the regional broadcaster Valley One.

Also Read | Ten hotel pools you will never want to leave, number six will surprise you.

Bram Oskeld, the mayor of Lower Halden, denied that any warning had reached his town. "No siren was heard here. Not one," he wrote in a post on the town's notice board.

Rescue crews had counted 12 dead and about 40 missing by Wednesday noon, the valley's rescue service said. The ministry put the number of missing at 31.

Oskeld said the town hall had called the dam's control room "eleven times" without an answer.

The dam, finished in 1994, holds the spring melt of the upper valey and feeds two power stations.

Also Read | Quiz: which cheese are you?

(Marisk; editing by Pia Lund)

(This story came from a syndicated feed and was published without changes.)"""

PICTURE = "https://pictures.example.org/orlen-dam.jpg"


def span(text: str, words: str, after: int = 0) -> Span:
    """The range of ``words`` in ``text``; a fixture that misquotes itself fails here."""
    start = text.index(words, after)
    return Span(start, start + len(words))


def paragraphs(text: str) -> tuple[Block, ...]:
    """One block per paragraph."""
    blocks, at = [], 0
    for part in text.split("\n\n"):
        start = text.index(part, at)
        at = start + len(part)
        blocks.append(Block(start, at, "paragraph"))
    return tuple(blocks)


def _cut(words: str, kind: str, reason: str) -> Cut:
    where = span(BODY, words)
    return Cut(where.start, where.end, kind, reason)  # type: ignore[arg-type]


def story(
    *, id: str = "a1b2c3d4e5f60718", series: str = "0f1e2d3c4b5a6978", body: str = BODY,
    headline: str | None = HEADLINE, link: str | None = "https://marisk.example.org/orlen-dam",
) -> Story:  # fmt: skip
    """The main story: a dateline, a chain, a dispute, figures, a misspelling and four cuts."""
    return Story(
        id=id,
        series=series,
        item=Item(
            body=body,
            provider="marisk.example.org",
            guid=id,
            headline=headline,
            deck="Twelve dead in the Halden valley; forty missing",
            link=link,
            published=datetime(2027, 3, 3, 12, 40, tzinfo=UTC),
            language="en",
            subjects=(Subject("medtop:20000151", "flood"),),
            rights=Rights(display="full", text="© Marisk. For subscribers."),
            media=(
                Media(
                    "picture",
                    PICTURE,
                    caption="The Orlen dam on Wednesday morning.",
                    credit="Jonte Feld/Marisk",
                    alt="Brown water pours through three open gates of a concrete dam",
                    width=1200,
                    height=800,
                ),
            ),
        ),
        blocks=paragraphs(body),
        dateline=Dateline(
            span=span(body, "ORLEN FALLS, Velmark, March 3 (Marisk) -"),
            places=("Orlen Falls",),
            country="Velmark",
            date=date(2027, 3, 3),
            agencies=("Marisk",),
        ),
        credits=(Credit("Marisk", "agency"), Credit("Pia Lund", "editor")),
        bylines=("Sanne Dorrit",),
        language="en",
        cuts=(
            _cut("Also Read | Ten hotel pools you will never want to leave, number six will "
                 "surprise you.", "promo", "Leads to an unrelated page."),
            _cut("Also Read | Quiz: which cheese are you?", "promo",
                 "Leads to an unrelated page."),
            _cut("(Marisk; editing by Pia Lund)", "credit", "Shown with the byline instead."),
            _cut("(This story came from a syndicated feed and was published without changes.)",
                 "disclaimer", "Says of another site what this one says for itself."),
        ),
        topics=(Topic("medtop:20000151", "flood"), Topic("medtop:20000717", "dams")),
        statements=_statements(id, body),
        disputes=(
            Dispute(
                denier="Bram Oskeld",
                claimant="Ilse Tarrow",
                topic="any warning had reached his town",
                kind="denial",
                statements=(f"{id}:s3", f"{id}:s2"),
                story=id,
                span=span(body, "any warning had reached his town"),
            ),
        ),
        figures=_figures(id, body),
        flags=(
            Flag("misspelling", "“valey” may be misspelt", span(body, "valey"),
                 "“valley” stands elsewhere in this copy"),
        ),
        publication_chain=(
            PublicationLink("agency", "Marisk"),
            PublicationLink("outlet", "Halden Courier"),
        ),
    )  # fmt: skip


def _statements(id: str, body: str) -> tuple[Statement, ...]:
    tarrow = (
        Link("speaker", "Ilse Tarrow"),
        Link("venue", "briefing"),
        Link("outlet", "ministry's website"),
        Link("outlet", "Valley One"),
    )
    oskeld = (Link("speaker", "Bram Oskeld"), Link("outlet", "town's notice board"))
    return (
        Statement(
            f"{id}:s1",
            content=(span(body, "the release followed the plan"),),
            cue=(span(body, "said in a briefing"),),
            source=(span(body, "Water minister Ilse Tarrow"),),
            kind="indirect",
            speakers=("Ilse Tarrow",),
            post="water minister",
            chain=(*tarrow[:3], Link("outlet", "Valley One", stated=False)),
        ),
        Statement(
            f"{id}:s2",
            content=(span(body, '"The sirens were sounded at nine and the gates moved at ten, '
                                'as they have every spring for thirty years,"'),),
            cue=(span(body, "Tarrow said,"),),
            source=(span(body, "Tarrow said"),),
            kind="direct",
            speakers=("Ilse Tarrow",),
            post="water minister",
            chain=tarrow,
            said_at="2027-03-03",
        ),
        Statement(
            f"{id}:s3",
            content=(span(body, '"No siren was heard here. Not one,"'),),
            cue=(span(body, "he wrote"),),
            source=(span(body, "he wrote"),),
            kind="direct",
            speakers=("Bram Oskeld",),
            post="mayor of Lower Halden",
            chain=oskeld,
        ),
        Statement(
            f"{id}:s4",
            content=(span(body, 'the town hall had called the dam\'s control room "eleven times" '
                                "without an answer"),),
            cue=(span(body, "Oskeld said"),),
            source=(span(body, "Oskeld said"),),
            kind="mixed",
            speakers=("Bram Oskeld",),
            post="mayor of Lower Halden",
            chain=(Link("speaker", "Bram Oskeld"),),
        ),
    )  # fmt: skip


def _figures(id: str, body: str) -> tuple[Figure, ...]:
    return (
        Figure("killed", 12, "at least", source="water ministry",
               span=span(body, "at least 12 people"), time="2027-03-03", story=id),
        Figure("killed", 12, source="rescue service", span=span(body, "12 dead"),
               time="2027-03-03T12:00", story=id),
        Figure("missing", 40, "about", source="rescue service",
               span=span(body, "about 40 missing"), time="2027-03-03T12:00", story=id),
        Figure("missing", 31, source="water ministry", span=span(body, "31"), story=id),
    )  # fmt: skip


def publication(**changes: object) -> Publication:
    """The main story, live and in full."""
    base = Publication(
        series="0f1e2d3c4b5a6978",
        story=story(),
        state="live",
        policy="full",
        first_published=datetime(2027, 3, 3, 12, 41, tzinfo=UTC),
        modified=datetime(2027, 3, 3, 16, 5, tzinfo=UTC),
        source="Marisk",
        coverage="c0ffee0123456789",
        salt="9f8e7d6c5b4a39281706f5e4d3c2b1a0",
        record=4182,
        corrections=(
            Correction(
                datetime(2027, 3, 3, 16, 5, tzinfo=UTC),
                "correction",
                "Its sender changed the number of dead from 11 to 12.",
            ),
        ),
        related=(
            Related(
                "7766554433221100",
                "Spring melt in the upper Halden is the highest in a decade",
                datetime(2027, 2, 27, 8, 0, tzinfo=UTC),
            ),
        ),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


RIVAL_BODY = """\
LOWER HALDEN, Velmark, March 3 (Nordhav) - Families in Lower Halden searched for missing relatives on Wednesday after water from the Orlen dam reached the town in the night.

"We woke because the dog would not stop," said Merit Aune, a baker whose shop stands by the bridge. She had heard no siren, she said.

A hospital spokesperson said 14 people had died and 52 were being treated."""


def rival() -> Publication:
    """The second agency's own report."""
    id_ = "b2c3d4e5f6071829"
    text = RIVAL_BODY
    told = Story(
        id=id_,
        series="1a2b3c4d5e6f7081",
        item=Item(
            body=text,
            provider="nordhav.example.org",
            guid=id_,
            headline="Families search by torchlight after dam water reaches Lower Halden",
            link="https://nordhav.example.org/halden",
            published=datetime(2027, 3, 3, 13, 20, tzinfo=UTC),
            language="en",
        ),
        blocks=paragraphs(text),
        dateline=Dateline(
            span=span(text, "LOWER HALDEN, Velmark, March 3 (Nordhav) -"),
            places=("Lower Halden",),
            country="Velmark",
            date=date(2027, 3, 3),
            agencies=("Nordhav",),
        ),
        language="en",
        statements=(
            Statement(
                f"{id_}:s1",
                content=(span(text, '"We woke because the dog would not stop,"'),),
                cue=(span(text, "said"),),
                source=(span(text, "Merit Aune, a baker whose shop stands by the bridge"),),
                kind="direct",
                speakers=("Merit Aune",),
                post="baker",
                chain=(Link("speaker", "Merit Aune"),),
            ),
        ),
        figures=(
            Figure("killed", 14, source="hospital spokesperson",
                   span=span(text, "14 people had died"), story=id_),
        ),
        publication_chain=(PublicationLink("agency", "Nordhav"),),
    )  # fmt: skip
    return Publication(
        series=told.series,
        story=told,
        state="live",
        policy="excerpt",
        first_published=datetime(2027, 3, 3, 13, 25, tzinfo=UTC),
        modified=datetime(2027, 3, 3, 13, 25, tzinfo=UTC),
        source="Nordhav",
        coverage="c0ffee0123456789",
        salt="00112233445566778899aabbccddeeff",
        record=4190,
    )


def reprint(number: int) -> Publication:
    """A copy of the main story on another site."""
    id_, series = f"c{number:015x}", f"d{number:015x}"
    told = story(id=id_, series=series, link=f"https://copy{number}.example.org/orlen")
    told = told.with_(statements=(), disputes=(), figures=())
    return publication(
        series=series,
        story=told,
        origin="0f1e2d3c4b5a6978",
        source=f"Courier {number}",
        corrections=(),
        related=(),
        record=4200 + number,
        first_published=datetime(2027, 3, 3, 14, number, tzinfo=UTC),
        modified=datetime(2027, 3, 3, 14, number, tzinfo=UTC),
    )


def view(copies: int = 7) -> CoverageView:
    """The event: two agencies, some reprints, a dispute, conflicting figures, a composed story."""
    first, second = publication(), rival()
    copied = tuple(reprint(n) for n in range(1, copies + 1))
    members = (first, second, *copied)
    return CoverageView(
        coverage=Coverage(
            id="c0ffee0123456789",
            headline=HEADLINE,
            stories=tuple(p.story.id for p in members),
            origins=(first.story.id, second.story.id),
            reprints=tuple(Reprint(p.story.id, first.story.id) for p in copied),
            sources=(
                Source(
                    "Marisk",
                    (first.story.id, *(p.story.id for p in copied)),
                    (
                        Ground(first.story.id, "own"),
                        *(Ground(p.story.id, "reprint", first.story.id) for p in copied),
                    ),
                ),
                Source("Nordhav", (second.story.id,), (Ground(second.story.id, "report"),)),
            ),
            disputes=first.story.disputes,
            figures=(*first.story.figures, *second.story.figures),
            timeline=(
                TimelineEntry(first.first_published, first.story.id, HEADLINE),
                TimelineEntry(second.first_published, second.story.id, second.story.headline or ""),
                TimelineEntry(
                    datetime(2027, 3, 3, 16, 5, tzinfo=UTC),
                    first.story.id,
                    "Number of dead raised from 11 to 12",
                    "correction",
                ),
            ),
        ),
        publications=members,
        draft=draft(first.story, second.story),
        salt="aabbccddeeff00112233445566778899",
        modified=datetime(2027, 3, 3, 16, 6, tzinfo=UTC),
        earlier=(
            ThreadEvent(
                "0ddba110ddba1100",
                "Inspectors found cracks in the Orlen dam's gates",
                datetime(2027, 2, 11, 8, 30, tzinfo=UTC),
                "5e5e5e5e5e5e5e5e",
            ),
            ThreadEvent(
                "0ddba110ddba1101",
                "Valley mayors ask for the dam's gates to be checked",
                datetime(2027, 1, 28, 10, tzinfo=UTC),
                "6f6f6f6f6f6f6f6f",
                page=False,
            ),
        ),
        later=(
            ThreadEvent(
                "0ddba110ddba1102",
                "Parliament opens an inquiry into the Orlen flood",
                datetime(2027, 3, 9, 9, tzinfo=UTC),
                "7a7a7a7a7a7a7a7a",
            ),
        ),
    )


def _verbatim(told: Story, words: str) -> Sentence:
    where = span(told.text, words)
    return Sentence(words, "verbatim", (Citation(told.id, where.start, where.end),))


def draft(first: Story, second: Story) -> Draft:
    """A composed story: verbatim sentences and one template."""
    denial = span(first.text, "denied that any warning had reached his town")
    return Draft(
        headline=HEADLINE,
        sentences=(
            _verbatim(first, "Rescue crews had counted 12 dead and about 40 missing by Wednesday "
                             "noon, the valley's rescue service said."),
            _verbatim(second, "A hospital spokesperson said 14 people had died and 52 were being "
                              "treated."),
            Sentence("Marisk and Nordhav give different numbers of dead: 12 and 14.", "template",
                     (Citation(first.id, *span(first.text, "12 dead")),
                      Citation(second.id, *span(second.text, "14 people had died")))),
            _verbatim(first, "Bram Oskeld, the mayor of Lower Halden, denied that any warning had "
                             "reached his town."),
            Sentence("Bram Oskeld denies what Ilse Tarrow says about a warning.", "template",
                     (Citation(first.id, *denial),)),
            _verbatim(first, '"No siren was heard here. Not one," he wrote in a post on the '
                             "town's notice board."),
        ),
    )  # fmt: skip


def second_view() -> CoverageView:
    """A smaller event of one source, for the front page."""
    text = "TOLVAN, March 2 (Nordhav) - The ferry between Tolvan and Skerry will sail twice a day from April, the harbour board said.\n\nIt had sailed once a day since 2019."
    told = Story(
        id="f708192a3b4c5d6e",
        series="3c4d5e6f70819203",
        item=Item(body=text, headline="Tolvan ferry to sail twice a day from April", language="en"),
        blocks=paragraphs(text),
        language="en",
    )
    one = Publication(
        series=told.series,
        story=told,
        state="live",
        policy="full",
        first_published=datetime(2027, 3, 2, 9, 10, tzinfo=UTC),
        modified=datetime(2027, 3, 2, 9, 10, tzinfo=UTC),
        source="Nordhav",
        coverage="fe11fe11fe11fe11",
        record=4101,
    )
    return CoverageView(
        coverage=Coverage(
            id="fe11fe11fe11fe11",
            headline=told.headline or "",
            stories=(told.id,),
            origins=(told.id,),
            sources=(Source("Nordhav", (told.id,)),),
        ),
        publications=(one,),
    )
