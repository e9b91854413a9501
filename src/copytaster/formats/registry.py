"""Which reader takes which bytes, and the one function that asks them.

::

    bytes | decode | sniff → (XML: by root | JSON: by shape | HTML | text) | read
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from copytaster.errors import FormatError
from copytaster.formats import (
    anpa,
    atom,
    house_xml,
    html_page,
    iptc7901,
    jsonfeed,
    jsontext,
    mail,
    mime,
    newsml1,
    newsml_g2,
    ninjs,
    nitf,
    plaintext,
    ritzau,
    rss,
    sitemap,
    wirebytes,
    wxr,
)
from copytaster.formats.charset import MAX_BYTES, Decoded, decode
from copytaster.formats.names import local
from copytaster.formats.xmltree import Tree, parse_xml, root_at
from copytaster.model import Feed, Problem
from copytaster.words import wordset

Reader = Callable[[Tree, str | None], Feed]
BY_ROOT: dict[str, Reader] = {
    **dict.fromkeys(rss.ROOTS, wxr.read),
    **dict.fromkeys(atom.ROOTS, atom.read),
    **dict.fromkeys(newsml_g2.ROOTS, newsml_g2.read),
    **dict.fromkeys(newsml1.ROOTS, newsml1.read),
    **dict.fromkeys(nitf.ROOTS, nitf.read),
    **dict.fromkeys(sitemap.ROOTS, sitemap.read),
    **dict.fromkeys(ritzau.ROOTS, ritzau.read),
}
_HTML_TAGS = wordset("""
    html head body title meta p div article main section span h1 h2 h3 br a b i em strong script
    style table ul ol img center font header link
