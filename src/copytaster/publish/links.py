"""Addresses: where pages stand, how one page reaches another, which links are safe.

Links between pages are relative, so that the site works under any address,
from a folder, and behind any CDN. Links out are http or https or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlsplit

from copytaster.errors import ConfigError, CopytasterError
from copytaster.model import Site

_SEGMENT = re.compile(r"[A-Za-z0-9_-]{1,80}\Z")
# White space and controls split headers and attributes; bidi marks make an address lie to the eye.
_UNSAFE = re.compile(
    '[\x00-\x20\x7f-\xa0\\\\"<>`\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]'
)
_LONGEST = 2048
_URI = ":/?#[]@!$&'()*+,;=%-._~"  # what RFC 3986 lets stand in an address


@dataclass(frozen=True, slots=True)
class Document:
    """A file that says of a story what its page says, for machines; ``type`` is its media type."""

    file: str
    title: str
    type: str


DOCUMENTS: Mapping[str, Document] = {
    "ninjs": Document("story.ninjs.json", "ninjs 3.1", "application/json"),
    "newsml-g2": Document(
        "story.newsml.xml", "NewsML-G2 2.35", "application/vnd.iptc.g2.newsmessage+xml"
    ),
    "nitf": Document("story.nitf.xml", "NITF 3.6", "application/nitf+xml"),
    "oembed": Document("oembed.json", "oEmbed", "application/json+oembed"),
}
"""What may stand beside a story's page, by the names of the ``wire`` setting."""


class PathRefused(CopytasterError):
    """A path would leave the site's folder, or holds what no path may hold."""


def story_path(series: str) -> str:
    """The page of a story's series."""
    return f"stories/{segment(series)}/index.html"


def document_path(series: str, name: str) -> str:
    """The document of a story in one of `DOCUMENTS`: beside its page."""
    return f"stories/{segment(series)}/{DOCUMENTS[name].file}"


def coverage_path(coverage: str) -> str:
    """The page of an event."""
    return f"events/{segment(coverage)}/index.html"


def section_path(slug: str) -> str:
    """The page of a section."""
    return f"sections/{segment(slug)}/index.html"


def named(path: str) -> str | None:
    """The series or event whose page is at ``path``; None for any other page."""
    folder, _, rest = path.partition("/")
    name, _, file = rest.partition("/")
    return name if folder in ("stories", "events") and file == "index.html" else None


def provenance_path(page: str) -> str | None:
    """The provenance document of the page at a path; None for a page that has none.

    A story's stands apart from its page, an event's beside it.
    """
    name = named(page)
    if name is None:
        return None
    event = page.startswith("events/")
    return (
        f"events/{segment(name)}/provenance.json" if event else f"provenance/{segment(name)}.json"
    )


def month_path(on: date) -> str:
    """The archive's page of the month a day is in."""
    return f"archive/{on:%Y/%m}/index.html"


def day_path(on: date, part: int = 0) -> str:
    """The archive's page of one day; its earlier parts, from 1 on, stand below it."""
    return f"archive/{on:%Y/%m/%d}/" + (f"{part}/index.html" if part else "index.html")


def segment(name: str) -> str:
    """``name`` if it is safe as one part of a path; raises PathRefused otherwise."""
    if not _SEGMENT.match(name):
        raise PathRefused("not usable in a path", subject=repr(name[:80]))
    return name


def address(site: Site, path: str) -> str:
    """The public address of a page: absolute, without ``index.html``."""
    return f"{base(site)}/{_tidy(path)}"


def base(site: Site) -> str:
    """The site's own address without trailing slash; raises ConfigError unless http(s)."""
    url = web_url(site.base_url.rstrip("/"))
    if url is None:
        raise ConfigError("base_url must be an http or https address", subject=site.base_url[:200])
    return url


def root_of(site: Site, path: str, *, anywhere: bool = False) -> str:
    """What a link on the page at ``path`` starts with to reach the site's root.

    ``anywhere``: the page may be served under any address (the 404), so the
    root is the path of ``base_url``.
    """
    if anywhere:
        return urlsplit(base(site)).path.rstrip("/") + "/"
    return "../" * path.count("/") or "./"


def href(root: str, path: str) -> str:
    """A link to the page at ``path`` from a page with this ``root``."""
    return root + _tidy(path)


def web_url(url: str | None) -> str | None:
    """The address if it is a plain http(s) one with a host, else None."""
    if not url or len(url) > _LONGEST or _UNSAFE.search(url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and host else None


def ascii_url(url: str | None) -> str:
    """The address as a URI, other scripts percent-encoded; empty where there is none."""
    return quote(url, safe=_URI) if url else ""


def picture_url(url: str | None) -> str | None:
    """Like `web_url`, https only: a picture over http would be mixed content."""
    safe = web_url(url)
    return safe if safe and safe.startswith("https://") else None


def _tidy(path: str) -> str:
    return (
        path.removesuffix("index.html")
        if path.endswith("/index.html")
        else ("" if path == "index.html" else path)
    )
