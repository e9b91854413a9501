"""What an editor should look at: likely misspellings of a name, and what was wrong with the item.

A misspelling is flagged only against a name the story itself uses more often,
and only where the odd form is known as nothing else.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

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
    seen: dict[str, list[tuple[Run, int]]] = defaultdict(list)
    for run in runs:
        for index, word in enumerate(run.words):
            if _SHORTEST <= len(word) <= _LONGEST and word.isalpha() and not word.isupper():
                seen[word].append((run, index))
    often = {word: len(uses) for word, uses in seen.items() if len(uses) > 1}
    targets = [word for word, _ in Counter(often).most_common(_MOST_TARGETS)]
    if not targets:
        return ()
    near = _Near(targets)
    suspects = [word for word, uses in seen.items() if len(uses) == 1][:_MOST_SUSPECTS]
    flags = [f for w in suspects if near.may_slip(w) for f in _flags(w, seen, near.of(w), text)]
    return tuple(sorted(flags, key=lambda f: f.span.start if f.span else 0))


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


def _flags(
    word: str, seen: dict[str, list[tuple[Run, int]]], targets: list[str], text: str
) -> Iterator[Flag]:
    if word in _KNOWN_WORDS:
        return
    near = [
        (t, how)
        for t in targets
        if _begin_alike(word, t) and (how := slip(word.lower(), t.lower()))
    ]
    if not near or _is_known(word, text):
        return
    target, how = max(near, key=lambda p: len(seen[p[0]]))
    run, index = seen[word][0]
    if run.before in SPATIAL and candidates(word):
        return
    if (run.opens and word.endswith("ly")) or not _stands_for(run, index, seen[target]):
        return
    token = run.tokens[index]
    times = len(seen[target])
    yield Flag(
        "misspelling",
        f"“{word}” may be a slip for “{target}”",
        Span(token.start, token.end),
        f"{how}; “{target}” stands {times} times in this story, “{word}” once",
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
    words = {t.text for i, t in enumerate(run.tokens) if i != index}
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
