"""Which story an arrival means, in the many ways wires say it, and what it may not touch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from copytaster.matching import Matcher
from copytaster.matching.editions import UNPLACED, canonical
from copytaster.model import Credit, Story

Make = Callable[..., Story]
Copy = Callable[..., str]
TITLE = "Harbour wall gives way in Varsk"
NORDA = "norda.example"
PAPER = "herald.example"


@pytest.fixture
def first(make: Make, copy: Copy) -> Story:
    """The agency's story."""
    return make(copy(61, 220), provider=NORDA, guid="n:1", headline=TITLE, agency="Norda")


def arrive(*stories: Story, **options: Any) -> tuple[Matcher, Any]:
    """A matcher that took the stories, and its last match."""
    matcher = Matcher(**options)
    return matcher, [matcher.add(story) for story in stories][-1]


KILLS = {
    "its place taken": {"guid": "n:1", "headline": TITLE, "body": "This story has been withdrawn."},
    "an advisory": {
        "headline": f"ADVISORY-{TITLE}",
        "body": "Editors: the story should not be used. No substitute will follow.",
    },
    "quoted": {
        "headline": "ADVISORY: Wall story",
        "body": f'The story headlined "{TITLE}", which moved on Monday, is withdrawn.',
    },
    "quoted with its mark": {
        "headline": "KILL: wall",
        "body": f"Please kill the story headlined “UPDATE 3-{TITLE}”.",
    },
    "not in quotation marks": {
        "headline": "Editors, please kill",
        "body": f"Editors: please kill the story headlined {TITLE}, which moved on Monday.",
    },
    "behind the headline": {"headline": f"{TITLE} (WITHDRAWN)", "body": "See advisory."},
    "in lower case": {"headline": f"Kill: {TITLE}", "body": "Please kill the story."},
    "as a retraction": {
        "headline": f"Retraction: {TITLE}",
        "body": "Norda retracts its May 4 story on a harbour wall.",
    },
    "in another language": {"headline": f"ANNULATION - {TITLE}", "body": "Cette dépêche est annulée."},
}  # fmt: skip


@pytest.mark.parametrize("said", KILLS.values(), ids=KILLS)
def test_a_kill_in_other_words(make: Make, first: Story, said: dict[str, str]) -> None:
    """Whatever words a house takes its own story back with, it is taken back."""
    more = {"guid": "n:9", **said}
    matcher, match = arrive(first, make(more.pop("body"), provider=NORDA, hours=3, **more))
    assert (match.edition_of, match.edition_kind, match.held) == (first.id, "kill", None)
    assert matcher.coverages() == ()


@pytest.mark.parametrize(("others", "found"), [(0, True), (1, False)])
def test_a_kill_at_an_address(make: Make, copy: Copy, others: int, found: bool) -> None:
    """Under another guid and headline it means the story that stands there, unless several do."""
    page = "https://norda.example/wall"
    stories = [
        make(copy(74 + n, 200), provider=NORDA, guid=f"n:{n}", headline=f"Wall {n}", link=page)
        for n in range(others + 1)
    ]
    kill = make(
        "Kill.", provider=NORDA, guid="n:9", headline="KILL", link=f"{page}/?utm_source=x", hours=1
    )
    _, match = arrive(*stories, kill)
    assert (match.edition_of == stories[0].id) is found
    assert (match.held is None) is found


def test_a_kill_sent_twice(make: Make, first: Story) -> None:
    """The second is an edition of the first, and no claim that has to be held."""
    kills = [
        make(f"Kill it{'.' * n}", provider=NORDA, guid=f"k:{n}", headline=f"KILL: {TITLE}", hours=n)
        for n in (1, 2)
    ]
    _, match = arrive(first, *kills)
    assert (match.edition_of, match.edition_kind, match.held) == (kills[0].id, "kill", None)


def test_a_kill_that_repeats_what_it_kills(make: Make, first: Story) -> None:
    """Under another guid and headline, the text itself says which story is meant."""
    body = f"EDITORS: Please kill the following.\n\n{first.item.body}"
    _, match = arrive(first, make(body, provider=NORDA, guid="n:9", headline="Attention", hours=1))
    assert (match.edition_of, match.edition_kind) == (first.id, "kill")


