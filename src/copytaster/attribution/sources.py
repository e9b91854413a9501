"""Whose words: the source phrase of a cue, and on which side of it the phrase stands."""

from __future__ import annotations

from dataclasses import dataclass

from copytaster.attribution import lexicon as lx
from copytaster.attribution.cues import Cue
from copytaster.attribution.phrases import (
    apposition_right,
    before_parenthesis,
    has_finite,
    is_adverbial,
    is_finite,
    left_edge,
    phrase_right,
    segments,
    skip_leading,
    starts_phrase,
)
from copytaster.attribution.tokens import Tokens
from copytaster.attribution.words import wordset


@dataclass(frozen=True, slots=True)
class Clause:
    """A cue with its source, before its content is known.

    ``source`` is a token range or None. The attribution's own words reach over
    ``[first, last)``; ``shared`` says the source stands outside of them, with
    another verb ("announced …, and said"). ``inverted``: the cue precedes it.
    """

    cue: Cue
    source: tuple[int, int] | None
    first: int
    last: int
    inverted: bool = False
    shared: bool = False


def clause_of(
    tokens: Tokens, cue: Cue, first: int, last: int, earlier: list[Clause]
) -> Clause | None:
    """The clause of ``cue`` in the sentence ``[first, last)``; None where no statement can come of it."""
    if cue.kind == "phrase":
        return _phrase_clause(tokens, cue, first, last)
    if cue.kind == "noun":
        return _noun_clause(tokens, cue, first)
    if cue.kind == "passive":
        return _passive_clause(tokens, cue, last)
    if cue.kind == "quoting":
        return _quoting_clause(tokens, cue, first, last)
    if cue.kind == "participle":
        return _participle_clause(tokens, cue, first, last, earlier)
    return _finite_clause(tokens, cue, first, last, earlier)


def _phrase_clause(tokens: Tokens, cue: Cue, first: int, last: int) -> Clause | None:
    end = phrase_right(tokens, cue.last, last)
    if end == cue.last:
        return None
    if cue.first > first or _comma_follows(tokens, apposition_right(tokens, end, last), last):
        end = _with_apposition(tokens, end, last)
    return Clause(cue, (cue.last, end), cue.first, end)


def _comma_follows(tokens: Tokens, at: int, last: int) -> bool:
    return at < last and tokens.word[at] == ","


def _with_apposition(tokens: Tokens, end: int, last: int) -> int:
    return apposition_right(tokens, end, last)


def _noun_clause(tokens: Tokens, cue: Cue, first: int) -> Clause | None:
    start = cue.first
    while start > max(first, cue.first - 8) and not tokens.lower[start - 1].endswith(("'s", "s'")):
        word = tokens.lower[start - 1]
        if word in lx.POSSESSIVES:
            return Clause(cue, (start - 1, start), start - 1, cue.last)
        if word in lx.PREPOSITIONS or word in lx.DETERMINERS or word in ",.":
            return None
        start -= 1
    if start == first or start <= cue.first - 8:
        return None
    owner = start
    while owner > first and (tokens.capital(owner - 1) or owner == start):
        owner -= 1
    if owner > first and tokens.lower[owner - 1] in lx.DETERMINERS:
        owner -= 1
    return Clause(cue, (owner, start), owner, cue.last)


def _passive_clause(tokens: Tokens, cue: Cue, last: int) -> Clause | None:
    for i in range(cue.last, min(last, cue.last + 12)):
        if tokens.lower[i] == "by" and tokens.quote[i] < 0 and i + 1 < last:
            end = phrase_right(tokens, i + 1, last)
            if end > i + 1 and not tokens.lower[i + 1].endswith("ing"):
                return Clause(cue, (i + 1, end), cue.head, end, inverted=True)
            return None
        if tokens.word[i] in ",.;" or tokens.lower[i] == "that":
            return None
    return None


def _quoting_clause(tokens: Tokens, cue: Cue, first: int, last: int) -> Clause | None:
    """As in "X quoted Y as saying", "Y was quoted (by X) as saying", "citing Y"."""
    if not lx.TO_BE.isdisjoint(tokens.lower[cue.head : cue.first]):
        return _subject_clause(tokens, cue, first)
    end = phrase_right(tokens, cue.last, last)
    if end == cue.last:
        return None
    return Clause(cue, (cue.last, end), cue.first, end, inverted=True)


