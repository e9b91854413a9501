"""How well and how fast articles are read out of news pages, beside trafilatura in the same run.

    python bench/webpages.py [path of the measuring data]

Every row is (what, ours, trafilatura's). A promo line is counted twice: in the
body that the parser gives, and in the copy that is left of it once the anatomy
has made its cuts. Needs the measuring data beside the repository.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from copytaster.anatomy import dissect
from copytaster.formats import parse
from copytaster.model import Item

sys.path.append(str(Path(__file__).resolve().parent))
from _outside import folder as given
from _outside import module_at

Row = tuple[str, ...]
Page = tuple[str, str, bytes]
FIELDS = ("pages", "precision", "recall", "f1", "title", "authors", "date", "promo_pages")
SURE = 0.9


def run(shared: Path) -> list[Row]:
    """Every measurement, as printable rows."""
    folder = shared / "corpus" / "html"
    scorer, truth = module_at(folder / "score.py"), {row["file"]: row for row in rows_of(folder)}
    pages = list(pages_of(folder, truth))
    _warm(pages)
    items, ours = timed(pages, read)
    peer, theirs = timed(pages, trafilatura_reads)
    said = {name: prediction(item) for name, item in items.items()}
    after = {name: {**said[name], "text": copy_text(item)} for name, item in items.items()}
    result, other = scorer.score(truth, said), scorer.score(truth, peer)
    cut = scorer.score(truth, after)
    return [
        *((f"pages: {name}", str(result[name]), str(other[name])) for name in FIELDS),
        ("pages: f1 after cuts", str(cut["f1"])),
        ("pages: promo_pages after cuts", str(cut["promo_pages"])),
        ("pages: unsure", str(sum(item.confidence < SURE for item in items.values()))),
        ("pages: per CPU second", f"{ours:.0f}", f"{theirs:.0f}"),
        ("pages: times trafilatura", f"{ours / theirs:.1f}"),
    ]


def rows_of(folder: Path) -> Iterator[dict[str, Any]]:
    """What is true of each page."""
    lines = (folder / "fundus.jsonl").read_text("utf-8").splitlines()
    return (json.loads(line) for line in lines if line)


def pages_of(folder: Path, names: dict[str, dict[str, Any]]) -> Iterator[Page]:
    """(name, address, bytes) of each page."""
    for name, row in names.items():
        yield name, row["url"], gzip.decompress((folder / name).read_bytes())


def _warm(pages: list[Page]) -> None:
    """Imports and their word lists are paid once in a process; neither side's rate should hold them."""
    for _, url, data in pages[:3]:
        read(data, url)
        trafilatura_reads(data, url)


def timed(pages: list[Page], reads: Callable[[bytes, str], Any]) -> tuple[dict[str, Any], float]:
    """What a reader makes of each page, and its pages per CPU second."""
    started = time.process_time()
    found = {name: reads(data, url) for name, url, data in pages}
    return found, len(pages) / (time.process_time() - started)


def read(data: bytes, url: str) -> Item:
    """One page as the desk would read it."""
    return parse(data, url=url, content_type="text/html").items[0]


def trafilatura_reads(data: bytes, url: str) -> dict[str, Any]:
    """The same page as trafilatura reads it, with its metadata."""
    import trafilatura

    found = trafilatura.bare_extraction(data, url=url, include_comments=False, with_metadata=True)
    if found is None:
        return {"text": ""}
    page = found if isinstance(found, dict) else found.as_dict()
    authors = [a.strip() for a in (page.get("author") or "").split(";") if a.strip()]
    return {
        "text": page.get("text") or "",
        "title": page.get("title"),
        "authors": authors,
        "date": page.get("date") or "",
    }


def prediction(item: Item) -> dict[str, Any]:
    """One item as the scorer wants it; the text is the whole body."""
    return {
        "text": item.body,
        "title": item.headline,
        "authors": list(item.bylines),
        "date": local_day(item),
    }


def local_day(item: Item) -> str:
    """The day as the sender writes it, in the sender's own offset."""
    if item.published is None:
        return ""
    return (item.published + timedelta(minutes=item.published_offset or 0)).date().isoformat()


def copy_text(item: Item) -> str:
    """The body less the anatomy's cuts."""
    story, at, kept = dissect(item), 0, []
    for cut in story.cuts:
        kept.append(item.body[at : cut.start])
        at = cut.end
    return "".join((*kept, item.body[at:]))


def main() -> None:
    """Print every row."""
    for row in run(given()):
        print("  ".join(row))


if __name__ == "__main__":
    main()
