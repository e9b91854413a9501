"""A publisher's repeating blocks, learnt from its own feed: what stands at the edges of story after story.

::

    story → its first and last lines → seen in how many different events → learnt or suggested

A line counts once for each event, so that reprints and editions of one story
teach nothing. What plainly speaks of the house (its newsletter, its authors,
its site) is cut from then on; what could be copy that is repeated, a standing
background paragraph, is only suggested to the operator. Lines with quotation
marks are never learnt. Only digests are remembered of what is not learnt.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from copytaster.anatomy.boilerplate import repeat_key
from copytaster.model import CutKind, RepeatedBlock, Story

State = Literal["learnt", "suggested", "accepted", "undone"]

#: Different events that a line must have stood in, among so many last stories of the feed.
ENOUGH, WINDOW = 4, 40
_FIRST, _LAST = 2, 3
_SHORTEST, _LONGEST = 12, 600
_MOST_CANDIDATES, _MOST_LEARNT, _MOST_CUT = 200, 60, 200
_QUOTED = re.compile(r"[\"“”„«»「」『』]")
_HOUSE = re.compile(
    r"https?://|www\.|\b[\w-]+\.(?:com|org|net|co|io|news|example)\b|@\w|©|\b(?:newsletters?|subscri\w+|sign(?:ed)? up|follow|click|patreon|donat\w+|"
    r"sponsor\w*|advertis\w+|copyright|rights reserved|contributed to this (?:report|story|article|post)|published (?:in|on|by)|reporting by|editing by|appeared first|originally published|"
    r"views expressed|opinions expressed|podcast|episode|comments? (?:below|section)|leave a comment|share this|tweet|facebook|twitter|instagram|"
    r"mastodon|bluesky|youtube|discord|rss|filed under|tagged|permalink|read more|read the|continue reading|support (?:us|me|our|my|the)|"
    r"buy me|coffee|merch|discount|promo code|affiliate|commission|photos?|image|"
    r"(?:this|the) (?:story|article|post|report|blog|site|website|column|newsletter|episode|show|publication|series)|"
    r"(?:thanks|thank you) for reading|is (?:a|an|the) (?:\w+ ){0,3}(?:reporter|writer|columnist|editor|correspondent|journalist|"
    r"author|contributor|professor|fellow|analyst|consultant|engineer|founder)|written by|posted by|"
    r"abonnieren|newsletter|folgen sie|suscr\w+|síguenos|abonnez|suivez|dieser (?:artikel|beitrag|text)|este artículo|cet article)\b",
    re.I,
)
_KINDS: tuple[tuple[CutKind, re.Pattern[str]], ...] = (
    ("newsletter", re.compile(r"newsletter|subscri|inbox|sign up|mailing list|abonn|suscr", re.I)),
    ("copyright", re.compile(r"©|copyright|rights reserved", re.I)),
    (
        "share",
        re.compile(r"follow|tweet|facebook|twitter|instagram|mastodon|bluesky|share this|leave a comment|comments", re.I),
    ),
    ("disclaimer", re.compile(r"views expressed|opinions expressed|syndicat|responsib|disclaimer", re.I)),
    (
        "credit",
        re.compile(r"written by|posted by|contributed|reporting by|is (?:a|an|the) .{0,60}(?:reporter|writer|columnist|editor|correspondent|journalist|author)", re.I),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sighting:
    """A line at an edge that was seen and is not learnt: in which stories, by number, of which events."""

    stories: tuple[int, ...]
    events: tuple[str, ...]
    since: str

    @property
    def line(self) -> str:
        """As one line of words."""
        seen = (f"{n}:{event}" for n, event in zip(self.stories, self.events, strict=True))
        return " ".join((self.since, *seen))

    @classmethod
    def of(cls, line: str) -> Sighting:
        """From `line`."""
        since, *seen = line.split(" ")
        pairs = [one.partition(":") for one in seen]
        return cls(tuple(int(n) for n, _, _ in pairs), tuple(e for _, _, e in pairs), since)


@dataclass(frozen=True, slots=True)
class Learnt:
    """A repeating block, what became of it, and the series it was cut from (the last ones)."""

    block: RepeatedBlock
    state: State
    last: str
    series: tuple[str, ...] = ()

    @property
    def cuts(self) -> bool:
        """Whether it is cut from what comes."""
        return self.state in ("learnt", "accepted")


@dataclass(frozen=True, slots=True)
class Repeats:
    """What one feed repeats: plain values, so that they can be kept between deliveries."""

    stories: int = 0
    sightings: tuple[tuple[str, Sighting], ...] = ()
    learnt: tuple[tuple[str, Learnt], ...] = ()

    @property
    def blocks(self) -> tuple[RepeatedBlock, ...]:
        """The blocks to cut from what comes."""
        return tuple(known.block for _, known in self.learnt if known.cuts)

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "stories": self.stories,
            # One string: hundreds of small lists would take longer to write than to learn.
            "sightings": "\n".join(f"{key} {seen.line}" for key, seen in self.sightings),
            "learnt": [
                [k, known.block.to_dict(), known.state, known.last, list(known.series)]
                for k, known in self.learnt
            ],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Repeats:
        """From `to_dict`."""
        lines = (line.partition(" ") for line in data["sightings"].split("\n") if line)
        sightings = ((key, Sighting.of(line)) for key, _, line in lines)
        learnt = (
            (k, Learnt(RepeatedBlock.from_dict(block), state, last, tuple(series)))
            for k, block, state, last, series in data["learnt"]
        )
        return cls(data["stories"], tuple(sightings), tuple(learnt))


def learn(known: Repeats, story: Story, event: str, day: str) -> Repeats:
    """What is known once one more story of the feed has come, on ``day`` (ISO), in that event."""
    number, event = known.stories + 1, _short(event)
    sightings, learnt = dict(known.sightings), dict(known.learnt)
    for text in dict.fromkeys(edges(story)):
        key = digest(text)
        if key in learnt:
            learnt[key] = _again(learnt.pop(key), story, day)
            continue
        seen = _seen(sightings.pop(key, None), number, event, day)
        if len(seen.events) >= ENOUGH:
            learnt[key] = _made(text, seen, day)
        else:
            sightings[key] = seen
    late = tuple(learnt.items())[-_MOST_LEARNT:]
    recent = tuple(kept for kept in sightings.items() if kept[1].stories[-1] > number - WINDOW)
    return Repeats(number, recent[-_MOST_CANDIDATES:], late)


def ruled(known: Repeats, key: str, state: State) -> Repeats:
    """The same with the operator's word on one block. Raises KeyError if there is none such."""
    learnt = dict(known.learnt)
    series = () if state == "undone" else learnt[key].series
    learnt[key] = replace(learnt[key], state=state, series=series)
    return replace(known, learnt=tuple(learnt.items()))


