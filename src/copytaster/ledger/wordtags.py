"""Short keyed tags of words: which word of a sentence was changed, for who has no other copy.

A leaf says that a sentence is not the one published, not where it differs. So
the provenance document beside a page gives twelve bits for every word,
HMAC-SHA256(salt, leaf and word): one wrong word in four thousand passes for
right, and without the salt, which stands on the page alone, they say nothing.
They are not in the ledger and prove nothing: they go when the page goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from copytaster.ledger.commit import keyed, sealer
from copytaster.model import WordChange

DIGITS = 3  # hex digits a word
_ALIKE = 0.5  # of its words: less is another sentence, not a changed one
_LONGEST = 400  # words compared


@dataclass(frozen=True, slots=True)
class Hints:
    """What helps to say which word was changed. None of it is trusted to say whether one was.

    ``tags`` maps leaves to the tags of their words, as in a provenance
    document; ``sentences`` are texts that may have been published.
    """

    tags: Mapping[str, str] = field(default_factory=dict)
    sentences: tuple[str, ...] = ()


def word_tags(salt: str, leaf: str, sentence: str) -> str:
    """The tags of a sentence's words, one behind the other."""
    return "".join(_tags(salt, leaf, sentence.split()))


def changes(
    altered: Iterable[str], missing: Sequence[str], salts: Sequence[str], hints: Hints
) -> tuple[WordChange, ...]:
    """For each altered sentence the words that differ from the recorded one it most resembles.

    ``missing`` are the leaves on record that are not on the page. A sentence
    that resembles none of them, as far as the hints tell, is left out.
    """
    known = _known(missing, salts, hints.sentences)
    tags = {leaf: hints.tags[leaf] for leaf in missing if leaf in hints.tags and leaf not in known}
    found = (_change(text, known, tags, salts) for text in altered)
    return tuple(change for change in found if change is not None)


def _known(leaves: Sequence[str], salts: Sequence[str], sentences: Iterable[str]) -> dict[str, str]:
    """The texts of those leaves that one of the sentences gives under one of the salts."""
    wanted, seals = set(leaves), [sealer(salt) for salt in salts]
    return {value: text for text in sentences for seal in seals if (value := seal(text)) in wanted}


def _change(
    text: str, known: Mapping[str, str], tags: Mapping[str, str], salts: Sequence[str]
) -> WordChange | None:
    words = text.split()[:_LONGEST]
    candidates = [
        *((words, published.split()[:_LONGEST], True) for published in known.values()),
        *(
            (_tags(salt, leaf, words), _parted(tag), False)
            for leaf, tag in tags.items()
            for salt in salts
        ),
    ]
    best, said = 0.0, None
    for now, then, legible in candidates:
        matcher = SequenceMatcher(None, then, now, autojunk=False)
        least = max(best, _ALIKE)
        if matcher.real_quick_ratio() > least and (alike := matcher.ratio()) > least:
            best, said = alike, _told(text, words, matcher, then if legible else None)
    return said


def _told(
    text: str, words: Sequence[str], matcher: SequenceMatcher[str], then: Sequence[str] | None
) -> WordChange:
    differing = [op for op in matcher.get_opcodes() if op[0] != "equal"]
    found = tuple(" ".join(words[op[3] : op[4]]) for op in differing)
    if then is None:
        return WordChange(text, found)
    return WordChange(text, found, tuple(" ".join(then[op[1] : op[2]]) for op in differing))


def _tags(salt: str, leaf: str, words: Iterable[str]) -> list[str]:
    mac = keyed(salt)
    return [mac(f"{leaf} {word}")[:DIGITS] for word in words]


def _parted(tags: str) -> list[str]:
    return [tags[at : at + DIGITS] for at in range(0, min(len(tags), DIGITS * _LONGEST), DIGITS)]
