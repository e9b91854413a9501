"""The whole of anatomy: stories per CPU-second, peak memory, and time per character as text grows.

Run: python bench/_whole.py [path to the shared data]
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from copytaster.anatomy import dissect
from copytaster.model import Item

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("COPYTASTER_SHARED", ROOT.parent / "shared"))
STORIES = 2000
SIZES = (10_000, 100_000, 1_000_000)
_DAY = datetime(2025, 4, 27, tzinfo=UTC)
_PROSE = (
    'HALDEN, April 27 (QQN) - The mayor of Halden, Mara Quill, said on Saturday that "the trams will run '
    'again", according to the Halden Courier. Jon Vask, the minister of transport, denied it last year. '
    "In Norway's capital the Tram Drivers' Union struck for three days; 40 percent of lines stood still.\n\n"
)


def word(number: int) -> str:
    """A word of its own for every number, with a capital."""
    letters = "".join(chr(97 + number // 26**place % 26) for place in range(4))
    return letters.title()


def _each(unit: Callable[[int], str]) -> Callable[[int], str]:
    """Text of some length in which each unit differs."""

    def text(length: int) -> str:
        return "".join(unit(n) for n in range(length // len(unit(0)) + 1))[:length]

    return text


def _again(unit: str) -> Callable[[int], str]:
    """Text of some length of one unit over and over."""
    return lambda length: (unit * (length // len(unit) + 1))[:length]


_LINE = " ".join(_PROSE.split()) + " "
SHAPES: dict[str, Callable[[int], str]] = {
    "prose": _again(_PROSE),
    "one paragraph": _again(_LINE),
    "capitals": _again(_LINE.upper()),
    "no spaces": _again(_LINE.replace(" ", "")),
    "one word": _again("a"),
    "quote marks": _again('"'),
    "curly quotes": _again("“"),
    "digits": _again("7"),
    "numbers": _again("12 3 2024 17:30 "),
    "dates": _again("on 12 March 2024, last year at 5 pm on Monday, "),
    "capitalised": _again("Mara Quill Halden Orlo "),
    "distinct capitals": _each(lambda n: word(n) + " "),
    "distinct people": _each(lambda n: f"Anton {word(n)}son said. "),
    "one surname": _each(lambda n: f"{word(n)}a Gerrick said. "),
    "slips": _each(lambda n: f"Gerrick{word(n).lower()} said. Trumo met Trump. "),
    "posts": _each(lambda n: f"Foreign Minister Ann {word(n)}ova of Norway said. "),
    "organisations": _each(lambda n: f"The {word(n)} Corp. and the University of {word(n)}. "),
    "acronyms": _each(lambda n: f"the Halden {word(n)} Union (H{word(n).upper()}U) said. "),
    "places": _again("London, Paris, New York, "),
    "newlines": _again("\n"),
    "spaces": _again(" "),
    "short lines": _again("A line.\n\n"),
    "titles": _each(lambda n: f"Mara Quill Wins Prize {n:05} In Halden\n\n"),
    "promos": _each(lambda n: f"Also Read | Tram Number {n:05} Stops in Halden as Mayor Speaks.\n\n"),
    "glued promos": _again("The mayor spoke. Also Read | Tram Stops in Halden as Mayor Speaks. "),
    "credits": _again("(Reporting by Mara Quill; Editing by Ann Orlo)\n"),
    "datelines": _again("HALDEN, April 27 (QQN) - The tram stood.\n"),
    "agency marks": _again("(QQN) "),
    "brackets": _again("("),
    "bracket pairs": _again("[(x)] "),
    "bars": _again("a | b | "),
    "dots": _again(". "),
    "dashes": _again("— "),
    "hyphens": _again("well-known-"),
    "apostrophes": _again("Quill's Orlo's "),
    "addresses": _again("https://example.org/a mara@example.org "),
    "CJK": _again("首尔消息，金部长说：“我们将继续。”"),
}  # fmt: skip


def copy(shared: Path) -> Iterator[Item]:
    """Two thousand stories: all of Wikinews, the rest of the news stream."""
    with gzip.open(shared / "gold/coverage/news_stream_2012_2017.jsonl.gz", "rt") as stream:
        wiki = (shared / "gold/wikinews/wikinews_en.jsonl").open(encoding="utf-8")
        rows = (json.loads(line) for file in (wiki, stream) for line in file)
        for row in islice(rows, STORIES):
            yield Item(headline=row["title"], body=row["text"], published=_DAY)


def rate(shared: Path) -> dict[str, float]:
    """Stories per CPU-second and their mean number of words, the model's loading left out."""
    items = list(copy(shared))
    dissect(Item(body=_PROSE, published=_DAY))
    began = time.process_time()
    for item in items:
        dissect(item)
    spent = time.process_time() - began
    words = sum(len(item.body.split()) for item in items) / len(items)
    return {"stories": len(items), "words": words, "per_cpu_s": len(items) / spent}


def peak(shared: Path) -> float:
    """Megabytes at most of a cold process that takes two thousand stories apart."""
    done = subprocess.run(
        [sys.executable, __file__, "--peak", str(shared)],
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)


def _peak_here(shared: Path) -> float:
    for item in copy(shared):
        dissect(item)
    return _most_held()


def _most_held() -> float:
    """Megabytes this process held at most; `ru_maxrss` would count what its parent held when it was made."""
    status = Path("/proc/self/status")
    if status.exists():
        held = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(held.split()[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def growth(name: str) -> list[float]:
    """CPU microseconds a character at each size."""
    dissect(Item(body=SHAPES[name](2000), published=_DAY))
    told = []
    for size in SIZES:
        item = Item(body=SHAPES[name](size), published=_DAY)
        began = time.process_time()
        dissect(item)
        told.append(1e6 * (time.process_time() - began) / size)
    return told


def show(shared: Path) -> None:
    """Print them."""
    print("whole  " + "  ".join(f"{k} {v:.1f}" for k, v in rate(shared).items()))
    print(f"whole  peak_mb {peak(shared):.0f}")
    print("whole  µs a character at " + ", ".join(f"{size:,}" for size in SIZES))
    for name in SHAPES:
        print(f"  {name:<20}" + "".join(f"{spent:8.2f}" for spent in growth(name)), flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--peak"]:
        print(_peak_here(Path(sys.argv[2])))
    else:
        show(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED)
