"""Editions: updates, corrections and kills, and the limits of a provider's word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from copytaster.formats.slugs import parted
from copytaster.matching import Matcher
from copytaster.model import Change, Relation, Story

Make = Callable[..., Story]
Copy = Callable[..., str]


@pytest.mark.parametrize(
    ("more", "changed", "kind"),
    [
        ({"version": "2"}, 0.9, "update"),
        ({"version": "2"}, 0.2, "write-through"),
        ({"signals": ("correction",)}, 0.9, "correction"),
        ({"status": "canceled"}, 1.0, "kill"),
        ({"headline": "UPDATE 2-Harbour wall gives way"}, 0.9, "update"),
        ({"headline": "CORRECTED-Harbour wall gives way"}, 0.9, "correction"),
        ({"headline": "KILL: Harbour wall gives way"}, 1.0, "kill"),
        ({"headline": "Harbour wall holds after all"}, 1.0, "retitled"),
        ({}, 0.9, "silent"),
    ],
)
def test_the_kind_of_an_edition(
    make: Make, copy: Copy, more: dict[str, Any], changed: float, kind: str
) -> None:
    """The same provider and guid again is an edition, of the kind declared or seen."""
    words = copy(20, 200).split()
    keep = int(len(words) * changed)
    body = " ".join(words[:keep]) + (" " + copy(21, 200 - keep) if keep < 200 else "")
    first = make(" ".join(words), guid="g1", headline="Harbour wall gives way")
    second = make(body, guid="g1", **{"headline": "Harbour wall gives way", **more})
    matcher = Matcher()
    matcher.add(first)
    match = matcher.add(second)
    assert (match.edition_of, match.edition_kind) == (first.id, kind)


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("UPDATE 2-{}", "update"),
        ("UPDATE 1 - {}", "update"),
        ("WRAPUP 3-{}", "update"),
        ("RPT-UPDATE 3-{}", "update"),
        ("EDS: {}", "update"),
        ("{} (Updated)", "update"),
        ("CORRECTED-{}", "correction"),
        ("CORRECTED-(OFFICIAL)-{}", "correction"),
        ("CORRECTED-UPDATE 2-{}", "correction"),
        ("(Corrected) {}", "correction"),
        ("Correction: {}", "correction"),
        ("REFILE-{}", "correction"),
        ("CLARIFICATION: {}", "correction"),
        ("WRITE-THRU: {}", "write-through"),
        ("1st LD-WRITETHRU-{}", "write-through"),
        ("{}, 2nd Ld-Writethru", "write-through"),
        ("(3rd LD) {}", "write-through"),
        ("(LEAD) {}", "write-through"),
        ("KILL: {}", "kill"),
        ("MANDATORY KILL: {}", "kill"),
        ("BULLETIN KILL - {}", "kill"),
        ("WITHDRAWN: {}", "kill"),
    ],
)
def test_a_headline_tells_an_edition_under_another_guid(
    make: Make, copy: Copy, marked: str, kind: str
) -> None:
    """An agency's mark before or behind the headline it had finds the story and says what was done."""
    title = "Harbour wall gives way"
    matcher = Matcher()
    first = make(copy(20, 200), guid="g1", headline=title)
    matcher.add(first)
    body = "Editors: do not use." if kind == "kill" else f"{copy(20, 180)} {copy(21, 20)}"
    match = matcher.add(make(body, guid="g2", headline=marked.format(title), hours=2))
    assert (match.edition_of, match.edition_kind) == (first.id, kind)


@pytest.mark.parametrize(
    "headline",
    [
        "Killed in action: three from Varsk",
        "Kill: how a word was born",
        "Lead: what it does to the young",
        "Update on the flood",
        "Correct answers win a boat",
        "Leading by two",
        "UPDATED RULES FOR PILOTS",
        "The wall - an update",
    ],
)
def test_a_headline_of_its_own_says_nothing_of_an_edition(
    make: Make, copy: Copy, headline: str
) -> None:
    """Words that only look like an agency's mark neither kill nor correct anything."""
    assert parted(headline) == ((), headline)
    matcher = Matcher()
    match = matcher.add(make(copy(41), headline=headline))
    assert match.edition_kind is None
    assert matcher.coverages()


@pytest.mark.parametrize("late", [False, True])
def test_a_guid_given_to_two_stories(make: Make, copy: Copy, late: bool) -> None:
    """Other words, headline and link under one guid are another story, whichever came first."""
    first = make(copy(31), guid="g1", headline="Toll falls", link="https://herald.example/toll")
    second = make(
        copy(32),
        guid="g1",
        headline="Hall stays empty",
        link="https://herald.example/hall",
        hours=1,
    )
    matcher = Matcher()
    matches = [matcher.add(s) for s in ((second, first) if late else (first, second))]
    assert [m.edition_of for m in matches] == [None, None]


def test_a_relation_to_an_own_story_is_followed(make: Make, copy: Copy) -> None:
    """An item that corrects another guid of the same provider is its edition."""
    matcher = Matcher()
    first = make(copy(22), guid="g1")
    matcher.add(first)
    fixed = make(copy(23), guid="g2", relations=(Relation("corrects", "g1"),))
    match = matcher.add(fixed)
    assert (match.edition_of, match.edition_kind) == (first.id, "correction")
    coverage = matcher.coverage(match.coverage)
    assert coverage.origins == (fixed.id,)
    assert [tuple(e) for e in coverage.editions] == [(fixed.id, first.id, "correction")]


