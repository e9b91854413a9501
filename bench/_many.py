"""As many stories as are wanted, in the order of their times: of invented words, or of real ones."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from _stream import stream

from copytaster.model import Item, Story

BEGIN = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
A_DAY = 1000
_WORDS, _NAMES = 150, 10
_OF_A_MATTER, _OPEN = 12, 1200  # stories a matter, and matters that run at once
_WORD = re.compile(r"[A-Za-z]+")
_COMMON, _NEIGHBOURS, _RARE = 200, 8, 8


def invented(count: int) -> Iterator[Story]:
    """Always the same ones, 1,000 a day, of words whose frequencies fall as those of a language do.

    160 words a story; a dozen stories a matter, which share names of their own and come every
    29 hours or so.
    """
    chance = random.Random(7)
    words = ["".join(chance.choices("aeioulnrst", k=chance.randint(3, 9))) for _ in range(30_000)]
    reach = [0.0]
    for rank in range(len(words)):
        reach.append(reach[-1] + 1 / (rank + 1))
    for n in range(count):
        own = random.Random(n // (_OPEN * _OF_A_MATTER) * _OPEN + n % _OPEN)
        names = ["".join(own.choices("bcdfgkmpvz", k=4)) + own.choice(words) for _ in range(_NAMES)]
        body = chance.choices(words, cum_weights=reach[1:], k=_WORDS)
        for name in names:
            body.insert(chance.randrange(len(body)), name.capitalize())
        at = BEGIN + timedelta(days=n / A_DAY)
        yield _story(f"g{n}", " ".join(body), " ".join([*names[:3], *body[:4]]), at)


def worlds(gold: Path, count: int) -> Iterator[Story]:
    """The dated stream of news, told in several worlds at once, so that it is as long as wanted.

    In each but the first all words but the commonest change places with others that are about
    as frequent, and the rarest are the world's own: so all frequencies, and which words go
    together, are those of news, and no story is told twice.
    """
    rows = list(stream(gold))
    held = Counter(w for r in rows for w in {*_WORD.findall(f"{r['title']} {r['text']}".lower())})
    changed = [_exchange(held, world) for world in range(-(-count // len(rows)))]
    told = ((row, world) for row in rows for world in range(len(changed)))
    for (row, world), _ in zip(told, range(count), strict=False):
        title, text = (_told(row[field], changed[world]) for field in ("title", "text"))
        at = datetime.fromisoformat(f"{row['date']}T12:00:00+00:00") + timedelta(hours=world)
        yield _story(f"{row['id']}/{world}", text, title, at)


def _exchange(held: Counter[str], world: int) -> dict[str, str]:
    """What stands for each word in a world."""
    if not world:
        return {}
    ranked, chance = sorted(held, key=lambda w: (-held[w], w)), random.Random(world)
    changed = {}
    for start in range(_COMMON, len(ranked), _NEIGHBOURS):
        alike = ranked[start : start + _NEIGHBOURS]
        for word, other in zip(alike, chance.sample(alike, len(alike)), strict=True):
            changed[word] = other + chr(ord("a") + world % 26) if held[word] <= _RARE else other
    return changed


def _told(text: str, changed: dict[str, str]) -> str:
    def other(found: re.Match[str]) -> str:
        word = found[0]
        told = changed.get(word.lower(), word)
        return told.capitalize() if word[0].isupper() else told

    return _WORD.sub(other, text)


def _story(guid: str, body: str, headline: str, at: datetime) -> Story:
    item = Item(body=body, headline=headline, provider="bench", guid=guid, published=at)
    id_ = sha256(guid.encode()).hexdigest()[:16]
    return Story(id_, id_, item, language="en")
