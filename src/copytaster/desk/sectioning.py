"""The site's sections, kept equal to what is live: only those that a pass touched are made anew.

series ruled on → sections it stood in ┐
story page made → sections it stands in ┴→ touched → their pages, and the list of all
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from copytaster.model import Page, Publication, Site
from copytaster.publish import feeds_out, pages, writer
from copytaster.publish.listing import Card
from copytaster.publish.sections import Section, named, sections, sections_of
from copytaster.store import Store, Writer

_LISTED = 60  # stories on a section's page; older ones are in the archive
_IN_FEED = 20
_OVERVIEW = 4  # stories of each section on the page of all

CardOf = Callable[[str], Card | None]
LiveOf = Callable[[str], Publication | None]


class Sectioning:
    """Says where stories stand, and makes the pages that list them."""

    def __init__(self, store: Store, root: Path, said: dict[str, tuple[str, ...]]) -> None:
        self._store = store
        self._root = root
        self.known = sections(said)

    def of(self, publication: Publication) -> tuple[Section, ...]:
        """The sections a story stands in."""
        return named(self.known, sections_of(self.known, publication))

    def stood(self, tx: Writer, series: Sequence[str]) -> set[str]:
        """The sections in which any of these series stands until now."""
        return set().union(*tx.sections_of(series).values())

    def note(self, tx: Writer, publications: Iterable[Publication]) -> set[str]:
        """Keep where these stand; gives the sections that gain one."""
        now = {p.series: (p.first_published, sections_of(self.known, p)) for p in publications}
        before = tx.sections_of(list(now))
        moved = {s: where for s, where in now.items() if before[s] != frozenset(where[1])}
        tx.put_sections(moved)
        return set().union(*(where for _, where in now.values()))

    def filled(self) -> tuple[Section, ...]:
        """The sections that have something in them, in the site's order."""
        return tuple(s for s in self.known if self._store.in_section(s.slug, 1))

    def pages(self, site: Site, touched: set[str], card_of: CardOf, live: LiveOf) -> Iterator[Page]:
        """The pages of these sections with their feeds, and the page of all sections."""
        for section in named(self.known, touched):
            series = self._store.in_section(section.slug, _LISTED)
            found = [card for one in series if (card := card_of(one)) is not None]
            if not found:
                self._close(section.slug)
                continue
            newest = [p for one in series[:_IN_FEED] if (p := live(one)) is not None]
            feeds = feeds_out.section_feeds(site, section, newest)
            yield pages.section_page(site, section, found, feeds)
            yield from feeds
        for slug in touched - {section.slug for section in self.known}:  # no longer a section
            self._close(slug)
        yield pages.sections_page(site, list(self._overview(card_of)))

    def _overview(self, card_of: CardOf) -> Iterator[tuple[Section, list[Card]]]:
        for section in self.known:
            series = self._store.in_section(section.slug, _OVERVIEW)
            if found := [card for one in series if (card := card_of(one)) is not None]:
                yield section, found

    def _close(self, slug: str) -> None:
        """Nothing is left in it."""
        folder = (self._root / pages.section_path(slug)).parent
        if folder.is_dir():
            there = sorted(p.relative_to(self._root).as_posix() for p in folder.iterdir())
            writer.remove(self._root, there)
