#!/usr/bin/env python3
"""Makes the table of IPTC Media Topics that the format readers name subject codes by.

    scripts/build_mediatopics.py cptall-x-all.json > src/copytaster/formats/data/mediatopics.tsv

The input is IPTC's own export of the vocabulary (cv.iptc.org/newscodes/mediatopic, all
languages, JSON). Kept of each concept: its code, its name in British English, and the
code of the concept above it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

LICENCE = (
    "# IPTC Media Topics: codes, names and hierarchy. Copyright IPTC, International Press\n"
    "# Telecommunications Council, iptc.org. Licence: CC BY 4.0, creativecommons.org/licenses/by/4.0/.\n"
    "# Changes: reduced to code, British English name, code above. Released {date}.\n"
)


def _bare(qcode: str) -> str:
    return qcode.removeprefix("medtop:")


def main() -> None:
    """Write the table to standard output."""
    data = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    sys.stdout.write(LICENCE.format(date=data["dateReleased"][:10]))
    concepts = sorted(data["conceptSet"], key=lambda c: str(c["qcode"]))
    above = {below: c["qcode"] for c in concepts for below in c.get("narrower", [])}
    for concept in concepts:
        code, parent = concept["qcode"], above.get(concept["qcode"], "")
        name = " ".join(concept["prefLabel"].get("en-GB", "").split())
        if name:
            sys.stdout.write("\t".join((_bare(code), name, _bare(parent))) + "\n")


if __name__ == "__main__":
    main()
