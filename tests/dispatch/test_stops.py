"""Stops, dead ends and secrets: kill -9 at the worst moment, no port, no TLS, nothing told that is secret."""

from __future__ import annotations

import asyncio
import json
import logging
import signal
import socket
import ssl
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from copytaster.desk.running import Running
from copytaster.desk.web import build_app
from copytaster.desk.web.gate import Gate
from copytaster.intake import Allowance
from copytaster.ledger import check
from pushing import Newsroom, newsroom
from receivers import Blog, Hook, receiving
from served import Browser
from tls import certificate
from wire import ninjs, prose

_PUBLISH = """
import sys
from copytaster.desk import Desk
from copytaster.desk.dispatcher import push
with Desk.open(sys.argv[1], allow_networks=("127.0.0.0/8",), files_policy="full", base_url="http://site.example") as desk:
    desk.ingest(sys.argv[2:])
    desk.publish()
    push(desk)
"""


async def _killed_in_mid_push(desk: Path, receiver: Hook | Blog, *files: Path) -> None:
    """Run a desk that pushes, and kill it when the receiver has done the work and not answered."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _PUBLISH, str(desk), *map(str, files)
    )
    written: list[object] = receiver.ids if isinstance(receiver, Hook) else receiver.writes  # type: ignore[assignment]
    before = len(written)
    async with asyncio.timeout(60):
        while len(written) == before:
            await asyncio.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    await process.wait()


@pytest.mark.slow
async def test_killed_between_sending_and_receipt_there_is_one_copy(
    tmp_path: Path, hook: Hook, blog: Blog
) -> None:
    """The try is made again after the stop: one message by its id, one post; after the kill none."""
    folder, story, gone = tmp_path / "desk", tmp_path / "a.json", tmp_path / "b.json"
    story.write_bytes(ninjs("u:1", "Quillbridge reopens", prose("Quillbridge")))
    gone.write_bytes(ninjs("u:1", "KILL", "Kill it.", pubstatus="canceled", version="9"))
    with newsroom(folder, files_policy="full") as room:
        room.add(blog)
    blog.fail("hang-after", method="POST")
    await _killed_in_mid_push(folder, blog, story)
    assert len(blog.posts) == 1
    with newsroom(folder, files_policy="full") as room:
        room.add(hook)
    hook.fail("hang-after")
    await _killed_in_mid_push(folder, hook)
    with newsroom(folder, files_policy="full") as room:
        await room.settle()
        assert len(blog.posts) == 1
        assert len(hook.ids) == 2
        assert len(set(hook.ids)) == 1
    blog.fail("hang-after", method="DELETE")
    await _killed_in_mid_push(folder, blog, gone)
    with newsroom(folder, files_policy="full") as room:
        await room.settle()
        assert blog.posts == {}
        assert hook.shown() == []
        assert {o.copies for o in room.desk.outlets.states()} == {0}
        room.desk.publish()
        ledger = room.desk.ledger()
        assert check(ledger.records, ledger.checkpoint, ledger.public_key) == ()


async def test_a_closed_port_is_trouble_until_somebody_listens(room: Newsroom) -> None:
    """Nobody there: said so, tried again, and taken when it is up."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    hook = Hook()
    hook.port = port
    room.add(hook)
    room.take("u:1", "Quillbridge")
    await room.round()
    (state,) = room.desk.outlets.states()
    assert state.word == "trouble"
    assert state.outlet.problem.startswith("no connection could be made")
    async with receiving(hook, port=port):
        await room.settle()
        assert len(hook.shown()) == 1


