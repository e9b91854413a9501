"""Finding what is like a story by the words it shares, near it in the order of arrival.

To rank all that holds a common word is to go through half of the archive. Of each word
only its nearest holders are taken here, as many on either side: what tells of one matter
lies near in time, and a word that is everywhere costs no more than a rare one.
Of 200,000 stories of real words, the hundred found so held 93 % of what the ten likest came to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Integer, bindparam, column, select, text
from sqlalchemy.sql.selectable import TextualSelect

from copytaster.store.base import AnyRow, Reads
from copytaster.store.schema import IS_LIVE, Number, keepsakes, publications, stories
from copytaster.store.words import any_query

# Of a word so many holders on either side are looked at.
_NEAREST = 30
_MOST_WORDS = 32
# Where a story would stand that is not in the store.
_BEHIND = 1 << 48
# Where few of those found are public and no reprints, so many times as many as wanted are read.
_MOST_STEPS = 4


class Like(NamedTuple):
    """An edition that shares words; ``kept`` is what the matcher kept of it, None where nothing."""

    id: str
    series: str
    coverage: str
    kept: bytes | None


class LikeReads(Reads):
    """Reading what is like a story."""

    def public_like(
        self, words: Iterable[tuple[Sequence[str], int]], limit: int = 100, *, beside: str = ""
    ) -> tuple[Like, ...]:
        """Public editions, no reprints, that share words with a story: first what shares the weightiest.

        ``words``: of each word (the first 32) the forms of it that will do, each whole, and its
        weight. ``beside``: the id of the story, whose neighbours in the order of arrival are
        looked at; the newest where it is not known.
        """
        place = self._first(_SEQ, {"id": beside})
        with self._reading() as connection:
            dialect = connection.dialect.name
            queries = ((any_query(dialect, forms), weight) for forms, weight in words)
            asked = [(query, weight) for query, weight in queries if query][:_MOST_WORDS]
            if not asked:
                return ()
            values: dict[str, Any] = {f"w{n}": query for n, (query, _) in enumerate(asked)}
            values |= {"near": place.seq if place else _BEHIND, "most": _NEAREST}
            if dialect == "postgresql":  # it would compile the query for longer than it runs it
                connection.exec_driver_sql("SET LOCAL jit = off")
            hits = connection.execute(_nearest(dialect, len(asked)), values).all()
        best = _best(hits, [weight for _, weight in asked])
        return tuple(islice(self._public(best, limit), limit))

    def _public(self, best: Sequence[int], step: int) -> Iterator[Like]:
        """Those of these editions that are public and no reprints, in order; few are read at one go."""
        for start in range(0, min(len(best), _MOST_STEPS * step), step):
            part = best[start : start + step]
            found = {row.seq: Like(*row[1:]) for row in self._all(_PUBLIC, {"seqs": part})}
            yield from (found[seq] for seq in part if seq in found)


def _best(hits: Sequence[AnyRow], weights: Sequence[int]) -> list[int]:
    """The numbers of the editions whose shared words weigh most together, the newest of equals."""
    shared: dict[int, int] = {}
    for word, seq in hits:
        shared[seq] = shared.get(seq, 0) + weights[word]
    # Sorted as one number, of the weight and of the edition's.
    both = sorted([weight * _BEHIND + seq for seq, weight in shared.items()], reverse=True)
    return [one % _BEHIND for one in both]


_SEQ = select(stories.c.seq).where(stories.c.id == bindparam("id"))
_PUBLIC = (
    select(
        stories.c.seq, stories.c.id, stories.c.series, stories.c.coverage,
        keepsakes.c.body.label("kept"),
    )
    .select_from(
        stories.join(publications, publications.c.story == stories.c.id)
        .outerjoin(keepsakes, keepsakes.c.seq == stories.c.seq)
    )
    .where(
        stories.c.seq.in_(bindparam("seqs", expanding=True)),
        stories.c.reprint_of.is_(None),
        IS_LIVE,
    )
)  # fmt: skip
# What holds the word, the nearest first, before and after.
_HOLDERS = {
    "sqlite": "SELECT * FROM (SELECT {word} AS word, rowid AS seq FROM story_words"
    " WHERE story_words MATCH :w{word} AND rowid {side} LIMIT :most) AS found",
    # OFFSET 0: else it may go through the stories one by one, in order, until enough hold the word.
    "postgresql": "SELECT * FROM (SELECT {word} AS word, seq FROM (SELECT seq FROM story_words"
    " WHERE vector @@ to_tsquery('simple', :w{word}) OFFSET 0) AS held"
    " WHERE seq {side} LIMIT :most) AS found",
}
_SIDES = {
    "sqlite": ("< :near ORDER BY rowid DESC", "> :near ORDER BY rowid"),
    "postgresql": ("< :near ORDER BY seq DESC", "> :near ORDER BY seq"),
}


@cache
def _nearest(dialect: str, words: int) -> TextualSelect:
    """``SELECT word, seq``: the nearest holders of so many words, given as ``:w0`` and so on."""
    parts = [
        _HOLDERS[dialect].format(word=word, side=side)
        for word in range(words)
        for side in _SIDES[dialect]
    ]
    return text(" UNION ALL ".join(parts)).columns(column("word", Integer), column("seq", Number))
