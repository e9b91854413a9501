"""The floors: what is measured on the outside gold may rise, never fall."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from benches import benchmark
from copytaster.anatomy import dissect
from copytaster.attribution import attribute
from copytaster.model import Item, ReadingContext, Statement, Story

ROOT = Path(__file__).resolve().parents[2]


def bench() -> ModuleType:
    """bench/attribution.py as a module."""
    return benchmark("attribution")


# Every figure's floor with all its former ones, oldest first: the last one counts. tests/attribution/data/README.md.
PINNED: dict[str, dict[str, Any]] = json.loads(
    (ROOT / "tests" / "attribution" / "data" / "floors.json").read_text(encoding="utf-8")
)
FLOORS: dict[str, list[float]] = PINNED["floors"]


def below(part: str, figures: dict[str, float]) -> dict[str, tuple[float, float]]:
    """Figure and floor of what fell, of a part's figures; every pinned figure of the part is asked for."""
    pinned = {name.removeprefix(part + " ") for name in FLOORS if name.startswith(part + " ")}
    assert pinned == set(figures)
    floors = {name: FLOORS[f"{part} {name}"][-1] for name in figures}
    return {name: (now, floors[name]) for name, now in figures.items() if now < floors[name]}


def _exact(chains: dict[str, Any]) -> int:
    """How many: a share of those that were found would fall when one more is found."""
    return round(chains["n matched"] * (chains["exact"] or 0) / 100)


@pytest.mark.shared
@pytest.mark.parametrize("part", ["chains", "dev", "test"])
def test_chains(shared: Path, part: str) -> None:
    """Statements, speakers and chains of hand-labelled stories stay above their floors."""
    figures = bench().measure_chains(part)
    found = {name: figures[name]["F1"] for name in ("statements", "links", "links+role")} | {
        "speaker F1": figures["speaker F1 (matched and right)"],
        "speakers of matched": figures["speaker acc (matched)"],
        "long chains exact": _exact(figures["multi-link chains"]),
    }
    assert not below(part, found)


@pytest.mark.shared
def test_polnear(shared: Path) -> None:
    """Who said what over speech cues, whose a quoted passage is and contents to the letter stay above their floors."""
    result = bench().measure_attribution("polnear_dev", False)
    names = {"wsw": "wsw0.5/all", "qseg": "qseg", "strict content": "strict_content"}
    assert not below("polnear", {name: 100 * result[key][2] for name, key in names.items()})


@pytest.mark.shared
def test_gum_news(shared: Path) -> None:
    """Who said what over speech cues stays above its floor on GUM's news."""
    result = bench().measure_attribution("gum_news_dev", True)
    assert not below("gum", {"wsw": 100 * result["wsw0.5/all"][2]})


@pytest.mark.shared
@pytest.mark.parametrize("name", PINNED["data"])
def test_the_measuring_data_is_the_pinned_one(shared: Path, name: str) -> None:
    """A floor says something of the very texts, labels and scorers it was measured with."""
    assert _digest(shared / name) == PINNED["data"][name]


@pytest.mark.parametrize("name", PINNED["labels"])
def test_our_labels_are_the_pinned_ones(name: str) -> None:
    """No label changes unnoticed under a floor."""
    assert _digest(ROOT / "tests" / "attribution" / "data" / name) == PINNED["labels"][name]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_floors_only_rise() -> None:
    """Every floor's history goes up, and every history ever committed is the beginning of today's."""
    assert all(history and history == sorted(set(history)) for history in FLOORS.values())
    path = "tests/attribution/data/floors.json"
    for commit in _git("rev-list", "HEAD", "--", path).split():
        before = json.loads(_git("show", f"{commit}:{path}"))["floors"]
        for name, history in before.items():
            assert FLOORS.get(name, [])[: len(history)] == history, (commit, name)


def _git(*words: str) -> str:
    """What git says in this checkout; the test is skipped where there is no git history."""
    told = subprocess.run(
        ["git", "-C", str(ROOT), *words], capture_output=True, text=True, check=False
    )
    if told.returncode:
        pytest.skip("needs the project's git history")
    return told.stdout


