"""Which of the blocks inside an article's container are its copy.

The rules look at how a page is built, not at what it says: a line that is
nothing but a link is a pointer; so is a short label right before one; prose
under a heading that is a link is the teaser of another story. What a promo
says is for the anatomy to tell, and to cut with its reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from copytaster.formats.html_blocks import Frame, TextBlock
from copytaster.formats.names import Element, line
from copytaster.model import BlockKind

Blocks = tuple[tuple[BlockKind, str], ...]
_WORD = re.compile(r"\w+")
_SHELLS = ("div", "section", "article", "main", "body", "header", "figure")
_LINKED = 0.6
_LONGEST_POINTER = 300
_LARGEST_BOX = 1500
_REPEATABLE = 40
_SHORTEST_LOOSE = 30
"""Bytes of UTF-8; a shorter line outside any paragraph is a label or a button."""
_LONGEST_LABEL = 60
_SHORTEST_DECK = 45
_LONGEST_TOP = 4
_DECK_REACH = 15
"""Blocks; a deck stands no further than this above the copy."""
_ENDS_SENTENCE = tuple(".!?。！？…।")
_ENDS_LABEL = tuple(":：】>»›")


@dataclass(frozen=True, slots=True)
class Said:
    """What the page says of its article, each empty where it says nothing; ``body`` is JSON-LD's articleBody."""

    body: str = ""
    headline: str = ""
    description: str = ""
    authors: tuple[str, ...] = ()


_NEVER_ENTERED = ("nav", "button", "dialog")
_MOST_TAGS = 100


@dataclass(slots=True)
class Copy:
    """The blocks that are copy as (kind, text), and the lines that stood among them and are none."""

    blocks: list[tuple[BlockKind, str]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def copy_of(blocks: list[TextBlock], live: list[bool], container: Frame, said: Said) -> Copy:
    """The copy among the blocks of a container, after its deck, which may stand above them."""
    inside = blocks[container.start : container.end]
    lives = [
        alive or (n < 3 and len(b.text) >= _SHORTEST_DECK and alike(b.text, said.description))
        for n, (b, alive) in enumerate(
            zip(inside, live[container.start : container.end], strict=True)
        )
    ]
    out = _pointing(inside, container)
    _labels(inside, out)
    copy = Copy()
    for n, block in enumerate(_above(blocks, live, container.start, said)):
        copy.blocks.append(("paragraph" if n else "deck", block.text))
    _gather(copy, inside, [o or not alive for o, alive in zip(out, lives, strict=True)], said)
    copy.left_out += _of_tags(container.element)
    return copy


def _of_tags(container: Element) -> Iterator[str]:
    """What menus and buttons inside the container say: they are never entered."""
    for element in islice(container.iterdescendants(*_NEVER_ENTERED), _MOST_TAGS):
        outer = element.iterancestors(*_NEVER_ENTERED)
        if next(outer, None) is None and (said := line(element)):
            yield said


def _pointing(blocks: list[TextBlock], container: Frame) -> list[bool]:
    """Which blocks are links to elsewhere, or stand in a box of such links, or under a linked heading."""
    boxes: dict[int, bool] = {id(container): False}
    teased: Frame | None = None
    out = []
    for block in blocks:
        is_link = _is_pointer(block)
        if block.is_heading:
            teased = _card(block.frame, container) if is_link else None
        below = teased is not None and _is_inside(block.frame, teased)
        out.append(is_link or below or _in_box(block.frame, boxes))
    return out


def _card(heading: Frame, container: Frame) -> Frame | None:
    """The box a linked heading stands in with what it announces: the first frame around it that goes on after it."""
    frame = heading.parent
    while frame is not None and frame is not container and frame.end <= heading.end:
        frame = frame.parent
    return None if frame is None or _is_inside(container, frame) else frame


def _is_pointer(block: TextBlock) -> bool:
    size = len(block.text)
    if block.is_heading:
        return block.linked >= 0.8 * size
    return block.linked > _LINKED * size and size < _LONGEST_POINTER


def _in_box(frame: Frame, known: dict[int, bool]) -> bool:
    """Whether one of the frames up to the container is a box of links."""
    path = []
    while id(frame) not in known and frame.parent is not None:
        path.append(frame)
        frame = frame.parent
    boxed = known.get(id(frame), False)
    for inner in reversed(path):
        boxed = boxed or (inner.linked > _LINKED * inner.size and inner.size < _LARGEST_BOX)
        known[id(inner)] = boxed
    return boxed


def _is_inside(frame: Frame | None, outer: Frame) -> bool:
    while frame is not None and frame is not outer:
        frame = frame.parent
    return frame is outer


def _labels(blocks: list[TextBlock], out: list[bool]) -> None:
    """A short label right before a pointer goes with it."""
    for i in range(len(blocks) - 2, -1, -1):
        text = blocks[i].text
        if out[i + 1] and not out[i] and not blocks[i].is_heading and len(text) <= _LONGEST_LABEL:
            is_short = (
                len(text.split()) <= 4 and len(text) <= 30 and not text.endswith(_ENDS_SENTENCE)
            )
            out[i] = text.endswith(_ENDS_LABEL) or is_short


def _gather(copy: Copy, blocks: list[TextBlock], out: list[bool], said: Said) -> None:
    """Take the blocks that are copy, each heading with the copy that follows it; nothing twice."""
    seen = {text for _, text in copy.blocks} | {said.headline}
    heading: str | None = None
    for block, is_out in zip(blocks, out, strict=True):
        text = block.text
        if text in seen:
            continue
        if len(text) > _REPEATABLE:
            seen.add(text)
        if is_out or _is_loose(block):
            copy.left_out.append(text)
        elif block.is_heading:
            _leave_out(copy, heading)
            heading = text
        else:
            if heading is not None:
                copy.blocks.append(("subhead", heading))
                heading = None
            copy.blocks.append((block.kind, text))
    _leave_out(copy, heading)


def _leave_out(copy: Copy, heading: str | None) -> None:
    if heading is not None:
        copy.left_out.append(heading)


def _is_loose(block: TextBlock) -> bool:
    if block.tag == "h1":
        return True
    # In bytes, since a character of Chinese says as much as three letters.
    return block.tag in _SHELLS and len(block.text.encode()) < _SHORTEST_LOOSE


def _above(blocks: list[TextBlock], live: list[bool], start: int, said: Said) -> list[TextBlock]:
    """What stands between the headline and the container and belongs to the article: its deck, a first paragraph."""
    reach = range(max(0, start - _DECK_REACH), start)
    top = max((i for i in reach if _is_headline(blocks[i], said)), default=None)
    found = []
    for i in reach if top is None else range(top + 1, start):
        block = blocks[i]
        is_deck = len(block.text) >= _SHORTEST_DECK and block.linked < _LINKED * len(block.text)
        if is_deck and (alike(block.text, said.description) or (top is not None and live[i])):
            found.append(block)
    return found[:_LONGEST_TOP]


def _is_headline(block: TextBlock, said: Said) -> bool:
    return block.tag == "h1" or (bool(said.headline) and block.text == said.headline)


def alike(a: str, b: str) -> bool:
    """Whether most words of the shorter text are in the other."""
    if not a or not b:
        return False
    first, second = Counter(_WORD.findall(a.casefold())), Counter(_WORD.findall(b.casefold()))
    least = min(first.total(), second.total())
    return least > 3 and (first & second).total() >= 0.75 * least
