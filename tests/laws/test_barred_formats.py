"""Law 3 in every format: what its sender holds back is in no public output."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from barred import BARRED, BODY, HEAD, letter, mail, ninjs3
from copytaster import parse
from copytaster.desk import Desk
from copytaster.desk.decisions import Standing, rule
from copytaster.reading import read
from wire import NOW, Clock, delivered, feed, ninjs

ONE_EACH = ("ninjs3 embargoedUntil", "g2 in newsMessage", "nitf release", "nml1 embargoed until",
            "rss prism", "atom draft", "wxr future", "mail cover embargo 2", "iptc kill",
            "anpa hfr", "house", "html embargo")  # fmt: skip


@pytest.mark.parametrize("name", BARRED)
def test_it_is_never_ruled_live(name: str) -> None:
    """Every item in which the words stand is barred or left to an editor, whatever the feed's policy."""
    words = 0
    for item in parse(BARRED[name]).items:
        if "Quillbridge" in f"{item.headline} {item.body}":
            words += 1
            assert rule(read(item), Standing(policy="full"), NOW).state != "live"
    assert words, "the document must hold the copy, or this proves nothing"


@pytest.mark.parametrize("name", ONE_EACH)
def test_it_is_in_no_file(name: str, tmp_path: Path) -> None:
    """The whole line, to the public site: the desk has it, the public does not."""
    with Desk.open(tmp_path / "desk", clock=Clock(), base_url="http://site.example") as desk:
        desk.feeds.put(replace(feed("anx", agency="ANX"), page="html" in name))
        desk.take(delivered(BARRED[name], "anx"))
        desk.publish()
        files = [p for p in desk.site_folder.rglob("*") if p.is_file()]
        assert len(files) > 5
        assert [p for p in files if b"Quillbridge" in p.read_bytes()] == []
        assert desk.search("Quillbridge")


@pytest.mark.parametrize("document", [ninjs3(), mail(), letter("Copy", "For use.", ("application/json", ninjs("u", HEAD, BODY)))], ids=["ninjs3", "mail", "letter"])  # fmt: skip
def test_nothing_else_is_barred(document: bytes) -> None:
    """The same documents with nothing that bars them are live."""
    (item,) = parse(document).items
    assert rule(read(item), Standing(policy="full"), NOW).state == "live"


def test_a_story_that_came_along_stands_for_itself_where_it_says_so() -> None:
    """An associated story with a status of its own is not held back with the one that brought it."""
    side = json.loads(ninjs("u:2", HEAD, BODY))
    main = ninjs(
        "u:1", "Other", "Other.", embargoed="2031-05-09T00:00:00Z", associations={"a": side}
    )
    first, second = parse(main).items
    assert first.embargo is not None
    assert second.embargo is None


def test_a_kill_by_letter_is_a_kill_of_what_came_with_it() -> None:
    """``KILL`` in the subject: each story attached is canceled."""
    stories = [("application/json", ninjs(f"u{n}", HEAD, BODY)) for n in range(3)]
    found = parse(letter("KILL: the bridge", "Please kill.", *stories)).items
    assert [i.status for i in found] == ["canceled"] * 3
