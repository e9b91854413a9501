"""The floors: what is measured on the outside gold may rise, never fall."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from copytaster.anatomy import dissect
from copytaster.attribution import attribute
from copytaster.model import Item, ReadingContext, Statement, Story

ROOT = Path(__file__).resolve().parents[2]


def bench() -> ModuleType:
    """bench/attribution.py as a module."""
    spec = importlib.util.spec_from_file_location(
        "bench_attribution", ROOT / "bench" / "attribution.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# Per part: F1 of statements, of links, of links with their role, of statements with the right speaker; how many
# chains of two or more links are exact. A floor may rise, never fall.
FLOORS = {
    "chains": (90.4, 89.3, 89.3, 89.3, 14),
    "dev": (87.8, 83.8, 82.3, 83.4, 26),
    "test": (87.0, 75.0, 74.0, 77.5, 8),
}


def _exact(chains: dict[str, Any]) -> int:
    """How many: a share of those that were found would fall when one more is found."""
    return round(chains["n matched"] * (chains["exact"] or 0) / 100)


@pytest.mark.shared
@pytest.mark.parametrize("part", FLOORS)
def test_chains(shared: Path, part: str) -> None:
    """Statements, speakers and chains of hand-labelled stories stay above their floors."""
    figures = bench().measure_chains(part)
    found = (
        *(figures[name]["F1"] for name in ("statements", "links", "links+role")),
        figures["speaker F1 (matched and right)"],
        _exact(figures["multi-link chains"]),
    )
    assert all(now >= floor for now, floor in zip(found, FLOORS[part], strict=True)), found
    assert figures["speaker acc (matched)"] >= 88.0


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "nested", "floor"), [("polnear_dev", False, 0.795), ("gum_news_dev", True, 0.76)]
)
def test_speech_attributions(shared: Path, name: str, nested: bool, floor: float) -> None:
    """Who-said-what F1 over speech cues stays above its floor."""
    result = bench().measure_attribution(name, nested)
    assert result["wsw0.5/all"][2] >= floor


@pytest.mark.shared
def test_quoted_passages(shared: Path) -> None:
    """Quoted passages with their right speaker, and contents to the letter, stay above their floors on PolNeAR dev."""
    result = bench().measure_attribution("polnear_dev", False)
    assert result["qseg"][2] >= 0.93
    assert result["strict_content"][2] >= 0.57


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
