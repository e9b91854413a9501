"""Edits as values: what an editor hands in, what stands then, and when a new edition comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.editing import (
    Hand,
    altered_quotes,
    edited,
    new_places,
    quotations,
    rebased,
    replacing,
    revised,
    with_passages,
    without_passage,
)
from copytaster.editing.diffing import differences
from copytaster.errors import CopytasterError
from copytaster.model import Edit, Item, Passage, Story
from copytaster.reading import read
from wire import prose

NOW = datetime(2031, 5, 6, 12, tzinfo=UTC)
HAND = Hand("Ada Brandt", NOW, "a slip")
BODY = prose("Quill") + "\n\nAlso Read | Ten bridges you must see before breakfast"


def wire(body: str = BODY, headline: str = "Quill bridge reopens after repairs") -> Story:
    return read(Item(body=body, headline=headline, guid="u:1", provider="anx.example"))


def changed(story: Story, old: str, new: str, before: Edit | None = None) -> Edit:
    return with_passages(story, before, HAND, [replacing(story, before, old, new)])


def test_one_word_is_changed_and_nothing_else() -> None:
    """The edited story differs from the edition in that word alone; the edition is as it was."""
    story = wire()
    edit = changed(story, "forty-two bolts", "forty-three bolts")
    made = edited(story, edit)
    assert made.text == story.text.replace("forty-two", "forty-three")
    assert (made.id, made.series, made.headline) == (story.id, story.series, story.headline)
    ((_, span),) = new_places(edit)
    assert made.text[span.start : span.end] == "forty-three bolts"


def test_an_edit_of_nothing_changes_nothing() -> None:
    """Handing in the copy as it stands makes no passage, whatever the browser did to its line ends."""
    story = wire()
    handed = story.copy.replace("\n", "\r\n") + "\r\n"
    edit = revised(story, None, HAND, headline=story.headline, deck="", copy=handed)
    assert edit.passages == ()
    assert edited(story, edit) is story


def test_what_was_found_keeps_its_words() -> None:
    """After a change before them, statements, dateline, names and cuts still cover the same words."""
    story = wire()
    made = edited(
        story, changed(story, "after eleven weeks of repairs", "after a quarter of a year")
    )
    assert [made.quote(*s.content) for s in made.statements][-1] == [
        story.quote(*s.content) for s in story.statements
    ][-1]
    assert made.dateline is not None
    assert story.dateline is not None
    assert made.quote(made.dateline.span) == story.quote(story.dateline.span)
    assert [made.text[c.start : c.end] for c in made.cuts] == [
        story.text[c.start : c.end] for c in story.cuts
    ]
    for name, moved in zip(story.names, made.names, strict=True):
        assert made.quote(*moved.spans) == story.quote(*name.spans)


def test_cut_words_stay_cut_and_can_be_put_back() -> None:
    """The promotion is in no edited copy until an editor restores it, and then it is."""
    story = wire()
    assert story.cuts, "the fixture has a promotion to cut"
    first = revised(story, None, HAND, copy=story.copy.replace("Buses", "Coaches"))
    assert "breakfast" not in edited(story, first).copy
    cut = story.cuts[0]
    words = story.text[cut.start : cut.end]
    back = Passage("text", cut.start, cut.end, words, words, "restore")
    both = with_passages(story, first, HAND, [back])
    made = edited(story, both)
    assert "breakfast" in made.copy
    assert "Coaches" in made.copy
    again = revised(story, both, HAND, copy=made.copy.replace("breakfast", "supper"))
    assert "supper" in edited(story, again).copy
    assert "breakfast" not in edited(story, again).copy


def test_each_passage_can_be_undone_by_itself() -> None:
    """Taking back one of two changes leaves the other, with its own editor and reason."""
    story = wire()
    one = changed(story, "nine tonnes", "ten tonnes")
    other = replace(HAND, who="Bo Lind", reason="house style")
    both = with_passages(story, one, other, [replacing(story, one, "Buses", "Coaches")])
    assert both.editors == ("Bo Lind", "Ada Brandt")
    left = without_passage(both, 1, HAND)
    assert [(p.now, p.who, p.reason) for p in left.passages] == [
        ("ten tonnes", "Ada Brandt", "a slip")
    ]
    with pytest.raises(CopytasterError, match="2 passages"):
        without_passage(both, 3, HAND)


def test_a_new_paragraph_is_one_and_a_removed_one_is_gone() -> None:
    """A blank line in what is handed in makes a block, an emptied paragraph leaves none."""
    story = wire()
    more = story.copy.strip() + "\n\nThe ferry stops on Friday."
    made = edited(story, revised(story, None, HAND, copy=more))
    last = made.blocks[-1] if made.text[made.blocks[-1].start :].startswith("The") else None
    shown = [made.text[b.start : b.end] for b in made.blocks]
    assert "The ferry stops on Friday." in shown, (last, shown)
    paragraphs = story.copy.strip().split("\n\n")
    fewer = edited(story, revised(story, None, HAND, copy="\n\n".join(paragraphs[:-1])))
    assert len([b for b in fewer.blocks if fewer.text[b.start : b.end].strip()]) < len(story.blocks)


@pytest.mark.parametrize("words", ["will outlive us all", "will", '"The Quill span'])
def test_words_inside_a_quotation_are_not_an_editors_to_change(words: str) -> None:
    """A change that reaches into a quotation is told, unless it is vouched for as its transcription."""
    story = wire()
    assert quotations(story, "text")
    edit = changed(story, words, "SHALL PERISH")
    assert len(altered_quotes(story, edit)) == 1
    vouched = replace(edit, passages=tuple(replace(p, transcription=True) for p in edit.passages))
    assert altered_quotes(story, vouched) == ()


def test_a_quotation_is_not_invented_and_may_be_left_out() -> None:
    """Words in new quotation marks are told; a quotation taken out whole is not."""
    story = wire()
    made_up = changed(
        story, "Buses are", 'Torm said "I have never been so proud of a bridge". Buses are'
    )
    assert len(altered_quotes(story, made_up)) == 1
    marked = changed(story, "under a limit of nine tonnes", '"under a limit of nine tonnes"')
    assert len(altered_quotes(story, marked)) == 1
    span = next(s for s in quotations(story, "text"))
    whole = story.text[span.start : span.end]
    assert altered_quotes(story, changed(story, whole, "A tribute")) == ()


def test_an_edit_goes_along_where_its_words_stand_unchanged() -> None:
    """A new paragraph from the wire moves the edit; the new edition is otherwise as it came."""
    story = wire()
    edit = changed(story, "nine tonnes", "ten tonnes")
    new = wire(BODY.replace("\n\nEngineers", "\n\nThree boats stood by.\n\nEngineers"))
    moved = rebased(edit, story, new)
    assert moved is not None
    assert moved.base == new.id
    assert edited(new, moved).text == new.text.replace("nine tonnes", "ten tonnes")


def test_an_edit_whose_words_the_wire_changed_does_not_fit() -> None:
    """Where the wire now says something else at that place, nobody guesses."""
    story = wire()
    edit = changed(story, "nine tonnes", "ten tonnes")
    assert rebased(edit, story, wire(BODY.replace("nine tonnes", "twelve tonnes"))) is None
    near = wire(BODY.replace("Buses are to cross", "No bus crosses"))
    assert rebased(edit, story, near) is None, "the words around it are not the same any more"
    far = wire(BODY.replace("Engineers replaced", "Workers replaced"))
    assert rebased(edit, story, far) is not None
    doubled = wire(BODY + "\n\nUnder a limit of nine tonnes.")
    assert rebased(changed(story, "nine", "ten"), story, doubled) is not None


def test_an_edit_the_wire_has_made_itself_is_settled() -> None:
    """The passage falls away, and with the last one the edit is empty."""
    story = wire()
    edit = changed(story, "nine tonnes", "ten tonnes")
    moved = rebased(
        edit, story, wire(BODY.replace("nine tonnes", "ten tonnes") + "\n\nMore follows.")
    )
    assert moved is not None
    assert moved.passages == ()


def test_words_that_stand_nowhere_or_twice_are_refused() -> None:
    """The error names the words and the cure."""
    story = wire()
    with pytest.raises(CopytasterError, match="do not stand"):
        replacing(story, None, "zebra crossing", "x")
    with pytest.raises(CopytasterError, match="more than once"):
        replacing(story, None, "Quill", "x")
    with pytest.raises(CopytasterError, match="do not stand"):
        replacing(story, None, "before breakfast", "x")


def test_words_taken_out_leave_no_gap() -> None:
    """The space before them goes too, where a full stop or another space follows."""
    story = wire()
    made = edited(story, changed(story, "and painted its railings", ""))
    assert "replaced forty-two bolts of the Quill span." in made.text
    inside = edited(story, changed(story, "again", ""))
    assert "cross the Quill bridge from Thursday" in inside.text


WORDS = st.sampled_from(["and", "then", "Mora", "said", "nine", "boats", "left.", "Quill", "“No,”"])
PARAGRAPH = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
TEXT = st.lists(PARAGRAPH, min_size=0, max_size=5).map("\n\n".join)


@given(TEXT, TEXT)
def test_what_is_handed_in_is_what_stands(old: str, new: str) -> None:
    """For any two copies: the differences, made, give the second, word for word and paragraph for paragraph."""
    at, made = 0, ""
    for start, end, now in differences(old, new):
        assert at <= start <= end
        made += old[at:start] + now
        at = end
    made += old[at:]
    assert [p.split() for p in made.split("\n\n") if p.strip()] == [
        p.split() for p in new.split("\n\n") if p.strip()
    ]


@given(st.lists(PARAGRAPH, min_size=1, max_size=5), TEXT)
def test_the_edited_copy_is_the_copy_handed_in(paragraphs: list[str], new: str) -> None:
    """Through cuts and blocks: what an editor hands in is what the edited story's copy says."""
    story = wire("\n\n".join([*paragraphs, "Also Read | Six boats to see", "An end stands here."]))
    edit = revised(story, None, HAND, copy=new)
    made = edited(story, edit)
    assert made.copy.split() == new.split()
    for cut in made.cuts:
        assert 0 <= cut.start < cut.end <= len(made.text)
    at = 0
    for block in made.blocks:
        assert at <= block.start < block.end <= len(made.text)
        at = block.end


@given(
    st.lists(PARAGRAPH, min_size=1, max_size=4),
    st.lists(PARAGRAPH, min_size=1, max_size=4),
    st.integers(0, 3),
    st.integers(0, 3),
    WORDS,
)
def test_a_rebased_edit_says_its_own_words_or_does_not_fit(
    old: list[str], new: list[str], which: int, where: int, word: str
) -> None:
    """For any two editions: an edit that goes along changes just what it changed, or it waits."""
    story = wire("\n\n".join(old))
    paragraph = old[which % len(old)]
    edit = revised(story, None, HAND, copy=story.copy.replace(paragraph, f"{paragraph} {word}x", 1))
    mixed = [*new[: where % len(new)], paragraph, *new[where % len(new) :]]
    fresh = wire("\n\n".join(mixed))
    moved = rebased(edit, story, fresh)
    if moved is None:
        return
    made = edited(fresh, moved)
    assert [(p.was, p.now) for p in moved.passages] == [(p.was, p.now) for p in edit.passages][
        : len(moved.passages)
    ]
    text = fresh.text
    for passage in reversed(moved.passages):
        assert text[passage.start : passage.end] == passage.was
        text = text[: passage.start] + passage.now + text[passage.end :]
    assert made.text == text
