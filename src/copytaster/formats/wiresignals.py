"""The words by which wires say what a take is: leads, write-throughs, kills, and their numbers."""

from __future__ import annotations

import re

_WORDS = {
    "kill": "kill", "withdrawal": "kill", "withdrawn": "kill", "annulation": "kill",
    "writethru": "write-through", "writethrough": "write-through", "write-thru": "write-through",
    "ld": "lead", "lead": "lead", "update": "update", "updates": "update", "adds": "update",
    "add": "update", "insert": "update", "sub": "update", "roundup": "roundup", "wrap": "roundup",
    "correction": "correction", "corrects": "correction", "corrective": "correction",
    "corrected": "correction", "refile": "refile", "repeat": "refile", "rpt": "refile",
    "advisory": "advisory", "flash": "flash", "bulletin": "alert", "urgent": "urgent",
    "newsalert": "alert", "newsbreak": "alert", "alert": "alert", "extra": "extra",
    "preview": "preview", "feature": "feature", "analysis": "analysis",
    "background": "background", "summary": "summary", "media": "media",
}  # fmt: skip
_WORD = re.compile(r"[A-Za-z][A-Za-z-]{1,20}")
_SET_APART = re.compile(
    r"^(?:\(?\d{1,2}(?:ST|ND|RD|TH|\.)\)?\s{1,3})?(?:[A-Z][A-Z'-]{1,20})(?:\s{1,3}(?:\d{1,2}|[A-Z][A-Z'-]{1,20})){0,3}\s{0,3}[:=-]?$"
)


def of_take(take: str) -> tuple[str, ...]:
    """The signals in a take's own words: ``3rd Ld-Writethru`` is an update."""
    words = (w.lower() for w in _WORD.findall(take[:200]))
    parts = (p for w in words for p in (w, *w.split("-")))
    return tuple(dict.fromkeys(_WORDS[p] for p in parts if p in _WORDS))


def of_line(line: str) -> tuple[str, ...]:
    """The signals of a line that says nothing else (``1ST LEAD``, ``REFILE``); empty for a headline."""
    said = line.strip()[:80]
    return of_take(said) if _SET_APART.match(said) else ()
