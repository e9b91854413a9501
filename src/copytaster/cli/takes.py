"""Two takes of one copy at a terminal: ``copytaster compare``."""

from __future__ import annotations

from pathlib import Path

from rich.text import Text

from copytaster.cli.common import count, is_url, out, story_in
from copytaster.cli.coverage import print_json
from copytaster.desk import Desk
from copytaster.desk.takes import paired
from copytaster.editing.takes import Line, Takes, compared
from copytaster.errors import CopytasterError
from copytaster.model import Story
from copytaster.publish.words import lag

_STYLES = {"gone": "red strike", "new": "green"}
_SIGNS = {"changed": "~", "added": "+", "dropped": "-", "moved": ">", "same": " "}
_DONE = {kind: kind for kind in _SIGNS} | {"same": "kept"}


def show(take: str, before: str | None, desk: Path, *, whole: bool, as_json: bool) -> None:
    """Print what ``take`` made of ``before``; ``whole``: with the sentences kept as they were."""
    name, takes = _compared(take, before, desk)
    if as_json:
        print_json(takes.to_dict())
        return
    out.print(Text(name, style="bold"))
    _show(takes, whole)


def _compared(take: str, before: str | None, desk: Path) -> tuple[str, Takes]:
    if before is not None:
        (name, new), (other, old) = _story(take, desk), _story(before, desk)
        return f"{name} against {other}", compared(old, new)
    if Path(take).exists():
        raise CopytasterError("name what to compare it with as well", subject=take)
    with Desk.open(desk, create=False, writer=False) as opened:
        pair = paired(opened.store, opened.edition_named(take))
    what = "edition" if pair.of_one_story else "reprint"
    return f"{what} {pair.after.id} against {pair.before.id}", pair.takes


def _story(word: str, desk: Path) -> tuple[str, Story]:
    """The take that a person names: a file, else an edition of the desk, else a page on the web."""
    if Path(word).exists() or not (desk.exists() or is_url(word)):
        return word, story_in(word)
    try:
        with Desk.open(desk, create=False, writer=False) as opened:
            id_ = opened.edition_named(word)
            story = opened.store.story(id_)
    except CopytasterError:
        if not is_url(word):
            raise
        return word, story_in(word)
    if story is None:
        raise CopytasterError("its text was erased", subject=word)
    return id_, story


def _show(takes: Takes, whole: bool) -> None:
    summary = [
        count(n, f"sentence {_DONE[kind]}", f"sentences {_DONE[kind]}")
        for kind, n in takes.counts.items()
    ]
    came = [lag(takes.later)] if takes.later is not None else []
    out.print(Text("; ".join([*came, *takes.forms]), style="dim"))
    out.print(Text(", ".join(summary), style="dim"))
    if takes.headline.kind != "same":
        out.print(_printed(takes.headline))
        out.print()
    for line in takes.lines:
        if whole or line.kind != "same":
            out.print(_printed(line), soft_wrap=True)


def _printed(line: Line) -> Text:
    text = Text(f"{_SIGNS[line.kind]} ")
    for words, mark in line.runs:
        text.append(
            f"[-{words}-]" if mark == "gone" else f"{{+{words}+}}" if mark == "new" else words,
            _STYLES.get(mark, ""),
        )
    return text
