"""The site's sections, kept equal to what is live: only those that a pass touched are made anew.

series ruled on → sections it stood in ┐
story page made → sections it stands in ┴→ touched → their pages, and the list of all
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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

    def first(self) -> dict[Section, tuple[str, ...]]:
        """The sections that have something in them, in the site's order, with their newest series."""
        found = ((s, self._store.in_section(s.slug, _OVERVIEW)) for s in self.known)
        return {section: series for section, series in found if series}

    def pages(
        self,
        site: Site,
        touched: set[str],
        first: Mapping[Section, Sequence[str]],
        card_of: CardOf,
        live: LiveOf,
    ) -> Iterator[Page]:
        """The pages of these sections with their feeds, and the page of all sections, by their `first`."""
        for section in named(self.known, touched):
            series = self._store.in_section(section.slug, _LISTED)
            found = _cards(series, card_of)
            if not found:
                self._close(section.slug)
                continue
            newest = [p for one in series[:_IN_FEED] if (p := live(one)) is not None]
            feeds = feeds_out.section_feeds(site, section, newest)
            yield pages.section_page(site, section, found, feeds)
            yield from feeds
        for slug in touched - {section.slug for section in self.known}:  # no longer a section
            self._close(slug)
        shown = ((section, _cards(first[section], card_of)) for section in first)
        yield pages.sections_page(site, [(section, found) for section, found in shown if found])

    def _close(self, slug: str) -> None:
        """Nothing is left in it."""
        folder = (self._root / pages.section_path(slug)).parent
        if folder.is_dir():
            there = sorted(p.relative_to(self._root).as_posix() for p in folder.iterdir())
            writer.remove(self._root, there)


def _cards(series: Iterable[str], card_of: CardOf) -> list[Card]:
    """The cards of those that have one."""
    return [card for one in series if (card := card_of(one)) is not None]
