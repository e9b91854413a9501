"""Standing text: what one house repeats under story after story is nobody's copy.

A background, a form or a site's own paragraphs tie a house's short reports
together, and drown what little a page took from an agency. So two stories of
one house that begin on different things are two stories; what a few others of
the house hold as well, of other beginnings, counts for neither; and a page's
own standing text is no part of what it has of another house's copy.

Nothing is kept but which stories are a house's: what stands is asked of those.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator

from copytaster.matching.beginnings import UNLIKE, begin_alike, of_one_house
from copytaster.matching.entry import NOBODY, Entry
from copytaster.matching.kinship import APART
from copytaster.matching.reprints import (
    FEWEST,
    NEARLY_WHOLE,
    NEW_TOP,
    ONE_MATTER,
    REWRITE,
    SAME,
    SAME_OF_ONE_HOUSE,
)
from copytaster.matching.shelf import Shelf
from copytaster.matching.shingles import Sample, copied, likeness, plain_copy, sample
from copytaster.matching.words import quoting
from copytaster.model import Story

# So many of the house's last stories are asked.
_ASKED = 12
# What so many of them hold, each of another chain, is standing text.
_WITNESSES = 2
# They must be of other matters: headlines and leads less alike than this (a cosine).
_OTHER = 0.15
# Fewer shingles than this left of a text say nothing of what it is a copy of.
_LEFT = 4
# The words that a story opens with, and the characters they are looked for in.
_OPENING, _OPENING_CHARS = 60, 1000
# What comes so much later is the next of a series, and no rewriting of the same story.
_NEXT_DAY = 20 * 3600
# Headlines and leads less alike than this (a cosine) may be of one form, hardly of one story.
_OTHER_MATTER = 0.1
# Fewer shingles of an opening prove nothing.
_FEWEST_NEW = 3


def alike(shelf: Shelf, entry: Entry, other: Entry) -> float:
    """How much of the smaller of two texts is a copy of the larger, 0 to 1, less what their houses always print."""
    shared = frozenset(entry.sample.hashes).intersection(other.sample.hashes)
    if len(shared) < FEWEST:
        return 0.0
    contained = copied(entry.sample, other.sample, shared)
    if not REWRITE <= contained < SAME_OF_ONE_HOUSE:
        return contained
    if of_one_house(entry, other):
        return _less_standing(shelf, entry, other, shared, contained)
    return contained if contained >= SAME else _of_the_rest(shelf, entry, other, shared, contained)


def _less_standing(
    shelf: Shelf, entry: Entry, other: Entry, shared: frozenset[int], contained: float
) -> float:
    """Of two stories of one house: what they share that others of its stories do not."""
    if begin_alike(entry, other) < UNLIKE:
        return 0.0
    if contained < SAME:
        return contained
    standing = _standing(shelf, entry, shared)
    level = max(entry.sample.level, other.sample.level)
    left = _smaller(entry.sample, other.sample, level) - _kept(standing, level)
    if not standing or left < _LEFT:
        return contained
    return min(contained, (len(shared) - len(standing)) / left)


def _of_the_rest(
    shelf: Shelf, entry: Entry, other: Entry, shared: frozenset[int], contained: float
) -> float:
    """Of a page and another house's copy: as much as is copied of what is not the page's standing text."""
    level = max(entry.sample.level, other.sample.level)
    page, whole = sorted((entry, other), key=lambda e: e.sample.counts[level])
    standing = _standing(shelf, page, frozenset(page.sample.hashes).difference(shared))
    before = page.sample.counts[level]
    left = min(before - _kept(standing, level), whole.sample.counts[level])
    return min(1.0, contained * before / left) if left >= _LEFT else contained


def _standing(shelf: Shelf, entry: Entry, hashes: frozenset[int]) -> frozenset[int]:
    """Those of the hashes that other stories of its house hold as well, which begin on other things."""
    seen: dict[int, Counter[int]] = {}
    for other in _recent(shelf, entry):
        if begin_alike(entry, other) < _OTHER:
            chain = other.no if other.root == NOBODY else other.root
            seen.setdefault(chain, Counter()).update(hashes.intersection(other.sample.hashes))
    held = Counter(h for chain in seen.values() for h in chain)
    return frozenset(h for h, times in held.items() if times >= _WITNESSES)


def _recent(shelf: Shelf, entry: Entry) -> Iterator[Entry]:
    """The last stories of its house, editions replaced left out."""
    for no in shelf.last_of(entry.provider, _ASKED) if entry.provider else ():
        other = shelf.entries[no]
        if other is not entry and other.later == NOBODY:
            yield other


def _smaller(one: Sample, other: Sample, level: int) -> int:
    return min(one.counts[level], other.counts[level])


def _kept(hashes: frozenset[int], level: int) -> int:
    """How many of them are kept at that level."""
    mask = (2 << level) - 1
    return sum(not h & mask for h in hashes)


def goes_on_from(entry: Entry, known: Entry, story: Story) -> bool:
    """Whether the entry's story tells news of its own, its house's earlier text only in the background.

    It comes on another day or speaks of another matter, its opening is none of the
    other's, and neither holds nearly all of the other.
    """
    if not of_one_house(entry, known):
        return False
    if begin_alike(entry, known) >= _OTHER_MATTER and not next_day(entry, known):
        return False
    level = max(entry.sample.level, known.sample.level)
    there = frozenset(known.sample.hashes)
    shared = len(there.intersection(entry.sample.hashes))
    if shared >= NEARLY_WHOLE * _smaller(entry.sample, known.sample, level):
        return False
    mask = (2 << level) - 1
    opening = [h for h in _opening(story) if not h & mask]
    return len(opening) >= _FEWEST_NEW and len(there.intersection(opening)) <= NEW_TOP * len(
        opening
    )


def of_one_matter(entry: Entry, known: Entry) -> bool:
    """Whether what goes on from another story of its house is of the same event, not of the same form."""
    return abs(entry.at - known.at) < APART and begin_alike(entry, known) >= ONE_MATTER


def repeats_its_house(entry: Entry, likely: Iterable[tuple[float, Entry]]) -> bool:
    """Whether so much of the text stood in an earlier one of its house that its words are no news, copy or not."""
    return any(
        of_one_house(entry, other) and likeness(entry.sample, other.sample) >= SAME
        for _, other in likely
    )


def next_day(entry: Entry, other: Entry) -> bool:
    """Whether a day or nearly so lies between two stories."""
    return entry.dated and other.dated and abs(entry.at - other.at) >= _NEXT_DAY


def _opening(story: Story) -> array[int]:
    """Half of the shingles of the words that a story opens with."""
    words, _ = quoting(plain_copy(story)[:_OPENING_CHARS])
    return sample(words[:_OPENING]).hashes
