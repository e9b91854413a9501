"""Ways in which barred copy once stayed up, or came back; each must fail closed for good."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from copytaster.desk import Desk
from copytaster.errors import CopytasterError
from copytaster.ledger import check
from wire import NOW, Clock, delivered, feed, ninjs, prose


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    with Desk.open(tmp_path / "desk", clock=clock, base_url="http://site.example") as desk:
        for each in (feed("anx", speaks_for=("ANX",), agency="ANX"), feed("skw"), feed("courier")):
            desk.feeds.put(each)
        desk.live.authorise(desk.feeds.speaks_for())
        yield desk


def take(desk: Desk, body: bytes, by: str = "anx") -> None:
    desk.take(delivered(body, by, desk.clock()))
    desk.publish()


def up(desk: Desk, word: str) -> list[str]:
    """The files of the site in which the word stands."""
    root = desk.site_folder
    return [
        p.relative_to(root).as_posix()
        for p in sorted(root.rglob("*"))
        if p.is_file() and word.encode() in p.read_bytes()
    ]


def moment(at: datetime) -> dict[str, str]:
    return {"versioncreated": at.isoformat(), "firstcreated": at.isoformat()}


def later(desk: Desk, clock: Clock) -> None:
    """Six days pass, with enough other copy for everything before to leave the live window."""
    clock.now += timedelta(days=6)
    for n in range(24):
        words = prose(f"Filler{n}", f"TOWN{n}")
        take(desk, ninjs(f"f:{n}", f"Filler {n}", words, **moment(clock.now)), by="skw")


STORY = ninjs("u:1", "Quillbridge reopens", prose("Quillbridge"))
KILL = ninjs("u:1", "KILL: bridge", "Kill it.", pubstatus="canceled", version="2")


def test_an_absurd_version_stops_nobody(desk: Desk) -> None:
    """One feed's five-thousand-digit version does not keep another's kill from being carried out."""
    take(desk, STORY)
    for version in ("1", "9" * 5000):
        body = ninjs("c:1", "Odd", prose("Odd") + version[:3], version=version)
        take(desk, body, by="courier")
    take(desk, KILL)
    assert up(desk, "Quillbridge") == []


def test_a_kill_after_the_live_window_reaches_event_and_copies(desk: Desk, clock: Clock) -> None:
    """The matcher has forgotten; the store has not."""
    take(desk, STORY)
    take(desk, ninjs("c:9", "Quillbridge open again", prose("Quillbridge")), by="courier")
    assert any(path.startswith("events/") for path in up(desk, "Quillbridge"))
    later(desk, clock)
    take(desk, KILL)
    assert up(desk, "Quillbridge") == []


def test_rights_that_run_out_take_the_page_down(desk: Desk, clock: Clock) -> None:
    """At their end, by themselves, like an embargo that lifts."""
    until = (NOW + timedelta(hours=1)).isoformat()
    take(desk, ninjs("u:1", "Quillbridge reopens", prose("Quillbridge"), expires=until))
    assert up(desk, "Quillbridge")
    clock.now = NOW + timedelta(hours=2)
    desk.publish()
    assert up(desk, "Quillbridge") == []


@pytest.mark.parametrize(
    "more", [{"signals": ["kill"]}, {"expires": "2031-05-06T11:30:00Z"}], ids=["kill", "rights"]
)
def test_the_same_text_under_a_new_bar_is_a_new_edition(
    desk: Desk, more: dict[str, object]
) -> None:
    """Nothing but the bar has changed, and it counts."""
    take(desk, STORY)
    take(desk, ninjs("u:1", "Quillbridge reopens", prose("Quillbridge"), **more))
    assert up(desk, "Quillbridge") == []


def test_a_sender_may_go_back_to_what_it_sent_before(desk: Desk) -> None:
    """Withheld, usable, withheld with the very same bytes: the last word counts."""
    held = ninjs("u:1", "Quillbridge reopens", prose("Quillbridge"), pubstatus="withheld")
    take(desk, held)
    take(desk, STORY)
    assert up(desk, "Quillbridge")
    take(desk, held)
    assert up(desk, "Quillbridge") == []


def test_a_retraction_in_the_headline_is_a_kill(desk: Desk) -> None:
    """Even when it repeats the whole text."""
    take(desk, STORY)
    again = ninjs("u:1", "RETRACTED - Quillbridge reopens", prose("Quillbridge"), version="2")
    take(desk, again)
    assert up(desk, "Quillbridge") == []


def test_usable_and_withheld_in_one_delivery_is_withheld(desk: Desk) -> None:
    """When a sender contradicts itself, the bar wins."""
    take(desk, STORY)
    held = ninjs("u:1", "Quillbridge reopens", prose("Quillbridge") + "\n\nx", pubstatus="withheld")
    take(desk, held)
    assert up(desk, "Quillbridge") == []


def test_a_stale_edition_does_not_undo_a_bar(desk: Desk) -> None:
    """Without version numbers the later change counts, whatever arrives last."""
    bare = {"version": ""}
    newer = ninjs("u:1", "Quillbridge reopens", prose("Quillbridge"), pubstatus="withheld",
                  **{**bare, **moment(NOW)})  # fmt: skip
    older = ninjs("u:1", "Quillbridge reopens", prose("Quillbridge") + "\n\nOld.",
                  **{**bare, **moment(NOW - timedelta(hours=1))})  # fmt: skip
    take(desk, newer)
    take(desk, older)
    assert up(desk, "Quillbridge") == []


def test_a_foreign_namesake_does_not_shield_a_story_from_its_own_kill(
    desk: Desk, clock: Clock
) -> None:
    """Another feed's item under the same guid cannot turn the owner's kill into a claim."""
    take(desk, STORY)
    later(desk, clock)
    take(desk, ninjs("u:1", "Something else", prose("Else"), **moment(clock.now)), by="courier")
    take(desk, KILL)
    assert up(desk, "Quillbridge") == []


def test_a_hold_on_killed_copy_frees_none_of_its_copies(desk: Desk) -> None:
    """A kill stands until it is released, whatever else is decided meanwhile."""
    take(desk, STORY)
    take(desk, ninjs("c:9", "Quillbridge open again", prose("Quillbridge")), by="courier")
    series = next(
        r.series for r in desk.search("Quillbridge reopens") if r.provider == "anx.example"
    )
    desk.decide(series, "kill")
    desk.publish()
    assert up(desk, "Quillbridge") == []
    for word in ("hold", "publish"):
        desk.decide(series, word)
        desk.publish()
        assert up(desk, "Quillbridge") == []


def test_an_erased_story_leaves_no_page(desk: Desk) -> None:
    """What the store no longer has, the site does not show."""
    take(desk, STORY)
    row = desk.search("Quillbridge")[0]
    with desk.store.writing() as tx:
        tx.erase(row.id)
        tx.touch("urgent", row.series)
    desk.shelf.drop(row.id)
    desk.publish()
    assert up(desk, "Quillbridge") == []


def test_unsubscribing_publishes_nothing(desk: Desk) -> None:
    """The copy of a feed on hold stays held when the feed is gone."""
    desk.feeds.change(desk.feeds.find("courier"), policy="hold")
    take(desk, ninjs("c:1", "Quillbridge reopens", prose("Quillbridge")), by="courier")
    assert up(desk, "Quillbridge") == []
    desk.feeds.remove(desk.feeds.find("courier"))
    with desk.store.writing() as tx:
        tx.touch("series", desk.search("Quillbridge")[0].series)
    desk.publish()
    assert up(desk, "Quillbridge") == []


def test_a_narrower_policy_is_never_left_for_the_next_pass(desk: Desk) -> None:
    """However small the pass, what must go, goes."""
    for n in range(3):
        take(desk, ninjs(f"c:{n}", f"Quillbridge {n}", prose(f"Quillbridge{n}")), by="courier")
    desk.feeds.change(desk.feeds.find("courier"), policy="hold")
    desk.publish(1)
    assert up(desk, "Quillbridge") == []


def test_a_delivery_that_failed_once_is_tried_again(desk: Desk) -> None:
    """A passing fault is not the end of it; nor of the ledger."""
    with desk.store.writing() as tx:
        tx._connection.exec_driver_sql(
            "CREATE TRIGGER full BEFORE INSERT ON story_bodies BEGIN "
            "SELECT RAISE(ABORT, 'disk full'); END"
        )
    with pytest.raises(CopytasterError):
        take(desk, STORY)
    with desk.store.writing() as tx:
        tx._connection.exec_driver_sql("DROP TRIGGER full")
    assert desk.catch_up().new == 1
    ledger = desk.ledger()
    assert check(ledger.records, ledger.checkpoint, ledger.public_key) == ()


def test_a_decision_that_failed_leaves_the_ledger_sound(desk: Desk) -> None:
    """The next decision follows what is really there."""
    take(desk, STORY)
    series = desk.search("Quillbridge")[0].series
    with desk.store.writing() as tx:
        tx._connection.exec_driver_sql(
            "CREATE TRIGGER full BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'disk full'); END"
        )
    with pytest.raises(CopytasterError):
        desk.decide(series, "kill")
    with desk.store.writing() as tx:
        tx._connection.exec_driver_sql("DROP TRIGGER full")
    desk.decide(series, "kill")
    desk.publish()
    assert up(desk, "Quillbridge") == []
    ledger = desk.ledger()
    assert check(ledger.records, ledger.checkpoint, ledger.public_key) == ()


def test_polling_never_writes_over_the_operator(desk: Desk) -> None:
    """A policy or a mute set while a feed is being fetched stands."""
    from copytaster.intake import Outcome

    fetched = desk.feeds.find("courier")
    desk.feeds.change(fetched, policy="hold", muted=True)
    body = ninjs("c:1", "Quillbridge reopens", prose("Quillbridge"))
    desk.land(Outcome(fetched, delivered(body, "courier")))
    desk.publish()
    kept = desk.feeds.find("courier")
    assert (kept.policy, kept.muted) == ("hold", True)
    assert up(desk, "Quillbridge") == []


def test_adding_a_known_feed_takes_the_new_word_and_keeps_the_rest(desk: Desk) -> None:
    """As the help says."""
    first = desk.feeds.add("https://new.example/feed", policy="full", title="New")
    assert desk.feeds.add("https://new.example/feed") == first
    changed = desk.feeds.add("https://new.example/feed", policy="hold")
    assert (changed.policy, changed.title) == ("hold", "New")


def test_a_later_copy_cannot_take_down_an_earlier_story(desk: Desk) -> None:
    """Back-dating another's text gives no power over it."""
    take(desk, STORY)
    early = moment(NOW - timedelta(days=1))
    take(desk, ninjs("c:1", "Quillbridge first", prose("Quillbridge"), **early), by="courier")
    take(desk, ninjs("c:1", "KILL", "Kill it.", pubstatus="canceled", version="2"), by="courier")
    row = next(r for r in desk.search("Quillbridge reopens") if r.provider == "anx.example")
    assert row.state == "live"


