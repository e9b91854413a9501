"""Reprints: who repeats whom, and what a late origin changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.matching import Matcher
from copytaster.matching.shingles import at_most, lookup_hashes, sample, similarity
from copytaster.matching.words import quoting, readable, tokens
from copytaster.model import Block, Change, Story

Make = Callable[..., Story]
Copy = Callable[..., str]


def test_a_copy_by_another_house_is_a_reprint_of_the_first(make: Make, copy: Copy) -> None:
    """The earlier story is the origin; the later one repeats it wholly."""
    matcher = Matcher()
    first = make(copy(1), provider="herald.example")
    second = make(copy(1), provider="courier.example", headline="Their own words", hours=2)
    matcher.add(first)
    match = matcher.add(second)
    assert (match.reprint_of, match.similarity) == (first.id, 1.0)
    coverage = matcher.coverage(match.coverage)
    assert coverage.origins == (first.id,)
    assert [tuple(r) for r in coverage.reprints] == [(second.id, first.id)]


@pytest.mark.parametrize("kept", [0.5, 0.7, 1.0])
def test_truncated_and_wrapped_copies_are_reprints(make: Make, copy: Copy, kept: float) -> None:
    """Copy cut short, or wrapped in a site's own words, still repeats its origin."""
    whole = copy(2, 300)
    words = whole.split()
    cut = " ".join(words[: int(len(words) * kept)])
    matcher = Matcher()
    origin = make(whole)
    matcher.add(origin)
    wrapped = make(f"{copy(90, 40)} {cut} {copy(91, 40)}", provider="courier.example", hours=1)
    assert matcher.add(wrapped).reprint_of == origin.id


def test_other_words_are_no_reprint(make: Make, copy: Copy) -> None:
    """Two stories without shared sentences stay apart."""
    matcher = Matcher()
    matcher.add(make(copy(3)))
    match = matcher.add(make(copy(4), provider="courier.example"))
    assert match.reprint_of is None
    assert match.similarity == 0.0


def test_shared_captions_make_no_reprint(make: Make, copy: Copy) -> None:
    """A caption that two stories share is not their copy."""
    caption = copy(5, 60)
    stories = []
    for n, provider in ((6, "herald.example"), (7, "courier.example")):
        body = f"{caption}\n\n{copy(n, 60)}"
        story = make(body, provider=provider)
        blocks = (
            Block(0, len(caption), "caption"),
            Block(len(caption) + 2, len(body), "paragraph"),
        )
        stories.append(story.with_(blocks=blocks))
    matcher = Matcher()
    matcher.add(stories[0])
    assert matcher.add(stories[1]).reprint_of is None


def test_the_agencys_own_copy_is_the_origin_however_late(make: Make, copy: Copy) -> None:
    """When the agency's copy comes after its reprints, they all become reprints of it."""
    matcher = Matcher()
    papers = [
        make(copy(8), provider=f"paper{n}.example", agency="Norda", hours=n) for n in range(3)
    ]
    for paper in papers:
        matcher.add(paper)
    own = make(copy(8), provider="norda.example", agency="Norda", hours=9)
    match = matcher.add(own)
    assert match.reprint_of is None
    assert set(match.changes) == {Change("late-origin", p.id, own.id) for p in papers}
    coverage = matcher.coverage(match.coverage)
    assert coverage.origins == (own.id,)
    assert {r.origin for r in coverage.reprints} == {own.id}
    assert coverage.independent == 1


def test_an_earlier_story_that_arrives_late_takes_over(make: Make, copy: Copy) -> None:
    """Without agency copy the earliest published is the origin, whatever came in first."""
    matcher = Matcher()
    late = make(copy(9), provider="herald.example", hours=5)
    early = make(copy(9), provider="courier.example", hours=1)
    matcher.add(late)
    assert matcher.add(early).changes == (Change("late-origin", late.id, early.id),)


def test_a_late_origin_joins_the_events_of_its_reprints(make: Make, copy: Copy) -> None:
    """Two halves printed apart are one coverage once the whole is seen."""
    words = [*copy(10, 200).split(), *copy(11, 200).split()]
    one = make(" ".join(words[:200]), provider="herald.example", hours=1)
    two = make(" ".join(words[200:]), provider="courier.example", hours=2)
    matcher = Matcher()
    a, b = matcher.add(one).coverage, matcher.add(two).coverage
    assert a != b
    whole = make(" ".join(words), provider="norda.example", agency="Norda", hours=3)
    match = matcher.add(whole)
    assert {c.kind for c in match.changes} == {"late-origin", "merge"}
    assert matcher.coverage(a).id == matcher.coverage(b).id == match.coverage


