"""``make fuzz``: every reader against changed documents, for a minute or as long as is asked for.

    python tests/fuzz [--seconds 60] [--seed N] [--target NAME …] [--engine hypothesis|atheris]
    python tests/fuzz --target NAME --replay FILE

A finding is a crash (anything but an error of this package), an input that takes more
than five seconds, or a broken law: a byte of a delivery lost, a span outside its text,
another result for the same input. Its input is kept, and the command that tries it
again is printed. Exit code 1 if there was any.
"""

from __future__ import annotations

import argparse
import secrets
import shutil
import sys
import tempfile
from pathlib import Path

from crew import hunted
from hunt import fault, limit, replay
from targets import BUILDERS, Target, targets

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Do as the command line says."""
    asked = _arguments()
    if asked.engine == "atheris":
        from guided import guided

        return guided(asked.target, asked.seconds, asked.seed, asked.out)
    chosen = targets(asked.target or ())
    if asked.replay:
        return _replayed(chosen[0], asked.replay)
    say(f"{len(chosen)} targets, {asked.seconds:g} s in all, seed {asked.seed}")
    say(f"the same again: python tests/fuzz --seconds {asked.seconds:g} --seed {asked.seed}")
    shutil.rmtree(asked.out, ignore_errors=True)
    asked.out.mkdir(parents=True)
    failures = 0
    for name, bag in hunted(chosen, asked.seconds, asked.seed, asked.out):
        say(f"{name:10}{bag.tried:8} tried{bag.refused:8} refused{len(bag.failures):4} failures")
        for kind, path in bag.failures.items():
            say(f"    {kind}\n    {replay(name, path)}")
        failures += len(bag.failures)
    return bool(failures)


def say(line: str) -> None:
    """Print at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python tests/fuzz", description="Fuzz the readers.")
    parser.add_argument("--seconds", type=float, default=60, help="in all (60)")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(1 << 31))
    parser.add_argument(
        "--target", action="append", choices=BUILDERS, metavar="NAME",
        help=f"one of {', '.join(BUILDERS)}; may be said again",
    )  # fmt: skip
    parser.add_argument("--engine", choices=("hypothesis", "atheris"), default="hypothesis")
    parser.add_argument("--replay", type=Path, help="try this input on the target")
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "fuzz", help="where findings go")
    return parser.parse_args()


def _replayed(target: Target, path: Path) -> int:
    limit()
    with tempfile.TemporaryDirectory() as folder:
        check = target.prepare(Path(folder))
        kind = fault(check, path.read_bytes())
        say(kind or "nothing is wrong")
        if kind in ("", "refused"):
            return 0
        check(path.read_bytes())  # for its traceback
    return 1


if __name__ == "__main__":
    sys.exit(main())
