"""``copytaster bench``: run the benchmarks of a source checkout, each in its own process."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.rule import Rule

from copytaster.cli.common import out
from copytaster.errors import CopytasterError


def measure(only: Sequence[str]) -> None:
    """Run ``bench/<name>.py`` for every name, or for all there are.

    Raises CopytasterError outside a source checkout, or for an unknown name,
    or when a benchmark fails.
    """
    folder = Path(__file__).resolve().parents[3] / "bench"
    found = {path.stem: path for path in sorted(folder.glob("[a-z]*.py"))}
    if not found:
        raise CopytasterError("the benchmarks come with the source, not with the package")
    unknown = [name for name in only if name not in found]
    if unknown:
        raise CopytasterError(f"is none of {', '.join(found)}", subject=unknown[0])
    failed = [name for name in only or found if not _run(name, found[name])]
    if failed:
        raise CopytasterError("did not finish", subject=", ".join(failed))


def _run(name: str, path: Path) -> bool:
    out.print(Rule(name, align="left"))
    out.file.flush()
    return subprocess.run([sys.executable, str(path)], check=False).returncode == 0
