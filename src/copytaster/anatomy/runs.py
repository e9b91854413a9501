"""Capitalised runs: the raw stuff of names and places, found once for all who need it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache, partial
from typing import NamedTuple

from copytaster.anatomy.given_names import GIVEN
from copytaster.anatomy.lexicon import JOINERS, OF_HEADS, ORDINARY, TITLES
from copytaster.anatomy.name_words import KNOWN_NAMES
from copytaster.anatomy.tagger import known_organisation
from copytaster.words import wordset

# "W.Va.": initials and the rest of a state's name are one word.
_STATE = r"[NSW]\.(?:Va|Dak|Mex|Car)\b"
_TOKEN = re.compile(
    rf"{_STATE}|(?:[A-Z]\.){{1,4}}(?![a-z])|[A-Z]{{1,3}}&[A-Z]{{1,3}}(?!\w)|[^\W\d_][\w’'-]{{0,40}}|\S"
)
# "People's", "Women's" are words of a name; other possessives end one.
_POSSESSIVE = re.compile(r"(?<!\b[Pp]eople)(?<!\b[Ww]omen)(?<!\b[Mm]en)(?<!\b[Cc]hildren)['’]s?$")
_DOTTED = wordset("""
    Mr Mrs Ms Dr Prof Rev St Smt Gen Lt Col Maj Capt Sgt Adm Cmdr Sen Rep Gov Brig Jr Sr Inc
    Corp Ltd Co
""")
_OPENERS = "\"'“‘«([—–:;•*"
#: A run of more words than this is a headline in capitals, not a name.
LONGEST = 9
# Every capital of the basic plane that is a letter (circled ones are signs) as one set: the search
# skips small print at the speed of memory.
_CAPITALS = "".join(re.escape(c) for c in map(chr, range(0x10000)) if c.isupper() and c.isalnum())
_UPPER = re.compile(f"[{_CAPITALS}]")
_ANY_WORD = (
    rf"(?:{_STATE}|(?:[A-Z]\.){{1,4}}|[A-Z]{{1,3}}&[A-Z]{{1,3}}(?!\w)|[^\W\d_][\w’'-]{{0,40}})"
)
# "al-Tarsk" goes on with the name before it.
_PARTICLE = r"(?:a[ltnrsz]|ash|e[ls]|ul|bin|ibn|d)-"
_PARTICLED = re.compile(rf"{_PARTICLE}[A-Z]")
# As far as a run may go, and the token behind that.
_REACH = re.compile(
    rf"(?P<words>{_ANY_WORD}(?:\.? (?:(?:{'|'.join(sorted(JOINERS))}) (?:the )?)?(?=(?:{_PARTICLE})?[{_CAPITALS}]){_ANY_WORD}){{0,{LONGEST}}})"
    rf"\s*(?P<behind>{_TOKEN.pattern})?"
)
# "May" ends a name behind these.
_BEARERS_OF_MAY = GIVEN | TITLES | {"Minister"}
_OWNED = wordset("Staff Command Chief Head Forces Office Government Council President Minister")
_LOOK_BACK = 60
# Each of them is a token by itself.
_SEPARATE = frozenset(',;:()[]"“”‘—–!?')
# A word may go on behind these.
_JOINTS = "_’'-"


#: Where each word of a run begins and ends.
Spans = tuple[tuple[int, int], ...]


class Token(NamedTuple):
    """A word where it stands."""

    start: int
    end: int
    text: str


class Run(NamedTuple):
    """Capitalised words that follow each other. ``opens``: at the start of a sentence or quote.

    ``start`` and ``end`` are its own, ``spans`` those of its words, counted from ``base``, possessive
    endings left out; ``before`` and ``after`` are the lower-case words next to it, "" where there is
    none; ``comma`` says that a comma follows.
    """

    start: int
    end: int
    words: tuple[str, ...]
    base: int
    spans: Spans
    opens: bool
    before: str
    after: str
    comma: bool
    possessive: bool

    def begin(self, index: int) -> int:
        """Where the word of that index begins."""
        return self.base + self.spans[index][0]

    def stop(self, index: int) -> int:
        """Behind the word of that index."""
        return self.base + self.spans[index][1]


class _Shape(NamedTuple):
    """The run in capitalised words, wherever they stand; offsets count from the first.

    ``reach`` is how far the words are read, ``words`` (perhaps none) what is left without ordinary
    ones at its ends; ``before`` and ``after`` are the words next to it, None where the text tells.
    """

    reach: int
    start: int
    end: int
    words: tuple[str, ...]
    spans: Spans
    before: str | None
    after: str | None
    possessive: bool


# Quicker than the class: a story has a hundred runs.
_new_run = partial(tuple.__new__, Run)


def find_runs(text: str, ranges: tuple[tuple[int, int], ...]) -> tuple[Run, ...]:
    """The capitalised runs inside the ranges, in order; linear."""
    return tuple([run for start, end in ranges for run in _runs(text, start, end)])


@lru_cache(maxsize=4096)
def _capital(word: str) -> bool:
    return word[0].isupper() or _PARTICLED.match(word) is not None


def _runs(text: str, start: int, end: int) -> Iterator[Run]:
    at = start
    while capital := _UPPER.search(text, at, end):
        found = capital.start()
        if found > at and (text[found - 1].isalnum() or text[found - 1] in _JOINTS):
            first = _word_at(text, at, found, end)
            if not _capital(first.text):
                at = first.end  # inside a word, as in "iPad"
                continue
            found = first.start
        reach = _REACH.match(text, found, end)
        assert reach, "every capital begins a word"
        words, behind = reach.groups()
        shape = _shape(words)
        at = found + shape.reach
        if shape.words:
            yield _run(text, start, found, shape, behind or "")


def _word_at(text: str, low: int, at: int, end: int) -> Token:
    """The token that holds ``text[at]``, where letters or joints stand before it."""
    begin = at
    while begin > low and (text[begin - 1].isalnum() or text[begin - 1] in _JOINTS):
        begin -= 1
    return next(_token(t) for t in _TOKEN.finditer(text, begin, end) if t.end() > at)


# Names come again, in one story and in the next.
@lru_cache(maxsize=20_000)
def _shape(name: str) -> _Shape:
    if name.isalpha() and name[0].isupper():
        return _of_one(name)
    words = [_token(t) for t in _TOKEN.finditer(name)]
    first, last = 0, _run_end(name, words)
    reach = words[last].end
    # Only the opening word can be capitalised for its place alone.
    while first <= last and _ordinary(words[first].text):
        first += 1
    while last >= first and _ends_before(words, first, last):
        last -= 1
    tokens = tuple([_bare(w) for w in words[first : last + 1] if w.text != "."])
    return _Shape(
        reach,
        tokens[0].start if tokens else reach,
        tokens[-1].end if tokens else reach,
        tuple([token.text for token in tokens]),
        tuple([token[:2] for token in tokens]),
        words[first - 1].text if first else None,
        words[last + 1].text if last + 1 < len(words) else None,
        first <= last and _possessive(words[last].text),
    )


def _of_one(word: str) -> _Shape:
    """The shape of a word of letters by itself."""
    end = len(word)
    if word in ORDINARY:
        return _Shape(end, end, end, (), (), word, None, False)
    return _Shape(end, 0, end, (word,), ((0, end),), None, None, False)


def _ordinary(word: str) -> bool:
    """``The``, and ``I've``."""
    return word in ORDINARY or (word.partition("'")[0] in ORDINARY and word[-2:] != "'s")


