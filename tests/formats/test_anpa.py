"""ANPA 1312 and IPTC 7901: frames, control bytes, and copy that keeps its words."""

from __future__ import annotations

import contextlib
import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.errors import FormatError
from copytaster.formats import parse, wirebytes, wiresignals, wiretime
from copytaster.formats.wirelayout import unwrapped
from copytaster.model import Feed, Item
from hang import ends

HEAD = b"\x16\x16\x01w2401\x1fcoast\nu i\x13\x11 BC-Elm     03-14 0010\n\x02"
TAIL = b"\x03CP-03-14-24 1422GMT\n\x04"
HEAD_7901 = b"\x01cpa0311 3 i 96  coast 044\r\n\r\nElm/\r\n\x02"
TAIL_7901 = b"\x03121405 GMT Mar 24\r\n\x04"


def anpa(text: bytes) -> Item:
    """The item of an ANPA message with the text."""
    return parse(HEAD + text + TAIL).items[0]


def words_of(item: Item) -> list[str]:
    """All words of the fields that hold copy."""
    fields = (item.slug, item.take, item.headline, item.deck, *item.bylines, *(c.name for c in item.credits),
              item.note, item.body)  # fmt: skip
    return re.findall(r"\w+", " ".join(field or "" for field in fields))


WORD = st.from_regex(r"[A-Za-z][a-z]{1,9}", fullmatch=True)
PARAGRAPHS = st.lists(st.lists(WORD, min_size=1, max_size=12), min_size=1, max_size=6)


@given(PARAGRAPHS)
def test_no_word_of_an_anpa_message_is_lost(paragraphs: list[list[str]]) -> None:
    """Every word of every paragraph is in the body, in order."""
    text = b"".join(b"\t   " + " ".join(p).encode() + b"\r\n \r\n" for p in paragraphs)
    body = anpa(b"^BC-Elm,10<\n^By The Coast Press=\n" + text).body
    assert re.findall(r"\w+", body) == [word for p in paragraphs for word in p]


@given(PARAGRAPHS, st.integers(20, 90))
def test_no_word_of_an_iptc_7901_message_is_lost(paragraphs: list[list[str]], width: int) -> None:
    """Every word is in the item, in order, wherever the lines were broken."""
    lines = []
    for words in paragraphs:
        line = ""
        for word in words:
            if len(line) + len(word) > width:
                lines.append(line)
                line = ""
            line = f"{line} {word}".strip()
        lines += [line, ""]
    sent = "A headline for Elm =\r\n\r\n" + "\r\n".join(lines)
    item = parse(HEAD_7901 + sent.encode() + TAIL_7901).items[0]
    said = words_of(item)
    assert [w for p in paragraphs for w in p] == said[
        said.index("Elm", said.index("headline")) + 1 :
    ][-sum(map(len, paragraphs)) :]


@given(
    st.binary(max_size=400),
    st.sampled_from([HEAD, HEAD_7901, b"\x01", b"\x16\x01a0001\x1f", b"\x01abc0001 1 a\n"]),
)
def test_any_bytes_in_a_frame_give_a_feed_or_a_format_error(data: bytes, head: bytes) -> None:
    """Nothing else ever comes out, whatever stands between the control bytes."""
    with contextlib.suppress(FormatError):
        assert isinstance(parse(head + data + TAIL), Feed)


@given(st.binary(min_size=16, max_size=300))
def test_parity_bits_change_nothing(data: bytes) -> None:
    """A message sent with even or odd parity reads as the same message without."""
    plain = bytes(b & 0x7F for b in data)
    even = bytes(b | (0x80 if b.bit_count() % 2 else 0) for b in plain)
    odd = bytes(b | (0x80 if b.bit_count() % 2 == 0 else 0) for b in plain)
    assert wirebytes.seven_bits(even) in (plain, even)
    assert wirebytes.seven_bits(odd) in (plain, odd)
    message = HEAD + b"^BC-Elm,10<\n^Ferry back=\n\t   The ferry sailed.\n" + TAIL
    parity = bytes(b | (0x80 if b.bit_count() % 2 else 0) for b in message)
    assert parse(parity) == parse(message)


