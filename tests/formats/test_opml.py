"""OPML in and out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.errors import FormatError
from copytaster.formats import Outline, not_feeds, read_opml, write_opml

NAMES = st.text(alphabet="abc é漢&<>\"'", min_size=1, max_size=12).map(str.strip).filter(bool)
OUTLINES = st.lists(
    st.builds(
        Outline,
        url=st.integers(0, 99).map(lambda n: f"https://f{n}.example/feed?a=1&b={n}"),
        title=NAMES,
        site=st.none() | st.just("https://site.example/"),
        folders=st.lists(NAMES, max_size=3).map(tuple),
    ),
    max_size=8,
    unique_by=lambda o: o.url,
)


@given(OUTLINES)
def test_round_trip(outlines: list[Outline]) -> None:
    """What is written is read back, folders and all."""
    found = read_opml(write_opml(outlines))
    assert sorted(found, key=lambda o: o.url) == sorted(outlines, key=lambda o: o.url)


def test_faults_are_forgiven() -> None:
    """Bare ampersands, attribute case and repeats do no harm; other schemes are left out."""
    found = read_opml(
        b'<opml><body><outline text="R&D"><outline XMLURL="https://a.example/?x=1&y=2" title="A"/>'
        b'<outline xmlUrl="https://a.example/?x=1&y=2"/><outline xmlUrl="file:///x"/></outline></body></opml>'
    )
    assert found == (Outline("https://a.example/?x=1&y=2", "A", None, ("R&D",)),)


def test_what_is_left_out_is_named() -> None:
    """An outline whose address is not http(s) is told by its title and address; a mere folder is not."""
    data = (
        b'<opml><body><outline text="Folder"><outline text="Drop" xmlUrl="file:///srv/drop"/>'
        b'<outline xmlUrl="gopher://a.example/"/></outline>'
        b'<outline text="Good" xmlUrl="https://a.example/feed"/></body></opml>'
    )
    assert not_feeds(data) == (("Drop", "file:///srv/drop"), ("", "gopher://a.example/"))
    assert [o.title for o in read_opml(data)] == ["Good"]


def test_not_opml() -> None:
    """A feed is not a list of feeds."""
    with pytest.raises(FormatError, match="not OPML"):
        read_opml(b"<rss/>")
