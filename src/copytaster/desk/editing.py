"""What an editor may do to a story: change its words, take a change back, add a correction.

Each is a decision with a name and a reason, goes on record without a word of
copy, and reaches every page by the press like anything else.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from copytaster.desk.chronicle import Chronicle
from copytaster.desk.edits import keep_edit
from copytaster.desk.recent import Kept, Shelf
from copytaster.desk.rulings import Rulings
from copytaster.editing import (
    Hand,
    altered_quotes,
    edited,
    fitting,
    replacing,
    revised,
    touching_quotes,
    with_passages,
    without_passage,
)
from copytaster.errors import CopytasterError
from copytaster.model import Edit, Flag, Passage, Publication, Span, Story
from copytaster.store import Decision, DecisionKind, Store, Writer

_SUGGESTED = "may be a slip for “"


class Overtaken(CopytasterError):
    """The story changed while somebody was at it: what they hand in would take that back unseen."""


class QuoteAltered(CopytasterError):
    """A change reaches into somebody's words; it wants the editor's word that it is a transcription."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What an editor hands in: whole texts, None where one is left alone, and what they vouch for."""

    headline: str | None = None
    deck: str | None = None
    copy: str | None = None
    reason: str = ""
    transcription: bool = False
    open: bool = True
    seen: str = (
        ""  # the `version` that was open before the editor, where it must be the one that stands
    )


@dataclass(frozen=True, slots=True)
class Tried:
    """An edit that was not kept, and what the story would be."""

    edit: Edit
    story: Story


