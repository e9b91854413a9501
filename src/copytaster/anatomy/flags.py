"""What an editor should look at: likely misspellings of a name, and what was wrong with the item.

A misspelling is flagged only against a name the story itself uses more often,
and only where the odd form is known as nothing else.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import chain

from copytaster.anatomy.gazetteer import candidates
from copytaster.anatomy.lexicon import (
    KNOWN_ORGANISATIONS,
    ORDINARY,
    ORGANISATIONS,
    POSTS,
    THINGS,
    TITLES,
)
from copytaster.anatomy.place_words import SPATIAL
from copytaster.anatomy.runs import Run
from copytaster.anatomy.tagger import model
from copytaster.model import Flag, Item, Span

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = {
    (a, b)
    for r, row in enumerate(_ROWS)
    for i, a in enumerate(row)
    for r2, other in enumerate(_ROWS)
    for j, b in enumerate(other)
    if a != b and abs(r - r2) <= 1 and abs(i - j) <= 1
}
_KNOWN_WORDS = ORDINARY | ORGANISATIONS | POSTS | THINGS | TITLES | KNOWN_ORGANISATIONS
_SHORTEST, _SHORTEST_ANY_LETTER, _LONGEST = 4, 5, 24
# First letters are seldom mistyped; short words that differ there are other words.
_SHORTEST_FIRST_LETTER = 6
_SHORTEST_JUMBLED = 7
# Bounds that keep the comparison linear on hostile copy.
_MOST_TARGETS, _MOST_SUSPECTS = 60, 1_000
_DERIVED = re.compile(
    r"(?:s|es|n|an|ian|ean|ese|ish|i|ic|er|a|e|ov|ova|ev|eva|in|ina|sky|skyy|ski|skaya|yy|y)$"
)


def item_flags(item: Item) -> tuple[Flag, ...]:
    """The item's own problems, passed on."""
    return tuple(Flag(p.code, p.message) for p in item.problems)


def misspelling_flags(text: str, runs: tuple[Run, ...]) -> tuple[Flag, ...]:
    """Names that look like a slip for one the story uses more often."""
    times = Counter(chain.from_iterable([run.words for run in runs]))
    seen = [word for word in times if _may_be_name(word)]
    often = [word for word in seen if times[word] > 1]
    if not often:
        return ()
    targets = sorted(often, key=times.__getitem__, reverse=True)[:_MOST_TARGETS]
    near = _Near(targets)
    suspects = [word for word in seen if times[word] == 1][:_MOST_SUSPECTS]
    slips = {w: found for w in suspects if near.may_slip(w) and (found := _slips(w, near, text))}
    if not slips:
        return ()
    uses = _uses(runs)
    flags = [f for word, found in slips.items() if (f := _flag(word, found, uses))]
    return tuple(sorted(flags, key=lambda f: f.span.start if f.span else 0))


def _may_be_name(word: str) -> bool:
    return _SHORTEST <= len(word) <= _LONGEST and word.isalpha() and not word.isupper()


class _Near:
    """The words a slip may have been made of, by length; and by their ends, which tell most words apart at once."""

    def __init__(self, targets: list[str]) -> None:
        self._lengths: dict[int, list[str]] = defaultdict(list)
        self._heads: set[tuple[int, str]] = set()
        self._tails: dict[tuple[int, str], list[str]] = defaultdict(list)
        for target in targets:
            small = target.lower()
            for length in (len(target) - 1, len(target), len(target) + 1):
                self._lengths[length].append(target)
                self._heads.add((length, small[:2]))
                self._tails[length, small[-1]].append(target)

    def of(self, word: str) -> list[str]:
        """The words of about its length."""
        return self._lengths.get(len(word), [])

    def may_slip(self, word: str) -> bool:
        """Whether one of them shares a head or a tail with it, as `slip` asks."""
        small, length = word.lower(), len(word)
        if (length, small[:2]) in self._heads:
            return True
        return any(_begin_alike(word, t) for t in self._tails.get((length, small[-1]), ()))


def _begin_alike(word: str, target: str) -> bool:
    return word[0] == target[0] or word[1] == target[1] or word[1].lower() == target[0].lower()


