"""Who made the copy, and through whose hands it came to be published."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copytaster.anatomy.agencies import agency_name
from copytaster.anatomy.cuts import MARK_REASON, Cutting
from copytaster.model import (
    Credit,
    CreditRole,
    Cut,
    Dateline,
    Item,
    PublicationLink,
    ReadingContext,
    Span,
)

_PERSON = (
    r"[A-ZÀ-ÖØ-Þ][\w.'’-]{0,24}(?:[ \u00a0](?:(?:de|van|von|der|den|bin|al|la|del|da|di|el)[ \u00a0])?"
    r"[A-ZÀ-ÖØ-Þ][\w.'’-]{0,24}){0,3}|agenc(?:y|ies)|staff"
)
_PEOPLE = rf"(?:{_PERSON})(?:(?:,? and |, | & )(?:{_PERSON})){{0,7}}"
_ROLES: tuple[tuple[CreditRole, re.Pattern[str]], ...] = (
    (
        "reporter",
        re.compile(
            rf"\b(?:[Rr]eporting|[Ww]riting|[Ww]ritten|[Rr]eported)(?: and (?:writing|editing))? by (?P<who>{_PEOPLE})"
        ),
    ),
    ("editor", re.compile(rf"\b[Ee]dit(?:ing|ed)(?: and \w+)? by:? ?(?P<who>{_PEOPLE})")),
    ("contributor", re.compile(rf"\b[Ii]nputs? from (?P<who>{_PEOPLE})")),
    (
        "contributor",
        re.compile(rf"\b[Ww]ith (?:files|material|reporting) (?:from|by) (?P<who>{_PEOPLE})"),
    ),
    ("photographer", re.compile(rf"\b[Pp]hoto(?:graph)?s?(?: by|:|/) ?(?P<who>{_PERSON})")),
    ("reporter", re.compile(rf"^B[yY] (?P<who>{_PEOPLE})\.?$")),
)
_SPLIT = re.compile(r",? and |, | & ")
_PLACES_AFTER = re.compile(r" (?:in|at|from) .*$")
_GENERIC = frozenset(["agencies", "agency", "bureau", "reports", "wire", "staff", "desk"])


def find_credits(
    text: str, item: Item, dateline: Dateline | None, cutting: Cutting, context: ReadingContext
) -> tuple[Credit, ...]:
    """The sender's own credits first, then those the text states, each once."""
    found = [
        *item.credits,
        *_of_dateline(text, dateline),
        *_of_closing(cutting),
        *_of_lines(text, cutting.cuts),
        *_of_disclaimers(text, cutting),
        *_of_context(context),
    ]
    seen: dict[tuple[str, str], Credit] = {}
    for credit in found:
        key = (credit.role, credit.name.casefold())
        # An agency's mark says more about the text than a bare name in its metadata.
        if key not in seen or (seen[key].span is None and credit.span is not None):
            seen[key] = credit
    return tuple(seen.values())


def publication_chain(
    credits: tuple[Credit, ...], dateline: Dateline | None, context: ReadingContext
) -> tuple[PublicationLink, ...]:
    """The agency that filed the story, then the outlet that published it."""
    agencies = dateline.agencies if dateline else ()
    agencies = agencies or tuple(c.name for c in credits if c.role == "agency")[:1]
    outlets = [c.name for c in credits if c.role == "publisher"]
    chain = [PublicationLink("agency", name) for name in agencies]
    stated = next((c.name for c in credits if c.role == "publisher" and c.span), None)
    outlet = stated or context.publisher or next(iter(outlets), None)
    if outlet and outlet not in agencies:
        chain.append(PublicationLink("outlet", outlet))
    return tuple(chain)


def bylines_of(item: Item, credits: tuple[Credit, ...]) -> tuple[str, ...]:
    """The names of who wrote it: the sender's bylines, else the reporters the text credits."""
    return item.bylines or tuple(c.name for c in credits if c.role == "reporter")


def _of_dateline(text: str, dateline: Dateline | None) -> Iterator[Credit]:
    for name in dateline.agencies if dateline else ():
        assert dateline is not None
        at = text.find(name, dateline.span.start, dateline.span.end)
        span = Span(at, at + len(name)) if at >= 0 else dateline.span
        yield Credit(name, "agency", span)


def _of_closing(cutting: Cutting) -> Iterator[Credit]:
    if name := cutting.closing_agency:
        reason = MARK_REASON.format(name)
        mark = next(c for c in reversed(cutting.cuts) if c.reason == reason)
        yield Credit(name, "agency", Span(mark.start, mark.end))


def _of_lines(text: str, cuts: tuple[Cut, ...]) -> Iterator[Credit]:
    for cut in cuts:
        if cut.kind in ("credit", "caption"):
            piece = text[cut.start : min(cut.end, cut.start + 400)]
            for role, pattern in _ROLES:
                for match in pattern.finditer(piece):
                    yield from _people(match, role, cut.start)


def _people(match: re.Match[str], role: CreditRole, base: int) -> Iterator[Credit]:
    at = match.start("who")
    for written in _SPLIT.split(match["who"]):
        offset = match.string.index(written, at)
        at = offset + len(written)
        name = _PLACES_AFTER.sub("", written).strip(" .")
        if not name or name.split(" ")[0].casefold() in _GENERIC:
            continue
        if role == "contributor" and (agency := agency_name(name)):
            name = agency
        yield Credit(name, role, Span(base + offset, base + offset + len(name)))


def _of_disclaimers(text: str, cutting: Cutting) -> Iterator[Credit]:
    for note in cutting.disclaimers:
        for name, role in ((note.agency, "agency"), (note.outlet, "publisher")):
            if name:
                at = text.find(name, note.start, note.end)
                span = Span(at, at + len(name)) if at >= 0 else Span(note.start, note.end)
                yield Credit(name, role, span)  # type: ignore[arg-type]


def _of_context(context: ReadingContext) -> Iterator[Credit]:
    if context.agency:
        yield Credit(context.agency, "agency")
    if context.publisher:
        yield Credit(context.publisher, "publisher")
