"""Names behind phrases: a person behind a title, a surname, a post, a body named before.

Nothing here remembers who spoke; that is the resolver's part.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from copytaster.anatomy.demonyms import COUNTRY, akin, normal
from copytaster.attribution import lexicon as lx
from copytaster.attribution.capitals import (
    bare,
    behind_portfolio,
    looks_personal,
    name_text,
    person_part,
    run_end,
)
from copytaster.attribution.cast import Cast, Mention
from copytaster.attribution.genders import first_name_gender
from copytaster.attribution.phrases import segments
from copytaster.attribution.roles import (
    COMPANY_NOUNS,
    FEMALE,
    MALE,
    MEDIA_HEADS,
    ORG_WORDS,
    ROLE_NOUNS,
)
from copytaster.attribution.tokens import Tokens
from copytaster.attribution.voices import Voice

_ARTICLES = frozenset(
    ("the", "a", "an", "some", "both", "le", "la", "les", "der", "die", "das", "el", "los", "las")
)


_LESSER = frozenset(("vice", "deputy", "former", "ex", "acting", "assistant", "associate", "then", "late", "elect", "under"))  # fmt: skip
_NATIONAL = frozenset(("army", "military", "navy", "air force", "armed forces", "state media", "state television", "state tv", "state news agency"))  # fmt: skip
_ADJECTIVES = {
    country: form.title() for form, country in reversed(COUNTRY.items()) if form != country
}
_FAR = 600  # tokens back that "the government" may mean another
_NO_MODIFIERS = lx.DETERMINERS | lx.PREPOSITIONS | lx.TIME_WORDS | lx.CONJUNCTIONS
_FOREIGN_ARTICLES = _ARTICLES - {"the", "a", "an", "some", "both"}
_INDEFINITE = frozenset(("a", "an", "another", "one"))
_RELATIVES = frozenset(("who", "which", "whose", "citing", "quoting"))
_MEDIA = MEDIA_HEADS | {"media"}
_LOOSE = lx.PREPOSITIONS | lx.TIME_WORDS


@dataclass(slots=True)
class Namer:
    """Reads a source phrase against the story's cast."""

    tokens: Tokens
    cast: Cast

    def fits(self, name: str, gender: str) -> bool:
        """May ``name`` be of this gender (``f``, ``m``), as far as the story says?"""
        known = self.cast.gender.get(name) or first_name_gender(name)
        return known is None or known == gender

    def is_of(self, name: str, gender: str) -> bool:
        """Is ``name`` known to be of this gender?"""
        return (self.cast.gender.get(name) or first_name_gender(name)) == gender

    def person(self, name: str) -> Voice:
        """The voice of a person, with the first post the story gives."""
        posts = self.cast.posts.get(name)
        return Voice((name,), post=posts[0] if posts else None)

    def named(self, first: int, last: int) -> Voice | None:
        """A person named in the phrase, behind a title or beside an apposition."""
        first = self.past_title(first, last)
        parts = [p for p in segments(self.tokens, first, last) if p[0] < p[1]]
        for a, b in parts:
            person = self._person_in(a, b, apposed=len(parts) > 1)
            if person is not None:
                return person
        if len(parts) == 1:
            return self._alias(first, last)
        for a, b in parts:
            if run_end(self.tokens, a) == b:
                alias = self._alias(a, b)
                if alias is not None:
                    return alias
        return None

    def past_title(self, first: int, last: int) -> int:
        """Behind "Mr." and "Torvik Sen.", whose stop no name holds."""
        for i in range(first + 1, min(first + 4, last - 1)):
            if self.tokens.word[i] == "." and self.tokens.lower[i - 1] in ROLE_NOUNS:
                return i + 1
        return first

    def _person_in(self, first: int, last: int, apposed: bool) -> Voice | None:
        """The personal name of one comma-free part."""
        i = first
        while i < last:
            end = min(run_end(self.tokens, i), last)
            if end <= i:
                i += 1
                continue
            if self._modifies(i, end, first, last):
                i = end
                continue
            start = person_part(self.tokens, i, end)
            given = end - start == 2 and first_name_gender(self.tokens.lower[start]) is not None
            portfolio = (given and end == last) or (
                end - i > 2 and behind_portfolio(self.tokens, i)
            )
            if self.tokens.lower[end - 1].endswith("'s") or (
                self._of_something(i, first) and not portfolio
            ):
                i = end
                continue
            titled = start > i or (i > first and self.tokens.lower[i - 1] in ROLE_NOUNS)
            whole = i == first and end == last
            if looks_personal(self.tokens, start, end) and (
                titled or i == first or apposed or end == last
            ):
                return self._known(name_text(self.tokens, start, end))
            called = titled and any(
                w in ROLE_NOUNS for w in self.tokens.lower[max(first, i - 1) : start]
            )
            if (called and start < end and self._surname(start, end)) or (
                whole and apposed and end - i == 1
            ):
                return self._known(name_text(self.tokens, start, end))
            i = end
        return None

    def _modifies(self, i: int, end: int, first: int, last: int) -> bool:
        """As in "Torvik Harbour chair Jane Roe" and "A Conservative Senator, Jane Roe": no name of the speaker."""
        if end < last and not self.tokens.capital(end) and self.tokens.lower[end] in ORG_WORDS:
            return True
        if end + 1 < last and self.tokens.lower[end] in ROLE_NOUNS and not self.tokens.capital(end):
            return True
        return (
            i > first
            and self.tokens.lower[i - 1] in _INDEFINITE
            and self.tokens.lower[end - 1] in ROLE_NOUNS
        )

    def _surname(self, start: int, end: int) -> bool:
        words = [bare(w) for w in self.tokens.lower[start:end]]
        return not any(w in ORG_WORDS or w in ROLE_NOUNS or w in COUNTRY for w in words)

    def _of_something(self, i: int, first: int) -> bool:
        """Does a preposition stand before the run ("a spokesman for Acme Corp")?"""
        return any(self.tokens.lower[k] in lx.PREPOSITIONS for k in range(max(first, i - 3), i))

    def _known(self, name: str) -> Voice:
        full = self.cast.full(name)
        self.cast.people.setdefault(full, 0)
        return self.person(full)

    def _alias(self, first: int, last: int) -> Voice | None:
        """A surname (or first name) standing alone."""
        if last - first > 3 or self.tokens.lower[first] in lx.DETERMINERS:
            return None
        name = name_text(self.tokens, first, last)
        known = self.cast.aliases.get(name.lower())
        if known and len(known) == 1:
            return self.person(known[0])
        if known and len(known) > 1:
            return self._latest(known, first)
        return self._misspelt(name, first, last)

    def _latest(self, names: list[str], before: int) -> Voice | None:
        """Of several who share a name the one who alone holds a post, else the one heard or named last."""
        posted = [name for name in names if self.cast.posts.get(name)]
        if len(posted) == 1:
            return self.person(posted[0])
        for mention in self.cast.before(before):
            if mention.name in names:
                return self.person(mention.name)
        return None

    def _misspelt(self, name: str, first: int, last: int) -> Voice | None:
        """As in "Lundgran" for "Lundgren": one letter off a name that the story has, and no name itself."""
        if last - first != 1 or len(name) < 5 or not name.isalpha() or name.lower() in COUNTRY:
            return None
        if self.cast.counts.get(name, 0) > 1:
            return None
        near = [
            k for k in self.cast.initials.get(name[0].lower(), ()) if one_apart(name.lower(), k)
        ]
        if len(near) == 1 and len(self.cast.aliases[near[0]]) == 1:
            return self.person(self.cast.aliases[near[0]][0])
        return None

    def medium_name(self, first: int, last: int) -> str | None:
        """The name behind "news agency", "state media", "the newspaper"."""
        for i in range(first, last - 1):
            opens = i == self.tokens.bounds[self.tokens.sentence[i]][0]
            common = (opens or not self.tokens.capital(i)) and self.tokens.lower[i] in _MEDIA
            if common and run_end(self.tokens, i + 1) >= last:
                return name_text(self.tokens, i + 1, last)
        return None

    def introduced(self, first: int, last: int) -> str | None:
        """The name behind "the UK-based retailer", "the rights group": a kind of body, then its name."""
        for i in range(first, last - 1):
            word = self.tokens.lower[i]
            if word in lx.PREPOSITIONS or self.tokens.word[i] == ",":
                return None
            if self.tokens.capital(i) or word not in COMPANY_NOUNS:
                continue
            begin = i + 1 + (self.tokens.lower[i + 1] == "the")
            whole = begin > i + 1 and self.tokens.capital(
                last - 1
            )  # "the group the Union of Piers"
            if begin < last and (run_end(self.tokens, begin) == last or whole):
                name = name_text(self.tokens, begin, last)
                return self.cast.firm(name) or self.cast.expanded(name)
        return None

    def head(self, first: int, last: int) -> int:
        """The head noun: the last token before a preposition or comma."""
        for i in range(first + 1, last):
            if self.tokens.lower[i] in lx.PREPOSITIONS or self.tokens.word[i] == ",":
                return i - 1
        return last - 1

    def by_post(self, first: int, head: int) -> Voice | None:
        """The one person whose post has all the words of "the Russian president"."""
        fitting = self.holders(first, head)
        return self.person(fitting[0]) if len(fitting) == 1 else None

    def holders(self, first: int, head: int) -> list[str]:
        """Everybody "the Russian president" may stand for."""
        noun = self.tokens.lower[head]
        if noun not in ROLE_NOUNS:
            return []
        wanted = {normal(w) for w in self.tokens.lower[first : head + 1] if w not in lx.DETERMINERS}
        wanted = {w for w in wanted if "-" not in w or not w[0].isdigit()}
        holders = self._holders(wanted)
        holders = holders or self._of_unlisted(wanted, noun, first)
        gender = _gender_of(noun)
        return [h for h in holders if gender is None or self.fits(h, gender)]

    def _holders(self, wanted: set[str]) -> list[str]:
        """Whose post has all the words; of several, not a deputy or a predecessor."""
        found: dict[str, bool] = {}
        for name, posts in self.cast.posts.items():
            for post in posts:
                words = {normal(w) for w in post.lower().replace("’", "'").split()}
                if wanted <= words:
                    plain = _LESSER.isdisjoint(words - wanted)
                    found[name] = plain or found.get(name, False)
        plain_holders = [name for name, plain in found.items() if plain]
        return plain_holders if len(plain_holders) == 1 else list(found)

    def _of_unlisted(self, wanted: set[str], noun: str, before: int) -> list[str]:
        """As in "the Veldorian president", "Veldoria's president" for a country no list knows.

        It is whoever's post says the country in another form, or who alone is
        called by the bare post in a copy that names the country.
        """
        (*others,) = wanted - {noun}
        if len(others) != 1:
            return []
        posts = [(name, set(p.lower().split())) for name, ps in self.cast.posts.items() for p in ps]
        named = [n for n, p in posts if noun in p and any(_one_country(others[0], w) for w in p)]
        if named:
            return sorted(set(named))
        if not any(akin(others[0], m.name.lower()) for m in self.cast.before(before)):
            return []
        return sorted({name for name, post in posts if post == {noun}})

    def by_kind(self, first: int, head: int) -> Voice | None:
        """The medium or body named before that "the newspaper", "the ministry" stands for."""
        noun = bare(self.tokens.lower[head])
        if self.tokens.capital(head) and (first, noun) != (head, "police"):
            return None
        if noun in MEDIA_HEADS and not any(w.endswith("'s") for w in self.tokens.lower[first:head]):
            return self._media_before(first)
        if noun in ORG_WORDS and head - first <= 1:
            return self._body_before(noun, first) or self._modified_before(noun, first)
        return None

    def _media_before(self, at: int) -> Voice | None:
        for mention in self.cast.before(at):
            if not mention.person and self.cast.role(mention.name) != "speaker":
                name = self.articled(self._with_of(mention))
                return Voice((name,), self.cast.role(name))
        return None

    def _body_before(self, noun: str, at: int) -> Voice | None:
        """The one body named before that is a ministry, a court, …, or the one named far more often."""
        times: Counter[str] = Counter()
        whole: dict[str, str] = {}
        for mention in self.cast.before(at):
            words = mention.name.lower().split()
            if noun in words and len(words) > 1:
                times[mention.name] += 1
                whole[mention.name] = max(self._with_of(mention), whole.get(mention.name, ""), key=len)  # fmt: skip
        ranked = times.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
            return None
        return Voice((whole[ranked[0][0]],))

    def _with_of(self, mention: Mention) -> str:
        """As in "Unity Party of Norland": the name with what it is of."""
        of, end = mention.last, mention.last
        if of + 1 < len(self.tokens) and self.tokens.lower[of] == "of":
            end = run_end(self.tokens, of + 1)
        if end > of + 1 and mention.name == self.tokens.said(mention.first, mention.last):
            return name_text(self.tokens, mention.first, end)
        return mention.name

    def _modified_before(self, noun: str, at: int) -> Voice | None:
        """As in "the Dunmore administration", "the German government": what "the government" goes on as."""
        lower, names = self.tokens.lower, set()
        for i in range(max(1, at - _FAR), at):
            if (
                lower[i] == noun
                and self.tokens.capital(i - 1)
                and lower[i - 1] not in _NO_MODIFIERS
            ):
                start = i - 1
                while start > 1 and self.tokens.capital(start - 1) and i - start < 3:
                    start -= 1
                names.add(self.tokens.said(start, i + 1))
        return Voice((names.pop(),)) if len(names) == 1 else None

    def national(self, first: int, last: int) -> str | None:
        """ "Norlandic army" for "the army" in a copy that has named one country only."""
        phrase = " ".join(w for w in self.tokens.lower[first:last] if w != "the")
        if phrase not in _NATIONAL:
            return None
        lower, capital = self.tokens.lower, self.tokens.capital
        named = {
            COUNTRY.get(bare(lower[i])) for i in range(max(0, first - _FAR), first) if capital(i)
        }
        countries = named - {None}
        adjective = _ADJECTIVES.get(countries.pop() or "") if len(countries) == 1 else None
        return f"{adjective} {phrase}" if adjective else None

    def plain(self, first: int, last: int) -> str:
        """The phrase as a name: no article in front, no apposition behind."""
        while (
            first < last - 1
            and self.tokens.lower[first] in _ARTICLES
            and self.tokens.lower[first + 1] not in lx.PREPOSITIONS
            and not self._titular(first)
        ):
            first += 1
        for i in range(first, last):
            if self.tokens.word[i] in ",(" or (i > first and self.tokens.lower[i] in _RELATIVES):
                last = i
                break
        while last > first + 1 and self.tokens.lower[last - 1] in _LOOSE:
            if self.tokens.lower[last - 1] == "today" and self.tokens.capital(last - 1):
                break  # "USA Today"
            last -= 1
        if first >= last:
            return ""
        name = self.cast.expanded(bare(self.tokens.said(first, last)))
        return self.articled(self.cast.firm(name) or name)

    def _titular(self, first: int) -> bool:
        """ "Le Monde", "Las Vegas": an article that a name begins with in a copy of another language."""
        foreign = self.tokens.lower[first] in _FOREIGN_ARTICLES and self.tokens.capital(first)
        return foreign and self.tokens.capital(first + 1)

    def articled(self, name: str) -> str:
        """The name with its *The*, where the copy writes it with a capital inside a sentence."""
        return f"The {name}" if name in self.cast.articled else name


def _one_country(word: str, other: str) -> bool:
    return akin(word, other) or akin(other, word)


def _gender_of(noun: str) -> str | None:
    return "f" if noun in FEMALE else "m" if noun in MALE else None


def one_apart(one: str, other: str) -> bool:
    """Are the words one edit apart: a letter changed, left out, added, or two swapped?"""
    if one == other or abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    i = 0
    while i < min(len(one), len(other)) and one[i] == other[i]:
        i += 1
    if len(one) == len(other):
        swapped = one[i : i + 2] == other[i : i + 2][::-1] and one[i + 2 :] == other[i + 2 :]
        return swapped or one[i + 1 :] == other[i + 1 :]
    return one[i + 1 :] == other[i:] or one[i:] == other[i + 1 :]
