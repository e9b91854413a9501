"""Everything the story the project began with shows, read in one call; and its invented twin, always."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import copytaster as ct
from copytaster.model import Story

TWIN = Path(__file__).parent / "anatomy" / "data" / "twin.txt"
# What is expected of each: the twin has the same shape in other words.
SEED = {
    "dateline": ("Seoul", "South Korea", date(2025, 4, 27), "ANI"),
    "times": {"on Saturday": "2025-04-26", "last year": "2024", "in August": "2024-08"},
    "general": ("Valery Gerasimov", "transcript", "Kremlin", "Yonhap"),
    "dispute": ("General Staff", "Putin"),
    "slip": "Trumo",
    "hands": [("agency", "ANI"), ("outlet", "LatestLY")],
}
TWINS = {
    "dateline": ("Talmar City", "South Talmar", date(2024, 9, 15), "ONW"),
    "times": {"on Saturday": "2024-09-14", "last year": "2023"},
    "general": ("Anton Gerrick", "transcript", "", "Tanhwa"),
    "dispute": ("", "Pruden"),
    "slip": "Dunmorr",
    "hands": [("agency", "ONW"), ("outlet", "DailyNook")],
}


@pytest.fixture(params=["seed", "twin"])
def told(request: pytest.FixtureRequest) -> tuple[Story, dict[str, object]]:
    """The story as read, and what is expected of it."""
    if request.param == "twin":
        return ct.read(TWIN.read_text(encoding="utf-8")), TWINS
    return ct.read(request.getfixturevalue("seed")), SEED


Told = tuple[Story, dict]


def test_the_dateline_is_read(told: Told) -> None:
    """Place, country, date and agency."""
    story, expected = told
    line = story.dateline
    assert (line.place, line.country, line.date, line.agency) == expected["dateline"]


def test_two_promos_and_a_disclaimer_are_cut_and_nothing_else_is_missing(told: Told) -> None:
    """Every other cut is recorded as a marker; copy is text less the cuts."""
    story, _ = told
    kinds = sorted(cut.kind for cut in story.cuts if cut.kind != "marker")
    assert kinds == ["disclaimer", "promo", "promo"]
    assert all(cut.reason for cut in story.cuts)
    kept = "".join(
        c for i, c in enumerate(story.text) if not any(a <= i < b for a, b, _, _ in story.cuts)
    )
    assert story.copy == kept


def test_relative_dates_are_resolved(told: Told) -> None:
    """Against the dateline; the first of each phrase counts."""
    story, expected = told
    first: dict[str, str | None] = {}
    for time in story.times:
        first.setdefault(time.phrase or time.text, time.value)
    for phrase, value in expected["times"].items():
        assert first[phrase] == value


def test_the_generals_words_and_the_hands_they_passed_through(told: Told) -> None:
    """His quote by way of a transcript on a website; his indirect statement by way of an agency."""
    story, expected = told
    name, document, venue, agency = expected["general"]
    said = [s for s in story.statements if s.speaker == name]
    quote = next(s for s in said if s.kind == "direct")
    chain = {link.role: link.name for link in quote.chain}
    assert document in chain["document"]
    assert venue in chain["venue"]
    reported = next(s for s in said if s.kind == "indirect")
    assert agency in {link.role: link.name for link in reported.chain}["agency"]


def test_the_denial_is_a_dispute_with_both_sides(told: Told) -> None:
    """One denial, who denies and whose claim, nothing else."""
    story, expected = told
    (dispute,) = story.disputes
    denier, claimant = expected["dispute"]
    assert denier in dispute.denier
    assert claimant in dispute.claimant
    assert "not true" in story.quote(dispute.span)


def test_the_slip_is_flagged_and_not_changed(told: Told) -> None:
    """With its evidence; the text keeps it."""
    story, expected = told
    (flag,) = [f for f in story.flags if f.kind == "misspelling"]
    assert story.quote(flag.span) == expected["slip"]
    assert flag.evidence
    assert expected["slip"] in story.text


def test_the_publication_chain_is_known(told: Told) -> None:
    """Agency, then outlet."""
    story, expected = told
    assert [tuple(link) for link in story.publication_chain] == expected["hands"]


def test_every_span_lies_in_its_field_and_the_story_comes_back_from_json(told: Told) -> None:
    """``to_dict`` and ``from_dict`` are each other's inverse."""
    story, _ = told
    assert Story.from_dict(story.to_dict()) == story
    for statement in story.statements:
        for span in (*statement.content, *statement.cue, *statement.source):
            assert 0 <= span.start < span.end <= len(story.text)
