"""``copytaster outlets``: where the desk pushes its live stories to."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from rich.table import Table
from rich.text import Text

from copytaster.cli.common import DEFAULT_DESK, DeskOption, err, out, told
from copytaster.errors import ConfigError

if TYPE_CHECKING:
    from copytaster.desk import Desk
    from copytaster.desk.outlets import OutletState

outlets_app = typer.Typer(
    no_args_is_help=True, help="Push live stories to webhooks and WordPress: add, list, check."
)

OutletArgument = Annotated[
    str, typer.Argument(metavar="OUTLET", help="Its id, the id's beginning, or its address.")
]


@outlets_app.command()
def add(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="webhook or wordpress")],
    url: Annotated[
        str, typer.Argument(help="The webhook's address, or that of the WordPress site.")
    ],
    desk: DeskOption = DEFAULT_DESK,
    share: Annotated[
        str | None,
        typer.Option(help="The most it may have of a story: full or excerpt (a new one: excerpt)."),
    ] = None,
    user: Annotated[str | None, typer.Option(help="WordPress: the user to post as.")] = None,
    secret_file: Annotated[
        Path | None,
        typer.Option(
            help="File that holds the webhook's secret or the WordPress Application Password; "
            "- for standard input. It is kept in the desk's keys folder, for you alone to read."
        ),
    ] = None,
    secret_env: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Environment variable that holds the secret whenever the desk runs.",
        ),
    ] = None,
    feed: Annotated[
        list[str] | None,
        typer.Option(help="Only stories of this feed (id or address); may be repeated."),
    ] = None,
    topic: Annotated[
        list[str] | None,
        typer.Option(help="Only stories on this topic (name or code); may be repeated."),
    ] = None,
    place: Annotated[
        list[str] | None,
        typer.Option(
            help="Country it publishes in, for copy whose rights hold only there; may be repeated."
        ),
    ] = None,
    format_: Annotated[
        Literal["jsonfeed", "ninjs"] | None,
        typer.Option("--format", help="Webhook: the form of the item (a new one: jsonfeed)."),
    ] = None,
    status: Annotated[
        Literal["draft", "publish"] | None,
        typer.Option(help="WordPress: what a new post is (draft unless said otherwise)."),
    ] = None,
    category: Annotated[
        list[int] | None, typer.Option(help="WordPress: number of a category; may be repeated.")
    ] = None,
    tag: Annotated[
        list[int] | None, typer.Option(help="WordPress: number of a tag; may be repeated.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="Name to show for it.")] = None,
    backlog: Annotated[
        bool, typer.Option("--backlog", help="Send what is live already, too.")
    ] = False,
) -> None:
    """Push to an address from now on. One already known gets the new settings.

    A webhook without a secret gets one made, which is shown this once.
    """
    from copytaster.desk import Desk
    from copytaster.desk.credentials import FILE, in_environment
    from copytaster.desk.outlets import shown

    with told(), Desk.open(desk, writer=False) as opened:
        added = opened.outlets.add(
            kind,
            url,
            secret=_secret(kind, secret_file, secret_env),
            credential=in_environment(secret_env) if secret_env else FILE,
            backlog=backlog,
            title=title,
            share=share,
            user=user,
            format=format_,
            status=status,
            feeds=tuple(opened.feeds.find(f).id for f in feed) if feed else None,
            topics=tuple(topic) if topic else None,
            places=tuple(place) if place else None,
            categories=tuple(category) if category else None,
            tags=tuple(tag) if tag else None,
        )
    word = "added" if added.new else "changed"
    out.print(Text(f"{word} {added.outlet.id}: {shown(added.outlet)} ({added.outlet.share})"))
    if added.secret:
        out.print("Its secret, which the receiver needs and which is not shown again:")
        out.print(Text(added.secret), soft_wrap=True)
    out.print(Text(f"Try it with: copytaster outlets check {added.outlet.id} --desk {desk}"))


def _secret(kind: str, file: Path | None, env: str | None) -> str | None:
    """The secret that was given; asked for at the keyboard where WordPress needs one."""
    if file is not None and env is not None:
        raise ConfigError("name a file or an environment variable, not both")
    if file is not None:
        return _read(file)
    if kind == "wordpress" and env is None and sys.stdin.isatty():
        return str(typer.prompt("Application Password", hide_input=True))
    return None


def _read(file: Path) -> str:
    if str(file) == "-":
        return sys.stdin.read().strip()
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError("the secret cannot be read", subject=str(file)) from error


@outlets_app.command("list")
def list_(desk: DeskOption = DEFAULT_DESK) -> None:
    """List the outlets, what waits for each, and what went wrong last."""
    from copytaster.desk import Desk

    with told(), Desk.open(desk, create=False, writer=False) as opened:
        states = opened.outlets.states()
    if not states:
        err.print("no outlets yet; add one with: copytaster outlets add webhook URL")
        return
    table = Table(box=None, header_style="dim")
    for name in ("id", "outlet", "may have", "state", "sent", "waiting", "failed", "trouble"):
        table.add_column(name, overflow="fold")
    for state in states:
        table.add_row(*_cells(state))
    out.print(table)
    for state in states:
        for parcel in state.troubles:
            out.print(
                Text(f"{state.outlet.id}  {parcel.series}  {parcel.tries} tries: {parcel.problem}"),
                soft_wrap=True,
            )


def _cells(state: OutletState) -> tuple[str | Text, ...]:
    from copytaster.desk.outlets import shown

    outlet, counts = state.outlet, state.counts
    numbers = (str(counts.get(name, 0)) for name in ("sent", "waiting", "failed"))
    return (
        outlet.id, Text(f"{outlet.kind} {shown(outlet)}"), outlet.share, state.word, *numbers,
        Text(outlet.problem or ""),
    )  # fmt: skip


@outlets_app.command()
def check(outlet: OutletArgument, desk: DeskOption = DEFAULT_DESK) -> None:
    """Try an outlet without a story: a webhook gets a signed ping, WordPress says what we may do."""
    from copytaster.desk import Desk
    from copytaster.desk.dispatcher import probe

    with told(), Desk.open(desk, create=False, writer=False) as opened:
        out.print(Text(asyncio.run(probe(opened, opened.outlets.find(outlet)))))


@outlets_app.command()
def retry(
    outlet: OutletArgument,
    series: Annotated[
        list[str] | None, typer.Argument(help="Stories; all that wait or failed if left out.")
    ] = None,
    desk: DeskOption = DEFAULT_DESK,
) -> None:
    """Try again what was given up, at once; switch an outlet on again that is off."""
    from copytaster.desk import Desk

    with told(), Desk.open(desk, create=False, writer=False) as opened:
        count = opened.outlets.retry(opened.outlets.find(outlet), series or ())
    out.print(f"{count} parcels are due now: a running desk sends them; else: copytaster publish")


@outlets_app.command()
def remove(
    outlet: OutletArgument,
    desk: DeskOption = DEFAULT_DESK,
    withdraw: Annotated[
        bool, typer.Option("--withdraw", help="Take back every copy it has first.")
    ] = False,
) -> None:
    """Push to an outlet no more. Its copies stay there unless they are withdrawn."""
    from copytaster.desk import Desk

    with told(), Desk.open(desk, create=False, writer=False) as opened:
        copies = opened.outlets.remove(opened.outlets.find(outlet), withdraw=withdraw)
    if withdraw and copies:
        out.print(f"{copies} copies are being withdrawn; then it is forgotten")
    elif copies:
        out.print(
            f"removed. {copies} stories stay there, and no kill or correction will reach them"
        )
    else:
        out.print("removed")


@outlets_app.command()
def receipts(
    series: Annotated[
        str | None, typer.Argument(help="A story; the latest of all if left out.")
    ] = None,
    desk: DeskOption = DEFAULT_DESK,
    limit: Annotated[int, typer.Option(min=1, help="How many to show.")] = 50,
) -> None:
    """Show what the ledger holds of what was sent and withdrawn: when, where, what was answered."""
    from copytaster.desk import Desk

    with told(), Desk.open(desk, create=False, writer=False) as opened:
        rows = _receipts(opened, series, limit)
    if not rows:
        err.print("nothing was sent")
        raise typer.Exit(1)
    for row in rows:
        out.print(Text("  ".join(row)), soft_wrap=True)


def _receipts(desk: Desk, series: str | None, limit: int) -> Sequence[tuple[str, ...]]:
    store = desk.store
    found = store.records_of(series, "receipt") if series else store.last_of("receipt", limit)
    return [
        (f"{r.seq:6}", f"{r.time:%Y-%m-%d %H:%M:%S}", r.subject, *_said(r.data))
        for r in found[-limit:]
    ]


def _said(data: Mapping[str, Any]) -> tuple[str, ...]:
    remote = f"as {data['remote']}" if "remote" in data else ""
    return data["outlet"], f"{data['action']} {data['number']}", str(data["status"]), remote


def pushed(desk: Desk) -> None:
    """Push what is due and say what came of it; nothing where there are no outlets."""
    from copytaster.desk.dispatcher import push

    if not desk.store.has_outlets():
        return
    sent = push(desk)
    out.print(f"{sent.taken} sent, {sent.withdrawn} withdrawn, {sent.failed} failed")
    for state in desk.outlets.states():
        waiting = state.counts.get("waiting", 0)
        if waiting:
            err.print(f"{waiting} wait for {state.outlet.id}; see: copytaster outlets list")
