"""Explicit disputes: one party denies, rejects or calls untrue what another says.

Only what the copy says outright. That two statements exclude each other
without anybody saying so is not assessed: a guess would put words in
somebody's mouth.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from copytaster.attribution.phrases import is_finite
from copytaster.attribution.subjects import subject
from copytaster.attribution.tokens import Tokens
from copytaster.claims import verbs
from copytaster.claims.claimants import Claim, Claimants
from copytaster.claims.matters import Matter, called_false, denied_matter
from copytaster.claims.voices import Voices, display, said, same, token_range
from copytaster.model import Dispute, Span, Statement, Story

_COURT = re.compile(r"(?i)\b(?:court|courts|judge|judges|tribunal|jury|magistrate|justice)\b")
_EDGES = " ,.;:—–-\"“”'‘’"
_REACH = 40


def disputes_of(story: Story, tokens: Tokens) -> tuple[Dispute, ...]:
    """The explicit denials of a story's kept copy, in reading order; one of each matter by each party."""
    found: list[Dispute] = []
    voices = Voices(story, tokens)
    claimants = Claimants(story, tokens, voices)
    for statement, denier, matter, span in _denials(story, tokens, voices):
        claim = claimants.claim_of(matter, span, denier)
        dispute = _dispute(story, tokens, statement, denier, matter, span, claim)
        if dispute is not None and not _told(found, dispute):
            found.append(dispute)
    return tuple(found)


Denial = tuple[Statement | None, str, Matter, Span]


def _denials(story: Story, tokens: Tokens, voices: Voices) -> Iterator[Denial]:
    """Who denies what, where: by a statement, or by a verb of which no statement came."""
    statements = sorted(said(story), key=lambda s: s.content[0].start)
    covered: set[int] = set()
    told: list[Denial] = []
    for statement in statements:
        for cue in statement.cue:
            covered.update(range(*token_range(tokens, cue)))
        denial = _of_statement(story, tokens, voices, statement)
        if denial is not None:
            told.append(denial)
    told.extend(_of_verbs(tokens, voices, covered))
    return iter(sorted(told, key=lambda d: d[3].start))


def _of_statement(
    story: Story, tokens: Tokens, voices: Voices, statement: Statement
) -> Denial | None:
    if statement.negated or statement.hypothetical:
        return None
    first, last = token_range(tokens, statement.content[0])
    cue = range(*token_range(tokens, statement.cue[0])) if statement.cue else range(0)
    verb = next((i for i in cue if tokens.lower[i] in verbs.DENYING), None)
    if verb is not None:
        matter = denied_matter(tokens, verb, first, last) if first < last else None
        if matter is None or not verbs.really_denies(tokens, verb):
            return None
    else:
        calling = any(tokens.lower[i] in verbs.CALLING for i in cue)
        matter = called_false(tokens, first, last, calling)
    if matter is None:
        return None
    denier = _denier(tokens, voices, statement)
    if denier is None or (verb is not None and _judged(tokens, verb, denier)):
        return None
    span = _span(story, tokens, statement, whole=verb is not None)
    return statement, denier, matter, _ended(tokens, span, matter, last)


def _denier(tokens: Tokens, voices: Voices, statement: Statement) -> str | None:
    if statement.speakers:
        return voices.fullest(display(statement.speakers) or "") or None
    source = token_range(tokens, statement.source[0]) if statement.source else (0, 0)
    return voices.name(*source) if source[0] < source[1] else None


def _judged(tokens: Tokens, verb: int, denier: str) -> bool:
    """A court that rejects a claim decides on it; it is no party to it."""
    return tokens.lower[verb] in verbs.DISMISS and bool(_COURT.search(denier))


def _span(story: Story, tokens: Tokens, statement: Statement, whole: bool) -> Span:
    """The denial's words: source, verb and matter where they stand together, else the content."""
    content = statement.content[0]
    if not whole:
        return content
    parts = [content, *statement.cue, *(s for s in statement.source if _near(s, statement))]
    span = Span(min(p.start for p in parts), max(p.end for p in parts))
    first, last = token_range(tokens, span)
    together = tokens.sentence[first] == tokens.sentence[last - 1]
    return span if together and _uncut(story, span) else content


