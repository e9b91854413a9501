"""What a desk has stored held against what its ledger committed to when it came in.

One digest over the stored form says whether anything in it was changed: copy,
headline, byline, dates, rights, who is quoted. Only where it differs is the
difference looked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copytaster.anatomy.sentences import fold
from copytaster.ledger.commit import edition_sentences, exact, keyed, sealer
from copytaster.model import Record, Story

_SHOWN = 120  # code points of a sentence that is named
_READ = "what was read from it (byline, date line, quotes, dates, rights or the like) was changed"


def edition_fault(record: Record | None, salt: str | None, story: Story, body: str) -> str | None:
    """How an edition as stored differs from its ``edition`` record; None where it does not.

    ``body`` is its stored form (JSON), ``story`` what was read from that. Editions that
    came before the stored form was committed to are held against their copy alone.
    """
    if record is None or record.subject != story.id:
        return "it is on no record: it did not come in by this desk"
    if not salt:
        return "its salt is gone, without which nothing can be compared"
    if "stored" in record.data:
        same = keyed(salt)(body) == record.data["stored"]
        return None if same else _difference(record, salt, story) or _READ
    # Not by its leaves: how sentences are parted has changed since the first desks.
    return _difference(record, salt, story)


def _difference(record: Record, salt: str, story: Story) -> str | None:
    """Which of an edition's words differ, the first sentence named."""
    data = record.data
    if story.series != data.get("series"):
        return "it was moved to another series"
    if keyed(salt)(exact(story)) != data.get("whole"):
        strangers = _strangers(record, salt, story)
        if strangers:
            return f"this is not what came in: “{_shortened(strangers[0])}”{_more(strangers)}"
        return "its headline or its text is not what came in"
    if [[cut.start, cut.end, cut.kind] for cut in story.cuts] != data.get("cuts"):
        return "other passages are cut from it than when it came in"
    return None


def _strangers(record: Record, salt: str, story: Story) -> Sequence[str]:
    known, seal = frozenset(record.data.get("leaves", ())), sealer(salt)
    return [s for s in edition_sentences(story) if seal(s) not in known]


def _more(strangers: Sequence[str]) -> str:
    return f" and {len(strangers) - 1} more" if len(strangers) > 1 else ""


def _shortened(sentence: str) -> str:
    folded = fold(sentence)
    return folded if len(folded) <= _SHOWN else folded[: _SHOWN - 1] + "…"


def decisions_fault(records: Sequence[Record], kinds: Sequence[str]) -> str | None:
    """How the decisions kept about a series differ from those on record; None where they do not.

    ``records`` are those of the series, ``kinds`` its kept decisions of the kinds that go on
    record as such (`DECIDED`), both in order.
    """
    said = list(_decided(records))
    if said == list(kinds):
        return None
    return (
        f"its decisions are not those on record: {', '.join(said) or 'none'} on record, "
        f"{', '.join(kinds) or 'none'} in the database"
    )


DECIDED = frozenset({"publish", "hold", "kill", "release", "correct"})


def _decided(records: Sequence[Record]) -> Iterator[str]:
    for record in records:
        kind = "kill" if record.kind == "kill" else str(record.data.get("decision"))
        if record.kind in ("kill", "decision") and kind in DECIDED:
            yield kind
