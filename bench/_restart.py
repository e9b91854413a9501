"""kill -9 in mid-stream: are the rest of the stream's clusters those of a matcher that never stopped?

A process of its own adds the stream, keeping a snapshot every so many stories as
a desk does. It is killed without warning, and another one goes on from the last
snapshot: what came after it is added once more.
"""

from __future__ import annotations

import json
import os
import signal
import tempfile
from collections.abc import Iterator, Sequence
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from copytaster.matching import Matcher
from copytaster.model import Match, Story

EVERY = 200


def killed_midstream(stories: Sequence[Story], kills: int = 3) -> dict[str, Any]:
    """How many stories came out with another match, and how many coverages differ at the end."""
    whole = Matcher(keep=False)
    matches = [_told(whole.add(story)) for story in stories]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for n in range(1, kills + 1):
            # Not on the beat of the snapshots: some stories are lost with each kill.
            _run(folder, stories, stop=n * len(stories) // (kills + 1) + EVERY // 3 + n)
        _run(folder, stories, stop=None)
        after = dict(_lines(folder / "matches"))
        stopped = Matcher.from_bytes((folder / "snapshot").read_bytes())
    return {
        "stories": len(stories),
        "kills": kills,
        "other_matches": sum(after.get(n) != match for n, match in enumerate(matches)),
        "other_coverages": len(set(_state(whole)) ^ set(_state(stopped))),
    }


def _run(folder: Path, stories: Sequence[Story], stop: int | None) -> None:
    worker = get_context("fork").Process(target=_work, args=(folder, stories, stop))
    worker.start()
    worker.join()
    expected = 0 if stop is None else -signal.SIGKILL
    if worker.exitcode != expected:
        raise RuntimeError(f"the worker ended with {worker.exitcode}, not {expected}")


def _work(folder: Path, stories: Sequence[Story], stop: int | None) -> None:
    snapshot, count = folder / "snapshot", folder / "count"
    matcher = Matcher.from_bytes(snapshot.read_bytes()) if count.exists() else Matcher(keep=False)
    start = int(count.read_text()) if count.exists() else 0
    with (folder / "matches").open("a", encoding="utf-8") as matches:
        for n in range(start, len(stories)):
            if n == stop:
                os.kill(os.getpid(), signal.SIGKILL)
            line = json.dumps([n, _told(matcher.add(stories[n]))])
            matches.write(line + "\n")
            if (n + 1) % EVERY == 0 or n + 1 == len(stories):
                matches.flush()
                _keep(folder, matcher, n + 1)


def _keep(folder: Path, matcher: Matcher, count: int) -> None:
    (folder / "snapshot.new").write_bytes(matcher.to_bytes())
    (folder / "snapshot.new").replace(folder / "snapshot")
    (folder / "count.new").write_text(str(count))
    (folder / "count.new").replace(folder / "count")


def _told(match: Match) -> str:
    return json.dumps(match.to_dict(), sort_keys=True)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.endswith("]"):  # a line may be cut short by the kill
            n, match = json.loads(line)
            yield n, match


def _state(matcher: Matcher) -> list[str]:
    found = (matcher.coverage(id_).to_dict() for id_ in matcher.coverages())
    return [json.dumps(coverage, sort_keys=True) for coverage in found]
