"""Verifying a page from the command line."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from rich.text import Text

from copytaster.cli.common import count, err, is_url, open_source, out
from copytaster.cli.coverage import print_json
from copytaster.desk import Desk
from copytaster.errors import BodyTooLarge, CopytasterError, FetchError, LedgerError
from copytaster.ledger import Hints, Ledger, PublicKey, verify
from copytaster.ledger.files import FILES, KEY_FILE, RECORDS_FILE
from copytaster.ledger.proofs import read_proven
from copytaster.ledger.units import read_page
from copytaster.model import Verdict, WordChange
from copytaster.publish import links

_STATUSES = ("wire", "edited")
_GONE = 410  # with it a server gives out the page that stands for withdrawn copy
UNCHECKED = 2  # exit code: it could not be checked, which says nothing about the page


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for on the command line."""

    page: str
    ledger: str | None
    desk: Path
    key: Path | None = None
    proofs_only: bool = False


def verdict_on(asked: Asked) -> Verdict:
    """Check the page against the ledger given, its own site's, or the desk's.

    Raises CopytasterError when page or ledger cannot be had.
    """
    data = open_source(asked.page, also=_GONE).data
    path = _path_in(data)
    site = _site_of(asked.page, path)
    document = _document(site, path)
    public_key = _pem(asked.key) if asked.key else None
    ledger = _ledger(asked, path, site, document, public_key)
    return verify(data, ledger, _hints(document, asked.desk, path))


def _pem(path: Path) -> str:
    return open_source(str(path)).data.decode("utf-8", "replace")


def _path_in(page: bytes) -> str:
    """The path by which the page names itself; empty where it does not."""
    try:
        return read_page(page).path or ""
    except LedgerError:
        return ""


def _site_of(page: str, path: str) -> str | None:
    """The address or folder of the site that the page is of, ending with a slash; None if unknown."""
    if is_url(page):
        parts = urlsplit(page)
        tidy, here = path.removesuffix("index.html"), parts.path.removesuffix("index.html")
        below = here.removesuffix(tidy) if tidy and here.endswith(tidy) else "/"
        return f"{parts.scheme}://{parts.netloc}{below}"
    for folder in Path(page).resolve().parents:
        if (folder / "ledger" / RECORDS_FILE).is_file():
            return f"{folder}/"
    return None


def _document(site: str | None, path: str) -> dict[str, object]:
    """The page's provenance document, as far as the site has one."""
    try:
        beside = links.provenance_path(path)
        found = json.loads(open_source(site + beside).data) if site and beside else {}
    except (CopytasterError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _tags(document: dict[str, object]) -> dict[str, str]:
    words = document.get("words")
    pairs = words.items() if isinstance(words, dict) else ()
    return {str(leaf): tags for leaf, tags in pairs if isinstance(tags, str)}


def _hints(document: dict[str, object], desk: Path, path: str) -> Hints:
    """What the site tells of the words, and what the desk's own store has of the copy, if there is one."""
    if not (desk / "desk.sqlite3").exists() or not path:
        return Hints(_tags(document))
    try:
        with Desk.open(desk, create=False, writer=False) as opened:
            made = document or json.loads(opened.provenance.document(path) or b"{}")
            return Hints(_tags(made), opened.provenance.sentences(path))
    except CopytasterError:
        return Hints(_tags(document))


def _ledger(
    asked: Asked,
    path: str,
    site: str | None,
    document: dict[str, object],
    public_key: str | None,
) -> Ledger:
    given = asked.ledger.rstrip("/") + "/" if asked.ledger else None
    base = given or (site and f"{site}ledger/")
    if base is None:
        with Desk.open(asked.desk, create=False, writer=False) as opened:
            return opened.ledger()
    if not is_url(base):
        if asked.proofs_only:
            return _by_proofs(base, document, public_key)
        return Ledger.load(base, public_key=public_key, page=path)
    if asked.proofs_only:
        return _by_proofs(base, document, public_key)
    try:
        return _fetched(base, path, public_key)
    except BodyTooLarge:
        err.print("the site's ledger is too large to be fetched; the page's own proofs are checked")
        return _by_proofs(base, document, public_key)


def _fetched(base: str, path: str, public_key: str | None) -> Ledger:
    """The public ledger of a site, through the same guarded fetcher as everything else."""
    with tempfile.TemporaryDirectory() as folder:
        for name in FILES:
            (Path(folder) / name).write_bytes(_part(base, name))
        return Ledger.load(folder, public_key=public_key, page=path)


def _part(base: str, name: str) -> bytes:
    try:
        return open_source(base + name).data
    except BodyTooLarge:
        raise
    except FetchError as error:
        raise LedgerError(
            "the site's ledger cannot be read", subject=base, cause=str(error)
        ) from error


def _by_proofs(base: str, document: dict[str, object], public_key: str | None) -> Ledger:
    """A ledger of the records that the provenance document proves, under a key of the site's."""
    if not document:
        raise LedgerError("the site has no provenance document for this page", subject=base)
    pem = public_key or _part(base, KEY_FILE).decode("utf-8", "replace")
    records, checkpoint = read_proven(document, PublicKey.from_pem(pem))
    return Ledger(records, checkpoint, pem, ())


def show_verdict(verdict: Verdict, as_json: bool) -> None:
    """What was found, worst first."""
    if as_json:
        print_json(verdict.to_dict())
        return
    if verdict.ok:
        _show_sound(verdict)
        return
    err.print("[red]not verified[/red]")
    for reason in verdict.reasons:
        err.print(Text(f"• {reason}"))
    if verdict.record is None:  # nothing to compare with: naming every line would help nobody
        return
    told = {change.sentence: change for change in verdict.changes}
    for sentence in dict.fromkeys(verdict.altered):
        err.print(Text(f"not on record: {sentence}", style="red"))
        if sentence in told:
            _show_change(told[sentence])
    if verdict.missing:
        noun = "sentence is" if verdict.missing == 1 else "sentences are"
        err.print(f"{verdict.missing} recorded {noun} not on the page")


def _show_sound(verdict: Verdict) -> None:
    if verdict.label == "withdrawn":
        out.print("[green]verified[/green]: the story was withdrawn, and this page says only that")
        return
    texts = {s: [one.text for one in verdict.sentences if one.status == s] for s in _STATUSES}
    own = len(verdict.sentences) - sum(map(len, texts.values()))
    out.print("[green]verified[/green]: the page is as the ledger records it")
    wire, edited = texts["wire"], texts["edited"]
    out.print(
        f"{count(len(wire), 'sentence is', 'sentences are')} the wire's, unchanged since it came in; "
        f"{count(own, 'is', 'are')} the site's own words on record",
        soft_wrap=True,
    )
    if edited:
        out.print(f"{count(len(edited), 'sentence')} changed by an editor, on record:")
    for text in edited:
        out.print(Text(f"• {text}"), soft_wrap=True)


def _show_change(change: WordChange) -> None:
    before = change.published or (None,) * len(change.found)
    for now, then in zip(change.found, before, strict=True):
        stands = f"“{now}”" if now else "nothing"
        if then is None:
            what = "words are missing here" if not now else f"{stands} is not what was published"
        else:
            what = (
                f"{stands} stands where " + (f"“{then}”" if then else "nothing") + " was published"
            )
        err.print(Text(f"  {what}", style="bold red"))
