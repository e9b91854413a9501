"""Mail: headers, parts, forms and what is attached; nothing of it fetched, nothing of it lost."""

from __future__ import annotations

import base64
import contextlib
import re
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.errors import FormatError
from copytaster.formats import mime, parse
from copytaster.model import Feed
from hang import ends

DATA = Path(__file__).parent / "data"
HEAD = b"Message-ID: <1@coast.example>\nDate: Tue, 12 Mar 2024 14:05:00 +0100\nFrom: Rosa Lind <r@coast.example>\n"


def message(text: str, subject: str = "Ferry back", **attached: tuple[str, bytes]) -> bytes:
    """A message of the standard library's making, an independent writer of what is read here."""
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Rosa Lind <rosa@coast.example>", subject
    mail["Message-ID"], mail["Date"] = "<1@coast.example>", "Tue, 12 Mar 2024 14:05:00 +0100"
    mail.set_content(text)
    for name, (kind, data) in attached.items():
        main, _, sub = kind.partition("/")
        mail.add_attachment(data, maintype=main, subtype=sub, filename=name.replace("_", "."))
    return mail.as_bytes()


TEXT = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"], include_characters=" \n"
    ),
    min_size=1,
    max_size=300,
)


@given(TEXT)
def test_no_word_of_a_message_is_lost(text: str) -> None:
    """Whatever transfer encoding and charset the writer chose, every word is in the body, in order."""
    said = re.findall(r"\w+", text)
    if not said:
        return
    item = parse(message(text)).items[0]
    kept = re.findall(r"\w+", " ".join(t or "" for t in (item.note, item.body)))
    assert sorted(said) == sorted(kept) or set(said) <= set(kept)


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]),
        min_size=1,
        max_size=120,
    )
)
def test_subjects_come_back_as_they_were_written(subject: str) -> None:
    """Encoded words decode to what was encoded, white space folded."""
    folded = " ".join(subject.split())
    encoded = b"=?utf-8?B?" + base64.b64encode(folded.encode()) + b"?="
    item = parse(HEAD + b"Subject: " + encoded + b"\n\nIt sailed.\n").items[0]
    assert (item.headline or "") == folded


@given(st.binary(max_size=500))
def test_any_bytes_below_a_header_give_a_feed_or_a_format_error(data: bytes) -> None:
    """Nothing else ever comes out of a message."""
    kinds = (b"", b"Content-Type: multipart/mixed; boundary=x\n", b"Content-Transfer-Encoding: base64\n",
             b"Content-Type: message/rfc822\n", b"Content-Type: text/html; charset=utf-7\n")  # fmt: skip
    for kind in kinds:
        with contextlib.suppress(FormatError):
            assert isinstance(parse(HEAD + kind + b"\n--x\n" + data + b"\n--x--\n"), Feed)


@pytest.mark.parametrize(
    "name", ["g2.newsml", "nitf.nitf", "ninjs1.ninjs", "newsml1.newsml", "rss2.rss"]
)
def test_attachments_are_read_by_their_own_readers(name: str) -> None:
    """A story in a wire format is the same story when it comes attached; the letter is a note to its editor."""
    kind = "application/json" if name.endswith("ninjs") else "application/xml"
    data = (DATA / name).read_bytes()
    feed = parse(message("Please find our story attached.", story_xml=(kind, data)))
    alone = parse(data)
    assert feed.format == "mail"
    assert [i.body for i in feed.items] == [i.body for i in alone.items]
    assert [i.guid for i in feed.items] == [i.guid for i in alone.items]
    assert "Please find our story attached." in (feed.items[0].note or "")


def test_what_is_attached_and_not_read_is_told() -> None:
    """A picture stays in the delivery, and the desk is told."""
    feed = parse(message("It sailed.", quay_jpg=("image/jpeg", b"\xff\xd8\xff")))
    assert feed.items[0].body == "It sailed."
    assert [p.code for p in feed.items[0].problems] == ["attachment-left"]


def test_an_embargo_in_the_letter_holds_the_story_attached() -> None:
    """The sender's embargo is the sender's embargo, wherever it is written."""
    feed = parse(
        message(
            "EMBARGOED until 15 March 2024 06:00 GMT",
            story_xml=("application/xml", (DATA / "nitf.nitf").read_bytes()),
        )
    )
    assert feed.items[0].embargo is not None


def test_a_message_in_a_message_is_opened_so_deep_and_no_deeper() -> None:
    """Forwarded mail is read; a chain of thousands is not followed to its end."""
    inner = message("It sailed.")
    forwarded = HEAD + b"Content-Type: message/rfc822\n\n" + inner
    assert parse(forwarded).items[0].body == "Ferry back\n\nIt sailed.", "its subject is kept too"
    for _ in range(60):
        forwarded = HEAD + b"Content-Type: message/rfc822\n\n" + forwarded
    with contextlib.suppress(FormatError):
        parse(forwarded)


def test_flowed_lines_flow() -> None:
    """RFC 3676: a line that ends in a space goes on; a signature does not."""
    sent = b"Content-Type: text/plain; format=flowed\n\nThe ferry sailed \nagain.\n\n-- \nRosa\n"
    assert parse(HEAD + sent).items[0].body == "The ferry sailed again.\n\n--\nRosa"


def test_labelled_lines_are_fields() -> None:
    """Headline and abstract as lines above the copy; every word of them is kept."""
    item = parse(
        message(
            "Headline: Quay lights out\n\nAbstract: All lamps failed.\n\nBy Ana Ruiz\n\nPORT ELM: It is dark.\n",
            "Copy for tonight",
        )
    ).items[0]
    assert (item.headline, item.summary, item.bylines) == (
        "Quay lights out",
        "All lamps failed.",
        ("Ana Ruiz",),
    )
    assert item.body == "By Ana Ruiz\n\nPORT ELM: It is dark."
    assert "Copy for tonight" in (item.note or "")


@pytest.mark.parametrize(
    ("data", "is_mail"),
    [
        (b"From: a@b.example\nSubject: x\n\nwords", True),
        (b"From r@b.example Tue Mar 12\nDate: x\nTo: y\n\nwords", True),
        (b"Received: by x\n\nwords", True),
        (b"Note: the ferry sailed\n\nwords", False),
        (b"To: all the ships\nwords without a header", False),
        (b"The ferry: back\n", False),
        (b"", False),
    ],
)
def test_mail_is_told_by_its_header(data: bytes, is_mail: bool) -> None:
    """A header needs a name only mail has, or two that it usually has."""
    assert mime.recognises(data) is is_mail


@pytest.mark.parametrize(
    "data",
    [
        HEAD + b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n" * 1_000_000,
        HEAD
        + b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i)
            for i in range(20_000)
        ),
        HEAD + b"Subject: " + b"=?utf-8?q?a?= " * 300_000 + b"\n\nwords",
        HEAD + b"X: y\n" * 1_000_000 + b"\nwords",
        HEAD + b"Content-Type: text/plain" + b"; a=b" * 500_000 + b"\n\nwords",
        HEAD + b"Content-Transfer-Encoding: quoted-printable\n\n" + b"=" * 5_000_000,
        HEAD + b"Content-Transfer-Encoding: base64\n\n" + b"A" * 5_000_001,
        HEAD + b"\n" + b"Headline: x\n\n" * 200_000,
    ],
    ids=["parts", "nesting", "words", "headers", "parameters", "quoted", "base64", "labels"],
)
def test_hostile_messages_come_to_an_end(data: bytes) -> None:
    """No header and no nesting keeps the reader busy."""
    with ends(), contextlib.suppress(FormatError):
        parse(data)
