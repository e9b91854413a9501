"""How the sample wire's text files are taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.desk.sample.items import Paragraph, Picture, moment, parse_item


def test_header_and_paragraphs() -> None:
    """Headers fill their fields, repeated ones in order; lines of a paragraph are joined."""
    item = parse_item(
        "x",
        "guid: a:1\nbyline: Ann\nbyline: Bo\npicture: u | c | d | e\n\nOne\ntwo.\n\n## Sub\n\nThree.",
    )
    assert item.guid == "a:1"
    assert item.bylines == ("Ann", "Bo")
    assert item.pictures == (Picture("u", "c", "d", "e"),)
    assert item.paragraphs == (
        Paragraph("One two."),
        Paragraph("Sub", subhead=True),
        Paragraph("Three."),
    )
    assert item.summary == "One two."


def test_an_unknown_header_is_named() -> None:
    """A misspelt header is an error that names the file and quotes the line."""
    with pytest.raises(ValueError, match=r"tide: 'hedline: x'"):
        parse_item("tide", "hedline: x\n\nBody.")


def test_links_become_anchors_and_nothing_else_becomes_markup() -> None:
    """Only the link form is markup; angle brackets and ampersands are escaped."""
    paragraph = Paragraph('A <b> & [the "post"](http://h/x?a=1&b=2) here.')
    assert paragraph.html == (
        'A &lt;b&gt; &amp; <a href="http://h/x?a=1&amp;b=2">the &#34;post&#34;</a> here.'
    )
    assert paragraph.plain == 'A <b> & the "post" here.'


@given(st.text(max_size=80))
def test_html_never_gains_a_tag_from_plain_text(text: str) -> None:
    """Whatever a paragraph says, its markup holds no tag but anchors."""
    html = str(Paragraph(text).html)
    assert html.count("<") == html.count("<a href=") + html.count("</a>")


def test_moment_reads_iso_and_leaves_words_alone() -> None:
    """An ISO header is a time; an empty one and one in words are none."""
    at = moment("2026-11-22T17:00:00+00:00")
    assert at is not None
    assert at.hour == 17
    assert moment("") is None
    assert moment("Friday noon") is None
