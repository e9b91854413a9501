"""What was said: the content of a clause, right of it, left of it, or around it.

Contents are token ranges in reading order. The marks of a quotation belong to
its content; a leading *that* and the stop of an indirect sentence do not.
"""

from __future__ import annotations

from dataclasses import dataclass

from copytaster.attribution import lexicon as lx
from copytaster.attribution.phrases import has_finite, is_finite, skip_leading, starts_phrase
from copytaster.attribution.sources import Clause
from copytaster.attribution.tokens import Tokens
from copytaster.attribution.words import wordset

Range = tuple[int, int]
_AHEAD = 45
# However long a speech is, one statement holds at most this many parts.
_MAX_PARTS = 200


@dataclass(frozen=True, slots=True)
class Content:
    """The parts of a content and the ranges between (venue, addressee, time) that are the clause's own."""

    parts: tuple[Range, ...]
    adjuncts: tuple[Range, ...] = ()


def content_of(tokens: Tokens, clause: Clause, others: list[Clause]) -> Content | None:
    """What ``clause`` reports; ``others`` are the other clauses of its sentence. None where nothing is found."""
    sentence = tokens.sentence[clause.cue.first]
    limit = _limit(tokens, clause, others, sentence)
    if clause.cue.kind == "passive":
        return _around_passive(tokens, clause, limit)
    if clause.cue.kind == "quoting":
        return _quoted_as(tokens, clause, limit)
    if clause.cue.kind == "phrase":
        return _beside_phrase(tokens, clause, others, limit)
    if clause.cue.kind == "noun":
        return _from(tokens, clause.last + 1, limit, ())
    before = _quote_before(tokens, clause)
    if before is not None:
        return _with_quotes(tokens, clause, before, others, limit)
    if _is_aside(tokens, clause):
        aside = _left(tokens, clause, limit)
        if aside is not None:
            return aside
    found = None if clause.inverted else _complement(tokens, clause, limit)
    return found or _left(tokens, clause, limit)


def _is_aside(tokens: Tokens, clause: Clause) -> bool:
    """ "The pier leaks, police said on Friday": a clause before the comma, no complement behind the cue."""
    first, last = tokens.bounds[tokens.sentence[clause.first]]
    if clause.first - 1 <= first or tokens.word[clause.first - 1] != "," or clause.shared:
        return False
    after = tokens.lower[clause.last] if clause.last < last else "."
    if after not in lx.TIME_WORDS | lx.PREPOSITIONS | _EDGE:
        return False
    if _marked_start(tokens, clause.last, last, clause.cue.verb.flags) is not None:
        return False
    return has_finite(tokens, first, clause.first - 1)


def _limit(tokens: Tokens, clause: Clause, others: list[Clause], sentence: int) -> int:
    """Where the words behind ``clause`` end: the sentence's end or the next clause that is not nested."""
    first, last = tokens.bounds[sentence]
    stop = last
    for other in others:
        if other.first >= clause.last and _cuts(tokens, other, last):
            stop = _before_joint(tokens, other.first, clause.last)
            break
    return _closing_mark(tokens, clause, first, stop)


_SUBORDINATE = wordset("though although while whereas when after as since because if before")


def _closing_mark(tokens: Tokens, clause: Clause, first: int, stop: int) -> int:
    """A semicolon ends what is said; in a subordinate clause its comma does."""
    subordinate = clause.first > first and tokens.lower[clause.first - 1] in _SUBORDINATE
    for i in range(clause.last, stop):
        if tokens.quote[i] < 0 and (
            tokens.word[i] == ";" or (subordinate and tokens.word[i] == ",")
        ):
            return i
    return _background(tokens, clause.last, stop)


_RELATIVES = frozenset(("where", "which", "who"))
_SHORTEST = 5  # words that must be left before the background


def _background(tokens: Tokens, first: int, stop: int) -> int:
    """Where ", the port where …" begins: a closing relative clause is the writer's, as a rule."""
    commas = (i for i in range(stop - 1, first + _SHORTEST, -1) if tokens.word[i] == ",")
    comma = next(commas, None)
    if comma is None or any(tokens.quote[i] >= 0 for i in range(comma, stop)):
        return stop
    relative = not _RELATIVES.isdisjoint(tokens.lower[comma + 1 : min(comma + 5, stop)])
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
    return before == "," and (other.inverted or _trails(tokens, other.last, last))


