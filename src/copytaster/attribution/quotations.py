"""Contents in quotation marks: before the cue, resumed behind it, carried on over sentences and paragraphs.

Contents are token ranges in reading order; the marks of a quotation belong to it.
"""

from __future__ import annotations

from dataclasses import dataclass

from copytaster.attribution import lexicon as lx
from copytaster.attribution.phrases import has_finite, skip_leading, starts_phrase
from copytaster.attribution.sources import Clause
from copytaster.attribution.tokens import Tokens
from copytaster.model.base import quick

Range = tuple[int, int]
# However long a speech is, one statement holds at most this many parts.
_MAX_PARTS = 200


AHEAD = 45


@quick
@dataclass(frozen=True, slots=True)
class Content:
    """The parts of a content and the ranges between (venue, addressee, time) that are the clause's own."""

    parts: tuple[Range, ...]
    adjuncts: tuple[Range, ...] = ()


EDGE = frozenset(".,;:!?-—–―") | {"--"}


def trim(tokens: Tokens, first: int, last: int) -> Range | None:
    """Without stops and commas at the ends that no quotation holds."""
    while last > first and tokens.word[last - 1] in EDGE and tokens.quote[last - 1] < 0:
        last -= 1
    while first < last and tokens.word[first] in EDGE and tokens.quote[first] < 0:
        first += 1
    return (first, last) if first < last else None


def _only_edge(tokens: Tokens, first: int, last: int) -> bool:
    return all(tokens.word[i] in EDGE for i in range(first, last))


def content_from(
    tokens: Tokens, first: int, limit: int, adjuncts: tuple[Range, ...]
) -> Content | None:
    """The content from ``first`` to ``limit``, completed where it enters a quotation."""
    if first >= limit:
        return None
    region = tokens.quote[limit - 1]
    end = max(limit, tokens.inside[region][1]) if region >= 0 else limit
    opening = tokens.quote[first]
    if opening >= 0 and tokens.opens_quote(first):
        quote_end = tokens.inside[opening][1]
        # A comma inside the closing mark: what follows is the writer's ('said "We lost," and left').
        comma = quote_end - 2 > first and tokens.word[quote_end - 2] == ","
        if quote_end >= limit or comma or _only_edge(tokens, quote_end, limit):
            end = max(quote_end, first + 1)
    part = trim(tokens, first, end)
    if part is None:
        return None
    parts = [part]
    if tokens.closes_quote(part[1] - 1) or tokens.quote[part[1] - 1] >= 0:
        parts.extend(_continued(tokens, part[1] - 1))
    return Content(tuple(parts), adjuncts)


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


def trails(tokens: Tokens, at: int, last: int) -> bool:
    """Is there nothing behind ``at`` but adjuncts?"""
    if at >= last or tokens.word[at] in ",.;!?":
        return True
    word = tokens.lower[at]
    adjunct = word in lx.PREPOSITIONS or word in lx.TIME_WORDS or word in lx.ADVERBS
    return adjunct and "that" not in tokens.lower[at:last] and not has_finite(tokens, at, last)


def quote_before(tokens: Tokens, clause: Clause) -> int | None:
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
    speaks = _speaks(tokens, at, here)
    if not same_paragraph or (
        not speaks and (clause.cue.kind == "phrase" or not _bare(tokens, clause))
    ):
        return None
    if here != there and any(map(tokens.opens_quote, range(clause.last, tokens.bounds[here][1]))):
        return (
            None  # "… “a mess.” She explained, “…”": the first quotation is of the sentence before
        )
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
    return trails(tokens, clause.last, tokens.bounds[tokens.sentence[clause.first]][1])


def with_quotes(
    tokens: Tokens, clause: Clause, region: int, others: list[Clause], limit: int
) -> Content | None:
    """As in "…," he said. "…": the quotation before the clause and those that go on behind it."""
    opened, closed = tokens.inside[region]
    parts = [*_begun_above(tokens, region), (_quote_start(tokens, opened, others), closed)]
    resumed = _resumed(tokens, clause.last, limit) or _added_later(tokens, limit, others)
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


def _begun_above(tokens: Tokens, region: int) -> list[Range]:
    """The paragraphs before that were left open because the quotation goes on in this one."""
    parts: list[Range] = []
    while region > 0 and len(parts) < _MAX_PARTS and not tokens.regions[region - 1].closed:
        opened, above = tokens.inside[region][0], tokens.inside[region - 1]
        here, there = tokens.sentence[opened], tokens.sentence[above[1] - 1]
        if (
            tokens.bounds[here][0] != opened
            or tokens.paragraph[here] - tokens.paragraph[there] != 1
        ):
            break
        region -= 1
        if tokens.bounds[tokens.sentence[above[0]]][0] != above[0]:
            break
        parts.insert(0, above)
    return parts


def _quote_start(tokens: Tokens, opened: int, others: list[Clause]) -> int:
    """The quotation's start, or that of the sentence it ends ("The plan was “a mess,”")."""
    begin = tokens.bounds[tokens.sentence[opened]][0]
    if opened == begin or tokens.word[opened - 1] in ",:" or any(o.first < opened for o in others):
        return opened
    start = skip_leading(tokens, begin, opened)
    if tokens.quote[start] >= 0 and not tokens.opens_quote(start):
        return opened
    return start if opened - start > 1 or not starts_phrase(tokens, start) else opened


_ADDED = frozenset((",", "and", "but", "then", "later"))


def _added_later(tokens: Tokens, at: int, others: list[Clause]) -> Range | None:
    """As in "…," he said; and, later, "…": what the semicolon adds, where no other clause takes it."""
    last = tokens.bounds[tokens.sentence[at - 1]][1]
    if at >= last or tokens.word[at] != ";" or any(o.last > at for o in others):
        return None
    for i in range(at + 1, min(last, at + 6)):
        if tokens.opens_quote(i):
            return trim(tokens, i, tokens.inside[tokens.quote[i]][1])
        if tokens.lower[i] not in _ADDED:
            return None
    return None


def _resumed(tokens: Tokens, at: int, limit: int) -> Range | None:
    """The quotation that goes on in the same sentence: "…," he said, "…"."""
    for i in range(at, min(limit, at + AHEAD)):
        if tokens.opens_quote(i):
            but = i - 2 >= at and tokens.lower[i - 1] in lx.CONJUNCTIONS
            mark = tokens.word[i - 1 - but]
            if i > at and mark in ",:—–-" and tokens.quote[i - 1] < 0:
                return trim(tokens, i, tokens.inside[tokens.quote[i]][1])
            return None
    return None
