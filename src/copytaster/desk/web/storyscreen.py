"""What the desk shows of one story: its text with all that was found in it, and why it is where it is."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from copytaster.desk.editing import suggestion, version
from copytaster.desk.newsroom import Desk
from copytaster.desk.why import Step
from copytaster.editing import new_places
from copytaster.editing.diffing import differences
from copytaster.model import Cut, Edit, Flag, Passage, Publication, Statement, Story
from copytaster.publish.copyview import view_copy
from copytaster.publish.guard import shown
from copytaster.store import Decision, StoryRow


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text with one look; ``kinds`` become classes, ``note`` is said to all."""

    text: str
    kinds: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Loss:
    """What one step left of the words: ``words`` it took out, or ``left`` after it."""

    step: str
    words: int
    left: int


@dataclass(frozen=True, slots=True)
class Slip:
    """A flag, with the word it suggests and where it stands in the wire's edition."""

    flag: Flag
    start: int
    word: str | None


@dataclass(frozen=True, slots=True)
class StoryScreen:
    """All that the desk shows of one story. ``wire`` is the edition as it came."""

    publication: Publication
    wire: Story
    newest: Story | None
    editions: tuple[StoryRow, ...]
    paragraphs: tuple[tuple[Piece, ...], ...]
    statements: tuple[tuple[Statement, str], ...]
    decisions: tuple[Decision, ...]
    copies: tuple[StoryRow, ...]
    why: tuple[Step, ...]
    losses: tuple[Loss, ...]
    origin: StoryRow | None

    @property
    def story(self) -> Story:
        """The current edition, as an editor left it."""
        return self.publication.story

    @property
    def row(self) -> StoryRow:
        """The edition shown, as it matched."""
        return next((r for r in self.editions if r.id == self.story.id), self.editions[-1])

    @property
    def edit(self) -> Edit | None:
        """What an editor changed."""
        return self.publication.edit

    @property
    def version(self) -> str:
        """A name for the words that stand, for a form that changes them."""
        return version(self.publication)

    @property
    def changes(self) -> tuple[tuple[int, Passage], ...]:
        """The changes by number."""
        return tuple(enumerate(self.edit.passages, 1)) if self.edit else ()

    @property
    def slips(self) -> tuple[Slip, ...]:
        """The flags that no change has settled."""
        return tuple(_slips(self.wire, self.edit))

    @property
    def cuts(self) -> tuple[Cut, ...]:
        """The passages that are left out now, as they lie in the edition."""
        back = {p.start for _, p in self.changes if p.kind == "restore"}
        return tuple(cut for cut in self.wire.cuts if cut.start not in back)


def story(desk: Desk, series: str) -> StoryScreen | None:
    """One story by its series."""
    rulings = desk.rulings()
    publication = rulings.publication(series, desk.clock())
    if publication is None:
        return None
    current = publication.story
    wire = desk.store.story(current.id) or current
    copies = desk.store.publications(origin=series, limit=None)
    rows = (desk.store.row(copy.story) for copy in copies)
    editions = desk.store.series(series)
    matched = next((r.reprint_of for r in editions if r.id == current.id), None)
    return StoryScreen(
        publication,
        wire,
        desk.store.story(publication.waiting) if publication.waiting else None,
        editions,
        tuple(_paragraphs(current, publication.edit)),
        tuple((s, " ".join(current.quote(*s.content).split())) for s in current.statements),
        desk.store.decisions(series),
        tuple(row for row in rows if row is not None),
        rulings.why(series, desk.clock()),
        tuple(_losses(wire, publication)),
        desk.store.row(matched) if matched else None,
    )


def compared(before: str, after: str) -> Iterator[tuple[Piece, ...]]:
    """The text after, paragraph by paragraph, with what was taken out and what is new marked."""
    at, pieces = 0, list[Piece]()
    for start, end, now in differences(before, after):
        pieces += [Piece(before[at:start], ""), Piece(before[start:end], "gone"), Piece(now, "new")]
        at = end
    pieces.append(Piece(before[at:], ""))
    line: list[Piece] = []
    for piece in pieces:
        first, *rest = piece.text.split("\n")
        line.append(Piece(first, piece.kinds))
        for part in rest:
            yield tuple(p for p in line if p.text)
            line = [Piece(part, piece.kinds)]
    yield tuple(p for p in line if p.text)


def _slips(wire: Story, edit: Edit | None) -> Iterator[Slip]:
    changed = [(p.field, p.start, p.end) for p in edit.passages] if edit else []
    for flag in wire.flags:
        span = flag.span
        settled = span is not None and any(
            field == span.field and start < span.end and span.start < end
            for field, start, end in changed
        )
        if not settled:
            yield Slip(flag, span.start if span else -1, suggestion(flag) if span else None)


def _losses(wire: Story, publication: Publication) -> Iterator[Loss]:
    """How many words each step from the wire to the page left."""
    left = len(wire.text.split())
    yield Loss("came in", 0, left)
    cut = Counter[str]()
    for one in wire.cuts:
        cut[one.kind] += len(wire.text[one.start : one.end].split())
    for kind, words in sorted(cut.items()):
        left -= words
        yield Loss(f"cut as {kind}", words, left)
    copy = len(publication.story.copy.split())
    if publication.edit:
        yield Loss("after the edit", max(0, left - copy), copy)
    if publication.state != "live":
        yield Loss(f"on the page ({publication.state})", copy, 0)
    elif shown(publication) == "excerpt":
        view = view_copy(publication.story, whole=False)
        words = sum(len(p.text.split()) for p in view.paragraphs)
        yield Loss("on the page (an excerpt)", copy - words, words)
    else:
        yield Loss("on the page", 0, copy)


def _paragraphs(story: Story, edit: Edit | None) -> Iterator[tuple[Piece, ...]]:
    """The text block by block, cut where any finding begins or ends."""
    findings = list(_findings(story, edit))
    edges = {e for start, end, _, _ in findings for e in (start, end)}
    at = 0
    for line in story.text.split("\n"):
        start, end = at, at + len(line)
        at = end + 1
        if line.strip():
            bounds = sorted({start, end, *(e for e in edges if start < e < end)})
            yield tuple(_piece(story.text, a, b, findings) for a, b in itertools.pairwise(bounds))


def _piece(text: str, start: int, end: int, findings: list[tuple[int, int, str, str]]) -> Piece:
    over = [f for f in findings if f[0] <= start and end <= f[1]]
    kinds = " ".join(dict.fromkeys(kind for _, _, kind, _ in over))
    return Piece(text[start:end], kinds, "; ".join(note for *_, note in over if note))


def _findings(story: Story, edit: Edit | None) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, kind, note) of everything found in the body."""
    for number, span in new_places(edit):
        if span.field == "text" and span.end > span.start:
            yield span.start, span.end, "new", f"change {number}, an editor’s words"
    if story.dateline:
        yield story.dateline.span.start, story.dateline.span.end, "dateline", ""
    for cut in story.cuts:
        yield cut.start, cut.end, "cut", f"left out: {cut.reason}"
    for flag in story.flags:
        if flag.span and flag.span.field == "text":
            yield flag.span.start, flag.span.end, "flag", flag.message
    for statement in story.statements:
        for span in statement.content:
            if span.field == "text":
                yield span.start, span.end, statement.kind, statement.speaker or ""
