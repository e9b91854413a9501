"""The documents beside a story's page: they go, or say that it was withdrawn, when the page goes."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from copytaster.model import Publication, Site
from copytaster.publish import wire_out, writer


class Documents:
    """The documents in ``root``, whichever of them the operator wants now or once wanted."""

    def __init__(self, site: Site, root: Path) -> None:
        self._site = site
        self._root = root

    def cancel(self, publication: Publication) -> None:
        """Of a killed story its documents say so; of any other that may not stand none is left."""
        there = self._there(publication.series)
        if not there:
            return
        killed = there if publication.state == "killed" else {}
        canceled = wire_out.cancellations(self._site, publication, killed) if killed else ()
        writer.write(self._root, canceled)
        said = {page.path for page in canceled}
        writer.remove(self._root, [path for path in there.values() if path not in said])

    def drop(self, series: str, keep: Collection[str] = ()) -> None:
        """Remove the documents of a story but for some."""
        gone = [path for name, path in self._there(series).items() if name not in keep]
        if gone:
            writer.remove(self._root, gone)

    def _there(self, series: str) -> dict[str, str]:
        """Name to path of those that stand."""
        paths = wire_out.document_paths(series)
        return {name: path for name, path in paths.items() if (self._root / path).exists()}
