"""Headlines of other stories: what the feed and the coverage know stands in this one by mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from copytaster.anatomy.wordset import plain_words

# Shorter headlines could be anything; inside a paragraph even these could be a sentence of it.
_FEWEST_WORDS, _FEWEST_INSIDE = 4, 5
_LONGEST = 300
_KEY, _NEAR = 12, 40
# Where a headline may begin inside a paragraph: at its head, behind a sentence, or run into its last word.
_START = re.compile(
    r"(?:[.!?…।。][”\"’')\]]{0,2}\s{0,3}|[a-z0-9)]\s{2,4}|\|\s{0,2})(?=[^\W_a-z]|[‘“'\"])"
)
# What follows it there: another sentence, or nothing.
_FOLLOWED = re.compile(r"[.!?…]?\s{0,3}(?:$|[^\W_a-z]|[“‘\"'(])")
_SAYING = re.compile(
    r"\s?[,;:]|\s(?:and|or|but|said|says|which|that|who|is|was|has|had|will|of|in|on|at|to)\b"
)


class KnownHeadlines:
    """Headlines of other stories, found as lines, behind a lead, and whole inside paragraphs."""

    def __init__(self, headlines: Mapping[str, str]) -> None:
        self._ids: dict[str, str] = {}
        self._starts: dict[str, list[str]] = {}
        self._by_word: dict[bytes, list[str]] = {}
        for headline, story in headlines.items():
            folded = _remembered(headline)
            if folded.count(" ") + 1 >= _FEWEST_WORDS or (
                not folded.isascii() and len(folded) > 12
            ):
                self._ids[folded] = story
                self._starts.setdefault(folded[:_KEY], []).append(folded)
                self._by_word.setdefault(_longest_word(folded), []).append(folded)
        self._longest = frozenset(self._by_word)

    def __bool__(self) -> bool:
        return bool(self._ids)

    def stand_in(self, small: str, words: frozenset[bytes]) -> bool:
        """Whether any of them stands in a text, given that in lower case and its `word_set`.

        A headline's longest word is looked for first, then the others: few are in a text that does
        not tell the same.
        """
        near = (b"", *words & self._longest)
        known = (folded for word in near for folded in self._by_word.get(word, ()))
        return any(_inner_words(folded) <= words and folded in small for folded in known)

    def whole(self, line: str, own: str) -> str | None:
        """The id of the story whose headline the line is, or None."""
        if not self._ids or len(line) > _LONGEST:
            return None
        folded = folded_headline(line)
        return self._ids.get(folded) if folded != own else None

    def prefix(self, text: str, start: int, end: int, own: str) -> tuple[int, str] | None:
        """The offset behind a known headline that begins at ``start``, and whose it is; or None."""
        if not self._ids:
            return None
        piece = text[start : min(end, start + _LONGEST)]
        best = None
        for known in self._starts.get(_key(piece), ()):
            length = _matched_length(piece, known) if known != own else None
            if length is not None and (best is None or start + length > best[0]):
                best = (start + length, self._ids[known])
        return best

    def inside(
        self, text: str, start: int, end: int, own: str, *, first: bool = False
    ) -> Iterator[tuple[int, int, str]]:
        """Known headlines that stand between the sentences of ``text[start:end]``: ranges and ids.

        With ``first`` the text begins here, and may do so with its own headline of an earlier edition.
        """
        if not self._ids:
            return
        at = start
        for begin in (
            *(() if first else (start,)),
            *(m.end() for m in _START.finditer(text, start, end)),
        ):
            if begin < at or text[begin : begin + 1] in '"“‘':
                continue
            found = self.prefix(text, begin, end, own)
            if found and self._stands_alone(text, begin, found[0], end):
                stop = found[0] + (text[found[0] : found[0] + 1] in {".", "!", "?"})
                yield begin, min(stop, end), found[1]
                at = stop

    def _stands_alone(self, text: str, start: int, stop: int, end: int) -> bool:
        if text.count(" ", start, stop) + 1 < _FEWEST_INSIDE and text[start:stop].isascii():
            return False
        return bool(_FOLLOWED.match(text, stop, end)) and not _SAYING.match(text, stop, end)


_recent: tuple[Mapping[str, str], int, KnownHeadlines] | None = None


def known_headlines(headlines: Mapping[str, str]) -> KnownHeadlines:
    """The index of the headlines; asked for the same mapping again, the same index."""
    global _recent
    kept = _recent
    if kept is None or kept[0] is not headlines or kept[1] != len(headlines):
        _recent = kept = headlines, len(headlines), KnownHeadlines(headlines)
    return kept[2]


def folded_headline(text: str) -> str:
    """A headline as it is compared: white space folded, no full stop, in lower case."""
    return " ".join(text.split()).strip(".").casefold()


def _key(piece: str) -> str:
    """How the folded piece begins; mostly its first words tell, and the rest need not be folded."""
    first = folded_headline(piece[:_NEAR])
    return (first if len(first) >= _KEY else folded_headline(piece))[:_KEY]


@lru_cache(maxsize=8192)
def _inner_words(folded: str) -> frozenset[bytes]:
    """Its words as `word_set` has them, less the first and the last: others may be run into these."""
    return frozenset(plain_words(folded)[1:-1])


def _longest_word(folded: str) -> bytes:
    """The longest of its inner words; none where there is none."""
    return max(sorted(_inner_words(folded)), key=len, default=b"")


# The headlines of a feed come again with each of its deliveries.
_remembered = lru_cache(maxsize=8192)(folded_headline)


def _matched_length(piece: str, known: str) -> int | None:
    at = 0
    for word in known.split(" "):
        while at < len(piece) and piece[at].isspace():
            at += 1
        if piece[at : at + len(word)].casefold() != word:
            return None
        at += len(word)
    return at


#: No headline is known.
NO_HEADLINES = KnownHeadlines({})
