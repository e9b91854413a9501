"""What to read after a story: among the live ones and, where these are too few, in the archive.

The matcher in memory knows the last days only. A story that has left it, or
that has too few live relations, is looked up in the store by the words that
say most of what it is about; what is found is ranked by the same rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from copytaster.desk.live import LiveMatcher
from copytaster.desk.settings import Settings
from copytaster.errors import ConfigError
from copytaster.matching import Archived
from copytaster.matching.tone import Tones, own_tones, shipped_tones
from copytaster.model import Publication, Story
from copytaster.store import Store, StoryRow

LINKS = 3
# The words that an archived story is looked up by, and how many of those found are read and ranked.
_WORDS = 5
_READ = 8
# Pages made at one go for which the archive is asked: it takes a page's time again.
_FEW = 10


class ReadingOn:
    """Finds what to read after a story."""

    def __init__(self, store: Store, live: LiveMatcher) -> None:
        self._store = store
        self._live = live

    def after(self, publications: Sequence[Publication]) -> dict[str, list[str]]:
        """The ids of up to three editions for each of these, best first, by series.

        Where many pages are made at one go the archive is not asked: a flood of
        copy, or a site made anew, is not held up by it.
        """
        few = len(publications) <= _FEW
        links = self.ranked if few else self._among_the_live
        return {
            p.series: [id_ for id_, _ in links(p.story, p.coverage or "")] for p in publications
        }

    def _among_the_live(self, story: Story, coverage: str) -> list[tuple[str, float]]:
        return self._live.matcher.related(story, LINKS, coverage=coverage)

    def ranked(self, story: Story, coverage: str = "") -> list[tuple[str, float]]:
        """(edition id, score) of up to three, live or archived; ``coverage`` is the story's own."""
        matcher = self._live.matcher
        links = self._among_the_live(story, coverage)
        if len(links) == LINKS or matcher.live >= self._store.last_story():
            return links
        archived = list(self._archived(story))
        return matcher.related(story, LINKS, coverage=coverage, archived=archived)

    def _archived(self, story: Story) -> Iterator[Archived]:
        """Public stories of the archive that share its rare words, no reprints, none of its own series."""
        words = self._live.matcher.keywords(story, _WORDS)
        rows = self._store.public_like(words, 4 * _READ)
        fit = [row for row in rows if self._may_follow(row, story)][:_READ]
        held = {found.id: found for found in self._store.stories(row.id for row in fit)}
        for row in fit:
            if row.id in held:
                yield Archived(held[row.id], row.coverage)

    def _may_follow(self, row: StoryRow, story: Story) -> bool:
        live = self._live.matcher.coverage_id(row.id) is not None
        return not live and row.series != story.series and row.reprint_of is None


def tones_of(desk: Path, settings: Settings) -> Tones:
    """The words of the tone gate: the shipped ones and the operator's own.

    Raises ConfigError for a file that cannot be read or is no such list.
    """
    if settings.tone_words is None:
        return shipped_tones()
    path = desk / Path(settings.tone_words).expanduser()
    try:
        data = path.read_bytes()
    except OSError as error:
        said = "the setting 'tone_words' names no file that can be read"
        raise ConfigError(said, subject=str(path), cause=error.strerror) from error
    return own_tones(data, str(path))
