"""What holds for any story: spans in bounds and out of cuts, the same answer twice, in linear time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import copytaster as ct
from copytaster.attribution import attribute
from copytaster.claims import assess
from copytaster.model import Cut, Item, Span, Story
from hang import ends

_PIECES = (
    "denied", "denies", "rejected", "dismissed", "contradicted", "called", "said", "not true", "false", "a lie",
    "as baseless", "no truth in", "the claim", "claims", "allegation", "reports", "that", "by", "from", "which", "he", "it",
    "the union's", "Ana Brol", "Brol's", "the port authority", "ministry", "not", "to", "if", "was", "were", "at least",
    "between", "and", "or more", "12", "1,200", "20-30", "two dozen", "a hundred", "million", "killed", "killing", "dead",
    "people", "injured", "missing", "of them", "toll", "rose to", "number of", "survivors", "passengers", "on board", "in",
    ",", ".", "\n\n", '"', "“", "”", "'", "%", "$", "on Monday", "2014",
)  # fmt: skip
_SOUP = st.lists(st.sampled_from(_PIECES), max_size=70).map(" ".join)


def story(text: str, cuts: tuple[Cut, ...] = (), headline: str | None = None) -> Story:
    """A story of that text with its statements."""
    bare = Story(id="t", series="t", item=Item(body=text, headline=headline), cuts=cuts)
    return bare.with_(statements=attribute(bare))


def check(told: Story) -> None:
    """The laws every assessed story obeys."""
    ids = {s.id for s in told.statements}
    for claim in (*told.disputes, *told.figures):
        assert claim.story == "t"
        assert claim.span is not None
        _check_span(told, claim.span)
    for dispute in told.disputes:
        assert dispute.denier
        assert dispute.topic
        assert dispute.topic in told.text
        assert set(dispute.statements) <= ids
        assert dispute.claimant != dispute.denier
    for figure in told.figures:
        assert figure.value >= 1
        assert (figure.upper is not None) == (figure.qualifier == "range")
        assert figure.upper is None or figure.upper > figure.value


def _check_span(told: Story, span: Span) -> None:
    field = told.text if span.field == "text" else told.headline or ""
    assert 0 <= span.start < span.end <= len(field)
    assert field[span.start : span.end].strip() == field[span.start : span.end]


@given(st.text(max_size=300))
def test_any_text_is_assessed(text: str) -> None:
    """No text raises, and whatever is found obeys the laws."""
    check(assess(story(text, headline=text[:90])))


@given(_SOUP)
def test_words_of_claims_in_any_order_are_assessed(text: str) -> None:
    """The words claims are made of, shuffled, obey the laws and give the same answer twice."""
    told = story(text, headline=text[:90])
    once = assess(told)
    check(once)
    assert assess(told) == once


@given(_SOUP, st.lists(st.integers(0, 300), min_size=2, max_size=6))
def test_cuts_claim_nothing(text: str, edges: list[int]) -> None:
    """Wherever cuts fall, no dispute and no figure touches one."""
    edges = sorted({min(e, len(text)) for e in edges})
    pairs = zip(edges[::2], edges[1::2], strict=False)
    told = assess(story(text, tuple(Cut(a, b, "promo", "a link") for a, b in pairs if a < b)))
    for claim in (*told.disputes, *told.figures):
        assert claim.span is not None
        for cut in told.cuts:
            assert claim.span.end <= cut.start or cut.end <= claim.span.start


def test_the_rest_of_the_story_is_untouched() -> None:
    """Assessing adds disputes and figures and changes nothing else."""
    told = ct.read("The union said 12 people died. The ministry denied it.")
    assert told.disputes
    assert told.figures
    assert assess(told) == told
    assert assess(told.with_(disputes=(), figures=())) == told


@pytest.mark.parametrize(
    "unit",
    [
        "12 ", "twenty ", "a hundred and ", "between 12 and ", "at least ", "killed 12 ", "12 people ", "the toll of ",
        "denied ", "The ministry denied it. ", "the claim of ", "the claim was false ", "X's claim, ", "said that the claim ",
        "12 killed, ", "1,", "1-", "rose to 12 ", "12 of the ", "Ana Brol denied the claim that ", '"It is false," Roe said. ',
        "no truth in ", "Ana Roe said 12 died. ", "as false ",
    ],
)  # fmt: skip
def test_hostile_text_takes_linear_time(unit: str) -> None:
    """100 kB of any one thing is assessed to its end."""
    told = story((unit * (100_000 // len(unit) + 1))[:100_000])
    with ends():
        assert assess(told).text == told.text
