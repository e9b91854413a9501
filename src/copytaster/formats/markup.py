"""Markup to copy: every word a reader would see, in blocks, and the media between them.

::

    markup or tree | tags.split | layout | Markup

One reader serves HTML, XHTML and NITF; a `Vocabulary` says what each tag is.
Inline tags neither glue nor split words; blocks are separated by one blank
line in the body; a line break inside a block is a newline, the cells of a
table row are separated by a tab.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from copytaster.formats import repair, tags
from copytaster.formats.htmltree import parse_html, with_few_attributes
from copytaster.formats.layout import MAX_MEDIA, lay_out, size
from copytaster.formats.names import Element
from copytaster.formats.serial import inside, markup_of
from copytaster.formats.tags import unescape
from copytaster.formats.vocabulary import HTML, NITF, Vocabulary
from copytaster.model import Block, BlockKind, Media, Problem

__all__ = [
    "HTML",
    "MAX_MEDIA",
    "NITF",
    "Markup",
    "Vocabulary",
    "flattened",
    "from_blocks",
    "parse_html",
    "plain",
    "read_escaped",
    "read_html",
    "read_sent",
    "read_text",
    "read_tree",
    "size",
    "unescape",
    "with_few_attributes",
]


@dataclass(frozen=True, slots=True)
class Markup:
    """Copy out of markup: plain text, its blocks as code-point ranges, media and problems."""

    body: str = ""
    blocks: tuple[Block, ...] = ()
    media: tuple[Media, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_html(fragment: str, base: str | None = None) -> Markup:
    """The copy in an HTML fragment; text without any markup is taken as paragraphs of text."""
    if not tags.has_tags(fragment):
        return read_text(unescape(fragment))
    cured, problems = repair.cure_controls(repair.cure_c1(fragment))
    return _read(cured, base, HTML, problems)


def read_escaped(fragment: str, base: str | None = None) -> Markup:
    """As `read_html`, for the text of an XML tree: a document that could be parsed needs no more cures."""
    return _read(fragment, base, HTML) if tags.has_tags(fragment) else read_html(fragment)


def read_tree(root: Element, base: str | None = None, words: Vocabulary = HTML) -> Markup:
    """The copy in a parsed tree; its root is the container asked for, whatever its name."""
    return _read(markup_of(root), base, words, rooted=True)


def read_sent(
    root: Element, base: str | None = None, words: Vocabulary = HTML
) -> tuple[Markup, str]:
    """As `read_tree`, with the markup inside the root as it was sent."""
    whole = markup_of(root)
    return _read(whole, base, words, rooted=True), inside(whole)


def _read(
    sent: str,
    base: str | None,
    words: Vocabulary,
    problems: tuple[Problem, ...] = (),
    *,
    rooted: bool = False,
) -> Markup:
    if len(sent) > tags.MAX_TAGS and sent.count("<") > tags.MAX_TAGS:
        return _words_of(sent)
    layout = lay_out(sent, base, words, rooted=rooted)
    found = from_blocks(layout.blocks)
    return Markup(found.body, found.blocks, tuple(layout.media), problems)


_FLATTENED = Problem("markup-flattened", "the markup is beyond measure; only its words were read")


def _words_of(sent: str) -> Markup:
    found = read_text(unescape(tags.words_of(sent)))
    return Markup(found.body, found.blocks, (), (_FLATTENED,))


def flattened(page: str) -> Markup:
    """The copy of a page too deep or too broken to make a tree of, with a problem that says so."""
    found = read_html(page)
    return Markup(found.body, found.blocks, (), (_FLATTENED,))


def read_text(text: str) -> Markup:
    """Plain text as sent: paragraphs are what blank lines separate; lines inside one are kept."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = (line.strip(" \t\f\x0b") for line in text.split("\n"))
    paragraphs = ("\n".join(group) for is_said, group in groupby(lines, bool) if is_said)
    return from_blocks(("paragraph", paragraph, None) for paragraph in paragraphs)


def from_blocks(blocks: Iterable[tuple[BlockKind, str, str | None]]) -> Markup:
    """Blocks of (kind, text, language) laid out as a body, one blank line between them."""
    texts: list[str] = []
    ranges: list[Block] = []
    at = 0
    for kind, text, language in blocks:
        if text and not text.isspace():
            end = at + len(text)
            ranges.append(Block(at, end, kind, language))
            texts.append(text)
            at = end + 2
    return Markup("\n\n".join(texts), tuple(ranges))


def plain(fragment: str) -> str:
    """A short HTML fragment (a title, a name) as one line of text."""
    if "<" not in fragment or not tags.has_tags(fragment):
        return " ".join((unescape(fragment) if "&" in fragment else fragment).split())
    return " ".join(read_html(fragment).body.split())
