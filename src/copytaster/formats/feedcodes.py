"""What an item of a feed is about: IPTC codes as codes, everything else as the sender's category."""

from __future__ import annotations

import re
from functools import lru_cache

from copytaster.formats.assembly import MAX_TEXT
from copytaster.formats.markup import plain
from copytaster.formats.names import Element, Kids, attribute, first, text
from copytaster.formats.topics import topic_name
from copytaster.formats.wirecodes import subject_code
from copytaster.model import Subject

MAX_SUBJECTS = 200
_REMEMBERED = 300  # characters; the same few categories stand on most of a feed
_NAMED = ("category", "dc:subject", "media:category", "atom:category", "prism:keyword")
_LISTED = ("news:keywords", "itunes:keywords", "media:keywords", "keywords")
_OF_SUBJECTS = frozenset((*_NAMED, *_LISTED))
# Schemes of IPTC's catalogue and of the stock exchanges; "Opinion: World" is a category, not a code.
_QCODE = re.compile(
    r"(?:medtop|subj|genre|prodgenre|iptccat|cpnat|nprov|iptcloc|afpcat|isin|ric|tic|ticker)"
    r":[\w.+-]{1,60}",
    re.I,
)
_NEWSCODES = re.compile(r"https?://cv\.iptc\.org/newscodes/", re.I)
_OF_IPTC = re.compile(r"iptc|newscodes|medtop|mediatopic|subjectcode", re.I)
_DIGITS = re.compile(r"\d{8}")


def subjects(item: Kids) -> tuple[Subject, ...]:
    """Codes as ``medtop:20000056`` with their name; categories as ``category:<as sent>``, with any label."""
    if _OF_SUBJECTS.isdisjoint(item):
        return ()
    found: dict[str, Subject] = {}
    for element in (e for name in _NAMED for e in item.get(name, ())):
        if subject := _subject(element):
            found.setdefault(subject.code, subject)
    for word in first(item, *_LISTED).split(","):
        if subject := subject_of(word.strip()):
            found.setdefault(subject.code, subject)
    return tuple(found.values())[:MAX_SUBJECTS]


def _subject(element: Element) -> Subject | None:
    said = text(element)
    if not element.keys():
        return subject_of(said, said)
    said = said or attribute(element, "text")
    name = attribute(element, "label") or said
    scheme = attribute(element, "scheme") or attribute(element, "domain")
    return subject_of(attribute(element, "term") or said or name, name, scheme)


def subject_of(sent: str, name: str = "", scheme: str = "") -> Subject | None:
    """One subject as sent, with the name beside it and the scheme it is said to be of; None for nothing."""
    if not sent:
        return None
    if len(sent) + len(name) + len(scheme) > _REMEMBERED:
        return _subject_of.__wrapped__(sent, name, scheme)
    return _subject_of(sent, name, scheme)


@lru_cache(maxsize=4096)
def _subject_of(sent: str, name: str, scheme: str) -> Subject:
    name = plain(name or sent)[:MAX_TEXT]
    code = _code(sent, scheme)
    if code is None:
        return Subject(f"category:{sent[:MAX_TEXT]}", name or None)
    return Subject(code, name if name != sent else topic_name(code))


def _code(sent: str, scheme: str) -> str | None:
    """The code as ``scheme:code``; None for what is a word."""
    if _NEWSCODES.match(sent):
        return subject_code(sent)
    if _NEWSCODES.match(scheme):
        return subject_code(f"{scheme.rstrip('/')}/{sent}")
    if _QCODE.fullmatch(sent):
        return sent
    # Eight digits are a day as often as a code.
    if _DIGITS.fullmatch(sent) and (_OF_IPTC.search(scheme) or topic_name(f"medtop:{sent}")):
        return subject_code(sent)
    return None
