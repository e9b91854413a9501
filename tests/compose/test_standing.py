"""Whether a sentence can stand where a reader meets it first."""

from __future__ import annotations

import pytest

from copytaster.compose.standing import is_whole, stands_alone


@pytest.mark.parametrize(
    "sentence",
    [
        "Mayor Hedda Voss opened the bridge.",
        '"We stay," said baker Timo Arns.',
        "The statement by Norda Rail said trains would run.",
        "The admission of guilt by Timo Arns came late.",
        "The museum bought the painting and will show it in May.",
        "On Monday the council said it would vote.",
        "In a statement, Norda Rail said it would run trains.",
        "In June Hedda Voss said she was leaving.",
    ],
)
def test_sentences_that_stand(sentence: str) -> None:
    """Named people and things need nothing before them."""
    assert stands_alone(sentence)
    assert is_whole(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "She opened the bridge.",
        "This came after a storm.",
        "However, the bridge stayed shut.",
        '"We stay," he said.',
        "“We stay,” she told reporters.",
        "The Telegram post said the bridge was shut.",
        "The statement said so.",
        "1234 5678.",
        "The admission comes months after the storm.",
        "The company denied that trains were late.",
        "A year earlier it was 8.6 billion.",
        "On Monday it said trains would run.",
        "In a statement, she said trains would run.",
        "Its envoy, Pavlo Arns, said his government would study it but saw little in it.",
        "Envoy Pavlo Arns said his government would study it but saw little to do.",
        "Norda Rail got a copy of a letter dated the 9th of that month.",
    ],
)
def test_sentences_that_lean(sentence: str) -> None:
    """Pronouns, half thoughts and nameless documents need the sentence before them."""
    assert not stands_alone(sentence)


@pytest.mark.parametrize(
    "fragment",
    ["no capital at the start.", "No end", 'An open "quote here.', "An open “quote here.", ""],
)
def test_fragments_are_not_whole(fragment: str) -> None:
    """A sentence cut off, or with a quote left open, is not taken."""
    assert not is_whole(fragment)
