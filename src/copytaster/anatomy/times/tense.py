"""Which way a time without a direction looks: the nearest verb of its sentence says.

"met on Saturday" is behind us, "will meet on Saturday" before us.
"""

from __future__ import annotations

import re

# How far a verb may be from the time it governs, in characters.
_REACH = 160
_NONE = 2 * _REACH
_BREAK = re.compile(r"[.!?][\s\"”]|\n|;")
_PAST = re.compile(
    r"\b(?:was|were|had|said|did|[a-z]{3,24}ed|told|took|began|made|came|went|fell|rose|won|lost|found|held|left|met|"
    r"gave|got|saw|shot|struck|hit|sent|spoke|broke|wrote|became|led|kept|put|ran|drew|flew|grew|knew|paid|sold|"
    r"stood|thought|brought|bought|caught|fought|taught|built|cut|set off|shut|quit|hurt|swept|slid|sank|died)\b",
    re.I,
)
_FUTURE = re.compile(
    r"\b(?:(?:will|would|to|shall|may|could|should|won['’]t)(?: not| also)? be \w+|will|would|due|scheduled|expected|plans?|planned|shall|is to|are to|until|next|set (?:for|to)|upcoming|"
    r"going to|won['’]t|may|could|should|slated|hopes? to|ahead of|before|is meeting|begins?|starts?|opens?|expires?)\b|['’]ll\b",
    re.I,
)


def is_past(text: str, start: int, end: int) -> bool:
    """Whether the verb nearest to ``text[start:end]`` in its sentence looks back; so does no verb at all."""
    low = max(0, start - _REACH)
    for match in _BREAK.finditer(text, low, start):
        low = match.end()
    high = min(len(text), end + _REACH)
    closing = _BREAK.search(text, end, high)
    if closing:
        high = closing.start()
    past = _nearest(_PAST, text, low, start, end, high)
    future = _nearest(_FUTURE, text, low, start, end, high)
    # "will be held": the participle belongs to the future it stands in.
    return past < future or future >= _NONE


def _nearest(pattern: re.Pattern[str], text: str, low: int, start: int, end: int, high: int) -> int:
    before = [start - m.end() for m in pattern.finditer(text, low, start)]
    after = pattern.search(text, end, high)
    distances = [before[-1]] if before else []
    if after:
        distances.append(after.start() - end)
    return min(distances, default=_NONE)
