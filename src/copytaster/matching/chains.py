"""Reprint chains: who is the origin, and what a late or a lost origin changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from copytaster.matching.entry import NOBODY, Entry
from copytaster.matching.events import Event
from copytaster.matching.houses import fold
from copytaster.matching.reprints import BRIEF, CLEARLY, REWRITE, SAME, SAME_OF_ONE_HOUSE
from copytaster.matching.shelf import Shelf
from copytaster.matching.shingles import at_most, likeness
from copytaster.matching.standing import alike
from copytaster.model import Change

# So many reprints tell what a chain's copy is like.
_FAMILY = 8


def origins_like(shelf: Shelf, entry: Entry) -> list[tuple[float, Entry]]:
    """The origins whose chain the entry fits, and how well (0 to 1), the likeliest first.

    A reprint is among them where the entry is the better origin of it.
    """

    def near(no: int) -> float:
        return alike(shelf, entry, shelf.entries[no])

    found: dict[int, float] = {}
    for no, shared in shelf.index.shared(entry.sample.hashes).items():
        other = shelf.entries[no]
        if no == entry.no or at_most(entry.sample, other.sample, shared) < REWRITE / 2:
            continue
        root = no if other.root == NOBODY else other.root
        if root not in found:
            found[root] = _fit(near, root, shelf.repeaters.get(root, ()))
        if root != no and found[root] < SAME:
            contained = near(no)
            if contained >= SAME and _better_origin(entry, other, contained):
                found[no] = contained
    fitting = [(fit, shelf.entries[no]) for no, fit in found.items()]
    # Of editions with the same words the current one is meant.
    return sorted(fitting, key=lambda r: (-r[0], r[1].later != NOBODY, r[1].no))


def _fit(near: Callable[[int], float], root: int, reprints: Sequence[int]) -> float:
    """How much of the entry its origin shares, or its members on average if that is more.

    Takes of one agency story differ, and papers cut them; what fits most of them is of the family.
    """
    direct = near(root)
    if direct < REWRITE or not reprints:
        return direct
    others = [near(no) for no in reprints[:_FAMILY]]
    return max(direct, (direct + sum(others)) / (1 + len(others)))


def _better_origin(entry: Entry, reprint: Entry, contained: float) -> bool:
    """Whether the reprint is rather the entry's, which came late, than of the origin it was given."""
    return contained > reprint.similarity + CLEARLY and precedes(entry, reprint)


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
    """Make ``entry`` the origin of ``old`` and of what rested on it, as far as that repeats ``entry``."""
    followers = shelf.reprints_of(old.no)
    shelf.set_root(old, entry.no, likeness(old.sample, entry.sample))
    if old.weighs:
        shelf.events.take(old)
    moved, others = [old], []
    for follower in followers:
        contained = likeness(follower.sample, entry.sample)
        if contained < REWRITE:
            others.append(follower)
        else:
            shelf.set_root(follower, entry.no, contained)
            moved.append(follower)
    _pass_on(shelf, others)
    return tuple(Change("late-origin", f.id, entry.id) for f in moved)


def promote(shelf: Shelf, lost: Entry) -> None:
    """The origin leaves: its best reprint becomes the origin of the others."""
    _pass_on(shelf, shelf.reprints_of(lost.no))


def _pass_on(shelf: Shelf, followers: list[Entry]) -> None:
    """Of reprints that lost their origin the best becomes the origin of the others."""
    if not followers:
        return
    heir = min(followers, key=lambda e: (e.killed, not e.own, not e.dated, e.at, e.no))
    shelf.set_root(heir, NOBODY, 0.0)
    for follower in followers:
        if follower is not heir:
            shelf.set_root(follower, heir.no, likeness(follower.sample, heir.sample))
    if heir.is_origin:
        shelf.weigh(heir)


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

    Its own where they are the same copy beyond forms and background, and those
    credited to an agency the operator lets it speak for.
    """
    reprints = shelf.reprints_of(killed.no)
    return [e for e in reprints if within(e, by, speaks_for)]


def within(entry: Entry, by: str, speaks_for: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether what provider ``by`` says of its story holds for this reprint of it."""
    if entry.provider == by:
        return entry.similarity >= SAME_OF_ONE_HOUSE
    spoken = {fold(name) for name in speaks_for.get(by, ())} - {""}
    return any(fold(name) in spoken for name in (*entry.agencies, *entry.helped_by))


def bound_together(shelf: Shelf, chosen: Iterable[Entry], event: Event) -> list[Entry]:
    """The chosen members of an event with all that hang on them: editions, origins, reprints."""
    entries, found = shelf.entries, dict[int, Entry]()
    queue = [e for e in chosen if e.event == event.no]
    while queue:
        entry = queue.pop()
        if entry.no in found or entry.event != event.no:
            continue
        found[entry.no] = entry
        queue += shelf.series(entry)
        queue += shelf.reprints_of(entry.no)
        if entry.root != NOBODY:
            queue.append(entries[entry.root])
    return [found[no] for no in sorted(found)]
