"""The article in a web page: two fast readings, and a slower third where they disagree.

The first reading descends from the body into whatever holds most of the prose;
the second gives every paragraph's vote to its parent and grandparent. Where
both say the same, that is the article. Where they do not, trafilatura decides.
Thresholds were measured on news pages from about forty countries (see bench/formats.py).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from copytaster.formats.html_blocks import TextBlock, blocks_of
from copytaster.formats.names import Element
from copytaster.model import BlockKind

AGREE = 0.75
"""Token F1 from which the two readings count as the same article."""
ENOUGH = 250
"""Characters; a shorter reading is more often a teaser than an article."""
_DESCEND = 0.7
_MAX_ESCALATION = 4 << 20
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Article:
    """The article's blocks as (kind, text), how sure that is (0 to 1), and where it stands in the page."""

    blocks: tuple[tuple[BlockKind, str], ...]
    confidence: float
    container: Element | None = None
    escalated: bool = False

    @property
    def text(self) -> str:
        """The blocks, one per line."""
        return "\n".join(text for _, text in self.blocks)


def article_of(body: Element, page: str, structured: str = "") -> Article:
    """The article under ``body``; ``page`` is the whole page, ``structured`` its JSON-LD articleBody."""
    blocks = blocks_of(body)
    live = _live(blocks)
    first, container = _by_descent(live, body)
    second = _by_votes(live)
    agreement = _agreement(_joined(first), _joined(second))
    if len(_joined(first)) >= ENOUGH and agreement >= AGREE and not _is_cut(first, structured):
        return Article(first, round(0.6 + 0.4 * agreement, 3), container)
    return _escalated(first, container, page, agreement, structured)


_Blocks = tuple[tuple[BlockKind, str], ...]


def _joined(blocks: _Blocks) -> str:
    return "\n".join(text for _, text in blocks)


def _live(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """The blocks not in furniture, unless the class names lie: then all of them."""
    prose = sum(len(b.text) for b in blocks if b.is_prose)
    clean = sum(len(b.text) for b in blocks if b.is_prose and not b.around)
    return list(blocks) if clean < 0.35 * prose else [b for b in blocks if not b.around]


def _by_descent(blocks: list[TextBlock], body: Element) -> tuple[_Blocks, Element]:
    weights: dict[Element, float] = {}
    total = 0.0
    for block in blocks:
        if block.is_prose:
            total += block.weight
            for element in block.path:
                weights[element] = weights.get(element, 0.0) + block.weight
    root, held = body, total
    while held:
        best = max(root, key=lambda child: weights.get(child, 0.0), default=None)
        if (
            best is None
            or weights.get(best, 0.0) < _DESCEND * held
            or best.tag in ("p", "li", "td")
        ):
            break
        root, held = best, weights[best]
    return _chosen([b for b in blocks if root in b.path]), root


def _chosen(blocks: list[TextBlock]) -> _Blocks:
    """The copy among a container's blocks; a heading counts only when copy follows it."""
    out: list[tuple[BlockKind, str]] = []
    seen: set[str] = set()
    pending: TextBlock | None = None
    for block in blocks:
        if block.is_heading:
            pending = block if block.linked < 0.8 * len(block.text) else None
        elif _is_copy(block) and block.text not in seen:
            seen |= {block.text} if len(block.text) > 40 else set()
            out += [("subhead", pending.text)] if pending and pending.tag != "h1" else []
            pending = None
            out.append((block.kind, block.text))
    return tuple(out)


def _is_copy(block: TextBlock) -> bool:
    if block.linked > 0.6 * len(block.text) and len(block.text) < 300:
        return False
    return block.tag not in ("div", "section", "article", "main", "body") or len(block.text) >= 30


def _by_votes(blocks: list[TextBlock]) -> _Blocks:
    votes: dict[Element, float] = {}
    for block in blocks:
        if block.is_prose:
            for distance, element in enumerate(reversed(block.path[-3:-1] or block.path[-1:])):
                votes[element] = votes.get(element, 0.0) + len(block.text) / (1 + distance)
    if not votes:
        return ()
    # Ties go to the earlier element: dictionaries keep the order of the page.
    best = max(votes, key=lambda element: votes[element])
    return tuple((b.kind, b.text) for b in blocks if b.is_prose and best in b.path)


def _agreement(a: str, b: str) -> float:
    """Token F1 of two texts."""
    first, second = Counter(_WORD.findall(a)), Counter(_WORD.findall(b))
    size = first.total() + second.total()
    return 2 * (first & second).total() / size if size else 0.0


def _is_cut(blocks: _Blocks, structured: str) -> bool:
    """Whether the page's own JSON-LD holds much more article than was found."""
    return len(structured) > 1.4 * len(_joined(blocks))


def _escalated(
    first: _Blocks, container: Element, page: str, agreement: float, structured: str
) -> Article:
    third = _trafilatura(page) if len(page) <= _MAX_ESCALATION else ()
    found, text = _joined(first), _joined(third)
    if len(text) >= 100 or not found:
        again = _agreement(found, text)
        return Article(
            third, round(0.3 + 0.4 * max(again, agreement), 3), container, escalated=True
        )
    if not found and structured:
        return Article((("paragraph", structured),), 0.4, container)
    return Article(first, round(0.2 + 0.3 * agreement, 3), container, escalated=True)


def _trafilatura(page: str) -> _Blocks:
    import trafilatura  # slow to import, and most pages never need it

    try:
        text = trafilatura.extract(page, include_comments=False, include_tables=True) or ""
    except (ValueError, RecursionError, AttributeError, TypeError):
        # It is a third reading; where it fails on a broken page the first stands.
        return ()
    return tuple(("paragraph", line.strip()) for line in text.split("\n") if line.strip())
