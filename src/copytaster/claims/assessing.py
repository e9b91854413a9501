"""One story assessed: its disputes and its figures."""

from __future__ import annotations

from copytaster.attribution import Tokens, tokenise
from copytaster.claims.disputes import disputes_of
from copytaster.claims.figures import figures_of
from copytaster.model import Story


def assess(story: Story, tokens: Tokens | None = None) -> Story:
    """``story`` with its ``disputes`` and ``figures``.

    Reads the kept copy, the headline and ``story.statements``; never raises
    on any text. A dispute is told only where the copy itself says that one
    denies what another claims. ``tokens`` are those `tokenise` made of the story,
    where the caller has them.
    """
    tokens = tokens or tokenise(story)
    return story.with_(disputes=disputes_of(story, tokens), figures=figures_of(story, tokens))
