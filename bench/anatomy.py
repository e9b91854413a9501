"""How well and how fast a story is taken apart, on outside data where it is at hand.

Run: python bench/anatomy.py [path to the shared data]
Prints one line per figure: TIMEX3 F1 and value (gold/time), relative dates and datelines
(gold/chains), promos, disclaimers and touched paragraphs (corpus/html), toponyms (gold/places),
people, organisations, aliases and posts (bench/_names.py), topics (bench/_topics.py), stories per CPU-second of the room and of each part.
"""

from __future__ import annotations

import importlib.util
import json
import math
import os
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from copytaster.anatomy import copy_sentences, dissect
from copytaster.anatomy.blocks import blocks_of
from copytaster.anatomy.cuts import find_cuts
from copytaster.anatomy.datelines import find_dateline
from copytaster.anatomy.flags import misspelling_flags
from copytaster.anatomy.known import KnownHeadlines
from copytaster.anatomy.language import detect_language
from copytaster.anatomy.names import find_names
from copytaster.anatomy.places import find_places, locate
from copytaster.anatomy.runs import find_runs
from copytaster.anatomy.times import find_times
from copytaster.anatomy.topics import find_topics
from copytaster.model import Item, ReadingContext, Story

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("COPYTASTER_SHARED", ROOT.parent / "shared"))
NEAR_KM = 161.0
T = TypeVar("T")


def folded(text: str) -> str:
    """White space folded."""
    return " ".join(text.split())


def section(name: str) -> ModuleType:
    """A measure that lives in a module of its own beside this one."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "bench" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def times(shared: Path) -> dict[str, dict[str, float]]:
    """TempEval-3 style scores per collection, by the data's own score.py, and documents per CPU-second."""
    spec = importlib.util.spec_from_file_location("time_score", shared / "gold/time/score.py")
    assert spec
    assert spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    result = {}
    for name in ("timebank", "aquaint"):
        docs = scorer.load(name)
        began = time.process_time()
        found = [find_times(d["text"], d["date"].date()) for d in docs]
        spent = time.process_time() - began
        guesses = [[(t.start, t.end, t.value, t.type) for t in f] for f in found]
        scores: dict[str, float] = scorer.score(docs, guesses)
        result[name] = {**scores, "docs_per_s": len(docs) / spent}
    return result


def chains(shared: Path) -> dict[str, float]:
    """Share of hand-read relative dates with the right value, and of datelines got right (or rightly absent)."""
    right = asked = datelines = stories = 0
    for row in rows(shared / "gold/chains/dev.jsonl"):
        published = datetime.fromisoformat(row["date"]).replace(tzinfo=UTC)
        story = dissect(Item(body=row["text"], published=published))
        for gold in row["relative_dates"]:
            span = gold["span"]
            values = {
                (t.value or "").split("T")[0]
                for t in story.times
                if t.start < span["end"] and t.end > span["start"]
            }
            right += gold["value"] in values
            asked += 1
        gold_line = row["dateline"] if (row["dateline"] or {}).get("place") else None
        datelines += _dateline_agrees(story, gold_line)
        stories += 1
    return {"relative_dates": right / asked, "datelines": datelines / stories}


def _dateline_agrees(story: Story, gold: dict[str, Any] | None) -> bool:
    if gold is None or story.dateline is None:
        return gold is None and story.dateline is None
    line = story.dateline
    found = (line.place, line.country, str(line.date), line.agency)
    return found == (gold["place"], gold["country"], gold["date"], gold["agency"])


