"""Which way a time without a direction looks: the nearest verb of its sentence says.

"met on Saturday" is behind us, "will meet on Saturday" before us. All patterns are for
lower-cased text: they are several times quicker than ones that ignore case.
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
    r"stood|thought|brought|bought|caught|fought|taught|built|cut|set off|shut|quit|hurt|swept|slid|sank|died|sang|rang|swam|threw|chose|drove|ate|"
    r"slept|woke|wore|tore|spent|felt|dealt|meant|heard|sought|swore|stole|froze|rode|hung|laid|shook|forgot|withdrew|"
    r"fled|stuck|blew|overcame|underwent|lay)\b"
)
# Any text and the last of them in it: sought from behind, it is soon found.
_LAST_PAST = re.compile(r"(?s:.*)" + _PAST.pattern)
_FUTURE = re.compile(
    r"\b(?:(?:will|would|to|shall|may|could|should|won['’]t)(?: not| also)? be \w+|will|would|due|scheduled|expects?|expected|plans?|planned|shall|is to|are to|until|next|set (?:for|to)|upcoming|"
    r"going to|won['’]t|may|could|should|slated|hopes? to|ahead of|before|is meeting|begins?|starts?|opens?|expires?)\b|['’]ll\b"
)
# Right before a time these look forward, whatever the verb: "three days off, beginning on Monday".
_FROM_THEN = re.compile(
    r"\b(?:beginning|starting|effective|as (?:soon|early) as)(?: on| from| at)? (?:the )?$|"
    # What was put off, and what people were let in to free, had not happened yet.
    r"\b(?:postponed|rescheduled|adjourned|deferred|put off|free(?: of charge)?) (?:to|for|until|till)\b[^.,;:()]{0,40}$"
)
_FROM_THEN_REACH = 70
# These look back for all their "could" and "due": the reporter tried, the plan is past.
_TRIED = re.compile(
    r"\b(?:could(?: not|n['’]t)? be (?:reached|located|found|contacted|seen|heard)|"
    r"had(?: \w+)? been(?: \w+)? (?:due|scheduled|expected|planned|set)\b)[^.,;:()]{0,40}$"
)
_TRIED_WORDS = ("could", "had")
# Right behind a time, which is then what they speak of: "Monday will be hard".
_OF_THIS = re.compile(r"(?:['’]s \w+)? (?:will|would|shall|is to|may|could)\b")
# What a time belongs to when no such mark parts it from the verb.
_CLAUSE = re.compile(
    r"[,:()—–“”\"]|\b(?:that|who|which|when|where|because|while|although|though|but|if|as|after|before|since)\b"
)


def is_past(text: str, start: int, end: int) -> bool:
    """Whether the sentence around ``text[start:end]`` looks back; so does one without a verb.

    ``text`` is in lower case. The verb before the time in the same clause decides, else the nearest verb on either side.
    """
    low, high = _sentence(text, start, end)
    if _FROM_THEN.search(text, max(low, start - _FROM_THEN_REACH), start) or _OF_THIS.match(
        text, end, high
    ):
        return False
    if _holds(text, _TRIED_WORDS, low, start) and _TRIED.search(text, low, start):
        return True
    past, future = _past_before(text, low, start), _before(_FUTURE, text, low, start)
    nearest = min(past, future)
    # "will be held": the participle belongs to the future it stands in.
    if nearest < _NONE and not _CLAUSE.search(text, start - nearest, start):
        return past < future
    past = min(past, _behind(_PAST, text, end, high))
    future = min(future, _behind(_FUTURE, text, end, high))
    return past < future or future >= _NONE


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence around the range, no further than a verb is sought."""
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    for match in _BREAK.finditer(text, low, start):
        low = match.end()
    closing = _BREAK.search(text, end, high)
    return low, closing.start() if closing else high


def _holds(text: str, words: tuple[str, ...], low: int, high: int) -> bool:
    return any(text.find(word, low, high) >= 0 for word in words)


def _past_before(text: str, low: int, start: int) -> int:
    """How far before ``start`` the last verb in the past ends."""
    last = _LAST_PAST.match(text, low, start)
    return start - last.end() if last else _NONE


def _before(pattern: re.Pattern[str], text: str, low: int, start: int) -> int:
    """How far before ``start`` the last match ends."""
    distance = _NONE
    for match in pattern.finditer(text, low, start):
        distance = start - match.end()
    return distance


def _behind(pattern: re.Pattern[str], text: str, end: int, high: int) -> int:
    """How far behind ``end`` the first match begins."""
    match = pattern.search(text, end, high)
    return match.start() - end if match else _NONE
