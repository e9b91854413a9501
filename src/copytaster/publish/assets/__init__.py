"""The stylesheet, named by its own content so that it may be cached for ever."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib.resources import files

from copytaster.model import Page

_COMMENT = re.compile(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/")
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r"\s*([{};,])\s*")


@cache
def stylesheet() -> Page:
    """The site's one stylesheet as a page, at ``assets/site-<hash>.css``."""
    source = files(__package__).joinpath("site.css").read_text(encoding="utf-8")
    body = _shrunk(source).encode("utf-8")
    digest = hashlib.sha256(body).hexdigest()[:12]
    return Page(f"assets/site-{digest}.css", body, "text/css; charset=utf-8")


def pages() -> tuple[Page, ...]:
    """All files every other page needs."""
    return (stylesheet(),)


def _shrunk(css: str) -> str:
    """Without comments and needless white space; the sheet is ours, so simple rules do."""
    return _AROUND.sub(r"\1", _SPACE.sub(" ", _COMMENT.sub("", css))).replace(";}", "}").strip()
