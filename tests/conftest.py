"""What all tests share: where the outside data lies, and how hard hypothesis tries."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from browsing import launched
from served import Serve, serving

ROOT = Path(__file__).resolve().parent.parent

# A runner of several processes fixes every terminal's width; the tests choose their own.
os.environ.pop("COLUMNS", None)

settings.register_profile(
    "default", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of outside data; the test is skipped where it is absent."""
    path = Path(os.environ.get("COPYTASTER_SHARED", ROOT.parent / "shared"))
    if not path.is_dir():
        pytest.skip(f"needs the measuring data at {path}")
    return path


@pytest.fixture(scope="session")
def seed(shared: Path) -> str:
    """The text of the story the project began with."""
    return (shared / "seed" / "latestly-ani-2025-04-27.txt").read_text(encoding="utf-8")


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serve an application, made for its port, on loopback until the test ends."""
    with serving() as start:
        yield start


# One Chromium per file: the driver's loop must be gone before a test with a loop of its own runs.
@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One Chromium for all tests of a file."""
    with launched() as chromium:
        yield chromium
