"""The matcher as bytes: versioned JSON, compressed. Never pickle: bytes may come from anywhere.

Only what cannot be worked out again is saved; indexes are rebuilt on loading.
"""

from __future__ import annotations

import base64
import json
import struct
import sys
import zlib
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from datetime import timedelta
from io import BytesIO
from itertools import chain
from typing import TYPE_CHECKING, Any

from copytaster.errors import FormatError
from copytaster.matching.clock import Clock
from copytaster.matching.entry import NOBODY, Entry, Weights
from copytaster.matching.events import Event
from copytaster.matching.lessons import Lesson, Lessons
from copytaster.matching.meanings import Embed, Meanings
from copytaster.matching.shelf import Shelf
from copytaster.matching.shingles import Sample, lookup_hashes
from copytaster.matching.threads import Trail
from copytaster.matching.weighing import WHOLE
from copytaster.model import Dispute, Figure, Relation, Story

if TYPE_CHECKING:
    from copytaster.matching.matcher import Matcher

VERSION = 4
_MAGIC = b"copytaster-matcher\n"
# What reading values that are not what was saved can end in.
_DAMAGE = (
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    struct.error,
)
# A matcher of 50,000 live stories takes about a fifth of this.
_LARGEST = 1 << 30
# So many packed bytes are unpacked at a time.
_PIECE = 1 << 16


def dump(matcher: Matcher, shelf: Shelf, stories: dict[str, Story]) -> bytes:
    """The matcher's options and state as bytes: a line of JSON for the whole, then one for each thing of many."""
    parts = _parts(shelf, stories)
    head = {
        "version": VERSION,
        "keep": matcher.keep,
        "limit": matcher.limit,
        "speaks_for": matcher.speaks_for,
        "clock": {f.name: getattr(shelf.clock, f.name) for f in fields(Clock)},
        "next": [shelf.next_no, shelf.next_event],
        "stories_seen": shelf.events.weigher.stories,
        "aliases": shelf.aliases,
        "lessons": [[lesson.kind, lesson.words] for lesson in shelf.lessons.all],
        "follows": shelf.threads.follows,
        "meanings": list(shelf.meanings.saved()),
        "parts": {name: size for name, (size, _) in parts.items()},
    }
    packer = zlib.compressobj(3)
    # One growing buffer: parts joined at the end would stand in memory twice.
    saved = BytesIO()
    saved.write(_MAGIC)
    for row in chain((head,), *(rows for _, rows in parts.values())):
        saved.write(packer.compress(_line(row)))
    saved.write(packer.flush())
    return saved.getvalue()


def _parts(shelf: Shelf, stories: dict[str, Story]) -> dict[str, tuple[int, Iterable[Any]]]:
    """What there is much of, by name: how many, and a row for each, made when asked for."""
    frequency, events = shelf.events.weigher.frequency, shelf.events.live
    latest, past = shelf.editions.latest, shelf.threads.past
    return {
        "frequency": (len(frequency), frequency.items()),
        "events": (len(events), ([e.no, e.id, e.fixed] for e in events.values())),
        "entries": (len(shelf.entries), (_entry_row(e) for _, e in sorted(shelf.entries.items()))),
        "latest": (len(latest), ([*key, latest[key]] for key in sorted(latest))),
        "past": (len(past), (_trail_row(no, trail) for no, trail in past.items())),
        "stories": (len(stories), (stories[id_].to_dict() for id_ in sorted(stories))),
    }


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"


def load(data: bytes, embed: Embed | None = None) -> tuple[dict[str, Any], Shelf, dict[str, Story]]:
    """(options, shelf, stories) of saved bytes. Raises FormatError when they are not sound."""
    rows = map(json.loads, _lines(data))
    try:
        head = next(rows, None)
        if not isinstance(head, dict) or head.get("version") != VERSION:
            raise FormatError("the matcher was saved by another version of this program")
        part = _Parts(rows, head["parts"])
        shelf = _shelf(head, part, embed)
        stories = {story.id: story for story in map(Story.from_dict, part("stories"))}
        if next(rows, None) is not None:
            raise FormatError("the saved matcher is damaged", cause="more than it says it holds")
        return _options(head), shelf, stories
    except _DAMAGE as error:
        raise FormatError("the saved matcher is damaged", cause=repr(error)[:200]) from error


class _Parts:
    """The rows of one part after another, in the order they were saved in."""

    def __init__(self, rows: Iterator[Any], sizes: dict[str, int]) -> None:
        self._rows = rows
        self._sizes = sizes

    def __call__(self, name: str) -> Iterator[Any]:
        """The rows of the next part, all of them."""
        for missing in range(int(self._sizes[name]), 0, -1):
            row = next(self._rows, None)
            if row is None:
                raise ValueError(f"{missing} of {name} are missing")
            yield row


def _lines(data: bytes) -> Iterator[bytes]:
    """The lines that were saved, unpacked a little at a time."""
    if not data.startswith(_MAGIC):
        raise FormatError("these are not the bytes of a matcher")
    unpacker, unpacked, rest = zlib.decompressobj(), 0, b""
    view = memoryview(data)
    try:
        for at in range(len(_MAGIC), len(data), _PIECE):
            piece = unpacker.decompress(view[at : at + _PIECE], _LARGEST - unpacked + 1)
            if (unpacked := unpacked + len(piece)) > _LARGEST:
                raise FormatError("the saved matcher is too large")
            *lines, rest = (rest + piece).split(b"\n")
            yield from lines
    except zlib.error as error:
        raise FormatError("the saved matcher is damaged", cause=str(error)) from error
    if rest or unpacker.unused_data or not unpacker.eof:
        raise FormatError("the saved matcher is cut short or damaged")


