"""What is told apart, and what is refused with which words."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.errors import FormatError
from copytaster.formats import parse
from copytaster.model import Feed


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"\x1f\x8b\x08\x00abc", "gzip"),
        (b"%PDF-1.7 abc", "PDF"),
        (b"\x00\x01\x02\x03 word", "binary"),
        (bytes(range(256)) * 4, "binary"),
        (b"<", "no word"),
        (b"<?xml version='1.0'?>", "no element"),
        (b"{", "JSON"),
        (b'{"a": 1}', "neither"),
        (b"<opml version='2.0'><body/></opml>", "copytaster feeds import"),
        (b"<shopping><list/></shopping>", "root <shopping>"),
        (b"\x16\x16\x01a0001", "ANPA"),
        (b"Received: from a\nSubject: \n\n", "mail"),
        (b"123 456", "no word"),
        (b"[" * 100_000 + b"{", "no word"),
        (b"<html></html>", "web page"),
    ],
)
def test_refusals(data: bytes, words: str) -> None:
    """What cannot be read is refused in words that name it."""
    with pytest.raises(FormatError) as caught:
        parse(data)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<html><body><p>A page of words</p></body></html>", "html"),
        (b"<!DOCTYPE html><title>Only a title here</title><p>x", "html"),
        (b"[Embargoed] not JSON but a wire line", "text"),
        (b"<rss:rss><channel/></rss:rss>", "rss"),
        (b"\xef\xbb\xbf <feed xmlns='http://www.w3.org/2005/Atom'/>", "atom"),
        (b"junk first <rss><channel/></rss>", "rss"),
        (
            b"<soap><body><rss><channel><item><title>t</title></item></channel></rss></body></soap>",
            "rss",
        ),
    ],
)
def test_formats_are_told_apart(data: bytes, kind: str) -> None:
    """The format is told by the bytes, not by their label."""
    assert parse(data, content_type="application/octet-stream").format == kind


def test_a_document_type_may_be_long_but_not_endless() -> None:
    """A DTD sent inside its document is passed over; one of more than a million characters is refused by name."""
    copy = b"<nitf><body><body.content><p>The ferry runs again.</p></body.content></body></nitf>"
    rule = b"<!ELEMENT lamp (wick, oil)>\n"
    read = parse(b"<?xml version='1.0'?><!DOCTYPE nitf [" + rule * 10_000 + b"]>" + copy)
    assert read.format == "nitf"
    assert read.items[0].body == "The ferry runs again."
    with pytest.raises(FormatError, match=r"DOCTYPE.*send the document without it"):
        parse(b"<!DOCTYPE nitf [" + rule * 60_000 + b"]>" + copy)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_feed_or_a_format_error(data: bytes) -> None:
    """Nothing else ever comes out."""
    with contextlib.suppress(FormatError):
        assert isinstance(parse(data), Feed)


@given(st.data())
def test_a_broken_document_never_breaks_the_reader(data: st.DataObject) -> None:
    """Any byte of a feed may be cut or changed."""
    whole = (
        b'<?xml version="1.0"?><rss><channel><title>c</title><item><title><![CDATA[a & b]]></title>'
        b"<description>&lt;p&gt;x&lt;/p&gt;</description></item></channel></rss>"
    )
    at = data.draw(st.integers(0, len(whole)))
    cut = data.draw(st.integers(0, 6))
    insert = data.draw(st.binary(max_size=6))
    with contextlib.suppress(FormatError):
        parse(whole[:at] + insert + whole[at + cut :])
