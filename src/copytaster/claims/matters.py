"""What is denied: the claim in a denial's own words, and whose claim the words say it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from copytaster.attribution import lexicon as lx
from copytaster.attribution.phrases import phrase_right
from copytaster.attribution.tokens import Tokens
from copytaster.claims import verbs
from copytaster.words import wordset

Range = tuple[int, int]
_ABOUT = wordset("that about of over regarding concerning on")
_BY = wordset("by from")
_MADE = wordset("made put levelled leveled published raised circulated spread")
_BODIES = wordset("police army government ministry military opposition union rebel state prosecution company navy coastguard "
    "militia court hospital media press")  # fmt: skip
_NO_TOPIC = wordset(
    ", . at in as before after during when while earlier later last yesterday and but by"
)
_ELSE = wordset(
    "but and however although though while whereas adding saying calling insisting describing claiming"
)
_NO_DEEDS = wordset("funding housing hearing hearings boarding lodging parking planning training screening landing "
    "anything something everything nothing morning evening")  # fmt: skip
_POINTING = wordset("the those these this that such all")
_PRONOUNS = wordset("it this that them these those")
_NP_REACH = 14
_FALSE_REACH = 45


@dataclass(frozen=True, slots=True)
class Matter:
    """What is denied, in token ranges.

    ``topic`` says what it is about, ``owner`` whose claim it is (None where
    the phrase does not say), ``pointing`` that "the claim", "it" points back
    to something said before, ``bare`` that the topic says no more than that;
    ``noun`` is the word for the claim ("allegation"), lower case, if there is one.
    """

    topic: Range
    owner: Range | None = None
    pointing: bool = False
    bare: bool = False
    noun: str = ""


def denied_matter(tokens: Tokens, verb: int, first: int, last: int) -> Matter | None:
    """What the verb at ``verb`` denies in ``[first, last)``; None where that is no claim of anybody's."""
    first, last = _without_as_false(tokens, first, _clause_end(tokens, first, last, verb))
    word = tokens.lower[verb]
    noun = claim_noun(tokens, first, last)
    if noun is not None:
        return claim_at(tokens, first, noun, last)
    if word in verbs.DENY and last - first == 1 and tokens.lower[first] in _PRONOUNS:
        return Matter((first, last), pointing=True, bare=True)
    if first > verb and (tokens.lower[first - 1] == "that" or tokens.lower[first] == "that"):
        return Matter((first, last)) if word not in verbs.DISMISS else None
    if word in verbs.DENY and (verb > first or _is_deniable(tokens, first, last)):
        return Matter((first, last)) if _is_clause(verb, first, last) else None
    return None


def called_false(tokens: Tokens, first: int, last: int, calling: bool) -> Matter | None:
    """The claim that ``[first, last)`` says is not true; None where it says that of none.

    ``calling`` is for what follows a verb like *call*: no "is" is needed there.
    """
    noun = _no_truth(tokens, first, last)
    if noun is not None:
        return claim_at(tokens, noun[0], noun[1], last)
    for start, end in _falsities(tokens, first, last):
        verb = start - 1
        if tokens.lower[end : end + 1] == ["that"] and end + 1 < last:
            return Matter((end + 1, last))
        if not calling and tokens.lower[verb] not in verbs.TO_BE:
            continue
        stop = verb if tokens.lower[verb] in verbs.TO_BE else start
        begin = max(first, end - _FALSE_REACH)
        found = _last_claim(tokens, begin, stop)
        if found is not None:
            return claim_at(tokens, *found, stop)
    return None


def claim_noun(tokens: Tokens, first: int, last: int) -> int | None:
    """The noun for a claim that heads the phrase at ``first``; None where it is of something else."""
    for i in range(first, min(last, first + _NP_REACH)):
        word = tokens.lower[i]
        if word in verbs.CLAIM_NOUNS and not _modifies(tokens, i, last):
            other = verbs.OTHER_CLAIMS.isdisjoint(tokens.lower[first:i])
            return i if other else None
        if word in lx.SUBORDINATORS or (
            word in lx.PREPOSITIONS and not _inside_owner(tokens, i, last)
        ):
            return None
    return None


def _modifies(tokens: Tokens, i: int, last: int) -> bool:
    """Is the noun itself an owner ("the report's") or before another noun for a claim ("the toll figures")?"""
    return i + 1 < last and tokens.lower[i + 1] in verbs.CLAIM_NOUNS


def _inside_owner(tokens: Tokens, i: int, last: int) -> bool:
    """A preposition within "the Ministry of Defence's claim"."""
    near = tokens.lower[i + 1 : min(last, i + 5)]
    return tokens.lower[i] in ("of", "for") and any(w.endswith(("'s", "s'")) for w in near)


def claim_at(tokens: Tokens, first: int, noun: int, last: int) -> Matter:
    """The matter of the claim whose phrase begins at ``first`` and whose noun is ``noun``."""
    owner, after = _owner(tokens, first, noun, last)
    while after < last and tokens.lower[after] in _ABOUT:
        after += 1
    bare = after >= last or tokens.lower[after] in _NO_TOPIC
    pointing = owner is None and tokens.lower[first] in _POINTING
    if bare or after == noun + 1:
        return Matter(
            (first, last if not bare else noun + 1), owner, pointing, bare, tokens.lower[noun]
        )
    if owner is not None and owner[0] > after:
        last = max(after + 1, owner[0] - 2)  # "claims of fraud made by …"
    return Matter((after, last), owner, pointing, noun=tokens.lower[noun])