def _ends_before(words: list[Token], first: int, last: int) -> bool:
    """Whether the last word is no part of the name: a day, a small word; but ``Theresa May``, ``USA Today``."""
    word = words[last].text
    if word == "May" and last > first:
        return words[last - 1].text not in _BEARERS_OF_MAY
    if not _ordinary(word):
        return not _capital(word)
    # "USA Today", "Group of Seven"
    name = " ".join([w.text for w in words[first : last + 1]])
    return last == first or not (name in KNOWN_NAMES or known_organisation(name))


def _token(match: re.Match[str]) -> Token:
    return Token(match.start(), match.end(), match.group())


def _run_end(name: str, words: list[Token]) -> int:
    """The index of the run's last word."""
    last = 0
    while last + 1 < len(words) and last < LONGEST:
        # "General Staff of Ukraine's Armed Forces" is one name, "Russia's Chief" is not.
        if _possessive(words[last].text) and not _owned_within(words, last):
            break
        step = _next_capital(name, words, last)
        if step is None:
            break
        last = step
    return last


def _owned_within(words: list[Token], last: int) -> bool:
    """``Staff of Ukraine's Armed Forces`` is one name; ``Bank of England's Board`` is two."""
    return last > 1 and words[last - 1].text == "of" and words[last - 2].text in _OWNED


def _next_capital(name: str, words: list[Token], last: int) -> int | None:
    following = last + 1
    if words[following].text == "." and words[last].text in _DOTTED:
        following += 1
    if following >= len(words) or name[words[following - 1].end : words[following].start] != " ":
        return None
    word = words[following].text
    if _capital(word):
        return following
    if word not in JOINERS or following + 1 >= len(words):
        return None
    if word == "of" and words[last].text not in OF_HEADS:
        return None
    beyond = following + 1
    if word == "of" and words[beyond].text == "the" and beyond + 1 < len(words):
        beyond += 1
    return beyond if _capital(words[beyond].text) else None


def _run(text: str, low: int, at: int, shape: _Shape, behind: str) -> Run:
    """The run of that shape at ``text[at]``."""
    _, start, end, words, spans, before, after, possessive = shape
    opens = False
    if before is None:
        before = _before(text, low, at)
        opens = not before or before in _OPENERS or before[-1] in ".!?"
    if after is None:
        after = behind
    start, end = at + start, at + end
    return _new_run((start, end, words, at, spans, opens, before, after, after == ",", possessive))


def _before(text: str, low: int, at: int) -> str:
    """The token before ``at``, "" where there is none; no further back than a long word."""
    words = text[max(low, at - _LOOK_BACK) : at].rsplit(None, 1)
    if not words:
        return ""
    near = words[-1]
    if near.isalpha():
        return near
    return near[-1] if near[-1] in _SEPARATE else _TOKEN.findall(near)[-1]


def _possessive(word: str) -> bool:
    return ("'" in word or "’" in word) and _POSSESSIVE.search(word) is not None


def _bare(token: Token) -> Token:
    """The token without its possessive ending."""
    if not _possessive(token.text):
        return token
    bare = _POSSESSIVE.sub("", token.text) or token.text
    return Token(token.start, token.start + len(bare), bare)
