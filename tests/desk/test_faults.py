"""A fault of the program's own, met in one document, stops no other copy and no kill."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from copytaster import reading
from copytaster.desk import Desk, opening
from copytaster.desk.running import Running
from copytaster.formats import parse
from copytaster.intake import Allowance
from wire import Clock, delivered, feed, ninjs, prose


def _desk(folder: Path) -> Desk:
    desk = Desk.open(folder, clock=Clock(), base_url="http://site.example")
    desk.feeds.put(feed("anx", agency="ANX"))
    return desk


def test_a_reader_that_fails_refuses_its_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The document is refused with the place of the fault and no word of copy; it is not tried for ever."""

    def failing(data: bytes, **more: Any) -> Any:
        if b"Poison" in data:
            raise KeyError("Poison words")
        return parse(data, **more)

    monkeypatch.setattr(opening, "parse", failing)
    with _desk(tmp_path) as desk:
        tally = desk.take(delivered(ninjs("u:1", "Poison", prose("Poison")), "anx"))
        assert "the program failed on it" in tally.refused[0].reason
        assert "KeyError test_faults.py:" in tally.refused[0].reason
        assert "Poison" not in tally.refused[0].reason
        desk.take(delivered(ninjs("u:2", "Quill reopens", prose("Quill")), "anx"))
        assert desk.catch_up().files == 0
        desk.publish()
        assert [row.headline for row in desk.store.latest(9, state="live")] == ["Quill reopens"]


def test_a_room_that_fails_refuses_its_story_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two stories in one delivery the other one is taken in."""
    attributing = reading.attributing

    def failing(story: Any, tokens: Any) -> Any:
        if "Poison" in story.text:
            raise RecursionError
        return attributing(story, tokens)

    monkeypatch.setattr(reading, "attributing", failing)
    items = "".join(
        f"<item><guid>{n}</guid><title>{n}</title><description>{prose(n)}</description></item>"
        for n in ("Poison", "Quill")
    )
    with _desk(tmp_path) as desk:
        tally = desk.take(
            delivered(f'<rss version="2.0"><channel>{items}</channel></rss>'.encode(), "anx")
        )
        assert [refusal.subject for refusal in tally.refused] == ["Poison"]
        desk.publish()
        assert [row.headline for row in desk.store.latest(9, state="live")] == ["Quill"]


async def test_a_kill_reaches_the_site_while_intake_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever stands in the way of new copy, the press makes its passes."""
    with _desk(tmp_path) as desk:
        desk.take(delivered(ninjs("u:1", "Quill reopens", prose("Quill")), "anx"))
        desk.publish()
        (row,) = desk.store.latest(9, state="live")
        desk.decide(row.series, "kill", reason="wrong")
        running = Running(desk, Allowance())

        def failing() -> Iterator[None]:
            raise OSError("the folder is gone")

        monkeypatch.setattr(running._drops, "sweeping", failing)
        page = desk.site_folder / "stories" / row.series / "index.html"
        async with asyncio.timeout(60), running.working():
            while b"Quill" in page.read_bytes() or not running.fault:
                await asyncio.sleep(0.05)
        assert "gone" in (running.fault or "")


@pytest.mark.parametrize("tag", ["\u017fcript", "\u017ftyle", "SCR\u0130PT"])
def test_letters_that_only_fold_to_ascii_name_no_element(tag: str) -> None:
    """A tag spelt with a long s is no script, and fails no reader."""
    text = f"The ferry <{tag}>sank</{tag}> on Monday. <script>gone()</script>"
    body = f'<rss version="2.0"><channel><item><description><![CDATA[<p>{text}</p>]]></description></item></channel></rss>'
    (item,) = parse(body.encode()).items
    assert "sank" in item.body
    assert "gone" not in item.body