def _participle_clause(
    tokens: Tokens, cue: Cue, first: int, last: int, earlier: list[Clause]
) -> Clause | None:
    under_with = _with_subject(tokens, cue, first)
    if under_with is not None:
        return Clause(cue, under_with, under_with[0], cue.last)
    for clause in reversed(earlier):
        if clause.source is not None and clause.cue.kind != "noun":
            return Clause(cue, clause.source, cue.head, cue.last, shared=True)
    main = _main_subject(tokens, first, cue.head)
    if main is None and cue.head == first:
        main = _subject_after_comma(tokens, cue, last)
    return None if main is None else Clause(cue, main, cue.head, cue.last, shared=True)


def _with_subject(tokens: Tokens, cue: Cue, first: int) -> tuple[int, int] | None:
    for i in range(cue.head - 1, max(first, cue.head - 8) - 1, -1):
        if tokens.lower[i] == "with" and i + 1 < cue.head:
            return i + 1, cue.head
        if tokens.word[i] in ",." or tokens.quote[i] >= 0:
            return None
    return None


def _subject_after_comma(tokens: Tokens, cue: Cue, last: int) -> tuple[int, int] | None:
    """As in "Writing on X, Jane Roe called …": the subject stands behind the comma."""
    for i in range(cue.last, min(last - 1, cue.last + 25)):
        if tokens.word[i] == "," and starts_phrase(tokens, i + 1):
            end = phrase_right(tokens, i + 1, last)
            return (i + 1, end) if end > i + 1 else None
    return None


def _finite_clause(
    tokens: Tokens, cue: Cue, first: int, last: int, earlier: list[Clause]
) -> Clause | None:
    before = tokens.lower[cue.head - 1] if cue.head > first else ""
    if before in ("who", "which"):
        return _relative_clause(tokens, cue, first)
    inverted = _inverted_clause(tokens, cue, first, last)
    if inverted is not None:
        return inverted
    if before in ("and", "but", "or", "then", "to", ",") or not before:
        shared = _coordinated_clause(tokens, cue, first, before, earlier)
        if shared is not None:
            return shared
    return _subject_clause(tokens, cue, first)


def _relative_clause(tokens: Tokens, cue: Cue, first: int) -> Clause | None:
    end = cue.head - 1
    comma = end > first and tokens.word[end - 1] == ","
    span = _subject(tokens, first, end - comma)
    return None if span is None else Clause(cue, span, span[0], cue.last)


_AFTER_INVERSION = (
    frozenset(",.;:!?)") | lx.PREPOSITIONS | lx.SUBORDINATORS | lx.TIME_WORDS | lx.ADVERBS | {"and"}
)


def _inverted_clause(tokens: Tokens, cue: Cue, first: int, last: int) -> Clause | None:
    """As in "…," said the minister: the source follows its verb."""
    if "v" not in cue.verb.flags or cue.last >= last or not starts_phrase(tokens, cue.last):
        return None
    if not _stands_after_content(tokens, cue, first) or tokens.quote[cue.last] >= 0:
        return None
    end = phrase_right(tokens, cue.last, last)
    if end < last and not (
        tokens.word[end] in ",.;:!?)"
        or tokens.lower[end] in _AFTER_INVERSION
        or tokens.opens_quote(end)
    ):
        return None
    if tokens.lower[cue.last] in ("it", "that", "this") or end == cue.last:
        return None
    end = apposition_right(tokens, end, last)
    return Clause(cue, (cue.last, end), cue.head, end, inverted=True)


def _stands_after_content(tokens: Tokens, cue: Cue, first: int) -> bool:
    at = cue.head
    if at == first:
        # A sentence that begins "said Roe" goes with the quotation before it.
        return at > 0 and tokens.closes_quote(at - 1)
    if tokens.closes_quote(at - 1):
        return True
    if tokens.word[at - 1] != ",":
        return False
    if at - 2 >= first and tokens.closes_quote(at - 2):
        return True
    # ", Jane Roe, the mayor, said the bridge": an apposition, not a clause, stands before the comma.
    return has_finite(tokens, first, at - 1)


def _coordinated_clause(
    tokens: Tokens, cue: Cue, first: int, before: str, earlier: list[Clause]
) -> Clause | None:
    """The second verb of one subject: "announced …, and said …"."""
    if before == ",":
        return _after_parenthesis(tokens, cue, first)
    ahead = [c for c in earlier if c.source is not None and c.cue.kind in ("finite", "participle")]
    # A comma before the conjunction leads back to the sentence's first speaker.
    outermost = cue.head - 2 >= first and tokens.word[cue.head - 2] == ","
    for clause in ahead[:1] if outermost else ahead[-1:]:
        if clause.source is not None:
            return Clause(cue, clause.source, cue.head, cue.last, shared=True)
    main = _main_subject(tokens, first, cue.head)
    return None if main is None else Clause(cue, main, cue.head, cue.last, shared=True)


