"""The stylesheet and a theme's other files, named by their content so that they may be cached for ever.

A page made before a change keeps the stylesheet it was made with: old names are never reused.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache, lru_cache
from importlib.resources import files
from mimetypes import guess_type

from copytaster.errors import ConfigError
from copytaster.model import Page
from copytaster.publish import theme

_COMMENT = re.compile(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/")
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r"\s*([{};,])\s*")
_SHEETS = ("site.css", "more.css")


@lru_cache(maxsize=8)
def stylesheet(digest: str = "") -> Page:
    """The site's one stylesheet as a page, at ``assets/site-<hash>.css``."""
    own = theme.worn(digest).assets
    body = own.get("site.css") or _built_in()
    if "more.css" in own:
        body += b"\n" + own["more.css"]
    return _named("site.css", body)


def pages(digest: str = "") -> tuple[Page, ...]:
    """All files every other page needs; the built-in stylesheet too, which is the desk's own."""
    own = theme.worn(digest).assets
    others = (_named(name, own[name]) for name in sorted(own) if name not in _SHEETS)
    found = (stylesheet(), stylesheet(digest), *others)
    return tuple({page.path: page for page in found}.values())


def path_of(digest: str, name: str) -> str:
    """Where a file of the theme's ``assets`` stands on the site; raises ConfigError where it has none."""
    own = theme.worn(digest).assets
    if name not in own:
        raise ConfigError("there is no such file in the theme's assets", subject=name)
    return stylesheet(digest).path if name in _SHEETS else _named(name, own[name]).path


def built_in(name: str) -> str:
    """The source of a built-in stylesheet."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def _built_in() -> bytes:
    return _shrunk(built_in("site.css")).encode("utf-8")


def _named(name: str, body: bytes) -> Page:
    stem, _, ending = name.rpartition(".")
    kind = guess_type(name)[0] or "application/octet-stream"
    media_type = f"{kind}; charset=utf-8" if kind == "text/css" else kind
    return Page(f"assets/{stem}-{hashlib.sha256(body).hexdigest()[:12]}.{ending}", body, media_type)


def _shrunk(css: str) -> str:
    """Without comments and needless white space; the sheet is ours, so simple rules do."""
    return _AROUND.sub(r"\1", _SPACE.sub(" ", _COMMENT.sub("", css))).replace(";}", "}").strip()
