"""``copytaster outlets``: from adding to receipts, against a real receiver, and no secret ever shown."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from copytaster.cli.app import app
from copytaster.desk import Desk
from receivers import Blog, Hook, Receiver, receiving
from wire import ninjs, prose


@pytest.fixture
def receivers(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Hook, Blog]]:
    """A webhook and a WordPress that live in a thread of their own."""
    monkeypatch.setenv("COPYTASTER_ALLOW_NETWORKS", '["127.0.0.0/8"]')
    monkeypatch.setenv("COPYTASTER_FILES_POLICY", "full")
    hook, blog = Hook(), Blog()
    loop, up = asyncio.new_event_loop(), threading.Event()
    over = asyncio.Event()

    async def stand(*all_: Receiver) -> None:
        async with receiving(all_[0]), receiving(all_[1]):
            up.set()
            await over.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=[stand(hook, blog)], daemon=True)
    thread.start()
    assert up.wait(10)
    yield hook, blog
    loop.call_soon_threadsafe(over.set)
    thread.join(10)
    loop.close()


def run(desk: Path, *words: str, stdin: str | None = None, code: int = 0) -> str:
    done = CliRunner().invoke(app, [*words, "--desk", str(desk)], input=stdin)
    assert done.exit_code == code, done.output
    return done.output


def test_from_adding_to_receipts(tmp_path: Path, receivers: tuple[Hook, Blog]) -> None:
    """Add, check, publish, list, receipts, retry, remove: and the password is on no screen."""
    hook, blog = receivers
    desk = tmp_path / "desk"
    assert "no outlets yet" in run(desk, "init") + run(desk, "outlets", "list")
    told = run(desk, "outlets", "add", "webhook", f"{hook.base}/in?key=hush", "--share", "full")
    hook.secret = next(line for line in told.splitlines() if line.startswith("whsec_"))
    run(desk, "outlets", "add", "wordpress", blog.base, "--user", "wire", "--secret-file", "-", "--status", "publish", stdin=f"{blog.password}\n")  # fmt: skip
    with Desk.open(desk, writer=False) as opened:
        first, second = sorted(opened.store.outlets(), key=lambda o: o.kind)
    assert "ping was taken" in run(desk, "outlets", "check", first.id)
    assert "who may do all" in run(desk, "outlets", "check", second.id)
    blog.may_delete = False
    assert "delete_published_posts" in run(desk, "outlets", "check", second.id, code=1)
    blog.may_delete = True

    story = tmp_path / "a.json"
    story.write_bytes(ninjs("u:1", "Quillbridge reopens", prose("Quillbridge")))
    done = CliRunner().invoke(app, ["ingest", str(story), "--desk", str(desk)])
    assert done.exit_code == 0, done.output
    assert hook.shown() == []
    assert "2 sent, 0 withdrawn, 0 failed" in run(desk, "publish")
    assert len(hook.shown()) == len(blog.standing()) == 1
    assert "0 sent" in run(desk, "publish")

    shown = run(desk, "outlets", "list") + run(desk, "outlets", "receipts")
    assert "published" in shown
    assert "well" in shown
    assert "0 parcels" in run(desk, "outlets", "retry", first.id[:5])
    assert "1 stories stay there" in run(desk, "outlets", "remove", first.id)
    assert "1 copies are being withdrawn" in run(desk, "outlets", "remove", second.id, "--withdraw")
    assert "1 withdrawn" in run(desk, "publish")
    assert blog.posts == {}
    assert "no outlets yet" in run(desk, "outlets", "list")
    everything = told.replace(hook.secret, "") + shown
    for secret in (hook.secret, blog.password, "hush"):
        assert secret not in everything
        assert secret.encode() not in (desk / "site" / "ledger" / "ledger.jsonl").read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["add", "pigeon", "https://x.example"], "webhook, wordpress"),
        (["add", "webhook", "ftp://x.example"], "http and https"),
        (["add", "webhook", "https://u:p@x.example"], "user name or password"),
        (["add", "webhook", "https://x.example", "--share", "all"], "full or excerpt"),
        (["add", "wordpress", "https://x.example", "--user", "w"], "Application Password"),
        (["add", "wordpress", "https://x.example", "--secret-env", "WP"], "name the WordPress user"),
        (["add", "wordpress", "http://x.example", "--user", "w", "--secret-env", "WP"], "in the clear"),
        (["add", "webhook", "https://x.example", "--secret-env", "a b"], "no name of an environment"),
        (["add", "webhook", "https://x.example", "--secret-file", "nowhere"], "cannot be read"),
        (["add", "webhook", "https://x.example", "--feed", "none"], "none"),
        (["check", "abc"], "no such outlet"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_words(
    words: list[str], said: str, tmp_path: Path
) -> None:
    """One line that names the thing and the cure; nothing is added."""
    run(tmp_path, "init")
    told = " ".join(run(tmp_path, "outlets", *words, code=1).split())
    assert said in told
    with Desk.open(tmp_path, writer=False) as opened:
        assert opened.store.outlets() == ()
    assert not list((tmp_path / "keys").glob("*outlet*"))
