"""The forms an organisation's name takes in one story."""

from __future__ import annotations

from copytaster.anatomy import dissect
from copytaster.model import Item


def test_a_paper_by_its_last_word() -> None:
    """A paper named in full is meant where only its last word stands; a sun in the sky is no paper."""
    text = (
        "The Dunmorrow Journal has the story. Editors at the Journal are pleased. "
        "Nobody had seen the Sun for a week, the Journal wrote."
    )
    spans = {
        n.name: [text[s.start : s.end] for s in n.spans] for n in dissect(Item(body=text)).names
    }
    assert spans == {"Dunmorrow Journal": ["Dunmorrow Journal", "Journal", "Journal"]}
