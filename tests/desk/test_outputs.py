"""Whatever policy, rights, status, embargo and decisions say together: no output shows more than the ruling."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copytaster import read
from copytaster.desk.decisions import Standing, rule
from copytaster.errors import NotPublishable
from copytaster.model import Embargo, Item, Media, Page, Publication, Rights, Site, Story
from copytaster.publish import feeds_out, pages, searchpage, wire_out

NOW = datetime(2031, 5, 6, 12, tzinfo=UTC)
SITE = Site("Test site", "http://site.example", wire=("ninjs", "newsml-g2", "nitf", "oembed"))
ALWAYS = ("Headmarkle", "Openmarkle")
FULL_ONLY = ("Deckmarkle", "Thirdmarkle", "Fourthmarkle", "Captmarkle", "Altmarkle", "Promomarkle")
BODY = "\n\n".join(
    [
        "VARSK, May 6 (ANX) - The Openmarkle ferry sank on Monday, the river authority said.",
        "Divers raised its bell before the fog came in over the harbour of the town.",
        '"The Thirdmarkle timbers were rotten through," harbour master Ilva Torm said on Monday.',
        "The Fourthmarkle company denied that. It said nine people were injured.",
        "Also Read | Promomarkle goat wins a prize.",
    ]
)


def base() -> Item:
    picture = Media("picture", "https://anx.example/p.jpg", "Captmarkle bow", alt="Altmarkle side")
    return Item(BODY, provider="anx.example", guid="u:1", headline="Headmarkle ferry sinks",
                deck="Deckmarkle crossing closed", published=NOW, media=(picture,))  # fmt: skip


READ = read(base())


def story(**declared: object) -> Story:
    from dataclasses import replace

    return READ.with_(item=replace(READ.item, **declared))  # type: ignore[arg-type]


moments = st.sampled_from([None, NOW - timedelta(days=1), NOW + timedelta(days=1)])
rights = st.none() | st.builds(
    Rights,
    display=st.sampled_from([None, "full", "excerpt", "none", "perhaps"]),
    derive=st.sampled_from([None, True, False]),
    until=moments,
)
embargoes = st.none() | st.builds(Embargo, moments, st.just("as sent"))
stories = st.builds(
    story,
    rights=rights,
    embargo=embargoes,
    status=st.sampled_from(["usable", "withheld", "canceled"]),
    signals=st.sampled_from([(), ("kill",), ("advisory",)]),
)
standings = st.builds(
    Standing,
    policy=st.sampled_from(["full", "excerpt", "hold"]),
    decision=st.sampled_from([None, "publish", "hold", "kill", "release"]),
    held=st.sampled_from([None, "another feed's claim"]),
    killed=st.booleans(),
    killed_origin=st.sampled_from([None, "c" * 16]),
    authorised=st.booleans(),
)

OUTPUTS: dict[str, Callable[[Publication], Iterable[Page]]] = {
    "page": lambda p: [pages.story_page(SITE, p)],
    "front": lambda p: [pages.front_page(SITE, [p])],
    "corrections": lambda p: [pages.corrections_page(SITE, [p])],
    "feeds": lambda p: feeds_out.site_feeds(SITE, [p]),
    "search": lambda p: [searchpage.search_page(SITE, "ferry", [p])],
    "documents": lambda p: wire_out.documents(SITE, p),
    "wire lists": lambda p: wire_out.lists(SITE, [p]),
}


def ruled(taken: Story, standing: Standing) -> Publication:
    ruling = rule(taken, standing, NOW)
    return Publication(taken.series, taken, ruling.state, ruling.policy, NOW, NOW, salt="ab" * 16)


@settings(max_examples=120, deadline=None)
@given(stories, standings)
def test_no_output_shows_more_than_the_ruling(taken: Story, standing: Standing) -> None:
    """Barred: no output at all. Excerpt: headline and first sentences. Full: the copy less its cuts."""
    found = ruled(taken, standing)
    for name, made in OUTPUTS.items():
        if found.state != "live":
            with pytest.raises(NotPublishable):
                list(made(found))
            continue
        said = b"".join(page.body for page in made(found)).decode()
        allowed = found.policy == "full" and (
            taken.item.rights is None or taken.item.rights.display in (None, "full")
        )
        leaked = [mark for mark in FULL_ONLY if mark in said]
        assert allowed or not leaked, f"{name} shows {leaked}"


@settings(max_examples=60, deadline=None)
@given(stories, standings)
def test_a_tombstone_says_nothing(taken: Story, standing: Standing) -> None:
    """Whatever was known of a killed story, the notices of its withdrawal have no word of it."""
    found = ruled(taken, standing)
    if found.state != "killed":
        return
    notices = [
        pages.tombstone(SITE, found),
        pages.corrections_page(SITE, (), [found]),
        *wire_out.cancellations(SITE, found, SITE.wire),
        *wire_out.lists(SITE, (), [found]),
    ]
    said = b"".join(page.body for page in notices).decode()
    assert not [mark for mark in (*ALWAYS, *FULL_ONLY) if mark in said]


def test_the_walk_can_fail() -> None:
    """A free story in full shows every mark in one output or another."""
    found = ruled(story(), Standing("full"))
    said = b"".join(page.body for made in OUTPUTS.values() for page in made(found)).decode()
    assert [mark for mark in (*ALWAYS, *FULL_ONLY) if mark not in said] == []
