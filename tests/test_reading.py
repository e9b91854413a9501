"""From bytes, a text or an item to a story taken apart: what holds for any length of it."""

from __future__ import annotations

import pytest

from copytaster.errors import FormatError
from copytaster.formats import MAX_BYTES, parse
from copytaster.model import Block, Item, ReadingContext, edition_id, series_id
from copytaster.reading import LONGEST, _groups, read, read_each

SENTENCE = 'The ferry runs again, said harbour master Ana Ruiz. "It is safe," she said. '
PARAGRAPH = SENTENCE * 8 + "\n\n"
PLAIN = ("word " * 60 + "\n\n") * 2_000
LONG = PARAGRAPH * (LONGEST // len(PARAGRAPH) + 200)


def test_a_text_beyond_measure_is_kept_whole_and_searched_in_part() -> None:
    """Past the limit nothing is searched, nothing is lost, and a flag names the range."""
    story = read(LONG)
    (flag,) = [f for f in story.flags if f.kind == "read-in-part"]
    assert flag.span is not None
    assert flag.span.start <= LONGEST
    assert flag.span.end == len(LONG)
    assert LONG.startswith("\n\n", flag.span.start), "it parts at a paragraph"
    assert story.text == LONG
    assert story.copy == LONG
    assert story.statements
    assert max(span.end for s in story.statements for span in s.content) <= flag.span.start


def test_its_blocks_hold_every_word() -> None:
    """The blocks of a text searched in part are in order, disjoint, and leave out only white space."""
    for item in (Item(body=PLAIN), Item(body=PLAIN, blocks=(Block(0, len(PLAIN), "paragraph"),))):
        story, at = read(item), 0
        for block in story.blocks:
            assert not PLAIN[at : block.start].strip()
            at = block.end
        assert not PLAIN[at:].strip()


def test_it_keeps_the_name_of_the_whole() -> None:
    """Its id and those of its statements are those of the whole item, not of the part that was searched."""
    item = Item(body=LONG, guid="urn:a", headline="The ferry " * 2_000)
    story = read(item)
    assert story.id == edition_id(item)
    assert story.series == series_id(item)
    assert all(s.id.startswith(story.id) for s in story.statements)
    assert story.item == item


def test_a_text_of_usual_length_is_searched_to_its_end() -> None:
    """No flag, and words at the very end are found."""
    story = read(PARAGRAPH * 40)
    assert "read-in-part" not in {f.kind for f in story.flags}
    assert story.statements[-1].content[-1].end > len(story.text) - len(SENTENCE) - 10


def test_several_are_what_each_is_alone() -> None:
    """In order, the long one beside the short ones, and the one that is searched in part."""
    items = [Item(body=PARAGRAPH), Item(body=LONG), Item(headline="No copy"), Item(body=SENTENCE)]
    assert read_each((item, ReadingContext()) for item in items) == tuple(map(read, items))


def test_what_is_read_abreast_is_no_longer_than_one_text_may_be() -> None:
    """Short items go together, a long one by itself: memory is bounded by the text, not by their number."""
    sizes = [LONGEST // 3, LONGEST // 2, LONGEST // 2, LONGEST * 2, 10, 20]
    groups = _groups((Item(body="a" * size), ReadingContext()) for size in sizes)
    grouped = [[len(item.body) for item, _ in group] for group in groups]
    assert grouped == [sizes[:2], sizes[2:3], sizes[3:4], sizes[4:]]


def test_more_than_one_document_can_hold_is_refused_by_the_library() -> None:
    """Bytes and text past the limit: an error with the figures, at once, instead of all the memory."""
    for endless in (b"\0" * (MAX_BYTES + 1), "word " * (MAX_BYTES // 5 + 1)):
        with pytest.raises(FormatError, match="at most 16,777,216 are read"):
            read(endless)


def test_parse_reads_the_beginning_of_what_is_too_large_and_says_so() -> None:
    """Whole items before the limit are there; a wire frame or a mail is no way around it."""
    item = "<item><guid>1</guid><title>Orla reopens</title></item>"
    feed = parse(f"<rss><channel>{item}</channel></rss>".encode() + b" " * MAX_BYTES)
    assert [i.headline for i in feed.items] == ["Orla reopens"]
    assert feed.problems[0].code == "too-large"
    with pytest.raises(FormatError):
        parse(b"\x01" * (MAX_BYTES + 1))
