"""A story with what it disputes and what it counts."""

from __future__ import annotations

from copytaster.claims.disputes import disputes_of
from copytaster.claims.figures import figures_of
from copytaster.model import Story


def assess(story: Story) -> Story:
    """The story with ``disputes`` and ``figures`` found in its copy.

    Speakers come from the story's statements; where it has none, denials are
    read from the sentence itself and figures have no source. Spans are
    code-point offsets into ``story.text``.
    """
    return story.with_(disputes=disputes_of(story), figures=figures_of(story))
