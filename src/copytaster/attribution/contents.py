"""What was said: the content of a clause, right of it, left of it, or around it.

A leading *that* and the stop of an indirect sentence are no content.
"""

from __future__ import annotations

from copytaster.attribution import lexicon as lx
from copytaster.attribution.complements import complement, marked_start
from copytaster.attribution.phrases import has_finite, is_finite, skip_leading, starts_phrase
from copytaster.attribution.quotations import (
    EDGE,
    Content,
    Range,
    content_from,
    quote_before,
    trails,
    trim,
    with_quotes,
)
from copytaster.attribution.sources import Clause
from copytaster.attribution.tokens import Tokens
from copytaster.words import wordset


def content_of(tokens: Tokens, clause: Clause, others: list[Clause]) -> Content | None:
    """What ``clause`` reports; ``others`` are the other clauses of its sentence. None where nothing is found."""
    sentence = tokens.sentence[clause.cue.first]
    limit = _limit(tokens, clause, others, sentence)
    if clause.cue.kind == "passive":
        return _around_passive(tokens, clause, limit)
    if clause.cue.kind == "quoting":
        closed = None if clause.inverted else quote_before(tokens, clause)
        if closed is not None:  # "“…,” Roe was quoted as saying"
            return with_quotes(tokens, clause, closed, others, limit)
        return _quoted_as(tokens, clause, limit)
    if clause.cue.kind == "phrase":
        return _beside_phrase(tokens, clause, others, limit)
    if clause.cue.kind == "noun":
        return content_from(tokens, clause.last + 1, _claim_end(tokens, clause, limit), ())
    before = quote_before(tokens, clause)
    if before is not None:
        return with_quotes(tokens, clause, before, others, limit)
    if _is_as_clause(tokens, clause):
        return _around_as(tokens, clause)
    if _is_aside(tokens, clause):
        aside = _left(tokens, clause, limit)
        if aside is not None:
            return aside
    found = None if clause.inverted else complement(tokens, clause, limit)
    return found or _left(tokens, clause, limit)


def _claim_end(tokens: Tokens, clause: Clause, limit: int) -> int:
    """As in "The union's claim that pay had fallen was wrong": the last verb belongs to the claim itself."""
    first = tokens.bounds[tokens.sentence[clause.first]][0]
    start = clause.last + 2
    if tokens.lower[first] in _AGAINST and clause.first - first <= 2:
        return _before_comma(tokens, start, limit)
    if skip_leading(tokens, first, clause.first + 1) != clause.first:
        return limit
    verbs = [i for i in range(start, limit) if is_finite(tokens, i) and tokens.quote[i] < 0]
    return verbs[-1] if len(verbs) > 1 and verbs[-1] > start + 1 else limit


_AGAINST = frozenset(("despite", "contrary", "against", "amid", "following", "after"))


def _is_aside(tokens: Tokens, clause: Clause) -> bool:
    """ "The pier leaks, police said on Friday": a clause before the comma, no complement behind the cue."""
    first, last = tokens.bounds[tokens.sentence[clause.first]]
    if clause.first - 1 <= first or tokens.word[clause.first - 1] != "," or clause.shared:
        return False
    after = tokens.lower[clause.last] if clause.last < last else "."
    if after not in lx.TIME_WORDS | lx.PREPOSITIONS | EDGE:
        return False
    if marked_start(tokens, clause.last, last, clause.cue.verb.flags) is not None:
        return False
    return has_finite(tokens, first, clause.first - 1)


def _is_as_clause(tokens: Tokens, clause: Clause) -> bool:
    """ "The pier, as police pointed out, leaks": *as* makes the sentence around it the content."""
    first, last = tokens.bounds[tokens.sentence[clause.first]]
    at = clause.first - 1
    if at < first or tokens.lower[at] != "as" or (at > first and tokens.word[at - 1] != ","):
        return False
    return clause.last < last and tokens.word[clause.last] in ",."


def _around_as(tokens: Tokens, clause: Clause) -> Content | None:
    first, last = tokens.bounds[tokens.sentence[clause.first]]
    start = skip_leading(tokens, first, clause.first - 1)
    if tokens.lower[start] in lx.SUBORDINATORS:  # "If, as police say, …"
        start = clause.first - 1
    around = (trim(tokens, start, clause.first - 1), trim(tokens, clause.last, last))
    parts = tuple(part for part in around if part is not None)
    return Content(parts) if sum(b - a for a, b in parts) > 2 else None


