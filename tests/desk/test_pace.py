"""Press passes take on no more than what about a second of work is enough for."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from copytaster.desk.pace import LEAST, MOST, Pace


class Thread:
    """The CPU seconds of a thread in which a story costs so much, and a pass so much more."""

    def __init__(self) -> None:
        self.spent = self.story = self.every = 0.0

    def work(self, stories: int) -> int:
        self.spent += self.every + stories * self.story
        return stories


@given(st.lists(st.tuples(st.floats(0, 0.1), st.floats(0, 0.3)), min_size=1, max_size=5))
def test_a_pass_grows_and_shrinks_with_what_it_costs(costs: Sequence[tuple[float, float]]) -> None:
    """Whatever it cost before, after a few passes it takes about a second, or is as small as it gets."""
    thread = Thread()
    pace = Pace(lambda: thread.spent)
    for thread.story, thread.every in costs:
        sizes = [pace.keep(thread.work) for _ in range(8)]
        assert all(LEAST <= size <= MOST for size in sizes)
        before = thread.spent
        last = pace.keep(thread.work)
        assert thread.spent - before <= 1.0 + 1e-6 or last == LEAST
        assert last == MOST or last * 2 * thread.story + thread.every > 0.5
