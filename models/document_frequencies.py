"""Count in how many news articles each term stands, for matching's first hours.

    python models/document_frequencies.py [--articles ../shared/gold/wikinews/wikinews_en.jsonl]

Writes src/copytaster/matching/data/frequencies.z; see document_frequencies.md.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from copytaster.matching import prior
from copytaster.matching.words import bags, quoting

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ROOT.parent / "shared" / "gold" / "wikinews" / "wikinews_en.jsonl"
TARGET = ROOT / "src" / "copytaster" / "matching" / prior.FILE
# A term in fewer articles than this says more about the articles than about the language.
FEWEST = 3
MOST_TERMS = 20_000
LICENCES = ("CC-BY-2.5", "PD ", "PD-Article ")


def main() -> None:
    """Count and write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=Path, default=ARTICLES)
    options.add_argument("--target", type=Path, default=TARGET)
    chosen = options.parse_args()
    documents, counted = count(chosen.articles)
    data = prior.pack(documents, counted)
    chosen.target.write_bytes(data)
    print(f"{documents} articles, {len(counted)} terms, {len(data)} bytes")


def count(articles: Path) -> tuple[int, dict[str, int]]:
    """(number of articles, term → how many of them it stands in), the commonest terms only."""
    documents, seen = 0, Counter[str]()
    with articles.open(encoding="utf-8") as file:
        for article in filter(usable, map(json.loads, file)):
            documents += 1
            copy, title = (quoting(article[part] or "")[0] for part in ("text", "title"))
            seen.update(bags(copy, title)[0].keys())
    ranked = sorted(seen.items(), key=lambda tn: (-tn[1], tn[0]))[:MOST_TERMS]
    return documents, {term: n for term, n in ranked if n >= FEWEST}


def usable(article: dict[str, Any]) -> bool:
    """Whole, and under a licence that asks for credit at most."""
    licence = article["licence"]
    allowed = licence == LICENCES[0] or licence.startswith(LICENCES[1:])
    return allowed and not article["damaged"]


if __name__ == "__main__":
    main()
