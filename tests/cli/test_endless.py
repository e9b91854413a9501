"""Sources without an end: nothing that reads one takes the machine with it."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from copytaster.cli.app import app

_MIB = 1 << 20


@pytest.fixture
def little_memory() -> Iterator[None]:
    """Half a GiB more than this process has now; what takes more gets a MemoryError."""
    was = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + 512 * _MIB, was[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, was)


def is_told(said: str, name: str) -> bool:
    """One line that names the source, the limit and the setting."""
    line = " ".join(said.split())
    return line.startswith(f"error: {name}: holds more than 16 MiB") and "max_body_mib" in line


def test_a_pipe_without_an_end_is_refused() -> None:
    """``yes | copytaster read -`` ends with a line, not with the machine."""
    with Path("/dev/zero").open("rb") as source:
        told = subprocess.run(
            [sys.executable, "-m", "copytaster", "read", "-"],
            stdin=source, capture_output=True, text=True, timeout=60,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (2048 * _MIB,) * 2),
        )  # fmt: skip
    assert (told.returncode, told.stdout) == (1, "")
    assert is_told(told.stderr, "standard input"), told.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("read", "/dev/zero"),
        ("feeds", "check", "/dev/zero"),
        ("verify", "/dev/zero"),
        ("verify", __file__, "--key", "/dev/zero"),
        ("feeds", "import", "/dev/zero", "--desk", "{desk}"),
        ("run", "--feeds", "/dev/zero", "--port", "0", "--desk", "{desk}"),
    ],
)
def test_a_device_without_an_end_is_refused(
    words: tuple[str, ...], tmp_path: Path, little_memory: None
) -> None:
    """Whatever reads it names it; no traceback, little memory."""
    told = CliRunner().invoke(app, [w.format(desk=tmp_path / "desk") for w in words])
    assert told.exit_code == (2 if words[0] == "verify" else 1), told.output
    assert is_told(told.output, "/dev/zero"), told.output


def test_a_device_is_no_copy_to_take_in(tmp_path: Path, little_memory: None) -> None:
    """``ingest`` takes files: anything else is refused by name."""
    told = CliRunner().invoke(app, ["ingest", "/dev/zero", "--desk", str(tmp_path / "desk")])
    assert told.exit_code == 1
    assert "refused  /dev/zero: not a regular file" in told.output


def test_the_limit_is_the_operators(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A smaller setting holds for files and for lists of feeds, and is named as it is."""
    monkeypatch.setenv("COPYTASTER_MAX_BODY_MIB", "1")
    path = tmp_path / "long.txt"
    path.write_bytes(b"A word of copy. " * 70_000)
    for words in (("read",), ("verify",), ("feeds", "check")):
        told = CliRunner().invoke(app, [*words, str(path)])
        assert told.exit_code in (1, 2)
        assert "holds more than 1 MiB" in told.output.replace("\n", " ")


def test_an_address_of_a_file_is_read_like_its_path(tmp_path: Path) -> None:
    """What a refusal or a browser calls ``file://`` can be handed back."""
    path = tmp_path / "a story.txt"
    path.write_text("The bridge at Orla reopened on Monday after eleven weeks.")
    told = CliRunner().invoke(app, ["read", path.as_uri()])
    assert told.exit_code == 0, told.output
    assert "Orla" in told.output