def cuts(shared: Path) -> dict[str, float]:
    """Promos and disclaimers cut whole, paragraphs of true copy touched, datelines seen in them."""
    html = shared / "corpus/html"
    promos = whole = 0
    for row in rows(html / "syndicated_promos.jsonl"):
        story = dissect(Item(body=row["raw"]))
        pieces = {folded(row["raw"][c.start : c.end]) for c in story.cuts}
        promos += len(row["promos"])
        whole += sum(folded(p) in pieces for p in row["promos"])
    notes = json.loads((html / "disclaimers.json").read_text(encoding="utf-8"))
    whole_notes = sum(_cuts_only("The mayor has spoken. She left.\n\n", note) for note in notes)
    paragraphs = touched = 0
    for row in rows(html / "fundus.jsonl"):
        parts = row.get("paras") or row["body"].split("\n")
        paragraphs += sum(bool(p.strip()) for p in parts)
        touched += len(dissect(Item(body="\n\n".join(parts), headline=row.get("title"))).cuts)
    return {
        "promos_whole": whole / promos,
        "disclaimers_whole": whole_notes / len(notes),
        "paragraphs": paragraphs,
        "paragraphs_touched": touched,
    }


def _cuts_only(copy: str, note: str) -> bool:
    text = copy + note
    return [text[c.start : c.end] for c in dissect(Item(body=text)).cuts] == [note]


def places(shared: Path) -> dict[str, dict[str, float]]:
    """Detection by overlap, and the share of all gold toponyms found and put within 161 km."""
    # GeoVirus has no labels for what lands' people are called, LGL has.
    labelled = {"lgl.xml": True, "GeoVirus.xml": False}
    return {n: _places(shared / "gold/places" / n, demonyms) for n, demonyms in labelled.items()}


def _places(path: Path, demonyms: bool) -> dict[str, float]:
    found = near = gold = guessed = located = 0
    articles = list(_toponyms(path))
    began = time.process_time()
    guesses = [dissect(Item(body=text)).places for text, _ in articles]
    spent = time.process_time() - began
    guesses = [[p for p in found if demonyms or not p.demonym] for found in guesses]
    for (_, toponyms), places_ in zip(articles, guesses, strict=True):
        guessed += len(places_)
        gold += len(toponyms)
        for start, end, where in toponyms:
            hit = next((p for p in places_ if p.span.start < end and p.span.end > start), None)
            found += hit is not None
            located += where is not None
            if hit and where and hit.latitude is not None and hit.longitude is not None:
                near += _kilometres(where, (hit.latitude, hit.longitude)) <= NEAR_KM
    given = held = 0
    for text, toponyms in articles:
        answers = locate(text, [(start, end) for start, end, _ in toponyms])
        for (_, _, where), answer in zip(toponyms, answers, strict=True):
            given += where is not None
            if where and answer and answer.latitude is not None and answer.longitude is not None:
                held += _kilometres(where, (answer.latitude, answer.longitude)) <= NEAR_KM
    precision, recall = found / guessed, found / gold
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / (precision + recall),
        "near_over_all": near / located,
        "near_given_spans": held / given,
        "docs_per_s": len(articles) / spent,
    }


Toponym = tuple[int, int, tuple[float, float] | None]


def _toponyms(path: Path) -> Iterator[tuple[str, list[Toponym]]]:
    for article in ET.parse(path).getroot().iter("article"):
        tags = [*article.iter("toponym"), *article.iter("location")]
        yield article.findtext("text") or "", [_toponym(tag) for tag in tags]


def _toponym(tag: ET.Element) -> Toponym:
    start = int(tag.findtext("start") or 0)
    name = tag.findtext("phrase") or tag.findtext("name") or ""
    end = int(tag.findtext("end") or start + len(name))
    home = tag.find("gaztag") if tag.tag == "toponym" else tag
    if home is None:
        return start, end, None
    return start, end, (float(home.findtext("lat") or 0), float(home.findtext("lon") or 0))


def _kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    rad = math.pi / 180
    chord = (
        math.sin((b[0] - a[0]) * rad / 2) ** 2
        + math.cos(a[0] * rad) * math.cos(b[0] * rad) * math.sin((b[1] - a[1]) * rad / 2) ** 2
    )
    return 12742 * math.asin(min(1.0, math.sqrt(chord)))


