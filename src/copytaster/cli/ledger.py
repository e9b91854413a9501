"""``copytaster ledger``: check it, prove what is in it, change its key, erase copy for good."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from itertools import count, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from copytaster.cli.common import DEFAULT_DESK, DeskOption, err, open_source, out, told
from copytaster.errors import CopytasterError, LedgerError

if TYPE_CHECKING:
    from copytaster.desk import Desk
    from copytaster.ledger import Findings
    from copytaster.model import Checkpoint, Record

ledger_app = typer.Typer(
    no_args_is_help=True, help="Check the ledger, prove what is in it, rotate its key, erase copy."
)
_TAMPERED, _UNCHECKED = 1, 2


@ledger_app.command()
def check(
    folder: Annotated[
        Path | None,
        typer.Argument(help="A public ledger's folder, or a site's; the desk's own if left out."),
    ] = None,
    desk: DeskOption = DEFAULT_DESK,
    since: Annotated[
        list[Path] | None,
        typer.Option(help="A checkpoint you kept: what it signed must still be there. Repeatable."),
    ] = None,
    key: Annotated[
        Path | None,
        typer.Option(help="The public key (PEM) you trust, had by another way than the ledger's."),
    ] = None,
    quick: Annotated[
        bool,
        typer.Option("--quick", help="The ledger and the pages only, not what the desk stores."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for a program.")] = False,
) -> None:
    """Find any change to the past, and to all that the desk has stored since. Exit code 0: sound; 1: tampered with; 2: could not be checked."""
    with told(_UNCHECKED):
        home = _folder(folder, desk)
        earlier = [_kept(path) for path in since or ()]
        pem = _text(key) if key else None
        behind = _behind(home, desk) if folder is None else ""
        found = _completed(home, desk, pem, earlier) if behind else _examined(home, pem, earlier)
        unlike = _against_store(home, desk) if folder is None and not behind else ()
        stored = _stored(desk) if folder is None and not quick else ()
    problems = (*found.problems, *unlike, *stored)
    if behind and not problems:
        _show_behind(found, behind, as_json)
        raise typer.Exit(_UNCHECKED)
    _show(found, problems, as_json, trusted=key is not None)
    raise typer.Exit(_TAMPERED if problems else 0)


@ledger_app.command()
def prove(
    what: Annotated[
        str, typer.Argument(help="A series or event, a page's path, or a record's number.")
    ],
    desk: DeskOption = DEFAULT_DESK,
    to: Annotated[Path | None, typer.Option(help="Folder for the two files.")] = None,
) -> None:
    """Write a record and the proof that it is in the ledger (a .tlog-proof file)."""
    from copytaster.desk import Desk
    from copytaster.ledger import record_line

    with told(), Desk.open(desk, create=False, writer=False) as opened:
        record = _record(opened, what)
        proof = opened.proof(record)
        folder = to or Path()
        name = f"record-{record.seq}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{name}.json").write_bytes(record_line(record))
            (folder / f"{name}.tlog-proof").write_text(proof.text, encoding="utf-8")
        except OSError as error:
            raise CopytasterError(
                "cannot be written", subject=str(folder), cause=error.strerror
            ) from error
    out.print(f"{folder / name}.json: the {record.kind} of {record.time:%Y-%m-%d %H:%M} UTC")
    size = len(proof.text.encode())
    out.print(
        f"{folder / name}.tlog-proof: that it is one of {proof.checkpoint.size} records, {size} bytes"
    )


@ledger_app.command()
def rotate(desk: DeskOption = DEFAULT_DESK) -> None:
    """Take a new signing key; the old one vouches for it on record."""
    from copytaster.desk import Desk

    with told(), Desk.open(desk, create=False) as opened:
        old, new = opened.rotate_key()
        out.print(f"The ledger is signed with key {new} from now on; key {old} vouched for it.")
        out.print(f"Both are kept in {opened.folder / 'keys'}; tell your readers the new id.")


@ledger_app.command("key")
def show_key(desk: DeskOption = DEFAULT_DESK) -> None:
    """Show the public key: its id, and the line that tools for signed notes take."""
    from copytaster.desk import Desk

    with told(), Desk.open(desk, create=False, writer=False) as opened:
        id_, line, pem = opened.public_key()
    out.print(f"id   {id_}")
    out.print(Text(f"note {line}"), soft_wrap=True)
    out.print(pem.strip())


@ledger_app.command()
def erase(
    story: Annotated[str, typer.Argument(help="The id of an edition, or of a series: all of it.")],
    desk: DeskOption = DEFAULT_DESK,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Erase copy for good: its text, its salt, its page. That it was there stays on record."""
    from copytaster.desk import Desk

    if not yes:
        typer.confirm("Erased copy cannot be brought back. Erase it?", abort=True)
    with told(), Desk.open(desk, create=False) as opened:
        done = opened.erase(story)
    for row in done.editions:
        out.print(f"erased edition {row.id} of series {row.series}")
    out.print(f"{done.deliveries} deliveries lost their bytes with it; backups are yours to erase")


