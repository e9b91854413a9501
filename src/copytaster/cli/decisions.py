"""``copytaster kill``, ``release``, ``hold``: an editor's word, also to a desk that is running."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from copytaster.cli.common import DEFAULT_DESK, DeskOption, err, out, told
from copytaster.cli.editing import AsOption, ReasonOption, StoryArgument, name_of
from copytaster.errors import CopytasterError

if TYPE_CHECKING:
    from copytaster.desk import Desk

_BESIDE = {
    "kill": "It is killed: the running desk takes it, and its copies, out of everything at once.",
    "hold": "It is held: the running desk takes it from the public at once.",
    "release": "The kill is lifted: the running desk shows again what its sender still stands by.",
}
YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]


def kill(
    story: StoryArgument,
    reason: ReasonOption,
    desk: DeskOption = DEFAULT_DESK,
    notice: Annotated[
        str, typer.Option(help="What the public is told on its page and the corrections page.")
    ] = "",
    yes: YesOption = False,
    as_: AsOption = None,
) -> None:
    """Take a story, and the copies its agency speaks for, out of everything; leave a tombstone."""
    _decide(desk, story, _Said("kill", reason, notice, yes), as_)


def release(
    story: StoryArgument,
    desk: DeskOption = DEFAULT_DESK,
    reason: ReasonOption = "",
    yes: YesOption = False,
    as_: AsOption = None,
) -> None:
    """Lift a kill: what its sender still stands by may be shown again."""
    _decide(desk, story, _Said("release", reason, "", yes), as_)


def hold(
    story: StoryArgument,
    desk: DeskOption = DEFAULT_DESK,
    reason: ReasonOption = "",
    yes: YesOption = False,
    as_: AsOption = None,
) -> None:
    """Keep a story from the public, without a trace, until it is published again."""
    _decide(desk, story, _Said("hold", reason, "", yes), as_)


COMMANDS = (kill, release, hold)


def register(app: typer.Typer) -> None:
    """Give the program these commands."""
    for command in COMMANDS:
        app.command()(command)


@dataclass(frozen=True, slots=True)
class _Said:
    """What the command line says; ``sure`` where it need not be asked."""

    kind: str
    reason: str
    notice: str
    sure: bool


def _decide(folder: Path, story: str, said: _Said, as_: str | None) -> None:
    from copytaster.cli.acting import act
    from copytaster.desk import Desk
    from copytaster.desk.errands import Order

    with told():
        with Desk.open(folder, create=False, writer=False) as reading:
            series = reading.series_named(story)
            order = Order(series, said.kind, said.reason, said.notice, name_of(as_))
            _show(reading, order.series, order.kind)
        if not said.sure and not typer.confirm(f"{order.kind.capitalize()} it?", err=True):
            raise typer.Exit(1)
        done = act(folder, order)
        if done.running:
            out.print(_BESIDE[order.kind], soft_wrap=True)
            return
        pages = f"{done.withdrawn} {'page' if done.withdrawn == 1 else 'pages'} withdrawn."
        out.print(f"It is {_state(folder, order.series)}. {pages}")


def _state(folder: Path, series: str) -> str:
    from copytaster.desk import Desk

    with Desk.open(folder, create=False, writer=False) as reading:
        row = reading.store.publication(series)
        return row.state if row else "undecided"


def _show(desk: Desk, series: str, kind: str) -> None:
    """What is about to be decided on, and what goes with it."""
    found = desk.rulings().publication(series, desk.clock())
    if found is None:
        raise CopytasterError("it was erased: nothing of it is left", subject=series)
    err.print(Text(found.story.headline or "(no headline)", style="bold"))
    err.print(Text(f"{found.source or ''}  {series}  {found.state} until now"))
    if kind != "kill":
        return
    copies = desk.store.publications(origin=series, state="live", limit=None)
    for row in desk.rulings().reached(series, copies):
        err.print(Text(f"  and its copy at {row.provider}: {row.headline or row.id}"))
