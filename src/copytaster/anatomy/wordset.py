"""The words a text uses, to tell quickly what need not be looked for in it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from copytaster.anatomy.lowercase import lowered

# Letters in lower case, blanks for all else; what is no ASCII parts words.
_PLAIN = bytes(ord(chr(n).lower()) if chr(n).isalpha() and n < 128 else 32 for n in range(256))


def plain_words(text: str) -> list[bytes]:
    """The runs of ASCII letters in the text, in lower case and in order."""
    return text.encode("ascii", "replace").translate(_PLAIN).split()


def word_set(text: str) -> frozenset[bytes]:
    """The text's `plain_words`, each once."""
    return frozenset(plain_words(text))


@lru_cache(maxsize=2)
def small_print(text: str) -> tuple[str, frozenset[bytes]]:
    """A whole text `lowered`, and the `word_set` of that: several parts of anatomy ask for a story's."""
    small = lowered(text)
    return small, word_set(small)


def hints(words: str) -> dict[bytes, str]:
    """Words to look for, as `word_set` has them and as the text does."""
    return {word.encode("ascii"): word for word in words.split()}


def present(known: Mapping[bytes, str], words: frozenset[bytes]) -> set[str]:
    """Those of the `hints` that are in a text's `word_set`."""
    return {known[word] for word in words.intersection(known)}