def _trails(tokens: Tokens, at: int, last: int) -> bool:
    """Is there nothing behind ``at`` but adjuncts?"""
    if at >= last or tokens.word[at] in ",.;!?":
        return True
    word = tokens.lower[at]
    adjunct = word in lx.PREPOSITIONS or word in lx.TIME_WORDS or word in lx.ADVERBS
    return adjunct and "that" not in tokens.lower[at:last] and not has_finite(tokens, at, last)


def _before_joint(tokens: Tokens, at: int, floor: int) -> int:
    while at > floor and (tokens.word[at - 1] in ",;" or tokens.lower[at - 1] in _JOINTS):
        at -= 1
    return at


_JOINTS = wordset("and but while as whereas though although then")


def _trim(tokens: Tokens, first: int, last: int) -> Range | None:
    """Without stops and commas at the ends that no quotation holds."""
    while last > first and tokens.word[last - 1] in _EDGE and tokens.quote[last - 1] < 0:
        last -= 1
    while first < last and tokens.word[first] in _EDGE and tokens.quote[first] < 0:
        first += 1
    return (first, last) if first < last else None


_EDGE = frozenset(".,;:!?-—–―") | {"--"}


def _from(tokens: Tokens, first: int, limit: int, adjuncts: tuple[Range, ...]) -> Content | None:
    """The content from ``first`` to ``limit``, completed where it enters a quotation."""
    if first >= limit:
        return None
    region = tokens.quote[limit - 1]
    end = max(limit, tokens.inside[region][1]) if region >= 0 else limit
    opening = tokens.quote[first]
    if opening >= 0 and tokens.opens_quote(first):
        quote_end = tokens.inside[opening][1]
        if quote_end >= limit or _only_edge(tokens, quote_end, limit):
            end = max(quote_end, first + 1)
    part = _trim(tokens, first, end)
    if part is None:
        return None
    parts = [part]
    if tokens.closes_quote(part[1] - 1) or tokens.quote[part[1] - 1] >= 0:
        parts.extend(_continued(tokens, part[1] - 1))
    return Content(tuple(parts), adjuncts)


def _only_edge(tokens: Tokens, first: int, last: int) -> bool:
    return all(tokens.word[i] in _EDGE for i in range(first, last))


def _continued(tokens: Tokens, at: int) -> list[Range]:
    """The sentences behind token ``at`` that are wholly quoted: the speaker goes on."""
    parts: list[Range] = []
    while len(parts) < _MAX_PARTS:
        sentence = tokens.sentence[at] + 1
        if sentence >= len(tokens.bounds):
            break
        begin = tokens.bounds[sentence][0]
        if not _goes_on(tokens, at, sentence) or not tokens.opens_quote(begin):
            break
        end = tokens.inside[tokens.quote[begin]][1]
        if end - begin < 3 or not _ends_sentence(tokens, end):
            break
        parts.append((begin, end))
        at = end - 1
    return parts


def _goes_on(tokens: Tokens, at: int, sentence: int) -> bool:
    """In one paragraph, or over the paragraph's end when the mark was left open."""
    if tokens.paragraph[sentence] == tokens.paragraph[tokens.sentence[at]]:
        return True
    region = tokens.quote[at]
    return region >= 0 and not tokens.regions[region].closed


def _ends_sentence(tokens: Tokens, end: int) -> bool:
    last = tokens.bounds[tokens.sentence[end - 1]][1]
    return _only_edge(tokens, end, last)


def _quote_before(tokens: Tokens, clause: Clause) -> int | None:
    """The region that closes right before the clause, if one does."""
    if clause.shared:
        return None
    at = clause.first - 1
    if at >= 0 and tokens.word[at] == "," and tokens.quote[at] < 0:
        at -= 1
    if at < 0 or not tokens.closes_quote(at):
        return None
    here, there = tokens.sentence[clause.first], tokens.sentence[at]
    same_paragraph = tokens.paragraph[here] == tokens.paragraph[there]
    if not same_paragraph or (not _speaks(tokens, at, here) and not _bare(tokens, clause)):
        return None
    return tokens.quote[at]


