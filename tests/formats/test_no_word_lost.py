"""Law 1 for every reader at once: documents made at random, and each word of them is in the item, once.

Every word is one of a kind (``zbcdk``), so a lost one and a doubled one both show.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from email.message import EmailMessage
from itertools import count
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster import parse
from copytaster.model import Item

WORD = re.compile(r"\bz[a-j]{3,5}k\b")
LETTERS = str.maketrans("0123456789", "abcdefghij")
KINDS = (
    "p",
    "p",
    "p",
    "h3",
    "ul",
    "ol",
    "table",
    "blockquote",
    "pre",
    "figure",
    "div",
    "bare",
    "dl",
)
INLINE = ("", "", "", "b", "em", "a", "span", "sup", "code", "q")
Shape = list[tuple[str, list[tuple[str, int]]]]
SHAPES: st.SearchStrategy[Shape] = st.lists(
    st.tuples(
        st.sampled_from(KINDS),
        st.lists(st.tuples(st.sampled_from(INLINE), st.integers(1, 4)), min_size=1, max_size=4),
    ),
    min_size=1,
    max_size=7,
)


class Words:
    """Gives words that were never said before."""

    def __init__(self) -> None:
        self._numbers = count(100)
        self.said: list[str] = []

    def some(self, number: int) -> str:
        new = [f"z{next(self._numbers)}k".translate(LETTERS) for _ in range(number)]
        self.said += new
        return " ".join(new)


def markup(shape: Shape, words: Words) -> str:
    """The shape as XHTML."""
    return "\n".join(
        _block(kind, [_run(tag, words.some(n)) for tag, n in runs]) for kind, runs in shape
    )


def _run(tag: str, text: str) -> str:
    return f"<{tag}>{text}</{tag}>" if tag else text


def _block(kind: str, runs: list[str]) -> str:
    one = " ".join(runs)
    if kind in ("ul", "ol"):
        return f"<{kind}>{''.join(f'<li>{r}</li>' for r in runs)}</{kind}>"
    if kind == "table":
        return f"<table>{''.join(f'<tr><td>{r}</td></tr>' for r in runs)}</table>"
    if kind == "figure":
        return f'<figure><img src="http://a.example/{len(one)}.jpg"/><figcaption>{one}</figcaption></figure>'
    if kind == "dl":
        return f"<dl>{''.join(f'<dt>{r}</dt><dd>{r[:0]}</dd>' for r in runs)}</dl>"
    if kind == "blockquote":
        return f"<blockquote><p>{one}</p></blockquote>"
    return one if kind == "bare" else f"<{kind}>{one}</{kind}>"


def plain(shape: Shape, words: Words) -> str:
    """The shape as paragraphs of text."""
    return "\n\n".join(" ".join(words.some(n) for _, n in runs) for _, runs in shape)


def rss(shape: Shape, w: Words) -> bytes:
    return f'<rss version="2.0"><channel><title>C</title><item><guid>1</guid><title>{w.some(3)}</title><description>{escape(markup(shape, w))}</description></item></channel></rss>'.encode()


def rss_both(shape: Shape, w: Words) -> bytes:
    content = escape(markup(shape, w))
    return f'<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>C</title><item><title>{w.some(3)}</title><description>{w.some(9)}</description><content:encoded>{content}</content:encoded></item></channel></rss>'.encode()


def atom(shape: Shape, w: Words) -> bytes:
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>C</title><entry><id>1</id><title>{w.some(3)}</title><summary>{w.some(4)}</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{markup(shape, w)}</div></content></entry></feed>'.encode()


def jsonfeed(shape: Shape, w: Words) -> bytes:
    item = {"id": "1", "title": w.some(3), "summary": w.some(3), "content_html": markup(shape, w)}
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "C", "items": [item]}).encode()  # fmt: skip


def ninjs_1(shape: Shape, w: Words) -> bytes:
    return json.dumps({"uri": "u:1", "type": "text", "pubstatus": "usable", "headline": w.some(3), "description_text": w.some(4), "byline": "Ana Ruiz", "body_html": markup(shape, w)}).encode()  # fmt: skip


def ninjs_3(shape: Shape, w: Words) -> bytes:
    return json.dumps({"uri": "http://a.example/1", "standard": {"name": "ninjs", "version": "3.0"}, "type": "text", "headlines": [{"value": w.some(3)}, {"role": "sub", "value": w.some(3)}], "bodies": [{"role": "main", "contentType": "text/html", "value": markup(shape, w)}]}).encode()  # fmt: skip


def newsml_g2(shape: Shape, w: Words) -> bytes:
    return f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="u:1" version="1"><itemMeta><itemClass qcode="ninat:text"/><edNote>{w.some(3)}</edNote></itemMeta><contentMeta><headline>{w.some(3)}</headline><description>{w.some(3)}</description></contentMeta><contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body>{markup(shape, w)}</body></html></inlineXML></contentSet></newsItem>'.encode()


def nitf(shape: Shape, w: Words) -> bytes:
    return f"<nitf><head><docdata><doc-id id-string='1'/></docdata></head><body><body.head><hedline><hl1>{w.some(3)}</hl1><hl2>{w.some(3)}</hl2></hedline></body.head><body.content>{markup(shape, w)}</body.content><body.end><tagline>{w.some(2)}</tagline></body.end></body></nitf>".encode()


def newsml_1(shape: Shape, w: Words) -> bytes:
    return f"<NewsML><NewsItem><Identification><NewsIdentifier><NewsItemId>1</NewsItemId></NewsIdentifier></Identification><NewsComponent><NewsLines><HeadLine>{w.some(3)}</HeadLine><SubHeadLine>{w.some(3)}</SubHeadLine></NewsLines><ContentItem><DataContent>{markup(shape, w)}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>".encode()


def house(shape: Shape, w: Words) -> bytes:
    return f"<story><headline>{w.some(3)}</headline><subtitle>{w.some(3)}</subtitle><body>{markup(shape, w)}</body><odd>{w.some(2)}</odd></story>".encode()


def wxr(shape: Shape, w: Words) -> bytes:
    return f'<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"><channel><title>C</title><item><title>{w.some(3)}</title><content:encoded><![CDATA[{markup(shape, w)}]]></content:encoded><excerpt:encoded>{w.some(4)}</excerpt:encoded><wp:status>publish</wp:status></item></channel></rss>'.encode()


def rbnews(shape: Shape, w: Words) -> bytes:
    return f"<RBNews><newsid>1</newsid><headline>{w.some(3)}</headline><subtitle>{w.some(3)}</subtitle><content>{escape(markup(shape, w))}</content><tilredaktionen>{w.some(3)}</tilredaktionen></RBNews>".encode()


def mail_plain(shape: Shape, w: Words) -> bytes:
    return _mail(w, plain(shape, w), None)


def mail_html(shape: Shape, w: Words) -> bytes:
    return _mail(w, None, markup(shape, w))


def mail_forwarded(shape: Shape, w: Words) -> bytes:
    inner = _mail(w, plain(shape, w), None)
    return f"From: a@b.example\nSubject: {w.some(2)}\nMessage-ID: <2@b.example>\nContent-Type: message/rfc822\n\n".encode() + inner  # fmt: skip


def _mail(w: Words, text: str | None, html: str | None) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Message-ID"] = "a@b.example", w.some(4), "<1@b.example>"
    mail.set_content(html or text or "", subtype="html" if html else "plain")
    return mail.as_bytes()


def iptc_7901(shape: Shape, w: Words) -> bytes:
    text = w.some(4) + "=\r\n" + plain(shape, w).replace("\n\n", "\r\n   ")
    return f"\x01ANX0123 4 pl 100 ANX /123\r\n{w.some(2)}\r\n\x02{text}\x03061100 GMT May 31\x04".encode()


def anpa(shape: Shape, w: Words) -> bytes:
    body = "".join(f"\t{p}\r\n" for p in plain(shape, w).split("\n\n"))
    return f"\x16\x01a0123\x1fANX-\r\nr i\x13BC-Quill  05-06 0100\r\n\x02^{w.some(4)}<\r\n^By Ana Ruiz<\r\n{body}\x0305-06-31 1100GMT\x04".encode()


def text(shape: Shape, w: Words) -> bytes:
    return f"{w.some(5)}\n\n{plain(shape, w)}\n".encode()


MAKERS: list[Callable[[Shape, Words], bytes]] = [
    rss, rss_both, atom, jsonfeed, ninjs_1, ninjs_3, newsml_g2, nitf, newsml_1, house, wxr, rbnews,
    mail_plain, mail_html, mail_forwarded, iptc_7901, anpa, text,
]  # fmt: skip


def words_of(item: Item) -> Counter[str]:
    """Every word of the item's text fields, however often."""
    fields = [item.headline, item.deck, item.summary, item.body, item.note, item.slug, item.located,
              *item.bylines, *(c.name for c in item.credits), *(s.name for s in item.subjects)]  # fmt: skip
    return Counter(WORD.findall("\n".join(f for f in fields if f)))


@pytest.mark.parametrize("make", MAKERS, ids=lambda m: m.__name__)
@given(shape=SHAPES)
def test_every_word_is_there_once(make: Callable[[Shape, Words], bytes], shape: Shape) -> None:
    """Nothing lost, and nothing said twice in the body; captions may also stand with their picture."""
    words = Words()
    (item,) = parse(make(shape, words)).items
    found = words_of(item)
    captions = Counter(WORD.findall(" ".join(m.caption or "" for m in item.media)))
    assert [w for w in words.said if not found[w] and not captions[w]] == []
    assert [w for w, n in Counter(WORD.findall(item.body)).items() if n > 1] == []
    assert all(0 <= b.start < b.end <= len(item.body) for b in item.blocks)
    between = [
        item.body[a.end : b.start] for a, b in zip(item.blocks, item.blocks[1:], strict=False)
    ]
    assert not any(gap.strip() for gap in between), "blocks leave no word between them"