def _slips(word: str, near: _Near, text: str) -> list[tuple[str, str]]:
    """The words it may be a slip for, and how; none where it is known as something else."""
    if word in _KNOWN_WORDS:
        return []
    small = word.lower()
    alike = [t for t in near.of(word) if _begin_alike(word, t)]
    found = [(target, how) for target in alike if (how := slip(small, target.lower()))]
    return [] if found and _is_known(word, text) else found


def _uses(runs: tuple[Run, ...]) -> dict[str, list[tuple[Run, int]]]:
    """Where each word stands: the runs, and which of their words it is."""
    uses: dict[str, list[tuple[Run, int]]] = defaultdict(list)
    for run in runs:
        for index, word in enumerate(run.words):
            uses[word].append((run, index))
    return uses


def _flag(
    word: str, slips: list[tuple[str, str]], uses: dict[str, list[tuple[Run, int]]]
) -> Flag | None:
    target, how = max(slips, key=lambda slip: len(uses[slip[0]]))
    run, index = uses[word][0]
    if run.before in SPATIAL and candidates(word):
        return None
    if (run.opens and word.endswith("ly")) or not _stands_for(run, index, uses[target]):
        return None
    return Flag(
        "misspelling",
        f"“{word}” may be a slip for “{target}”",
        Span(run.begin(index), run.stop(index)),
        f"{how}; “{target}” stands {len(uses[target])} times in this story, “{word}” once",
    )


def _is_known(word: str, text: str) -> bool:
    """A place of some size, or a word that news or this story also writes small."""
    found = candidates(word)
    if found and (found[0].kind != "P" or found[0].population >= 15_000):
        return True
    small = word.lower()
    return small in model().lists.common or _stands_in(text, small)


def _stands_in(text: str, word: str) -> bool:
    """Whether the word stands in the text by itself; a pattern would have to be made for each word."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not (_in_word(text[end : end + 1]) or (start and _in_word(text[start - 1]))):
            return True
        start = text.find(word, end)
    return False


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _stands_for(run: Run, index: int, uses: list[tuple[Run, int]]) -> bool:
    """Whether the word stands where the other one does: alone, or beside the same words."""
    others = _company(run, index)
    if not others:
        return True
    return any(others <= _company(r, i) for r, i in uses)


def _company(run: Run, index: int) -> set[str]:
    words = {word for i, word in enumerate(run.words) if i != index}
    return {
        w for w in words if w not in _KNOWN_WORDS and not w.endswith(("ian", "ish", "ese", "can"))
    }


def slip(word: str, target: str) -> str | None:
    """How ``word`` may have come of ``target`` by one slip of the hand; None where it is none."""
    if word[-1] != target[-1] and word[:2] != target[:2]:
        return None  # one slip leaves the head or the tail
    at = next((i for i, (a, b) in enumerate(zip(word, target, strict=False)) if a != b), None)
    if at is None:
        return None  # one begins the other: a plural, an adjective, a longer name
    if len(word) == len(target):
        return _same_length(word, target, at)
    return _one_letter_off(word, target, at)


def _same_length(word: str, target: str, at: int) -> str | None:
    if word[at + 1 :] == target[at + 1 :]:
        letters = f"“{word[at]}” for “{target[at]}”"
        if at == 0 and len(word) < _SHORTEST_FIRST_LETTER:
            return None
        if (word[at], target[at]) in _NEIGHBOURS:
            return f"{letters}, its neighbour on the keyboard"
        if len(word) < _SHORTEST_ANY_LETTER or at == len(word) - 1:
            return None
        return letters
    if word[at + 2 :] == target[at + 2 :] and word[at : at + 2] == target[at : at + 2][::-1]:
        return f"“{word[at : at + 2]}” for “{target[at : at + 2]}”, two letters swapped"
    if len(word) >= _SHORTEST_JUMBLED and at > 1 and sorted(word) == sorted(target):
        return f"the letters of “{target[at:]}” in another order"
    return None


def _one_letter_off(word: str, target: str, at: int) -> str | None:
    shorter, longer = sorted((word, target), key=len)
    if len(shorter) < 6 or at == 0 or longer[at + 1 :] != shorter[at:]:
        return None
    if at >= len(shorter) - 2 and _DERIVED.search(longer):
        return None
    letter = longer[at]
    return f"“{letter}” {'too many' if longer == word else 'missing'}"
