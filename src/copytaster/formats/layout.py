"""Tags and text to blocks of copy and the media between them, in one pass over the tokens.

Inline tags neither glue nor split words. A block begins and ends at a block's
tag, opening or closing; an end tag that was left out is supplied where HTML
supplies it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import compress

from copytaster.formats import tags
from copytaster.formats.frames import FRAMES, Frames, RawBlock
from copytaster.formats.links import absolute
from copytaster.formats.vocabulary import CELLS, Tag, Vocabulary, known_to, local
from copytaster.model import BlockKind, Media

MAX_MEDIA = 500
_BREAK = "\x0b"  # a line break inside a block; the copy itself can hold no such character
_ENDING = frozenset({"edge", "open", "close"})
_NOTHING = Tag("other", "")
_SIZE = re.compile(r"^\d{1,5}")
_OF_MEDIA = frozenset({"src", "data-src", "alt", "width", "height"})
_MAX_CLIMB = 200
_OF_TABLES = CELLS | {"tr", "table", "tbody", "thead", "tfoot", "caption"}
_LISTS = frozenset({"ul", "ol", "menu", "dir", "dl"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ENDED_BY: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), _LISTS),
    **dict.fromkeys(("dt", "dd"), (frozenset({"dt", "dd"}), _LISTS)),
    **dict.fromkeys(CELLS, (CELLS, frozenset({"tr", "table"}))),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    **dict.fromkeys(_HEADINGS, (_HEADINGS, _LISTS | CELLS)),
}
"""Which open elements a tag ends, and the elements past which it does not reach."""


@dataclass(slots=True)
class Layout:
    """Reads one piece of markup; `blocks` and `media` are what it found."""

    words: Vocabulary
    base: str | None
    blocks: list[RawBlock] = field(default_factory=list)
    media: list[Media] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _buffer: list[str] = field(default_factory=list)
    _open: list[tuple[str, BlockKind]] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=dict)
    _frames: Frames = field(init=False)
    _raw: int = 0
    _never_closed: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """The frames work on the same lists."""
        self._frames = Frames(self.blocks, self.media)

    def read(self, parts: list[str]) -> None:
        """Take in the tokens of `tags.split`."""
        self._parts = parts
        buffer, start, texts = self._buffer, 0, parts[0::4]
        does = list(map(known_to(self.words).__getitem__, parts[1::4]))
        # Most tags are inline and do nothing: they are never looked at one by one.
        for at in compress(range(len(does)), does):
            if at < start:
                continue
            said = texts[at] if at == start else "".join(texts[start : at + 1])
            tag, start = does[at] or _NOTHING, at + 1
            # White space between blocks is none of theirs.
            if said and (buffer or not said.isspace()):
                buffer.append(said)
            if tag[0] in _ENDING:
                if buffer:
                    self._flush()
                if tag[0] != "edge":
                    self._structure(tag, parts[4 * at + 2])
                elif self._open:
                    self._edge(tag)
            else:
                start = self._take(tag, at) or start
        buffer += texts[start:]
        if buffer:
            self._flush()
        self._close_down_to(0)

    def _take(self, tag: Tag, at: int) -> int:
        """Do what a tag inside a block does; the row to go on with, if it is not the next."""
        role = tag[0]
        if role == "break":
            self._buffer.append(_BREAK)
        elif role == "other":
            self._buffer.append(tags.said_by(self._parts[4 * at + 3]))
        elif role == "skip":
            return self._skip(tag.name, self._parts[4 * at + 2], at)
        else:
            self._inline(tag, self._parts[4 * at + 2])
        return 0

    def _inline(self, tag: Tag, sent: str) -> None:
        if tag.role == "picture":
            self._see("picture", tags.attributes(sent, _OF_MEDIA))
        else:
            self._buffer.append(f"<{tag.name}{sent}>")

    def _structure(self, tag: Tag, sent: str) -> None:
        if not tag.closes:
            self._open_block(tag)
            if sent.endswith("/"):
                self._pop()
        elif self._open and self._open[-1][0] == tag.name:
            self._pop()
        elif self._counts.get(tag.name):
            self._close_block(tag.name)

    def _edge(self, tag: Tag) -> None:
        """A block in a heading is a heading too; the end of one around it ends a heading left open."""
        if self._open[-1][1] != "subhead":
            return
        if not tag.closes:
            self._push(tag.name, "subhead")
        elif self._open[-1][0] == tag.name:
            self._pop()
        elif self._counts.get(tag.name):
            self._close_block(tag.name)
        elif tag.name == "p":
            return  # it was never open
        else:
            self._pop()

    def _flush(self) -> None:
        """What was said since the last block's edge is a block."""
        text = self._buffer[0] if len(self._buffer) == 1 else "".join(self._buffer)
        self._buffer.clear()
        if "&" in text:
            text = _spaced(tags.unescape(text))
        if self._raw:
            text = text.replace("\n", _BREAK)
        if not text or text.isspace():
            return
        kind: BlockKind = "paragraph"
        if self._open:
            kind = self._open[-1][1]
            self._frames.say(kind)
        text = _folded(text)
        if _BREAK in text:
            self.blocks += [(kind, part, None) for part in _paragraphs(text)]
        else:
            self.blocks.append((kind, text, None))

    def _open_block(self, tag: Tag) -> None:
        name, kind = tag.name, tag.kind
        if self._open:
            if name in _ENDED_BY:
                self._end_implied(*_ENDED_BY[name])
            if tag.inherits and self._open:
                kind = self._open[-1][1]
        self._push(name, kind)

    def _close_block(self, name: str) -> None:
        self._close_down_to(self._innermost((name,), () if name in _OF_TABLES else CELLS))

    def _push(self, name: str, kind: BlockKind) -> None:
        self._open.append((name, kind))
        self._counts[name] = self._counts.get(name, 0) + 1
        self._raw += name == "pre"
        if name in FRAMES:
            self._frames.enter(name)

    def _end_implied(self, ended: frozenset[str], wall: frozenset[str]) -> None:
        if not ended.isdisjoint(self._counts) and any(map(self._counts.get, ended)):
            self._close_down_to(self._innermost(ended, wall))

    def _innermost(self, names: Collection[str], wall: Collection[str]) -> int:
        """Where the innermost open element of these names is; past the end if a wall stands before it."""
        depth = len(self._open)
        for at in range(depth - 1, max(-1, depth - 1 - _MAX_CLIMB), -1):
            name = self._open[at][0]
            if name in names:
                return at
            if name in wall:
                break
        return depth

    def _close_down_to(self, depth: int) -> None:
        while len(self._open) > depth:
            self._pop()

    def _pop(self) -> None:
        name = self._open.pop()[0]
        self._counts[name] -= 1
        self._raw -= name == "pre"
        if name in FRAMES:
            self._frames.leave(name)

    def _skip(self, name: str, sent: str, at: int) -> int:
        """The row past the element; the next row if it never ends: then its inside is copy after all."""
        end = at if sent.endswith("/") else self._end_of(name, at)
        if name in ("video", "audio"):
            self._see(
                name, {"src": self._source(at, end) or "", **tags.attributes(sent, _OF_MEDIA)}
            )
        return end + 1

    def _end_of(self, name: str, at: int) -> int:
        if name in self._never_closed:
            return at
        depth = 1
        for row in range(at + 1, len(self._parts) // 4):
            sent = self._parts[4 * row + 1]
            if sent and local(sent) == name and not self._parts[4 * row + 2].endswith("/"):
                depth += -1 if sent[0] == "/" else 1
                if not depth:
                    return row
        self._never_closed.add(name)
        return at

    def _source(self, at: int, end: int) -> str | None:
        for row in range(at + 1, min(end, at + 50)):
            if local(self._parts[4 * row + 1] or "") == "source":
                return tags.attributes(self._parts[4 * row + 2], _OF_MEDIA).get("src")
        return None

    def _see(self, kind: str, said: dict[str, str]) -> None:
        if len(self.media) >= MAX_MEDIA:
            return
        width, height = size(said.get("width")), size(said.get("height"))
        url = absolute(said.get("src") or said.get("data-src"), self.base)
        # One pixel by one counts readers, and shows nothing.
        if url is not None and not (width in (0, 1) and height in (0, 1)):
            alt = said.get("alt", "").strip() or None
            self.media.append(Media(kind, url, alt=alt, width=width, height=height))


def _spaced(text: str) -> str:
    """The text with spaces for tabs and their like, which are rare."""
    if "\t" in text or "\r" in text or "\f" in text:
        return text.replace("\t", " ").replace("\r", " ").replace("\f", " ")
    return text


def _folded(text: str) -> str:
    if "\n" in text:
        text = text.replace("\n", " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text.strip(" ")


def _paragraphs(folded: str) -> list[str]:
    """The block's paragraphs: lines trimmed, blank ones separating."""
    trimmed = folded.replace(f" {_BREAK}", _BREAK).replace(f"{_BREAK} ", _BREAK)
    parts = (part.strip(_BREAK) for part in trimmed.split(_BREAK * 2))
    return [part.replace(_BREAK, "\n") for part in parts if part]


def lay_out(markup: str, base: str | None, words: Vocabulary, *, rooted: bool = False) -> Layout:
    """The blocks and media of markup. ``rooted``: its outermost element is copy, whatever its name."""
    layout = Layout(words, base)
    parts = tags.split(_spaced(markup.replace(_BREAK, " ") if _BREAK in markup else markup))
    if rooted and (tag := known_to(words)[parts[1]]) and tag.role == "skip":
        parts[1] = "span"
    layout.read(parts)
    return layout


def size(value: str | None) -> int | None:
    """A width or height in pixels, None where it is none."""
    found = _SIZE.match(value or "")
    return int(found[0]) if found else None
