"""Explicit disputes: one party denies, rejects or calls untrue what another says.

Only what the copy says outright. That two statements exclude each other
without anybody saying so is not assessed: no rule or small model does better
than chance there, and a guess would put words in somebody's mouth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from copytaster.claims.passages import Passage, passages
from copytaster.claims.voices import covering, cued_at, full_name, same, words
from copytaster.model import Dispute, Span, Statement, Story

_CLAIM = (
    r"(?:claims?|allegations?|reports?|accusations?|charges?|assertions?|suggestions?|statements?|"
    r"accounts?|versions?|rumou?rs?|insinuations?|comments?|remarks?)"
)
_FALSE = (
    r"(?:not\strue|untrue|false|baseless|groundless|unfounded|fabricat(?:ed|ions?)|fake|(?:a\s)?(?:lie|hoax|myth)s?|"
    r"wrong|nonsense|incorrect|misleading|inaccurate|without\s(?:foundation|basis))"
)
_NAME = r"(?:[A-Z][\w.’'-]{0,24}(?:\s(?:of\s|the\s|al-|bin\s|de\s|van\s)?[A-Z][\w.-]{0,24}){0,4})"
_OWNER = rf"(?P<owner>{_NAME})(?:['’]s|['’])"
_BY = rf"(?:by|from|of)\s(?:the\s)?(?P<by>{_NAME})"
_HAVE = r"(?:(?:has|have|had|also|later|strongly|repeatedly|flatly|vehemently|categorically|immediately|quickly|since)\s){0,3}"

# "Ivanov's claim about the dam was "not true""; "called Ivanov's claims baseless".
_CALLED = re.compile(
    rf"(?:{_OWNER}|(?P<that>\b[Tt]he|\b[Tt]hose|\b[Tt]hese|\b[Ss]uch))\s(?:[a-z-]{{2,14}}\s){{0,2}}?{_CLAIM}\b"
    rf"(?:\s{_BY})?(?P<topic>[^;:.!?]{{0,160}}?)(?:\s(?:was|were|is|are|as|being))?\s[\"“'‘]?(?:completely\s|simply\s|totally\s|entirely\s)?"
    rf"{_FALSE}\b[.,]?[\"”'’]?"
)
# "denied Ivanov's claim that …", "rejected the report", "dismissed the claim from the ministry".
_REJECTED = re.compile(
    rf"\b(?P<verb>den(?:ied|ies|y|ying)|reject(?:ed|s|ing)?|dismiss(?:ed|es|ing)?|disput(?:ed|es|e|ing)|refut(?:ed|es|e|ing)|rebutt?(?:ed|s|ing)?|contest(?:ed|s|ing)?)"
    rf"\s(?:{_OWNER}\s|(?P<that>the|those|these|all|any|such)\s)?(?:[a-z-]{{2,14}}\s){{0,2}}?(?P<noun>{_CLAIM})\b(?:\s{_BY})?(?P<topic>[^;:!?]{{0,160}})"
)
# "denied any involvement", "denies that …", "denied having met …".
_DENIED = re.compile(
    r"\b(?P<verb>den(?:ied|ies|ying))\s(?P<topic>(?:that|any|all|having|being|involvement|responsibility|"
    r"wrongdoing|it|[a-z]{2,14}ing\b)[^;:!?]{0,160})"
)
# "…, which he denied"; "allegations he denies".
_WHICH = re.compile(
    rf"(?P<topic>[^,;:]{{3,160}}),?\s(?:which|{_CLAIM}(?:\sthat)?|something)\s(?P<who>he|she|they|it|(?:the\s)?{_NAME})\s{_HAVE}"
    r"(?P<verb>den(?:ied|ies|y)|reject(?:ed|s)|disput(?:ed|es))\b"
)
_NOT_DENIED = re.compile(
    r"(?i)\b(?:not|n[’']t|never|nor|neither|without|declined\sto|refused\sto|was|were|been|being|be|is|are|if)\s(?:\w{1,12}\s){0,1}$"
)
_SUBJECT = re.compile(
    rf"(?P<who>(?:[Tt]he\s)?(?:[A-Za-z]{{2,20}}\s){{0,2}}?{_NAME}(?:\s(?:government|ministry|army|military|police|officials?|"
    rf"authorities|company|spokes\w{{2,8}})){{0,2}}|\b(?:he|she|they|He|She|They))\s{_HAVE}$"
)
_PRONOUNS = frozenset({"he", "she", "they", "it"})
_EDGES = " ,.;:—–-\"“”'‘’"
_LEAD_IN = re.compile(r"(?:about|that|of|regarding|concerning|over|made)\s")
_OFFICIAL = re.compile(
    r"(?i)\b(?:government|ministry|officials|authorities|state|administration)\b"
)
_AS_FALSE = re.compile(rf"\sas\s[\"“'‘]?{_FALSE}\b.*$", re.S)
# How far back "the claim" may point.
_NEAR = 900


def disputes_of(story: Story) -> tuple[Dispute, ...]:
    """The explicit denials of a story, in order; each pair of parties on one matter once."""
    found: list[Dispute] = []
    for passage in passages(story):
        taken: list[tuple[int, int]] = []
        for dispute, at in _in(story, passage):
            if dispute.span is None or any(at[0] < end and start < at[1] for start, end in taken):
                continue
            taken.append(at)
            if not any(d.denier == dispute.denier and d.topic == dispute.topic for d in found):
                found.append(dispute)
    return tuple(found)


def _in(story: Story, passage: Passage) -> Iterator[tuple[Dispute, tuple[int, int]]]:
    for pattern in (_CALLED, _REJECTED, _WHICH, _DENIED):
        for match in pattern.finditer(passage.text):
            dispute = _dispute(story, passage, match)
            if dispute is not None:
                yield dispute, match.span()


def _dispute(story: Story, passage: Passage, match: re.Match[str]) -> Dispute | None:
    parts = match.groupdict()
    verb = match.start("verb") if parts.get("verb") else match.start()
    before = passage.text[max(0, verb - 120) : verb]
    if parts.get("verb") and _NOT_DENIED.search(before):
        return None
    span = Span(passage.start + match.start(), passage.start + match.end())
    denial = _denial(story, span, passage.start + verb, called=match.re is _CALLED)
    denier = _denier(story, denial, parts.get("who"), before, passage.start + verb)
    if denier is None:
        return None
    topic = _topic(parts["topic"] or "")
    claimant = _claimant(story, parts, denier, span)
    if same(denier, claimant) or not (topic or claimant):
        return None
    claim = _claim(story, claimant, topic, span)
    ids = tuple(s.id for s in (denial, claim) if s is not None)
    quoted = topic or _AS_FALSE.sub("", " ".join(match.group().split())).strip(_EDGES)
    return Dispute(denier, claimant, quoted, "denial", ids, story.id, span)


def _denial(story: Story, span: Span, verb: int, *, called: bool) -> Statement | None:
    """The statement that denies: the one with this verb for its cue, or the one that says so."""
    if called:
        inner = Span(span.start, max(span.start + 1, span.end - 3))
        return covering(story, inner) or covering(story, Span(inner.start, inner.start + 1))
    return cued_at(story, Span(verb, verb + 4))


def _denier(
    story: Story, denial: Statement | None, who: str | None, before: str, at: int
) -> str | None:
    if denial is not None and denial.speaker:
        return _bare(denial.speaker)
    if who is None:
        subject = _SUBJECT.search(before)
        who = subject["who"] if subject else None
    if who is None:
        return None
    return _named_before(story, at) if who.casefold() in _PRONOUNS else full_name(story, _bare(who))


def _named_before(story: Story, at: int) -> str | None:
    """The person last named before a pronoun, within the same stretch of copy."""
    near = [
        (s.start, n.name)
        for n in story.names
        for s in n.spans
        if n.kind == "person" and s.field == "text" and at - _NEAR // 3 <= s.start < at
    ]
    return max(near)[1] if near else None


def _claimant(story: Story, parts: dict[str, str | None], denier: str, span: Span) -> str | None:
    named = parts.get("owner") or parts.get("by")
    if named:
        full = full_name(story, _bare(named))
        if any(same(full, s) for st in story.statements for s in st.speakers) or parts.get("owner"):
            return full
    if not (named or parts.get("that") in ("the", "The", "those", "these", "Those", "These")):
        return None
    # "the claim": what somebody else was last reported to say.
    near = [s for s in _before(story, span) if s.content[0].start >= span.start - _NEAR]
    others = [s.speaker for s in near if s.speaker and not same(s.speaker, denier)]
    # "The claim from Ruritania's capital": a city stands for its government.
    official = [name for name in others if named and _OFFICIAL.search(name)]
    if official or others:
        return (official or others)[-1]
    return full_name(story, _bare(named)) if named else None


def _claim(story: Story, claimant: str | None, topic: str, span: Span) -> Statement | None:
    """The claimant's earlier statement that shares most words with what is denied."""
    if claimant is None:
        return None
    theirs = [s for s in _before(story, span) if any(same(claimant, x) for x in s.speakers)]
    about = set(words(topic))
    return max(
        theirs,
        key=lambda s: (len(about & set(words(story.quote(*s.content)))), s.content[0].start),
        default=None,
    )


def _before(story: Story, span: Span) -> list[Statement]:
    earlier = [s for s in story.statements if s.content and s.content[0].field == "text"]
    earlier = [s for s in earlier if s.content[-1].end <= span.start]
    return sorted(earlier, key=lambda s: s.content[0].start)


def _topic(text: str) -> str:
    topic = _AS_FALSE.sub("", " ".join(text.split())).strip(_EDGES)
    lead = _LEAD_IN.match(topic)
    return topic[lead.end() :] if lead else topic


def _bare(name: str) -> str:
    return re.sub(r"^[Tt]he\s", "", name.strip(_EDGES))
