"""Documents made to hurt: every kind, in every format it may come by.

::

    CARRIERS   format → a small document of it with a place for text from outside
    TEXTS      what is put there: two megabytes of one thing
    SHAPES     documents whose own structure is the harm

`cases` gives all of them, each made only when it is asked for. Used by the
tests, by ``copytaster bench hostile`` and as seeds by the fuzzer.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

MB = 1_000_000
Make = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Case:
    """One document: what it is, whose reader it is for, and how it is made."""

    name: str
    reader: str
    make: Make
    content_type: str | None = None


def _filled(unit: str, size: int = 2 * MB) -> str:
    """``size`` characters of ``unit`` over and over."""
    return (unit * (size // len(unit) + 1))[:size]


TEXTS: dict[str, Callable[[], str]] = {
    "<": lambda: _filled("<"),
    "&": lambda: _filled("&"),
    "&#": lambda: _filled("&#"),
    "&amp;": lambda: _filled("&amp;", 5 * MB),
    "[": lambda: _filled("["),
    "(": lambda: _filled("("),
    "straight quotes": lambda: _filled('"'),
    "curly quotes": lambda: _filled("“a”"),
    "apostrophes": lambda: _filled("'"),
    "a.": lambda: _filled("a."),
    "A. ": lambda: _filled("A. "),
    "escapes": lambda: _filled("\x1b"),
    "spaces": lambda: _filled(" ") + "x",
    "newlines": lambda: _filled("\n") + "x",
    "short lines": lambda: _filled("a\n"),
    "wrapped lines": lambda: _filled("The mill race rose and the miller of Elm went out to look at it\n", 10 * MB),
    "flowing lines": lambda: _filled("a \n"),
    "paragraphs": lambda: _filled("a\n\n"),
    "one line": lambda: _filled("word ", 10 * MB),
    "one word": lambda: _filled("a", 10 * MB),
    "capitals": lambda: _filled("Abel "),
    "digits": lambda: _filled("1"),
    "numbers": lambda: _filled("1,"),
    "hundreds": lambda: _filled("one hundred "),
    "days": lambda: _filled("on Monday 1 January "),
    "datelines": lambda: _filled("LIMA, Jan 1 (Elm) - "),
    "tellers": lambda: _filled("Ana told Bo, "),
    "quotations": lambda: _filled('"It is so," said Ana Ruiz. '),
    "deniers": lambda: _filled("Ana Ruiz denied that 5 people died. "),
    "promos": lambda: _filled("Also Read | A b c. "),
    "addresses": lambda: _filled("http://a.example/b "),
    "mailboxes": lambda: _filled("a@b."),
    "encoded words": lambda: _filled("=?utf-8?q?a?= "),
    "open tags": lambda: _filled("<a href="),
    "bold": lambda: _filled("<b>"),
    "divisions": lambda: _filled("<div>", 5 * MB),
    "comments": lambda: _filled("<!--"),
    "CDATA": lambda: _filled("<![CDATA["),
    "open figures": lambda: _filled("<figure><img src=https://a.example/x><figcaption>c", 3 * MB),
    "tags in attributes": lambda: _filled('<a b="<a "', 2 * MB),
    "rows": lambda: _filled("a\tb\n"),
    "dashes": lambda: _filled("- "),
    "marks": lambda: _filled("e\u0301"),
    "half pairs": lambda: _filled("a\ud83d"),
    "Chinese": lambda: _filled("他说港口已经关闭。"),
    "right to left": lambda: _filled("\u202eقال "),
}  # fmt: skip


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _xml(head: str, tail: str, cited: Callable[[str], str] = str) -> Callable[[str], bytes]:
    return lambda text: _utf8(head + cited(text) + tail)


def _cdata(text: str) -> str:
    return f"<![CDATA[{text}]]>"


def _json(value: Callable[[str], object]) -> Callable[[str], bytes]:
    return lambda text: json.dumps(value(text)).encode()


RSS = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>c</title><item>'
RSS_END = "</item></channel></rss>"
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>c</title><entry><id>1</id><title>a</title>'
ATOM_END = "</entry></feed>"
G2 = (
    '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:a" version="1" standard="NewsML-G2">'
    "<contentSet><inlineXML><html xmlns='http://www.w3.org/1999/xhtml'><body><p>"
)
G2_END = "</p></body></html></inlineXML></contentSet></newsItem>"
NEWSML = (
    "<NewsML><NewsItem><NewsComponent><NewsLines><HeadLine>a</HeadLine></NewsLines>"
    "<ContentItem><DataContent><p>"
)
NEWSML_END = "</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"
NITF = "<nitf><body><body.head><hedline><hl1>a</hl1></hedline></body.head><body.content><p>"
NITF_END = "</p></body.content></body></nitf>"
SITEMAP = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://a.example/b</loc>'
    "<news:news><news:title>"
)
SITEMAP_END = "</news:title></news:news></url></urlset>"
OPML = '<opml version="2.0"><body><outline xmlUrl="https://a.example/feed" text="'
OPML_END = '"/></body></opml>'
MAIL = "Received: from a.example\r\nFrom: Ana <a@a.example>\r\nSubject: a\r\n"
PAGE = "<html><head><title>a</title></head><body><article><h1>A headline of words</h1><p>"
PAGE_END = "</p></article></body></html>"
LD = '<html><head><script type="application/ld+json">{"@type":"NewsArticle","articleBody":'
LD_END = "}</script></head><body><p>word here</p></body></html>"

CARRIERS: dict[str, Callable[[str], bytes]] = {
    "rss description": _xml(RSS + "<description>", "</description>" + RSS_END),
    "rss content": _xml(RSS + "<content:encoded>", "</content:encoded>" + RSS_END, _cdata),
    "rss title": _xml(RSS + "<title>", "</title>" + RSS_END, _cdata),
    "rss date": _xml(RSS + "<title>a</title><pubDate>", "</pubDate>" + RSS_END, _cdata),
    "rdf": _xml('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item><description>', "</description></item></rdf:RDF>", _cdata),
    "atom html": _xml(ATOM + '<content type="html">', "</content>" + ATOM_END, _cdata),
    "atom xhtml": _xml(ATOM + '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">', "</div></content>" + ATOM_END),
    "atom attribute": _xml(ATOM + '<link href="', '"/>' + ATOM_END, escape),
    "jsonfeed html": _json(lambda t: {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_html": t}]}),
    "jsonfeed text": _json(lambda t: {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": t[:99], "content_text": t, "date_published": t}]}),
    "opml": _xml(OPML, OPML_END, escape),
    "sitemap": _xml(SITEMAP, SITEMAP_END, _cdata),
    "newsml-g2": _xml(G2, G2_END),
    "newsml-g2 text": _xml(G2, G2_END, escape),
    "newsml1": _xml(NEWSML, NEWSML_END),
    "newsml1 text": _xml(NEWSML, NEWSML_END, escape),
    "nitf": _xml(NITF, NITF_END),
    "nitf text": _xml(NITF, NITF_END, escape),
    "ninjs html": _json(lambda t: {"uri": "urn:a", "type": "text", "body_html": t, "headline": "a"}),
    "ninjs text": _json(lambda t: {"uri": "urn:a", "type": "text", "body_text": t, "headline": t}),
    "html": _xml(PAGE, PAGE_END),
    "html text": _xml(PAGE, PAGE_END, escape),
    "html title": _xml("<html><head><title>", "</title></head><body><p>word</p></body></html>"),
    "html attribute": _xml('<html><head><meta property="og:title" content="', '"><meta name=author content="a"></head><body><p>word</p></body></html>', escape),
    "html json-ld": lambda t: _utf8(LD + json.dumps(t) + LD_END),
    "mail text": _xml(MAIL + "Content-Type: text/plain; charset=utf-8\r\n\r\n", "\r\n"),
    "mail flowed": _xml(MAIL + "Content-Type: text/plain; charset=utf-8; format=flowed\r\n\r\n", "\r\n"),
    "mail html": _xml(MAIL + "Content-Type: text/html; charset=utf-8\r\n\r\n<p>", "</p>"),
    "mail subject": _xml("Received: from a\r\nFrom: b <b@a.example>\r\nSubject: ", "\r\n\r\nword here\r\n"),
    "anpa": _xml("\x16\x16\x01w2401\x1fcoast\r\r\nu i\x13\x11 BC-EL--Elm,  03-14 0212\r\r\n\x02^BC-EL--Elm<\r\n\tELM (CP) _ ", "\r\n\x03CP-03-14-24 0211EDT\r\n\x04"),
    "iptc7901": _xml("\x01cpa0311 3 i 96  coast 044\r\n\r\nElm/\r\n\x02", "\r\n\x03141200 Mar 24\r\n\x04"),
    "text": _utf8,
}  # fmt: skip


def _laughs() -> str:
    steps = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    return f'<!ENTITY a "lol">{steps}'


def _doctype(inside: str, carrier: str, text: str) -> Make:
    return lambda: f"<!DOCTYPE r [{inside}]>".encode() + CARRIERS[carrier](text)


_XML_CARRIERS = {
    "rss": "rss description", "atom": "atom xhtml", "rdf": "rdf", "opml": "opml",
    "sitemap": "sitemap", "newsml-g2": "newsml-g2", "newsml1": "newsml1", "nitf": "nitf",
}  # fmt: skip


def _in_xml(carrier: str, text: Callable[[], str]) -> Make:
    """The text as markup, whatever the carrier would make of it."""

    def make() -> bytes:
        head, tail = CARRIERS[carrier]("\x00").split(b"\x00")
        head, tail = head.removesuffix(b"<![CDATA["), tail.removeprefix(b"]]>")
        if carrier == "opml":
            head, tail = head + b'a"/>', b"</body></opml>"
        return head + _utf8(text()) + tail

    return make


def _xml_shapes(reader: str, carrier: str) -> Iterator[Case]:
    outside = '<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY % p SYSTEM "http://127.0.0.1:9/p.dtd">%p;'
    many = "".join(f'<!ENTITY e{n} "{n}">' for n in range(100_000))
    shapes: dict[str, Callable[[], str]] = {
        "deep": lambda: "<a>" * MB + "word" + "</a>" * MB,
        "wide": lambda: "<a>b</a>" * 500_000,
        "100k attributes": lambda: "<a " + " ".join(f'a{n}="1"' for n in range(100_000)) + ">word</a>",
        "5 MB attribute": lambda: f'<a b="{"x" * 5 * MB}">word</a>',
        "namespaces": lambda: "".join(f'<a xmlns:n{n}="urn:{n}">b</a>' for n in range(100_000)),
        "one namespace again": lambda: '<n:a xmlns:n="urn:n">b</n:a>' * 100_000,
        "namespaces of one tag": lambda: "<a " + " ".join(f'xmlns:n{n}="urn:{n}"' for n in range(50_000)) + ">b</a>",
        "prefixes nobody declared": lambda: "".join(f"<n{n}:a>b</n{n}:a>" for n in range(100_000)),
        "open titles": lambda: "<title>" * MB,
        "open CDATA": lambda: "<![CDATA[" + "word " * 400_000,
        "open comment": lambda: "<!--" + "word " * 400_000,
        "million entities": lambda: "&eacute;" * MB,
        "number references": lambda: "&#101;" * MB,
        "instructions": lambda: "<?a b?>" * 300_000,
        "comments": lambda: "<!-- a -->" * 300_000,
    }  # fmt: skip
    yield Case("billion laughs", reader, _doctype(_laughs(), carrier, "word &j; end"))
    yield Case("external entity", reader, _doctype(outside, carrier, "word &x; end"))
    long = '<!ENTITY x "' + "A" * 200 + '">'
    yield Case("quadratic entity", reader, _doctype(long, carrier, "&x;" * MB))
    yield Case("100k declared entities", reader, _doctype(many, carrier, "word &e7;"))
    yield Case(
        "open DOCTYPE", reader, lambda: b"<!DOCTYPE r [" + CARRIERS[carrier]("word") * 10_000
    )
    yield Case(
        "open DOCTYPE strings",
        reader,
        lambda: b"<!DOCTYPE r [" + b"\"'" * MB + CARRIERS[carrier]("word"),
    )
    for name, text in shapes.items():
        yield Case(name, reader, _in_xml(carrier, text))
    yield Case(
        "cut character",
        reader,
        lambda: CARRIERS[carrier]("word é")[: -len(CARRIERS[carrier]("")) // 2] + b"\xc3",
    )
    yield Case(
        "UTF-16 cut",
        reader,
        lambda: b"\xff\xfe" + CARRIERS[carrier]("word 😀").decode().encode("utf-16-le")[:-3],
    )


def _repeated(reader: str, head: str, one: str, tail: str, count: int = 300_000) -> Case:
    return Case("300k items", reader, lambda: (head + one * count + tail).encode())


def _json_shapes() -> Iterator[Case]:
    feed = '{"version":"https://jsonfeed.org/version/1.1","items":['
    wire = '{"uri":"urn:a","type":"text","headline":"a","body_text":'
    yield _repeated("jsonfeed", feed, '{"id":"1","title":"a"},', '{"id":"2","title":"b"}]}')
    yield _repeated(
        "ninjs", "[", '{"uri":"urn:a","type":"text"},', '{"uri":"urn:b","type":"text"}]'
    )
    for reader, head in (("jsonfeed", feed), ("ninjs", wire)):
        shapes: dict[str, Callable[[], str]] = {
            "100k deep": lambda: "[" * 100_000,
            "100k deep, closed": lambda: "[" * 100_000 + "]" * 100_000,
            "100k deep objects": lambda: '{"a":' * 100_000,
            "huge number": lambda: "9" * MB,
            "huge exponent": lambda: "1e999999999",
            "5 MB string": lambda: '"' + "x" * 5 * MB + '"',
            "100k keys": lambda: "{" + ",".join(f'"k{n}":1' for n in range(100_000)) + "}",
            "300k empty lists": lambda: "[]," * 300_000,
            "2M numbers": lambda: "[" + "1," * 2 * MB + "1]",
            "open string": lambda: '"' + "word " * 400_000,
            "escapes": lambda: '"' + "\\u00e9" * 300_000 + '"',
            "half pairs": lambda: '"' + "\\ud83d" * 300_000 + '"',
        }  # fmt: skip
        for name, text in shapes.items():
            yield Case(name, reader, lambda head=head, text=text: (head + text()).encode())  # type: ignore[misc]
            yield Case(
                f"{name}, ended",
                reader,
                lambda head=head, text=text: (
                    head + text() + ("]}" if head == feed else "}")
                ).encode(),
            )  # type: ignore[misc]


def _mail_shapes() -> Iterator[Case]:
    def mail(headers: str, body: bytes) -> bytes:
        return f"{MAIL}{headers}\r\n\r\n".encode() + body

    def nested() -> bytes:
        starts = (
            f'Content-Type: multipart/mixed; boundary="n{n}e"\r\n\r\n--n{n}e\r\n'
            for n in range(20_000)
        )
        return (MAIL + "".join(starts) + "\r\nword").encode()

    yield Case("1M header lines", "mail", lambda: (MAIL + "X-A: b\r\n" * MB + "\r\nword").encode())
    yield Case(
        "1M names of headers",
        "mail",
        lambda: (MAIL + "".join(f"X-{n}: b\r\n" for n in range(MB)) + "\r\nword").encode(),
    )
    yield Case(
        "1M folded lines", "mail", lambda: (MAIL.rstrip() + "\r\n b" * MB + "\r\n\r\nword").encode()
    )
    yield Case(
        "quoted-printable",
        "mail",
        lambda: mail("Content-Transfer-Encoding: quoted-printable", b"=41" * 3 * MB),
    )
    yield Case(
        "soft line ends",
        "mail",
        lambda: mail("Content-Transfer-Encoding: quoted-printable", b"a=\r\n" * 3 * MB),
    )
    yield Case(
        "equals signs",
        "mail",
        lambda: mail("Content-Transfer-Encoding: quoted-printable", b"=" * 3 * MB),
    )
    yield Case(
        "base64",
        "mail",
        lambda: mail("Content-Transfer-Encoding: base64", base64.b64encode(b"word " * 2 * MB)),
    )
    yield Case(
        "base64 of nothing",
        "mail",
        lambda: mail("Content-Transfer-Encoding: base64", b"A\n" * 4 * MB),
    )
    yield Case("nested parts", "mail", nested)
    yield Case(
        "300k parts",
        "mail",
        lambda: mail(
            'Content-Type: multipart/mixed; boundary="b"', b"--b\r\n\r\nword\r\n" * 300_000
        ),
    )
    yield Case(
        "300k stories attached",
        "mail",
        lambda: mail(
            'Content-Type: multipart/mixed; boundary="b"',
            b"--b\r\nContent-Type: text/html\r\nContent-Disposition: attachment; filename=a.html\r\n\r\n<p>word</p>\r\n"
            * 100_000,
        ),
    )
    yield Case(
        "message in message",
        "mail",
        lambda: b"Received: a\r\nContent-Type: message/rfc822\r\n\r\n" * 100_000 + b"word",
    )
    yield Case(
        "feed of 300k attached",
        "mail",
        lambda: mail(
            'Content-Type: multipart/mixed; boundary="b"',
            b"--b\r\nContent-Type: application/rss+xml\r\nContent-Disposition: attachment; filename=a.xml\r\n\r\n<rss><channel>"
            + b"<item><title>a</title></item>" * 300_000
            + b"</channel></rss>",
        ),
    )
    yield Case(
        "parameters", "mail", lambda: mail("Content-Type: text/plain" + "; a=b" * 300_000, b"word")
    )
    yield Case(
        "cut character",
        "mail",
        lambda: mail("Content-Type: text/plain; charset=utf-8", "word é".encode()[:-1]),
    )


def _wire_shapes() -> Iterator[Case]:
    for reader in ("anpa", "iptc7901"):
        head = CARRIERS[reader]("\x00").split(b"\x00")[0]
        yield Case("no end", reader, lambda head=head: head + b"word " * 400_000)  # type: ignore[misc]
        for name, code in (
            ("starts", b"\x02"),
            ("ends", b"\x03"),
            ("frames", b"\x16\x16"),
            ("headers", b"\x01a "),
            ("cancels", b"a\x18"),
            ("tabs", b"\t"),
            ("fields", b"\x1f"),
            ("soft hyphens", b"\xad"),
            ("underscores", b"_"),
        ):
            yield Case(
                name, reader, lambda head=head, code=code: head + code * (2 * MB // len(code))
            )  # type: ignore[misc]
        yield Case(
            "100k messages", reader, lambda reader=reader: CARRIERS[reader]("word") * 100_000
        )  # type: ignore[misc]


def _page_shapes() -> Iterator[Case]:
    shapes: dict[str, Callable[[], str]] = {
        "deep": lambda: "<div>" * MB + "word here",
        "paragraphs": lambda: "<p>a" * MB,
        "100k attributes": lambda: "<p " + " ".join(f'a{n}="1"' for n in range(100_000)) + ">word here",
        "5 MB attribute": lambda: f'<p class="{"x" * 5 * MB}">word here',
        "classes": lambda: f'<p class="{"x y" * MB}">word here',
        "styles": lambda: '<p style="color:red">a' * 100_000,
        "open comment": lambda: "<!--" + "word " * 400_000,
        "open script": lambda: "<script>" + "word " * 400_000,
        "scripts": lambda: "<script>1</script>" * 200_000,
        "nested tables": lambda: "<table><tr><td>a" * 50_000,
        "forms": lambda: "<form><input><select><option>a" * 50_000,
        "links": lambda: '<a href="/b">a</a> ' * 200_000,
        "million entities": lambda: "&eacute;" * MB,
        "number references": lambda: "&#101;" * MB,
    }  # fmt: skip
    for name, text in shapes.items():
        yield Case(name, "html", lambda text=text: _utf8(PAGE + text()), "text/html")  # type: ignore[misc]
    for name, value in (
        ("100k deep", "[" * 100_000),
        ("huge number", "9" * MB),
        ("100k deep objects", '{"a":' * 100_000),
    ):
        yield Case(
            f"json-ld {name}", "html", lambda value=value: _utf8(LD + value + LD_END), "text/html"
        )  # type: ignore[misc]
    yield Case("cut character", "html", lambda: _utf8(PAGE + "word é")[:-1], "text/html")


def shapes() -> Iterator[Case]:
    """The documents that are hurtful by their structure, reader by reader."""
    for reader, carrier in _XML_CARRIERS.items():
        yield from _xml_shapes(reader, carrier)
    yield _repeated("rss", "<rss><channel>", "<item><title>a</title></item>", "</channel></rss>")
    yield _repeated(
        "rdf",
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
        "<item><title>a</title></item>",
        "</rdf:RDF>",
    )
    yield _repeated(
        "atom",
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        "<entry><title>a</title></entry>",
        "</feed>",
    )
    yield _repeated(
        "opml", "<opml><body>", '<outline xmlUrl="http://a.example/"/>', "</body></opml>"
    )
    yield _repeated(
        "sitemap",
        SITEMAP.rpartition("<url>")[0],
        "<url><loc>http://a.example/</loc></url>",
        "</urlset>",
        200_000,
    )
    yield _repeated(
        "newsml-g2",
        '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>',
        '<newsItem guid="a"/>',
        "</itemSet></newsMessage>",
    )
    yield _repeated("newsml1", "<NewsML>", "<NewsItem><NewsComponent/></NewsItem>", "</NewsML>")
    message = '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>'
    yield Case(
        "300k concepts",
        "newsml-g2",
        lambda: (message + "<conceptItem/>" * 300_000 + "</itemSet></newsMessage>").encode(),
    )
    yield from _json_shapes()
    yield from _mail_shapes()
    yield from _wire_shapes()
    yield from _page_shapes()


def texts() -> Iterator[Case]:
    """Every text in every carrier."""
    for reader, carry in CARRIERS.items():
        kind = "text/html" if reader.startswith("html") else None
        for name, text in TEXTS.items():
            yield Case(name, reader, lambda carry=carry, text=text: carry(text()), kind)  # type: ignore[misc]


def cases() -> Iterator[Case]:
    """All of them."""
    yield from shapes()
    yield from texts()
