"""Average linkage: the grouping in which the stories of a group are, on average, likely of one event."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence

Block = Sequence[int]


def linked(
    blocks: Sequence[Block],
    links: Mapping[int, Mapping[int, int]],
    least: float,
    fixed: int = 0,
) -> list[list[int]]:
    """The blocks joined into groups, best pair first, while the mean link of a pair is at least ``least``.

    ``links`` gives each member's links, the same both ways; what is not there is 0. The first
    ``fixed`` blocks are never joined with each other. Ties go to what was there first.
    """
    groups = {at: list(block) for at, block in enumerate(blocks)}
    sums = _between(groups, links)
    barred = set(range(fixed))
    waiting = [
        (-mean, one, other)
        for one, near in sums.items()
        for other, total in near.items()
        if one < other and (mean := total / (len(groups[one]) * len(groups[other]))) >= least
    ]
    heapq.heapify(waiting)
    after = len(groups)
    while waiting:
        _, one, other = heapq.heappop(waiting)
        # A pair that waited since before one of the two was joined is a pair no more.
        if one not in groups or other not in groups or (one in barred and other in barred):
            continue
        groups[after] = groups.pop(one) + groups.pop(other)
        if one in barred or other in barred:
            barred.add(after)
        sums[after] = _folded(sums, one, other, after)
        for far, total in sums[after].items():
            mean = total / (len(groups[far]) * len(groups[after]))
            if mean >= least:
                heapq.heappush(waiting, (-mean, far, after))
        after += 1
    return sorted(groups.values(), key=min)


_Sums = dict[int, dict[int, int]]


def _between(groups: Mapping[int, Block], links: Mapping[int, Mapping[int, int]]) -> _Sums:
    home = {no: at for at, block in groups.items() for no in block}
    sums: _Sums = {at: {} for at in groups}
    for no, at in home.items():
        near, total = links[no], sums[at]
        for other in near.keys() & home.keys():
            if (there := home[other]) != at:
                total[there] = total.get(there, 0) + near[other]
    return sums


def _folded(sums: _Sums, one: int, other: int, into: int) -> dict[int, int]:
    """The sums of two groups made one, known under a new number to the others too."""
    folded: dict[int, int] = {}
    for part in (one, other):
        for far, total in sums.pop(part).items():
            if far not in (one, other):
                folded[far] = folded.get(far, 0) + total
                del sums[far][part]
    for far, total in folded.items():
        sums[far][into] = total
    return folded
