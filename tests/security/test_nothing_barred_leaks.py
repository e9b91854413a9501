"""Held, withheld, embargoed, killed and sealed words are in no output, the newest kinds included."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from copytaster.desk import Desk
from copytaster.desk.dispatcher import Dispatcher
from copytaster.desk.editing import Draft
from copytaster.desk.running import Running
from copytaster.desk.web import build_app
from copytaster.desk.web.gate import Gate
from copytaster.intake import Allowance, Fetcher
from pushing import LOOPBACK
from receivers import Blog, Hook, receiving
from served import Browser, Serve
from wire import NOW, Clock, delivered, feed, ninjs

FIELDS = ("Headmarkle", "Deckmarkle", "Bodymarkle", "Bylimarkle", "Slugmarkle", "Topimarkle", "Captmarkle", "Altmarkle", "Quotemarkle")  # fmt: skip
LATE = "Latemarkle"


def _story(guid: str, mark: str = "", late: str = "", **more: Any) -> bytes:
    """Copy in which every field has a word of its own, with ``mark`` at its end."""
    head, deck, body, byline, slug, topic, caption, alt, quote = (f"{f}{mark}" for f in FIELDS)
    text = (
        f"VARSK, May 6 (ANX) - The {body} ferry sank in the Orla on Monday, killing 12 people, police said.\n\n"
        "The crossing is closed until Thursday, the harbour board said on Monday evening.\n\n"
        f'"The {quote} timbers were rotten," harbour master Ilva Torm said. The company denied that.\n\n'
        f"Divers are to raise the {late or 'bell'} on Friday, when the fog has gone."
    )
    picture = {
        "uri": f"{guid}p", "type": "picture", "headline": alt, "description_text": caption,
        "renditions": {"main": {"href": "https://anx.example/p.jpg"}},
    }  # fmt: skip
    return ninjs(guid, f"{head} ferry sinks {guid}", text, byline=byline, slugline=slug, description_text=deck,
                 subject=[{"name": topic, "code": "x:1"}], associations={"p": picture}, **more)  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(
        tmp_path / "desk", clock=Clock(), base_url="http://site.example", hub="self", provenance="written",
        wire=("ninjs", "newsml-g2", "nitf", "oembed"), allow_networks=("127.0.0.0/8",),
    ) as desk:  # fmt: skip
        desk.feeds.put(feed("anx", agency="ANX", speaks_for=("ANX",)))
        desk.feeds.put(replace(feed("held"), policy="hold"))
        desk.feeds.put(replace(feed("part"), policy="excerpt"))
        desk.live.authorise(desk.feeds.speaks_for())
        yield desk


def _everything(desk: Desk, serve: Serve) -> dict[str, bytes]:
    """Every public file, every answer without a session, everything that outlets were sent."""
    found = {p.relative_to(desk.site_folder).as_posix(): p.read_bytes() for p in desk.site_folder.rglob("*") if p.is_file()}  # fmt: skip
    gate = Gate(desk.store, desk.clock, secure=False)
    site = serve(lambda port: build_app(Running(desk, Allowance()), gate, port=port))
    for row in desk.store.latest(100):
        found |= _asked(site, row.series, row.coverage)
    asyncio.run(_push(desk, found))
    return found


def _asked(site: Browser, series: str, coverage: str | None) -> dict[str, bytes]:
    names = ("", "story.ninjs.json", "story.newsml.xml", "story.nitf.xml", "oembed.json")
    paths = [*(f"/stories/{series}/{name}" for name in names), f"/provenance/{series}.json", f"/desk/story/{series}", f"/desk/story/{series}/compare",
             f"/oembed?url=http://site.example/stories/{series}/", f"/events/{coverage}/", f"/events/{coverage}/provenance.json", "/desk", "/desk/wire"]  # fmt: skip
    return {f"served {path}": site.get(path).body for path in paths}


async def _push(desk: Desk, found: dict[str, bytes]) -> None:
    hooks, blog = [Hook(), Hook()], Blog()
    async with AsyncExitStack() as stack:
        for receiver in (*hooks, blog):
            await stack.enter_async_context(receiving(receiver))
        for hook, share in zip(hooks, ("full", "excerpt"), strict=True):
            form = "ninjs" if share == "full" else "jsonfeed"
            hook.secret = str(desk.outlets.add("webhook", f"{hook.base}/in", share=share, format=form, backlog=True).secret)  # fmt: skip
        desk.outlets.add("wordpress", blog.base, secret=blog.password, user=blog.user, share="full", status="publish", backlog=True)  # fmt: skip

        async def write(work: Any, *args: Any) -> Any:
            return work(*args)

        async with Fetcher(LOOPBACK) as fetcher:
            await Dispatcher(desk, write, chance=lambda: 0.0).round(fetcher)
    found["pushed"] = repr([hook.messages for hook in hooks]).encode()
    found["posted"] = repr(blog.posts).encode()


def _with(found: dict[str, bytes], word: str) -> list[str]:
    return sorted(path for path, body in found.items() if word.lower().encode() in body.lower())


def test_barred_copy_is_in_no_output(desk: Desk, serve: Serve) -> None:
    """Every field of a held, withheld, embargoed and killed story, and an excerpt's rest, are nowhere."""
    later = (NOW + timedelta(days=2)).isoformat()
    desk.take(delivered(_story("u:1"), "anx"))
    desk.take(delivered(_story("u:2", "held"), "held"))
    desk.take(delivered(_story("u:3", "withheld", pubstatus="withheld"), "anx"))
    desk.take(delivered(_story("u:4", "embargoed", embargoed=later), "anx"))
    desk.take(delivered(_story("u:5", "killed"), "anx"))
    desk.take(delivered(_story("u:6", "part", late=LATE), "part"))
    desk.publish()
    desk.decide(desk.search(f"{FIELDS[0]}killed")[0].series, "kill", reason="Bodymarklekilled")
    desk.publish()
    found = _everything(desk, serve)
    for mark in ("held", "withheld", "embargoed", "killed"):
        # The agency's own word for a topic may name another story's topic: it is its code that counts.
        leaks = {field: _with(found, f"{field}{mark}") for field in FIELDS}
        assert {f: where for f, where in leaks.items() if where} == {}
    assert _with(found, LATE) == []
    assert _with(found, "Quotemarklepart") == []
    live = [p for p in _with(found, "Bodymarkle") if p not in ("pushed", "posted")]
    assert len(live) > 10
    assert {"pushed", "posted"} <= set(_with(found, "Bodymarkle"))


def test_sealed_words_are_in_no_output(desk: Desk, serve: Serve) -> None:
    """What an editor takes out under seal, and what was said before, stays inside."""
    desk.take(delivered(_story("u:1", late=LATE), "anx"))
    desk.publish()
    (row,) = desk.store.latest(9, state="live")
    story = desk.story(row.series)
    assert story is not None
    assert _with(_everything(desk, serve), LATE)
    for outlet in desk.store.outlets():
        desk.outlets.remove(outlet)
    copy = story.copy.replace(f"the {LATE} ", "it ")
    draft = Draft(story.headline or "", story.item.deck or "", copy, "a court's order", open=False)
    desk.editor.revise(row.series, draft, "Ada Brandt")
    desk.publish()
    found = _everything(desk, serve)
    assert _with(found, "raise it on Friday")
    assert _with(found, LATE) == []
