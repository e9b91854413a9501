"""Keeping editions: the story, what it matched, its salt and its words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    bindparam,
    delete,
    func,
    select,
    update,
)

from copytaster.errors import StoreError
from copytaster.model import Match, Record, Story
from copytaster.store.base import AnyRow, AnySelect, Reads, Writes
from copytaster.store.packing import (
    inflated,
    plain,
    plain_or_none,
    squeeze,
    stored_form,
    to_json,
    unpack,
)
from copytaster.store.rows import SealedStory, StoredStory, StoryRow
from copytaster.store.schema import (
    IS_LIVE,
    edits,
    keepsakes,
    publications,
    records,
    stories,
    story_bodies,
)
from copytaster.store.words import (
    CANDIDATES,
    forget_words,
    hits,
    index_words,
    keep,
    match_query,
)

_CHUNK = 400  # ids in one query, below SQLite's oldest limit of 999 parameters
_MATCH = ("coverage", "reprint_of", "edition_of", "edition_kind", "similarity", "held", "changes")
_SAID = ("id", "series", "provider", "guid", "headline", "published", "status", "language")
_LIGHT = tuple(c for c in stories.c if c.name not in ("salt", "changes"))
_WITH_STATE = stories.outerjoin(publications, publications.c.series == stories.c.series)
_ADD_BODY = story_bodies.insert()
_KEEP = keepsakes.insert()
_ROWS = select(*_LIGHT, publications.c.state).select_from(_WITH_STATE)
_ROW = _ROWS.where(stories.c.id == bindparam("id"))
_ROWS_OF = _ROWS.where(stories.c.id.in_(bindparam("ids", expanding=True)))
_SERIES = _ROWS.where(stories.c.series.in_(bindparam("series", expanding=True))).order_by(
    stories.c.seq
)
_SHARED = (
    select(stories.c.coverage)
    .where(stories.c.coverage.in_(bindparam("coverages", expanding=True)))
    .group_by(stories.c.coverage)
    .having(func.count() > 1)
)
_MATCHED = select(*(stories.c[name] for name in _MATCH)).where(stories.c.id == bindparam("id"))
_SALT = select(stories.c.salt).where(stories.c.id == bindparam("id"))
_GUID = _ROWS.where(
    stories.c.provider == bindparam("provider"), stories.c.guid == bindparam("guid")
).order_by(stories.c.seq)
_SPELT = _ROWS.where(
    stories.c.provider == bindparam("provider"),
    func.lower(func.trim(stories.c.guid)).in_(bindparam("spellings", expanding=True)),
).order_by(stories.c.seq)
_BODIES = (
    select(stories.c.id, story_bodies.c.body)
    .join_from(stories, story_bodies)
    .where(stories.c.id.in_(bindparam("ids", expanding=True)))
)


_SEALED = (
    select(*(stories.c[name] for name in _SAID), stories.c.salt, story_bodies.c.body)
    .join_from(stories, story_bodies)
    .where(stories.c.id.in_(bindparam("ids", expanding=True)))
)
_RECORDED = (
    select(records.c.subject, records.c.body)
    .where(records.c.subject.in_(bindparam("ids", expanding=True)), records.c.kind == "edition")
    .order_by(records.c.seq)
)


class StoryReads(Reads):
    """Reading editions."""

    def story(self, id: str) -> Story | None:
        """One edition; None if unknown or erased."""
        found = self.stories((id,))
        return found[0] if found else None

    def stories(self, ids: Iterable[str]) -> tuple[Story, ...]:
        """These editions, in the order asked for; what is unknown or erased is left out."""
        wanted = tuple(ids)
        found: dict[str, Story] = {}
        self._ready(story_bodies)
        for start in range(0, len(wanted), _CHUNK):
            for row in self._all(_BODIES, {"ids": wanted[start : start + _CHUNK]}):
                found[row.id] = Story.from_dict(unpack(row.body))
        return tuple(found[id] for id in wanted if id in found)

    def sealed(self, ids: Iterable[str]) -> Iterator[SealedStory]:
        """These editions as they are stored, each with its salt and its ``edition`` record.

        In no order; what is unknown or erased is left out.
        """
        wanted = tuple(ids)
        self._ready(story_bodies, records)
        for start in range(0, len(wanted), _CHUNK):
            chunk = {"ids": wanted[start : start + _CHUNK]}
            on_record = {row.subject: row.body for row in reversed(self._all(_RECORDED, chunk))}
            for row in self._all(_SEALED, chunk):
                said = on_record.get(row.id)
                yield _sealed(row, Record.from_dict(json.loads(said)) if said else None)

    def row(self, id: str) -> StoryRow | None:
        """One edition as a light row, erased or not."""
        found = self._first(_ROW, {"id": id})
        return None if found is None else _story_row(found)

    def rows(self, ids: Sequence[str]) -> tuple[StoryRow, ...]:
        """These editions (at most some hundred) as light rows, in order; unknown ones are left out."""
        found = {row.id: _story_row(row) for row in self._all(_ROWS_OF, {"ids": tuple(ids)})}
        return tuple(found[id] for id in ids if id in found)

    def series(self, series: str) -> tuple[StoryRow, ...]:
        """All editions of a series, in order of arrival."""
        return self.series_of((series,))[series]

    def series_of(self, series: Sequence[str]) -> dict[str, tuple[StoryRow, ...]]:
        """All editions of each of these series (at most some hundred), in order of arrival."""
        found: dict[str, list[StoryRow]] = {key: [] for key in series}
        for row in self._all(_SERIES, {"series": tuple(series)}):
            found[row.series].append(_story_row(row))
        return {key: tuple(rows) for key, rows in found.items()}

    def by_guid(self, provider: str, guid: str) -> tuple[StoryRow, ...]:
        """Every edition a provider sent under a guid, in order of arrival."""
        values = {"provider": plain(provider), "guid": plain(guid)}
        return tuple(_story_row(row) for row in self._all(_GUID, values))

    def by_spelling(self, provider: str, spellings: Iterable[str]) -> tuple[StoryRow, ...]:
        """Every edition a provider sent under a guid that is one of these but for case and outer blanks.

        Goes through all of the provider's guids: for kills, which are few.
        """
        values = {"provider": plain(provider), "spellings": tuple(map(plain, spellings))}
        return tuple(_story_row(row) for row in self._all(_SPELT, values))

    def latest(
        self,
        limit: int = 50,
        *,
        before: int | None = None,
        coverage: str | None = None,
        state: str | None = None,
        feed: str | None = None,
        provider: str | None = None,
        status: str | None = None,
        since: datetime | None = None,
        origins: bool = False,
        newest_editions: bool = False,
    ) -> tuple[StoryRow, ...]:
        """Editions, the last arrived first.

        ``before`` is the ``seq`` of the last row already seen. ``state`` is the
        public state of the series (``undecided`` for none), ``status`` the
        sender's, ``since`` a moment of arrival. ``origins`` leaves reprints
        out, ``newest_editions`` all but the newest edition of each series.
        """
        same: dict[str, Any] = {"coverage": coverage, "feed": feed, "provider": provider}
        same |= {"status": status, "state": state, "before": before, "since": since}
        asked = {name: value for name, value in same.items() if value is not None}
        query = _latest(tuple(asked), state == "undecided", origins, newest_editions)
        return tuple(_story_row(row) for row in self._all(query, asked | {"limit": limit}))

    def shared(self, coverages: Iterable[str]) -> frozenset[str]:
        """Those of these coverages that more than one edition is in."""
        wanted = tuple(coverages)
        found: set[str] = set()
        for start in range(0, len(wanted), _CHUNK):
            values = {"coverages": wanted[start : start + _CHUNK]}
            found.update(row.coverage for row in self._all(_SHARED, values))
        return frozenset(found)

    def match(self, id: str) -> Match | None:
        """What an edition matched, later revisions included."""
        row = self._first(_MATCHED, {"id": id})
        return None if row is None else _match(row)

    def salt(self, id: str) -> str | None:
        """The salt (hex) that opens an edition's commitments; None if unknown or erased."""
        row = self._first(_SALT, {"id": id})
        return None if row is None else row.salt

    def stories_since(self, seq: int = 0, *, chunk: int = 200) -> Iterator[StoredStory]:
        """Every edition after the one numbered ``seq``, in order of arrival; erased ones are left out."""
        self._ready(story_bodies)
        columns = (stories.c.seq, story_bodies.c.body, *(stories.c[name] for name in _MATCH))
        query = select(*columns).join_from(stories, story_bodies).order_by(stories.c.seq)
        while rows := self._all(query.where(stories.c.seq > seq).limit(chunk)):
            for row in rows:
                yield StoredStory(row.seq, Story.from_dict(unpack(row.body)), _match(row))
            seq = rows[-1].seq

    def last_story(self) -> int:
        """The number of the edition that arrived last, 0 where none did."""
        row = self._first(select(func.coalesce(func.max(stories.c.seq), 0)))
        return int(row[0]) if row else 0

    def count_stories(self) -> int:
        """How many editions are kept, erased ones included."""
        row = self._first(select(func.count()).select_from(stories))
        return int(row[0]) if row else 0

    def search(self, words: str, limit: int = 50) -> tuple[StoryRow, ...]:
        """Editions with all these words (each matches as a prefix), best first. For the desk only."""
        return self._found(words, limit, live=False)

    def public_search(self, words: str, limit: int = 50) -> tuple[StoryRow, ...]:
        """As `search`, but only in editions that are public at this moment."""
        return self._found(words, limit, live=True)

    def _found(self, words: str, limit: int, *, live: bool) -> tuple[StoryRow, ...]:
        with self._reading() as connection:
            dialect = connection.dialect.name
            if (query := match_query(dialect, words)) is None:
                return ()
            rows = connection.execute(_search(dialect, live, limit), {"query": query}).all()
        return tuple(_story_row(row) for row in rows)


