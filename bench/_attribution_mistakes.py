"""Mistakes of attribution, chosen at random: part, story, kind and offsets, never a word of the data."""

from __future__ import annotations

import hashlib
from types import ModuleType
from typing import Any, NamedTuple

from copytaster.attribution import attribute
from copytaster.model import Item, Story


class Mistake(NamedTuple):
    """One mistake; the offsets are those of the content: the label's, or ours where ``kind`` is *extra*."""

    part: str
    story: str
    kind: str
    start: int
    end: int


def chosen(bench: ModuleType, seed: int, number: int) -> list[Mistake]:
    """Half of them from stories with chains, half from the read halves of PolNeAR and GUM's news.

    Drawn by the hash of seed and mistake, so that mending one leaves the others of the draw where they are.
    """
    chains = [m for part in ("chains", "dev") for m in _of_chains(bench, part)]
    news = [m for name, file, nested in bench._NEWS for m in _of_news(bench, name, file, nested)]

    def lot(mistake: Mistake) -> str:
        return hashlib.sha256(" ".join(map(str, (seed, *mistake))).encode()).hexdigest()

    first = sorted(chains, key=lot)[: number // 2]
    return sorted(first) + sorted(sorted(news, key=lot)[: number - len(first)])


def _of_chains(bench: ModuleType, part: str) -> list[Mistake]:
    scorer = bench.module_at(bench.SHARED / "gold" / "chains" / "score.py")
    found = []
    for row in bench.chains_gold(part):
        story = bench.story_of(row)
        ours = bench.as_chain_row(row, story, attribute(story))["statements"]
        pairs = dict(scorer.match(row["statements"], ours))
        for i, label in enumerate(row["statements"]):
            kind = _wrong(scorer, label, ours[pairs[i]]) if i in pairs else "missing"
            if kind:
                found.append(_mistake(part, row, kind, _parts(label)))
        extra = [s for j, s in enumerate(ours) if j not in pairs.values()]
        found.extend(_mistake(part, row, "extra", _parts(s)) for s in extra)
    return found


def _wrong(scorer: ModuleType, label: dict[str, Any], ours: dict[str, Any]) -> str | None:
    """Which of speaker and chain is wrong of a statement that was found."""
    if label["speaker"] and not scorer.name_match(ours["speaker"], label["speaker"]):
        return "speaker"
    right = scorer.exact(scorer.chain_of(label), scorer.chain_of(ours))
    return None if right else "chain"


def _of_news(bench: ModuleType, name: str, file: str, nested: bool) -> list[Mistake]:
    folder = bench.SHARED / "gold" / "attribution"
    scorer = bench.module_at(folder / "score.py")
    found = []
    for row in bench.rows(folder / f"{file}.jsonl"):
        if bench.half(row["id"]) == "read":
            story = Story(id=row["id"], series=row["id"], item=Item(body=row["text"]))
            ours = bench.as_attributions(attribute(story))
            found.extend(_of_document(scorer, name, row, ours, nested))
    return found


def _of_document(
    scorer: ModuleType, name: str, row: dict[str, Any], ours: list[dict[str, Any]], nested: bool
) -> list[Mistake]:
    text = row["text"]
    labels = [a for a in row["attributions"] if scorer.is_speech(text, a)]
    ours = [a for a in ours if a["content"] and (scorer.is_speech(text, a) or not a["cue"])]
    ours = ours if nested else scorer.drop_nested(text, ours)
    pairs = _pairs(scorer, text, labels, ours)
    found = []
    for i, label in enumerate(labels):
        if i not in pairs:
            found.append(_mistake(name, row, "missing", label["content"]))
        elif not scorer.src_ok(text, label["source"], ours[pairs[i]]["source"]):
            found.append(_mistake(name, row, "speaker", label["content"]))
    extra = [a for j, a in enumerate(ours) if j not in pairs.values()]
    return found + [_mistake(name, row, "extra", a["content"]) for a in extra]


def _pairs(
    scorer: ModuleType, text: str, labels: list[dict[str, Any]], ours: list[dict[str, Any]]
) -> dict[int, int]:
    """The scorer's own matching: one to one, best overlap first, at least half of the words in common."""
    gold = [scorer.toks_of(text, a["content"]) for a in labels]
    pred = [scorer.toks_of(text, a["content"]) for a in ours]
    near = [
        (-len(x & y) / len(x | y), i, j)
        for i, x in enumerate(gold)
        for j, y in enumerate(pred)
        if 2 * len(x & y) >= len(x | y) > 0
    ]
    pairs: dict[int, int] = {}
    for _, i, j in sorted(near):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _parts(statement: dict[str, Any]) -> list[list[int]]:
    return [[p["start"], p["end"]] for p in statement["content"]]


def _mistake(part: str, row: dict[str, Any], kind: str, content: list[list[int]]) -> Mistake:
    return Mistake(part, row["id"], kind, content[0][0], content[-1][1])