@pytest.mark.parametrize("relation", ["kills", "corrects", "updates", "replaces"])
def test_another_providers_story_is_out_of_reach(make: Make, copy: Copy, relation: str) -> None:
    """What one feed claims about another's story is held, and changes nothing."""
    matcher = Matcher()
    first = make(copy(24), provider="herald.example", guid="g1")
    coverage = matcher.add(first).coverage
    before = matcher.coverage(coverage)
    status = "canceled" if relation == "kills" else "usable"
    claim = make(
        copy(25), provider="rogue.example", guid="g9", status=status,
        relations=(Relation(relation, "g1"),),
    )  # fmt: skip
    match = matcher.add(claim)
    assert match.held is not None
    assert "herald.example" in match.held
    assert match.edition_of is None
    assert matcher.coverage(coverage).stories[0] == before.stories[0] == first.id


def test_a_foreign_guid_is_no_edition(make: Make, copy: Copy) -> None:
    """The same guid under another provider names another story."""
    matcher = Matcher()
    matcher.add(make(copy(26), provider="herald.example", guid="g1"))
    match = matcher.add(
        make(copy(26), provider="rogue.example", guid="g1", status="canceled", hours=1)
    )
    assert match.edition_of is None
    assert match.held is not None


def test_a_kill_reaches_the_copies_its_provider_speaks_for(make: Make, copy: Copy) -> None:
    """Reprints credited to the agency go with the killed story, others do not."""
    matcher = Matcher(speaks_for={"wire.example": ("Norda",)})
    own = make(copy(27), provider="wire.example", guid="g1", agency="Norda")
    credited = make(copy(27), provider="a.example", agency="Norda", hours=1)
    uncredited = make(copy(27), provider="b.example", hours=2)
    for story in (own, credited, uncredited):
        matcher.add(story)
    kill = make("Do not use.", provider="wire.example", guid="g1", status="canceled", hours=3)
    match = matcher.add(kill)
    assert match.changes == (Change("killed", credited.id, own.id),)
    coverage = matcher.coverage(match.coverage)
    assert coverage.stories == (uncredited.id,)
    assert [t.kind for t in coverage.timeline if t.story == kill.id] == ["kill"]


def test_without_the_operators_word_a_kill_stays_at_home(make: Make, copy: Copy) -> None:
    """A provider nobody let speak for the agency kills its own story only."""
    matcher = Matcher()
    own = make(copy(28), provider="wire.example", guid="g1", agency="Norda")
    credited = make(copy(28), provider="a.example", agency="Norda", hours=1)
    matcher.add(own)
    matcher.add(credited)
    match = matcher.add(make("Stop.", provider="wire.example", guid="g1", status="canceled"))
    assert match.changes == ()
    assert matcher.coverage(match.coverage).stories == (credited.id,)


def test_a_reprint_that_comes_after_the_kill_is_killed_too(make: Make, copy: Copy) -> None:
    """A copy of killed text that its agency may kill never goes live."""
    matcher = Matcher(speaks_for={"wire.example": ("Norda",)})
    own = make(copy(29), provider="wire.example", guid="g1", agency="Norda")
    matcher.add(own)
    matcher.add(make("Stop.", provider="wire.example", guid="g1", status="canceled", hours=1))
    late = make(copy(29), provider="a.example", agency="Norda", hours=2)
    match = matcher.add(late)
    assert match.changes == (Change("killed", late.id, own.id),)
    assert late.id not in matcher.coverage(match.coverage).stories


def test_a_kill_that_overtakes_its_story(make: Make, copy: Copy) -> None:
    """A story that arrives after its own kill does not come to life."""
    matcher = Matcher()
    matcher.add(make("Stop.", provider="w.example", guid="g1", status="canceled", hours=3))
    story = make(copy(30), provider="w.example", guid="g1", hours=1)
    match = matcher.add(story)
    assert story.id not in matcher.coverage(match.coverage).stories
    assert matcher.coverages() == ()


def test_an_old_edition_that_arrives_late_does_not_become_current(make: Make, copy: Copy) -> None:
    """Version 1 after version 2 takes its place before it."""
    matcher = Matcher()
    new = make(copy(31, 160), guid="g1", version="2", hours=2)
    old = make(copy(31, 120), guid="g1", version="1", hours=1)
    matcher.add(new)
    match = matcher.add(old)
    coverage = matcher.coverage(match.coverage)
    assert coverage.origins == (new.id,)
    assert [tuple(e) for e in coverage.editions] == [(new.id, old.id, "update")]


def test_adding_an_edition_twice_changes_nothing(make: Make, copy: Copy) -> None:
    """The same edition again gives the same match and the same coverage."""
    matcher = Matcher()
    story = make(copy(32))
    first = matcher.add(story)
    before = matcher.coverage(first.coverage)
    assert matcher.add(story) == first
    assert matcher.coverage(first.coverage) == before
