"""Receivers on loopback and a desk that pushes to them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from pushing import Newsroom, newsroom
from receivers import Blog, Hook, receiving


@pytest.fixture
async def blog() -> AsyncIterator[Blog]:
    """A WordPress."""
    async with receiving(Blog()) as made:
        yield made


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    """A webhook's receiver."""
    async with receiving(Hook()) as made:
        yield made


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    """A desk with a feed in full, a clock moved by hand, and no chance."""
    with newsroom(tmp_path / "desk") as made:
        yield made
