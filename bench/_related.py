"""How good what to read next is: 60 stories of a dated stream, each with candidates judged by a reader.

Run: python bench/_related.py [path to the shared data]
A story's page is made again a week after it: what may be linked are the stories of the six
weeks before it and of the week after. Gains are 2**grade - 1, the same story again counts
nothing, what was not judged counts nothing. The ideal order is that of the judged.
"""

from __future__ import annotations

import gzip
import json
import math
import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from _archived import archive, forget_all, reading_on
from _stream import story_of

from copytaster.matching import Matcher
from copytaster.matching.entry import gist_of
from copytaster.matching.related import SAME_TEXT
from copytaster.matching.shingles import similarity
from copytaster.model import Match
from copytaster.store import Store
from copytaster.words import wordset

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("COPYTASTER_SHARED", ROOT.parent / "shared"))
JUDGED = ROOT / "tests/matching/data/related.jsonl"
BEFORE, AFTER = timedelta(days=42), timedelta(days=7)
LINKS = 3
# What is usual for BM25; the best of them on the dev half is the one to beat.
BASELINES = ((0.9, 0.4), (0.9, 0.75), (1.2, 0.4), (1.2, 0.75))
_WORD = re.compile(r"[a-z0-9][a-z0-9'’]*")
_STOP = wordset(
    """
    a an the of to in on for and or but is are was were be been being it its this that these those with as at by
    from has have had he she they his her their them we you i not no will would can could said says say who what
    which when where how than then there if into about after before over more most new also just out up so do does
    did one two all
    """
)

Row = dict[str, Any]
Ranked = list[str]


class Judged(NamedTuple):
    """One judged story: grades by id (0 for the same story again), and the stories of its window."""

    query: Row
    part: str
    grades: dict[str, int]
    window: list[Row]


def main() -> None:
    """Print one line of JSON."""
    print(json.dumps({"part": "related", **measure(Path(sys.argv[1] if sys.argv[1:] else SHARED))}))


def measure(shared: Path) -> dict[str, Any]:
    """nDCG@3 on both halves: ours, live and through the store, and BM25 with and without what ours leaves out."""
    judged = list(read(shared))
    rankings: dict[str, list[Ranked]] = {"ours": [], "archived": []}
    for one in judged:
        matcher = filled(one)
        rankings["ours"].append(among_the_live(one, matcher))
        for name, ranked in _baselines(one, matcher):
            rankings.setdefault(name, []).append(ranked)
        rankings["archived"].append(through_the_store(one, matcher))
    scores = {name: _halves(judged, ranked) for name, ranked in rankings.items()}
    return _compared(scores) | {
        "not_judged": sum(
            id_ not in one.grades
            for one, ranked in zip(judged, rankings["ours"], strict=True)
            for id_ in ranked
        )
    }


def _compared(scores: dict[str, dict[str, float]]) -> dict[str, Any]:
    best = {
        kind: max((n for n in scores if n.endswith(kind)), key=lambda n: scores[n]["dev"])
        for kind in ("all", "no reprints", "no reprints nor own event")
    }
    found: dict[str, Any] = {"ours": scores["ours"], "through the store": scores["archived"]}
    for kind, name in best.items():
        found[f"bm25, {kind}"] = scores[name] | {
            f"{way}_above": {
                half: round(scores[way][half] / scores[name][half] - 1, 3)
                for half in ("dev", "test")
            }
            for way in ("ours", "archived")
        }
    return found


def _halves(judged: list[Judged], ranked: list[Ranked]) -> dict[str, float]:
    found = {}
    for half in ("dev", "test"):
        pairs = zip(judged, ranked, strict=True)
        each = [ndcg(one.grades, r) for one, r in pairs if one.part == half]
        found[half] = round(sum(each) / len(each), 4)
    return found


def ndcg(grades: dict[str, int], ranked: Ranked, most: int = LINKS) -> float:
    """Normalised discounted gain of the first links, 0 to 1; at least one grade must be above 0."""
    ideal = sorted(grades.values(), reverse=True)[:most]
    return _gain([grades.get(id_, 0) for id_ in ranked[:most]]) / _gain(ideal)


def _gain(grades: list[int]) -> float:
    return sum((2**g - 1) / math.log2(place + 2) for place, g in enumerate(grades))


