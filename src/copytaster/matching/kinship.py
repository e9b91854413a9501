"""How likely two stories tell one event: a logistic over five features.

Fitted on the 2016 part of a dated stream of news (models/kinship.md); the
weight of a shared house is set, not fitted: in that stream an event has one
story of each house, on a wire it need not.
"""

from __future__ import annotations

import math

from copytaster.matching.beginnings import UNLIKE, begin_alike, of_one_house
from copytaster.matching.entry import DAY, Entry
from copytaster.matching.reprints import REWRITE
from copytaster.matching.shingles import similarity

# Stories further apart are of different events, whatever they share; so are most stories they resemble.
APART = 3 * DAY // 2
# A story without a time of its own may be of any day: it counts as so many days away.
UNDATED_DAYS = 0.5
# How crowded a story's subject is where nothing older is known: twice the mean over the stream (0.05),
# so that a new desk joins less, not more. Chosen by hand, looking at undated triples (models/kinship.md).
USUAL = 0.1

_BODY = 8.94
_LEAD = 1.39
_PER_DAY = -0.95
SAME_HOUSE = -2.5
_CROWDED = -7.51
# A frivolous piece from the town of a disaster is hardly of the disaster. Set by hand, and so that stories
# which are much alike still come together: tone is read from words, and sometimes wrongly.
# Of bodies less alike than this (a cosine) it is not asked what text they share.
_MUCH = 0.2
_UNFIT = {"grave", "light"}
_UNFITTING = -4.0
_ALWAYS = 0.13
# Of bare headlines: what the cosines of words and meaning must come to, tuned on the titles of 2016
# with another grouping than this one, and how much more than that counts, set by hand.
_MEANT = 0.58
_MEANING = 10.0


def kinship(entry: Entry, other: Entry, body: float, lead: float) -> float:
    """The probability, given the cosines of the two bodies and of the two leads."""
    logit = _ALWAYS + _BODY * body + _LEAD * lead + _PER_DAY * days_apart(entry, other)
    logit += _CROWDED * (entry.crowd + other.crowd) / 2
    if of_one_house(entry, other):
        logit += SAME_HOUSE
        if body >= _MUCH and _share_a_tail(entry, other):
            return 0.0
    if {entry.tone, other.tone} == _UNFIT:
        logit += _UNFITTING
    return 1 / (1 + math.exp(-logit))


def _share_a_tail(entry: Entry, other: Entry) -> bool:
    """Whether one house's stories are alike by standing text alone: they begin on other things."""
    return begin_alike(entry, other) < UNLIKE and similarity(entry.sample, other.sample) >= REWRITE


def kinship_of_headlines(entry: Entry, other: Entry, words: float, meant: float) -> float:
    """The probability for two bare headlines, given the cosines of their words and of their meanings."""
    if abs(entry.at - other.at) > APART:
        return 0.0
    logit = _MEANING * (words + meant - _MEANT) + _PER_DAY * days_apart(entry, other)
    if entry.provider and entry.provider == other.provider:
        logit += SAME_HOUSE
    return 1 / (1 + math.exp(-logit))


def days_apart(entry: Entry, other: Entry) -> float:
    """Days between two stories."""
    apart = abs(entry.at - other.at) / DAY
    return apart if entry.dated and other.dated else max(UNDATED_DAYS, apart)
