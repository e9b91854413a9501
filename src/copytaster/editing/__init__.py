"""The editor's hand: edits as values over an edition that stays as it came.

edition + what an editor hands in → Edit → edited(edition, Edit) → Story
                                     ↓ a new edition from the wire
                                    rebased, or it waits
"""

from copytaster.editing.applying import edited, edited_ranges, new_places, now_at
from copytaster.editing.quoting import altered_quotes, quotations, touching_quotes
from copytaster.editing.rebasing import fitting, rebased
from copytaster.editing.revising import (
    Hand,
    replacing,
    revised,
    with_passages,
    without_passage,
)
from copytaster.editing.takes import Takes, compared

__all__ = [
    "Hand",
    "Takes",
    "altered_quotes",
    "compared",
    "edited",
    "edited_ranges",
    "fitting",
    "new_places",
    "now_at",
    "quotations",
    "rebased",
    "replacing",
    "revised",
    "touching_quotes",
    "with_passages",
    "without_passage",
]