def _limit(tokens: Tokens, clause: Clause, others: list[Clause], sentence: int) -> int:
    """Where the words behind ``clause`` end: the sentence's end or the next clause that is not nested."""
    first, last = tokens.bounds[sentence]
    stop = last
    for other in others:
        if other.first >= clause.last and _cuts(tokens, other, last):
            stop = _before_joint(tokens, other.first, clause.last)
            break
    return _closing_mark(tokens, clause, first, stop)


_SUBORDINATE = wordset(
    "who whom though although while whereas when after as since because if before"
)


def _closing_mark(tokens: Tokens, clause: Clause, first: int, stop: int) -> int:
    """A semicolon ends what is said; in a subordinate clause its comma does."""
    fronted = clause.cue.kind == "participle" and clause.first == first
    relative = clause.relative is not None and tokens.word[clause.relative[0] - 1] == ","
    subordinate = (fronted or relative) or (
        clause.first > first and tokens.lower[clause.first - 1] in _SUBORDINATE
    )
    for i in range(clause.last, stop):
        if tokens.quote[i] >= 0:
            continue
        if tokens.word[i] == ";" or (subordinate and tokens.word[i] == ","):
            return i
        if tokens.word[i] == ":" and tokens.lower[i - 1] in _PICTURES and tokens.capital(i - 1):
            return i - 1  # "Image: KBX": the credit of a picture
        if tokens.word[i] == "," and clause.last + 2 < i < stop - 1 and _turns(tokens, i + 1, stop):
            return i
    return _background(tokens, clause.last, stop)


_PICTURES = frozenset(("image", "images", "photo", "photos", "picture", "pictures"))


def _turns(tokens: Tokens, i: int, stop: int) -> bool:
    """As in "…, but offered no proof", "…, although it may take days": the writer goes on, not the speaker."""
    if tokens.lower[i] in _CONCEDING:
        return has_finite(tokens, i + 1, stop)
    if tokens.lower[i] == "however":
        return True
    if tokens.lower[i] != "but":
        return False
    at = i + 1
    while at < stop and lx.is_adverb(tokens.lower[at]):
        at += 1
    return at < stop and is_finite(tokens, at) and tokens.lower[at] not in lx.AUXILIARIES


_CONCEDING = frozenset(("although", "though"))
_RELATIVES = frozenset(("where", "which", "who"))
_SHORTEST = 5  # words that must be left before the background


def _background(tokens: Tokens, first: int, stop: int) -> int:
    """Where ", the port where …" begins: a closing relative clause is the writer's, as a rule."""
    commas = (i for i in range(stop - 1, first + _SHORTEST, -1) if tokens.word[i] == ",")
    comma = next(commas, None)
    if comma is None or any(tokens.quote[i] >= 0 for i in range(comma, stop)):
        return stop
    relative = not _RELATIVES.isdisjoint(tokens.lower[comma + 1 : min(comma + 7, stop)])
    return comma if relative else stop


def _cuts(tokens: Tokens, other: Clause, last: int) -> bool:
    """Does ``other`` end the content that runs towards it (else it is nested in it)?"""
    kind = other.cue.kind
    if kind in ("phrase", "participle") or other.shared or (kind == "quoting" and other.inverted):
        return True
    before = tokens.lower[other.first - 1] if other.first else ""
    if kind in ("noun", "passive"):
        return False
    if before in ("and", "but", "while", "as", ";", "whereas", "though", "although"):
        return True
    return before == "," and (other.inverted or trails(tokens, other.last, last))


def _before_joint(tokens: Tokens, at: int, floor: int) -> int:
    while at > floor and (tokens.word[at - 1] in ",;" or tokens.lower[at - 1] in _JOINTS):
        at -= 1
    return at


_JOINTS = wordset("and but while as whereas though although then")
_ASIDE_MARKS = frozenset((",", "which", "—", "–", "―", "--"))


