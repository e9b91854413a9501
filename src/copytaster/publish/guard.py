"""What may be shown at all, and how much of it. Everything here fails closed.

The desk decides what is live; this room does not trust that decision to have
reached every caller. Each renderer asks `require_live` first, and asks
`shown` how much of the copy the policy and the declared rights leave.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from copytaster.errors import NotPublishable
from copytaster.model import CoverageView, Media, Publication

Shown = Literal["full", "excerpt"]

# How senders word it that a picture may not be put out by those who got it.
_REFUSED = re.compile(
    r"^\s*none\b|\b(?:display\s*[:=]\s*none|no (?:display|use|publication|web|internet|online)"
    r"|not for (?:publication|display|web|online|internet|use)|internal use)\b",
    re.I,
)
_LONGEST_TERMS = 2000


def require_live(publication: Publication) -> None:
    """Raise NotPublishable unless the publication may be put before the public."""
    _require(publication.state == "live", publication, f"is {publication.state}, not live")
    item = publication.story.item
    _require(item.status == "usable", publication, f"is marked {item.status} by its sender")
    _require(publication.policy in ("full", "excerpt"), publication, "is on hold by policy")
    declared = item.rights.display if item.rights else None
    _require(declared != "none", publication, "may not be displayed, its rights say")


def require_all_live(publications: Iterable[Publication]) -> tuple[Publication, ...]:
    """The publications as a tuple; raises NotPublishable if any of them may not be shown.

    A list that quietly left one out would hide that the desk let it through.
    """
    checked = tuple(publications)
    for publication in checked:
        require_live(publication)
    return checked


def require_view(view: CoverageView) -> None:
    """Raise NotPublishable unless all members are live and the draft rests on them alone."""
    if not view.publications:
        raise NotPublishable("no publishable story is left", subject=view.coverage.id)
    members = {p.story.id for p in require_all_live(view.publications)}
    for sentence in view.draft.sentences if view.draft else ():
        cited = {c.story for c in sentence.citations}
        if not cited or not cited <= members:
            raise NotPublishable(
                "a composed sentence rests on no published story", subject=view.coverage.id
            )


def shown(publication: Publication) -> Shown:
    """How much of the copy may be shown: the narrower of policy and declared rights."""
    rights = publication.story.item.rights
    declared = rights.display if rights else None
    # A declaration we do not know is no permission.
    whole = publication.policy == "full" and declared in (None, "full")
    return "full" if whole else "excerpt"


def may_show(media: Media) -> bool:
    """Whether its own rights let a picture be shown. A refusal that holds for some counts for all."""
    return not (media.rights and _REFUSED.search(media.rights[:_LONGEST_TERMS]))


def visible_sources(view: CoverageView) -> tuple[tuple[str, int], ...]:
    """(name, number of published stories) of the independent sources with a published story."""
    public = {p.story.id for p in view.publications}
    counted = ((s.name, len(public.intersection(s.stories))) for s in view.coverage.sources)
    return tuple((name, number) for name, number in counted if number)


def _require(condition: bool, publication: Publication, message: str) -> None:
    if not condition:
        raise NotPublishable(message, subject=publication.series)
