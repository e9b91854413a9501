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


# What the public is told, and who is asked


def test_the_corrections_page_lists_what_was_withdrawn(desk: Desk, site: Browser) -> None:
    """When, by whom, and what an editor tells the public; no word of the story, no reason."""
    series = page_of(desk).split("/")[2]
    desk.decide(series, "kill", reason="Torm rang", notice="We published this in error.")
    desk.publish()
    for path in ("/corrections/", page_of(desk)):
        said = site.get(path).text
        assert "withdrawn by the desk" in said
        assert "We published this in error." in said
        assert "Quillbridge" not in said
        assert "Torm" not in said
    assert f"stories/{series}/" in site.get("/corrections/").text
    desk.decide(series, "release")
    desk.publish()
    assert "error" not in site.get("/corrections/").text


def test_a_kill_the_public_never_saw_is_not_listed(desk: Desk, site: Browser) -> None:
    """A story killed before it was shown leaves no trace at all."""
    body = ninjs("u:9", "KILL: ferry", "Kill it.", pubstatus="canceled")
    desk.take(delivered(body, "anx"))
    desk.publish()
    assert "Withdrawn" not in site.get("/corrections/").text


def test_a_notice_is_shown_as_text(desk: Desk, site: Browser) -> None:
    """An editor's words are no markup either."""
    desk.decide(page_of(desk).split("/")[2], "kill", notice="<script>alert(1)</script>")
    desk.publish()
    for path in ("/corrections/", page_of(desk)):
        assert "<script>alert" not in site.get(path).text


def entered(desk: Desk, serve: Serve) -> tuple[Browser, str]:
    """A browser inside the desk, and its CSRF word."""
    import re

    gate = Gate(desk.store, desk.clock, secure=False)
    browser = serve(lambda port: build_app(Running(desk, Allowance()), gate, port=port))
    browser.get(f"/desk/enter?key={gate.new_key()}")
    page = browser.get(f"/desk/story/{page_of(desk).split('/')[2]}").text
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found is not None
    return browser, found[1]


def test_the_screen_asks_before_it_kills(desk: Desk, serve: Serve) -> None:
    """It shows the story first and takes a reason for the desk and a notice for the public."""
    browser, csrf = entered(desk, serve)
    series = page_of(desk).split("/")[2]
    asked = browser.get(f"/desk/story/{series}/kill")
    assert "Kill this story?" in asked.text
    assert 'name="notice"' in asked.text
    assert desk.store.publication(series).state == "live"  # type: ignore[union-attr]
    said = {"csrf": csrf, "kind": "kill", "reason": "wrong", "notice": "Published in error."}
    where = f"/desk/story/{series}/decide"
    assert browser.post(where, said, origin=browser.home).status == 303
    assert "Published in error." in browser.get(page_of(desk)).text


def test_the_command_line_kills_and_releases(desk: Desk) -> None:
    """It shows what is meant and asks; without a yes nothing happens."""
    from typer.testing import CliRunner

    from copytaster.cli.app import app

    folder, page = str(desk.folder), page_of(desk)
    desk.close()
    runner = CliRunner()
    unsure = runner.invoke(
        app, ["kill", f"http://site.example{page}", "-r", "x", "-d", folder], input="n\n"
    )
    assert unsure.exit_code == 1
    assert "Quillbridge reopens" in unsure.output
    for words, state in ((["kill", "--reason", "x"], "killed"), (["release"], "live")):
        done = runner.invoke(app, [words[0], page.split("/")[2], "--yes", "-d", folder, *words[1:]])
        assert done.exit_code == 0, done.output
        with Desk.open(folder, writer=False) as reading:
            assert reading.store.publication(page.split("/")[2]).state == state  # type: ignore[union-attr]
    unknown = runner.invoke(app, ["kill", "nosuch", "-r", "x", "--yes", "-d", folder])
    assert unknown.exit_code == 1


def test_a_running_desk_takes_an_order(desk: Desk) -> None:
    """Left in its folder by another process, carried out, and put aside with a reason where it cannot be."""
    from copytaster.desk.errands import Order
    from copytaster.desk.orders import carry_out, leave, refused

    series = page_of(desk).split("/")[2]
    bad = leave(desk.folder, Order("nosuch", "kill"))
    good = leave(desk.folder, Order(series, "kill", reason="x", who="eve (command line)"))
    broken = good.with_name("0.json")
    broken.write_text("[1")
    assert carry_out(desk.folder, desk.obey) == 3
    assert "no such story" in (refused(bad) or "")
    assert not good.exists()
    assert refused(broken)
    desk.publish()
    assert desk.store.publication(series).state == "killed"  # type: ignore[union-attr]
    assert desk.store.decisions(series)[-1].who == "eve (command line)"
