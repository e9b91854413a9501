"""Every place a kill takes a story out of: shown before an editor confirms it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from copytaster.desk.newsroom import Desk
from copytaster.publish.links import coverage_path, story_path

_SHOWN = 12  # addresses named of each kind; the count says how many there are


@dataclass(frozen=True, slots=True)
class Derived:
    """One kind of place: what it is, how many there are, and some of them."""

    what: str
    count: int
    places: tuple[str, ...] = ()


def derived(desk: Desk, series: str) -> tuple[Derived, ...]:
    """The places that show or rest on the story now, its page first."""
    return tuple(found for found in _found(desk, series) if found.count)


def _found(desk: Desk, series: str) -> Iterator[Derived]:
    row, root = desk.store.publication(series), desk.site_folder
    page = (root / story_path(series)).is_file()
    live = row is not None and row.state == "live"
    yield Derived("Its page, which becomes a tombstone", int(page), (f"/stories/{series}/",))
    yield _named("Its documents for machines", _documents(root, series))
    yield Derived("Front page, feeds and sitemaps", int(live and page))
    if row is not None and live:
        day = f"/archive/{row.first_published:%Y/%m/%d}/"
        yield Derived("Its day in the archive", 1, (day,))
        yield Derived("Search", 1, ("/search",))
    if row is not None and row.coverage and (root / coverage_path(row.coverage)).is_file():
        event = f"/events/{row.coverage}/"
        yield Derived("Its event, with the story composed of it and its feed", 1, (event,))
    links = sorted(desk.store.linking_to({series}) - {series})
    yield _named("Pages that link to it", [f"/stories/{key}/" for key in links])
    copies = desk.store.publications(origin=series, limit=None)
    yield _named(
        "Reprints that go with it where it speaks for their agency, and are held elsewhere",
        [f"/stories/{copy.series}/" for copy in copies if copy.state == "live"],
    )
    yield _named("Copies sent to outlets, which are told to delete", list(_sent(desk, series)))


def _named(what: str, places: list[str]) -> Derived:
    return Derived(what, len(places), tuple(places[:_SHOWN]))


def _documents(root: Path, series: str) -> list[str]:
    """The other files that bear its name."""
    pages = {f"/{story_path(series)}", f"/stories/{series}/"}
    found = (f"/{p.relative_to(root).as_posix()}" for p in root.glob(f"*/{series}*"))
    return sorted(p for p in found if p not in pages and not p.endswith(f"/{series}"))


def _sent(desk: Desk, series: str) -> Iterator[str]:
    for outlet in desk.store.outlets():
        if desk.store.parcel(outlet.id, series) is not None:
            yield outlet.id
