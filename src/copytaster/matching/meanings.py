"""Headlines without a body, compared by what they mean: few words in common need not be few in sense.

For feeds that give titles alone. The vectors come from outside (`minilm`, or
any function from a headline to a vector of unit length), so the matcher stays
the same without them. They are kept in half precision, as they are saved: a
matcher restored from its bytes compares the very same numbers.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from copytaster.matching.entry import Entry
from copytaster.model import Story

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Embed = Callable[[str], "NDArray[np.float32]"]
# A copy of fewer words says no more than its headline.
BARE = 12
# A headline is linked with so many of the likest.
_NEAREST = 12


def is_bare(story: Story) -> bool:
    """Whether the story is a headline and little more."""
    return len(story.copy.split(None, BARE)) < BARE


class Meanings:
    """The vectors of live headline-only stories, in one table."""

    def __init__(self, embed: Embed | None) -> None:
        self.embed = embed
        self._rows: dict[int, int] = {}
        self._free: list[int] = []
        self._table: Any = None

    def put(self, entry: Entry) -> None:
        """Work out the entry's vector, if vectors are wanted and it has a headline."""
        if self.embed is not None and entry.headline:
            self._store(entry.no, self.embed(entry.headline))

    def _store(self, no: int, vector: Any) -> None:
        import numpy as np

        if self._table is None:
            self._table = np.zeros((64, len(vector)), np.float16)
        if not self._free:
            size = len(self._rows)
            if size == len(self._table):
                self._table = np.concatenate([self._table, np.zeros_like(self._table)])
            self._free.append(size)
        self._rows[no] = row = self._free.pop()
        self._table[row] = vector

    def drop(self, no: int) -> None:
        """Forget a story's vector, if it has one."""
        row = self._rows.pop(no, None)
        if row is not None:
            self._free.append(row)

    def has(self, no: int) -> bool:
        """Whether the story is compared by meaning."""
        return no in self._rows

    def near(self, no: int, entries: Mapping[int, Entry]) -> dict[int, float]:
        """The bare headlines in its language likest to a story's, with the cosine; none where it is not bare."""
        if no not in self._rows:
            return {}
        import numpy as np

        own = entries[no]
        others = [other for other in self._rows if _comparable(own, entries[other])]
        if not others:
            return {}
        rows = self._table[[self._rows[other] for other in others]].astype(np.float32)
        cosines = (rows @ self._table[self._rows[no]].astype(np.float32)).tolist()
        likest = sorted(zip((-c for c in cosines), others, strict=True))[:_NEAREST]
        return {other: -cosine for cosine, other in likest}

    def saved(self) -> Iterator[list[Any]]:
        """[number, vector as text] of each story, in order."""
        for no in sorted(self._rows):
            yield [no, base64.b64encode(self._table[self._rows[no]].tobytes()).decode("ascii")]

    def restore(self, rows: Iterable[list[Any]]) -> None:
        """Take back what was `saved`; nothing where vectors are not wanted any more."""
        for no, text in rows:
            if self.embed is not None:
                import numpy as np

                self._store(int(no), np.frombuffer(base64.b64decode(text), np.float16))


def _comparable(entry: Entry, other: Entry) -> bool:
    if entry is other or not other.weighs:
        return False
    return entry.language == other.language or not (entry.language and other.language)
