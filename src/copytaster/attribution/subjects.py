"""The subject of a reporting verb: the noun phrase before it, found without a parser."""

from __future__ import annotations

from copytaster.attribution import lexicon as lx
from copytaster.attribution.phrases import (
    before_parenthesis,
    has_finite,
    is_adverbial,
    is_finite,
    left_edge,
    segments,
    skip_leading,
    starts_phrase,
)
from copytaster.attribution.roles import ROLE_NOUNS
from copytaster.attribution.tokens import Tokens
from copytaster.words import wordset


def main_subject(tokens: Tokens, first: int, limit: int) -> tuple[int, int] | None:
    """The subject of the sentence's first clause: what stands before its first finite verb."""
    for i in range(first, min(limit, first + 60)):
        if tokens.quote[i] >= 0:
            continue
        if is_finite(tokens, i) and i > first and tokens.lower[i - 1] != "who":
            return subject(tokens, first, _before_adverbs(tokens, i, first))
    return None


def _before_adverbs(tokens: Tokens, i: int, first: int) -> int:
    while i > first + 1 and (lx.is_adverb(tokens.lower[i - 1])):
        i -= 1
    return i


def subject(tokens: Tokens, first: int, end: int) -> tuple[int, int] | None:
    """The noun phrase that is the subject of a verb at ``end``."""
    end = _before_as_of(tokens, before_parenthesis(tokens, end, first), first)
    edge = left_edge(tokens, end, first)
    if edge >= end:
        return None
    relative = _relative_before(tokens, end, first)
    if relative is not None and relative < edge:
        return _tidy(tokens, _last_clause(tokens, left_edge(tokens, relative, first), relative))
    parts = _less_time(tokens, segments(tokens, edge, end))
    parts = _past_fronted(tokens, edge, first, parts)
    closed = len(parts) > 1 and parts[-1][0] >= parts[-1][1]
    if closed:
        a, b = parts[-2]
        if len(parts) > 2 and a < b and tokens.lower[a].endswith("ed") and is_finite(tokens, a):
            return _tidy(
                tokens, _before_comma(tokens, parts[:-2])
            )  # "Roe, stationed in Torvik, said"
        if a < b and _is_clause(tokens, a, b) and tokens.lower[a] not in lx.PREPOSITIONS:
            return None  # a whole clause stands before the comma, no subject
        return _tidy(tokens, _before_comma(tokens, parts[:-1]))
    if _is_list(tokens, parts):
        start = _list_start(tokens, parts)
        return _tidy(tokens, (start, parts[-1][1]))
    if len(parts) == 2 and _is_apposed(tokens, *parts):
        return _tidy(tokens, (parts[0][0], parts[1][1]))
    if len(parts) > 1 and _is_post(tokens, *parts[-2]) and _is_name(tokens, *parts[-1]):
        return _tidy(tokens, (parts[-2][0], parts[-1][1]))
    return _tidy(tokens, _last_clause(tokens, *parts[-1]))


def _is_apposed(tokens: Tokens, name: tuple[int, int], rest: tuple[int, int]) -> bool:
    """As in "“…,” Jane Roe, critic for the Herald said": a name, and what the writer forgot to close."""
    if not 2 <= name[1] - name[0] <= 4 or rest[1] - rest[0] < 2:
        return False
    if not all(map(tokens.capital, range(*name))) or is_adverbial(tokens, *name):
        return False
    if tokens.capital(rest[0]) or tokens.lower[rest[0]] in ("the", "along"):
        return False
    return not is_adverbial(tokens, *rest) and not has_finite(tokens, *rest)


def _is_post(tokens: Tokens, first: int, last: int) -> bool:
    """As in "The port's mayor, Jane Roe said": a post begins with an article or its body's name."""
    if not 1 < last - first <= _LONGEST_POST or tokens.lower[last - 1] not in ROLE_NOUNS:
        return False
    opens = tokens.lower[first] == "the" or tokens.lower[first].endswith(("'s", "s'"))
    return opens and not has_finite(tokens, first, last)


