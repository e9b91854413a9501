"""Small pieces of a page that stand on it a hundred times: made here, where that is ten times as quick."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from markupsafe import Markup, escape

from copytaster.publish import words
from copytaster.publish.copyview import Paragraph, Run

# Around the words of a run of each marked kind; {} is the number of its statement, flag or edit.
_AROUND = {
    "dateline": ('<span class="dateline">', "</span>"),
    "quote": ('<a class="said" href="#w{}">', "</a>"),
    "flag": ('<a class="flagged" href="#f{}">', "</a>"),
    "edit": ('<ins class="edited"><a href="#e{}">', "</a></ins>"),
}


def marked(runs: Iterable[Run]) -> Markup:
    """A line of copy with its marks: quotes, flags, edits and the dateline; all else is escaped."""
    parts = []
    for run in runs:
        said: str = escape(run.text)
        if run.kind in _AROUND:
            before, after = _AROUND[run.kind]
            said = f"{before.format(run.ref)}{said}{after}"
        parts.append(said)
    return Markup("".join(parts))


def paragraph(block: Paragraph) -> Markup:
    """One block of copy: a paragraph, a heading, or a list with its items."""
    attributes = f' id="{escape(block.id)}"{words.tongue(block.language)}'
    lines = [marked(line) for line in block.lines]
    if block.kind == "list" and len(lines) > 1:
        items = "".join(f'\n<span role="listitem">{line}</span>' for line in lines)
        return Markup(f'<div class="list" role="list"{attributes}>{items}\n</div>')
    if block.kind in ("headline", "subhead"):
        return Markup(f"<h2{attributes}>{lines[0]}</h2>")
    kind = "" if block.kind == "paragraph" else f' class="{escape(block.kind)}"'
    return Markup(f"<p{kind}{attributes}>{''.join(lines)}</p>")


@lru_cache(maxsize=1024)
def timed(at: datetime) -> Markup:
    """A moment in a ``time`` element."""
    return Markup(f'<time datetime="{words.iso(at)}">{words.moment(at)}</time>')
