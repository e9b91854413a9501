"""The stream's own time: the newest story time that can be believed."""

from __future__ import annotations

from dataclasses import dataclass

# So many stories in, one story alone can no longer carry the clock beyond the window.
_SETTLED = 16


@dataclass(slots=True)
class Clock:
    """Moves with the stories' times, never with the wall's.

    One story dated years ahead would otherwise expire everything that is live:
    once settled, a leap beyond the window waits for a story of another provider to
    confirm it, or for many; and a run of stories far behind sets the clock back.
    """

    window: int
    now: int = 0
    ticks: int = 0
    leap: int | None = None
    leaper: str = ""
    leaps: int = 0
    behind: int = 0
    behind_latest: int = 0

    def tick(self, at: int, by: str = "") -> None:
        """A story of this time (epoch seconds) has come, of that provider."""
        self.ticks += 1
        if at < self.now - self.window:
            self._fall_behind(at)
            return
        self.behind = self.behind_latest = 0
        if self.ticks <= _SETTLED or at <= self.now + self.window:
            self.now = max(self.now, at)
        elif self.leap is None or abs(at - self.leap) > self.window:
            self.leap, self.leaper, self.leaps = at, by, 1
        else:
            self._leap(at, by)

    def _leap(self, at: int, by: str) -> None:
        """One more story of about the time leapt to: of another provider, or the last of many, it is believed."""
        self.leap, self.leaps = min(at, self.leap or at), self.leaps + 1
        if by != self.leaper or self.leaps > _SETTLED:
            self.now, self.leap, self.leaps = self.leap, None, 0

    def _fall_behind(self, at: int) -> None:
        self.behind += 1
        self.behind_latest = max(self.behind_latest, at)
        if self.behind >= _SETTLED:
            self.now, self.behind, self.behind_latest = self.behind_latest, 0, 0
