"""A real desk under attack: payloads in every field of every format, published, and every output read strictly.

    golden documents × fields × payloads → deliveries → desk (policy full) → site, screens, pushes
                                                                              ↓ strict
                                                                            faults

A field that decides whether a story is shown at all (a status, an embargo) is
poisoned in a document of its own; all others of a document together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import quote

import fields
from copytaster.desk import Desk
from copytaster.errors import FormatError
from copytaster.formats import parse
from copytaster.model import Delivery, Item, Subscription
from payloads import CANARY
from wire import NOW, ninjs

_DATA = Path(__file__).parent.parent / "formats" / "data"
MODES = ("behind", "alone", "raw")
_URL = "https://wire.example/in"
# What would keep a golden document itself from being shown.
_STATUSES = ((b'"withheld"', b'"usable"'), (b'"canceled"', b'"usable"'))

_TOLD = """VARSK, Tarnland, May 6 (ANX¤) - A ferry of the ¤ line sank in the Orla on Monday with nineteen lorries aboard, killing at least 12 people, harbour master Ilva ¤ Torm said.

"The timbers were ¤ rotten through," Ilva Torm, harbour master of Varsk¤, said. "Nobody ¤ listened."

The ¤ company denied that. "The ferry was sound," spokesman Bram ¤ Oskeld told the broadcaster Valley ¤ One.

WHAT ¤ COMES NEXT

- 31 ¤ people are in hospital

Also Read | ¤ Ten hotel pools you will never want to leave ¤.

(This story ¤ has not been edited by our staff and was generated from a syndicated feed.)"""
_RIVAL = """VARSK, Tarnland, May 6 (SKW¤) - A ferry carrying lorries sank in the Orla river on Monday, killing 14 ¤ people, police said.

"We heard the hull ¤ crack," lorry driver Merit ¤ Aune said. Ilva Torm denied ¤ that the timbers were rotten."""


@dataclass(frozen=True)
class Shot:
    """One document with one payload: in all its quiet fields, or in one that decides."""

    document: str
    mode: str
    payload: str
    field: str | None = None


@cache
def documents() -> dict[str, bytes]:
    """The golden documents by name, and two stories that disagree."""
    found = {p.name: p.read_bytes() for p in sorted(_DATA.iterdir()) if p.suffix != ".json"}
    for name, data in found.items():
        for was, now in _STATUSES:
            data = data.replace(was, now)
        found[name] = data
    picture = {"type": "picture", "headline": "Bow", "description_text": "The bow on the bank",
               "renditions": {"main": {"href": "https://anx.example/p.jpg", "width": 640, "height": 480}}}  # fmt: skip
    more = {"byline": "Anna Fell", "slugline": "FERRY", "description_text": "The crossing is closed.", "language": "en", "copyrightholder": "ANX",
            "usageterms": "Free", "subject": [{"name": "ferries", "code": "x:1"}], "associations": {"p": picture}}  # fmt: skip
    found["told.ninjs"] = ninjs("t:1", "Ferry sinks in the Orla", _TOLD, **more)
    found["rival.ninjs"] = ninjs("r:1", "Lorry ferry sinks at Varsk", _RIVAL)
    return found


def poisoned(shot: Shot) -> bytes:
    """The document with the payload where the shot aims."""

    def change(field: str, value: str) -> str:
        if shot.field is None:
            if field in deciding(shot.document, shot.mode):
                return value.replace("¤", "")
        elif field != shot.field:
            return value.replace("¤", "")
        if "¤" in value:
            return value.replace("¤", f" {shot.payload} ")
        return shot.payload if shot.mode == "alone" else f"{value} {shot.payload}"

    data = documents()[shot.document]
    return fields.rewritten(shot.document, data, change, raw=shot.mode == "raw")


@cache
def deciding(document: str, mode: str) -> frozenset[str]:
    """The fields that a harmless word in them keeps a story of the document from being shown."""
    data = documents()[document]
    names = tuple(dict.fromkeys(fields.fields(document, data)))
    return frozenset(_loud(document, mode, names))


def _loud(document: str, mode: str, names: tuple[str, ...]) -> list[str]:
    if not names or _is_shown(document, mode, frozenset(names)):
        return []
    if len(names) == 1:
        return list(names)
    half = len(names) // 2
    found = _loud(document, mode, names[:half]) + _loud(document, mode, names[half:])
    return found or list(names)  # harmless one by one, not together


def _is_shown(document: str, mode: str, names: frozenset[str]) -> bool:
    def change(field: str, value: str) -> str:
        if field not in names:
            return value
        return "xyz" if mode == "alone" else f"{value} xyz"

    data = documents()[document]
    changed = fields.rewritten(document, data, change, raw=mode == "raw")
    try:
        now, before = (parse(d, url=_URL).items for d in (changed, data))
    except FormatError:
        return False
    return sum(map(_usable, now)) >= sum(map(_usable, before))


def _usable(item: Item) -> bool:
    late = item.embargo is not None and (item.embargo.until is None or item.embargo.until > NOW)
    return item.status == "usable" and item.kind == "text" and not late and bool(item.body.strip())


def shots(payload: str, modes: Iterable[str] = MODES, *, deciding_too: bool) -> Iterator[Shot]:
    """Every shot with one payload."""
    for document in documents():
        for mode in modes:
            yield Shot(document, mode, payload)
            if deciding_too and mode != "raw":
                for field in sorted(deciding(document, mode)):
                    yield Shot(document, mode, payload, field)


def scattered(payloads: Sequence[str], each: int = 4) -> Iterator[Shot]:
    """Every payload in a few documents, every document with many payloads."""
    aims = cycle([(d, m) for m in MODES for d in documents()])
    for payload in payloads:
        for document, mode in islice(aims, each):
            yield Shot(document, mode, payload)


def fire(desk: Desk, all_: Iterable[Shot], canary: str = "/nowhere") -> int:
    """Take the shots in, each by a feed of its own whose title, address and headers are poisoned; how many."""
    count = 0
    for count, shot in enumerate(all_, 1):
        payload = shot.payload.replace(CANARY, canary)
        body = poisoned(Shot(shot.document, shot.mode, payload, shot.field))
        name, title = f"f{count}", _fit(f"{payload} {count}")
        desk.feeds.put(
            Subscription(name, f"https://{name}.example/{quote(payload, errors='replace')}", title=title,
                         provider=f"{name}.example", policy="full")
        )  # fmt: skip
        headers = {"link": _fit(f'<{payload}>; rel="hub", <x>; rel="self"'), "x-evil": _fit(payload), "content-disposition": _fit(f'attachment; filename="{payload}"')}  # fmt: skip
        desk.take(Delivery(sha256(body).hexdigest(), NOW, body, url=f"https://{name}.example/in", feed=name, headers=headers))  # fmt: skip
    return count


def _fit(text: str) -> str:
    """What a database takes: the half characters are in the documents."""
    return text.encode("utf-8", "replace").decode().replace("\x00", "\ufffd")


def poisoned_settings(payload: str) -> dict[str, str]:
    """The operator's own words, as an operator who pastes anything may write them."""
    words = {
        name: _fit(f"{name} {payload}") for name in ("title", "description", "publisher", "contact")
    }
    return {**words, "language": "en"}


def sections(payload: str) -> dict[str, tuple[str, ...]]:
    """A section whose name is the payload, for every story."""
    return {
        _fit(f"All {payload}").replace("\n", " ").strip(): ("language:en", "provider:f1.example")
    }
