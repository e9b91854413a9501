"""`verify`: every change to a page or behind it is found and named."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.errors import LedgerError
from copytaster.ledger import (
    WireEdition,
    edition_data,
    open_key,
    page_units,
    publication_data,
    record_line,
    verify,
    write_ledger,
)
from copytaster.model import Story


def test_a_page_as_published_is_whole(book: Any, page: bytes, story: Story) -> None:
    """The page as it went out verifies, and says which sentences are the wire's and which ours."""
    verdict = verify(page, book.ledger())
    assert verdict.ok, verdict.reasons
    assert (verdict.record, verdict.label, verdict.subject) == (3, "unedited", story.series)
    status = {s.text: s.status for s in verdict.sentences}
    assert status["“We found cracks in two pillars,” Torn told reporters."] == "wire"
    assert status["Engineers will return on Tuesday."] == "wire"
    assert status["Karvold ferry terminal closed"] == "wire"
    assert status["One promo was left out."] == "template"
    assert verdict.missing == 0


def test_str_and_folder_do_as_well(book: Any, page: bytes, tmp_path: Path) -> None:
    """A page given as str and a ledger given as its folder are checked alike."""
    ledger = book.ledger()
    lines = [record_line(record) for record in book.records]
    write_ledger(tmp_path, lambda start: lines[start - 1 :], ledger.checkpoint, book.key.public)
    assert verify(page.decode(), str(tmp_path)).ok
    assert verify(page, tmp_path) == verify(page, ledger)
    with pytest.raises(LedgerError, match="no ledger"):
        verify(page, tmp_path / "nowhere")


def test_white_space_and_inline_marks_change_no_word(book: Any, page: bytes) -> None:
    """Line breaks, indentation and inline marks are no alteration."""
    spaced = page.replace(b"found cracks", b"found\n\t  <em>cra</em>cks").replace(
        b"<p>", b"\n <p> "
    )
    assert verify(spaced, book.ledger()).ok


def _words(page: bytes) -> list[re.Match[bytes]]:
    start, end = page.index(b"<main>"), page.index(b"</main>")
    return [m for m in re.finditer(rb"\b[A-Za-z]{2,}\b", page[:end]) if m.start() > start
            and page.rfind(b"<", 0, m.start()) < page.rfind(b">", 0, m.start())]  # fmt: skip


@given(st.data())
def test_one_changed_word_is_named(make: Any, key: Any, data: st.DataObject) -> None:
    """Changing any one word in the text names the sentence it stands in, and only that one."""
    story = make.story()
    page = make.page(story)
    book = _written(make, key, story, page)
    word = data.draw(st.sampled_from(_words(page)))
    changed = page[: word.start()] + b"Zebra" + page[word.end() :]
    verdict = verify(changed, book.ledger())
    assert not verdict.ok
    altered = [s for s in page_units(changed) if "Zebra" in s]
    assert list(verdict.altered) == altered
    assert verdict.missing == 1
    assert any("Zebra" in reason for reason in verdict.reasons)


def _written(make: Any, key: Any, story: Story, page: bytes) -> Any:
    book = make.book(key, [])
    edition = book.add("edition", story.id, edition_data(story, make.salt, "d" * 64))
    book.publish(page, story, [WireEdition.of(edition, make.salt)])
    return book


