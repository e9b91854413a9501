"""Which files of the site a WebSub hub knows: its feeds, by their addresses."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

from copytaster.model import Site
from copytaster.publish import links

# The site's own feeds, a section's and an event's.
_TOPIC = re.compile(r"(?:(?:sections|events)/[A-Za-z0-9_-]{1,80}/)?feed\.xml|atom\.xml|feed\.json")
OURS = ("feed.xml", "atom.xml", "feed.json")


def is_topic(path: str) -> bool:
    """Whether the file at this path of the site is a feed that changes are told of."""
    return _TOPIC.fullmatch(path) is not None


def topic_of(site: Site, path: str) -> str:
    """The feed's address, which its own rel=self says too."""
    return links.address(site, path)


def path_of(site: Site, topic: str) -> str | None:
    """The path of the feed with that address; None where it is not one of ours."""
    path = topic.removeprefix(links.base(site) + "/")
    return path if path != topic and is_topic(path) else None


class Changes:
    """Tells by digest which feeds have changed; a file that was not touched is not read again."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._seen: dict[str, tuple[tuple[int, int], str]] = {}

    def digest(self, path: str) -> str | None:
        """The digest of the feed as it stands; None where it is gone."""
        try:
            state = (self._root / path).stat()
            stamp = (state.st_mtime_ns, state.st_size)
            seen = self._seen.get(path)
            if seen is None or seen[0] != stamp:
                seen = stamp, sha256((self._root / path).read_bytes()).hexdigest()
                self._seen[path] = seen
        except OSError:
            self._seen.pop(path, None)
            return None
        return seen[1]