def _is_name(tokens: Tokens, first: int, last: int) -> bool:
    return 2 <= last - first <= 4 and all(map(tokens.capital, range(first, last)))


_LONGEST_POST = 6  # words


def _is_clause(tokens: Tokens, first: int, last: int) -> bool:
    """Is there a verb that no relative before it takes ("a historian who saw the session" has none)?"""
    for i in range(first, last):
        if tokens.lower[i] in _RELATIVES:
            return False
        if is_finite(tokens, i) and tokens.quote[i] < 0:
            return True
    return False


def _before_as_of(tokens: Tokens, end: int, first: int) -> int:
    """As in "Reports as of Wednesday said": the phrase ends before the date."""
    for i in range(end - 2, max(first, end - 6), -1):
        if tokens.lower[i] == "as" and tokens.lower[i + 1] == "of":
            return i
    return end


def _relative_before(tokens: Tokens, end: int, first: int) -> int | None:
    """As in "the group, which has boats, said": the comma that opens the relative clause closed at ``end``."""
    if tokens.word[end - 1] != ",":
        return None
    for i in range(end - 2, max(first + 1, end - 40), -1):
        if tokens.lower[i] in _RELATIVES and tokens.word[i - 1] == ",":
            return i - 1
    return None


def _less_time(tokens: Tokens, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """As in "Roe, an official, on Tuesday said": the day behind the last comma is no part of the subject."""
    a, b = parts[-1]
    timely = lx.TIME_WORDS | {"on", "last", "late", "early"}
    if len(parts) > 1 and 0 < b - a < 4 and timely.issuperset(tokens.lower[a:b]):
        return [*parts[:-1], (b, b)]
    return parts


_FRONTING = frozenset(("after", "before", "since", "until"))


def _past_fronted(
    tokens: Tokens, edge: int, first: int, parts: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Behind "After the match," of "After the match, Jane Roe, the coach, said": no apposition begins there."""
    closed = len(parts) > 2 and parts[-1][0] >= parts[-1][1]
    if not closed or edge == first or tokens.lower[edge - 1] not in _FRONTING:
        return parts
    a, b = parts[0]
    return parts if _is_clause(tokens, a, b) else parts[1:]


_RELATIVES = frozenset(("who", "which", "whose", "where"))


def _before_comma(tokens: Tokens, parts: list[tuple[int, int]]) -> tuple[int, int]:
    """The head with its appositions: "Jane Roe, 45, a farmer," before the verb."""
    start, end = parts[-1]
    at = len(parts) - 1
    while at > 0 and len(parts) - at < 6:
        a, b = parts[at - 1]
        if a >= b or (is_adverbial(tokens, a, b) and tokens.lower[a] != "of"):
            break
        clause_start = _last_clause(tokens, a, b)[0]
        if _is_clause(tokens, clause_start, b):
            break
        start = clause_start
        at -= 1
        if clause_start != a:
            break
    return start, end if not is_adverbial(tokens, *parts[-1]) or at == len(parts) - 1 else parts[
        -2
    ][1]


def _is_list(tokens: Tokens, parts: list[tuple[int, int]]) -> bool:
    """As in "the US, Korea, and Ukraine": the last part begins with *and*, the others are short and verbless."""
    if len(parts) < 2:
        return False
    a, b = parts[-1]
    return a < b and tokens.lower[a] == "and" and parts[-2][1] - parts[-2][0] <= 3


def _list_start(tokens: Tokens, parts: list[tuple[int, int]]) -> int:
    start = parts[-1][0]
    for a, b in reversed(parts[:-1]):
        if a >= b or has_finite(tokens, a, b) or is_adverbial(tokens, a, b):
            break
        start = a
    return start


_NO_OPENERS = lx.DETERMINERS - {"the", "his", "her"}


def _last_clause(tokens: Tokens, first: int, last: int) -> tuple[int, int]:
    """The part of ``[first, last)`` behind its last finite verb's clause."""
    verb = next(
        (i for i in range(last - 1, first - 1, -1) if is_finite(tokens, i) and tokens.quote[i] < 0),
        None,
    )
    if verb is None or _in_relative(tokens, verb, first):
        return first, last
    for i in range(verb + 1, last):
        if tokens.lower[i] in ("and", "or", "as"):
            return i + 1, last
    for i in range(verb + 1, last):
        if starts_phrase(tokens, i) and tokens.lower[i] not in _NO_OPENERS:
            return i, last
    return verb + 1, last


def _in_relative(tokens: Tokens, verb: int, first: int) -> bool:
    return any(tokens.lower[i] in ("who", "whose") for i in range(max(first, verb - 8), verb))


_ANYTHING = frozenset(("anything", "something", "everything", "what", "whatever"))
_LOOSE = lx.CONJUNCTIONS | lx.ADVERBS


def _tidy(tokens: Tokens, span: tuple[int, int]) -> tuple[int, int] | None:
    """Strip what is no part of a noun phrase at either end; None where no noun is left."""
    first, last = span
    first = skip_leading(tokens, first, last)
    if last - first > 1 and tokens.lower[first] in ("who", "whom", "which"):
        first += 1  # "who police said": the subject stands behind the relative
    if last - first > 1 and tokens.lower[first] in _ANYTHING:
        first += 1  # "anything Roe says", "something Roe denies"
    first = _past_participle(tokens, _past_adverbial(tokens, first, last), last)
    while first < last and tokens.word[first] == ",":
        first += 1
    first = _past_preposition(tokens, first, last)
    last = _before_adjuncts(tokens, first, last)
    while first < last and tokens.lower[first] in _LOOSE and not _ranks(tokens, first, last):
        first += 1
    last = _trimmed(tokens, first, last)
    if _ends_in_pronoun(tokens, first, last):  # "the man she said": the pronoun is the subject
        first = last - 1
    if first < last and _has_noun(tokens, first, last) and not _reduced(tokens, first, last):
        return first, last
    return None


_CITING = wordset("citing quoting contradicting echoing joining accusing backing opposing")


def _past_participle(tokens: Tokens, first: int, last: int) -> int:
    """As in ", contradicting the police, who have spoken of nine": the police speak."""
    if last - first < 2 or tokens.capital(first) or not tokens.lower[first].endswith("ing"):
        return first
    follows = tokens.lower[first + 1]
    return first + (follows in lx.DETERMINERS or tokens.lower[first] in _CITING)


def _ranks(tokens: Tokens, first: int, last: int) -> bool:
    """As in "First Minister of Torvik Jane Roe": part of the post."""
    return tokens.lower[first] == "first" and first + 1 < last and tokens.capital(first + 1)


def _trimmed(tokens: Tokens, first: int, last: int) -> int:
    """The end of the phrase without words of time ("last week", "over the weekend") and loose ends."""
    while last > first:
        before = tokens.lower[last - 2] if last - first > 1 else ""
        if tokens.capital(last - 1) and tokens.lower[last - 1] in _TITULAR:
            break  # "USA Today", "Torvik This Week"
        if tokens.lower[last - 1] in lx.TIME_WORDS and before in _TIMED:
            last -= 2
        elif tokens.lower[last - 1] in _NO_END or tokens.word[last - 1] in ",-—–'’":
            last -= 1
        else:
            break
    return last


def _ends_in_pronoun(tokens: Tokens, first: int, last: int) -> bool:
    if last - first < 2 or tokens.lower[last - 1] not in _PRONOUNS:
        return False
    return tokens.lower[last - 2] not in lx.CONJUNCTIONS


_PRONOUNS = lx.SUBJECT_PRONOUNS - {"who", "you"}
_TITULAR = frozenset(("today", "week", "night", "morning", "evening", "weekend"))
_TIMED = wordset("last this next the late early earlier that")
_NO_END = (
    lx.ADVERBS | lx.PREPOSITIONS | lx.CONJUNCTIONS | wordset("late early last next the a an its")
)
_SEEN = wordset("seen heard known held made found used sold won sent taken")


def _reduced(tokens: Tokens, first: int, last: int) -> bool:
    """As in "(the moth,) last seen in May": a participle with its adverb is no noun phrase."""
    if last - first < 2 or tokens.lower[first] not in ("last", "first", "long", "once"):
        return False
    follows = tokens.lower[first + 1]
    return follows in _SEEN or follows.endswith("ed")


def _past_adverbial(tokens: Tokens, first: int, last: int) -> int:
    """As in "On Friday Jane Roe said": past the words of time in front."""
    if tokens.lower[first] in lx.PREPOSITIONS or tokens.lower[first] in (
        "last",
        "late",
        "early",
        "earlier",
        "later",
    ):
        for i in range(first, min(last, first + 6)):
            if tokens.lower[i] in lx.TIME_WORDS and i + 1 < last:
                return _past_time(tokens, i, last)
    if tokens.lower[first : first + 3] in _NEXT_DAY and last - first > 3:
        return first + 3
    for i in range(first + 1, min(last - 1, first + 5)):  # "A few days later the council said"
        if tokens.lower[i] in _LATER and tokens.lower[i - 1] in _UNITS:
            return i + 1
    return first


_NEXT_DAY = [
    ["the", which, unit]
    for which in ("next", "same", "following", "previous")
    for unit in ("day", "week", "month", "year", "morning", "evening", "night")
]
_LATER = frozenset(("later", "earlier", "before", "after", "ago"))
_UNITS = wordset("minutes hours days weeks months years minute hour day week month year")


def _past_time(tokens: Tokens, i: int, last: int) -> int:
    while i < last - 1 and (tokens.lower[i] in lx.TIME_WORDS or tokens.word[i][0].isdigit()):
        i += 1
    return i


def _past_preposition(tokens: Tokens, first: int, last: int) -> int:
    """ "In the second half Jane Roe said": a subject never begins with a preposition; the name at the end is it."""
    if first >= last or tokens.lower[first] not in lx.PREPOSITIONS:
        return first
    start = last
    while (
        start > first
        and tokens.capital(start - 1)
        and tokens.lower[start - 1] not in lx.PREPOSITIONS
    ):
        start -= 1
    return start


_VENUE_PREPOSITIONS = wordset("in on during at via through")


def _before_adjuncts(tokens: Tokens, first: int, last: int) -> int:
    """As in "The ministry in a statement said", "Roe on Monday said": the phrase ends before the adjunct."""
    for i in range(first + 1, last - 1):
        if tokens.lower[i] in _VENUE_PREPOSITIONS and _begins_adjunct(tokens, i, last):
            return i
    return last


_ADJUNCT_NOUNS = wordset(
    "statement post posts letter interview speech briefing report tweet video message remarks"
)


def _begins_adjunct(tokens: Tokens, i: int, last: int) -> bool:
    follows = tokens.lower[i + 1]
    if follows in lx.TIME_WORDS:
        return True
    return not _ADJUNCT_NOUNS.isdisjoint(tokens.lower[i + 1 : min(last, i + 6)])


_NO_NOUNS = lx.SUBORDINATORS | lx.AUXILIARIES | lx.TIME_WORDS | wordset("last next own late early")


def _has_noun(tokens: Tokens, first: int, last: int) -> bool:
    return any(_is_nominal(tokens, i) for i in range(first, last))


def _is_nominal(tokens: Tokens, i: int) -> bool:
    word = tokens.lower[i]
    if word in lx.SUBJECT_PRONOUNS or word in (
        "some",
        "others",
        "many",
        "another",
        "both",
        "one",
        "several",
        "few",
        "most",
    ):
        return True
    if not word[0].isalpha() or word in lx.DETERMINERS or word in lx.PREPOSITIONS:
        return False
    return word not in _NO_NOUNS