def test_a_kill_by_slug(make: Make, copy: Copy) -> None:
    """A slug that one live story of the house bears names it."""
    story = make(copy(62), provider=NORDA, guid="n:1", headline=TITLE, slug="BC-WALL-VARSK")
    other = make(copy(63), provider=NORDA, guid="n:2", headline="Ferries", slug="BC-FERRIES")
    kill = make(
        "EDITORS: Please kill the story slugged BC-WALL-VARSK.",
        provider=NORDA, guid="n:3", headline="Attention editors", hours=1,
    )  # fmt: skip
    matcher, match = arrive(story, other, kill)
    assert match.edition_of == story.id
    assert [matcher.coverage(c).stories for c in matcher.coverages()] == [(other.id,)]


def test_a_slug_that_two_stories_bear_names_neither(make: Make, copy: Copy) -> None:
    """An agency gives one slug to all that it sends on a subject: nothing is guessed."""
    two = [
        make(copy(64 + n), provider=NORDA, guid=f"n:{n}", headline=f"Wall {n}", slug="BC-WALL")
        for n in range(2)
    ]
    kill = make("Kill it.", provider=NORDA, guid="n:9", headline="KILL: BC-WALL", slug="BC-WALL")
    matcher, match = arrive(*two, kill)
    assert (match.edition_of, match.held) == (None, UNPLACED)
    assert len(matcher.coverages()) == 2


@pytest.mark.parametrize("headline", [f"KILL: {TITLE}", "KILL: something else", "Attention"])
def test_a_kill_that_finds_nothing_is_held(make: Make, copy: Copy, headline: str) -> None:
    """It is told to the editor and is no story of its own."""
    other = make(copy(66), provider=NORDA, guid="n:5", headline="Ferries")
    kill = make("EDITORS: Please kill the story.", provider=NORDA, guid="n:9", headline=headline)
    matcher, match = arrive(other, kill)
    assert (match.edition_of, match.held) == (None, UNPLACED)
    assert [matcher.coverage(c).stories for c in matcher.coverages()] == [(other.id,)]


def test_a_kill_is_placed_when_its_story_comes(make: Make, copy: Copy) -> None:
    """The story that a kill outran is killed on arrival."""
    kill = make("Kill it.", provider=NORDA, guid="n:1", headline="KILL: wall", hours=3)
    story = make(copy(61, 220), provider=NORDA, guid="n:1", headline=TITLE, hours=1)
    matcher, match = arrive(kill, story)
    assert match.edition_of == kill.id
    assert matcher.coverages() == ()


@pytest.mark.parametrize(
    "body", ["Kill it.", "Editors: the story was wrong, please kill.", None], ids=["bare", "note", "full"]
)  # fmt: skip
def test_another_houses_headline_is_out_of_reach_of_a_kill(
    make: Make, first: Story, body: str | None
) -> None:
    """A claim by headline alone is held, and the story stands."""
    rogue = make(
        body or first.item.body, provider="rogue.example", guid="r:1", headline=f"KILL: {TITLE}", hours=2
    )  # fmt: skip
    matcher, match = arrive(first, rogue, speaks_for={"rogue.example": ["Norda"]})
    assert match.edition_of is None
    assert match.held is not None
    assert NORDA in match.held
    assert matcher.coverage(matcher.coverage_id(first.id) or "").stories == (first.id,)


def test_another_houses_quoted_headline_is_out_of_reach(make: Make, first: Story) -> None:
    """So is one that a kill names in its text."""
    body = f'Editors: the story headlined "{TITLE}" must not be used.'
    rogue = make(body, provider="rogue.example", guid="r:1", headline="ADVISORY: wall", hours=2)
    matcher, match = arrive(first, rogue)
    assert match.held is not None
    assert NORDA in match.held
    assert first.id in matcher.coverage(matcher.coverage_id(first.id) or "").stories


