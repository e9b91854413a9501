"""The pictures, films and sounds of a ninjs object: the best rendition of each."""

from __future__ import annotations

from copytaster.formats.feedparts import media_kind
from copytaster.formats.jsontext import Object, first, lower, objects, string
from copytaster.formats.links import absolute
from copytaster.formats.markup import size
from copytaster.formats.ninjs_words import associations, credit_line, description, is_story, titles
from copytaster.formats.renditions import Words
from copytaster.model import ItemKind, Media

_PREFERRED = (
    "original", "main", "base", "baseimage", "highres", "16-9", "viewimage", "preview", "small",
)  # fmt: skip
MAX_MEDIA = 500


def media(data: Object, kind: ItemKind, base: str | None) -> tuple[Media, ...]:
    """The object's own media, then those associated with it."""
    found: list[Media] = []
    if kind in ("picture", "video", "audio", "graphic") and (own := rendition(data, base)):
        found.append(own)
    for one in associations(data)[:MAX_MEDIA]:
        if picture := rendition(one, base):
            found.append(picture)
    return tuple(found)[:MAX_MEDIA]


def rendition(data: Object, base: str | None) -> Media | None:
    """The best rendition of a picture, video or sound, with its caption and credit; its title is what stands for it."""
    ranked = sorted(_renditions(data.get("renditions")), key=lambda r: _rank(first(r, "name")))
    for one in ranked:
        if url := absolute(first(one, "href"), base):
            mime = first(one, "mimetype", "contenttype") or None
            title, _, _ = titles(data)
            caption = description(data) or title
            return Media(
                kind=media_kind(mime, first(data, "type") or None, url),
                url=url,
                caption=caption or None,
                credit=first(data, "byline", "by", "creditline") or credit_line(data)
                or first(data, "copyrightholder") or None,
                alt=title if title and title != caption else None,
                rights=first(data, "copyrightnotice", "usageterms") or None,
                type=mime,
                width=size(string(one.get("width"))),
                height=size(string(one.get("height"))),
            )  # fmt: skip
    return None


def captions_left(data: Object, base: str | None) -> list[str]:
    """The words of associated pictures that no `Media` holds: they must not be lost with the picture."""
    lines: list[str] = []
    words = Words()
    for one in associations(data)[:MAX_MEDIA]:
        if is_story(one):
            continue
        headline, deck, others = titles(one)
        shown = rendition(one, base)
        seen = Words(shown.caption, shown.alt) if shown else Words()
        said = [headline, deck, *others, *description(one).split("\n")]
        lines += [s for s in said if seen.adds(s) and words.adds(s)]
    return lines


def _renditions(value: object) -> list[Object]:
    if isinstance(value, dict):
        return [
            {"name": name, **lower(one)} for name, one in value.items() if isinstance(one, dict)
        ]
    return objects(value)


def _rank(name: str) -> int:
    low = name.lower()
    return _PREFERRED.index(low) if low in _PREFERRED else len(_PREFERRED)
