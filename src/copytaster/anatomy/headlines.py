"""Where a headline that runs into the copy ends, with or without punctuation.

Headline case is the sign: nearly every long word of it is capitalised, and the
copy behind it is not.
"""

from __future__ import annotations

import itertools
import re

from copytaster.words import wordset

# Promos longer than this are not headlines; nothing behind it is looked at.
LONGEST = 420
_END = re.compile(r"[.!?…।。！？][’”\"')\]]{0,3}")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
# Aggregators leave escaped character references in the copy.
_ENTITY = re.compile(r"&[#\w;]{1,12};")
_SMALL = wordset("""
    a an and as at but by for from if in into is it its nor of off on onto or over per so than
    that the to up upon via vs was were when while who will with after amid before not are be
    has have had his her he she they their this de la le les el los del der die das und y e o du
    des en et
""")
_STARTERS = wordset("""
    The A An This That These Those He She It They We In On At According However Meanwhile
    Earlier After Speaking Police Officials Addressing Talking Notably Further Moreover Also But
    And As For From
""")
_ABBREVIATED = re.compile(
    r"\b(?:Rs|Mr|Mrs|Ms|Dr|No|vs|St|Jr|Sr|Lt|Gen|Col|Sgt|U\.S|U\.K|U\.N|[A-Z])\.$"
)
_GLUED = re.compile(r"(?<=[a-z’”\"')\]])(?=[A-Z][a-z])")
# The share of capitalised long words by which text counts as a headline.
_HEADLINE_SHARE = 0.6


def headline_end(text: str, start: int, end: int) -> int:
    """The offset behind the headline that begins at ``start``, at most ``end``.

    A line break always ends it. Looks at no more than `LONGEST` characters.
    """
    stop = min(end, start + LONGEST)
    line = text.find("\n", start, stop)
    if line >= 0:
        end = stop = line
    for match in _END.finditer(text, start, stop):
        if _closes(text, start, match.end(), end):
            limit = match.end()
            return _unpunctuated_end(text, start, limit) or limit
    return _unpunctuated_end(text, start, stop) or (stop if stop == end else _word_end(text, stop))


def _closes(text: str, start: int, after: int, end: int) -> bool:
    if after >= end:
        return True
    follower = text[after]
    if not (follower.isspace() or follower.isupper() or follower in '"“‘(&'):
        return False
    if _ABBREVIATED.search(text[max(start, after - 6) : after]):
        return False
    return not is_headline_like(text[after : min(end, after + 90)])


def is_headline_like(piece: str) -> bool:
    """Whether nearly every word of the piece is written as headlines write them."""
    words = _WORD.findall(_ENTITY.sub(" ", piece))[1:8]
    words = [w for w in words if w.lower() not in _SMALL] or words
    if not words:
        return False
    capitals = sum(1 for w in words if w[0].isupper())
    return bool(capitals >= _HEADLINE_SHARE * len(words))


def _unpunctuated_end(text: str, start: int, stop: int) -> int | None:
    """Where headline case gives way to running copy inside ``text[start:stop]``, or None."""
    words = list(_WORD.finditer(text, start, stop))
    if not is_headline_like(text[start : start + 90]):
        return _sentence_case_end(text, words)
    at = next((i for i, w in enumerate(words) if i > 2 and _running(words, i)), None)
    if at is None:
        return None
    glue = [
        m.start() for m in _GLUED.finditer(text, words[max(0, at - 4)].start(), words[at].start())
    ]
    if glue:
        return glue[-1]
    for back in range(at - 1, max(at - 4, 2), -1):
        if words[back].group() in _STARTERS:
            return _trimmed_end(text, words[back].start())
    return None


def _sentence_case_end(text: str, words: list[re.Match[str]]) -> int | None:
    """Before a capitalised function word behind a plain one: ``… and we let it The river rose``."""
    for before, word in itertools.pairwise(words):
        between = text[before.end() : word.start()]
        if word.group() in _STARTERS and before.group().islower() and not between.strip():
            return before.end()
    return None


def _running(words: list[re.Match[str]], at: int) -> bool:
    """Whether running copy is on by this word: it and another of the next four are plain lower case."""
    return _plain(words[at].group()) and any(_plain(w.group()) for w in words[at + 1 : at + 5])


def _plain(word: str) -> bool:
    return len(word) > 2 and word.islower() and word not in _SMALL


def _trimmed_end(text: str, at: int) -> int:
    while at > 0 and text[at - 1].isspace():
        at -= 1
    return at


def _word_end(text: str, at: int) -> int:
    while at < len(text) and not text[at].isspace():
        at += 1
        if at % LONGEST == 0:
            break
    return at
