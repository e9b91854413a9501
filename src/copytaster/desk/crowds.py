"""Events of very many stories: which of them its page tells in full, and how it names the rest.

What a page reads is bounded, whatever the wire makes of one event: the cost of a press pass
must not grow with the square of it. The rest is known from its rows alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from copytaster.formats.slugs import core
from copytaster.model import Related
from copytaster.store import PublicationRow, StoryRow

FULL = 100  # stories that an event's page reads in full
LISTED = 300  # links to others


@dataclass(frozen=True, slots=True)
class Beside:
    """The stories of an event that its page does not tell in full; as in `CoverageView`."""

    others: tuple[Related, ...] = ()
    more: int = 0
    copies: int = 0


def told_in_full(rows: Sequence[StoryRow], named: str, most: int) -> Sequence[StoryRow]:
    """Of an event's rows, in order of arrival, those of at most so many live series.

    First who gives the event its name, ``named``, and the first story; then the first of each
    provider, so that no source is missed; then the newest originals, then the newest copies.
    All of them where there are no more.
    """
    last = {row.series: row for row in rows if row.state == "live"}
    if len(last) <= most:
        return rows
    live = sorted(last.values(), key=lambda row: row.seq)
    naming = [row for row in live if core(row.headline) == named][:1]
    first = {row.provider: row for row in reversed(live)}
    originals = [row for row in reversed(live) if row.reprint_of is None]
    order = [
        *naming,
        live[0],
        *sorted(first.values(), key=lambda row: row.seq),
        *originals,
        *live[::-1],
    ]
    chosen = frozenset(list(dict.fromkeys(row.series for row in order))[:most])
    return [row for row in rows if row.series in chosen]


def beside(
    rows: Iterable[StoryRow], live: Iterable[PublicationRow], told: Collection[str]
) -> Beside:
    """The live stories of an event but the series ``told`` in full.

    One that an editor changed is counted and not listed: its row bears the headline it came with.
    """
    by_id = {row.id: row for row in rows}
    rest = [row for row in live if row.series not in told and row.story in by_id]
    rest.sort(key=lambda row: by_id[row.story].seq, reverse=True)
    named = [row for row in rest if row.label == "unedited" and by_id[row.story].headline][:LISTED]
    others = tuple(
        Related(row.series, by_id[row.story].headline or "", row.first_published) for row in named
    )
    copies = sum(row.origin is not None for row in rest)
    return Beside(others, len(rest) - len(others), copies)
