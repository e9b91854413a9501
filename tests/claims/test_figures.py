"""Counted claims: what is counted, how many, how surely and on whose word."""

from __future__ import annotations

import pytest

import copytaster as ct
from copytaster import read
from copytaster.model import Figure, Item, Story


def told(text: str, headline: str | None = None) -> Story:
    """A story read from its text."""
    return ct.read(Item(body=text, headline=headline))


def one(text: str) -> Figure:
    """The only figure of a text."""
    (figure,) = told(text).figures
    return figure


@pytest.mark.parametrize(
    ("text", "what", "value"),
    [
        ("The blast killed two dozen.", "killed", 24),
        ("A wall fell on the market, killing 12 people.", "killed", 12),
        ("Forty-one people drowned when the raft sank.", "killed", 41),
        ("Half a dozen miners lost their lives in the pit.", "killed", 6),
        ("The flood claimed 31 lives in the valley.", "killed", 31),
        ("The death toll has risen to 1,240.", "killed", 1240),
        ("The death toll from the flood climbed past 2,000.", "killed", 2000),
        ("The crash killed all 91 people on board.", "killed", 91),
        ("All 91 people on board died.", "killed", 91),
        ("The army put the death toll at 40.", "killed", 40),
        ("The number of injured stands at 85.", "injured", 85),
        ("The storm hit the port, wounding 238.", "injured", 238),
        ("Nine sailors, including the cook Ilsa Brandt, were injured.", "injured", 9),
        ("One hundred and twenty people were taken to hospital.", "hospitalised", 120),
        ("Officials reported 21 new cases of measles.", "infected", 21),
        ("Police arrested 19 protesters on the quay.", "arrested", 19),
        ("The company said 12 of its staff were missing.", "missing", 12),
        ("Three divers remain unaccounted for.", "missing", 3),
        ("Some villages flooded and 400 residents were evacuated.", "evacuated", 400),
        ("1.2 million people were displaced by the flood.", "evacuated", 1_200_000),
        ("By noon 158 people had been rescued.", "rescued", 158),
        ("The ferry left port with 212 people on board.", "aboard", 212),
        ("The bus was carrying 35 passengers.", "aboard", 35),
        ("Rescuers had pulled 166 survivors from the water.", "survivors", 166),
        ("The lone survivor is a cook.", "survivors", 1),
        ("Seven journalists were jailed after the trial.", "jailed", 7),
        ("More bodies were found and ten bodies were recovered from the river.", "bodies recovered", 10),
    ],
)  # fmt: skip
def test_what_is_counted(text: str, what: str, value: float) -> None:
    """Every usual way to count people gives its kind and its number."""
    figure = one(text)
    assert (figure.what, figure.value) == (what, value)


@pytest.mark.parametrize(
    ("said", "qualifier", "value", "upper"),
    [
        ("12", "exactly", 12, None),
        ("At least 12", "at least", 12, None),
        ("More than a hundred", "at least", 100, None),
        ("No fewer than 30", "at least", 30, None),
        ("107 or more", "at least", 107, None),
        ("Up to 30", "at most", 30, None),
        ("Fewer than 20", "at most", 20, None),
        ("About 400", "about", 400, None),
        ("Nearly two hundred and fifty", "about", 250, None),
        ("Between 20 and 30", "range", 20, 30),
        ("20 to 30", "range", 20, 30),
        ("20-30", "range", 20, 30),
        ("Twelve or thirteen", "range", 12, 13),
    ],
)
def test_how_surely(said: str, qualifier: str, value: float, upper: float | None) -> None:
    """The words around a number say whether it is exact, a bound, rough or a range, and lie in the span."""
    story = told(f"{said} people were injured in the crush.")
    (figure,) = story.figures
    assert (figure.qualifier, figure.value, figure.upper) == (qualifier, value, upper)
    assert figure.span is not None
    assert story.quote(figure.span) == f"{said} people were injured"


def test_each_count_has_its_own_kind() -> None:
    """Counts joined by "and" are told apart, whichever side says of what they are."""
    figures = told(
        "The fire left 12 dead and 30 injured. Rain later killed 5 and 3 were hurt."
    ).figures
    assert [(f.what, f.value) for f in figures] == [
        ("killed", 12), ("injured", 30), ("killed", 5), ("injured", 3),
    ]  # fmt: skip


def test_a_rise_is_its_new_number() -> None:
    """A toll that rose from one number to another is the second; an earlier toll is no figure."""
    assert one("The death toll rose from 14 to 17.").value == 17
    assert one("At least 17 people died, raising an earlier toll of 14.").value == 17


