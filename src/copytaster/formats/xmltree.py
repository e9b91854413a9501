"""Text to an XML tree: one strict pass, then one mended, then libxml2's own recovery.

Nothing a document type declares reaches the parser: the DOCTYPE is cut out
first, and of its entities only short literal ones are expanded. So there is
nothing to fetch and nothing to blow up. Depth is bounded by libxml2 (256).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from copytaster.errors import FormatError
from copytaster.formats import repair
from copytaster.formats.names import Element
from copytaster.model import Problem

_ROOT_START = re.compile(r"<[A-Za-z_:]")
_PROLOG_STEP = re.compile(r"<(?:[A-Za-z_:?]|!--|!DOCTYPE)", re.I)
_ENTITY = re.compile(
    r"<!ENTITY\s{1,9}([A-Za-z_][\w.-]{0,60})\s{1,9}(?:\"([^\"&%<]{0,200})\"|'([^'&%<]{0,200})')\s{0,9}>"
)
_DOCTYPE_STEP = re.compile(r"[\[\]>\"']|<!--")
_MAX_DOCTYPE = 1 << 20
_MAX_PROLOG = _MAX_DOCTYPE + (1 << 16)
_MAX_ENTITIES = 300
MAX_TAGS = 600_000
"""Opening and closing; the largest document measured has a tenth of them, and each costs memory."""

_NOTHING = "it begins like XML, but there is no element in it; send the whole document"


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed document and what had to be done to it."""

    root: Element
    problems: tuple[Problem, ...] = ()


def parse_xml(text: str) -> Tree:
    """The tree of a document that may be anything. Raises FormatError when there is no element in it."""
    body, problems = _without_prolog(text)
    if len(body) > MAX_TAGS and body.count("<") > MAX_TAGS:
        return _beginning(body, problems)
    body = repair.cure_references(body)
    sent = _utf8(body)
    if repair.may_hold_c1(sent):
        body = repair.cure_c1(body)
        sent = _utf8(body)
    root, reason = _strict(sent)
    if root is None:
        body, cured = repair.cure_controls(body)
        problems += cured
        root, reason = _strict(_utf8(body)) if cured else (None, reason)
    if root is None and not _is_depth(reason):
        body = repair.mend(body)
        problems += (Problem("xml-ill-formed", f"mended: {reason}"),)
        root, reason = _strict(_utf8(body))
    return Tree(root, problems) if root is not None else _recovered(_utf8(body), reason, problems)


def _beginning(body: str, problems: tuple[Problem, ...]) -> Tree:
    """The tree of as much of a document as has tags enough for any that is honest."""
    at = -1
    for _ in range(MAX_TAGS):
        at = body.find("<", at + 1)
    body, cured = repair.cure_controls(repair.cure_references(body[:at]))
    said = f"the document has more than {MAX_TAGS} tags; only its beginning was read"
    return _recovered(
        _utf8(body),
        "what was left out leaves tags open",
        (*problems, *cured, Problem("xml-cut", said)),
    )


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _strict(sent: bytes) -> tuple[Element | None, str]:
    """The root, or why there is none."""
    try:
        return _parse(sent, recover=False), ""
    except etree.XMLSyntaxError as error:
        return None, _reason(error)


def _parse(sent: bytes, *, recover: bool) -> Element:
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )
    root = etree.fromstring(sent, parser)
    if root is None:
        raise FormatError(_NOTHING)
    return root


def _recovered(sent: bytes, reason: str, problems: tuple[Problem, ...]) -> Tree:
    try:
        root = _parse(sent, recover=True)
    except etree.XMLSyntaxError as error:
        raise FormatError(_NOTHING, cause=_reason(error)) from error
    what = "nested deeper than is read; the rest was left out" if _is_depth(reason) else reason
    return Tree(root, (*problems, Problem("xml-recovered", what)))


def _reason(error: etree.XMLSyntaxError) -> str:
    return (error.msg or "syntax error")[:160]


def _is_depth(reason: str) -> bool:
    return "depth" in reason.lower() or "nested" in reason.lower()


def root_at(text: str) -> int:
    """Where the first element of a document begins, or where looking for it ended.

    Raises FormatError where the document type is longer than any is.
    """
    return _prolog(text[:_MAX_PROLOG])[0]


def _without_prolog(text: str) -> tuple[str, tuple[Problem, ...]]:
    """From the root on: declaration, comments, junk and document type go before libxml2 sees them."""
    at, doctype = _prolog(text)
    entities, problems = _entities(doctype)
    return _expand(text[at:], entities), tuple(problems)


def _prolog(text: str) -> tuple[int, str]:
    """(where the root begins, the document type)."""
    at, doctype = 0, ""
    while at < len(text) and not _ROOT_START.match(text, at):
        if text.startswith("<?", at):
            at = _after(text, "?>", at)
        elif text.startswith("<!--", at):
            at = _after(text, "-->", at)
        elif text[at : at + 9].upper() == "<!DOCTYPE":
            end = _doctype_end(text, at)
            doctype, at = text[at:end], end
        else:
            found = _PROLOG_STEP.search(text, at + 1)
            at = found.start() if found else len(text)
    return at, doctype


def _after(text: str, mark: str, at: int) -> int:
    end = text.find(mark, at)
    return end + len(mark) if end >= 0 else len(text)


def _doctype_end(text: str, at: int) -> int:
    """Where the document type ends: its ``>``, outside quotes and outside the internal subset."""
    inside, limit = False, at + _MAX_DOCTYPE
    at += 9
    while found := _DOCTYPE_STEP.search(text, at, limit):
        sign, at = found[0], found.end()
        if sign in "\"'":
            at = _after(text, sign, at)
        elif sign == "<!--":
            at = _after(text, "-->", at)
        elif sign == ">" and not inside:
            return at
        elif sign != ">":
            inside = sign == "["
    if limit < len(text):
        said = f"its document type (DOCTYPE) is longer than {_MAX_DOCTYPE} characters"
        raise FormatError(f"{said}; send the document without it")
    return len(text)


def _entities(doctype: str) -> tuple[dict[str, str], list[Problem]]:
    """The entities that are plain short text; any other is refused, with a problem."""
    declared = doctype.count("<!ENTITY")
    if not declared:
        return {}, []
    plain = {m[1]: m[2] or m[3] or "" for m in _ENTITY.finditer(doctype)}
    if len(plain) == declared and declared <= _MAX_ENTITIES:
        return plain, []
    refused = declared - min(len(plain), _MAX_ENTITIES)
    message = f"{refused} of {declared} declared entities were refused and stand as written"
    return dict(list(plain.items())[:_MAX_ENTITIES]), [Problem("entity-refused", message)]


def _expand(body: str, entities: dict[str, str]) -> str:
    if not entities or "&" not in body:
        return body
    names = re.compile("&(" + "|".join(map(re.escape, entities)) + ");")
    # An entity of 200 characters cited in a 16 MiB body could still grow it: bound the growth.
    return names.sub(lambda m: entities[m[1]], body, count=10_000)
