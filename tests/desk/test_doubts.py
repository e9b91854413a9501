"""What is no feed, or only part of one: told wherever the feed is shown, and nothing good is lost."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import web
from typer.testing import CliRunner

from copytaster.cli.app import app
from copytaster.desk import Desk
from copytaster.desk.doubts import doubts
from copytaster.desk.running import Running
from copytaster.desk.web import build_app
from copytaster.desk.web.gate import Gate
from copytaster.intake import Allowance, Fetcher, Poller
from copytaster.model import Feed, Problem
from served import Browser
from wire import NOW, delivered, feed, prose

ITEM = "<item><guid>{0}</guid><title>{0} reopens</title><description>{1}</description></item>"
HEAD = '<rss version="2.0"><channel><title>ANX</title>'
GOOD = f"{HEAD}{ITEM.format('Orla', prose('Orla'))}</channel></rss>".encode()
ENDLESS = (HEAD + "".join(ITEM.format(f"Town{n}", prose(f"Town{n}")) for n in range(400))).encode()
PAGE = (
    "<!doctype html><html><head><title>404 not found</title>"
    '<link rel="alternate" type="application/rss+xml" href="https://anx.example/rss"></head>'
    f"<body><h1>404 not found</h1><p>{prose('Orla')}</p></body></html>"
).encode()
BAD = {
    "page": (PAGE, "a web page (“404 not found”) was served, not a feed"),
    "message": (
        b"Service temporarily unavailable. Please try again later.\n",
        "a few words (“Service temporarily unavailable. Please try again later.”) were served",
    ),
    "empty": (b"", "it is empty; nothing was sent"),
    "noise": (bytes(range(256)) * 20, "these are binary data"),
}


@pytest.fixture
def desk(tmp_path: Path):
    """A desk with one feed that has brought a story."""
    with Desk.open(tmp_path / "desk", clock=lambda: NOW) as opened:
        opened.feeds.put(replace(feed("anx"), last_success=NOW))
        opened.take(delivered(GOOD, "anx"))
        yield opened


@asynccontextmanager
async def serving(body: bytes) -> AsyncIterator[str]:
    """The address of a server that answers everything with that, as HTML for a page."""

    async def answer(request: web.Request) -> web.Response:
        kind = "text/html" if body == PAGE else "application/rss+xml"
        return web.Response(body=body, content_type=kind, headers={"ETag": '"1"'})

    served = web.Application()
    served.router.add_get("/{path:.*}", answer)
    runner = web.AppRunner(served, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/feed"
    await runner.cleanup()


async def polled(desk: Desk, body: bytes, **said: object) -> str:
    """The id of a feed that was polled once over loopback and gave that."""
    async with serving(body) as url:
        known = desk.feeds.add(url, **said)  # type: ignore[arg-type]
        port = int(url.split(":")[2].split("/")[0])
        allowed = Allowance(frozenset({("127.0.0.1", port)}))
        async with Fetcher(allowed, limit=desk.settings.max_body) as fetcher:
            async for outcome in Poller(fetcher).poll_due([known], NOW):
                desk.land(outcome)
    return known.id


def condition(desk: Desk, id_: str) -> tuple[str, str]:
    """A feed's condition in one word, and the reasons."""
    (state,) = [s for s in desk.feeds.states() if s.feed.id == id_]
    return state.word, "; ".join(f.message for f in state.flags)


@pytest.mark.parametrize("name", BAD)
async def test_what_is_no_feed_is_no_story_and_says_why(
    desk: Desk, name: str, serve: Callable[..., Browser]
) -> None:
    """Polled for real: nothing is taken in, and page and list show trouble and the reason."""
    body, why = BAD[name]
    id_ = await polled(desk, body)
    assert [row.series for row in desk.store.latest(9, feed=id_)] == []
    assert condition(desk, id_)[0] == "trouble"
    assert why in condition(desk, id_)[1]
    gate = Gate(desk.store, desk.clock, secure=False)
    site = serve(lambda port: build_app(Running(desk, Allowance()), gate, port=port))
    site.get(f"/desk/enter?key={gate.new_key('Ada Brandt')}")
    assert why in site.get("/desk/feeds").text.replace("&#34;", '"')
    listed = CliRunner(env={"COLUMNS": "80"}).invoke(
        app, ["feeds", "list", "--desk", str(desk.folder)]
    )
    assert why in " ".join(listed.output.split())
    assert "1 unreadable delivery" in " ".join(listed.output.split())


