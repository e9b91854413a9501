"""Verifying a page from the command line."""

from __future__ import annotations

import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from rich.text import Text

from copytaster.cli.common import err, is_url, open_source, out
from copytaster.cli.coverage import print_json
from copytaster.desk import Desk
from copytaster.errors import FetchError, LedgerError
from copytaster.ledger import Ledger, verify
from copytaster.ledger.files import FILES, RECORDS_FILE
from copytaster.model import Verdict


def verdict_on(page: str, ledger: str | None, desk: Path) -> Verdict:
    """Check ``page`` against the ledger given, its own site's, or the desk's."""
    raw = open_source(page)
    return verify(raw.data, _ledger(page, ledger, desk))


def _ledger(page: str, given: str | None, desk: Path) -> Ledger:
    if given is not None:
        return _fetched(given.rstrip("/") + "/") if is_url(given) else Ledger.load(given)
    if is_url(page):
        parts = urlsplit(page)
        return _fetched(f"{parts.scheme}://{parts.netloc}/ledger/")
    for folder in Path(page).resolve().parents:
        if (folder / "ledger" / RECORDS_FILE).is_file():
            return Ledger.load(folder / "ledger")
    with Desk.open(desk, create=False, writer=False) as opened:
        return opened.ledger()


def _fetched(base: str) -> Ledger:
    """The public ledger of a site, through the same guarded fetcher as everything else."""
    with tempfile.TemporaryDirectory() as folder:
        for name in FILES:
            try:
                raw = open_source(base + name)
            except FetchError as error:
                raise LedgerError(
                    "the site's ledger cannot be read", subject=base, cause=str(error)
                ) from error
            (Path(folder) / name).write_bytes(raw.data)
        return Ledger.load(folder)


def show_verdict(verdict: Verdict, as_json: bool) -> None:
    """What was found, worst first."""
    if as_json:
        print_json(verdict.to_dict())
        return
    if verdict.ok:
        wire = sum(s.status == "wire" for s in verdict.sentences)
        own = len(verdict.sentences) - wire
        out.print("[green]verified[/green]: the page is as the ledger records it")
        out.print(
            f"{wire} sentences are the wire's, unchanged since they came in; {own} are the site's own words on record"
        )
        return
    err.print("[red]not verified[/red]")
    for reason in verdict.reasons:
        err.print(Text(f"• {reason}"))
    if verdict.record is None:  # nothing to compare with: naming every line would help nobody
        return
    for sentence in dict.fromkeys(verdict.altered):
        err.print(Text(f"not on record: {sentence}", style="red"))
    if verdict.missing:
        noun = "sentence is" if verdict.missing == 1 else "sentences are"
        err.print(f"{verdict.missing} recorded {noun} not on the page")
