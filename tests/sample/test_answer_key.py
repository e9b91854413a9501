"""The whole sample wire, read and matched as a desk would, against its own answer key."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest

from copytaster import Matcher, parse, read
from copytaster.desk.sample.items import WireItem, parse_item
from copytaster.desk.sample.placeholders import substitute
from copytaster.desk.sample.render import WIRE, WireFeed, body, schedule, versions
from copytaster.model import Coverage, Match, ReadingContext, Story

START = datetime(2026, 11, 22, 17, 40, 12, tzinfo=UTC)
BASE = "http://127.0.0.1:8099"


@dataclass(frozen=True)
class Replayed:
    """One replay's end: what each item was read and matched as, by the item's name.

    ``ferry`` is the coverage of the ferry as it stood after each second.
    """

    stories: dict[str, Story]
    matches: dict[str, Match]
    items: dict[str, WireItem]
    matcher: Matcher
    ferry: dict[float, Coverage] = field(default_factory=dict)

    def coverage(self, name: str) -> Coverage:
        """The coverage an item is in."""
        return self.matcher.coverage(self.matcher.coverage_id(self.stories[name].id) or "")

    def origin(self, item: WireItem) -> WireItem:
        """The item itself, or the one it reprints."""
        return self.items[item.reprint_of] if item.reprint_of else item

    def name(self, story_id: str | None) -> str:
        """The item whose edition has that id; empty where there is none."""
        return next((n for n, s in self.stories.items() if s.id == story_id), "")


def _item(name: str) -> WireItem:
    source = (WIRE / "items" / f"{name}.txt").read_text(encoding="utf-8")
    return parse_item(name, substitute(source, START, BASE))


def _arrivals(feed: WireFeed, at: float) -> list[tuple[str, Story]]:
    """What is new in a feed at a second, oldest first."""
    new = {_item(slot.item).headline: slot.item for slot in feed.slots if slot.start == at}
    context = ReadingContext(publisher=feed.publisher, agency=feed.agency)
    answer = parse(
        body(feed.name, at, START, BASE), url=BASE + feed.path, content_type=feed.content_type
    )
    return [
        (new[item.headline or ""], read(replace(item, provider=feed.provider), context=context))
        for item in reversed(answer.items)
        if item.headline in new
    ]


@pytest.fixture(scope="module")
def replayed() -> Replayed:
    """The replay from its first second to its last, as a desk takes it in."""
    plan = schedule()
    matcher = Matcher(speaks_for={feed.provider: feed.speaks_for for feed in plan.feeds})
    done = Replayed({}, {}, {}, matcher)
    for at in sorted({at for feed in plan.feeds for at in versions(feed.name)}):
        for feed in plan.feeds:
            for name, story in _arrivals(feed, at) if at in versions(feed.name) else ():
                done.stories[name], done.items[name] = story, _item(name)
                done.matches[name] = matcher.add(story)
        done.ferry[at] = done.coverage("anx-ferry")
    return done


def test_every_reprint_is_known_for_one_and_nothing_else_is(replayed: Replayed) -> None:
    """The eleven reprints name their origins, cut, retitled or full of promos; no other item is taken for one."""
    found = {n: replayed.name(m.reprint_of) for n, m in replayed.matches.items() if m.reprint_of}
    assert found == {n: i.reprint_of for n, i in replayed.items.items() if i.reprint_of}


def test_editions_are_of_the_kind_their_sender_meant(replayed: Replayed) -> None:
    """Updates, the correction, the kill, the retitled and the silently edited story."""
    kinds = {
        n: (replayed.name(m.edition_of), m.edition_kind)
        for n, m in replayed.matches.items()
        if m.edition_of
    }
    expected = {
        "anx-ferry-u1": ("anx-ferry", "update"),
        "anx-ferry-cx": ("anx-ferry-u1", "correction"),
        "anx-ferry-u2": ("anx-ferry-cx", "update"),
        "skw-ferry-2": ("skw-ferry", "update"),
        "skw-customs-kill": ("skw-customs", "kill"),
        "museum-hall-2": ("museum-hall", "retitled"),
        "mercury-ferry-2": ("mercury-ferry", "silent"),
    }
    assert {name: kinds.get(name) for name in expected} == expected


def test_the_kill_takes_both_copies_and_the_foreign_one_nothing(replayed: Replayed) -> None:
    """SKW's kill reaches the two reprints; Newsdrift's claim on ANX's story is held."""
    killed = {replayed.name(c.story) for c in replayed.matches["skw-customs-kill"].changes}
    assert killed == {"drift-customs", "courier-customs"}
    foreign = replayed.matches["drift-fake-kill"]
    assert foreign.held is not None
    assert (foreign.changes, foreign.edition_of) == ((), None)


