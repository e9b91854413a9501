"""What every reader does the same way: dates with their text, copy with its blocks, the last touches."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import Any, TypeVar

from copytaster.formats import embargo, signals
from copytaster.formats.dates import Stamp, parse_date
from copytaster.formats.links import absolute, is_relative
from copytaster.formats.markup import Markup, plain
from copytaster.model import Credit, CreditRole, Embargo, Item, ItemStatus, Problem
from copytaster.model.base import altered

_T = TypeVar("_T")
_BY = re.compile(r"^(?:by|von|par|por|di|af|av|door)\s*:?\s+(?=\S)", re.I)
_MAIL_AND_NAME = re.compile(r"^[^\s@()]{1,100}@[^\s@()]{1,200}\s*\(([^()]{1,200})\)$")
_NAME_AND_MAIL = re.compile(r"^([^<>@]{1,200}?)\s*<?[^\s@<>()]{1,100}@[^\s@<>()]{1,200}>?$")
_AND = re.compile(r"\s+(?:and|und|et|y|e|og|och|ja|&|with)\s+|\s*[;/]\s*")
_FULL_NAME = re.compile(r"^[^\W\d_][\w.'’-]{0,40}(?: [^\W\d_][\w.'’-]{0,40}){1,3}$")
# AP's "hold for release" and its like, in what a slug says of the take.
_HELD = re.compile(r"\b(?:HFR|hold for release|embargo(?:ed)?)\b", re.I)
_REMEMBERED = 200  # characters; the same few people write most of a feed
MAX_ITEMS = 20_000
"""Items of one document: sixteen megabytes of items with any copy in them are fewer."""

MAX_NAMES = 50
MAX_TEXT = 2000


@dataclass(slots=True)
class Notes:
    """Problems gathered while one item or feed is read."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, code: str, message: str) -> None:
        """Note one problem."""
        self.problems.append(Problem(code, message[:300]))

    def date(self, name: str, text: str | None) -> dict[str, Any]:
        """The three fields of a time of an item (``name``, ``_text``, ``_offset``), with a problem if unread."""
        sent = text.strip() if text else ""
        if not sent:
            return {}
        stamp = parse_date(sent)
        if stamp is None:
            self.add("date-unparsed", f"{name}: {sent[:60]!r} is no date")
            return {f"{name}_text": sent[:120]}
        return {
            name: stamp.moment,
            f"{name}_text": stamp.text,
            f"{name}_offset": stamp.offset,
        }

    def moment(self, name: str, text: str | None) -> datetime | None:
        """The moment alone, with a problem if unread."""
        stamp = self.stamp(name, text)
        return stamp.moment if stamp else None

    def stamp(self, name: str, text: str | None) -> Stamp | None:
        """A date outside the item's two times, with a problem if unread."""
        stamp = parse_date(text) if text else None
        if stamp is None and (text or "").strip():
            self.add("date-unparsed", f"{name}: {(text or '')[:60]!r} is no date")
        return stamp

    def link(self, sent: str | None, base: str | None) -> str | None:
        """The http(s) address; a relative one as sent where nothing says what it is relative to.

        A link names its item and is not guessed at. Anything else that was sent is refused.
        """
        url, link = absolute(sent, base), (sent or "").strip()
        if url is None and link:
            if base is None and is_relative(link):
                self.add("link-relative", f"no address to read {link[:80]!r} at")
                return link
            self.add("link-refused", f"no http address: {link[:80]!r}")
        return url


def bounded(found: Iterable[_T], notes: Notes) -> list[_T]:
    """What is read of the items of a document: of too many the first, with a problem."""
    waiting = iter(found)
    taken = list(islice(waiting, MAX_ITEMS))
    if left := sum(1 for _ in waiting):
        notes.add("items-cut", f"only the first {MAX_ITEMS} of {MAX_ITEMS + left} items were read")
    return taken


def copy_fields(found: Markup, sent: str | None, notes: Notes) -> dict[str, Any]:
    """The body fields of an item out of markup, the markup as sent beside them."""
    notes.problems.extend(found.problems)
    return {"body": found.body, "blocks": found.blocks, "body_html": sent or None}