def test_codes_of_the_typesetter_are_no_copy() -> None:
    """Faces, shifts, instructions and fillers go; killed words are told; hyphens join."""
    item = anpa(
        b"^BC-Elm,10<\n^Ferry back=\n\t   The \x0eferry\x0f sai\xad\nled\x0cbf12\x0b on teh\x18the \x1etide\x7f.\n"
    )
    assert item.body == "The ferry sailed on the tide."
    assert "word-killed" in [p.code for p in item.problems]


def test_a_message_cut_off_keeps_what_came() -> None:
    """Without its end a message is read and said to be cut."""
    item = parse(HEAD + b"^BC-Elm,10<\n^Ferry back=\n\t   The ferry sai").items[0]
    assert item.body == "The ferry sai"
    assert "message-cut" in [p.code for p in item.problems]


def test_several_messages_are_several_items() -> None:
    """One delivery may hold many messages, fillers between them."""
    one = HEAD + b"^BC-Elm,10<\n^Ferry back=\n\t   It sailed.\n" + TAIL
    assert [i.body for i in parse(one + b"\x16\x16\x00\r\n" + one + one).items] == [
        "It sailed."
    ] * 3


@pytest.mark.parametrize(
    ("priority", "urgency", "signals"),
    [
        (b"f", 1, ()),
        (b"b", 2, ()),
        (b"u", 3, ()),
        (b"r", 4, ()),
        (b"d", 5, ()),
        (b"a", None, ("advance",)),
    ],
)
def test_priorities(priority: bytes, urgency: int | None, signals: tuple[str, ...]) -> None:
    """The standard's letters in their order; an advance is a signal."""
    head = HEAD.replace(b"\nu i", b"\n" + priority + b" i")
    item = parse(head + b"^BC-Elm,10<\n^Ferry back=\n\t   It sailed.\n" + TAIL).items[0]
    assert (item.urgency, item.signals) == (urgency, signals)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("131137 GMT Nov 13 ", "2013-11-13T11:37:00+00:00"),
        ("212322 Nov 18", "2018-11-21T23:22:00+00:00"),
        ("010700 CEST Jul 2024", "2024-07-01T05:00:00+00:00"),
        ("AP-WF-11-13-13 1509GMT<", "2013-11-13T15:09:00+00:00"),
        ("CP-07-08-24 0711EDT", "2024-07-08T11:11:00+00:00"),
        ("no time at all", None),
        ("991137 GMT Nov 13", None),
    ],
)
def test_trailers(text: str, moment: str | None) -> None:
    """The sending time as both standards write it."""
    found = wiretime.trailer(text).get("published")
    assert (found.isoformat() if found else None) == moment


@pytest.mark.parametrize(
    ("line", "signals"),
    [
        ("1ST LEAD", ("lead",)),
        ("REFILE", ("refile",)),
        ("(2ND ROUNDUP)", ()),
        ("KILL", ("kill",)),
        ("EXTRA", ("extra",)),
        ("Lead found in the water", ()),
        ("UPDATE 2", ("update",)),
    ],
)
def test_lines_that_only_signal(line: str, signals: tuple[str, ...]) -> None:
    """A line of capitals that names a take signals; a headline does not."""
    assert wiresignals.of_line(line) == signals


def test_a_kill_is_canceled() -> None:
    """A kill on the wire is no copy to be shown."""
    killed = anpa(b"^BC-Elm, KILL,10<\n^Ferry story killed=\n^By The Coast Press=\n\t   Kill it.\n")
    assert (killed.status, killed.signals) == ("canceled", ("kill",))
    seven = parse(HEAD_7901 + b"KILL\r\nFerry back =\r\n\r\nKill it.\r\n" + TAIL_7901).items[0]
    assert seven.status == "canceled"