@pytest.mark.parametrize(
    "text",
    [
        "None were hurt.",
        "Officials in the measles outbreak tested 20 suspected cases.",
        "Some two thirds of those known to be infected live here.",
        "The crew left after one of them was hurt.",
        "The two bell towers were saved.",
        "Five soldiers and three civilians were killed.",
        "The bomb killed five soldiers and three civilians.",
        "No one was killed.",
        "Hundreds were injured.",
        "Torben Aske, 34, died on Monday.",
        "Torben Aske died on 12 March 2024.",
        "The raid could kill 100 people.",
        "The ship can carry 320 passengers.",
        "The ship had a stated capacity of 320 passengers.",
        "Corrects paragraph 7 to say passengers were injured.",
        "Three boats were missing.",
        "He killed 12 cows.",
        "He was jailed for 12 years.",
        "The company injected $12 million and rescued the yard.",
        "Some 40% died.",
        "Two survivors said the lights went out.",
        "Nobody died in Room 12.",
        "Mayor Ilsa Brandt denied that 12 people were killed.",
        "The earlier tally of the team was 12 points.",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    """Ages, dates, money, shares, things, capacities, possibilities, parts of a sum and denied numbers count nobody."""
    assert told(text).figures == ()


def test_the_source_is_who_says_it() -> None:
    """A figure has the fullest name of the speaker it lies with, before or behind it, or nobody's."""
    text = (
        "Police Commander Ruta Morvan spoke on the quay. At least 12 people were killed, police said. "
        "Morvan said 30 were missing. The crash injured 45."
    )
    assert [(f.what, f.source) for f in told(text).figures] == [
        ("killed", "police"), ("missing", "Ruta Morvan"), ("injured", None),
    ]  # fmt: skip


def test_the_other_sides_number_is_the_other_sides() -> None:
    """A number of which somebody else "spoke" is theirs, and of the same thing where it does not say."""
    text = "About 260 people were on board, the dockers' union said, contradicting the police, who have spoken of 212."
    (union, police) = told(text).figures
    assert (union.what, union.value, union.source) == ("aboard", 260, "dockers' union")
    assert (police.what, police.value, police.source) == ("aboard", 212, "police")
    figure = one("The toll differed from that of the police, who spoke of at least 14 dead.")
    assert (figure.what, figure.value, figure.source) == ("killed", 14, "police")


def test_a_number_is_told_once() -> None:
    """A number that comes again is the same figure; it takes the voice of who gives it."""
    text = "Twelve people died in the fire. The mayor, Ilsa Brandt, said the 12 dead were tourists. Brandt said 12 people died."
    (figure,) = told(text).figures
    assert (figure.value, figure.source) == (12, "Ilsa Brandt")


def test_two_voices_of_one_number_are_two_figures() -> None:
    """Two named sources that agree are both kept."""
    text = "Police said 12 people died. The hospital said 12 people died."
    assert [f.source for f in told(text).figures] == ["Police", "hospital"]


def test_the_time_is_that_of_its_sentence() -> None:
    """The day a sentence names beside the number goes with the figure."""
    figure = one("In 2014 12 people died on the bridge.")
    assert (figure.value, figure.time) == (12, "2014")


def test_the_headline_counts_only_what_the_body_does_not() -> None:
    """A headline's figure stands where the body has none of its kind, with its own source."""
    story = told(
        "The ferry sank at night. Nine people were hurt.",
        "At least 7 dead, 9 hurt as ferry sinks, coastguard says",
    )
    (hurt, dead) = story.figures
    assert (hurt.what, hurt.value) == ("injured", 9)
    assert (dead.what, dead.value, dead.qualifier, dead.source) == (
        "killed",
        7,
        "at least",
        "coastguard",
    )
    assert dead.span is not None
    assert dead.span.field == "headline"
    assert story.quote(dead.span) == "At least 7 dead"


def test_promos_count_nothing() -> None:
    """What anatomy cut is not copy, and its numbers are nobody's figures."""
    text = "The mayor opened a bridge.\n\nAlso Read | Bus Crash: 12 People Killed, 30 Injured in Porto Lume (Watch Video).\n\nThe bridge is blue."
    assert told(text).figures == ()


@pytest.mark.parametrize(
    ("when", "time"),
    [("A decade ago", "202"), ("Decades ago", "PAST_REF"), ("In 1974", "1974")],
)
def test_what_happened_long_ago_bears_its_time(when: str, time: str) -> None:
    """So that a toll of another time contradicts nobody's of today."""
    story = read(
        f"VELMARA, March 3, 2031 - A ferry sank on Tuesday.\n\n{when} 11 people died there."
    )
    assert [(f.value, f.time) for f in story.figures] == [(11.0, time)]
