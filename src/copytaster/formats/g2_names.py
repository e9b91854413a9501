"""How NewsML-G2 says things: a concept's code and name, the text of a group of elements."""

from __future__ import annotations

from collections.abc import Iterable

from copytaster.formats.names import NAR, Element, Kids, attribute, line, local, text

_NAME = f"{{{NAR}}}name"


def one(kids: Kids, name: str) -> Element | None:
    """The first element of the name."""
    found = kids.get(name)
    return found[0] if found else None


def said(kids: Kids, name: str) -> str:
    """The trimmed text of the first element of the name."""
    found = kids.get(name)
    return text(found[0]) if found else ""


def lines(elements: Iterable[Element]) -> list[str]:
    """The texts of the elements, each as one line, empty ones left out."""
    return [found for element in elements if (found := line(element))]


def code(element: Element | None) -> str:
    """A concept's qcode, or its URI or literal where it has none."""
    if element is None:
        return ""
    get = element.get
    sent = get("qcode") or get("uri") or get("literal") or get("code")
    return (sent or _code_anyhow(element)).strip()


def _code_anyhow(element: Element) -> str:
    """The code where the sender gave its attribute another case or a namespace."""
    if not element.attrib:
        return ""
    return next((v for k in ("qcode", "uri", "literal") if (v := attribute(element, k))), "")


def name(element: Element | None) -> str:
    """A concept's first name, else its literal, else the tail of its qcode."""
    if element is None:
        return ""
    return given(element) or element.get("literal", "").strip() or tail(element.get("qcode", ""))


def given(element: Element) -> str:
    """The first name that stands inside the element."""
    for child in element:
        tag = child.tag
        # Most concepts are named in the standard's own letters.
        if (tag == _NAME or local(child) == "name") and (found := line(child)):
            return found
    return ""


def tail(sent: str) -> str:
    """What a qcode, a URI or a role ends with: ``hld:subHeadline`` is ``subHeadline``."""
    return sent.strip().replace("/", ":").replace("#", ":").rpartition(":")[2]
