"""Composed stories before an editor: what waits, within which limit, and what an approval covers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from copytaster.desk import Desk
from wire import Clock, delivered, feed, ninjs

FIRST = (
    "TARN, May 6 (ANX) - The weir at Tarn failed on Monday night and flooded eleven cellars.\n\n"
    "Water stood a metre high in the lower streets until dawn on Tuesday, the fire brigade said.\n\n"
    "The brigade pumped out the last of the cellars in the afternoon with two borrowed engines.\n\n"
    "A hidden clause about the turbines was found in the papers of the works at Tarn."
)
SECOND = (
    "TARN, May 6 (Courier) - Eleven cellars were flooded when the Tarn weir gave way on Monday.\n\n"
    "The town has asked the county to pay for the damage at the weir and in the lower streets.\n\n"
    "Beyond the excerpt the Courier names the engineer who had warned of the weir last winter."
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(tmp_path, clock=Clock(), base_url="http://site.example") as opened:
        opened.feeds.put(feed("anx"))
        opened.feeds.put(replace(feed("courier"), policy="excerpt"))
        opened.take(delivered(ninjs("u:1", "Tarn weir fails", FIRST), "anx"))
        opened.take(delivered(ninjs("c:1", "Cellars flooded at Tarn", SECOND), "courier"))
        opened.publish()
        yield opened


def event(desk: Desk) -> str:
    events = {row.coverage for row in desk.store.latest(9)}
    if len(events) == 2:
        desk.arranger.merge(*sorted(events), "Ada Brandt")
        desk.publish()
    (found,) = {row.coverage for row in desk.store.latest(9)}
    return found


def page(desk: Desk, id_: str) -> str:
    return (desk.site_folder / f"events/{id_}/index.html").read_text(encoding="utf-8")


def test_a_story_about_excerpts_waits_and_quotes_within_them(desk: Desk) -> None:
    """Unapproved it is not on the page; what is proposed holds no sentence from beyond the excerpt."""
    id_ = event(desk)
    found = desk.proposal(id_)
    assert found is not None
    assert found.waits is not None
    assert "excerpt" in found.waits
    assert "Composed by" not in page(desk, id_)
    assert "Beyond the excerpt" not in found.draft.text
    cited = {c.story for s in found.draft.sentences for c in s.citations}
    assert len(cited) == 2


def test_an_approval_lets_it_out_and_a_refusal_takes_it_back(desk: Desk) -> None:
    """Let out by an editor it stands on the page, verified; declined it is gone and waits no more."""
    id_ = event(desk)
    desk.decide(f"coverage:{id_}", "publish", reason="read and checked", who="Ada Brandt")
    desk.publish()
    out = page(desk, id_)
    assert "Composed by" in out
    assert "Beyond the excerpt" not in out
    assert desk.verify(out).ok
    found = desk.proposal(id_)
    assert found is not None
    assert found.waits is None
    desk.decide(f"coverage:{id_}", "hold", reason="too thin", who="Bo Lind")
    desk.publish()
    assert "Composed by" not in page(desk, id_)
    declined = desk.proposal(id_)
    assert declined is not None
    assert declined.waits is None


def test_an_approval_covers_what_the_editor_saw(desk: Desk) -> None:
    """A newer edition of the excerpt's story is not composed of until it is approved in its turn."""
    id_ = event(desk)
    desk.decide(f"coverage:{id_}", "publish", who="Ada Brandt")
    desk.publish()
    newer = SECOND.replace("Eleven cellars", "Forty unseen cellars")
    desk.take(delivered(ninjs("c:1", "Cellars flooded at Tarn", newer, version="2"), "courier"))
    desk.publish()
    composed = page(desk, id_).partition('class="para"')[2].partition("</main>")[0]
    assert "Forty unseen" not in composed
    found = desk.proposal(id_)
    assert found is not None
    assert found.waits is None or "newer copy" in found.waits


def test_a_declined_story_stays_in_though_every_feed_is_full(desk: Desk) -> None:
    """An editor's refusal outranks the automatic."""
    desk.feeds.put(feed("courier"))
    id_ = event(desk)
    with desk.store.writing() as tx:
        for row in tx.latest(9):
            tx.touch("series", row.series)
    desk.publish()
    assert "Composed by" in page(desk, id_)
    desk.decide(f"coverage:{id_}", "hold", who="Ada Brandt")
    desk.publish()
    assert "Composed by" not in page(desk, id_)
