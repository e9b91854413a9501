"""Commitments: symmetrical with the page, and silent about the text."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.errors import LedgerError
from copytaster.ledger import edition_data, edition_leaves, leaf, page_units, verify
from copytaster.ledger.commit import edition_sentences, keyed
from copytaster.model import Item, Media, Story


def test_the_ledger_holds_no_word_of_the_copy(book: Any, page: bytes, story: Story) -> None:
    """No word of six letters or more of the copy, headline or page text is anywhere in the ledger."""
    jsonl = book.jsonl().casefold()
    text = " ".join((story.text, story.headline or "", *page_units(page)))
    words = set(re.findall(r"[^\W\d_]{6,}", text.casefold()))
    assert len(words) > 20
    assert [word for word in words if word in jsonl] == []


def test_the_salt_is_not_in_the_ledger(book: Any, make: Any) -> None:
    """The salt stands on the page and in the store, never in the ledger."""
    assert make.salt not in book.jsonl()


def test_erasing_leaves_the_chain_whole(book: Any, story: Story) -> None:
    """An erasure is a record more: nothing in the ledger needs the text or the salt to verify."""
    book.add("erasure", story.id)
    assert book.ledger().problems == ()


@given(st.text(max_size=200))
def test_a_leaf_does_not_see_white_space(text: str) -> None:
    """A leaf is the same however the white space runs, and is 32 hex digits."""
    spaced = "\n".join(text.split())
    value = leaf("ab", text)
    assert value == leaf("ab", f"  {spaced}\t")
    assert re.fullmatch("[0-9a-f]{32}", value)


def test_a_leaf_is_hmac_sha256() -> None:
    """The commitment is the published construction, so that anyone can recompute it."""
    expected = hmac.new(b"\xab\xcd", b"A b.", hashlib.sha256).hexdigest()[:32]
    assert leaf("abcd", " A\n b. ") == expected


@given(st.binary(min_size=1, max_size=100), st.text(st.characters(), max_size=300))
def test_the_keyed_hash_is_the_standard_one(key: bytes, text: str) -> None:
    """Whatever salt and text, lone surrogates too, the commitment is what `hmac` gives."""
    expected = hmac.digest(key, text.encode("utf-8", "surrogatepass"), "sha256").hex()
    assert keyed(key.hex())(text) == expected


@given(st.text(min_size=1, max_size=40), st.text(min_size=1, max_size=40))
def test_other_words_or_salt_give_another_leaf(one: str, two: str) -> None:
    """Two texts share a leaf only if they are the same words; two salts never do."""
    assert (leaf("00", one) == leaf("00", two)) == (one.split() == two.split())
    assert leaf("00", one) != leaf("01", one)


@pytest.mark.parametrize("salt", ["", "abc", "zz", "é"])
def test_a_salt_is_hex(salt: str) -> None:
    """A salt that is not hex is refused."""
    with pytest.raises(LedgerError):
        leaf(salt, "text")


def test_cut_text_is_not_among_the_sentences(story: Story) -> None:
    """The sentences of an edition are its copy; a promo that was cut is not one."""
    found = edition_sentences(story)
    assert not any("pastries" in sentence for sentence in found)
    assert "Engineers will return on Tuesday." in found


def test_no_word_is_left_out_where_blocks_are_missing() -> None:
    """Copy that lies in no block is committed to all the same."""
    text = "First line here.\n\nSecond one. Third one."
    story = Story("i", "s", Item(body=text, headline="Head", deck="A deck."))
    assert edition_sentences(story) == (
        "Head", "A deck.", "First line here.", "Second one.", "Third one.",
    )  # fmt: skip


def test_captions_are_committed_to() -> None:
    """What the sender wrote under a picture is his word too."""
    media = Media("picture", "https://p.example/1.jpg", caption="The quay. At dawn.")
    story = Story("i", "s", Item(body="Text.", media=(media,)))
    assert edition_sentences(story) == ("Text.", "The quay.", "At dawn.")


def test_edition_data_names_the_cuts(story: Story, make: Any) -> None:
    """The record of an edition has its leaves, its cuts as ranges, and a commitment to the whole."""
    data = edition_data(story, make.salt, "d" * 64)
    (cut,) = story.cuts
    assert data["cuts"] == [[cut.start, cut.end, "promo"]]
    assert tuple(data["leaves"]) == edition_leaves(story, make.salt)
    changed = replace(story, item=replace(story.item, body=story.text + " "))
    assert edition_data(changed, make.salt, "d" * 64)["whole"] != data["whole"]


def test_excerpts_are_wire_too(make: Any, key: Any, story: Story) -> None:
    """A page that shows only the first sentence of a paragraph still shows a committed sentence."""
    from copytaster.ledger import WireEdition

    book = make.book(key, [])
    edition = book.add("edition", story.id, edition_data(story, make.salt, "d" * 64))
    page = re.sub(rb" Engineers will return on Tuesday.", b"", make.page(story))
    book.publish(page, story, [WireEdition.of(edition, make.salt)])
    verdict = verify(page, book.ledger())
    assert verdict.ok
    assert sum(s.status == "wire" for s in verdict.sentences) == 5
