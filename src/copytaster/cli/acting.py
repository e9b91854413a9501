"""What is asked of a desk: done here where nobody holds it, else by the desk that runs, at once.

::

    errand → lock had? → done, pages made
             lock held → left in its folder → the desk that runs does it, and answers
                                            → the lock was let go meanwhile: done here
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from copytaster.desk import Desk
from copytaster.desk.errands import Errand
from copytaster.desk.orders import answered, carry_out, leave, refused
from copytaster.errors import CopytasterError, DeskBusy

_PATIENCE = 30.0  # seconds to wait for a running desk
_LOOK = 0.1
_TRY = 10  # looks between tries to have the desk


@dataclass(frozen=True, slots=True)
class Done:
    """What the desk answered; ``running``: another process did it. ``withdrawn`` pages went."""

    answer: str
    running: bool = False
    withdrawn: int = 0

    @property
    def when(self) -> str:
        """What becomes of the pages."""
        return " The running desk publishes it at once." if self.running else ""


def act(folder: Path, errand: Errand) -> Done:
    """Do it, or have it done. Raises CopytasterError saying why it cannot be."""
    try:
        with Desk.open(folder, create=False) as desk:
            carry_out(folder, desk.obey)  # what was left before goes first
            answer = desk.obey(errand)
            return Done(answer, withdrawn=len(desk.publish().withdrawn))
    except DeskBusy:
        return Done(_sent(folder, errand), running=True)


def _sent(folder: Path, errand: Errand) -> str:
    """Leave it to whoever holds the desk, and wait for the answer."""
    left = leave(folder, errand)
    until, looks = time.monotonic() + _PATIENCE, 0
    while left.exists() and time.monotonic() < until:
        time.sleep(_LOOK)
        looks += 1
        if looks % _TRY == 0:
            _try(folder)
    if (why := refused(left)) is not None:
        raise CopytasterError(why)
    if left.exists():
        raise CopytasterError(
            "the process that holds the desk has not taken it up yet; the desk will, when it runs: "
            "it is not lost, and need not be asked for again",
            subject=str(left),
        )
    return answered(left)


def _try(folder: Path) -> None:
    """Whoever held the desk, and was no running one, may be done with it by now."""
    try:
        with Desk.open(folder, create=False) as desk:
            if carry_out(folder, desk.obey):
                desk.publish()
    except DeskBusy:
        return
