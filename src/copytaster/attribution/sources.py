"""Whose words: the source phrase of a cue, and on which side of it the phrase stands."""

from __future__ import annotations

from dataclasses import dataclass, replace

from copytaster.attribution import lexicon as lx
from copytaster.attribution.cues import Cue
from copytaster.attribution.phrases import (
    apposition_right,
    has_finite,
    is_finite,
    past_parenthesis,
    phrase_right,
    starts_phrase,
)
from copytaster.attribution.roles import DOCUMENTS
from copytaster.attribution.subjects import main_subject, subject
from copytaster.attribution.tokens import Tokens
from copytaster.model.base import quick
from copytaster.words import wordset


@quick
@dataclass(frozen=True, slots=True)
class Clause:
    """A cue with its source, before its content is known.

    ``source`` is a token range or None. The attribution's own words reach over
    ``[first, last)``; ``shared`` says the source stands outside of them, with
    another verb ("announced …, and said"). ``inverted``: the cue precedes it.
    ``relative`` is the *who* through which the source is the subject.
    """

    cue: Cue
    source: tuple[int, int] | None
    first: int
    last: int
    inverted: bool = False
    shared: bool = False
    relative: tuple[int, int] | None = None


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
            timely = tokens.word[i + 1][0].isdigit() or tokens.lower[i + 1] in lx.TIME_WORDS
            if end > i + 1 and not tokens.lower[i + 1].endswith("ing") and not timely:
                return Clause(cue, (i + 1, end), cue.head, end, inverted=True)
            return None
        if tokens.word[i] in ",.;" or tokens.lower[i] in ("that", "have"):
            return None
    return None


def _quoting_clause(tokens: Tokens, cue: Cue, first: int, last: int) -> Clause | None:
    """As in "X quoted Y as saying", "Y was quoted (by X) as saying", "citing Y"."""
    if not lx.TO_BE.isdisjoint(tokens.lower[cue.head : cue.first]):
        return _subject_clause(tokens, cue, first)
    end = phrase_right(tokens, cue.last, last)
    if end == cue.last:
        return None
    behind = past_parenthesis(tokens, end, last)
    return Clause(cue, (cue.last, end), cue.first, behind, inverted=True)


def _participle_clause(
    tokens: Tokens, cue: Cue, first: int, last: int, earlier: list[Clause]
) -> Clause | None:
    under_with = _with_subject(tokens, cue, first)
    if under_with is not None:
        return Clause(cue, under_with, under_with[0], cue.last)
    paper = _paper_before(tokens, cue, first)
    if paper is not None:
        return Clause(cue, paper, paper[0], cue.last)
    if earlier and cue.head > first and tokens.lower[cue.head - 1] in _GERUND:
        return None  # "said he was blamed for admitting …": whose gerund it is, nobody knows
    for clause in reversed(earlier):
        if clause.source is not None and clause.cue.kind != "noun":
            return Clause(cue, clause.source, cue.head, cue.last, shared=True)
    main = main_subject(tokens, first, cue.head)
    if main is None and cue.head == first:
        main = _subject_after_comma(tokens, cue, last)
    return None if main is None else Clause(cue, main, cue.head, cue.last, shared=True)


_FOUND = wordset("is was are were get gets got received receives saw sees found finds by with")


def _paper_before(tokens: Tokens, cue: Cue, first: int) -> tuple[int, int] | None:
    """As in "what came was a note stating": the paper speaks, as nobody is said to have issued it."""
    end = cue.head
    if end == first or tokens.lower[end - 1] not in DOCUMENTS or tokens.capital(end - 1):
        return None
    start = end - 1
    while start > max(first, end - 5) and tokens.lower[start] not in lx.DETERMINERS:
        start -= 1
    if tokens.lower[start] not in lx.DETERMINERS:
        return None
    return (start, end) if start > first and tokens.lower[start - 1] in _FOUND else None


_GERUND = frozenset(("for", "of", "without"))


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
    if before in ("who", "which", "whom"):
        return _relative_clause(tokens, cue, first)
    inverted = _inverted_clause(tokens, cue, first, last)
    if inverted is not None:
        return inverted
    placed = _before_platform(tokens, cue, first)
    if placed is not None:
        shared = _coordinated_clause(tokens, cue, first, placed, earlier)
        return None if shared is None else replace(shared, first=cue.head - 2)
    if before in ("and", "but", "or", "then", "to", ",", ";") or not before:
        shared = _coordinated_clause(tokens, cue, first, before, earlier)
        if shared is not None:
            return shared
    return _subject_clause(tokens, cue, first)


