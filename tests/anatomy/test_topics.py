"""What the copy is about: the sender's word first, names of categories next, words of copy last."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benches import benchmark
from copytaster.anatomy import topic_model
from copytaster.anatomy.topic_model import classify, load, pack, unpack
from copytaster.anatomy.topics import find_topics
from copytaster.formats.topics import PART_OF_NAME, WHOLE_NAME, topic_name
from copytaster.model import Item, Subject

ROOT = Path(__file__).resolve().parents[2]
MATCH = (
    "Halden beat Orlo United 3-1 on Saturday to go top of the league, with striker Mara Quill scoring "
    "twice before half-time. The coach praised his players and the goalkeeper, who saved a penalty."
)


def said(item: Item, text: str = "", language: str | None = "en") -> list[tuple[str, float, str]]:
    """Code, confidence and source of every topic."""
    return [(t.code, t.confidence, t.source) for t in find_topics(item, (text,), language)]


def sent(*codes: str) -> Item:
    """An item with these subjects, named as feeds name them."""
    return Item(subjects=tuple(Subject(c, c.partition(":")[2]) for c in codes))


def test_codes_of_the_sender_are_sure_and_have_one_spelling() -> None:
    """IPTC's codes in any spelling become Media Topics by their English names; copy is not asked."""
    item = sent("medtop:20000160", "iptc:15054000", "subj:15054000")
    assert said(item, MATCH) == [
        ("medtop:20000139", 1.0, "sender"),
        ("medtop:20001065", 1.0, "sender"),
    ]
    names = [t.name for t in find_topics(item, (MATCH,), "en")]
    assert names == ["accident and emergency incident", "soccer"]


def test_categories_stay_and_name_media_topics_less_surely() -> None:
    """The sender's words stay as sent; what they are names of follows, and copy is not asked."""
    assert said(sent("category:Sports", "category:business"), MATCH) == [
        ("category:Sports", 1.0, "sender"),
        ("category:business", 1.0, "sender"),
        ("medtop:15000000", WHOLE_NAME, "name"),
        ("medtop:04000000", PART_OF_NAME, "name"),
    ]


def test_categories_are_read_in_the_language_of_the_copy() -> None:
    """ "Wirtschaft" names a topic of German copy; in English copy it is a word like any other."""
    item = sent("category:Wirtschaft")
    assert ("medtop:20000344", WHOLE_NAME, "name") in said(item, "", "de")
    assert said(item, "", "en") == [("category:Wirtschaft", 1.0, "sender")]


def test_what_names_nothing_leaves_the_copy_to_tell() -> None:
    """A category such as "World" is kept and the copy classified."""
    (first, second, *_) = said(sent("category:World"), MATCH)
    assert first == ("category:World", 1.0, "sender")
    assert second[0] == "medtop:15000000"
    assert second[2] == "text"
    assert 0.5 < second[1] < 1


def test_other_languages_and_few_words_say_nothing() -> None:
    """Only English copy is classified, and only with words enough to go by."""
    assert said(Item(), MATCH, "de") == []
    assert said(Item(), MATCH, None) == []
    assert said(Item(), "The league.") == []
    assert said(Item(), "") == []


def test_a_headline_alone_may_be_enough() -> None:
    """A full headline is classified where there is no copy."""
    item = Item(
        headline="Earthquake of magnitude 6.1 kills dozens, rescuers search rubble for survivors"
    )
    assert said(item)[0][0] == "medtop:03000000"


def test_only_the_head_of_the_copy_is_looked_at() -> None:
    """What a story is about stands at its head; nothing behind the first thousand characters counts."""
    head = (MATCH * 6)[:1000]
    assert said(Item(), head) == said(Item(), head + " The court jailed the murderer." * 500)


def test_the_surest_come_first_and_none_is_certain() -> None:
    """Topics by words fall in confidence, and each has a name of the vocabulary."""
    for text in (
        MATCH,
        "The minister told parliament the budget would cut taxes after the election, and shares, bonds and the currency rose as investors bought.",
    ):
        found = list(classify("", text))
        assert found
        assert all(0 < t.confidence < 1 for t in found)
        assert all(topic_name(t.code) == t.name for t in found)


@given(st.text(max_size=3000), st.text(max_size=400))
def test_any_text_is_classified_without_raising(text: str, title: str) -> None:
    """Whatever the copy, topics are found or not, the same each time."""
    item = Item(headline=title)
    assert find_topics(item, (text,), "en") == find_topics(item, (text,), "en")


def test_a_page_of_every_known_word_does_not_overflow() -> None:
    """However many words are known, sums stay apart: shares add up to one."""
    model = load()
    everything = " ".join(model.rows)
    shares = model.shares(everything, everything)
    assert abs(sum(p for p, _ in shares) - 1) < 1e-9


def test_a_model_survives_its_file() -> None:
    """Packing and unpacking give the same model, and the file is small."""
    model = load()
    assert unpack(pack(model)) == model
    assert len(pack(model)) < 1_500_000
    assert "CC BY" in model.credit
    assert [c[:2] for c in model.codes] == [f"{n:02}" for n in range(1, 18)]


def test_steps_rise() -> None:
    """The greater the share, the greater the confidence, and none promises certainty."""
    for steps in (load().first, load().further):
        assert list(steps) == sorted(steps)
        assert [sure for _, sure in steps] == sorted(sure for _, sure in steps)
        assert all(0.5 <= sure < 1 for _, sure in steps)


def _bench() -> ModuleType:
    return benchmark("_topics")


def test_labels_are_facts_only() -> None:
    """Keys and codes of the seventeen topics; no label of training is one of measuring."""
    tops = set(load().codes)
    rows = [json.loads(r) for r in (ROOT / "tests/anatomy/data/topics.jsonl").open()]
    trained = [json.loads(r) for r in (ROOT / "models/topics_labels.jsonl").open()]
    for row in (*rows, *trained):
        assert set(row["topics"]) <= tops
    assert not {r["key"] for r in rows} & {r["key"] for r in trained}
    assert len(rows) == len({r["key"] for r in rows}) == 199


@pytest.mark.shared
def test_the_models_figures(shared: Path) -> None:
    """On stories labelled by hand: floors that may only rise, and better than counted words."""
    bench = _bench()
    stories = bench.labelled(shared)
    for half, said_floor, main_floor in (("dev", 0.92, 0.86), ("test", 0.88, 0.82)):
        asked = [s for s in stories if s.half == half]
        model, lists = bench.figures(asked, bench.told), bench.figures(asked, bench.listed)
        assert model["said"] >= said_floor
        assert model["main"] >= main_floor
        assert model["true"] >= 0.95
        assert model["micro_f1"] > lists["micro_f1"]


def test_the_model_is_loaded_once() -> None:
    """One model serves all stories."""
    assert load() is load()
    assert topic_model.FILE.endswith(".z")
