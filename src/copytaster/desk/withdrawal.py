"""Taking down what may not stand, from every place of the site: found by rule, not by list.

A story is in many places, and whoever adds one must not have to say so here:

1. A file is a series' *own* if the second part of its path is the series,
   whatever its ending and whatever lies below: ``stories/<series>/…``,
   ``provenance/<series>.json``. Withdrawing takes away all of them, but where a
   notice of it takes their place.
2. A story page that *links* to it is made anew in the same pass; which do is
   kept beside the pages (`copytaster.desk.linking`).
3. What else *names* it (lists, feeds, events) is made anew in the same pass too.
   Should one still name it when the pass is done, it is a leftover and goes:
   no page is better than one with withdrawn words; the next pass makes it again.

The notices of a withdrawal may name it: its tombstone and canceled documents, the
lists of the wire that tell of both, the corrections page, ``gone.json`` and the
ledger hold ids, and no word of it.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from copytaster.desk.chronicle import Chronicle
from copytaster.desk.documents import Documents
from copytaster.desk.linking import Linking
from copytaster.ledger import publication_data
from copytaster.model import Page, Publication, Site
from copytaster.publish import pages, writer
from copytaster.publish.links import named, story_path
from copytaster.publish.wire_out import G2_LIST, NINJS_LIST
from copytaster.publish.writer import GONE, STAGING
from copytaster.store import Store, Writer

log = logging.getLogger("copytaster")

_MAY_NAME = ("ledger/", "corrections/", f"{STAGING}/", GONE, NINJS_LIST, G2_LIST)
_OTHERS = frozenset({"events", "ledger"})  # their folders may bear a story's very id
_LINK = re.compile(rb"stories/([A-Za-z0-9_-]{1,80})")
_FEW = 8  # series that are sooner looked for one by one than all links read


# What may not be shown, by series: its ruling, or None where it was erased.
Barred = dict[str, Publication | None]


@dataclass(slots=True)
class TakenDown:
    """What one pass took down: the series that nothing may name when it is done, but the notices.

    ``places`` are the paths that went, ``tokens`` those of the marks it made.
    """

    gone: set[str]
    notices: set[str] = field(default_factory=set)
    places: list[str] = field(default_factory=list)
    tokens: set[int] = field(default_factory=set)


class Withdrawals:
    """Takes stories out of the site in ``root``."""

    def __init__(
        self,
        store: Store,
        chronicle: Chronicle,
        linking: Linking,
        documents: Documents,
        site: Site,
        root: Path,
    ) -> None:
        self._store = store
        self._chronicle = chronicle
        self._linking = linking
        self._documents = documents
        self._site = site
        self._root = root

    def dress(self, site: Site) -> None:
        """Tombstones have the look of the site."""
        self._site = site

    def take_down(self, barred: Barred, down: TakenDown, now: datetime) -> set[str]:
        """Take down what may not stand; gives the series whose pages still link to it."""
        going = [series for series in barred if series in down.gone or has_page(self._root, series)]
        if not going:
            return set()
        down.gone.update(going)
        linking = self._linking.to(set(going))
        with self._store.writing() as tx:  # before the pages go: a stop must not forget them
            for series in linking:
                tx.touch("series", series)
            for series in going:
                tx.touch("gone", series)
                self._note(tx, now, series, barred[series])
            down.tokens.add(tx.token or 0)
        self._remove(barred, going, down, now)
        return linking

    def _remove(self, barred: Barred, going: Sequence[str], down: TakenDown, now: datetime) -> None:
        """Notices of the killed first, so that no reader finds a hole; then all that is theirs goes."""
        places = own_places(self._root, going)
        standing = sorted({owner(place) for place in places})
        # A killed story leaves notices only where the public has seen it.
        killed = [p for s in standing if (p := barred[s]) is not None and p.state == "killed"]
        notices = [notice for p in killed for notice in self._notices(p)]
        writer.write(self._root, notices)
        self._attest([notice for notice in notices if named(notice.path)], now)
        down.notices.update(notice.path for notice in notices)
        writer.remove(self._root, [place for place in places if place not in down.notices])
        down.places += [story_path(series) for series in standing]

    def _notices(self, killed: Publication) -> Iterator[Page]:
        """What says that a story was withdrawn, without a word of it: its page, its documents."""
        yield pages.tombstone(self._site, killed)
        yield from self._documents.cancellations(killed)

    def _attest(self, stones: Sequence[Page], now: datetime) -> None:
        """Put on record what the tombstones say, so that they can be verified like any page."""
        with self._store.writing() as tx:
            for stone in stones:
                salt = pages.tombstone_salt(stone.path)
                data = publication_data(stone.path, "withdrawn", stone.body, salt)
                self._chronicle.append(tx, now, "publication", str(named(stone.path)), data)
                tx.put_value(digest_key(stone.path), data["sha256"])

    def _note(self, tx: Writer, now: datetime, series: str, found: Publication | None) -> None:
        """Put on record that a page comes down, and as what; a kill has its own record."""
        known = tx.delete_value(digest_key(story_path(series)))
        state = found.state if found else "erased"
        if known and state != "killed":
            data = {"decision": "withdraw", "state": state, "by": "rule"}
            self._chronicle.append(tx, now, "decision", series, data)

    def sweep(self, down: TakenDown, live: Collection[str]) -> None:
        """Nothing may name what is gone when the pass is done; what does goes, and is made anew."""
        gone = {series for series in down.gone if series not in live}
        left = [place for place in leftovers(self._root, gone) if place not in down.notices]
        if not left:
            return
        log.warning("%d files still named a withdrawn story; removed: %s", len(left), left[:5])
        writer.remove(self._root, left)
        down.places += left
        with self._store.writing() as tx:
            tx.touch("front")
            for place in left:
                if place.startswith("events/"):
                    tx.touch("coverage", place.split("/")[1])


def digest_key(path: str) -> str:
    """Where the digest of a page on record is kept."""
    return f"page:{path}"


def has_page(root: Path, series: str) -> bool:
    """Whether the series has a page, be it a tombstone."""
    return (root / story_path(series)).exists()


def own_places(root: Path, series: Collection[str]) -> tuple[str, ...]:
    """The files that are these series' own, relative to ``root``, sorted."""
    wanted = frozenset(series)
    if not wanted:
        return ()
    found = []
    for folder in _folders(root):
        for entry in os.scandir(folder):
            if entry.name.partition(".")[0] in wanted:
                found += _files(root, Path(entry.path))
    return tuple(sorted(found))


