"""What is no copy inside a paragraph: promos in brackets, link lists run into a name, furniture sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copytaster.anatomy.brackets import BRACKETED, points_elsewhere
from copytaster.anatomy.lines import line_kind
from copytaster.anatomy.phrasebook import opening_of
from copytaster.anatomy.quotation import inside_quotation
from copytaster.anatomy.sentences import sentence_bounds
from copytaster.anatomy.wordset import hints, present
from copytaster.model import Cut, CutKind

_BRACKET_REASON = "a link to another story in brackets, not part of this one"
_LIST_REASON = "links to other stories run into a name, not part of this one"
# "Paul Quill Mara QuillGoose stops tram MORE": a name, the name in full, and links run into it.
_RUN_IN = re.compile(
    r"\b(?P<last>[A-Z][\w’'-]{1,24})(?P<gap> ?)(?P<links>(?:[A-Z(][\w.()’'-]{0,24} ){1,5}(?P=last)(?=[A-Z0-9‘'“\"])[^\n]{10,420}?[^A-Z\n]MORE\b)"
)
# A sentence that is no copy has one of these phrases, each of which has a word that is quick to look for.
_HINTS = hints(
    "newsletter newsletters inbox subscribe unsubscribe follow click tap reporting reported editing contributed reserved download author sign"
)
_PHRASES = {
    "follow": ("follow us", "follow me", "follow him", "follow her", "follow them", "follow @", "on twitter", "on facebook"),
    "click": ("click here",),
    "tap": ("tap here",),
    "reporting": ("reporting by", "contributed reporting"),
    "reported": ("reported from",),
    "editing": ("editing by",),
    "contributed": ("contributed to this", "contributed to our", "contributed from", "contributed."),
    "reserved": ("rights reserved",),
    "download": ("download the", "download our"),
    "author": ("the author",),
    "sign": ("sign up",),
}  # fmt: skip
# "Mara Quill speaks at the harbour. | QQN Photo Mayor opens harbour": a caption run into the line below.
_LEADING_CAPTION = re.compile(
    r"[^|\n\"“”]{20,300}\| ?(?:[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}/)?(?:AP|REUTERS|Reuters|AFP|Getty|Bloomberg|EPA|POLITICO|PTI|PA)(?: Photos?| Images?)?(?=\s+[A-Z])"
)
_CAPTION_REASON = "a caption without its picture"
_KINDS: frozenset[CutKind] = frozenset(["newsletter", "share", "credit", "promo", "copyright"])
_REASONS: dict[CutKind, str] = {
    "newsletter": "an invitation to a newsletter, app or subscription",
    "share": "an invitation to follow, share or comment",
    "copyright": "a copyright line",
    "promo": "a pointer to other content or advertising",
    "credit": "a credit: who wrote or edited this story",
}
_MOST_SENTENCES = 60
_PRONOUN = re.compile(r"follow (?:him|her|them|me|us|@\w{1,30})(?:,)? (?:on|at|@)", re.I)


class Asides:
    """Finds what is no copy inside the paragraphs of one text."""

    def __init__(self, text: str, small: str, words: frozenset[bytes]) -> None:
        """``small`` is the text in lower case, character for character; ``words`` its `word_set`."""
        self._text = text
        self._small = small
        self._hints = [
            phrase
            for word in present(_HINTS, words)
            for phrase in _PHRASES.get(word, (word,))
            if phrase in small
        ]
        self._listed = "MORE" in text

    def within(self, start: int, end: int) -> list[Cut]:
        """The cuts inside ``text[start:end]``, which is not cut as a whole."""
        cuts: list[Cut] = []
        if self._pointed(start, end):
            cuts += self._brackets(start, end)
        if self._listed:
            cuts += self._lists(start, end)
        if self._text[end - 1] == ":" or self._hinted(start, end):
            cuts += self._sentences(start, end)
        return cuts

    def _pointed(self, start: int, end: int) -> bool:
        """Whether a bracket stands here, and what parts its lead from a headline."""
        find = self._text.find
        if find("(", start, end) < 0 and find("[", start, end) < 0:
            return False
        return find(":", start, end) >= 0 or find("|", start, end) >= 0

    def _hinted(self, start: int, end: int) -> bool:
        # Most texts have none, and an empty generator costs more than this look.
        find, known = self._small.find, self._hints
        return bool(known) and any(find(hint, start, end) >= 0 for hint in known)

    def caption_at_head(self, start: int, end: int) -> Iterator[Cut]:
        """A caption with its credit that the first line of a page begins with."""
        if "|" in self._text[start:end] and (
            match := _LEADING_CAPTION.match(self._text, start, end)
        ):
            yield Cut(start, match.end(), "caption", _CAPTION_REASON)

    def _brackets(self, start: int, end: int) -> Iterator[Cut]:
        for match in BRACKETED.finditer(self._text, start, end):
            if points_elsewhere(match) and not inside_quotation(self._text, start, match.start()):
                yield Cut(match.start(), match.end(), "promo", _BRACKET_REASON)

    def _lists(self, start: int, end: int) -> Iterator[Cut]:
        for match in _RUN_IN.finditer(self._text, start, end):
            yield Cut(match.start("links"), match.end(), "promo", _LIST_REASON)

    def _sentences(self, start: int, end: int) -> Iterator[Cut]:
        text = self._text
        bounds = list(sentence_bounds(text, start, end))
        for begin, stop in bounds[:2] + bounds[max(2, len(bounds) - _MOST_SENTENCES) :]:
            if begin == start and stop == end:
                continue
            kind = _sentence_kind(text[begin:stop])
            if kind and not inside_quotation(text, start, begin):
                yield Cut(begin, stop, kind, _REASONS[kind])


def _sentence_kind(sentence: str) -> CutKind | None:
    if _PRONOUN.match(sentence) and len(sentence) < 120:
        return "share"
    kind = line_kind(opening_of(sentence))
    return kind if kind in _KINDS else None
