"""What to read next on the desk: the archive beside the live stories, and the operator's own words of tone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from copytaster.desk import Desk
from copytaster.errors import ConfigError
from copytaster.store import StoryRow
from wire import NOW, Clock, delivered, feed, ninjs

OPENED = (
    "Tarn tunnel opens after nine years",
    "TARN, May 6 (ANX) - The Tarn tunnel was opened on Tuesday by minister Ilse Brandt, who rode "
    "through it on a bicycle. Its builder Oto Kallinger said that the tunnel had cost twice what was planned.",
)
LEAKS = (
    "Water in the Tarn tunnel, six weeks after Brandt opened it",
    "TARN, June 20 (ANX) - Water has come into the Tarn tunnel, builder Oto Kallinger said on Friday. "
    "Minister Ilse Brandt asked for a report on the tunnel by Monday.",
)
RIOT = (
    "Gurning contest at the Tarn tunnel",
    "TARN, June 21 (ANX) - Ilse Brandt won the gurning contest at the mouth of the Tarn tunnel on "
    "Saturday; builder Oto Kallinger came second.",
)


class Newsroom:
    """A desk whose clock goes with the copy."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.clock = Clock()
        self.desk = Desk.open(folder, clock=self.clock, base_url="http://site.example", **settings)
        self.desk.feeds.put(feed("anx"))

    def take(self, copy: tuple[str, str], days: float) -> StoryRow:
        """Take a story in and make its page."""
        self.clock.now = NOW + timedelta(days=days)
        stamp = f"{self.clock.now:%Y-%m-%dT%H:%M:%SZ}"
        item = ninjs(f"anx:{days}", *copy, versioncreated=stamp, firstcreated=stamp)
        self.desk.take(delivered(item, "anx", self.clock.now))
        self.desk.publish()
        return self.desk.search(copy[0])[0]

    def page(self, row: StoryRow) -> str:
        """The story's page as it lies on the site."""
        found = [p for p in self.desk.site_folder.rglob("*.html") if row.series in str(p)]
        return "".join(p.read_text("utf-8") for p in found)


def test_an_archived_story_is_background_and_has_its_follow_ups(tmp_path: Path) -> None:
    """A story's page links to what left the matcher long ago, and that story finds what came later."""
    newsroom = Newsroom(tmp_path)
    opened, leaks = newsroom.take(OPENED, 0), newsroom.take(LEAKS, 45)
    desk = newsroom.desk
    assert desk.live.matcher.coverage_id(opened.id) is None, "it is live no more"
    assert opened.series in newsroom.page(leaks)
    story = desk.store.story(opened.id)
    assert story is not None
    assert [id_ for id_, _ in desk.press.reading_on.ranked(story, opened.coverage)] == [leaks.id]


def test_own_words_bar_a_link_and_a_missing_file_is_said(tmp_path: Path) -> None:
    """The operator's list makes a story light; a file that is not there stops the desk with its name."""
    words = tmp_path / "words.toml"
    words.write_text('[en]\nlight = ["gurning"]\ngrave = ["water"]\n', encoding="utf-8")
    newsroom = Newsroom(tmp_path / "desk", tone_words=str(words))
    leaks = newsroom.take(LEAKS, 45)
    riot = newsroom.take(RIOT, 46)
    assert leaks.series not in newsroom.page(riot)
    newsroom.desk.close()
    with pytest.raises(ConfigError, match="tone_words"):
        Desk.open(tmp_path / "desk", tone_words="absent.toml")


def _again(newsroom: Newsroom, headline: str, body: str, version: int, **more: str) -> None:
    """The agency's next edition of the opening."""
    newsroom.clock.now += timedelta(minutes=version)
    stamp = f"{newsroom.clock.now:%Y-%m-%dT%H:%M:%SZ}"
    first = f"{NOW:%Y-%m-%dT%H:%M:%SZ}"
    said = {"version": str(version), "versioncreated": stamp, "firstcreated": first} | more
    item = ninjs("anx:0", headline, body, **said)
    newsroom.desk.take(delivered(item, "anx", newsroom.clock.now))


def test_a_new_edition_is_linked_by_its_own_headline(tmp_path: Path) -> None:
    """In the pass that shows a new edition every page that links to its story calls it by the new headline."""
    newsroom = Newsroom(tmp_path)
    newsroom.take(OPENED, 0)
    leaks = newsroom.take(LEAKS, 5)
    assert OPENED[0] in newsroom.page(leaks)
    renamed = "UPDATE 1-Tarn tunnel opens, at twice its price"
    _again(newsroom, renamed, OPENED[1] + " It opened late.", 2)
    newsroom.desk.publish()
    assert renamed in newsroom.page(leaks)
    assert OPENED[0] not in newsroom.page(leaks)
    assert newsroom.desk.publish().written == ()


def test_an_edition_with_the_same_headline_makes_no_other_page_anew(tmp_path: Path) -> None:
    """Only the story's own page and the lists change where nothing that links say of it did."""
    newsroom = Newsroom(tmp_path)
    newsroom.take(OPENED, 0)
    leaks = newsroom.take(LEAKS, 5)
    _again(newsroom, OPENED[0], OPENED[1] + " It opened late.", 2)
    assert f"stories/{leaks.series}/index.html" not in newsroom.desk.publish().written


def test_a_kill_takes_a_story_out_of_others_links(tmp_path: Path) -> None:
    """A wire's kill of a later edition leaves neither headline under which others linked to the story."""
    newsroom = Newsroom(tmp_path)
    newsroom.take(OPENED, 0)
    leaks = newsroom.take(LEAKS, 5)
    renamed = "UPDATE 1-Tarn tunnel opens, at twice its price"
    _again(newsroom, renamed, OPENED[1] + " It opened late.", 2)
    newsroom.desk.publish()
    _again(newsroom, renamed, "", 3, pubstatus="canceled")
    newsroom.desk.publish()
    page = newsroom.page(leaks)
    assert page
    assert renamed not in page
    assert OPENED[0] not in page
