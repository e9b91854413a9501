"""Capitalised runs: the raw stuff of names and places, found once for all who need it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

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
# Every capital of the basic plane as one set: the search skips small print at the speed of memory.
_CAPITALS = "".join(re.escape(c) for c in map(chr, range(0x10000)) if c.isupper())
_UPPER = re.compile(f"[{_CAPITALS}]")
_ANY_WORD = r"(?:(?:[A-Z]\.){1,4}|[^\W\d_][\w’'-]{0,40})"
# "al-Tarsk" goes on with the name before it.
_PARTICLE = r"(?:a[ltnrsz]|ash|e[ls]|ul|bin|ibn|d)-"
_PARTICLED = re.compile(rf"{_PARTICLE}[A-Z]")
_REACH = re.compile(
    rf"{_ANY_WORD}(?:\.? (?:(?:{'|'.join(sorted(JOINERS))}) (?:the )?)?(?=(?:{_PARTICLE})?[{_CAPITALS}]){_ANY_WORD}){{0,{LONGEST}}}"
)
_LOOK_BACK = 60
# A word may go on behind these.
_JOINTS = "_’'-"


class Token(NamedTuple):
    """A capitalised word, its possessive ending left out."""

    start: int
    end: int
    text: str


class Run(NamedTuple):
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
    return word[0].isupper() or _PARTICLED.match(word) is not None


def _runs(text: str, start: int, end: int) -> Iterator[Run]:
    at = start
    while capital := _UPPER.search(text, at, end):
        first = _word_at(text, at, capital.start(), end)
        found = first.start() if first else capital.start()
        if first and not _capital(first.group()):
            at = first.end()  # inside a word, as in "iPad"
            continue
        reach = _REACH.match(text, found, end)
        if reach and reach.group() in ORDINARY:
            at = reach.end()  # "The" and its like, alone: most capitals of a text
            continue
        words = _ahead(text, found, reach.end() if reach else end, end)
        alone = reach is not None and words[0].end() == reach.end()
        last = 0 if alone else _run_end(text, words, 0)
        yield from _trimmed(text, words, last, start)
        at = words[last].end()


def _word_at(text: str, low: int, at: int, end: int) -> re.Match[str] | None:
    """The token that holds ``text[at]`` where letters or joints stand before it, else None."""
    begin = at
    while begin > low and (text[begin - 1].isalnum() or text[begin - 1] in _JOINTS):
        begin -= 1
    if begin == at:
        return None
    return next(t for t in _TOKEN.finditer(text, begin, end) if t.end() > at)


def _ahead(text: str, start: int, reach: int, end: int) -> list[re.Match[str]]:
    """The tokens a run from ``start`` may consist of, and the one behind them."""
    words = list(_TOKEN.finditer(text, start, reach))
    behind = _TOKEN.search(text, words[-1].end(), end)
    return [*words, behind] if behind else words


def _run_end(text: str, words: list[re.Match[str]], first: int) -> int:
    """The index of the run's last word."""
    last = at = first
    while at + 1 < len(words) and at - first < LONGEST:
        # "General Staff of Ukraine's Armed Forces" is one name, "Russia's Chief" is not.
        if _possessive(words[last].group()) and words[max(last - 1, first)].group() != "of":
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


def _trimmed(text: str, words: list[re.Match[str]], last: int, low: int) -> Iterator[Run]:
    first = 0
    # Only the opening word can be capitalised for its place alone.
    while first <= last and words[first].group() in ORDINARY:
        first += 1
    while last >= first and (words[last].group() in ORDINARY or not _capital(words[last].group())):
        last -= 1
    if first > last:
        return
    tokens = tuple(_token(w) for w in words[first : last + 1] if w.group() != ".")
    before = words[first - 1].group() if first else _before(text, low, words[0].start())
    after = words[last + 1].group() if last + 1 < len(words) else ""
    yield Run(
        tokens,
        first == 0 and (not before or before in _OPENERS or before[-1] in ".!?"),
        before,
        after,
        after == ",",
        _possessive(words[last].group()),
    )


def _before(text: str, low: int, at: int) -> str:
    """The token before ``at``, "" where there is none; no further back than a long word."""
    words = text[max(low, at - _LOOK_BACK) : at].rsplit(None, 1)
    if not words:
        return ""
    return words[-1] if words[-1].isalpha() else _TOKEN.findall(words[-1])[-1]


def _possessive(word: str) -> bool:
    return ("'" in word or "’" in word) and _POSSESSIVE.search(word) is not None


def _token(match: re.Match[str]) -> Token:
    word = match.group()
    bare = (_POSSESSIVE.sub("", word) or word) if _possessive(word) else word
    return Token(match.start(), match.start() + len(bare), bare)
