"""The provenance documents: made from the ledger when asked for, or written beside the pages.

A document costs more than the page's own rendering may, and few readers open
one: so the running desk makes it when it is asked for, ``copytaster publish``
writes those of all pages, and the setting ``provenance`` has every pass write
those of its own pages, where other servers than the desk's serve the site.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from copytaster.desk.chronicle import tree_in
from copytaster.errors import LedgerError
from copytaster.ledger import Proof
from copytaster.ledger.commit import edition_sentences, leaf, sealer
from copytaster.ledger.provenance import Trace, document
from copytaster.ledger.records import FIRST
from copytaster.ledger.units import read_page
from copytaster.ledger.wordtags import word_tags
from copytaster.model import Page, Record, Site
from copytaster.publish import links, writer
from copytaster.publish.movedpage import destination
from copytaster.publish.pages import is_tombstone
from copytaster.store import Store

_CHUNK = 100  # documents held in memory
_MOST_EDITIONS = 64  # of an event: what its page carries salts for
_ENDS = frozenset({"kill", "erasure"})


class Provenance:
    """Documents for the pages in ``root``; none for a page that does not stand."""

    def __init__(self, store: Store, site: Site, root: Path) -> None:
        self._store = store
        self._site = site
        self._root = root

    def document(self, path: str) -> bytes | None:
        """The document for the page at ``path``; None where no page stands or none is on record."""
        body = self._standing(path)
        subject = links.named(path)
        if body is None or subject is None:
            return None
        about = self._store.records_of(subject)
        pages = [r for r in about if r.kind == "publication" and r.data.get("page") == path]
        if not pages or any(r.kind in _ENDS and r.seq > pages[-1].seq for r in about):
            return None
        records = self._behind(pages[-1])
        if path.startswith("stories/"):
            records += [r for r in about if r.kind != "publication"]
        deliveries = self._deliveries(records)
        whole = {r.seq: r for r in (*records, *deliveries.values(), *pages)}
        trace = Trace(
            address=links.address(self._site, path),
            publisher=self._site.publisher or self._site.title,
            records=tuple(record for _, record in sorted(whole.items())),
            senders=self._senders(records),
            came={story: record.seq for story, record in deliveries.items()},
        )
        return self._proven(trace, pages[-1], body)

    def sentences(self, path: str) -> tuple[str, ...]:
        """All that the senders wrote in the editions that the page at ``path`` was ever made of."""
        about = self._store.records_of(links.named(path) or "", "publication")
        return tuple(dict.fromkeys(s for record in about for s in self._kept(record)))

    def write(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Write the documents of these pages; other paths are passed over."""
        written: list[str] = []
        for chunk in _chunks([path for path in paths if links.provenance_path(path)]):
            made = [(links.provenance_path(path), self.document(path)) for path in chunk]
            writer.write(
                self._root,
                [Page(to, body, "application/ld+json") for to, body in made if to and body],
            )
            written += [to for to, body in made if to and body]
        return tuple(written)

    def write_all(self) -> tuple[str, ...]:
        """Write what is missing or older than its page, and remove what has no page any more."""
        self.drop(path for path in self._pages("provenance/*.json") if not self._has_page(path))
        pages = (*self._pages("stories/*/index.html"), *self._pages("events/*/index.html"))
        return self.write(path for path in pages if self._is_stale(path))

    def drop(self, documents: Iterable[str]) -> None:
        """Remove documents."""
        writer.remove(self._root, documents)

    def _standing(self, path: str) -> bytes | None:
        """The page's bytes, if one stands there, is no tombstone and leads nowhere else."""
        try:
            body = (self._root / path).read_bytes()
        except OSError:
            return None
        return None if is_tombstone(body) or destination(body) else body

    def _behind(self, page: Record) -> list[Record]:
        """The editions a page stands on; of a story, all that came before them too."""
        pairs = page.data.get("editions", [])[:_MOST_EDITIONS]
        stories = dict.fromkeys(str(story) for _, story in pairs)
        if page.data.get("label") != "composed":
            stories |= dict.fromkeys(row.id for row in self._store.series(page.subject))
        return [r for story in stories for r in self._store.records_of(story, "edition")]

    def _deliveries(self, records: Iterable[Record]) -> dict[str, Record]:
        """The record of the delivery that each edition came in, as far as its salt is kept."""
        editions = {r.subject: r for r in records if r.kind == "edition"}
        found = {}
        for row in self._store.rows(list(editions)):
            salt = self._store.value(f"salt:delivery:{row.delivery}")
            came = self._store.records_of(leaf(salt, row.delivery), "delivery") if salt else ()
            before = [r for r in came if r.seq < editions[row.id].seq]
            if before:
                found[row.id] = before[-1]
        return found

    def _senders(self, records: Iterable[Record]) -> dict[str, str]:
        ids = [r.subject for r in records if r.kind == "edition"]
        return {row.id: row.provider for row in self._store.rows(ids) if row.provider}

    def _proven(self, trace: Trace, page: Record, body: bytes) -> bytes | None:
        """The document with the proofs of what bears the page out; None before that is signed."""
        checkpoint = self._store.checkpoint()
        if checkpoint is None or checkpoint.size < page.seq:
            return None
        tree = tree_in(self._store)
        pairs = [*page.data.get("editions", ()), *page.data.get("edits", ())]
        proofs = {
            seq: Proof(seq - FIRST, tree.inclusion(seq - FIRST, checkpoint.size), checkpoint)
            for seq in (page.seq, *(seq for seq, _ in pairs))
        }
        whole = replace(trace, proofs=proofs, tags=self._tags(page, body))
        return json.dumps(document(whole), ensure_ascii=False, separators=(",", ":")).encode()

    def _tags(self, page: Record, body: bytes) -> dict[str, str]:
        """The tags of every sentence on record whose text is at hand, on the page or in the store."""
        try:
            text = read_page(body)
        except LedgerError:
            return {}
        wanted, found = {*page.data["units"], *page.data["frame"]}, {}
        salts = dict.fromkeys([text.salt or "", *(salt for _, salt in text.salts)])
        around = (s for s in text.frame if not s.startswith("<"))  # scripts and styles are no words
        sentences = (*text.units, *around, *self._kept(page))
        for salt in filter(None, salts):
            seal = sealer(salt)
            for sentence in sentences:
                value = seal(sentence)
                if value in wanted and value not in found:
                    found[value] = word_tags(salt, value, sentence)
        return found

    def _kept(self, page: Record) -> Iterator[str]:
        ids = [str(story) for _, story in page.data.get("editions", [])[:_MOST_EDITIONS]]
        return (s for story in self._store.stories(ids) for s in edition_sentences(story))

    def _pages(self, pattern: str) -> list[str]:
        return [path.relative_to(self._root).as_posix() for path in self._root.glob(pattern)]

    def _has_page(self, document: str) -> bool:
        return self._standing(f"stories/{Path(document).stem}/index.html") is not None

    def _is_stale(self, path: str) -> bool:
        beside = links.provenance_path(path)
        try:
            return (self._root / str(beside)).stat().st_mtime_ns < (
                self._root / path
            ).stat().st_mtime_ns
        except OSError:
            return True


def _chunks(paths: list[str]) -> Iterator[list[str]]:
    return (paths[at : at + _CHUNK] for at in range(0, len(paths), _CHUNK))
