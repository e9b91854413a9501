"""Tamper-evident provenance: hash-chained, signed records that hold no text, and `verify`.

::

    edition in  →  next_record(prev, kind="edition", data=edition_data(…))
    page out    →  next_record(prev, kind="publication", data=publication_data(…))
    now and then   Tree.extend(leaves), sign_checkpoint(origin, size, root, key), write_ledger(folder, …)
    a proof        Proof(index, tree.inclusion(index), checkpoint).text
    anybody     →  verify(page, folder), examine(folder)
"""

from copytaster.ledger.audit import Findings, examine
from copytaster.ledger.book import Ledger
from copytaster.ledger.chain import check
from copytaster.ledger.commit import edition_data, edition_leaves, leaf
from copytaster.ledger.edits import OwnSentences, edit_data, edit_fault
from copytaster.ledger.files import write_ledger
from copytaster.ledger.keys import PublicKey, SigningKey, key_data, open_key, rotate
from copytaster.ledger.merkle import leaf_hash
from copytaster.ledger.notes import read_checkpoint, sign_checkpoint, signed_by, verifier_key
from copytaster.ledger.proofs import Proof, read_proof
from copytaster.ledger.publications import WireEdition, publication_data
from copytaster.ledger.records import next_line, next_record, record_line, stored_line
from copytaster.ledger.stored import DECIDED, decisions_fault, edition_fault
from copytaster.ledger.tiles import Tree
from copytaster.ledger.units import page_units
from copytaster.ledger.verdicts import verify
from copytaster.ledger.wordtags import Hints

__all__ = [
    "DECIDED",
    "Findings",
    "Hints",
    "Ledger",
    "OwnSentences",
    "Proof",
    "PublicKey",
    "SigningKey",
    "Tree",
    "WireEdition",
    "check",
    "decisions_fault",
    "edit_data",
    "edit_fault",
    "edition_data",
    "edition_fault",
    "edition_leaves",
    "examine",
    "key_data",
    "leaf",
    "leaf_hash",
    "next_line",
    "next_record",
    "open_key",
    "page_units",
    "publication_data",
    "read_checkpoint",
    "read_proof",
    "record_line",
    "rotate",
    "sign_checkpoint",
    "signed_by",
    "stored_line",
    "verifier_key",
    "verify",
    "write_ledger",
]
