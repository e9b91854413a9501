"""What the format readers keep of real feeds and wires, and how fast.

    python bench/formats.py [path of the measuring data]

Every row is (what, measured, of). Needs the measuring data beside the repository.
"""

from __future__ import annotations

import base64
import gzip
import html
import importlib.util
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from copytaster.errors import FormatError
from copytaster.formats import parse
from copytaster.model import Feed, Item

sys.path.append(str(Path(__file__).resolve().parent))
from _outside import folder, module_at

Row = tuple[str, ...]
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<!--(?:[^-]|-(?!->))*(?:-->|$)|</?[A-Za-z!?](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_HALF_TAG = re.compile(r"<[^<>]{0,400}$")


def run(shared: Path) -> list[Row]:
    """Every measurement, as printable rows."""
    corpus = shared / "corpus"
    parts: tuple[Callable[[Path], list[Row]], ...] = (
        feeds,
        malformed,
        hard,
        core_checks,
        speed,
        wires,
    )
    return [row for part in parts for row in part(corpus)]


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON Lines file, gzipped or not."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return (json.loads(line) for line in data.decode("utf-8").splitlines() if line)


def folded(text: str | None, gap: str = " ") -> str:
    """A title as compared: each tag a gap, no references, white space folded."""
    return " ".join(html.unescape(_TAG.sub(gap, text or "")).split())


def same_title(ours: str | None, expected: str | None) -> bool:
    """A tag may part two words (``<br>``) or stand inside one (``m<sup>2</sup>``): either reading is right."""
    return folded(ours) in (folded(expected), folded(expected, gap=""))


def words(text: str | None) -> list[str]:
    """The words in markup or text, tags and references folded."""
    return _WORD.findall(folded(_HALF_TAG.sub("", text or "")).casefold())


def feeds(corpus: Path) -> list[Row]:
    """Agreement with the strict reading of the well-formed feeds, entry by entry."""
    counts: Counter[str] = Counter()
    for expected in rows_of(corpus / "feeds" / "expected.jsonl.gz"):
        feed = parse((corpus / "feeds" / "files" / expected["file"]).read_bytes())
        counts["feeds"] += 1
        counts["feeds ok"] += len(feed.items) == len(expected["entries"])
        for item, entry in zip(feed.items, expected["entries"], strict=False):
            counts.update(compare(item, entry))
    names = ("title", "link", "id", "date", "content")
    out: list[Row] = [("feeds: item count", str(counts["feeds ok"]), str(counts["feeds"]))]
    return out + [(f"feeds: {n}", str(counts[f"{n} ok"]), str(counts[n])) for n in names]


def compare(item: Item, entry: dict[str, Any]) -> Counter[str]:
    """Which fields of one entry were expected, and which of them agree."""
    got: Counter[str] = Counter()
    links = entry["link"] if isinstance(entry["link"], list) else [entry["link"]]
    moments = [m.timestamp() for m in (item.published, item.updated) if m]
    checks = {
        "title": (entry["title"], same_title(item.headline, entry["title"])),
        "link": (any(links), (item.link or "").strip() in [(link or "").strip() for link in links]),
        "id": (entry["id"], item.guid == (entry["id"] or "").strip()),
        "date": (entry["date"], any(abs(m - (entry["date"] or 0)) < 1 for m in moments)),
        "content": (entry["content"], _holds(item, entry)),
    }
    for name, (expected, agrees) in checks.items():
        if expected:
            got[name] += 1
            got[f"{name} ok"] += bool(agrees)
    return got


def _holds(item: Item, entry: dict[str, Any]) -> bool:
    """The words of the first 400 characters (the last may be cut) open the content as sent, or the copy."""
    lead = "".join(words(entry["content"])[:-2])
    return any("".join(words(ours)).startswith(lead) for ours in (item.body_html, item.body))


def malformed(corpus: Path) -> list[Row]:
    """The one-line malformations: both items, the first title and link as they were meant."""
    right, total = 0, 0
    for case in rows_of(corpus / "feeds" / "malformations.jsonl"):
        total += 1
        right += not malformation_fault(case)
    return [("malformations", str(right), str(total))]


def malformation_fault(case: dict[str, Any]) -> str:
    """What is wrong with the reading of one case; empty where nothing is."""
    feed = parse(base64.b64decode(case["document_base64"]))
    if len(feed.items) != case["items"]:
        return f"{len(feed.items)} items"
    first, second = feed.items[0], feed.items[1]
    same = folded(first.headline).replace("\ufffd", "") == folded(case["first_title"])
    if not same or second.headline != case["second_title"]:
        return f"{first.headline!r}, {second.headline!r}"
    return "" if case["first_link"] in (None, first.link) else str(first.link)


def hard(corpus: Path) -> list[Row]:
    """The hard feeds: the count of their items, and the web page told apart."""
    faults = [
        f for case in rows_of(corpus / "feeds" / "hard.jsonl") if (f := hard_fault(corpus, case))
    ]
    return [("hard feeds", str(23 - len(faults)), "23", *faults)]


def hard_fault(corpus: Path, case: dict[str, Any]) -> str:
    """What is wrong with the reading of one hard feed; empty where nothing is."""
    try:
        feed = parse((corpus / "feeds" / case["file"]).read_bytes())
    except FormatError as error:
        return f"{case['file']}: {error}"
    if isinstance(case["items"], str):
        return "" if feed.format == "html" else f"{case['file']}: read as {feed.format}"
    wrong = len(feed.items) != case["items"]
    return f"{case['file']}: {len(feed.items)} items, not {case['items']}" if wrong else ""


def wires(corpus: Path) -> list[Row]:
    """Agency and IPTC files: read, refused with a reason, or broken."""
    out: list[Row] = []
    for name in ("agency", "iptc"):
        counts: Counter[str] = Counter()
        for path in sorted((corpus / name).rglob("*")):
            if path.is_file() and path.suffix not in (".md", ".xsd", ".csv", ".ttl"):
                counts[outcome(path)] += 1
        out += [
            (f"{name}: {what}", str(n), str(counts.total())) for what, n in sorted(counts.items())
        ]
    return out


def outcome(path: Path) -> str:
    """``read``, ``refused`` (a FormatError) or ``broken`` (any other exception)."""
    try:
        parse(path.read_bytes())
    except FormatError:
        return "refused"
    except Exception as error:
        return f"broken by {type(error).__name__}"
    return "read"


def core_checks(corpus: Path) -> list[Row]:
    """feedparser's own tests, and what feedparser makes of them through the same mapping."""
    module = module_at(Path(__file__).with_name("core_checks.py"))
    readers = {"ours": module.ours}
    if importlib.util.find_spec("feedparser"):
        readers["feedparser"] = module.feedparsers
    total = sum(1 for _ in module.checks(corpus.parent))
    missed = {name: module.misses(corpus.parent, reader) for name, reader in readers.items()}
    return [
        *((f"core checks: {n}", str(total - len(m)), str(total)) for n, m in missed.items()),
        *(("core checks: missed", miss) for miss in missed["ours"]),
    ]


def speed(corpus: Path) -> list[Row]:
    """Entries per CPU second, before and after feedparser's on the same feeds in the same process."""
    documents = [p.read_bytes() for p in sorted((corpus / "feeds" / "files").iterdir())]
    first = _rate(documents, _entries)
    rows: list[Row] = [("speed: entries per CPU second", f"{first:.0f}")]
    try:
        import feedparser
    except ImportError:
        return rows
    sample = documents[::2]
    before = _rate(sample, _entries)
    theirs = _rate(sample, lambda data: len(feedparser.parse(data).entries))
    after = _rate(sample, _entries)
    same = 2 / (1 / before + 1 / after)
    return [
        *rows,
        ("speed: times feedparser, same feeds", f"{same / theirs:.1f}", f"{theirs:.0f}/s"),
    ]


def _entries(data: bytes) -> int:
    return len(_quietly(data).items)


def _quietly(data: bytes) -> Feed:
    try:
        return parse(data)
    except FormatError:
        return Feed("none")


def _rate(documents: list[bytes], count: Callable[[bytes], int]) -> float:
    started = time.process_time()
    entries = sum(count(data) for data in documents)
    return entries / (time.process_time() - started)


def main() -> None:
    """Print every row."""
    for row in run(folder()):
        print("  ".join(row))


if __name__ == "__main__":
    main()
