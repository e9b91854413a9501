"""What editors' merges and splits teach about a running subject: join more readily, or less.

A lesson is the words that both sides of a merge or split had in common. A later
story with enough of them is joined with its like a little sooner, or later,
than others are. Three lessons on one subject go as far as any number can; a
merge taken back is a split of the same stories and cancels its lesson.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from copytaster.matching.entry import Entry

# The heaviest common words that are a lesson's subject, and how many of them a story must have.
_SUBJECT = 8
_FEWEST = 3
# So many lessons on one subject go all the way.
_ENOUGH = 3
# The oldest lesson beyond this is forgotten.
_MOST = 200


@dataclass(frozen=True, slots=True)
class Lesson:
    """Stories with these words, heaviest first, were ``joined`` or ``parted`` by an editor."""

    kind: Literal["joined", "parted"]
    words: tuple[str, ...]


class Lessons:
    """The lessons of a desk, the oldest first."""

    def __init__(self, lessons: Iterable[Lesson] = ()) -> None:
        self.all: list[Lesson] = []
        self._by_word: dict[str, list[int]] = {}
        for lesson in lessons:
            self._keep(lesson)

    def learn(
        self, kind: Literal["joined", "parted"], one: Sequence[Entry], other: Sequence[Entry]
    ) -> Lesson | None:
        """Keep what an editor said of two groups of stories; None where they have too little in common."""
        words = _common(one, other)
        if len(words) < _FEWEST:
            return None
        lesson = Lesson(kind, words)
        self._keep(lesson)
        return lesson

    def _keep(self, lesson: Lesson) -> None:
        self.all = [*self.all, lesson][-_MOST:]
        self._by_word = {}
        for no, kept in enumerate(self.all):
            for word in kept.words:
                self._by_word.setdefault(word, []).append(no)

    def leaning(self, entry: Entry) -> float:
        """From -1, join less readily, through 0 to 1, more readily than other stories."""
        if not self.all:
            return 0.0
        found: Counter[int] = Counter()
        for word in entry.body:
            found.update(self._by_word.get(word, ()))
        told = [self.all[no].kind for no, n in found.items() if n >= _FEWEST]
        total = told.count("joined") - told.count("parted")
        return max(-1.0, min(1.0, total / _ENOUGH))


def _common(one: Sequence[Entry], other: Sequence[Entry]) -> tuple[str, ...]:
    """The heaviest words that both groups have, heaviest first."""
    here, there = _weights(one), _weights(other)
    shared = sorted((-min(w, there[t]), t) for t, w in here.items() if t in there)
    return tuple(term for _, term in shared[:_SUBJECT])


def _weights(entries: Sequence[Entry]) -> dict[str, int]:
    """The most that each word weighs in any of the stories."""
    found: dict[str, int] = {}
    for entry in entries:
        for term, weight in entry.body.items():
            found[term] = max(found.get(term, 0), weight)
    return found
