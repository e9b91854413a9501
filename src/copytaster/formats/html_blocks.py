"""A web page as a row of text blocks, each with where it stands and how much of it is links.

This is what the readings of `html_body` choose from. The walk is iterative and
visits every node that can be seen once; what is furniture by its tag is not entered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from copytaster.formats.html_tables import is_data
from copytaster.formats.html_tags import (
    DOUBTED,
    HEADINGS,
    ITEMS,
    ROLES,
    SHELLS,
    Role,
    stands_around,
)
from copytaster.formats.markup import read_tree
from copytaster.formats.names import Element
from copytaster.model import BlockKind

MAX_BLOCKS = 20_000
MAX_NODES = 400_000
"""No news page has a tenth of either; the walk ends there, and says so."""
MAX_PICTURES = 500
_FEWEST_PROSE = 45
_MOST_LINKED = 0.45


@dataclass(slots=True, eq=False)
class Frame:
    """A block element of the page: its place in the tree, and the blocks under it as a half-open range.

    ``named`` is its class where its own attributes say that it is furniture, else empty. Inside such
    a frame (``covered``) nobody asks, until `name_all` does. ``around`` is what the readings made of it.
    ``weight`` (of prose), ``size`` and ``linked`` (characters) are for the readings to fill in.
    """

    element: Element
    tag: str
    named: str
    parent: Frame | None
    start: int
    end: int = 0
    around: bool = False
    weight: float = 0.0
    size: int = 0
    linked: int = 0
    covered: bool = False


@dataclass(slots=True, eq=False)
class TextBlock:
    """One block of text; ``linked`` of its characters are links."""

    text: str
    tag: str
    linked: int
    frame: Frame

    @property
    def around(self) -> bool:
        """Whether it stands in what its page names as furniture."""
        return self.frame.around

    @property
    def is_heading(self) -> bool:
        """Whether it is one of h1 to h6."""
        return self.tag in HEADINGS

    @property
    def is_prose(self) -> bool:
        """Whether it is long enough, and unlinked enough, to be copy."""
        size = len(self.text)
        return size >= _FEWEST_PROSE and self.linked < _MOST_LINKED * size and not self.is_heading

    @property
    def kind(self) -> BlockKind:
        """Its kind as a block of copy."""
        if self.tag in HEADINGS or self.tag == "figcaption":
            return "caption" if self.tag == "figcaption" else "subhead"
        return "list" if self.tag in ITEMS else "table" if self.tag == "table" else "paragraph"


@dataclass(slots=True)
class Layout:
    """What the walk found, in document order. Pictures stand before the block of their index."""

    blocks: list[TextBlock] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    pictures: list[tuple[int, Frame, Element]] = field(default_factory=list)
    is_cut: bool = False


def layout_of(body: Element) -> Layout:
    """The blocks of text under ``body``, the block elements they stand in, and the pictures between."""
    walk = _Walk()
    walk.read(body)
    return walk.found


def furniture_name(element: Element) -> str:
    """The class (or tag) of an element that says it is furniture, else the empty string."""
    tag = element.tag
    is_named = tag in DOUBTED or (tag not in SHELLS and stands_around(element))
    return (element.get("class") or tag) if is_named else ""


def name_all(layout: Layout) -> None:
    """Ask the frames inside furniture, too, what they are."""
    for frame in layout.frames:
        if frame.covered:
            frame.named = furniture_name(frame.element)


@dataclass(slots=True)
class _Walk:
    found: Layout = field(default_factory=Layout)
    _open: list[Frame] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _linked: int = 0
    _links: list[bool] = field(default_factory=list)

    def read(self, body: Element) -> None:
        ways, skipped, opened, say = self._ways_in(), None, self._open, self._say
        walk = etree.iterwalk(body, events=("start", "end"))
        for nodes, (event, element) in enumerate(walk):
            tag = element.tag
            if event == "start":
                way = ways.get(tag) or (_go_in if "-" in tag else self._enter_block)
                if way(element):
                    say(element.text)
                else:
                    skipped = element
                    walk.skip_subtree()
                continue
            if element is skipped:
                skipped = None
            elif opened and opened[-1].element is element:
                self._leave()
            elif tag == "a":
                self._links.pop()
            if element is not body:
                say(element.tail)
            if nodes > MAX_NODES or len(self.found.blocks) > MAX_BLOCKS:
                self.found.is_cut = True
                break
        while opened:
            self._leave()

    def _ways_in(self) -> dict[str, Callable[[Element], bool]]:
        """What to do at the start of each tag; False where the element is not to be entered."""
        of_role = {
            Role.INLINE: self._enter_inline,
            Role.LINK: self._enter_link,
            Role.BREAK: self._enter_break,
            Role.PICTURE: self._see,
            Role.UNSEEN: _pass,
            Role.ASIDE: self._part,
            Role.BLOCK: self._enter_block,
            Role.FIGURE: self._enter_figure,
            Role.TABLE: self._enter_table,
        }
        return {tag: of_role[role] for tag, role in ROLES.items()}

    def _enter_inline(self, element: Element) -> bool:
        frame = self._open[-1] if self._open else None
        is_around = frame is not None and (frame.covered or frame.named != "")
        return is_around or not stands_around(element)

    def _enter_link(self, element: Element) -> bool:
        # A link within the page leads nowhere else: a heading with its own anchor is no teaser.
        self._links.append(not (element.get("href") or "#").startswith("#"))
        return True

    def _enter_break(self, _: Element) -> bool:
        # Two breaks in a row part paragraphs; one is white space.
        if self._text and self._text[-1] == "\n":
            self._flush()
        else:
            self._text.append("\n")
        return True

    def _enter_block(self, element: Element) -> bool:
        self._flush()
        outer = self._open[-1] if self._open else None
        tag = element.tag
        covered = outer is not None and (outer.covered or outer.named != "")
        named = "" if covered else furniture_name(element)
        if outer is not None and outer.tag in ITEMS and tag not in HEADINGS:
            tag = outer.tag  # a paragraph inside a list item is of the list
        frame = Frame(element, tag, named, outer, len(self.found.blocks), covered=covered)
        self._open.append(frame)
        self.found.frames.append(frame)
        return True

    def _part(self, _: Element) -> bool:
        self._flush()
        return False

    def _see(self, element: Element) -> bool:
        if len(self.found.pictures) < MAX_PICTURES and self._open:
            self.found.pictures.append((len(self.found.blocks), self._open[-1], element))
        return False

    def _enter_figure(self, element: Element) -> bool:
        """A figure with a picture is media; any other (a table, a quotation, a lone caption) is copy."""
        self._flush()
        has_picture = any(element.find(f".//{tag}") is not None for tag in ("img", "amp-img"))
        return self._see(element) if has_picture else self._enter_block(element)

    def _enter_table(self, element: Element) -> bool:
        if not is_data(element):
            return self._enter_block(element)
        self._flush()
        frame = self._open[-1] if self._open else None
        if frame is not None:
            linked = sum(len(a.text or "") for a in element.iter("a"))
            for start, end, kind, _ in (found := read_tree(element)).blocks:
                tag = "table" if kind == "table" else "p"
                self.found.blocks.append(TextBlock(found.body[start:end], tag, linked, frame))
        return False

    def _leave(self) -> None:
        self._flush()
        self._open.pop().end = len(self.found.blocks)

    def _say(self, text: str | None) -> None:
        # White space that opens a block or follows a break says nothing.
        if not text or (text.isspace() and (not self._text or self._text[-1] == "\n")):
            return
        self._text.append(text)
        if self._links and any(self._links):
            self._linked += len(text)

    def _flush(self) -> None:
        if not self._text:
            return
        # No-break spaces fold too: pages set them where a feed sets none.
        text, linked = " ".join("".join(self._text).split()), self._linked
        self._text.clear()
        self._linked = 0
        if text and self._open:
            frame = self._open[-1]
            self.found.blocks.append(TextBlock(text, frame.tag, linked, frame))


def _go_in(_: Element) -> bool:
    """An element its page's author made up, whatever it is called."""
    return True


def _pass(_: Element) -> bool:
    return False
