"""Whether a sentence stands alone, or leans on the one before it."""

from __future__ import annotations

import re

# "He said …", "This came after …": the reader must know who or what.
_PRONOUNS = """
    he she they it this that these those his her hers their theirs its him them such both neither
    there here one another others
"""
# "But …", "However, …": half a thought.
_CONNECTIVES = """
    but and or so yet still however meanwhile instead also moreover furthermore therefore thus
    nevertheless nonetheless besides then later afterwards afterward otherwise similarly likewise
    additionally earlier elsewhere too because again rather
"""
_LEANING = frozenset((_PRONOUNS + _CONNECTIVES).split())
_QUOTES = frozenset("\"'”’")
_OPENERS = "\"'“‘(["
_WORD = re.compile(r"[^\W\d_]+")
_SAYS = r"(?:said|says|added|adds|told|wrote|continued|explained|noted|tweeted|asked|insisted|stressed|warned|concluded|recalled|read|reads|claimed|went on)"
_PRONOUN_SPEAKER = re.compile(
    rf"[,.?!…—-][\"'”’]{{1,2}}\s{{1,3}}(?:(?:he|she|they|it)\s{{1,3}}{_SAYS}|{_SAYS}\s{{1,3}}(?:he|she|they)\b)"
)
_BARE_DOCUMENT = re.compile(
    r"\b[Tt]he\s{1,3}(?:\w{1,20}\s{1,3}){0,2}(?:post|statement|report|letter|message|tweet|transcript|"
    rf"document|release|article|note|email|memo)\s{{1,3}}(?:also\s{{1,3}})?{_SAYS}\b"
)


# "The admission comes …", "The company denied …": what was admitted, and which company, stood before.
_EVENTS = r"""admission announcement decision move allegation accusation claim comment remark denial
    disclosure revelation finding ruling appointment resignation closure response reaction criticism
    warning request demand incident figure result change measure
    company firm carrier operator airline retailer manufacturer lender automaker chain"""
_BARE_EVENT = re.compile(
    rf"The\s(?:{'|'.join(_EVENTS.split())})s?\s(?!of\b|to\b|by\b|in\b|on\b|that\b|for\b|at\b|from\b|against\b)"
)
_SAME_TIME = re.compile(r"\b(?:of|in|on) that (?:day|week|month|year)\b")
# "A year earlier it was …", "In a statement, she said …": nobody was named before.
_OPENED = re.compile(
    r"(?:A|An|In|On|At|By|After|Before|Since|Until|Last|Next|Early|Late|Some|For)\s"
    r"(?P<before>[^.!?]{1,60}?)\b(?:he|she|they|it)\b"
)
_NAMED = re.compile(
    r"\b(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:January|February|March|April|May|June|July|"
    r"August|September|October|November|December)\b)[A-Z]|\bthe\s"
)
# "… said his government would study it": what does the studying is not what is studied.
_STUDIED = re.compile(r"\b(?:will|would|could|may|might|can|should|must)\s[a-z]+\sit\b")
_STUDYING = re.compile(
    r"\b(?:the|an?|his|her|their|its|this)\s(?:(?!(?:and|or|but)\b)[\w-]+\s){1,3}$"
)
_THING = re.compile(r"\b(?:the|an?|his|her|their|its|this|that|[A-Z]{2,})\s[a-z]")


def stands_alone(sentence: str) -> bool:
    """Whether a reader who has read nothing before understands who and what is meant."""
    first = _WORD.search(sentence.lstrip(_OPENERS)[:40])
    if first is None:
        return False
    if first.group().casefold() in _LEANING:
        return False
    if not _QUOTES.isdisjoint(sentence) and _PRONOUN_SPEAKER.search(sentence):
        return False
    if _BARE_DOCUMENT.search(sentence):
        return False
    if " that " in sentence and _SAME_TIME.search(sentence):
        return False
    return not (_BARE_EVENT.match(sentence) or _unnamed(sentence) or _unsaid(sentence))


def _unnamed(sentence: str) -> bool:
    """Does it open with when or how, and go on with a pronoun before anybody is named?"""
    opened = _OPENED.match(sentence)
    return opened is not None and _NAMED.search(opened["before"]) is None


def _unsaid(sentence: str) -> bool:
    """Is something done to "it", and nothing before it could be meant but who does it?"""
    studied = _STUDIED.search(sentence) if " it" in sentence else None
    if studied is None:
        return False
    before = _STUDYING.sub("", sentence[: studied.start()])
    return _THING.search(before[1:]) is None


def is_whole(sentence: str) -> bool:
    """Whether it is a sentence in form: opens and ends as one, with its quotes closed."""
    bare = sentence.rstrip("\"'”’)]»")
    opens = sentence.lstrip(_OPENERS)[:1]
    if not bare.endswith((".", "!", "?")) or not (opens.isupper() or opens.isdigit()):
        return False
    return (
        sentence.count('"') % 2 == 0
        and sentence.count("“") == sentence.count("”")
        and sentence.count("(") == sentence.count(")")
    )
