"""One siege: a desk that takes a payload in everywhere, and all that comes out of it, judged.

fire → publish → an editor's words, over HTTP → publish → push
     → files, answers, screens, pushes, terminal, log, folder: each strictly read
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

from typer.testing import CliRunner

import attack
import outputs
import strict
from attack import Shot
from copytaster.cli.app import app as program
from copytaster.desk import Desk
from copytaster.desk.dispatcher import Dispatcher
from copytaster.desk.printed import CONTROLS, Printable
from copytaster.desk.running import Running
from copytaster.desk.web import build_app
from copytaster.desk.web.gate import Gate
from copytaster.intake import Allowance, Fetcher
from copytaster.store import StoryRow
from pushing import LOOPBACK
from receivers import Blog, Hook, receiving
from served import Answer, Browser, Serve
from wire import Clock

SECRET = "Canarymarkle"
_DESK_ITSELF = frozenset({"desk.lock", "desk.sqlite3", "desk.sqlite3-wal", "desk.sqlite3-shm", "site", "inbox", "keys", "canary.txt"})  # fmt: skip
_CONFIG = """{"includeIndicatorStyles":false,"allowEval":false,"selfRequestsOnly":true,"historyCacheSize":0}"""
_SCREENS = ("", "/edit", "/kill", "/compare", "/takes")
_MOST_SCREENS = 12


@dataclass
class Tally:
    """What was done and what was found: ``live`` are the faults, by where and what."""

    shots: int = 0
    stories: Counter[str] = field(default_factory=Counter)
    outputs: Counter[str] = field(default_factory=Counter)
    live: dict[str, str] = field(default_factory=dict)

    def look(self, kind: str, where: str, faults: Iterable[str]) -> None:
        """Count an output and keep what is wrong with it; an output that cannot be read is wrong."""
        self.outputs[kind] += 1
        try:
            for fault in faults:
                self.live.setdefault(f"{kind}: {fault[:80]}", f"{where}: {fault[:400]}")
        except (ValueError, SyntaxError) as error:
            self.live.setdefault(f"{kind}: {error}"[:120], f"{where}: unreadable: {error!r}")

    def add(self, other: Tally) -> None:
        """Both together."""
        self.shots += other.shots
        self.stories += other.stories
        self.outputs += other.outputs
        self.live |= other.live


class Siege:
    """A desk with the payloads in it, its web server, and an editor who pastes ``payload`` everywhere."""

    def __init__(self, desk: Desk, payload: str, serve: Serve) -> None:
        self.desk, self.payload, self.tally = desk, attack._fit(payload), Tally()
        gate = Gate(desk.store, desk.clock, secure=False)
        self.running = Running(desk, Allowance())
        self.site = serve(lambda port: build_app(self.running, gate, port=port))
        self.answered(self.site.get(f"/desk/enter?key={gate.new_key('Ada Brandt')}"), "/desk/enter")
        page = self.site.get("/desk/name").text
        self.csrf = page.partition('name="csrf" value="')[2].partition('"')[0]

    def rows(self) -> list[StoryRow]:
        return list(self.desk.store.latest(2000))

    def publish(self) -> None:
        while self.desk.publish().more:
            pass

    # An editor's words

    def post(self, path: str, **fields: str) -> Answer:
        answer = self.site.post(path, {"csrf": self.csrf, **fields}, origin=self.site.home)
        self.answered(answer, path)
        return answer

    def edit_everything(self) -> None:
        """Every change that the desk's screens offer, with the payload in every field of its form."""
        p = self.payload
        self.post("/desk/name", name=f"Ada {p}", back=p)
        self.post("/desk/feeds", url=f"https://x.example/{p}", policy=p)
        held = [row.series for row in self.desk.store.latest(2000, state="held")]
        for series in held:
            self.desk.decide(series, "publish", reason=p, who=p)
        live = [row for row in self.desk.store.latest(2000, state="live") if row.headline][:4]
        for row in live[:1]:
            self._edit(row)
        for row in live[1:2]:
            self.post(f"/desk/story/{row.series}/decide", kind="hold", reason=p)
            self.post(f"/desk/story/{row.series}/decide", kind="publish", reason=p)
            self.post(f"/desk/story/{row.series}/decide", kind=p, reason=p)
        self.post(f"/desk/story/{quote(p, safe='')}/decide", kind="publish", reason=p)
        self._arrange(live)

    def _edit(self, row: StoryRow) -> None:
        story, p, at = self.desk.story(row.series), self.payload, f"/desk/story/{row.series}"
        assert story is not None
        words = {"headline": f"{story.headline} {p}", "deck": f"Deck {p}", "copy": f"{story.copy}\n\nNew {p}", "reason": f"Why {p}"}  # fmt: skip
        self.post(f"{at}/preview", **words)
        self.post(f"{at}/edit", **words)
        self.post(f"{at}/correct", note=f"Put right {p}")
        self.post(f"{at}/change", what=f"restore:1{p}", reason=p)
        self.post(f"{at}/change", what="restore:1", reason=p)
        self.post(f"{at}/move", to=p, reason=p)

    def _arrange(self, live: list[StoryRow]) -> None:
        p, ids = self.payload, [row.coverage for row in live if row.coverage]
        for one, other in list(pairwise(ids))[:1]:
            self.post(f"/desk/event/{one}/merge", other=other, reason=p)
            self.post(f"/desk/event/{one}/merge", other=p, reason=p)
            self.post(f"/desk/event/{one}/split", series=p, reason=p)
            self.post(f"/desk/event/{one}/decide", kind="publish", reason=p)

    # What comes out

    def answered(self, answer: Answer, path: str) -> None:
        """An answer's headers, and its body by what it says it is."""
        strange = sorted(set(answer.headers) - outputs.HEADERS)
        odd = [n for n, v in answer.headers.items() if any(ord(c) < 32 for c in v) or ("evil" in v and n != "location")]  # fmt: skip
        where = answer.headers.get("location", "/")
        away = (
            []
            if where.startswith(("/", self.site.home)) and not where.startswith("//")
            else [where]
        )
        failed = ["the desk failed on it"] if answer.status == 500 else []
        self.tally.look("headers", path, [*strange, *odd, *away, *failed])
        kind = answer.headers.get("content-type", "")
        if kind.startswith("text/html"):
            desk = path.startswith("/desk")
            text = answer.text.replace(f"content='{_CONFIG}'", 'content=""').replace('name="htmx-config"', 'name="robots"')  # fmt: skip
            rules = strict.DESK if desk else strict.SITE
            self.tally.look("screen" if desk else "page served", path, outputs.page(text, rules))
        elif "json" in kind:
            self.tally.look("document served", path, outputs.faults("x.json", answer.body, SECRET))

    def read_files(self) -> None:
        """Every file of the site; and nothing outside it."""
        root = self.desk.site_folder
        for found in sorted(p for p in root.rglob("*") if p.is_file()):
            path = found.relative_to(root).as_posix()
            self.tally.look(f"file {found.suffix}", path, outputs.faults(path, found.read_bytes(), SECRET))  # fmt: skip
        strange = {p.name for p in self.desk.folder.iterdir()} - _DESK_ITSELF
        inbox = [p.name for p in self.desk.inbox.iterdir()]
        self.tally.look("folder", str(self.desk.folder), [*strange, *inbox])

    def read_answers(self) -> None:
        """The public answers that are made on demand."""
        p = quote(self.payload, safe="")
        asked = [f"/search?q={p}", f"/{p}", f"/oembed?url={p}", f"/oembed?format={p}&url={p}", f"/provenance/{p}.json", f"/events/{p}/provenance.json",
                 f"/stories/{p}/", f"/push/{p}", f"/{p}/../../desk.sqlite3", "/%2e%2e/desk.sqlite3", "/..%2fkeys/", "/.staging/x"]  # fmt: skip
        for row in self.rows()[:12]:
            page = quote(f"{self.desk.site.base_url}/stories/{row.series}/", safe="")
            asked += [
                f"/stories/{row.series}/",
                f"/oembed?url={page}",
                f"/provenance/{row.series}.json",
            ]
        for path in asked:
            answer = self.site.get(path)
            self.answered(answer, path)
            if b"SQLite" in answer.body[:20] or SECRET.encode() in answer.body:
                self.tally.look("page served", path, ["a file outside the site"])

    def read_screens(self) -> None:
        """Every screen of the desk, for every kind of story."""
        p = quote(self.payload, safe="")
        asked = ["/desk", f"/desk?q={p}&feed={p}&state={p}", f"/desk/wire?q={p}&feed={p}", "/desk/queue", "/desk/feeds", f"/desk/feeds?q={p}", "/desk/outlets",
                 "/desk/log", f"/desk/name?back={p}", f"/desk/story/{p}", f"/desk/event/{p}", f"/desk/{p}/", f"/desk/enter?key={p}"]  # fmt: skip
        rows = self.rows()
        step = max(1, len(rows) // _MOST_SCREENS)
        for row in rows[::step]:
            asked += [f"/desk/story/{row.series}{screen}" for screen in _SCREENS]
        asked += [f"/desk/event/{id_}" for id_ in dict.fromkeys(r.coverage for r in rows[::step] if r.coverage)]  # fmt: skip
        for path in asked:
            self.answered(self.site.get(path), path)

    async def push(self) -> None:
        """Both kinds of outlets, as real receivers take what is sent."""
        hooks, blog = [Hook(), Hook()], Blog()
        async with AsyncExitStack() as stack:
            for receiver in (*hooks, blog):
                await stack.enter_async_context(receiving(receiver))
            for hook, format_ in zip(hooks, ("jsonfeed", "ninjs"), strict=True):
                added = self.desk.outlets.add("webhook", f"{hook.base}/in", share="full", backlog=True, format=format_, title=self.payload)  # fmt: skip
                hook.secret = str(added.secret)
            self.desk.outlets.add("wordpress", blog.base, secret=blog.password, user=blog.user, share="full", status="publish", backlog=True, title=self.payload)  # fmt: skip

            async def write(work: object, *args: object) -> object:
                return work(*args)  # type: ignore[operator]

            async with Fetcher(LOOPBACK) as fetcher:
                await Dispatcher(self.desk, write, chance=lambda: 0.0).round(fetcher)  # type: ignore[arg-type]
        self._judge_pushes(hooks, blog)

    def _judge_pushes(self, hooks: list[Hook], blog: Blog) -> None:
        for hook in hooks:
            for message in hook.messages:
                self.tally.look(
                    "webhook", str(message["data"].get("id")), outputs.document(message)
                )
        for post in blog.posts.values():
            for name in ("title", "content", "excerpt"):
                self.tally.look("wordpress", name, _as_wordpress_reads(post[name]))
        for receiver in (*hooks, blog):
            for _, path, headers in receiver.asked:
                strange = [n for n in headers if n.lower() in ("x-evil", "bcc", "subject")]
                self.tally.look("request sent", path, strange)

    def read_terminal(self) -> None:
        """What the commands print about it."""
        runner, rows = CliRunner(), self.rows()[:3]
        folder = str(self.desk.folder)
        page = str(self.desk.site_folder / "stories" / rows[0].series / "index.html")
        calls = [["search", self.payload or "x"], ["search", "Orla"], ["feeds", "list"], ["outlets", "list"], ["verify", page],
                 *(["coverage", r.coverage] for r in rows if r.coverage), *(["compose", r.coverage] for r in rows if r.coverage)]  # fmt: skip
        for call in calls:
            done = runner.invoke(program, [*call[:1 if call[0] not in ("feeds", "outlets") else 2], "--desk", folder, *(["--", *call[1:]] if call[0] not in ("feeds", "outlets") else call[2:])])  # fmt: skip
            self._printed(call, done.output, done.exception)

    def read_document(self, shot: Shot) -> None:
        """``copytaster read`` of one document."""
        path = self.desk.folder.parent / f"shot.{shot.document.rpartition('.')[2]}"
        path.write_bytes(attack.poisoned(shot))
        done = CliRunner().invoke(program, ["read", str(path)])
        self._printed(["read", shot.document, shot.mode], done.output, done.exception)

    def _printed(self, call: list[str], text: str, error: BaseException | None) -> None:
        codes = sorted({c for c in text if c not in "\n\t" and ord(c) in CONTROLS})
        wrong = [f"printed {codes!r}"] if codes else []
        if error is not None and not isinstance(error, SystemExit):
            wrong.append(f"ended with {error!r}")
        self.tally.look("terminal", " ".join(call), wrong)


def _as_wordpress_reads(markup: str) -> Iterator[str]:
    yield from outputs.page(markup, strict.CARRIED)
    if "[" in markup or "<!--" in markup:
        yield f"a shortcode or a block: {markup[:200]!r}"


class _Log(logging.Handler):
    """Keeps what the desk's log would print."""

    def __init__(self) -> None:
        super().__init__()
        self.addFilter(Printable())
        self.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@contextmanager
def besieged(folder: Path, payload: str, serve: Serve) -> Iterator[Siege]:
    """A desk with that payload in the operator's own words too, open to be attacked."""
    (folder / "canary.txt").write_text(SECRET)
    named = {"wire": ("ninjs", "newsml-g2", "nitf", "oembed"), "provenance": "written", "hub": "self", "allow_networks": ("127.0.0.0/8",)}  # fmt: skip
    log, root = _Log(), logging.getLogger("copytaster")
    root.addHandler(log)
    try:
        with Desk.open(folder, clock=Clock(), base_url="http://site.example", sections=attack.sections(payload), **named, **attack.poisoned_settings(payload)) as desk:  # fmt: skip
            siege = Siege(desk, payload.replace(attack.CANARY, str(folder / "canary.txt")), serve)
            yield siege
            siege.tally.look("log", "the log", [line for line in log.lines if any(ord(c) in CONTROLS or c == "\n" for c in line)])  # fmt: skip
    finally:
        root.removeHandler(log)


def withstand(folder: Path, payload: str, shots: Iterable[Shot], serve: Serve) -> Tally:
    """The whole siege with these shots; what was done and what lived."""
    folder.mkdir(parents=True, exist_ok=True)
    shots = tuple(shots)
    with besieged(folder, payload, serve) as siege:
        siege.tally.shots = attack.fire(siege.desk, shots, str(folder / "canary.txt"))
        siege.publish()
        siege.edit_everything()
        siege.publish()
        asyncio.run(siege.push())
        siege.publish()
        siege.tally.stories.update(siege.desk.store.count_publications())
        siege.read_files()
        siege.read_answers()
        siege.read_screens()
        siege.read_terminal()
        for shot in shots[:: max(1, len(shots) // 6)]:
            siege.read_document(shot)
    return siege.tally


__all__ = ["Browser", "Siege", "Tally", "besieged", "withstand"]
