"""What a reader of the site is given while a story is being withdrawn."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from copytaster.desk import Desk
from copytaster.desk.running import Running
from copytaster.desk.web import build_app
from copytaster.desk.web.gate import Gate
from copytaster.intake import Allowance
from copytaster.publish import writer
from served import Browser, Serve
from wire import Clock, delivered, feed, ninjs, prose


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with one live story."""
    with Desk.open(tmp_path / "desk", clock=Clock(), base_url="http://site.example") as desk:
        desk.feeds.put(feed("anx"))
        desk.take(delivered(ninjs("u:1", "Quillbridge reopens", prose("Quillbridge")), "anx"))
        desk.publish()
        yield desk


@pytest.fixture
def site(desk: Desk, serve: Serve) -> Browser:
    """The desk's web server."""
    running = Running(desk, Allowance())
    gate = Gate(desk.store, desk.clock, secure=False)
    return serve(lambda port: build_app(running, gate, port=port))


def kill(desk: Desk) -> None:
    """The agency's kill comes in; nothing is published yet."""
    body = ninjs("u:1", "KILL: bridge", "Kill it.", pubstatus="canceled", version="2")
    desk.take(delivered(body, "anx"))


def page_of(desk: Desk) -> str:
    """The path of the story's page."""
    return f"/stories/{desk.store.latest(1)[0].series}/"


def test_the_status_never_contradicts_the_page(desk: Desk, site: Browser) -> None:
    """Withdrawn and released over and over under a reader's eyes: 410 with the tombstone, 200 with the story."""
    path = page_of(desk)
    file = path[1:] + "index.html"
    from copytaster.model import Page

    live = Page(file, (desk.site_folder / file).read_bytes(), "text/html")
    kill(desk)
    desk.publish()
    stone = Page(file, (desk.site_folder / file).read_bytes(), "text/html", 410)
    over = threading.Event()

    def toggle() -> None:
        while not over.is_set():
            for one in (live, stone):
                writer.write(desk.site_folder, [one])

    turning = threading.Thread(target=toggle)
    turning.start()
    try:
        seen = set()
        for _ in range(300):
            answer = site.get(path)
            seen.add(
                (answer.status, b"was withdrawn" in answer.body, b"Quillbridge" in answer.body)
            )
    finally:
        over.set()
        turning.join()
    assert seen == {(200, False, True), (410, True, False)}


@pytest.mark.parametrize("at", ["_write_gone", "_touched"])
def test_a_stop_between_tombstone_and_list_is_made_good(
    desk: Desk, site: Browser, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    """Killed right after the tombstone took its name: readers get 410 at once, the list comes with the next pass."""
    kill(desk)

    def dying(*_: object) -> None:
        raise OSError("power cut")

    monkeypatch.setattr(writer, at, dying)
    with pytest.raises(OSError, match="power cut"):
        desk.publish()
    monkeypatch.undo()
    answer = site.get(page_of(desk))
    assert answer.status == 410
    assert b"Quillbridge" not in answer.body
    desk.publish()
    assert writer.gone(desk.site_folder) == (page_of(desk)[1:] + "index.html",)
    left = [
        p for p in desk.site_folder.rglob("*") if p.is_file() and b"Quillbridge" in p.read_bytes()
    ]
    assert left == []
