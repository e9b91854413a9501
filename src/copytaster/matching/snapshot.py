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
from copytaster.matching.shingles import Sample
from copytaster.matching.threads import Trail
from copytaster.model import Dispute, Figure, Relation, Story

if TYPE_CHECKING:
    from copytaster.matching.matcher import Matcher

VERSION = 2
_MAGIC = b"copytaster-matcher\n"
# A matcher of 50,000 live stories takes about a fifth of this.
_LARGEST = 1 << 30


def dump(matcher: Matcher, shelf: Shelf, stories: dict[str, Story]) -> bytes:
    """The matcher's options and state as bytes: a line of JSON for the whole, one for each entry."""
    head = {
        "version": VERSION,
        "keep": matcher.keep,
        "limit": matcher.limit,
        "speaks_for": matcher.speaks_for,
        "clock": {f.name: getattr(shelf.clock, f.name) for f in fields(Clock)},
        "next": [shelf.next_no, shelf.next_event],
        "frequency": shelf.events.weigher.frequency,
        "stories_seen": shelf.events.weigher.stories,
        "aliases": shelf.aliases,
        "events": [[e.no, e.id, e.fixed] for e in shelf.events.live.values()],
        "latest": shelf.editions.order(),
        "entries": len(shelf.entries),
        "lessons": [[lesson.kind, lesson.words] for lesson in shelf.lessons.all],
        "follows": shelf.threads.follows,
        "past": len(shelf.threads.past),
        "meanings": list(shelf.meanings.saved()),
    }
    rows: Iterator[Any] = (_entry_row(shelf.entries[no]) for no in sorted(shelf.entries))
    past: Iterator[Any] = (_trail_row(no, t) for no, t in shelf.threads.past.items())
    kept: Iterator[Any] = (stories[i].to_dict() for i in sorted(stories))
    packer = zlib.compressobj(3)
    # One growing buffer: parts joined at the end would stand in memory twice.
    saved = BytesIO()
    saved.write(_MAGIC)
    for row in chain((head,), rows, past, kept):
        saved.write(packer.compress(_line(row)))
    saved.write(packer.flush())
    return saved.getvalue()


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"


def load(data: bytes, embed: Embed | None = None) -> tuple[dict[str, Any], Shelf, dict[str, Story]]:
    """(options, shelf, stories) of saved bytes. Raises FormatError when they are not sound."""
    lines = _unpacked(data)
    try:
        state = json.loads(lines[0])
        if not isinstance(state, dict) or state.get("version") != VERSION:
            raise FormatError("the matcher was saved by another version of this program")
        after = 1 + int(state["entries"])
        shelf = _shelf(state, map(json.loads, lines[1:after]))
        shelf.meanings = Meanings(embed)
        shelf.meanings.restore(state["meanings"])
        past, after = lines[after:], after + int(state["past"])
        _remember(shelf, state["follows"], map(json.loads, past[: int(state["past"])]))
        return _options(state), shelf, _stories(map(json.loads, lines[after:]))
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise FormatError("the saved matcher is damaged", cause=repr(error)[:200]) from error


def _unpacked(data: bytes) -> list[bytes]:
    if not data.startswith(_MAGIC):
        raise FormatError("these are not the bytes of a matcher")
    unpacker = zlib.decompressobj()
    try:
        text = unpacker.decompress(data[len(_MAGIC) :], _LARGEST)
    except zlib.error as error:
        raise FormatError("the saved matcher is damaged", cause=str(error)) from error
    if unpacker.unconsumed_tail or not unpacker.eof:
        raise FormatError("the saved matcher is too large or cut short")
    return text.splitlines()


def _options(state: dict[str, Any]) -> dict[str, Any]:
    return {
        "keep": bool(state["keep"]),
        "limit": int(state["limit"]),
        "window": timedelta(seconds=int(state["clock"]["window"])),
        "speaks_for": {str(p): [str(n) for n in names] for p, names in state["speaks_for"].items()},
    }


def _stories(rows: Iterable[dict[str, Any]]) -> dict[str, Story]:
    return {story.id: story for story in map(Story.from_dict, rows)}


def _shelf(state: dict[str, Any], rows: Iterable[list[Any]]) -> Shelf:
    clock = Clock(**state["clock"])
    shelf = Shelf(clock.window)
    shelf.clock = clock
    weigher = shelf.events.weigher
    weigher.frequency = Counter({str(t): int(n) for t, n in state["frequency"].items()})
    weigher.stories = int(state["stories_seen"])
    for no, name, fixed in state["events"]:
        shelf.events.live[no] = Event(int(no), str(name), fixed=bool(fixed))
        shelf.coverages[str(name)] = int(no)
    shelf.lessons = Lessons(Lesson(kind, tuple(words)) for kind, words in state["lessons"])
    shelf.forward({str(a): str(b) for a, b in state["aliases"].items()})
    for row in rows:
        _shelve(shelf, _entry(row))
    shelf.editions.restore(state["latest"], shelf.entries)
    shelf.next_no, shelf.next_event = (int(n) for n in state["next"])
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
    return {sys.intern(term): int(weight) for term, weight in value.items()}


def _links(value: list[list[Any]]) -> dict[int, int]:
    return {int(no): int(link) for no, link in value}


def _packed(hashes: array[int]) -> str:
    return base64.b64encode(struct.pack(f"<{len(hashes)}I", *hashes)).decode("ascii")


def _hashes(text: str) -> array[int]:
    raw = base64.b64decode(text, validate=True)
    return array("I", struct.unpack(f"<{len(raw) // 4}I", raw))


def _same(value: Any) -> Any:
    return value


_CODECS: dict[str, _Codec] = {
    "agencies": (list, tuple),
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


def _entry_row(entry: Entry) -> list[Any]:
    return [encode(getattr(entry, name)) for name, encode, _ in _FIELDS]


def _entry(row: list[Any]) -> Entry:
    if len(row) != len(_FIELDS):
        raise ValueError("an entry has the wrong number of fields")
    return Entry(**{name: decode(v) for (name, _, decode), v in zip(_FIELDS, row, strict=True)})
