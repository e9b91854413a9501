"""How a process that runs a desk sets itself up."""

from __future__ import annotations

import gc


def steady() -> None:
    """Look for garbage cycles seldom.

    The line makes many small values and no cycles: the collector's default of
    one pass per 700 new objects costs 15–20% of the CPU time and finds nothing
    (measured with bench/line.py). Call it once per process, after importing.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
