"""What outlets are sent: what they may have, in a form that does nothing by itself."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tongues
from copytaster.errors import NotPublishable
from copytaster.model import Embargo, Outlet, Rights
from copytaster.publish import webhook, wordpress
from copytaster.publish.copyview import first_words
from copytaster.publish.granted import granted

NOW = datetime(2031, 5, 6, 12, tzinfo=UTC)
HOOK = Outlet("o1", "webhook", "https://hooks.example/in", share="full")
PRESS = Outlet("o2", "wordpress", "https://blog.example", share="full", categories=(7,), tags=(3,))


def with_item(publication: Any, **more: Any) -> Any:
    """The publication with its item changed."""
    story = publication.story
    return replace(publication, story=replace(story, item=replace(story.item, **more)))


@pytest.mark.parametrize("state", ["held", "embargoed", "withheld", "killed"])
def test_only_the_live_is_granted_and_rendered(state: str, invented: Any) -> None:
    """What is not live is granted to nobody, and no renderer takes it."""
    barred = replace(invented.publication(), state=state)
    assert granted(HOOK, barred, None, NOW) is None
    with pytest.raises(NotPublishable):
        webhook.story_data(invented.SITE, barred, HOOK)
    with pytest.raises(NotPublishable):
        wordpress.post(invented.SITE, barred, PRESS)


def test_an_embargo_and_rights_that_ended_are_asked_again(invented: Any) -> None:
    """A ruling may be older than the moment of sending: its own dates still bind."""
    whole = invented.publication()
    later = with_item(whole, embargo=Embargo(NOW + timedelta(hours=1), "until one"))
    unread = with_item(whole, embargo=Embargo(None, "when the bell rings"))
    over = with_item(whole, rights=Rights(until=NOW))
    assert [granted(HOOK, p, None, NOW) for p in (later, unread, over)] == [None] * 3
    assert granted(HOOK, later, None, NOW + timedelta(hours=1)) is not None


def test_an_outlet_has_the_narrower_of_its_share_and_the_ruling(invented: Any) -> None:
    """An excerpt outlet has an excerpt of what is full; a full one no more than the ruling."""
    whole = invented.publication()
    for outlet, policy, most in (("excerpt", "full", "excerpt"), ("full", "excerpt", "excerpt"), ("full", "full", "full")):  # fmt: skip
        given_ = granted(replace(HOOK, share=outlet), replace(whole, policy=policy), None, NOW)
        assert given_ is not None
        assert webhook.story_data(invented.SITE, given_, HOOK)["share"] == most


def test_feeds_topics_and_places_narrow_what_goes_out(invented: Any) -> None:
    """Rights bound to places are for outlets that publish there alone; unknown means no."""
    whole = invented.publication()
    assert granted(replace(HOOK, feeds=("f1",)), whole, "f1", NOW)
    assert granted(replace(HOOK, feeds=("f1",)), whole, "f2", NOW) is None
    assert granted(replace(HOOK, feeds=("f1",)), whole, None, NOW) is None
    topic = whole.story.topics[0] if whole.story.topics else None
    if topic:
        assert granted(replace(HOOK, topics=(topic.name.upper(),)), whole, None, NOW)
    assert granted(replace(HOOK, topics=("curling",)), whole, None, NOW) is None
    bound = with_item(whole, rights=Rights(where=("VM", "Arlen")))
    assert granted(HOOK, bound, None, NOW) is None
    assert granted(replace(HOOK, places=("vm",)), bound, None, NOW)
    assert granted(replace(HOOK, places=("vm", "fr")), bound, None, NOW) is None
    assert granted(HOOK, with_item(whole, rights=Rights(where=("Worldwide",))), None, NOW)


def test_no_word_beyond_the_excerpt_is_in_any_payload(invented: Any) -> None:
    """The sentences that the excerpt leaves out stand in neither form."""
    given_ = granted(replace(HOOK, share="excerpt"), invented.publication(), None, NOW)
    assert given_ is not None
    message = webhook.message("published", 1, NOW, webhook.story_data(invented.SITE, given_, HOOK))
    post = json.dumps(wordpress.post(invented.SITE, given_, PRESS))
    told = first_words(given_.story)
    rest = [w for w in ("sirens", "notice board", "Rescue", "eleven", "valey") if w not in told]
    assert len(rest) > 2
    for word in rest:
        assert word not in message.decode()
        assert word not in post


def test_a_message_carries_rights_credit_and_where_to_check(invented: Any) -> None:
    """Rights travel as declared; the ledger is named; a withdrawal has not a word of copy."""
    whole = with_item(invented.publication(), rights=Rights(display="full", archive=False, until=NOW, holder="Marisk", text="No resale"))  # fmt: skip
    data = json.loads(webhook.message("updated", 4, NOW, webhook.story_data(invented.SITE, whole, HOOK)))  # fmt: skip
    assert (data["type"], data["timestamp"]) == ("story.updated", "2031-05-06T12:00:00Z")
    told = data["data"]
    assert (told["status"], told["sequence"]) == ("updated", 4)
    assert told["rights"] == {
        "display": "full", "archive": False, "until": "2031-05-06T12:00:00Z", "holder": "Marisk", "text": "No resale",
    }  # fmt: skip
    assert told["provenance"]["ledger"] == "https://wire.example.org/ledger/"
    assert told["item"]["url"] == told["url"]
    gone = json.loads(webhook.message("withdrawn", 5, NOW, webhook.withdrawal_data("s1", killed=True)))  # fmt: skip
    assert gone["data"] == {"status": "withdrawn", "sequence": 5, "version": 1, "id": "s1", "killed": True}  # fmt: skip


def test_a_post_says_whose_it_is_and_leads_back(invented: Any) -> None:
    """Credit, source, corrections and the page it came from are in the post; so are its numbers."""
    post = wordpress.post(invented.SITE, invented.publication(), PRESS)
    assert post["categories"] == [7]
    assert post["tags"] == [3]
    assert "Copy: Marisk" in post["content"]
    assert 'href="https://wire.example.org/stories/' in post["content"]
    for correction in invented.publication().corrections:
        assert correction.note.split()[0] in post["content"]
    assert post["date_gmt"] == invented.publication().first_published.astimezone(UTC).isoformat()[:19]  # fmt: skip


class _Live(HTMLParser):
    """Tags, attributes and addresses that would do something."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in wordpress._TAGS:
            self.found.append(tag)
        for name, value in attrs:
            if name not in ("href", "dir", "rel") or (value or "").lower().startswith("javascript"):
                self.found.append(f"{name}={value}")


