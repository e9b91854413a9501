"""A list of feeds goes from desk to desk with all that the operator said, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.desk import Desk
from copytaster.desk.outlines import outline_of, said_in
from copytaster.errors import ConfigError, FormatError
from copytaster.formats import Outline, read_opml, write_opml
from copytaster.model import Subscription
from wire import NOW, Clock, delivered

WORDS = st.text(alphabet="abc é漢&<>\"'|,;[]\\", min_size=1, max_size=9).map(
    lambda text: " ".join(text.split())
).filter(bool)  # fmt: skip
FEEDS = st.builds(
    Subscription,
    id=st.just("x"),
    url=st.integers(0, 9).map(lambda n: f"https://f{n}.example/feed?a=1&b={n}"),
    title=st.none() | WORDS,
    provider=WORDS,
    speaks_for=st.lists(WORDS, max_size=3).map(tuple),
    agency=st.none() | WORDS,
    publisher=st.none() | WORDS,
    policy=st.sampled_from(["full", "excerpt", "hold"]),
    zone=st.none() | st.just("Asia/Kolkata"),
    interval=st.none() | st.integers(1, 10**6),
    push=st.booleans(),
    articles=st.booleans(),
    muted=st.booleans(),
)


@given(FEEDS)
def test_what_was_said_comes_back(feed: Subscription) -> None:
    """Every setting, title and all, survives the file; defaults are not written."""
    outline = outline_of(feed)
    assert read_opml(write_opml([outline])) == (replace(outline, title=feed.title or feed.url),)
    bare = Subscription(id="x", url=feed.url)
    assert replace(bare, **said_in(read_opml(write_opml([outline]))[0])) == feed
    assert outline_of(bare).own == ()


@pytest.mark.parametrize(
    "own",
    [("policy", "loud"), ("speaks_for", "ANX"), ("speaks_for", "[1]"), ("speaks_for", "{}"),
     ("interval", "-5"), ("interval", "soon"), ("push", "perhaps"), ("etag", "x"), ("id", "y")],
)  # fmt: skip
def test_what_makes_no_sense_is_left_out(own: tuple[str, str]) -> None:
    """Odd values and fields that are no setting change nothing."""
    assert said_in(Outline("https://a.example/", own=(own,))) == {}


def test_an_exported_list_is_imported_identically(tmp_path: Path) -> None:
    """From one desk to another and out again: the same bytes; polling state is left at home."""
    with Desk.open(tmp_path / "a", clock=Clock()) as one, Desk.open(tmp_path / "b") as two:
        one.feeds.add("https://anx.example/feed", title="ANX & Co", policy="full",
                      speaks_for=("ANX", "Orla, News"), agency="ANX", push=False)  # fmt: skip
        untitled = one.feeds.add("https://b.example/feed?x=1&y=2", provider="house.example")
        one.feeds.polled(replace(untitled, etag='"1"', last_success=NOW, problem="slow"))
        data = one.feeds.export_opml("Desk")
        assert {f.url for f in two.feeds.import_opml(data)} == {f.url for f in one.feeds.all()}
        assert two.feeds.export_opml("Desk") == data
        assert two.feeds.find(untitled.id) == untitled
        assert two.feeds.import_opml(data) == one_less(one.feeds.all())


def one_less(feeds: tuple[Subscription, ...]) -> tuple[Subscription, ...]:
    """The feeds without what polling knows of them."""
    return tuple(replace(f, etag=None, last_success=None, problem=None) for f in feeds)


def test_a_strangers_list_grants_nothing_when_taken_plainly(tmp_path: Path) -> None:
    """Addresses and titles alone: no policy, no authority."""
    mine = Outline("https://a.example/", "A", own=(("policy", "full"), ("speaks_for", '["ANX"]')))
    with Desk.open(tmp_path) as desk:
        (feed,) = desk.feeds.import_opml(write_opml([mine]), plain=True)
    assert (feed.title, feed.policy, feed.speaks_for) == ("A", "excerpt", ())


def test_a_list_is_taken_whole_or_not_at_all(tmp_path: Path) -> None:
    """What is no OPML subscribes to nothing."""
    with Desk.open(tmp_path) as desk:
        with pytest.raises(FormatError):
            desk.feeds.import_opml(b"<rss/>")
        assert desk.feeds.all() == ()


def test_a_feed_without_a_title_learns_its_own(tmp_path: Path) -> None:
    """Its first delivery names it; a title the operator gave stays."""
    body = b"<rss version='2.0'><channel><title>The  Orla Wire</title><item><guid>1</guid></item></channel></rss>"
    with Desk.open(tmp_path) as desk:
        for url, title in (("https://a.example/", None), ("https://b.example/", "Mine")):
            desk.take(delivered(body, desk.feeds.add(url, title=title).id))
        assert [f.title for f in desk.feeds.all()] == ["Mine", "The Orla Wire"]


def test_a_title_that_two_feeds_have_names_neither(tmp_path: Path) -> None:
    """Their ids and addresses do."""
    with Desk.open(tmp_path) as desk:
        one, two = (desk.feeds.add(f"https://{n}.example/", title="News") for n in "ab")
        with pytest.raises(ConfigError, match="several"):
            desk.feeds.find("News")
        assert (desk.feeds.find(one.id), desk.feeds.find(two.url)) == (one, two)
