"""Where the copy reports: the cues of a sentence.

A cue is a reporting verb in a reading that can carry a statement (never the
noun *report* or the attribute in "a reported attack"), a phrase such as
"according to", or a noun cue ("the claim that …").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from copytaster.attribution import lexicon as lx
from copytaster.attribution.lexicon import Verb
from copytaster.attribution.phrases import is_finite
from copytaster.attribution.roles import DOCUMENTS, ORG_WORDS, ROLE_NOUNS
from copytaster.attribution.tokens import Tokens
from copytaster.model.base import quick
from copytaster.words import wordset

CueKind = Literal["finite", "participle", "passive", "phrase", "noun", "quoting"]
# Bounded so that a hostile sentence of nothing but verbs costs no more than a busy real one.
MAX_CUES = 12


@quick
@dataclass(frozen=True, slots=True)
class Cue:
    """A cue over tokens ``[first, last)``; ``head`` is where its auxiliaries and adverbs begin."""

    first: int
    last: int
    head: int
    kind: CueKind
    verb: Verb
    negated: bool = False
    hypothetical: bool = False


_PHRASE = Verb("according", frozenset("s"))
_NOUN = Verb("claim", frozenset("s"))
_TABLE = lx.forms()
_PHRASES = frozenset(("according", "per", "words"))
# Without "as", "per" is mostly a rate: it reports only before these.
_PER_SOURCES = wordset("a the report reports officials sources media state police")


def has_cue(tokens: Tokens) -> bool:
    """Could any statement be in this copy at all?"""
    return bool(tokens.regions) or not _STARTS.isdisjoint(tokens.lower)


def cued(tokens: Tokens) -> Iterator[tuple[int, int, list[int]]]:
    """The sentences that may report, each with where a cue could be, outside quotation marks."""
    lower, quote = tokens.lower, tokens.quote
    found = [i for i, word in enumerate(lower) if word in _STARTS and quote[i] < 0]
    for sentence, places in groupby(found, key=tokens.sentence.__getitem__):
        yield *tokens.bounds[sentence], list(places)


def cues_of(tokens: Tokens, first: int, last: int, places: list[int]) -> list[Cue]:
    """The cues of the sentence ``[first, last)``, in order, at some of ``places``."""
    cues: list[Cue] = []
    behind = first
    for i in places:
        cue = _cue_at(tokens, i, first, last) if i >= behind else None
        if cue is not None:
            cues.append(cue)
            behind = cue.last
            if len(cues) == MAX_CUES:
                break
    return cues


_STARTS = frozenset(_TABLE) | _PHRASES | lx.REPORT_NOUNS


def _cue_at(tokens: Tokens, i: int, first: int, last: int) -> Cue | None:
    word = tokens.lower[i]
    if word in _PHRASES and not _is_name(tokens, i, first):
        return _phrase(tokens, i, first, last)
    form = _TABLE.get(word)
    if form is not None and not _is_name(tokens, i, first):
        cue = _verb(tokens, i, first, last)
        if cue is not None:
            return cue
    if word in lx.REPORT_NOUNS:
        return _noun(tokens, i, first, last)
    return None


def _is_name(tokens: Tokens, i: int, first: int) -> bool:
    return tokens.word[i][0].isupper() and i > first


def _phrase(tokens: Tokens, i: int, first: int, last: int) -> Cue | None:
    """ "according to", "as per", "per", "in the words of" at the word that tells it."""
    word, begin, end = tokens.lower[i], i, i + 1
    before = tokens.lower[i - 1] if i > first else ""
    if word == "words":
        begin, end = i - 2, i + 2
        told = begin >= first and tokens.lower[begin:end] == ["in", "the", "words", "of"]
    elif word == "according":
        end = i + 2
        told = tokens.lower[i + 1 : end] == ["to"]
    else:
        begin = i - (before == "as")
        told = begin < i or (end < last and _per_reports(tokens, i))
    return Cue(begin, end, begin, "phrase", _PHRASE) if told and end < last else None


def _per_reports(tokens: Tokens, i: int) -> bool:
    after_comma = (
        i == 0 or tokens.word[i - 1] in ",.\n" or tokens.sentence[i - 1] != tokens.sentence[i]
    )
    return after_comma and (tokens.lower[i + 1] in _PER_SOURCES or tokens.capital(i + 1))


def _noun(tokens: Tokens, i: int, first: int, last: int) -> Cue | None:
    if i + 2 >= last or tokens.lower[i + 1] != "that" or i == first:
        return None
    if tokens.lower[i + 2] in lx.FINITE:  # "a claim that was …": a relative clause
        return None
    return Cue(i, i + 1, i, "noun", _NOUN)


def _verb(tokens: Tokens, i: int, first: int, last: int) -> Cue | None:
    form = _TABLE[tokens.lower[i]]
    head = _group_start(tokens, i, first)
    before = tokens.lower[i - 1] if i > first else ""
    kind = _kind(tokens, i, first, last, form.tense, before, head)
    if kind is None:
        return None
    end = _cue_end(tokens, i, last, form.verb)
    if end is None:
        return None
    group = tokens.lower[head:i]
    if before == "to" and i - 2 >= first and tokens.lower[i - 2] in _REFUSALS:
        group = ["not", *group]
    return Cue(
        i,
        end,
        head,
        kind,
        form.verb,
        negated=not lx.NEGATIONS.isdisjoint(group),
        hypothetical=not lx.MODALS.isdisjoint(group) or _under_if(tokens, head, first),
    )


def _under_if(tokens: Tokens, head: int, first: int) -> bool:
    return any(w in ("if", "unless", "whether") for w in tokens.lower[max(first, head - 6) : head])


def _group_start(tokens: Tokens, i: int, first: int) -> int:
    """Where the verb group of the verb at ``i`` begins: its auxiliaries and adverbs."""
    at = i
    while at > first and at > i - 6:
        word = tokens.lower[at - 1]
        adverb = lx.is_adverb(word) or _floats(tokens, at - 1, first)
        if not adverb and word not in lx.AUXILIARIES:
            break
        if word == "today" and tokens.capital(at - 1) and at - 1 > first:  # "USA Today"
            break
        at -= 1
    return at


def _floats(tokens: Tokens, i: int, first: int) -> bool:
    """As in "Roe and Lund all suggested": the *all* of whom the verb follows, not of what."""
    if tokens.lower[i] not in ("all", "both", "each") or i <= first:
        return False
    return tokens.capital(i - 1) or tokens.word[i - 1] == ")" or tokens.lower[i - 1] in _PLURAL


_PLURAL = frozenset(("they", "we", "who", "you"))


def _cue_end(tokens: Tokens, i: int, last: int, verb: Verb) -> int | None:
    """The end of the cue, with its particle or a second verb; None where a needed word is absent."""
    end = i + 1
    while end + 1 < last and tokens.lower[end] == "and" and _joins(tokens, end + 1, i):
        end += 2
    if verb.needs and verb.needs.isdisjoint(tokens.lower[end : min(last, end + 25)]):
        return None
    if _says_nothing(tokens, i, end, last, verb):
        return None
    if end < last and tokens.lower[end] in verb.particles:
        return end + 1
    if verb.particles and verb.lemma in ("refer", "speak", "appeal"):
        return None
    return end


def _says_nothing(tokens: Tokens, i: int, end: int, last: int, verb: Verb) -> bool:
    """Does what follows show that the verb means something else here?"""
    if "w" in verb.flags and not _marked(tokens, i, end, last):
        return "o" not in verb.flags or not asks_to_do(tokens, end, last)
    if "q" in verb.flags and not verb.flags & {"h", "o"}:
        return not _quoted(tokens, i, end, last)
    if verb.lemma == "claim":
        return not _TAKEN.isdisjoint(tokens.lower[end : min(last, end + 7)])
    if i > 1 and tokens.lower[i - 1] == "name":
        return True  # "as its name suggests"
    # "denied them permits": withheld, not said
    return verb.lemma == "deny" and end < last and tokens.lower[end] in _WITHHELD


_TAKEN = wordset("lives life victory title medal gold silver bronze seat seats win")
_WITHHELD = frozenset(("him", "her", "them", "us"))


def asks_to_do(tokens: Tokens, at: int, limit: int) -> bool:
    """As in "told his advisers to stay": an addressee and an infinitive stand from ``at``."""
    for i in range(at, min(limit - 1, at + 10)):
        if tokens.lower[i] == "to" and i > at:
            follows = tokens.lower[i + 1]
            return follows.isalpha() and follows not in lx.DETERMINERS and not tokens.capital(i + 1)
        if tokens.word[i] in ",.;:" or tokens.quote[i] >= 0 or is_finite(tokens, i):
            return False
    return False


def _marked(tokens: Tokens, i: int, end: int, last: int) -> bool:
    """Does *that* or a quotation stand near, as a weak verb needs?"""
    stop = min(last, end + 8)
    return "that" in tokens.lower[end:stop] or _quoted(tokens, i, end, last)


def _quoted(tokens: Tokens, i: int, end: int, last: int) -> bool:
    """Does a quotation stand near?"""
    if any(map(tokens.opens_quote, range(end, min(last, end + 8)))):
        return True
    return any(map(tokens.closes_quote, range(max(0, i - 6), i)))


def _joins(tokens: Tokens, second: int, i: int) -> bool:
    """Is the verb at ``second`` coordinated with the one at ``i`` ("praised and thanked")?"""
    one, two = _TABLE[tokens.lower[i]], _TABLE.get(tokens.lower[second])
    return two is not None and one.tense == two.tense and second + 1 < len(tokens)


def _kind(
    tokens: Tokens, i: int, first: int, last: int, tense: str, before: str, head: int
) -> CueKind | None:
    verb = _TABLE[tokens.lower[i]].verb
    if "c" in verb.flags:
        return _quoting_kind(tokens, i, last)
    if verb.lemma == "report" and tense == "past" and _quotes_as(tokens, i, last):
        return "quoting"
    if tense == "past":
        return _past_kind(tokens, i, first, before, head)
    if tense == "ing":
        return _ing_kind(tokens, i, first, last, before, head)
    if tense == "s":
        return "finite" if _is_verb_s(tokens, i, first, last, before) else None
    return "finite" if _is_base_verb(tokens, i, first, before, head) else None


def _quoting_kind(tokens: Tokens, i: int, last: int) -> CueKind | None:
    word = tokens.lower[i]
    if word in ("quote", "cite"):
        return None
    if _quotes_as(tokens, i, last) or word in ("citing", "quoting"):
        return "quoting"
    return None


def _past_kind(tokens: Tokens, i: int, first: int, before: str, head: int) -> CueKind | None:
    verb = _TABLE[tokens.lower[i]].verb
    group = set(tokens.lower[head:i])
    if group & lx.TO_BE and not group & {"having"}:
        return "passive" if verb.flags & _PASSIVE else None
    attribute = before in _ATTRIBUTE and not _floats(tokens, i - 1, first)
    if attribute or before[-2:] in ("'s", "s'") or (before and before[0].isdigit()):
        return (
            None  # an attribute: "the alleged attack", "21 confirmed cases", "Roe's proposed deal"
        )
    if head == i and _reduced(tokens, i, before):
        return None
    if i + 1 < len(tokens) and tokens.lower[i + 1] == "by" and not group & lx.TO_HAVE:
        return "passive"
    if i > first + 1 and before in ("of", "for", "with", "from") and head == i:
        return None
    return "finite"


_PASSIVE = frozenset("sna")
_ATTRIBUTE = lx.DETERMINERS | wordset("own hundred thousand million billion dozen")


def _reduced(tokens: Tokens, i: int, before: str) -> bool:
    """As in "a zone, referred to as X", "a process called “X”": a participle that only gives a name."""
    verb = _TABLE[tokens.lower[i]].verb
    if "a" not in verb.flags or i + 2 >= len(tokens) or i < 2:
        return False
    ahead = tokens.lower[i + 1 : i + 3]
    if before == "," and (ahead[0] == "as" or ahead == ["to", "as"]):
        return True
    named = tokens.opens_quote(i + 1) or tokens.capital(i + 1)
    return named and tokens.lower[i - 2] in ("a", "an") and before not in ROLE_NOUNS | ORG_WORDS


_SAYING = frozenset(("saying", "stating", "telling", "claiming", "warning", "adding", "writing"))


def _quotes_as(tokens: Tokens, i: int, last: int) -> bool:
    """Does "… as saying" follow?"""
    ahead = tokens.lower[i + 1 : min(last, i + 16)]
    return any(a == "as" and b in _SAYING for a, b in pairwise(ahead))


_ING_BEFORE = wordset(", and while by before after when without for - — – ; ) ") | {
    "",
    "of",
    "in",
}


def _ing_kind(
    tokens: Tokens, i: int, first: int, last: int, before: str, head: int
) -> CueKind | None:
    if i + 1 >= last or before in lx.DETERMINERS:
        return None
    if before == "in" and tokens.lower[i] == "writing":
        return None
    if not lx.TO_BE.isdisjoint(tokens.lower[head:i]) or before in lx.CONTRACTED:
        return "finite"
    if before in DOCUMENTS and not tokens.capital(i - 1):
        return "participle"
    if before in _ING_BEFORE or tokens.closes_quote(max(i - 1, 0)) or head < i or i == first:
        return "participle"
    follows = tokens.lower[i + 1]
    clausal = follows not in lx.PREPOSITIONS and follows not in ",.;:)"
    return "participle" if clausal and _under_with(tokens, i, first) else None


def _under_with(tokens: Tokens, i: int, first: int) -> bool:
    for k in range(max(first, i - 8), i):
        if tokens.lower[k] == "with":
            return k == first or tokens.word[k - 1] in ",;—–"
    return False


def _is_verb_s(tokens: Tokens, i: int, first: int, last: int, before: str) -> bool:
    """*says* is a verb; *reports* is one only where a noun cannot stand."""
    word = tokens.lower[i]
    if word in ("says", "tells", "writes", "denies", "insists", "argues", "believes", "adds"):
        return True
    if before in ("he", "she", "it", "who") and word not in lx.REPORT_NOUNS:
        return True
    follows = tokens.lower[i + 1] if i + 1 < last else "."
    if follows in lx.FINITE or follows in ("of", "from", "by", ".", "about") or follows in _TABLE:
        return follows == "." and any(map(tokens.closes_quote, range(max(i - 6, 0), i)))
    if follows == ":" or (i + 1 < last and tokens.opens_quote(i + 1)):
        return True
    if i == first or before in lx.DETERMINERS or before in lx.PREPOSITIONS or before.endswith("'s"):
        return False
    if word in lx.REPORT_NOUNS or word in (
        "states",
        "answers",
        "calls",
        "comments",
        "demands",
        "notes",
        "tweets",
        "posts",
        "disputes",
        "rules",
        "estimates",
        "forecasts",
    ):
        named = (
            (tokens.word[i - 1][0].isupper() and before not in _REPORTED_BY)
            or before in lx.SUBJECT_PRONOUNS
            or before in ",)"
        )
        claims = _claims_to(tokens, i, last) or _after_subject(tokens, i, first)
        return named or claims or follows in ("that", "the") or before in ("and",)
    return True


# "Hospital reports", "Local reports": what begins the sentence is no name.
_REPORTED_BY = ORG_WORDS | wordset(
    "early initial first local media news other further recent previous eastern western northern southern"
)


def _claims_to(tokens: Tokens, i: int, last: int) -> bool:
    """As in "claims to have planted", not "claims to the island"."""
    if tokens.lower[i] != "claims" or i + 2 >= last or tokens.lower[i + 1] != "to":
        return False
    return tokens.lower[i + 2] not in lx.DETERMINERS and not tokens.capital(i + 2)


def _after_subject(tokens: Tokens, i: int, first: int) -> bool:
    """As in "The motion claims Roe's order is void": an article and one noun begin the sentence."""
    return (
        i - 2 == first and tokens.lower[first] in ("the", "a", "an") and not tokens.capital(i - 1)
    )


_HELPERS = lx.MODALS | lx.TO_DO


def _is_base_verb(tokens: Tokens, i: int, first: int, before: str, head: int) -> bool:
    """The bare form is a verb after a pronoun, an auxiliary or a plural noun ("officials say")."""
    if i == first:
        return False
    if not _HELPERS.isdisjoint(tokens.lower[head:i]):
        return True
    subject = tokens.lower[head - 1] if head > first else ""
    if subject in ("they", "we", "i", "you", "who", "whom"):
        return True
    if before == "to":
        return _to_reports(tokens, i, first)
    plural = subject in ("police", "people") or (
        subject.endswith("s")
        and not subject.endswith(("'s", "ss", "us"))
        and subject.isalpha()
        and subject not in lx.DETERMINERS
    )
    if tokens.lower[i] in lx.REPORT_NOUNS or tokens.lower[i] in (
        "state",
        "call",
        "demand",
        "note",
        "post",
    ):
        return (
            plural
            and i + 1 < len(tokens)
            and tokens.lower[i + 1] in ("that", "the", "they", "it", "he", "she", "there")
        )
    return plural


_REFUSALS = frozenset(("declined", "refused", "failed"))
_GOVERNORS = wordset(
    "on continued continues appeared seemed declined refused failed began went far further"
)


def _to_reports(tokens: Tokens, i: int, first: int) -> bool:
    """As in "went on to say": the infinitive reports what somebody did say."""
    return i - 2 >= first and tokens.lower[i - 2] in _GOVERNORS
