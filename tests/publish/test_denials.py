"""One denial told by several stories is one dispute on the event's page."""

from __future__ import annotations

from copytaster.model import Dispute
from copytaster.publish.denials import grouped, heading

ARMY = "Command of the Veldair Army"
FIRST = Dispute(ARMY, "Oto Kallinger", "Tarn", "denial", ("a:s1", "a:s2"), "a")
LEAD = Dispute(ARMY, "Varskan premier", "the fighting for the Tarn pass", "denial", ("b:s1",), "b")
AGAIN = Dispute(
    "Veldair Army Command", "Oto Kallinger", "Kallinger's claim to hold the pass", "denial", (), "b"
)
OTHER = Dispute(ARMY, "Jonna Brask", "that prisoners were shot at Tarn", "denial", (), "b")
UNNAMED = Dispute("Ilva Torm", None, "she had fought at Tarn", "denial", (), "c")


def test_one_denial_is_one_dispute_and_loses_nothing() -> None:
    """The same party denying the same one, by name or by post, stands once; others stay their own."""
    groups = grouped([LEAD, FIRST, AGAIN, OTHER, UNNAMED])
    assert [set(g) for g in groups] == [{FIRST, LEAD, AGAIN}, {OTHER}, {UNNAMED}]
    assert groups[0][0] == FIRST, "what has the claimant's words comes first"
    assert heading(groups[0]) in (LEAD, AGAIN)


def test_figures_that_differ_are_never_one_denial() -> None:
    """Contradictions are told one by one."""
    one = Dispute("police", "union", "aboard", "contradiction", (), "a")
    assert grouped([one, one]) == [[one], [one]]
