"""Who made the copy, and through whose hands it came to be published."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copytaster.anatomy.agencies import signed_by
from copytaster.anatomy.credit_lines import PERSON
from copytaster.anatomy.credit_names import named_in
from copytaster.anatomy.cuts import Cutting
from copytaster.model import (
    Credit,
    Cut,
    Dateline,
    Item,
    PublicationLink,
    ReadingContext,
    Span,
)

_LONGEST = 400
# A caption's photographer: "(AP Photo/Mara Quill)", "(Mara Quill/Reuters)", "Mara Quill, AFP/Getty Images".
_PHOTOGRAPHER = re.compile(
    rf"\((?:AP|Reuters|AFP|EPA|Getty|PTI|AAP|ANI)(?: (?:[Pp]hotos?|[Ii]mages?|[Ff]ile))?(?: ?/ ?| ?: ?)(?P<a>{PERSON})|"
    rf"[(|•]? ?(?P<b>{PERSON}) ?(?:[/|] ?|, )(?:AP|AFP|Reuters|EPA|EPA-EFE|Getty Images|Bloomberg|PTI|AAP)\b"
)


# Whose copy a notice says it is: "© AFP 2024", "Copyright 2024 The Associated Press. All rights reserved."
_OWNER = re.compile(
    r"(?:\W{0,3}(?:[Cc]opyright|COPYRIGHT|©|\([Cc]\))){1,2}\s?(?:\d{4}(?:[-–]\d{2,4})?,?\s)?(?:[Bb]y\s)?"
    r"(?P<who>[^\W\d][^\d.,;:|\n]{1,40}?)\s?(?:[.,;:|\n]|\d|$|[Aa]ll [Rr]ights)"
)


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
    for signed in cutting.closing:
        yield Credit(signed.name, "agency", Span(signed.start, signed.end))


def _of_lines(text: str, cuts: tuple[Cut, ...]) -> Iterator[Credit]:
    for cut in cuts:
        if cut.kind == "copyright":
            yield from _owners(text, cut)
        if cut.kind not in ("credit", "caption"):
            continue
        piece = text[cut.start : min(cut.end, cut.start + _LONGEST)]
        if cut.kind == "caption":
            yield from _photographers(piece, cut.start)
            continue
        for named in named_in(piece):
            span = Span(cut.start + named.start, cut.start + named.end)
            yield Credit(named.name, named.role, span)


def _owners(text: str, cut: Cut) -> Iterator[Credit]:
    """The agencies that a notice of copyright names: it is their copy."""
    if owner := _OWNER.match(text, cut.start, min(cut.end, cut.start + _LONGEST)):
        for signed in signed_by(text, (), *owner.span("who")):
            yield Credit(signed.name, "agency", Span(signed.start, signed.end))


def _photographers(piece: str, base: int) -> Iterator[Credit]:
    for match in _PHOTOGRAPHER.finditer(piece):
        group = "a" if match["a"] else "b"
        start, end = match.span(group)
        yield Credit(match[group], "photographer", Span(base + start, base + end))
    for named in named_in(piece):
        if named.role == "photographer":
            yield Credit(named.name, "photographer", Span(base + named.start, base + named.end))


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
