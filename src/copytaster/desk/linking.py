"""Which story pages link to which: what must be made again when a story goes or gets another headline.

    page written ← its links noted first        withdrawn, renamed → the series whose pages link to it

Read off the very bytes of the pages. Links are noted before a page takes its
place and those it no longer has are forgotten after, so that a stop in between
leaves one too many, never one too few.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from copytaster.model import Page, Publication
from copytaster.store import PublicationRow, Store, Writer

_LINK = re.compile(rb"stories/([A-Za-z0-9_-]{1,80})/")
_PAGE = re.compile(r"stories/([^/]+)/index\.html\Z")
_KNOWN = "links:known"
_CHUNK = 1000

Links = Mapping[str, frozenset[str]]


def links_of(pages: Iterable[Page]) -> Links:
    """The series that each story page among these links to, by its own series."""
    found = ((match[1], page.body) for page in pages if (match := _PAGE.match(page.path)))
    return {series: _linked(series, body) for series, body in found}


class Linking:
    """Answers who links to a story, from the store."""

    def __init__(self, store: Store, root: Path) -> None:
        self._store = store
        self._stories = root / "stories"

    def to(self, series: set[str]) -> set[str]:
        """The series whose pages link to one of these, themselves left out."""
        if not series:
            return set()
        self._learn()
        return set(self._store.linking_to(series)) - series

    def misname(self, before: PublicationRow, now: Publication) -> bool:
        """Whether links to a story still say the headline of the edition shown ``before``."""
        if before.story == now.story.id or before.state != "live" or now.state != "live":
            return False
        if before.label == "edited":
            return True
        row = self._store.row(before.story)
        return row is None or row.headline != now.story.headline

    def note(self, tx: Writer, links: Links) -> None:
        """These pages are about to stand there."""
        tx.add_links(links)

    def settle(self, tx: Writer, links: Links) -> None:
        """These pages stand there, and link to nothing else."""
        tx.keep_links(links)

    def _learn(self) -> None:
        """Read the pages of a site that was made before links were noted, once."""
        if self._store.value(_KNOWN):
            return
        found: dict[str, frozenset[str]] = {}
        for page in self._stories.glob("*/index.html"):
            found[page.parent.name] = _linked(page.parent.name, page.read_bytes())
            if len(found) == _CHUNK:
                self._add(found)
                found = {}
        with self._store.writing() as tx:
            tx.add_links(found)
            tx.put_value(_KNOWN, True)

    def _add(self, found: Links) -> None:
        with self._store.writing() as tx:
            tx.add_links(found)


def _linked(series: str, body: bytes) -> frozenset[str]:
    return frozenset(name.decode() for name in _LINK.findall(body)) - {series}
