"""Two takes side by side: what a reprint or a later edition made of the copy."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copytaster.editing import compared
from copytaster.model import Item, Story
from copytaster.reading import read

COPY = (
    "The harbour wall at Varsk gave way on Tuesday morning, the river authority said.",
    "Two dredgers were thrown against the eastern quay and six sailors were hurt.",
    '"We heard a crack like thunder," said Ilva Torm, the mayor of the town.',
    "Engineers had warned of the wall twice since winter, letters to the council show.",
    "Ferries to Halden are stopped until the authority has met on Thursday.",
)
HEADLINE = "Harbour wall gives way at Varsk"


def take(*sentences: str, headline: str | None = HEADLINE, at: str | None = None) -> Story:
    published = datetime.fromisoformat(f"2031-05-06T{at}+00:00") if at else None
    body = "\n\n".join(sentences)
    return read(Item(body=body, headline=headline, guid=body[:30], provider="a.example",
                     language="en", published=published))  # fmt: skip


ORIGIN = take(*COPY, at="10:00")


def test_what_was_added_dropped_and_changed_is_told_by_the_sentence() -> None:
    """Each sentence is kept, changed, added, dropped or moved, and a change is told by the word."""
    after = take(
        "Readers of the Gazette woke to this.", COPY[0], COPY[1].replace("six", "nine"), *COPY[3:]
    )
    takes = compared(ORIGIN, after)
    kinds = [line.kind for line in takes.lines]
    assert kinds == ["added", "same", "changed", "dropped", "same", "same"]
    changed = takes.lines[2]
    assert [run for run in changed.runs if run[1]] == [("six", "gone"), ("nine", "new")]
    assert takes.counts == {"added": 1, "same": 3, "changed": 1, "dropped": 1}
    assert takes.to_dict()["counts"] == takes.counts


@pytest.mark.parametrize(
    ("after", "forms"),
    [
        (take(*COPY), ("word for word",)),
        (take(*COPY[:3]), ("cut short",)),
        (take("Our town in brief, by our own reporter.", *COPY), ("with words of its own around it",)),
        (take(COPY[0], *COPY[2:]), ("with sentences put in or taken out",)),
        (take(*COPY[:3], COPY[4], COPY[3]), ("rewritten in places",)),
        (take(*COPY, headline="Six hurt on the quay"), ("word for word", "another headline")),
        (take(*COPY, headline=f"UPDATE 2-{HEADLINE}"), ("word for word",)),
        (
            take(*COPY, headline="Kaimauer in Varsk am Morgen eingestürzt, sechs Seeleute verletzt"),
            ("word for word", "headline in another language"),
        ),
        (take("Nothing of it is in here, not one sentence of the copy."), ("shares no sentence",)),
    ],
)  # fmt: skip
def test_what_was_done_to_the_copy_as_a_whole(after: Story, forms: tuple[str, ...]) -> None:
    """Cut, wrapped, rewritten, retitled, under a headline of another language: each is said."""
    assert compared(ORIGIN, after).forms == forms


def test_a_sentence_that_moved_is_no_loss() -> None:
    """What stands elsewhere in the later take is neither dropped nor added."""
    takes = compared(ORIGIN, take(*COPY[:2], COPY[4], *COPY[2:4]))
    assert takes.counts == {"same": 4, "moved": 1}


def test_marks_of_another_style_are_no_change() -> None:
    """Typographic quotation marks and dashes do not count as edits."""
    typeset = take(*(s.replace('"We', "“We").replace('thunder,"', "thunder,”") for s in COPY))
    assert compared(ORIGIN, typeset).forms == ("word for word",)


def test_how_long_after_it_came_is_told_where_both_times_are_known() -> None:
    """The lead time is the difference of the takes' own times, and None where one has none."""
    late = compared(ORIGIN, take(*COPY, "More.", at="13:05")).later
    assert late is not None
    assert late.total_seconds() == 3 * 3600 + 5 * 60
    assert compared(ORIGIN, take(*COPY, "More.")).later is None


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(COPY), max_size=9),
    st.lists(st.sampled_from(COPY), max_size=9),
)
def test_no_sentence_is_lost_in_the_comparing(before: list[str], after: list[str]) -> None:
    """Whatever the takes, every sentence of both stands in exactly one line."""
    takes = compared(take(*before), take(*after))
    was = [line.was for line in takes.lines if line.kind != "added"]
    now = [line.now for line in takes.lines if line.kind != "dropped"]
    assert now == after
    assert sorted(was) == sorted(before)


def test_long_takes_are_compared_in_good_time() -> None:
    """Thousands of sentences with nothing in common are told apart as a whole."""
    one = take(*(f"The ferry number {n} left on time." for n in range(1200)))
    two = take(*(f"No pilot of boat {n} would say why." for n in range(1200)))
    assert compared(one, two).counts == {"dropped": 1200, "added": 1200}
