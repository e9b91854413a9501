"""The site's documents for machines: there while a story is public, and never a moment longer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from copytaster.desk import Desk
from copytaster.desk.running import Running
from copytaster.desk.web import build_app
from copytaster.desk.web.gate import Gate
from copytaster.formats import parse
from copytaster.intake import Allowance
from copytaster.publish import links, wire_out, writer
from served import Browser, Serve
from wire import Clock, delivered, feed, ninjs, prose

ALL = tuple(links.DOCUMENTS)
MARK = b"Quillbridge"


def opened(folder: Path, clock: Clock, wire: tuple[str, ...] = ALL) -> Desk:
    """A desk that makes these documents."""
    return Desk.open(folder, clock=clock, base_url="http://site.example", wire=wire)


@pytest.fixture
def clock() -> Clock:
    """A clock moved by hand."""
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """A desk with one live story and all its documents."""
    with opened(tmp_path / "desk", clock) as desk:
        desk.feeds.put(feed("anx"))
        ahead = ninjs(
            "u:1",
            "Quillbridge reopens",
            prose("Quillbridge"),
            versioncreated="2044-05-06T11:00:00Z",
        )
        desk.take(delivered(ahead, "anx"))
        desk.publish()
        yield desk


def documents(desk: Desk) -> dict[str, Path]:
    """Where the story's documents are, by name."""
    series = desk.store.latest(1)[0].series
    return {n: desk.site_folder / p for n, p in wire_out.document_paths(series).items()}


def kill(desk: Desk) -> None:
    """The agency's kill comes in."""
    body = ninjs("u:1", "KILL: bridge", "Kill it.", pubstatus="canceled", version="2")
    desk.take(delivered(body, "anx"))


def telling(desk: Desk) -> list[str]:
    """The files of the site in which a word of the story stands."""
    root = desk.site_folder
    return [p.name for p in root.rglob("*") if p.is_file() and MARK in p.read_bytes()]


def test_documents_stand_beside_the_page_and_are_named_on_it(desk: Desk) -> None:
    """Each document holds the copy, the page links to each, and the lists are there."""
    found = documents(desk)
    page = (found["ninjs"].parent / "index.html").read_text()
    for name, path in found.items():
        assert MARK in path.read_bytes()
        assert f'type="{links.DOCUMENTS[name].type}"' in page
        assert links.DOCUMENTS[name].file in page
    for path in (wire_out.NINJS_LIST, wire_out.G2_LIST):
        (item,) = parse((desk.site_folder / path).read_bytes()).items
        assert item.headline == "Quillbridge reopens"


def test_a_killed_story_is_canceled_in_the_same_pass(desk: Desk) -> None:
    """Documents and lists say canceled of the same name; no file holds a word of it."""
    name = parse(documents(desk)["ninjs"].read_bytes()).items[0].guid
    kill(desk)
    desk.publish()
    assert telling(desk) == []
    told = documents(desk)
    assert not told.pop("oembed").exists()
    listed = [desk.site_folder / p for p in (wire_out.NINJS_LIST, wire_out.G2_LIST)]
    for path in (*told.values(), *listed):
        (item,) = parse(path.read_bytes()).items
        assert (item.status, item.guid, item.body) == ("canceled", name, "")


def test_a_withheld_story_leaves_no_document(desk: Desk) -> None:
    """It was not killed: nothing of it is said, not even that it was."""
    body = ninjs("u:1", "Quillbridge reopens", "x", pubstatus="withheld", version="2")
    desk.take(delivered(body, "anx"))
    desk.publish()
    assert telling(desk) == []
    assert not any(path.exists() for path in documents(desk).values())
    assert json.loads((desk.site_folder / wire_out.NINJS_LIST).read_bytes()) == []


def test_a_story_killed_before_it_was_public_is_not_told_of(tmp_path: Path, clock: Clock) -> None:
    """No document, no line in a list: nobody ever took it."""
    with opened(tmp_path / "desk", clock) as desk:
        desk.feeds.put(feed("anx"))
        desk.take(delivered(ninjs("u:1", "Quillbridge", prose("Quillbridge")), "anx"))
        kill(desk)
        desk.publish()
        assert json.loads((desk.site_folder / wire_out.NINJS_LIST).read_bytes()) == []
        assert not any(path.exists() for path in documents(desk).values())


@pytest.mark.parametrize("at", ["_stage", "_touched", "_write_gone"])
def test_a_stop_in_mid_kill_leaves_no_document_to_be_taken(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    """Stopped at its first file or between files: the next pass cancels what the first left."""

    def dying(*_: object) -> None:
        raise OSError("power cut")

    kill(desk)
    monkeypatch.setattr(writer, at, dying)
    with pytest.raises(OSError, match="power cut"):
        desk.publish()
    monkeypatch.undo()
    desk.publish()
    assert telling(desk) == []


def test_versions_count_up_whatever_happens_to_the_story(desk: Desk, clock: Clock) -> None:
    """Sent with a date of years to come, updated, killed by the desk, released: each a higher version."""
    seen: list[int] = []
    series = desk.store.latest(1)[0].series

    def note() -> None:
        clock.now += timedelta(minutes=1)
        desk.publish()
        seen.append(int(parse(documents(desk)["ninjs"].read_bytes()).items[0].version or ""))

    note()
    body = ninjs("u:1", "Quillbridge reopens", prose("Quillbridge"), version="2")
    desk.take(delivered(body, "anx", clock.now))
    note()
    desk.decide(series, "kill", who="pia", reason="wrong bridge")
    note()
    clock.now += timedelta(minutes=1)
    desk.decide(series, "release", who="pia")
    note()
    assert seen == sorted(set(seen))


def test_a_document_no_longer_wanted_goes_with_the_next_change(
    tmp_path: Path, clock: Clock
) -> None:
    """An old document must not outlive a correction of its story; a kill finds it anyway."""
    folder = tmp_path / "desk"
    with opened(folder, clock) as desk:
        desk.feeds.put(feed("anx"))
        desk.take(delivered(ninjs("u:1", "Quillbridge reopens", prose("Quillbridge")), "anx"))
        desk.publish()
    with opened(folder, clock, wire=("nitf",)) as desk:
        body = ninjs("u:1", "Quillbridge reopens at last", prose("Quillbridge"), version="2")
        desk.take(delivered(body, "anx"))
        desk.publish()
        there = {name for name, path in documents(desk).items() if path.exists()}
        assert there == {"nitf"}


def test_oembed_answers_for_live_stories_alone(desk: Desk, serve: Serve) -> None:
    """A quotation for a live story's address; 404 for a killed one, another site, or nothing; 501 for XML."""
    site: Browser = serve(
        lambda port: build_app(
            Running(desk, Allowance()), Gate(desk.store, desk.clock, secure=False), port=port
        )
    )
    url = f"http://site.example/stories/{desk.store.latest(1)[0].series}/"
    answer = site.get(f"/oembed?url={url}&format=json&maxwidth=300")
    told = json.loads(answer.body)
    assert (answer.status, told["type"], told["version"], told["width"]) == (
        200,
        "rich",
        "1.0",
        300,
    )
    assert url in told["html"]
    assert site.get(f"/oembed?url={url}&format=xml").status == 501
    for other in ("http://other.example/stories/0/", "", "x" * 3000, url + "../../desk"):
        assert site.get(f"/oembed?url={other}").status == 404
    kill(desk)
    desk.publish()
    gone = site.get(f"/oembed?url={url}")
    assert (gone.status, MARK in gone.body) == (404, False)