def _search(dialect: str, live: bool, limit: int) -> AnySelect:
    hit = hits(dialect).subquery("hit")
    newest = select(hit.c.seq, hit.c.rank).order_by(hit.c.seq.desc()).limit(CANDIDATES)
    if live:
        shown = (publications.c.story == stories.c.id) & IS_LIVE
        newest = newest.join(stories, stories.c.seq == hit.c.seq).join(publications, shown)
    ranked = newest.subquery("ranked")
    rows = _ROWS.join(ranked, ranked.c.seq == stories.c.seq)
    if live:  # asked again here: nothing that is not live may pass, whatever came before
        rows = rows.where(IS_LIVE, publications.c.story == stories.c.id)
    return rows.order_by(ranked.c.rank, stories.c.seq.desc()).limit(limit)


@cache
def _latest(
    asked: tuple[str, ...], undecided: bool, origins: bool, newest_editions: bool
) -> AnySelect:
    """The query of `StoryReads.latest`, with a place for each value that is asked for."""
    query = _ROWS.order_by(stories.c.seq.desc()).limit(bindparam("limit", type_=Integer))
    for name in asked:
        query = query.where(_asked(name, undecided))
    if origins:
        query = query.where(stories.c.reprint_of.is_(None))
    if not newest_editions:
        return query
    later = stories.alias("later")
    same = (later.c.series == stories.c.series) & (later.c.seq > stories.c.seq)
    return query.where(~select(later.c.seq).where(same).exists())


