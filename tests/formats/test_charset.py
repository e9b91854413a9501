"""Bytes to text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.formats import parse
from copytaster.formats.charset import decode


def rss(title: str, codec: str, declared: str | None) -> bytes:
    """A feed of one title in a codec, declared or not."""
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    return f"{head}<rss><channel><title>{title}</title></channel></rss>".encode(codec)


@pytest.mark.parametrize(
    ("codec", "declared", "header", "problems"),
    [
        ("utf-8", None, None, []),
        ("utf-8-sig", "iso-8859-1", None, []),
        ("cp1252", "iso-8859-1", None, []),
        ("cp1252", None, "text/xml; charset=windows-1252", []),
        ("utf-8", "iso-8859-1", None, ["charset-wrong"]),
        ("utf-8", "utf-16", None, ["charset-wrong"]),
        ("utf-16", "utf-16", None, []),
        ("cp1252", None, None, ["charset-wrong"]),
        ("utf-8", "x-nobody", None, ["charset-unknown"]),
        ("utf-8", "base64", None, ["charset-unknown"]),
        ("utf-8", "punycode", None, ["charset-unknown"]),
        ("utf-8", "idna", None, ["charset-unknown"]),
        ("utf-8", "unicode_escape", None, ["charset-unknown"]),
    ],
)
def test_title_survives(
    codec: str, declared: str | None, header: str | None, problems: list[str]
) -> None:
    """A title with accents comes out whole, and a wrong declaration is said."""
    feed = parse(rss("Café – “Münster” brûlé", codec, declared), content_type=header)
    assert feed.title == "Café – “Münster” brûlé"
    assert [p.code for p in feed.problems] == problems


@pytest.mark.parametrize(
    ("codec", "title"), [("koi8-r", "Мост открыт"), ("gb2312", "大桥通车"), ("euc-kr", "다리 개통")]
)
def test_declared_legacy_charsets(codec: str, title: str) -> None:
    """Declared legacy charsets are read as declared."""
    assert parse(rss(title, codec, codec)).title == title


def test_mojibake_is_kept() -> None:
    """What the sender wrote is not ours to guess at."""
    assert parse(rss("donâ€™t", "utf-8", "utf-8")).title == "donâ€™t"


def test_stray_bytes_among_utf8() -> None:
    """One windows-1252 byte does not spoil the rest."""
    feed = parse(
        "<rss><channel><title>漢字 x".encode() + b"\x92" + "y é</title></channel></rss>".encode()
    )
    assert feed.title == "漢字 x’y é"


@given(st.binary(max_size=400))
def test_any_bytes_decode(data: bytes) -> None:
    """No bytes make decoding fail."""
    assert isinstance(decode(data).text, str)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=100))
def test_utf8_is_exact(text: str) -> None:
    """UTF-8 comes out as it went in."""
    body = "x" + text
    if not body.encode().startswith((b"\xff", b"\xfe", b"x\x00")) and "<" not in body:
        assert decode(body.encode()).text == body
