"""What places cost by themselves: the time until the first look-up of a cold process, documents per CPU-second, memory.

Run: python bench/_places.py [path to the shared data]
"docs_per_s": capitalised runs and places, each document once, in a process that has seen none; "with_names": the
names they are told from too; "added": what places add to a story whose runs and names are known.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from pathlib import Path

COLLECTIONS = ("lgl.xml", "GeoVirus.xml")


def places_alone(shared: Path) -> dict[str, float]:
    """The figures of a process of its own that has done nothing else."""
    done = subprocess.run(
        [sys.executable, __file__, str(shared)], check=True, capture_output=True, text=True
    )
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def _cold(shared: Path) -> dict[str, float]:
    began = time.process_time()
    from copytaster.anatomy.gazetteer import candidates
    from copytaster.anatomy.names import find_names
    from copytaster.anatomy.places import find_places
    from copytaster.anatomy.runs import find_runs

    imported = time.process_time()
    assert candidates("Paris")
    loaded = time.process_time()
    figures = {"import_s": imported - began, "load_s": loaded - imported}
    for name in COLLECTIONS:
        root = ET.parse(shared / "gold/places" / name).getroot()
        texts = [article.findtext("text") or "" for article in root.iter("article")]
        # Runs and names are found for other parts too; what places add to them is told apart.
        spent = {"runs": 0.0, "names": 0.0, "places": 0.0}
        for text in texts:
            began = time.process_time()
            runs = find_runs(text, ((0, len(text)),))
            run = time.process_time()
            names = find_names(text, runs)
            named = time.process_time()
            find_places(text, runs, names, None)
            spent["places"] += time.process_time() - named
            spent["names"] += named - run
            spent["runs"] += run - began
        short, count = name.partition(".")[0], len(texts)
        figures[f"docs_per_s_{short}"] = count / (spent["places"] + spent["runs"])
        figures[f"with_names_{short}"] = count / sum(spent.values())
        figures[f"added_{short}"] = count / spent["places"]
    figures["peak_mb"] = _peak_mb()
    for size in (100_000, 1_000_000):
        text = (" ".join(texts) * 20)[:size]
        began = time.process_time()
        runs = find_runs(text, ((0, size),))
        find_places(text, runs, (), None)
        figures[f"ms_per_100kB_at_{size // 1000}kB"] = 1e8 * (time.process_time() - began) / size
    return figures


def _peak_mb() -> float:
    """Of this process alone: what ``ru_maxrss`` says may be its parent's."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines = status.read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


if __name__ == "__main__":
    print(json.dumps(_cold(Path(sys.argv[1]))))
