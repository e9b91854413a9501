"""Coverage: what belongs to one event, on whose word, and what may be shown of it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copytaster.errors import CopytasterError
from copytaster.matching import Matcher, restrict
from copytaster.model import Coverage, Figure, Span, Story

Make = Callable[..., Story]
Copy = Callable[..., str]

FLOOD = (
    "The river Orla burst its banks at Veldmark on Tuesday and flooded the old town.",
    "Engineers in Veldmark opened the Orla dam after the flood reached the old town.",
    "Veldmark residents returned to flooded homes as the Orla river fell back.",
)
VOTE = "Parliament in Costerra rejected the budget of finance minister Ilse Brandt by four votes."


def test_stories_of_one_event_come_together(make: Make) -> None:
    """Different reports of a flood are one coverage, a budget vote another."""
    matcher = Matcher()
    found = [
        matcher.add(make(text, provider=f"p{n}.example", headline=text[:50], hours=n)).coverage
        for n, text in enumerate((*FLOOD, VOTE))
    ]
    assert found[0] == found[1] == found[2] != found[3]
    assert matcher.coverages() == (found[3], found[0])
    coverage = matcher.coverage(found[0])
    assert coverage.independent == 3
    assert [t.at for t in coverage.timeline] == sorted(t.at for t in coverage.timeline)
    assert coverage.headline in {text[:50] for text in FLOOD}


def test_an_agency_counts_once(make: Make, copy: Copy) -> None:
    """Two stories of one agency and their reprints are one independent source."""
    matcher = Matcher()
    for n, text in enumerate(FLOOD[:2]):
        body = f"{text} {copy(40 + n, 60)}"
        for house in ("norda.example", "a.example"):
            match = matcher.add(make(body, provider=house, agency="Norda", headline=text, hours=n))
    coverages = [matcher.coverage(c) for c in matcher.coverages()]
    assert {s.name for c in coverages for s in c.sources} == {"Norda"}
    assert all(c.independent == 1 for c in coverages)
    assert match.reprint_of is not None


def test_quiet_coverage_expires(make: Make, copy: Copy) -> None:
    """Three days after its newest story a coverage is no longer live."""
    matcher = Matcher()
    old = matcher.add(make(copy(50))).coverage
    matcher.add(make(copy(51), provider="b.example", hours=24 * 5))
    assert old not in matcher.coverages()
    with pytest.raises(CopytasterError, match="no such live coverage"):
        matcher.coverage(old)


def test_one_story_from_the_future_expires_nothing(make: Make, copy: Copy) -> None:
    """A sender's wrong year cannot empty the desk."""
    matcher = Matcher()
    for n in range(20):
        matcher.add(make(copy(100 + n), provider=f"p{n}.example"))
    matcher.add(make(copy(200), provider="odd.example", hours=24 * 365 * 40))
    matcher.add(make(copy(201), provider="next.example", hours=1))
    assert len(matcher.coverages()) >= 20


def test_an_editors_merge_and_split_are_kept(make: Make, copy: Copy) -> None:
    """A merged coverage answers to both names; a split one stays apart."""
    matcher = Matcher()
    one, two = make(copy(60)), make(copy(61), provider="b.example")
    a, b = matcher.add(one).coverage, matcher.add(two).coverage
    assert matcher.merge(a, b) == a
    assert matcher.coverage(b).stories == (one.id, two.id)
    apart = matcher.split(a, [two.id])
    assert matcher.coverage(apart).stories == (two.id,)
    assert matcher.coverage(a).stories == (one.id,)
    with pytest.raises(CopytasterError, match="some"):
        matcher.split(apart, [two.id])


def test_a_split_takes_reprints_along(make: Make, copy: Copy) -> None:
    """A story is not parted from its reprints and editions."""
    matcher = Matcher()
    one, two = make(copy(62)), make(copy(62), provider="b.example", hours=1)
    other = make(copy(63), provider="c.example")
    a, c = [matcher.add(s).coverage for s in (one, two, other)][::2]
    matcher.merge(a, c)
    apart = matcher.split(a, [two.id])
    assert matcher.coverage(apart).stories == (one.id, two.id)


def test_rival_numbers_are_a_contradiction(make: Make) -> None:
    """Two sources that count differently are shown as such, with both numbers."""
    matcher = Matcher()
    for n, (house, dead) in enumerate((("herald.example", 12), ("courier.example", 17))):
        story = make(FLOOD[n], provider=house, headline=FLOOD[n][:40])
        figure = Figure("killed", float(dead), span=Span(0, 9), story=story.id)
        match = matcher.add(story.with_(figures=(figure,)))
    (dispute,) = matcher.coverage(match.coverage).disputes
    assert dispute.kind == "contradiction"
    assert dispute.topic == "killed: 12 (herald.example) or 17 (courier.example)"


def _names(coverage: Coverage) -> str:
    return json.dumps(coverage.to_dict())


@settings(max_examples=30)
@given(data=st.data())
def test_nothing_of_a_barred_story_passes_restrict(
    make: Make, copy: Copy, data: st.DataObject
) -> None:
    """Whatever is allowed, the restricted coverage names no story that is not."""
    matcher = Matcher()
    stories = _mixed(make, copy)
    for story in stories:
        matcher.add(story)
    ids = matcher.coverages()
    for other in ids[1:]:
        matcher.merge(ids[0], other)
    coverage = matcher.coverage(ids[0])
    allowed = data.draw(st.sets(st.sampled_from([s.id for s in stories])))
    seen = restrict(coverage, allowed)
    shown = _names(Coverage.from_dict({**seen.to_dict(), "id": ""}))
    for story in stories:
        if story.id not in allowed:
            assert story.id not in shown
            assert (story.headline or "?") not in shown
    assert set(seen.stories) == set(coverage.stories) & set(allowed)


def _mixed(make: Make, copy: Copy) -> list[Story]:
    stories = []
    for n in range(5):
        story = make(copy(70 + n), provider=f"p{n}.example", headline=f"Headline {n} alone")
        figure = Figure("killed", float(n * 9), span=Span(0, 3), story=story.id)
        stories.append(story.with_(figures=(figure,)))
        stories.append(
            make(copy(70 + n), provider=f"q{n}.example", headline=f"Copied {n} here", hours=n)
        )
    return stories
