"""The documents beside a story's page: what says that it was withdrawn, and which are wanted no more."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from copytaster.model import Page, Publication, Site
from copytaster.publish import links, wire_out, writer


class Documents:
    """The documents in ``root``, whichever of them the operator wants now or once wanted."""

    def __init__(self, site: Site, root: Path) -> None:
        self._site = site
        self._root = root

    def cancellations(self, publication: Publication) -> tuple[Page, ...]:
        """What takes the place of a killed story's documents, where their format knows of kills."""
        return wire_out.cancellations(self._site, publication, self._there(publication.series))

    def drop(self, series: str, keep: Collection[str] = ()) -> None:
        """Remove the documents of a story but for some."""
        gone = [path for name, path in self._there(series).items() if name not in keep]
        if gone:
            writer.remove(self._root, gone)

    def _there(self, series: str) -> dict[str, str]:
        """Name to path of those that stand."""
        paths = wire_out.document_paths(series)
        if not (self._root / links.story_path(series)).parent.exists():  # most stories are new
            return {}
        return {name: path for name, path in paths.items() if (self._root / path).exists()}
