"""A house's reports that share a form, a tail or a headline are not one story; its kills mean one of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from copytaster.matching import Matcher
from copytaster.model import Story

Make = Callable[..., Story]
Copy = Callable[..., str]

HOUSE = "quakes.example"


def _report(make: Make, copy: Copy, n: int, hours: float, of: str = HOUSE) -> Story:
    """A form of 90 words with 30 of its own."""
    body = copy(900, 45) + "\n\n" + copy(n, 30) + "\n\n" + copy(901, 45)
    return make(body, provider=of, guid=f"r{n}", headline=f"Report {copy(n, 4)}", hours=hours)


def test_a_kill_does_not_reach_what_shares_a_form(make: Make, copy: Copy) -> None:
    """One robot's report is withdrawn, the next one from the same form stands."""
    matcher = Matcher()
    killed, other = _report(make, copy, 1, 0), _report(make, copy, 2, 1)
    matcher.add(killed)
    matcher.add(other)
    assert matcher.reaches(killed.id) == ()
    kill = make(
        "Withdrawn.",
        provider=HOUSE,
        guid="r1",
        headline=killed.headline,
        hours=2,
        status="canceled",
    )
    match = matcher.add(kill)
    assert match.edition_kind == "kill"
    assert other.id not in {change.story for change in match.changes}


def test_a_kill_reaches_the_same_copy_again(make: Make, copy: Copy) -> None:
    """The house's own second printing of the copy goes with the first."""
    matcher = Matcher()
    first = make(copy(5, 160), provider=HOUSE, guid="a", headline="Dam holds")
    again = make(copy(5, 150), provider=HOUSE, guid="b", headline="The dam holds, for now", hours=1)
    matcher.add(first)
    matcher.add(again)
    assert matcher.reaches(first.id) == (again.id,)


@pytest.mark.parametrize(("hours", "kind"), [(3, "update"), (24, None), (48, None)])
def test_the_next_of_a_series_is_no_edition(
    make: Make, copy: Copy, hours: float, kind: str | None
) -> None:
    """A draw under the headline of the last one is its update within the day, and news after it."""
    matcher = Matcher()
    form = copy(70, 60)
    for n, at in ((1, 0.0), (2, hours)):
        story = make(f"{form} {n * 7} {n * 11}", provider=HOUSE, guid=f"d{n}", headline="Numbers drawn", hours=at)  # fmt: skip
        match = matcher.add(story)
    assert match.edition_kind == kind


@pytest.mark.parametrize("mark", ["WITHDRAWAL: ", "ANNULATION: ", "ELIMINATION-", "RETRACTION: "])
def test_agencies_words_for_a_kill(make: Make, copy: Copy, mark: str) -> None:
    """Each takes down the story whose headline it repeats."""
    matcher = Matcher()
    matcher.add(make(copy(5, 160), guid="a", headline="Dam holds for now"))
    kill = make("Do not use.", guid="k", headline=f"{mark}Dam holds for now", hours=1)
    assert matcher.add(kill).edition_kind == "kill"
    assert matcher.coverages() == ()


def test_a_sites_front_page_is_no_items_address(make: Make, copy: Copy) -> None:
    """Two items that both give the front page as their link are two stories."""
    matcher = Matcher()
    matcher.add(make(copy(5, 160), guid="a", link="https://www.herald.example/"))
    other = make(copy(6, 160), guid="b", link="https://www.herald.example/", hours=1)
    assert matcher.add(other).edition_of is None


def test_a_number_each_sender_counts_for_itself_claims_nothing(make: Make, copy: Copy) -> None:
    """Another feed's "1001" is no claim on this one's; an address or a tag still is."""
    matcher = Matcher()
    matcher.add(make(copy(5, 160), provider="a.example", guid="1001"))
    matcher.add(make(copy(6, 160), provider="a.example", guid="tag:a.example,2031:1"))
    assert matcher.add(make(copy(7, 160), provider="b.example", guid="1001")).held is None
    claimed = make(copy(8, 160), provider="b.example", guid="tag:a.example,2031:1")
    assert matcher.add(claimed).held is not None


def test_one_provider_cannot_move_the_clock(make: Make, copy: Copy) -> None:
    """Two stories of one house a month ahead expire nothing; those of two houses are believed."""
    matcher = Matcher()
    for n in range(20):
        matcher.add(make(copy(100 + n), hours=n / 10))
    for n in (1, 2):
        matcher.add(make(copy(200 + n), provider="early.example", hours=720 + n))
    assert matcher.live == 22
    matcher.add(make(copy(300), provider="other.example", hours=721))
    assert matcher.live == 3


def test_nobody_kills_by_headline(make: Make, copy: Copy) -> None:
    """A kill without a provider does not reach a story of another host that has none either."""
    matcher = Matcher()
    matcher.add(make(copy(5, 160), provider="", guid="a", headline="Dam holds for now"))
    kill = make("Kill.", provider="", guid="k", headline="KILL: Dam holds for now", hours=1)
    assert matcher.add(kill).edition_of is None
