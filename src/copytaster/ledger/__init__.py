"""Tamper-evident provenance: hash-chained, signed records that hold no text, and `verify`.

::

    edition in  →  next_record(prev, kind="edition", data=edition_data(…))
    page out    →  next_record(prev, kind="publication", data=publication_data(…))
    now and then   sign_checkpoint(head, key, time), write_ledger(folder, …)
    anybody     →  verify(page, folder)
"""

from copytaster.ledger.chain import check
from copytaster.ledger.checkpoints import sign_checkpoint, verify_checkpoint
from copytaster.ledger.commit import edition_data, edition_leaves, leaf
from copytaster.ledger.files import Ledger, write_ledger
from copytaster.ledger.keys import PublicKey, SigningKey, key_data, open_key, rotate
from copytaster.ledger.publications import WireEdition, publication_data
from copytaster.ledger.records import next_record
from copytaster.ledger.units import page_units
from copytaster.ledger.verdicts import verify

__all__ = [
    "Ledger",
    "PublicKey",
    "SigningKey",
    "WireEdition",
    "check",
    "edition_data",
    "edition_leaves",
    "key_data",
    "leaf",
    "next_record",
    "open_key",
    "page_units",
    "publication_data",
    "rotate",
    "sign_checkpoint",
    "verify",
    "verify_checkpoint",
    "write_ledger",
]
