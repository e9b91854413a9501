"""Whose copy it is: the agency and the publisher behind a story, and who may speak for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from copytaster.model import Story

_NOT_WORD = re.compile(r"[\W_]+")


def fold(name: str) -> str:
    """A house's name for comparing: letters and digits only, lower case."""
    return _NOT_WORD.sub("", name).casefold()


def agencies(story: Story) -> tuple[str, ...]:
    """The agencies credited with the copy, the main one first.

    From the credits, the dateline and the publication chain, in that order; an
    agency that is only quoted ("according to …") is not among them.
    """
    named = [c.name for c in story.credits if c.role == "agency"]
    named += [c.name for c in story.item.credits if c.role == "agency"]
    if story.dateline is not None:
        named += story.dateline.agencies
    named += [link.name for link in story.publication_chain if link.role == "agency"]
    return _distinct(named)


def publisher(story: Story) -> str:
    """The house that put the copy out, as far as known; empty where nothing says."""
    for link in reversed(story.publication_chain):
        if link.role == "outlet":
            return link.name
    for credit in (*story.credits, *story.item.credits):
        if credit.role == "publisher":
            return credit.name
    return story.item.provider or _host(story.item.link) or ""


def quoted_agencies(story: Story) -> tuple[str, ...]:
    """Agencies through which the story's statements came, folded."""
    links = (link for s in story.statements for link in s.chain if link.role == "agency")
    return tuple(sorted({fold(link.name) for link in links}))


def is_agency_own(story: Story, speaks_for: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether this is the agency's own copy rather than somebody's reprint of it.

    So it is when the operator lets the provider speak for the agency, when the
    provider's name or host bears the agency's name, or when the publisher is the agency.
    """
    names = {fold(name) for name in agencies(story)} - {""}
    if not names:
        return False
    provider = story.item.provider or ""
    spoken = {fold(name) for name in speaks_for.get(provider, ())}
    return bool(names & (spoken | _labels(provider) | {fold(publisher(story))}))


def _labels(provider: str) -> set[str]:
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
