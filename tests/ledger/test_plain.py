"""The quick reading of our own pages: the parser's word for word, or none."""

from __future__ import annotations

from html import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from copytaster.ledger.plain import plain_page
from copytaster.ledger.units import read_page

_INLINE = ("a", "bdi", "code", "del", "ins", "s", "span", "strong", "time", "em", "q", "sub")
_LINES = ("p", "h1", "h2", "h3", "summary")
_BLOCKS = ("div", "main", "section", "article", "ul", "ol", "li", "dl", "dt", "dd", "details")
_BLOCKS += ("nav", "aside", "header", "footer", "figure", "figcaption", "blockquote")
_HEAD = '<!doctype html>\n<html lang="en">\n<head>\n'

words = st.lists(
    st.sampled_from(
        (
            *(
                "Mora said so. ",
                "Then",
                " ",
                "\n",
                "\t",
                "“Never,” he said.",
                "&amp;",
                "&lt;",
                "&#39;",
            ),
            *(
                " 3 > 2 ",
                "\u00a0",
                "\x7f",
                "\u0085",
                "é",
                "\U0001fffe",
                "&gt;\n",
                "&quot;",
                "A. B.",
            ),
        )
    ),
    max_size=4,
).map("".join)
values = st.text(alphabet="aB. &<>\"'\n=é/", max_size=9).map(escape)


@st.composite
def tags(draw: st.DrawFn, names: tuple[str, ...], inside: st.SearchStrategy[str]) -> str:
    """One element, perhaps with attributes, around something."""
    name = draw(st.sampled_from(names))
    more = "".join(
        f' {key}="{draw(values)}"'
        for key in draw(st.lists(st.sampled_from(["class", "dir", "id", "title"]), max_size=2))
    )
    return f"<{name}{more}>{draw(inside)}</{name}>"


@st.composite
def images(draw: st.DrawFn) -> str:
    """A picture, with words for who does not see it."""
    return f'<img src="https://fotos.example/1.jpg" alt="{draw(values)}">'


def mixed(*kinds: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(st.one_of(*kinds), max_size=5).map("".join)


lines = st.recursive(
    st.one_of(words, st.just("<br>"), images()),
    lambda inner: mixed(words, tags(_INLINE, inner)),
    max_leaves=8,
)
rows = tags(("tr",), mixed(tags(("td", "th"), lines), st.just("\n")))
tables = tags(("table",), tags(("thead", "tbody"), mixed(rows, st.just("\n"))))
blocks = st.recursive(
    st.one_of(tags(_LINES, lines), lines, tables),
    lambda inner: mixed(words, tags(_BLOCKS, inner), tags(_LINES, lines), tags(_INLINE, lines)),
    max_leaves=12,
)


@st.composite
def metas(draw: st.DrawFn) -> str:
    """Something of a page's head."""
    key = draw(st.sampled_from(["name", "property"]))
    what = draw(
        st.sampled_from(
            (
                *("description", "og:title", "copytaster:salt", "copytaster:page", "robots"),
                *("copytaster:edition", "copytaster:subject"),
            )
        )
    )
    value = draw(st.one_of(values, st.just("17 ab12")))
    return f'<meta {key}="{what}" content="{value}">\n'


@st.composite
def pages(draw: st.DrawFn) -> bytes:
    """A page as a template of ours could make it, and now and then not quite."""
    head = draw(mixed(metas(), st.just('<link rel="icon" href="x">\n')))
    script = draw(st.sampled_from(["", '<script type="x">{"a": "b > c"}</script>\n']))
    body = draw(mixed(words, tags(_BLOCKS, blocks), tags(_LINES, lines), tags(_INLINE, lines)))
    page = f"{_HEAD}{head}<title>{draw(words)}</title>\n{script}</head>\n<body>\n{body}\n</body>\n</html>\n"
    if draw(st.booleans()):  # a slip anywhere
        at = draw(st.integers(16, len(page)))
        slip = draw(st.sampled_from(["<", ">", '"', "</p>", "<!-- x -->", "<b>", "&", "/", "\r"]))
        page = page[:at] + slip + page[at + draw(st.integers(0, 1)) :]
    return page.encode()


@settings(max_examples=150, deadline=None)
@given(pages())
def test_the_quick_reading_is_the_parsers_or_none(page: bytes) -> None:
    """Whatever is read quickly is read as the parser, and so a verifier, reads it."""
    quick = plain_page(page)
    assert quick is None or quick == read_page(page)