def _before_platform(tokens: Tokens, cue: Cue, first: int) -> str | None:
    """As in "…, and on Telegram called it …": the conjunction before the adjunct."""
    at = cue.head - 2
    if at <= first or tokens.lower[at] not in ("on", "via") or not tokens.capital(at + 1):
        return None
    return tokens.lower[at - 1] if tokens.lower[at - 1] in ("and", "but") else None


# "It is not clear who said …" asks; nobody is named.
_ASKED = frozenset(
    ("clear", "unclear", "know", "known", "knows", "sure", "of", "about", "asked", "say", "reveal")
)


def _relative_clause(tokens: Tokens, cue: Cue, first: int) -> Clause | None:
    end = cue.head - 1
    if tokens.lower[end] == "whom":  # "the families, many of whom say …"
        end -= 2
    if end > first and tokens.lower[end - 1] in _ASKED:
        return None
    relative = (end, cue.head)
    comma = end > first and tokens.word[end - 1] == ","
    span = subject(tokens, first, end - comma)
    if span is not None and has_finite(tokens, *span):
        span = _nearest(tokens, *span) if tokens.lower[cue.head - 1] != "which" else None
    if span is None:
        return None
    return Clause(cue, span, span[0], cue.last, relative=relative)


def _nearest(tokens: Tokens, first: int, last: int) -> tuple[int, int] | None:
    """The noun phrase a clause ends in: whom the *who* behind it means."""
    start = last
    while start > first and not (
        tokens.lower[start - 1] in lx.PREPOSITIONS or is_finite(tokens, start - 1)
    ):
        start -= 1
    return (start, last) if start < last else None


_AFTER_INVERSION = (
    frozenset(",.;:!?)") | lx.PREPOSITIONS | lx.SUBORDINATORS | lx.TIME_WORDS | lx.ADVERBS | {"and"}
)


def _inverted_clause(tokens: Tokens, cue: Cue, first: int, last: int) -> Clause | None:
    """As in "…," said the minister: the source follows its verb."""
    if "v" not in cue.verb.flags or cue.last >= last:
        return None
    if not starts_phrase(tokens, cue.last) and not _titled(tokens, cue, last):
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


def _titled(tokens: Tokens, cue: Cue, last: int) -> bool:
    """As in "…," said skipper Jane Roe: a name behind one to four lower-case words of its title."""
    if cue.head == 0 or not tokens.closes_quote(cue.head - 1):
        return False
    for i in range(cue.last, min(last, cue.last + 5)):
        word = tokens.lower[i]
        if tokens.capital(i):
            return word not in lx.TIME_WORDS
        joins = word == "and" and i > cue.last
        if joins or word == "/":
            continue
        if not word[0].isalnum() or word in _NO_TITLE or is_finite(tokens, i):
            return False
    return False


_NO_TITLE = lx.PREPOSITIONS | lx.SUBORDINATORS | lx.CONJUNCTIONS | lx.ADVERBS | lx.TIME_WORDS


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
    if _only_relative(tokens, first, at - 1) or _apposed_before(tokens, first, at - 1):
        return False
    # ", Jane Roe, the mayor, said the bridge": an apposition, not a clause, stands before the comma.
    return has_finite(tokens, first, at - 1)


def _apposed_before(tokens: Tokens, first: int, comma: int) -> bool:
    """As in "KBX reported Jane Roe, the mayor, recommended the …": a name and its apposition before the verb."""
    for i in range(comma - 1, max(first + 2, comma - 12), -1):
        if tokens.word[i] == ",":
            opens = tokens.lower[i + 1] in lx.DETERMINERS and tokens.capital(i - 1)
            return opens and not has_finite(tokens, i + 1, comma)
    return False


def _only_relative(tokens: Tokens, first: int, last: int) -> bool:
    """As in "Jane Roe of the port, which has two piers, said the …": the only verb is the relative clause's."""
    for i in range(first + 1, last):
        if tokens.lower[i] in ("which", "who", "whose") and tokens.word[i - 1] == ",":
            return not has_finite(tokens, first, i - 1) and "," not in tokens.word[i:last]
    return False


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
    main = main_subject(tokens, first, cue.head)
    return None if main is None else Clause(cue, main, cue.head, cue.last, shared=True)


def _after_parenthesis(tokens: Tokens, cue: Cue, first: int) -> Clause | None:
    """As in "Torvik has, for once, admitted": the auxiliary before the parenthesis has the subject."""
    for i in range(cue.head - 2, max(first, cue.head - 30), -1):
        if tokens.word[i] == "," and tokens.lower[i - 1] in lx.TO_HAVE | lx.MODALS:
            span = subject(tokens, first, i - 1)
            return None if span is None else Clause(cue, span, span[0], cue.last)
    return None


def _subject_clause(tokens: Tokens, cue: Cue, first: int) -> Clause | None:
    span = subject(tokens, first, cue.head)
    return None if span is None else Clause(cue, span, span[0], cue.last)
