"""What may be put before the public."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from copytaster.desk.decisions import Standing, rule
from copytaster.model import Embargo, Item, Rights, Story

NOW = datetime(2031, 5, 6, 12, tzinfo=UTC)


def story(**item: object) -> Story:
    fields = {"body": "The harbour reopened.", "headline": "Harbour reopens", **item}
    return Story(id="a" * 16, series="b" * 16, item=Item(**fields))  # type: ignore[arg-type]


policies = st.sampled_from(["full", "excerpt", "hold"])
decisions = st.sampled_from([None, "publish", "hold", "kill", "release"])
standings = st.builds(
    Standing,
    policy=policies,
    decision=decisions,
    held=st.sampled_from([None, "another feed's claim"]),
    killed_origin=st.sampled_from([None, "c" * 16]),
    authorised=st.booleans(),
)
moments = st.datetimes(datetime(2031, 1, 1), datetime(2032, 1, 1)).map(
    lambda d: d.replace(tzinfo=UTC)
)


@given(standings, moments)
def test_a_killed_item_is_never_live(standing: Standing, now: datetime) -> None:
    """Nothing an editor or a policy says puts a canceled item before the public."""
    for killed in (story(status="canceled"), story(signals=("kill",))):
        assert rule(killed, standing, now).state in ("killed", "held")


def test_a_kill_is_a_kill_by_status_signal_or_headline() -> None:
    """However the sender says it, the story is killed."""
    for killed in (story(status="canceled"), story(signals=("kill",))):
        assert rule(killed, Standing("full"), NOW).state == "killed"


@given(standings, moments)
def test_a_withheld_item_is_never_live(standing: Standing, now: datetime) -> None:
    """Nobody publishes past the sender's withholding."""
    assert rule(story(status="withheld"), standing, now).state != "live"


@given(standings, moments)
def test_an_embargo_without_a_moment_never_lifts(standing: Standing, now: datetime) -> None:
    """An embargo that cannot be understood keeps the item in for good."""
    barred = story(embargo=Embargo(None, "until the minister has risen"))
    assert rule(barred, standing, now).state != "live"


@given(standings, st.integers(0, 10_000))
def test_an_embargo_holds_to_the_second(standing: Standing, seconds: int) -> None:
    """Until its very moment an embargoed item is in no public output."""
    barred = story(embargo=Embargo(NOW + timedelta(seconds=seconds + 1), "12:00"))
    assert rule(barred, standing, NOW).state != "live"


@given(standings, moments)
def test_a_desk_kill_outranks_everything(standing: Standing, now: datetime) -> None:
    """An editor's kill cannot be outvoted by policy or origin."""
    killed = Standing(standing.policy, "kill", held=standing.held)
    assert rule(story(), killed, now).state == "killed"


@given(standings, moments)
def test_only_a_live_ruling_has_a_policy_to_show_anything(
    standing: Standing, now: datetime
) -> None:
    """Whatever is not live shows nothing, so a mistake later on cannot leak it."""
    ruling = rule(story(), standing, now)
    assert ruling.state == "live" or ruling.policy == "hold"
    assert ruling.state == "live" or ruling.reason


def test_a_lapsed_embargo_lets_go() -> None:
    """At its moment the item is ruled on like any other."""
    free = story(embargo=Embargo(NOW, "12:00"))
    assert rule(free, Standing("full"), NOW).state == "live"


def test_rights_bound_the_policy() -> None:
    """What the sender allows is never widened by a feed's policy."""
    assert rule(story(rights=Rights(display="excerpt")), Standing("full"), NOW).policy == "excerpt"
    assert rule(story(rights=Rights(display="none")), Standing("full"), NOW).state == "withheld"
    over = Rights(until=NOW - timedelta(days=1))
    assert rule(story(rights=over), Standing("full"), NOW).state == "withheld"


def test_a_copy_of_killed_copy_goes_with_it_or_waits() -> None:
    """With authority the kill reaches it; without, an editor decides."""
    copied = Standing("full", killed_origin="c" * 16, authorised=True)
    assert rule(story(), copied, NOW).state == "killed"
    resembling = Standing("full", killed_origin="c" * 16, authorised=False)
    assert rule(story(), resembling, NOW).state == "held"


def test_a_foreign_claim_waits_for_an_editor() -> None:
    """What the matcher held is not shown until somebody looked."""
    assert rule(story(), Standing("full", held="claims another's story"), NOW).state == "held"
    seen = Standing("full", "publish", held="claims another's story")
    assert rule(story(), seen, NOW).state == "live"


def test_policy_hold_and_publish() -> None:
    """A feed on hold shows nothing by itself, and an excerpt when an editor publishes."""
    assert rule(story(), Standing("hold"), NOW).state == "held"
    assert rule(story(), Standing("hold", "publish"), NOW).policy == "excerpt"


def test_an_advisory_is_for_editors() -> None:
    """Notes to editors are not news."""
    assert rule(story(kind="advisory"), Standing("full"), NOW).state == "held"
