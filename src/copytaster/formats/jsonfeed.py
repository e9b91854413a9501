"""JSON Feed 1.0 and 1.1."""

from __future__ import annotations

from typing import Any

from copytaster.formats.assembly import MAX_TEXT, Notes, bounded, copy_fields, finished, people
from copytaster.formats.feedcodes import MAX_SUBJECTS, subject_of
from copytaster.formats.feedparts import media_kind
from copytaster.formats.jsontext import Object, first, objects, string, strings
from copytaster.formats.links import absolute
from copytaster.formats.markup import MAX_MEDIA, Markup, plain, read_html, read_text
from copytaster.model import Feed, Item, Media, Problem, Subject


def recognises(data: object) -> bool:
    """Whether the value is a JSON Feed: it says so, or its items look like one's."""
    if not isinstance(data, dict):
        return False
    if "jsonfeed.org" in string(data.get("version")):
        return True
    items = data.get("items")
    sample = items[0] if isinstance(items, list) and items and isinstance(items[0], dict) else {}
    return "content_html" in sample or "content_text" in sample


def read(data: Any, url: str | None, problems: tuple[Problem, ...] = ()) -> Feed:
    """The feed in a JSON value that `recognises` accepts."""
    notes = Notes(list(problems))
    base = absolute(string(data.get("home_page_url"))) or url
    authors = _authors(data)
    language = first(data, "language") or None
    links = {
        rel: address
        for rel, name in (
            ("self", "feed_url"),
            ("next", "next_url"),
            ("alternate", "home_page_url"),
        )
        if (address := absolute(string(data.get(name)), url))
    }
    hubs = (absolute(string(h.get("url")), url) for h in objects(data.get("hubs")))
    if hub := next((h for h in hubs if h), None):
        links["hub"] = hub
    listed = data.get("items") if isinstance(data.get("items"), list) else []
    items = bounded((i for i in listed if isinstance(i, dict)), notes)
    return Feed(
        format="jsonfeed",
        items=tuple(_item(i, base, authors, language) for i in items),
        title=plain(first(data, "title")) or None,
        link=links.get("alternate"),
        language=language,
        links=links,
        description=plain(first(data, "description"))[:MAX_TEXT] or None,
        problems=tuple(notes.problems),
    )


def _authors(data: Object) -> tuple[str, ...]:
    listed = data.get("authors") or data.get("author")
    return people(*(string(a.get("name")) for a in objects(listed)), *strings(listed))


def _item(data: Object, base: str | None, authors: tuple[str, ...], language: str | None) -> Item:
    notes = Notes()
    base = absolute(string(data.get("url")), base) or base
    content, sent = _content(data, base)
    fields = {
        **copy_fields(content, sent, notes),
        **notes.date("published", first(data, "date_published")),
        **notes.date("updated", first(data, "date_modified")),
    }
    item = Item(
        guid=first(data, "id") or None,
        headline=plain(first(data, "title")) or None,
        summary=plain(first(data, "summary")) or None
        if content.body != first(data, "summary")
        else None,
        link=notes.link(first(data, "url", "external_url"), base),
        bylines=_authors(data) or authors,
        subjects=_subjects(data),
        language=first(data, "language") or language,
        media=_media(data, base, content.media),
        **fields,
    )
    return finished(item, notes)


def _subjects(data: Object) -> tuple[Subject, ...]:
    found = (subject_of(tag) for tag in dict.fromkeys(strings(data.get("tags"))[:MAX_SUBJECTS]))
    return tuple(subject for subject in found if subject)


def _content(data: Object, base: str | None) -> tuple[Markup, str]:
    if markup := first(data, "content_html"):
        return read_html(markup, base), string(data.get("content_html"))
    plain_text = first(data, "content_text") or first(data, "summary")
    return read_text(plain_text), ""


def _media(data: Object, base: str | None, in_copy: tuple[Media, ...]) -> tuple[Media, ...]:
    found: dict[str, Media] = {}
    for attachment in objects(data.get("attachments")):
        mime = first(attachment, "mime_type") or None
        if url := absolute(first(attachment, "url"), base):
            title = first(attachment, "title") or None
            found.setdefault(url, Media(media_kind(mime, None, url), url, caption=title, type=mime))
    for name in ("image", "banner_image"):
        if url := absolute(first(data, name), base):
            found.setdefault(url, Media("picture", url))
    for one in in_copy:
        found.setdefault(one.url, one)
    return tuple(found.values())[:MAX_MEDIA]