def _speaks(tokens: Tokens, at: int, sentence: int) -> bool:
    """Does the quotation that closes at ``at`` begin like speech: its sentence, or behind a comma?

    A quoted title or word in the middle of something else does not ("On “The Late Hour” he said …").
    """
    opened = tokens.inside[tokens.quote[at]][0]
    if tokens.sentence[at] != sentence:
        return False
    begin = tokens.bounds[tokens.sentence[opened]][0]
    return opened == begin or tokens.word[opened - 1] in ",:"


def _bare(tokens: Tokens, clause: Clause) -> bool:
    """Does nothing but an adjunct follow the clause?"""
    return _trails(tokens, clause.last, tokens.bounds[tokens.sentence[clause.first]][1])


def _with_quotes(
    tokens: Tokens, clause: Clause, region: int, others: list[Clause], limit: int
) -> Content | None:
    """As in "…," he said. "…": the quotation before the clause and those that go on behind it."""
    opened, closed = tokens.inside[region]
    parts = [(_quote_start(tokens, opened, others), closed)]
    resumed = _resumed(tokens, clause.last, limit)
    if resumed is not None:
        adjuncts = ((clause.last, resumed[0]),)
        parts.append(resumed)
        parts.extend(_continued(tokens, resumed[1] - 1))
    else:
        adjuncts = ((clause.last, limit),)
        last = tokens.bounds[tokens.sentence[clause.cue.first]][1]
        if limit == last:
            parts.extend(_continued(tokens, last - 1))
    return Content(tuple(parts), adjuncts)


def _quote_start(tokens: Tokens, opened: int, others: list[Clause]) -> int:
    """The quotation's start, or that of the sentence it ends ("The plan was “a mess,”")."""
    begin = tokens.bounds[tokens.sentence[opened]][0]
    if opened == begin or tokens.word[opened - 1] in ",:" or any(o.first < opened for o in others):
        return opened
    start = skip_leading(tokens, begin, opened)
    if tokens.quote[start] >= 0 and not tokens.opens_quote(start):
        return opened
    return start if opened - start > 1 or not starts_phrase(tokens, start) else opened


def _resumed(tokens: Tokens, at: int, limit: int) -> Range | None:
    """The quotation that goes on in the same sentence: "…," he said, "…"."""
    for i in range(at, min(limit, at + _AHEAD)):
        if tokens.opens_quote(i):
            if i > at and tokens.word[i - 1] in ",:—–-" and tokens.quote[i - 1] < 0:
                return _trim(tokens, i, tokens.inside[tokens.quote[i]][1])
            return None
    return None


def _complement(tokens: Tokens, clause: Clause, limit: int) -> Content | None:
    """The content behind the cue: *that*, a quotation, a clause, a noun phrase or an infinitive."""
    at, flags = clause.cue.last, clause.cue.verb.flags
    while at < limit and (tokens.lower[at] in lx.ADVERBS and tokens.lower[at] not in lx.TIME_WORDS):
        at += 1
    start = _marked_start(tokens, at, limit, flags)
    if start is not None:
        return _from(tokens, start, limit, ((clause.cue.last, start),))
    if at >= limit or tokens.word[at] in _EDGE or flags & {"w", "q"}:
        return None
    if "a" in flags:
        return _characterised(tokens, at, limit, clause)
    if tokens.lower[at] == "to" and "i" in flags:
        return _from(tokens, at, limit, ())
    start = _unmarked_start(tokens, at, limit, flags)
    if start is None or not _can_be_content(tokens, start, limit, flags):
        return None
    if "n" in flags:
        end = _object_end(tokens, start, limit)
        limit = end if "s" not in flags or not has_finite(tokens, start, end) else limit
    return _from(tokens, start, limit, ((clause.cue.last, start),))


def _object_end(tokens: Tokens, start: int, limit: int) -> int:
    """A noun phrase as content ends before ", doing …" and before a relative clause."""
    for i in range(start + 2, limit):
        if tokens.quote[i] >= 0:
            continue
        if tokens.lower[i] == "which" and tokens.word[i - 1] != ",":
            return i
        if tokens.word[i - 1] == "," and tokens.lower[i].endswith("ing"):
            return i - 1
    return limit