def owner(path: str) -> str:
    """The series whose own the file at ``path`` would be; empty for a place that is no series'."""
    folder, _, rest = path.partition("/")
    return "" if folder in _OTHERS else rest.partition("/")[0].partition(".")[0]


def leftovers(root: Path, series: Collection[str]) -> tuple[str, ...]:
    """The files that still name a withdrawn series, story pages aside: those are made anew."""
    if not series:
        return ()
    names, found = naming(series), []
    for path in _suspects(root, series):
        place = path.relative_to(root).as_posix()
        own = owner(place) in series
        if may_name(place):
            continue
        body = path.read_bytes()
        if own or names(body):
            found.append(place)
    return tuple(sorted(found))


def _suspects(root: Path, series: Collection[str]) -> Iterator[Path]:
    """Every file but the pages of other stories, of which an archive has a hundred thousand."""
    for entry in os.scandir(root) if root.is_dir() else ():
        if entry.name == "stories":
            for one in sorted(series):
                yield from _walk(Path(entry.path, one))
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        else:
            yield Path(entry.path)


def may_name(path: str) -> bool:
    """Whether the file at ``path`` may name a withdrawn series, because it holds no words."""
    return path.startswith(_MAY_NAME)


def naming(series: Collection[str]) -> Callable[[bytes], bool]:
    """A test for bytes that name one of these series."""
    wanted = frozenset(one.encode() for one in series)
    if len(wanted) <= _FEW:
        marks = [b"stories/" + one for one in wanted]
        return lambda body: any(mark in body for mark in marks)
    return lambda body: not wanted.isdisjoint(_LINK.findall(body))


def _folders(root: Path) -> Iterator[str]:
    """The folders of the site's first level that hold series' own files."""
    for entry in os.scandir(root) if root.is_dir() else ():
        if entry.is_dir(follow_symlinks=False) and entry.name not in _OTHERS:
            yield entry.path


def _files(root: Path, place: Path) -> list[str]:
    """The file, or all files of the folder."""
    inside = [place] if place.is_file() else _walk(place)
    return [path.relative_to(root).as_posix() for path in inside]


def _walk(root: Path) -> Iterator[Path]:
    for folder, _, names in os.walk(root):
        yield from (Path(folder, name) for name in names)
