"""Which word was changed: named from tags or from the text, and nothing given away without the salt."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.ledger import Hints, leaf, verify
from copytaster.ledger.wordtags import DIGITS, changes, word_tags
from copytaster.model import Story

words = st.lists(
    st.text(alphabet="abcdefghijklmnopqrstuvwxyzäß", min_size=1, max_size=9),
    min_size=6,
    max_size=25,
)


def hints_for(make: Any, sentence: str) -> Hints:
    value = leaf(make.salt, sentence)
    return Hints({value: word_tags(make.salt, value, sentence)})


def test_the_changed_word_is_shown(book: Any, page: bytes, make: Any) -> None:
    """A page edited by one word: the sentence is named, and the word, from the tags alone."""
    sentence = "“We found cracks in two pillars,” Torn told reporters."
    bent = page.replace(b"two pillars", b"four pillars")
    verdict = verify(bent, book.ledger(), hints_for(make, sentence))
    assert not verdict.ok
    (change,) = verdict.changes
    assert (change.found, change.published) == (("four",), None)
    assert change.sentence == sentence.replace("two", "four")


def test_the_word_that_stood_there_is_shown_where_the_text_is_known(
    book: Any, page: bytes, make: Any
) -> None:
    """With the copy at hand, both words: the one that stands there and the one published."""
    sentences = ("Engineers will return on Tuesday.", "Something else was said.")
    bent = page.replace(b"return on Tuesday", b"return on Friday")
    verdict = verify(bent, book.ledger(), Hints(sentences=sentences))
    (change,) = verdict.changes
    assert (change.found, change.published) == (("Friday.",), ("Tuesday.",))


def test_without_hints_the_sentence_is_named_all_the_same(book: Any, page: bytes) -> None:
    """A stranger with nothing but page and ledger learns which sentence it is."""
    verdict = verify(page.replace(b"two pillars", b"four pillars"), book.ledger())
    assert verdict.changes == ()
    assert verdict.altered == ("“We found cracks in four pillars,” Torn told reporters.",)


@given(words, st.data())
def test_any_one_word_changed_added_or_lost_is_located(
    make: Any, words: list[str], data: st.DataObject
) -> None:
    """Of any sentence any one word: what the text shows is shown; what the tags show is part of it."""
    at = data.draw(st.integers(0, len(words) - 1))
    new = data.draw(st.sampled_from(["CHANGED", ""]))
    sentence = " ".join(words)
    bent = " ".join(w for w in (*words[:at], new, *words[at + 1 :]) if w)
    value = leaf(make.salt, sentence)
    by_text = changes([bent], [value], [make.salt], Hints(sentences=(sentence,)))
    assert len(by_text) == 1
    assert by_text[0].published is not None
    assert any("CHANGED" in f for f in by_text[0].found) == (new == "CHANGED")
    tags = Hints({value: word_tags(make.salt, value, sentence)})
    by_tags = changes([bent], [value], [make.salt], tags)
    assert by_tags[0].found == by_text[0].found or new not in by_tags[0].found


@given(words)
def test_tags_say_nothing_without_the_salt(make: Any, words: list[str]) -> None:
    """Under another salt, or for another sentence, every tag is another: there is nothing to match."""
    sentence = " ".join(words)
    value = leaf(make.salt, sentence)
    mine = word_tags(make.salt, value, sentence)
    assert len(mine) == DIGITS * len(words)
    assert word_tags("11" * 16, value, sentence) != mine
    assert word_tags(make.salt, leaf(make.salt, "other"), sentence) != mine


def test_another_sentence_is_no_changed_one(make: Any) -> None:
    """A sentence that has little in common with any on record is not told as a change of it."""
    hints = hints_for(make, "The ferry terminal closed on Sunday after the storm.")
    wanted = list(hints.tags)
    assert changes(["Buy nine pastries now and pay for four."], wanted, [make.salt], hints) == ()


@pytest.mark.parametrize("tags", ["", "zz", "ab", "abc" * 5000])
def test_senseless_tags_do_no_harm(book: Any, page: bytes, make: Any, tags: str) -> None:
    """Tags of whatever shape from a site change no verdict and break nothing."""
    value = leaf(make.salt, "Engineers will return on Tuesday.")
    bent = page.replace(b"return on Tuesday", b"return on Friday")
    plain = verify(bent, book.ledger())
    hinted = verify(bent, book.ledger(), Hints({value: tags}))
    assert replace(hinted, changes=()) == plain


def test_right_tags_do_not_make_a_wrong_page_right(
    book: Any, page: bytes, make: Any, story: Story
) -> None:
    """Tags made for the changed words themselves hide nothing: the sentence fails by its leaf."""
    del story
    bent = page.replace(b"return on Tuesday", b"return on Friday")
    value = leaf(make.salt, "Engineers will return on Tuesday.")
    lying = Hints({value: word_tags(make.salt, value, "Engineers will return on Friday.")})
    verdict = verify(bent, book.ledger(), lying)
    assert not verdict.ok
    assert verdict.altered == ("Engineers will return on Friday.",)
