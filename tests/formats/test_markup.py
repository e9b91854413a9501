"""Markup to copy: every word, in its block, whatever the tags."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.formats.markup import (
    NITF,
    flattened,
    plain,
    read_escaped,
    read_html,
    read_text,
    read_tree,
)
from copytaster.formats.tags import MAX_TAGS
from copytaster.formats.xmltree import parse_xml

WORDS = st.text(alphabet="abcdefgéüß漢字ไทย&<>'\"0123", min_size=1, max_size=8)
INLINE = ("b", "i", "a", "span", "em", "strong", "sub", "q", "abbr", "x-note")
BLOCK = ("p", "div", "li", "blockquote", "h2", "section", "td", "figcaption", "pre", "dd", "center")


@st.composite
def markup(draw: st.DrawFn, depth: int = 3) -> tuple[str, list[str]]:
    """(markup, the words in it in order): blocks, inline tags, breaks and unseen scripts nested at will."""
    out: list[str] = []
    words: list[str] = []
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(("word", "inline", "block", "break", "script", "glued")))
        if kind == "word" or depth == 0:
            word = draw(WORDS)
            out.append(f" {html.escape(word)} ")
            words.append(word)
        elif kind == "glued":
            first, second = draw(WORDS), draw(WORDS)
            tag = draw(st.sampled_from(INLINE))
            out.append(f" {html.escape(first)}<{tag}>{html.escape(second)}</{tag}> ")
            words.append(first + second)
        elif kind == "break":
            out.append("<br>")
        elif kind == "script":
            out.append("<script>var unseen = '<p>';</script><style>p{color:red}</style>")
        else:
            tag = draw(st.sampled_from(INLINE if kind == "inline" else BLOCK))
            inside, its_words = draw(markup(depth=depth - 1))
            space = " " if kind == "inline" else ""
            out.append(f"{space}<{tag}>{inside}</{tag}>{space}")
            words += its_words
    return "".join(out), words


@given(markup())
def test_every_word_in_comes_out(sample: tuple[str, list[str]]) -> None:
    """Law 1: the words of the body are the words of the markup, in order, neither glued nor split."""
    text, words = sample
    assert read_html(text).body.split() == words


@given(markup())
def test_blocks_tile_the_body(sample: tuple[str, list[str]]) -> None:
    """Blocks are ranges of the body, in order, with exactly one blank line between them."""
    found = read_html(sample[0])
    parts = [found.body[b.start : b.end] for b in found.blocks]
    assert "\n\n".join(parts) == found.body
    assert all(p.strip() and "\n\n" not in p for p in parts)


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    """No string makes the reader fail, and without a tag or entity no word is lost."""
    found = read_html(text)
    assert all(0 <= b.start < b.end <= len(found.body) for b in found.blocks)
    if "<" not in text and "&" not in text:
        assert found.body.split() == text.split()


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_depth_costs_no_word(words: list[str]) -> None:
    """Markup deeper than any tree is read like any other."""
    inside = " ".join(html.escape(w) for w in words)
    found = read_html("<i>" * 5000 + "<script>no</script>" + inside)
    assert found.body.split() == words
    assert not found.problems


def test_tags_beyond_measure_cost_no_word() -> None:
    """More tags than anybody writes are taken out, and what is left is said to be that."""
    found = read_html("<i>" * (MAX_TAGS + 1) + "R&amp;D costs <b>more</b>")
    assert found.body.split() == ["R&D", "costs", "more"]
    assert [p.code for p in found.problems] == ["markup-flattened"]


@pytest.mark.parametrize(
    ("markup", "body"),
    [
        ("<p>bold<b>er</b> move</p>", "bolder move"),
        ("<p>one</p>two<p>three</p>", "one\n\ntwo\n\nthree"),
        ("a<br>b<br/><br/>c", "a\nb\n\nc"),
        ("<ul><li>one<ul><li>two</li></ul></li></ul>", "one\n\ntwo"),
        (
            "<table><tr><td>a</td><td> b </td></tr><tr><td>c</td><td>d</td></tr></table>",
            "a\tb\nc\td",
        ),
        ("<table><tr><td><p>one</p><p>two</p></td></tr></table>", "one\n\ntwo"),
        ("R&D costs 5 < 6", "R&D costs 5 < 6"),
        ("Caf&eacute; &#8217;s &#x92;t", "Café ’s ’t"),
        ("<p>a&nbsp;b</p>", "a\u00a0b"),
        ("plain\n\nlines\nkept", "plain\n\nlines\nkept"),
        ("<pre>one\n two\n\nthree</pre>", "one\ntwo\n\nthree"),
        ("<!-- not seen --><p>seen", "seen"),
        (
            "<p>mail <ana@wire.example> or <https://wire.example/a>",
            "mail <ana@wire.example> or <https://wire.example/a>",
        ),
        ("<p>5 <six and more <b>bold</b>", "5 <six and more bold"),
        ("<p>cut off in a <a href='https://wire.exa", "cut off in a"),
        ("<p><![CDATA[kept]]> too</p>", "kept too"),
        ("<p title='a > b'>c</p> </ p>d", "c\n\nd"),
        ("<p>no end <object>but copy", "no end but copy"),
        ("<object>gone<object>gone</object>gone</object>left", "left"),
        ("<iframe src='x' />left", "left"),
        ("<scripted>told</scripted> <SCRIPT>x='</p>'</SCRIPT >left", "told left"),
        ("<p>&notit; &#8217s</p>", "&notit; ’s"),
        ("<ul><li>one<li>two<p>three</ul>four", "one\n\ntwo\n\nthree\n\nfour"),
        (
            "<table><caption>cap</caption><tr><th>a<td>b<tr><td>c<br>d<td></table>",
            "cap\n\na\tb\nc d",
        ),
        ("", ""),
    ],
)
def test_examples(markup: str, body: str) -> None:
    """Breaks, lists, tables, entities and loose text each read as a reader sees them."""
    assert read_html(markup).body == body


def test_kinds() -> None:
    """Headings, lists, tables and captions keep their kind."""
    found = read_html(
        "<h2>h</h2><p>p</p><li><p>l</p></li><table><tr><td>t<td>u</table><figcaption>c</figcaption>"
    )
    assert [b.kind for b in found.blocks] == ["subhead", "paragraph", "list", "table", "caption"]


def test_pictures_are_media() -> None:
    """Pictures are made absolute and keep alt and caption; counting pixels and other schemes are dropped."""
    found = read_html(
        "<figure><img src='/a.jpg' alt='A' width=10><figcaption>cap</figcaption></figure>"
        "<img src='https://x.example/p' width=1 height=1><img src='data:image/png;base64,x'>",
        "https://wire.example/story/1",
    )
    (picture,) = found.media
    assert (picture.url, picture.alt, picture.caption, picture.width) == (
        "https://wire.example/a.jpg",
        "A",
        "cap",
        10,
    )


def test_nitf_tree() -> None:
    """NITF's own tags are read with the same care."""
    root = parse_xml("<body.content><p>A <em>b</em>c</p><hl2>d</hl2></body.content>").root
    assert read_tree(root, None, NITF).body == "A bc\n\nd"