HURT = ["<script>x()</script>", '"><img src=x onerror=y>', "[gallery ids=1]", "[embed]http://x[/embed]", "<!-- wp:html -->", "https://video.example/v", "javascript:x()", "]]>", "&lt;b&gt;", "\x00\u202e"]  # fmt: skip


@given(st.lists(st.sampled_from(HURT) | st.text(max_size=12), min_size=1, max_size=6))
def test_nothing_in_a_post_is_live(parts: list[str]) -> None:
    """Markup, shortcodes, editor blocks and bare addresses in copy and headline stay text."""
    from copytaster import read
    from copytaster.model import Item, Publication, Site

    story = read(Item(body="\n\n".join(["The lock opened.", *parts]), headline=" ".join(parts)))
    live = Publication("abc123", story, "live", "full", NOW, NOW)
    post = wordpress.post(Site("S", "https://s.example"), live, PRESS)
    for name in ("title", "content", "excerpt"):
        parser = _Live()
        parser.feed(post[name])
        assert parser.found == []
        assert "[" not in post[name]
        assert "<!--" not in post[name]
        assert ">https://" not in post[name].replace(" ", "")


def test_a_slug_is_ours_alone_and_plain(invented: Any) -> None:
    """Words of the headline and the series; whatever the script of the headline."""
    slug = wordpress.slug_of(invented.publication())
    assert slug.startswith("ministry-says-orlen-dam")
    assert slug.endswith(invented.publication().series)
    assert wordpress.slug_of(tongues.rtl()).isascii()
