"""From a source phrase to whom it stands for: the fullest name and post in the story.

A resolver walks the copy once, in reading order: what was resolved before is
what a pronoun or "the ministry" may point back to. Where the text does not
say, nobody is named.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace

from copytaster.anatomy.demonyms import COUNTRY
from copytaster.attribution import lexicon as lx
from copytaster.attribution.cast import Cast, Mention, bare, cast_of
from copytaster.attribution.conjuncts import conjuncts
from copytaster.attribution.documents import (
    HELD,
    SITES,
    author_end,
    document_head,
    posted,
    same_document,
)
from copytaster.attribution.naming import Namer
from copytaster.attribution.platforms import POSTS, platform_in
from copytaster.attribution.roles import (
    COMPANY_NOUNS,
    ROLE_NOUNS,
)
from copytaster.attribution.tokens import Tokens
from copytaster.attribution.voices import Voice
from copytaster.attribution.words import wordset
from copytaster.model import Story

Range = tuple[int, int]
_BACK = 4  # sentences a pronoun may look back
_COMPANY_BACK = 12  # sentences "the company" may look back
_PUBLIC = wordset("government ministry court police parliament senate congress house army committee department house officials states kingdom union nations")  # fmt: skip
_LONGEST_NAME = 12  # words; what is longer is a clause
# Bodies that copy puts before a document without a capital: "a police report", "the fire service statement".
_WRITERS = wordset("police government service company ministry army military court council university hospital union party department campaign family team club")  # fmt: skip
_BEFORE_PLACES = wordset(
    "in at near capital city town village province district island port resort"
)
_SMALL = (
    lx.DETERMINERS | lx.PREPOSITIONS | lx.SUBORDINATORS | lx.CONJUNCTIONS | lx.SUBJECT_PRONOUNS
    | lx.ADVERBS | lx.AUXILIARIES | wordset("last next far")
) - wordset("some many several both all one two three four five few most")  # fmt: skip
_INDEFINITE = wordset("a an one another some two three several many")
_SOURCES = wordset("source sources official officials diplomat diplomats aide aides spokesperson spokesman spokeswoman lawyers witness")  # fmt: skip
_STAFF = wordset("reporter reporters correspondent correspondents journalist journalists anchor presenter editor columnist")  # fmt: skip
_SUBJECT_WITHIN = 8  # tokens from a sentence's start
_SUBJECTS = wordset("he she they it i we")
_PRONOUNS = lx.SUBJECT_PRONOUNS | lx.OBJECT_PRONOUNS | lx.POSSESSIVES
_JOINING = wordset("and or , who")
NOBODY = wordset("nobody none neither no-one")
_SAME_ONE = frozenset((("this", "person"), ("the", "person")))
_SAME_PAIR = frozenset(
    (("the", "parties"), ("both",), ("the", "two"), ("the", "pair"), ("the", "couple"), ("both", "sides"), ("both", "parties"), ("the", "companies"), ("both", "companies"), ("the", "duo"))
)  # fmt: skip
_PERSONAL = wordset("he she him her his")
_PLURAL = wordset("they them their")
_NEUTER = wordset("it its")


@dataclass(frozen=True, slots=True)
class _Heard:
    """A voice that was heard at a sentence; ``kind`` is person, group, media, document or other."""

    sentence: int
    voice: Voice
    kind: str


@dataclass(slots=True)
class Resolver:
    """Resolves source phrases in reading order and remembers them."""

    tokens: Tokens
    cast: Cast
    names: Namer
    _heard: list[_Heard] = field(default_factory=list)
    _pronouns: dict[int, Voice] = field(default_factory=dict)

    def remember(self, sentence: int, voice: Voice, plural: bool) -> None:
        """Note that ``voice`` spoke in ``sentence``."""
        if not voice.names and voice.document is None:
            return
        if not voice.names:
            kind = "document"
        elif voice.role != "speaker":
            kind = "media"
        elif self.cast.is_person(voice.names[0]) and len(voice.names) == 1:
            kind = "person"
        else:
            kind = "group" if plural else "other"
        self._heard.append(_Heard(sentence, voice, kind))
        del self._heard[:-60]

    def resolve(self, first: int, last: int, at: int) -> Voice:
        """Whom the phrase at ``[first, last)`` names, for a cue at token ``at``."""
        word = self.tokens.lower[first]
        if word in lx.CONTRACTED:
            word, last = word.partition("'")[0], first + 1
        if word in _SUBJECTS and last - first > 1 and self.tokens.lower[first + 1] not in _JOINING:
            last = first + 1  # "She leans over and …": what follows the pronoun is no part of it
        if last - first == 1 and word in _PRONOUNS:
            if first not in self._pronouns:
                self._pronouns[first] = self._pronoun(word, first)
            return self._pronouns[first]
        if word in NOBODY:
            return Voice()
        if self.tokens.lower[first:last] == ["one", "of", "them"]:
            return self._one_again()
        again = self._again(first, last)
        if again is not None:
            return again
        document = self._document(first, last, at)
        if document is not None:
            return document
        joint = self._joint(first, last)
        if joint is not None:
            return joint
        return self.names.named(first, last) or self._described(first, last)

    def _one_again(self) -> Voice:
        """ "One of them" is another of those of whom "one of the children" was one."""
        for heard in reversed(self._heard):
            if heard.voice.names and heard.voice.names[0].lower().startswith("one of "):
                return heard.voice
        return Voice()

    # -- pronouns ---------------------------------------------------------

    def _again(self, first: int, last: int) -> Voice | None:
        """ "This person", "the parties", "the pair": whoever was heard last, of that number."""
        words = tuple(self.tokens.lower[first:last])
        if words in _SAME_ONE:
            return self._last_heard(first, ("person", "other"))
        if words == ("one", "of", "them"):
            same = (h.voice for h in reversed(self._heard) if h.kind == "other")
            return next((v for v in same if v.names[0].lower().startswith("one of")), None)
        if words in _SAME_PAIR:
            return next((h.voice for h in reversed(self._heard) if len(h.voice.names) > 1), None)
        return None

    def _pronoun(self, word: str, at: int) -> Voice:
        if word in _PERSONAL:
            return self._person_before(word, at)
        if word in _PLURAL:
            return self._last_heard(at, ("group", "other", "media"))
        if word in _NEUTER:
            return self._thing_before(at)
        return Voice()

    def _person_before(self, word: str, at: int) -> Voice:
        sentence = self.tokens.sentence[at]
        gender = "f" if word in ("she", "her") else "m"
        heard = self._heard_in(sentence, gender)
        if heard is not None:
            return heard
        named = self._people_in(sentence, at, gender)
        if named:
            return self.names.person(named[0].name)
        unlikely: str | None = None
        for back in range(1, _BACK + 1):
            heard = self._heard_in(sentence - back, gender)
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
        last = self._last_person(sentence, gender)
        return last if last.names or unlikely is None else self.names.person(unlikely)

    def _likely(self, mention: Mention, gender: str) -> bool:
        """Is the name known to be of that gender, or does it begin its sentence?"""
        begin = self.tokens.bounds[self.tokens.sentence[mention.first]][0]
        return mention.first - begin < _SUBJECT_WITHIN or self.names.is_of(mention.name, gender)

    def _heard_in(self, sentence: int, gender: str) -> Voice | None:
        """Of those who spoke in the sentence the last who may be meant."""
        for heard in reversed(self._heard):
            if heard.sentence < sentence:
                break
            if (
                heard.sentence == sentence
                and heard.kind == "person"
                and self.names.fits(heard.voice.names[0], gender)
            ):
                return self.names.person(heard.voice.names[0])
        return None

    def _opening_post(self, sentence: int) -> Voice | None:
        """Whom "The general", "The Veldorian president" at the sentence's start stands for."""
        first, last = self.tokens.bounds[sentence]
        if self.tokens.lower[first] != "the":
            return None
        for i in range(first + 1, min(last, first + 4)):
            if self.tokens.lower[i] in ROLE_NOUNS and self.tokens.lower[i + 1 : i + 2] != ["of"]:
                return self.names.by_post(first, i)
        return None

    def _last_person(self, sentence: int, gender: str) -> Voice:
        """The person heard last, as far back as one paragraph of a speech reaches."""
        for heard in reversed(self._heard):
            if sentence - heard.sentence > 12:
                break
            if heard.kind == "person" and self.names.fits(heard.voice.names[0], gender):
                return self.names.person(heard.voice.names[0])
        return Voice()

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

    def _last_heard(self, at: int, kinds: tuple[str, ...]) -> Voice:
        sentence = self.tokens.sentence[at]
        for heard in reversed(self._heard):
            if sentence - heard.sentence > _BACK:
                break
            if heard.kind in kinds:
                return heard.voice
        return Voice()

    def _thing_before(self, at: int) -> Voice:
        """*it*: the institution heard last, or the one the sentence before begins with."""
        heard = self._last_heard(at, ("media", "other", "group", "document"))
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

    # -- documents --------------------------------------------------------

    def _document(self, first: int, last: int, at: int) -> Voice | None:
        """As in "The report by X", "the Telegram post", "X's statement": the author behind a document."""
        head = document_head(self.tokens, first, last)
        if head is None:
            return None
        noun = self.tokens.lower[head]
        holder = self._holder_of(head, last, at)
        if holder is not None:
            return Voice((), "document", self.names.plain(first, head + 1), holder=holder)
        platform = platform_in(self.tokens, self.cast, first, head + 1)
        author = self._author(platform.last if platform else first, head, last, at)
        if platform is not None:
            if author is not None and author.names:
                return replace(author, document=None, venue=platform.name)
            return self._post_on(platform.name)
        if author is not None:
            return author
        if noun.endswith("s") or noun == "data":  # "initial reports": nobody's in particular
            name = self.names.plain(first, last)
            return Voice((name,), "outlet" if noun == "reports" else "document")
        return self._document_again(noun) or Voice(
            (), "document", document=self.names.plain(first, last)
        )

    def _holder_of(self, head: int, last: int, at: int) -> str | None:
        """The medium of "a letter seen by the Herald", which did not write it."""
        words = self.tokens.lower[head + 1 : head + 3]
        if len(words) < 2 or words[0] not in HELD or words[1] != "by" or head + 3 >= last:
            return None
        voice = self.resolve(head + 3, last, at)
        return voice.names[0] if voice.names and voice.role != "speaker" else None

    def _post_on(self, platform: str) -> Voice:
        for heard in reversed(self._heard):
            if heard.voice.venue == platform:
                return Voice(
                    heard.voice.names, heard.voice.role, venue=platform, post=heard.voice.post
                )
        return Voice((), "document", document=None, venue=platform)

    def _author(self, first: int, head: int, last: int, at: int) -> Voice | None:
        for i in range(head + 1, min(last - 1, head + 8)):
            dated = self.tokens.word[i + 1].isdigit()  # "published in 2017 by"
            if self.tokens.lower[i] in ("by", "from", "in", "on") and not dated:
                if self.tokens.lower[i] in ("in", "on") and not self._medium(i + 1, last):
                    return None
                end = author_end(self.tokens, i + 1, last)
                return self._written(self.resolve(i + 1, end, at), head, head + 1)
        for i in range(head - 1, first - 1, -1):
            if (
                self.tokens.lower[i].endswith(("'s", "s'"))
                or self.tokens.lower[i] in lx.POSSESSIVES
            ):
                return self._written(self.resolve(first, i + 1, at), i + 1, last)
        if head > first and self.tokens.capital(head - 1) and not self._generic(first, head):
            return self._written(self.resolve(first, head, at), head, head + 1)
        if head > first and self.tokens.lower[head - 1] in _WRITERS:
            return self._written(self.resolve(first, head, at), head, head + 1)
        return None

    def _generic(self, first: int, head: int) -> bool:
        """As in "Local reports": a capital that only begins the sentence names no author."""
        opening = self.tokens.bounds[self.tokens.sentence[first]][0]
        if self.tokens.lower[head - 1] in lx.DETERMINERS:  # "…: The ruling"
            return True
        if head - 1 > opening or self.tokens.word[first].isupper():
            return False
        return self.tokens.lower[first] not in self.cast.media

    def _medium(self, first: int, last: int) -> bool:
        return self.cast.role(self.tokens.said(first, last)) != "speaker"

    def _written(self, author: Voice, first: int, last: int) -> Voice:
        if author.role != "speaker" or not author.names:
            return author
        if self.tokens.lower[first] in SITES:
            return replace(author, venue=f"{author.names[0]} {self.tokens.lower[first]}")
        return Voice(
            author.names, author.role, self.names.plain(first, last), author.venue, author.post
        )

    def _document_again(self, noun: str) -> Voice | None:
        for heard in reversed(self._heard):
            document = heard.voice.document
            if document is not None and same_document(noun, document.lower().split()):
                return heard.voice
            if noun in POSTS and posted(heard.voice.venue):
                return replace(heard.voice, document=None)
        return None

    # -- names ------------------------------------------------------------

    def _joint(self, first: int, last: int) -> Voice | None:
        """As in "Roe and the ministry", "the US, Korea, and Ukraine": each for itself."""
        parts = conjuncts(self.tokens, first, last)
        if parts is None:
            return None
        names: list[str] = []
        for a, b in parts:
            voice = self.names.named(a, b) or self._described(a, b)
            names.extend(n for n in voice.names if n not in names)
        if len(names) < 2:
            return None
        roles = {self.cast.role(n) for n in names}
        if len(roles) > 1 and "speaker" not in roles:
            return Voice(tuple(names), "outlet")  # a paper and an agency
        return Voice(tuple(names), roles.pop() if len(roles) == 1 else "speaker")

    # -- descriptions -----------------------------------------------------

    def _described(self, first: int, last: int) -> Voice:
        """As in "The Russian president", "the ministry", "his associates", or the phrase as it stands."""
        first = self.names.past_title(first, last)
        words = self.tokens.lower[first:last]
        if words[0] in lx.POSSESSIVES:
            return self._possessed(first, last)
        head = self.names.head(first, last)
        if (
            words[0] in ("the", "this", "that")
            or words == ["police"]
            or (self.tokens.lower[head] in ROLE_NOUNS and words[0] not in _INDEFINITE)
        ):
            known = self._holder(first, head) or self.names.by_kind(first, head)
            if known is not None:
                return known
        if words[0] == "the" and bare(words[-1]) in COMPANY_NOUNS and last - first <= 3:
            known = self._company_heard(first)
            if known is not None:
                return known
        same = self._same_source(first, last)
        if same is not None:
            return same
        national = self.names.national(first, last)
        if national is not None:
            return Voice((national,), self.cast.role(national))
        name = (
            self.names.medium_name(first, last)
            or self.names.introduced(first, last)
            or self.names.plain(first, last)
        )
        if not _may_name(name):
            return Voice()
        role = self.cast.role(name)
        return Voice((self._house(name) if role != "speaker" else name,), role)

    def _same_source(self, first: int, last: int) -> Voice | None:
        """ "The source", "the official": whoever was heard under that word with more said of them."""
        noun = self.tokens.lower[last - 1]
        if last - first != 2 or self.tokens.lower[first] != "the" or noun not in _SOURCES:
            return None
        for heard in reversed(self._heard):
            name = heard.voice.names[0] if len(heard.voice.names) == 1 else ""
            if heard.kind != "person" and noun in name.lower().split() and " " in name:
                return heard.voice
        return None

    def _house(self, name: str) -> str:
        """The paper of "a Dagblad reporter in Torvik", whom the copy does not name."""
        words = name.split()
        staff = next((i for i, w in enumerate(words) if w in _STAFF), 0)
        house = " ".join(words[:staff])
        return house if house and self.cast.role(house) != "speaker" else name

    def _holder(self, first: int, head: int) -> Voice | None:
        """Who holds the post; of several the one who alone has been heard."""
        fitting = self.names.holders(first, head)
        if len(fitting) > 1:
            spoke = {h.voice.names[0] for h in self._heard if h.kind == "person"}
            fitting = [name for name in fitting if name in spoke]
        return self.names.person(fitting[0]) if len(fitting) == 1 else None

    def _company_heard(self, at: int) -> Voice | None:
        """ "The chain", "the retailer": the body with a name of its own that was heard last."""
        sentence = self.tokens.sentence[at]
        for heard in reversed(self._heard):
            if sentence - heard.sentence > _COMPANY_BACK:
                break
            name = heard.voice.names[0] if len(heard.voice.names) == 1 else ""
            if heard.kind == "other" and name[:1].isupper() and _may_be_company(name):
                return heard.voice
        return None

    def _possessed(self, first: int, last: int) -> Voice:
        owner = self._pronoun(self.tokens.lower[first], first)
        rest = self.names.plain(first + 1, last) if first + 1 < last else ""
        if not owner.names or not rest:
            return Voice()
        if owner.names[0].endswith(f"'s {rest}"):  # "its source" again
            return owner
        return Voice((f"{owner.names[0]}'s {rest}",))


def _may_be_company(name: str) -> bool:
    words = name.lower().split()
    return _PUBLIC.isdisjoint(words) and COUNTRY.keys().isdisjoint(words)


def _may_name(name: str) -> bool:
    """Is the phrase short enough to name anybody, and more than a small word?"""
    words = name.lower().split()
    small = len(words) == 1 and words[0] in _SMALL and not (name.isupper() and len(name) > 1)
    return 0 < len(words) <= _LONGEST_NAME and not small


def resolver_of(story: Story, tokens: Tokens) -> Resolver:
    """A resolver for the story whose tokens these are."""
    cast = cast_of(story, tokens)
    return Resolver(tokens, cast, Namer(tokens, cast))
