"""The counted claims of a story: how many were killed, injured, missing, aboard, and who says so."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from copytaster.attribution.tokens import Tokens, tokenise
from copytaster.claims.counted import Counted, about_illness, counted, half_told, trails
from copytaster.claims.numbers import Count, count_at, may_count
from copytaster.claims.rivals import spoken_of_by
from copytaster.claims.verbs import denies
from copytaster.claims.voices import Voices, display
from copytaster.model import Figure, Item, Span, Statement, Story

_SAYS = re.compile(r"[,:–—-]\s+(?P<who>[^,:–—]{2,60}?)\s+(?:says?|said)\s*$")
# A day, month or year, a decade or century by its first digits, or long ago.
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}(?!\d)|\d{2,3}$|PAST_REF$")
_NEST = 24  # statements that may begin inside one another
_HEADLINE = 400  # characters of a headline that are read
_LONE = frozenset(("lone", "sole", "only"))


def figures_of(story: Story, tokens: Tokens) -> tuple[Figure, ...]:
    """The figures of the story's kept copy, and those its headline alone gives, in reading order.

    A number is told once: repeated by nobody in particular, or with "the"
    ("the 36 patients"), it is the same figure again.
    """
    voices, names = _Voices(story), Voices(story, tokens)
    found: list[Figure] = []
    for count, what in counts_of(tokens):
        span = Span(tokens.start[what.first], tokens.end[what.last - 1])
        if _in_time(story, tokens.start[count.number]):
            continue
        speaks, source = voices.over(span)
        rival = spoken_of_by(tokens, count.first)
        if rival is not None:
            source = names.name(*rival)
        if not speaks or (_definite(tokens, count) and _alike(found, what.what, count)):
            continue
        figure = _figure(story, count, what, span, source, _time(story, tokens, count))
        _keep(found, figure, _alike(found, what.what, count))
    return (*found, *_of_headline(story, {f.what for f in found}))


def counts_of(tokens: Tokens) -> Iterator[tuple[Count, Counted]]:
    """Every count of people with what it is of; sums told in two parts are left out."""
    ill = about_illness(tokens)
    for sentence, places in groupby(_places(tokens), key=tokens.sentence.__getitem__):
        first, last = tokens.bounds[sentence]
        found: list[tuple[Count, Counted | None]] = []
        for count in _counts_at(tokens, places, first, last):
            what = counted(tokens, count, first, last, ill)
            if found and half_told(tokens, found[-1][0], count):
                what = _summed(tokens, found, count, what, last)
            elif what is None and found and spoken_of_by(tokens, count.first):
                what = _alike_in_kind(found[-1][1], count)
            found.append((count, what))
        yield from ((count, what) for count, what in found if what is not None)


def _alike_in_kind(before: Counted | None, count: Count) -> Counted | None:
    """The other side's number is of the same thing as the one it is told beside."""
    return Counted(before.what, count.first, count.last) if before is not None else None


def _places(tokens: Tokens) -> list[int]:
    """The tokens a count may begin with; each word is looked at once, not wherever it stands."""
    telling = {word for word in set(tokens.lower) if word in _LONE or may_count(word)}
    return [i for i, word in enumerate(tokens.lower) if word in telling]


def _counts_at(tokens: Tokens, places: Iterable[int], first: int, last: int) -> Iterator[Count]:
    """The counts of the sentence ``[first, last)``; a number's second word begins no other."""
    behind = first
    for i in places:
        if i < behind:
            continue
        word = tokens.lower[i]
        count = _lone(tokens, i, last) if word in _LONE else None
        if count is None and may_count(word) and _may_stand(tokens, i, first):
            count = count_at(tokens, i, last)
        if count is not None:
            yield count
            behind = count.last


def _summed(
    tokens: Tokens, found: list[tuple[Count, Counted | None]], count: Count,
    what: Counted | None, last: int,
) -> Counted | None:  # fmt: skip
    """Neither part of "killed 12 soldiers and three civilians" is the number of the killed."""
    before, told = found[-1]
    if told is None:
        return None
    if what is None and trails(tokens, count, last) and told.last <= before.last + 2:
        found[-1] = (before, None)
    return what


def _lone(tokens: Tokens, i: int, last: int) -> Count | None:
    """As in "the lone survivor", *lone* being token ``i``."""
    if i + 1 < last and tokens.lower[i + 1] == "survivor":
        return Count(i, i, i + 1, 1)
    return None


