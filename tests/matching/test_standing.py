"""What a house prints under story after story is nobody's copy, and its next day's story is no reprint."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from copytaster.matching import Matcher
from copytaster.model import Figure, Match, Story

Make = Callable[..., Story]
Copy = Callable[..., str]

PAPER = "daily.example"
AGENCY = "norda.example"


def _report(make: Make, copy: Copy, n: int, own: int, tail: int) -> Story:
    """A report of its own words and headline over the tail that all of them share."""
    body = f"{copy(1000 + n, own)}\n\n{copy(900, tail)}"
    return make(body, provider=PAPER, guid=f"r{n}", headline=copy(3000 + n, 6), hours=n / 2)


@pytest.mark.parametrize(("own", "tail"), [(70, 93), (60, 60), (40, 40), (40, 93)])
def test_a_standing_tail_makes_no_reprint_and_no_event(
    make: Make, copy: Copy, own: int, tail: int
) -> None:
    """Short reports of one house on different things are as many stories, whatever stands below them."""
    matcher = Matcher()
    matches = [matcher.add(_report(make, copy, n, own, tail)) for n in range(70)]
    assert [m.reprint_of for m in matches] == [None] * 70
    assert len(matcher.coverages()) >= 60


def test_a_tail_that_others_of_the_house_hold_counts_for_nothing(make: Make, copy: Copy) -> None:
    """Two reports that begin alike are told apart once the house's other reports show what is tail."""
    tail, matcher = copy(900, 90), Matcher()
    for n in range(2):
        matcher.add(_report(make, copy, n, 60, 90))
    begun = copy(50, 12)
    pair = [
        make(f"{begun} {copy(n, 60)}\n\n{tail}", provider=PAPER, guid=f"p{n}", headline=f"{copy(51, 4)} {copy(n, 2)}", hours=2)
        for n in (60, 61)
    ]  # fmt: skip
    assert matcher.add(pair[0]).reprint_of is None
    assert matcher.add(pair[1]).reprint_of is None
    assert matcher.alike(pair[0].id, pair[1].id) < 0.42


def test_a_second_print_over_the_tail_is_still_one(make: Make, copy: Copy) -> None:
    """The same report again under another headline repeats the first, tail or no tail."""
    matcher = Matcher()
    stories = [_report(make, copy, n, 70, 93) for n in range(3)]
    for story in stories:
        matcher.add(story)
    again = make(stories[1].copy, provider=PAPER, guid="again", headline=copy(77, 6), hours=3)
    assert matcher.add(again).reprint_of == stories[1].id


def _page(make: Make, copy: Copy, n: int, text: str) -> Story:
    """What a paper's site makes of a text: twice as much of its own paragraphs below it."""
    return make(f"{text}\n\n{copy(910, 200)}", provider=PAPER, guid=f"page{n}", headline=copy(n, 6), hours=n / 10)  # fmt: skip


@pytest.mark.parametrize("agency_first", [True, False])
def test_an_excerpt_among_a_sites_own_paragraphs_is_found(
    make: Make, copy: Copy, agency_first: bool
) -> None:
    """A third of an agency's story is its reprint once the site's paragraphs are known for its own."""
    whole = copy(20, 350)
    excerpt = " ".join(whole.split()[:80])
    agency = make(whole, provider=AGENCY, agency="Norda", headline="Harbour to close")
    page = _page(make, copy, 5, excerpt)
    matcher = Matcher()
    for n in range(2):
        matcher.add(_page(make, copy, n, copy(400 + n, 100)))
    found = [matcher.add(s) for s in ((agency, page) if agency_first else (page, agency))][-1]
    coverage = matcher.coverage(found.coverage)
    assert [tuple(r) for r in coverage.reprints] == [(page.id, agency.id)]
    assert matcher.alike(page.id, agency.id) > 0.9


def test_a_few_borrowed_sentences_make_no_reprint(make: Make, copy: Copy) -> None:
    """Where the rest is the page's own reporting, not its standing text, a borrowed third is no copy."""
    whole = copy(20, 350)
    matcher = Matcher()
    for n in range(2):
        matcher.add(_page(make, copy, n, copy(400 + n, 100)))
    matcher.add(make(whole, provider=AGENCY, agency="Norda"))
    mixed = f"{copy(450, 300)} {' '.join(whole.split()[:60])}"
    assert matcher.add(_page(make, copy, 5, mixed)).reprint_of is None


TITLE = "Ferry Selma sinks off Orvik, four drown"
NEXT = "Death toll of ferry Selma rises to nine"
LEAD = """The ferry Selma sank off Orvik harbour before dawn on Monday and at least four people drowned,
the coast guard said. Another 12 were missing in cold and choppy water.

"The lights tilted, and then we heard shouting from the ramp," said Petra Lund, a nurse who was waiting on
the quay for her brother. Fishing boats brought thirty survivors ashore within the hour."""
BACKGROUND = """The Selma was built in 1988 and had carried cars and milk lorries to the islands ever since. Her owner,
the Kaldr line, had promised to replace the bow doors after an inspection two winters ago found rust along the
hinges, a report by the harbour master shows. No yard had been given the order by the time she left Orvik.

Mayor Ines Dahl, who has long called for a second ship on the route, said islanders had been told to be patient
for six years. The line said in a short notice that its thoughts were with all passengers and that it would
answer questions once the divers had finished their work."""
NEWS = """Divers found five more bodies in the wreck of the ferry Selma on Tuesday, which brought the death toll
to nine, the coast guard said. Seven people were still missing off Orvik.

Prosecutors searched the head office of the Kaldr line and took away logbooks, spokesman Arne Holt told reporters
at the harbour. Relatives laid wreaths on the quay, and flags on the islands flew at half mast."""


