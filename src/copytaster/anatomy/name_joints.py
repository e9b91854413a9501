"""Runs that small words and marks join into one organisation's name: ``Center for Public Safety``, ``Vask & Sons``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from copytaster.anatomy.given_names import GIVEN
from copytaster.anatomy.lexicon import ORGANISATIONS
from copytaster.anatomy.name_words import FIELDS, FOR_HEADS, TRADES
from copytaster.anatomy.runs import Run
from copytaster.anatomy.tagger import model, parted_organisations
from copytaster.words import wordset

_LEADING = frozenset([" for ", " for the ", " on ", " of ", " of the ", " against ", " to "])
_OWNING = frozenset(["'s ", "’s ", "' ", "’ "])
_AND = " & "
_FARTHEST = max(map(len, _LEADING))
# "Organisation for the Prevention of Fraud", "Center for Law and Order": what is led goes on.
_LED = frozenset(["for", "for the", "on", "against"])
_WITHIN = frozenset([" of ", " and "])
_GAPS = _LEADING | _OWNING | _WITHIN | {_AND}


def joined_runs(text: str, runs: Sequence[Run]) -> Sequence[Run]:
    """The runs in order, those that belong to one name as one run."""
    joined = _joined(text, runs)
    # Once more: what "and" joins to "Deck Workers' Union" shows when that is one.
    return joined if len(joined) == len(runs) else _joined(text, joined)


def _joined(text: str, runs: Sequence[Run]) -> list[Run]:
    known = parted_organisations()
    joined = list(runs[:1])
    for run in runs[1:]:
        held = joined[-1]
        if (run.start - held.end <= _FARTHEST and _led_on(text, held, run)) or (
            not known.keys().isdisjoint(held.words) and run.start < _reach(text, held, known)
        ):
            joined[-1] = _both(text, held, run)
        else:
            joined.append(run)
    return joined


def _led_on(text: str, run: Run, following: Run) -> bool:
    gap = text[run.end : following.start]
    return gap in _GAPS and _goes_on(gap, run, following)


def _reach(text: str, run: Run, known: Mapping[str, tuple[str, ...]]) -> int:
    """The end of the longest listed name that begins in the run and has small words in it; 0 where there is none."""
    reach = 0
    for index, word in enumerate(run.words):
        for name in known.get(word, ()):
            start = run.begin(index)
            end = start + len(name)
            if text.startswith(name, start) and not text[end : end + 1].isalnum():
                reach = max(reach, end)
    return reach


def _goes_on(gap: str, run: Run, following: Run) -> bool:
    last, first = run.words[-1], following.words[0]
    if gap == _AND:
        return True
    if gap in _WITHIN and not _LED.isdisjoint(run.words) and _tells(following.words):
        return True
    if gap in _LEADING:
        heads = _HEADS.get(gap, FOR_HEADS)
        return last in heads and first not in _TIMES
    if gap == " and ":
        if run.words[-1:] == run.words and last in GIVEN and first in GIVEN:
            return following.words[-1] in ("Foundation", "Fund", "Trust", "Center", "Institute")
        return (last in FIELDS and _field_follows(first, run, following)) or _two_tasks(
            run, following
        )
    if gap in _OWNING:
        return last in TRADES and not ORGANISATIONS.isdisjoint(following.words)
    return False


def _two_tasks(run: Run, following: Run) -> bool:
    """``Search and Rescue Agency``, ``School of Marine and Atmospheric Science``: two tasks of one body."""
    if "of" in run.words:
        of = run.words.index("of")
        headed = not ORGANISATIONS.isdisjoint(run.words[:of])
        return headed and _tells(run.words[of + 1 :]) and _tells(following.words)
    *tasks, head = following.words
    if head in ORGANISATIONS and not TRADES.isdisjoint(tasks) and _tells(run.words):
        return True  # "Harbour and Deck Workers' Union"
    return head in ORGANISATIONS and bool(tasks) and _tells(run.words) and _tells(tuple(tasks))


def _tells(words: tuple[str, ...]) -> bool:
    """Whether all words are ones that news writes small too: a subject, nobody's name."""
    common = model().lists.common
    return ORGANISATIONS.isdisjoint(words) and all(w.lower() in common for w in words)


# "Alliance to Save Energy".
_ENDEAVOURS = frozenset(["Alliance", "Campaign", "Coalition", "Committee", "Americans", "Citizens"])
# "Americans for Prosperity" is a body, "Americans on" nothing yet.
_PEOPLE = wordset("""
    Americans Citizens Doctors Students Lawyers Physicians Mothers Veterans Republicans Workers
""")
_HEADS = {" to ": _ENDEAVOURS, " on ": FOR_HEADS - _PEOPLE}
_TIMES = frozenset(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])


def _field_follows(first: str, run: Run, following: Run) -> bool:
    if first == "Rescue":
        return True
    if first not in FIELDS and first not in ORGANISATIONS:
        return False
    return not ORGANISATIONS.isdisjoint(run.words) or not ORGANISATIONS.isdisjoint(following.words)


def _both(text: str, run: Run, following: Run) -> Run:
    between = text[run.end : following.start].strip("'’s ") or ""
    words, spans = run.words, run.spans
    if between:
        at = text.find(between, run.end) - run.base
        words, spans = (*words, between), (*spans, (at, at + len(between)))
    ahead = following.base - run.base
    return Run(
        run.start,
        following.end,
        (*words, *following.words),
        run.base,
        (*spans, *((start + ahead, end + ahead) for start, end in following.spans)),
        run.opens,
        run.before,
        following.after,
        following.comma,
        following.possessive,
    )
