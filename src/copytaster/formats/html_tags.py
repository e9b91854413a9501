"""What the tags and the class names of news pages are, for the one walk over them."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from operator import add, methodcaller

from copytaster.formats.names import Element
from copytaster.words import wordset


class Role(Enum):
    """What the walk does at a tag; a tag not in `ROLES` is a block, or inline if its author made it up."""

    INLINE = 1
    LINK = 2
    BREAK = 3
    PICTURE = 4
    UNSEEN = 5
    """Left out with all inside; the words around it are not parted."""
    ASIDE = 6
    """Left out with all inside; it parts paragraphs."""
    BLOCK = 7
    FIGURE = 8
    TABLE = 9


def _roles(role: Role, tags: str) -> dict[str, Role]:
    return dict.fromkeys(tags.split(), role)


DOUBTED = frozenset({"aside", "form", "footer"})
"""Furniture, unless the article itself stands in it: pages leave an <aside> open, or wrap all in a <form>."""
ROLES: dict[str, Role] = {
    **_roles(
        Role.INLINE,
        "abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp "
        "small span strike strong sub sup time tt u var wbr ruby rt",
    ),
    **_roles(Role.UNSEEN, "script svg input link meta style template noscript rp"),
    **_roles(
        Role.ASIDE,
        "nav button iframe select option dialog object head video audio canvas textarea map "
        "math embed",
    ),
    **dict.fromkeys(DOUBTED, Role.BLOCK),
    **_roles(
        Role.BLOCK,
        "p div section article main header blockquote pre center ul ol dl li dd dt details summary "
        "h1 h2 h3 h4 h5 h6 address fieldset tr td th tbody thead tfoot body html hr",
    ),
    "a": Role.LINK,
    "br": Role.BREAK,
    "img": Role.PICTURE,
    "amp-img": Role.PICTURE,
    "figure": Role.FIGURE,
    "picture": Role.FIGURE,
    "figcaption": Role.BLOCK,
    "table": Role.TABLE,
}
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
ITEMS = frozenset({"li", "dd", "dt"})
CELLS = frozenset({"td", "th"})
PROSE = frozenset({"p", "blockquote", "pre"})
SHELLS = frozenset({"body", "main", "article"})
_LANDMARKS = frozenset({"navigation", "complementary", "dialog", "banner", "search", "contentinfo"})

# What class and id words of news sites stand around an article: whole words, or two words in a row.
_FURNITURE = wordset(
    "ad ads advert adverts alsoread authorbio authorbox authorcard authorinfo aboutauthor "
    "breadcrumb breadcrumbs byline caption captions carousel comment comments consent "
    "copyright credit credits datepublished disclaimer feedback footer hidden identity "
    "imagecaption imagecontainer imagecredit imagetext infobox inlinerelated linkedarticle "
    "linkedarticles login menu modal morearticles morefrom morenews moreon moreread "
    "morestories mostpopular mostread mostviewed nav navbar optin outbrain pager pagination "
    "player poll polls popular popup postexcerpt postpicker printonly publisheddate quiz "
    "rating readalso readmore readnext registration screenreader sidebar signin signup skip "
    "slider sronly taboola tag taglist tags teaser teasers toc toolbar topic topics trending "
    "videodata videofallback videometa videoplayer visuallyhidden"
)
_STEMS = (
    "advertis", "cookie", "disqus", "donat", "follow", "newsletter", "promo", "recommend", "related",
    "screenreader", "share", "sharing", "social", "sponsor", "subscri", "widget",
)  # fmt: skip
# What tells the article itself, whatever else its names say.
_ARTICLE = frozenset(
    [
        "layout",
        "teasercontent",
        *(
            f"{whose}{what}"
            for whose in ("article", "story", "post", "entry", "news", "main")
            for what in ("body", "content", "text", "main")
        ),
    ]
)
_PAYWALL = wordset("barrier prompt offer message overlay box info modal cta banner counter")
# Two words in a row are put together only where the first of them may begin a word looked for.
_FIRST_PARTS = frozenset(w[:n] for w in _FURNITURE | _ARTICLE for n in range(1, len(w)))
_STEM_STARTS = frozenset(stem[:5] for stem in _STEMS)
_BEGINS = methodcaller("startswith", _STEMS)
_NAMING = ("class", "id", "data-component")
_HAVING = wordset("has no with without overflow x y")
# Two humps of three letters at least: anything shorter may be a random id.
_CAMEL = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z]{2})")
_LONGEST_NAMES = 500


def stands_around(element: Element) -> bool:
    """Whether an element's own attributes say that it is furniture, not the article."""
    said = element.get
    for name in _NAMING:
        if (value := said(name)) and _names_furniture(value):
            return True
    return said("hidden") is not None or said("role") in _LANDMARKS


@lru_cache(maxsize=16384)
def _names_furniture(names: str) -> bool:
    names = names[:_LONGEST_NAMES]
    if not names.islower():
        names = _CAMEL.sub("-", names).lower()
    said = names.replace("_", " ").replace("-", " ").split()
    if not _HAVING.isdisjoint(said):
        said = [w for before, w in zip(["", *said], said, strict=False) if before not in _HAVING]
    pairs = [] if _FIRST_PARTS.isdisjoint(said) else list(map(add, said, said[1:]))
    if _holds(said, pairs, _FURNITURE) or _says_so(said):
        return not _holds(said, pairs, _ARTICLE)
    return False


def _holds(said: list[str], pairs: list[str], wanted: frozenset[str]) -> bool:
    return not (wanted.isdisjoint(said) and wanted.isdisjoint(pairs))


def _says_so(said: list[str]) -> bool:
    """Whether one of the words begins as those of furniture do, or they name what stands before a wall."""
    if not _STEM_STARTS.isdisjoint([w[:5] for w in said]) and any(map(_BEGINS, said)):
        return True
    return "paywall" in said and not _PAYWALL.isdisjoint(said)