def test_another_houses_correction_is_held(make: Make, copy: Copy, first: Story) -> None:
    """Nobody corrects another's story by its headline."""
    rogue = make(
        copy(67, 90), provider="rogue.example", guid="r:1", headline=f"CORRECTED-{TITLE}", hours=2
    )
    _matcher, match = arrive(first, rogue)
    assert match.held is not None
    assert "correction" in match.held
    assert match.edition_of is None


def test_a_paper_passes_an_agencys_correction_on(make: Make, copy: Copy, first: Story) -> None:
    """Where the agency has corrected it, a credited print of that with its mark claims nothing."""
    fixed = first.item.body + " " + copy(68, 12)
    own = make(fixed, provider=NORDA, guid="n:1", version="2", headline=f"CORRECTED-{TITLE}",
               agency="Norda", hours=2)  # fmt: skip
    print_ = make(
        fixed, provider=PAPER, guid="h:1", headline=f"CORRECTED-{TITLE}", agency="Norda", hours=3
    )
    _, match = arrive(first, own, print_)
    assert (match.held, match.reprint_of) == (None, own.id)


def test_a_paper_may_keep_the_mark_of_an_update(make: Make, first: Story) -> None:
    """An update takes nothing back: who prints it under the agency's headline claims nothing."""
    print_ = make(
        first.item.body, provider=PAPER, guid="h:1", headline=f"UPDATE 2-{TITLE}", hours=3
    )
    _, match = arrive(first, print_)
    assert (match.held, match.reprint_of) == (None, first.id)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("(Corrects number of boats in paragraph 1)", "correction"),
        ("EDS: CORRECTS name of mayor in 2nd graf.", "correction"),
        ("(Adds quotes)", "update"),
        ("(Recasts throughout)", "write-through"),
    ],
)
def test_a_line_above_the_copy_says_what_was_done(
    make: Make, first: Story, line: str, kind: str
) -> None:
    """Under another guid and the same headline."""
    body = f"{line}\n\n{first.item.body}"
    _, match = arrive(first, make(body, provider=NORDA, guid="n:2", headline=TITLE, hours=1))
    assert (match.edition_of, match.edition_kind) == (first.id, kind)


@pytest.mark.parametrize(("mark", "kind"), [("UPDATE 2-", "update"), ("CORRECTED-", "correction")])
def test_an_edition_under_a_new_headline(
    make: Make, copy: Copy, first: Story, mark: str, kind: str
) -> None:
    """A marked take whose words are mostly the first one's is its edition, whatever it is called by now."""
    body = first.item.body + " " + copy(69, 40)
    later = make(body, provider=NORDA, guid="n:2", headline=f"{mark}Fourteen boats adrift", hours=1)
    _, match = arrive(first, later)
    assert (match.edition_of, match.edition_kind) == (first.id, kind)


def test_a_correction_notice_takes_the_storys_place(make: Make, first: Story) -> None:
    """What says that a headlined story was wrong is the edition that counts from then on."""
    body = (
        f'In a story on May 4 headlined "{TITLE}", Norda got the number of boats wrong. It is 14.'
    )
    notice = make(body, provider=NORDA, guid="n:2", headline="CORRECTION: Wall story", hours=5)
    matcher, match = arrive(first, notice)
    assert (match.edition_of, match.edition_kind) == (first.id, "correction")
    assert matcher.coverage(match.coverage).origins == (notice.id,)


def test_a_second_take_goes_on_in_the_same_event(make: Make, copy: Copy, first: Story) -> None:
    """Its words are others: it takes no place, and both tell one event on one house's word."""
    second = make(copy(70, 200), provider=NORDA, guid="n:2", headline=f"{TITLE}, 2nd take",
                  agency="Norda", hours=0.3)  # fmt: skip
    matcher, match = arrive(first, second)
    coverage = matcher.coverage(match.coverage)
    assert match.edition_of is None
    assert coverage.stories == coverage.origins == (first.id, second.id)
    assert coverage.independent == 1