def _folder(given: Path | None, desk: Path) -> Path:
    """The folder of the ledger: as given, a site's, or the desk's."""
    from copytaster.ledger.files import RECORDS_FILE

    if given is None:
        if not (desk / "desk.sqlite3").exists():
            raise CopytasterError(
                "there is no desk here; name a ledger's folder", subject=str(desk)
            )
        return desk / "site" / "ledger"
    inside = given / "ledger"
    return inside if (inside / RECORDS_FILE).exists() else given


def _text(path: Path) -> str:
    try:
        return open_source(str(path)).data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CopytasterError("cannot be read", subject=str(path), cause=str(error)) from error


def _kept(path: Path) -> Checkpoint:
    """The checkpoint in a file, alone or at the end of a proof."""
    from copytaster.ledger import read_checkpoint, read_proof

    text = _text(path)
    try:
        return (
            read_proof(text).checkpoint if path.suffix == ".tlog-proof" else read_checkpoint(text)
        )
    except LedgerError as error:
        raise LedgerError(error.message, subject=str(path), cause=error.cause) from error


def _examined(
    home: Path, pem: str | None, earlier: list[Checkpoint], around: Path | None = None
) -> Findings:
    """The ledger gone through, and the site around it if there is one, with a bar to watch."""
    from dataclasses import replace

    from copytaster.ledger import examine
    from copytaster.ledger.files import RECORDS_FILE
    from copytaster.ledger.sitecheck import SiteCheck

    site_folder = around or home.parent
    site = SiteCheck(site_folder)
    path = home / RECORDS_FILE
    size = path.stat().st_size if path.exists() else 0
    with _bar(size) as moved:
        found = examine(home, public_key=pem, earlier=earlier, visit=site.visit, progress=moved)
    pages = tuple(site.problems()) if (site_folder / "index.html").exists() else ()
    return replace(found, problems=(*found.problems, *pages))


def _completed(home: Path, desk: Path, pem: str | None, earlier: list[Checkpoint]) -> Findings:
    """As `_examined`, of the ledger as the desk would write it to its end."""
    from tempfile import TemporaryDirectory

    from copytaster.desk import Desk
    from copytaster.desk.chronicle import lines
    from copytaster.ledger import write_ledger
    from copytaster.ledger.keys import PublicKey

    with TemporaryDirectory() as whole, Desk.open(desk, create=False, writer=False) as opened:
        checkpoint, key = opened.store.checkpoint(), PublicKey.from_pem(opened.public_key()[2])
        if checkpoint is not None:
            write_ledger(whole, partial(lines, opened.store), checkpoint, key)
        return _examined(Path(whole), pem, earlier, home.parent)


class _bar:  # noqa: N801 - used as a function: with _bar(size) as moved
    """A progress bar over bytes; entering gives what to tell how far it is."""

    def __init__(self, size: int) -> None:
        columns = TextColumn("checking"), BarColumn(), TimeRemainingColumn()
        self._progress = Progress(
            *columns, console=err, transient=True, disable=not err.is_terminal
        )
        self._task = self._progress.add_task("", total=size)

    def __enter__(self) -> Callable[[int], None]:
        self._progress.start()
        return lambda at: self._progress.update(self._task, completed=at)

    def __exit__(self, *_: object) -> None:
        self._progress.stop()


