"""What an editor does from the command line: edit, correct, merge, split, invite."""

from __future__ import annotations

import getpass
import os
import shlex
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace as dataclass_replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.text import Text

from copytaster.cli.common import DEFAULT_DESK, DeskOption, err, out, told
from copytaster.errors import CopytasterError

if TYPE_CHECKING:
    from copytaster.desk import Desk
    from copytaster.desk.errands import Editing
    from copytaster.model import Story

Kind = Literal["revise", "replace", "undo", "revert", "newest", "correct"]
StoryArgument = Annotated[
    str, typer.Argument(metavar="STORY", help="A series or edition id, or a page's address.")
]
EventArgument = Annotated[
    str, typer.Argument(metavar="EVENT", help="An event's id or address, or one of its stories.")
]
ReasonOption = Annotated[str, typer.Option("--reason", "-r", help="Why; kept with your name.")]
AsOption = Annotated[
    str | None,
    typer.Option("--as", envvar="COPYTASTER_EDITOR", help="Your name, as readers will see it."),
]
_FORM = """Headline: {headline}
Deck: {deck}
Reason: {reason}

{copy}
"""
_HELP = (
    "Change the lines above and the copy below. A blank line stands between\n"
    "# paragraphs. Save to publish the change; leave it as it is to change nothing."
)


@contextmanager
def _reading(desk: object) -> Iterator[Desk]:
    from copytaster.desk import Desk

    with Desk.open(desk, create=False, writer=False) as opened:  # type: ignore[arg-type]
        yield opened


def name_of(given: str | None) -> str:
    """The name given, else that of whoever is logged in. Raises CopytasterError for none."""
    from copytaster.desk.web.gate import signature

    try:
        return signature(given or getpass.getuser())
    except OSError as error:  # a user without a name
        raise CopytasterError("say who you are with --as NAME") from error


def edit(
    story: StoryArgument,
    desk: DeskOption = DEFAULT_DESK,
    headline: Annotated[str | None, typer.Option(help="The new headline.")] = None,
    deck: Annotated[str | None, typer.Option(help="The new standfirst; '' for none.")] = None,
    replace: Annotated[
        tuple[str, str] | None,
        typer.Option(
            metavar="OLD NEW",
            help="Words that stand once in the story, and what shall stand there.",
        ),
    ] = None,
    undo: Annotated[int | None, typer.Option(help="Take back the change of that number.")] = None,
    revert: Annotated[bool, typer.Option("--revert", help="Take back every change.")] = False,
    newest: Annotated[
        bool,
        typer.Option(
            "--newest", help="Take the edition that waits, with the changes that still fit."
        ),
    ] = False,
    reason: Annotated[str, typer.Option("--reason", "-r", help="Why; readers see it.")] = "",
    transcription: Annotated[
        bool,
        typer.Option(
            "--transcription",
            help="Words in quotation marks were written down wrongly; it is marked.",
        ),
    ] = False,
    seal: Annotated[
        bool, typer.Option("--seal", help="Do not show readers the words that stood there before.")
    ] = False,
    as_: AsOption = None,
) -> None:
    """Change a story for publication; opens $EDITOR unless told what to change. The wire's edition stays."""
    from copytaster.cli.acting import act
    from copytaster.desk.errands import Editing

    with told():
        with _reading(desk) as opened:
            series = opened.series_named(story)
            said = Editing("replace", series, name_of(as_), reason, headline, deck,
                           transcription=transcription, open=not seal)  # fmt: skip
            if revert or undo is not None or newest:
                kind: Kind = "revert" if revert else "newest" if undo is None else "undo"
                asked = dataclass_replace(said, kind=kind, number=undo or 0)
            elif replace:
                asked = dataclass_replace(said, pairs=(replace,))
            elif headline is not None or deck is not None:
                asked = dataclass_replace(said, kind="revise")
            else:
                asked = _handed(opened, said)
        with _kept(asked):
            done = act(desk, asked)
        with _reading(desk) as opened:
            _tell(opened, series)
            if done.running:
                out.print(done.when.strip())


def _handed(desk: Desk, said: Editing) -> Editing:
    """What the person makes of the story in their own editor."""
    from copytaster.desk.editing import version

    found = desk.rulings().publication(said.series, desk.clock())
    if found is None:
        raise CopytasterError("there is no such story", subject=said.series)
    text = _by_hand(form_of(found.story, said.reason))
    if text is None:
        raise CopytasterError("nothing was changed", subject=said.series)
    headline, deck, reason, copy = read_form(text)
    return dataclass_replace(
        said, kind="revise", headline=headline, deck=deck, reason=reason, copy=copy,
        seen=version(found),
    )  # fmt: skip


@contextmanager
def _kept(asked: Editing) -> Iterator[None]:
    """What a person wrote by hand is not lost where it cannot be taken."""
    try:
        yield
    except CopytasterError:
        if asked.copy is not None:
            handle, name = tempfile.mkstemp(prefix="copytaster-", suffix=".txt")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(_filled(asked.headline, asked.deck, asked.reason, asked.copy))
            err.print(Text(f"What you wrote is kept in {name}"), soft_wrap=True)
        raise


def _by_hand(text: str) -> str | None:
    """The text as it comes back from the person's own editor; None where they left it as it was."""
    command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
    with tempfile.TemporaryDirectory(prefix="copytaster-") as folder:
        form = Path(folder) / "story.txt"
        form.write_text(text, encoding="utf-8")
        try:
            done = subprocess.run([*command, str(form)], check=False)
        except OSError as error:
            raise CopytasterError(
                "the editor cannot be started; set EDITOR", subject=command[0], cause=error.strerror
            ) from error
        if done.returncode:
            raise CopytasterError(
                f"the editor ended with code {done.returncode}; nothing was changed"
            )
        handed = form.read_text(encoding="utf-8", errors="replace")
    return None if handed == text else handed


