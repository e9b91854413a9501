"""Which sentences are taken, within the budget, and in which order they are told."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from copytaster.compose.candidates import Candidate
from copytaster.compose.scoring import Scores
from copytaster.compose.surnames import introduced_first

# As alike as this, the second says nothing new.
REDUNDANT = 0.35
# A sentence may lean on so many before it.
_DEEPEST = 2


def select(
    pool: Sequence[Candidate], scores: Scores, words: int, wanted: Collection[int] = ()
) -> list[int]:
    """Indices of the sentences taken, in the order of telling.

    ``wanted`` are taken first (the sentences that carry a dispute). The sum of
    words stays within ``words``, unless the very first choice is longer.
    """
    ranked = sorted(range(len(pool)), key=lambda i: (i not in wanted, -scores.of[i], i))
    taken: list[int] = []
    spent = 0
    for i in ranked:
        group = [k for k in _with_support(pool, i) if k not in taken]
        if not group or _repeats(scores, group, taken, pool):
            continue
        cost = sum(pool[k].words for k in group)
        alone = not taken and len(group) == 1
        if spent + cost > words and not alone:
            continue
        taken += group
        spent += cost
    return _told(pool, scores, taken)


def _with_support(pool: Sequence[Candidate], i: int) -> list[int]:
    """The sentence with those it leans on, or nothing where one of them is missing."""
    group = [i]
    while pool[group[0]].needs >= 0:
        before = _needed(pool, group[0])
        if before is None or len(group) > _DEEPEST:
            return []
        group.insert(0, before)
    return group


def _needed(pool: Sequence[Candidate], i: int) -> int | None:
    """The sentence it leans on, None where that may not be taken."""
    doc, place = pool[i].doc, pool[i].needs
    before = i - 1
    while before >= 0 and pool[before].doc == doc and pool[before].place > place:
        before -= 1
    found = before >= 0 and (pool[before].doc, pool[before].place) == (doc, place)
    return before if found else None


def _repeats(scores: Scores, group: list[int], taken: list[int], pool: Sequence[Candidate]) -> bool:
    return any(
        pool[one].text == pool[other].text or scores.alike(one, other) > REDUNDANT
        for one in group
        for other in taken
    )


def _told(pool: Sequence[Candidate], scores: Scores, taken: list[int]) -> list[int]:
    """Early sentences first, each with the one it leans on straight before it.

    What says nothing of the matter does not open: it is told when all that does is told. A bare
    surname waits for a sentence that gives the name.
    """
    groups: list[list[int]] = []
    for i in sorted(taken):
        if groups and _needed(pool, i) == groups[-1][-1]:
            groups[-1].append(i)
        else:
            groups.append([i])
    groups.sort(key=lambda g: (_scene(pool, scores, g), pool[g[0]].place, pool[g[0]].doc))
    told = introduced_first(groups, [candidate.people for candidate in pool])
    return [i for group in told for i in group]


def _scene(pool: Sequence[Candidate], scores: Scores, group: list[int]) -> bool:
    """Whether it opens its story and only sets a scene."""
    return pool[group[0]].place == 0 and not scores.opens(group[0])
