"""Fit how likely two stories tell one event from their likeness, for matching.

    python models/kinship.py [--gold ../shared/gold/coverage] [--year 2016]

Prints the five constants of src/copytaster/matching/kinship.py; see kinship.md.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from copytaster.matching import Matcher
from copytaster.matching.entry import Entry
from copytaster.matching.kinship import APART, SAME_HOUSE, days_apart
from copytaster.matching.weighing import UNIT, product

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "bench"))

from _stream import story_of, stream  # noqa: E402

GOLD = ROOT.parent / "shared" / "gold" / "coverage"
NAMES = ("_BODY", "_LEAD", "_PER_DAY", "_CROWDED", "_ALWAYS")
# Below this cosine matching does not look at a pair.
LEAST = 0.04
PENALTY = 1.0


def main() -> None:
    """Fit and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--gold", type=Path, default=GOLD)
    options.add_argument("--year", default="2016")
    options.add_argument("--same-house", type=float, default=SAME_HOUSE)
    chosen = options.parse_args()
    pairs = list(labelled_pairs(chosen.gold, chosen.year))
    features = np.array([p[0] for p in pairs])
    same_house = np.array([p[1] for p in pairs]) * chosen.same_house
    together = np.array([p[2] for p in pairs], float)
    print(f"{len(pairs)} pairs, {int(together.sum())} of one event")
    crowds = [p[0][3] for p in pairs]
    print(f"mean crowd {np.mean(crowds):.3f}")
    for name, weight in zip(NAMES, fit(features, same_house, together), strict=True):
        print(f"{name} = {weight:.2f}")


def labelled_pairs(
    gold: Path, years: str, until: str | None = None
) -> Iterator[tuple[list[float], bool, bool]]:
    """(body, lead, days, crowd; same house; same event) of each labelled pair near in time."""
    events: dict[str, str] = {}
    matcher = Matcher(keep=False)
    shelf = matcher._shelf
    for row in stream(gold):
        if row["date"] < f"{years}-01-01":
            continue
        matcher.add(story_of(row))
        if not row.get("event") or row["date"][:4] > (until or years):
            continue
        entry = shelf.entries[shelf.numbers[row["id"]]]
        for id_, event in events.items():
            other = shelf.entries.get(shelf.numbers.get(id_, -1))
            if other is not None and (found := features_of(entry, other)) is not None:
                yield found, entry.provider == other.provider, event == row["event"]
        events[row["id"]] = row["event"]


def features_of(entry: Entry, other: Entry) -> list[float] | None:
    """The fitted features of a pair; None where matching would not look at it."""
    if not (entry.weighs and other.weighs) or abs(entry.at - other.at) > APART:
        return None
    body = product(other.body, entry.body) / UNIT**2
    lead = product(other.lead, entry.lead) / UNIT**2
    crowd = (entry.crowd + other.crowd) / 2
    return [body, lead, days_apart(entry, other), crowd] if body >= LEAST else None


def fit(features: Any, offset: Any, together: Any) -> Any:
    """Weights and intercept of a ridge logistic regression on standardised features, by Newton's method."""
    mean, spread = features.mean(0), features.std(0) + 1e-9
    design = np.c_[(features - mean) / spread, np.ones(len(features))]
    ridge = np.eye(design.shape[1]) * PENALTY
    ridge[-1, -1] = 0
    weights = np.zeros(design.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-(design @ weights + offset)))
        slope = design.T @ (chance - together) + ridge @ weights
        bend = (design * (chance * (1 - chance))[:, None]).T @ design + ridge
        weights -= np.linalg.solve(bend, slope)
    plain = weights[:-1] / spread
    return [*plain, weights[-1] - math.fsum(plain * mean)]


if __name__ == "__main__":
    main()
