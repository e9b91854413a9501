"""A page as the ledger sees it: its units (sentences), and how it names itself.

The same reading serves publishing and verifying. ``<main>`` and ``<title>``
give the units proper. Everything else that a browser may show or run (text
outside ``<main>``, descriptions for sharing, scripts, styles, frames, even
comments, which browsers and parsers delimit differently) gives the *frame*,
so that nothing can be slipped in beside the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from lxml import etree

from copytaster.errors import LedgerError
from copytaster.ledger.commit import sentences
from copytaster.ledger.foreign import foreign
from copytaster.ledger.gathering import BORDERS, Gatherer

MAX_PAGE = 8 * 1024 * 1024  # bytes; the longest page we make is far below
MAX_EDITIONS = 64

# Phrasing elements (https://html.spec.whatwg.org/#phrasing-content) do not end a sentence.
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins"}
    | {"ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span"}
    | {"strong", "sub", "sup", "time", "u", "var", "wbr"}
)
# Browsers show what stands behind these end tags (https://html.spec.whatwg.org/#parsing-main-afterbody),
# the parser drops it. Renamed, they end nothing, and both see the same.
_CLOSED = re.compile(r"</(?=(?:html|body)[\s/>])", re.IGNORECASE)
_RAW = frozenset({"script", "style"})
_FRAMED = {"iframe": ("srcdoc", "src"), "object": ("data",), "embed": ("src",), "frame": ("src",)}
_READABLE = ("alt", "label", "placeholder")
_TELLING = frozenset({*_FRAMED, "meta", "input"})
_METAS = etree.XPath("descendant::meta[starts-with(@name, 'copytaster:')]")
_COPY = etree.XPath("//main//*[self::p[@class='deck'] or self::div[@class='copy']]")
_HEAD = etree.XPath("//main//h1")
SHARED = frozenset({"description", "og:title", "og:description", "twitter:title"})


@dataclass(frozen=True, slots=True)
class PageText:
    """What a page says. ``salts`` maps a record's number to the salt of the edition it records.

    ``units`` are the title and the sentences of ``<main>``; ``frame`` all else.
    ``path``, ``subject`` and ``salt`` are how the page names itself, None where it does not.
    """

    units: tuple[str, ...]
    frame: tuple[str, ...]
    path: str | None = None
    subject: str | None = None
    salt: str | None = None
    salts: tuple[tuple[int, str], ...] = ()


def page_units(page: bytes) -> tuple[str, ...]:
    """The title and the sentences of ``<main>``, white space folded, in order of the page."""
    return read_page(page).units


def read_page(page: bytes) -> PageText:
    """Read a page. Raises LedgerError when it is too large or holds no markup at all."""
    root = _parsed(page)
    collector = _Collector()
    collector.read(root.getroottree())
    metas = cast("list[Any]", _METAS(root))
    return page_text(collector, [(m.get("name"), m.get("content") or "") for m in metas])


def page_text(gathered: Gatherer, named: Sequence[tuple[str, str]]) -> PageText:
    """What was gathered, with how the page names itself: ``named`` are its metas, in order."""
    names = dict(reversed(named))  # the first of each name
    return PageText(
        units=tuple(gathered.units),
        frame=tuple(gathered.frame),
        path=names.get("copytaster:page"),
        subject=names.get("copytaster:subject"),
        salt=names.get("copytaster:salt"),
        salts=tuple(_edition_salts(named)),
    )


def copy_units(page: bytes) -> frozenset[str]:
    """What stands on a story's page as its sender's own words; raises as `read_page` does.

    Deck and copy, and the headline unless it is our own: where there is none, the first words
    of the copy stand for it.
    """
    root = _parsed(page)
    copy = [unit for part in cast("list[Any]", _COPY(root)) for unit in _said(part)]
    heads = [unit for part in cast("list[Any]", _HEAD(root)) for unit in _said(part)]
    return frozenset(copy) | {h for h in heads if not " ".join(copy).startswith(h.rstrip("….!?"))}


def _said(element: Any) -> tuple[str, ...]:
    collector = _Collector()
    collector.border("main", 1)
    collector.read(element)
    return tuple(collector.units)


def strangers(page: bytes) -> tuple[str, ...]:
    """What the page holds that no page of ours does; raises as `read_page` does."""
    return tuple(foreign(_parsed(page)))


def _parsed(page: bytes) -> Any:
    if len(page) > MAX_PAGE:
        raise LedgerError(f"the page is larger than {MAX_PAGE >> 20} MB")
    # Our pages are UTF-8; a parser that stops at a NUL or believes another charset would see less.
    text = page.decode("utf-8", "replace").replace("\x00", "\ufffd")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, recover=True)
    try:
        root = etree.fromstring(_CLOSED.sub("</x-", text).encode("utf-8"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise LedgerError("this is no page", cause=str(error)) from error
    if root is None:
        raise LedgerError("this is no page")
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise LedgerError("the page is nested too deeply to be read whole")
    return root


class _Collector(Gatherer):
    """Reads a parsed page."""

    __slots__ = ()

    def read(self, root: Any) -> None:
        """Go through the page once: every start and end of an element, comments as they stand."""
        run = self.run
        for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            if event == "start":
                self._open(element)
                continue
            if event == "end":
                if (tag := element.tag) not in _INLINE and (run or tag in BORDERS):
                    self.border(tag, -1)
            else:
                self.frame.append(" ".join(f"<!-- {element.text or ''}".split()))
            if (tail := element.tail) and (run or not tail.isspace()):
                run.append(tail)
        self.flush()

    def _open(self, element: Any) -> None:
        tag, run = element.tag, self.run
        if tag not in _INLINE and (run or tag in BORDERS):
            self.border(tag, 1)
        get = element.get
        if tag in _TELLING or get("alt") or get("label") or get("placeholder"):
            self.frame.extend(_attributes(tag, element))
        if tag in _RAW:
            self._put_raw(tag, element)
        elif (text := element.text) and (run or not text.isspace()):
            run.append(text)

    def _put_raw(self, tag: str, element: Any) -> None:
        if element.text and element.text.strip():
            self.frame.append(f"<{tag}> {' '.join(element.text.split())}")


def _attributes(tag: str, element: Any) -> Iterator[str]:
    """What an element shows without having text: a frame's content, words for sharing, an alt text."""
    for name in _FRAMED.get(tag, ()):
        if element.get(name):
            yield f"<{tag}> {' '.join(element.get(name).split())}"
    if tag == "meta" and (element.get("name") or element.get("property")) in SHARED:
        yield from sentences(element.get("content") or "")
    for name in _READABLE:
        if value := element.get(name):
            yield from sentences(value)
    if tag == "input" and element.get("type", "").lower() != "hidden":
        yield from sentences(element.get("value") or "")


def _edition_salts(named: Iterable[tuple[str, str]]) -> Iterator[tuple[int, str]]:
    """``<meta name="copytaster:edition" content="RECORD SALT">``, one for each edition quoted."""
    left = MAX_EDITIONS
    for name, content in named:
        if name == "copytaster:edition" and left:
            record, _, salt = content.partition(" ")
            if record.isascii() and record.isdigit() and len(record) < 18:
                left -= 1
                yield int(record), salt.strip()
