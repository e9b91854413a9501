"""Which live stories are about the same things: an inverted index of their heaviest terms.

Also, for each story, the likely tellers of its event (its links).
"""

from __future__ import annotations

from array import array
from bisect import insort
from collections import Counter
from collections.abc import Mapping
from itertools import islice

from copytaster.matching.crowds import Crowds
from copytaster.matching.entry import Entry, Weights
from copytaster.matching.kinship import APART, kinship, kinship_of_headlines
from copytaster.matching.weighing import UNIT, product

# A story is found by so many of its heaviest terms, and looked for by so many; it is compared by all.
KEYS = 30
# Of a term's stories only so many are looked at, the newest.
NEWEST = 24
# The stories that share most of the looked-for terms are compared, so many of them.
_COMPARED = 12
# Links are in thousandths; weaker ones are not kept.
THOUSAND = 1000
_FEWEST = 200
# What to read next may share a single one of them: so many times what is wanted is compared.
_READ_ON = 2
_SQUARE = UNIT * UNIT
# More than there will ever be stories.
_MORE = 1 << 48
# Below this cosine a story is not looked at.
_FAINT = _SQUARE // 25


class Neighbours:
    """The stories that weigh: the current origins."""

    def __init__(self) -> None:
        self._entries: dict[int, Entry] = {}
        # Plain numbers: thousands of objects would have to be fetched from all over memory.
        self._keyed: dict[str, array[int]] = {}
        self._crowds = Crowds()

    def put(self, entry: Entry) -> None:
        """Index an entry."""
        self._entries[entry.no] = entry
        self._crowds.put(entry)
        for term in islice(entry.body, KEYS):
            if (there := self._keyed.get(term)) is None:
                self._keyed[term] = array("I", (entry.no,))
            else:
                insort(there, entry.no)

    def take(self, entry: Entry) -> None:
        """Take an indexed entry out again."""
        del self._entries[entry.no]
        self._crowds.take(entry)
        for term in islice(entry.body, KEYS):
            self._keyed[term].remove(entry.no)
            if not self._keyed[term]:
                del self._keyed[term]

    def relate(self, entry: Entry, meant: Mapping[int, float]) -> None:
        """Work out how crowded an indexed entry's subject is, and link it, both ways.

        ``meant``: the stories likest to a bare headline by its meaning, with the cosine.
        """
        entry.crowd = self._crowds.crowd(entry, self._entries)
        near = dict(self._near(entry))
        for no in sorted(near.keys() | meant.keys()):
            other = self._entries[no]
            body = near.get(no) or product(other.body, entry.body)
            if no in meant:
                chance = kinship_of_headlines(entry, other, body / _SQUARE, meant[no])
            else:
                lead = product(other.lead, entry.lead)
                chance = kinship(entry, other, body / _SQUARE, lead / _SQUARE)
            if (link := round(THOUSAND * chance)) >= _FEWEST:
                entry.links[no] = other.links[entry.no] = link

    def unrelate(self, entry: Entry) -> None:
        """Undo all links of an entry."""
        for no in entry.links:
            del self._entries[no].links[entry.no]
        entry.links = {}

    def like(self, body: Weights, most: int) -> list[tuple[int, Entry]]:
        """The stories likest to a weighting, of those that share one of its heaviest terms or more: (product, entry)."""
        entries = self._entries
        sharing = self._sharing(body, least=1)[: _READ_ON * most]
        ranked = sorted([(product(entries[no].body, body), no) for no in sharing], reverse=True)
        return [(alike, entries[no]) for alike, no in ranked[:most]]

    def _near(self, entry: Entry) -> list[tuple[int, int]]:
        """The stories near in time that share most with it: (number, product)."""
        entries = self._entries
        near = (no for no in self._sharing(entry.body) if _comparable(entry, entries[no]))
        found = [(no, product(entries[no].body, entry.body)) for no in islice(near, _COMPARED)]
        return [(no, alike) for no, alike in found if alike > _FAINT]

    def _sharing(self, body: Weights, least: int = 2) -> list[int]:
        """The stories that share some of a weighting's heaviest terms, those that share most first."""
        found = array("I")
        for term in islice(body, KEYS):
            if term in self._keyed:
                found += self._keyed[term][-NEWEST:]
        # Sorted as one number, of how many are shared and of the story's.
        shared = [n * _MORE + no for no, n in Counter(found).items() if n >= least]
        shared.sort(reverse=True)
        return [both % _MORE for both in shared]


def _comparable(entry: Entry, other: Entry) -> bool:
    """Near in time, and in one language: nobody but an editor joins what is told in two."""
    if entry is other or abs(entry.at - other.at) > APART:
        return False
    return entry.language == other.language or not (entry.language and other.language)
