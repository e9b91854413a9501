"""Where posts are put up: the platforms everybody knows, and any other by the way copy writes of it.

"A Relayo post", "a post on Relayo" and "wrote on Relayo" make a platform of a
name that no list has.
"""

from __future__ import annotations

from dataclasses import dataclass

from copytaster.anatomy.demonyms import COUNTRY
from copytaster.attribution import lexicon as lx
from copytaster.attribution.capitals import name_text, run_end
from copytaster.attribution.cast import Cast
from copytaster.attribution.roles import PLATFORMS
from copytaster.attribution.tokens import Tokens
from copytaster.words import wordset

POSTS = wordset(
    "post posts thread threads channel account tweet tweets message messages livestream"
)
_WRITING = wordset("write writes wrote written writing post posts posted posting thread account page channel message")  # fmt: skip
_LONGEST = 2  # words of a platform's name


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform named at tokens ``[first, last)``."""

    name: str
    first: int
    last: int


def platform_in(tokens: Tokens, cast: Cast, first: int, last: int) -> Platform | None:
    """The first platform named in ``[first, last)``; None where there is none."""
    for i in range(first, last):
        found = _known(tokens, i, last) or _unknown(tokens, cast, i, last)
        if found is not None:
            return found
    return None


def _known(tokens: Tokens, i: int, last: int) -> Platform | None:
    name = PLATFORMS.get(tokens.lower[i])
    if name is None or (not tokens.capital(i) and name != "social media"):
        return None
    if name in ("Truth Social", "social media"):
        whole = i + 1 < last and tokens.lower[i + 1] == name.split()[1].lower()
        return Platform(name, i, i + 2) if whole else None
    return Platform(name, i, i + 1)


def _unknown(tokens: Tokens, cast: Cast, i: int, last: int) -> Platform | None:
    if not tokens.capital(i) or i == 0 or tokens.capital(i - 1):
        return None
    end = min(run_end(tokens, i), last)
    if not i < end <= i + _LONGEST or not _may_be_platform(tokens, cast, i, end):
        return None
    posted = end < last and tokens.lower[end] in POSTS
    written = i > 1 and tokens.lower[i - 1] == "on" and tokens.lower[i - 2] in _WRITING
    return Platform(tokens.said(i, end), i, end) if posted or written else None


def _may_be_platform(tokens: Tokens, cast: Cast, first: int, last: int) -> bool:
    """Is the name nobody's, no country's, no medium's?"""
    name = name_text(tokens, first, last)
    if name != tokens.said(first, last) or name.lower() in cast.aliases:
        return False
    words = tokens.lower[first:last]
    return cast.role(name) == "speaker" and COUNTRY.keys().isdisjoint(words) and lx.TIME_WORDS.isdisjoint(words)  # fmt: skip