def test_root_keeps_its_part() -> None:
    """A root of any name is read, and blocks of the root's own name inside it stay blocks."""
    assert read_tree(parse_xml("<div>a<div>b</div>c</div>").root).body == "a\n\nb\n\nc"
    assert read_tree(parse_xml("<title>a <b>b</b></title>").root).body == "a b"


def test_text_paragraphs() -> None:
    """Plain text keeps its lines, whatever the line ends."""
    assert read_text("one\r\ntwo\r\n\r\n \r\nthree").body == "one\ntwo\n\nthree"


def test_plain_is_one_line() -> None:
    """A title with markup and references is one line of words."""
    assert plain(" A <i>fer</i>ry\n &amp; a <br>dog") == "A ferry & a dog"
    assert flattened("<p>a</p><p>b</p>").body == "a\n\nb"


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<br/>", " ", "\n", "\t", "\r\n", "tide &amp; time", "é"])
    )
)
def test_text_of_a_tree_needs_no_cure(parts: list[str]) -> None:
    """What an XML tree holds is read to the same copy with and without the cures of bytes as sent."""
    sent = "".join(parts)
    assert read_escaped(sent) == read_html(sent)


def test_breaks_part_paragraphs() -> None:
    """One break is a line, two or more are a paragraph, whatever white space stands between them."""
    found = read_html("<p> one <br>\ttwo<br> \n <br/>\r\n<br>three  <br></p>")
    assert found.body == "one\ntwo\n\nthree"
    assert len(found.blocks) == 2
