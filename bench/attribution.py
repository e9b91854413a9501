"""Measure attribution against the outside gold: ``python bench/attribution.py [--errors] [part]…``.

Parts: ``chains`` (gold/chains), ``dev`` and ``test`` (our own labels in its form), ``polnear``, ``gum``, ``speed``;
``halves`` gives PolNeAR and GUM by halves: errors of the ``read`` one may be read, those of the ``unread`` one not.
``mistakes [seed [number]]`` lists mistakes chosen at random, by story and offsets (docs/attribution-mistakes.md).

Reads ../shared (or COPYTASTER_SHARED); prints each scorer's own figures and the CPU time per story.
"""

from __future__ import annotations

import hashlib
import sys
import time
from pathlib import Path
from typing import Any

from copytaster.attribution import attribute
from copytaster.model import Item, Statement, Story

sys.path.append(str(Path(__file__).resolve().parent))
from _outside import SHARED, module_at, rows


def story_of(row: dict[str, Any]) -> Story:
    """The gold row as a story, read by anatomy where it stands."""
    item = Item(body=row["text"], headline=row.get("title") or None)
    try:
        from copytaster.anatomy import dissect
        from copytaster.model import ReadingContext
    except ImportError:
        return Story(id=row["id"], series=row["id"], item=item)
    return dissect(item, ReadingContext())


def as_chain_row(
    row: dict[str, Any], story: Story, statements: tuple[Statement, ...]
) -> dict[str, Any]:
    """One story's statements in the chains schema."""

    def spans(parts: tuple[Any, ...]) -> list[dict[str, Any]]:
        return [
            {"start": s.start, "end": s.end, "text": story.text[s.start : s.end]} for s in parts
        ]

    return {
        "id": row["id"],
        "statements": [
            {
                "id": s.id,
                "type": s.kind,
                "content": spans(s.content),
                "cue": next(iter(spans(s.cue)), None),
                "source": next(iter(spans(s.source)), None),
                "speaker": s.speaker,
                "chain": [{"role": link.role, "name": link.name} for link in s.chain],
            }
            for s in statements
            if all(p.field == "text" for p in s.content)
        ],
    }


def as_attributions(statements: tuple[Statement, ...]) -> list[dict[str, Any]]:
    """Statements in the attribution schema; an outer report folded into a chain stays folded."""
    return [
        {k: [[p.start, p.end] for p in getattr(s, k)] for k in ("source", "cue", "content")}
        for s in statements
        if all(p.field == "text" for p in s.content)
    ]


def chains_gold(*parts: str) -> list[dict[str, Any]]:
    """Stories labelled in the form of gold/chains: its own (``chains``), ours (``dev``, ``test``)."""
    labels = module_at(Path(__file__).with_name("_labels.py"))
    gold = []
    for part in parts:
        if part == "chains":
            gold.extend(rows(SHARED / "gold" / "chains" / "dev.jsonl"))
        else:
            gold.extend(labels.joined(labels.LABELS / f"chains_{part}.jsonl", SHARED))
    return gold


def measure_chains(*parts: str, errors: bool = False) -> dict[str, Any]:
    """The figures of gold/chains dev, or of other parts in its form."""
    folder = SHARED / "gold" / "chains"
    gold = chains_gold(*parts or ("chains",))
    stories = [story_of(r) for r in gold]
    pred = [as_chain_row(r, s, attribute(s)) for r, s in zip(gold, stories, strict=True)]
    found: list[Any] | None = [] if errors else None
    result: dict[str, Any] = module_at(folder / "score.py").score(gold, pred, found)
    for error in found or []:
        print("  ", *error, sep=" | ")
    return result


def half(document: str) -> str:
    """``read`` or ``unread``: whether a document's errors may be read, by the hash of its id."""
    digest = hashlib.sha256(f"attr-b:{document}".encode()).digest()
    return "unread" if digest[-1] % 2 else "read"


def measure_attribution(name: str, nested: bool, only: str | None = None) -> dict[str, Any]:
    """The speech-cued figures of one file of gold/attribution, or of one half of it."""
    folder = SHARED / "gold" / "attribution"
    gold = [r for r in rows(folder / f"{name}.jsonl") if only in (None, half(r["id"]))]
    stories = [Story(id=r["id"], series=r["id"], item=Item(body=r["text"])) for r in gold]
    begin = time.process_time()
    pred = {r["id"]: as_attributions(attribute(s)) for r, s in zip(gold, stories, strict=True)}
    spent = time.process_time() - begin
    words = sum(len(r["text"].split()) for r in gold)
    result: dict[str, Any] = module_at(folder / "score.py").score(
        gold, pred, nested=nested, speech=True
    )
    result["CPU ms per 440 words"] = round(1000 * spent / words * 440, 2)
    return result


_CHAINS = ("chains", "dev", "test")
_NEWS = (("polnear", "polnear_dev", False), ("gum", "gum_news_dev", True))


def main() -> None:
    """Print what is asked for, or everything."""
    wanted = [a for a in sys.argv[1:] if not a.startswith("--")] or [*_CHAINS, *_MORE]
    if wanted[0] == "mistakes":
        _show_mistakes(*map(int, wanted[1:]))
        return
    for part in _CHAINS:
        if part in wanted:
            for key, value in measure_chains(part, errors="--errors" in sys.argv).items():
                print(f"{part:6s} {key:36s} {value}")
    for name, file, nested in _NEWS:
        if name in wanted:
            _show_attribution(name, measure_attribution(file, nested))
        for part in ("read", "unread") if "halves" in wanted else ():
            _show_attribution(f"{name} {part}", measure_attribution(file, nested, part))
    if "speed" in wanted:
        _show_speed()


_MORE = ("polnear", "gum", "speed")


def _show_attribution(name: str, result: dict[str, Any]) -> None:
    for key in ("wsw0.5/all", "match0.5/all", "strict_content", "strict_source", "qseg"):
        precision, recall, f1 = (round(100 * x, 1) for x in result[key])
        print(name, key, f"P {precision} R {recall} F1 {f1}")
    print(name, "CPU ms per 440 words", result["CPU ms per 440 words"])


def _show_speed() -> None:
    speed = module_at(Path(__file__).with_name("_attribution_speed.py"))
    texts = [r["text"] for r in rows(SHARED / "gold" / "attribution" / "polnear_dev.jsonl")]
    for words, floor in ((440, 8), (750, 15)):
        count, median, most = speed.by_length(texts, words)
        told = f"median {median:.2f}, greatest {most:.2f} (at most {floor})"
        print(f"speed  CPU ms for {words} words, {count} stories: {told}")
    print(f"speed  CPU ms for 440 words without quotation mark or cue: {speed.of_nothing(440):.2f}")
    print(f"speed  peak of a process that reads one story: {speed.peak()} MB (at most 120)")


def _show_mistakes(seed: int = 6, number: int = 20) -> None:
    mistakes = module_at(Path(__file__).with_name("_attribution_mistakes.py"))
    for row in mistakes.chosen(sys.modules[__name__], seed, number):
        print(*row)


if __name__ == "__main__":
    main()
