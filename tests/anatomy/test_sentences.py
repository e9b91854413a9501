"""Sentences: where they end, and that a published page splits into the same ones."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from copytaster.anatomy.sentences import copy_sentences, fold, sentence_spans
from copytaster.model import Block, Cut, Item, Story
from hang import ends


def split(text: str) -> list[str]:
    """The sentences as strings."""
    return [text[s:e] for s, e in sentence_spans(text)]


PIECES = st.sampled_from(
    [
        *("Mr.", "U.S.", "p.m.", "No.", "5", "3.5", "J.", "Smith", "said.", "He", "The", "1.", ")"),
        *(
            '"We',
            'won."',
            '"Why?"',
            "“Go!”",
            "...",
            "…",
            "(ANI)",
            "[...]",
            "。好",
            "؟",
            "है।",
            "Rs.",
        ),
        *("500", "Inc.", "state.Claiming", "a.m.", "Tuesday", "(", '"', "'", ".", "!", "?", "Jan."),
        *("I.", "Dr", "I", "don’t", "the"),
    ]
)
SPACES = st.sampled_from(["", " ", "  ", "\t", "\u00a0", " \u3000 "])
PROSE = st.lists(st.tuples(PIECES, SPACES), max_size=30).map(
    lambda pairs: "".join(a + b for a, b in pairs)
)


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Orlo met Gen. Vask of the U.S. Army at 5 p.m. Tuesday.",
        "He paid Rs. 500 for No. 5 of the series.",
        "Talks with J. K. Halven ended on Nov. 22 in the St. Mira hall.",
        "The rate rose 3.5 percent at Halden Inc. last year.",
        "“Why now?” Mara Quill asked.",
        "They waited... and waited.",
        "Visit example.com for more.",
        "1. The first of the rules",
    ],
)
def test_one_sentence_stays_whole(text: str) -> None:
    """Abbreviations, initials, decimals, domains and a question inside a quote end nothing."""
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He left the U.S. The talks failed.", ["He left the U.S.", "The talks failed."]),
        ("It was “not true.” The army left.", ["It was “not true.”", "The army left."]),
        ("They came at 6 p.m. Nobody spoke.", ["They came at 6 p.m.", "Nobody spoke."]),
        ("in the state.Claiming one life", ["in the state.", "Claiming one life"]),
        ("He said so on X. (NNA)", ["He said so on X.", "(NNA)"]),
        ("A line\nanother line\n\na third", ["A line", "another line", "a third"]),
        ("他走了。我们也走！好", ["他走了。", "我们也走！", "好"]),
        ("वह गया। हम भी।", ["वह गया।", "हम भी।"]),
        ("هل ذهب؟ نعم ذهب.", ["هل ذهب؟", "نعم ذهب."]),
        ("We lost... The end.", ["We lost...", "The end."]),
    ],
)
def test_sentences_end(text: str, parts: list[str]) -> None:
    """Real ends are found, in every script, through quotes and where aggregators glue paragraphs."""
    assert split(text) == parts


@given(st.text(alphabet=st.characters(), max_size=200) | PROSE)
def test_spans_cover_everything_that_is_not_space(text: str) -> None:
    """The spans are in order, disjoint, trimmed, and lose no character but white space."""
    spans = sentence_spans(text)
    at = 0
    for start, end in spans:
        assert at <= start < end <= len(text)
        assert text[at:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        at = end
    assert text[at:].strip() == ""


@given(PROSE)
@example("Smith  .Mr.")
def test_folding_white_space_changes_no_sentence(text: str) -> None:
    """A paragraph splits into the same sentences whatever white space stands between its words."""
    assert [fold(s) for s in split(text)] == split(fold(text))


def _story(text: str, cuts: list[tuple[int, int]]) -> Story:
    return Story(
        "x",
        "x",
        Item(body=text),
        blocks=(Block(0, len(text), "paragraph"),),
        cuts=tuple(Cut(a, b, "promo", "a test's cut") for a, b in cuts),
    )


@given(
    PROSE | st.text(max_size=80),
    st.lists(st.tuples(st.integers(0, 90), st.integers(0, 30)), max_size=3),
)
def test_copy_sentences_are_those_of_the_published_block(
    text: str, raw_cuts: list[tuple[int, int]]
) -> None:
    """Splitting the folded copy of a block gives the story's own copy sentences, at true offsets."""
    cuts = [(min(a, len(text)), min(a + n, len(text))) for a, n in raw_cuts]
    story = _story(text, [c for c in cuts if c[0] < c[1]])
    sentences = copy_sentences(story)
    assert [s.text for s in sentences] == split(fold(story.copy))
    for s in sentences:
        assert text[s.start] == s.text[0]
        assert text[s.end - 1] == s.text[-1]


def test_a_cut_inside_a_paragraph_is_joined_over() -> None:
    """The sentence before a glued promo and the one after it stand as two sentences of the copy."""
    text = "Rain fell in the state.Also Read | Nine Ways to Cook.Claiming one life, it went on."
    story = _story(text, [(23, text.index("Claiming"))])
    assert [s.text for s in copy_sentences(story)] == [
        "Rain fell in the state.",
        "Claiming one life, it went on.",
    ]


@pytest.mark.parametrize("unit", [".", ". ", "A. ", "U.S. ", '!" A ', "a" * 50, "(", ".)", " "])
def test_splitting_is_linear(unit: str) -> None:
    """Two hundred thousand hostile characters are split to their end."""
    text = unit * (200_000 // len(unit))
    with ends():
        assert all(span.end <= len(text) for span in sentence_spans(text))
