"""The hunts of a run: each in a process of its own, as many at a time as there are processors."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from hunt import Bag, hunt, keep
from targets import Target

_LEAST = 1.0
"""Seconds that every target gets."""

_OVERTIME = 90
"""Seconds a worker may go on for after its time: to make a finding smaller, to be found hanging."""


def hunted(todo: list[Target], seconds: float, seed: int, out: Path) -> Iterator[tuple[str, Bag]]:
    """Every target by a worker of its own, as many at a time as there are processors."""
    jobs = min(len(todo), len(os.sched_getaffinity(0)))
    ends, waiting = time.monotonic() + seconds, list(todo)
    running: dict[Connection, tuple[Target, BaseProcess, float]] = {}
    while waiting or running:
        while waiting and len(running) < jobs:
            left = max(0.0, ends - time.monotonic()) * jobs
            part = waiting[0].weight / sum(t.weight for t in waiting)
            share = min(max(_LEAST, left * part), max(_LEAST, left / jobs))
            target = waiting.pop(0)
            here, worker = _started(target, share, seed, out)
            running[here] = (target, worker, time.monotonic() + share + _OVERTIME)
        for here in wait(list(running), timeout=1):
            target, worker, _ = running.pop(here)  # type: ignore[index]
            yield target.name, _brought(here, target, worker, out)  # type: ignore[arg-type]
        for _, worker, until in running.values():
            if time.monotonic() > until:
                worker.kill()


def _started(target: Target, share: float, seed: int, out: Path) -> tuple[Connection, BaseProcess]:
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    worker = context.Process(target=_work, args=(target, share, seed, out, there))
    worker.start()
    there.close()
    return here, worker


def _work(target: Target, share: float, seed: int, out: Path, there: Connection) -> None:
    there.send(hunt(target, share, seed, out))


def _brought(here: Connection, target: Target, worker: BaseProcess, out: Path) -> Bag:
    """What the worker brought; where it died, the input it died of."""
    try:
        bag: Bag = here.recv()
    except EOFError:
        worker.join()
        bag, kind = Bag(), f"the process died ({worker.exitcode})"
        current = out / f".{target.name}" / "current"
        data = current.read_bytes() if current.exists() else b""
        bag.failures[kind] = keep(out, target.name, data, kind)
    worker.join()
    shutil.rmtree(out / f".{target.name}", ignore_errors=True)
    return bag
