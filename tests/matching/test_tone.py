"""The tone gate: invented pairs, the weight of words, other languages, and an operator's own words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from copytaster.errors import ConfigError
from copytaster.matching import Matcher
from copytaster.matching.tone import Tone, fits, loudness, own_tones, shipped_tones
from copytaster.matching.words import tokens
from copytaster.model import Item, Story

DATA = Path(__file__).parent / "data"
# Allowed pairs that the gate refuses; the figures may only fall.
NEEDLESS = {"tone_pairs": 0, "tone_pairs_second": 1}
# The third file, whose errors nobody read: unfit pairs let through, and fit ones refused.
BLIND = (0, 10)


def pairs(name: str) -> list[dict[str, Any]]:
    """The pairs of a file of invented ones."""
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines()]


def tone_of(story: dict[str, Any], language: str | None = None) -> Tone:
    """The tone of an invented story by the words of the package."""
    headline, text = story["title"], story["text"]
    loud = loudness(headline, text)
    return shipped_tones().tone(tokens(text), tokens(headline), language, loud)


def stands(pair: dict[str, Any]) -> bool:
    """Whether the gate lets the pair stand; it says the same both ways."""
    one, other = tone_of(pair["one"]), tone_of(pair["other"])
    assert fits(one, other) == fits(other, one)
    return fits(one, other)


@pytest.mark.parametrize("name", NEEDLESS)
def test_no_forbidden_pair_is_let_through(name: str) -> None:
    """Nothing frivolous or lurid beside death, war or abuse in the pairs that the lists were mended on."""
    forbidden = [p for p in pairs(name) if not p["may"]]
    assert len(forbidden) >= 50
    assert [p for p in forbidden if stands(p)] == []


@pytest.mark.parametrize("name", NEEDLESS)
def test_few_allowed_pairs_are_refused(name: str) -> None:
    """The gate costs few links that may stand."""
    allowed = [p for p in pairs(name) if p["may"]]
    assert len(allowed) >= 50
    refused = [p for p in allowed if not stands(p)]
    assert len(refused) <= NEEDLESS[name], refused


def test_pairs_that_nobody_mended_on_stand_where_they_were_measured() -> None:
    """On pairs put away unread the gate is no worse than when it was last measured."""
    blind = pairs("tone_pairs_third")
    assert [sum(p["may"] == wanted for p in blind) for wanted in (False, True)] == [50, 50]
    through = sum(not p["may"] and stands(p) for p in blind)
    refused = sum(p["may"] and not stands(p) for p in blind)
    assert through <= BLIND[0]
    assert refused <= BLIND[1]


@pytest.mark.parametrize(
    ("title", "text", "tone"),
    [
        ("Rovers slaughter Town in derby", "Three goals came in the first half.", "plain"),
        ("Villagers tell of slaughter", "Soldiers came at dawn.", "grave"),
        ("Carvers 40 dead in Tarn", "", "grave"),
        ("Forty dead in Tarn", "", "grave"),
        ("She took her own life", "", "grave"),
        ("They were taking their own lives", "", "grave"),
        ("Prime minister quits after vote", "An adorable dog sat by as she spoke.", "plain"),
        ("Adorable dog sits by as minister quits", "She spoke after the vote.", "light"),
        ("What a day!", "The band played! The fair was full of fun, cake and music.", "light"),
        ("What a day", "The union met and the bank cut its rates. There was cake.", "plain"),
    ],
)
def test_what_words_weigh_shows_where_they_stand(title: str, text: str, tone: Tone) -> None:
    """Numbers and forms stand for each other; sport tames slaughter, sober words tame puppies, the headline counts."""
    assert tone_of({"title": title, "text": text}) == tone


@pytest.mark.parametrize(
    ("language", "title", "tone"),
    [
        ("de", "Zwölf Tote bei Busunglück nahe Halm", "grave"),
        ("de", "Das war ein guter Tag für den Hafen", "plain"),
        ("de", "Promi-Klatsch: Wer küsst wen?", "light"),
        ("fr", "Un mort et trois blessés à Sarn", "grave"),
        ("fr", "Les deux listes sont au point mort", "plain"),
        ("fr", "Horoscope de la semaine", "light"),
        ("es", "Mueren nueve personas en el incendio de Halm", "grave"),
        ("es", "La receta más divertida del domingo", "light"),
        ("it", "Strage al mercato, ventidue vittime", "grave"),
        ("it", "Il trattato è a un punto morto", "plain"),
        ("pt", "Sobe para nove o número de mortos em Sarn", "grave"),
        ("nl", "Drie doden bij aanslag in Tarn", "grave"),
        ("sv", "Två döda efter jordbävningen", "grave"),
        ("pl", "Trzęsienie ziemi w Halm: są ofiary", "grave"),
        ("fi", "Nothing is known of this language: killed", "plain"),
        (None, "Three killed in Tarn", "grave"),
    ],
)
def test_other_languages_have_words_of_their_own(
    language: str | None, title: str, tone: Tone
) -> None:
    """A word counts in its own language only; a language without words is plain."""
    assert tone_of({"title": title, "text": ""}, language) == tone


def test_an_operator_adds_words_and_takes_words_out() -> None:
    """An own file adds to the lists; a word with - before it counts no more."""
    own = own_tones(
        b'[en]\nlight = ["gurning"]\ngrave = ["-funeral"]\n[fi]\ngrave = ["kuoli*"]', "own.toml"
    )
    assert own.tone([], tokens("Gurning champion crowned")) == "light"
    assert own.tone([], tokens("Funeral of the king")) == "plain"
    assert own.tone([], tokens("Kolme kuolivat"), "fi") == "grave"
    assert own.tone([], tokens("Three killed in Tarn")) == "grave"
    item = Item(body="The gurning went on till night.", headline="Gurning champion crowned")
    match = Matcher(tones=own).add(Story("a", "a", item))
    assert match.coverage


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"[en", "is not TOML"),
        (b"\xff", "is not TOML"),
        (b'english = ["dead"]', "no table of a language"),
        (b'[en]\nsad = ["dead"]', "en.sad is not one of"),
        (b"[en]\ngrave = [1]", "must be a list of words"),
    ],
)
def test_a_file_that_is_no_word_list_is_refused(data: bytes, said: str) -> None:
    """The error names the file and what is wrong with it."""
    with pytest.raises(ConfigError, match=said) as caught:
        own_tones(data, "own.toml")
    assert "own.toml" in str(caught.value)
