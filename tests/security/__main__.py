"""The whole siege: every payload into every field of every format, every output read.

python tests/security                     all payloads
python tests/security --kind script xml   some kinds; --every 4 --from 1 takes each fourth
python tests/security --once              thirty payloads to a desk, each in a few documents
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

_TOGETHER = 30  # payloads in one desk
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "support"), str(HERE.parent.parent / "src")]


def main() -> int:
    """Besiege a desk with one payload after another; 1 if anything lived."""
    import attack
    import payloads
    from besieged import Tally, withstand
    from served import serving

    asked = _asked(sorted(payloads.KINDS))
    chosen = [p for kind in asked.kind for p in payloads.KINDS[kind]][asked.start :: asked.every]
    total, began = Tally(), time.process_time()
    size = _TOGETHER if asked.once else 1
    sieges = [chosen[at : at + size] for at in range(0, len(chosen), size)]
    for number, (payload, *rest) in enumerate(sieges, 1):
        with tempfile.TemporaryDirectory() as folder, serving() as serve:
            shots = attack.shots(payload, deciding_too=True)
            if rest:
                shots = attack.scattered([payload, *rest])
            tally = withstand(Path(folder) / "desk", payload, shots, serve)
        total.add(tally)
        _say(f"{number}/{len(sieges)} {payload[:60]!a}: {len(tally.live)} live")
        for what, where in tally.live.items():
            _say(f"    {what!a}\n        {where!a}")
    fields = sum(len(attack.fields.fields(n, d)) for n, d in attack.documents().items())
    _say(
        f"{len(chosen)} payloads x {fields} fields of {len(attack.documents())} documents x "
        f"{len(attack.MODES)} ways: {total.shots} documents, {sum(total.stories.values())} stories "
        f"({total.stories['live']} live), {sum(total.outputs.values())} outputs read, "
        f"{len(total.live)} live; {time.process_time() - began:.0f} CPU s"
    )
    _say(", ".join(f"{kind} {count}" for kind, count in sorted(total.outputs.items())))
    return 1 if total.live else 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _asked(kinds: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests/security", description=__doc__)
    parser.add_argument("--kind", nargs="+", choices=kinds, default=kinds)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="each N-th payload")
    parser.add_argument("--from", type=int, default=0, dest="start", metavar="N")
    parser.add_argument("--once", action="store_true", help="thirty payloads to a desk")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