def _options(head: dict[str, Any]) -> dict[str, Any]:
    return {
        "keep": bool(head["keep"]),
        "limit": int(head["limit"]),
        "window": timedelta(seconds=int(head["clock"]["window"])),
        "speaks_for": {str(p): [str(n) for n in names] for p, names in head["speaks_for"].items()},
    }


def _shelf(head: dict[str, Any], part: _Parts, embed: Embed | None) -> Shelf:
    clock = Clock(**head["clock"])
    shelf = Shelf(clock.window)
    shelf.clock = clock
    weigher = shelf.events.weigher
    weigher.frequency = Counter({str(t): int(n) for t, n in part("frequency")})
    weigher.stories = int(head["stories_seen"])
    for no, name, fixed in part("events"):
        shelf.events.live[no] = Event(int(no), str(name), fixed=bool(fixed))
        shelf.coverages[str(name)] = int(no)
    shelf.lessons = Lessons(Lesson(kind, tuple(words)) for kind, words in head["lessons"])
    shelf.forward({str(a): str(b) for a, b in head["aliases"].items()})
    for row in part("entries"):
        _shelve(shelf, _entry(row))
    shelf.editions.restore(part("latest"), shelf.entries)
    shelf.next_no, shelf.next_event = (int(n) for n in head["next"])
    shelf.meanings = Meanings(embed)
    shelf.meanings.restore(head["meanings"])
    _remember(shelf, head["follows"], part("past"))
    return shelf


def _shelve(shelf: Shelf, entry: Entry) -> None:
    shelf.put(entry)
    shelf.index.add(entry.no, entry.indexed)
    if entry.root != NOBODY:
        shelf.repeaters.setdefault(entry.root, []).append(entry.no)
    shelf.enter(shelf.events.live[entry.event], entry, weigh=False)
    if entry.weighs:
        shelf.events.restore(entry)


def _trail_row(no: int, trail: Trail) -> list[Any]:
    return [no, trail.event, trail.at, trail.names, trail.body]


def _remember(shelf: Shelf, follows: dict[str, str], rows: Iterable[list[Any]]) -> None:
    """Past events are older than the live ones, but not each of their stories: names are filed anew."""
    threads = shelf.threads
    for no, event, at, names, body in rows:
        kept = tuple(sys.intern(str(n)) for n in names)
        threads.past[int(no)] = Trail(str(event), int(at), kept, _weights(body))
    threads.follows = {str(a): str(b) for a, b in follows.items()}
    threads.refile((e.no, e.marks) for e in shelf.entries.values())


_Codec = tuple[Callable[[Any], Any], Callable[[Any], Any]]


def _nouns(noun: type[Relation] | type[Dispute] | type[Figure]) -> _Codec:
    return (lambda v: [n.to_dict() for n in v]), (lambda v: tuple(noun.from_dict(d) for d in v))


def _weights(value: dict[str, Any]) -> Weights:
    return {sys.intern(term): WHOLE[weight] for term, weight in value.items()}


def _links(value: list[list[Any]]) -> dict[int, int]:
    return {int(no): WHOLE[link] for no, link in value}


def _packed(hashes: array[int]) -> str:
    return base64.b64encode(struct.pack(f"<{len(hashes)}I", *hashes)).decode("ascii")


def _hashes(text: str) -> array[int]:
    raw = base64.b64decode(text, validate=True)
    return array("I", struct.unpack(f"<{len(raw) // 4}I", raw))


def _same(value: Any) -> Any:
    return value


_CODECS: dict[str, _Codec] = {
    "provider": (_same, sys.intern),
    "publisher": (_same, sys.intern),
    "language": (_same, sys.intern),
    "status": (_same, sys.intern),
    "agencies": (list, tuple),
    "helped_by": (list, tuple),
    "quoted": (list, tuple),
    "leans": (list, tuple),
    "marks": (list, lambda marks: tuple(map(sys.intern, marks))),
    "signals": (list, tuple),
    "relations": _nouns(Relation),
    "disputes": _nouns(Dispute),
    "figures": _nouns(Figure),
    "sample": (
        lambda s: [_packed(s.hashes), s.level, _packed(s.said)],
        lambda v: Sample(_hashes(v[0]), v[1], _hashes(v[2])),
    ),
    "body": (dict, _weights),
    "lead": (dict, _weights),
    "links": (lambda links: list(links.items()), _links),
    "indexed": (_packed, _hashes),
}
_FIELDS = tuple((f.name, *_CODECS.get(f.name, (_same, _same))) for f in fields(Entry))


_INDEXED = [name for name, _, _ in _FIELDS].index("indexed")


def _entry_row(entry: Entry) -> list[Any]:
    row = [encode(getattr(entry, name)) for name, encode, _ in _FIELDS]
    if entry.indexed == lookup_hashes(entry.sample):
        row[_INDEXED] = None  # as with every origin: half as much to save
    return row


def _entry(row: list[Any]) -> Entry:
    if len(row) != len(_FIELDS):
        raise ValueError("an entry has the wrong number of fields")
    usual, row[_INDEXED] = row[_INDEXED] is None, row[_INDEXED] or ""
    entry = Entry(**{name: decode(v) for (name, _, decode), v in zip(_FIELDS, row, strict=True)})
    if usual:
        entry.indexed = lookup_hashes(entry.sample)
    return entry
