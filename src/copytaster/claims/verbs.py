"""The words that deny."""

from __future__ import annotations

from copytaster.attribution.words import wordset
from copytaster.model import Statement, Story

DENY = wordset("deny denies denied denying")
DISMISS = wordset("reject rejects rejected rejecting dismiss dismisses dismissed dismissing")
REFUTE = wordset("refute refutes refuted refuting dispute disputes disputed disputing rebut rebuts rebutted rebutting "
    "repudiate repudiates repudiated repudiating contradict contradicts contradicted contradicting")  # fmt: skip
DENYING = DENY | DISMISS | REFUTE


def denies(story: Story, statement: Statement) -> bool:
    """Is the statement's cue a verb that denies?"""
    return any(denying_word(story.quote(cue)) for cue in statement.cue if cue.field == "text")


def denying_word(phrase: str) -> str | None:
    """The verb in ``phrase`` that denies, lower case."""
    return next((w for w in phrase[:200].lower().split() if w in DENYING), None)
