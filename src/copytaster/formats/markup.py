"""Markup to copy: every word a reader would see, in blocks, and the media between them.

One walker serves HTML strings, XHTML and NITF trees; a `Vocabulary` says what
each tag is. Inline tags neither glue nor split words; blocks are separated by
one blank line in the body; a line break inside a block is a newline, the cells
of a table row are separated by a tab.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from copytaster.formats import repair
from copytaster.formats.links import absolute
from copytaster.formats.names import Element, line, local
from copytaster.model import Block, BlockKind, Media, Problem

MAX_MEDIA = 500
_SPACE = re.compile(r"[ \t\n\r\f]+")
_TAG = re.compile(r"<[A-Za-z/!?]")
_ENTITY = re.compile(r"&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{0,31});")
_BREAK = "\x0b"  # a line break inside a block; the copy itself can hold no such character
_SIZE = re.compile(r"^\d{1,5}")


@dataclass(frozen=True, slots=True)
class Markup:
    """Copy out of markup: plain text, its blocks as code-point ranges, media and problems."""

    body: str = ""
    blocks: tuple[Block, ...] = ()
    media: tuple[Media, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the tags of one language are: blocks of a kind, lists of words to skip, and so on."""

    kinds: dict[str, BlockKind]
    breaks: frozenset[str] = frozenset({"br"})
    skipped: frozenset[str] = frozenset()
    raw: frozenset[str] = frozenset({"pre"})


_PARAGRAPHS = (
    "p div section article main header footer aside nav address blockquote pre center fieldset "
    "form details summary figure dialog hgroup hr body html table tbody thead tfoot tr td th ul ol "
    "dl menu dir legend search marquee colgroup optgroup option select"
)
HTML = Vocabulary(
    kinds={
        **dict.fromkeys(_PARAGRAPHS.split(), "paragraph"),
        **dict.fromkeys(["h1", "h2", "h3", "h4", "h5", "h6"], "subhead"),
        **dict.fromkeys(["li", "dd", "dt"], "list"),
        **dict.fromkeys(["figcaption", "caption"], "caption"),
    },
    skipped=frozenset(
        [
            "script",
            "style",
            "template",
            "noscript",
            "head",
            "iframe",
            "object",
            "embed",
            "applet",
            "noframes",
            "noembed",
            "audio",
            "video",
            "canvas",
            "textarea",
            "title",
        ]
    ),
)
NITF = Vocabulary(
    kinds={
        **dict.fromkeys(
            [
                "p",
                "block",
                "body",
                "body.content",
                "body.head",
                "bq",
                "blockquote",
                "pre",
                "media",
                "nitf-table",
                "table",
                "tbody",
                "thead",
                "tfoot",
                "tr",
                "td",
                "th",
                "ul",
                "ol",
                "dl",
                "note",
                "fn",
                "ednote",
                "div",
                "section",
                "body.end",
                "tagline",
                "dateline",
                "byline",
                "byttl",
                "distributor",
            ],
            "paragraph",
        ),
        **dict.fromkeys(["hl1", "hl2", "h1", "h2", "h3", "h4", "h5", "h6", "hedline"], "subhead"),
        **dict.fromkeys(["li", "dd", "dt"], "list"),
        **dict.fromkeys(["media-caption", "caption", "figcaption"], "caption"),
    },
    skipped=frozenset(
        ["media-metadata", "media-object", "media-reference", "media-producer", "script", "style"]
    ),
)
_ROWS = frozenset({"tr"})
_CELLS = frozenset({"td", "th"})
_CELL_BLOCKS = frozenset({"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"})
_MAX_TABLE_SCAN = 20_000
_MAX_KNOWN = 2000
_MAX_REFERENCES = 1_000_000


def read_html(fragment: str, base: str | None = None) -> Markup:
    """The copy in an HTML fragment; text without any markup is taken as paragraphs of text."""
    if not _TAG.search(fragment):
        return read_text(unescape(fragment))
    cured, problems = repair.cure_controls(repair.cure_c1_references(fragment))
    # Without an opening block libxml2 would wrap leading text in a paragraph of its own.
    root, is_whole = parse_html("<html><body><div>" + with_few_attributes(cured))
    found = read_tree(root, base) if root is not None and is_whole else flattened(cured)
    return Markup(found.body, found.blocks, found.media, problems + found.problems)


# libxml2's time is quadratic in the attributes of one tag; no page needs a hundred of them.
_ATTRIBUTE = r"(?:[\s/]++[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+)"
_TOO_MANY_ATTRIBUTES = re.compile(rf"(<[A-Za-z][^\s/>]*+{_ATTRIBUTE}{{100}}){_ATTRIBUTE}++")


def with_few_attributes(page: str) -> str:
    """The markup with the attributes past a tag's hundredth left out."""
    return _TOO_MANY_ATTRIBUTES.sub(r"\1", page)


