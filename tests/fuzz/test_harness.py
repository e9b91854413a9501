"""The fuzzer's own promises: it finds what it is for, keeps it, and can do it again."""

from __future__ import annotations

import importlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

HOME = Path(__file__).resolve().parent
LOUD, QUIET = b"<a>word</a>" * 40, b"a word"


@pytest.fixture(scope="module")
def fuzz() -> Iterator[Any]:
    """The modules of the harness, as it imports them: by their bare names."""
    sys.path.insert(0, str(HOME))
    try:
        yield {
            name: importlib.import_module(name) for name in ("crew", "hunt", "mutation", "targets")
        }
    finally:
        sys.path.remove(str(HOME))


def hunted(fuzz: Any, check: Any, folder: Path, seed: int = 7) -> Any:
    """What a moment against one check brings, without the limits of a process of its own."""
    target = fuzz["targets"].Target("own", [LOUD, QUIET], lambda folder: check)
    fuzz["hunt"].limit = lambda: None
    return fuzz["hunt"].hunt(target, 0.8, seed, folder)


def test_a_crash_is_found_made_small_and_kept(fuzz: Any, tmp_path: Path) -> None:
    """An error that is none of ours is a finding; its input is kept, cut down to what matters."""

    def check(data: bytes) -> None:
        if b"word" in data:
            raise KeyError("crash")

    bag = hunted(fuzz, check, tmp_path)
    ((kind, path),) = bag.failures.items()
    assert kind.startswith("KeyError")
    assert path.read_bytes() == b"word"
    assert "--replay" in path.with_suffix(".txt").read_text()


def test_an_honest_refusal_is_no_finding(fuzz: Any, tmp_path: Path) -> None:
    """Errors of this package are counted, not reported."""
    from copytaster.errors import FormatError

    def check(data: bytes) -> None:
        raise FormatError("no")

    bag = hunted(fuzz, check, tmp_path)
    assert bag.failures == {}
    assert bag.refused == bag.tried > 3


def test_a_hang_is_found(fuzz: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An input that takes too long is stopped and reported, though the code swallows every Exception."""
    monkeypatch.setattr(fuzz["hunt"], "HANG", 0.2)

    def check(data: bytes) -> None:
        while True:
            try:
                time.process_time()
            except Exception:  # what stops it must not be one
                continue

    assert fuzz["hunt"].fault(check, b"").startswith("took more than")


def test_what_ends_the_process_is_found(fuzz: Any, tmp_path: Path) -> None:
    """An input that kills its process outright is reported too, and the input is there."""

    def check(data: bytes) -> None:
        if b"word" in data:
            os.kill(os.getpid(), signal.SIGKILL)

    target = fuzz["targets"].Target("own", [LOUD], lambda folder: check)
    ((name, bag),) = fuzz["crew"].hunted([target], 1, 7, tmp_path)
    ((kind, path),) = bag.failures.items()
    assert name == "own"
    assert "the process died" in kind
    assert b"word" in path.read_bytes()


def test_the_same_seed_throws_the_same(fuzz: Any, tmp_path: Path) -> None:
    """Two hunts of one seed begin with the same inputs, one of another seed does not."""
    thrown: list[list[bytes]] = []
    for number, seed in enumerate((7, 7, 8)):
        thrown.append([])
        hunted(fuzz, thrown[-1].append, tmp_path / str(number), seed)
    some = min(map(len, thrown))
    assert some > 5
    assert thrown[0][:some] == thrown[1][:some] != thrown[2][:some]


def test_a_lost_byte_of_a_delivery_is_found(
    fuzz: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The desk's target fails when what is stored differs from what was sent."""
    from copytaster.store import Store

    check = fuzz["targets"]._desk(tmp_path)
    check(LOUD)
    kept = Store.delivery
    monkeypatch.setattr(
        Store,
        "delivery",
        lambda self, sha: (d := kept(self, sha)) and type(d)(**{**_fields(d), "body": d.body[:-1]}),
    )
    with pytest.raises(AssertionError, match="no byte of a delivery is lost"):
        check(QUIET)


def _fields(noun: Any) -> dict[str, Any]:
    return {name: getattr(noun, name) for name in type(noun).__dataclass_fields__}


@given(st.data())
def test_mutations_are_bounded_and_repeatable(fuzz: Any, data: st.DataObject) -> None:
    """Each gives bytes of bounded length, the same for the same dice, whatever it is given."""
    mutation = fuzz["mutation"]
    name = data.draw(st.sampled_from(sorted(mutation.MUTATIONS)))
    document, dice = data.draw(st.binary(max_size=200)), data.draw(st.integers(0, 1 << 32))
    once, again = (mutation.mutate(document, [(name, dice)], [document, LOUD]) for _ in range(2))
    assert once == again
    assert len(once) <= mutation.LARGEST


def test_three_seconds_of_it_bring_nothing(tmp_path: Path) -> None:
    """The fuzzer starts, tries several readers, and ends well; it prints how to do the same again."""
    words = ["--seconds", "3", "--seed", "11", "--out", str(tmp_path)]
    names = ["--target", "anpa", "--target", "atom", "--target", "robots"]
    done = subprocess.run(
        [sys.executable, str(HOME), *words, *names], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "--seed 11" in done.stdout
    assert done.stdout.count(" tried") == 3
