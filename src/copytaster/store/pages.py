"""Keeping what stands on pages: which stories a page links to, which sections it is in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Integer, bindparam, delete, select

from copytaster.store.base import Reads, Writes
from copytaster.store.schema import page_links, publications, section_stories

_CHUNK = 400  # ids in one query, below SQLite's oldest limit of 999 parameters

_LINKING = (
    select(page_links.c.source)
    .where(page_links.c.target.in_(bindparam("targets", expanding=True)))
    .distinct()
)
_LINKED = select(page_links).where(page_links.c.source.in_(bindparam("sources", expanding=True)))
_UNLINK = delete(page_links).where(
    page_links.c.source == bindparam("s"), page_links.c.target == bindparam("t")
)
_STANDS = select(section_stories.c.series, section_stories.c.section).where(
    section_stories.c.series.in_(bindparam("series", expanding=True))
)
_LEAVE = delete(section_stories).where(section_stories.c.series == bindparam("left"))
_LIVE = section_stories.join(publications, publications.c.series == section_stories.c.series)
_NEWEST = (
    select(section_stories.c.series)
    .select_from(_LIVE)
    .where(section_stories.c.section == bindparam("section"), publications.c.state == "live")
    .order_by(section_stories.c.first_published.desc(), section_stories.c.series.desc())
    .limit(bindparam("limit", type_=Integer))
)

_FIRST = publications.c.first_published
_BETWEEN = (
    select(publications.c.series)
    .where(
        publications.c.state == "live",
        bindparam("since", type_=_FIRST.type) <= _FIRST,
        bindparam("before", type_=_FIRST.type) > _FIRST,
    )
    .order_by(_FIRST.desc(), publications.c.series.desc())
    .limit(bindparam("limit", type_=Integer))
)


class PageReads(Reads):
    """Reading what stands on pages."""

    def linking_to(self, series: Iterable[str]) -> frozenset[str]:
        """Every series whose page links, or may link, to one of these."""
        wanted, found = sorted(set(series)), set()
        for start in range(0, len(wanted), _CHUNK):
            rows = self._all(_LINKING, {"targets": wanted[start : start + _CHUNK]})
            found |= {row.source for row in rows}
        return frozenset(found)

    def in_section(self, section: str, limit: int) -> tuple[str, ...]:
        """The live series of a section, the last first published first."""
        rows = self._all(_NEWEST, {"section": section, "limit": limit})
        return tuple(row.series for row in rows)

    def live_between(self, since: datetime, before: datetime, limit: int) -> tuple[str, ...]:
        """The live series first published in that time (``before`` not in it), the newest first."""
        rows = self._all(_BETWEEN, {"since": since, "before": before, "limit": limit})
        return tuple(row.series for row in rows)

    def sections_of(self, series: Sequence[str]) -> dict[str, frozenset[str]]:
        """The sections that each of these series (at most some hundred) stands in."""
        found: dict[str, frozenset[str]] = dict.fromkeys(series, frozenset())
        for row in self._all(_STANDS, {"series": tuple(series)}):
            found[row.series] |= {row.section}
        return found


class PageWrites(Writes):
    """Writing what stands on pages."""

    def add_links(self, links: Mapping[str, Iterable[str]]) -> None:
        """Say that the page of each series links to these; what was said before still counts."""
        rows = [{"source": s, "target": t} for s, targets in links.items() for t in set(targets)]
        self._add_missing(page_links, rows)

    def keep_links(self, links: Mapping[str, Iterable[str]]) -> None:
        """Say that the page of each series (at most some hundred) links to nothing but these."""
        kept = {source: set(targets) for source, targets in links.items()}
        known = self._connection.execute(_LINKED, {"sources": tuple(kept)}).all()
        old = [{"s": r.source, "t": r.target} for r in known if r.target not in kept[r.source]]
        if old:
            self._connection.execute(_UNLINK, old)

    def put_sections(self, standing: Mapping[str, tuple[datetime, Iterable[str]]]) -> None:
        """Say when each series was first published, and the sections it stands in: these alone."""
        if not standing:
            return
        self._connection.execute(_LEAVE, [{"left": series} for series in standing])
        rows = [
            {"series": series, "section": section, "first_published": at}
            for series, (at, sections) in standing.items()
            for section in sorted(set(sections))
        ]
        if rows:
            self._connection.execute(section_stories.insert(), rows)
