"""The tone gate: a story of death, war or abuse never carries a frivolous or lurid link, nor the reverse.

The words stand in ``tone.toml`` beside this file, by language, for editors to
read and change; an operator's own file adds to them and takes from them. A
story in a language without words is plain.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from itertools import compress
from typing import Any, Literal, get_args

from copytaster.errors import ConfigError
from copytaster.matching.words import stem, tokens

Tone = Literal["plain", "grave", "light", "bait"]
Sort = Literal["grave", "grave_hint", "light", "light_hint", "lurid", "figurative"]
# Tone shows in the headline and the first words; further down anything may be mentioned.
_LEAD_WORDS = 80
_HEADLINE_WEIGHT = 2
# Hints, those of the headline twice, that make a tone together.
_TOGETHER = 3
# So many light words, one in the headline, make gossip of a story with death in its headline.
_GOSSIP = 2
_DEFAULT = "en"
_MOST_KNOWN = 1 << 15


class Tones:
    """The words that set the tone, by language: those of this package and an operator's own."""

    def __init__(self, own: Mapping[str, Any] | None = None) -> None:
        self._languages = {
            language: _Lexicon(_merged(shipped, (own or {}).get(language, {})), language)
            for language, shipped in {**{key: {} for key in own or {}}, **_shipped()}.items()
        }

    def tone(self, copy: list[str], headline: list[str], language: str | None = None) -> Tone:
        """The tone of a story, from the words of its headline and of its first sentences.

        ``language`` is ISO 639-1, English where it is None. ``bait`` is both: a crime
        told for its lurid side, or a death among gossip.
        """
        lexicon = self._languages.get((language or _DEFAULT)[:2])
        if lexicon is None:
            return "plain"
        head, lead = lexicon.found(headline), lexicon.found(copy[:_LEAD_WORDS])
        light = _light(head, lead)
        if head["grave"] or lead["grave"]:
            return "bait" if _gossip(head, lead) else "grave"
        if _hinted(head, lead, "grave_hint"):
            return "light" if light else "grave"
        return "light" if light or _hinted(head, lead, "light_hint") else "plain"


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
    sorts = ", ".join(get_args(Sort))
    if not isinstance(lists, dict) or len(language) != 2:
        raise ConfigError(f"{language!r} is no table of a language, such as [en]", subject=subject)
    for sort, words in lists.items():
        if sort not in get_args(Sort):
            raise ConfigError(f"{language}.{sort} is not one of {sorts}", subject=subject)
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise ConfigError(f"{language}.{sort} must be a list of words", subject=subject)


def _light(head: Counter[str], lead: Counter[str]) -> bool:
    return bool(head["light"] + head["lurid"] + lead["light"] + lead["lurid"])


def _gossip(head: Counter[str], lead: Counter[str]) -> bool:
    """Whether death is told for show: with lurid words, or under a light headline."""
    if head["lurid"] or lead["lurid"]:
        return True
    if not head["grave"]:
        return head["light"] > 0
    return head["light"] > 0 and head["light"] + lead["light"] >= _GOSSIP


def _hinted(head: Counter[str], lead: Counter[str], sort: Sort) -> bool:
    return _HEADLINE_WEIGHT * head[sort] + lead[sort] >= _TOGETHER


def _shipped() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("tone.toml").read_text(encoding="utf-8"))


def _merged(shipped: Mapping[str, list[str]], own: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The shipped lists with the operator's words; a word with - before it is taken out."""
    found = {}
    for sort in get_args(Sort):
        given = own.get(sort, [])
        gone = {word[1:].strip() for word in given if word.startswith("-")}
        kept = [word for word in shipped.get(sort, []) if word not in gone]
        found[sort] = kept + [word for word in given if not word.startswith("-")]
    return found


# The words of a phrase from its third on, as they are compared, and its sort.
_Phrase = tuple[tuple[str, ...], str]
# The phrases that begin with a word, by their second, the longest first.
_Phrases = dict[str, list[_Phrase]]


class _Lexicon(dict[str, tuple[str, _Phrases] | None]):
    """The words of one language: for each word seen its sort and the phrases it may begin, None for most."""

    def __init__(self, lists: Mapping[str, list[str]], language: str) -> None:
        super().__init__()
        self._fold: Callable[[str], str] = _stemmed if language == _DEFAULT else str
        self._single: dict[str, str] = {}
        self._prefixes: list[tuple[str, str]] = []
        self._phrases: dict[str, _Phrases] = {}
        for sort, words in lists.items():
            for word in words:
                self._put(word, sort)
        for phrases in self._phrases.values():
            for ending in phrases.values():
                ending.sort(key=lambda phrase: (-len(phrase[0]), phrase))
        self._prefixes.sort(key=lambda prefix: (-len(prefix[0]), prefix))

    def __missing__(self, word: str) -> tuple[str, _Phrases] | None:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        term = self._fold(word)
        phrases, starts = self._phrases.get(term, {}), self._prefixes
        sort = self._single.get(term) or next((s for p, s in starts if term.startswith(p)), "")
        self[word] = found = (sort, phrases) if sort or phrases else None
        return found

    def found(self, words: list[str]) -> Counter[str]:
        """How often each sort of words stands there, phrases before the words in them."""
        counted, after = Counter[str](), 0
        known = list(map(self.__getitem__, words))
        for at, following in compress(enumerate([*words[1:], ""]), known):
            if at < after or (one := known[at]) is None:
                continue
            sort, phrases = one
            after = at + 1
            if phrases and (endings := phrases.get(self._fold(following))):
                sort, after = self._longest(words, at + 2, endings) or (sort, after)
            if sort:
                counted[sort] += 1
        return counted

    def _longest(self, words: list[str], at: int, endings: list[_Phrase]) -> tuple[str, int] | None:
        """The sort of the longest phrase that ends so from there on, and where it ends."""
        terms = tuple(map(self._fold, words[at : at + len(endings[0][0])]))
        for rest, sort in endings:
            if terms[: len(rest)] == rest:
                return sort, at + len(rest)
        return None

    def _put(self, word: str, sort: str) -> None:
        terms = tuple(map(self._fold, tokens(word)))
        if not terms:
            return
        if word.endswith("*"):
            self._prefixes.append((tokens(word)[0], sort))
        elif len(terms) > 1:
            phrases = self._phrases.setdefault(terms[0], {})
            phrases.setdefault(terms[1], []).append((terms[2:], sort))
        else:
            self._single.setdefault(terms[0], sort)


def _stemmed(word: str) -> str:
    return stem(word) or word
