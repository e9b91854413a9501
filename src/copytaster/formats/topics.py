"""IPTC Media Topics: codes in every spelling, names in ten languages, what stands above what.

    "http://cv.iptc.org/newscodes/mediatopic/20000065"  ┐
    "iptc:16003000", "medtop:20000065", "20000065"      ┴ media_topic → "medtop:20000065"
    "Fußball", "Arts & Entertainment"                     topic_named → code, confidence

The vocabulary is IPTC's (CC BY 4.0, see ``licence``), reduced by ``scripts/build_mediatopics.py``.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

_SCHEME = "medtop:"
_DEEPEST = 10  # more levels than the vocabulary has
# What senders put before eight digits of IPTC's; any other scheme's digits are its own.
_SPELT = re.compile(
    r"(?:(?:medtop|media-?topics?|subj|subject|subject-?codes?|subject-?reference|iptc|newscodes?"
    r"|iptc-?subject-?codes?|urn:newsml:iptc\.org:\d{8}:[\w-]{1,40}"
    r"|https?://cv\.iptc\.org/newscodes/(?:mediatopic|subjectcode))[:/])?(\d{8})/?\Z",
    re.I,
)
# Joins the parts of a name like "Wirtschaft und Finanzen".
_JOINT = re.compile(r"\s*(?:[,;/&+、]|\b(?:and|und|et|y|e|og|och|ja|en)\b)\s*")
_LONGEST_NAME = 100
# How sure it is that a sender's category means the concept of that name. Of the 130 different
# categories of 181 public feeds that equal an English name some five mean something else
# ("Metal", "party"), none of the 13 that equal a part of one; a part is the vaguer word.
WHOLE_NAME, PART_OF_NAME = 0.9, 0.8
# A part of a top-level concept's name comes behind the concepts just below the top.
_BELOW = 1.5
_Rank = tuple[bool, float]


class Concept(NamedTuple):
    """A Media Topic. ``above`` is the code of the broader one, ``instead`` what has stood for a
    retired one since (``-``: nothing), ``older`` its subject codes; all without ``medtop:``."""

    code: str
    name: str
    above: str
    instead: str
    older: str


def topic_name(code: str) -> str | None:
    """The English name of ``medtop:20000056``; None for any other scheme or an unknown code."""
    if not code.startswith(_SCHEME):
        return None
    found = _table().get(code.removeprefix(_SCHEME))
    return found.name if found else None


def broader_topics(code: str) -> tuple[str, ...]:
    """The codes above a Media Topic, the nearest first, as ``medtop:…``; empty where it is unknown."""
    chain: list[str] = []
    found = _table().get(code.removeprefix(_SCHEME))
    while found and found.above and len(chain) < _DEEPEST:
        chain.append(f"{_SCHEME}{found.above}")
        found = _table().get(found.above)
    return tuple(chain)


@lru_cache(maxsize=4096)
def media_topic(sent: str) -> str | None:
    """The Media Topic in use, as ``medtop:…``, that a sender's code stands for; None for any other word.

    A retired concept gives what replaced it, or itself where IPTC names nothing. A code of the
    older subject codes (``subj:15054000``, ``iptc:15054000``) gives the concept that means the
    same, or else that of the nearest code above it.
    """
    spelt = _SPELT.match(sent.strip()) if len(sent) <= _LONGEST_NAME else None
    if spelt is None:
        return None
    digits = spelt[1]
    concept = _table().get(digits) or _of_subject_code(digits)
    if concept is None:
        return None
    return f"{_SCHEME}{_in_use(concept).code}"


@lru_cache(maxsize=4096)
def topic_named(name: str, language: str = "en") -> tuple[str, float] | None:
    """The concept a category in free text names, and how sure that is; None where none or several.

    Names count in ``language`` and in English, and so does each part of a top-level concept's
    name ("Wirtschaft" of "Wirtschaft und Finanzen"); an English plural is as good as a
    singular. The confidence is ``WHOLE_NAME`` or ``PART_OF_NAME``.
    """
    if len(name) > _LONGEST_NAME:
        return None
    plain = _folded(name)
    spellings = (plain, _joined(plain), plain.removesuffix("s"))
    for names in map(_names, dict.fromkeys((language.lower().partition("-")[0], "en"))):
        for spelling in spellings:
            if found := names.get(spelling):
                code, confidence = found
                return (f"{_SCHEME}{code}", confidence) if code else None
    return None


def licence() -> str:
    """Whose the vocabulary is, under what licence, which release."""
    return "\n".join(line[2:] for line in _lines() if line.startswith("# "))


def _in_use(concept: Concept) -> Concept:
    for _ in range(_DEEPEST):
        following = _table().get(concept.instead)
        if following is None:
            break
        concept = following
    return concept


def _of_subject_code(digits: str) -> Concept | None:
    """Eight digits are topic, matter and detail: XXYYYZZZ."""
    for code in (digits, f"{digits[:5]}000", f"{digits[:2]}000000"):
        if found := _by_subject_code().get(code):
            return found
    return None


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").strip(" .:#-–").split())


def _joined(name: str) -> str:
    """The parts of a joint name, however they are joined."""
    return "|".join(sorted(filter(None, _JOINT.split(name))))


@cache
def _lines() -> tuple[str, ...]:
    return tuple(_data("mediatopics.tsv").decode().splitlines())


def _data(file: str) -> bytes:
    return files("copytaster.formats").joinpath(f"data/{file}").read_bytes()


@cache
def _table() -> dict[str, Concept]:
    rows = (Concept(*line.split("\t")) for line in _lines() if line[0] != "#")
    return {row.code: row for row in rows}


@cache
def _by_subject_code() -> dict[str, Concept]:
    """What means the same comes before what means nearly the same, and what is in use before
    what is retired."""
    marked = [
        (mark[0], bool(concept.instead), concept.code, mark[1:])
        for concept in _table().values()
        for mark in concept.older.split()
    ]
    order = sorted(marked, key=lambda m: (m[0] == "~", m[1], m[2]), reverse=True)
    return {older: _table()[code] for _, _, code, older in order}


@lru_cache(maxsize=16)
def _names(language: str) -> dict[str, tuple[str, float]]:
    """Folded name → code and confidence; an empty code where several concepts claim it equally."""
    best: dict[str, tuple[_Rank, str, float]] = {}
    for code, name in _spoken(language):
        concept = _table()[code]
        depth = len(broader_topics(code)) if concept.above else 0
        for key, part in _claims(_folded(name), not depth):
            rank = bool(concept.instead), depth + _BELOW * part
            held = best.get(key)
            if held is None or rank < held[0]:
                best[key] = rank, code, PART_OF_NAME if part else WHOLE_NAME
            elif rank == held[0] and code != held[1]:
                best[key] = rank, "", held[2]
    return {
        key: (_in_use(_table()[code]).code if code else "", sure)
        for key, (_, code, sure) in best.items()
    }


def _claims(name: str, divisible: bool) -> Iterator[tuple[str, bool]]:
    """What a concept may be called: its name, its name joined otherwise, parts of a name."""
    yield name, False
    if not _JOINT.search(name):
        return
    yield _joined(name), False
    if divisible:
        for part in filter(None, _JOINT.split(name)):
            yield part, True


def _spoken(language: str) -> Iterator[tuple[str, str]]:
    """Code and name of every concept that has one in a language."""
    if language == "en":
        for concept in _table().values():
            yield concept.code, concept.name
        return
    start = f"{language}\t"
    for line in zlib.decompress(_data("mediatopics.names")).decode().splitlines():
        if line.startswith(start):
            _, code, name = line.split("\t")
            yield code, name
