"""What the copy is about: the sender's own codes, else its categories' names, else its words.

    subjects → as sent, IPTC's codes in one spelling            confidence 1, source "sender"
             → Media Topics that its categories name            .9 or .8, source "name"
    neither: headline and first words → topic_model.classify    measured, source "text"

The vocabulary is IPTC Media Topics (CC BY 4.0, see ``formats.topics``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from copytaster.anatomy.topic_model import classify
from copytaster.formats.topics import media_topic, topic_name, topic_named
from copytaster.model import Item, Subject, Topic

# Schemes whose codes are words, not numbers.
_WORDS = ("category:", "keyword:", "subject:", "section:", "tag:")
# Only this much of the copy is looked at: what a story is about stands at its head.
_ENOUGH = 1000
_LONGEST = 300  # of a headline
_MOST_NAMED = 20


def find_topics(item: Item, copy: Iterable[str], language: str | None) -> tuple[Topic, ...]:
    """The subjects as sent and the Media Topics they name; where they name none, Media Topics
    by the words of English copy.

    ``copy`` are the pieces of text to classify, in order; the headline is added. IPTC's codes
    are given in one spelling, those of retired concepts as what replaced them.
    """
    found = {topic.code: topic for topic in map(_sent, item.subjects)}
    for topic in _named(item.subjects[:_MOST_NAMED], language):
        found.setdefault(topic.code, topic)
    if language == "en" and not any(code.startswith("medtop:") for code in found):
        for topic in classify((item.headline or "")[:_LONGEST], _head(copy)):
            found[topic.code] = topic
    return tuple(found.values())


def _sent(subject: Subject) -> Topic:
    """A subject as sent; its name in the vocabulary where the sender gives none."""
    code = media_topic(subject.code) or subject.code
    same = code == subject.code
    return Topic(code, (subject.name if same else None) or topic_name(code) or subject.name or code)


def _named(subjects: Iterable[Subject], language: str | None) -> Iterator[Topic]:
    for subject in subjects:
        if subject.code.startswith(_WORDS):
            name = subject.name or subject.code.partition(":")[2]
            if answer := topic_named(name, language or "en"):
                code, confidence = answer
                yield Topic(code, topic_name(code) or name, confidence, "name")


def _head(copy: Iterable[str]) -> str:
    pieces, length = [], 0
    for piece in copy:
        pieces.append(piece[: _ENOUGH - length])
        length += len(pieces[-1]) + 1
        if length >= _ENOUGH:
            break
    return " ".join(pieces)
