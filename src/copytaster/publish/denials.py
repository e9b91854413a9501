"""Which disputes of an event are one: the same denial, told by several stories or twice in one.

A group keeps all its disputes: what a page shows under one heading loses no
denial that may after all be another.
"""

from __future__ import annotations

from collections.abc import Sequence

from copytaster.claims.voices import same
from copytaster.matching.words import terms, tokens
from copytaster.model import Dispute

_MOST = 200  # disputes of one event that are compared


def grouped(disputes: Sequence[Dispute]) -> list[list[Dispute]]:
    """The disputes, those of one denial together, the one that says most first."""
    groups: list[list[Dispute]] = []
    for dispute in disputes[:_MOST]:
        known = next((g for g in groups if _belongs(dispute, g)), None)
        if known is None:
            groups.append([dispute])
        else:
            known.append(dispute)
    groups += [[dispute] for dispute in disputes[_MOST:]]
    return [sorted(group, key=lambda d: -len(d.statements)) for group in groups]


def heading(group: Sequence[Dispute]) -> Dispute:
    """The dispute whose topic says most of what is disputed."""
    return max(group, key=lambda d: len(_terms(d)))


def _belongs(dispute: Dispute, group: Sequence[Dispute]) -> bool:
    """Whether it is one with some of a group, and with none of it another's claim."""
    names = [d.claimant for d in group if _is_name(d.claimant)]
    if _is_name(dispute.claimant) and not all(same(dispute.claimant, name) for name in names):
        return False
    return any(_one(dispute, other) for other in group)


def _one(one: Dispute, other: Dispute) -> bool:
    if one.kind != other.kind or one.kind != "denial" or not same(one.denier, other.denier):
        return False
    if _is_name(one.claimant) and _is_name(other.claimant):
        return same(one.claimant, other.claimant)
    return not _terms(one).isdisjoint(_terms(other))


def _is_name(claimant: str | None) -> bool:
    """Whether it names somebody, and does not say only what they are ("the regional president")."""
    return bool(claimant) and not any(word.islower() for word in str(claimant).split())


def _terms(dispute: Dispute) -> frozenset[str]:
    return frozenset(terms(tokens(dispute.topic)))
