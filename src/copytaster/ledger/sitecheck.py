"""A site's files against the ledger: is each page the one that was last put on record?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from copytaster.ledger.records import Line

# In a canonical line the two stand side by side; no string in it holds a bare quote.
_PAGE = re.compile(rb'"page":"([^"\\]{1,400})","sha256":"([0-9a-f]{64})"')
_PAGES = ("stories/*/index.html", "events/*/index.html")
_SEALED = b"copytaster:salt"  # what every page on record carries


@dataclass(slots=True)
class SiteCheck:
    """Shown every line of a ledger (`visit`), it says what is wrong with the site's pages."""

    root: Path
    _last: dict[str, tuple[int, str]] = field(default_factory=dict)

    def visit(self, said: Line, line: bytes, start: int) -> None:  # noqa: ARG002 - a Visit
        """Remember what a publication says its page is."""
        if said.kind == "publication" and (found := _PAGE.search(line)):
            self._last[found[1].decode("utf-8", "replace")] = (said.seq, found[2].decode())

    def problems(self) -> Iterator[str]:
        """Pages that are not as put on record, or are on no record. A page that is not there is none."""
        for pattern in _PAGES:
            for path in sorted(self.root.glob(pattern)):
                yield from self._judged(path.relative_to(self.root).as_posix(), path.read_bytes())

    def _judged(self, page: str, body: bytes) -> Iterator[str]:
        seq, digest = self._last.get(page, (0, ""))
        if seq and sha256(body).hexdigest() != digest:
            yield (
                f"{page}: it is not the page that record {seq} put out; "
                f"its words: copytaster verify {self.root / page}"
            )
        elif not seq and _SEALED in body:
            yield f"{page}: it is on no record"
