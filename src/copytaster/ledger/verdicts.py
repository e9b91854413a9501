"""Checking a page against the ledger: is every sentence on record, and whose is it?"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from copytaster.errors import LedgerError
from copytaster.ledger.book import Ledger
from copytaster.ledger.commit import leaf, salt_bytes
from copytaster.ledger.units import PageText, copy_units, read_page, strangers
from copytaster.ledger.wordtags import Hints, changes
from copytaster.model import Record, Verdict, VerifiedSentence

_SHOWN_PROBLEMS = 20
_SHOWN_LENGTH = 400
Status = Literal["wire", "edited", "template", "unknown"]
_COPY_LABELS = ("unedited", "edited")
_STATUS: dict[str, Status] = {"w": "wire", "e": "edited"}


def verify(
    page: bytes | str, ledger: Ledger | str | os.PathLike[str], hints: Hints | None = None
) -> Verdict:
    """Check a page, given as its HTML, against a ledger (or the folder of a public one).

    The verdict is ok only if the ledger is whole and signed, the page's last
    publication is on record and still stands, every sentence on the page is
    one of it, none is missing or moved, and every sentence called wire was
    committed to when its edition came in, nothing else stands as a sender's copy,
    and if the page holds nothing that runs, leads away or hides words (`foreign`). Pictures are not checked, nor
    where links lead, nor what the site's own stylesheet says.
    Linear in the size of the ledger and of the page. ``hints`` (a page's
    provenance document, the desk's own store) help to say which word was changed.

    Raises LedgerError when the folder is no public ledger.
    """
    data = page.encode("utf-8", "replace") if isinstance(page, str) else page
    try:
        text = read_page(data)
    except LedgerError as error:
        return Verdict(False, reasons=(f"The page cannot be read: {error}.",))
    book = ledger if isinstance(ledger, Ledger) else Ledger.load(ledger, page=text.path or "")
    strange = () if _leads_as_recorded(data, text, book) else _strange(data)
    wrong = [*_ledger_problems(book), *strange]
    return _judge(text, book, wrong, hints or Hints(), copy_units(data))


def _strange(page: bytes) -> Iterator[str]:
    for what in strangers(page):
        yield f"The page holds {what}, which no page of this program does."


def _leads_as_recorded(page: bytes, text: PageText, book: Ledger) -> bool:
    """Whether it is, to the byte, a page put on record as one that leads elsewhere: only such a one may."""
    led = [r for r in book.publications.get(text.path or "", ()) if r.data.get("label") == "moved"]
    digest = sha256(page).hexdigest() if led else ""
    return any(record.data.get("sha256") == digest for record in led)


def _judge(
    text: PageText, book: Ledger, wrong: list[str], hints: Hints, copy: Collection[str]
) -> Verdict:
    if not (text.path and text.salt):
        said = (
            "The page does not say which record it belongs to: only the pages of stories and "
            "events can be verified."
        )
        return _unknown(text, (*wrong, said))
    history = book.publications.get(text.path, ())
    if not history:
        return _unknown(text, (*wrong, f"No publication of {text.path} is on record."))
    page = _commit(text)
    finding = _best(page, history)
    record = finding.record
    altered = [s.text for s in finding.sentences if s.status == "unknown"]
    reasons = (*wrong, *finding.reasons(), *_superseded(record, history[-1], book),
               *_wire_problems(record, book), *_edit_problems(record, book),
               *_copy_problems(finding, copy))  # fmt: skip
    return Verdict(
        ok=not reasons,
        subject=record.subject,
        record=record.seq,
        label=str(record.data.get("label")),
        sentences=finding.sentences,
        missing=finding.missing,
        reasons=reasons,
        changes=changes(altered, finding.gone, page.salts, hints),
    )


def _unknown(text: PageText, reasons: tuple[str, ...]) -> Verdict:
    sentences = tuple(VerifiedSentence(_short(unit), "unknown") for unit in text.units)
    return Verdict(False, subject=text.subject, sentences=sentences, reasons=reasons)


@dataclass(frozen=True, slots=True)
class _Finding:
    """How a page compares with one publication record."""

    record: Record
    sentences: tuple[VerifiedSentence, ...]
    gone: tuple[str, ...]  # leaves on record of what is not on the page
    missing: int
    moved: bool

    @property
    def faults(self) -> int:
        """How much is wrong: unknown and missing sentences, and a changed order."""
        return sum(s.status == "unknown" for s in self.sentences) + self.missing + self.moved

    def reasons(self) -> Iterator[str]:
        """What is wrong with the page's words, plainly."""
        altered = [s.text for s in self.sentences if s.status == "unknown"]
        if altered and len(altered) == len(self.sentences):
            yield "Nothing on the page is on its record; its salt may have been changed."
        elif altered:
            yield (
                f"{_count(altered, 'sentence')} on the page {_is(altered)} on no record, altered "
                f"or added after publication, the first: “{altered[0]}”"
            )
        if self.missing:
            yield f"{_count(range(self.missing), 'recorded sentence')} {_is(range(self.missing))} missing from the page."
        if self.moved:
            yield "The sentences stand in another order than they were published in."


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit of the page with the leaves it would have under each salt the page carries."""

    text: str
    leaves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Committed:
    """The page's units and frame, their leaves worked out once for however many records."""

    units: tuple[_Unit, ...]
    frame: tuple[_Unit, ...]
    salts: tuple[str, ...]


def _commit(text: PageText) -> _Committed:
    salts = [text.salt or "", *dict.fromkeys(salt for _, salt in text.salts)]
    keys = [salt for salt in salts if _is_salt(salt)]
    return _Committed(
        tuple(_Unit(_short(u), tuple(leaf(k, u) for k in keys)) for u in text.units),
        tuple(_Unit(_short(u), tuple(leaf(k, u) for k in keys[:1])) for u in text.frame),
        tuple(keys),
    )


def _is_salt(salt: str) -> bool:
    try:
        return bool(salt_bytes(salt))
    except LedgerError:
        return False


def _best(page: _Committed, history: Sequence[Record]) -> _Finding:
    """The last publication, unless an earlier one is just what the page shows."""
    newest = _compare(page, history[-1])
    if newest.faults:
        for record in reversed(history[:-1]):
            earlier = _compare(page, record)
            if not earlier.faults:
                return earlier
    return newest


def _compare(page: _Committed, record: Record) -> _Finding:
    units, marks, frame = _recorded(record)
    left, whose = Counter(units), dict(zip(units, marks, strict=False))
    found = [_take(unit, left) for unit in page.units]
    sentences = [
        VerifiedSentence(unit.text, _status(value, whose))
        for unit, value in zip(page.units, found, strict=True)
    ]
    around = Counter(frame)
    strangers = [unit for unit in page.frame if _take(unit, around) is None]
    sentences.extend(VerifiedSentence(unit.text, "unknown") for unit in strangers)
    known = [value for value in found if value is not None]
    gone = (*left.elements(), *around.elements())
    return _Finding(record, tuple(sentences), gone, left.total(), _moved(units, known))


def _take(unit: _Unit, left: Counter[str]) -> str | None:
    """Take the unit off what is left of the record; None where it is not there (any more)."""
    for value in unit.leaves:
        if left[value] > 0:
            left[value] -= 1
            return value
    return None


def _status(value: str | None, whose: dict[str, str]) -> Status:
    if value is None:
        return "unknown"
    return _STATUS.get(whose.get(value, ""), "template")


def _recorded(record: Record) -> tuple[list[str], str, list[str]]:
    data = record.data
    return _texts(data.get("units")), str(data.get("marks", "")), _texts(data.get("frame"))


def _texts(value: object) -> list[str]:
    """The strings of a list; nothing where a record holds something else."""
    return [v for v in value if isinstance(v, str)] if isinstance(value, list) else []


def _moved(units: Sequence[str], found: Sequence[str]) -> bool:
    """Whether what was found does not stand in the record's order."""
    wanted, at = Counter(found), 0
    for unit in units:
        if wanted[unit] > 0:
            wanted[unit] -= 1
            if found[at] != unit:
                return True
            at += 1
    return False


def _superseded(record: Record, newest: Record, book: Ledger) -> Iterator[str]:
    if newest.seq > record.seq:
        yield (
            f"This is what record {record.seq} published; record {newest.seq} "
            f"({_day(newest)}) has replaced it."
        )
    subjects = {record.subject, str(record.data.get("page"))}
    subjects.update(story for _, story in _editions(record))
    gone = [book.withdrawals[s] for s in subjects if s in book.withdrawals]
    for later in sorted(gone, key=lambda r: r.seq):
        if later.seq > record.seq:
            what = "killed" if later.kind == "kill" else "erased"
            yield f"It was {what} on {_day(later)} (record {later.seq})."


def _wire_problems(record: Record, book: Ledger) -> Iterator[str]:
    """What the record calls wire must have been committed to at intake, before publication."""
    known: set[str] = set()
    for seq, story in _editions(record):
        edition = book.record(seq)
        if edition is None or edition.kind != "edition" or edition.subject != story:
            yield f"Record {record.seq} names record {seq} as an edition, which it is not."
        elif seq >= record.seq:
            yield f"Record {record.seq} names an edition that came in later (record {seq})."
        else:
            known.update(_texts(edition.data.get("leaves")))
    units, marks, _ = _recorded(record)
    if len(marks) != len(units):
        yield f"Record {record.seq} does not say whose each sentence is."
    false = [u for u, mark in zip(units, marks, strict=False) if mark == "w" and u not in known]
    if false:
        yield (
            f"{_count(false, 'sentence')} that record {record.seq} calls wire "
            f"{_is(false)} in no edition as it came in."
        )


def _copy_problems(finding: _Finding, copy: Collection[str]) -> Iterator[str]:
    """What stands as copy on a story's page must be the wire's, or an editor's on record."""
    if finding.record.data.get("label") not in _COPY_LABELS:
        return
    for sentence in finding.sentences:
        if sentence.status == "template" and sentence.text in copy:
            yield (
                "It stands as copy, and is neither its sender's nor an editor's on record: "
                f"“{sentence.text}”"
            )


def _edit_problems(record: Record, book: Ledger) -> Iterator[str]:
    """What the record calls an editor's must be on record as an edit, before publication."""
    known: set[str] = set()
    for seq, series in _pairs(record, "edits"):
        edit = book.record(seq)
        if edit is None or edit.kind != "edit" or edit.subject != series or seq >= record.seq:
            yield f"Record {record.seq} names record {seq} as an edit before it, which it is not."
        else:
            known.update(_texts(edit.data.get("leaves")))
    units, marks, _ = _recorded(record)
    false = [u for u, mark in zip(units, marks, strict=False) if mark == "e" and u not in known]
    if false:
        yield (
            f"{_count(false, 'sentence')} that record {record.seq} calls an editor's "
            f"{_is(false)} in no edit on record."
        )


def _editions(record: Record) -> list[tuple[int, str]]:
    return _pairs(record, "editions")


def _pairs(record: Record, name: str) -> list[tuple[int, str]]:
    pairs = record.data.get(name)
    if not isinstance(pairs, list):
        return []
    found = [tuple(p) for p in pairs if isinstance(p, list) and len(p) == 2]
    return [(seq, str(story)) for seq, story in found if isinstance(seq, int)]


def _ledger_problems(book: Ledger) -> Iterator[str]:
    for problem in book.problems[:_SHOWN_PROBLEMS]:
        yield f"The ledger is not whole: {problem}."
    if len(book.problems) > _SHOWN_PROBLEMS:
        yield f"The ledger has {len(book.problems) - _SHOWN_PROBLEMS} more faults."


def _short(unit: str) -> str:
    """Sentences whole; scripts and the like, which nobody reads, shortened."""
    if unit.startswith("<") and len(unit) > _SHOWN_LENGTH:
        return unit[:_SHOWN_LENGTH] + "…"
    return unit


def _count(things: Sequence[object], noun: str) -> str:
    return f"{len(things)} {noun}" + ("" if len(things) == 1 else "s")


def _is(things: Sequence[object]) -> str:
    return "is" if len(things) == 1 else "are"


def _day(record: Record) -> str:
    return f"{record.time:%Y-%m-%d %H:%M} UTC"
