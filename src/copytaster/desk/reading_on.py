"""What to read after a story: among the live ones and, where these are too few, in the archive.

The matcher in memory knows the last days only. A story that has left it, or
that has too few live relations, is looked up in the store by the words that
say what it is about; what is found is ranked by the same rules, from what the
matcher kept of it when it came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from copytaster.desk.live import LiveMatcher
from copytaster.desk.settings import Settings
from copytaster.errors import ConfigError
from copytaster.matching import Archived, Keepsake
from copytaster.matching.tone import Tones, own_tones, shipped_tones
from copytaster.model import Publication, Related, Story
from copytaster.store import Store, StoryRow

LINKS = 3
# So many that share most with a story are compared with it.
_COMPARED = 100
# So many of those that no keepsake is kept of, which came before there were any, are read for it.
_READ = 8
# Pages made at one go for which the archive is asked: it takes a page's time again.
_FEW = 10


class ReadingOn:
    """Finds what to read after a story."""

    def __init__(self, store: Store, live: LiveMatcher) -> None:
        self._store = store
        self._live = live

    def links(
        self, publications: Sequence[Publication], headline: Callable[[StoryRow], str]
    ) -> dict[str, tuple[Related, ...]]:
        """The links under each of these (at most some hundred), by series.

        A link names the edition that is public, whichever was found to be near; ``headline``
        says what that is called.
        """
        near = self.after(publications)
        shown = self._shown(dict.fromkeys(chain.from_iterable(near.values())))
        return {
            series: tuple(
                Related(row.series, headline(row), row.published)
                for row in dict.fromkeys(shown[id_] for id_ in ids if id_ in shown)
                if row.headline and row.series != series
            )
            for series, ids in near.items()
        }

    def _shown(self, ids: Iterable[str]) -> dict[str, StoryRow]:
        """By edition the row of what the public sees of its series; without those not live."""
        rows = {r.id: r for r in self._store.rows(list(ids)) if r.state == "live"}
        standing = self._store.publications_of(list({r.series for r in rows.values()}))
        shown = {r.id: standing[r.series].story for r in rows.values() if r.series in standing}
        others = self._store.rows(sorted(set(shown.values()) - rows.keys()))
        rows |= {r.id: r for r in others}
        return {id_: rows[now] for id_, now in shown.items() if now in rows}

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
        """Public stories of the archive that share its words, none of its own series."""
        matcher = self._live.matcher
        found = self._store.public_like(matcher.keywords(story), _COMPARED, beside=story.id)
        fit = [one for one in found if one.series != story.series]
        kept = {one.id: Keepsake.from_bytes(one.kept) for one in fit if one.kept}
        before = [one.id for one in fit if not kept.get(one.id)][:_READ]
        kept |= {told.id: matcher.keepsake(told) for told in self._store.stories(before)}
        for one in fit:
            if keepsake := kept.get(one.id):
                yield Archived(one.id, keepsake, one.coverage)


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
