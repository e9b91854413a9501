"""Composition: every sentence cited, nothing invented, nothing barred let through."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copytaster.compose import compose
from copytaster.errors import CopytasterError, NotPublishable
from copytaster.matching import Matcher
from copytaster.model import (
    Coverage,
    Cut,
    Dateline,
    Dispute,
    Draft,
    Embargo,
    Figure,
    Span,
    Statement,
    StatementKind,
    Story,
)

Make = Callable[..., Story]
NOW = datetime(2031, 3, 2, tzinfo=UTC)

FLOOD = (
    "The river Orla burst its banks at Veldmark on Tuesday and flooded the old town, the mayor said.",
    "Engineers opened the Orla dam at dawn to take water from the flooded streets of Veldmark.",
    "She said the dam had held through worse winters.",
    '"We will not leave Veldmark," said baker Timo Arns, whose shop stood in a metre of water.',
    "Army boats brought bread and water to families on the upper floors along the quay.",
)
OTHER = (
    "Floods from the river Orla drove families in Veldmark to their upper floors on Tuesday.",
    "Mayor Hedda Voss of Veldmark asked the army for boats, bread and water.",
    "However, the boats came only at dusk.",
)


def _check(draft: Draft, stories: dict[str, Story]) -> None:
    """The laws of a draft, whatever it was made from."""
    seen = set()
    for sentence in draft.sentences:
        assert sentence.citations
        for story_id, start, end in sentence.citations:
            story = stories[story_id]
            assert 0 <= start < end <= len(story.text)
            assert not any(c.start < end and start < c.end for c in story.cuts)
        if sentence.kind == "verbatim":
            ((story_id, start, end),) = sentence.citations
            assert sentence.text == " ".join(stories[story_id].text[start:end].split())
        else:
            for quoted in re.findall("“([^”]*)”", sentence.text):
                assert any(
                    quoted in " ".join(stories[i].text[a:b].split())
                    for i, a, b in sentence.citations
                )
        assert sentence.text not in seen
        seen.add(sentence.text)


def test_a_draft_is_cited_verbatim(make: Make) -> None:
    """Two reports give one draft whose every sentence re-extracts from its citation."""
    stories = [make(*FLOOD), make(*OTHER, provider="courier.example")]
    draft = compose(stories, words=80)
    _check(draft, {s.id: s for s in stories})
    assert draft.headline in {s.headline for s in stories}
    assert {i for s in draft.sentences for i, _, _ in s.citations} == {s.id for s in stories}
    assert len(draft.sources) == 2
    assert len(draft.text.split()) <= 80


def test_a_sentence_that_leans_on_another_comes_with_it(make: Make) -> None:
    """ "She said" stands only straight behind the sentence it follows in the copy."""
    story = make(*FLOOD)
    told = [s.text for s in compose([story], words=200).sentences]
    for leaning, before in ((FLOOD[2], FLOOD[1]),):
        if leaning in told:
            assert told[told.index(leaning) - 1] == before
    alone = make("He left early.", "The council of Halm met on Monday to choose a new clerk.")
    assert [s.text for s in compose([alone]).sentences] == [
        "The council of Halm met on Monday to choose a new clerk."
    ]


def test_the_dateline_stays_out_by_range(make: Make) -> None:
    """A first sentence is cited from behind its dateline."""
    lead = "VELDMARK, March 1 (Norda) - The river Orla burst its banks at noon on Saturday."
    story = make(lead, FLOOD[1])
    at = lead.index("- ") + 2
    dated = story.with_(
        dateline=Dateline(Span(0, at), ("Veldmark",), date=datetime(2031, 3, 1).date())
    )
    draft = compose([dated])
    assert draft.sentences[0].text == "The river Orla burst its banks at noon on Saturday."
    assert draft.dateline == "Veldmark, March 1"
    _check(draft, {dated.id: dated})


def test_no_sentence_runs_over_a_cut(make: Make) -> None:
    """A promo inside a paragraph keeps that sentence out, whatever it says."""
    promo = "Also Read | Ten tricks for a cosy kitchen."
    text = f"The river Orla burst its banks {promo} at Veldmark on Tuesday, flooding the old town."
    story = make(text, FLOOD[1])
    at = text.index(promo)
    cut = story.with_(cuts=(Cut(at, at + len(promo), "promo", "a lead phrase"),))
    draft = compose([cut])
    _check(draft, {cut.id: cut})
    assert [s.text for s in draft.sentences] == [FLOOD[1]]


def test_reprints_are_not_quoted_twice(make: Make) -> None:
    """A reprint adds no sentence: only origins are cited."""
    origin = make(*FLOOD)
    reprint = make(*FLOOD, provider="courier.example", headline="Our own title")
    draft = compose([origin, reprint])
    assert {i for s in draft.sentences for i, _, _ in s.citations} == {origin.id}


@pytest.mark.parametrize(
    ("more", "now"),
    [
        ({"status": "canceled"}, NOW),
        ({"status": "withheld"}, NOW),
        ({"signals": ("kill",)}, NOW),
        ({"embargo": Embargo(None, "until further notice")}, NOW),
        ({"embargo": Embargo(NOW + timedelta(hours=1), "0100")}, NOW),
        ({"embargo": Embargo(NOW - timedelta(hours=1), "2300")}, None),
    ],
)
def test_what_is_barred_is_not_composed(
    make: Make, more: dict[str, object], now: datetime | None
) -> None:
    """Killed, withheld or embargoed copy raises, and the error names the story."""
    barred = make(*OTHER, provider="courier.example", **more)
    with pytest.raises(NotPublishable) as raised:
        compose([make(*FLOOD), barred], now=now)
    assert raised.value.subject == barred.id


def test_a_lifted_embargo_is_no_bar(make: Make) -> None:
    """Once its time has passed, embargoed copy may be used."""
    story = make(*FLOOD, embargo=Embargo(NOW - timedelta(seconds=1), "0000"))
    assert compose([story], now=NOW).sentences


def test_nothing_to_compose_from_is_said(make: Make) -> None:
    """No stories, or a coverage without its members, is an error in plain words."""
    for nothing in ([], Coverage("c1", "Title", ("a",))):
        with pytest.raises(CopytasterError, match="no stories"):
            compose(nothing)


def test_rival_numbers_are_told_with_their_sources(make: Make) -> None:
    """Numbers that cannot both be true give a sentence with both, each cited."""
    matcher = Matcher()
    stories = {}
    for text, house, dead in (
        ("A landslide at Halm killed 12 people on Monday, police said.", "herald.example", 12),
        ("A landslide at Halm on Monday left 17 villagers dead.", "courier.example", 17),
    ):
        story = make(text, provider=house)
        at = text.index(str(dead))
        figure = Figure("killed", float(dead), span=Span(at, at + 2), story=story.id)
        stories[story.id] = story.with_(figures=(figure,))
        coverage = matcher.add(stories[story.id]).coverage
    draft = compose(matcher.coverage(coverage))
    (told,) = [s for s in draft.sentences if s.kind == "template"]
    assert told.text == (
        "Reports of the number killed range from 12 (herald.example) to 17 (courier.example)."
    )
    assert [stories[i].text[a:b] for i, a, b in told.citations] == ["12", "17"]


@pytest.mark.parametrize(
    ("kind", "said"), [("indirect", "statement, reported as"), ("direct", "words")]
)
def test_a_denial_is_told_without_passing_reported_speech_for_quoted(
    make: Make, kind: StatementKind, said: str
) -> None:
    """Both parties are named, both places cited, and only quoted words are called words."""
    claim, denial = "the bridge at Halm is open", "no car has crossed it"
    text = f"Army chief Orsin Kelt said {claim}. Governor Ada Brenn said {denial}."
    story = make(text)
    spans = [Span(text.index(w), text.index(w) + len(w)) for w in (claim, denial)]
    statements = tuple(
        Statement(f"{story.id}:s{n}", (span,), (), (), kind, (name,))
        for n, (span, name) in enumerate(zip(spans, ("Orsin Kelt", "Ada Brenn"), strict=True))
    )
    dispute = Dispute(
        "Ada Brenn", "Orsin Kelt", claim, "denial",
        (statements[1].id, statements[0].id), story.id, spans[1],
    )  # fmt: skip
    draft = compose([story.with_(statements=statements, disputes=(dispute,))])
    (told,) = [s for s in draft.sentences if s.kind == "template"]
    assert told.text == f"Disputed by Ada Brenn: Orsin Kelt's {said} “{claim}”."
    assert [text[start:end] for _, start, end in told.citations] == [claim, denial]
    assert draft.disputes == (dispute,)


_WORDS = st.sampled_from(
    [
        "Orla",
        "Veldmark",
        "flood",
        "dam",
        "mayor",
        "boats",
        "said",
        "rose",
        "the",
        "“held”",
        "12",
        "He",
    ]
)
_SENTENCE = st.lists(_WORDS, min_size=1, max_size=30).map(lambda w: " ".join(w).capitalize() + ".")
_PARAGRAPH = st.lists(_SENTENCE, min_size=1, max_size=4).map(" ".join)
_BODY = st.lists(_PARAGRAPH, min_size=1, max_size=5)


@settings(max_examples=80)
@given(bodies=st.lists(_BODY, min_size=1, max_size=4), words=st.integers(1, 120), data=st.data())
def test_the_laws_hold_for_any_coverage(
    make: Make, bodies: list[list[str]], words: int, data: st.DataObject
) -> None:
    """Whatever the copy and its cuts: cited, verbatim, unrepeated, and within a sentence of the budget."""
    stories = {}
    for n, body in enumerate(bodies):
        story = make(*body, provider=f"p{n}.example", guid=str(n))
        at = data.draw(st.integers(0, len(story.text) - 1))
        cut = Cut(at, min(len(story.text), at + data.draw(st.integers(1, 20))), "promo", "test")
        stories[story.id] = story.with_(cuts=(cut,))
    draft = compose(list(stories.values()), words=words)
    _check(draft, stories)
    longest = max((len(s.text.split()) for s in draft.sentences), default=0)
    assert len(draft.text.split()) <= words + longest
    assert compose(list(stories.values()), words=words) == draft
