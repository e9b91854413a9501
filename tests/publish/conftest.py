"""The invented newsroom of ``tests/support``, as a fixture."""

from __future__ import annotations

from types import ModuleType

import pytest

import invented as newsroom


@pytest.fixture(scope="session")
def invented() -> ModuleType:
    """The module of invented publications: ``publication()``, ``rival()``, ``view()``, …"""
    return newsroom
