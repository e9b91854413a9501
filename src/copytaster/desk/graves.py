"""What the desk remembers of kills for good: traces of killed copy, and names killed before they came.

    kill → trace of each edition, names it gave → settings
    arrival → does it repeat killed copy? was it killed before it came? → match

Both are few and kept in memory; a desk without a kill pays nothing. There is
no word of copy in them: what is erased stays erased, and is still known again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256

from copytaster.anatomy.sentences import copy_sentences
from copytaster.desk.authority import is_kill
from copytaster.desk.live import LiveMatcher
from copytaster.matching import Trace, Traces, trace_of
from copytaster.matching.reprints import SAME_OF_ONE_HOUSE
from copytaster.model import Item, Match, Story
from copytaster.store import Store, StoryRow, Writer

_TRACE = "killed:trace:"
_NAME = "killed:name:"
_NOTICE = 30  # words: a shorter kill is a notice to editors, a longer one repeats the copy
# An old copy is looked for by so many sentences, a run of words of each behind where a dateline may stand.
_SENTENCES, _SKIPPED, _RUN = 6, 4, 7
_COPIES = 200
_SCHEMES = ("https://", "http://")


class Graves:
    """The memory of one desk. Its writes belong to the caller's transaction."""

    def __init__(self, store: Store, live: LiveMatcher) -> None:
        self._store = store
        self._live = live
        self.reload()

    def reload(self) -> None:
        """Remember what the store says, and nothing that was not committed."""
        self._traces = Traces()
        for key, value in self._store.values(_TRACE).items():
            self._traces.add(key.removeprefix(_TRACE), Trace.from_dict(value))
        names = self._store.values(_NAME).items()
        self._names = {key.removeprefix(_NAME): str(value) for key, value in names}

    def bury(self, tx: Writer, series: str) -> None:
        """Every edition of a killed series is to be known again."""
        for row in tx.series(series):
            if not row.erased and not _is_notice(row):
                self._bury(tx, row.id)

    def _bury(self, tx: Writer, id: str) -> None:
        trace = self._live.matcher.trace(id)
        if trace is None:
            story = tx.story(id)
            trace = trace_of(story) if story else None
        if trace is not None and self._traces.add(id, trace):
            tx.put_value(_TRACE + id, trace.to_dict())

    def reach(self, tx: Writer, series: str) -> None:
        """Let every copy of a killed series that came too late to be matched to it be ruled on anew."""
        for copy, killed in tuple(self.unmatched(tx, series)):
            tx.update_match(copy.id, reprint_of=killed)
            tx.touch("series", copy.series)
            tx.touch("urgent", copy.series)
            tx.touch("coverage", copy.coverage)

    def unmatched(self, tx: Writer, series: str) -> Iterator[tuple[StoryRow, str]]:
        """Stories that repeat a killed series and were not matched to it, with the edition they repeat.

        They came when it had left the live window; the archive's own search finds them. What
        came before the series did is no copy of it, whatever times its sender gives: else a
        back-dated copy and its kill would take another house's story down.
        """
        editions = tx.series(series)
        own, first = {row.id for row in editions}, min((row.seq for row in editions), default=0)
        for killed in editions:
            story = None if killed.erased or _is_notice(killed) else tx.story(killed.id)
            trace = trace_of(story) if story else None
            for row in _sharing(tx, story) if story else ():
                if row.id in own or row.reprint_of in own or row.seq < first:
                    continue
                copy = tx.story(row.id)
                kin = row.provider == killed.provider
                if copy and trace and trace.repeats(trace_of(copy), one_house=kin):
                    own.add(row.id)
                    yield row, killed.id

    def name(self, tx: Writer, kill: Story) -> None:
        """What a kill names is killed, also if it comes only later."""
        for target in targets(kill.item):
            key = _key(kill.item.provider, target)
            self._names[key] = kill.id
            tx.put_value(_NAME + key, kill.id)

    def foretold(self, item: Item) -> str | None:
        """The kill that named this item before it came."""
        if not self._names:
            return None
        found = (self._names.get(_key(item.provider, name)) for name in (item.guid, item.link))
        return next((kill for kill in found if kill), None)

    def recognised(self, tx: Writer, story: Story, match: Match) -> Match:
        """The match, as a reprint of killed copy where the story repeats that and nobody saw it."""
        if not len(self._traces) or is_kill(story.item):
            return match
        trace = self._live.matcher.trace(story.id)
        found = self._traces.find(trace) if trace else None
        origin = tx.row(found[0]) if found else None
        if found is None or origin is None or origin.series == story.series:
            return match
        if origin.provider == story.item.provider and found[1] < SAME_OF_ONE_HOUSE:
            return match
        if match.reprint_of and not self._nearer(tx, match, origin.id, found[1]):
            return match
        return replace(match, reprint_of=origin.id)

    def _nearer(self, tx: Writer, match: Match, killed: str, contained: float) -> bool:
        """Whether it repeats killed copy rather than the live story it was matched to."""
        matched = tx.row(match.reprint_of or "")
        return contained > match.similarity or (
            matched is not None and matched.reprint_of == killed
        )


def _sharing(tx: Writer, story: Story) -> Iterator[StoryRow]:
    """Editions in which a run of words from one of the story's longest sentences stands, each once."""
    sentences = sorted((s.text for s in copy_sentences(story)), key=len, reverse=True)
    seen: set[str] = set()
    for sentence in sentences[:_SENTENCES]:
        run = sentence.replace('"', " ").split()[_SKIPPED : _SKIPPED + _RUN]
        found = tx.search(f'"{" ".join(run)}"', _COPIES) if len(run) == _RUN else ()
        for row in found:
            if row.id not in seen:
                seen.add(row.id)
                yield row


def targets(item: Item) -> tuple[str, ...]:
    """The guids and addresses that an item gives for itself and for what it is related to."""
    related = (relation.target for relation in item.relations)
    return tuple(dict.fromkeys(t for t in (item.guid, item.link, *related) if t))


def folded(name: str) -> str:
    """A guid or address as kills compare it: case, blanks around it, scheme and last slash do not count."""
    plain = name.strip().lower()
    for scheme in _SCHEMES:
        plain = plain.removeprefix(scheme)
    return plain.partition("#")[0].removeprefix("www.").rstrip("/") or plain


def spellings(names: Iterable[str]) -> Iterator[str]:
    """The ways in which a sender may have written these names when it sent the story."""
    for name in names:
        bare = folded(name)
        yield bare
        yield name.strip().lower()
        for scheme in _SCHEMES:
            yield from (f"{scheme}{www}{bare}{end}" for www in ("", "www.") for end in ("", "/"))


def _key(provider: str | None, name: str | None) -> str:
    said = f"{provider or ''}\x1f{folded(name or '')}"
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _is_notice(row: StoryRow) -> bool:
    return (row.status == "canceled" or row.edition_kind == "kill") and row.words < _NOTICE
