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


def stands_alone(sentence: str) -> bool:
    """Whether a reader who has read nothing before understands who and what is meant."""
    first = _WORD.search(sentence.lstrip(_OPENERS)[:40])
    if first is None:
        return False
    if first.group().casefold() in _LEANING:
        return False
    return not (_PRONOUN_SPEAKER.search(sentence) or _BARE_DOCUMENT.search(sentence))


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