def _asked(name: str, undecided: bool) -> ColumnElement[bool]:
    if name == "before":
        return stories.c.seq < bindparam(name)
    if name == "since":
        return stories.c.received >= bindparam(name)
    if name == "state":
        state = publications.c.state
        return state.is_(None) if undecided else state == bindparam(name)
    return stories.c[name] == bindparam(name)


class StoryWrites(Writes):
    """Writing editions."""

    def add_story(
        self,
        story: Story,
        match: Match,
        *,
        delivery: str,
        feed: str | None,
        received: datetime,
        salt: str,
        kept: bytes = b"",
        form: str | None = None,
    ) -> bool:
        """Keep an edition with what it matched; its headline and copy become searchable.

        ``delivery`` is the sha256 of the stored delivery it came in, ``kept`` what the matcher
        keeps of it (`Keepsake`), ``form`` its `stored_form` where that is at hand. False, and nothing changed, where this edition is known already.
        """
        values = _columns(story) | _match_columns(match)
        values |= {"delivery": delivery, "feed": feed or "", "received": received}
        seq = self._add_new(stories, "id", values | {"salt": salt, "erased": False})
        if seq is None:
            return False
        headline, copy, indexed = keep(story.headline, story.copy)
        body = squeeze((form or stored_form(story)).encode("ascii"))
        self._later(story_bodies, _ADD_BODY, {"seq": seq, "body": body, "indexed": indexed})
        if kept:
            self._later(keepsakes, _KEEP, {"seq": seq, "body": kept})
        self._unindexed.append((seq, headline, copy))
        return True

    def write_all(self) -> None:
        """Write out what waits and make what was added searchable.

        Done before a search, an erasure and the commit.
        All at one go: SQLite's FTS5 writes out what it has gathered at every
        statement that may fail half way, and then has ever more parts to merge.
        """
        self._write_out()
        index_words(self._connection, self._unindexed)
        self._unindexed.clear()

    def update_match(self, id: str, **changes: Any) -> None:
        """Revise what an edition matched: any field of `Match`, by name.

        Raises StoreError for an unknown edition, TypeError for an unknown field.
        """
        unknown = [name for name in changes if name not in _MATCH]
        if unknown:
            raise TypeError(f"a match has no field {unknown[0]!r}")
        if "changes" in changes:
            changes["changes"] = to_json([change.to_dict() for change in changes["changes"]])
        done = self._connection.execute(update(stories).where(stories.c.id == id).values(**changes))
        if not done.rowcount:
            raise StoreError(f"no story {id}", subject=self._subject)

    def reindex(self, id: str, headline: str | None, copy: str) -> None:
        """Make an edition found by these words instead of those it was found by."""
        self.write_all()
        query = select(stories.c.seq, story_bodies.c.indexed).join_from(stories, story_bodies)
        row = self._connection.execute(query.where(stories.c.id == id)).first()
        if row is None:
            return
        head, body, indexed = keep(headline, copy)
        if indexed == bytes(row.indexed):
            return
        forget_words(self._connection, row.seq, row.indexed)
        index_words(self._connection, [(row.seq, head, body)])
        kept = update(story_bodies).where(story_bodies.c.seq == row.seq)
        self._connection.execute(kept.values(indexed=indexed))

    def merge_coverage(self, old: str, new: str) -> int:
        """Every edition and publication of coverage ``old`` now belongs to ``new``. How many editions."""
        for table in (publications, stories):
            moved = update(table).where(table.c.coverage == old).values(coverage=new)
            count = self._connection.execute(moved).rowcount
        return count

    def erase(self, story_id: str) -> bool:
        """Remove an edition's copy, headline, salt and search words; that it was there stays known.

        The delivery it came in still holds the text: see `erase_delivery`.
        False where it is unknown or erased already.
        """
        self.write_all()
        query = select(stories.c.seq, story_bodies.c.indexed).join_from(stories, story_bodies)
        row = self._connection.execute(query.where(stories.c.id == story_id)).first()
        if row is None:
            return False
        forget_words(self._connection, row.seq, row.indexed)
        self._connection.execute(delete(edits).where(edits.c.story == story_id))
        for table in (story_bodies, keepsakes):
            self._connection.execute(delete(table).where(table.c.seq == row.seq))
        gone = {"headline": None, "salt": None, "guid": None, "erased": True}
        self._connection.execute(update(stories).where(stories.c.seq == row.seq).values(**gone))
        return True


