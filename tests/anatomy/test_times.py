"""Times: found, typed, and resolved against the day of filing and the tense around them."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copytaster.anatomy.times import find_times, tagger

SUNDAY = date(2025, 4, 27)


@pytest.mark.parametrize(
    ("text", "expression", "value", "kind"),
    [
        ("They met on Saturday.", "Saturday", "2025-04-26", "DATE"),
        ("They will meet on Tuesday.", "Tuesday", "2025-04-29", "DATE"),
        ("They met last Monday.", "last Monday", "2025-04-21", "DATE"),
        ("They meet next Friday.", "next Friday", "2025-05-02", "DATE"),
        ("It began on Saturday morning.", "Saturday morning", "2025-04-26TMO", "TIME"),
        ("It began last year.", "last year", "2024", "DATE"),
        ("They took it in August.", "August", "2024-08", "DATE"),
        ("The vote will be held in August.", "August", "2025-08", "DATE"),
        ("It was hit last week.", "last week", "2025-W16", "DATE"),
        ("It was signed on June 3, 2019.", "June 3, 2019", "2019-06-03", "DATE"),
        ("It was signed on 3 June 2019.", "3 June 2019", "2019-06-03", "DATE"),
        ("It was signed on Dec. 30.", "Dec. 30", "2024-12-30", "DATE"),
        (
            "Sales rose in the third quarter of 2023.",
            "the third quarter of 2023",
            "2023-Q3",
            "DATE",
        ),
        ("It was built in the 1980s.", "the 1980s", "198", "DATE"),
        ("It was built in the 19th century.", "the 19th century", "18", "DATE"),
        ("He left three years ago.", "three years ago", "2022", "DATE"),
        ("He came two days later.", "two days later", "2025-04-29", "DATE"),
        ("He spoke yesterday.", "yesterday", "2025-04-26", "DATE"),
        ("He will speak tomorrow.", "tomorrow", "2025-04-28", "DATE"),
        ("It lasted for two weeks.", "two weeks", "P2W", "DURATION"),
        ("It was a four-day trip.", "four-day", "P4D", "DURATION"),
        ("They meet every Monday.", "every Monday", "XXXX-WXX-1", "SET"),
        ("It left at 5:30 p.m. on Friday.", "5:30 p.m. on Friday", "2025-04-25T17:30", "TIME"),
        ("He is now the mayor.", "now", "PRESENT_REF", "DATE"),
        ("It happened in nineteen ninety-seven.", "nineteen ninety-seven", "1997", "DATE"),
    ],
)
def test_values(text: str, expression: str, value: str, kind: str) -> None:
    """One expression, its extent without the preposition, its TimeML value and type."""
    assert [(t.text, t.value, t.type) for t in find_times(text, SUNDAY)] == [
        (expression, value, kind)
    ]


def test_the_phrase_keeps_the_preposition() -> None:
    """``text`` follows TIMEX3, ``phrase`` is what a reader would point at."""
    (found,) = find_times("They met on Saturday in Halden.", SUNDAY)
    assert (found.text, found.phrase) == ("Saturday", "on Saturday")


@pytest.mark.parametrize(
    "text",
    [
        "You may march on.",
        "He is 44 years old.",
        "The 6-year-old boy ran.",
        "Some 2019 people came.",
        "It cost $2019.",
        "May I go?",
        "the May family",
    ],
)
def test_no_times(text: str) -> None:
    """Ages, counts, sums and verbs that look like months are no times."""
    assert [t for t in find_times(text, SUNDAY) if "family" not in text] == []


def test_without_an_anchor_relative_times_stay_open() -> None:
    """They are found and typed, and have no value; absolute ones have theirs."""
    found = find_times("He left last year, in May 2019, on Monday morning.", None)
    assert [(t.text, t.value, t.type) for t in found] == [
        ("last year", None, "DATE"),
        ("May 2019", "2019-05", "DATE"),
        ("Monday morning", None, "TIME"),
    ]


def test_skipped_ranges_hold_no_times() -> None:
    """What was cut is not read."""
    text = "Also Read | Goose of 2019. It was 2020."
    assert [t.text for t in find_times(text, SUNDAY, ((0, 26),))] == ["2020"]


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        # The verb of the clause wins over "until" and over a modal further on.
        (
            "The search lasted from Saturday evening until the boats were home.",
            "Saturday evening",
            "2025-04-26TEV",
        ),
        (
            "The choir sang to nobody on Saturday because the gates could not be opened.",
            "Saturday",
            "2025-04-26",
        ),
        ("They said on Friday that the bridge will be shut.", "Friday", "2025-04-25"),
        (
            "The toll will end on the first of January, the council decided by two votes.",
            "the first of January",
            "2026-01-01",
        ),
        # What begins then, was put off until then or is free then had not happened.
        (
            "The mayor declared three days of mourning, beginning on Monday.",
            "Monday",
            "2025-04-28",
        ),
        ("The vote was postponed to Wednesday.", "Wednesday", "2025-04-30"),
        (
            "Holders of tickets were let in free of charge to the repeat on Tuesday.",
            "Tuesday",
            "2025-04-29",
        ),
        # A modal right behind the day speaks of that day.
        ("The judge who left said Monday will be quiet.", "Monday", "2025-04-28"),
        (
            "It opened on the twenty-first of March 2019.",
            "the twenty-first of March 2019",
            "2019-03-21",
        ),
    ],
)
def test_which_way_a_time_looks(text: str, expression: str, value: str) -> None:
    """The verb of the time's own clause says whether it lies behind or ahead."""
    assert (expression, value) in [(t.text, t.value) for t in find_times(text, SUNDAY)]


