"""Measure composition on outside data: ROUGE-1/2/L beside the first three sentences of each story.

    python bench/compose.py [--shared ../shared] [--stories 100] [--words 220]

ROUGE here is our own: F-measure over lower-case words, lightly stemmed, whole
summary at once. It ranks systems; it is not comparable to the last decimal
with figures from other implementations.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from copytaster.anatomy import sentence_spans
from copytaster.compose import compose
from copytaster.model import Coverage, Item, Story

ROOT = Path(__file__).resolve().parent.parent
_WORD = re.compile(r"[a-z0-9]+")
_PASSAGE = re.compile(r"(?m)^Passage \d{1,3}:[ \t]*")


@dataclass(frozen=True)
class Example:
    """The stories of one event, and a person's summary of them."""

    stories: tuple[Story, ...]
    reference: str


def main() -> None:
    """Print the mean scores of the composed story and of the lead."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--stories", type=int, default=100)
    options.add_argument("--words", type=int, default=220)
    chosen = options.parse_args()
    path = chosen.shared / "gold" / "compose" / "multi_news_dev100.jsonl"
    for name, result in measure(path, chosen.stories, chosen.words).items():
        print(name, json.dumps(result))


def measure(path: Path, limit: int = 100, words: int = 220) -> dict[str, dict[str, float]]:
    """Mean ROUGE F1 in percent for `compose` and for lead-3, and CPU milliseconds a story."""
    composed: list[tuple[float, float, float]] = []
    leads: list[tuple[float, float, float]] = []
    spent = 0.0
    for example in list(examples(path))[:limit]:
        started = time.process_time()
        draft = compose(coverage_of(example.stories), words=words)
        spent += time.process_time() - started
        composed.append(rouge(draft.text, example.reference))
        leads.append(rouge(lead(example.stories, words), example.reference))
    return {
        "compose": {**_means(composed), "ms": round(1000 * spent / max(1, len(composed)), 1)},
        "lead-3": _means(leads),
    }


def examples(path: Path) -> Iterator[Example]:
    """The stories of each line, by hand: plain text, blocks at line breaks."""
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file):
            row = json.loads(line)
            texts = [t.replace("NEWLINE_CHAR", "\n") for t in _PASSAGE.split(row["context"])[1:]]
            stories = tuple(
                Story(f"{number}-{i}", f"{number}-{i}", Item(body=t, headline=f"Passage {i}"))
                for i, t in enumerate(texts)
                if t.strip()
            )
            if stories:
                yield Example(stories, row["answers"][0].removeprefix("–").strip())


def coverage_of(stories: Sequence[Story]) -> Coverage:
    """A coverage of stories that are all origins, as the set says of them."""
    ids = tuple(s.id for s in stories)
    return Coverage("bench", stories[0].headline or "", ids, origins=ids, members=tuple(stories))


def lead(stories: Sequence[Story], words: int) -> str:
    """The first three sentences of each story, cut at ``words``."""
    taken = [
        s.text[a:b] for s in stories for a, b in sentence_spans(s.text)[:3] if s.text[a:b].strip()
    ]
    return " ".join(" ".join(taken).split()[:words])


def rouge(system: str, reference: str) -> tuple[float, float, float]:
    """ROUGE-1, -2 and -L, F1 from 0 to 1."""
    a, b = _words(system), _words(reference)
    return _overlap(a, b, 1), _overlap(a, b, 2), _f1(_common(a, b), len(a), len(b))


def _words(text: str) -> list[str]:
    return [w[:-1] if len(w) > 3 and w.endswith("s") else w for w in _WORD.findall(text.lower())]


def _overlap(a: list[str], b: list[str], n: int) -> float:
    one = Counter(zip(*(a[i:] for i in range(n)), strict=False))
    other = Counter(zip(*(b[i:] for i in range(n)), strict=False))
    return _f1((one & other).total(), one.total(), other.total())


def _common(a: list[str], b: list[str]) -> int:
    """The length of the longest common subsequence, by bits: one integer is one row."""
    masks: dict[str, int] = {}
    for i, word in enumerate(a):
        masks[word] = masks.get(word, 0) | 1 << i
    full = (1 << len(a)) - 1
    row = full
    for word in b:
        kept = row & masks.get(word, 0)
        row = ((row + kept) | (row - kept)) & full
    return len(a) - row.bit_count()


def _f1(hits: int, a: int, b: int) -> float:
    return 2 * hits / (a + b) if a + b else 0.0


def _means(scores: list[tuple[float, float, float]]) -> dict[str, float]:
    count = max(1, len(scores))
    return {
        name: round(100 * sum(s[i] for s in scores) / count, 2)
        for i, name in enumerate(("rouge-1", "rouge-2", "rouge-l"))
    }


if __name__ == "__main__":
    main()
