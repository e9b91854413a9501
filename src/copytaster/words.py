"""Word lists as they are written in the lexicons: words with spaces between."""

from __future__ import annotations


def wordset(text: str) -> frozenset[str]:
    """The set of the words in ``text``."""
    return frozenset(text.split())
