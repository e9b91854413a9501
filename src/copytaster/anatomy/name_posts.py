"""The post said of a person beside the name: before it in small letters, or set off by a comma."""

from __future__ import annotations

import re

from copytaster.anatomy.name_words import ROLES

_OWNER = re.compile(r"(?:(?:South|North|New|Saudi|United) )?\b[A-Z][\w.]{1,20}['’]s $")
_SHORTENED = re.compile(r"(?:[A-Z]\.){1,4}|(?:Gov|Sen|Rep|Gen|Lt|Col|St|Vice)\.")
_LOOK_BACK = 90
_OVER = frozenset(["of", "from", "to", "for", "at"])
_LONGEST_LAND = 4
# Small words before the capitals of a post.
_FORMERLY = frozenset(["former", "then", "acting"])
_WORD = re.compile(r"[^\s]+")
# No part of a post: what stands before the phrase.
_STOPS = frozenset(
    [
        *(
            "the",
            "a",
            "an",
            "his",
            "her",
            "its",
            "their",
            "our",
            "my",
            "your",
            "this",
            "that",
            "of",
            "in",
        ),
        *(
            "on",
            "at",
            "to",
            "for",
            "from",
            "by",
            "with",
            "and",
            "or",
            "but",
            "as",
            "when",
            "while",
            "if",
        ),
        *(
            "because",
            "after",
            "before",
            "said",
            "says",
            "told",
            "including",
            "like",
            "is",
            "was",
            "are",
        ),
        *(
            "were",
            "be",
            "been",
            "has",
            "had",
            "have",
            "met",
            "named",
            "called",
            "who",
            "which",
            "where",
        ),
        *("about", "against", "between", "since", "until", "than", "not", "also", "then", "added"),
        *("asked", "both", "via", "per", "under", "over", "among", "one"),
    ]
)
_PHRASE = re.compile(
    r"(?:, (?:aged )?\d{1,3}| \([\w.-]{1,12}\))?, (?P<phrase>[^,;:()\n“”\"—–]{3,110}?)(?=[,;:()\n“”\"—–]|(?<![A-Z])\.(?:\s|$)|$)"
)
_DETERMINER = re.compile(r"(?:the|a|an|his|her|their|its|our|my|who is|who was|now|one of the) ")
# A phrase ends before a verb, or before a second person.
_ENDS = re.compile(
    r" (?:who|which|that|said|says|told|was|were|is|are|has|had|have|will|would|could|can|may|and (?:a|an|the|his|her|[A-Z]|said|told|was)|as|when|while|after|before|but|wrote|added|during|on [A-Z])\b"
)
# A phrase that opens so goes on with the sentence.
_NO_POST = tuple(
    f"{word} "
    for word in (
        *(
            "who",
            "which",
            "whose",
            "where",
            "and",
            "or",
            "but",
            "said",
            "including",
            "according",
            "in",
        ),
        *("on", "at", "for", "to", "with", "then", "as", "when", "while", "after", "before", "not"),
    )
)
_MOST_BEFORE_ROLE = 9
_OF = frozenset(["of", "for", "at", "in", "from", "to", "with", "on", "over", "into", "by"])
# What a post goes on with.
_GOES_ON = _OF | {"and", "general", "emeritus", "designate", "elect", "pro", "who"}
_WORDS = re.compile(r"[\w’'-]+")


def post_before(text: str, start: int) -> tuple[int, int] | None:
    """The span of ``former White House spokesman`` right before a name at ``start``."""
    low = max(0, start - _LOOK_BACK, text.rfind("\n", 0, start) + 1)
    words = list(_WORD.finditer(text, low, start))
    last = _role_at(words)
    if last < 0:
        return None
    at, capitals = last, 0
    while at and (part := _leads(words[at - 1].group())):
        if part == 1 and capitals and words[at - 1].group() not in _FORMERLY:
            break
        capitals += part == 2
        at -= 1
    while at < last and words[at].group().lower() in _STOPS:
        at += 1
    return words[at].start(), words[-1].end()


def _role_at(words: list[re.Match[str]]) -> int:
    """Which word is the post's noun: the last, or one that ``of`` and a land follow; -1 for none."""
    at = len(words) - 1
    if at < 0 or words[at].group().lower() in ROLES:
        return at
    low = max(0, at - _LONGEST_LAND)
    while at > low and words[at].group()[0].isupper():
        at -= 1
    if at > 0 and words[at].group() == "the":
        at -= 1
    held = 0 < at < len(words) - 1 and words[at].group() in _OVER
    return at - 1 if held and words[at - 1].group().lower() in ROLES else -1


def _leads(word: str) -> int:
    """1 for a small word that may belong to a post, 2 for a capitalised one, 0 for what ends it."""
    low = word.lower()
    if low in _STOPS:
        return 0
    if word[0].isupper():
        return 2 if word[-1].isalpha() or _SHORTENED.fullmatch(word) else 0
    if not word[-1].isalpha():
        return 0
    return int("-" in low or (low.isalpha() and not low.endswith(("ly", "ing", "ed"))))


def owner_start(text: str, start: int) -> int:
    """``Russia's Chief of …``: the owner belongs to the post."""
    match = _OWNER.search(text, max(0, start - 40), start)
    return match.start() if match else start


def post_behind(text: str, end: int) -> tuple[int, int] | None:
    """The span of ``the mayor of Halden`` set off behind a name that ends at ``end``."""
    match = _PHRASE.match(text, end, end + 150)
    if match is None:
        return None
    start, stop = match.span("phrase")
    if determiner := _DETERMINER.match(text, start, stop):
        start = determiner.end()
    if verb := _ENDS.search(text, start, stop):
        stop = verb.start()
    size = _post_length(text[start:stop])
    return (start, start + size) if size else None


def _post_length(phrase: str) -> int:
    """How much of the phrase says a post: up to its noun, and what that is of; 0 where none is said."""
    if phrase.startswith(_NO_POST):
        return 0
    end = 0
    for count, match in enumerate(_WORDS.finditer(phrase)):
        word = match.group().lower()
        if end:
            return len(phrase) if word in _GOES_ON else end if word not in ROLES else len(phrase)
        if word in ROLES:
            end = match.end()
        elif word in _OF or count == _MOST_BEFORE_ROLE:
            return 0
    return end


def role_ahead(text: str, start: int) -> tuple[int, int] | None:
    """The span of ``The mayor of Halden`` before a comma and the name at ``start``."""
    if text[start - 2 : start] != ", ":
        return None
    low = max(0, start - _LOOK_BACK, text.rfind("\n", 0, start) + 1)
    for match in reversed(list(_OPENING.finditer(text, low, start - 2))):
        phrase = text[match.end() : start - 2]
        if "," not in phrase and not _ENDS.search(phrase) and _post_length(phrase) == len(phrase):
            return match.end(), start - 2
    return None


_OPENING = re.compile(r"\b(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Aa]n?|[Oo]ur|\w{2,20}['’]s) ")
