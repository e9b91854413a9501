"""The article in a web page: two fast readings, and a slower third where they disagree.

The first reading descends from the body into whatever holds most of the prose;
the second climbs from the element with most paragraphs of its own, for as
long as what that adds is copy too. Where both come to the same, that is the
article. Where they do not, or the page's own JSON-LD holds much more than was
found, trafilatura is asked. Thresholds were measured on news pages from about
forty countries (see bench/webpages.py).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from copytaster.formats.html_blocks import MAX_BLOCKS, Frame, Layout, TextBlock, name_all
from copytaster.formats.html_copy import Blocks, Said, copy_of
from copytaster.formats.html_stated import agreement, vouched
from copytaster.formats.html_tags import CELLS, ITEMS, PROSE
from copytaster.model import BlockKind

AGREE = 0.75
"""How much of two readings must be the same for them to count as the same article."""
ENOUGH = 250
"""Characters; a shorter reading is more often a teaser than an article."""
_DESCEND = 0.7
_CLIMB = 0.5
_LYING = 0.35
SUREST = 0.98
"""No page says outright where its article is; 1.0 is for formats that do."""
EMPTY = 0.3
"""The confidence in a page that shows next to nothing: no reading will find more."""
STATED = 0.6
"""The confidence in a text that only the page's own object holds."""
_MAX_ESCALATION = 4 << 20
_MOST_FRAMES = 10_000
"""Past either bound no third reading is asked for: it takes time by elements and depth, multiplied."""


@dataclass(frozen=True, slots=True)
class Article:
    """The article's blocks as (kind, text), how sure that is (0 to 1), and what stood among them.

    ``first`` and ``last`` are the half-open range of the page's blocks it was
    chosen from, ``top`` where the smallest <article> around it begins;
    ``left_out`` are the lines inside it that are no copy.
    """

    blocks: Blocks = ()
    confidence: float = 0.0
    first: int = 0
    last: int = 0
    top: int = 0
    left_out: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The blocks, one per line."""
        return "\n".join(text for _, text in self.blocks)


def article_of(layout: Layout, page: str, said: Said) -> Article:
    """The article among the blocks of a page; ``page`` is the whole page as sent, for a third reading."""
    if not layout.frames:
        return Article()
    live = _live(layout)
    heaviest = _weigh(layout, live)
    down, up = _descended(layout.frames[0], heaviest), _climbed(layout, live)
    common = _common(down, up, layout.blocks, live)
    copy = copy_of(layout.blocks, live, down, said)
    first = Article(tuple(copy.blocks), 0.0, down.start, down.end, _top(down), tuple(copy.left_out))
    if len(first.text) >= ENOUGH and common >= AGREE:
        return _held_against(first, common, said)
    found = _doubted(first, common, layout, page, said)
    if found.blocks:
        return found
    # Nothing looks like copy: then all that a reader sees is what there is.
    return replace(found, blocks=tuple((b.kind, b.text) for b in layout.blocks), left_out=())


def _doubted(first: Article, common: float, layout: Layout, page: str, said: Said) -> Article:
    """What becomes of a reading that is short, or that the other one does not share."""
    if not said.body and sum(len(b.text) for b in layout.blocks) < ENOUGH:
        return replace(first, confidence=EMPTY)
    is_small = len(page) <= _MAX_ESCALATION and len(layout.frames) <= _MOST_FRAMES
    return _third(first, common, page if is_small else "", said)


def _held_against(first: Article, common: float, said: Said) -> Article:
    """What two readings that agree are worth: less where the page's own object holds another text."""
    own = common
    if len(said.body) >= ENOUGH:
        kept, others = vouched(first.blocks, said.body)
        first = replace(first, blocks=kept, left_out=first.left_out + others)
        own = agreement(first.text, said.body)
    return replace(first, confidence=round(SUREST - 0.4 + 0.4 * min(common, own), 3))


def _top(frame: Frame) -> int:
    at: Frame | None = frame
    while at is not None and at.tag != "article":
        at = at.parent
    return at.start if at is not None else frame.start


def _live(layout: Layout) -> list[bool]:
    """Which blocks are not in furniture; class names that would leave next to nothing are not believed."""
    prose = [b for b in layout.blocks if b.is_prose]
    total = sum(len(b.text) for b in prose)
    for most in (total + 1.0, 0.5 * total, 0.0):
        _furnish(layout, prose, most)
        if sum(len(b.text) for b in prose if not b.around) >= _LYING * total:
            break
        if most > total:
            name_all(layout)
    return [not b.around for b in layout.blocks]


def _furnish(layout: Layout, prose: list[TextBlock], most: float) -> None:
    """Mark what stands in furniture: frames whose name says so, all of that name holding less than ``most``."""
    by_name: dict[str, int] = {}
    for frame in layout.frames:
        frame.held = 0
    for block in prose:
        block.frame.held += len(block.text)
    for frame in reversed(layout.frames):
        if frame.parent is not None:
            frame.parent.held += frame.held
        if frame.named:
            by_name[frame.named] = by_name.get(frame.named, 0) + frame.held
    for frame in layout.frames:
        inherited = frame.parent is not None and frame.parent.around
        frame.around = inherited or (bool(frame.named) and by_name[frame.named] < most)


