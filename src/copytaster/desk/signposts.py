"""An event's place on the site; and where its old address leads once its page is gone.

::

    page gone (merged, split, too little left) → the stories it last showed, by the ledger
        → those live now → the event that most of them are in, if that has a page, else the first's own page

Nothing leads anywhere of which no story is live: what was killed stays down. Which old
addresses lead to the stories of an event is kept, so that they are looked at again
whenever anything becomes of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from copytaster.desk.withdrawal import digest_key
from copytaster.model import Page, Publication, Site
from copytaster.publish import writer
from copytaster.publish.links import coverage_path, story_path
from copytaster.publish.movedpage import HEAD, destination, moved_page
from copytaster.store import Store, Writer

_SIGNS = "signs:"  # of an event: the old addresses that lead to its stories
_LED = "led:"  # of an old address: the event by which it is kept
_MOST = 500
_CHUNK = 400


class Signposts:
    """Reads and keeps them for the site in ``root``."""

    def __init__(self, store: Store, root: Path) -> None:
        self._store = store
        self._root = root

    def folder(self, event: str) -> Path:
        """Where the event's page and feeds stand."""
        return (self._root / coverage_path(event)).parent

    def has_page(self, event: str) -> bool:
        """Whether a page of its own stands at the event's address."""
        try:
            with (self._root / coverage_path(event)).open("rb") as file:
                return destination(file.read(HEAD)) is None
        except OSError:
            return False

    def remove(self, event: str) -> None:
        """Take away whatever stands at the event's address."""
        folder = self.folder(event)
        if folder.is_dir():
            found = (path.relative_to(self._root).as_posix() for path in folder.iterdir())
            writer.remove(self._root, sorted(found))

    def public(self, events: Sequence[str]) -> frozenset[str]:
        """Those that ever had a page."""
        keys = {digest_key(coverage_path(event)): event for event in events}
        return frozenset(keys[key] for key in self._values(list(keys)))

    def towards(self, events: Sequence[str]) -> set[str]:
        """The events whose old addresses lead, or led, to stories of these."""
        found = self._values([_SIGNS + event for event in events])
        return {event for kept in found.values() for event in kept}

    def _values(self, keys: Sequence[str]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for at in range(0, len(keys), _CHUNK):
            found |= self._store.values_at(keys[at : at + _CHUNK])
        return found

    def pages(
        self,
        site: Site,
        lost: Iterable[str],
        live: Callable[[str], Publication | None],
        has_page: Callable[[str], bool],
    ) -> Iterator[Page]:
        """The page at the old address of each of the ``lost`` events that leads anywhere.

        ``live`` gives the publication of a series that may be shown now. Whatever else
        stands at the address of one that leads nowhere goes.
        """
        for event in lost:
            if has_page(event):
                continue
            to, home = self._lead(event, live, has_page)
            if to is None:
                self.remove(event)
                continue
            with self._store.writing() as tx:
                _keep(tx, event, str(home))
            yield moved_page(site, coverage_path(event), to)

    def _lead(
        self,
        event: str,
        live: Callable[[str], Publication | None],
        has_page: Callable[[str], bool],
    ) -> tuple[str | None, str | None]:
        """(the path that it leads to, the event by which that is kept)."""
        found = [p for series in self._shown(event) if (p := live(series)) is not None]
        homes = Counter(p.coverage for p in found if p.coverage and p.coverage != event)
        for home, _ in homes.most_common():
            if has_page(home):
                return coverage_path(home), home
        return (story_path(found[0].series), found[0].coverage) if found else (None, None)

    def _shown(self, event: str) -> tuple[str, ...]:
        """The series that the event's page showed last; none where it never had one."""
        records = self._store.records_of(event, "publication")
        pages = [record for record in records if record.data.get("label") == "composed"]
        told = [str(story) for _, story in pages[-1].data.get("editions", ())] if pages else []
        series = {row.id: row.series for row in self._store.rows(told)} if told else {}
        return tuple(dict.fromkeys(series[id_] for id_ in told if id_ in series))


def _keep(tx: Writer, event: str, home: str) -> None:
    """Remember that the old address leads to stories of ``home``, and no more to another's."""
    before = tx.value(_LED + event)
    if before == home:
        return
    if before is not None:
        left = [id_ for id_ in tx.value(_SIGNS + before) or () if id_ != event]
        tx.put_value(_SIGNS + before, left)
    known = [id_ for id_ in tx.value(_SIGNS + home) or () if id_ != event]
    tx.put_value(_SIGNS + home, [*known, event][-_MOST:])
    tx.put_value(_LED + event, home)
