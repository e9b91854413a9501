"""From a source phrase to whom it stands for: the fullest name and post in the story.

A resolver walks the copy once, in reading order: what was resolved before is
what a pronoun or "the ministry" may point back to. Where the text does not
say, nobody is named.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from copytaster.attribution import lexicon as lx
from copytaster.attribution.capitals import bare
from copytaster.attribution.cast import Cast, cast_of
from copytaster.attribution.conjuncts import conjuncts
from copytaster.attribution.documents import (
    HELD,
    SITES,
    author_end,
    document_head,
)
from copytaster.attribution.hearing import Hearing
from copytaster.attribution.naming import Namer
from copytaster.attribution.platforms import platform_in
from copytaster.attribution.pronouns import PRONOUNS, Pronouns
from copytaster.attribution.roles import (
    COMPANY_NOUNS,
    ROLE_NOUNS,
)
from copytaster.attribution.tokens import Tokens
from copytaster.attribution.voices import Voice
from copytaster.model import Story
from copytaster.words import wordset

Range = tuple[int, int]
_LONGEST_NAME = 12  # words; what is longer is a clause
# Bodies that copy puts before a document without a capital: "a police report", "the fire service statement".
_WRITERS = wordset("police government service company ministry army military court council university hospital union party department campaign family team club")  # fmt: skip
_SMALL = (
    lx.DETERMINERS | lx.PREPOSITIONS | lx.SUBORDINATORS | lx.CONJUNCTIONS | lx.SUBJECT_PRONOUNS
    | lx.ADVERBS | lx.AUXILIARIES | wordset("last next far")
) - wordset("some many several both all one two three four five few most")  # fmt: skip
_INDEFINITE = wordset("a an one another some two three several many")
_STAFF = wordset("reporter reporters correspondent correspondents journalist journalists anchor presenter editor columnist")  # fmt: skip
_SUBJECTS = wordset("he she they it i we")
_JOINING = wordset("and or , who")
NOBODY = wordset("nobody none neither no-one")


@dataclass(slots=True)
class Resolver:
    """Resolves source phrases in reading order and remembers them."""

    tokens: Tokens
    cast: Cast
    names: Namer
    hearing: Hearing
    pronouns: Pronouns

    def resolve(self, first: int, last: int, at: int) -> Voice:
        """Whom the phrase at ``[first, last)`` names, for a cue at token ``at``."""
        word = self.tokens.lower[first]
        if word in lx.CONTRACTED:
            word, last = word.partition("'")[0], first + 1
        if word in _SUBJECTS and last - first > 1 and self.tokens.lower[first + 1] not in _JOINING:
            last = first + 1  # "She leans over and …": what follows the pronoun is no part of it
        if last - first == 1 and word in PRONOUNS:
            return self.pronouns.resolve(word, first)
        if word in NOBODY:
            return Voice()
        words = tuple(self.tokens.lower[first:last])
        again = self.hearing.again(words, self.tokens.sentence[first])
        if again is not None:
            return again
        document = self._document(first, last, at)
        if document is not None:
            return document
        joint = self._joint(first, last)
        if joint is not None:
            return joint
        return self.names.named(first, last) or self._described(first, last)

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
            return self.hearing.post_on(platform.name)
        if author is not None:
            return author
        if noun.endswith("s") or noun == "data":  # "initial reports": nobody's in particular
            name = self.names.plain(first, last)
            return Voice((name,), "outlet" if noun == "reports" else "document")
        return self.hearing.document(noun) or Voice(
            (), "document", document=self.names.plain(first, last)
        )

    def _holder_of(self, head: int, last: int, at: int) -> str | None:
        """The medium of "a letter seen by the Herald", which did not write it."""
        words = self.tokens.lower[head + 1 : head + 3]
        if len(words) < 2 or words[0] not in HELD or words[1] != "by" or head + 3 >= last:
            return None
        voice = self.resolve(head + 3, last, at)
        return voice.names[0] if voice.names and voice.role != "speaker" else None

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
            known = self.hearing.company(self.tokens.sentence[first])
            if known is not None:
                return known
        if words[0] == "the" and len(words) == 2:
            same = self.hearing.source(words[1])
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
            fitting = self.hearing.alone(fitting)
        return self.names.person(fitting[0]) if len(fitting) == 1 else None

    def _possessed(self, first: int, last: int) -> Voice:
        owner = self.pronouns.meant(self.tokens.lower[first], first)
        rest = self.names.plain(first + 1, last) if first + 1 < last else ""
        if not owner.names or not rest:
            return Voice()
        if owner.names[0].endswith(f"'s {rest}"):  # "its source" again
            return owner
        return Voice((f"{owner.names[0]}'s {rest}",))


def _may_name(name: str) -> bool:
    """Is the phrase short enough to name anybody, and more than a small word?"""
    words = name.lower().split()
    small = len(words) == 1 and words[0] in _SMALL and not (name.isupper() and len(name) > 1)
    return 0 < len(words) <= _LONGEST_NAME and not small


def resolver_of(story: Story, tokens: Tokens) -> Resolver:
    """A resolver for the story whose tokens these are."""
    cast = cast_of(story, tokens)
    names = Namer(tokens, cast)
    hearing = Hearing(names)
    return Resolver(tokens, cast, names, hearing, Pronouns(tokens, cast, names, hearing))
