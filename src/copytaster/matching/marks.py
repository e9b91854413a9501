"""What of a story survives translation: names, places by their number, figures, the agency's slug.

A mark is a short string: ``n:`` and a name's last word in plain letters, ``g:``
and a GeoNames number, ``#:`` and the digits of a number, ``s:`` and a slug.
Two stories with rare marks in common tell of the same people and places,
whatever their languages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from sys import intern

from copytaster.anatomy.gazetteer import candidates
from copytaster.model import Story

_MOST = 32  # marks of one story: its first names, places and numbers
_READ = 1500  # code points of a copy read for numbers and towns; news says the main thing first
_LOOKED_UP = 40  # words looked for on the map where no places were read
_TOWN = 30_000  # people; a smaller town is as likely a common word of some language
# A run of digits; what stands around it is looked at after, which is quicker than in the pattern.
_NUMBER = re.compile(r"\d[\d.,\u00a0\u202f]*")
_GROUPED = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f]\d{3}){0,3}|\d{4,9}")
# Where places are read, a story without any names no town; of a language nobody told nothing is known.
_PLACES_READ = ("", "en")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"[^\W\d_][\w’'-]{2,30}")
# As many letters of a name as cases and spellings leave alone.
_STEM = 5
# Cyrillic and Greek in plain letters, as newspapers write them.
_LATIN = dict(zip(
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґαβγδεζηθικλμνξοπρστυφχψως",
    ["a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", ".", "y", ".", "e", "yu", "ya", "i", "i", "e", "g", "a", "v", "g", "d", "e", "z", "i", "th", "i", "k", "l", "m", "n", "x", "o", "p", "r", "s", "t", "y", "f", "ch", "ps", "o", "s"],
    strict=True,
))  # fmt: skip


def marks_of(story: Story) -> tuple[str, ...]:
    """The marks of a story, in the order it names them, at most 32."""
    return tuple(named_marks(story))


def named_marks(story: Story) -> dict[str, str]:
    """The marks of a story, each with what a reader would call it."""
    found: dict[str, str] = {}
    for mark, name in islice(_marks(story), 4 * _MOST):
        found.setdefault(mark, name)
    return dict(islice(found.items(), _MOST))


def _marks(story: Story) -> Iterator[tuple[str, str]]:
    if story.item.slug and (slug := plain(story.item.slug)):
        yield intern(f"s:{slug[:40]}"), story.item.slug
    for number, place in _places(story):
        yield intern(f"g:{number}"), place
    credited = {credit.name for credit in story.credits}
    for name in story.names:
        if name.name not in credited and (stem := _stem(name.name)):
            yield stem, name.name
    for digits in _numbers(story.copy[:_READ]):
        yield intern(f"#:{digits}"), digits


def _places(story: Story) -> Iterable[tuple[int, str]]:
    located = (*(story.dateline.located if story.dateline else ()), *story.places)
    known = [(p.geonames, p.name) for p in located if p.geonames and not p.demonym]
    return known or (_towns(story) if (story.language or "") not in _PLACES_READ else ())


def _towns(story: Story) -> Iterator[tuple[int, str]]:
    """Towns and countries on the map, for copy in a language whose places nobody reads."""
    text = f"{story.headline or ''} {story.copy[:_READ]}"
    words = (m[0] for m in _WORD.finditer(text) if not m[0][0].islower())
    for word in islice(words, _LOOKED_UP):
        for place in candidates(word)[:1]:
            if place.geonames and (place.kind == "C" or place.population >= _TOWN):
                yield place.geonames, place.name


@lru_cache(maxsize=20_000)
def _stem(name: str) -> str:
    """The mark of a name: the beginning of its last word, without case, accents and script."""
    last = plain(name.rpartition(" ")[2])
    return intern(f"n:{last[:_STEM]}") if len(last) > 2 else ""


def plain(text: str) -> str:
    """Letters and digits only, lower case, without accents, Cyrillic and Greek in Latin letters."""
    marked = unicodedata.normalize("NFKD", text[:80]).casefold()
    letters = (_LATIN.get(c, c) for c in marked)
    return "".join(c for c in "".join(letters) if c.isalnum())


def _numbers(text: str) -> Iterator[str]:
    for match in _NUMBER.finditer(text):
        number, (start, end) = match[0].rstrip(".,\u00a0\u202f"), match.span()
        beside = text[start - 1 : start] + text[end : end + 1]
        if not _GROUPED.fullmatch(number) or any(c.isalnum() or c in "%-" for c in beside):
            continue
        digits = "".join(str(unicodedata.digit(c)) for c in number if c.isdigit())
        if len(digits) > 1 and not _YEAR.fullmatch(digits):
            yield digits.lstrip("0") or "0"
