"""Too many of anything: what is read is bounded, and what was cut is said."""

from __future__ import annotations

import pytest

from copytaster.formats import assembly, parse, wirebytes, wxr, xmltree
from hang import ends

WIRE = b"\x01cpa0311 3 i 96  coast 044\r\n\r\nElm/\r\n\x02The mill race %d rose.\r\n\x03141200 Mar 31\r\n\x04"
FEEDS = {
    "rss": (b"<rss><channel>%b</channel></rss>", b"<item><title>a%d</title></item>"),
    "rdf": (b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">%b</rdf:RDF>', b"<item><title>a%d</title></item>"),
    "atom": (b'<feed xmlns="http://www.w3.org/2005/Atom">%b</feed>', b"<entry><title>a%d</title></entry>"),
    "jsonfeed": (b'{"version":"https://jsonfeed.org/version/1.1","items":[%b{"id":"z"}]}', b'{"id":"a%d","title":"a"},'),
    "ninjs": (b'[%b{"uri":"urn:z","type":"text"}]', b'{"uri":"urn:%d","type":"text","headline":"a"},'),
    "newsml-g2": (b'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>%b</itemSet></newsMessage>', b'<newsItem guid="a%d"/>'),
    "newsml-1": (b"<NewsML>%b</NewsML>", b"<NewsItem><NewsItemId>a%d</NewsItemId></NewsItem>"),
    "sitemap": (b'<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">%b</urlset>', b"<url><loc>http://a.example/%d</loc><news:news/></url>"),
    "iptc-7901": (b"%b", WIRE),
}  # fmt: skip


@pytest.mark.parametrize("format_", FEEDS)
def test_items_past_the_bound_are_told_of(format_: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document of more items than are read gives the first of them, and a problem that says so."""
    monkeypatch.setattr(assembly, "MAX_ITEMS", 5)
    monkeypatch.setattr(wirebytes, "MAX_MESSAGES", 5)
    around, one = FEEDS[format_]
    few, many = (around % b"".join(one % n for n in range(count)) for count in (4, 9))
    feed = parse(many)
    assert feed.format == format_
    assert len(feed.items) == 5
    assert feed.items[:4] == parse(few).items[:4] or format_ == "iptc-7901"
    said = (*feed.problems, *feed.items[0].problems)
    assert "items-cut" in {p.code for p in said}
    few_said = (*parse(few).problems, *parse(few).items[0].problems)
    assert "items-cut" not in {p.code for p in few_said}


POST = "<item><title>a</title><wp:post_id>1</wp:post_id><wp:status>{}</wp:status>{}</item>"
EXPORT = '<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>{}</channel></rss>'


def test_an_export_whose_posts_cannot_be_told_apart_is_withheld() -> None:
    """Posts inside posts: no draft among them gets out."""
    inner = POST.format("publish", POST.format("draft", ""))
    items = parse(EXPORT.format(inner + POST.format("draft", "")).encode()).items
    assert {i.status for i in items} == {"withheld"}


def test_drafts_of_a_cut_export_stay_drafts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The status of the posts that are read is that of each."""
    monkeypatch.setattr(assembly, "MAX_ITEMS", 2)
    monkeypatch.setattr(wxr, "MAX_ITEMS", 2)
    posts = "".join(POST.format(s, "") for s in ("draft", "publish", "publish"))
    items = parse(EXPORT.format(posts).encode()).items
    assert [i.status for i in items] == ["withheld", "usable"]


def test_parts_of_a_mail_past_the_bound_are_told_of() -> None:
    """More parts than are read, and parts nested deeper than is read, leave a problem behind."""
    head = "Received: from a.example\r\nFrom: Ana <a@a.example>\r\nSubject: The mill race\r\n"
    many = (
        head
        + 'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
        + "--b\r\n\r\nThe race rose.\r\n" * 400
    )
    assert "parts-cut" in {p.code for p in parse(many.encode()).items[0].problems}
    deep = "".join(
        f'Content-Type: multipart/mixed; boundary="n{n}e"\r\n\r\n--n{n}e\r\n' for n in range(30)
    )
    item = parse((head + deep + "\r\nThe race rose.\r\n").encode()).items[0]
    assert "attachment-left" in {p.code for p in item.problems}


def test_what_a_part_without_words_says_is_kept() -> None:
    """A picture between the parts of a mail is told of, though there is no word in it."""
    head = "Received: from a.example\r\nSubject: The mill race\r\n"
    parts = "--b\r\n\r\nThe race rose.\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n"
    mail = head + 'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + parts
    item = parse(mail.encode()).items[0]
    assert item.body == "The race rose."
    assert [p.code for p in item.problems] == ["attachment-left"]


def test_control_characters_of_a_mail_are_taken_out() -> None:
    """No NUL and no half character gets into the copy; that there were some is said."""
    mail = b"Received: from a.example\r\nSubject: a\r\nContent-Transfer-Encoding: base64\r\n\r\nYQBiY2QH\r\n"
    item = parse(mail).items[0]
    assert item.body == "abcd"
    assert [p.code for p in item.problems] == ["control-characters"]


@pytest.mark.parametrize("flowed", ["", "; format=flowed"])
def test_a_paragraph_of_many_lines_is_joined_in_one_go(flowed: str) -> None:
    """What lines make one paragraph is put together once, not again for each of them."""
    line = "The mill race rose and the miller of Elm went out to look at it "
    head = f"Received: from a.example\r\nSubject: a\r\nContent-Type: text/plain{flowed}\r\n\r\n"
    with ends():
        item = parse((head + (line + "\r\n") * 150_000).encode()).items[0]
    assert " ".join(item.body.split()) == " ".join((line * 150_000).split())
    assert len(item.blocks) == 1


def test_tags_past_the_bound_are_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """XML of more tags than are read gives what its beginning holds, and says so."""
    monkeypatch.setattr(xmltree, "MAX_TAGS", 41)
    around, one = FEEDS["rss"]
    feed = parse(around % b"".join(one % n for n in range(30)))
    assert [i.headline for i in feed.items[:9]] == [f"a{n}" for n in range(9)]
    assert len(feed.items) <= 11
    assert "xml-cut" in {p.code for p in feed.problems}
