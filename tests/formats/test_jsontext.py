"""JSON text: every string that comes out of it is whole characters."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.formats import parse
from copytaster.formats.jsontext import whole_characters

_ANY = st.text(st.characters(), max_size=12) | st.text("\\ud\ud83d\ude00", max_size=8)


@given(_ANY)
def test_only_half_characters_are_replaced(text: str) -> None:
    """A lone surrogate becomes U+FFFD; pairs, backslashes and everything else stay as they were."""
    read = json.loads(whole_characters(json.dumps(text)))
    assert read == text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@pytest.mark.parametrize(
    "document",
    [
        b'{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"a\\ud800"}]}',
        b'<html><script type="application/ld+json">{"@type":"NewsArticle","headline":"a\\ud800"}'
        b"</script><body><p>word here</p></body></html>",
    ],
)
def test_no_item_holds_half_a_character(document: bytes) -> None:
    """A headline that was cut through a character can be written down all the same."""
    (item,) = parse(document).items
    assert (item.headline or "").encode("utf-8").decode() == "a\ufffd"
