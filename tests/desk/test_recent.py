"""The shelf of editions at hand: what it gives, and that it lets go."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

import invented
from copytaster import Desk
from copytaster.compose.candidates import candidates
from copytaster.desk.recent import Shelf
from copytaster.publish import feeds_out, pages, wire_out

PAGE = """<rss version="2.0"><channel><title>Torvik Wire</title>
<item><guid>1</guid><title>Ferry stops</title><description>The ferry to Lund stopped on Monday.</description></item>
<item><guid>2</guid><title>Bridge opens</title><description>The bridge at Norvik opened on Friday.</description></item>
</channel></rss>"""


@pytest.fixture
def no_collector() -> Iterator[None]:
    """What nobody holds must go without the collector of cycles, which a desk seldom calls."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("no_collector")
def test_a_story_is_freed_with_its_last_user() -> None:
    """Nothing that is made of a story once and kept on it keeps the story itself."""
    shown = invented.publication()
    pages.story_page(invented.SITE, shown)
    feeds_out.site_feeds(invented.SITE, [shown])
    wire_out.lists(invented.SITE, [shown])
    assert candidates([shown.story])
    left = weakref.ref(shown.story)
    del shown
    assert left() is None


def test_the_shelf_gives_editions_in_the_order_asked_for(tmp_path: Path) -> None:
    """Those at hand and those in the store alike; what is unknown is left out."""
    wire = tmp_path / "wire.xml"
    wire.write_text(PAGE)
    with Desk.open(tmp_path / "desk") as desk:
        desk.ingest([wire])
        rows = desk.store.latest(2)
        newest, oldest = rows[0].id, rows[1].id
        fresh = Shelf(desk.store)
        fresh.story(oldest)
        for shelf in (desk.shelf, fresh):
            found = shelf.stories([newest, "unknown", oldest])
            assert [story.id for story in found] == [newest, oldest]
            assert found == desk.store.stories([newest, oldest])
