"""The tone gate: a story of death, war or abuse never carries a frivolous or lurid link, nor the reverse.

The word lists stand in ``tone.toml`` beside this file, for editors to read and change.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from copytaster.matching.words import stem, tokens
from copytaster.model import Story

Tone = Literal["plain", "grave", "light", "bait"]
# Tone shows in the headline and the first words; further down anything may be mentioned.
_LEAD_CHARS = 500
_HEADLINE_WEIGHT = 2


def tone(story: Story) -> Tone:
    """The tone of a story, from its headline and its first sentences.

    ``bait`` is both: a crime told for its lurid side, or a death among gossip.
    """
    head = _found(story.headline or "")
    lead = _found(story.copy[:_LEAD_CHARS])
    weight = {kind: _HEADLINE_WEIGHT * head[kind] + lead[kind] for kind in head}
    # One grave word is enough to keep the frivolous away; one light word is not enough to be frivolous.
    light = weight["lurid"] > 0 or weight["light"] >= _HEADLINE_WEIGHT
    if weight["grave"]:
        return "bait" if light else "grave"
    return "light" if light else "plain"


def fits(one: Tone, other: Tone) -> bool:
    """Whether stories of these tones may stand beside each other."""
    grave, light = {"grave", "bait"}, {"light", "bait"}
    return not (one in grave and other in light) and not (one in light and other in grave)


def _found(text: str) -> dict[str, int]:
    running = f" {' '.join(_folded(text[:_LEAD_CHARS]))} "
    return {kind: sum(f" {phrase} " in running for phrase in lst) for kind, lst in _lists().items()}


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    raw = tomllib.loads(files(__package__).joinpath("tone.toml").read_text(encoding="utf-8"))
    return {kind: tuple(sorted({" ".join(_folded(p)) for p in raw[kind]})) for kind in sorted(raw)}


def _folded(text: str) -> list[str]:
    return [stem(word) or word for word in tokens(text)]
