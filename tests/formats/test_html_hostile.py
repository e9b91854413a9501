"""Web pages made to hurt: each is read within bounds, and says what was cut."""

from __future__ import annotations

import pytest

from copytaster.formats import parse
from hang import ends

OPEN = b"<html><body>"
SCRIPT = b'<html><head><script type="application/ld+json">%b</script></head><body><p>word here</p></body></html>'
DOCUMENTS = {
    "a million paragraphs": OPEN + b"<p>a" * 1_000_000,
    "a million breaks": OPEN + b"a<br>" * 1_000_000,
    "links in classes of their own": OPEN
    + b"".join(b'<a href=x class="c%d">b</a>' % n for n in range(100_000)),
    "boxes in boxes that lie": OPEN + b'<div class="related ad-box">' * 200 + b"<p>word here " * 20_000,
    "headings without end": OPEN + b"<h2><a href=x>headline of many words</a></h2>" * 50_000,
    "tables in tables": OPEN + b"<table><tr><td>a" * 50_000,
    "rows without end": OPEN + b"<table>" + b"<tr><td>a<td>b" * 100_000,
    "figures in figures": OPEN + b"<p>word</p>" + b"<figure><img src=/a.jpg>" * 50_000,
    "brackets in JSON-LD": SCRIPT % (b"[" * 200_000),
    "commas in JSON-LD": SCRIPT % (b'{"a":[' + b"," * 900_000),
    "spaces in JSON-LD": SCRIPT % (b'{"a":1,' + b" " * 900_000),
    "scripts without end": OPEN + b"<p>word</p>" + b"<script type='application/ld+json'>1</script>" * 100_000,
    "comments without end": OPEN + b"<p>word</p>" + b"<!-- <script></script>" * 200_000,
    "comments and scripts": OPEN + b"<p>word</p>" + b"<!-- <script> -->" * 200_000,
    "script tags without end": OPEN + b"<p>word</p>" + b"<script " * 500_000,
    "properties without end": OPEN
    + b'<div itemscope itemtype="https://schema.org/NewsArticle">'
    + b'<div itemscope itemprop=a>' * 200
    + b"<span itemprop=author>x</span>" * 100_000,
    "names without end": b'<html><head><meta name=author content="'
    + b"and, " * 200_000
    + b'"></head><body><p>word here</p></body></html>',
    "a date without end": OPEN + b"<h1>The headline of it</h1><p>" + b"1.1." * 200_000 + b"</p>",
}  # fmt: skip


@pytest.mark.parametrize("name", DOCUMENTS)
def test_bounded(name: str) -> None:
    """It comes to an end, with an item of bounded size."""
    with ends():
        (item,) = parse(DOCUMENTS[name], url="https://x.example/a", content_type="text/html").items
    assert len(item.blocks) <= 20_100
    assert len(item.media) <= 100
    assert len(item.bylines) <= 50


def test_what_is_cut_is_said() -> None:
    """A page past its bounds carries a problem for it."""
    (item,) = parse(DOCUMENTS["a million paragraphs"], content_type="text/html").items
    assert "page-cut" in {p.code for p in item.problems}


def test_an_endless_meta_tag_is_read_in_part() -> None:
    """A headline of megabytes is bounded, and the item says so."""
    page = OPEN + b'<p>word here</p><meta property="og:title" content="%b">' % (b"Long " * 400_000)
    (item,) = parse(page).items
    assert len(item.headline or "") <= 100_000
    assert "meta-cut" in {problem.code for problem in item.problems}
