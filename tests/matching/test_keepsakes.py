"""What is kept of a story for good: small, and as good as the story for what to read next."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.matching import Keepsake, Matcher
from copytaster.matching.shingles import sample, similarity
from copytaster.model import Story

Make = Callable[..., Story]
Copy = Callable[..., str]


@given(
    st.integers(-(1 << 40), 1 << 40),
    st.dictionaries(st.text(st.characters(categories=["L", "N"]), min_size=1), st.integers(0, 1000), max_size=42),
    st.lists(st.sampled_from([b"quay", b"tarn", b"orla", b"brandt"]), max_size=400),
    st.sampled_from(["plain", "grave", "light", "bait"]),
)  # fmt: skip
def test_bytes_bring_back_what_ranking_needs(
    at: int, body: dict[str, int], words: list[bytes], tone: str
) -> None:
    """Time, weights in their order, tone and a sample that tells the same text come back."""
    kept = Keepsake(at, body, sample(words), tone)  # type: ignore[arg-type]
    back = Keepsake.from_bytes(kept.to_bytes())
    assert back is not None
    assert (back.at, list(back.body.items()), back.tone) == (at, list(body.items()), tone)
    assert similarity(back.sample, kept.sample) == (1.0 if back.sample.hashes else 0.0)


def test_a_live_story_keeps_what_it_was_given_when_it_came(make: Make, copy: Copy) -> None:
    """A keepsake does not change with what comes later; that of a stranger is as if it had just come."""
    matcher, story = Matcher(), make(copy(1, 120))
    before = matcher.keepsake(story)
    matcher.add(story)
    assert matcher.keepsake(story) == before
    for seed in range(2, 30):
        matcher.add(make(f"{copy(1, 120)} {copy(seed, 20)}", provider=f"p{seed}.example"))
    assert matcher.keepsake(story) == before


def test_a_keepsake_is_small(make: Make, copy: Copy) -> None:
    """A long story is kept in less than a kilobyte."""
    long = make(" ".join(copy(n, 100) for n in range(20)))
    assert len(Matcher().keepsake(long).to_bytes()) < 1000


@pytest.mark.parametrize(
    "data", [b"", b"\x00", b"not zlib", zlib.compress(b""), zlib.compress(b"\xff" * 90), zlib.compress(b"\x12" * 90)]
)  # fmt: skip
def test_bytes_of_nothing_of_the_kind_give_nothing(data: bytes) -> None:
    """Damaged bytes, and those of another version, are no keepsake, and no error."""
    assert Keepsake.from_bytes(data) is None