def _marked_start(tokens: Tokens, at: int, limit: int, flags: frozenset[str]) -> int | None:
    """Where the content begins that *that*, a colon or a quotation mark announces."""
    if "s" not in flags and "w" not in flags and "q" not in flags:
        return None
    for i in range(at, min(limit, at + _AHEAD)):
        word = tokens.lower[i]
        if word == "that" and not (i > at and tokens.lower[i - 1] in lx.PREPOSITIONS):
            return i + 1
        if tokens.opens_quote(i):
            return i if _quote_is_content(tokens, i, at, flags) else None
        if word == ":" and i + 1 < limit:
            return i + 1
        if word in (".", ";") or (is_finite(tokens, i) and not _reduced(tokens, i, at)):
            return None
    return None


def _reduced(tokens: Tokens, i: int, at: int) -> bool:
    """A participle in an adjunct: "in a letter posted on X that"."""
    return i > at and i + 1 < len(tokens) and tokens.lower[i + 1] in lx.PREPOSITIONS


def _quote_is_content(tokens: Tokens, i: int, at: int, flags: frozenset[str]) -> bool:
    if i == at or tokens.word[i - 1] in ",:—–-":
        return True
    begins = tokens.lower[at]
    if "o" in flags and begins not in lx.PREPOSITIONS:
        return not any(starts_phrase(tokens, k) and not tokens.capital(k) for k in range(at + 1, i))
    adjunct = begins in lx.PREPOSITIONS or begins in lx.TIME_WORDS
    # 'in the "worst" year' is the adjunct's own quotation, 'on Monday "we …' is not.
    return adjunct and tokens.lower[i - 1] not in lx.DETERMINERS | lx.PREPOSITIONS


def _characterised(tokens: Tokens, at: int, limit: int, clause: Clause) -> Content | None:
    """As in "described it as …", "called it “…”": the object with what it is called."""
    if clause.cue.last - clause.cue.first > 1 and "as" not in tokens.lower[at:limit]:
        return _from(tokens, at, limit, ()) if clause.cue.verb.lemma == "call" else None
    named = "as" in tokens.lower[at : min(limit, at + _AHEAD)] and clause.cue.verb.lemma != "call"
    quoted = any(tokens.quote[i] >= 0 for i in range(at, min(limit, at + _AHEAD)))
    return _from(tokens, at, limit, ()) if named or quoted else None


def _unmarked_start(tokens: Tokens, at: int, limit: int, flags: frozenset[str]) -> int | None:
    """Where a bare clause or noun phrase begins, behind addressee and adjunct."""
    word = tokens.lower[at]
    if "o" in flags and "i" not in flags:
        return _past_addressee(tokens, at, limit)
    if word in lx.TIME_WORDS:
        return _past_time(tokens, at, limit)
    if word in (
        "on",
        "in",
        "at",
        "to",
        "during",
        "via",
        "by",
        "from",
        "after",
        "through",
        "last",
        "earlier",
    ):
        return _past_adjunct(tokens, at, limit)
    return at


def _past_time(tokens: Tokens, at: int, limit: int) -> int | None:
    while at < limit and (
        tokens.lower[at] in lx.TIME_WORDS or tokens.word[at] == "," or tokens.word[at].isdigit()
    ):
        at += 1
    return at if at < limit else None


def _past_adjunct(tokens: Tokens, at: int, limit: int) -> int | None:
    for i in range(at + 1, min(limit, at + 20)):
        if tokens.word[i] == ",":
            return i + 1 if i + 2 < limit else None
        if tokens.lower[i] in lx.TIME_WORDS and i + 1 < limit and tokens.word[i + 1] != ",":
            after = _past_time(tokens, i, limit)
            if after is not None and starts_phrase(tokens, after):
                return after
        if is_finite(tokens, i) and not _reduced(tokens, i, at):
            return None
    return None


def _past_addressee(tokens: Tokens, at: int, limit: int) -> int | None:
    if tokens.lower[at] in lx.OBJECT_PRONOUNS:
        return at + 1 if at + 1 < limit else None
    for i in range(at + 1, min(limit, at + 14)):
        if tokens.word[i] in ".,;":
            return None
        joined = tokens.lower[i - 1] in lx.DETERMINERS or tokens.lower[i - 1] in (
            "of",
            "and",
            "in",
            "at",
            "for",
        )
        same_name = tokens.capital(i) and tokens.capital(i - 1)
        if starts_phrase(tokens, i) and not joined and not same_name and _clausal(tokens, i, limit):
            return i
    return None


