"""From sentences to drafts: every clause with its content, before anybody is named."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from copytaster.attribution import lexicon as lx
from copytaster.attribution.cast import Cast
from copytaster.attribution.contents import content_of
from copytaster.attribution.cues import Cue, cued, cues_of
from copytaster.attribution.phrases import is_finite, left_edge
from copytaster.attribution.platforms import platform_in
from copytaster.attribution.quotations import Content, trails
from copytaster.attribution.roles import DOCUMENTS, ORG_WORDS, ROLE_NOUNS
from copytaster.attribution.sources import Clause, clause_of
from copytaster.attribution.subjects import subject
from copytaster.attribution.tokens import Tokens
from copytaster.words import wordset

Range = tuple[int, int]
MIN_FLOATING = 4  # words: a shorter quotation without a cue is a title or a distanced word


@dataclass(slots=True)
class Draft:
    """A statement in the making; ranges are of tokens.

    ``relays`` are sources through which it came ("…, Tanwa reported"),
    innermost first; ``cited`` is whom a medium cites; ``follows`` marks a
    quotation that stands alone and continues the draft before it.
    """

    content: Content
    clause: Clause | None = None
    relays: list[Range] = field(default_factory=list)
    cited: Range | None = None
    outer: Draft | None = None
    follows: bool = False

    @property
    def first(self) -> int:
        """The leftmost token."""
        begin = self.content.parts[0][0]
        return min(begin, self.clause.first) if self.clause else begin

    @property
    def cue(self) -> Cue | None:
        """The cue, if the statement has one."""
        return self.clause.cue if self.clause else None


def drafts_of(tokens: Tokens, cast: Cast) -> list[Draft]:
    """All statements of the copy in reading order, relays folded in, nested ones linked to their outer one."""
    drafts: list[Draft] = []
    for first, last, places in cued(tokens):
        drafts.extend(_of_sentence(tokens, cast, first, last, places))
    drafts.extend(_uncued(tokens, drafts))
    drafts.sort(key=lambda d: (d.first, d.content.parts[0][0]))
    return drafts


def _of_sentence(
    tokens: Tokens, cast: Cast, first: int, last: int, places: list[int]
) -> list[Draft]:
    clauses: list[Clause] = []
    for cue in cues_of(tokens, first, last, places):
        clause = clause_of(tokens, cue, first, last, clauses)
        if clause is not None:
            clauses.append(clause)
    clauses, passed = _tails(tokens, clauses, last)
    drafts: list[Draft] = []
    citing: list[Clause] = []
    for clause in clauses:
        if _is_citing(tokens, clause):
            citing.append(clause)
            continue
        content = content_of(tokens, clause, [c for c in clauses if c is not clause])
        if content is None:
            continue
        draft = Draft(_off_platform(tokens, cast, _without(content, clause)), clause)
        if clause in passed:
            draft.relays.append(passed[clause])
        if draft.content.parts:
            drafts.append(draft)
    for clause in citing:
        _cite(tokens, drafts, clause)
    return _fold(tokens, cast, drafts)


def _tails(
    tokens: Tokens, clauses: list[Clause], last: int
) -> tuple[list[Clause], dict[Clause, Range]]:
    """As in "…, KBX reported the governor said.": one clause with what both tell, and who passed it on."""
    kept: list[Clause] = []
    passed: dict[Clause, Range] = {}
    for clause in clauses:
        outer = kept[-1] if kept else None
        if outer is not None and outer.source and _is_tail(tokens, outer, clause, last):
            kept[-1] = replace(clause, first=outer.first)
            passed[kept[-1]] = outer.source
        else:
            kept.append(clause)
    return kept, passed


def _is_tail(tokens: Tokens, outer: Clause, inner: Clause, last: int) -> bool:
    if outer.first == 0 or tokens.word[outer.first - 1] != "," or inner.source is None:
        return False
    follows = inner.source[0] == inner.first == outer.cue.last and not inner.shared
    return follows and trails(tokens, inner.last, last)


def _without(content: Content, clause: Clause) -> Content:
    """The content less the words of its own cue and source, which it never contains."""
    parts = content.parts
    taken = [(clause.cue.first, clause.cue.last)]
    if clause.source is not None:
        taken.append(clause.source)
    for a, b in taken:
        parts = tuple(p for part in parts for p in _less(part, a, b))
    return Content(parts, content.adjuncts)


def _off_platform(tokens: Tokens, cast: Cast, content: Content) -> Content:
    """As in "called it “a mess” on Telegram": where it was written is no part of what was."""
    if not content.parts:
        return content
    first, last = content.parts[-1]
    at = last - 2
    if at <= first or tokens.quote[last - 1] >= 0 or tokens.lower[at] not in ("on", "via"):
        return content
    if not tokens.closes_quote(at - 1) or platform_in(tokens, cast, at + 1, last) is None:
        return content
    return Content((*content.parts[:-1], (first, at)), (*content.adjuncts, (at, last)))


def _less(part: Range, first: int, last: int) -> list[Range]:
    if last <= part[0] or first >= part[1]:
        return [part]
    return [p for p in ((part[0], first), (last, part[1])) if p[0] < p[1]]


def _is_citing(tokens: Tokens, clause: Clause) -> bool:
    """As in "…, citing X": names a source behind another clause's."""
    return clause.cue.kind == "quoting" and tokens.lower[clause.cue.first] in ("citing", "quoting")