def test_a_correction_reaches_the_copies_it_may(desk: Desk) -> None:
    """Pages of reprints within the agency's authority say so, and the event; another house's correction reaches none."""
    take(desk, STORY)
    take(desk, ninjs("c:9", "Quillbridge open again", prose("Quillbridge")), by="courier")
    copy = next(
        r.series for r in desk.search("Quillbridge open again") if r.provider != "anx.example"
    )
    told = "agency has since corrected this copy"
    page = f"stories/{copy}/index.html"
    forged = ninjs(
        "u:1", "CORRECTED-Quillbridge reopens", prose("Quillbridge") + "\n\nx", version="2"
    )
    take(desk, forged, by="skw")
    assert page not in up(desk, told)
    fixed = prose("Quillbridge").replace("forty-two", "forty-four")
    take(desk, ninjs("u:1", "CORRECTED-Quillbridge reopens", fixed, version="3"))
    found = up(desk, told)
    assert page in found
    assert any(path.startswith("events/") for path in found)
    assert "corrections/index.html" in found


def test_a_page_withdrawn_by_rule_is_on_record(desk: Desk, clock: Clock) -> None:
    """Rights that end are no kill and no decision of anybody; the ledger holds the withdrawal all the same."""
    until = (NOW + timedelta(hours=1)).isoformat()
    take(desk, ninjs("u:1", "Quillbridge reopens", prose("Quillbridge"), expires=until))
    clock.now = NOW + timedelta(hours=2)
    desk.publish()
    series = desk.search("Quillbridge")[0].series
    said = [r.data for r in desk.store.records_of(series, "decision")]
    assert {"decision": "withdraw", "state": "withheld", "by": "rule"} in [dict(d) for d in said]
    ledger = desk.ledger()
    assert check(ledger.records, ledger.checkpoint, ledger.public_key) == ()
