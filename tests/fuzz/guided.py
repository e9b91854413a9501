"""The same targets under atheris, which looks at the code for new ways through it.

It is no dependency of this project: it has wheels for some versions of Python on Linux and
nothing else. Where it is not installed, one line says how to get it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

MISSING = (
    "atheris is not installed; install it beside the rest (.venv/bin/pip install atheris: wheels for "
    "Linux and CPython 3.11 to 3.13), or leave --engine out: hypothesis needs nothing more\n"
)
_SLOW = 10
_LARGEST = 20_000


def guided(names: Sequence[str] | None, seconds: float, seed: int, out: Path) -> int:
    """Every target in a process of its own, one after the other; 1 if any found something."""
    if find_spec("atheris") is None:
        sys.stderr.write(MISSING)
        return 2
    from targets import targets

    wanted = targets(names or ())
    failed = [t.name for t in wanted if _run(t.name, t.seeds, seconds / len(wanted), seed, out)]
    sys.stdout.write(f"{len(wanted)} targets; failures in: {', '.join(failed) or 'none'}\n")
    return bool(failed)


def _run(name: str, seeds: Sequence[bytes], seconds: float, seed: int, out: Path) -> bool:
    corpus, found = out / f"corpus-{name}", out / f"{name}-"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, document in enumerate(seeds):
        (corpus / f"golden-{number}").write_bytes(document)
    words = [
        sys.executable, str(Path(__file__)), name, str(corpus), f"-max_total_time={max(1, int(seconds))}",
        f"-artifact_prefix={found}", f"-timeout={_SLOW}", f"-max_len={_LARGEST}", f"-seed={seed or 1}",
        "-rss_limit_mb=2048", "-verbosity=0", "-print_final_stats=1",
    ]  # fmt: skip
    code = subprocess.run(words, check=False, env=os.environ).returncode
    if code:
        sys.stdout.write(f"{name}: try it again with --target {name} --replay {found}…\n")
    return code != 0


def _fuzz(name: str, arguments: list[str]) -> None:
    """In the process of one target: everything of this package is instrumented, then run."""
    import atheris  # type: ignore[import-not-found]

    with atheris.instrument_imports(include=["copytaster"]):
        from targets import targets
    from tempfile import mkdtemp

    from copytaster.errors import CopytasterError

    (target,) = targets([name])
    check = target.prepare(Path(mkdtemp(prefix=f"fuzz-{name}-")))

    def one(data: bytes) -> None:
        try:
            check(data)
        except CopytasterError:
            return

    atheris.Setup([sys.argv[0], *arguments], one)
    atheris.Fuzz()


if __name__ == "__main__":
    _fuzz(sys.argv[1], sys.argv[2:])