def _cite(tokens: Tokens, drafts: list[Draft], citing: Clause) -> None:
    """Give whom ``citing`` names to the report it belongs to; alone it is a report itself."""
    if citing.source is None or not _may_be_cited(tokens, *citing.source):
        return
    partners = [d for d in drafts if d.clause and d.clause.source]
    before = [d for d in partners if d.first < citing.first]
    partner = before[-1] if before else partners[0] if partners else None
    if partner is not None:
        partner.cited = citing.source
        return
    content = content_of(tokens, citing, [])
    if content is not None and content.parts:
        drafts.append(Draft(_without(content, citing), citing))


_CITED = DOCUMENTS | ROLE_NOUNS | ORG_WORDS | wordset("sources officials people residents witnesses authorities media reports scientists researchers experts analysts investigators diplomats lawyers prosecutors rescuers doctors")  # fmt: skip


def _may_be_cited(tokens: Tokens, first: int, last: int) -> bool:
    """Who speaks or is written may be cited; "citing the health crisis" gives a reason."""
    if not _CITED.isdisjoint(tokens.lower[first:last]):
        return True
    return any(tokens.capital(i) for i in range(first, last)) and tokens.lower[first] not in lx.POSSESSIVES  # fmt: skip


def _fold(tokens: Tokens, cast: Cast, drafts: list[Draft]) -> list[Draft]:
    """Turn outer reports of a whole statement into its relays, and link what stays nested."""
    drafts = _passed_on(drafts)
    for draft in drafts:
        outer = _outer(draft, drafts)
        # Two reports can each hold the other's cue; one of them must be the outermost.
        if outer is not None and _is_nested(tokens, draft, outer):
            draft.outer = outer
    folded = set()
    for draft in drafts:
        step = draft.outer
        while (
            step is not None
            and step.clause
            and step.clause.source
            and _relays(tokens, cast, step, draft)
        ):
            draft.relays.append(step.clause.source)
            folded.add(id(step))
            step = step.outer
        draft.outer = step
    for draft in drafts:
        _relay_quoting(tokens, draft)
    return [d for d in drafts if id(d) not in folded]


def _passed_on(drafts: list[Draft]) -> list[Draft]:
    """As in "Roe called it “a mess” according to KBX": the phrase passes on the whole, not the quotation alone."""
    kept = []
    for draft in drafts:
        teller = _teller(draft, drafts) if draft.cue and draft.cue.kind == "phrase" else None
        if teller is not None and draft.clause and draft.clause.source:
            teller.relays.append(draft.clause.source)
        else:
            kept.append(draft)
    return kept


def _teller(phrase: Draft, drafts: list[Draft]) -> Draft | None:
    """Whose content, from a verb of its own before it, ends in that of ``phrase``."""
    first, last = phrase.content.parts[0]
    for draft in drafts:
        a, b = draft.content.parts[-1]
        if draft is not phrase and draft.first < first and a < first and b == last:
            return draft
    return None


def _is_nested(tokens: Tokens, draft: Draft, outer: Draft) -> bool:
    """Is what ``draft`` says told by ``outer``? Not where a relative clause adds it (", which Roe called …")."""
    if any(d is draft for d in _enclosing(outer)):
        return False
    assert draft.clause is not None
    at = draft.clause.first
    aside = at > 1 and tokens.lower[at - 1] in ("which", "whom") and tokens.word[at - 2] == ","
    return not aside


def _enclosing(draft: Draft) -> list[Draft]:
    """The draft and what it is nested in, innermost first."""
    found: list[Draft] = []
    step: Draft | None = draft
    while step is not None:
        found.append(step)
        step = step.outer
    return found


def _outer(draft: Draft, drafts: list[Draft]) -> Draft | None:
    """The smallest other draft whose content holds this one's cue."""
    assert draft.clause is not None
    cue = draft.clause.cue.first
    holders = [
        d for d in drafts if d is not draft and any(a <= cue < b for a, b in d.content.parts)
    ]
    return min(holders, key=lambda d: sum(b - a for a, b in d.content.parts), default=None)