def edges(story: Story) -> Iterator[str]:
    """The first and the last lines of a story that could be no copy, less what is cut for another reason."""
    lines = list(_lines(story))
    for text in (*lines[:_FIRST], *lines[_FIRST:][-_LAST:]):
        long = _SHORTEST <= len(text) <= _LONGEST and (" " in text or not text.isascii())
        if long and not _QUOTED.search(text):
            yield text


def digest(text: str) -> str:
    """By what a block is known again: its words, digits alike; 16 hex digits."""
    key = repeat_key(text).encode("utf-8", "surrogatepass")
    return hashlib.sha256(key).hexdigest()[:16]


def _lines(story: Story) -> Iterator[str]:
    """The story's lines, but those of which another cut takes a part."""
    text = story.text
    own = [c for c in story.cuts if "this feed repeats" not in c.reason]
    at = 0
    for block in story.blocks:
        if block.kind in ("table", "headline"):
            continue
        start = block.start
        for line in text[block.start : block.end].split("\n"):
            end = start + len(line)
            while at < len(own) and own[at].end <= start:
                at += 1
            if line.strip() and not (at < len(own) and own[at].start < end):
                yield line.strip()
            start = end + 1


def _short(event: str) -> str:
    return hashlib.sha256(event.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _seen(before: Sighting | None, number: int, event: str, day: str) -> Sighting:
    if before is None:
        return Sighting((number,), (event,), day)
    if event in before.events:
        return before
    pairs = [p for p in zip(before.stories, before.events, strict=True) if p[0] > number - WINDOW]
    pairs.append((number, event))
    return Sighting(tuple(n for n, _ in pairs), tuple(e for _, e in pairs), before.since)


def _made(text: str, seen: Sighting, day: str) -> Learnt:
    state: State = "learnt" if _HOUSE.search(text) else "suggested"
    kinds: list[CutKind] = [kind for kind, pattern in _KINDS if pattern.search(text)]
    kind = kinds[0] if kinds else "promo"
    return Learnt(RepeatedBlock(text, kind, len(seen.events), seen.since), state, day)


def _again(known: Learnt, story: Story, day: str) -> Learnt:
    block = replace(known.block, seen=known.block.seen + 1)
    series = known.series
    if known.cuts:
        series = (*(s for s in series if s != story.series), story.series)[-_MOST_CUT:]
    return replace(known, block=block, last=day, series=series)
