"""The tone gate: a story of death, war or abuse never carries a frivolous or lurid link, nor the reverse.

The words stand in ``tone.toml`` beside this file, by language, for editors to
read and change; an operator's own file adds to them and takes from them. A
story in a language without words is plain.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import compress
from typing import Any, Literal, get_args

from copytaster.errors import ConfigError
from copytaster.matching.words import tokens

Tone = Literal["plain", "grave", "light", "bait"]
Sort = Literal[
    "grave",
    "grave_soft",
    "grave_hint",
    "scene",
    "light",
    "light_hint",
    "lurid",
    "sport",
    "arts",
    "affairs",
    "sober",
    "figurative",
]
# Tone shows in the headline and the first words; further down anything may be mentioned.
LEAD_WORDS = 80
_OPENING_WORDS = 40
# Exclamation marks are looked for in so much of the copy; each is worth so much, so many count.
_OPENING_CHARS = 300
_LOUD = 2
_LOUDEST = 2
# From so many points on, a story has the tone.
_BAR = 6
# One word of sport or business in the opening may stand in any story.
_BY_CHANCE = 2
# Light hints weigh more where no word is sober.
_NOTHING_EARNEST = 2
_NUMBER = "#"
_FORMS = "forms"
_DEFAULT = "en"
_MOST_KNOWN = 1 << 15
# What a sort of words is worth in the headline, in the opening and in the rest of the lead.
_Points = dict[str, tuple[int, int, int]]
# The points found, by sort of words; those of light words in the headline apart.
_Found = dict[str, int]
_LIGHT_HEADLINE = "light headline"


class Tones:
    """The words that set the tone, by language: those of this package and an operator's own."""

    def __init__(self, own: Mapping[str, Any] | None = None) -> None:
        shipped = _shipped()
        points = {key: tuple(value) for key, value in shipped.pop("points").items()}
        self._languages = {
            language: _Lexicon(_merged(lists, (own or {}).get(language, {})), language, points)
            for language, lists in {**{key: {} for key in own or {}}, **shipped}.items()
        }

    def tone(
        self, copy: list[str], headline: list[str], language: str | None = None, loud: int = 0
    ) -> Tone:
        """The tone of a story, from the words of its headline and of its first sentences.

        ``language`` is ISO 639-1, English where it is None; ``loud`` says how many of its sentences
        end in an exclamation mark, as `loudness` counts them. ``bait`` is both: a crime told for
        its lurid side, or a death among gossip.
        """
        lexicon = self._languages.get((language or _DEFAULT)[:2])
        if lexicon is None:
            return "plain"
        found = lexicon.found(headline, copy[:LEAD_WORDS])
        light = _levity(found, loud) >= _BAR
        if _gravity(found) >= _BAR:
            return "bait" if light and _gossip(found) else "grave"
        return "light" if light else "plain"


def fits(one: Tone, other: Tone) -> bool:
    """Whether stories of these tones may stand beside each other."""
    grave, light = {"grave", "bait"}, {"light", "bait"}
    return not (one in grave and other in light) and not (one in light and other in grave)


@cache
def shipped_tones() -> Tones:
    """The words of this package alone."""
    return Tones()


def own_tones(data: bytes, subject: str) -> Tones:
    """The words of this package with those of an operator's file.

    Raises ConfigError naming ``subject`` when the file is not such a list.
    """
    try:
        own = tomllib.loads(data.decode("utf-8"))
    except ValueError as error:
        raise ConfigError("is not TOML", subject=subject, cause=str(error)) from error
    for language, lists in own.items():
        _check(language, lists, subject)
    return Tones(own)


def _check(language: str, lists: Any, subject: str) -> None:
    lists_of = (*get_args(Sort), _FORMS)
    sorts = ", ".join(lists_of)
    if not isinstance(lists, dict) or len(language) != 2:
        raise ConfigError(f"{language!r} is no table of a language, such as [en]", subject=subject)
    for sort, words in lists.items():
        if sort not in lists_of:
            raise ConfigError(f"{language}.{sort} is not one of {sorts}", subject=subject)
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise ConfigError(f"{language}.{sort} must be a list of words", subject=subject)


def loudness(headline: str, copy: str) -> int:
    """How many sentences of the headline and the first of the copy end in an exclamation mark outside of quotations."""
    opening = copy[:_OPENING_CHARS]
    return headline.count("!") + opening.count("! ") + opening.count("!\n") + opening.endswith("!")


def _gravity(found: _Found) -> int:
    """Figures of speech are of sport, stage and affairs: their words weigh against soft ones and hints."""
    told_of = max(0, found["sport"] + found["arts"] + found["affairs"] - _BY_CHANCE)
    hints = found["grave_soft"] + found["grave_hint"] + found["scene"]
    return found["grave"] + max(0, hints - told_of)


def _levity(found: _Found, loud: int) -> int:
    """A light headline, or light words that nothing sober outweighs; stage and page lean to the light side."""
    hints = found["light"] + found["light_hint"] + found["arts"] // 3 + min(loud, _LOUDEST) * _LOUD
    earnest = (
        found["sport"]
        + found["affairs"]
        + found["sober"]
        + (found["grave_hint"] + found["scene"]) // 2
    )
    if found["light_hint"] and not earnest:
        hints += _NOTHING_EARNEST
    return found[_LIGHT_HEADLINE] + found["lurid"] + max(0, hints - earnest)


def _gossip(found: _Found) -> bool:
    """Whether death is told for show."""
    return found[_LIGHT_HEADLINE] + found["light"] + found["lurid"] > 0


