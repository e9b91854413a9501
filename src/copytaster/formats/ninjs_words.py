"""The words of a ninjs object: its titles, bodies, descriptions, and those of what it carries along.

Version 1 names its variants by suffix (``body_text``, ``headline_short``), versions 2
and 3 by role in a list. All of them are read; nothing is said twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from copytaster.errors import FormatError
from copytaster.formats import nitf
from copytaster.formats.assembly import Notes
from copytaster.formats.jsontext import Object, first, objects, string
from copytaster.formats.markup import Markup, from_blocks, plain, read_html, read_text
from copytaster.formats.renditions import Words, joined
from copytaster.formats.xmltree import parse_xml
from copytaster.model import Item, ItemKind

_DECKS = ("subtitle", "deck", "sub", "subheadline", "subhead")
_MAINS = ("main", "headline", "title", "")
_LEADS = ("summary", "lead", "abstract", "text", "caption", "")
_NO_COPY = ("creditline", "credit", "byline")
_RICHEST = ("html", "nitf", "plain", "text")
Body = tuple[Markup, str, Item | None]
"""(the copy, its markup as sent, the NITF article where it is one)"""


def _variants(data: Object, single: str, plural: str) -> Iterator[tuple[str, str, str]]:
    """(role, media type, value) of every variant, those by suffix first."""
    for name, value in data.items():
        if name == single or name.startswith(f"{single}_"):
            suffix = name.removeprefix(single).strip("_")
            yield suffix, suffix, string(value).strip()
    for entry in objects(data.get(plural)):
        yield (
            first(entry, "role").lower(),
            first(entry, "contenttype").lower(),
            first(entry, "value"),
        )


def _ranked(
    entries: Iterable[tuple[str, str, str]], order: tuple[str, ...]
) -> list[tuple[str, str]]:
    """(role, line of text) in the order of the roles, then as sent; empty ones left out."""
    said = [(role, _line(mime, value)) for role, mime, value in entries if value]
    rank = {role: number for number, role in enumerate(order)}
    return sorted(said, key=lambda e: rank.get(e[0], len(order)))


def _line(mime: str, value: str) -> str:
    """The text of a value: what says that it is plain text has no tags to be taken out."""
    return " ".join(value.split()) if mime == "text/plain" else plain(value)


def titles(data: Object) -> tuple[str, str, list[str]]:
    """(headline, deck, the titles that say something else)."""
    entries = _ranked(_variants(data, "headline", "headlines"), _MAINS)
    decks = list(dict.fromkeys(v for role, v in entries if role in _DECKS))
    said = [v for role, v in entries if role not in _DECKS]
    said = [s for s in [*said, plain(first(data, "title"))] if s]
    if not said:
        said = [s for s in [plain(first(data, "name"))] if s]  # else a label of the association
    words = Words(*said[:1], *decks)
    return (said[0] if said else ""), "\n".join(decks), [s for s in said[1:] if words.adds(s)]


def description(data: Object) -> str:
    """The summary, and below it what the other descriptions add."""
    entries = _ranked(_variants(data, "description", "descriptions"), _LEADS)
    said = [v for role, v in entries if role not in _NO_COPY]
    said += [plain(first(data, "summary"))]
    words = Words()
    return "\n".join(one for one in said if words.adds(one))


def credit_line(data: Object) -> str:
    """The credit among the descriptions, where agencies put it."""
    entries = _variants(data, "description", "descriptions")
    return next((plain(v) for role, _, v in entries if role == "creditline" and v), "")


def content(
    data: Object, kind: ItemKind, base: str | None, notes: Notes, captions: list[str]
) -> Body:
    """The copy of all bodies, the richest first; where there is none, that of the description.

    ``captions`` are those of pictures that cannot be shown, and go below.
    """
    bodies = [_body(role, mime, value, base, notes) for role, mime, value in _bodies(data)]
    extra = [
        from_blocks(("caption", line, None) for line in captions),
        from_blocks(("paragraph", line, None) for line in _plans(data)),
    ]
    if not bodies:
        caption = kind in ("picture", "video", "graphic", "audio")
        lines = description(data).split("\n")
        own = from_blocks((("caption" if caption else "paragraph"), line, None) for line in lines)
        return joined([own, *extra]), "", None
    inside = next((article for _, _, article in bodies if article is not None), None)
    sent = next((html for copy, html, _ in bodies if copy.body), "")
    return joined([*(copy for copy, _, _ in bodies), *extra]), sent, inside


def _bodies(data: Object) -> list[tuple[str, str, str]]:
    found = [entry for entry in _variants(data, "body", "bodies") if entry[2]]
    return sorted(found, key=_richness)


def _richness(entry: tuple[str, str, str]) -> int:
    kind = f"{entry[0]} {entry[1]}"
    if not entry[0] and not entry[1] and "<" in entry[2]:
        return 0
    return next((i for i, word in enumerate(_RICHEST) if word in kind), len(_RICHEST))


def _body(role: str, mime: str, sent: str, base: str | None, notes: Notes) -> Body:
    if "nitf" in f"{role} {mime}" and "<" in sent:
        try:
            article, copy = nitf.article_of(parse_xml(sent).root, base)
        except FormatError as error:
            notes.add("body-unread", f"the NITF body is not XML: {error.message}")
        else:
            return copy, sent, article
    return (read_html(sent, base), sent, None) if "<" in sent else (read_text(sent), "", None)


def associations(data: Object) -> list[Object]:
    """What is associated with the object; in version 1 by a name of the sender's."""
    return objects(data.get("associations"))


def is_story(data: Object) -> bool:
    """Whether an associated object is a story of its own: it has an address and a body."""
    return bool(first(data, "uri", "guid")) and bool(_bodies(data))


def _plans(data: Object) -> Iterator[str]:
    """What a plan says will come, a line each."""
    for plan in objects(data.get("plannedcoverage")):
        if said := first(plan, "title"):
            yield said
