"""Whose copy it is: the agency and the publisher behind a story, and who may speak for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from copytaster.anatomy.agencies import agency_name
from copytaster.model import Story

_NOT_WORD = re.compile(r"[\W_]+")
# A credit line says so at its beginning.
_LINE = 200
_INPUTS = re.compile(
    r"\b(?:inputs?|files?|reports?|material|copy) (?:from|by) (?:the )?([^()\[\]\n;:]{2,80})"
)
_AND = re.compile(r"\s*(?:,|/|&|\band\b)\s*")


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """A house's name for comparing: letters and digits only, lower case."""
    return _NOT_WORD.sub("", name).casefold()


def agencies(story: Story) -> tuple[str, ...]:
    """The agencies credited with the copy, the main one first.

    Those whose copy it is, then those whose copy went into it ("with inputs from
    QQA"); an agency that is only quoted ("according to …") is not among them.
    """
    return _distinct([*signers(story), *credited_helpers(story)])


def signers(story: Story) -> tuple[str, ...]:
    """The agencies whose copy it is, the main one first.

    From the credits, the dateline and the publication chain, in that order.
    """
    named = [c.name for c in story.credits if c.role == "agency"]
    named += [c.name for c in story.item.credits if c.role == "agency"]
    if story.dateline is not None:
        named += story.dateline.agencies
    named += [link.name for link in story.publication_chain if link.role == "agency"]
    return _distinct(named)


def credited_helpers(story: Story) -> tuple[str, ...]:
    """The agencies the credit lines thank for copy or reporting, in order."""
    helped = (c.name for c in story.credits if c.role == "contributor")
    return tuple(name for name in helped if agency_name(name))


def publisher(story: Story) -> str:
    """The house that put the copy out, as far as known; empty where nothing says."""
    for link in reversed(story.publication_chain):
        if link.role == "outlet":
            return link.name
    for credit in (*story.credits, *story.item.credits):
        if credit.role == "publisher":
            return credit.name
    return story.item.provider or _host(story.item.link) or ""


def quoted_houses(story: Story) -> tuple[str, ...]:
    """Whoever the story's statements came from or through, folded: agencies among them.

    A house that no list knows reads as a speaker ("QQA said"), so speakers are in it.
    """
    return tuple(sorted({fold(link.name) for s in story.statements for link in s.chain} - {""}))


def leant_on(story: Story) -> tuple[str, ...]:
    """Whose reporting the story mostly passes on, as far as it says so.

    The houses its credit lines thank for copy ("with inputs from QQA"), then
    whoever stands in the chains of at least half of its statements, and two.
    Not itself, and not only houses: who is one, the event must say.
    """
    counted: dict[str, tuple[str, int]] = {}
    for statement in story.statements:
        for name in {fold(link.name): link.name for link in statement.chain}.values():
            shown, n = counted.get(fold(name), (name, 0))
            counted[fold(name)] = (shown, n + 1)
    least = max(2, (len(story.statements) + 1) // 2)
    heard = [name for name, n in counted.values() if n >= least]
    own = labels(publisher(story)) | labels(story.item.provider or "")
    return tuple(n for n in _distinct([*_thanked(story), *heard]) if fold(n) not in own)


def _thanked(story: Story) -> list[str]:
    """Whom the credit lines name as the source of copy."""
    lines = (story.text[c.start : c.start + _LINE] for c in story.cuts if c.kind == "credit")
    named = (match[1] for line in lines if (match := _INPUTS.search(line)))
    return [name.strip(" .") for names in named for name in _AND.split(names)]


def is_agency_own(story: Story, speaks_for: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether this is the agency's own copy rather than somebody's reprint of it.

    So it is when the operator lets the provider speak for the agency, when the
    provider's name or host bears the agency's name, or when the publisher is the agency.
    """
    names = {fold(name) for name in signers(story)} - {""}
    if not names:
        return False
    provider = story.item.provider or ""
    spoken = {fold(name) for name in speaks_for.get(provider, ())}
    return bool(names & (spoken | labels(provider) | {fold(publisher(story))}))


def labels(provider: str) -> set[str]:
    """The provider's name whole, and the labels of a host (``wire.ani.example``)."""
    return {fold(provider), *(fold(label) for label in provider.split("."))} - {""}


def _distinct(names: list[str]) -> tuple[str, ...]:
    seen: dict[str, str] = {}
    for name in names:
        if key := fold(name):
            seen.setdefault(key, name)
    return tuple(seen.values())


def _host(link: str | None) -> str | None:
    try:
        return urlsplit(link or "").hostname
    except ValueError:
        return None
