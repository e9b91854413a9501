"""Nothing that is not live reaches any renderer's output."""

from __future__ import annotations

from dataclasses import replace

import pytest

from copytaster.errors import NotPublishable
from copytaster.model import Citation, Rights, Sentence
from copytaster.publish import feeds_out, jsonld, links, pages, sitemaps, wire_out
from copytaster.publish.guard import shown
from copytaster.publish.listing import card
from copytaster.publish.searchpage import search_page
from copytaster.publish.sections import Section

LISTS = {
    "front": lambda site, p: pages.front_page(site, [p]),
    "corrections": lambda site, p: pages.corrections_page(site, [p]),
    "story": pages.story_page,
    "rss": lambda site, p: feeds_out.rss(site, [p]),
    "atom": lambda site, p: feeds_out.atom(site, [p]),
    "json": lambda site, p: feeds_out.json_feed(site, [p]),
    "section feed": lambda site, p: feeds_out.section_feeds(site, Section("a", "A"), [p]),
    "news sitemap": lambda site, p: sitemaps.news_sitemap(site, [card(p)], p.modified),
    "wire lists": lambda site, p: wire_out.lists(site, [p]),
    "wire documents": lambda site, p: wire_out.documents(
        replace(site, wire=(*links.DOCUMENTS,)), p
    ),
    "site feeds": lambda site, p: feeds_out.site_feeds(site, [p]),
    "content": feeds_out.content,
    "json-ld": jsonld.story,
    "search": lambda site, p: search_page(site, "x", [p]),
    "day": lambda site, p: pages.day_page(site, p.first_published.date(), [card(p)]),
}


@pytest.mark.parametrize("face", LISTS.values(), ids=LISTS)
@pytest.mark.parametrize("state", ["held", "embargoed", "withheld", "killed"])
def test_what_is_not_live_raises(face, state, invented):
    """Every renderer refuses a publication in any state but live, lists included."""
    with pytest.raises(NotPublishable):
        face(invented.SITE, invented.publication(state=state))


@pytest.mark.parametrize("face", LISTS.values(), ids=LISTS)
def test_what_is_live_passes(face, invented):
    """The same renderers accept a live one: the test above can fail."""
    face(invented.SITE, invented.publication())


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_a_sender_s_cancellation_wins_over_the_state(status, invented):
    """Copy its sender canceled or withheld is refused even where the desk calls it live."""
    told = invented.story()
    told = told.with_(item=replace(told.item, status=status))
    with pytest.raises(NotPublishable):
        pages.story_page(invented.SITE, invented.publication(story=told))


def test_hold_and_forbidden_display_are_refused(invented):
    """A policy of hold and rights that forbid display publish nothing."""
    told = invented.story()
    forbidden = told.with_(item=replace(told.item, rights=Rights(display="none")))
    for publication in (
        invented.publication(policy="hold"),
        invented.publication(story=forbidden),
    ):
        with pytest.raises(NotPublishable):
            pages.story_page(invented.SITE, publication)


@pytest.mark.parametrize(
    ("policy", "display", "expected"),
    [
        ("full", None, "full"),
        ("full", "full", "full"),
        ("full", "excerpt", "excerpt"),
        ("full", "something new", "excerpt"),
        ("excerpt", "full", "excerpt"),
    ],
)
def test_the_narrower_of_policy_and_rights_counts(policy, display, expected, invented):
    """Rights can narrow a policy and never widen it; an unknown declaration narrows."""
    told = invented.story()
    told = told.with_(item=replace(told.item, rights=Rights(display=display)))
    assert shown(invented.publication(policy=policy, story=told)) == expected


@pytest.mark.parametrize("state", ["held", "embargoed", "withheld", "killed"])
def test_a_view_with_one_dead_member_is_refused(state, invented):
    """One member that is not live stops the event page, its feed and the front page."""
    view = invented.view()
    dead = replace(view.publications[3], state=state)
    view = replace(view, publications=(*view.publications[:3], dead))
    for face in (
        lambda: pages.coverage_page(invented.SITE, view),
        lambda: feeds_out.coverage_feeds(invented.SITE, view),
        lambda: pages.front_page(invented.SITE, (), [view]),
        lambda: jsonld.coverage(invented.SITE, view),
    ):
        with pytest.raises(NotPublishable):
            face()


def test_a_draft_that_rests_on_unpublished_copy_is_refused(invented):
    """A composed sentence whose citation is no published member, or has none, publishes nothing."""
    view = invented.view()
    for cited in ((Citation("ffffffffffffffff", 0, 5),), ()):
        draft = replace(view.draft, sentences=(Sentence("Said.", "verbatim", cited),))
        with pytest.raises(NotPublishable):
            pages.coverage_page(invented.SITE, replace(view, draft=draft))


def test_an_event_without_members_is_refused(invented):
    """An event none of whose stories may be shown has no page."""
    with pytest.raises(NotPublishable):
        pages.coverage_page(invented.SITE, replace(invented.view(), publications=()))


def test_the_event_page_forgets_what_it_may_not_know(invented):
    """Headline, disputes, figures, timeline and sources of unpublished stories stay out."""
    view = invented.view()
    rival = view.publications[1]
    body = pages.coverage_page(
        invented.SITE, replace(view, publications=(rival,), draft=None)
    ).body.decode()
    for secret in ("Ministry says", "Tarrow", "Oskeld", "Marisk", "rescue service", "raised from"):
        assert secret not in body
    assert "1 independent source" in body


@pytest.mark.parametrize("state", ["live", "held", "embargoed", "withheld"])
def test_only_a_killed_story_leaves_a_tombstone(state, invented):
    """A held or embargoed story leaves no trace, not even a tombstone."""
    with pytest.raises(NotPublishable):
        pages.tombstone(invented.SITE, invented.publication(state=state))
