"""What the tags of a markup language are: blocks of a kind, breaks, pictures, tags whose inside is no copy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from copytaster.model import BlockKind


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The tags of one language by local name; a tag that is not in it is inline."""

    kinds: dict[str, BlockKind]
    breaks: frozenset[str] = frozenset({"br"})
    pictures: frozenset[str] = frozenset({"img", "amp-img"})
    skipped: frozenset[str] = frozenset()


_SUBHEADS = ["h1", "h2", "h3", "h4", "h5", "h6"]
_LISTED = ["li", "dd", "dt"]
_PARAGRAPHS = """
    p div section article main header footer aside nav address blockquote pre center fieldset form
    details summary figure dialog hgroup hr body html table tbody thead tfoot tr td th ul ol dl menu
    dir legend search marquee colgroup optgroup option select
"""
_UNSEEN = """
    script style template noscript head iframe object embed applet noframes noembed audio video
    canvas textarea title
"""
_NITF_PARAGRAPHS = """
    p block body body.content body.head bq blockquote pre media nitf-table table tbody thead tfoot
    tr td th ul ol dl note fn ednote div section body.end tagline dateline byline byttl distributor
"""
_NITF_UNSEEN = "media-metadata media-object media-reference media-producer script style"

HTML = Vocabulary(
    kinds={
        **dict.fromkeys(_PARAGRAPHS.split(), "paragraph"),
        **dict.fromkeys(_SUBHEADS, "subhead"),
        **dict.fromkeys(_LISTED, "list"),
        **dict.fromkeys(["figcaption", "caption"], "caption"),
    },
    skipped=frozenset(_UNSEEN.split()),
)
NITF = Vocabulary(
    kinds={
        **dict.fromkeys(_NITF_PARAGRAPHS.split(), "paragraph"),
        **dict.fromkeys(["hl1", "hl2", *_SUBHEADS, "hedline"], "subhead"),
        **dict.fromkeys(_LISTED, "list"),
        **dict.fromkeys(["media-caption", "caption", "figcaption"], "caption"),
    },
    skipped=frozenset(_NITF_UNSEEN.split()),
)

CELLS = frozenset({"td", "th"})
Role = Literal["edge", "open", "close", "break", "picture", "skip", "words", "other"]
_STRUCTURE = CELLS | {"table", "tr", "ul", "ol", "menu", "dir", "dl", "figure", "pre"}
_NAME = re.compile(r"/?[A-Za-z][\w:.-]{0,60}")
_ADDRESS = re.compile(r"(?:https?|ftp|mailto):", re.I)
_MAX_KNOWN = 2000


class Tag(NamedTuple):
    """What a tag does.

    ``edge``: a block ends or begins here, of the kind that stands around it;
    ``open`` and ``close``: a block that gives a kind or a place to others.
    ``other``: no tag at all. ``inherits``: it takes the kind of what it stands in.
    """

    role: Role
    name: str
    closes: bool = False
    kind: BlockKind = "paragraph"
    inherits: bool = False


class Known(dict[str | None, Tag | None]):
    """Names as sent to what they do; None where that is nothing (inline tags). Learns as it is asked."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words
        super().__init__({None: Tag("other", "")})

    def __missing__(self, sent: str) -> Tag | None:
        """The tag, learnt."""
        tag = self._learnt(sent)
        if len(self) < _MAX_KNOWN:
            self[sent] = tag
        return tag

    def _learnt(self, sent: str) -> Tag | None:
        if not _NAME.fullmatch(sent) or _ADDRESS.match(sent):
            return None if sent.startswith("/") else Tag("words", sent)
        name, closes = local(sent), sent.startswith("/")
        if name in self.words.kinds:
            return self._block(name, closes=closes)
        return None if closes else self._wordless(name)

    def _block(self, name: str, *, closes: bool) -> Tag:
        kind = self.words.kinds[name]
        if kind == "paragraph" and name not in _STRUCTURE:
            return Tag("edge", name, closes)
        inherits = kind == "paragraph" and name not in CELLS
        return Tag("close" if closes else "open", name, closes, kind, inherits)

    def _wordless(self, name: str) -> Tag | None:
        if name in self.words.skipped:
            return Tag("skip", name)
        if name in self.words.breaks:
            return Tag("break", name)
        return Tag("picture", name) if name in self.words.pictures else None


@lru_cache(maxsize=8)
def known_to(words: Vocabulary) -> Known:
    """The tags of a vocabulary."""
    return Known(words)


def local(sent: str) -> str:
    """A tag's local name: ``/O:P`` is ``p``."""
    return sent.lstrip("/").rpartition(":")[2].lower()
