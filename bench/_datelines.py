"""How well datelines are read, on leads labelled by hand (``tests/anatomy/data/datelines.jsonl``).

Run: python bench/_datelines.py [path to the shared data] [--errors]
Prints one line per part: the share of leads with a dateline whose place, country, date,
agencies and span are right, and the share of leads without one where one was seen.
``--errors`` lists what is wrong in the dev part; the test part's are not shown.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from copytaster.anatomy import dissect
from copytaster.formats import parse
from copytaster.model import Dateline, Item

ROOT = Path(__file__).resolve().parents[1]
LABELS = ROOT / "tests/anatomy/data/datelines.jsonl"
SHARED = Path(os.environ.get("COPYTASTER_SHARED", ROOT.parent / "shared"))
#: A place is right where it was put no farther from the labelled spot.
NEAR_KM = 25.0


class Lead(NamedTuple):
    """A labelled lead: the item it opens, its label (None: no dateline) and which half it is in."""

    item: Item
    label: dict[str, Any] | None
    part: str


def labels() -> list[dict[str, Any]]:
    """The rows of the label file."""
    return [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]


def digest(text: str) -> str:
    """What the label file keeps of a piece of text, to know it again by."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def leads(shared: Path) -> Iterator[Lead]:
    """Every labelled lead with its item; raises ValueError where the data is not what was labelled."""
    by_file = defaultdict(list)
    for row in labels():
        by_file[row["file"]].append(row)
    for name, rows in sorted(by_file.items()):
        items = _items(shared / name, {row["sha256"] for row in rows})
        for row in rows:
            item = items.get((row["sha256"], row["item"]))
            if item is None or digest(item.body[:80]) != row["head"]:
                raise ValueError(f"{name}: {row['sha256'][:12]} is not the text that was labelled")
            _check(row, item.body)
            yield Lead(item, row["dateline"], row["part"])


def _check(row: dict[str, Any], text: str) -> None:
    label = row["dateline"]
    if label is None:
        return
    start, end = label["span"]
    inside = all(start <= a < b <= end for a, b in (p["span"] for p in label["places"]))
    if digest(text[start:end]) != label["digest"] or not inside:
        raise ValueError(f"{row['file']}: {row['sha256'][:12]}: the label's offsets are off")


def _items(path: Path, wanted: set[str]) -> dict[tuple[str, int], Item]:
    if ".jsonl" not in path.name:
        data = path.read_bytes()
        sha = hashlib.sha256(data).hexdigest()
        return {(sha, n): item for n, item in enumerate(parse(data).items)}
    found = {}
    data = path.read_bytes()
    for line in (gzip.decompress(data) if path.suffix == ".gz" else data).split(b"\n"):
        sha = hashlib.sha256(line).hexdigest()
        if sha in wanted:
            found[sha, 0] = _item(json.loads(line))
    return found


def _item(row: dict[str, Any]) -> Item:
    """The story a line of a collection holds; "###" parts the paragraphs of wire_docs."""
    if "pub" in row:
        body = row["text"].replace(" ### ", "\n\n")
    else:
        body = row.get("raw") or row.get("text") or row["body"]
    day = str(row.get("date") or row.get("time") or "")[:10]
    published = datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC) if day else None
    return Item(body=body, headline=row.get("title"), published=published)


Judge = Callable[[Dateline, dict[str, Any]], bool]


def _place(found: Dateline, label: dict[str, Any]) -> bool:
    spans = [(p.span.start, p.span.end) for p in found.located]
    if spans != [tuple(p["span"]) for p in label["places"]]:
        return False
    return all(
        want["at"] is None or _near((got.latitude, got.longitude), want["at"])
        for got, want in zip(found.located, label["places"], strict=True)
    )


def _near(got: tuple[float | None, float | None], want: list[float]) -> bool:
    if got[0] is None or got[1] is None:
        return False
    north = (got[0] - want[0]) * 111.2
    east = (got[1] - want[1]) * 111.2 * math.cos(math.radians(want[0]))
    return math.hypot(north, east) <= NEAR_KM


def _country(found: Dateline, label: dict[str, Any]) -> bool:
    return [p.country for p in found.located] == [p["country"] for p in label["places"]]


def _date(found: Dateline, label: dict[str, Any]) -> bool:
    return (found.date.isoformat() if found.date else None) == label["date"]


def _agency(found: Dateline, label: dict[str, Any]) -> bool:
    return list(found.agencies) == label["agencies"]


def _span(found: Dateline, label: dict[str, Any]) -> bool:
    return [found.span.start, found.span.end] == label["span"]


JUDGES: dict[str, Judge] = {
    "place": _place,
    "country": _country,
    "date": _date,
    "agency": _agency,
    "span": _span,
}


def verdict(lead: Lead) -> tuple[str, ...]:
    """What is wrong: names of JUDGES, or "false" where there is no dateline and one was seen."""
    found = dissect(lead.item).dateline
    if lead.label is None:
        return ("false",) if found else ()
    if found is None:
        return tuple(JUDGES)
    return tuple(n for n, right in JUDGES.items() if not right(found, lead.label))


def datelines(shared: Path) -> dict[str, dict[str, float]]:
    """Per part: shares right of the leads with a dateline, share false of those without."""
    wrong: dict[str, list[str]] = {"dev": [], "test": []}
    counts: dict[str, list[int]] = {"dev": [0, 0], "test": [0, 0]}
    for lead in leads(shared):
        wrong[lead.part] += verdict(lead)
        counts[lead.part][lead.label is None] += 1
    return {
        part: {
            "leads": with_ + without,
            **{name: 1 - wrong[part].count(name) / with_ for name in JUDGES},
            "false": wrong[part].count("false") / without,
        }
        for part, (with_, without) in counts.items()
    }


def show(shared: Path) -> None:
    """One line per part."""
    for part, figures in datelines(shared).items():
        print(f"{'datelines ' + part:<22}" + "  ".join(f"{k} {v:.3f}" for k, v in figures.items()))


def errors(shared: Path) -> None:
    """What is wrong in the dev part, a lead a line."""
    for lead in leads(shared):
        if lead.part == "dev" and (wrong := verdict(lead)):
            found = dissect(lead.item).dateline
            at = lead.label["span"][0] if lead.label else found.span.start if found else 0
            print(",".join(wrong), "|", repr(lead.item.body[at : at + 90]), "|", found)


if __name__ == "__main__":
    _arguments = [a for a in sys.argv[1:] if a != "--errors"]
    _shared = Path(_arguments[0]) if _arguments else SHARED
    show(_shared)
    if "--errors" in sys.argv:
        errors(_shared)