class Editor:
    """Changes stories. ``rulings`` gives fresh ones; ``clock`` aware UTC."""

    def __init__(
        self,
        store: Store,
        shelf: Shelf,
        chronicle: Chronicle,
        rulings: Callable[[], Rulings],
        clock: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._shelf = shelf
        self._chronicle = chronicle
        self._rulings = rulings
        self._clock = clock

    def revise(self, series: str, draft: Draft, who: str) -> Edit:
        """Let the story stand as handed in. Raises QuoteAltered, or CopytasterError saying what is amiss."""
        base, before, made = self._revised(series, draft, who)
        return self._keep(series, base, before, made, who, draft.reason)

    def tried(self, series: str, draft: Draft, who: str) -> Tried:
        """What `revise` would make of it, or raise; nothing is kept."""
        base, before, made = self._revised(series, draft, who)
        made = _vouched(base, made)
        _check(base, before, made)
        return Tried(made, edited(base.story, made))

    def _revised(self, series: str, draft: Draft, who: str) -> tuple[Kept, Edit | None, Edit]:
        base, before = self._standing(series)
        if draft.seen and draft.seen != _version(base.story, before):
            raise Overtaken(
                "the story changed since it was opened for this edit; look at how it stands now",
                subject=series,
            )
        hand = self._hand(who, draft.reason, draft.transcription, draft.open)
        made = revised(
            base.story, before, hand, headline=draft.headline, deck=draft.deck, copy=draft.copy
        )
        return base, before, made

    def replace(
        self, series: str, pairs: Sequence[tuple[str, str]], draft: Draft, who: str
    ) -> Edit:
        """Put new words for old ones, each of which stands in the story just once."""
        base, before = self._standing(series)
        hand = self._hand(who, draft.reason, draft.transcription, draft.open)
        made = before
        for old, new in pairs:
            made = with_passages(base.story, made, hand, [replacing(base.story, made, old, new)])
        if made is None:
            raise CopytasterError("nothing was changed", subject=series)
        if draft.headline is not None or draft.deck is not None or draft.copy is not None:
            made = revised(
                base.story, made, hand, headline=draft.headline, deck=draft.deck, copy=draft.copy
            )
        return self._keep(series, base, before, made, who, draft.reason)

    def apply_flag(self, series: str, start: int, who: str) -> Edit:
        """Make the correction that a flag suggests; ``start`` is where the flag stands in the edition."""
        base, before = self._standing(series)
        for flag in base.story.flags:
            span, word = flag.span, suggestion(flag)
            if span and word and span.start == start:
                passage = _replacement(base.story.quote(span), word, span)
                hand = self._hand(who, f"{flag.message}: {flag.evidence or 'a slip'}")
                made = with_passages(base.story, before, hand, [passage])
                return self._keep(series, base, before, made, who, hand.reason or "")
        raise CopytasterError("there is no such flag, or it suggests nothing", subject=str(start))

    def restore(self, series: str, start: int, reason: str, who: str) -> Edit:
        """Put back a passage that was cut; ``start`` is where its cut begins in the edition."""
        base, before = self._standing(series)
        cut = next((c for c in base.story.cuts if c.start == start), None)
        if cut is None:
            raise CopytasterError("nothing was cut there", subject=str(start))
        words = base.story.text[cut.start : cut.end]
        back = Passage("text", cut.start, cut.end, words, words, "restore")
        made = with_passages(base.story, before, self._hand(who, reason), [back])
        return self._keep(series, base, before, made, who, reason)

    def standing(self, series: str) -> Story:
        """The edition that an edit is made on, as the wire has it."""
        return self._standing(series)[0].story

    def undo(self, series: str, number: int, who: str, reason: str = "") -> Edit:
        """Take one change back, by its number from 1."""
        base, before = self._standing(series)
        if before is None:
            raise CopytasterError("no editor changed it", subject=series)
        made = without_passage(before, number, self._hand(who, reason))
        return self._keep(series, base, before, made, who, reason)

    def revert(self, series: str, who: str, reason: str = "") -> None:
        """Let the story stand as the wire has it."""
        base, before = self._standing(series)
        if before is None:
            raise CopytasterError("no editor changed it", subject=series)
        made = replace(before, passages=(), at=self._clock(), who=who)
        self._keep(series, base, before, made, who, reason)

    def move_along(self, series: str, who: str, reason: str = "") -> Edit:
        """Take the newest edition, with the edit as far as its changes still fit there."""
        found = self._publication(series)
        newest = self._kept(found.waiting) if found.waiting else None
        if found.edit is None or newest is None:
            raise CopytasterError("no newer edition waits", subject=series)
        base = self._kept(found.edit.base)
        made = replace(fitting(found.edit, base.story, newest.story), at=self._clock(), who=who)
        return self._keep(series, newest, found.edit, made, who, reason)

    def correct(self, series: str, note: str, who: str) -> None:
        """Tell the public of a correction: on the story's page, and on that of all corrections."""
        said = " ".join(note.split())
        if not said:
            raise CopytasterError("a correction says what was wrong", subject=series)
        found = self._publication(series)
        now = self._clock()
        with self._store.writing() as tx:
            self._decide(tx, series, found.story.id, "correct", who, said)
            data = {"decision": "correct", "by": "desk"}
            self._chronicle.append(tx, now, "decision", series, data)
            self._touch(tx, series)
            for copy in tx.publications(origin=series, limit=None):
                tx.touch("series", copy.series)
            self._chronicle.seal(tx)

    def _standing(self, series: str) -> tuple[Kept, Edit | None]:
        """The edition that an edit is made on, and the edit of it that stands."""
        found = self._publication(series)
        if found.state == "killed":
            raise CopytasterError("it was killed; what was killed is not edited", subject=series)
        return self._kept(found.story.id), found.edit

    def _publication(self, series: str) -> Publication:
        found = self._rulings().publication(series, self._clock())
        if found is None:
            raise CopytasterError("there is no such story", subject=series)
        return found

    def _kept(self, story: str) -> Kept:
        kept = self._shelf.get(story)
        if kept is None:
            raise CopytasterError("it was erased", subject=story)
        return kept

    def _hand(self, who: str, reason: str, transcription: bool = False, open_: bool = True) -> Hand:
        return Hand(who, self._clock(), reason.strip() or None, transcription, open_)

    def _keep(
        self, series: str, base: Kept, before: Edit | None, made: Edit, who: str, reason: str
    ) -> Edit:
        """Check an edit against the laws, keep it, put it on record, and have the pages made anew."""
        was = before.passages if before and before.base == made.base else ()
        if made.passages == was and before and before.base == made.base:
            raise CopytasterError("nothing was changed", subject=series)
        if not made.passages and before is None:
            raise CopytasterError("nothing was changed", subject=series)
        made = _vouched(base, made)
        _check(base, before, made)
        now = self._clock()
        with self._store.writing() as tx:
            kind: DecisionKind = "edit" if made.passages else "revert"
            self._decide(tx, series, base.story.id, kind, who, reason)
            keep_edit(tx, self._chronicle, base, series, made, now)
            self._touch(tx, series)
            if _headed(before) or _headed(made):
                tx.touch("linked", series)  # other pages show its headline
            self._chronicle.seal(tx)
        return made

    def _decide(
        self, tx: Writer, series: str, story: str, kind: DecisionKind, who: str, reason: str
    ) -> None:
        tx.add_decision(Decision(self._clock(), series, story, kind, who, reason.strip() or None))

    def _touch(self, tx: Writer, series: str) -> None:
        tx.touch("urgent", series)
        tx.touch("front")
        for row in tx.series(series)[-1:]:
            tx.touch("coverage", row.coverage)


def version(found: Publication) -> str:
    """A name for the words that stand: another as soon as an edition or an edit takes their place."""
    return _version(found.story, found.edit)


def _version(story: Story, edit: Edit | None) -> str:
    said = json.dumps(edit.to_dict(), sort_keys=True) if edit else ""
    return f"{story.id}-{sha256(said.encode()).hexdigest()[:16]}"


def suggestion(flag: Flag) -> str | None:
    """The word a flag suggests instead, where it suggests one."""
    _, found, rest = flag.message.partition(_SUGGESTED)
    word = rest.partition("”")[0]
    return word if flag.kind == "misspelling" and found and word else None


def _replacement(was: str, now: str, span: Span) -> Passage:
    return Passage(span.field, span.start, span.end, was, now)


def _vouched(base: Kept, made: Edit) -> Edit:
    """The editor's word on a transcription counts for changes that touch a quotation, no others."""
    touching = set(touching_quotes(base.story, made))
    passages = (p if p in touching else replace(p, transcription=False) for p in made.passages)
    return replace(made, passages=tuple(passages))


def _headed(edit: Edit | None) -> bool:
    return edit is not None and any(p.field == "headline" for p in edit.passages)


def _check(base: Kept, before: Edit | None, made: Edit) -> None:
    """The laws an edit must keep. What stood before this change was checked when it was made."""
    story = edited(base.story, made)
    if not story.copy.strip() and base.story.copy.strip():
        raise CopytasterError("an edit leaves some copy; to take a story down, hold or kill it")
    if not (story.headline or "").strip() and base.story.headline:
        raise CopytasterError("an edit leaves a headline")
    known = set(before.passages) if before else set()
    altered = [p for p in altered_quotes(base.story, made) if p not in known]
    if altered:
        words = "; ".join(f"“{p.was.strip()}” to “{p.now.strip()}”" for p in altered[:3])
        raise QuoteAltered(
            "this changes words inside quotation marks, which are somebody's own "
            f"({words}). Only a wrong transcription may be corrected, and the page will say so"
        )
