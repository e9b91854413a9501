"""How two stories begin: what tells them apart where the rest is one house's standing text."""

from __future__ import annotations

import math

from copytaster.matching.entry import Entry
from copytaster.matching.weighing import cosine
from copytaster.matching.words import terms, tokens

# Two stories of one house that begin less alike than this (0 to 1) are two stories, whatever they share.
UNLIKE = 0.05


def of_one_house(entry: Entry, other: Entry) -> bool:
    """Whether one provider sent both."""
    return entry.provider != "" and entry.provider == other.provider


def begin_alike(entry: Entry, other: Entry) -> float:
    """How much alike headlines and leads are, 0 to 1; 1 where there are none.

    Of two short texts, whose lead is half of them, the headlines alone.
    """
    if not (entry.sample.level and other.sample.level):
        one, another = _title(entry), _title(other)
        if one and another:
            return len(one & another) / math.sqrt(len(one) * len(another))
    return cosine(entry.lead, other.lead) if entry.lead and other.lead else 1.0


def _title(entry: Entry) -> frozenset[str]:
    return frozenset(terms(tokens(entry.headline or "")))