def _ended(tokens: Tokens, span: Span, matter: Matter, last: int) -> Span:
    """The span up to the end of the matter, where the content goes on with ", but …"."""
    end = matter.topic[1]
    goes_on = end < last and tokens.word[end] == "," and span.end == tokens.end[last - 1]
    return Span(span.start, tokens.end[end - 1]) if goes_on else span


def _uncut(story: Story, span: Span) -> bool:
    """Does the span lie in one stretch of kept copy?"""
    kept = story.kept
    at = bisect_right(kept, span.start, key=lambda k: k.start) - 1
    return at >= 0 and span.end <= kept[at].end


def _near(source: Span, statement: Statement) -> bool:
    """Does the source stand beside the verb, and not with another verb before it?"""
    return all(
        min(abs(c.start - source.end), abs(source.start - c.end)) < 60 for c in statement.cue
    )


def _of_verbs(tokens: Tokens, voices: Voices, covered: set[int]) -> Iterator[Denial]:
    """Denials by a verb that gave no statement: "contradicted the police account"."""
    if verbs.DENYING.isdisjoint(tokens.lower):
        return
    for verb, word in enumerate(tokens.lower):
        if word not in verbs.DENYING or verb in covered or tokens.quote[verb] >= 0:
            continue
        first, last = tokens.bounds[tokens.sentence[verb]]
        matter = _object(tokens, verb, last)
        if matter is None or not verbs.really_denies(tokens, verb):
            continue
        source = subject(tokens, max(first, verb - _REACH), _group_start(tokens, verb, first))
        denier = voices.name(*source) if source and source[0] < source[1] else None
        if denier is not None and source is not None and not _judged(tokens, verb, denier):
            end = matter.topic[1]
            yield None, denier, matter, Span(tokens.start[source[0]], tokens.end[end - 1])


def _group_start(tokens: Tokens, verb: int, first: int) -> int:
    """Past "has strongly" before the verb."""
    at = verb
    while at > max(first + 1, verb - 4) and (
        tokens.lower[at - 1] in ("has", "have", "had", "also", "later", "since")
        or tokens.lower[at - 1].endswith("ly")
    ):
        at -= 1
    return at


def _object(tokens: Tokens, verb: int, last: int) -> Matter | None:
    """What an active verb denies, right behind it, up to the end of its clause."""
    if tokens.lower[verb - 1 : verb] and tokens.lower[verb - 1] in verbs.TO_BE:
        return None
    end = verb + 1
    while end < min(last, verb + _REACH) and tokens.word[end] not in ",.;:!?()":
        end += 1
    matter = denied_matter(tokens, verb, verb + 1, end) if end > verb + 1 else None
    if matter is None or (tokens.lower[verb].endswith("ed") and is_finite(tokens, verb) is False):
        return None
    return matter


def _dispute(
    story: Story, tokens: Tokens, statement: Statement | None, denier: str,
    matter: Matter, span: Span, claim: Claim,
) -> Dispute | None:  # fmt: skip
    topic = _topic(story, tokens, matter, claim)
    if not topic:
        return None
    ids = tuple(s.id for s in (statement, claim.statement) if s is not None)
    return Dispute(denier, claim.claimant, topic, "denial", ids, story.id, span)


def _topic(story: Story, tokens: Tokens, matter: Matter, claim: Claim) -> str:
    """The matter in the copy's words; of "the claim" alone, the words that made it."""
    if matter.bare and claim.statement is not None:
        part = claim.statement.content[0]
        return story.text[part.start : part.end].strip(_EDGES)
    if tokens.lower[matter.topic[0]] in ("it", "this", "that") and matter.bare:
        return ""
    return tokens.said(*matter.topic).strip(_EDGES)


def _told(found: list[Dispute], dispute: Dispute) -> bool:
    """Is the same matter denied by the same party already?"""
    return any(
        same(d.denier, dispute.denier)
        and (d.topic == dispute.topic or _overlap(d.span, dispute.span))
        for d in found[-40:]
    )


def _overlap(one: Span | None, other: Span | None) -> bool:
    return one is not None and other is not None and one.start < other.end and other.start < one.end
