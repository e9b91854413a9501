#!/usr/bin/env python3
"""Makes the tables of IPTC Media Topics that come with the package.

    scripts/build_mediatopics.py cptall-x-all.json

The input is IPTC's own export of the vocabulary (cv.iptc.org/newscodes/mediatopic, all
languages, JSON). Written to src/copytaster/formats/data:

mediatopics.tsv    a concept a line: its code, its name in British English, the code above it,
                   what stands for it since it was retired (``-``: nothing), and the older subject
                   codes that mean the same (``=``) or nearly the same (``~``)
mediatopics.names  the names in other languages, zlib-compressed: language, code, name
"""

from __future__ import annotations

import json
import re
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent.parent / "src/copytaster/formats/data"
LICENCE = (
    "# IPTC Media Topics. Copyright IPTC, International Press Telecommunications Council, iptc.org.\n"
    "# Licence: CC BY 4.0, creativecommons.org/licenses/by/4.0/. Released {date}, last changed {last}.\n"
    "# Changes: reduced to codes, names, hierarchy, what replaces retired concepts, subject codes.\n"
)
# The export has countries' codes for two languages.
LANGUAGES = {"se": "sv", "dk": "da", "zh-Hans": "zh"}
SUBJECT_CODE = re.compile(r"newscodes/subjectcode/(\d{8})$")
INSTEAD = (
    re.compile(r"merged into concept medtop:(\d{8})"),
    re.compile(r"[Uu]se medtop:(\d{8})"),
    re.compile(r"recommended to use [^(]{1,60}\(medtop:(\d{8})\)"),
)
Concept = dict[str, Any]


def main() -> None:
    """Write both tables."""
    data = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    concepts = sorted(data["conceptSet"], key=lambda c: str(c["qcode"]))
    last = max(str(c.get("retired") or c["modified"])[:10] for c in concepts)
    head = LICENCE.format(date=data["dateReleased"][:10], last=last)
    table = "".join("\t".join(row) + "\n" for row in map(_row, concepts))
    (TARGET / "mediatopics.tsv").write_text(head + table, encoding="utf-8")
    names = head + "".join("\t".join(n) + "\n" for c in concepts for n in _names(c))
    (TARGET / "mediatopics.names").write_bytes(zlib.compress(names.encode(), 9))


def _row(concept: Concept) -> tuple[str, ...]:
    above = (uri[-8:] for uri in concept.get("broader", ()))
    return _code(concept), _plain(concept["prefLabel"]["en-GB"]), next(above, ""), _instead(concept), _older(concept)  # fmt: skip


def _code(concept: Concept) -> str:
    return str(concept["qcode"]).removeprefix("medtop:")


def _plain(name: str) -> str:
    return " ".join(name.split())


def _instead(concept: Concept) -> str:
    """Empty for a concept in use; else the code to use, ``-`` where none is named."""
    if "retired" not in concept:
        return ""
    said = concept.get("changeNote", {}).get("en-GB", "")
    named = (found for pattern in INSTEAD for found in pattern.findall(said))
    return next((code for code in named if code != _code(concept)), "-")


def _older(concept: Concept) -> str:
    marked = (("=", "exactMatch"), ("~", "closeMatch"))
    found = ((m, SUBJECT_CODE.search(u)) for m, kind in marked for u in concept.get(kind, ()))
    return " ".join(mark + match[1] for mark, match in found if match)


def _names(concept: Concept) -> Iterator[tuple[str, str, str]]:
    labels = concept["prefLabel"]
    for tag in sorted(labels, key=lambda t: str(LANGUAGES.get(t, t))):
        name = _plain(labels[tag])
        if tag != "en-GB" and name:
            yield LANGUAGES.get(tag, tag.partition("-")[0]), _code(concept), name


if __name__ == "__main__":
    main()
