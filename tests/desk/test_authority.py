"""Whose kill reaches a copy: every agency that its credits name, alone or with others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from copytaster.anatomy import dissect
from copytaster.desk import Desk
from copytaster.desk.authority import credited_agencies, may_kill
from copytaster.matching.houses import agencies
from copytaster.model import Item, Story
from copytaster.publish.pages import story_path
from wire import Clock, delivered, feed, ninjs, prose

COPY = "The barge sank in the lock near Varsk on Monday, and the harbour office closed the lock."


def signed(sign: str) -> Story:
    """A story of the Courier's that ends so."""
    return dissect(Item(body=f"{COPY} {COPY}\n\n{sign}", provider="courier"))


@pytest.mark.parametrize(
    "sign",
    [
        "(Reuters)", "(Reuters, AFP)", "(Reuters/AFP)", "(AFP and Reuters)", "Reuters/AFP",
        "With inputs from AFP and Reuters", "(With inputs from AFP/Reuters)", "— AFP, Reuters",
        "Reuters and AFP contributed to this dispatch.",
    ],
)  # fmt: skip
def test_each_agency_of_a_credit_has_authority(sign: str) -> None:
    """Whoever speaks for one of the agencies may kill the copy; nobody else may."""
    story = signed(sign)
    expected = {"reuters", "afp"} if "AFP" in sign else {"reuters"}
    assert credited_agencies(story) == expected
    assert {name.casefold() for name in agencies(story)} == expected
    assert all(may_kill("wire", (name.upper(),), story) for name in expected)
    assert not may_kill("wire", ("AP", ""), story)
    assert may_kill("courier", (), story)


@pytest.mark.parametrize(
    "sign",
    ["(Germany, France)", "(Reuters Center, London)", "Mara Quill contributed to this report."],
)
def test_a_place_or_a_person_has_none(sign: str) -> None:
    """Who is no agency is not among the agencies credited, whatever the brackets hold."""
    assert credited_agencies(signed(sign)) == frozenset()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk that takes an agency, which speaks for itself, and a paper."""
    with Desk.open(tmp_path / "desk", clock=Clock(), base_url="http://site.example") as desk:
        desk.feeds.put(feed("afp", speaks_for=("AFP",), agency="AFP"))
        desk.feeds.put(feed("courier"))
        desk.live.authorise(desk.feeds.speaks_for())
        yield desk


def printed(desk: Desk, sign: str) -> str:
    """The series of the paper's print of the agency's story, with the sign behind it."""
    copy = prose("Quillbridge").replace(" (ANX)", "")
    desk.take(delivered(ninjs("u:1", "Quillbridge reopens", copy), "afp"))
    desk.take(delivered(ninjs("c:1", "Bridge is open", f"{copy}\n\n{sign}"), "courier"))
    desk.publish()
    return desk.store.latest(1)[0].series


_SIGNS = pytest.mark.parametrize(
    ("sign", "reached"),
    [
        ("(Reuters, AFP)", True),
        ("Reuters/AFP", True),
        ("With inputs from Reuters and AFP", True),
        ("(Reuters, Varsk)", False),
    ],
)


@_SIGNS
def test_an_agencys_kill_reaches_a_copy_that_credits_it_with_another(
    desk: Desk, sign: str, reached: bool
) -> None:
    """The agency kills its story: the paper's print, signed for two agencies, goes with it."""
    series = printed(desk, sign)
    kill = ninjs("u:1", "KILL: bridge", "Kill it.", pubstatus="canceled", version="2")
    desk.take(delivered(kill, "afp"))
    desk.publish()
    standing = desk.store.publication(series)
    assert standing is not None
    assert (standing.state == "killed") is reached


@_SIGNS
def test_an_agencys_correction_reaches_it_too(desk: Desk, sign: str, reached: bool) -> None:
    """The page of the paper's print tells its readers that the agency has corrected its story."""
    series = printed(desk, sign)
    text = prose("Quillbridge").replace(" (ANX)", "").replace("forty-two", "twenty-four")
    put_right = ninjs("u:1", "CORRECTED: Quillbridge reopens", text, version="2")
    desk.take(delivered(put_right, "afp"))
    desk.publish()
    page = (desk.site_folder / story_path(series)).read_text(encoding="utf-8")
    assert ("has since corrected" in page) is reached
