"""Hand labels of who said what via whom, joined with their text: ``python bench/_labels.py`` checks every file.

The labels (tests/attribution/data/*.jsonl) are offsets by story id; the text
stays outside the project, in gold/wikinews of ../shared (or COPYTASTER_SHARED).
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("COPYTASTER_SHARED", ROOT.parent / "shared"))
LABELS = ROOT / "tests" / "attribution" / "data"


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def joined(labels: Path, shared: Path = SHARED) -> list[dict[str, Any]]:
    """The labels of one file in the form of gold/chains, each with its text.

    Raises ValueError when a text is not the one that was labelled.
    """
    texts = {row["id"]: row for row in rows(shared / "gold" / "wikinews" / "wikinews_en.jsonl")}
    return [_row(label, texts[label["id"]]) for label in rows(labels)]


def _row(label: dict[str, Any], source: dict[str, Any]) -> dict[str, Any]:
    text = source["text"]
    if hashlib.sha256(text.encode()).hexdigest() != label["sha256"]:
        raise ValueError(f"{label['id']}: not the text that was labelled")

    def span(part: list[int]) -> dict[str, Any]:
        return {"text": text[part[0] : part[1]], "start": part[0], "end": part[1]}

    def optional(part: list[int] | None) -> dict[str, Any] | None:
        return span(part) if part else None

    statements = [
        {
            **s,
            "content": [span(p) for p in s["content"]],
            "cue": optional(s["cue"]),
            "source": optional(s["source"]),
        }
        for s in label["statements"]
    ]
    marked = {k: [{**x, "span": span(x["span"])} for x in label[k]] for k in _MARKED}
    for date in marked["relative_dates"]:
        date["text"] = date["span"]["text"]
    line = label["dateline"]
    dateline = {**line, "span": span(line["span"])} if line else None
    kept = {key: source[key] for key in ("id", "title", "date", "text", "licence")}
    return {**kept, "statements": statements, **marked, "dateline": dateline}


_MARKED = ("disputes", "figures", "relative_dates")


def check(labels: Path, shared: Path = SHARED) -> str:
    """What gold/chains' own checker says of the joined file; raises ValueError where it finds a fault."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "joined.jsonl"
        path.write_text("".join(json.dumps(r) + "\n" for r in joined(labels, shared)), "utf-8")
        checker = str(shared / "gold" / "chains" / "check.py")
        told = subprocess.run(
            [sys.executable, checker, str(path)], capture_output=True, text=True, check=False
        )
    if told.returncode:
        raise ValueError(f"{labels.name}: {told.stdout}{told.stderr}")
    return told.stdout.strip()


def main() -> None:
    """Check every file of labels."""
    for path in sorted(LABELS.glob("chains_*.jsonl")):
        print(path.name, check(path))


if __name__ == "__main__":
    main()