def _after_parenthesis(tokens: Tokens, cue: Cue, first: int) -> Clause | None:
    """As in "Russia has, for the first time, admitted": the auxiliary before the parenthesis has the subject."""
    for i in range(cue.head - 2, max(first, cue.head - 30), -1):
        if tokens.word[i] == "," and tokens.lower[i - 1] in lx.TO_HAVE | lx.MODALS:
            span = _subject(tokens, first, i - 1)
            return None if span is None else Clause(cue, span, span[0], cue.last)
    return None


def _main_subject(tokens: Tokens, first: int, limit: int) -> tuple[int, int] | None:
    """The subject of the sentence's first clause: what stands before its first finite verb."""
    for i in range(first, min(limit, first + 60)):
        if tokens.quote[i] >= 0:
            continue
        if is_finite(tokens, i) and i > first and tokens.lower[i - 1] != "who":
            return _subject(tokens, first, _before_adverbs(tokens, i, first))
    return None


def _before_adverbs(tokens: Tokens, i: int, first: int) -> int:
    while i > first + 1 and (lx.is_adverb(tokens.lower[i - 1])):
        i -= 1
    return i


def _subject_clause(tokens: Tokens, cue: Cue, first: int) -> Clause | None:
    span = _subject(tokens, first, cue.head)
    return None if span is None else Clause(cue, span, span[0], cue.last)


def _subject(tokens: Tokens, first: int, end: int) -> tuple[int, int] | None:
    """The noun phrase that is the subject of a verb at ``end``."""
    end = before_parenthesis(tokens, end, first)
    edge = left_edge(tokens, end, first)
    if edge >= end:
        return None
    parts = [(a, b) for a, b in segments(tokens, edge, end)]
    closed = len(parts) > 1 and parts[-1][0] >= parts[-1][1]
    if closed:
        a, b = parts[-2]
        if a < b and has_finite(tokens, a, b) and tokens.lower[a] not in ("who", "which", "whose"):
            return None  # a whole clause stands before the comma, no subject
        return _tidy(tokens, _before_comma(tokens, parts[:-1]))
    if _is_list(tokens, parts):
        start = _list_start(tokens, parts)
        return _tidy(tokens, (start, parts[-1][1]))
    return _tidy(tokens, _last_clause(tokens, *parts[-1]))


def _before_comma(tokens: Tokens, parts: list[tuple[int, int]]) -> tuple[int, int]:
    """The head with its appositions: "Jane Roe, 45, a farmer," before the verb."""
    start, end = parts[-1]
    at = len(parts) - 1
    while at > 0 and len(parts) - at < 4:
        a, b = parts[at - 1]
        if a >= b or is_adverbial(tokens, a, b):
            break
        clause_start = _last_clause(tokens, a, b)[0]
        if has_finite(tokens, clause_start, b):
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
        if starts_phrase(tokens, i) and tokens.lower[i] not in lx.DETERMINERS - {
            "the",
            "his",
            "her",
        }:
            return i, last
    return verb + 1, last


def _in_relative(tokens: Tokens, verb: int, first: int) -> bool:
    return any(tokens.lower[i] in ("who", "whose") for i in range(max(first, verb - 8), verb))


def _tidy(tokens: Tokens, span: tuple[int, int]) -> tuple[int, int] | None:
    """Strip what is no part of a noun phrase at either end; None where no noun is left."""
    first, last = span
    first = skip_leading(tokens, first, last)
    first = _past_adverbial(tokens, first, last)
    first = _past_preposition(tokens, first, last)
    last = _before_adjuncts(tokens, first, last)
    while first < last and tokens.lower[first] in lx.CONJUNCTIONS | lx.ADVERBS:
        first += 1
    while last > first and (
        tokens.lower[last - 1] in lx.ADVERBS or tokens.word[last - 1] in ",-—–"
    ):
        last -= 1
    return (first, last) if first < last and _has_noun(tokens, first, last) else None


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
    return first


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
    """As in "The ministry in a statement said", "Putin on Monday said": the phrase ends before the adjunct."""
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


def _has_noun(tokens: Tokens, first: int, last: int) -> bool:
    return any(_is_nominal(tokens, i) for i in range(first, last))


def _is_nominal(tokens: Tokens, i: int) -> bool:
    word = tokens.lower[i]
    if word in lx.SUBJECT_PRONOUNS or word in ("some", "others", "many", "another", "both", "one"):
        return True
    if not word[0].isalpha() or word in lx.DETERMINERS or word in lx.PREPOSITIONS:
        return False
    return word not in lx.SUBORDINATORS and word not in lx.AUXILIARIES and word not in lx.TIME_WORDS
