"""Mail that carries copy: its text, its forms, and the wire formats attached to it.

::

    message | headers, parts | attached XML, JSON, HTML by their own readers
                             | text, form fields → one item
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from copytaster.errors import FormatError
from copytaster.formats import embargo, forms, jsontext, mime, repair
from copytaster.formats.assembly import (
    Notes,
    byline_names,
    copy_fields,
    credits,
    finished,
    held_with,
    urgency,
)
from copytaster.formats.charset import decode
from copytaster.formats.markup import Markup, read_html, read_text
from copytaster.formats.mime import Part
from copytaster.formats.renditions import joined
from copytaster.formats.wirelayout import unwrapped
from copytaster.model import Feed, Item, Problem

Reader = Callable[[bytes, str], Feed]
"""Reads an attachment by its bytes and content type; raises FormatError."""

_SIGNATURE = re.compile(r"^-- ?$", re.M)
_BY = re.compile(r"^by\s[^\n]{2,120}$", re.I)
_READ = re.compile(
    r"text/(?:plain|html|xml|json)$|application/(?:json|xml|octet-stream|[\w.+-]{1,80}\+(?:xml|json))$"
)
_QUOTED = re.compile(r"^>{1,20} ?")


def read(data: bytes, url: str | None, reader: Reader) -> Feed:
    """A message as a feed: one item per story attached, else one of its text. Raises NoItem where it has no words."""
    headers, parts = mime.parse(data)
    notes = Notes([p for part in parts for p in part.problems])
    attached = [item for part in parts if part.attached for item in _attached(part, reader, notes)]
    texts = [part for part in parts if not part.attached]
    own = _own(headers, texts, notes)
    if attached:
        letter = finished(own)
        items = [_covered(item, letter) for item in attached]
        return _feed(headers, [_noted(items[0], letter), *items[1:]], notes)
    if not (own.body or own.headline):
        raise FormatError("this is a mail message without any text", subject=url)
    return _feed(headers, [finished(own, notes)], Notes())


def _feed(headers: dict[str, str], items: list[Item], notes: Notes) -> Feed:
    title = _person(headers.get("from", ""))
    return Feed(
        format="mail", items=tuple(items), title=title or None, problems=tuple(notes.problems)
    )


def _covered(item: Item, letter: Item) -> Item:
    """A story that came attached: an embargo, a kill or an advisory in the covering letter is its own."""
    said = tuple(s for s in letter.signals if s in ("kill", "advisory") and s not in item.signals)
    status = "canceled" if letter.status == "canceled" else item.status
    return held_with(replace(item, signals=(*item.signals, *said), status=status), letter)


def _noted(item: Item, letter: Item) -> Item:
    """The covering letter as a note to the editor of the first story."""
    said = (item.note, letter.headline, letter.body, letter.note)
    return replace(item, note="\n".join(n for n in said if n) or None)


def _attached(part: Part, reader: Reader, notes: Notes) -> list[Item]:
    label = part.name or part.type
    if not _READ.match(part.type) or not part.data.strip():
        notes.add(
            "attachment-left", f"{label[:120]} ({part.type}, {len(part.data)} bytes) was not read"
        )
        return []
    try:
        feed = reader(part.data, part.headers.get("content-type", ""))
    except FormatError as error:
        notes.add("attachment-left", f"{label[:120]}: {error.message}")
        return []
    notes.problems.extend(feed.problems)
    return list(feed.items)


def _own(headers: dict[str, str], parts: list[Part], notes: Notes) -> Item:
    """What the message itself says, as an item."""
    subject = mime.unencoded(headers.get("subject", ""))
    base = Item(
        guid=headers.get("message-id", "").strip("<> ") or None,
        headline=subject or None,
        credits=credits("contributor", _person(headers.get("from", ""))),
        **notes.date("published", headers.get("date")),
    )
    for part in parts:
        if form := _form(part):
            return _filled(base, form, subject, notes)
    return _written(base, [_content(part) for part in parts], subject, notes)


def _person(header: str) -> str:
    """The display name of an address, never the address."""
    name = mime.unencoded(header).partition("<")[0].strip(" \"'\t")
    return "" if "@" in name else name[:300]


def _form(part: Part) -> jsontext.Object | None:
    """The web form whose JSON is the part's text."""
    sent = _flowed(part).strip()
    if not sent.startswith("{"):
        return None
    try:
        value, _ = jsontext.load(sent)
    except FormatError:
        return None
    return value if forms.recognises(value) else None


def _filled(base: Item, form: jsontext.Object, subject: str, notes: Notes) -> Item:
    fields, others = forms.of_json(form)
    body = fields.get("body", "")
    content = read_html(body) if "<" in body else read_text(body)
    left = [f"{k}: {fields[k]}" for k in ("place", "priority", "legal") if k in fields]
    note = "\n".join([*(n for n in (fields.get("note"), subject) if n), *left, *others])
    return replace(
        base,
        urgency=urgency(forms.urgency_of(fields), notes),
        embargo=embargo.declared(fields.get("embargo")),
        note=note or None,
        **forms.item_fields(fields),
        **copy_fields(content, body if "<" in body else None, notes),
    )


def _written(base: Item, contents: list[Markup], subject: str, notes: Notes) -> Item:
    """A message in words: its first text, and what the others add."""
    fields, content, taken = forms.of_text(joined(contents))
    if subject and fields:
        taken.insert(0, subject)
    by = next((t for t in _leading(content) if _BY.match(t)), "")
    found: dict[str, Any] = {"bylines": byline_names(by)} if by else {}
    return replace(
        base,
        **{**found, **forms.item_fields(fields), "note": "\n".join(taken) or None},
        **copy_fields(content, None, notes),
    )


def _leading(content: Markup) -> list[str]:
    return [content.body[b.start : b.end] for b in content.blocks[: forms.MAX_LEADING]]


def _content(part: Part) -> Markup:
    """A part's copy; of alternatives the richest, and what only the plainer ones say."""
    if part.alternatives:
        return joined(_content(one) for one in reversed(part.alternatives))
    if part.type in ("text/html", "application/xhtml+xml"):
        return read_html(_text(part))
    if part.type.startswith("text/"):
        cured, problems = repair.cure_controls(_flowed(part))
        return replace(read_text(unwrapped(cured)), problems=problems)
    left = Problem("attachment-left", f"{part.type} ({len(part.data)} bytes) was not read")
    return Markup(problems=(left,))


def _text(part: Part) -> str:
    return decode(part.data, part.headers.get("content-type")).text.replace("\r\n", "\n")


def _flowed(part: Part) -> str:
    """A plain part's text; lines that flow on (RFC 3676) are one line."""
    text = _text(part)
    kind = part.headers.get("content-type", "").lower()
    if mime.parameter(kind, "format") != "flowed":
        return text
    deleted = mime.parameter(kind, "delsp") == "yes"
    out: list[str] = []
    flowing: list[str] = []
    for line in text.split("\n"):
        said = line[1:] if line.startswith(" ") else line
        flows = said.endswith(" ") and not _SIGNATURE.match(said)
        own = said[:-1] if flows and deleted else said
        flowing.append(_QUOTED.sub("", own) if flowing else own)
        if not flows:
            out.append("".join(flowing))
            flowing = []
    out += ["".join(flowing)] if flowing else []
    return "\n".join(out)