def form_of(story: Story, reason: str = "") -> str:
    """A story as a text to be changed in an editor."""
    return _filled(story.headline, story.item.deck, reason, story.copy)


def _filled(headline: str | None, deck: str | None, reason: str, copy: str) -> str:
    made = _FORM.format(
        headline=" ".join((headline or "").split()),
        deck=" ".join((deck or "").split()),
        reason=reason,
        copy=copy.strip(),
    )
    return f"# {_HELP}\n{made}"


def read_form(text: str) -> tuple[str, str, str, str]:
    """(headline, deck, reason, copy) of a form. Raises CopytasterError where its head is gone."""
    lines = text.replace("\r\n", "\n").split("\n")
    while lines and (lines[0].startswith("#") or not lines[0].strip()):
        lines.pop(0)
    found = {}
    while lines and lines[0].strip():
        name, colon, value = lines.pop(0).partition(":")
        found[name.strip().casefold()] = value.strip() if colon else ""
    if "headline" not in found:
        raise CopytasterError("the form has lost its head: the line that begins with “Headline:”")
    copy = "\n".join(lines).strip()
    return found["headline"], found.get("deck", ""), found.get("reason", ""), copy


def _tell(desk: Desk, series: str) -> None:
    """How the story stands now."""
    from copytaster.publish.links import story_path
    from copytaster.publish.words import edited_by

    found = desk.rulings().publication(series, desk.clock())
    if found is None:
        return
    told_ = edited_by(found.edit) if found.edit else "As the wire has it"
    out.print(Text(f"{told_}. It is {found.state}" + (f": {found.reason}" if found.reason else "")))
    for number, passage in enumerate(found.edit.passages if found.edit else (), 1):
        was, now = " ".join(passage.was.split()), " ".join(passage.now.split())
        out.print(Text.assemble(f"{number:3}. ", (was, "strike red"), " ", (now, "green")))
    if found.state == "live":
        out.print(Text(str(desk.site_folder / story_path(series))), soft_wrap=True)


def correct(
    story: StoryArgument,
    note: Annotated[str, typer.Argument(help="What was wrong and is right now, for readers.")],
    desk: DeskOption = DEFAULT_DESK,
    as_: AsOption = None,
) -> None:
    """Tell the public of a correction, on the story's page and on that of all corrections."""
    from copytaster.cli.acting import act
    from copytaster.desk.errands import Editing

    with told():
        with _reading(desk) as opened:
            series = opened.series_named(story)
        done = act(desk, Editing("correct", series, name_of(as_), note))
        out.print(f"The correction is {'on record' if done.running else 'public'}.{done.when}")


def merge(
    event: EventArgument,
    other: Annotated[
        str, typer.Argument(metavar="OTHER", help="The event that becomes part of it.")
    ],
    desk: DeskOption = DEFAULT_DESK,
    reason: ReasonOption = "",
    as_: AsOption = None,
) -> None:
    """Let two events be one."""
    from copytaster.cli.acting import act
    from copytaster.desk.errands import Arranging

    with told():
        with _reading(desk) as opened:
            into, gone = opened.event_named(event), opened.event_named(other)
        done = act(desk, Arranging("merge", into, gone, who=name_of(as_), reason=reason))
        out.print(
            f"{gone} is part of {into} now. Take it back with: "
            f"copytaster split {into} --undo.{done.when}",
            soft_wrap=True,
        )


def split(
    event: EventArgument,
    stories: Annotated[
        list[str] | None, typer.Argument(metavar="[STORY]...", help="The stories that leave it.")
    ] = None,
    desk: DeskOption = DEFAULT_DESK,
    undo: Annotated[
        bool, typer.Option("--undo", help="Take back the last merge or split of the event.")
    ] = False,
    redo: Annotated[
        bool, typer.Option("--redo", help="Do again what was taken back last.")
    ] = False,
    reason: ReasonOption = "",
    as_: AsOption = None,
) -> None:
    """Let stories be an event of their own, with their editions and reprints."""
    from copytaster.cli.acting import act
    from copytaster.desk.errands import Arranging

    with told():
        with _reading(desk) as opened:
            id_ = opened.event_named(event)
            leaving = tuple(opened.series_named(story) for story in stories or ())
        kind: Literal["undo", "redo", "split"] = "undo" if undo else "redo" if redo else "split"
        done = act(desk, Arranging(kind, id_, stories=leaving, who=name_of(as_), reason=reason))
        if kind == "split":
            said = f"The new event is {done.answer}." if done.answer else "It was split."
        elif redo:
            said = "It was done again."
        else:
            said = f"The {done.answer or 'last step'} was taken back."
        out.print(f"{said}{done.when}", soft_wrap=True)


def invite(
    name: Annotated[str, typer.Argument(help="Whose link it is; what they edit is signed so.")],
    desk: DeskOption = DEFAULT_DESK,
) -> None:
    """Print a link that lets somebody else into the desk, once, within a week."""
    from copytaster.desk import Desk
    from copytaster.desk.web.gate import Gate

    with told(), Desk.open(desk, create=False, writer=False) as opened:
        key = Gate(opened.store, opened.clock, secure=True).invite(name)
        out.print(f"{opened.site.base_url}/desk/enter?key={key}", soft_wrap=True)


COMMANDS = (edit, correct, merge, split, invite)


def register(app: typer.Typer) -> None:
    """Give the program these commands."""
    for command in COMMANDS:
        app.command()(command)