""")
_START = re.compile(r"<([A-Za-z_][\w.:-]{0,80})")
# A feed may come in an envelope (SOAP, a debug dump); other roots are too common as names.
_WRAPPED = frozenset({"rss", "feed", "rdf", "newsmessage", "nitf", "newsml"})
_SNIFF = 65_536
_BLANK = b"\xef\xbb\xbf \t\r\n"
_STRUCTURED = (b"<", b"{", b"[")


def parse(data: bytes, *, url: str | None = None, content_type: str | None = None) -> Feed:
    """Read one delivery of any wire format.

    ``url`` is where the bytes came from; relative links are resolved against it.
    ``content_type`` is the HTTP header, used for its charset and as a hint. An
    HTML page is a feed of format ``html`` with one item. Of more than 16 MiB the beginning is
    read, with the problem ``too-large``.

    Raises FormatError, naming what was seen and what to do, only when nothing can be read.
    """
    if len(data) > MAX_BYTES:
        return _beginning(data[:MAX_BYTES], url, content_type)
    if (
        data[:512].lstrip(_BLANK)[:1] not in _STRUCTURED
        and (found := _framed(data, url)) is not None
    ):
        return found
    decoded = decode(data, content_type)
    feed = _read(data, decoded, url, (content_type or "").lower())
    return replace(feed, problems=decoded.problems + feed.problems) if decoded.problems else feed


def _beginning(data: bytes, url: str | None, content_type: str | None) -> Feed:
    """What is read of more than anybody sends, with a word of it."""
    feed = parse(data, url=url, content_type=content_type)
    cut = Problem("too-large", f"only the first {MAX_BYTES} bytes were read")
    return replace(feed, problems=(cut, *feed.problems))


def _read(data: bytes, decoded: Decoded, url: str | None, content_type: str) -> Feed:
    text = decoded.text.lstrip("\ufeff \t\r\n\x0b\f")
    if text[:1] in ("{", "[") and (feed := _json(text, url, content_type)) is not None:
        return feed
    tag = _first_tag(text)
    if not tag and _begins_like_xml(text):
        tag = _first_tag(text[root_at(text) :])  # behind a long document type
    if tag == "opml":
        raise FormatError("this is OPML, a list of feeds; add it with `copytaster feeds import`")
    if _is_html(tag, text, content_type):
        return html_page.read(decoded.text, url)
    if tag and (text.startswith("<") or tag in BY_ROOT):
        return _xml(text, url)
    if _begins_like_xml(text):
        raise FormatError("it begins like XML, but there is no element in it", subject=url)
    plaintext.recognise(data, decoded)
    return plaintext.read(decoded.text, url)


def _begins_like_xml(text: str) -> bool:
    return text[:5].lower() == "<?xml" or text[:9].lower() == "<!doctype" or text[:4] == "<!--"


def _framed(data: bytes, url: str | None) -> Feed | None:
    """A wire message or a mail, which are told by their first bytes; None for anything else."""
    if wirebytes.begins(data) and (wire := _wire(data, url)) is not None:
        return wire
    if mime.recognises(data):
        return mail.read(data, url, lambda part, kind: _inside_mail(part, kind, url))
    return None


def _inside_mail(data: bytes, content_type: str, url: str | None) -> Feed:
    """An attachment; a message in a message was opened already, and no deeper one is."""
    if mime.recognises(data):
        raise FormatError("a mail message inside an attachment")
    return parse(data, url=url, content_type=content_type)


def _wire(data: bytes, url: str | None) -> Feed | None:
    """The framed wire messages; None where no frame holds header and text."""
    found = wirebytes.messages(data)
    kept = [m for m in found if _is_message(m)]
    if not kept:
        return None
    american = any(map(anpa.recognises, kept))
    feed = anpa.read(kept, url) if american else iptc7901.read(kept, url)
    if (left := len(found) - len(kept)) == 0:
        return feed
    said = f"{left} of {len(found)} messages hold no text that can be read"
    return replace(feed, problems=(*feed.problems, Problem("message-unread", said)))


def _is_message(message: wirebytes.Message) -> bool:
    """Not line noise that happens to hold the byte a message begins with."""
    known = anpa.recognises(message) or iptc7901.recognises(message)
    return message.likely or (known and not message.garbled)


def _json(text: str, url: str | None, content_type: str) -> Feed | None:
    """The feed in JSON; None when the text only begins like JSON (``[Embargoed] …``)."""
    try:
        value, problems = jsontext.load(text)
    except FormatError:
        if text[0] == "{" or "json" in content_type:
            raise
        return None
    if jsonfeed.recognises(value):
        return jsonfeed.read(value, url, problems)
    if ninjs.recognises(value):
        return ninjs.read(value, url, problems)
    raise FormatError("this is JSON, but neither JSON Feed nor ninjs", subject=url)


def _first_tag(text: str) -> str:
    """The local name of the first element, lower case; comments and declarations are passed over."""
    head, at = text[:_SNIFF], 0
    while (at := head.find("<", at)) >= 0:
        if head.startswith("<!--", at):
            end = head.find("-->", at)
            at = end if end >= 0 else len(head)
        elif found := _START.match(head, at):
            return found[1].rpartition(":")[2].lower()
        at += 1
    return ""


def _is_html(tag: str, text: str, content_type: str) -> bool:
    if tag in BY_ROOT and "<!doctype html" not in text[:200].lower():
        return False
    if tag == "html" or (tag in _HTML_TAGS and text.startswith("<")):
        return True
    return bool(tag) and "text/html" in content_type and tag in _HTML_TAGS


def _xml(text: str, url: str | None) -> Feed:
    tree = parse_xml(text)
    name = local(tree.root)
    reader = BY_ROOT.get(name)
    if reader is not None:
        return reader(tree, url)
    inside = next((e for e in tree.root.iter() if local(e) in _WRAPPED), None)
    if inside is None and (found := house_xml.read(tree, url)) is not None:
        return found
    if inside is None:
        raise FormatError(
            f"this is XML with the root <{name}>, which is no wire format that is read here",
            subject=url,
        )
    return BY_ROOT[local(inside)](Tree(inside, tree.problems), url)
