"""What a story or an event is called, and whose it is."""

from __future__ import annotations

from copytaster.anatomy.sentences import fold
from copytaster.model import CoverageView, Publication, Story
from copytaster.publish import words
from copytaster.publish.copyview import first_words
from copytaster.publish.render import clean
from copytaster.publish.voices import shortened


def headline_of(story: Story) -> str:
    """The headline as sent, or the first words of the copy where there is none."""
    return (
        fold(clean(story.headline or "")) or shortened(first_words(story), 10) or "Without headline"
    )


def credit_of(publication: Publication) -> str:
    """Whose copy it is: the agencies credited, else the feed's name."""
    story = publication.story
    agencies = [c.name for c in story.credits if c.role == "agency"]
    if not agencies and story.dateline:
        agencies = list(story.dateline.agencies)
    return words.joined(list(dict.fromkeys(agencies))) or publication.source or ""


def event_headline(view: CoverageView) -> str:
    """A headline of a published member: the coverage's or draft's own if it is one of theirs."""
    theirs = {p.story.headline for p in view.publications if p.story.headline}
    wished = [view.draft.headline if view.draft else None, view.coverage.headline]
    chosen = next((h for h in wished if h in theirs), None)
    return fold(clean(chosen)) if chosen else headline_of(view.publications[0].story)