@pytest.mark.parametrize(
    "place", [b"</main>", b"</h1>", b"<main>", b"</body>", b"</html>", b"<header>", b"</footer>"]
)
@pytest.mark.parametrize(
    "added",
    [
        b"<p>A whale was seen.</p>",
        b"A whale was seen.",
        b"<div><p hidden>A whale was seen.</p></div>",
        b"<!--><p>A whale was seen.</p><!-- -->",
        b"<table>A whale was seen.</table>",
        b'<img src="x.png" alt="A whale was seen.">',
        b"<iframe srcdoc='A whale was seen.'></iframe>",
        b"<script>document.write('A whale was seen.')</script>",
        b"<style>p::after { content: 'A whale was seen.' }</style>",
        b"\x00<p>A whale was seen.</p>",
        b"</body></html><p>A whale was seen.</p>",
        b"<plaintext>A whale was seen.",
    ],
)
def test_added_words_are_named_wherever_they_are_put(
    book: Any, page: bytes, place: bytes, added: bytes
) -> None:
    """Whatever is added, in the text or around it, by whatever trick of markup, is named."""
    changed = page.replace(place, place + added, 1)
    verdict = verify(changed, book.ledger())
    assert not verdict.ok
    assert any("whale" in sentence for sentence in verdict.altered)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (b"</head>", b'<script src="https://evil.example/x.js"></script></head>'),
        (b"<body", b'<body onload="alert(1)"'),
        (b"</head>", b'<meta http-equiv="Refresh" content="0;url=//evil.example"></head>'),
        (b"<head>", b'<head><base href="//evil.example/">'),
        (b"</head>", b'<link rel="stylesheet" href="//evil.example/x.css"></head>'),
        (b"</footer>", b'<a href=" JavaScript:alert(1)"></a></footer>'),
        (b"<p>The operator", b'<p style="display:none">The operator'),
        (b"<p>The operator", b"<p hidden>The operator"),
        (b"<p>The operator", b'<p class="quiet skip">The operator'),
        (b"<p>The operator", b'<p aria-label="All is well.">The operator'),
        (b"<h1>", b'<h1 title="All is well.">'),
        (b"<main>", b'<main bgcolor="white">'),
        (b'charset="utf-8"', b'charset="iso-2022-jp"'),
        (b"passengers had been in danger", b"<s>passengers had been in danger</s>"),
        (b"passengers had been in danger", b'<bdo dir="rtl">passengers had been in danger</bdo>'),
        (b"</main>", b'<svg><image href="//evil.example/lie.png"/></svg></main>'),
        (b"</main>", b'<form action="https://evil.example/"></form></main>'),
        (b"<main>", b"<details><summary></summary><main>"),
    ],
)
def test_markup_that_runs_or_hides_is_named(book: Any, page: bytes, was: bytes, now: bytes) -> None:
    """A page with every recorded word, made to say something else by its markup, is no such page."""
    assert was in page
    verdict = verify(page.replace(was, now, 1), book.ledger())
    assert not verdict.ok
    assert any(reason.startswith("The page holds") for reason in verdict.reasons)


def test_a_sentence_said_twice_is_named(book: Any, page: bytes, make: Any) -> None:
    """Repeating a sentence that is on record once is an addition."""
    again = b"<p>Engineers will return on Tuesday.</p>"
    verdict = verify(page.replace(b"</main>", again + b"</main>"), book.ledger())
    assert verdict.altered == ("Engineers will return on Tuesday.",)


def test_a_removed_paragraph_is_missed(book: Any, page: bytes) -> None:
    """Leaving a paragraph out is counted, sentence by sentence, though nothing on the page is wrong."""
    gone = re.sub(rb"<p>\xe2\x80\x9cWe found.*?</p>", b"", page)
    verdict = verify(gone, book.ledger())
    assert not verdict.ok
    assert (verdict.missing, verdict.altered) == (2, ())
    assert any("2 recorded sentences are missing" in reason for reason in verdict.reasons)


def test_moved_sentences_are_noticed(book: Any, page: bytes) -> None:
    """The same sentences in another order are not the page that was published."""
    second = b"Engineers will return on Tuesday."
    moved = page.replace(second, b"").replace(
        b"<p>The operator", second.join([b"<p>", b"</p><p>The operator"])
    )
    assert verify(moved, book.ledger()).ok  # the same order, only another paragraph
    line = b"<p>" + second + b"</p>"
    moved = page.replace(second, b"").replace(b"</main>", line + b"</main>")
    verdict = verify(moved, book.ledger())
    assert not verdict.ok
    assert (verdict.altered, verdict.missing) == ((), 0)
    assert any("another order" in reason for reason in verdict.reasons)