def _may_stand(tokens: Tokens, i: int, first: int) -> bool:
    """Not "no one", and no number of a name ("Flight 302") or of money."""
    if i == first:
        return True
    before = tokens.lower[i - 1]
    if before in (
        "no",
        "any",
        "each",
        "every",
        "$",
        "€",
        "£",
        "¥",
        "#",
        "aged",
        "age",
        "paragraph",
        "page",
        "section",
        "chapter",
        "article",
        "paragraphs",
        "line",
        "room",
        "platform",
        "gate",
        "route",
        "highway",
        "flight",
    ):
        return False
    named = tokens.word[i - 1][0].isupper() and i - 1 > first and tokens.word[i][0].isdigit()
    return not named or before in _OPENERS


_OPENERS = frozenset(
    ("killing", "killed", "kills", "injures", "injured", "least", "than", "about", "dead")
)


def _definite(tokens: Tokens, count: Count) -> bool:
    return count.first > 0 and tokens.lower[count.first - 1] in ("the", "those", "these", "all")


def _alike(found: list[Figure], what: str, count: Count) -> list[int]:
    """Where the same number of the same thing stands already."""
    recent = range(max(0, len(found) - 40), len(found))
    wanted = (what, count.value, count.upper)
    return [i for i in recent if (found[i].what, found[i].value, found[i].upper) == wanted]


def _keep(found: list[Figure], figure: Figure, alike: list[int]) -> None:
    """Add the figure, or let it give a voice to one that had none."""
    if figure.source is None and alike:
        return
    for i in alike:
        if found[i].source in (None, figure.source):
            if found[i].source is None:
                found[i] = figure
            return
    found.append(figure)


def _figure(
    story: Story, count: Count, what: Counted, span: Span, source: str | None, time: str | None
) -> Figure:
    return Figure(
        what=what.what,
        value=count.value,
        qualifier=count.qualifier,
        upper=count.upper,
        source=source,
        span=span,
        time=time,
        story=story.id,
    )


# -- whose number -------------------------------------------------------------


@dataclass(slots=True)
class _Voices:
    """Looks up the statements over a span, among the few that begin before it."""

    story: Story
    parts: list[tuple[int, int, int]] = field(init=False)

    def __post_init__(self) -> None:
        self.parts = sorted(
            (p.start, p.end, number)
            for number, s in enumerate(self.story.statements)
            for p in s.content
            if p.field == "text"
        )

    def over(self, span: Span) -> tuple[bool, str | None]:
        """(is it claimed at all, by whom): not claimed where it is denied or only supposed."""
        at = bisect_right(self.parts, span.start, key=lambda p: p[0])
        near = self.parts[max(0, at - _NEST) : at]
        holding = [self.story.statements[n] for _, end, n in near if span.start < end]
        if any(s.negated or s.hypothetical or denies(self.story, s) for s in holding):
            return False, None
        named = [s for s in holding if s.speaker]
        return True, display(min(named, key=_width).speakers) if named else None


def _width(statement: Statement) -> int:
    return sum(p.end - p.start for p in statement.content)


# -- when ---------------------------------------------------------------------


def _time(story: Story, tokens: Tokens, count: Count) -> str | None:
    """The day nearest the number in its own sentence, as far as the copy tells it."""
    first, last = tokens.bounds[tokens.sentence[count.number]]
    begin, end, at = tokens.start[first], tokens.end[last - 1], tokens.start[count.number]
    near = bisect_left(story.times, at, key=lambda t: t.start)
    around = story.times[max(0, near - 3) : near + 3]
    days = (
        (abs(t.start - at), day[0])
        for t in around
        if begin <= t.start < end and t.type in ("DATE", "TIME") and t.value
        if (day := _DAY.match(t.value))
    )
    return min(days, default=(0, None))[1]


def _in_time(story: Story, at: int) -> bool:
    """Is the number at ``at`` part of a date or of a length of time?"""
    near = bisect_right(story.times, at, key=lambda t: t.start) - 1
    return near >= 0 and at < story.times[near].end


# -- the headline -------------------------------------------------------------


def _of_headline(story: Story, known: set[str]) -> Iterator[Figure]:
    headline = (story.headline or "")[:_HEADLINE]
    tokens = tokenise(Story(story.id, story.series, Item(body=headline)))
    said = _SAYS.search(headline)
    for count, what in counts_of(tokens):
        if what.what not in known:
            span = Span(tokens.start[what.first], tokens.end[what.last - 1], "headline")
            yield _figure(story, count, what, span, said["who"] if said else None, None)
