"""One target, hunted for some seconds: throw, look, keep what fails.

Every input is on disk before it is tried, so that what kills the process or never
comes back can be tried again too.
"""

from __future__ import annotations

import faulthandler
import hashlib
import os
import resource
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st
from mutation import MUTATIONS, mutate
from targets import Check, Target

from copytaster.errors import CopytasterError

HANG = 5.0
"""CPU seconds one input may take."""

_DEAD = 30
"""Seconds after which the process is ended from outside Python, with a traceback."""

_MEMORY = 3 << 30
_ROUND = 100
_MOST_KINDS = 5


class Hang(BaseException):
    """One input took longer than `HANG`; nothing that catches Exception shall swallow it."""


@dataclass(slots=True)
class Bag:
    """What a hunt brought: how many inputs, and for each kind of failure one of them."""

    tried: int = 0
    refused: int = 0
    failures: dict[str, Path] = field(default_factory=dict)


def hunt(target: Target, seconds: float, seed: int, folder: Path) -> Bag:
    """Try mutated documents until the time is over. Failing inputs are left in ``folder``."""
    scratch = folder / f".{target.name}"
    scratch.mkdir(parents=True, exist_ok=True)
    limit()
    check, bag = target.prepare(scratch), Bag()
    ends = time.monotonic() + seconds
    throws = st.lists(
        st.tuples(st.sampled_from(sorted(MUTATIONS)), st.integers(0, 1 << 32)), max_size=6
    )
    with (scratch / "current").open("wb", buffering=0) as current, ended_from_outside() as alive:

        def throw(document: bytes, thrown: list[tuple[str, int]]) -> None:
            if time.monotonic() < ends and len(bag.failures) < _MOST_KINDS:
                data = mutate(document, thrown, target.seeds)
                note(current.fileno(), data)
                alive()
                _try(target.name, check, data, bag, folder)

        number = 0
        while time.monotonic() < ends and len(bag.failures) < _MOST_KINDS:
            _round(throw, target, throws, seed + number)
            number += 1
    return bag


def _round(throw: Callable[..., None], target: Target, throws: object, seed: int) -> None:
    given_to = given(st.sampled_from(target.seeds), throws)(throw)  # type: ignore[arg-type]
    quiet = settings(
        max_examples=_ROUND, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck), derandomize=False,
    )  # fmt: skip
    seeded(seed)(quiet(given_to))()


def limit() -> None:
    """Bound this process, and have the interpreter tell where it died."""
    faulthandler.enable()
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


@contextmanager
def ended_from_outside() -> Iterator[Callable[[], None]]:
    """End the process, with a traceback, when it has not said for `_DEAD` seconds that it is alive."""
    said = -1.0

    def alive() -> None:
        nonlocal said
        if time.monotonic() - said > 1:  # each time starts a thread: not for every input
            said = time.monotonic()
            faulthandler.dump_traceback_later(_DEAD, exit=True)

    try:
        yield alive
    finally:
        faulthandler.cancel_dump_traceback_later()


def note(file: int, data: bytes) -> None:
    """Put the input where it is found if it ends the process."""
    os.pwrite(file, data, 0)
    os.ftruncate(file, len(data))


def _try(name: str, check: Check, data: bytes, bag: Bag, folder: Path) -> None:
    bag.tried += 1
    kind = fault(check, data)
    if kind == "refused":
        bag.refused += 1
    elif kind and kind not in bag.failures:
        bag.failures[kind] = keep(folder, name, smaller(check, data, kind), kind)


def fault(check: Check, data: bytes) -> str:
    """What is wrong with the check of one input: empty, ``refused``, or a failure's kind."""
    try:
        with watched():
            check(data)
    except CopytasterError:
        return "refused"
    except Hang:
        return f"took more than {HANG:g} s of CPU time"
    except Exception as error:
        return kind_of(error)
    return ""


def kind_of(error: BaseException) -> str:
    """What failed and where: the same fault has the same name, whatever the input."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if "copytaster" in f.filename] or frames[-1:]
    at = ours[-1]
    law = f": {error}" if isinstance(error, AssertionError) else ""
    return f"{type(error).__name__}{law} at {Path(at.filename).name}:{at.lineno} in {at.name}"


@contextmanager
def watched() -> Iterator[None]:
    """Raise Hang when the body takes too long."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise Hang

    before = signal.signal(signal.SIGVTALRM, stop)
    started = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, HANG)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    if time.process_time() - started > HANG:
        raise Hang


def smaller(check: Check, data: bytes, kind: str, seconds: float = 5.0) -> bytes:
    """The input with all that can be left out left out, as far as time allows."""
    ends, step = time.monotonic() + seconds, len(data) // 2
    while step and not kind.startswith("took"):
        at = 0
        while at < len(data) and time.monotonic() < ends:
            less = data[:at] + data[at + step :]
            if fault(check, less) == kind:
                data = less
            else:
                at += step
        step //= 2
    return data


def keep(folder: Path, name: str, data: bytes, kind: str) -> Path:
    """The input as a file, with its fault beside it."""
    path = folder / f"{name}-{hashlib.sha256(data).hexdigest()[:12]}.bin"
    path.write_bytes(data)
    path.with_suffix(".txt").write_text(f"{kind}\n{replay(name, path)}\n", encoding="utf-8")
    return path


def replay(name: str, path: Path) -> str:
    """The command that tries one input again."""
    return f"python tests/fuzz --target {name} --replay {path}"
