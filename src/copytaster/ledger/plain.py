"""A page that is put before the public, read in a third of the time `read_page` takes.

What is recorded is read back from the page's own bytes. Our templates write
little of what HTML may hold: every element closed in its place, every value in
double quotes, no comment. Such a page needs no parser that mends. Anything
else, and be it one stray sign, gives None: then the parser decides, as it
always does where a page is verified.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from copytaster.ledger.commit import sentences
from copytaster.ledger.gathering import BORDERS, SPACE, Gatherer
from copytaster.ledger.units import MAX_PAGE, SHARED, PageText, page_text

_DOCTYPE = "<!doctype html>\n"
# A tag and the text behind it: no "<" in a value, every value between double quotes.
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*+)((?: [a-z:-]++(?:="[^"<]*+")?+)*+)>([^<]*+)')
_ATTRIBUTE = re.compile(r' ([a-z:-]+)(?:="([^"]*)")?')
_STRANGE = re.compile("&(?!(?:amp|lt|gt|quot|#34|#39);)")  # as no template escapes
_UNFIT = bytes({*range(32)} - set(b"\t\n"))  # what parsers drop or change
_UNHEARD = (" label=", " placeholder=", "\ufffe", "\uffff")  # and what no page of ours has

# Where an element may stand: only there does the parser let it be.
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "cite", "code", "del", "em", "i", "ins", "q", "s", "small", "span"}
    | {"strong", "sub", "sup", "time"}
)
_LINES = frozenset({"h1", "h2", "h3", "h4", "p", "summary"})  # no block in these
_BLOCKS = frozenset(
    {"article", "aside", "blockquote", "dd", "details", "div", "dl", "dt", "figcaption", "figure"}
    | {"footer", "header", "li", "main", "nav", "ol", "section", "ul"}
)
_ROWS = {"table": {"thead", "tbody"}, "thead": {"tr"}, "tbody": {"tr"}, "tr": {"td", "th"}}
_TEXTLESS = frozenset({"", "html", "head", "body", "script", *_ROWS})  # none that is read
_VOID = SPACE | {"link", "meta"}
_WITHIN = {
    "": frozenset({"html"}),
    "html": frozenset({"head", "body"}),
    "head": frozenset({"link", "meta", "script", "title"}),
    "body": _INLINE | _BLOCKS | _LINES | {"hr"},
    "title": frozenset[str](),
    "script": frozenset[str](),
    **dict.fromkeys(_INLINE | _LINES | {"td", "th"}, _INLINE | {"br", "img"}),
    **dict.fromkeys(_BLOCKS, _INLINE | _BLOCKS | _LINES | SPACE | {"table"}),
    **_ROWS,
}


class _NotPlainError(Exception):
    """The page is to be read by a parser."""


def plain_page(page: bytes) -> PageText | None:
    """What `read_page` says of the page; None where it is not as plain as our own templates make it."""
    if len(page) > MAX_PAGE or len(page.translate(None, _UNFIT)) < len(page):
        return None
    try:
        text = page.decode("utf-8")
        return _Reader().read(_tags(text))
    except (UnicodeDecodeError, _NotPlainError):
        return None


def _tags(text: str) -> list[tuple[str, str, str, str]]:
    """Every tag: its slash, its name, its attributes, and the text behind it."""
    strange = _STRANGE.search(text) or any(part in text for part in _UNHEARD)
    if strange or not text.startswith(f"{_DOCTYPE}<"):
        raise _NotPlainError
    found: list[tuple[str, str, str, str]] = _TAG.findall(text, len(_DOCTYPE))
    if len(found) != text.count("<") - 1:
        raise _NotPlainError
    return found


class _Reader(Gatherer):
    """Reads tag by tag, as long as every one stands where it may."""

    __slots__ = ("_named",)

    def __init__(self) -> None:
        super().__init__()
        self._named: list[tuple[str, str]] = []

    def read(self, tags: Iterable[tuple[str, str, str, str]]) -> PageText:
        """Go through the page once."""
        run, path = self.run, [""]
        for slash, tag, attributes, text in tags:
            if slash:
                if tag != path.pop():
                    raise _NotPlainError
            else:
                if tag not in _WITHIN[path[-1]]:
                    raise _NotPlainError
                if tag == "meta" or " alt=" in attributes:
                    self._tell(tag, attributes)
                if tag not in _VOID:
                    path.append(tag)
            if tag not in _INLINE and (run or tag in BORDERS):
                self.border(tag, -1 if slash else 1)
            if text and (run or not text.isspace()):
                run.append(text if path[-1] not in _TEXTLESS else self._aside(path[-1], text))
        if path != [""]:
            raise _NotPlainError
        self.flush()
        return page_text(self, self._named)

    def said(self, run: str) -> Iterable[str]:
        """The sentences of a run, whose signs are still escaped."""
        return sentences(unescape(run) if "&" in run else run)

    def _tell(self, tag: str, attributes: str) -> None:
        """What an element shows without having text: words for sharing, an alt text."""
        if tag not in ("meta", "img"):
            raise _NotPlainError
        has: dict[str, str] = {}
        for name, value in _ATTRIBUTE.findall(attributes):
            has.setdefault(name, unescape(value) if "&" in value else value)
        if tag == "meta":
            self._named.append((has.get("name", ""), has.get("content", "")))
            if (has.get("name") or has.get("property")) in SHARED:
                self.frame.extend(sentences(has.get("content", "")))
        self.frame.extend(sentences(has.get("alt", "")))

    def _aside(self, parent: str, text: str) -> str:
        """What stands between the parts of a page: a script, or the white space that is left."""
        if parent == "script":
            self.frame.append(f"<script> {' '.join(text.split())}")
            return ""
        if not text.isspace():
            raise _NotPlainError
        return text
