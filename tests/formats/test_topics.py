"""IPTC's vocabulary: every spelling of a code, every name, what stands above."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from copytaster.formats.topics import (
    PART_OF_NAME,
    WHOLE_NAME,
    broader_topics,
    licence,
    media_topic,
    topic_name,
    topic_named,
)


@pytest.mark.parametrize(
    "sent",
    [
        "medtop:20000065",
        "MEDTOP:20000065",
        "mediatopic:20000065",
        "http://cv.iptc.org/newscodes/mediatopic/20000065",
        "https://cv.iptc.org/newscodes/mediatopic/20000065/",
        " 20000065 ",
        "subj:16003000",
        "iptc:16003000",
        "subject:16003000",
        "http://cv.iptc.org/newscodes/subjectcode/16003000",
        "urn:newsml:iptc.org:20060109:IptcSubjectCode:16003000",
        "16003000",
    ],
)
def test_one_concept_has_one_code_however_it_is_spelt(sent: str) -> None:
    """Codes of Media Topics and of the older subject codes give the same concept."""
    assert media_topic(sent) == "medtop:20000065"
    assert topic_name("medtop:20000065") == "civil unrest"


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("medtop:20000160", "medtop:20000139"),  # merged into another
        ("medtop:20000064", "medtop:20000105"),  # recommended instead
        ("medtop:20000109", "medtop:20000109"),  # retired, nothing named
        ("subj:16009000", "medtop:20000062"),  # two mean the same: the one in use
        ("subj:15054999", "medtop:20001065"),  # an unknown detail: its matter
        ("subj:15999999", "medtop:15000000"),  # an unknown matter: its topic
        ("subj:08000000", "medtop:08000000"),
    ],
)
def test_retired_and_finer_codes_give_what_stands_for_them(sent: str, meant: str) -> None:
    """A code is never lost: what replaced it, or the nearest above it, takes its place."""
    assert media_topic(sent) == meant


@pytest.mark.parametrize(
    "sent",
    ["", "sport", "afpcat:20000065", "medtop:29999999", "subj:99000000", "20160412", "medtop:2", "x" * 5000,
     "http://example.org/newscodes/mediatopic/20000065"],
)  # fmt: skip
def test_what_is_no_code_of_iptcs_is_none(sent: str) -> None:
    """Another scheme's digits, days and words are no codes."""
    assert media_topic(sent) is None


@pytest.mark.parametrize(
    ("name", "language", "meant", "sure"),
    [
        ("Sports", "en", "medtop:15000000", WHOLE_NAME),
        ("  crime. ", "en", "medtop:20000082", WHOLE_NAME),
        ("Arts & Entertainment", "en", "medtop:20000002", WHOLE_NAME),
        ("business", "en", "medtop:04000000", PART_OF_NAME),
        ("Technology", "en", "medtop:13000000", PART_OF_NAME),
        ("Media", "en", "medtop:01000000", PART_OF_NAME),
        ("Politique", "fr", "medtop:11000000", WHOLE_NAME),
        ("Wirtschaft", "de-AT", "medtop:20000344", WHOLE_NAME),
        ("Fußball", "de", "medtop:20001065", WHOLE_NAME),
        ("Deporte", "es", "medtop:15000000", WHOLE_NAME),
        ("Sport", "sv", "medtop:15000000", WHOLE_NAME),
        ("环境", "zh", "medtop:06000000", WHOLE_NAME),
        ("sport", "xx", "medtop:15000000", WHOLE_NAME),
    ],
)
def test_categories_that_are_names_name_their_concept(
    name: str, language: str, meant: str, sure: float
) -> None:
    """A name of the copy's language or of English, or part of a top-level one, gives its code."""
    assert topic_named(name, language) == (meant, sure)


@pytest.mark.parametrize(
    "name", ["", "World", "Politique", "personal", "Halden", "&", "-", "s", "x" * 5000]
)
def test_other_words_name_nothing(name: str) -> None:
    """A word that is no name, or one of another language's, says nothing."""
    assert topic_named(name, "en") is None


def test_every_concept_leads_to_one_of_the_seventeen() -> None:
    """The hierarchy has no loose ends, and no code leads to itself."""
    from copytaster.formats.topics import _table

    tops = {code for code, concept in _table().items() if not concept.above}
    assert len(tops) == 17
    assert len(_table()) > 1200
    for code in _table():
        chain = broader_topics(f"medtop:{code}")
        assert code in tops or chain[-1].removeprefix("medtop:") in tops
        assert media_topic(code) is not None


def test_the_vocabulary_says_whose_it_is() -> None:
    """Its holder, its licence and its release come with it."""
    assert "International Press Telecommunications Council" in licence()
    assert "CC BY 4.0" in licence()
    assert "Released 2019" in licence()


def test_the_docs_say_what_is_so() -> None:
    """The session shown in docs/topics.md gives what it shows."""
    page = Path(__file__).resolve().parents[2] / "docs/topics.md"
    assert doctest.testfile(str(page), module_relative=False) == (0, 4)