def statements(text: str) -> list[tuple[Statement, Story]]:
    """The statements of a text read from its bytes up, each with its story."""
    story = dissect(Item(body=text), ReadingContext())
    return [(s, story) for s in attribute(story)]


def named(found: list[tuple[Statement, Story]], words: str) -> Statement:
    """The one statement whose content has these words."""
    (one,) = [s for s, story in found if words in story.quote(*s.content)]
    return one


def chain(statement: Statement) -> list[tuple[str, str]]:
    """(role, name) of every link."""
    return [(link.role, link.name) for link in statement.chain]


@pytest.mark.shared
def test_the_seed_names_every_hand(seed: str) -> None:
    """The story the project began with: speakers and chains of its hardest statements."""
    found = statements(seed)
    quote = named(found, "I want to point out")
    assert chain(quote)[:3] == [
        ("speaker", "Valery Gerasimov"),
        ("document", "transcript of the videoconference"),
        ("venue", "website of the Kremlin"),
    ]
    assert quote.kind == "direct"
    noted = named(found, "had played a crucial role")
    assert chain(noted)[0] == ("speaker", "Valery Gerasimov")
    assert chain(noted)[-1] == ("agency", "Yonhap")
    assert noted.said_at == "2025-04-26"
    denial = named(found, '"not true."')
    assert chain(denial) == [
        ("speaker", "General Staff of Ukraine's Armed Forces"),
        ("venue", "Telegram"),
    ]
    assert denial.kind == "mixed"
    post = named(found, "The defensive operation")
    assert [name for _, name in chain(post)] == [
        "General Staff of Ukraine's Armed Forces",
        "Telegram",
        "CNN",
    ]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("took part in its war", "Russia"),
        ("has regained control", "Vladimir Putin"),
        ("the complete defeat", "Vladimir Putin"),
        ("the servicemen of the military units", "Vladimir Putin"),
        ("were seen at the frontlines", "US, South Korea, UK and Ukraine"),
        ("shock incursion", "CNN"),
        ("productive", "White House spokesperson"),
        ("the potential to become", "Volodymyr Zelenskyy"),
        ("the prospect of applying", "Donald Trump"),
        ("no reason for Putin", "Donald Trump"),
    ],
)
def test_the_seed_names_every_speaker(seed: str, words: str, speaker: str) -> None:
    """The other ten statements of the seed have their speakers, the misspelt one too."""
    assert named(statements(seed), words).speaker == speaker


TWIN = ROOT / "tests" / "anatomy" / "data" / "twin.txt"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "joined its campaign",
            "Veldoria > government broadcasters in both Veldoria and South Talmar",
        ),
        ("had been decisive", "Anton Gerrick > video conference with Viktor Pruden > Tanhwa"),
        (
            "I would single out",
            "Anton Gerrick > transcript of the videoconference > website of the Amber Palace",
        ),
        ("has retaken all of Morsk", "Viktor Pruden"),
        ("hastens the fall", "Viktor Pruden"),
        ("the crews of the regiments", "Viktor Pruden > VESK"),
        ("were sighted", "Kestria, South Talmar, Marland and Norvania"),
        ("not true", "General Staff of Norvania's Armed Forces > Telegram"),
        ("The defence of our lines", "General Staff of Norvania's Armed Forces > Telegram > KBX"),
        ("lightning raid", "KBX"),
        ("useful", "Hill House spokesperson"),
        ("may yet be remembered", "Olena Zarenko > X"),
        ("new sanctions", "Ronald Dunmore"),
        ("Nothing gave Pruden cause", "Ronald Dunmore > Mastodon"),
    ],
)
def test_the_twin_names_every_hand(words: str, expected: str) -> None:
    """An invented story of the seed's shape, with names no list knows, gives the same chains."""
    statement = named(statements(TWIN.read_text(encoding="utf-8")), words)
    assert " > ".join(link.name for link in statement.chain) == expected
