"""The words a text uses, to tell quickly what need not be looked for in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from copytaster.anatomy.lowercase import lowered

# Letters in lower case, blanks for all else; what is no ASCII parts words.
_PLAIN = bytes(ord(chr(n).lower()) if chr(n).isalpha() and n < 128 else 32 for n in range(256))


def plain_words(text: str) -> list[bytes]:
    """The runs of ASCII letters in the text, in lower case and in order."""
    return text.encode("ascii", "replace").translate(_PLAIN).split()


def word_set(text: str) -> frozenset[bytes]:
    """The text's `plain_words`, each once."""
    return frozenset(plain_words(text))


class SmallPrint(NamedTuple):
    """A text `lowered`, and the `word_set` of that."""

    text: str
    words: frozenset[bytes]


def small_print(text: str) -> SmallPrint:
    """The text in small letters: made once a story, for all parts of anatomy that ask for it."""
    small = lowered(text)
    return SmallPrint(small, word_set(small))


def hints(words: str) -> dict[bytes, str]:
    """Words to look for, as `word_set` has them and as the text does."""
    return {word.encode("ascii"): word for word in words.split()}


def present(known: Mapping[bytes, str], words: frozenset[bytes]) -> set[str]:
    """Those of the `hints` that are in a text's `word_set`."""
    return {known[word] for word in words.intersection(known)}
