"""What a feed repeats is learnt, cut with its evidence, shown, and undone on record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from copytaster.desk import Desk
from copytaster.desk.running import Running
from copytaster.desk.web import build_app
from copytaster.desk.web.gate import Gate
from copytaster.intake import Allowance
from copytaster.model import Story
from served import Browser
from wire import NOW, delivered, feed, ninjs

BOX = "Orla Post is printed in Varsk; subscribe to our daily letter, 9 crowns a month."
MATTERS = ("goose", "tram", "harbour", "choir", "bakery", "tunnel", "library", "glacier", "orchard")


WORDS = {
    "goose": "A gaggle of nine crossed Mill Lane at dawn. Drivers waited until all had reached the pond.",
    "tram": "Rails between Station Square and the docks will be welded this week. Passengers are to take buses.",
    "harbour": "Two dredgers cleared silt from the eastern basin. Trawlers may berth there again by June.",
    "choir": "Forty voices sang Orlan hymns at the assembly rooms. Tickets had sold out within an hour.",
    "bakery": "Rye loaves cost twice what they did in winter. Flour mills blame the wet harvest for it.",
    "tunnel": "Miners broke through the last metres of granite. Trains could pass beneath Mount Hale in spring.",
    "library": "Shelves holding medieval charters were moved upstairs. Damp had crept into the cellar vaults.",
    "glacier": "Surveyors measured its tongue and found it shorter by a rope. Meltwater fills a new lake.",
    "orchard": "Blossom came early and frost came late. Growers hung lanterns among the pear trees all night.",
}


HEADLINES = {
    "goose": "Dawn gaggle halts drivers on Mill Lane",
    "tram": "Rails welded all week, passengers sent by bus",
    "harbour": "Silt cleared from eastern basin for trawlers",
    "choir": "Forty voices sell out assembly rooms",
    "bakery": "Rye loaves at twice their winter price",
    "tunnel": "Granite gives way beneath Mount Hale",
    "library": "Medieval charters carried up from damp cellar",
    "glacier": "Ice tongue shorter by a rope this summer",
    "orchard": "Lanterns hung against frost among pear trees",
}


def copy(matter: str, box: str = BOX) -> str:
    """A short story of its own event, with the house's box at its end."""
    return "\n\n".join([*WORDS[matter].split(". "), box])


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with one feed."""
    with Desk.open(tmp_path, clock=lambda: NOW) as opened:
        opened.feeds.put(feed("anx"))
        yield opened


def bring(desk: Desk, *matters: str, box: str = BOX) -> list[Story]:
    """Stories by the feed, one delivery each, as they were kept."""
    stories = []
    for matter in matters:
        headline = HEADLINES[matter]
        desk.take(delivered(ninjs(f"u:{matter}", headline, copy(matter, box)), "anx"))
        stories.append(desk.store.stories([desk.store.latest(1)[0].id])[0])
    return stories


def boxed(story: Story) -> list[str]:
    """The reasons the box was cut for."""
    return [c.reason for c in story.cuts if story.text[c.start : c.end].startswith("Orla Post")]


def test_a_box_is_learnt_from_four_events_and_cut_from_the_fifth(desk: Desk) -> None:
    """With how often it was seen and since when; what came before stays as it came."""
    stories = bring(desk, *MATTERS[:5])
    assert [len(boxed(s)) for s in stories] == [0, 0, 0, 0, 1]
    assert boxed(stories[4]) == [
        "a block that this feed repeats: seen in 4 of its stories since 2031-05-06"
    ]
    cut = next(c for c in stories[4].cuts if boxed(stories[4]))
    assert cut.kind == "newsletter"


def test_digits_and_white_space_make_no_other_block(desk: Desk) -> None:
    """The same box with another price is the same box."""
    bring(desk, *MATTERS[:4])
    (story,) = bring(desk, "orchard", box=BOX.replace("9 crowns", "12  crowns"))
    assert len(boxed(story)) == 1


def test_reprints_of_one_event_teach_nothing(desk: Desk) -> None:
    """A line counts once for each event."""
    for n in range(6):
        headline = f"Goose stops tram, take {n}"
        desk.take(delivered(ninjs(f"u:{n}", headline, copy("goose") + f"\n\nTake {n}."), "anx"))
    assert desk.repeats.of("anx") == ()


def test_what_could_be_copy_is_only_suggested(desk: Desk) -> None:
    """A standing paragraph of background is cut at the operator's word, not before."""
    background = "Prices are given in crowns throughout."
    stories = bring(desk, *MATTERS[:6], box=background)
    assert all(background in s.copy for s in stories)
    ((key, known),) = desk.repeats.of("anx")
    assert known.state == "suggested"
    desk.repeats.accept("anx", key)
    (later,) = bring(desk, "orchard", box=background)
    assert background not in later.copy


