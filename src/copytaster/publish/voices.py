"""Who said what, and through whose hands it came."""

from __future__ import annotations

from dataclasses import dataclass

from copytaster.model import Statement, Story
from copytaster.model.base import quick
from copytaster.publish import words
from copytaster.publish.copyview import CopyView

_WORDS_SHOWN = 16  # enough to know the sentence again; the whole stands in the copy


@quick
@dataclass(frozen=True, slots=True)
class Hand:
    """One hand the words went through; ``stated`` unless carried over from earlier in the copy."""

    name: str
    role: str
    stated: bool = True


@quick
@dataclass(frozen=True, slots=True)
class Saying:
    """One statement: its words (None where policy does not let us show them) and where they stand."""

    id: str
    number: int
    words: str | None
    kind: str
    said_at: str | None
    anchor: str | None


@quick
@dataclass(frozen=True, slots=True)
class Way:
    """One chain of hands, and everything a speaker said that came that way."""

    hands: tuple[Hand, ...]
    sayings: tuple[Saying, ...]


@quick
@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker, and the ways their words came here."""

    speaker: str
    post: str | None
    ways: tuple[Way, ...]


def voices(view: CopyView) -> tuple[Voice, ...]:
    """The story's statements by speaker, then by chain, in order of first appearance."""
    said: dict[str, dict[tuple[Hand, ...], list[Saying]]] = {}
    posts: dict[str, str | None] = {}
    for number, statement in enumerate(view.story.statements, start=1):
        name = speaker_of(statement)
        posts[name] = posts.get(name) or statement.post
        ways = said.setdefault(name, {})
        ways.setdefault(hands(view.story, statement), []).append(saying(view, number, statement))
    return tuple(
        Voice(name, posts[name], tuple(Way(chain, tuple(s)) for chain, s in ways.items()))
        for name, ways in said.items()
    )


def speaker_of(statement: Statement) -> str:
    """The speaker's name, or plain words for its absence."""
    if statement.speaker:
        return statement.speaker
    return "An unnamed source" if statement.anonymous else "Nobody named"


def hands(story: Story, statement: Statement) -> tuple[Hand, ...]:
    """The statement's chain, then the story's own agency and outlet, none named twice."""
    chain = [Hand(link.name, link.role, link.stated) for link in statement.chain]
    if statement.speaker and all(h.role != "speaker" for h in chain):
        chain.insert(0, Hand(statement.speaker, "speaker"))
    # An outlet that speaks for itself is one hand, not two.
    chain = [h for n, h in enumerate(chain) if not n or h.name != chain[n - 1].name]
    known = {h.name.casefold() for h in chain}
    for role, name in story.publication_chain:
        if name.casefold() not in known:
            chain.append(Hand(name, role))
            known.add(name.casefold())
    return tuple(chain)


def saying(view: CopyView, number: int, statement: Statement) -> Saying:
    """One statement as far as the view may show it."""
    said = view.words_of(statement.content)
    start = next((s.start for s in statement.content if s.field == "text"), None)
    return Saying(
        id=f"w{number}",
        number=number,
        words=shortened(said) if said else None,
        kind=words.manner(statement),
        said_at=words.timex(statement.said_at),
        anchor=view.anchor(start) if start is not None else None,
    )


def shortened(text: str, limit: int = _WORDS_SHOWN) -> str:
    """The first words, with an ellipsis where more follow."""
    parts = text.split()
    return text if len(parts) <= limit + 4 else " ".join(parts[:limit]) + " …"