def parse_html(page: str) -> tuple[Element | None, bool]:
    """The tree of an HTML page, and whether all of it is in there (the depth is bounded). No network, no DTD."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(page.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None, False
    return root, not any(e.level_name == "FATAL" for e in parser.error_log)


_UNSEEN = re.compile(r"<(script|style|template|noscript)\b[^<>]{0,2000}>", re.I)
_ANY_TAG = re.compile(r"<(/?)([A-Za-z][\w.:-]{0,40})[^<>]{0,5000}>|<![^<>]{0,5000}>")


def flattened(fragment: str) -> Markup:
    """The words of markup too deep or too broken to make a tree of: its tags taken out, linearly."""
    found = read_text(unescape(_ANY_TAG.sub(_gap, _without_unseen(fragment))))
    problem = Problem("markup-flattened", "the markup is nested too deep; only its words were read")
    return Markup(found.body, found.blocks, (), (problem,))


def _without_unseen(fragment: str) -> str:
    parts: list[str] = []
    at = 0
    while opening := _UNSEEN.search(fragment, at):
        parts.append(fragment[at : opening.start()])
        end = fragment.find(f"</{opening[1]}", opening.end())
        at = len(fragment) if end < 0 else end
    return "".join((*parts, fragment[at:]))


def _gap(tag: re.Match[str]) -> str:
    name = (tag[2] or "").lower()
    return "\n\n" if name in HTML.kinds else "\n" if name in HTML.breaks else ""


def read_text(text: str) -> Markup:
    """Plain text as sent: paragraphs are what blank lines separate; lines inside one are kept."""
    paragraphs: list[str] = [""]
    for sent in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if said := sent.strip(" \t\f\x0b"):
            paragraphs[-1] += ("\n" if paragraphs[-1] else "") + said
        elif paragraphs[-1]:
            paragraphs.append("")
    return from_blocks(("paragraph", p, None) for p in paragraphs)


def read_tree(root: Element, base: str | None = None, words: Vocabulary = HTML) -> Markup:
    """The copy in a parsed tree."""
    walker = _Walker(words, base)
    walker.walk(root)
    found = from_blocks(walker.blocks)
    return Markup(found.body, found.blocks, tuple(walker.media), tuple(walker.problems))


def from_blocks(blocks: Iterable[tuple[BlockKind, str, str | None]]) -> Markup:
    """Blocks of (kind, text, language) laid out as a body, one blank line between them."""
    texts: list[str] = []
    ranges: list[Block] = []
    at = 0
    for kind, text, language in blocks:
        if not text.strip():
            continue
        ranges.append(Block(at, at + len(text), kind, language))
        texts.append(text)
        at += len(text) + 2
    return Markup("\n\n".join(texts), tuple(ranges))


def plain(fragment: str) -> str:
    """A short HTML fragment (a title, a name) as one line of text."""
    if not _TAG.search(fragment):
        return " ".join(unescape(fragment).split())
    return " ".join(read_html(fragment).body.split())


def unescape(text: str) -> str:
    """Character references resolved, but only whole ones: ``R&D`` and ``&notify`` stay as they are."""
    if not 0 < text.count("&") <= _MAX_REFERENCES:
        return text
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text)


_Role = Literal["skip", "inline", "break", "block"]
_Known = tuple[_Role, str]


@dataclass(slots=True)
class _Walker:
    """Walks a tree without recursion, gathering blocks and media."""

    words: Vocabulary
    base: str | None
    blocks: list[tuple[BlockKind, str, str | None]] = field(default_factory=list)
    media: list[Media] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _known: dict[object, _Known] = field(default_factory=dict)
    _buffer: list[str] = field(default_factory=list)
    _kinds: list[BlockKind] = field(default_factory=list)
    _raw: int = 0
    _table: int = 0

    def walk(self, root: Element) -> None:
        skip = 0
        # The root is the container asked for, whatever its name: an Atom <title>, say.
        if self._learn(root)[0] == "skip":
            self._known[root.tag] = ("inline", local(root))
        for event, element in etree.iterwalk(root, events=("start", "end")):
            role, name = self._known.get(element.tag) or self._learn(element)
            if event == "start":
                if skip or role == "skip":
                    skip += 1
                    if skip == 1 and name in _MEDIA_TAGS:
                        self._see(name, element)
                else:
                    self._open(role, name, element)
                continue
            if skip:
                skip -= 1
            else:
                self._close(role, name)
            if not skip and element.tail and element is not root:
                self._say(element.tail)
        self._flush()

    def _learn(self, element: Element) -> _Known:
        name = local(element)
        role: _Role = "inline"
        if name in self.words.skipped or not name:
            role = "skip"
        elif name in self.words.breaks:
            role = "break"
        elif name in self.words.kinds:
            role = "block"
        if len(self._known) < _MAX_KNOWN:
            self._known[element.tag] = (role, name)
        return role, name

    def _open(self, role: _Role, name: str, element: Element) -> None:
        if role == "block":
            self._open_block(name, element)
        elif role == "break":
            self._buffer.append(" " if self._table else _BREAK)
        elif name in _MEDIA_TAGS:
            self._see(name, element)
        if name in self.words.raw:
            self._raw += 1
        if element.text:
            self._say(element.text)

    def _open_block(self, name: str, element: Element) -> None:
        if self._table:
            self._table += name == "table"
            self._buffer.append(" ")
            return
        self._flush()
        kind = self.words.kinds[name]
        if kind == "paragraph" and self._kinds and name not in _CELLS:
            kind = self._kinds[-1]
        if name == "table" and _is_data(element):
            self._table, kind = 1, "table"
        self._kinds.append(kind)

    def _close(self, role: _Role, name: str) -> None:
        if name in self.words.raw:
            self._raw -= 1
        if role != "block":
            return
        if self._table and not (name == "table" and self._table == 1):
            self._table -= name == "table"
            self._buffer.append("\t" if name in _CELLS else _BREAK if name in _ROWS else " ")
            return
        self._flush()
        self._table = 0
        if self._kinds:
            self._kinds.pop()

    def _say(self, text: str) -> None:
        if _BREAK in text:
            text = text.replace(_BREAK, " ")
        if self._table:
            text = text.replace("\t", " ")
        elif self._raw:
            text = text.replace("\n", _BREAK)
        self._buffer.append(text)

    def _flush(self) -> None:
        if not self._buffer:
            return
        text = "".join(self._buffer)
        self._buffer.clear()
        if text.isspace():
            return
        kind: BlockKind = self._kinds[-1] if self._kinds else "paragraph"
        if kind != "table" and _BREAK not in text:
            self.blocks.append((kind, _SPACE.sub(" ", text).strip(" "), None))
            return
        for part in _tidy(text, keep_tabs=kind == "table"):
            self.blocks.append((kind, part, None))

    def _see(self, name: str, element: Element) -> None:
        if len(self.media) < MAX_MEDIA:
            self.media.extend(_media(name, element, self.base))


def _is_data(table: Element) -> bool:
    """A table of data, not of layout: no table inside it, and no cell that holds blocks of copy."""
    for count, element in enumerate(table.iterdescendants()):
        name = local(element)
        if name == "table" or count > _MAX_TABLE_SCAN:
            return False
        if name in _CELLS and sum(1 for child in element if local(child) in _CELL_BLOCKS) > 1:
            return False
    return True


def _tidy(text: str, *, keep_tabs: bool) -> Iterator[str]:
    """The block's paragraphs: lines trimmed, blank ones separating."""
    lines = [""]
    for sent in text.split(_BREAK):
        said = _cells(sent) if keep_tabs else _SPACE.sub(" ", sent).strip(" ")
        if said:
            lines[-1] += ("\n" if lines[-1] else "") + said
        elif lines[-1] and not keep_tabs:
            lines.append("")
    yield from filter(None, lines)