def read(shared: Path) -> Iterator[Judged]:
    """The judged stories with their windows; raises KeyError where an id is not in the stream."""
    stream = shared / "gold/coverage/news_stream_2012_2017.jsonl.gz"
    with gzip.open(stream, "rt", encoding="utf-8") as lines:
        rows = {row["id"]: row for row in map(json.loads, lines)}
    for line in JUDGED.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        query = rows[label["query"]]
        day = date.fromisoformat(query["date"])
        first, last = str(day - BEFORE), str(day + AFTER)
        window = [row for row in rows.values() if first <= row["date"] <= last]
        missing = set(label["grades"]) - {row["id"] for row in window}
        if missing:
            raise KeyError(f"not in the window of {query['id']}: {sorted(missing)}")
        yield Judged(query, label["part"], label["grades"], window)


def filled(one: Judged) -> Matcher:
    """A matcher with all stories of the window live."""
    matcher = Matcher(keep=False, window=2 * (BEFORE + AFTER))
    for row in one.window:
        matcher.add(story_of(row))
    return matcher


def among_the_live(one: Judged, matcher: Matcher) -> Ranked:
    """What to read after the story, with all of its window live."""
    return [id_ for id_, _ in matcher.related(story_of(one.query), limit=LINKS)]


def through_the_store(one: Judged, matcher: Matcher) -> Ranked:
    """What to read after it, with all of its window archived; it leaves the matcher."""
    stories = [story_of(row) for row in one.window]
    coverages = {story.id: matcher.coverage_id(story.id) or "" for story in stories}
    kept = [(s, Match(coverages[s.id]), matcher.keepsake(s)) for s in stories]
    forget_all(matcher, stories)
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(f"sqlite:///{folder}/desk.sqlite3") as store,
    ):
        archive(store, kept)
        links = reading_on(store, matcher).ranked(story_of(one.query), coverages[one.query["id"]])
        return [id_ for id_, _ in links]


def _baselines(one: Judged, matcher: Matcher) -> Iterator[tuple[str, Ranked]]:
    others = [row for row in one.window if row["id"] != one.query["id"]]
    held = {row["id"]: _words(row) for row in (*others, one.query)}
    own = set(matcher.coverage(matcher.coverage_id(one.query["id"]) or "").stories)
    text = gist_of(story_of(one.query)).sample
    samples = {row["id"]: gist_of(story_of(row)).sample for row in others}
    reprints = {id_ for id_, other in samples.items() if similarity(text, other) >= SAME_TEXT}
    out: dict[str, Callable[[str], bool]] = {
        "all": lambda _: False,
        "no reprints": reprints.__contains__,
        "no reprints nor own event": (reprints | own).__contains__,
    }
    for k1, b in BASELINES:
        ranked = bm25(held, one.query["id"], k1, b)
        for kind, left_out in out.items():
            yield f"{k1}/{b} {kind}", [id_ for id_ in ranked if not left_out(id_)][:LINKS]


def _words(row: Row) -> Counter[str]:
    found = _WORD.findall(f"{row['title']} {row['text']}".lower())
    return Counter(w for w in found if w not in _STOP)


def bm25(held: dict[str, Counter[str]], query: str, k1: float, b: float) -> Ranked:
    """All other documents, best first; each word of the query counts once."""
    documents = {id_: counted for id_, counted in held.items() if id_ != query}
    lengths = {id_: sum(counted.values()) for id_, counted in documents.items()}
    mean = sum(lengths.values()) / len(lengths)
    holding = Counter(w for counted in documents.values() for w in counted)
    rarity = {
        w: math.log(1 + (len(documents) - holding[w] + 0.5) / (holding[w] + 0.5))
        for w in held[query]
    }

    def score(id_: str) -> float:
        counted, scale = documents[id_], k1 * (1 - b + b * lengths[id_] / mean)
        shared = (w for w in rarity if w in counted)
        return sum(rarity[w] * counted[w] * (k1 + 1) / (counted[w] + scale) for w in shared)

    scores = {id_: score(id_) for id_ in documents}
    return sorted(scores, key=lambda id_: (-scores[id_], id_))


if __name__ == "__main__":
    main()
