"""A web page as a row of text blocks, each with where it stands and how much of it is links.

This is what the readings of `html_body` choose from. The walk is iterative and
visits every node once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from copytaster.formats.names import Element
from copytaster.model import BlockKind

_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "nav",
        "footer",
        "aside",
        "form",
        "button",
        "iframe",
        "select",
        "option",
        "dialog",
        "object",
        "head",
        "video",
        "audio",
        "canvas",
        "input",
        "textarea",
        "figure",
        "picture",
        "img",
        "map",
        "math",
        "link",
        "meta",
        "embed",
        "figcaption",
    ]
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ITEMS = frozenset({"li", "dd", "dt"})
_CELLS = frozenset({"td", "th"})
_PROSE = frozenset({"p", "blockquote", "pre"})
_ROLES = frozenset({"navigation", "complementary", "dialog", "banner", "search", "contentinfo"})
# Class and id words of what stands around an article on news sites; whole words only.
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:related\w{0,12}|recommend\w{0,12}|newsletter\w{0,12}|promo\w{0,12}|shar(?:e|ing)\w{0,10}|"
    r"social\w{0,10}|comments?|disqus\w{0,10}|side-?bar|breadcrumbs?|cookie\w{0,10}|consent|popup|modal|"
    r"advert(?:s|is\w{0,10})?|ads?|ad-\w{1,15}|sponsor\w{0,10}|subscri\w{0,10}|sign-?up|login|tags?|tag-?list|"
    r"topics?|author-?(?:bio|box|info|card)|about-?author|byline|(?:read|also|more)-?(?:more|next|also|on|"
    r"stories|from|news|articles|read)|most-?(?:read|popular|viewed)|popular|trending|widget\w{0,10}|"
    r"teasers?|outbrain|taboola|footer|menu|navbar|nav|toolbar|print-?only|hidden|sr-only|"
    r"visually-?hidden|screen-?reader\w{0,10}|skip|copyright|disclaimer|paywall|donat\w{0,10}|"
    r"follow\w{0,10}|pagination|pager|rating|feedback|toc|player|carousel|slider|caption|credits?|"
    r"linked-?articles?|inline-?related|infobox|factbox-links)(?=$|[\s_-])"
    r"|relatedArticle|readMore|alsoRead|moreStories|shareBar|socialShare|cookieBanner|mostRead|promoBox",
    re.I,
)
_ARTICLE = re.compile(
    r"(?:article|story|post|entry|news)[-_]?(?:body|content|text|main)|entry-content|main-?content|"
    r"\bhas-|\bno-|layout|article__body",
    re.I,
)
MAX_BLOCKS = 20_000


@dataclass(slots=True)
class TextBlock:
    """One block of text: ``linked`` of its characters are links; ``path`` are its ancestors, outermost first."""

    text: str
    tag: str
    linked: int
    path: tuple[Element, ...]
    around: bool

    @property
    def is_heading(self) -> bool:
        """Whether it is one of h1 to h6."""
        return self.tag in _HEADINGS

    @property
    def is_prose(self) -> bool:
        """Whether it is long enough, and unlinked enough, to be copy."""
        return not self.is_heading and len(self.text) >= 45 and self.linked < 0.45 * len(self.text)

    @property
    def weight(self) -> float:
        """How much it says about where the article is."""
        if self.tag in _PROSE:
            return float(len(self.text))
        return len(self.text) * (0.4 if self.tag in _ITEMS or self.tag in _CELLS else 0.8)

    @property
    def kind(self) -> BlockKind:
        """Its kind as a block of copy."""
        if self.is_heading:
            return "subhead"
        return "list" if self.tag in _ITEMS else "table" if self.tag in _CELLS else "paragraph"


def blocks_of(body: Element) -> list[TextBlock]:
    """The blocks of text under ``body``, in document order."""
    reader = _Reader()
    reader.read(body)
    return reader.blocks


@dataclass(slots=True)
class _Frame:
    element: Element
    tag: str
    around: bool
    is_block: bool


@dataclass(slots=True)
class _Reader:
    blocks: list[TextBlock] = field(default_factory=list)
    _frames: list[_Frame] = field(default_factory=list)
    _path: list[Element] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _linked: int = 0
    _links: int = 0

    def read(self, body: Element) -> None:
        skip = 0
        for event, element in etree.iterwalk(body, events=("start", "end")):
            tag = element.tag if isinstance(element.tag, str) else "script"
            if event == "start":
                if skip or self._is_skipped(tag, element):
                    skip += 1
                else:
                    self._open(tag, element)
                continue
            if skip:
                skip -= 1
                if not skip:
                    self._breaks_at(tag)
            else:
                self._close(tag)
            if not skip and element is not body:
                self._say(element.tail)
        self._flush()

    def _is_skipped(self, tag: str, element: Element) -> bool:
        if tag in _SKIPPED or len(self.blocks) > MAX_BLOCKS:
            return True
        return tag in _INLINE and tag != "a" and _stands_around(element)

    def _breaks_at(self, tag: str) -> None:
        if tag not in _INLINE and tag not in ("script", "img", "svg", "input"):
            self._flush()

    def _open(self, tag: str, element: Element) -> None:
        inline = tag in _INLINE or "-" in tag
        if tag == "br":
            self._br()
        elif not inline:
            self._flush()
            inherited = self._frames[-1].around if self._frames else False
            shell = tag in ("body", "main", "article")
            self._frames.append(
                _Frame(
                    element,
                    self._as(tag),
                    inherited or (not shell and _stands_around(element)),
                    True,
                )
            )
            self._path.append(element)
        self._links += tag == "a"
        self._say(element.text)

    def _as(self, tag: str) -> str:
        """A paragraph inside a list item is of the list."""
        outer = self._frames[-1].tag if self._frames else ""
        return outer if outer in _ITEMS and tag not in _HEADINGS else tag

    def _close(self, tag: str) -> None:
        self._links -= tag == "a"
        if tag in _INLINE or "-" in tag or tag == "br":
            return
        self._flush()
        self._frames.pop()
        self._path.pop()

    def _br(self) -> None:
        # Two breaks in a row part paragraphs; one is white space.
        if self._text and self._text[-1] == "\n":
            self._flush()
        else:
            self._text.append("\n")

    def _say(self, text: str | None) -> None:
        if not text or (self._text and self._text[-1] == "\n" and text.isspace()):
            return
        self._text.append(text)
        if self._links:
            self._linked += len(text)

    def _flush(self) -> None:
        text, linked = " ".join("".join(self._text).split()), self._linked
        self._text.clear()
        self._linked = 0
        if text and self._frames:
            frame = self._frames[-1]
            self.blocks.append(TextBlock(text, frame.tag, linked, tuple(self._path), frame.around))


def _stands_around(element: Element) -> bool:
    attributes = element.attrib
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("role") in _ROLES:
        return True
    words = f"{attributes.get('class', '')} {attributes.get('id', '')} {attributes.get('data-component', '')}"
    return len(words) > 3 and bool(_AROUND.search(words[:500])) and not _ARTICLE.search(words[:500])
