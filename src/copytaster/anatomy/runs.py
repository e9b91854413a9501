"""Capitalised runs: the raw stuff of names and places, found once for all who need it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from copytaster.anatomy.lexicon import JOINERS, OF_HEADS, ORDINARY

_TOKEN = re.compile(r"(?:[A-Z]\.){1,4}(?![a-z])|[^\W\d_][\w’'-]{0,40}|\S")
# "People's", "Women's" are words of a name; other possessives end one.
_POSSESSIVE = re.compile(r"(?<!\b[Pp]eople)(?<!\b[Ww]omen)(?<!\b[Mm]en)(?<!\b[Cc]hildren)['’]s?$")
_DOTTED = frozenset(
    [
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Prof",
        "Rev",
        "St",
        "Smt",
        "Gen",
        "Lt",
        "Col",
        "Maj",
        "Capt",
        "Sgt",
        "Adm",
        "Cmdr",
        "Sen",
        "Rep",
        "Gov",
        "Brig",
        "Jr",
        "Sr",
        "Inc",
        "Corp",
        "Ltd",
        "Co",
    ]
)
_OPENERS = "\"'“‘«([—–:;•*"
#: A run of more words than this is a headline in capitals, not a name.
LONGEST = 9


@dataclass(frozen=True, slots=True)
class Token:
    """A capitalised word, its possessive ending left out."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words that follow each other. ``opens``: at the start of a sentence or quote.

    ``before`` and ``after`` are the lower-case words next to it, "" where there is none;
    ``comma`` says that a comma follows.
    """

    tokens: tuple[Token, ...]
    opens: bool
    before: str
    after: str
    comma: bool
    possessive: bool

    @property
    def start(self) -> int:
        """Where the run begins."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Behind its last word, without a possessive ending."""
        return self.tokens[-1].end


def find_runs(text: str, ranges: tuple[tuple[int, int], ...]) -> tuple[Run, ...]:
    """The capitalised runs inside the ranges, in order; linear."""
    return tuple(run for start, end in ranges for run in _runs(text, start, end))


@lru_cache(maxsize=4096)
def _capital(word: str) -> bool:
    return word[0].isupper()


def _runs(text: str, start: int, end: int) -> Iterator[Run]:
    words = list(_TOKEN.finditer(text, start, end))
    index, count = 0, len(words)
    while index < count:
        if not _capital(words[index].group()):
            index += 1
            continue
        last = _run_end(text, words, index)
        yield from _trimmed(words, index, last)
        index = last + 1


def _run_end(text: str, words: list[re.Match[str]], first: int) -> int:
    """The index of the run's last word."""
    last = at = first
    while at + 1 < len(words) and at - first < LONGEST:
        # "General Staff of Ukraine's Armed Forces" is one name, "Russia's Chief" is not.
        if _POSSESSIVE.search(words[last].group()) and words[max(last - 1, first)].group() != "of":
            break
        step = _next_capital(text, words, last)
        if step is None:
            break
        last = at = step
    return last


def _next_capital(text: str, words: list[re.Match[str]], last: int) -> int | None:
    following = last + 1
    if words[following].group() == "." and words[last].group() in _DOTTED:
        following += 1
    if (
        following >= len(words)
        or text[words[following - 1].end() : words[following].start()] != " "
    ):
        return None
    word = words[following].group()
    if _capital(word):
        return following
    if word not in JOINERS or following + 1 >= len(words):
        return None
    if word == "of" and words[last].group() not in OF_HEADS:
        return None
    beyond = following + 1
    if word == "of" and words[beyond].group() == "the" and beyond + 1 < len(words):
        beyond += 1
    return beyond if _capital(words[beyond].group()) else None


def _trimmed(words: list[re.Match[str]], first: int, last: int) -> Iterator[Run]:
    opens = _opens(words, first)
    # Only the opening word can be capitalised for its place alone.
    while first <= last and words[first].group() in ORDINARY:
        first += 1
    while last >= first and (words[last].group() in ORDINARY or not _capital(words[last].group())):
        last -= 1
    if first > last:
        return
    tokens = tuple(_token(w) for w in words[first : last + 1] if w.group() != ".")
    after = words[last + 1].group() if last + 1 < len(words) else ""
    yield Run(
        tokens,
        opens and _opens(words, first),
        words[first - 1].group() if first else "",
        after,
        after == ",",
        bool(_POSSESSIVE.search(words[last].group())),
    )


def _opens(words: list[re.Match[str]], first: int) -> bool:
    if first == 0:
        return True
    before = words[first - 1].group()
    return before in _OPENERS or before[-1] in ".!?"


def _token(match: re.Match[str]) -> Token:
    word = match.group()
    bare = _POSSESSIVE.sub("", word) or word
    return Token(match.start(), match.start() + len(bare), bare)
