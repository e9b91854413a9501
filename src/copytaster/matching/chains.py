"""Reprint chains: who is the origin, and what a late or a lost origin changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from copytaster.matching.entry import NOBODY, Entry
from copytaster.matching.houses import fold
from copytaster.matching.reprints import BRIEF, FEWEST, REWRITE, SAME
from copytaster.matching.shelf import Shelf
from copytaster.matching.shingles import at_most, containment, similarity
from copytaster.model import Change


def origins_like(shelf: Shelf, entry: Entry) -> list[tuple[float, Entry]]:
    """The origins whose text the entry shares, with the containment, the likeliest first.

    A text found by what a reprint added counts for the reprint's origin, if it
    is contained in that one too: a chain is a star, and does not wander.
    """
    found: dict[int, float] = {}
    for other, contained in _overlaps(shelf, entry):
        root = other if other.root == NOBODY else shelf.entries[other.root]
        if root is not other and similarity(entry.sample, root.sample) < SAME:
            continue
        found[root.no] = max(found.get(root.no, 0.0), contained)
    roots = [(contained, shelf.entries[no]) for no, contained in found.items()]
    # Of editions with the same words the current one is meant.
    return sorted(roots, key=lambda r: (-r[0], r[1].later != NOBODY, r[1].no))


def _overlaps(shelf: Shelf, entry: Entry) -> Iterator[tuple[Entry, float]]:
    """The entries with as much of the text as a rewrite has, or nearly, and how much."""
    mine = set(entry.sample.hashes)
    for no, found in sorted(shelf.index.shared(entry.sample.hashes).items()):
        other = shelf.entries[no]
        if no == entry.no or at_most(entry.sample, other.sample, found) < REWRITE / 2:
            continue
        shared = len(mine.intersection(other.sample.hashes))
        if shared >= FEWEST:
            yield other, containment(entry.sample, other.sample, shared)


def precedes(entry: Entry, other: Entry) -> bool:
    """Whether the entry is the origin and the other its reprint.

    The agency's own copy comes first; then a text of which the other holds but
    a small part (a brief cannot be the origin of the story it was cut from);
    then the earlier.
    """
    if entry.own != other.own:
        return entry.own
    level = max(entry.sample.level, other.sample.level)
    mine, its = entry.sample.counts[level], other.sample.counts[level]
    if min(mine, its) < BRIEF * max(mine, its):
        return mine > its
    return entry.dated and other.dated and entry.at < other.at


def take_over(shelf: Shelf, entry: Entry, old: Entry) -> tuple[Change, ...]:
    """Make ``entry`` the origin of everything that rested on ``old``, and of ``old`` itself."""
    followers = [old, *shelf.reprints_of(old.no)]
    for follower in followers:
        shelf.set_root(follower, entry.no, similarity(follower.sample, entry.sample))
    if old.weighs:
        shelf.events.take(shelf.events.live[old.event], old)
    return tuple(Change("late-origin", f.id, entry.id) for f in followers)


def promote(shelf: Shelf, lost: Entry) -> None:
    """The origin leaves: its best reprint becomes the origin of the others."""
    followers = shelf.reprints_of(lost.no)
    if not followers:
        return
    heir = min(followers, key=lambda e: (e.killed, not e.own, not e.dated, e.at, e.no))
    shelf.set_root(heir, NOBODY, 0.0)
    for follower in followers:
        if follower is not heir:
            shelf.set_root(follower, heir.no, similarity(follower.sample, heir.sample))
    if heir.is_origin:
        shelf.events.put(shelf.events.live[heir.event], heir)


def rewritten(entry: Entry, likely: list[tuple[float, Entry]]) -> int:
    """The origin the entry rewrites: some of its words, and its agency named as the source."""
    for contained, other in likely:
        if REWRITE <= contained < SAME and fold(other.source) in entry.quoted:
            return other.no
    return NOBODY


def reached(
    shelf: Shelf, killed: Entry, by: str, speaks_for: Mapping[str, tuple[str, ...]]
) -> list[Entry]:
    """The reprints of ``killed`` that a kill or correction by provider ``by`` reaches.

    Its own, and those credited to an agency the operator lets it speak for.
    """
    reprints = shelf.reprints_of(killed.no)
    return [e for e in reprints if within(e, by, speaks_for)]


def within(entry: Entry, by: str, speaks_for: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether provider ``by`` may speak for this entry."""
    spoken = {fold(name) for name in speaks_for.get(by, ())} - {""}
    return entry.provider == by or any(fold(name) in spoken for name in entry.agencies)