def _cells(line: str) -> str:
    cells = [" ".join(cell.split()) for cell in line.split("\t")]
    return "\t".join(cells).strip("\t") if any(cells) else ""


_MEDIA_TAGS = frozenset({"img", "video", "audio", "amp-img", "source", "iframe", "media-reference"})
_KIND_OF = {"img": "picture", "amp-img": "picture", "video": "video", "audio": "audio"}


def _media(name: str, element: Element, base: str | None) -> Iterator[Media]:
    kind = _KIND_OF.get(name)
    if kind is None:
        return
    sent = element.get("src") or element.get("data-src") or ""
    if not sent and name in ("video", "audio"):
        sent = next((c.get("src") or "" for c in element if local(c) == "source"), "")
    url = absolute(sent, base)
    if url is None or _is_beacon(element):
        return
    yield Media(
        kind=kind,
        url=url,
        caption=_caption(element),
        alt=(element.get("alt") or "").strip() or None,
        width=size(element.get("width")),
        height=size(element.get("height")),
    )


def _is_beacon(element: Element) -> bool:
    """One pixel by one: it counts readers, and shows nothing."""
    return size(element.get("width")) in (0, 1) and size(element.get("height")) in (0, 1)


def _caption(element: Element) -> str | None:
    parent = element.getparent()
    for _ in range(3):
        if parent is None:
            return None
        if local(parent) == "figure":
            words = (line(c) for c in parent.iter("{*}figcaption"))
            return next((w for w in words if w), None)
        parent = parent.getparent()
    return None


def size(value: str | None) -> int | None:
    """A width or height in pixels, None where it is none."""
    found = _SIZE.match(value or "")
    return int(found[0]) if found else None