def test_a_page_of_nowhere(book: Any, page: bytes) -> None:
    """A page that names no record, or one that nobody published, is told so."""
    bare = re.sub(rb'<meta name="copytaster:[^>]*>', b"", page)
    verdict = verify(bare, book.ledger())
    assert not verdict.ok
    assert "does not say" in verdict.reasons[0]
    assert all(s.status == "unknown" for s in verdict.sentences)
    other = page.replace(b"stories/1", b"stories/2")
    assert "No publication" in verify(other, book.ledger()).reasons[0]


@pytest.mark.parametrize("salt", [b"00" * 16, b"nonsense", b"\xc3\xa9"])
def test_another_salt_opens_nothing(book: Any, page: bytes, make: Any, salt: bytes) -> None:
    """With the salt changed nothing is known, and that is said."""
    verdict = verify(page.replace(make.salt.encode(), salt), book.ledger())
    assert not verdict.ok
    assert len(verdict.altered) >= len(page_units(page))
    assert "salt" in verdict.reasons[0]


@pytest.mark.parametrize(
    "nonsense", ["", " ", b"<html>", b"\xff\xfe", b"<p>" * 100_000, b"x" * (9 << 20)]
)
def test_no_page_at_all(book: Any, nonsense: bytes | str) -> None:
    """What is no page, or a hostile one, gets a verdict and not an exception."""
    verdict = verify(nonsense, book.ledger())
    assert not verdict.ok
    assert verdict.reasons


def test_an_earlier_publication_is_told_from_a_forgery(book: Any, make: Any, story: Story) -> None:
    """A saved copy of an earlier publication is known as such, and the later record is named."""
    old = make.page(story)
    new = make.page(story, extra="<p>Corrected on Monday.</p>")
    wire = [WireEdition.of(book.records[1], make.salt)]
    book.publish(new, story, wire)
    assert verify(new, book.ledger()).ok
    verdict = verify(old, book.ledger())
    assert (verdict.ok, verdict.record, verdict.altered, verdict.missing) == (False, 3, (), 0)
    assert any("record 4" in reason for reason in verdict.reasons)


@pytest.mark.parametrize("kind", ["kill", "erasure"])
@pytest.mark.parametrize("subject", ["series", "edition", "page"])
def test_a_killed_story_is_told(
    book: Any, page: bytes, story: Story, make: Any, kind: str, subject: str
) -> None:
    """A kill or erasure of the series, the edition or the page after publication is told."""
    what = {"series": story.series, "edition": story.id, "page": make.path}[subject]
    book.add(kind, what)
    verdict = verify(page, book.ledger())
    assert not verdict.ok
    assert any("record 4" in reason for reason in verdict.reasons)


def test_a_killed_story_may_be_published_again(
    book: Any, page: bytes, story: Story, make: Any
) -> None:
    """A kill before the publication does not speak against it."""
    book.add("kill", story.series)
    book.publish(page, story, [WireEdition.of(book.records[1], make.salt)])
    assert verify(page, book.ledger()).ok


def test_wire_must_have_come_in(book: Any, page: bytes, story: Story, make: Any) -> None:
    """A record that calls our own words wire is caught by the edition's record."""
    data = dict(book.records[2].data)
    data["marks"] = "w" * len(data["units"])
    book.add("publication", story.series, data)
    verdict = verify(page, book.ledger())
    assert not verdict.ok
    assert any("calls wire" in reason for reason in verdict.reasons)


def test_wire_must_have_come_in_before(make: Any, key: Any, page: bytes, story: Story) -> None:
    """An edition recorded only after the publication proves nothing."""
    book = make.book(key, [])
    data = edition_data(story, make.salt, "d" * 64)
    probe = make.book(key, [])
    probe.add("delivery", "d" * 64)
    later = probe.add("edition", story.id, data)
    book.publish(page, story, [WireEdition.of(later, make.salt)])
    book.add("edition", story.id, data)
    verdict = verify(page, book.ledger())
    assert any("came in later" in reason for reason in verdict.reasons)