def _against_store(home: Path, desk: Path) -> tuple[str, ...]:
    """Where the public file is not what the desk itself has on record, to the byte."""
    unlike = _first_unlike(home, desk)
    return () if unlike is None else (_difference(*unlike[:4]),)


def _stored(desk: Path) -> tuple[str, ...]:
    """What the desk has stored and is not what came in, with a bar to watch."""
    from copytaster.desk import Desk
    from copytaster.desk.inspection import inspect, size_of

    with (
        Desk.open(desk, create=False, writer=False) as opened,
        _bar(size_of(opened.store)) as moved,
    ):
        seen = count(1)
        return tuple(inspect(opened.store, lambda: moved(next(seen))))


def _behind(home: Path, desk: Path) -> str:
    """That the public file ends before the desk's own does, and is like it as far as it goes."""
    unlike = _first_unlike(home, desk)
    if unlike is None:
        return ""
    number, _, public, own, size = unlike
    if public.endswith(b"\n") or not own.startswith(public):
        return ""
    return (
        f"the public ledger holds {number - 1} of the desk's {size} records: the rest was not written "
        "yet, as when the disk is full or the desk was stopped. What is there is as the desk "
        "has it; 'copytaster run' or 'copytaster publish' writes the rest"
    )


def _first_unlike(home: Path, desk: Path) -> tuple[int, int, bytes, bytes, int] | None:
    """(number, byte, the public line, the desk's, how many there are) of the first record that differs."""
    from copytaster.desk import Desk
    from copytaster.desk.chronicle import lines
    from copytaster.ledger.files import RECORDS_FILE

    with Desk.open(desk, create=False, writer=False) as opened:
        checkpoint = opened.store.checkpoint()
        size, at = checkpoint.size if checkpoint else 0, 0
        if not (home / RECORDS_FILE).exists():
            return None
        with (home / RECORDS_FILE).open("rb") as file:
            for number, (public, own) in enumerate(zip_longest(file, lines(opened.store, 1)), 1):
                if number > size or public == (wanted := (own or b"") + b"\n"):
                    at += len(public or b"")
                    continue
                return number, at, public or b"", wanted, size
    return None


def _difference(number: int, at: int, public: bytes, own: bytes) -> str:
    where = next((n for n, (a, b) in enumerate(zip(public, own, strict=False)) if a != b), len(own))
    return (
        f"ledger.jsonl, byte {at + where} (record {number}): it is {public[where : where + 1]!r}, "
        f"the desk itself has {own[where : where + 1]!r} there"
    )


def _record(desk: Desk, what: str) -> Record:
    """The record that is asked for: by number, or the last publication of a page, series or event."""
    store = desk.store
    if what.isdecimal() and len(what) < 16:
        found = next(iter(store.records(int(what))), None)
        if found is not None and found.seq == int(what):
            return found
    name = what.strip("/").removesuffix("/index.html").rpartition("/")[2]
    records = store.records_of(name, "publication") or store.records_of(name)
    if not records:
        raise CopytasterError("is on no record", subject=what)
    return records[-1]


def _show_behind(found: Findings, behind: str, as_json: bool) -> None:
    """What is there is sound, but it is not all."""
    if as_json:
        _show(found, (behind,), True, trusted=False)
    else:
        err.print("[yellow]not up to date[/yellow]")
        err.print(Text(f"• {behind}"), soft_wrap=True)


def _show(found: Findings, problems: tuple[str, ...], as_json: bool, *, trusted: bool) -> None:
    checkpoint = found.checkpoint
    if as_json:
        said = {
            "ok": not problems,
            "records": found.records,
            "checkpoint": checkpoint.to_dict() if checkpoint else None,
            "keys": [key.id for key in found.keys],
            "problems": list(problems),
        }
        out.print_json(json.dumps(said))
        return
    if problems:
        err.print("[red]not sound[/red]")
        for problem in problems:
            err.print(Text(f"• {problem}"), soft_wrap=True)
        return
    assert checkpoint is not None
    out.print(
        f"[green]sound[/green]: {found.records} records, none changed, missing or out of order"
    )
    out.print(Text(f"signed as {checkpoint.origin} with key {found.keys[-1].id}"), soft_wrap=True)
    if not trusted:
        out.print(
            "The key came with the ledger: compare its id with one you had another way (--key)."
        )
