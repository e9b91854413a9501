"""What the desk counts of each feed agrees with what it stored, through stops and faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from copytaster.desk import Desk
from copytaster.desk.meters import all_facts, words_of
from copytaster.model import Cut, Item, Story
from wire import NOW, delivered, feed, ninjs, prose

RSS = """<rss version="2.0"><channel><title>ANX</title>{}</channel></rss>"""
ITEM = "<item><guid>{0}</guid><title>{0} reopens</title><description>{1}</description></item>"


@pytest.fixture
def desk(tmp_path: Path):
    """A desk with one feed."""
    with Desk.open(tmp_path, clock=lambda: NOW) as opened:
        opened.feeds.put(feed("anx"))
        yield opened


def items(*names: str) -> bytes:
    """A feed of some items, a promo in each."""
    body = "<p>The {0} bridge reopened on Monday.</p><p>Also Read | Ten cats of {0}</p>"
    escaped = body.replace("<", "&lt;")
    return RSS.format("".join(ITEM.format(n, escaped.format(n)) for n in names)).encode()


def test_every_word_is_kept_or_cut(desk: Desk) -> None:
    """Items and words in, kept and cut; what comes again counts once, the lost are none."""
    desk.take(delivered(items("Orla", "Varsk"), "anx"))
    desk.take(delivered(items("Orla", "Varsk", "Tarn"), "anx"))
    facts = all_facts(desk.store)["anx"]
    assert (facts.items, facts.again, facts.deliveries) == (3, 2, 2)
    rows = desk.store.latest(9)
    assert facts.kept == sum(row.words for row in rows)
    assert facts.cut > 0
    assert facts.words == facts.kept + facts.cut
    assert facts.lost == 0


def test_what_cannot_be_read_is_counted(desk: Desk) -> None:
    """A page in the place of a feed is an unreadable delivery of that feed."""
    desk.take(delivered(b"\x00\x01\x02", "anx"))
    facts = all_facts(desk.store)["anx"]
    assert (facts.deliveries, facts.unreadable, facts.items) == (0, 1, 0)


def test_a_fault_in_mid_delivery_counts_nothing_twice(desk: Desk, monkeypatch) -> None:
    """The batch that was rolled back is counted when it is done again, and only then."""
    body = items(*(f"B{n}" for n in range(40)))
    real, calls = desk.live.keep, []

    def failing(tx, count, **more):
        calls.append(count)
        if len(calls) == 2:
            raise RuntimeError("pulled plug")
        return real(tx, count, **more)

    monkeypatch.setattr(desk.live, "keep", failing)
    with pytest.raises(RuntimeError):
        desk.take(delivered(body, "anx"))
    assert all_facts(desk.store)["anx"].items == 25
    desk.catch_up()
    facts = all_facts(desk.store)["anx"]
    assert (facts.items, facts.again, facts.deliveries) == (40, 25, 1)


def test_files_by_hand_have_no_meter(desk: Desk) -> None:
    """What belongs to no feed is counted for none."""
    desk.take(delivered(ninjs("u:1", "Ferry strike", prose("Ferry"))))
    assert desk.store.values("meter:") == {}


def test_the_states_of_feeds(desk: Desk) -> None:
    """Each feed comes with its meter; one that brought nothing has an empty one."""
    desk.feeds.put(feed("courier"))
    desk.take(delivered(items("Orla"), "anx"))
    states = {s.feed.id: s for s in desk.feeds.states()}
    assert (states["anx"].facts.items, states["courier"].facts.items) == (1, 0)
    assert states["courier"].word == "waiting"


@pytest.mark.parametrize(
    ("spans", "words"),
    [((), (4, 0)), (((4, 7), (5, 13)), (2, 2)), (((4, 6),), (4, 1)), (((0, 18),), (0, 4))],
    ids=["none", "overlapping", "in-part", "all"],
)
def test_words_that_are_cut(spans: tuple[tuple[int, int], ...], words: tuple[int, int]) -> None:
    """Kept and cut words; overlapping cuts count once, a word cut in part stands in both."""
    cuts = tuple(Cut(start, end, "promo", "no copy") for start, end in spans)
    assert words_of(Story("s", "s", Item("one two three four"), cuts=cuts)) == words
