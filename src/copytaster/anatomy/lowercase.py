"""Lower case, character for character."""

from __future__ import annotations


def lowered(text: str) -> str:
    """The text in lower case, every character where it was: the few that would become two stay."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