def test_a_second_take_that_repeats_the_first_is_its_edition(
    make: Make, copy: Copy, first: Story
) -> None:
    """The whole text with more behind it takes the place of the first."""
    body = first.item.body + " " + copy(71, 60)
    second = make(body, provider=NORDA, guid="n:2", headline=f"(2nd take) {TITLE}", hours=0.3)
    _, match = arrive(first, second)
    assert (match.edition_of, match.edition_kind) == (first.id, "update")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/n/1", "http://www.a.example/n/1/?utm_source=rss&utm_medium=feed"),
        ("https://a.example/n?id=1", "https://a.example/n?id=1&fbclid=Iw0#top"),
        ("https://a.example/n?id=1", "https://a.example/n?gclid=x&id=1"),
        ("https://a.example/n/1", "https://a.example/n/1?at_medium=RSS&at_campaign=KARANGA"),
    ],
)
def test_links_are_compared_without_what_tracks_readers(one: str, other: str) -> None:
    """Where a reader came from says nothing of the page."""
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/n?id=1", "https://a.example/n?id=2"),
        ("https://a.example/n?p=1&utm_source=x", "https://a.example/n?p=2&utm_source=x"),
        ("https://a.example/n", "https://a.example/n?cid=4"),
    ],
)
def test_links_to_two_pages_differ(one: str, other: str) -> None:
    """What may name a page is kept."""
    assert canonical(one) != canonical(other)


def test_a_tracked_link_is_the_same_story(make: Make, first: Story, copy: Copy) -> None:
    """An update under another guid and headline, at the first one's address with a campaign behind it."""
    page = "https://norda.example/wall"
    one = make(first.item.body, provider=NORDA, guid="n:1", headline=TITLE, link=page)
    two = make(
        first.item.body + copy(72, 30), provider=NORDA, guid="n:2", headline="Boats adrift",
        link=f"{page}?utm_source=feed", hours=1,
    )  # fmt: skip
    _, match = arrive(one, two)
    assert match.edition_of == one.id


def test_an_event_is_called_without_marks(make: Make, copy: Copy, first: Story) -> None:
    """What an edition is marked by is said on the timeline, and is no part of the event's name."""
    body = first.item.body + " " + copy(73, 20)
    later = make(body, provider=NORDA, guid="n:2", headline=f"UPDATE 2-{TITLE}", hours=1)
    matcher, match = arrive(first, later)
    coverage = matcher.coverage(match.coverage)
    assert coverage.headline == TITLE
    assert [entry.text for entry in coverage.timeline] == [TITLE, f"UPDATE 2-{TITLE}"]


def test_a_kill_of_an_agency_reaches_whose_copy_credits_it(make: Make, first: Story) -> None:
    """By notice as by guid: the prints that credit the agency go, the others stand."""
    credited = make(
        first.item.body,
        provider=PAPER,
        guid="h:1",
        headline="Wall gives way",
        agency="Norda",
        hours=1,
    )
    helped = make(
        first.item.body, provider="post.example", guid="p:1", headline="Boats adrift", hours=1
    )
    helped = helped.with_(credits=(Credit("Norda", "agency"),))
    silent = make(
        first.item.body, provider="echo.example", guid="e:1", headline="Wall falls", hours=1
    )
    kill = make(
        f'The story headlined "{TITLE}" is withdrawn.',
        provider=NORDA, guid="n:9", headline="ADVISORY: wall", hours=4,
    )  # fmt: skip
    matcher, match = arrive(first, credited, helped, silent, kill, speaks_for={NORDA: ["Norda"]})
    assert {change.story for change in match.changes} == {credited.id, helped.id}
    assert matcher.coverage(match.coverage).stories == (silent.id,)


def test_claims_survive_a_restart(make: Make, first: Story) -> None:
    """What a restored matcher makes of a kill is what the other makes of it."""
    kill = make(
        f'Editors: please kill "{TITLE}".', provider=NORDA, guid="n:9", headline="KILL: wall"
    )
    lost = make("Kill it.", provider=NORDA, guid="n:8", headline="KILL: tower")
    matcher = Matcher()
    matcher.add(first)
    restored = Matcher.from_bytes(matcher.to_bytes())
    for story in (lost, kill):
        assert matcher.add(story) == restored.add(story)
