"""The page that stands where an event's page stood: it leads to where the event's stories are now.

A web server that serves the site's folder gives it out as it is, and browsers follow it;
the desk's own server answers with its destination (301).
"""

from __future__ import annotations

import re
from hashlib import sha256

from copytaster.model import Page, Site
from copytaster.publish import links
from copytaster.publish.render import page

_NAME = b'<meta name="copytaster:moved" content="'
# No copy can put a tag into a page's head.
_TO = re.compile(re.escape(_NAME) + rb'((?:stories|events)/[A-Za-z0-9_-]{1,80}/index\.html)">')
HEAD = 8192  # bytes of a page in which this is found


def moved_page(site: Site, path: str, to: str) -> Page:
    """The page at ``path`` that leads to the one at ``to``; it holds no word of either, and no search engine lists it."""
    salt = moved_salt(path)
    must = (
        f'{_NAME.decode()}{to}">',
        '<meta name="robots" content="noindex">',
        f'name="copytaster:salt" content="{salt}"',
        f'name="copytaster:page" content="{path}"',
    )
    event = to.startswith("events/")
    return page(site, "moved.html", path, must=must, salt=salt, to=to, event=event,
                there=links.address(site, to))  # fmt: skip


def moved_salt(path: str) -> str:
    """The salt of such a page's sentences: it seals no copy, so anybody may know it."""
    return sha256(f"moved {path}".encode()).hexdigest()[:32]


def destination(body: bytes) -> str | None:
    """Where the page of these bytes leads; None for any other page."""
    found = _TO.search(body[:HEAD])
    return found[1].decode() if found else None
