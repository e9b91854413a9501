"""Average linkage over the links of a few stories."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from copytaster.matching.linkage import linked

Links = dict[int, dict[int, int]]


def both_ways(links: Mapping[tuple[int, int], int], size: int) -> Links:
    """The links as `linked` wants them."""
    found: Links = {no: {} for no in range(size)}
    for (one, other), link in links.items():
        found[one][other] = found[other][one] = link
    return found


def mean(one: list[int], other: list[int], links: Links) -> float:
    """The mean link between two groups."""
    return sum(links[a].get(b, 0) for a in one for b in other) / (len(one) * len(other))


@st.composite
def linked_stories(draw: st.DrawFn) -> Links:
    size = draw(st.integers(1, 9))
    pairs = [(a, b) for b in range(size) for a in range(b)]
    chosen = draw(
        st.dictionaries(st.sampled_from(pairs), st.integers(1, 1000)) if pairs else st.just({})
    )
    return both_ways(chosen, size)


@given(linked_stories())
def test_no_two_groups_are_left_that_belong_together(links: Links) -> None:
    """Every story is in one group, and no two groups' mean link reaches the bar."""
    groups = linked([[no] for no in links], links, 500)
    assert sorted(no for group in groups for no in group) == list(links)
    assert all(mean(a, b, links) < 500 for a in groups for b in groups if a is not b)


@given(linked_stories())
def test_the_order_of_the_blocks_is_all_that_decides_ties(links: Links) -> None:
    """The same links in another order of insertion give the same groups."""
    turned = {no: dict(reversed(near.items())) for no, near in reversed(links.items())}
    blocks = [[no] for no in links]
    assert linked(blocks, links, 500) == linked(blocks, turned, 500)


def test_a_chain_of_likenesses_is_not_one_event() -> None:
    """What is alike by the one between them only stays apart."""
    links = both_ways({(0, 1): 900, (1, 2): 800}, 3)
    assert linked([[0], [1], [2]], links, 500) == [[0, 1], [2]]


def test_what_an_editor_parted_is_never_joined() -> None:
    """Two fixed blocks stay two, whatever their links, and a third story joins the nearer."""
    links = both_ways({(0, 1): 1000, (0, 2): 700, (1, 2): 900}, 3)
    assert linked([[0], [1], [2]], links, 500, fixed=2) == [[0], [1, 2]]
