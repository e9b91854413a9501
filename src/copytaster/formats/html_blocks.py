"""A web page as a row of text blocks, each with where it stands and how much of it is links.

This is what the readings of `html_body` choose from. The walk is iterative and
visits every node that can be seen once; what is furniture by its tag is not entered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

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
"""Beginnings and ends of elements. No news page has a tenth of either; the walk ends there, and says so."""
MAX_PICTURES = 500
_FEWEST_PROSE = 45
_MOST_LINKED = 0.45


@dataclass(slots=True, eq=False)
class Frame:
    """A block element of the page: its place in the tree, and the blocks under it as a half-open range.

    ``named`` is its class where its own attributes say that it is furniture, else empty. Inside such
    a frame (``covered``) nobody asks, until `name_all` does. ``around`` is what the readings made of it.
    ``weight`` (of prose), ``size``, ``linked`` and ``held`` (characters) are for the readings to fill in.
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
    held: int = 0
    covered: bool = False


@dataclass(slots=True, eq=False)
class TextBlock:
    """One block of text; ``linked`` of its characters are links."""

    text: str
    tag: str
    linked: int
    frame: Frame
    is_prose: bool = field(init=False)
    """Whether it is long enough, and unlinked enough, to be copy."""

    def __post_init__(self) -> None:
        """What many readings ask is told once."""
        size = len(self.text)
        self.is_prose = (
            size >= _FEWEST_PROSE and self.linked < _MOST_LINKED * size and not self.is_heading
        )

    @property
    def around(self) -> bool:
        """Whether it stands in what its page names as furniture."""
        return self.frame.around

    @property
    def is_heading(self) -> bool:
        """Whether it is one of h1 to h6."""
        return self.tag in HEADINGS

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
    _nodes: int = 0

    def read(self, body: Element) -> None:
        """Go through all that is under the body; each open element stands with those of its children yet to come."""
        ways, say = self._ways_in(), self._say
        self._enter_block(body)
        say(body.text or "")
        path = [(body, iter(body))]
        while path and not self.found.is_cut:
            outer, children = path[-1]
            for element in children:
                tag = element.tag
                way = ways.get(tag) or (_go_in if "-" in tag else self._enter_block)
                if way(element):
                    if text := element.text:
                        say(text)
                    if len(element):
                        path.append((element, iter(element)))
                        break
                    self._close(element)
                self._go_past(element)
                if self.found.is_cut:
                    break
            else:
                path.pop()
                self._close(outer)
                if path:
                    self._go_past(outer)
        while self._open:
            self._leave()

    def _close(self, element: Element) -> None:
        if self._open and self._open[-1].element is element:
            self._leave()
        elif element.tag == "a":
            self._links.pop()

    def _go_past(self, element: Element) -> None:
        if text := element.tail:
            self._say(text)
        self._nodes += 2
        if self._nodes > MAX_NODES or len(self.found.blocks) > MAX_BLOCKS:
            self.found.is_cut = True

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
        if self._text:
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
        if self._text:
            self._flush()
        self._open.pop().end = len(self.found.blocks)

    def _say(self, text: str) -> None:
        # White space that opens a block or follows a break says nothing.
        said = self._text
        if not text or ((not said or said[-1] == "\n") and text.isspace()):
            return
        said.append(text)
        if self._links and any(self._links):
            self._linked += len(text)

    def _flush(self) -> None:
        """What was said since the last block's edge is a block."""
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
