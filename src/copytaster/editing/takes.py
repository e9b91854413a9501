"""Two takes of one copy side by side: what the later one kept, changed, added, dropped and moved.

    sentences of both → paired → word by word where a pair differs

A take is an edition of a story, or a reprint beside its origin. Quotation marks
and dashes of another style are no change; a moved sentence is no loss.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from difflib import SequenceMatcher
from typing import Literal

from copytaster.anatomy.language import detect_language
from copytaster.anatomy.sentences import copy_sentences, fold
from copytaster.editing.diffing import differences
from copytaster.matching.editions import core_headline
from copytaster.model import Story

LineKind = Literal["same", "changed", "added", "dropped", "moved"]
Mark = Literal["", "gone", "new"]
Run = tuple[str, Mark]

# Sentences with at least this part of their words in common are one, changed.
_ALIKE = 0.5
# Comparing costs the product of both counts; longer stretches are dropped and added as a whole.
_MOST_SENTENCES = 1_000_000
_MOST_PAIRS = 10_000
# Fewer letters do not tell a language.
_SPOKEN = 20
_PLAIN = str.maketrans("“”„«»‘’‚–—\u00a0", '"""""\'\'\'-- ')


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence in both takes; ``was`` or ``now`` is empty where it stands in one alone."""

    kind: LineKind
    was: str
    now: str

    @property
    def runs(self) -> tuple[Run, ...]:
        """The words in order: kept, gone and new."""
        if self.kind in ("same", "moved"):
            return ((self.now, ""),)
        found, at = list[Run](), 0
        for start, end, now in differences(self.was, self.now):
            found += [(self.was[at:start], ""), (self.was[start:end], "gone"), (now, "new")]
            at = end
        found.append((self.was[at:], ""))
        return tuple(run for run in found if run[0])


@dataclass(frozen=True, slots=True)
class Takes:
    """What one take made of another. ``later`` is how long after it came; None where a time is unknown."""

    headline: Line
    lines: tuple[Line, ...]
    later: timedelta | None
    forms: tuple[str, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many sentences of each kind, those there are."""
        return dict(Counter(line.kind for line in self.lines))

    def to_dict(self) -> dict[str, object]:
        """As JSON; ``later`` in seconds."""
        lines = [_line(line) for line in self.lines]
        seconds = None if self.later is None else int(self.later.total_seconds())
        return {
            "headline": _line(self.headline),
            "lines": lines,
            "counts": self.counts,
            "forms": list(self.forms),
            "later_seconds": seconds,
        }


def compared(old: Story, new: Story) -> Takes:
    """What ``new`` made of ``old``, sentence by sentence, in the order of ``new``."""
    was = [s.text for s in copy_sentences(old)]
    now = [s.text for s in copy_sentences(new)]
    lines = tuple(_moved(list(_aligned(was, now))))
    headline = _headline(fold(old.headline or ""), fold(new.headline or ""))
    forms = tuple(_forms(lines, headline, new))
    return Takes(headline, lines, _later(old, new), forms)


def _line(line: Line) -> dict[str, object]:
    return {
        "kind": line.kind,
        "was": line.was,
        "now": line.now,
        "words": [list(run) for run in line.runs] if line.kind == "changed" else [],
    }


def _later(old: Story, new: Story) -> timedelta | None:
    first, then = (s.item.updated or s.published for s in (old, new))
    if old.series != new.series:
        first, then = old.published, new.published
    return then - first if first and then else None


def _headline(was: str, now: str) -> Line:
    if _key(was) == _key(now):
        return Line("same", was, now)
    if not (was and now):
        return Line("added" if now else "dropped", was, now)
    return Line("changed", was, now)


def _aligned(was: Sequence[str], now: Sequence[str]) -> Iterator[Line]:
    a, b = list(map(_key, was)), list(map(_key, now))
    if len(a) * len(b) > _MOST_SENTENCES:
        yield from _apart(was, now)
        return
    for what, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if what == "equal":
            yield from (Line("same", w, n) for w, n in zip(was[i:j], now[k:m], strict=True))
        else:
            yield from _paired(was[i:j], now[k:m])


def _apart(was: Sequence[str], now: Sequence[str]) -> Iterator[Line]:
    yield from (Line("dropped", w, "") for w in was)
    yield from (Line("added", "", n) for n in now)


def _paired(was: Sequence[str], now: Sequence[str]) -> Iterator[Line]:
    """Of sentences that differ those that are one, changed; the order of both is kept."""
    if len(was) * len(now) > _MOST_PAIRS:
        yield from _apart(was, now)
        return
    bags = [Counter(_key(w).split()) for w in was]
    at = 0
    for sentence in now:
        words = Counter(_key(sentence).split())
        best = max(range(at, len(was)), key=lambda n: (_shared(bags[n], words), -n), default=None)
        if best is None or _shared(bags[best], words) < _ALIKE:
            yield Line("added", "", sentence)
            continue
        yield from (Line("dropped", w, "") for w in was[at:best])
        yield Line("changed", was[best], sentence)
        at = best + 1
    yield from (Line("dropped", w, "") for w in was[at:])


def _shared(one: Counter[str], other: Counter[str]) -> float:
    """How much of the shorter sentence stands in the longer; of very unlike lengths, of both."""
    common = (one & other).total()
    shorter, longer = sorted((one.total(), other.total()))
    return common / max(shorter, longer / 3, 1)


def _moved(lines: list[Line]) -> Iterator[Line]:
    """A sentence that was dropped in one place and added in another only moved."""
    dropped = Counter(_key(line.was) for line in lines if line.kind == "dropped")
    added = Counter(_key(line.now) for line in lines if line.kind == "added")
    both = dropped & added
    gone = Counter(both)
    for line in lines:
        if line.kind == "added" and both[_key(line.now)]:
            both[_key(line.now)] -= 1
            yield Line("moved", line.now, line.now)
        elif line.kind == "dropped" and gone[_key(line.was)]:
            gone[_key(line.was)] -= 1
        else:
            yield line


def _forms(lines: Sequence[Line], headline: Line, new: Story) -> Iterator[str]:
    """What was done to the copy as a whole, in words."""
    kinds = [line.kind for line in lines]
    kept = [n for n, kind in enumerate(kinds) if kind in ("same", "changed", "moved")]
    if not kept:
        yield "shares no sentence"
    elif set(kinds) == {"same"}:
        yield "word for word"
    else:
        yield from _trimmings(kinds, kept[0], kept[-1])
    if headline.kind == "changed" and core_headline(headline.was) != core_headline(headline.now):
        yield "headline in another language" if _foreign(headline, new) else "another headline"


def _trimmings(kinds: Sequence[LineKind], first: int, last: int) -> Iterator[str]:
    after = kinds[last + 1 :]
    if after and set(after) == {"dropped"}:
        yield "cut short"
    if "added" in (*kinds[:first], *after):
        yield "with words of its own around it"
    inside = kinds[first : last + 1]
    if {"added", "dropped"} & set(inside):
        yield "with sentences put in or taken out"
    if {"changed", "moved"} & set(inside):
        yield "rewritten in places"


def _foreign(headline: Line, new: Story) -> bool:
    """Whether the new headline is in another language than the copy."""
    if sum(map(str.isalpha, headline.now)) < _SPOKEN or not new.language:
        return False
    spoken = detect_language(headline.now)
    return spoken is not None and spoken != new.language and spoken != detect_language(headline.was)


def _key(sentence: str) -> str:
    return fold(sentence.translate(_PLAIN))