def _owner(tokens: Tokens, first: int, noun: int, last: int) -> tuple[Range | None, int]:
    """(whose claim it is, where the words about its matter begin)."""
    before = _owner_before(tokens, first, noun)
    if before is not None:
        return before, noun + 1
    by = noun + 1
    if by < last and tokens.lower[by] in _MADE:
        by += 1
    if by < last and tokens.lower[by] in _BY:
        end = phrase_right(tokens, by + 1, last)
        if end > by + 1:
            return (by + 1, end), end
    return _maker(tokens, noun, last), noun + 1


def _owner_before(tokens: Tokens, first: int, noun: int) -> Range | None:
    """As in "the union's claim", "their claim", "the police account"."""
    for i in range(noun - 1, max(first, noun - 4) - 1, -1):
        if tokens.lower[i].endswith(("'s", "s'")):
            return first, i + 1
        if tokens.lower[i] in lx.POSSESSIVES:
            return i, i + 1
        if tokens.lower[i] in ("'", "’") and i > first:
            return first, i
    return (first, noun) if noun > first and tokens.lower[noun - 1] in _BODIES else None


def _maker(tokens: Tokens, noun: int, last: int) -> Range | None:
    """As in "claims of fraud made by the opposition"."""
    for i in range(noun + 2, min(last, noun + 12) - 2):
        if tokens.lower[i] == "by" and tokens.lower[i - 1] in _MADE:
            end = phrase_right(tokens, i + 1, last)
            return (i + 1, end) if end > i + 1 else None
    return None


def _clause_end(tokens: Tokens, first: int, last: int, verb: int) -> int:
    """Before ", but …" and ", adding …", where another matter begins; what precedes the verb is one clause."""
    if verb >= last:
        return last
    for i in range(first + 1, last - 1):
        if tokens.word[i] == "," and tokens.lower[i + 1] in _ELSE:
            return i
    return last


def _without_as_false(tokens: Tokens, first: int, last: int) -> Range:
    """The range without "as baseless", before or behind what is dismissed."""
    for start, end in _falsities(tokens, first, last):
        if tokens.lower[start - 1] != "as":
            continue
        if start - 1 > first:
            return first, start - 1
        while end < last and not tokens.word[end][0].isalnum():
            end += 1
        return (end, last) if end < last else (first, last)
    return first, last


def _falsities(tokens: Tokens, first: int, last: int) -> Iterator[Range]:
    if verbs.TELLING.isdisjoint(tokens.lower[first:last]):
        return
    for i in range(first + 1, last):
        start = verbs.false_at(tokens, i, first)
        if start is not None and start > first:
            yield start, i + 1


def _no_truth(tokens: Tokens, first: int, last: int) -> Range | None:
    """The phrase and noun of the claim in "there is no truth in the claim that …"."""
    if "truth" not in tokens.lower[first:last]:
        return None
    for i in range(first, last - 3):
        if tokens.lower[i : i + 2] == ["no", "truth"] and tokens.lower[i + 2] in (
            "in",
            "to",
            "behind",
        ):
            noun = claim_noun(tokens, i + 3, last)
            return (i + 3, noun) if noun is not None else None
    return None


def _last_claim(tokens: Tokens, first: int, last: int) -> Range | None:
    """The phrase and noun of the first claim in ``[first, last)``; its subject, so nothing but leading words before it."""
    for i in range(first, last):
        if tokens.lower[i] in verbs.CLAIM_NOUNS and not _modifies(tokens, i, last):
            start = _phrase_start(tokens, i, first)
            if verbs.OTHER_CLAIMS.isdisjoint(tokens.lower[start:i]):
                return start, i
    return None


def _phrase_start(tokens: Tokens, noun: int, first: int) -> int:
    at = noun
    while at > max(first, noun - 12):
        word = tokens.lower[at - 1]
        if word in lx.SUBORDINATORS or word in lx.CONJUNCTIONS or not word[0].isalnum():
            break
        if word in lx.PREPOSITIONS and word != "of":
            break
        at -= 1
    return at


def _is_deniable(tokens: Tokens, first: int, last: int) -> bool:
    """Is it a deed ("taking bribes") or a guilt ("any involvement in the raid") that one denies?"""
    word = tokens.lower[first]
    if word.endswith("ing") and len(word) > 4 and word not in _NO_DEEDS:
        return True
    if word == "any":
        return True
    for i in range(first, min(last, first + 5)):
        if tokens.lower[i] in verbs.DENIABLE:
            return True
        if tokens.lower[i] in lx.PREPOSITIONS:
            return False
    return False


def _is_clause(verb: int, first: int, last: int) -> bool:
    """What stands before the verb ("…, which he denied") is denied only as a whole clause."""
    return first > verb or last - first > 3