def test_chains_point_at_the_root(make: Make, copy: Copy) -> None:
    """A reprint of a reprint is a reprint of the origin."""
    whole = copy(11, 300)
    matcher = Matcher()
    root = make(whole, provider="a.example")
    matcher.add(root)
    added = f"{whole} {copy(12, 150)}"
    matcher.add(make(added, provider="b.example", hours=1))
    third = matcher.add(make(added, provider="c.example", hours=2))
    assert third.reprint_of == root.id


def test_what_only_a_reprint_added_makes_no_reprint_of_its_origin(make: Make, copy: Copy) -> None:
    """A text out of the paragraphs a reprint added repeats nobody's origin: the origin lacks it."""
    agency, added = copy(11, 300), copy(12, 200)
    matcher = Matcher()
    root = make(agency, provider="a.example")
    matcher.add(root)
    assert matcher.add(make(f"{agency} {added}", provider="b.example", hours=1)).reprint_of
    assert matcher.add(make(added, provider="c.example", hours=2)).reprint_of is None


@pytest.mark.parametrize("words", [100, 200, 600, 2000])
@pytest.mark.parametrize("whole", [1200, 3000, 6000])
def test_a_part_of_a_long_story_is_found(make: Make, copy: Copy, words: int, whole: int) -> None:
    """A long story is looked up by few of its shingles; a cut of it is found whichever came first."""
    text = copy(21, whole)
    cut = " ".join(text.split()[: min(words, whole)])
    for first, second in ((text, cut), (cut, text)):
        matcher = Matcher()
        early = make(first, provider="a.example")
        late = make(second, provider="b.example", hours=1)
        matcher.add(early)
        coverage = matcher.coverage(matcher.add(late).coverage)
        assert len(coverage.reprints) == 1


@given(st.integers(0, 10_000), st.integers(1, 3000), st.integers(1, 3000))
def test_the_looked_up_shingles_are_the_samples_own(seed: int, size: int, other: int) -> None:
    """What a text is looked up by is a part of its sample, and enough to estimate with."""
    one, two = (sample([b"%d" % n for n in r]) for r in (range(seed, seed + size), range(other)))
    looked_up = lookup_hashes(two)
    assert set(looked_up) <= set(two.hashes)
    assert list(looked_up) == sorted(looked_up)
    found = len(set(one.hashes).intersection(looked_up))
    assert at_most(one, two, found) >= 0.0
    assert at_most(two, two, len(looked_up)) in (0.0, 1.0)


def test_a_removed_origin_leaves_its_place_to_a_reprint(make: Make, copy: Copy) -> None:
    """Taking the origin out keeps the chain, under its earliest member."""
    matcher = Matcher()
    stories = [make(copy(13), provider=f"p{n}.example", hours=n) for n in range(3)]
    for story in stories:
        coverage = matcher.add(story).coverage
    matcher.remove(stories[0].id)
    left = matcher.coverage(coverage)
    assert left.origins == (stories[1].id,)
    assert [tuple(r) for r in left.reprints] == [(stories[2].id, stories[1].id)]


@given(st.text(max_size=400), st.integers(0, 400), st.integers(0, 400))
def test_containment_of_a_part_is_whole(text: str, a: int, b: int) -> None:
    """Whatever the text, a run of its words is contained in it, or too short to say."""
    words, _ = quoting(text)
    part = words[min(a, b) : max(a, b)]
    inner, outer = sample(part), sample(words)
    if len(part) >= 5:
        level = max(inner.level, outer.level)
        expected = 1.0 if min(inner.counts[level], outer.counts[level]) else 0.0
        assert similarity(inner, outer) == expected


@given(st.text(alphabet="ab c'’“”„«».-éßµ\"\n日本語1…\x1c", max_size=120))
def test_the_ways_to_words_agree(text: str) -> None:
    """The fast path for western text finds the words that the slow one finds, and quotations none less."""
    assert tokens(text + " ł")[:-1] == tokens(text)
    assert readable(quoting(text)[0]) == tokens(text)


