"""Whatever is asked of the desk and the site, by anybody or an editor: an answer, and the press goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

import payloads
from copytaster.desk import Desk
from copytaster.desk.running import Running
from copytaster.desk.web import build_app
from copytaster.desk.web.gate import Gate
from copytaster.errors import CopytasterError
from copytaster.intake import Allowance
from pushing import unlike
from served import Browser, Serve
from wire import Clock, delivered, feed, ninjs, prose

ODD = (*payloads.ALL[::16], "\x00", "%00", "..", "²", "٣", "-1", "1e9", "9" * 20, "a" * 3000)
GETS = ("/{q}", "/search?q={q}", "/oembed?url={q}&maxwidth={q}", "/provenance/{q}.json", "/events/{q}/provenance.json", "/stories/{q}/", "/push/{q}", "/desk/{q}/",
        "/desk/story/{q}", "/desk/event/{q}", "/desk?q={q}&before={q}&feed={q}", "/desk/name?back={q}", "/desk/enter?key={q}", "/desk/static/{q}")  # fmt: skip
POSTS = ("/hub", "/push/{q}", "/desk/feeds", "/desk/feeds/{q}", "/desk/outlets/{q}", "/desk/story/{q}/decide", "/desk/story/{q}/edit", "/desk/story/{s}/decide", "/desk/story/{s}/change",
         "/desk/story/{s}/move", "/desk/event/{q}/decide", "/desk/event/{q}/merge", "/desk/event/{e}/merge", "/desk/event/{e}/split", "/desk/event/{e}/undo")  # fmt: skip
FIELDS = ("kind", "reason", "what", "to", "other", "series", "number", "action", "url", "policy", "copy", "hub.mode", "hub.topic", "hub.callback")  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    asked = {"base_url": "http://site.example", "hub": "self", "push_url": "http://push.example"}
    with Desk.open(tmp_path / "desk", clock=Clock(), **asked) as desk:
        desk.feeds.put(feed("anx", agency="ANX"))
        desk.take(delivered(ninjs("u:1", "Quill reopens", prose("Quill")), "anx"))
        desk.publish()
        yield desk


def _inside(desk: Desk, serve: Serve) -> tuple[Browser, str]:
    gate = Gate(desk.store, desk.clock, secure=False)
    site = serve(lambda port: build_app(Running(desk, Allowance()), gate, port=port))
    site.get(f"/desk/enter?key={gate.new_key('Ada Brandt')}")
    return site, site.get("/desk/name").text.partition('name="csrf" value="')[2].partition('"')[0]


def test_no_request_fails(desk: Desk, serve: Serve) -> None:
    """No odd word in any address or field makes the server fail, and what follows is published."""
    site, csrf = _inside(desk, serve)
    (row,) = desk.store.latest(9)
    failed = []
    for word in ODD:
        said = word.encode("utf-8", "replace").decode()
        named = {"q": quote(said, safe=""), "s": row.series, "e": row.coverage}
        form = dict.fromkeys(FIELDS, said) | {"csrf": csrf}
        for path in GETS:
            failed += [path] if site.get(path.format(**named)).status == 500 else []
        for path in POSTS:
            for kind in (said, "publish") if path.endswith("decide") else (said,):
                answer = site.post(path.format(**named), form | {"kind": kind}, origin=site.home)
                failed += [path] if answer.status == 500 else []
    assert sorted(set(failed)) == []
    desk.take(delivered(ninjs("u:2", "Harbour opens", unlike("Harbour")), "anx"))
    desk.decide(row.series, "kill", reason="wrong")
    desk.publish()
    assert b"Harbour opens" in (desk.site_folder / "index.html").read_bytes()
    assert b"Quill" not in (desk.site_folder / "stories" / row.series / "index.html").read_bytes()


@pytest.mark.parametrize("name", ["nowhere", "%00", "../x", ""])
def test_no_decision_about_an_event_that_is_none(desk: Desk, name: str) -> None:
    """A made-up event is refused and leaves no trace: its name would stop every later pass."""
    with pytest.raises(CopytasterError, match="no such story or event"):
        desk.decide(f"coverage:{name}", "publish", reason="x")
    assert not desk.store.recent_decisions(9)
    desk.publish()