async def test_a_flash_in_plain_text_is_a_story(desk: Desk) -> None:
    """Few words with a dateline are copy, and so is plain text of any length that is no mere message."""
    for text in ("VELMARA, March 3 (ANX) - The ferry pier is open again.\n", prose("Orla")):
        id_ = await polled(desk, text.encode())
        assert len(desk.store.latest(9, feed=id_)) == 1
        assert condition(desk, id_)[0] != "trouble"


SMALL = "<!doctype html><html><head><title>{0}</title>{2}</head><body><h1>{0}</h1><p>{1}</p></body></html>"


@pytest.mark.parametrize(
    ("title", "words", "head", "is_taken"),
    [
        ("Not found", "The page you want is not here.", "", False),
        ("Hello", "Nothing here yet.", "", False),
        ("404 not found", prose("Orla"), "", False),
        ("Error 503", prose("Orla"), "", False),
        ("Page not found | Orla Times", prose("Orla"), "", False),
        ("Sign in to your account", prose("Orla"), "", False),
        ("Orla reopens", prose("Orla"), "", True),
        ("404 dead as the dam of Orla breaks", prose("Orla"), "", True),
        ("Not found guilty: the keeper of Orla goes home", prose("Orla"), "", True),
        ("Sign in the sky over Orla", prose("Orla"), "", True),
        ("Pier open", "VELMARA, March 3 (ANX) - The ferry pier is open again.", "", True),
        ("Pier open", "It is open.", "<meta property='article:published_time' content='2031-03-03T10:00:00Z'>", True),
    ],
)  # fmt: skip
def test_a_page_in_a_file_that_is_a_servers_message_is_refused(
    tmp_path: Path, title: str, words: str, head: str, is_taken: bool
) -> None:
    """As from a feed: named, with the reason; a short page with a date or a dateline is a story."""
    path = tmp_path / "page.html"
    path.write_text(SMALL.format(title, words, head))
    done = CliRunner().invoke(app, ["ingest", str(path), "--desk", str(tmp_path / "desk")])
    assert done.exit_code == (0 if is_taken else 1), done.output
    if not is_taken:
        assert f"refused  {path}: a web page that holds no story" in done.output


@pytest.mark.parametrize("sent", ["0001-01-01T00:00:00Z", "the day after", "2199-01-01T00:00:00Z"])
def test_a_date_that_nobody_can_mean_is_not_shown(tmp_path: Path, sent: str) -> None:
    """The story is dated by when it came, and the date as sent stays beside it."""
    dated = f"<pubDate>{sent}</pubDate></item>"
    item = ITEM.format("Orla", prose("Orla")).replace("</item>", dated)
    with Desk.open(tmp_path / "desk", clock=lambda: NOW) as desk:
        desk.feeds.put(replace(feed("anx"), policy="full"))
        desk.take(delivered(f"{HEAD}{item}</channel></rss>".encode(), "anx"))
        desk.publish()
        (row,) = desk.store.latest(9)
        story = desk.store.story(row.id)
        assert story is not None
        assert (story.item.published, story.item.published_text) == (None, sent)
        page = (desk.folder / "site" / "stories" / row.series / "index.html").read_text()
        assert set(re.findall(r'datetime="(\d{4})', page)) == {f"{NOW:%Y}"}
        assert '"datePublished": "2199' not in page


async def test_a_page_that_the_operator_asked_for_is_a_story(desk: Desk) -> None:
    """``feeds add --page``: the address is a page, and its states are stories."""
    id_ = await polled(desk, PAGE, page=True)
    assert len(desk.store.latest(9, feed=id_)) == 1
    assert condition(desk, id_)[0] != "trouble"


def test_the_reason_stands_until_the_feed_is_one_again(desk: Desk) -> None:
    """An unchanged answer does not make it well; the good bytes of before do."""
    desk.take(delivered(PAGE, "anx"))
    desk.feeds.polled(replace(feed("anx"), last_success=NOW))
    word, why = condition(desk, "anx")
    assert word == "trouble"
    assert "it names the feed https://anx.example/rss" in why
    desk.take(delivered(GOOD, "anx"))
    assert condition(desk, "anx") == ("well", "")
    assert [row.headline for row in desk.store.latest(9)] == ["Orla reopens"]


