"""Whom a pronoun stands for: who was heard, or is named, nearest before it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from copytaster.attribution import lexicon as lx
from copytaster.attribution.cast import Cast, Mention
from copytaster.attribution.hearing import BACK, Hearing
from copytaster.attribution.naming import Namer
from copytaster.attribution.roles import ROLE_NOUNS
from copytaster.attribution.tokens import Tokens
from copytaster.attribution.voices import Voice
from copytaster.words import wordset

Range = tuple[int, int]
PRONOUNS = lx.SUBJECT_PRONOUNS | lx.OBJECT_PRONOUNS | lx.POSSESSIVES
_PERSONAL = wordset("he she him her his")
_PLURAL = wordset("they them their")
_NEUTER = wordset("it its")
_SUBJECT_WITHIN = 8  # tokens from a sentence's start
_BEFORE_PLACES = wordset(
    "in at near capital city town village province district island port resort"
)


@dataclass(slots=True)
class Pronouns:
    """Resolves pronouns against what the story names and whom it has let speak."""

    tokens: Tokens
    cast: Cast
    names: Namer
    hearing: Hearing
    _known: dict[int, Voice] = field(default_factory=dict)

    def resolve(self, word: str, at: int) -> Voice:
        """Whom the pronoun at token ``at`` stands for; what was found first stays."""
        if at not in self._known:
            self._known[at] = self.meant(word, at)
        return self._known[at]

    def meant(self, word: str, at: int) -> Voice:
        """Whom ``word`` would stand for at token ``at``, as things stand."""
        if word in _PERSONAL:
            return self._person_before(word, at)
        if word in _PLURAL:
            return self.hearing.last(self.tokens.sentence[at], ("group", "other", "media"))
        if word in _NEUTER:
            return self._thing_before(at)
        return Voice()

    def _person_before(self, word: str, at: int) -> Voice:
        sentence = self.tokens.sentence[at]
        gender = "f" if word in ("she", "her") else "m"
        heard = self.hearing.person_in(sentence, gender)
        if heard is not None:
            return heard
        named = self._people_in(sentence, at, gender)
        if named:
            return self.names.person(named[0].name)
        unlikely: str | None = None
        for back in range(1, BACK + 1):
            heard = self.hearing.person_in(sentence - back, gender)
            if heard is not None:
                return heard
            if sentence - back < 0:
                break
            holder = self._opening_post(sentence - back)
            if holder is not None and self.names.fits(holder.names[0], gender):
                return holder
            named = self._people_in(sentence - back, len(self.tokens), gender)
            if named and self._likely(named[0], gender):
                return self.names.person(named[0].name)
            unlikely = unlikely or (named[0].name if named else None)
        last = self.hearing.last_person(sentence, gender)
        return last if last.names or unlikely is None else self.names.person(unlikely)

    def _likely(self, mention: Mention, gender: str) -> bool:
        """Is the name known to be of that gender, or does it begin its sentence?"""
        begin = self.tokens.bounds[self.tokens.sentence[mention.first]][0]
        return mention.first - begin < _SUBJECT_WITHIN or self.names.is_of(mention.name, gender)

    def _opening_post(self, sentence: int) -> Voice | None:
        """Whom "The general", "The Veldorian president" at the sentence's start stands for."""
        first, last = self.tokens.bounds[sentence]
        if self.tokens.lower[first] != "the":
            return None
        for i in range(first + 1, min(last, first + 4)):
            if self.tokens.lower[i] in ROLE_NOUNS and self.tokens.lower[i + 1 : i + 2] != ["of"]:
                return self.names.by_post(first, i)
        return None

    def people_in(self, sentence: int) -> list[tuple[str, Range]]:
        """The full names of people in a sentence, outside quotation marks, each with its tokens."""
        end = len(self.tokens)
        found = [m for gender in "mf" for m in self._people_in(sentence, end, gender)]
        return [(m.name, (m.first, m.last)) for m in found]

    def _people_in(self, sentence: int, before: int, gender: str) -> list[Mention]:
        """People named in a sentence outside quotation marks, as full names, in order."""
        out: list[Mention] = []
        owners: list[Mention] = []
        for mention in self._mentions_in(sentence):
            if mention.first >= before or self.tokens.quote[mention.first] >= 0:
                continue
            if self._placed(mention.first):
                continue
            name = self.cast.full(mention.name)
            if self.cast.is_person(name) and self.names.fits(name, gender):
                owns = self.tokens.lower[mention.last - 1].endswith("'s")
                kept = owners if owns else out
                kept.append(Mention(mention.first, mention.last, name, True))
        return out or owners

    def _placed(self, first: int) -> bool:
        """As in "in Banda Aceh", "the capital Banda Aceh": no person, whatever it looks like."""
        return first > 0 and self.tokens.lower[first - 1] in _BEFORE_PLACES

    def _mentions_in(self, sentence: int) -> list[Mention]:
        first, last = self.tokens.bounds[sentence]
        mentions = self.cast.mentions
        low = bisect_left(mentions, first, key=lambda m: m.first)
        out: list[Mention] = []
        while low < len(mentions) and mentions[low].first < last and len(out) < 40:
            out.append(mentions[low])
            low += 1
        return out

    def _thing_before(self, at: int) -> Voice:
        """*it*: the institution heard last, or the one the sentence before begins with."""
        heard = self.hearing.last(self.tokens.sentence[at], ("media", "other", "group", "document"))
        if heard.names or heard.document:
            return heard
        sentence = self.tokens.sentence[at]
        for back in (0, 1):
            if sentence < back:
                break
            begin = self.tokens.bounds[sentence - back][0]
            for mention in self._mentions_in(sentence - back):
                if mention.first > begin + 2 or mention.first >= at:
                    break
                if not mention.person and mention.name.lower() not in self.cast.aliases:
                    return Voice((mention.name,), self.cast.role(mention.name))
        return Voice()
