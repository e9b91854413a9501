"""Names in headings whose every word has a capital: only those the copy or the lists know."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping

from copytaster.anatomy.lexicon import ORDINARY
from copytaster.anatomy.name_aliases import Bearer, Mention
from copytaster.anatomy.name_marks import SUFFIXES, known_organisation
from copytaster.anatomy.name_people import Words
from copytaster.anatomy.name_words import KNOWN_PEOPLE
from copytaster.anatomy.runs import Run
from copytaster.anatomy.tagger import model

_LINE = re.compile(r"[^\n]+")
_LONGEST, _FEWEST = 160, 6
_FEWEST_HEADED = 3
# A heading ends with none of these.
_ENDS = ("", ".", ",", ";")
_SMALL = 3
_PROSE = 0.15
_LONGEST_NAME = 5


def headings(text: str) -> tuple[tuple[int, int], ...]:
    """The lines that are written like a headline."""
    return tuple(
        m.span()
        for m in _LINE.finditer(text)
        if m.end() - m.start() <= _LONGEST and _capitals(m.group())
    )


def _capitals(line: str) -> bool:
    if line.rstrip()[-1:] in _ENDS:
        return False
    words = [w for w in line.split() if w[0].isalpha()]
    if len(words) < _FEWEST:
        return False
    return sum(w[0].islower() and len(w) > _SMALL for w in words) <= _PROSE * len(words)


def is_headed(words: Words) -> bool:
    """Whether a run goes on through small words written large, as a headline does: ``Senate Asks For Money``."""
    if len(words) < _FEWEST_HEADED or ORDINARY.isdisjoint(words[1:-1]):
        return False
    return not known_organisation(words)


def inside(ranges: tuple[tuple[int, int], ...], at: int) -> bool:
    """Whether the offset lies in one of the ranges, which are in order."""
    index = bisect_right(ranges, (at, len(ranges) and ranges[-1][1])) - 1
    return index >= 0 and ranges[index][0] <= at < ranges[index][1]


def add_headed(bearers: list[Bearer], runs: list[Run]) -> None:
    """Add the mentions in headings to the bearers, with new bearers for those that are known by repute."""
    if not runs:
        return
    forms = _forms(bearers)
    for run in runs:
        for first, last in _known(run, forms):
            words = run.words[first:last]
            mention = Mention(run.begin(first), run.stop(last - 1), words, "open")
            key = tuple(w.lower() for w in words)
            bearer = forms.get(key)
            if bearer is None:
                kind = "organisation" if known_organisation(words) else "person"
                bearer = forms[key] = Bearer(kind)  # type: ignore[arg-type]
                bearers.append(bearer)
            bearer.mentions.append(mention)
    for bearer in bearers:
        bearer.mentions.sort()
    bearers.sort(key=lambda b: b.mentions[0].start)


def _forms(bearers: Iterable[Bearer]) -> dict[Words, Bearer]:
    """Every form by which the copy names somebody, and each person's last name, in small letters."""
    forms: dict[Words, Bearer] = {}
    for bearer in bearers:
        if bearer.kind == "unknown":
            continue
        for mention in bearer.mentions:
            forms.setdefault(tuple(w.lower() for w in mention.words), bearer)
    for bearer in bearers:
        for mention in bearer.mentions if bearer.kind == "person" else ():
            if len(mention.words) > 1 and mention.words[-1] not in SUFFIXES:
                forms.setdefault((mention.words[-1].lower(),), bearer)
    return forms


def _known(run: Run, forms: Mapping[Words, Bearer]) -> Iterator[tuple[int, int]]:
    """Where known names begin and end among the run's words."""
    at, common = 0, model().lists.common
    while at < len(run.words):
        size = next(
            (
                n
                for n in range(min(_LONGEST_NAME, len(run.words) - at), 0, -1)
                if _is_known(run.words[at : at + n], forms, common)
            ),
            0,
        )
        if size:
            yield at, at + size
        at += size or 1


def _is_known(words: Words, forms: Mapping[Words, Bearer], common: frozenset[str]) -> bool:
    if len(words) == 1 and (words[0].lower() in common or words[0] in ORDINARY):
        return words[0] in KNOWN_PEOPLE
    if tuple(w.lower() for w in words) in forms or known_organisation(words):
        return True
    return len(words) == 1 and words[0] in KNOWN_PEOPLE
