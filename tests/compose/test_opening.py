"""How a draft begins: with the news its headline names, not with a feature's scene."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from copytaster.compose import compose
from copytaster.model import Coverage, Story

Make = Callable[..., Story]

SCENE = "Ilva Torm has rowed people over the water at Ulm since she was nine years old."
WRITTEN = {
    "Nine die as ferry sinks off Tolvan": (
        "Nine people died when a ferry sank off Tolvan on Tuesday, the harbour police said.",
        "The ferry had left Tolvan with forty people on board, among them a school class.",
    ),
    "Ferry sinks off Tolvan, nine dead": (
        "A ferry sank off Tolvan in a gale on Tuesday and nine people on board died, its owner said.",
        "The owner, Oto Kallinger, said the ferry had been looked over in March.",
    ),
    "A rower's morning": (
        SCENE,
        "On Tuesday she pulled four people of the sunken ferry out of the water off Tolvan.",
    ),
}


@pytest.fixture
def event(make: Make) -> Coverage:
    """Two news stories and a feature, which came first."""
    told = [make(*text, headline=head, guid=head) for head, text in WRITTEN.items()]
    told.insert(0, told.pop())
    ids = tuple(story.id for story in told)
    name = "Ferry sinks off Tolvan, nine dead"
    return Coverage("e", name, ids, origins=ids, members=tuple(told))


def test_a_draft_opens_as_the_story_does_whose_headline_it_bears(event: Coverage) -> None:
    """Headline and first sentence are of one story."""
    draft = compose(event, words=60)
    assert draft.headline == event.headline
    first = draft.sentences[0].citations[0].story
    assert [s.headline for s in event.members if s.id == first] == [draft.headline]


def test_a_scene_is_not_told_before_the_news(event: Coverage) -> None:
    """A feature's opening waits until all that says what happened is told, where it is told at all."""
    for words in (80, 400):
        told = [s.text for s in compose(event, words=words).sentences]
        assert SCENE not in told or told.index(SCENE) >= len(told) - 2  # with what leans on it


def test_a_story_without_a_headline_lends_its_first_words(make: Make) -> None:
    """A draft always has a headline: the first words of the copy, shortened."""
    story = make(
        "Nine people died when a ferry sank off Tolvan on Tuesday, the harbour police said.",
        headline=None,
    )
    assert compose([story]).headline == "Nine people died when a ferry sank off Tolvan on …"
