"""What a story or an event is called, and whose it is."""

from __future__ import annotations

from copytaster.anatomy.sentences import fold
from copytaster.formats.slugs import core
from copytaster.model import CoverageView, Publication, Story
from copytaster.publish import words
from copytaster.publish.copyview import first_words
from copytaster.publish.render import clean
from copytaster.publish.voices import shortened


def headline_of(story: Story) -> str:
    """The headline as sent, or the first words of the copy where there is none."""
    return _called(story.headline or "", story)


def _called(headline: str, story: Story) -> str:
    return fold(clean(headline)) or shortened(first_words(story), 10) or "Without headline"


def credit_of(publication: Publication) -> str:
    """Whose copy it is: the agencies credited, else the feed's name."""
    story = publication.story
    agencies = [c.name for c in story.credits if c.role == "agency"]
    if not agencies and story.dateline:
        agencies = list(story.dateline.agencies)
    return words.joined(list(dict.fromkeys(agencies))) or publication.source or ""


def lead_of(view: CoverageView) -> Publication:
    """The published story that names the event; its summary stands beside the name."""
    name = core(view.coverage.headline)
    named = (p for p in view.publications if core(p.story.headline) == name)
    return next(named, view.publications[0])


def event_headline(view: CoverageView) -> str:
    """What the event is called: the headline of its lead story, without what marks an edition."""
    lead = lead_of(view).story
    return _called(core(lead.headline), lead)
