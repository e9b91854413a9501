"""Documents made to hurt: bounded in time and memory, and never silent about it.

Some of the documents of `hurt`, the worst of each kind; ``copytaster bench hostile`` takes
all of them through every reader and says what each cost.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from hang import LIMIT
from hurt import cases

BENCH = Path(__file__).resolve().parents[2] / "bench"
MOST_MB = 350
CHOSEN = {
    "rss": (
        "billion laughs", "external entity", "quadratic entity", "deep", "wide", "100k attributes",
        "5 MB attribute", "namespaces of one tag", "open titles", "300k items", "open DOCTYPE strings",
        "million entities", "UTF-16 cut",
    ),
    "opml": ("deep",),
    "newsml-g2": ("300k concepts",),
    "ninjs": ("huge number",),
    "jsonfeed": ("100k deep, closed", "100k deep objects", "huge exponent"),
    "mail": ("equals signs", "nested parts", "300k stories attached"),
    "iptc7901": ("100k messages",),
    "html": ("deep", "100k attributes", "json-ld 100k deep"),
    "rss content": ("open figures", "tags in attributes"),
    "rss description": ("&", "<"),
    "rss date": ("spaces",),
    "text": ("one line",),
}  # fmt: skip
NAMES = [f"{c.reader}: {c.name}" for c in cases() if c.name in CHOSEN.get(c.reader, ())]
# Each in a child of one process that has loaded nothing else: what it takes is what it costs.
WORKER = """
import dataclasses, json, sys
sys.path.insert(0, sys.argv[1])
import hostile
wanted = set(json.load(sys.stdin))
hostile.warm()
for case in hostile.cases():
    if (name := f"{case.reader}: {case.name}") in wanted:
        print(json.dumps([name, dataclasses.asdict(hostile.measured(case))]), flush=True)
"""


@pytest.fixture(scope="module")
def outcomes() -> dict[str, dict[str, object]]:
    """What became of each of the chosen documents."""
    done = subprocess.run(
        [sys.executable, "-c", WORKER, str(BENCH)], input=json.dumps(NAMES),
        capture_output=True, text=True, check=True, timeout=600,
    )  # fmt: skip
    return dict(json.loads(line) for line in done.stdout.splitlines())


@pytest.mark.parametrize("name", NAMES)
def test_bounded(name: str, outcomes: dict[str, dict[str, object]]) -> None:
    """It is read, and its copy taken apart, without an end in sight being lost or memory running out."""
    got = outcomes[name]
    assert not got["broken"]
    assert max(got["parsing"], got["reading"]) < LIMIT, "it hangs"  # type: ignore[type-var]
    assert got["megabytes"] < MOST_MB  # type: ignore[operator]


def test_entities_that_are_refused_stand_as_sent(outcomes: dict[str, dict[str, object]]) -> None:
    """Bombs and outside entities: not expanded, not fetched, told of, and the copy around them is there."""
    for name in ("rss: billion laughs", "rss: external entity"):
        assert "entity-refused" in str(outcomes[name]["said"])
        assert str(outcomes[name]["copy"]).startswith("word &")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("rss: deep", "xml-recovered"),
        ("rss: 300k items", "xml-cut"),
        ("jsonfeed: 100k deep, closed", "nested deeper"),
        ("html: deep", "page-cut"),
        ("iptc7901: 100k messages", "items-cut"),
        ("text: one line", "read-in-part"),
    ],
)
def test_what_is_cut_is_said(name: str, said: str, outcomes: dict[str, dict[str, object]]) -> None:
    """A document past a bound says which part of it was left out."""
    assert said in str(outcomes[name]["said"])