def test_two_stories_under_one_guid_are_two_stories(replayed: Replayed) -> None:
    """A doubled guid makes neither an edition of the other."""
    assert replayed.matches["courier-dup-1"].edition_of is None
    assert replayed.matches["courier-dup-2"].edition_of is None


def test_no_coverage_mixes_two_events(replayed: Replayed) -> None:
    """Whatever is put together tells one event."""
    together: dict[str, set[str]] = defaultdict(set)
    for name, story in replayed.stories.items():
        coverage = replayed.matcher.coverage_id(story.id)
        if coverage is not None:
            origin = replayed.origin(replayed.items[name])
            together[coverage].add(origin.event or origin.guid)
    assert [sorted(events) for events in together.values() if len(events) > 1] == []


@pytest.mark.parametrize(
    ("event", "apart"),
    [
        ("border", {"voices-border", "drift-fake-kill"}),  # in Spanish; a held kill
        ("ferry", {"voices-ferry", "mercury-rescuer"}),  # in Arabic; a portrait
        ("customs", set()),
        ("tarnwell", set()),
        ("moth", set()),
    ],
)
def test_each_event_is_one_coverage(replayed: Replayed, event: str, apart: set[str]) -> None:
    """The English stories of both agencies and the papers come together."""
    told = {n for n, i in replayed.items.items() if (replayed.origin(i).event == event)} - apart
    coverages = {replayed.matcher.coverage_id(replayed.stories[n].id) for n in told}
    assert len(told) >= 4
    assert len(coverages) == 1


def test_a_story_in_another_language_joins_nothing_by_its_small_words(replayed: Replayed) -> None:
    """The Spanish and the Arabic report share no coverage with each other or with anything."""
    for name in ("voices-border", "voices-ferry"):
        assert replayed.coverage(name).stories == (replayed.stories[name].id,)


def _contradictions(coverage: Coverage) -> set[str]:
    return {d.topic for d in coverage.disputes if d.kind == "contradiction"}


def test_rival_numbers_are_told_as_long_as_they_are_rivals(replayed: Replayed) -> None:
    """Passengers stay disputed to the end; the missing from ANX's update until it agrees with SKW."""
    aboard = "aboard: 212 (police) or about 260 (Harbour and Deck Workers' Union)"
    missing = "missing: 29 (Ruta Helming) or at least 30 (Signe Brackwater)"
    assert _contradictions(replayed.ferry[12]) == {aboard, missing}
    *_, last = replayed.ferry.values()
    assert aboard in _contradictions(last)
    assert not any(topic.startswith("missing") for topic in _contradictions(last))


def test_the_border_shows_who_denies_what(replayed: Replayed) -> None:
    """Lissenia's command denies the general's claim, and Quelland that its soldiers fought."""
    disputes = replayed.coverage("anx-border").disputes
    denied = {(d.denier, d.claimant) for d in disputes if d.kind == "denial"}
    assert ("General Command of the Lissenian Forces", "Maren Tolvik") in denied
    assert ("Quelland's Defence Ministry", None) in denied


def test_a_correction_names_the_reprints_it_reaches(replayed: Replayed) -> None:
    """ANX's correction reaches the copies by Newsdrift and Tideline; a correction of a copy, nothing."""
    reached = replayed.matcher.reaches(replayed.stories["anx-ferry-cx"].id)
    assert {replayed.name(r) for r in reached} == {"drift-ferry", "tideline-ferry"}
    assert replayed.matcher.reaches(replayed.stories["drift-ferry"].id) == ()


def test_the_twin_reads_as_the_story_it_began_with(replayed: Replayed) -> None:
    """Dateline, three promos, one disclaimer, resolved days and the publication chain of the twin."""
    story = replayed.stories["drift-border"]
    assert story.dateline is not None
    dateline = story.dateline
    assert (dateline.place, dateline.country, dateline.agency) == ("Aubrin", "Quelland", "ANX")
    assert [cut.kind for cut in story.cuts].count("promo") == 3
    assert [cut.kind for cut in story.cuts].count("disclaimer") == 1
    assert "Also Read" not in story.copy
    times = {time.phrase: time.value for time in story.times}
    assert (times["on Saturday"], times["last year"]) == ("2026-11-21", "2025")
    assert [(link.role, link.name) for link in story.publication_chain] == [
        ("agency", "ANX"),
        ("outlet", "Newsdrift"),
    ]


def test_what_must_not_be_published_says_so(replayed: Replayed) -> None:
    """The two embargoes and the withheld item carry their state out of the parser."""
    dated, in_words = (replayed.stories[n].embargo for n in ("skw-rates", "anx-labour"))
    assert dated is not None
    assert dated.until is not None
    assert in_words is not None
    assert in_words.until is None
    assert replayed.stories["skw-flood"].item.status == "withheld"