def speed(texts: Iterable[str]) -> dict[str, float]:
    """CPU milliseconds per story: the room, and its sentences on top of it."""
    items = [Item(body=t, published=datetime(2025, 4, 27, tzinfo=UTC)) for t in texts]
    dissect(replace(items[0], body=items[0].body + " warm"))
    stories, room = _timed(lambda: [dissect(item, ReadingContext()) for item in items])
    _, sentences = _timed(lambda: [copy_sentences(s) for s in stories])
    words = sum(len(i.body.split()) for i in items) / len(items)
    return {
        "words": words,
        "room_ms": 1000 * room / len(items),
        "sentences_ms": 1000 * sentences / len(items),
        "stories_per_s": len(items) / room,
    }


def parts(texts: list[str]) -> dict[str, float]:
    """CPU milliseconds per story of each part of the room."""
    day = datetime(2025, 4, 27, tzinfo=UTC).date()
    stories = [dissect(Item(body=t)) for t in texts]
    known = KnownHeadlines({})
    whole = [((0, len(t)),) for t in texts]
    runs = [find_runs(t, w) for t, w in zip(texts, whole, strict=True)]
    names = [find_names(t, r) for t, r in zip(texts, runs, strict=True)]
    detect_language.cache_clear()
    work: dict[str, Callable[[], object]] = {
        "blocks": lambda: [blocks_of(Item(body=t)) for t in texts],
        "dateline": lambda: [find_dateline(t, 0, len(t), day) for t in texts],
        "cuts": lambda: [find_cuts(s.text, s.blocks, known) for s in stories],
        "language": lambda: [detect_language(t) for t in texts],
        "times": lambda: [find_times(t, day) for t in texts],
        "runs": lambda: [find_runs(t, w) for t, w in zip(texts, whole, strict=True)],
        "names": lambda: [find_names(t, r) for t, r in zip(texts, runs, strict=True)],
        "places": lambda: [
            find_places(t, r, n, None) for t, r, n in zip(texts, runs, names, strict=True)
        ],
        "flags": lambda: [misspelling_flags(t, r) for t, r in zip(texts, runs, strict=True)],
        "topics": lambda: [find_topics(Item(), (t,), "en") for t in texts],
        "sentences": lambda: [copy_sentences(s) for s in stories],
    }
    return {name: 1000 * _timed(call)[1] / len(texts) for name, call in work.items()}


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    began = time.process_time()
    result = work()
    return result, time.process_time() - began


def _show(title: str, figures: dict[str, float]) -> None:
    print(f"{title:<22}" + "  ".join(f"{k} {v:.3f}" for k, v in figures.items()))


def main() -> None:
    """Print every figure."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    twin = (ROOT / "tests/anatomy/data/twin.txt").read_text(encoding="utf-8")
    _show("speed, invented story", speed([f"{twin}\n\n{n}" for n in range(40)]))
    if not shared.is_dir():
        print(f"no outside data at {shared}")
        return
    wiki = [row["text"] for row in rows(shared / "gold/wikinews/wikinews_en.jsonl")][:200]
    _show("speed, Wikinews", speed(wiki))
    _show("parts, ms per story", parts(wiki))
    for name, scores in times(shared).items():
        _show(f"times {name}", scores)
    _show("chains", chains(shared))
    _show("cuts", cuts(shared))
    section("_whole").show(shared)
    for half in ("dev", "test"):
        section("_topics").show(shared, half)
    for part in ("cuts", "credits"):
        for half, figures in section(f"_{part}").score(shared).items():
            _show(f"{part}, {half}", figures)
    for name, scores in places(shared).items():
        _show(f"places {name}", scores)
    _show("places alone, cold", section("_places").places_alone(shared))
    for part, figures in section("_datelines").datelines(shared).items():
        _show(f"datelines {part}", figures)
    for part in ("dev", "test"):
        _show(f"names {part}", section("_names").names(shared, part))


if __name__ == "__main__":
    main()