async def test_a_certificate_that_is_not_trusted_is_sent_nothing(
    tmp_path: Path, room: Newsroom
) -> None:
    """No password and no copy goes to a server that cannot show who it is."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(tmp_path, 90)[0])
    async with receiving(Blog(), tls=context) as blog:
        room.add(blog)
        room.take("u:1", "Quillbridge")
        await room.round()
        assert blog.asked == []
        (state,) = room.desk.outlets.states()
        assert "certificate is not trusted" in state.outlet.problem


async def test_a_private_address_that_nobody_allowed_is_sent_nothing(
    tmp_path: Path, hook: Hook
) -> None:
    """The guard of intake holds for outlets, too."""
    with newsroom(tmp_path / "d", allow_networks=()) as room:
        outlet = room.add(hook)
        room.take("u:1", "Quillbridge")
        from copytaster.desk.dispatcher import push

        assert await asyncio.to_thread(push, room.desk)
        assert hook.asked == []
        assert "loopback" in str(room.desk.store.outlet(outlet.id).problem)


async def test_a_redirect_gets_neither_secret_nor_copy(room: Newsroom, hook: Hook) -> None:
    """It is named as the trouble, by its host, and followed by nobody."""
    room.add(hook)
    room.take("u:1", "Quillbridge")
    hook.fail("redirect")
    await room.round()
    (state,) = room.desk.outlets.states()
    assert "redirects to elsewhere.example" in state.outlet.problem
    assert "stolen" not in state.outlet.problem


async def test_no_secret_is_anywhere_but_in_its_file(
    room: Newsroom, hook: Hook, blog: Blog, caplog: pytest.LogCaptureFixture
) -> None:
    """Not in database, ledger, site or log, in trouble or not; the file is for its owner alone."""
    caplog.set_level(logging.DEBUG)
    room.add(hook)
    room.add(blog)
    hook.fail("500", "redirect")
    blog.fail("401", "redirect")
    room.take("u:1", "Quillbridge")
    await room.settle()
    assert len(hook.shown()) == len(blog.standing()) == 1
    folder = room.desk.folder
    for path in (folder / "keys").glob("outlet-*"):
        assert path.stat().st_mode & 0o077 == 0
    for secret in (hook.secret, blog.password):
        assert secret not in caplog.text
        for path in folder.rglob("*"):
            if path.is_file() and path.parent.name != "keys":
                assert secret.encode() not in path.read_bytes(), path


async def test_a_secret_from_the_environment_is_read_when_it_is_needed(
    room: Newsroom, blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Missing, the outlet is in trouble and says which variable; there, all goes out."""
    room.desk.outlets.add("wordpress", blog.base, user=blog.user, credential="env:BLOG_WORD", backlog=True)  # fmt: skip
    room.take("u:1", "Quillbridge")
    await room.round()
    (state,) = room.desk.outlets.states()
    assert "BLOG_WORD" in str(state.outlet.problem)
    monkeypatch.setenv("BLOG_WORD", blog.password)
    room.later(hours=1)
    await room.settle()
    assert len(blog.standing()) == 1


async def test_the_desks_screen_shows_trouble_and_tries_again(
    room: Newsroom, hook: Hook, serve: Callable[..., Browser]
) -> None:
    """The list names the outlet without its path, says what is wrong, and its button retries."""
    outlet = room.add(hook)
    series = room.take("u:1", "Quillbridge")
    hook.fail("422")
    await room.settle()
    desk = room.desk
    gate = Gate(desk.store, desk.clock, secure=False)
    running = Running(desk, Allowance())
    site = serve(lambda port: build_app(running, gate, port=port))

    def look() -> str:
        assert site.get(f"/desk/enter?key={gate.new_key()}").status == 303
        page = site.get("/desk/outlets").text
        csrf = page.partition('name="csrf" value="')[2].partition('"')[0]
        home = {"origin": site.home}
        assert site.post(f"/desk/outlets/{outlet.id}", {"csrf": csrf}, **home).status == 303
        assert site.post("/desk/outlets/nosuch", {"csrf": csrf}, **home).status == 400
        return page

    page = await asyncio.to_thread(look)
    assert "it answered 422" in page
    assert series in page
    assert "/in" not in page.partition("<h1>")[2].replace("/index", "")
    await room.settle()
    assert len(hook.shown()) == 1


@pytest.mark.slow
async def test_a_running_desk_pushes_by_itself(room: Newsroom, hook: Hook) -> None:
    """No command: the loop sends what the press put out, and takes it back."""
    room.add(hook)
    running = Running(room.desk, Allowance())
    async with asyncio.timeout(30), running.working():
        await running.write(room.take, "u:1", "Quillbridge")
        while not hook.shown():
            await asyncio.sleep(0.05)
        await running.write(room.kill, "u:1")
        while hook.shown():
            await asyncio.sleep(0.05)
    assert running.fault is None
    assert [json.loads(json.dumps(m))["type"] for m in hook.messages] == ["story.published", "story.withdrawn"]  # fmt: skip
