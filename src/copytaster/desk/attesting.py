"""What the ledger says of each page that the press puts out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from copytaster.desk.chronicle import Chronicle
from copytaster.desk.events import Events
from copytaster.desk.recent import Shelf
from copytaster.desk.withdrawal import digest_key
from copytaster.ledger import OwnSentences, WireEdition, publication_data
from copytaster.model import Page, Publication
from copytaster.store import Writer


@dataclass(frozen=True, slots=True)
class Made:
    """A page and what the ledger is to say of it; nothing where it has no ``label``."""

    page: Page
    label: str = ""
    salt: str = ""
    subject: str = ""
    stories: tuple[Publication, ...] = ()


class Attestor:
    """Puts pages on record: commitments to what they say, and whose each sentence is."""

    def __init__(self, chronicle: Chronicle, shelf: Shelf, events: Events) -> None:
        self._chronicle = chronicle
        self._shelf = shelf
        self._events = events

    def attest(self, tx: Writer, now: datetime, several: Sequence[Made]) -> None:
        """Put on record those that are not there as they stand already."""
        known = tx.values_at([digest_key(one.page.path) for one in several if one.label])
        for made in several:
            digest = sha256(made.page.body).hexdigest() if made.label else ""
            if digest and known.get(digest_key(made.page.path)) != digest:
                self._attest(tx, now, made)
                tx.put_value(digest_key(made.page.path), digest)

    def _attest(self, tx: Writer, now: datetime, made: Made) -> None:
        wire = [edition for p in made.stories if (edition := self._edition(p)) is not None]
        own = [own for p in made.stories if made.label == "edited" and (own := self._own(tx, p))]
        data = publication_data(made.page.path, made.label, made.page.body, made.salt, wire, own)
        if made.label == "composed":
            self._events.keep_salt(tx, made.subject, made.salt)
        self._chronicle.append(tx, now, "publication", made.subject, data)

    def _edition(self, publication: Publication) -> WireEdition | None:
        """What the ledger committed to when this edition came in."""
        kept = self._shelf.get(publication.story.id)
        return WireEdition.of(kept.record, kept.salt) if kept and kept.record else None

    def _own(self, tx: Writer, publication: Publication) -> OwnSentences | None:
        """What the ledger committed to when an editor changed it."""
        records = tx.records_of(publication.series, "edit") if publication.edit else ()
        return OwnSentences.of(records[-1]) if records else None
