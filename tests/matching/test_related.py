"""Related stories: background, not the same again, and never out of tone."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from copytaster.matching import Archived, Keepsake, Matcher
from copytaster.matching.tone import fits, shipped_tones
from copytaster.matching.words import tokens
from copytaster.model import Story

Make = Callable[..., Story]
Copy = Callable[..., str]

GRAVE = (
    "Twelve killed as shell hits market in Veldmark",
    "Mourners bury victims of the Orla ferry disaster",
    "Gunman wounded four in attack on Costerra court",
    "Earthquake leaves hundreds missing in the Sarn hills",
    "Coach sentenced for abuse of young swimmers",
    "Troops retreat from besieged town of Halm",
    "Father drowned saving children, village says",
    "Kidnapped teachers freed after nine weeks",
    "Missile strike on depot kills three drivers",
    "Suicide bombing at the gates of Tarn barracks",
)
UNFIT = (
    "Ten adorable puppy pictures to save your day",
    "Star's bikini selfie goes viral",
    "Red carpet gowns: the best and the wildest",
    "Quiz: which soap opera villain are you?",
    "Horoscope: what the zodiac holds for Friday",
    "Actor's sex tape scandal, watch video here",
    "Topless twerking stunt stuns beach crowd",
    "Celebrity gossip: who is dating whom",
    "Hilarious prank at wedding party",
    "Steamy lingerie shoot leaves fans gasping",
)


@pytest.mark.parametrize(("grave", "unfit"), list(product(GRAVE, UNFIT)))
def test_the_grave_and_the_frivolous_stay_apart(grave: str, unfit: str) -> None:
    """No frivolous or lurid story beside a grave one, in either direction."""
    tone = shipped_tones().tone
    one, other = tone([], tokens(grave)), tone([], tokens(unfit))
    assert not fits(one, other)
    assert not fits(other, one)


def test_related_is_other_coverage_best_first(make: Make) -> None:
    """Background on the same matter comes first; the same story and strangers do not come."""
    matcher = Matcher()
    budget = "Finance minister Ilse Brandt presented the Costerra budget with cuts to rail subsidy."
    background = make(budget, provider="a.example", headline="Brandt presents Costerra budget")
    stranger = make(
        "The Halm rowing club won the spring regatta by two lengths in fine weather.",
        provider="b.example",
        headline="Halm rowers win",
    )
    vote = "Costerra deputies voted down rail subsidy cuts that Ilse Brandt wants, a party whip told reporters."
    story = make(vote, provider="c.example", headline="Deputies reject rail cuts", hours=50)
    same = make(vote, provider="d.example", headline="Rail cuts rejected", hours=51)
    first = [matcher.add(s).coverage for s in (background, stranger, story, same)]
    if first[0] == first[2]:
        matcher.split(first[0], [background.id])
    found = matcher.related(story)
    assert [i for i, _ in found] == [background.id]
    assert 0 < found[0][1] <= 1
    assert matcher.related(story, limit=0) == []


def test_tone_rules_out_the_nearest(make: Make) -> None:
    """However near in words, a story out of tone is not offered."""
    matcher = Matcher()
    party = make(
        "Puppy selfie party at Orla ferry harbour goes viral in Veldmark.",
        headline="Viral puppy selfie at Veldmark ferry harbour",
    )
    matcher.add(party)
    crash = make(
        "Nine drowned when the Orla ferry sank off Veldmark harbour.",
        provider="b.example",
        headline="Nine drowned as Veldmark ferry sinks",
    )
    matcher.add(crash)
    assert matcher.related(crash) == []
    assert matcher.related(party) == []


def test_the_same_story_in_other_words_is_not_what_to_read_next(make: Make) -> None:
    """A second telling of what happened is left out; what came of it days later is not."""
    matcher = Matcher()
    told = make(
        "A landslip above the village of Sarn closed the Orla pass on Monday, the road office said.",
        provider="a.example",
        headline="Landslip at Sarn closes Orla pass",
    )
    retold = make(
        "The Orla pass is closed: a landslip came down above Sarn village on Monday, said the office for roads.",
        provider="b.example",
        headline="Orla pass closed by landslip at Sarn",
        hours=2,
    )
    later = make(
        "The Orla pass will open again at the weekend, the road office said, after the landslip above Sarn was cleared.",
        provider="c.example",
        headline="Orla pass to open again after Sarn landslip",
        hours=55,
    )
    coverages = [matcher.add(s).coverage for s in (told, retold, later)]
    for other in coverages[1:]:
        matcher.merge(coverages[0], other)
    assert [i for i, _ in matcher.related(told)] == [later.id]


def test_an_edition_of_the_story_is_never_offered(make: Make) -> None:
    """Neither the edition before nor the one after, however much was rewritten."""
    matcher = Matcher()
    first = make(
        "The ferry to Orla stays in port, the harbour master said.",
        guid="f1",
        version="1",
        headline="Orla ferry stays in port",
    )
    second = make(
        "No ferry to Orla until Friday: the harbour master waits for a part.",
        guid="f1",
        version="2",
        headline="No Orla ferry until Friday",
        hours=40,
    )
    for story in (first, second):
        matcher.add(story)
    assert matcher.related(first) == matcher.related(second) == []


def archived_by(matcher: Matcher, story: Story, coverage: str = "") -> Archived:
    """A story as it comes back from the archive: by the bytes of its keepsake."""
    kept = Keepsake.from_bytes(matcher.keepsake(story).to_bytes())
    assert kept is not None
    return Archived(story.id, kept, coverage)


def test_archived_stories_stand_beside_the_live_ones(make: Make) -> None:
    """What is live no more can be offered, and can be asked about, by the same rules."""
    matcher = Matcher()
    stranger = make(
        "Rowers from Halm won the spring regatta.", headline="Halm rowers win", hours=3000
    )
    matcher.add(stranger)
    opened = make(
        "The Tarn tunnel was opened by minister Ilse Brandt on Monday.",
        provider="a.example",
        headline="Brandt opens Tarn tunnel",
    )
    leak = make(
        "Water came into the Tarn tunnel, a month after minister Brandt had opened it.",
        provider="b.example",
        headline="Tarn tunnel leaks",
        hours=700,
    )
    before, itself = archived_by(matcher, opened), archived_by(matcher, leak)
    assert [i for i, _ in matcher.related(leak, archived=[before, itself])] == [opened.id]
    again = make(
        "Minister Ilse Brandt opened the Tarn tunnel on Monday.",
        provider="c.example",
        headline="Tarn tunnel opened by Brandt",
        hours=1,
    )
    kept = [archived_by(matcher, again, "c1"), archived_by(matcher, leak, "c2")]
    found = matcher.related(opened, coverage="c1", archived=kept)
    assert [i for i, _ in found] == [leak.id]


def test_a_new_desk_links_no_story_for_a_few_words_in_common(make: Make) -> None:
    """What a town and its harbour have in common is no matter; the hull that cracked before is."""
    matcher = Matcher()
    sunk = make(
        "At least 14 people drowned when the ferry Osprey sank in the strait off Haldor, the coastguard "
        "said. Divers found nine of the dead in the hull, and the harbour stays shut until Friday.",
        headline="At least 14 dead as ferry sinks off Haldor",
        hours=90,
    )
    rowed = make(
        "Corrath rowed to victory in the last metres of the spring regatta at Haldor, though Marrick had "
        "led by two lengths since the mill. Their cox said the bridge was loud and the wind kind, and the "
        "trainer, a baker by trade, promised a cake for all nine and a new boat for the juniors.",
        headline="Corrath win regatta in the last metres",
        hours=89,
    )
    cracked = make(
        "Inspectors found cracks in the hull of the ferry Osprey, and the coastguard asked its owner, "
        "Skarn Lines of Haldor, to dock it before the summer.",
        headline="Ferry Osprey has a cracked hull",
    )
    for story in (cracked, rowed, sunk):
        matcher.add(story)
    assert [i for i, _ in matcher.related(sunk)] == [cracked.id]
    assert matcher.related(rowed) == []