def finished(item: Item, notes: Notes | None = None) -> Item:
    """The item with what its own words say of it: signals, an embargo above the copy."""
    changes: dict[str, Any] = {}
    blocks = [item.body[b.start : b.end] for b in item.blocks[: embargo.LEADING_BLOCKS]]
    written = embargo.find((item.headline, item.deck, *blocks), item.note)
    held = _held_by_take(item)
    if written is not None or held is not None:
        changes["embargo"] = embargo.strictest([item.embargo, held, written])
    if said := signals.of_item(item):
        changes["signals"] = said
        if "kill" in said:
            changes["status"] = "canceled"
    if notes is not None and notes.problems:
        changes["problems"] = item.problems + tuple(notes.problems)
    return altered(item, changes) if changes else item


def _held_by_take(item: Item) -> Embargo | None:
    """A take that is to be held for release is embargoed until somebody says when."""
    if not item.take or not _HELD.search(item.take):
        return None
    return Embargo(until=None, text=item.take[: embargo.MAX_TEXT])


def held_with(item: Item, cover: Item) -> Item:
    """An item that came with another: what holds that one back holds this one too."""
    status: ItemStatus = item.status
    if cover.status != "usable" and status == "usable":
        status = "withheld"
    return replace(item, status=status, embargo=embargo.strictest([item.embargo, cover.embargo]))


def person(sent: str) -> str:
    """A byline's name as a reader would say it: no "By", no mail address."""
    return _person(sent) if len(sent) <= _REMEMBERED else _person.__wrapped__(sent)


@lru_cache(maxsize=4096)
def _person(sent: str) -> str:
    name = plain(sent)[:300]
    if found := _MAIL_AND_NAME.match(name):
        name = found[1]
    elif found := _NAME_AND_MAIL.match(name):
        name = found[1].strip(" ()") or name
    return _BY.sub("", name.strip()).strip(" ,;")


def people(*names: str | None) -> tuple[str, ...]:
    """Names without repeats or empties, in order."""
    found = dict.fromkeys([person(name) for name in names if name])
    return tuple(name for name in found if name)[:MAX_NAMES]


def credits(role: CreditRole, *names: str | None) -> tuple[Credit, ...]:
    """Credits in one role, without repeats or empties."""
    cleaned = dict.fromkeys([plain(name)[:300] for name in names if name])
    return tuple([Credit(name, role) for name in cleaned if name])


def byline_names(byline: str) -> tuple[str, ...]:
    """The names in "By Ana Petrov and Li Wen, Harbour News": people, not their titles or houses."""
    line = person(byline)
    names: list[str] = []
    for part in _AND.split(line):
        pieces = [p.strip() for p in part.split(",") if p.strip()]
        several = len(pieces) > 1 and all(_FULL_NAME.match(p) for p in pieces)
        names += pieces if several and len(_AND.split(line)) > 1 else pieces[:1]
    return people(*names)


_STATUSES: dict[str, ItemStatus] = {
    "usable": "usable", "published": "usable", "use": "usable", "released": "usable",
    "withheld": "withheld", "withhold": "withheld", "embargoed": "usable",
    "canceled": "canceled", "cancelled": "canceled", "killed": "canceled", "kill": "canceled",
    "deleted": "canceled", "recalled": "canceled", "spiked": "canceled",
}  # fmt: skip


def status(sent: str | None, notes: Notes) -> ItemStatus:
    """The sender's status; one that is not known withholds the item (it fails closed).

    ``embargoed`` is no status of its own: `embargo_of` decides.
    """
    word = status_word(sent)
    if not word:
        return "usable"
    if word not in _STATUSES:
        notes.add("status-unknown", f"status {word[:40]!r} is not known; the item is withheld")
    return _STATUSES.get(word, "withheld")


def status_word(sent: str | None) -> str:
    """A status without its scheme: ``stat:usable`` and ``…/pubstatusg2/usable`` are ``usable``."""
    return (sent or "").strip().lower().rpartition(":")[2].rpartition("/")[2]


def embargo_of(sent: str | None, said: Embargo | None) -> Embargo | None:
    """The embargo, where a status that says ``embargoed`` may be the only one to tell of it."""
    if said is None and status_word(sent) == "embargoed":
        return Embargo(until=None, text="status: embargoed")
    return said


def urgency(sent: object, notes: Notes) -> int | None:
    """1 (most urgent) to 9, None where there is none."""
    text = str(sent if sent is not None else "").strip()
    if not text or text == "0":
        return None
    if text.isdigit() and len(text) == 1:
        return int(text)
    notes.add("urgency-unread", f"urgency {text[:40]!r} is no number from 1 to 9")
    return None
