"""An edition that another took the place of counts for nothing: no reprint, no source, no story of its own."""

from __future__ import annotations

from collections.abc import Callable

import copytaster as ct
from copytaster.model import Coverage, Story

Make = Callable[..., Story]
Copy = Callable[..., str]


def taken(*stories: Story) -> Coverage:
    """The one event of these, in the order they came."""
    matcher = ct.Matcher()
    for story in stories:
        matcher.add(story)
    (one,) = matcher.coverages()
    return matcher.coverage(one)


def test_two_editions_of_a_copy_are_one_reprint(make: Make, copy: Copy) -> None:
    """A paper that updates its copy of an agency story still repeats it once."""
    own = make(copy(1), provider="anx.example", agency="ANX")
    first = make(copy(1), provider="post.example", guid="p:1", hours=1, agency="ANX", version="1")
    second = make(
        copy(1) + " " + copy(2, 12),
        provider="post.example",
        guid="p:1",
        hours=2,
        agency="ANX",
        version="2",
    )
    found = taken(own, first, second)
    assert [(r.story, r.origin) for r in found.reprints] == [(second.id, own.id)]
    (source,) = found.sources
    assert source.stories == (own.id, second.id)
    assert [g.story for g in source.grounds] == [own.id, second.id]
    assert found.current == (own.id, second.id)
    assert first.id in found.stories


def test_a_house_that_only_a_replaced_edition_credits_is_no_source(make: Make, copy: Copy) -> None:
    """The update credits another agency: the event rests on that one alone."""
    more = {"provider": "post.example", "guid": "p:2", "headline": "Grain prices"}
    first = make(copy(3), agency="Drift", version="1", **more)
    second = make(copy(3)[:300] + copy(4), agency="ANX", version="2", hours=3, **more)
    found = taken(first, second)
    assert [s.name for s in found.sources] == ["ANX"]
    assert found.current == (second.id,)


def test_a_copy_rewritten_by_its_paper_is_a_reprint_no_more(make: Make, copy: Copy) -> None:
    """What counts is what the paper says now."""
    own = make(copy(5), provider="anx.example", agency="ANX")
    more = {"provider": "post.example", "guid": "p:3", "headline": "Ferries"}
    first = make(copy(5), hours=1, version="1", **more)
    second = make(copy(6), hours=2, version="2", **more)
    found = taken(own, first, second)
    assert found.reprints == ()
    assert {s.name: s.stories for s in found.sources} == {
        "ANX": (own.id,),
        "post.example": (second.id,),
    }


def test_a_count_of_stories_counts_each_once(make: Make, copy: Copy) -> None:
    """Also where three editions came and the middle one was forgotten."""
    matcher, more = ct.Matcher(), {"guid": "u:4", "headline": "Tide tables"}
    takes = [make(copy(7) + f" take {n}.", version=str(n), hours=n, **more) for n in (1, 2, 3)]
    for story in takes:
        matcher.add(story)
    (one,) = matcher.coverages()
    assert matcher.coverage(one).current == (takes[2].id,)
    matcher.remove(takes[1].id)
    assert matcher.coverage(one).current == (takes[2].id,)
    assert Coverage("c", "", ("a", "b")).current == ("a", "b")


def test_an_edition_with_another_events_text_is_no_reprint_of_it(make: Make, copy: Copy) -> None:
    """A story corrected into words that stand in another event stays in its own, whichever expires first."""
    matcher = ct.Matcher()
    one = make(copy(1, 160), provider="a.example", guid="g1", headline="One thing")
    other = make(copy(2, 160), provider="b.example", guid="g2", headline="Another matter", hours=1)
    events = [matcher.add(story).coverage for story in (one, other)]
    swapped = make(copy(2, 160), provider="a.example", guid="g1", headline="One thing", hours=2)
    match = matcher.add(swapped)
    assert (match.edition_of, match.reprint_of, match.coverage) == (one.id, None, events[0])
    again = make(copy(3, 160), provider="a.example", guid="g1", headline="One thing", hours=98)
    matcher.add(again)
    matcher.add(make(copy(4, 160), provider="c.example", hours=99))
    assert matcher.coverage_id(other.id) is None
    assert matcher.coverage(events[0]).reprints == ()
