"""The folder of outside data that the benchmarks read: ``../shared``, or COPYTASTER_SHARED."""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

SHARED = Path(os.environ.get("COPYTASTER_SHARED", Path(__file__).resolve().parents[2] / "shared"))


def folder() -> Path:
    """The folder that the command line names, else `SHARED`. Ends the program where there is none."""
    paths = [word for word in sys.argv[1:] if not word.startswith("--")]
    found = Path(paths[0]) if paths else SHARED
    if not found.is_dir():
        print(f"no outside data at {found}")
        sys.exit(0)
    return found


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def module_at(path: Path) -> ModuleType:
    """The file as a module: the data's own scorer, or a neighbour of the benchmark."""
    spec = importlib.util.spec_from_file_location(f"{path.parent.name}_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
