"""The copy as tokens: words and marks with their sentence, paragraph and quotation.

Only kept copy is tokenised: cuts, the dateline, tables and subheads are left
out, so that no later step can put a statement there. Parallel lists instead
of objects, because every cue looks at its neighbours many times.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from copytaster.anatomy.sentences import sentence_bounds
from copytaster.attribution.quotes import Region, quote_regions
from copytaster.model import Story

# A word keeps its inner apostrophes, hyphens and dots: al-Brandt, Norland's, U.S.
_TOKEN = re.compile(
    r"(\d++(?:[.,:]\d++)+|[^\W_]++(?:[’'\-.&–‑][^\W_]++)*+|\.\.\.+|--+|``|''|[^\w\s]|_)"
)
_BREAK = re.compile(r"\n[ \t]*\n")
# No sentence of honest copy is longer; beyond it a search per cue would add up.
MAX_SENTENCE = 300
_READ = frozenset(("paragraph", "list", "deck"))


@dataclass(slots=True)
class Tokens:
    """Parallel lists over the tokens of the kept copy.

    ``quote[i]`` is the index of the region token ``i`` lies in, or -1;
    ``sentence[i]`` its sentence; ``bounds[s]`` the token range of sentence
    ``s`` and ``paragraph[s]`` its paragraph. ``lower`` has apostrophes straightened.
    """

    text: str
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    word: list[str] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)
    capitals: list[bool] = field(default_factory=list)
    quote: list[int] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    bounds: list[tuple[int, int]] = field(default_factory=list)
    paragraph: list[int] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    inside: list[tuple[int, int]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.start)

    def said(self, first: int, last: int) -> str:
        """The text of tokens ``[first, last)`` as it stands."""
        return self.text[self.start[first] : self.end[last - 1]] if first < last else ""

    def capital(self, i: int) -> bool:
        """Does token ``i`` begin with a capital letter (al-Brandt and d'Or count)?"""
        return self.capitals[i]

    def opens_quote(self, i: int) -> bool:
        """Is token ``i`` the opening mark of a region?"""
        region = self.quote[i]
        return region >= 0 and self.regions[region].start == self.start[i]

    def closes_quote(self, i: int) -> bool:
        """Is token ``i`` the closing mark of a region?"""
        region = self.quote[i]
        return region >= 0 and self.inside[region][1] == i + 1


def tokenise(story: Story) -> Tokens:
    """The tokens of the story's kept copy: statements and claims are found in the same ones."""
    tokens = Tokens(story.text)
    for number, (start, end) in enumerate(pieces(story)):
        _add_piece(tokens, start, end, number)
    return tokens


def pieces(story: Story) -> Iterator[tuple[int, int]]:
    """The runs of kept copy, none longer than a paragraph, in reading order."""
    holes = sorted((c.start, c.end) for c in story.cuts)
    if story.dateline is not None and story.dateline.span.field == "text":
        holes = sorted([*holes, (story.dateline.span.start, story.dateline.span.end)])
    yield from _less(_paragraphs(story), holes)


def _paragraphs(story: Story) -> Sequence[tuple[int, int]]:
    if story.blocks:
        return [(b.start, b.end) for b in story.blocks if b.kind in _READ]
    text, out, at = story.text, [], 0
    for match in _BREAK.finditer(text):
        out.append((at, match.start()))
        at = match.end()
    return [*out, (at, len(text))]


def _less(
    ranges: Sequence[tuple[int, int]], holes: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """``ranges`` without ``holes``; both in order."""
    h = 0
    for start, end in ranges:
        while h < len(holes) and holes[h][1] <= start:
            h += 1
        at, k = start, h
        while k < len(holes) and holes[k][0] < end:
            if holes[k][0] > at:
                yield at, holes[k][0]
            at = max(at, holes[k][1])
            k += 1
        if at < end:
            yield at, end


def _add_piece(tokens: Tokens, start: int, end: int, number: int) -> None:
    first = len(tokens)
    piece = tokens.text[start:end]
    # Gaps and tokens by turns, and where each begins: without a step in Python, and without a match
    # object a token, because this is done for every word of every story.
    parts: list[str] = _TOKEN.split(piece)
    at = list(accumulate(map(len, parts), initial=start))
    words = parts[1::2]
    if not words:
        return
    lower = " ".join(words).lower().replace("’", "'").split(" ")  # no word has a space in it
    if "WHO" in piece:  # the organisation is no pronoun
        lower = [
            f"whorg{x[3:]}" if w[:3] == "WHO" else x for w, x in zip(words, lower, strict=True)
        ]
    tokens.start.extend(at[1:-1:2])
    tokens.end.extend(at[2::2])
    tokens.word.extend(words)
    tokens.lower.extend(lower)
    tokens.capitals.extend([w != x and _begins_name(w) for w, x in zip(words, lower, strict=True)])
    _mark_quotes(tokens, first, quote_regions(tokens.text, start, end))
    _split(tokens, first, number, start, end)


def _begins_name(word: str) -> bool:
    return word[0].isupper() or (len(word) > 3 and word[0].isalpha() and not word.islower())


def _mark_quotes(tokens: Tokens, first: int, regions: list[Region]) -> None:
    base, last = len(tokens.regions), len(tokens)
    tokens.regions.extend(regions)
    tokens.quote.extend([-1] * (last - first))
    at = first
    for number, region in enumerate(regions, base):
        opened = bisect_left(tokens.start, region.start, at, last)
        at = bisect_left(tokens.start, region.end, opened, last)
        tokens.quote[opened:at] = [number] * (at - opened)
        tokens.inside.append((opened, at))


def _split(tokens: Tokens, first: int, number: int, start: int, end: int) -> None:
    """Divide the piece that begins at token ``first`` into the sentences anatomy sees."""
    last = len(tokens)
    at = first
    for _, stop in sentence_bounds(tokens.text, start, end):
        begin, at = at, bisect_left(tokens.start, stop, at, last)
        while at - begin >= MAX_SENTENCE:
            _add_sentence(tokens, begin, begin + MAX_SENTENCE, number)
            begin += MAX_SENTENCE
        _add_sentence(tokens, begin, at, number)
    _add_sentence(tokens, at, last, number)


def _add_sentence(tokens: Tokens, first: int, last: int, number: int) -> None:
    if first < last:
        tokens.sentence.extend([len(tokens.bounds)] * (last - first))
        tokens.bounds.append((first, last))
        tokens.paragraph.append(number)
