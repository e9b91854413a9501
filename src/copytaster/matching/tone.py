"""The tone gate: a story of death, war or abuse never carries a frivolous or lurid link, nor the reverse.

The word lists stand in ``tone.toml`` beside this file, for editors to read and change.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from copytaster.matching.words import stem, stems, tokens

Tone = Literal["plain", "grave", "light", "bait"]
# Tone shows in the headline and the first words; further down anything may be mentioned.
_LEAD_WORDS = 80
_HEADLINE_WEIGHT = 2


def tone(copy: list[str], headline: list[str]) -> Tone:
    """The tone of a story, from the words of its headline and of its first sentences.

    ``bait`` is both: a crime told for its lurid side, or a death among gossip.
    """
    head, lead = _found(headline), _found(copy[:_LEAD_WORDS])
    weight = {kind: _HEADLINE_WEIGHT * head[kind] + lead[kind] for kind in head}
    # One grave word keeps the frivolous away; one light word does not make a story frivolous.
    light = weight["lurid"] > 0 or weight["light"] >= _HEADLINE_WEIGHT
    if weight["grave"]:
        return "bait" if light else "grave"
    return "light" if light else "plain"


def fits(one: Tone, other: Tone) -> bool:
    """Whether stories of these tones may stand beside each other."""
    grave, light = {"grave", "bait"}, {"light", "bait"}
    return not (one in grave and other in light) and not (one in light and other in grave)


def _found(words: list[str]) -> dict[str, int]:
    stemmed = [term or word for term, word in zip(stems(words), words, strict=True)]
    single, running = set(stemmed), f" {' '.join(stemmed)} "
    return {
        kind: len(single & alone) + sum(f" {phrase} " in running for phrase in phrases)
        for kind, (alone, phrases) in _lists().items()
    }


@cache
def _lists() -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
    """For every tone its single words and its phrases, stemmed."""
    raw = tomllib.loads(files(__package__).joinpath("tone.toml").read_text(encoding="utf-8"))
    return {kind: _parted({_folded(phrase) for phrase in raw[kind]}) for kind in sorted(raw)}


def _parted(phrases: set[str]) -> tuple[frozenset[str], tuple[str, ...]]:
    return (
        frozenset(p for p in phrases if " " not in p),
        tuple(sorted(p for p in phrases if " " in p)),
    )


def _folded(text: str) -> str:
    return " ".join(stem(word) or word for word in tokens(text))