def _sealed(row: AnyRow, record: Record | None) -> SealedStory:
    """Bytes that are no edition any more, for whatever reason, are damaged."""
    form = inflated(row.body)
    try:
        story = Story.from_dict(json.loads(form)) if form else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        story = None
    said = _said(story) if story else {}
    astray = tuple(name for name in said if row._mapping[name] != said[name])
    return SealedStory(row.id, row.salt, form if story else None, story, record, astray)


def _columns(story: Story) -> dict[str, Any]:
    return _said(story) | {"words": len(story.copy.split())}


def _said(story: Story) -> dict[str, Any]:
    item = story.item
    return {
        "id": story.id,
        "series": story.series,
        "provider": plain_or_none(item.provider),
        "guid": plain_or_none(item.guid),
        "headline": plain_or_none(story.headline),
        "published": story.published,
        "status": item.status,
        "language": plain_or_none(story.language),
    }


def _match_columns(match: Match) -> dict[str, Any]:
    return {
        "coverage": match.coverage,
        "reprint_of": match.reprint_of,
        "edition_of": match.edition_of,
        "edition_kind": match.edition_kind,
        "similarity": match.similarity,
        "held": None if match.held is None else plain(match.held),
        "changes": to_json([change.to_dict() for change in match.changes]),
    }


def _match(row: AnyRow) -> Match:
    values = {name: row._mapping[name] for name in _MATCH}
    return Match.from_dict(values | {"changes": json.loads(row.changes)})


def _story_row(row: AnyRow) -> StoryRow:
    return StoryRow(**{**row._mapping, "feed": row.feed or None})
