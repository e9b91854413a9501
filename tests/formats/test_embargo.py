"""Embargoes fail closed: only what is fully stated ever lifts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.formats import embargo, parse


@pytest.mark.parametrize(
    ("line", "until"),
    [
        ("EMBARGOED until 00:01 GMT Friday", None),
        ("EMBARGOED UNTIL 00:01 GMT, Friday 7 March 2031", "2031-03-07T00:01"),
        ("EMBARGOED UNTIL 00:01 GMT, Monday 7 March 2031", None),
        ("Strictly embargoed until 10am EST on March 7, 2031", "2031-03-07T15:00"),
        ("Embargo: 2031-03-07T00:01:00+01:00", "2031-03-06T23:01"),
        ("EMBARGO UNTIL 0001 hrs BST 7 March 2031", "2031-03-06T23:01"),
        ("Embargoed until 12:00 or 14:00 GMT 7 March 2031", None),
        ("Embargoed until 7 March 2031 12:00", None),
        ("UNDER EMBARGO", None),
        ("EMBARGOED until 00:01 GMT tomorrow. LONDON, June 4, 2031 - Talks resumed", None),
        ("EMBARGOED until 00:01 GMT. LONDON, June 4, 2031 - Talks resumed", None),
        ("EMBARGOED until 10 a.m. EST on June 4, 2031 - Talks resumed", "2031-06-04T15:00"),
        ("NOT FOR PUBLICATION BEFORE Friday noon", None),
        ("Sperrfrist: Freitag, 12 Uhr", None),
        ("EMBARGOED until midnight GMT 7 March 2031", "2031-03-08T00:00"),
        ("Embargoed until 00:01 GMT 7 March 2031, check against delivery", None),
    ],
)
def test_lines_to_the_desk(line: str, until: str | None) -> None:
    """A line above the copy is an embargo; its moment is taken only where day, time and zone are stated."""
    found = embargo.find([None, line])
    assert found is not None
    assert (found.until and found.until.strftime("%Y-%m-%dT%H:%M")) == until
    assert found.text == line


@pytest.mark.parametrize(
    "line",
    [
        "Embargo on grain exports extended until June",
        "Arms embargo lifted by council",
        "Ministers embargo talks",
        "The embargo was lifted",
        "EMBARGO LIFTED",
    ],
)
def test_stories_about_embargoes(line: str) -> None:
    """A story about an embargo is not under one."""
    assert embargo.find([line], line) is None


def test_declared_without_a_zone_does_not_lift() -> None:
    """A machine-readable moment without a zone, or words, are kept as sent and never lift."""
    for text in ("2031-03-07T00:01:00", "next Friday", "2031-03-07"):
        found = embargo.declared(text)
        assert found is not None
        assert (found.until, found.text) == (None, text)
    assert embargo.declared("  ") is None


@given(st.text(max_size=300))
def test_any_declaration_is_an_embargo(text: str) -> None:
    """Nothing declared is ever dropped."""
    assert (embargo.declared(text) is None) == (not text.strip())


def test_embargo_in_a_feed_item() -> None:
    """An RSS item whose copy opens with an embargo carries it."""
    feed = parse(
        b"<rss><channel><item><title>New lamp</title><description>&lt;p&gt;EMBARGOED until 00:01 GMT Friday"
        b"&lt;/p&gt;&lt;p&gt;The lamp is lit.&lt;/p&gt;</description></item></channel></rss>"
    )
    found = feed.items[0].embargo
    assert found is not None
    assert found.until is None
    assert "EMBARGOED until 00:01 GMT Friday" in feed.items[0].body


def test_empty_g2_embargo_is_until_further_notice() -> None:
    """NewsML-G2's empty embargoed element withholds."""
    item = parse(
        b'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="g"><itemMeta><embargoed/></itemMeta></newsItem>'
    ).items[0]
    assert item.embargo is not None
    assert item.embargo.until is None
