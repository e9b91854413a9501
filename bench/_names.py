"""How well people, organisations, their aliases and posts are found, on stories labelled by hand.

The labels (tests/anatomy/data/names_*.jsonl) hold offsets only; the text is looked up by its
sha256 in the outside data. Measures:

- people, organisations: a mention counts if its span and kind are right. A leading article
  belongs to no span. Ignored passages (bylines, credits, promos) are neither asked nor held
  against anybody; a name of kind "unknown" claims nothing.
- aliases: over all pairs of mentions found right in the same story, whether both are joined.
- posts: per bearer named right; a post counts if it shares at least half of its words.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from copytaster.anatomy import dissect
from copytaster.model import Item

DATA = Path(__file__).resolve().parents[1] / "tests" / "anatomy" / "data"
_SOURCES = {
    "coverage/news_stream_2012_2017.jsonl.gz": "text",
    "coverage/wire_docs_dev.jsonl": "body",
    "wikinews/wikinews_en.jsonl": "text",
}
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(["the", "a", "an", "of", "for", "in", "at", "to", "and", "s"])
Span = tuple[int, int]
Row = dict[str, Any]


class Found(NamedTuple):
    """A bearer: its kind, its mentions' spans and its post."""

    kind: str
    spans: tuple[Span, ...]
    post: str | None


def labels(part: str) -> list[Row]:
    """The hand labels of ``dev`` or ``test``, a row per story."""
    lines = (DATA / f"names_{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def texts(shared: Path, rows: Iterable[Row]) -> dict[str, str]:
    """The stories' texts by their sha256."""
    wanted = {row["text_sha256"] for row in rows}
    found = {}
    for name, field in _SOURCES.items():
        for text in _column(shared / "gold" / name, field):
            digest = hashlib.sha256(text.encode()).hexdigest()
            if digest in wanted:
                found[digest] = text
    return found


def _column(path: Path, field: str) -> Iterator[str]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)[field]


def bearers(row: Row, text: str) -> list[Found]:
    """The labelled people and organisations of a story."""
    groups: dict[int, list[Row]] = {}
    for name in row["names"]:
        groups.setdefault(name["entity"], []).append(name)
    return [_bearer(names, text) for names in groups.values()]


def _bearer(names: list[Row], text: str) -> Found:
    posts = [text[slice(*n["post"])] for n in names if n["post"]]
    spans = tuple((n["start"], n["end"]) for n in names)
    return Found(names[0]["kind"], spans, posts[0] if posts else None)


def named(text: str) -> list[Found]:
    """The people and organisations the room finds."""
    return [
        Found(n.kind, tuple(_bare(text, s.start, s.end) for s in n.spans), n.post)
        for n in dissect(Item(body=text)).names
        if n.kind != "unknown"
    ]


def _bare(text: str, start: int, end: int) -> Span:
    return (start + 4, end) if text[start : start + 4] in ("The ", "the ") else (start, end)


def score(pairs: Iterable[tuple[list[Found], list[Found], list[Span]]]) -> dict[str, float]:
    """The measures over (labelled, found, ignored ranges) of every story."""
    tally: Counter[str] = Counter()
    for gold, guess, ignored in pairs:
        _tally_mentions(tally, gold, _heeded(guess, ignored))
        _tally_joins(tally, gold, guess)
        _tally_posts(tally, gold, _heeded(guess, ignored))
    result: dict[str, float] = {}
    for what in ("person", "organisation", "joins", "posts"):
        right, asked, given = tally[what], tally[f"{what} asked"], tally[f"{what} given"]
        result |= {
            f"{what} P": right / max(given, 1),
            f"{what} R": right / max(asked, 1),
            f"{what} F1": 2 * right / max(asked + given, 1),
        }
    return result


def _heeded(found: list[Found], ignored: list[Span]) -> list[Found]:
    def kept(span: Span) -> bool:
        return not any(a < span[1] and span[0] < b for a, b in ignored)

    less = [f._replace(spans=tuple(filter(kept, f.spans))) for f in found]
    return [f for f in less if f.spans]


def _mentions(found: list[Found]) -> set[tuple[Span, str]]:
    return {(span, f.kind) for f in found for span in f.spans}


def _tally_mentions(tally: Counter[str], gold: list[Found], guess: list[Found]) -> None:
    asked, given = _mentions(gold), _mentions(guess)
    for (_, kind), counts in (
        *((m, (1, 0, 0)) for m in asked & given),
        *((m, (0, 1, 0)) for m in asked),
        *((m, (0, 0, 1)) for m in given),
    ):
        for name, count in zip((kind, f"{kind} asked", f"{kind} given"), counts, strict=True):
            tally[name] += count


def _tally_joins(tally: Counter[str], gold: list[Found], guess: list[Found]) -> None:
    both = _mentions(gold) & _mentions(guess)
    asked, given = _joined(gold, both), _joined(guess, both)
    tally["joins"] += len(asked & given)
    tally["joins asked"] += len(asked)
    tally["joins given"] += len(given)


def _joined(found: list[Found], both: set[tuple[Span, str]]) -> set[tuple[Span, Span]]:
    return {
        pair
        for f in found
        for pair in combinations(sorted(s for s in f.spans if (s, f.kind) in both), 2)
    }


def _tally_posts(tally: Counter[str], gold: list[Found], guess: list[Found]) -> None:
    bearer = {span: f for f in gold if f.kind == "person" for span in f.spans}
    tally["posts asked"] += sum(bool(f.post) for f in gold)
    for found in guess:
        known = next((bearer[s] for s in found.spans if s in bearer), None)
        if known is None or found.kind != "person" or not found.post:
            continue
        tally["posts given"] += 1
        tally["posts"] += bool(known.post) and _alike(found.post, known.post or "")


def _alike(a: str, b: str) -> bool:
    ours, theirs = (set(_WORD.findall(x.lower())) - _SMALL for x in (a, b))
    return 2 * len(ours & theirs) >= max(len(ours), len(theirs), 1)


def names(shared: Path, part: str) -> dict[str, float]:
    """The measures on a labelled part."""
    rows = labels(part)
    known = texts(shared, rows)
    return score(
        (
            bearers(row, known[row["text_sha256"]]),
            named(known[row["text_sha256"]]),
            [(start, end) for start, end in row["ignore"]],
        )
        for row in rows
    )
