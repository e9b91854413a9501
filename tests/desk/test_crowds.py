"""Events of very many stories: a bounded page, and passes of the press that do not grow with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.desk import Desk, crowds, events, recent, standings
from copytaster.desk.crowds import told_in_full
from copytaster.desk.editing import Draft
from copytaster.store import StoryRow
from wire import NOW, Clock, delivered, feed

_TOLD = 10
_ITEM = (
    "<item><guid>{0}</guid><title>Harbour notice {0}</title><description>{1}</description></item>"
)
_COPY = (
    "The harbour board of Ostwick met on Monday and agreed to mend the north quay before winter, "
    "the chair Mila Orsk said. The quay has been shut since a storm in January. Berth {0} stays open. "
)


def notices(first: int, count: int) -> bytes:
    """So many stories of one event."""
    items = "".join(_ITEM.format(n, _COPY.format(n) * 3) for n in range(first, first + count))
    return f'<rss version="2.0"><channel><title>W</title>{items}</channel></rss>'.encode()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk on which ten stories are many, and memory holds few more."""
    monkeypatch.setattr(events, "FULL", _TOLD)
    monkeypatch.setattr(crowds, "LISTED", 30)
    monkeypatch.setattr(standings, "_WHOLE", 25)
    monkeypatch.setattr(recent, "_STORIES", 25)
    with Desk.open(
        tmp_path, clock=Clock(), base_url="http://site.example", front_stories=5
    ) as made:
        made.feeds.put(feed("anx"))
        yield made


def _work_of_a_pass(desk: Desk, monkeypatch: pytest.MonkeyPatch, first: int) -> int:
    """How many editions a pass reads from the store once five more stories of the event have come."""
    desk.take(delivered(notices(first, 5), "anx"))
    read: list[str] = []
    honest = desk.store.story
    with monkeypatch.context() as patched:
        patched.setattr(desk.store, "story", lambda id_: read.append(id_) or honest(id_))
        desk.publish()
    return len(read)


def _page(desk: Desk) -> str:
    (event,) = {row.coverage for row in desk.store.latest(500)}
    return (desk.site_folder / "events" / event / "index.html").read_text()


def test_a_pass_costs_the_same_however_large_the_event(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With three times the stories a pass reads no more editions, though memory holds a fraction of them."""
    desk.take(delivered(notices(0, 40), "anx"))
    desk.publish()
    early = _work_of_a_pass(desk, monkeypatch, 40)
    desk.take(delivered(notices(45, 70), "anx"))
    desk.publish()
    late = _work_of_a_pass(desk, monkeypatch, 115)
    assert late <= early + _TOLD


def test_the_page_names_what_it_does_not_tell(desk: Desk) -> None:
    """It says of how many it tells, links to others and counts the rest; a killed one goes from among them."""
    desk.take(delivered(notices(0, 60), "anx"))
    desk.publish()
    page = _page(desk)
    assert "tells of 10 of the 60 stories" in page
    assert "30 more stories, and 20 beyond these" in page
    assert page.count('href="../../stories/') >= 40
    listed = page.partition("more stories")[2]
    gone = next(row for row in desk.store.latest(500) if f"stories/{row.series}/" in listed)
    desk.decide(gone.series, "kill", reason="wrong")
    desk.publish()
    after = _page(desk)
    assert gone.series not in after
    left = desk.store.count_publications()["live"]  # its copies went with it
    assert left < 60
    assert f"tells of 10 of the {left} stories" in after
    assert desk.verify(after).ok


def test_an_edited_story_is_told_by_no_old_headline(desk: Desk) -> None:
    """Where an editor changed a headline the list does not bear the one it came with."""
    desk.take(delivered(notices(0, 30), "anx"))
    desk.publish()
    listed = _page(desk).partition("more stories")[2]
    row = next(row for row in desk.store.latest(500) if f"stories/{row.series}/" in listed)
    desk.editor.revise(row.series, Draft(headline="Quay to be mended", open=False), "Ada Brandt")
    desk.publish()
    assert f">{row.headline}<" not in _page(desk)


def _row(n: int, provider: str, copy: bool, live: bool) -> StoryRow:
    return StoryRow(
        n, f"id{n}", f"s{n}", provider, None, "f", "d", f"Headline {n}", None, NOW, "e",
        "id0" if copy and n else None, None, None, 0.0, None, "usable", "en", 9, False,
        "live" if live else "killed",
    )  # fmt: skip


_ROWS = st.lists(st.tuples(st.sampled_from("abc"), st.booleans(), st.booleans()), max_size=40)


@given(_ROWS, st.integers(5, 20), st.integers(0, 39))
def test_whom_a_page_tells_in_full(
    made: Sequence[tuple[str, bool, bool]], most: int, naming: int
) -> None:
    """All where they are few; else as many as may be, the first of every provider and who names the event among them."""
    rows = [_row(n, *one) for n, one in enumerate(made)]
    live = [row for row in rows if row.state == "live"]
    told = told_in_full(rows, f"Headline {naming}", most)
    if len(live) <= most:
        assert told == rows
        return
    assert len(told) == most
    assert all(row.state == "live" for row in told)
    assert live[0] in told
    assert {row.provider for row in told} == {row.provider for row in live}
    assert rows[naming : naming + 1] == [] or rows[naming] in told or rows[naming].state != "live"
