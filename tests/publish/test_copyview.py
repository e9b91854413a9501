"""What is shown of the copy, and whose words are marked as whose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.anatomy.sentences import fold
from copytaster.model import Block, Cut, Item, Span, Story
from copytaster.publish.copyview import (
    EXCERPT_LENGTH,
    LONGEST_SENTENCE,
    first_words,
    summary_of,
    view_copy,
)


@st.composite
def stories(draw) -> Story:
    """Any text with any blocks and cuts, overlapping and out of order."""
    body = draw(st.text('ab .\n"“”é', max_size=120))
    point = st.integers(0, len(body))
    spans = st.lists(st.tuples(point, point).map(sorted), max_size=6)
    kinds = st.sampled_from(["paragraph", "list", "table", "subhead", "caption"])
    blocks = [Block(s, e, draw(kinds)) for s, e in draw(spans) if s < e]
    cuts = [Cut(s, e, "promo", "") for s, e in draw(spans) if s < e]
    return Story("i", "s", Item(body=body), blocks=tuple(blocks), cuts=tuple(cuts))


@given(stories())
def test_every_kept_word_is_shown_and_no_other(story):
    """The whole view holds the copy's characters in order: blocks lose none and double none."""
    shown = "".join(p.text for p in view_copy(story, whole=True).paragraphs)
    assert "".join(shown.split()) == "".join(story.copy.split())


@given(stories())
def test_an_excerpt_is_part_of_the_whole(story):
    """What an excerpt shows stands in the copy, and is two sentences at most or short."""
    whole = "".join(story.copy.split())
    for paragraph in view_copy(story, whole=False).paragraphs:
        assert "".join(paragraph.text.split()) in whole


def test_an_excerpt_is_short(invented):
    """Two sentences, and no more than the limit unless the first sentence alone is longer."""
    text = first_words(invented.story())
    assert text.startswith("ORLEN FALLS")
    assert text.endswith("followed the plan.")
    assert len(text) <= EXCERPT_LENGTH
    assert not summary_of(invented.story()).startswith("ORLEN")


def test_quotes_flags_and_the_dateline_are_marked(invented):
    """Direct quotes, the quoted part of mixed ones, flags and the dateline each carry their mark."""
    runs = [
        (r.kind, r.ref, r.text)
        for p in view_copy(invented.story(), whole=True).paragraphs
        for line in p.lines
        for r in line
        if r.kind != "copy"
    ]
    assert ("dateline", 0, "ORLEN FALLS, Velmark, March 3 (Marisk) -") in runs
    assert ("quote", 3, '"No siren was heard here. Not one,"') in runs
    assert ("quote", 4, '"eleven times"') in runs
    assert ("flag", 1, "valey") in runs
    assert len(runs) == 5


def test_an_excerpt_lends_no_words_from_further_down(invented):
    """Words outside the excerpt are None, also where a span only begins inside it."""
    story = invented.story()
    view = view_copy(story, whole=False)
    inside = invented.span(story.text, "flood wave")
    beyond = invented.span(story.text, "No siren was heard here")
    assert view.words_of([inside]) == "flood wave"
    assert view.words_of([beyond]) is None
    assert view.words_of([Span(inside.start, beyond.end)]) is None
    assert view.anchor(beyond.start) is None


def test_a_cut_inside_a_sentence_is_left_out_of_its_words():
    """Words asked for across a cut come without it."""
    story = Story("i", "s", Item(body="One AD two."), cuts=(Cut(4, 7, "promo", ""),))
    view = view_copy(story, whole=True)
    assert view.words_of([Span(0, 11)]) == "One two."
    assert view.words_of([Span(4, 6)]) is None
    assert fold(view.paragraphs[0].text) == "One two."


@pytest.mark.parametrize("body", ["word " * 4000, "字" * 20_000, "word\u2028" * 4000])
def test_copy_without_full_stops_is_no_licence_to_show_it_all(body):
    """An excerpt ends somewhere also where no sentence does."""
    assert 0 < len(first_words(Story("i", "s", Item(body=body)))) <= LONGEST_SENTENCE