async def test_an_answer_without_an_end_keeps_what_was_whole(tmp_path: Path) -> None:
    """Cut at the limit: each whole item once, no half one, and a word with the figures."""
    with Desk.open(tmp_path, clock=lambda: NOW, max_body_mib=0.125) as desk:
        id_ = await polled(desk, ENDLESS)
        rows = desk.store.latest(999, feed=id_)
        whole = ENDLESS[: 128 * 1024].count(b"</item>")
        assert 0 < whole < 400
        assert len(rows) == whole
        word, why = condition(desk, id_)
        assert word == "notice"
        assert why == (
            f"it is cut off at the limit of 131,072 bytes; {whole} whole items before the cut "
            "were kept, the half one after not"
        )


def test_a_sender_that_breaks_off_is_told_of_too(desk: Desk) -> None:
    """A feed that ends in mid-item is the sender's fault; between items, all are whole."""
    both = f"{HEAD}{ITEM.format('Tarn', prose('Tarn'))}{ITEM.format('Varsk', prose('Varsk'))}"
    desk.take(delivered(both[:-200].encode(), "anx"))
    assert len(desk.store.latest(9)) == 3
    assert (
        "1 whole item before the cut was kept, the half one after as far"
        in condition(desk, "anx")[1]
    )
    desk.take(delivered(both.encode(), "anx"))
    assert len({row.series for row in desk.store.latest(9)}) == 3
    assert "2 whole items before the cut were kept" in condition(desk, "anx")[1]
    desk.take(delivered(f"{both}</channel></rss>".encode(), "anx"))
    assert condition(desk, "anx") == ("well", "")


FILES = {
    "cut.xml": (f"{HEAD}{ITEM.format('Tarn', prose('Tarn'))}"[:-200], "it is cut off after"),
    "charset.xml": (
        f"<?xml version='1.0' encoding='utf-8'?>{HEAD}{ITEM.format('Käsdorf', 'Grün.')}</channel></rss>",
        "are not UTF-8",
    ),
    "dates.xml": (
        f"{HEAD}{ITEM}<item><guid>b</guid><title>Bregel</title><pubDate>Mon, 01 Jan 0001 00:00:00 GMT"
        "</pubDate></item></channel></rss>".replace("{0}", "x"),
        "'Mon, 01 Jan 0001 00:00:00 GMT' is no date",
    ),
    "future.xml": (
        f"{HEAD}<item><guid>c</guid><title>Cormel</title><pubDate>Tue, 01 Jan 2199 00:00:00 GMT"
        "</pubDate></item></channel></rss>",
        "dated in the future: 2199-01-01",
    ),
    "twins.xml": (
        f"{HEAD}{ITEM.format('Dorn', 'One.')}{ITEM.format('Dorn', 'Two, of another matter.')}"
        "</channel></rss>",
        "different items under one guid: Dorn",
    ),
    "page.xml": (
        PAGE.decode().replace("404 not found", "Orla reopens"),
        "a web page, which may hold no story",
    ),
}


def test_each_doubtful_file_gets_a_line(tmp_path: Path) -> None:
    """Cut, mended, impossible dates, twins, a page called XML: taken in, named, with the reason; a good one is silent."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name, (text, _) in FILES.items():
        (folder / name).write_bytes(text.encode("latin-1", "replace"))
    (folder / "good.xml").write_bytes(GOOD)
    done = CliRunner().invoke(app, ["ingest", str(folder), "--desk", str(tmp_path / "desk")])
    assert done.exit_code == 0, done.output
    lines = [line for line in done.output.splitlines() if line.startswith("doubtful")]
    assert len(lines) == len(FILES), done.output
    for name, (_, why) in FILES.items():
        (line,) = [x for x in lines if x.startswith(f"doubtful {folder / name}: ")]
        assert why in line


async def test_a_check_says_what_would_become_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page at a feed's address, and an answer that is cut: said before anybody subscribes."""
    import asyncio

    monkeypatch.setenv("COPYTASTER_MAX_BODY_MIB", "0.125")
    for body, why in ((PAGE, "a web page, not a feed"), (ENDLESS, "cut off at the limit of")):
        async with serving(body) as url:
            told = await asyncio.to_thread(CliRunner().invoke, app, ["feeds", "check", url])
        assert told.exit_code == 0, told.output
        assert why in " ".join(told.output.split())


def test_a_doubt_is_told_on_one_line() -> None:
    """A parser's message may hold line breaks; the line of a file may not."""
    found = Feed("rss", problems=(Problem("mended", "Opening and\nending\t tag mismatch"),))
    assert doubts(found, delivered(GOOD, "anx")) == ("Opening and ending tag mismatch",)
