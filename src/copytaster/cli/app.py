"""``copytaster``: one word per thing a person does with a desk."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from copytaster import __version__
from copytaster.cli import decisions
from copytaster.cli.common import (
    DEFAULT_DESK,
    DeskOption,
    count,
    err,
    is_url,
    out,
    story_in,
    told,
)
from copytaster.cli.editing import register
from copytaster.cli.feeds import feeds_app
from copytaster.cli.ledger import ledger_app
from copytaster.cli.outlets import outlets_app
from copytaster.cli.theme import theme_app

if TYPE_CHECKING:
    from copytaster.desk.pipeline import Refusal

_MOST_DOUBTS = 50

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Reads syndicated news as a wire editor would: who said what, through whom, "
    "what is disputed, and what was changed.",
)


def main() -> None:
    """Run the command line; Ctrl-C ends it quietly."""
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    if version:
        out.print(f"copytaster {__version__}")
        raise typer.Exit


@app.command()
def init(
    folder: Annotated[
        Path | None, typer.Argument(help="Where; the same as --desk.", show_default=False)
    ] = None,
    desk: DeskOption = DEFAULT_DESK,
) -> None:
    """Make a desk in a folder."""
    from copytaster.desk import Desk

    with told(), Desk.open(folder or desk) as opened:
        out.print(f"A desk stands in {opened.folder}.")
        out.print(f"Add feeds: copytaster feeds add URL --desk {opened.folder}")
        out.print(f"Start it:  copytaster run --desk {opened.folder}")


@app.command()
def run(
    desk: DeskOption = DEFAULT_DESK,
    feeds: Annotated[
        Path | None, typer.Option(help="An OPML file of feeds to subscribe to first.")
    ] = None,
    sample: Annotated[
        bool | None,
        typer.Option(
            "--sample/--no-sample",
            help="Replay the bundled sample wire (by itself only where the desk has no feeds).",
        ),
    ] = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 0 picks one.")] = None,
) -> None:
    """Run the desk: poll, take in, publish; stop with Ctrl-C."""
    from copytaster.desk.serve import serve

    with told():
        serve(desk, opml=feeds, sample=sample, host=host, port=port)


@app.command()
def read(
    source: Annotated[str, typer.Argument(help="A file, a web address, or - for standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for a program.")] = False,
    item: Annotated[
        int | None, typer.Option(min=1, help="Which item of a feed that holds several, from 1.")
    ] = None,
) -> None:
    """Take one story apart and show what is in it."""
    from copytaster.cli.anatomy import render

    with told():
        story = story_in(source, item)
    if as_json:
        json.dump(story.to_dict(), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        out.print(render(story))


@app.command()
def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders of any format.")],
    desk: DeskOption = DEFAULT_DESK,
    policy: Annotated[
        str | None,
        typer.Option(
            help="What may be shown of these files: full, excerpt or hold; "
            "the setting files_policy if left out."
        ),
    ] = None,
) -> None:
    """Take files and folders in; exit code 1 if any was refused.

    What was mended or is doubtful is taken in and told of, a line a file.
    """
    from copytaster.cli.common import count_files
    from copytaster.cli.feeds import checked_policy
    from copytaster.desk import Desk
    from copytaster.desk.process import steady

    steady()

    with told(), Desk.open(desk) as opened:
        columns = (
            TextColumn("taking in"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
            TextColumn("{task.fields[name]}", style="dim"),
        )  # fmt: skip
        with Progress(*columns, console=err, transient=True) as bar:
            task = bar.add_task("", total=count_files(paths), name="")
            tally = opened.ingest(
                paths,
                lambda name: bar.update(task, advance=1, name=Path(name).name[:40]),
                policy=checked_policy(policy) if policy else None,
            )
        opened.publish()
    table = Table(box=None, header_style="dim")
    for name in ("files", "items", "new", "reprints", "editions", "known", "unchanged", "refused"):
        table.add_column(name, justify="right")
    table.add_row(
        *(str(n) for n in (tally.files, tally.items, tally.new, tally.reprints, tally.editions,
                           tally.known, tally.unchanged, len(tally.refused)))
    )  # fmt: skip
    out.print(table)
    _told_of(tally.doubtful)
    for refusal in tally.refused:
        out.print(
            Text(f"refused  {refusal.subject}: {refusal.reason}", style="red"), soft_wrap=True
        )
    raise typer.Exit(1 if tally.refused else 0)


def _told_of(doubtful: Sequence[Refusal]) -> None:
    """What was taken in and should be looked at; of a whole archive, the first files."""
    for doubt in doubtful[:_MOST_DOUBTS]:
        out.print(Text(f"doubtful {doubt.subject}: {doubt.reason}", style="yellow"), soft_wrap=True)
    if (more := len(doubtful) - _MOST_DOUBTS) > 0:
        out.print(f"and {count(more, 'doubtful file')} more")


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(help="Words that must all stand in the story.")],
    desk: DeskOption = DEFAULT_DESK,
    limit: Annotated[int, typer.Option(min=1, help="How many to show.")] = 20,
) -> None:
    """Find stories in the desk."""
    from copytaster.desk import Desk

    with told(), Desk.open(desk, create=False, writer=False) as opened:
        rows = opened.search(" ".join(words), limit)
    if not rows:
        err.print("nothing found")
        raise typer.Exit(1)
    table = Table(box=None, header_style="dim")
    for name in ("series", "published", "from", "state", "headline"):
        table.add_column(name, no_wrap=name != "headline")
    for row in rows:
        when = f"{row.published:%Y-%m-%d %H:%M}" if row.published else ""
        state = row.state or row.status
        who, what = Text(row.provider or ""), Text(row.headline or "(no headline)")
        table.add_row(row.series, when, who, state, what)
    out.print(table)


@app.command()
def coverage(
    id_: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="An event; all if left out.")
    ] = None,
    desk: DeskOption = DEFAULT_DESK,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for a program.")] = False,
) -> None:
    """Show the events, or one of them: sources, disputes, figures, reprints."""
    from copytaster.cli.coverage import show_all, show_one
    from copytaster.desk import Desk

    with told(), Desk.open(desk, create=False, writer=False) as opened:
        if id_ is None:
            show_all(opened, as_json)
        else:
            show_one(opened, opened.event_named(id_), as_json)


@app.command()
def compare(
    take: Annotated[
        str,
        typer.Argument(metavar="TAKE", help="An edition or series of the desk, a file, a page."),
    ],
    before: Annotated[
        str | None,
        typer.Argument(
            metavar="[BEFORE]",
            help="What to compare it with, likewise; the edition before it if left out, "
            "else the origin it repeats.",
        ),
    ] = None,
    desk: DeskOption = DEFAULT_DESK,
    whole: Annotated[
        bool, typer.Option("--whole", help="Show the sentences kept as they were, too.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for a program.")] = False,
) -> None:
    """Show what a reprint or a later edition added, dropped and changed, sentence by sentence."""
    from copytaster.cli.takes import show

    with told():
        show(take, before, desk, whole=whole, as_json=as_json)


@app.command()
def compose(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The event; see: copytaster coverage")],
    desk: DeskOption = DEFAULT_DESK,
    words: Annotated[int | None, typer.Option(min=40, help="Aimed length in words.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for a program.")] = False,
) -> None:
    """Compose a story of an event, every sentence cited."""
    from copytaster.cli.coverage import show_draft
    from copytaster.desk import Desk

    with told(), Desk.open(desk, create=False, writer=False) as opened:
        show_draft(opened, opened.compose(opened.event_named(id_), words=words), as_json)


@app.command()
def publish(
    desk: DeskOption = DEFAULT_DESK,
    push: Annotated[bool, typer.Option(help="Whether to push to the outlets what is due.")] = True,
    everything: Annotated[
        bool, typer.Option("--all", help="Make every page again, changed or not.")
    ] = False,
) -> None:
    """Bring the site up to date, and the outlets."""
    from copytaster.cli.outlets import pushed
    from copytaster.desk import Desk

    with told(), Desk.open(desk, create=False) as opened:
        opened.catch_up()
        if everything:
            opened.remake()
        report = opened.publish()
        if opened.wardrobe.fault:
            err.print(Text(opened.wardrobe.fault, style="red"), soft_wrap=True)
        if opened.press.unproved.trouble:
            err.print(Text(str(opened.press.unproved.trouble), style="red"), soft_wrap=True)
        opened.provenance.write_all()
        out.print(
            f"{count(len(report.written), 'file')} written, "
            f"{count(len(report.withdrawn), 'page')} withdrawn"
        )
        out.print(f"The site is in {opened.site_folder}")
        if push:
            pushed(opened)


@app.command()
def verify(
    page: Annotated[str, typer.Argument(help="A page of a site: a file or its web address.")],
    desk: DeskOption = DEFAULT_DESK,
    ledger: Annotated[
        str | None,
        typer.Option(
            help="Folder of the ledger (ledger.jsonl, checkpoint, key.pem); "
            "found beside the page, on its site or in the desk if left out."
        ),
    ] = None,
    key: Annotated[
        Path | None,
        typer.Option(help="The public key (PEM) you trust, had by another way than the site's."),
    ] = None,
    proof: Annotated[
        bool,
        typer.Option(
            "--proof",
            help="Check by the proofs of the page's provenance document, without reading the "
            "whole ledger: quick, but a later kill or correction is not seen.",
        ),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for a program.")] = False,
) -> None:
    """Check a page against the ledger and name any sentence, and word, that is not the wire's.

    Exit code 0: verified; 1: not as published; 2: page or ledger cannot be had.
    """
    from copytaster.cli.proof import UNCHECKED, Asked, show_verdict, verdict_on

    with told(UNCHECKED):
        verdict = verdict_on(Asked(page, ledger, desk, key, proof))
    show_verdict(verdict, as_json)
    raise typer.Exit(0 if verdict.ok else 1)


@app.command()
def bench(
    only: Annotated[
        list[str] | None, typer.Argument(help="Rooms to measure; all if left out.")
    ] = None,
) -> None:
    """Measure rates, memory and quality on this machine (from a source checkout)."""
    from copytaster.cli.bench import measure

    with told():
        measure(only or [])


decisions.register(app)
register(app)
app.add_typer(feeds_app, name="feeds")
app.add_typer(outlets_app, name="outlets")
app.add_typer(theme_app, name="theme")
app.add_typer(ledger_app, name="ledger")

__all__ = ["app", "is_url", "main"]