def _left(tokens: Tokens, clause: Clause, limit: int) -> Content | None:
    """As in "…, police said(, …)": the content before the clause, with what follows its second comma."""
    if clause.shared or clause.cue.verb.flags & {"w", "a"}:
        return None
    at = clause.first - 1
    first = tokens.bounds[tokens.sentence[clause.first]][0]
    if at <= first or tokens.word[at] not in _ASIDE_MARKS:
        return None
    part = _left_part(tokens, clause)
    rest = _right_part(tokens, clause.last, limit)
    if part is None:
        short = first + 1 == at and rest is not None
        return _of_one_word(tokens, first, rest) if short and rest else None
    adjuncts = ((clause.last, rest[0] if rest else limit),)
    return Content((part, rest) if rest else (part,), adjuncts)


def _of_one_word(tokens: Tokens, first: int, rest: Range) -> Content:
    """As in "Torvik, they said, has no harbour", "Indeed, police said, the pier was shut"."""
    names = starts_phrase(tokens, first) and tokens.lower[first] not in lx.ADVERBS | _LEADING
    return Content(((first, first + 1), rest) if names else (rest,))


_LEADING = frozenset(
    ("indeed", "overall", "finally", "again", "today", "yesterday", "nevertheless")
)


def _behind_semicolon(tokens: Tokens, first: int, end: int) -> int:
    """The start of what is said: a semicolon before it ended something else."""
    for i in range(end - 2, first, -1):
        if tokens.word[i] == ";" and tokens.quote[i] < 0:
            return i + 1
    return first


def _left_part(tokens: Tokens, clause: Clause) -> Range | None:
    first = tokens.bounds[tokens.sentence[clause.first]][0]
    end = clause.first
    if end > first and tokens.lower[end - 1] == "which":
        end -= 1
    start = skip_leading(tokens, _behind_semicolon(tokens, first, end), end)
    if tokens.quote[start] >= 0:  # the sentence begins inside a longer quotation
        start = max(start, tokens.inside[tokens.quote[start]][0])
    part = trim(tokens, start, end)
    return part if part is not None and part[1] - part[0] >= 2 else None


def _right_part(tokens: Tokens, at: int, limit: int) -> Range | None:
    """What goes on behind the comma that closes a parenthetical clause."""
    for i in range(at, min(limit, at + 15)):
        if tokens.word[i] == ";":
            return None
        if tokens.word[i] == ",":
            if i + 1 < limit and tokens.lower[i + 1] in _RELATIVES:
                return None  # "…, according to the report, which …"
            part = trim(tokens, i + 1, limit)
            return part if part is not None and part[1] - part[0] >= 2 else None
        if tokens.quote[i] >= 0 or is_finite(tokens, i):
            return None
    return None


def _as_reported(tokens: Tokens, clause: Clause, first: int) -> Content | None:
    """As in "As reported by X, the pier is closed" and "The pier is closed, as reported by X"."""
    last = tokens.bounds[tokens.sentence[clause.first]][1]
    leading = clause.first - 1 == first
    part = trim(tokens, clause.last, last) if leading else trim(tokens, first, clause.first - 1)
    return Content((part,)) if part is not None else None


def _around_passive(tokens: Tokens, clause: Clause, limit: int) -> Content | None:
    """As in "The attack was claimed by X": the subject, and what *as* or *that* adds behind the source."""
    first = tokens.bounds[tokens.sentence[clause.first]][0]
    if clause.first > first and tokens.lower[clause.first - 1] == "as":
        return _as_reported(tokens, clause, first)
    rest = None
    if clause.last < limit and tokens.lower[clause.last] in ("as", "that", "of", "to"):
        behind = clause.last + (tokens.lower[clause.last] == "that")
        rest = trim(tokens, behind, _before_comma(tokens, behind, limit))
    end = clause.first - (clause.first > first and tokens.word[clause.first - 1] == ",")
    start = skip_leading(tokens, first, end)
    part = trim(tokens, start, end) if end > start else None
    if part is not None and tokens.lower[part[0]] == "it" and rest:
        part = None
    if part is not None and tokens.lower[part[0]] in _SUBORDINATE and part[1] - part[0] == 1:
        part = None  # "When asked by the Herald"
    parts = tuple(p for p in (part, rest) if p)
    return Content(parts) if parts else None