def _relays(tokens: Tokens, cast: Cast, outer: Draft, inner: Draft) -> bool:
    """Does ``outer`` only pass on what ``inner`` says?"""
    assert outer.clause is not None
    assert outer.clause.source is not None
    assert inner.clause is not None
    if inner.clause.cue.kind in ("noun", "passive"):
        return False
    start = outer.content.parts[0][0]
    lead = inner.first - start
    if lead > 3 and "," not in tokens.word[start : inner.first]:
        return False
    covered = inner.content.parts[-1][1] - inner.first
    whole = outer.content.parts[-1][1] - start
    if covered * 10 < whole * 6:
        return False
    trailing = outer.clause.first > inner.clause.cue.first
    return trailing or cast.role(tokens.said(*outer.clause.source)) != "speaker"


def _relay_quoting(tokens: Tokens, draft: Draft) -> None:
    """As in "Tanwa quoted X as saying": the subject of *quoted* is the relay; so is *by Tanwa* in the passive."""
    clause = draft.clause
    if clause is None or clause.cue.kind != "quoting" or _is_citing(tokens, clause):
        return
    if clause.inverted:
        first = tokens.bounds[tokens.sentence[clause.cue.first]][0]
        subject = (left_edge(tokens, clause.cue.head, first), clause.cue.head)
        if subject[0] < subject[1]:
            draft.relays.insert(0, subject)
        return
    stop = draft.content.parts[0][0]
    if (
        stop < clause.cue.last
    ):  # the quotation stands before: "…," Roe was quoted as saying by Tanwa
        stop = tokens.bounds[tokens.sentence[clause.cue.first]][1]
    for i in range(clause.cue.last, min(stop, clause.cue.last + 12)):
        if tokens.lower[i] == "by":
            end = i + 1
            while (
                end < stop
                and tokens.word[end] != "."
                and tokens.lower[end]
                not in (
                    "as",
                    "on",
                    "in",
                    ",",
                )
            ):
                end += 1
            draft.relays.insert(0, (i + 1, end))
            return


# -- quotations without a cue ------------------------------------------------


def _uncued(tokens: Tokens, drafts: list[Draft]) -> list[Draft]:
    """Quotations no clause has taken: after a name and a colon, or a paragraph of their own."""
    taken = sorted(p for d in drafts for p in d.content.parts)
    out: list[Draft] = []
    k = 0
    for number, (opened, closed) in enumerate(tokens.inside):
        while k < len(taken) and taken[k][1] <= opened:
            k += 1
        if k < len(taken) and taken[k][0] < closed:
            continue
        if closed - opened - 2 < MIN_FLOATING or tokens.regions[number].single:
            continue
        draft = _after_colon(tokens, opened, closed) or _floating(
            tokens, opened, closed, bool(drafts or out)
        )
        if draft is not None:
            out.append(draft)
    return out


def _after_colon(tokens: Tokens, opened: int, closed: int) -> Draft | None:
    """Jane Roe: "…"."""
    colon = opened - 1
    if colon < 1 or tokens.word[colon] != ":":
        return None
    first = tokens.bounds[tokens.sentence[colon]][0]
    verb = next((i for i in range(colon - 1, first, -1) if is_finite(tokens, i)), None)
    if verb is not None:
        return _reported_above(tokens, first, verb, (opened, closed))
    end = colon - (tokens.lower[colon - 1] in ("reads", "read"))  # "The sign reads: …"
    if tokens.lower[first] in lx.PREPOSITIONS:  # "From the Torvik Herald: …"
        first += 1
    if not first < colon <= first + 6 or not any(map(tokens.capital, range(first, colon))):
        return None
    cue = Cue(colon, opened, colon, "phrase", _COLON)
    return Draft(Content(((opened, closed),)), Clause(cue, (first, end), first, opened))


def _reported_above(tokens: Tokens, first: int, verb: int, quote: Range) -> Draft | None:
    """A paragraph "Jane Roe said on Friday:" over a quotation that is a paragraph of its own."""
    form = lx.forms().get(tokens.lower[verb])
    source = subject(tokens, first, verb) if form is not None and verb - first < 30 else None
    if form is None or "s" not in form.verb.flags or source is None or tokens.quote[verb] >= 0:
        return None
    cue = Cue(verb, verb + 1, verb, "finite", form.verb)
    adjuncts = ((verb + 1, quote[0] - 1),) if verb + 1 < quote[0] - 1 else ()
    return Draft(Content((quote,), adjuncts), Clause(cue, source, source[0], quote[0]))


_COLON = lx.Verb(":", frozenset("s"))


def _floating(tokens: Tokens, opened: int, closed: int, heard: bool) -> Draft | None:
    """A quotation that is a sentence of its own, after somebody has been heard."""
    begin = tokens.bounds[tokens.sentence[opened]][0]
    end = tokens.bounds[tokens.sentence[closed - 1]][1]
    if begin != opened or end - closed > 1 or not heard:
        return None
    if tokens.word[closed - 2] not in ".!?…,":
        return None
    return Draft(Content(((opened, closed),)), follows=True)