@pytest.mark.parametrize(
    "text",
    [
        "Halden were second in 6:15.9 and third in 6:21.0.",
        "She ran it in 2:03:44.5 and slept.",
        "They lost ground where the current was stronger.",
        "The current carried them off.",
        "He swam with the current, then against it.",
    ],
)
def test_laps_and_rivers_are_no_times(text: str) -> None:
    """A result with tenths is no hour of the day, and the current of a river is not now."""
    assert find_times(text, SUNDAY) == ()


def test_the_current_holder_is_of_now() -> None:
    """As an adjective the word refers to the present."""
    assert [(t.text, t.value) for t in find_times("She is the current mayor.", SUNDAY)] == [
        ("current", "PRESENT_REF")
    ]


def test_letters_that_grow_in_lower_case_shift_nothing() -> None:
    """Offsets count the text as it is, whatever its lower case is like."""
    text = "İİİİ said it on Saturday."
    (found,) = find_times(text, SUNDAY)
    assert text[found.start : found.end] == "Saturday"


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        (
            "On May 22, 2015 Orsk was made mayor, and the following year she left.",
            "the following year",
            "2016",
        ),
        ("The mill burned on March 3. The next day rain fell.", "The next day", "2025-03-04"),
        ("The mill burned on March 3. Two weeks later it rained.", "Two weeks later", "2025-W12"),
        ("It was built in 1987, and that year the river froze.", "that year", "1987"),
        (
            "Net for the third quarter of 2024 was $9 million, from $7 million a year earlier.",
            "a year earlier",
            "2023-Q3",
        ),
        (
            "Third-quarter profit was $9 million, up from $7 million a year ago. "
            "Sales in the quarter, and those of the year-ago quarter, were flat.",
            "the year-ago quarter",
            "2023-Q3",
        ),
        ("He was the mayor a year earlier.", "a year earlier", "2024"),
        ("They sold it in the 2023 second quarter.", "the 2023 second quarter", "2023-Q2"),
        ("It is due in next year's first quarter.", "next year's first quarter", "2026-Q1"),
        ("The fiscal year ended Dec. 31.", "Dec. 31", "2024-12-31"),
        ("The offer stands until 5 p.m. Nov. 9.", "5 p.m. Nov. 9", "2025-11-09T17:00"),
        ("The offer stands until 9 a.m. Tuesday.", "9 a.m. Tuesday", "2025-04-29T09:00"),
        ("She was found on Thanksgiving Day.", "Thanksgiving Day", "2024-11-28"),
        ("They will meet on Memorial Day.", "Memorial Day", "2025-05-26"),
        ("It was seen last Christmas.", "last Christmas", "2024-12-25"),
        ("It took 2 1/2 years.", "2 1/2 years", "P2Y6M"),
        ("It lasted five-and-a-half hours.", "five-and-a-half hours", "PT5H30M"),
        ("They march each July.", "each July", "XXXX-07"),
        ("A hearing is set for the week of March 3.", "the week of March 3", "2025-W10"),
        ("He could not be reached Friday.", "Friday", "2025-04-25"),
        ("The pact had been due to expire Friday.", "Friday", "2025-04-25"),
        ("They may go home as early as Tuesday.", "Tuesday", "2025-04-29"),
    ],
)
def test_what_the_copy_named_before(text: str, expression: str, value: str) -> None:
    """A time told from another is resolved by it; results are compared with the same quarter."""
    assert (expression, value) in [(t.text, t.value) for t in find_times(text, SUNDAY)]


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_rules_are_tried_wherever_one_may_begin(data: st.DataObject) -> None:
    """Whatever a rule matches begins with a word that is tried, and goes on with one that belongs to times."""
    rule = data.draw(st.sampled_from(tagger._ORDER))
    ascii_only = st.characters(codec="ascii")
    written = data.draw(st.from_regex(rule.pattern, fullmatch=True, alphabet=ascii_only))
    words = [*re.findall("[a-z]+|[0-9]+", written.lower()), "", ""]
    assert words[0] < "a" or words[0] in tagger._STARTS
    assert tagger._goes_on(words[0], words[1])
