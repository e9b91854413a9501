"""Which series of the store a kill means: by guid and address however spelt, and by headline.

The matcher knows the last days only; the store knows all that came. A headline counts where its
provider has one story of that name, and no more: of several the editor is told.
"""

from __future__ import annotations

from dataclasses import replace

from copytaster.desk.graves import spellings, targets
from copytaster.formats.notices import named_by
from copytaster.matching.editions import UNPLACED, core_headline, kind_between
from copytaster.model import Match, Story
from copytaster.store import StoryRow, Writer

_FOUND = 40  # editions looked at for one headline
_SHORTEST = 8  # letters: a shorter name is anybody's


def named(tx: Writer, story: Story) -> set[str]:
    """Every series of the story's own provider that it names by guid, however they came to be."""
    guids = {story.item.guid, *(r.target for r in story.item.relations)} - {None}
    return {
        row.series for guid in guids for row in tx.by_guid(story.item.provider or "", str(guid))
    }


def meant(tx: Writer, kill: Story) -> set[str]:
    """Every series of its provider that a kill names: by guid or address, however they are spelt,
    and by headlines that it quotes, where one series alone bears them."""
    provider = kill.item.provider or ""
    spelt = tx.by_spelling(provider, set(spellings(targets(kill.item))))
    return {row.series for row in spelt} | named(tx, kill) | _quoted(tx, kill)


def _quoted(tx: Writer, kill: Story) -> set[str]:
    own, found = core_headline(kill.headline), set[str]()
    for name in _names(kill):
        series = (
            {row.series for row in _titled(tx, kill, name)} if core_headline(name) != own else set()
        )
        found |= series if len(series) == 1 else set()
    return found


def placed(tx: Writer, kill: Story, match: Match) -> Match:
    """The match of a kill that nothing live answers to, after a look at all that is stored."""
    if match.held != UNPLACED:
        return match
    found = next(filter(None, (_titled(tx, kill, name) for name in _names(kill))), [])
    series = {row.series for row in found}
    earlier = tx.story(found[-1].id) if len(series) == 1 else None
    if earlier is not None:
        kind = kind_between(kill, earlier)
        return replace(match, held=None, edition_of=earlier.id, edition_kind=kind)
    if meant(tx, kill):
        return replace(match, held=None)
    return replace(match, held=_several(found, len(series))) if len(series) > 1 else match


def is_first(tx: Writer, story: Story) -> bool:
    """Whether nothing of its series came before it but kills that found nothing; they are placed now."""
    others = [row for row in tx.series(story.series) if row.id != story.id]
    if any(row.held != UNPLACED for row in others):
        return False
    for row in others:
        tx.update_match(row.id, held=None)
    return True


def _names(kill: Story) -> tuple[str, ...]:
    return named_by(kill.headline, kill.item.body, kill.item.note) if kill.item.provider else ()


def _titled(tx: Writer, kill: Story, name: str) -> list[StoryRow]:
    """The editions that its provider sent under this headline, marks apart, the oldest first."""
    wanted = core_headline(name)
    if len(wanted) < _SHORTEST:
        return []
    rows = tx.search('"{}"'.format(name.replace('"', " ")), _FOUND)
    found = (r for r in rows if r.provider == kill.item.provider and r.id != kill.id)
    return sorted((r for r in found if core_headline(r.headline) == wanted), key=lambda r: r.seq)


def _several(found: list[StoryRow], series: int) -> str:
    days = sorted({f"{row.received:%Y-%m-%d}" for row in found})
    when = ", ".join(days[:3]) + (" …" if len(days) > 3 else "")
    return (
        f"a kill, but {series} stories of its provider bear the headline it gives ({when}): "
        "kill the one that is meant by hand"
    )