def _before_comma(tokens: Tokens, first: int, limit: int) -> int:
    for i in range(first, limit):
        if tokens.word[i] == "," and tokens.quote[i] < 0:
            return i
    return limit


def _quoted_as(tokens: Tokens, clause: Clause, limit: int) -> Content | None:
    """What follows *as saying*; for a bare "citing X", what stands before it."""
    at = clause.cue.last if not clause.inverted else clause.last
    for i in range(at, min(limit, at + 16) - 1):
        if tokens.lower[i] == "as" and tokens.lower[i + 1].endswith("ing"):
            start = i + 2
            if start < limit and tokens.lower[start] == "that":
                start += 1
            return content_from(tokens, start, limit, ())
    if clause.cue.first > tokens.bounds[tokens.sentence[clause.first]][0]:
        part = _left_part(tokens, clause)
        return Content((part,)) if part else None
    return None


def _past_citation(
    tokens: Tokens, clause: Clause, others: list[Clause], limit: int
) -> tuple[int, int]:
    """Past ", citing Y," behind "According to X": the content begins behind it."""
    for other in others:
        if other.cue.kind == "quoting" and 0 <= other.first - clause.last <= 1:
            rest = [o for o in others if o is not other]
            return other.last, _limit(tokens, clause, rest, tokens.sentence[clause.first])
    return clause.last, limit


def _dated(tokens: Tokens, i: int, limit: int) -> bool:
    """As in "According to the report yesterday, …": the report's time before the comma."""
    return tokens.lower[i] in lx.TIME_WORDS and i + 1 < limit and tokens.word[i + 1] == ","


def _added(tokens: Tokens, clause: Clause, part: Range) -> Range | None:
    """As in "A storm struck Torvik, killing 20 according to police": what the last comma adds is theirs alone."""
    for i in range(clause.first - 1, part[0], -1):
        if tokens.word[i] == ",":
            adds = tokens.quote[i] < 0 and i + 2 < clause.first
            return (i + 1, part[1]) if adds and tokens.lower[i + 1].endswith("ing") else None
    return None


def _past_relative(tokens: Tokens, start: int, limit: int) -> int:
    """Past ", which cited officials," and "on Friday," behind "According to X"."""
    if start + 3 >= limit:
        return start
    timely = tokens.lower[start] == "on" and tokens.lower[start + 1] in lx.TIME_WORDS
    if timely or tokens.lower[start] in ("which", "who"):
        for i in range(start, min(limit - 1, start + (4 if timely else 20))):
            if tokens.word[i] == ",":
                return i + 1
    return start


_OPENERS = lx.CONJUNCTIONS | {"which", "that"}


def _beside_phrase(
    tokens: Tokens, clause: Clause, others: list[Clause], limit: int
) -> Content | None:
    """As in "According to X, …", "…, according to X(, …)"."""
    first = tokens.bounds[tokens.sentence[clause.first]][0]
    before = tokens.lower[clause.first - 1] if clause.first > first else ""
    leading = skip_leading(tokens, first, clause.first) >= clause.first - 1
    comma_conj = (
        before == "," and clause.first - 2 >= first and tokens.lower[clause.first - 2] in _OPENERS
    )
    if (
        not before
        or before in lx.CONJUNCTIONS
        or before in ("which", "that", ":", ";")
        or leading
        or comma_conj
    ):
        start, limit = _past_citation(tokens, clause, others, limit)
        while start < limit and (tokens.word[start] in ",:" or _dated(tokens, start, limit)):
            start += 1
        start = _past_relative(tokens, start, limit)
        return content_from(tokens, start, limit, ((clause.last, start),))
    quoted = quote_before(tokens, clause)
    if quoted is not None:
        return with_quotes(tokens, clause, quoted, others, limit)
    part = _left_part(tokens, clause)
    if part is None:
        return None
    added = _added(tokens, clause, part)
    if added is not None:
        return Content((added,), ((clause.last, limit),))
    rest = _right_part(tokens, clause.last, limit)
    if rest and tokens.lower[rest[0]] in lx.SUBJECT_PRONOUNS and not has_finite(tokens, *part):
        rest = None  # "Magnitude 6.3 according to X, it was felt in Y": a sentence of the writer's
    return Content((part, rest) if rest else (part,), ((clause.last, limit),))
