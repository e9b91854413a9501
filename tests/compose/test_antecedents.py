"""What "the letter" takes up: the sentence that spoke of a letter."""

from __future__ import annotations

from copytaster.compose import compose
from copytaster.compose.antecedents import Antecedents
from copytaster.model import Coverage, Item, Story


def places(*sentences: str) -> list[int]:
    """What each sentence needs."""
    known = Antecedents()
    return [known.taken_up(sentence.split(), place) for place, sentence in enumerate(sentences)]


def test_a_letter_is_the_letter_from_then_on() -> None:
    """The first sentence that brought it in is needed, however far back, by each that takes it up."""
    said = (
        "The union wrote a long letter.", "It rained.", "Skarn Lines had received the letter.",
        "That letter is lost, said Roe.",
    )  # fmt: skip
    assert places(*said) == [-1, -1, 0, 0]


def test_what_was_brought_in_otherwise_stood_right_before() -> None:
    """ "The proposal" that nobody called "a proposal" leans on the sentence before it; an opening on none."""
    assert places(
        "The proposal pleased them.", "Roe wants a bridge.", "Moe read the proposal."
    ) == [-1, -1, 1]


def test_a_letter_that_says_which_needs_nothing() -> None:
    """ "The letter from the union", and one that the same sentence brings in, are understood."""
    assert places(
        "Roe sent a letter.", "The letter from the union came.", "A letter came; the letter burnt."
    ) == [-1, -1, -1]


def test_a_composed_story_tells_of_a_letter_before_the_letter() -> None:
    """Wherever "the letter" is taken, the sentence with "a letter" stands before it."""
    body = (
        "Tolvan harbour pilots stopped work on Monday in a dispute over late sailings. "
        "The pilots' union showed reporters a letter that it had sent to the harbour board in May. "
        "Ferries stayed in port all day and some two hundred lorries queued on the quay. "
        "Town clerk Timo Arns did not deny having received and read the letter."
    )
    other = (
        "Tolvan harbour board chairman Ansel Roe received the pilots on Monday night for talks on late sailings. "
        "Pilots in Tolvan harbour will not work until the harbour board answers, union leader Mara Quill said."
    )
    stories = [
        Story(name, name, Item(body=text, headline=f"Tolvan pilots {name}"))
        for name, text in (("a", body), ("b", other))
    ]
    for words in range(40, 140, 5):
        told = [s.text for s in compose(stories, words=words).sentences]
        takes = [i for i, text in enumerate(told) if "the letter." in text]
        brings = [i for i, text in enumerate(told) if "a letter" in text]
        assert not takes or (brings and brings[0] < takes[0]), words
    assert takes, "with room for all it is told"


def test_the_story_that_names_the_event_opens_it() -> None:
    """A feature that came first does not open a story that others report."""
    feature = "Ilva Torn has rowed across Tolvan sound every morning for thirty long years and knows it well."
    report = "Nine people died when the Tolvan ferry sank in Tolvan sound on Monday, harbour police said."
    stories = tuple(
        Story(name, name, Item(body=text, headline=title))
        for name, title, text in (("f", "A night in the sound", feature), ("r", "Ferry sinks", report))
    )  # fmt: skip
    event = Coverage("e", "Ferry sinks", ("f", "r"), origins=("f", "r"), members=stories)
    assert compose(event).sentences[0].text == report
