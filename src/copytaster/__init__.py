"""Copytaster reads syndicated news as a wire editor would.

The names below are the whole public face; each is imported when first used.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from copytaster.compose import compose
    from copytaster.desk import Desk
    from copytaster.errors import (
        CopytasterError,
        FormatError,
        ManyItems,
        NoItem,
        NotPublishable,
    )
    from copytaster.formats import parse
    from copytaster.ledger import verify
    from copytaster.matching import Matcher
    from copytaster.model import Coverage, Draft, Feed, Item, Match, Story, Verdict
    from copytaster.reading import read

__version__ = "0.1.0"

_HOMES = {
    "compose": "copytaster.compose",
    "Desk": "copytaster.desk",
    "parse": "copytaster.formats",
    "verify": "copytaster.ledger",
    "Matcher": "copytaster.matching",
    "read": "copytaster.reading",
    **dict.fromkeys(
        ("CopytasterError", "FormatError", "ManyItems", "NoItem", "NotPublishable"),
        "copytaster.errors",
    ),
    **dict.fromkeys(
        ("Coverage", "Draft", "Feed", "Item", "Match", "Story", "Verdict"), "copytaster.model"
    ),
}

__all__ = [
    "CopytasterError",
    "Coverage",
    "Desk",
    "Draft",
    "Feed",
    "FormatError",
    "Item",
    "ManyItems",
    "Match",
    "Matcher",
    "NoItem",
    "NotPublishable",
    "Story",
    "Verdict",
    "__version__",
    "compose",
    "parse",
    "read",
    "verify",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'copytaster' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__


class _Face(ModuleType):
    """The package, whose room ``compose`` must not stand where the function of that name belongs.

    Python binds every imported submodule in its package, whoever imports it. A
    room is had by ``from copytaster.compose import …``, which asks nothing of this.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Face
