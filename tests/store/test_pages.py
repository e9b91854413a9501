"""What the store knows of pages: their links, and their sections."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from copytaster.store import Store


def test_who_links_to_a_story_is_known_as_long_as_the_page_may_say_so(store: Store) -> None:
    """What is added counts beside what was there; what is kept is all that counts."""
    with store.writing() as tx:
        tx.add_links({"a": {"x", "y"}, "b": {"y"}})
        tx.add_links({"a": {"x", "z"}, "c": set()})
    assert store.linking_to(["x"]) == {"a"}
    assert store.linking_to(["y", "z", "nowhere"]) == {"a", "b"}
    with store.writing() as tx:
        tx.keep_links({"a": {"z"}, "c": set()})
    assert store.linking_to(["x", "y"]) == {"b"}
    assert store.linking_to(["z"]) == {"a"}
    assert store.linking_to([]) == frozenset()


def test_more_links_than_one_query_holds(store: Store) -> None:
    """A thousand withdrawn stories are asked about at one go."""
    names = [f"s{n}" for n in range(1000)]
    with store.writing() as tx:
        tx.add_links({f"p{n}": {name} for n, name in enumerate(names)})
    assert len(store.linking_to(names)) == 1000


def test_a_section_gives_its_live_stories_the_newest_first(
    store: Store, make: Any, keep: Any
) -> None:
    """Only what is live is found, at most as many as asked for, and moving out is moving out."""
    told = [make.story(guid=f"g{n}") for n in range(4)]
    with store.writing() as tx:
        for n, story in enumerate(told):
            keep(tx, story)
            state = "held" if n == 3 else "live"
            tx.put_publication(make.publication(story, state))
            tx.put_sections({story.series: (make.noon + timedelta(hours=n), ["sport", "health"])})
    series = [story.series for story in told]
    assert store.in_section("sport", 10) == (series[2], series[1], series[0])
    assert store.in_section("sport", 1) == (series[2],)
    with store.writing() as tx:
        tx.put_sections({series[2]: (make.noon, ["health"])})
        tx.put_sections({})
    assert store.in_section("sport", 10) == (series[1], series[0])
    assert store.sections_of([series[2], series[0], "x"]) == {
        series[2]: {"health"}, series[0]: {"sport", "health"}, "x": set()
    }  # fmt: skip