def _shipped() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("tone.toml").read_text(encoding="utf-8"))


def _merged(shipped: Mapping[str, list[str]], own: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The shipped lists with the operator's words; a word with - before it is taken out."""
    found = {}
    for sort in (*get_args(Sort), _FORMS):
        given = own.get(sort, [])
        gone = {word[1:].strip() for word in given if word.startswith("-")}
        kept = [word for word in shipped.get(sort, []) if word not in gone]
        found[sort] = kept + [word for word in given if not word.startswith("-")]
    return found


# A sort of words, and the word or the first of a phrase, as compared.
_Hit = tuple[str, str]
# The words of a phrase from its third on, as they are compared, and what it is.
_Phrase = tuple[tuple[str, ...], _Hit]
# The phrases that begin with a word, by their second, the longest first.
_Phrases = dict[str, list[_Phrase]]


class _Lexicon(dict[str, tuple[_Hit | None, _Phrases] | None]):
    """The words of one language: what each word seen is and the phrases it may begin, None for most."""

    def __init__(self, lists: Mapping[str, list[str]], language: str, points: _Points) -> None:
        super().__init__()
        self._points = points
        self._none = dict.fromkeys((*points, _LIGHT_HEADLINE), 0)
        self._fold = _Fold(lists.get(_FORMS, []), language).__getitem__
        self._single: dict[str, str] = {}
        self._prefixes: list[tuple[str, str]] = []
        self._phrases: dict[str, _Phrases] = {}
        for sort in get_args(Sort):
            for word in lists.get(sort, []):
                self._put(word, sort)
        for phrases in self._phrases.values():
            for ending in phrases.values():
                ending.sort(key=lambda phrase: (-len(phrase[0]), phrase))
        self._prefixes.sort(key=lambda prefix: (-len(prefix[0]), prefix))

    def __missing__(self, word: str) -> tuple[_Hit | None, _Phrases] | None:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        term = self._fold(word)
        phrases, starts = self._phrases.get(term, {}), self._prefixes
        sort = self._single.get(term) or next((s for p, s in starts if term.startswith(p)), "")
        hit = (sort, term) if sort else None
        self[word] = found = (hit, phrases) if hit or phrases else None
        return found

    def found(self, headline: list[str], lead: list[str]) -> _Found:
        """The points of each sort of words that stand there, a word or phrase once, at its first place."""
        counted, points = self._none.copy(), self._points
        titled = self._hits(headline)
        for sort, _ in titled:
            counted[_LIGHT_HEADLINE if sort == "light" else sort] += points[sort][0]
        for hit, at in self._hits(lead).items():
            if hit not in titled:
                counted[hit[0]] += points[hit[0]][1 if at < _OPENING_WORDS else 2]
        return counted

    def _hits(self, words: list[str]) -> dict[_Hit, int]:
        """What stands there and where first, phrases before the words in them."""
        hits, after = dict[_Hit, int](), 0
        known = list(map(self.__getitem__, words))
        for at, following in compress(enumerate([*words[1:], ""]), known):
            if at < after or (one := known[at]) is None:
                continue
            hit, phrases = one
            after = at + 1
            if phrases and (endings := phrases.get(self._fold(following))):
                hit, after = self._longest(words, at + 2, endings) or (hit, after)
            if hit and hit not in hits:
                hits[hit] = at
        return hits

    def _longest(
        self, words: list[str], at: int, endings: list[_Phrase]
    ) -> tuple[_Hit, int] | None:
        """The longest phrase that ends so from there on, and where it ends."""
        terms = tuple(map(self._fold, words[at : at + len(endings[0][0])]))
        for rest, hit in endings:
            if terms[: len(rest)] == rest:
                return hit, at + len(rest)
        return None

    def _put(self, word: str, sort: str) -> None:
        terms = tuple(map(self._fold, _written(word)))
        if not terms:
            return
        if word.endswith("*"):
            self._prefixes.append((tokens(word)[0], sort))
        elif len(terms) > 1:
            phrases = self._phrases.setdefault(terms[0], {})
            phrases.setdefault(terms[1], []).append((terms[2:], (sort, " ".join(terms))))
        else:
            self._single.setdefault(terms[0], sort)


def _written(word: str) -> list[str]:
    """The words of an entry; # stands for a number, which no copy writes so."""
    return [
        part for piece in word.split() for part in ([piece] if piece == _NUMBER else tokens(piece))
    ]


class _Fold(dict[str, str]):
    """A word as it is compared: in English a number is #, and inflected forms are one."""

    def __init__(self, forms: list[str], language: str) -> None:
        super().__init__()
        self._english = language == _DEFAULT
        self._forms = {form: line.split()[0] for line in forms for form in line.split()}

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        self[word] = found = self._forms.get(word) or (_lemma(word) if self._english else word)
        return found


def _lemma(word: str) -> str:
    if word.isdigit():
        return _NUMBER
    if len(word) < 4 or not word.isascii():
        return word
    return _undoubled(_suffixless(word) if len(word) > 4 else word)


def _suffixless(word: str) -> str:
    if word.endswith(("ies", "ie")):
        return word.removesuffix("s")[:-2] + "y"
    for suffix, shortest in (("ing", 7), ("ed", 6), ("es", 6), ("s", 5)):
        if word.endswith(suffix) and len(word) >= shortest and not word.endswith("ss"):
            return word[: -len(suffix)].removesuffix("e") if len(word) > 5 else word[:-1]
    return word.removesuffix("e")


def _undoubled(word: str) -> str:
    return word[:-1] if word[-1] == word[-2] else word
