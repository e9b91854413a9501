"""Events grouped anew as stories come, and told."""

from __future__ import annotations

from collections.abc import Callable

from copytaster.matching import Matcher
from copytaster.model import Match, Story

Make = Callable[..., Story]

# Two reports that share little, and a third that has much of both.
FIRE = "Smoke rose over the Tarn cannery at dawn, and the night shift left by the loading doors."
DOCK = "Forty pickets stood at the Tarn dockside, where the foreman read out the owners' offer."
BOTH = f"{FIRE} {DOCK}"


def placed(matcher: Matcher, stories: list[Story]) -> tuple[dict[str, str], list[Match]]:
    """Where each story is in the end by what the matches told."""
    where: dict[str, str] = {}
    matches = [matcher.add(story) for story in stories]
    for story, match in zip(stories, matches, strict=True):
        where[story.id] = match.coverage
        for change in match.changes:
            if change.kind == "split" and change.to:
                where[change.story] = change.to
            elif change.kind == "merge" and change.to:
                where = {s: change.to if c == change.story else c for s, c in where.items()}
    return where, matches


def wire(
    make: Make, copy: Callable[..., str], size: int, shared: int = 10, own: int = 10
) -> list[Story]:
    """Reports of three running matters whose words mix, so many of them shared and so many their own."""
    frames = (FIRE, DOCK, BOTH)
    return [
        make(
            f"{frames[n % 3]} {copy(20 + n % 5, shared + n % 7)} {copy(n, own)}",
            provider=f"h{n % 11}.example",
            headline=frames[n % 3][: 30 + n],
            hours=n,
        )
        for n in range(size)
    ]


def test_what_matches_tell_is_where_stories_are(make: Make, copy: Callable[..., str]) -> None:
    """Whoever follows every match's changes knows the event of every live story."""
    changes: list[str] = []
    for shared, own in ((10, 10), (10, 25), (20, 25), (30, 25)):
        matcher = Matcher()
        stories = wire(make, copy, 60, shared, own)
        where, matches = placed(matcher, stories)
        live = {s.id: matcher.coverage_id(s.id) for s in stories}
        assert {s: where[s] for s, event in live.items() if event} == {
            s: event for s, event in live.items() if event
        }
        changes += [change.kind for m in matches for change in m.changes]
    assert {"split", "merge"} & set(changes)


def test_a_restart_changes_nothing_of_it(make: Make, copy: Callable[..., str]) -> None:
    """A matcher restored in mid-stream places, links and regroups as the other would have."""
    stories = wire(make, copy, 50)
    steady, torn = Matcher(), Matcher()
    for n, story in enumerate(stories):
        if n % 7 == 3:
            torn = Matcher.from_bytes(torn.to_bytes())
        assert steady.add(story) == torn.add(story)
    assert steady.to_bytes() == torn.to_bytes()


def test_an_editors_event_is_only_added_to(make: Make, copy: Callable[..., str]) -> None:
    """What an editor put together no arrival takes apart, and what he parted none joins."""
    matcher = Matcher()
    stories = wire(make, copy, 40)
    early, late = stories[:12], stories[12:]
    placed(matcher, early)
    one, other, *_ = matcher.coverages()
    together = {s for c in (one, other) for s in matcher.coverage(c).stories}
    event = matcher.merge(one, other)
    placed(matcher, late)
    assert {matcher.coverage_id(s) for s in together} == {event}
