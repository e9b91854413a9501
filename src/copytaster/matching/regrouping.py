"""An arrival may show that stories near it are otherwise grouped than was thought.

::

    arrival → events its links reach → one claims it: it joins that
            → none or several do: all their stories grouped anew by average linkage
            → groups keep the events they have most of → moves, told as changes

Several claim it where their stories' mean link with it is likely enough. Events that
an editor merged or split are only added to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from copytaster.matching.chains import bound_together
from copytaster.matching.entry import Entry
from copytaster.matching.events import Event
from copytaster.matching.linkage import linked
from copytaster.matching.neighbours import THOUSAND
from copytaster.matching.shelf import Shelf
from copytaster.model import Change

# Stories of one event are, on average, as likely as not of one event.
JOIN = 0.5
# What editors taught of a subject moves that by so much at most.
LEANING = 0.2
# An event whose stories' mean link with the arrival is less stays out of it.
_REACHED = 0.2
# More stories than this are not grouped anew: the arrival joins the likeliest of their events.
_MOST = 16


def regroup(shelf: Shelf, entry: Entry) -> tuple[Change, ...]:
    """Group anew what a newly entered entry touches, in an event of its own so far."""
    least = round(THOUSAND * (JOIN - LEANING * shelf.lessons.leaning(entry)))
    if max(entry.links.values(), default=0) < least:
        return ()
    reached = _reached(shelf, entry)
    likeliest, _, home = max((mean, -event.no, event) for event, mean in reached)
    near = [event for event, _ in reached]
    # Where one event alone claims the arrival, or there is too much to group, all else stays as it is.
    claims = sum(mean >= least for _, mean in reached)
    if claims == 1 or sum(len(event.members) for event in near) > _MOST:
        return tuple(_move(shelf, entry, home, told=False)) if likeliest >= least else ()
    return tuple(_grouped_anew(shelf, entry, near, least))


def _grouped_anew(
    shelf: Shelf, entry: Entry, near: Sequence[Event], least: int
) -> Iterator[Change]:
    blocks = _blocks(shelf, near, entry)
    links = {no: shelf.entries[no].links for block in blocks for no in block}
    fixed = sum(event.fixed for event in near)
    return _carry_out(shelf, entry, linked(blocks, links, least, fixed), near)


def _reached(shelf: Shelf, entry: Entry) -> list[tuple[Event, float]]:
    """The events that the entry's links reach, with the mean link, those an editor fixed first.

    The likeliest is always among them.
    """
    entries, votes = shelf.entries, dict[int, int]()
    for no, link in entry.links.items():
        event = entries[no].event
        votes[event] = votes.get(event, 0) + link
    live = [(shelf.events.live[no], total) for no, total in votes.items()]
    # A story that is linked weighs: where it is alone nothing need be counted.
    means = [
        (event, total / (len(event.members) == 1 or len(_weighing(shelf, event))))
        for event, total in live
    ]
    far = min(_REACHED * THOUSAND, max(mean for _, mean in means))
    reached = [(event, mean) for event, mean in means if mean >= far]
    return sorted(reached, key=lambda pair: (not pair[0].fixed, pair[0].no))


def _weighing(shelf: Shelf, event: Event) -> list[int]:
    return [no for no in event.members if shelf.entries[no].weighs]


def _blocks(shelf: Shelf, near: Sequence[Event], entry: Entry) -> list[list[int]]:
    blocks: list[list[int]] = []
    for event in near:
        weighing = _weighing(shelf, event)
        blocks += [weighing] if event.fixed else [[no] for no in weighing]
    return [*blocks, [entry.no]]


def _carry_out(
    shelf: Shelf, entry: Entry, groups: Sequence[list[int]], near: Sequence[Event]
) -> Iterator[Change]:
    own = shelf.events.live[entry.event]
    homes = _homes(shelf, groups, [*near, own])
    swallowed = _swallowed(shelf, groups, homes, near)
    for group, home in zip(groups, homes, strict=True):
        for no in group:
            member = shelf.entries[no]
            if member.event != home.no and swallowed.get(member.event) is not home:
                yield from _move(shelf, member, home, told=member is not entry)
    for no, home in swallowed.items():
        gone = shelf.events.live[no]
        shelf.absorb(home, gone)
        yield Change("merge", gone.id, home.id)


def _homes(shelf: Shelf, groups: Sequence[list[int]], events: Sequence[Event]) -> list[Event]:
    """The event that each group goes on as: the one it has most of, fixed ones first, else a new one."""
    fixed = {event.no: event.fixed for event in events}
    claims = sorted(
        (not fixed[no], -held, no, at)
        for at, group in enumerate(groups)
        for no, held in _held(shelf, group).items()
    )
    homes: dict[int, int] = {}
    for _, _, no, at in claims:
        if at not in homes and no not in homes.values():
            homes[at] = no
    return [
        shelf.events.live[homes[at]] if at in homes else shelf.open_event(shelf.entries[group[0]])
        for at, group in enumerate(groups)
    ]


def _held(shelf: Shelf, group: Sequence[int]) -> Counter[int]:
    """How many of the stories each event has."""
    return Counter(shelf.entries[no].event for no in group)


def _swallowed(
    shelf: Shelf, groups: Sequence[list[int]], homes: Sequence[Event], near: Sequence[Event]
) -> dict[int, Event]:
    """The events that go on as none of the groups, each with the one that has most of its stories."""
    kept = {home.no for home in homes}
    return {
        event.no: max(
            zip(groups, homes, strict=True),
            key=lambda pair: (_held(shelf, pair[0])[event.no], -pair[1].no),
        )[1]
        for event in near
        if event.no not in kept
    }


def _move(shelf: Shelf, entry: Entry, home: Event, *, told: bool) -> Iterator[Change]:
    """Take a story, with all that hangs on it, from its event into another."""
    for bound in bound_together(shelf, [entry], shelf.events.live[entry.event]):
        shelf.transfer(bound, home)
        if told:
            yield Change("split", bound.id, home.id)
