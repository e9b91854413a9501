"""Events at a terminal: the list, one of them, a composed story."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from copytaster.cli.anatomy import disputed, figure_table
from copytaster.cli.common import count, err, out
from copytaster.desk import Desk
from copytaster.errors import CopytasterError
from copytaster.model import Coverage, Draft
from copytaster.publish.denials import grouped, heading
from copytaster.publish.grounds import GROUNDS
from copytaster.publish.words import lag


def print_json(data: Mapping[str, Any] | list[Any]) -> None:
    """Plain JSON on standard output."""
    json.dump(data, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def show_all(desk: Desk, as_json: bool) -> None:
    """The events that are live, newest first."""
    found = [c for c in map(desk.coverage, desk.live.matcher.coverages()) if c is not None]
    if as_json:
        print_json([_light(c) for c in found])
        return
    if not found:
        err.print("no events yet")
        return
    table = Table(box=None, header_style="dim")
    for name, justify in (("event", "left"), ("stories", "right"), ("independent", "right"),
                          ("disputes", "right"), ("headline", "left")):  # fmt: skip
        table.add_column(name, justify=justify)  # type: ignore[arg-type]
    for c in found:
        counts = (str(len(c.current)), str(c.independent), str(len(grouped(c.disputes))))
        table.add_row(c.id, *counts, Text(c.headline or "(no headline)"))
    out.print(table)


def _light(coverage: Coverage) -> dict[str, Any]:
    data = coverage.to_dict()
    del data["members"]
    return data


def show_one(desk: Desk, id_: str, as_json: bool) -> None:
    """One event in full."""
    coverage = desk.coverage(id_)
    if coverage is None:
        raise CopytasterError("there is no such event; see: copytaster coverage", subject=id_)
    if as_json:
        print_json(_light(coverage))
        return
    stories = {s.id: s for s in coverage.members}
    out.print(Text(coverage.headline or "(no headline)", style="bold"))
    out.print(
        f"{count(len(coverage.current), 'story', 'stories')}, "
        f"{count(coverage.independent, 'independent source')}, "
        f"{count(len(coverage.reprints), 'reprint')}"
    )
    _show_sources(coverage)
    for other in desk.counterparts(coverage.id):
        shared = ", ".join(mark[2:] for mark in other.shared)
        out.print(Text(f"  may be the same: {other.coverage} ({other.language}; {shared})"))
    _show_reprints(coverage)
    if coverage.disputes:
        out.print(Rule("Disputed", align="left", style="dim"))
        for group in grouped(coverage.disputes):
            told = replace(group[0], topic=heading(group).topic)
            out.print(disputed(told, stories.get(told.story or "")))
    if coverage.figures:
        out.print(Rule("Figures", align="left", style="dim"))
        out.print(figure_table(coverage.figures))
    out.print(Rule("Timeline", align="left", style="dim"))
    for entry in coverage.timeline:
        out.print(Text(f"{entry.at:%Y-%m-%d %H:%M}  {entry.kind:<10} {entry.story}  {entry.text}"))
    _show_thread(desk, id_)
    out.print(Rule("Who says what", align="left", style="dim"))
    for story in (stories[id_] for id_ in coverage.current if id_ in stories):
        for statement in story.statements:
            said = " ".join(story.quote(*statement.content).split())
            out.print(Text.assemble((statement.speaker or "?", "bold"), f"  {said}"))


def _show_thread(desk: Desk, id_: str) -> None:
    """The running story: events it goes on from, and those that go on from it."""
    back, then = desk.threads.back(id_), desk.threads.then(id_)
    for title, events in (("Earlier in this story", back), ("Since then", then)):
        rows = desk.first_stories(events)
        if rows:
            out.print(Rule(title, align="left", style="dim"))
        for row in rows:
            at = row.published or row.received
            out.print(Text(f"{at:%Y-%m-%d %H:%M}  {row.coverage}  {row.headline or ''}"))


def _show_reprints(coverage: Coverage) -> None:
    if not coverage.reprints:
        return
    came = {entry.story: entry.at for entry in coverage.timeline}
    out.print(Rule("Reprints; see: copytaster compare STORY", align="left", style="dim"))
    for one in coverage.reprints:
        later = ""
        if one.story in came and one.origin in came:
            later = f", {lag(came[one.story] - came[one.origin])}"
        shared = f"{100 * one.similarity:.0f}% shared{later}"
        out.print(Text(f"  {one.story}  of {one.origin}  {shared}"))


def _show_sources(coverage: Coverage) -> None:
    for source in coverage.sources:
        out.print(Text(f"  {source.name}"))
        for ground in source.grounds:
            after = f", after {ground.of}" if ground.of else ""
            out.print(Text(f"    {ground.story}  {GROUNDS[ground.kind]}{after}"))


def show_draft(desk: Desk, draft: Draft, as_json: bool) -> None:
    """A composed story with its citations numbered."""
    if as_json:
        print_json(draft.to_dict())
        return
    cited: dict[str, int] = {}
    out.print(Text(draft.headline, style="bold"))
    if draft.dateline:
        out.print(Text(draft.dateline, style="dim"))
    for sentence in draft.sentences:
        marks = [cited.setdefault(c.story, len(cited) + 1) for c in sentence.citations]
        style = "" if sentence.kind == "verbatim" else "italic"
        numbers = "".join(f"\\[{n}]" for n in dict.fromkeys(marks))
        out.print(Text(sentence.text, style=style), f"[dim]{numbers}[/dim]")
    for story_id, number in cited.items():
        row = desk.store.row(story_id)
        name = f"{row.provider}: {row.headline}" if row else ""
        out.print(Text(f"[{number}] {story_id} {name}", style="dim"))
