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


# Runs each statement in a process that had nothing of ours yet, then looks at the face.
LOOK = """
import os, sys, types
import alembic, aiohttp, lxml.etree, pydantic_settings, rich.table, sqlalchemy, starlette, typer
import copytaster as ct
def look(first, names):
    exec(first, {})
    for name in names:
        found = getattr(ct, name)
        assert not isinstance(found, types.ModuleType), name
        scope = {}
        exec(f"from copytaster import {name}", scope)
        assert scope[name] is found, name
    assert callable(ct.compose) and ct.compose.__module__ == "copytaster.compose.composer"
for line in sys.argv[1:]:
    first, _, names = line.partition("|")
    if (child := os.fork()) == 0:
        try:
            look(first, names.split())
        except BaseException as error:
            print(line, repr(error))
            sys.stdout.flush()
            os._exit(1)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        sys.exit(1)
"""
HOMES = (
    "Desk",
    "FormatError",
    "Matcher",
    "Story",
    "parse",
    "read",
    "verify",
)  # a name of each room
ROOMS = ("compose.composer", "desk")


def test_each_name_means_the_same_in_whatever_order_things_are_imported() -> None:
    """Name after name, room before name, two names in one line either way round: never a module."""
    whole = " ".join(name for name in ct.__all__ if name != "__version__")
    firsts = (
        f"import copytaster; copytaster.Desk|{whole}",
        "from copytaster import compose, Desk|Desk compose",
        "from copytaster import Matcher, compose|compose Matcher",
        "from copytaster import compose, read|read compose",
        "import copytaster.compose.composer|compose",
    )
    done = subprocess.run(
        [sys.executable, "-c", LOOK, *firsts], capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_room_of_a_function_is_still_a_room() -> None:
    """``from copytaster.compose import …`` finds the package and what is in it."""
    from copytaster.compose import compose, composer

    assert ct.compose is compose is composer.compose
