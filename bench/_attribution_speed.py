"""What reading who said what costs: CPU time by length, a text with nothing to find, peak memory.

``python bench/_attribution_speed.py`` prints the peak of a process of its own.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from copytaster.attribution import attribute
from copytaster.model import Item, Story

_ROUNDS = 3  # the least of them counts: the machine does other things too
_QUIET = "The harbour lies on the river, and small boats leave for the islands at noon. "


def by_length(texts: list[str], words: int) -> tuple[int, float, float]:
    """Texts cut to ``words`` words: how many there are, median and greatest CPU ms of attributing one."""
    spent = [_least(_cut(text, words)) for text in texts if len(text.split()) >= words]
    return len(spent), statistics.median(spent), max(spent)


def of_nothing(words: int) -> float:
    """CPU ms for a text of ``words`` words without a quotation mark or a cue."""
    return _least(_cut(_QUIET * (words // 10), words))


def peak() -> float:
    """MB a process holds at most that reads one story of 750 words, its imports and anatomy among them."""
    told = subprocess.run([sys.executable, __file__], capture_output=True, text=True, check=True)
    return float(told.stdout)


def _cut(text: str, words: int) -> str:
    """The text's beginning of so many words, its paragraphs kept."""
    left, kept = words, []
    for line in text.split("\n"):
        part = line.split(" ")[:left]
        kept.append(" ".join(part))
        left -= sum(map(bool, part))
        if left <= 0:
            break
    return "\n".join(kept)


def _least(text: str) -> float:
    """CPU ms of the fastest of some rounds, each with a story that nobody has read before."""

    def once() -> float:
        story = Story(id="s", series="s", item=Item(body=text))
        begin = time.process_time()
        attribute(story)
        return 1000 * (time.process_time() - begin)

    return min(once() for _ in range(_ROUNDS))


def main() -> None:
    """One story of 750 words through anatomy and attribution; print the peak in MB."""
    from copytaster.anatomy import dissect
    from copytaster.model import ReadingContext

    said = (
        'Mayor Ilsa Brandt of Torvik said on Monday that "the pier is old, and the port knows it". '
    )
    attribute(dissect(Item(body=_cut((said + _QUIET) * 40, 750)), ReadingContext()))
    print(round(_peak_kb() / 1024, 1))


def _peak_kb() -> int:
    """This process's own peak; getrusage's is, on Linux, at least that of the process that started it."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    lines = status.read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    main()
