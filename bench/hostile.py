"""Documents made to hurt, through every reader they may reach and through the reading of copy.

    python bench/hostile.py [words of the rows wanted, e.g. "newsml1" or "billion"]

Each document is read in a process of its own: CPU seconds of its reading
(`parse`), of what the desk then does with its longest item (`read`), peak memory
over all, and what the result says was cut, mended or refused. Then come bodies
that are small on the wire and endless once unpacked, fetched from a server on
loopback. Floors: 3 s for either step and 350 MB. Fails when a row misses one.
"""

from __future__ import annotations

import asyncio
import gzip
import multiprocessing
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from copytaster.errors import CopytasterError
from copytaster.formats import parse, read_opml
from copytaster.model import Feed, Item
from copytaster.reading import read

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "support"))
import contextlib

from hurt import Case, cases

MOST_SECONDS, MOST_MB = 3.0, 350
_GIVEN_UP = 60  # CPU seconds
_MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one document cost, what was said of it, and how its copy begins."""

    parsing: float = 0.0
    reading: float = 0.0
    megabytes: float = 0.0
    said: str = ""
    broken: str = ""
    copy: str = ""

    @property
    def fault(self) -> str:
        """Which floor was missed; empty where none was."""
        slow = max(self.parsing, self.reading) > MOST_SECONDS
        large = self.megabytes > MOST_MB
        return self.broken or " ".join(["slow"] * slow + ["large"] * large)


def measured(case: Case) -> Outcome:
    """The case in a process of its own."""
    here, there = multiprocessing.Pipe(duplex=False)
    context = multiprocessing.get_context("fork")
    worker = context.Process(target=_work, args=(case, there), daemon=True)
    worker.start()
    there.close()
    try:
        return here.recv() if here.poll(10 * _GIVEN_UP) else Outcome(broken="hangs")
    except EOFError:
        worker.join()
        return Outcome(broken=f"died ({worker.exitcode})")
    finally:
        worker.kill()
        worker.join()


def _work(case: Case, there: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_GIVEN_UP, _GIVEN_UP))
    data = case.make()
    _forget_peak()
    there.send(_read(case, data))


def _forget_peak() -> None:
    """The making of the document shall not count: set the process's high-water mark back (Linux)."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def _peak() -> float:
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def _read(case: Case, data: bytes) -> Outcome:
    started = time.process_time()
    said: Counter[str] = Counter()
    item: Item | None = None
    try:
        if case.reader == "opml":
            said[f"{len(read_opml(data))} feeds"] = 1
        else:
            feed = parse(data, content_type=case.content_type)
            item = max(feed.items, key=lambda i: len(i.body), default=None)
            said = _problems(feed)
    except CopytasterError as error:
        said[f"refused: {error}"] = 1
    except Exception as error:
        return Outcome(time.process_time() - started, 0, _peak(), broken=f"{error!r}"[:60])
    parsed = time.process_time()
    if item is not None:
        try:
            said.update(f.kind for f in read(item).flags if f.kind == "read-in-part")
        except Exception as error:
            return Outcome(
                parsed - started, time.process_time() - parsed, _peak(), broken=f"{error!r}"[:60]
            )
    words = ", ".join(f"{what} x{n}" if n > 1 else what for what, n in said.items())
    copy = item.body[:100] if item else ""
    return Outcome(parsed - started, time.process_time() - parsed, _peak(), words, copy=copy)


def _problems(feed: Feed) -> Counter[str]:
    found = Counter(p.code for p in feed.problems)
    found.update(p.code for item in feed.items for p in item.problems)
    return found


def warm() -> None:
    """Load what is loaded once, so that no document pays for it."""
    read(parse(b'<p>"It is so," said Ana Ruiz in Lima on Monday.</p>').items[0])


def run(wanted: Iterable[str]) -> Iterator[tuple[Case, Outcome]]:
    """Every case whose reader or name holds one of the words; all where there is none."""
    words = list(wanted)
    for case in cases():
        if not words or any(
            w in (case.reader, case.name) or w in f"{case.reader}: {case.name}" for w in words
        ):
            yield case, measured(case)


def endless() -> list[tuple[str, float, float, bool]]:
    """(name, CPU seconds, megabytes, whether it says that it was cut) of bodies that never end."""
    context = multiprocessing.get_context("fork")
    out = []
    for coding in ("gzip", "br", "identity"):
        here, there = context.Pipe(duplex=False)
        worker = context.Process(target=_fetch_endless, args=(coding, there), daemon=True)
        worker.start()
        out.append((f"endless {coding}", *here.recv()))
        worker.join()
    return out


def _fetch_endless(coding: str, there: Connection) -> None:
    there.send(asyncio.run(_fetched(coding)))


def _packed(coding: str) -> bytes:
    """A megabyte of nothing, and as a rule a member that another may follow."""
    if coding == "gzip":
        return gzip.compress(bytes(_MB))
    if coding == "br":
        import brotli

        return bytes(brotli.compress(bytes(200 * _MB), quality=5))
    return bytes(_MB)


async def _fetched(coding: str) -> tuple[float, float, bool]:
    # Not above: the readers' processes shall not carry what only these need.
    from aiohttp import web

    from copytaster.intake import Allowance, Fetcher

    packed = _packed(coding)

    async def answer(request: web.Request) -> web.StreamResponse:
        headers = {} if coding == "identity" else {"Content-Encoding": coding}
        response = web.StreamResponse(headers=headers)
        await response.prepare(request)
        try:
            for _ in range(1 if coding == "br" else 10_000):
                await response.write(packed)
        except ConnectionError:
            pass
        return response

    app = web.Application()
    app.router.add_get("/", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    _forget_peak()
    started = time.process_time()
    async with Fetcher(Allowance().with_endpoint("127.0.0.1", port)) as fetcher:
        response = await fetcher.fetch(f"http://127.0.0.1:{port}/")
    seconds = time.process_time() - started
    await runner.cleanup()
    return seconds, _peak(), response.truncated


def main() -> None:
    """Print every row and the worst of them."""
    rows: list[
        Outcome
    ] = []  # a case may hold its document: kept, every later process would carry it
    failed: list[str] = []
    parse(b"<rss><channel><item><title>a</title></item></channel></rss>")
    read('"It is so," said Ana Ruiz on Monday.')
    print(
        f"{'reader':18}{'document':28}{'parse s':>8}{'read s':>8}{'MB':>6}  {'':8}what is said of it"
    )
    for case, got in run(sys.argv[1:]):
        rows.append(got)
        failed += [case.name] * bool(got.fault)
        verdict = got.fault or "ok"
        print(
            f"{case.reader:18}{case.name[:27]:28}{got.parsing:8.2f}{got.reading:8.2f}"
            f"{got.megabytes:6.0f}  {verdict:8}{got.said[:150]}", flush=True,
        )  # fmt: skip
    if not sys.argv[1:]:
        for name, seconds, megabytes, cut in endless():
            bad = seconds > MOST_SECONDS or megabytes > MOST_MB or not cut
            print(
                f"{'fetch':18}{name:28}{seconds:8.2f}{'':8}{megabytes:6.0f}  {'FAIL' if bad else 'ok':8}{'cut' * cut}"
            )
            failed += [name] * bad
    if rows:
        print(
            f"{len(rows)} documents, {len(failed)} past a floor; the most: parse "
            f"{max(g.parsing for g in rows):.2f} s, read {max(g.reading for g in rows):.2f} s, "
            f"{max(g.megabytes for g in rows):.0f} MB"
        )
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
