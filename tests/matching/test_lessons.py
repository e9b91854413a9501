"""What an editor merged or split holds, and teaches a little about later stories on the subject."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from copytaster.matching import Matcher
from copytaster.model import Story

Make = Callable[..., Story]
Copy = Callable[..., str]

# Reports of one running subject that share some words, and a common frame.
FRAME = "The mussel growers of Tarn bay {} on {}, and the harvest, the quota and the dredgers {}."
TOLD = (
    FRAME.format("met the minister", "Monday", "were on the table") + " Coffee was served late.",
    FRAME.format("marched through town", "Tuesday", "were in every song") + " Drums led the way.",
    FRAME.format("wrote to the palace", "Wednesday", "filled nine pages") + " Nobody answered it.",
    FRAME.format("hired a lawyer", "Thursday", "are her brief") + " She once defended whalers.",
)


def added(matcher: Matcher, make: Make, number: int, filler: str) -> str:
    body = f"{TOLD[number]} {filler}"
    story = make(body, provider=f"p{number}.example", headline=TOLD[number][-24:], hours=number)
    return matcher.add(story).coverage


def bar(matcher: Matcher, make: Make) -> float:
    """How readily a further story on the subject would be joined, from -1 to 1."""
    visitor = Matcher.from_bytes(matcher.to_bytes())
    story = make(TOLD[3], provider="q.example", hours=4)
    visitor.add(story)
    return visitor._shelf.lessons.leaning(visitor._shelf.entries[visitor._shelf.numbers[story.id]])


def test_merges_and_splits_lean_one_way_and_the_other(make: Make, copy: Copy) -> None:
    """A merge makes the subject's later stories join more readily, a split less; undone they cancel."""
    matcher = Matcher()
    one = added(matcher, make, 0, copy(900, 70))
    other = added(matcher, make, 1, copy(901, 70))
    assert one != other
    assert bar(matcher, make) == 0
    moved = matcher.coverage(other).stories
    matcher.merge(one, other)
    assert matcher.lessons[0].kind == "joined"
    assert bar(matcher, make) == pytest.approx(1 / 3)
    parted = matcher.split(one, moved)
    assert bar(matcher, make) == 0
    matcher.merge(one, parted)
    matcher.split(one, moved)
    assert [lesson.kind for lesson in matcher.lessons] == ["joined", "parted"] * 2
    matcher.unlearn()
    assert matcher.lessons == ()
    assert bar(matcher, make) == 0


def test_merges_change_what_happens_next(make: Make, copy: Copy) -> None:
    """A story just under the bar stays alone without lessons and is joined with them, never the reverse."""
    taught = Matcher()
    events = [added(taught, make, n, copy(900 + n, 50)) for n in range(3)]
    taught.merge(events[1], events[2])
    plain = Matcher.from_bytes(taught.to_bytes())
    plain.unlearn()
    joined: list[tuple[bool, ...]] = []
    for hours in range(3, 36):
        late = make(
            f"{TOLD[3]} {copy(950, 30)}", provider="p3", headline=TOLD[3][-24:], hours=hours
        )
        matchers = (Matcher.from_bytes(m.to_bytes()) for m in (plain, taught))
        joined.append(tuple(m.add(late).coverage == events[0] for m in matchers))
    assert (False, True) in joined
    assert (True, False) not in joined


def test_a_lesson_says_nothing_of_other_subjects(make: Make, copy: Copy) -> None:
    """Stories without its words are placed as if nothing had been taught."""
    plain, taught = Matcher(), Matcher()
    for matcher in (plain, taught):
        added(matcher, make, 0, copy(900, 70))
        added(matcher, make, 1, copy(901, 70))
    other, one = taught.coverages()
    taught.merge(one, other)
    assert taught.lessons
    for n in range(8):
        story = make(
            copy(300 + n // 2, 90) + copy(400 + n, 40), provider=f"o{n}.example", hours=9 + n
        )
        assert plain.add(story).coverage == taught.add(story).coverage


def test_what_an_editor_parted_no_late_origin_joins(make: Make, copy: Copy) -> None:
    """An agency's own copy that comes last makes no one event of two that an editor parted."""
    text, rest = copy(77, 90), copy(78, 90)
    matcher = Matcher(window=timedelta(days=9))
    first = make(text, provider="a.example", agency="Norda", hours=5)
    second = make(rest, provider="b.example", agency="Norda", hours=6)
    event = matcher.add(first).coverage
    gone = matcher.add(second).coverage
    if gone != event:
        matcher.merge(event, gone)
    parted = matcher.split(event, [second.id])
    whole = make(f"{text}\n\n{rest}", provider="norda.example", agency="Norda", hours=1)
    match = matcher.add(whole)
    assert all(change.kind != "merge" for change in match.changes)
    assert {matcher.coverage_id(first.id), matcher.coverage_id(second.id)} == {event, parted}
    restored = Matcher.from_bytes(matcher.to_bytes())
    assert restored.to_bytes() == matcher.to_bytes()


def test_lessons_outlive_a_restart(make: Make, copy: Copy) -> None:
    """They are in the matcher's bytes, in order."""
    matcher = Matcher()
    one, other = (added(matcher, make, n, copy(900 + n, 70)) for n in (0, 1))
    matcher.merge(one, other)
    assert Matcher.from_bytes(matcher.to_bytes()).lessons == matcher.lessons != ()
