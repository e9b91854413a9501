"""Copy sent as a filled-in form: labelled lines above a mail's text, or the JSON of a web form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from copytaster.formats.assembly import byline_names, credits
from copytaster.formats.jsontext import Object, strings
from copytaster.formats.markup import Markup, from_blocks
from copytaster.model import Subject

_LABELLED = re.compile(
    r"^[ \t]{0,9}([A-Za-z][A-Za-z -]{1,24}?)[ \t]{0,3}:[ \t]{1,9}(\S[^\n]{0,2000})$"
)
_FIELDS = {
    "headline": "headline", "title": "headline", "subject line": "headline", "head": "headline",
    "slug": "slug", "slugline": "slug", "keyword": "slug", "keywords": "keywords",
    "abstract": "summary", "summary": "summary", "standfirst": "deck", "deck": "deck",
    "subheadline": "deck", "byline": "byline", "author": "byline", "by": "byline",
    "dateline": "located", "location": "located", "place": "place", "urgency": "urgency",
    "news value": "urgency", "priority": "priority", "category": "category", "genre": "genre",
    "body": "body", "story": "body", "text": "body", "copy": "body",
    "embargo": "embargo", "embargoed": "embargo", "note": "note", "editors note": "note",
    "credit": "credit", "source": "credit", "legal flag": "legal",
}  # fmt: skip
MAX_LEADING = 16
_PRIORITIES = {"flash": "1", "urgent": "2", "high": "3", "normal": "5", "ordinary": "6", "low": "8"}


def of_text(content: Markup) -> tuple[dict[str, str], Markup, list[str]]:
    """(fields, the copy without their lines, those lines): the labelled blocks that open a text.

    Only labels that name a field of a story count; ``London: …`` is copy.
    """
    fields: dict[str, str] = {}
    taken: list[str] = []
    kept = []
    for number, block in enumerate(content.blocks):
        text = content.body[block.start : block.end]
        found = _LABELLED.match(text) if number < MAX_LEADING else None
        name = _FIELDS.get(found[1].lower()) if found else None
        if (
            found
            and name in ("headline", "summary", "deck", "slug", "byline")
            and name not in fields
        ):
            fields[name] = found[2].strip()
            taken.append(text)
        else:
            kept.append((block.kind, text, block.language))
    if "headline" not in fields:
        return {}, content, []
    left = from_blocks(kept)
    return fields, Markup(left.body, left.blocks, content.media, content.problems), taken


def recognises(data: object) -> bool:
    """Whether a JSON value is a web form's: labels with strings, a headline and a body among them."""
    if not isinstance(data, dict) or len(data) > 200:
        return False
    names = {_FIELDS.get(str(key).strip().lower()) for key in data}
    return {"headline", "body"} <= names and all(_is_answer(v) for v in data.values())


def _is_answer(value: object) -> bool:
    values = value if isinstance(value, list) else [value]
    return all(v is None or isinstance(v, (str, int, float, bool)) for v in values)


def of_json(data: Object) -> tuple[dict[str, str], list[str]]:
    """(fields, the other answers as lines) of a web form."""
    fields: dict[str, str] = {}
    others: list[str] = []
    for label, value in data.items():
        answer = "; ".join(strings(value))
        name = _FIELDS.get(str(label).strip().lower())
        if answer and name and name not in fields:
            fields[name] = answer
        elif answer:
            others.append(f"{str(label).strip()}: {' '.join(answer.split())}")
    return fields, others


def item_fields(fields: dict[str, str]) -> dict[str, Any]:
    """The fields of an item that a form's fields give."""
    found: dict[str, Any] = {
        "headline": _line(fields, "headline"),
        "deck": _line(fields, "deck"),
        "summary": _line(fields, "summary"),
        "slug": _line(fields, "slug"),
        "located": _line(fields, "located"),
        "bylines": byline_names(fields.get("byline", "")) or None,
        "credits": credits("agency", fields.get("credit")) or None,
        "subjects": tuple(_subjects(fields)) or None,
        "signals": ("legal",) if fields.get("legal") else None,
    }
    return {name: value for name, value in found.items() if value}


def urgency_of(fields: dict[str, str]) -> str:
    """The urgency a form states, as a digit; words of priority stand for one."""
    said = fields.get("urgency") or fields.get("priority", "")
    return _PRIORITIES.get(said.strip().lower(), said.strip() if said.strip().isdigit() else "")


def _line(fields: dict[str, str], name: str) -> str | None:
    return " ".join(fields.get(name, "").split()) or None


def _subjects(fields: dict[str, str]) -> Iterable[Subject]:
    for name in ("category", "genre"):
        if said := _line(fields, name):
            yield Subject(f"{name}:{said}", said)
    for word in fields.get("keywords", "").split(","):
        if said := " ".join(word.split()):
            yield Subject(f"keyword:{said}", said)
