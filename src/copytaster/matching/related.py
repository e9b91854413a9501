"""What to read next: other coverage on the same matters, fit to stand beside the story."""

from __future__ import annotations

from copytaster.matching.entry import NOBODY, Entry, entry_of, gist_of
from copytaster.matching.events import DAY, Event, cosine
from copytaster.matching.shelf import Shelf
from copytaster.matching.shingles import similarity
from copytaster.matching.tone import Tone, fits
from copytaster.model import Story

# Below this cosine two stories have words in common, not a matter.
LEAST = 0.05
# A story a week older scores half.
HALF_LIFE = 7 * DAY
# As much shared text as this, and it is the same story again.
_SAME_TEXT = 0.25


def related_to(shelf: Shelf, story: Story, limit: int) -> list[tuple[str, float]]:
    """(story id, score 0 to 1) of one story from each of the nearest other events, best first."""
    no = shelf.numbers.get(story.id)
    own = shelf.entries[no] if no is not None else None
    near = own or _visitor(shelf, story)
    weights = dict(zip(*near.body, strict=True))
    found: list[tuple[float, int, str]] = []
    for event_no, score in shelf.events.scores(near.body, near.title):
        if (own and event_no == own.event) or score < LEAST:
            continue
        entry = _best(shelf, shelf.events.live[event_no], weights, near.tone)
        if entry is None or similarity(near.sample, entry.sample) >= _SAME_TEXT:
            continue
        decayed = score * HALF_LIFE / (HALF_LIFE + abs(near.at - entry.at))
        found.append((-decayed, entry.no, entry.id))
    return [(id_, round(min(1.0, -score), 4)) for score, _, id_ in sorted(found)[: max(0, limit)]]


def _visitor(shelf: Shelf, story: Story) -> Entry:
    """A story that was never added, weighed as if it had been."""
    gist = gist_of(story)
    entry = entry_of(story, gist, NOBODY, shelf.clock.now, {})
    entry.body, entry.title = shelf.events.weigh(gist.counted, gist.headline)
    return entry


def _best(shelf: Shelf, event: Event, weights: dict[str, int], mood: Tone) -> Entry | None:
    """The event's origin nearest to the story, if the tone of all its origins fits."""
    origins = [e for no in event.members if (e := shelf.entries[no]).is_origin]
    if not origins or not all(fits(mood, e.tone) for e in origins):
        return None
    return max(origins, key=lambda e: (cosine(e.body, weights), e.at, -e.no))
