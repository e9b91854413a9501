"""Measure disputes and figures against the outside gold: ``python bench/claims.py [--errors]``.

Reads ../shared (or COPYTASTER_SHARED); prints the gold scorer's own figures,
what was missed or made up, and the CPU time of assessing a story.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

from copytaster.anatomy import dissect
from copytaster.attribution import attribute
from copytaster.claims import assess
from copytaster.model import Item, ReadingContext, Story

sys.path.append(str(Path(__file__).resolve().parent))
from _outside import SHARED, module_at, rows
from _outside import folder as given

SHOWN = ("disputes", "disputes unordered F1", "figures", "figures+source F1")


def attributed(row: dict[str, Any]) -> Story:
    """The gold row as a story with its statements."""
    story = dissect(Item(body=row["text"], headline=row.get("title") or None), ReadingContext())
    return story.with_(statements=attribute(story))


def as_row(row: dict[str, Any], story: Story) -> dict[str, Any]:
    """An assessed story in the chains schema."""
    return {
        "id": row["id"],
        "disputes": [d.to_dict() for d in story.disputes],
        "figures": [f.to_dict() for f in story.figures],
    }


def measure(errors: bool = False) -> dict[str, Any]:
    """The claims figures of gold/chains dev, and the CPU time per 450 words."""
    folder = SHARED / "gold" / "chains"
    gold = rows(folder / "dev.jsonl")
    score = module_at(folder / "score.py")
    stories = [attributed(row) for row in gold]
    assessed = [assess(story) for story in stories]
    pred = [as_row(row, story) for row, story in zip(gold, assessed, strict=True)]
    result: dict[str, Any] = {k: v for k, v in score.score(gold, pred).items() if k in SHOWN}
    result["CPU ms per 450 words"] = _speed(stories)
    if errors:
        for row, story in zip(gold, assessed, strict=True):
            _compare(row, story)
    return result


def _speed(stories: list[Story]) -> float:
    """The best of five passes over all stories."""
    words = sum(len(story.text.split()) for story in stories)
    spent = []
    for _ in range(5):
        begin = time.process_time()
        for story in stories:
            assess(story)
        spent.append(time.process_time() - begin)
    return round(min(spent) / words * 450 * 1000, 2)


def _compare(row: dict[str, Any], story: Story) -> None:
    """Print gold and found claims of one story side by side."""
    print(row["id"])
    for d in row["disputes"]:
        print("   gold", d["kind"], "|", d["denier"], "|", d["claimant"], "|", d["topic"])
    for e in story.disputes:
        print("  found", e.kind, "|", e.denier, "|", e.claimant, "|", e.topic)
    for f in row["figures"]:
        print("   gold", f["what"], "|", f["value"], "|", f["source"], "|", f["span"]["text"])
    for g in story.figures:
        told = story.quote(g.span) if g.span else ""
        print("  found", g.what, "|", g.qualifier, g.value, "|", g.source, "|", told)


def main() -> None:
    """Print the table, and every claim with ``--errors``."""
    given()
    for key, value in measure("--errors" in sys.argv).items():
        print(f"{key:24s} {value}")


if __name__ == "__main__":
    main()
