"""How series stand, remembered between passes of the press.

Whatever can change a ruling touches its series, and a touched series is ruled
on anew; the one thing that changes by itself, rights that run out, is asked
every time.
"""

from __future__ import annotations

from datetime import datetime

from copytaster.desk.recent import Recent
from copytaster.desk.rulings import Rulings
from copytaster.model import Publication
from copytaster.publish.listing import Card, card

_WHOLE = 400  # publications kept whole: what the front page and its events show
_CARDS = 20_000  # cards kept: what the archive's busy days list


class Standings:
    """The newest ruling on each series, and the card of each live one."""

    def __init__(self) -> None:
        self._whole: Recent[Publication] = Recent(_WHOLE)
        self._cards: Recent[Card] = Recent(_CARDS)

    def put(self, publication: Publication) -> None:
        """A series was ruled on."""
        self._whole.put(publication.series, publication)
        self._cards.drop(publication.series)

    def get(self, series: str, rulings: Rulings, now: datetime) -> Publication | None:
        """The ruling on a series; made where it is not remembered."""
        known = self._whole.get(series)
        if known is not None and not _ran_out(known, now):
            return known
        found = rulings.publication(series, now)
        if found is not None:  # read again, not changed: its card holds
            self._whole.put(series, found)
        return found

    def drop(self, series: str) -> None:
        """Nothing is known of a series any more."""
        self._whole.drop(series)
        self._cards.drop(series)

    def card(self, series: str, rulings: Rulings, now: datetime) -> Card | None:
        """The card of a live series, None for any other."""
        known = self._cards.get(series)
        if known is not None:
            return known
        found = self.get(series, rulings, now)
        if found is None or found.state != "live":
            return None
        made = card(found)
        if found.story.item.rights is None:  # a card knows nothing of rights that run out
            self._cards.put(series, made)
        return made


def _ran_out(publication: Publication, now: datetime) -> bool:
    rights = publication.story.item.rights
    return rights is not None and rights.until is not None and rights.until <= now
