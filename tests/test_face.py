"""The public face is exactly what DESIGN promises."""

from __future__ import annotations

import subprocess
import sys

import pytest

import copytaster as ct


def test_all_is_the_public_face() -> None:
    """Every name in ``__all__`` is there, and nothing else is shown."""
    assert sorted(ct.__all__) == sorted(dir(ct))
    for name in ct.__all__:
        assert getattr(ct, name) is not None


def test_importing_it_loads_no_room() -> None:
    """``import copytaster`` is instant: rooms are loaded when first used."""
    code = "import sys, copytaster; print([m for m in sys.modules if m.startswith('copytaster.')])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A typo is told as Python tells it."""
    with pytest.raises(AttributeError, match="nothing_of_the_sort"):
        ct.nothing_of_the_sort  # noqa: B018
