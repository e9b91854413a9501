"""What a sentence takes up by "the letter", "the suspect": the sentence that brought it in.

A story that first speaks of "a letter from the union" and then of "the letter" is understood
only in that order. Nouns are those that stories bring in and come back to: documents, people
without a name, things. What an event is about ("the crash") its headline says.
"""

from __future__ import annotations

from collections.abc import Sequence

from copytaster.words import wordset

_CARRIED = wordset("""
    letter report statement document proposal plan deal agreement bill order complaint lawsuit petition
    video footage photograph photo picture recording email message note memo survey study poll interview
    article book film speech contract offer warning list map diary
    suspect victim driver pilot gunman attacker man woman boy girl teenager couple child passenger
    neighbour neighbor witness vehicle car truck lorry van bus plane helicopter boat bag box knife gun
    machine device camera tent tower
""")
# As they stand in a sentence that is split at its spaces.
_WRITTEN = {
    noun + tail: noun
    for noun in _CARRIED
    for tail in ("", ",", ".", ":", ";", ',"', '."', ",”", ".”", "'s", "’s")
}
_BRINGING = frozenset(("a", "an", "another", "one", "A", "An", "Another", "One"))
_TAKING_UP = frozenset(("the", "The", "that", "That", "this", "This"))
# "The letter from the union", "the man who …": says itself which.
_BINDING = wordset("""
    of by from to that in on about for which who whose with sent signed dated published released
    seen obtained written posted made
""")
_REACH = 3  # words between "a" and its noun


class Antecedents:
    """Gathers, sentence by sentence, what a story has brought in."""

    __slots__ = ("_brought",)

    def __init__(self) -> None:
        self._brought: dict[str, int] = {}

    def taken_up(self, words: Sequence[str], place: int) -> int:
        """The place of the sentence that brought in what these words take up; -1 where they take up nothing.

        What no sentence brought in as "a letter" was spoken of in other words right before.
        ``words`` are a sentence split at its spaces, ``place`` its own place in the story; what it
        brings in itself is remembered.
        """
        needed, here = -1, set()
        for i, word in enumerate(words):
            noun = _WRITTEN.get(word)
            if noun is None:
                continue
            if i and words[i - 1] in _TAKING_UP and not _bound(words, i):
                needed = max(needed, -1 if noun in here else self._brought.get(noun, place - 1))
            elif not _BRINGING.isdisjoint(words[max(0, i - _REACH) : i]):
                self._brought.setdefault(noun, place)
                here.add(noun)
        return needed


def _bound(words: Sequence[str], i: int) -> bool:
    return words[i][-1:].isalpha() and i + 1 < len(words) and words[i + 1] in _BINDING