def test_every_western_sign_is_folded_alike() -> None:
    """A letter keeps its accent and loses its case; any other sign parts words."""
    for sign in map(chr, range(0x20, 0x250)):
        assert tokens(f"Ab{sign} {sign}cD") == tokens(f"Ab{sign} {sign}cD Ł")[:-1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("He said “yes to all” then.", ["yes to all"]),
        ('He said "yes to all" then "no".', ["yes to all", "no"]),
        ("Er sagte „ja zu allem“ dann.", ["ja zu allem"]),
        ("Il a dit « oui à tout » puis.", ["oui à tout"]),
        ("Он сказал: «да всему» потом.", ["да всему"]),
        ("“First part of it\n“and the rest,” he said", ["first part of it", "and the rest"]),
        ('A board of 6" wide\nand 9" long', ["wide", "long"]),
        ("Nobody said a thing.", []),
    ],
)
def test_which_words_are_quoted(text: str, said: list[str]) -> None:
    """Quotations of every style are found; one left open ends with its paragraph."""
    words, quoted = quoting(text)
    assert [" ".join(readable(words[a:b])) for a, b in quoted] == said


def test_a_statement_two_stories_quote_is_not_their_copy(make: Make, copy: Copy) -> None:
    """Two reporters at one briefing share what was said there, and are two sources."""
    said = copy(61, 90)
    matcher = Matcher()
    one = make(f"{copy(62, 60)} “{said}” {copy(63, 40)}", provider="a.example")
    two = make(f"{copy(64, 60)} “{said}” {copy(65, 40)}", provider="b.example", hours=1)
    matcher.add(one)
    match = matcher.add(two)
    assert match.reprint_of is None
    assert matcher.alike(one.id, two.id) < 0.2


def test_copy_is_a_reprint_with_its_quotations(make: Make, copy: Copy) -> None:
    """Quotations count as copy where the words around them are repeated too."""
    body = f"{copy(62, 60)} “{copy(61, 90)}” {copy(63, 40)}"
    matcher = Matcher()
    matcher.add(make(body, provider="a.example", guid="one"))
    cut = body.partition("”")[0] + "”"
    assert matcher.add(make(cut, provider="b.example", hours=1)).reprint_of


def test_a_transcript_is_no_origin_of_the_story_that_quotes_it(make: Make, copy: Copy) -> None:
    """Words that one text quotes and the other speaks are nobody's copy, whichever came first."""
    talk = copy(66, 600)
    story = f"{copy(67, 60)} “{' '.join(talk.split()[40:140])}” {copy(68, 40)}"
    for first, second in ((talk, story), (story, talk)):
        matcher = Matcher()
        matcher.add(make(first, provider="a.example"))
        assert matcher.add(make(second, provider="b.example", hours=1)).reprint_of is None


def test_a_late_origin_takes_a_reprint_that_is_rather_its(make: Make, copy: Copy) -> None:
    """A brief held to be cut from one story is given to the one it was cut from when that comes."""
    words = copy(71, 200).split()
    half, rest = " ".join(words[:100]), " ".join(words[100:])
    matcher = Matcher()
    other = make(f"{half} {copy(72, 300)}", provider="a.example", hours=1)
    cut = make(f"{half} {rest}", provider="b.example", hours=2)
    source = make(f"{copy(73, 200)} {rest} {half[:300]} {copy(74, 100)}", provider="c.example")
    matcher.add(other)
    assert matcher.add(cut).reprint_of == other.id
    assert Change("late-origin", cut.id, source.id) in matcher.add(source).changes


def test_takes_that_fit_a_chain_on_average_belong_to_it(make: Make, copy: Copy) -> None:
    """A cut of a later take shares less with the first take than with the papers that ran the later one."""
    start, middle, end = copy(81, 100), copy(82, 200), copy(83, 100)
    matcher = Matcher()
    first = make(f"{start} {middle}", provider="a.example")
    matcher.add(first)
    for n, provider in enumerate(("b.example", "c.example")):
        later = make(f"{middle} {end}", provider=provider, guid=provider, hours=n + 1)
        assert matcher.add(later).reprint_of == first.id
    cut = make(f"{middle[:420]} {end}", provider="d.example", hours=4)
    assert matcher.add(cut).reprint_of == first.id
