"""Who has been heard so far, latest last: what "the source", "the pair" and "she" may mean again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from copytaster.anatomy.demonyms import COUNTRY
from copytaster.attribution.documents import posted, same_document
from copytaster.attribution.naming import Namer
from copytaster.attribution.platforms import POSTS
from copytaster.attribution.voices import Voice
from copytaster.model.base import quick
from copytaster.words import wordset

BACK = 4
"""Sentences a pronoun may look back."""

_COMPANY_BACK = 12  # sentences "the company" may look back
_SPEECH_BACK = 12  # sentences one paragraph of a speech may reach back
_MOST = 60
_PUBLIC = wordset("government ministry court police parliament senate congress house army committee department house officials states kingdom union nations")  # fmt: skip
_SOURCES = wordset("source sources official officials diplomat diplomats aide aides spokesperson spokesman spokeswoman lawyers witness")  # fmt: skip
_ONE_OF_THEM = ("one", "of", "them")
_SAME_ONE = frozenset((("this", "person"), ("the", "person")))
_SAME_PAIR = frozenset(
    (("the", "parties"), ("both",), ("the", "two"), ("the", "pair"), ("the", "couple"), ("both", "sides"), ("both", "parties"), ("the", "companies"), ("both", "companies"), ("the", "duo"))
)  # fmt: skip


@quick
@dataclass(frozen=True, slots=True)
class _Heard:
    """A voice that was heard at a sentence; ``kind`` is person, group, media, document or other."""

    sentence: int
    voice: Voice
    kind: str


@dataclass(slots=True)
class Hearing:
    """The voices of a story in the order in which they were heard."""

    names: Namer
    _heard: list[_Heard] = field(default_factory=list)

    def remember(self, sentence: int, voice: Voice, plural: bool) -> None:
        """Note that ``voice`` spoke in ``sentence``."""
        if voice.names or voice.document is not None:
            self._heard.append(_Heard(sentence, voice, self._kind(voice, plural)))
            del self._heard[:-_MOST]

    def _kind(self, voice: Voice, plural: bool) -> str:
        if not voice.names:
            return "document"
        if voice.role != "speaker":
            return "media"
        if len(voice.names) == 1 and self.names.cast.is_person(voice.names[0]):
            return "person"
        return "group" if plural else "other"

    def last(self, sentence: int, kinds: tuple[str, ...]) -> Voice:
        """The last voice of these kinds, no more than `BACK` sentences before."""
        recent = self._since(sentence - BACK)
        return next((h.voice for h in recent if h.kind in kinds), Voice())

    def person_in(self, sentence: int, gender: str) -> Voice | None:
        """Of those who spoke in the sentence the last who may be meant."""
        there = (h for h in self._people(sentence, gender) if h.sentence == sentence)
        heard = next(there, None)
        return self.names.person(heard.voice.names[0]) if heard else None

    def last_person(self, sentence: int, gender: str) -> Voice:
        """The person heard last, as far back as one paragraph of a speech reaches."""
        heard = next(self._people(sentence - _SPEECH_BACK, gender), None)
        return self.names.person(heard.voice.names[0]) if heard else Voice()

    def _people(self, first: int, gender: str) -> Iterator[_Heard]:
        """The people of the gender who were heard since sentence ``first``, last first."""
        for heard in self._since(first):
            if heard.kind == "person" and self.names.fits(heard.voice.names[0], gender):
                yield heard

    def _since(self, first: int) -> Iterator[_Heard]:
        for heard in reversed(self._heard):
            if heard.sentence < first:
                return
            yield heard

    def alone(self, names: list[str]) -> list[str]:
        """Those of the names who were heard as one person."""
        spoke = {h.voice.names[0] for h in self._heard if h.kind == "person"}
        return [name for name in names if name in spoke]

    def again(self, words: tuple[str, ...], sentence: int) -> Voice | None:
        """ "This person", "the pair", "one of them": whoever was heard last, of that number."""
        if words == _ONE_OF_THEM:
            return self._one_again()
        if words in _SAME_ONE:
            return self.last(sentence, ("person", "other"))
        if words in _SAME_PAIR:
            return next((h.voice for h in reversed(self._heard) if len(h.voice.names) > 1), None)
        return None

    def _one_again(self) -> Voice:
        """Another of those of whom "one of the children" was one."""
        names = (
            (h.voice, h.voice.names[0].lower()) for h in reversed(self._heard) if h.voice.names
        )
        return next((voice for voice, name in names if name.startswith("one of ")), Voice())

    def source(self, noun: str) -> Voice | None:
        """ "The source", "the official": whoever was heard under that word with more said of them."""
        if noun not in _SOURCES:
            return None
        for heard in reversed(self._heard):
            name = _one_name(heard.voice)
            if heard.kind != "person" and noun in name.lower().split() and " " in name:
                return heard.voice
        return None

    def company(self, sentence: int) -> Voice | None:
        """ "The chain", "the retailer": the body with a name of its own that was heard last."""
        for heard in self._since(sentence - _COMPANY_BACK):
            name = _one_name(heard.voice)
            if heard.kind == "other" and name[:1].isupper() and _may_be_company(name):
                return heard.voice
        return None

    def post_on(self, platform: str) -> Voice:
        """ "The Relayo post": whoever was last heard there, nobody in particular else."""
        there = (h.voice for h in reversed(self._heard) if h.voice.venue == platform)
        voice = next(there, None)
        if voice is None:
            return Voice((), "document", venue=platform)
        return Voice(voice.names, voice.role, venue=platform, post=voice.post)

    def document(self, noun: str) -> Voice | None:
        """ "The report" again, "the post" again: the voice that wrote it."""
        for heard in reversed(self._heard):
            document = heard.voice.document
            if document is not None and same_document(noun, document.lower().split()):
                return heard.voice
            if noun in POSTS and posted(heard.voice.venue):
                return replace(heard.voice, document=None)
        return None


def _one_name(voice: Voice) -> str:
    return voice.names[0] if len(voice.names) == 1 else ""


def _may_be_company(name: str) -> bool:
    words = name.lower().split()
    return _PUBLIC.isdisjoint(words) and COUNTRY.keys().isdisjoint(words)