def test_quotations_are_never_learnt(desk: Desk) -> None:
    """Not even one that ends every story."""
    bring(desk, *MATTERS[:6], box='"Subscribe to our newsletter," said Ilva Torm of the Post.')
    assert desk.repeats.of("anx") == ()


def test_another_feed_is_not_told(desk: Desk) -> None:
    """What one feed repeats is no rule for another."""
    bring(desk, *MATTERS[:5])
    desk.feeds.put(feed("bex"))
    desk.take(delivered(ninjs("v:1", "The glacier again", copy("glacier")), "bex"))
    story = desk.store.stories([desk.store.latest(1)[0].id])[0]
    assert boxed(story) == []


def test_what_was_learnt_outlives_a_stop(tmp_path: Path) -> None:
    """A desk opened again goes on from the store, in the same order."""
    for n, matter in enumerate(MATTERS[:5]):
        with Desk.open(tmp_path, clock=lambda: NOW) as opened:
            if n == 0:
                opened.feeds.put(feed("anx"))
            (story,) = bring(opened, matter)
    assert len(boxed(story)) == 1


def test_undoing_puts_the_block_back_on_record(desk: Desk) -> None:
    """Into every story it was cut from, as an edit; and it is cut no more."""
    *_, fifth, sixth = bring(desk, *MATTERS[:6])
    ((key, known),) = desk.repeats.of("anx")
    assert known.state == "learnt"
    undone = desk.repeats.undo("anx", key, "Ada Brandt")
    assert (set(undone.restored), undone.failed) == ({fifth.series, sixth.series}, ())
    for story in (fifth, sixth):
        found = desk.rulings().publication(story.series, NOW)
        assert found is not None
        assert BOX in desk.shelf.edited(desk.shelf.get(story.id), found.edit).copy  # type: ignore[arg-type]
        assert [d.who for d in desk.store.decisions(story.series)] == ["Ada Brandt"]
    (later,) = bring(desk, "orchard")
    assert boxed(later) == []


def test_the_feeds_page_shows_what_is_repeated_and_takes_a_word(
    desk: Desk, serve: Callable[..., Browser]
) -> None:
    """The block, how often it was seen and since when, and a button that undoes it."""
    bring(desk, *MATTERS[:6])
    gate = Gate(desk.store, desk.clock, secure=False)
    site = serve(lambda port: build_app(Running(desk, Allowance()), gate, port=port))
    assert site.get(f"/desk/enter?key={gate.new_key('Ada Brandt')}").status == 303
    page = site.get("/desk/feeds").text
    assert "subscribe to our daily letter" in page
    ((key, _),) = desk.repeats.of("anx")
    url = f"/desk/feeds/anx/repeats/{key}"
    assert url in page
    token = re.search(r'name="csrf" value="([^"]+)"', page)
    assert token
    said = {"csrf": token[1], "action": "undo"}
    assert site.post(url, said, origin=site.home).status == 303
    ((_, known),) = desk.repeats.of("anx")
    assert known.state == "undone"
    assert site.post(url[:-3] + "xyz", said, origin=site.home).status == 400


def test_a_headline_of_the_feed_is_cut_from_its_other_stories(desk: Desk) -> None:
    """Of the same delivery or an earlier one, run into a paragraph; the cut names the story."""
    (first,) = bring(desk, "goose")
    body = f"Rain fell on Varsk. {first.headline} The river rose by nine centimetres on Monday."
    desk.take(delivered(ninjs("u:rain", "Rain falls on Varsk again", body), "anx"))
    story = desk.store.stories([desk.store.latest(1)[0].id])[0]
    ((cut,),) = (story.cuts,)
    assert story.text[cut.start : cut.end] == first.headline
    assert first.id in cut.reason


def test_an_update_may_begin_with_its_earlier_headline(desk: Desk) -> None:
    """The first line of a story is its own, though another edition had it as headline."""
    (first,) = bring(desk, "goose")
    body = f"{first.headline}\n\n{copy('goose')}"
    desk.take(delivered(ninjs("u:goose", "Goose of Varsk flies off", body, version="2"), "anx"))
    story = desk.store.stories([desk.store.latest(1)[0].id])[0]
    assert story.cuts == ()
