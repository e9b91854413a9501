"""What the desk's own server must not give out although it still lies in the site's folder.

Between the moment a kill is on record and the end of the press pass that
carries it out there is a moment, and after a stop in mid-pass a longer one.
Whoever asks in that time is told to come back: the desk looks at the marks that
the press has not worked off, and rules on each before a file is served.
A web server or CDN that serves the folder itself knows nothing of this: there
it is the press pass that counts.
"""

from __future__ import annotations

from collections.abc import Iterable

from copytaster.desk.newsroom import Desk
from copytaster.desk.withdrawal import naming, owner
from copytaster.publish.links import story_path

_MOST = (
    500  # rulings made for one answer; series beyond them count as barred until the press was there
)


class Doorkeeper:
    """Says which files may be served at this moment."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._ruled: dict[tuple[str, int], bool] = {}

    def barred(self) -> frozenset[str]:
        """The series that may not be shown any more and whose places the press may not have reached."""
        store, now = self._desk.store, self._desk.clock()
        marks = store.marks("urgent", "gone")
        lapsed = [row.series for row in store.publications_due(now) if row.state == "live"]
        if not marks and not lapsed:
            self._ruled.clear()
            return frozenset()
        waiting = [(m.key, m.token) for m in marks if m.kind == "gone" or self._stands(m.key)]
        known = {mark: self._ruled[mark] for mark in waiting if mark in self._ruled}
        new = [mark for mark in dict.fromkeys(waiting) if mark not in known]
        known |= dict(zip(new, self._rule(series for series, _ in new[:_MOST]), strict=False))
        self._ruled = known
        down = {series for series, token in waiting if known.get((series, token), True)}
        return frozenset(down.union(lapsed))

    def admits(self, path: str, body: bytes, barred: frozenset[str]) -> bool:
        """Whether the file at ``path`` (relative to the site) with these bytes may be served."""
        if not barred or path.startswith("ledger/"):
            return True
        return owner(path) not in barred and not naming(barred)(body)

    def _stands(self, series: str) -> bool:
        return (self._desk.site_folder / story_path(series)).exists()

    def _rule(self, series: Iterable[str]) -> Iterable[bool]:
        """Of each series whether it is barred."""
        rulings, now = self._desk.rulings(), self._desk.clock()
        for key in series:
            found = rulings.publication(key, now)
            yield found is None or found.state != "live"