def _days(make: Make, hours: float) -> tuple[Story, Story]:
    """A house's story and its next one: a new top, and half of the first as background."""
    one = make(f"{LEAD}\n\n{BACKGROUND}", provider=AGENCY, agency="Norda", headline=TITLE)
    two = make(f"{NEWS}\n\n{BACKGROUND}", provider=AGENCY, agency="Norda", headline=NEXT, hours=hours)  # fmt: skip
    return one, two


def test_the_next_days_story_is_no_reprint_of_the_last(make: Make) -> None:
    """Yesterday's words as background make today's story part of the event; a kill of yesterday's leaves it."""
    matcher = Matcher()
    one, two = _days(make, 24)
    event = matcher.add(one).coverage
    match = matcher.add(two)
    assert (match.reprint_of, match.coverage) == (None, event)
    coverage = matcher.coverage(event)
    assert coverage.origins == (one.id, two.id)
    assert coverage.independent == 1
    assert matcher.reaches(one.id) == ()
    paper = make(two.copy, provider=PAPER, headline="Seventeen", hours=25)
    assert matcher.add(paper).reprint_of == two.id


def test_a_figure_that_a_reprint_added_is_among_the_events(make: Make, copy: Copy) -> None:
    """A newer toll counts once, after the origin's; one that the origin's other editions gave does not."""

    def told(story: Story, *killed: float) -> Story:
        return story.with_(figures=tuple(Figure("killed", n, story=story.id) for n in killed))

    body = copy(20, 300)
    wire = {"provider": AGENCY, "guid": "w", "agency": "Norda", "headline": "Dam bursts"}
    first = told(make(body, version="1", **wire), 9)
    second = told(make(f"{body} {copy(21, 30)}", version="2", hours=1, **wire), 11)
    papers = [
        told(make(f"{copy(30 + n, 20)} {body}", provider=f"p{n}.example", hours=2 + n), 9, 11, 17)
        for n in range(2)
    ]
    matcher = Matcher()
    for story in (first, second, *papers):
        coverage = matcher.coverage(matcher.add(story).coverage)
    assert [(f.value, f.story) for f in coverage.figures] == [(11, second.id), (17, papers[0].id)]
    assert coverage.disputes == ()


def test_a_rewriting_on_the_same_day_is_one(make: Make) -> None:
    """A new top within hours is the same story, written through."""
    matcher = Matcher()
    one, two = _days(make, 4)
    matcher.add(one)
    assert matcher.add(two).reprint_of == one.id


def test_a_restored_matcher_knows_what_stands(make: Make, copy: Copy) -> None:
    """Saved and loaded after any story, the rest is placed as it would have been."""
    whole = copy(20, 350)
    stories = [
        *(_report(make, copy, n, 60, 90) for n in range(3)),
        *(_page(make, copy, n, copy(400 + n, 100)) for n in range(3)),
        make(whole, provider=AGENCY, agency="Norda", headline="Harbour to close"),
        _page(make, copy, 5, " ".join(whole.split()[:80])),
        *_days(make, 24),
    ]
    straight = _matches(Matcher(), stories)
    for stop in range(1, len(stories)):
        matcher = Matcher()
        before = _matches(matcher, stories[:stop])
        restored = Matcher.from_bytes(matcher.to_bytes())
        assert before + _matches(restored, stories[stop:]) == straight


def _matches(matcher: Matcher, stories: list[Story]) -> list[Match]:
    return [matcher.add(story) for story in stories]


def test_a_frivolous_piece_from_the_place_is_not_of_the_disaster(make: Make) -> None:
    """A list of spas near the harbour where people drowned is an event of its own."""
    matcher = Matcher()
    grave = make(f"{LEAD}\n\n{BACKGROUND}", provider="a.example", headline=TITLE)
    light = make(
        """Ten gorgeous spas you must try off Orvik, from a celebrity yoga retreat on the quay to a chocolate massage
        on the old ferry Selma in the harbour. Book now and be pampered! The coast guard said nothing about our number
        seven, a hot tub that once carried milk lorries to the islands of the Kaldr line.""",
        provider="b.example",
        headline="Ten gorgeous ferry spas off Orvik harbour",
        hours=2,
    )
    plain = make(f"{NEWS}", provider="c.example", headline=NEXT, hours=20)
    first, second, third = (matcher.add(s) for s in (grave, light, plain))
    assert first.coverage == third.coverage != second.coverage
