"""What holds for any text whatever: spans in bounds, parts apart, the same answer twice, in linear time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.attribution import attribute
from copytaster.model import Cut, Item, Span, Statement, Story
from hang import ends

_PIECES = (
    '"', "“", "”", "‘", "’", "'", "«", "»", "„", ",", ".", ":", ";", "?", "—", "(", ")", "\n\n", "\n",
    "said", "says", "according to", "as per", "told", "citing", "quoted", "as saying", "saying", "that",
    "was", "by", "reported", "claim", "adding", "with", "and", "but", "which", "who", "he", "it", "they",
    "the", "The", "Ilsa Brandt", "Brandt", "Torvik Post", "port authority", "Telegram", "post", "X", "in",
    "on", "a statement", "Monday", "not", "would", "fell", "ship's", "their", "et", "a déclaré", "sagte", "dijo",
)  # fmt: skip
_SOUP = st.lists(st.sampled_from(_PIECES), max_size=60).map(" ".join)


def story(text: str, cuts: tuple[Cut, ...] = (), language: str | None = None) -> Story:
    """A story of that text."""
    return Story(id="t", series="t", item=Item(body=text), cuts=cuts, language=language)


def all_spans(statement: Statement) -> Iterator[Span]:
    """Every span of a statement."""
    yield from statement.content
    yield from statement.cue
    yield from statement.source
    yield from (link.span for link in statement.chain if link.span is not None)


def overlap(one: Span, other: Span) -> bool:
    """Do two spans share a character?"""
    return one.field == other.field and one.start < other.end and other.start < one.end


def check(told: Story, statements: tuple[Statement, ...]) -> None:
    """The laws every result obeys."""
    for number, s in enumerate(statements, 1):
        assert s.id == f"t:s{number}"
        assert s.content
        for span in all_spans(s):
            field = told.text if span.field == "text" else told.headline or ""
            assert 0 <= span.start < span.end <= len(field)
            assert field[span.start : span.end].strip() == field[span.start : span.end]
            assert span.field == "headline" or not any(
                c.start < span.end and span.start < c.end for c in told.cuts
            )
        for part in s.content:
            assert not any(overlap(part, other) for other in (*s.cue, *s.source))
        pairs = zip(s.content, s.content[1:], strict=False)
        assert all(a.end <= b.start for a, b in pairs)
        assert 0 <= s.confidence <= 1
        assert s.inside is None or s.inside in {other.id for other in statements} - {s.id}
        if s.speakers and len(s.speakers) == 1:
            assert s.chain[0].name == s.speaker


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    """No text raises, and whatever is found obeys the laws."""
    told = story(text)
    check(told, attribute(told))


@given(_SOUP, st.sampled_from((None, "en", "fr", "de", "es", "fi")))
def test_newspaper_words_in_any_order_are_read(text: str, language: str | None) -> None:
    """The words that reporting is made of, shuffled, raise nothing and give lawful statements."""
    told = story(text, language=language)
    first = attribute(told)
    check(told, first)
    assert attribute(told) == first


@given(_SOUP, st.lists(st.integers(0, 200), min_size=2, max_size=6))
def test_cuts_are_never_quoted(text: str, edges: list[int]) -> None:
    """Wherever cuts fall, no statement touches one."""
    edges = sorted({min(e, len(text)) for e in edges})
    pairs = zip(edges[::2], edges[1::2], strict=False)
    told = story(text, tuple(Cut(a, b, "promo", "a link") for a, b in pairs if a < b))
    check(told, attribute(told))


@pytest.mark.parametrize(
    "unit",
    [
        '"', "“", "'", "« ", "said ", "Said. ", "Roe ", "he said, ", '"A," he said. ', "according to X, ",
        "reported by ", "A, ", "citing ", "that ", "claim that it ", "X said Y said ", "the ministry said. ",
        "He said so. ", "( ", "Ann Roe said it fell. ", '"It is so very old."\n\n', "with a, ", "and said ", "’s ",
    ],
)  # fmt: skip
def test_hostile_text_takes_linear_time(unit: str) -> None:
    """100 kB of any one thing is read to its end, in whatever language it claims to be."""
    for language in ("en", "de"):
        told = story((unit * (100_000 // len(unit) + 1))[:100_000], language=language)
        with ends():
            assert attribute(told) == attribute(told)


def test_two_reports_that_hold_each_others_cue_end() -> None:
    """ "…, an assertion first reported by X" inside a "told": nesting never runs in a circle."""
    text = (
        "Varsk officials told the inquiry last year they could not find a file holding the "
        "harbour master's letters, an assertion first reported by the Corrath Courier."
    )
    told = attribute(Story(id="a" * 16, series="b" * 16, item=Item(body=text)))
    assert told
    assert all(statement.inside != statement.id for statement in told)
