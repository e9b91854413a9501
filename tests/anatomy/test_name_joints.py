"""Names of organisations that small words part."""

from __future__ import annotations

import pytest

from copytaster.anatomy.name_joints import joined_runs
from copytaster.anatomy.runs import find_runs


def joined(text: str) -> list[str]:
    return [
        text[run.start : run.end] for run in joined_runs(text, find_runs(text, ((0, len(text)),)))
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Veldorian Centre for Public Safety",
        "Organisation for the Prevention of Violence",
        "Committee on Rural Justice and Human Growth",
        "Harbour Search and Rescue Agency",
        "Tamsin School of Political and Social Science",
        "Immigration and Customs Enforcement",
        "Club for Growth",
        "Harbour and Deck Workers' Union",
        "Vask & Sons",
    ],
)
def test_one_name(name: str) -> None:
    """A head that is led on, two tasks of one body, listed names and ampersands are one name."""
    assert joined(f"They say the {name} said it would look into that.") == [name]


@pytest.mark.parametrize(
    ("first", "between", "second"),
    [
        ("Centre for Public Safety", " and ", "Orvella Tamsin"),
        ("University of Karsova", " and ", "Lantern Group"),
        ("Centre for Clean Rivers", " and ", "Centre for Food Safety"),
        ("Congress", " and ", "Rescue Agency"),
        ("Americans", " on ", "Twitter"),
    ],
)
def test_two_names(first: str, between: str, second: str) -> None:
    """What follows "and" by a name of its own stays apart."""
    assert joined(f"They asked the {first}{between}{second} in vain.") == [first, second]