def test_an_embargo_on_the_wire_is_seen() -> None:
    """A note above the copy embargoes it; without year or zone it never lifts by itself."""
    item = anpa(
        b"^BC-Elm,10<\n^Ferry back=\n^Eds: Embargoed until 6 a.m. Friday.<\n^By The Coast Press=\n\t   It sailed.\n"
    )
    assert item.embargo is not None
    assert item.embargo.until is None
    assert "6 a.m. Friday" in item.embargo.text


def test_lines_are_joined_where_they_are_one_paragraph() -> None:
    """Wrapped lines join; lists, columns and short lines stay as they were sent."""
    sent = "The weir at Mill held on Tuesday when the river\npeaked.\n\n- one\n- two\n\nName    Votes   Share of all\nIlic    12      40 per cent\n\nShort\nlines"
    assert unwrapped(sent) == (
        "The weir at Mill held on Tuesday when the river peaked.\n\n- one\n- two\n\n"
        "Name    Votes   Share of all\nIlic    12      40 per cent\n\nShort\nlines"
    )


@pytest.mark.parametrize(
    "text",
    [b"\x0c" * 2_000_000, b"x\x18" * 1_000_000, b"\x08;" * 1_000_000, b"^" * 3_000_000, b"\xad\n" * 1_000_000,
     b"\n" * 3_000_000, b"\x01" * 1_000_000, b" " * 5_000_000, b"a " * 2_000_000],
    ids=["instructions", "kills", "cells", "rails", "hyphens", "lines", "frames", "blanks", "words"],
)  # fmt: skip
def test_hostile_messages_come_to_an_end(text: bytes) -> None:
    """No run of codes keeps the reader busy."""
    with ends(), contextlib.suppress(FormatError):
        parse(HEAD + text + TAIL)


def _random(seed: int, lead: int, size: int) -> bytes:
    return bytes([lead]) + random.Random(seed).randbytes(size - 1)


@pytest.mark.parametrize("lead", range(32))
def test_random_bytes_are_no_news(lead: int) -> None:
    """Whatever control byte they begin with, and with seven bits or eight, nothing is read in them."""
    for seed, size in enumerate((40, 300, 4_000, 20_000)):
        for noise in (data := _random(seed, lead, size), bytes(b & 0x7F for b in data)):
            with pytest.raises(FormatError):
                parse(noise)


@pytest.mark.parametrize("head", [HEAD, HEAD_7901], ids=["anpa", "7901"])
def test_binary_data_behind_a_good_header_are_refused_as_such(head: bytes) -> None:
    """A header alone makes no message."""
    with pytest.raises(FormatError, match="binary data"):
        parse(head + _random(7, 0, 5_000).translate(None, b"\x01\x02\x03\x04"))


def test_line_noise_among_messages_is_left_out_and_told() -> None:
    """The good messages of a capture are read, and the feed says that others were not."""
    good = HEAD + b"^BC-Elm,10<\n^Ferry back=\n\t   The ferry sailed.\n" + TAIL
    feed = parse(
        good
        + _random(3, 1, 400).translate(None, b"\x01\x04")
        + b"\x04\x01"
        + bytes(range(128, 250))
        + good
    )
    assert [i.headline for i in feed.items] == ["Ferry back", "Ferry back"]
    assert "message-unread" in [p.code for p in feed.problems]


def test_a_header_nobody_knows_is_no_reason_to_refuse_clean_copy() -> None:
    """An agency with a header of its own is read, and its item says that the header was not."""
    sent = b"\x01ELM/0042:urgent\r\n\x02Ferry back =\r\n\r\nThe ferry sailed at noon.\r\n\x03121405 GMT Mar 24\x04"
    item = parse(sent).items[0]
    assert (item.headline, item.body) == ("Ferry back", "The ferry sailed at noon.")
    assert "header-unread" in [p.code for p in item.problems]


def test_padding_and_bells_are_no_noise() -> None:
    """What a teleprinter needed between the words does no harm to the copy."""
    sent = (
        HEAD_7901
        + b"\x07\x07\x07Ferry back =\r\n\r\nThe ferry\x00 sailed at noon, and\x00 came back.\r\n"
        + TAIL_7901
    )
    assert parse(sent).items[0].body == "The ferry sailed at noon, and came back."
