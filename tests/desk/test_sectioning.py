"""Sections on a running desk: they follow what is live."""

from __future__ import annotations

from pathlib import Path

from copytaster.desk import Desk
from wire import Clock, delivered, feed, ninjs, prose

_OTHER = """TOLVAN, May 5 (ANX) - Merit Aune of {mark} won the rowing prize of the southern lakes.

She had trained in the fog since January, her coach said, and ate nothing but oats."""


def _story(guid: str, name: str, code: str, **more: str) -> bytes:
    body = prose(name) if name == "Quillbridge" else _OTHER.format(mark=name)
    return ninjs(guid, f"{name} again", body, subject=[{"code": code, "name": code}], **more)


def test_sections_follow_what_is_live(tmp_path: Path) -> None:
    """A story comes into its section, moves with its topic, and leaves it when it is killed."""
    with Desk.open(tmp_path, clock=Clock(), base_url="http://site.example") as desk:
        desk.feeds.put(feed("anx"))
        desk.take(delivered(_story("u:1", "Quillbridge", "medtop:15000000"), "anx"))
        desk.take(delivered(_story("u:2", "Marrowgate", "medtop:15000000"), "anx"))
        desk.publish()
        sport = desk.site_folder / "sections/sport/index.html"
        assert b"Quillbridge" in sport.read_bytes()
        assert b"Marrowgate" in sport.read_bytes()
        assert b"Marrowgate" in (sport.parent / "feed.xml").read_bytes()
        assert b"sections/sport/" in (desk.site_folder / "index.html").read_bytes()
        moved = _story("u:2", "Marrowgate", "medtop:07000000", version="2")
        desk.take(delivered(moved, "anx"))
        desk.publish()
        assert b"Marrowgate" not in sport.read_bytes()
        assert b"Marrowgate" in (desk.site_folder / "sections/health/index.html").read_bytes()
        kill = ninjs("u:1", "KILL", "Kill it.", pubstatus="canceled", version="2")
        desk.take(delivered(kill, "anx"))
        desk.publish()
        assert not sport.parent.exists()
        assert b"sections/sport/" not in (desk.site_folder / "index.html").read_bytes()
        assert b"Marrowgate" in (desk.site_folder / "sections/index.html").read_bytes()


def test_the_operators_sections_take_the_place_of_the_topics(tmp_path: Path) -> None:
    """With rules of the operator's own only those sections exist."""
    rules = {"The Bridge": ["source:anx", "topic:sport"]}
    with Desk.open(tmp_path, clock=Clock(), base_url="http://s.example", sections=rules) as desk:
        desk.feeds.put(feed("anx"))
        desk.take(delivered(_story("u:1", "Quillbridge", "medtop:15000000"), "anx"))
        desk.publish()
        there = {p.name for p in (desk.site_folder / "sections").iterdir()}
        assert there == {"index.html", "the-bridge"}
