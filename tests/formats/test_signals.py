"""What headlines say of their items."""

from __future__ import annotations

import pytest

from copytaster.formats import parse
from copytaster.formats.signals import merged, of_headline


@pytest.mark.parametrize(
    ("headline", "signals"),
    [
        ("UPDATE 2-Ferry aground", ("update",)),
        ("CORRECTED-UPDATE 1-Ferry aground", ("correction", "update")),
        ("CORRECTION: Ferry", ("correction",)),
        ("Correction: Ferry", ("correction",)),
        ("KILL: Ferry story", ("kill",)),
        ("MANDATORY KILL - Ferry", ("kill",)),
        ("Withdrawal: what it means for the coast", ()),
        ("Update on the ferry", ()),
        ("Kill Devil Hills readies for storm", ()),
        ("Corrections officers strike", ()),
        (None, ()),
    ],
)
def test_prefixes(headline: str | None, signals: tuple[str, ...]) -> None:
    """Agencies' prefixes are signals; the same words inside a sentence are not."""
    assert of_headline(headline) == signals


def test_headline_is_left_alone() -> None:
    """The headline keeps its prefix, and the signals are in lower case, once."""
    item = parse(b"<rss><channel><item><title>KILL: Ferry</title></item></channel></rss>").items[0]
    assert (item.headline, item.signals) == ("KILL: Ferry", ("kill",))
    assert merged(("Update", "x"), ("update", " ")) == ("update", "x")
