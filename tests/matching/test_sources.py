"""Independent sources: one house counts once, and each story is told with its ground."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import copytaster as ct
from copytaster.matching import restrict
from copytaster.model import Coverage, Item, Source

OWN = """VARSK, March 3 (ANX) - A grain barge sank in the Tamble lock on Tuesday after its hull \
split, police said. Three crew members were dragged ashore by a tug.

"We heard a crack like a gun," said Marek Dolan, the lock keeper. Traffic through the lock was \
stopped until further notice, the canal office said.

The barge carried 900 tonnes of barley bound for Corrath. The port authority said 14 vessels \
were waiting upstream."""
REPORTED = """A barge loaded with barley went down in a lock near Varsk on Tuesday, ANX reported. \
A tug saved all of its crew.

The lock keeper told of a noise like a shot, ANX said. No ship may pass, according to ANX."""
THANKING = """Barley floats in the Tamble lock near Varsk: a barge has gone down there. Its men \
are safe and sound.

The lock keeper, Marek Dolan, said he had heard a shot or so he thought. Fourteen ships wait.

(With inputs from ANX)"""
OTHER = """A barge carrying barley sank in the Tamble lock, its owner told the Courier. Three men \
were pulled out by a tug.

"She was inspected in May," owner Pia Verrin told the Courier in her office at Varsk. ANX \
reported that fourteen ships were waiting."""
PLAIN = OWN.replace("VARSK, March 3 (ANX) - ", "")


def covered(*rows: tuple[str, str]) -> Coverage:
    """The one event of these copies, (provider, body) each, an hour apart."""
    matcher = ct.Matcher()
    for n, (provider, body) in enumerate(rows):
        at = datetime(2031, 3, 4, 6 + n, tzinfo=UTC)
        head = f"Barge sinks in the Tamble lock near Varsk {n}"
        item = Item(body=body, provider=provider, guid=str(n), headline=head, published=at)
        matcher.add(ct.read(item))
    (one, *rest) = matcher.coverages()
    for other in rest:
        matcher.merge(one, other)
    return matcher.coverage(one)


def told(sources: Iterable[Source]) -> dict[str, list[str]]:
    """The kind of each story's ground, by house."""
    return {s.name: [g.kind for g in s.grounds] for s in sources}


def test_whoever_passes_on_an_agency_rests_on_it() -> None:
    """Reports of what it reported and copy made with its inputs add no source; own reporting does."""
    found = covered(
        ("anx.example", OWN),
        ("drift.example", REPORTED),
        ("tideline.example", THANKING),
        ("courier.example", OTHER),
    )
    assert told(found.sources) == {
        "ANX": ["own", "report", "report"],
        "courier.example": ["own"],
    }
    own = found.sources[0].stories[0]
    assert [g.of for g in found.sources[0].grounds] == [None, own, own]
    assert found.independent == 2


def test_a_reprint_is_told_with_what_it_repeats() -> None:
    """The copy of a copy rests on the agency, whichever came first."""
    found = covered(("drift.example", PLAIN), ("anx.example", OWN), ("late.example", PLAIN))
    (source,) = found.sources
    assert source.name == "ANX"
    assert sorted(g.kind for g in source.grounds) == ["own", "reprint", "reprint"]
    assert {g.of for g in source.grounds if g.kind == "reprint"} == {found.origins[0]}


def test_one_print_with_the_credit_speaks_for_those_without() -> None:
    """Where only a later print of the same words names the agency, the words are the agency's."""
    found = covered(("drift.example", PLAIN), ("late.example", OWN), ("courier.example", OTHER))
    assert told(found.sources)["ANX"] == ["credit", "reprint"]
    assert found.independent == 2


def test_an_agency_in_its_own_feed_need_not_sign() -> None:
    """A house's feed is known by its name, and is not counted beside the house."""
    found = covered(("anx.example", OWN), ("wire.anx.example", OTHER.replace("ANX", "Port police")))
    assert [s.name for s in found.sources] == ["ANX"]


def test_two_who_pass_on_an_agency_nobody_has_are_one_source() -> None:
    """Reports of a known agency's report count once, also where its own copy never came."""
    reported = REPORTED.replace("ANX", "Reuters")
    again = reported.replace("went down", "sank").replace("A tug saved", "Tugs picked up")
    found = covered(("drift.example", reported), ("tideline.example", again + " Barley floats."))
    assert [s.name for s in found.sources] == ["Reuters"]


def test_no_ground_names_what_may_not_be_shown() -> None:
    """A restricted coverage keeps the grounds of allowed stories, without the names of others."""
    found = covered(("anx.example", OWN), ("drift.example", REPORTED))
    own, report = found.stories
    (source,) = restrict(found, [report]).sources
    assert [(g.story, g.kind, g.of) for g in source.grounds] == [(report, "report", None)]
    assert own not in str(source.to_dict())
