"""IPTC's own examples and suites: all open, no word is lost, what is faulty is told."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from benches import benchmark
from copytaster.formats import conformance, parse
from copytaster.formats.topics import broader_topics, topic_name


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """bench/newsroom.py as a module."""
    return benchmark("newsroom")


FOLDERS = {
    "G2 examples": 35,
    "G2 unit files": 151,
    "ninjs examples": 46,
    "ninjs should_pass": 158,
    "agency": 52,
}


@pytest.mark.shared
@pytest.mark.parametrize("name", FOLDERS)
def test_all_open_and_no_word_is_lost(bench: ModuleType, shared: Path, name: str) -> None:
    """Every file opens, and every text node of body, headline or caption stands in an item."""
    tally = bench.tally(bench.folders(shared / "corpus")[name])
    assert tally.faults == []
    assert (tally.opened, tally.lost) == (FOLDERS[name], 0)


@pytest.mark.shared
def test_what_must_fail_is_told(bench: ModuleType, shared: Path) -> None:
    """Each document of should_fail, held against its folder's version, has a problem."""
    files = bench.faulty(shared / "corpus")
    assert {name: len(found) for name, found in files.items()} == {"G2": 10, "ninjs": 70}
    assert [p.name for found in files.values() for p in found if not bench.complaints(p)] == []


@pytest.mark.shared
def test_what_must_pass_is_not_complained_of(bench: ModuleType, shared: Path) -> None:
    """No document of should_pass, held against its folder's version, has a problem."""
    rows = bench.quiet(shared / "corpus")
    assert rows == [
        ("G2 should_pass: nothing told", "151", "151"),
        ("ninjs should_pass: nothing told", "158", "158"),
    ]


@pytest.mark.shared
def test_concepts_give_no_item(shared: Path) -> None:
    """Concepts, knowledge and catalogues open, say what they are, and hold no item."""
    folder = shared / "corpus" / "iptc" / "newsml-g2" / "examples"
    for number in (10, 11, 12, 13, 14, 15):
        (path,) = folder.glob(f"LISTING_{number}_*.xml")
        feed = parse(path.read_bytes())
        assert feed.items == ()
        assert "no-item" in [p.code for p in feed.problems]


def ninjs(version: str, members: str) -> list[str]:
    """The codes of what is wrong with a ninjs object of a version."""
    return [
        p.code for p in conformance.check(f'{{"uri":"urn:coast:1",{members}}}'.encode(), version)
    ]


@pytest.mark.parametrize(
    ("version", "members", "code"),
    [
        ("1.1", '"type":"component"', "ninjs-value"),
        ("1.2", '"type":"component"', None),
        ("1.2", '"headline_short":"x"', "ninjs-property"),
        ("1.3", '"headline_short":"x"', None),
        ("1.3", '"headline_":"x"', "ninjs-property"),
        ("1.0", '"person":"Ana Ruiz"', "ninjs-type"),
        ("1.4", '"rightsinfo":{"linkedrights":"u","encodedrights":"e"}', "ninjs-value"),
        ("2.0", '"headline":"x"', "ninjs-property"),
        ("2.1", '"associations":[{"uri":"urn:coast:2"}]', "ninjs-required"),
        ("2.1", '"bodies":[{"role":"main"}]', "ninjs-required"),
        ("3.0", '"urgency":0.5', "ninjs-type"),
        ("3.0", '"urgency":10', "ninjs-value"),
        ("3.0", '"versioncreated":"2024-03-12T14:00:00Z"', "ninjs-property"),
        ("3.0", '"eventDetails":{"dates":{"expectedStartDate":"in spring"}}', "ninjs-value"),
        ("3.0", '"eventDetails":{"dates":{"expectedStartDate":"2024-04"}}', None),
        ("3.1", '"digitalSourceType":"bad"', "ninjs-type"),
        ("1.x", '"advices":"read it"', "ninjs-type"),
        ("1.6", '"advices":[]', "ninjs-property"),
        ("1.3", '"title":"over\nthe line"', "json-ill-formed"),
    ],
)
def test_ninjs_by_version(version: str, members: str, code: str | None) -> None:
    """A property, type or value is faulty in the versions that have no such thing, and only in those."""
    assert ninjs(version, members) == ([code] if code else [])


G2 = (
    '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:coast:1" standardversion="{}">{}<itemMeta>'
    '<itemClass qcode="ninat:text"/><provider literal="coast"/><versionCreated>2024-03-12T14:00:00Z</versionCreated>'
    "</itemMeta>{}</newsItem>"
)
CATALOG = '<catalogRef href="https://coast.example/catalog.xml"/>'


@pytest.mark.parametrize(
    ("version", "head", "rest", "codes"),
    [
        ("2.29", "", "", ["g2-required"]),
        ("2.30", "", "", []),
        ("2.32", "", "<contentMeta><digitalSourceType/></contentMeta>", ["g2-version"]),
        ("2.33", "", "<contentMeta><digitalSourceType/></contentMeta>", []),
        (
            "2.28",
            CATALOG,
            "<assert><organisationDetails><affiliation/></organisationDetails></assert>",
            ["g2-version"],
        ),
        ("2.34", "", "<assert>" + "<related>" * 3 + "</related>" * 3 + "</assert>", []),
        ("2.34", "", "<assert>" + "<related>" * 4 + "</related>" * 4 + "</assert>", ["g2-element"]),
    ],
)
def test_g2_by_version(version: str, head: str, rest: str, codes: list[str]) -> None:
    """What came with a version is told in those before it; the reader tells the same of the item."""
    document = G2.format(version, head, rest).encode()
    assert [p.code for p in conformance.check(document, version)] == codes
    assert [p.code for p in parse(document).items[0].problems] == codes


def test_an_item_that_lacks_its_parts_is_read_and_told() -> None:
    """What is missing is a problem, never a refusal."""
    feed = parse(
        b'<newsItem standardversion="2.31"><contentMeta><headline>Weir holds</headline></contentMeta></newsItem>'
    )
    assert feed.items[0].headline == "Weir holds"
    assert [p.code for p in feed.items[0].problems] == ["g2-required"]


def test_an_embargo_of_ninjs_3_is_seen() -> None:
    """Version 3 calls it embargoedUntil."""
    item = parse(
        b'{"uri":"urn:coast:1","title":"x","embargoedUntil":"2024-03-13T06:00:00Z"}'
    ).items[0]
    assert item.embargo is not None
    assert item.embargo.until is not None
    assert item.embargo.until.isoformat() == "2024-03-13T06:00:00+00:00"


def test_media_topics_have_names() -> None:
    """A code of IPTC's vocabulary has its name and what lies above it; any other has none."""
    assert topic_name("medtop:20000139") == "accident and emergency incident"
    assert broader_topics("medtop:20000139")[-1] == "medtop:03000000"
    assert topic_name("subj:01000000") is None
    assert topic_name("medtop:99999999") is None
    assert broader_topics("medtop:99999999") == ()