def _weigh(layout: Layout, live: list[bool]) -> dict[int, Frame]:
    """Fill in each frame's weight, size and links, its children's included; its heaviest child, by the frame's id."""
    for block, lives in zip(layout.blocks, live, strict=True):
        if lives:
            block.frame.size += len(block.text)
            block.frame.linked += block.linked
            block.frame.weight += _weight(block) if block.is_prose else 0.0
    heaviest: dict[int, Frame] = {}
    # Backwards through the document children come before their parents; of equals the earlier stays.
    for frame in reversed(layout.frames):
        parent = frame.parent
        if parent is not None and frame.size:
            parent.weight += frame.weight
            parent.size += frame.size
            parent.linked += frame.linked
            if frame.weight >= heaviest.get(id(parent), frame).weight:
                heaviest[id(parent)] = frame
    return heaviest


def _weight(block: TextBlock) -> float:
    """How much a block of prose says about where the article is."""
    if block.tag in PROSE:
        return float(len(block.text))
    return len(block.text) * (0.4 if block.tag in ITEMS or block.tag in CELLS else 0.8)


def _descended(root: Frame, heaviest: dict[int, Frame]) -> Frame:
    """The deepest frame that still holds most of what the one around it holds."""
    while (best := heaviest.get(id(root))) is not None:
        if not best.weight >= _DESCEND * root.weight > 0 or best.tag in ("p", "li", "td"):
            break
        root = best
    return root


def _climbed(layout: Layout, live: list[bool]) -> Frame:
    """From the frame with most prose of its own upwards, while what that adds is mostly prose."""
    own: dict[int, float] = {}
    best: tuple[float, Frame] = (0.0, layout.frames[0])
    for block, lives in zip(layout.blocks, live, strict=True):
        if lives and block.is_prose and (parent := block.frame.parent) is not None:
            votes = own[id(parent)] = own.get(id(parent), 0.0) + len(block.text)
            best = max(best, (votes, parent), key=lambda pair: pair[0])
    frame = at = best[1]
    while (at.parent) is not None:
        at = at.parent
        added, prose = at.size - frame.size, at.weight - frame.weight
        if added and prose < _CLIMB * added:
            break
        frame = at if added else frame
    return frame


def _common(a: Frame, b: Frame, blocks: list[TextBlock], live: list[bool]) -> float:
    """How much of the prose of two frames is in both, from 0 to 1 (the F1 of one against the other)."""
    if a is b:
        return 1.0
    sizes = [_prose(blocks, live, f.start, f.end) for f in (a, b)]
    both = _prose(blocks, live, max(a.start, b.start), min(a.end, b.end))
    return 2 * both / sum(sizes) if any(sizes) else 0.0


def _prose(blocks: list[TextBlock], live: list[bool], start: int, end: int) -> int:
    return sum(len(blocks[i].text) for i in range(start, end) if live[i] and blocks[i].is_prose)


def _third(first: Article, common: float, page: str, said: Said) -> Article:
    """What a third reading makes of it: the object's own text where the page shows next to none, or trafilatura."""
    size = len(first.text)
    if size < ENOUGH <= len(said.body):
        lines = (part.strip() for part in said.body.split("\n")[:MAX_BLOCKS])
        stated = tuple(_paragraph(line) for line in lines if line)
        return replace(first, blocks=stated, confidence=STATED)
    found = _trafilatura(page, thorough=size < ENOUGH) if page else ()
    text = "\n".join(line for _, line in found)
    if len(text) < ENOUGH and (first.blocks or not found):
        return replace(first, confidence=round(0.2 + 0.3 * common, 3))
    again = max(agreement(first.text, text), common)
    others = tuple(line for _, line in first.blocks if line not in text)
    left_out = first.left_out + others
    return replace(first, blocks=found, confidence=round(0.3 + 0.4 * again, 3), left_out=left_out)


def _paragraph(text: str) -> tuple[BlockKind, str]:
    return "paragraph", text


def _trafilatura(page: str, *, thorough: bool) -> Blocks:
    """The article as trafilatura reads it; the thorough way, thrice as slow, tries two more readers of its own."""
    import trafilatura  # slow to import, and most pages never need it

    text = ""
    try:
        text = trafilatura.extract(page, include_comments=False, fast=True) or ""
        if thorough and len(text) < ENOUGH:
            text = trafilatura.extract(page, include_comments=False) or ""
    except (ValueError, RecursionError, AttributeError, TypeError):
        # It is a third reading; where it fails on a broken page the first stands.
        return ()
    return tuple(_paragraph(line.strip()) for line in text.split("\n")[:MAX_BLOCKS] if line.strip())
