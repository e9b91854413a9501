"""robots.txt as RFC 9309 has it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.intake.robots import MAX_ROBOTS, Rule, read_robots
from hang import ends


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("/", "/a", True), ("/a", "/a", True), ("/a", "/abc", True), ("/a", "/b", False),
        ("/a$", "/a", True), ("/a$", "/ab", False), ("/*.pdf$", "/x/y.pdf", True),
        ("/*.pdf$", "/x.pdf?y", False), ("*.pdf", "/x.pdf?y", True), ("/a*b*c", "/a1b2c3", True),
        ("/a*b*c", "/acb", False), ("/a*b$", "/aXb", True), ("/a*b$", "/aXbY", False),
        ("/ab*b$", "/ab", False), ("/ab*b$", "/abb", True), ("/*", "/", True),
    ],
)  # fmt: skip
def test_patterns(pattern: str, path: str, matches: bool) -> None:
    """Patterns match from the start; * is anything, a closing $ the end."""
    assert Rule(True, pattern).matches(path) is matches


ROBOTS = b"""\xef\xbb\xbf# a site of our own making
User-agent: Copytaster/1.0
User-agent: other
Disallow: /private   # not you
Allow: /private/open
Disallow: /both
Allow: /both

User-agent: *
Disallow: /

USER-AGENT : copytaster
disallow:/m%C3%B6we
Disallow:
Sitemap: https://desk.example/map.xml
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True), ("/story", True), ("/private/x", False), ("/private/open/x", True),
        ("/both", True), ("/möwe", False), ("/m%c3%b6we", False), ("", True),
        ("/robots.txt", True),
    ],
)  # fmt: skip
def test_our_groups_are_joined_and_the_longest_rule_decides(path: str, allowed: bool) -> None:
    """Own groups replace the common one; the longest rule wins, the allowing one of equals."""
    assert read_robots(ROBOTS).allows(path) is allowed


def test_without_a_group_of_our_own_the_common_one_holds() -> None:
    """What is said to everyone is said to us, unless we are named; no file forbids nothing."""
    robots = read_robots(ROBOTS, product="someone")
    assert not robots.allows("/story")
    assert read_robots(b"").allows("/story")
    assert (
        read_robots(b"User-agent: copytaster\n\nUser-agent: *\nDisallow: /").allows("/x") is False
    )
    assert read_robots(b"User-agent: x\nDisallow: /").allows("/story")
    assert read_robots(b"Disallow: /").allows("/story")


@given(st.binary(max_size=300), st.text(max_size=50))
def test_no_bytes_break_it(body: bytes, path: str) -> None:
    """Any bytes are read, any path judged."""
    assert read_robots(body).allows(path.encode("utf-8", "replace").decode()) in (True, False)


def test_hostile_rules_are_bounded() -> None:
    """A file full of wildcards over a long path is judged to its end."""
    body = b"User-agent: *\n" + b"Disallow: /*a*a*a*a*a*a*a*ab$\n" * 20_000
    assert len(body) > MAX_ROBOTS
    with ends():
        assert read_robots(body).allows("/" + "a" * 4000)
