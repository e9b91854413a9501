"""Several stories into one, extractively.

stories → admit → origins → candidates → scores → select → sentences
                     └ disputes, figures → templates ┘
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from copytaster.compose.candidates import Candidate, candidates
from copytaster.compose.gate import admit
from copytaster.compose.scoring import Scores, matter_of
from copytaster.compose.selection import select
from copytaster.compose.templates import accounts_differ, numbers_differ
from copytaster.errors import CopytasterError, NotPublishable
from copytaster.formats.slugs import core
from copytaster.matching import Matcher, restrict
from copytaster.model import Citation, Coverage, Draft, Sentence, Story

# Templates take at most this part of the words.
_TEMPLATE_SHARE = 0.4
_TITLE = 10  # words of the copy that name a story without a headline
_AGES = timedelta(days=36_500)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def compose(
    stories_or_coverage: Coverage | Sequence[Story],
    *,
    words: int = 220,
    now: datetime | None = None,
) -> Draft:
    """Compose a story of about ``words`` words, every sentence cited.

    Takes a coverage that carries its ``members``, or stories of one event.
    Sentences come from origins, not reprints, and from current editions.
    ``words`` is a target, exceeded by no more than one sentence. ``now`` (aware)
    decides embargoes; without it every embargo stands.

    Raises NotPublishable naming the story that is killed, withheld or
    embargoed, and CopytasterError when there is no story to compose from.
    """
    coverage = _coverage(stories_or_coverage)
    if not coverage.members:
        raise CopytasterError("there are no stories to compose from", subject=coverage.id or None)
    admit(coverage.members, now)
    if not isinstance(stories_or_coverage, Coverage):
        coverage = _grouped(coverage.members)
        if not coverage.members:
            raise NotPublishable("what the stories say of themselves is that they are killed")
    coverage = restrict(coverage, [s.id for s in coverage.members])
    origins = _origins(coverage)
    return Draft(
        headline=_headline(coverage, origins),
        dateline=_dateline(origins),
        sentences=_sentences(coverage, origins, max(1, words)),
        disputes=coverage.disputes,
        figures=coverage.figures,
        timeline=coverage.timeline,
        sources=coverage.sources,
    )


def _coverage(given: Coverage | Sequence[Story]) -> Coverage:
    return given if isinstance(given, Coverage) else Coverage("", "", (), members=tuple(given))


def _grouped(stories: Sequence[Story]) -> Coverage:
    """The coverage these stories make, taken on the caller's word as one event."""
    matcher = Matcher(window=_AGES)
    ids = list(dict.fromkeys(matcher.add(story).coverage for story in stories))
    for other in ids[1:]:
        if other in matcher.coverages():
            matcher.merge(ids[0], other)
    return matcher.coverage(ids[0])


def _origins(coverage: Coverage) -> list[Story]:
    """The origins as they came, but first the one whose headline names the event: it opens best."""
    found = _as_they_came(coverage)
    return sorted(found, key=lambda story: not _names(story, coverage))


def _as_they_came(coverage: Coverage) -> list[Story]:
    members = {story.id: story for story in coverage.members}
    repeated = {reprint.story for reprint in coverage.reprints}
    superseded = {edition.of for edition in coverage.editions}
    named = [members[i] for i in coverage.origins if i in members]
    return (
        named
        or [s for s in coverage.members if s.id not in repeated and s.id not in superseded]
        or list(coverage.members[:1])
    )


def _names(story: Story, coverage: Coverage) -> bool:
    """Whether the event is called by the story's headline, as an edition marked or not."""
    return core(story.headline) == core(coverage.headline)


def _headline(coverage: Coverage, origins: Sequence[Story]) -> str:
    """The coverage's headline if it is an origin's, else that of the first origin that has one.

    Where none has, the first words of what was sent.
    """
    titles = [core(story.headline) for story in origins if story.headline]
    if core(coverage.headline) in titles and coverage.headline:
        return core(coverage.headline)
    return titles[0] if titles else next(filter(None, map(_opening, origins)), "")


def _opening(story: Story) -> str:
    """The first words of a story's copy, behind its dateline."""
    first = next(iter(candidates([story])), None)
    said = first.text.split() if first else story.copy.split()
    return " ".join(said) if len(said) <= _TITLE + 4 else " ".join(said[:_TITLE]) + " …"


def _dateline(origins: Sequence[Story]) -> str | None:
    dated = (s.dateline for s in origins if s.dateline is not None and s.dateline.place)
    first = next(dated, None)
    if first is None or first.place is None:
        return None
    if first.date is None:
        return first.place
    return f"{first.place}, {_MONTHS[first.date.month - 1]} {first.date.day}"


def _sentences(coverage: Coverage, origins: Sequence[Story], words: int) -> tuple[Sentence, ...]:
    by_id = {story.id: story for story in origins}
    told = _within(
        accounts_differ(coverage, by_id) + numbers_differ(coverage, by_id),
        int(words * _TEMPLATE_SHARE),
    )
    spent = sum(len(s.text.split()) for s in told)
    pool = candidates(origins)
    scores = Scores(pool, matter_of([s.headline or "" for s in origins], coverage.headline))
    wanted = _carriers(coverage, pool, told) | _opener(coverage, origins, pool, scores)
    chosen = select(pool, scores, words - spent, wanted)
    return (*(_verbatim(pool[i]) for i in chosen), *told)


def _within(sentences: list[Sentence], words: int) -> list[Sentence]:
    kept, spent = [], 0
    for sentence in sentences:
        spent += len(sentence.text.split())
        if spent <= words:
            kept.append(sentence)
    return kept


def _carriers(
    coverage: Coverage, pool: Sequence[Candidate], told: Sequence[Sentence]
) -> frozenset[int]:
    """The sentences that carry a denial which no template tells."""
    cited = {(c.story, c.start) for s in told for c in s.citations}
    wanted = set()
    for dispute in coverage.disputes:
        span = dispute.span
        if dispute.kind != "denial" or span is None or (dispute.story, span.start) in cited:
            continue
        for i, c in enumerate(pool):
            if c.story == dispute.story and c.start <= span.start < c.end:
                wanted.add(i)
    return frozenset(wanted)


def _opener(
    coverage: Coverage, origins: Sequence[Story], pool: Sequence[Candidate], scores: Scores
) -> frozenset[int]:
    """The sentence that the story opens with whose headline the draft bears: it is what that says."""
    if not pool or not coverage.headline or not _names(origins[0], coverage):
        return frozenset()
    opens = pool[0].doc == pool[0].place == 0 and pool[0].needs < 0 and scores.opens(0)
    return frozenset([0] if opens else [])


def _verbatim(candidate: Candidate) -> Sentence:
    citation = Citation(candidate.story, candidate.start, candidate.end)
    return Sentence(candidate.text, "verbatim", (citation,))
