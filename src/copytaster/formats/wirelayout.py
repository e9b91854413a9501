"""Lines as wires and mail break them: joined again where they are one paragraph, kept where they are not."""

from __future__ import annotations

import re

_LISTED = re.compile(r"^(?:[-*\u2022\u2013\u2014>|+]|#{1,6}\s|\d{1,3}[.)]\s)")
_LINE_END = re.compile(r"(?<=[^\n]{60})\n(?=[^\n])")
_COLUMNS = re.compile(r"\S(?:[ ]{3,}|\t)\S")
SHORT = 40
"""A line shorter than this ends by its sender's will, not for want of room."""
WIDE = 132
"""The widest line a printer of the wire or a mail program breaks at."""


def unwrapped(text: str) -> str:
    """The text with the lines of each paragraph joined; lists, tables and short lines stay lines.

    A blank line or an indented one begins a paragraph. Where a line is longer than any
    wire breaks it, every line is a paragraph of its own.
    """
    if any(len(line) > WIDE for line in text.split("\n")):
        return _LINE_END.sub("\n\n", text)
    out: list[str] = []
    before = ""
    for line in text.split("\n"):
        said = line.strip()
        if said and out and _continues(line, said, before):
            out += (" ", said)
        elif said and before and _is_indented(line) and not _stands_alone(before.strip()):
            out += ("\n\n", said)
        else:
            out += ("\n", line.rstrip() if _COLUMNS.search(line) else said)
        before = line
    return "".join(out[1:])


def _is_indented(line: str) -> bool:
    return line.startswith(("   ", "\t"))


def _continues(line: str, said: str, before: str) -> bool:
    if not before.strip() or _stands_alone(said):
        return False
    listed = bool(_LISTED.match(before.strip()))
    if _is_indented(line) or (line.startswith("  ") and not listed):
        return False
    if listed and not line.startswith(" "):
        return False
    return (len(before.strip()) >= SHORT or listed) and not _COLUMNS.search(before)


def _stands_alone(said: str) -> bool:
    return bool(_LISTED.match(said) or _COLUMNS.search(said))
