"""The content of a NewsML-G2 item: its renditions, its parts, and what a package or a plan lists."""

from __future__ import annotations

from collections.abc import Iterator

from copytaster.formats import nitf
from copytaster.formats.feedparts import media_kind
from copytaster.formats.g2_names import one
from copytaster.formats.links import absolute
from copytaster.formats.markup import Markup, from_blocks, read_html, read_sent, read_text, size
from copytaster.formats.names import Element, Kids, line, local, text
from copytaster.formats.renditions import joined
from copytaster.formats.serial import inner_markup
from copytaster.model import BlockKind, Item, ItemKind, Media

_OUTLINED: dict[str, BlockKind] = {
    "headline": "subhead", "title": "subhead", "description": "paragraph", "dopesheet": "paragraph",
}  # fmt: skip
_OUTLINES = ("partmeta", "groupset", "newscoverageset", "newscoverage", "delivery")
MAX_OUTLINE = 200_000


def copy_of(
    item: Kids, kind: ItemKind, captions: list[str], base: str | None
) -> tuple[Item | None, Markup, str]:
    """(the NITF article inside, the copy, the markup as sent).

    The first rendition that has words comes first; others, parts, and the lists of
    packages and plans add what it lacks. A picture's copy is its caption.
    """
    content = one(item, "contentset")
    found = list(_renditions(content, base)) if content is not None else []
    extra = [] if item.keys().isdisjoint(_OUTLINES) else list(_outlines(item))
    if len(found) == 1 and not extra and found[0][1].body and len(found[0][1].media) < 2:
        return found[0]
    inside = next((article for article, _, _ in found if article is not None), None)
    sent = next((html for _, copy, html in found if copy.body), "")
    if kind not in ("text", "package") and not any(copy.body for _, copy, _ in found):
        extra.insert(0, from_blocks(("caption", c, None) for c in captions))
    return inside, joined([*(copy for _, copy, _ in found), *extra]), sent


def _renditions(content: Element, base: str | None) -> Iterator[tuple[Item | None, Markup, str]]:
    for part in content:
        name = local(part)
        if name == "inlinexml" and len(part):
            yield _inline_xml(part, base)
        elif name in ("inlinedata", "inlinexml") and (sent := text(part)):
            if part.get("encoding") or "base64" in (part.get("contenttype") or ""):
                continue  # a picture in letters is no copy
            is_markup = "html" in (part.get("contenttype") or "") or "<p" in sent
            yield None, read_html(sent, base) if is_markup else read_text(sent), sent


def _inline_xml(part: Element, base: str | None) -> tuple[Item | None, Markup, str]:
    root = next((c for c in part if isinstance(c.tag, str)), None)
    if root is not None and local(root) == "nitf":
        inside, copy = nitf.article_of(root, base)
        return inside, copy, inner_markup(part)
    return None, *read_sent(part, base)


def _outlines(item: Kids) -> Iterator[Markup]:
    """What the parts of a video, the members of a package and the coverages of a plan are called."""
    for name in _OUTLINES:
        for element in item.get(name, ()):
            listed: BlockKind | None = "list" if name == "groupset" else None
            yield from_blocks((listed or kind, said, None) for kind, said in _outline(element))


def _outline(root: Element) -> Iterator[tuple[BlockKind, str]]:
    for count, element in enumerate(root.iter()):
        kind = _OUTLINED.get(local(element))
        if kind and count < MAX_OUTLINE and (said := line(element)):
            yield kind, said


def media_of(
    item: Kids, content: Kids, captions: list[str], credit: str | None, base: str | None
) -> tuple[Media, ...]:
    """The remote renditions of a picture, video or sound, and the item's icons."""
    found: dict[str, Media] = {}
    renditions = one(item, "contentset")
    for part in () if renditions is None else renditions:
        if local(part) == "remotecontent" and (url := absolute(part.get("href"), base)):
            found.setdefault(url, _remote(part, url, captions, credit))
    for icon in content.get("icon", ()):
        if url := absolute(icon.get("href"), base):
            found.setdefault(url, Media("picture", url, type=icon.get("contenttype") or None))
    return tuple(found.values())[:500]


def _remote(part: Element, url: str, captions: list[str], credit: str | None) -> Media:
    mime = part.get("contenttype") or None
    return Media(
        kind=media_kind(mime, None, url),
        url=url,
        caption=captions[0] if captions else None,
        credit=credit,
        type=mime,
        width=size(part.get("width")),
        height=size(part.get("height")),
    )
