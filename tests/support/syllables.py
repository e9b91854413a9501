"""Copy made of invented words: nobody and nothing in it exists, and it is the same for the same dice."""

from __future__ import annotations

import random

_SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ka",
    "le",
    "mi",
    "no",
    "pu",
    "ra",
    "se",
    "ti",
    "vo",
    "zu",
]
_SENTENCE = 12  # words


def vocabulary(dice: random.Random, words: int = 60) -> list[str]:
    """So many invented words."""
    return ["".join(dice.choices(_SYLLABLES, k=3)) for _ in range(words)]


def sentences(dice: random.Random, number: int, words: int = 50) -> list[str]:
    """Sentences drawn from so many invented words."""
    known = vocabulary(dice, words)
    drawn = (dice.choices(known, k=_SENTENCE) for _ in range(number))
    return [f"{line[0].capitalize()} {' '.join(line[1:])}." for line in drawn]


def prose(seed: int, words: int = 120) -> str:
    """So many words in sentences, the last one perhaps cut short; always the same for a seed."""
    lines = sentences(random.Random(seed), -(-words // _SENTENCE), 60)
    return " ".join(" ".join(lines).split()[:words])