def _clausal(tokens: Tokens, i: int, limit: int) -> bool:
    return has_finite(tokens, i, limit) or any(map(tokens.opens_quote, range(i, limit)))


def _can_be_content(tokens: Tokens, start: int, limit: int, flags: frozenset[str]) -> bool:
    if limit - start < 1 or tokens.word[start] in _EDGE:
        return False
    word = tokens.lower[start]
    if "n" in flags:
        return word not in lx.PREPOSITIONS and word not in lx.CONJUNCTIONS and limit - start >= 2
    if "s" not in flags and "i" not in flags:
        return False
    if word in lx.PREPOSITIONS or word in lx.CONJUNCTIONS:
        return word not in ("and", "but", "of", "to", "about", "with") and has_finite(
            tokens, start, limit
        )
    return limit - start >= 2


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
    if part is None:
        return None
    rest = _right_part(tokens, clause.last, limit)
    adjuncts = ((clause.last, rest[0] if rest else limit),)
    return Content((part, rest) if rest else (part,), adjuncts)


def _left_part(tokens: Tokens, clause: Clause) -> Range | None:
    first = tokens.bounds[tokens.sentence[clause.first]][0]
    end = clause.first
    if end > first and tokens.lower[end - 1] == "which":
        end -= 1
    start = skip_leading(tokens, first, end)
    if tokens.quote[start] >= 0:  # the sentence begins inside a longer quotation
        start = max(start, tokens.inside[tokens.quote[start]][0])
    part = _trim(tokens, start, end)
    return part if part is not None and part[1] - part[0] >= 2 else None


def _right_part(tokens: Tokens, at: int, limit: int) -> Range | None:
    """What goes on behind the comma that closes a parenthetical clause."""
    for i in range(at, min(limit, at + 15)):
        if tokens.word[i] == ",":
            part = _trim(tokens, i + 1, limit)
            return part if part is not None and part[1] - part[0] >= 3 else None
        if tokens.quote[i] >= 0 or is_finite(tokens, i):
            return None
    return None


def _around_passive(tokens: Tokens, clause: Clause, limit: int) -> Content | None:
    """As in "The attack was claimed by X": the subject, and what *as* or *that* adds behind the source."""
    first = tokens.bounds[tokens.sentence[clause.first]][0]
    rest = None
    if clause.last < limit and tokens.lower[clause.last] in ("as", "that", "of", "to"):
        behind = clause.last + (tokens.lower[clause.last] == "that")
        rest = _trim(tokens, behind, _before_comma(tokens, behind, limit))
    end = clause.first - (clause.first > first and tokens.word[clause.first - 1] == ",")
    start = skip_leading(tokens, first, end)
    part = _trim(tokens, start, end) if end > start else None
    if part is not None and tokens.lower[part[0]] == "it" and rest:
        part = None
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
            return _from(tokens, start, limit, ())
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


def _beside_phrase(
    tokens: Tokens, clause: Clause, others: list[Clause], limit: int
) -> Content | None:
    """As in "According to X, …", "…, according to X(, …)"."""
    first = tokens.bounds[tokens.sentence[clause.first]][0]
    before = tokens.lower[clause.first - 1] if clause.first > first else ""
    leading = skip_leading(tokens, first, clause.first) >= clause.first - 1
    comma_conj = (
        before == ","
        and clause.first - 2 >= first
        and tokens.lower[clause.first - 2] in lx.CONJUNCTIONS
    )
    if (
        not before
        or before in lx.CONJUNCTIONS
        or before in ("which", "that")
        or leading
        or comma_conj
    ):
        start, limit = _past_citation(tokens, clause, others, limit)
        while start < limit and tokens.word[start] in ",:":
            start += 1
        return _from(tokens, start, limit, ((clause.last, start),))
    quoted = _quote_before(tokens, clause)
    if quoted is not None:
        return _with_quotes(tokens, clause, quoted, others, limit)
    part = _left_part(tokens, clause)
    if part is None:
        return None
    rest = _right_part(tokens, clause.last, limit)
    return Content((part, rest) if rest else (part,), ((clause.last, limit),))
