"""Addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.formats import canonical_link
from copytaster.formats.links import absolute


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://Wire.Example:443/A?id=7&utm_source=rss#top", "https://wire.example/A?id=7"),
        ("http://wire.example", "http://wire.example/"),
        ("https://wire.example/?q=a%20b&p=", "https://wire.example/?q=a%20b&p="),
        ("https://wire.example/?story=9&fbclid=x&ref=rss", "https://wire.example/?story=9"),
        ("https://wire.example/?ref=chapter2", "https://wire.example/?ref=chapter2"),
        ("https://[::1]:8080/x", "https://[::1]:8080/x"),
        ("https://wire.example/a #b", "https://wire.example/a"),
        ("urn:x:y", "urn:x:y"),
        ("http://[bad", "http://[bad"),
    ],
)
def test_canonical(url: str, canonical: str) -> None:
    """Trackers, fragments and default ports go; what selects content stays as sent."""
    assert canonical_link(url) == canonical


@given(st.text(max_size=80))
def test_canonical_is_stable(text: str) -> None:
    """A canonical link is its own canonical link, and no string makes it fail."""
    once = canonical_link("https://wire.example/" + text)
    assert canonical_link(once) == once


@pytest.mark.parametrize(
    ("link", "base", "result"),
    [
        ("/a b", "https://wire.example/x/", "https://wire.example/a%20b"),
        ("//cdn.example/i.jpg", None, "https://cdn.example/i.jpg"),
        ("javascript:alert(1)", "https://wire.example/", None),
        ("java\nscript:alert(1)", None, None),
        ("data:text/html,x", None, None),
        ("file:///etc/passwd", None, None),
        ("relative", None, None),
        ("", "https://wire.example/", None),
    ],
)
def test_absolute(link: str, base: str | None, result: str | None) -> None:
    """Only http(s) addresses come out."""
    assert absolute(link, base) == result
