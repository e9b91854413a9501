"""The site's look: the operator's theme as it lies in its folder, or the last one that was whole.

folder changed? → read → try on ─ whole → worn, and kept in the store
                               └ broken → said; what was worn last stays on
"""

from __future__ import annotations

import base64
import json
import logging
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from copytaster.desk.settings import Settings
from copytaster.errors import ConfigError
from copytaster.model import Site
from copytaster.publish import theme
from copytaster.publish.theme import PLAIN, Theme, ThemeError, read_theme, wear
from copytaster.publish.trial import try_on
from copytaster.store import Store

log = logging.getLogger("copytaster")

_GOOD = "theme:good"
_OF_THE_LOOK = ("title", "description", "language", "publisher", "contact", "search", "wire", "hub")

_Stamp = tuple[tuple[str, int, int], ...]


class Wardrobe:
    """Knows what the site wears. ``fault`` says why the operator's templates are not worn."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._folder = folder
        self._stamp: _Stamp | None = None
        self._fault: str | None = None
        self.digest = wear(self._kept())

    @property
    def fault(self) -> str | None:
        """What is wrong with the theme, in one line; None if nothing is."""
        if self._fault:
            return self._fault
        late = theme.faults(self.digest)
        return f"{late[0]}; pages of that kind have the built-in look" if late else None

    def look(self) -> str:
        """The digest of what is worn now; looks at the folder, and reads it where it changed."""
        stamp = _stamp(self._folder)
        if stamp != self._stamp:
            self._stamp = stamp
            self._change()
        return self.digest

    def _change(self) -> None:
        try:
            found = read_theme(self._folder)
            # Our own templates are tried by their tests.
            plain = found.digest == PLAIN.digest
            self.digest = wear(found) if plain else try_on(found)
        except ThemeError as error:
            self._fault = f"{error}; the look of before stays"
            log.error("the theme cannot be used: %s", self._fault)
            return
        self._fault = None
        if found.digest != self._kept().digest:
            self._keep(found)

    def _kept(self) -> Theme:
        kept = self._store.value(_GOOD)
        if not kept:
            return PLAIN
        assets = {name: base64.b64decode(data) for name, data in kept["assets"].items()}
        return Theme(kept["templates"], assets, str(self._folder))

    def _keep(self, found: Theme) -> None:
        assets = {name: base64.b64encode(data).decode() for name, data in found.assets.items()}
        with self._store.writing() as tx:
            tx.put_value(_GOOD, {"templates": dict(found.templates), "assets": assets})


def theme_folder(desk: Path, settings: Settings) -> Path:
    """Where the operator's templates lie. Raises ConfigError for a folder that is not there."""
    if settings.theme is None:
        return desk
    folder = desk / Path(settings.theme).expanduser()
    if not folder.is_dir():
        raise ConfigError("the setting 'theme' names no folder", subject=str(folder))
    return folder


def look_of(site: Site, settings: Settings) -> str:
    """Names all that the operator's words put on every page: another look, other pages."""
    said = {name: getattr(site, name) for name in _OF_THE_LOOK}
    # The local address is no word of the operator's: the port of a trial run may change.
    said |= {"base_url": settings.base_url, "theme": site.theme, "sections": settings.sections}
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


def dressed(site: Site, digest: str) -> Site:
    """The site in that look."""
    return site if site.theme == digest else replace(site, theme=digest)


def _stamp(folder: Path) -> _Stamp:
    """Changes whenever a file of the theme does."""
    found = []
    for part in ("templates", "assets"):
        try:
            there = sorted((folder / part).iterdir())
        except OSError:
            continue
        for path in there:
            stat = path.stat() if path.exists() else None
            found.append((str(path), stat.st_mtime_ns if stat else 0, stat.st_size if stat else 0))
    return tuple(found)