def test_a_broken_ledger_vouches_for_nothing(book: Any, page: bytes) -> None:
    """A page is not ok when the ledger behind it is not whole, and the record is named."""
    book.records[0] = replace(book.records[0], subject="e" * 64)
    verdict = verify(page, book.ledger())
    assert not verdict.ok
    assert any("record 1" in reason for reason in verdict.reasons)


def test_a_forged_ledger_needs_the_key(book: Any, page: bytes, tmp_path: Path) -> None:
    """A ledger rewritten and signed by another does not pass with the key the reader trusts."""
    forger = replace(book, key=open_key(tmp_path / "forger"))
    forged = replace(forger.ledger(), public_key=book.key.public.pem)
    verdict = verify(page, forged)
    assert not verdict.ok
    assert any("nobody trusted" in reason for reason in verdict.reasons)


def test_a_page_of_several_editions(make: Any, key: Any, story: Story) -> None:
    """A page over several stories carries each edition's salt, and each sentence is found in its own."""
    item = replace(story.item, guid="k2", body="Saltline shares fell.", headline="Shares fall")
    other = Story("b" * 16, "c" * 16, item)
    book = make.book(key, [])
    salts = {story.id: "1a" * 16, other.id: "2b" * 16}
    wire = []
    for one in (story, other):
        record = book.add("edition", one.id, edition_data(one, salts[one.id], "d" * 64))
        wire.append(WireEdition.of(record, salts[one.id]))
    metas = "".join(f'<meta name="copytaster:edition" content="{w.record} {w.salt}">' for w in wire)
    page = make.page(story, extra="<p>Saltline shares fell.</p>")
    page = page.replace(b"<title>", metas.encode() + b"<title>")
    book.publish(page, story, wire)
    verdict = verify(page, book.ledger())
    assert verdict.ok, verdict.reasons
    status = {s.text: s.status for s in verdict.sentences}
    assert status["Saltline shares fell."] == status["Engineers will return on Tuesday."] == "wire"
    assert status["Left out"] == "template"


def test_a_page_must_name_itself_to_be_put_on_record(page: bytes, make: Any) -> None:
    """Publishing a page under a path or salt that it does not carry is refused."""
    for path, salt in (("other.html", make.salt), (make.path, "00" * 16)):
        with pytest.raises(LedgerError, match="does not name"):
            publication_data(path, "unedited", page, salt)


def test_verifying_is_linear(make: Any, key: Any, story: Story) -> None:
    """A page of twenty thousand sentences is checked in seconds, tampered with or not."""
    many = "".join(f"<p>Line {n} says so.</p>" for n in range(20_000))
    page = make.page(story, extra=many)
    book = _written(make, key, story, page)
    ledger = book.ledger()
    assert verify(page, ledger).ok
    assert len(verify(page.replace(b"Line", b"Lane"), ledger).altered) == 20_000


@given(st.binary(max_size=300))
def test_any_bytes_get_a_verdict(make: Any, key: Any, rubbish: bytes) -> None:
    """Whatever bytes are put into a page, verifying gives a verdict."""
    story = make.story()
    page = make.page(story)
    ledger = _written(make, key, story, page).ledger()
    verify(rubbish, ledger)
    verify(page.replace(b"</h1>", rubbish + b"</h1>"), ledger)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"units": 5, "marks": None, "frame": {}, "editions": 7},
        {"units": [1, None], "marks": "ww", "editions": [1, [2], [1, 2, 3], ["x", "y"], [1, 1]]},
    ],
)
def test_a_senseless_record_gets_a_verdict(
    book: Any, page: bytes, make: Any, data: dict[str, Any]
) -> None:
    """A publication record that makes no sense is no reason to fall over, nor to say ok."""
    book.add("publication", "s", {"page": make.path, **data})
    assert not verify(page, book.ledger()).ok
