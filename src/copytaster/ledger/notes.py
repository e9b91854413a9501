"""Checkpoints as signed notes: https://c2sp.org/tlog-checkpoint in https://c2sp.org/signed-note.

::

    news.example/ledger                      the log's name (its origin)
    20852                                    how many records
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3…    root of the Merkle tree, base64

    — news.example/ledger Az3grlgtzPICa5OS…  base64 of key id (4 bytes) and Ed25519 signature
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from copytaster.errors import LedgerError
from copytaster.ledger.keys import PublicKey, SigningKey
from copytaster.model import Checkpoint

MAX_NOTE = 64 * 1024  # characters
_ED25519 = b"\x01"
_ROOT = 32
_SIGNATURE = 4 + 64
_NAME = re.compile(r"[^\s+\x00-\x1f]{1,250}\Z")
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f]")
_SIZE = re.compile(r"(?:0|[1-9][0-9]{0,17})\Z")


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: the key's name and short id, and what it signed with."""

    name: str
    key: bytes
    signature: bytes


def is_name(name: str) -> bool:
    """Whether a log or a key may be called so: no spaces, no plus, no control characters."""
    return bool(_NAME.match(name))


def note_key_id(name: str, key: PublicKey) -> bytes:
    """The four bytes by which a note says which key signed it."""
    return sha256(name.encode() + b"\n" + _ED25519 + key.raw).digest()[:4]


def verifier_key(name: str, key: PublicKey) -> str:
    """The key as the tools for signed notes take it: ``name+id+base64``."""
    return f"{name}+{note_key_id(name, key).hex()}+{b64encode(_ED25519 + key.raw).decode()}"


def sign_checkpoint(origin: str, size: int, root: bytes, *keys: SigningKey) -> Checkpoint:
    """Sign a tree's size and root under the log's name, with each of the keys.

    Raises LedgerError for a name that no note may carry.
    """
    if not is_name(origin):
        raise LedgerError("a log's name holds no spaces and no plus", subject=origin)
    text = f"{origin}\n{size}\n{b64encode(root).decode()}\n"
    return read_checkpoint(text + "\n" + "".join(_signed(text, origin, key) for key in keys))


def read_checkpoint(note: str | bytes) -> Checkpoint:
    """A checkpoint from its note; whether its signatures are right is for `signed_by` to say.

    Raises LedgerError when it is no such note.
    """
    whole = _decoded(note)
    text, _, signatures = whole.rpartition("\n\n")
    lines = text.split("\n")
    if len(lines) < 3 or not all(lines) or not signatures or _CONTROLS.search(whole):
        raise LedgerError("this is no signed checkpoint: name, size, root and a signature are")
    origin, size, root = lines[:3]
    if not (_SIZE.match(size) and len(unbase64(root)) == _ROOT):
        raise LedgerError("the checkpoint gives no size and root as a log writes them")
    found = Checkpoint(origin, int(size), root, whole)
    signatures_of(found)
    return found


def signatures_of(checkpoint: Checkpoint) -> tuple[Signature, ...]:
    """The signature lines. Raises LedgerError when one is malformed."""
    lines = checkpoint.note.rpartition("\n\n")[2]
    if not lines.endswith("\n"):
        raise LedgerError("the checkpoint's last line has no end")
    return tuple(_signature(line) for line in lines[:-1].split("\n"))


def root_of(checkpoint: Checkpoint) -> bytes:
    """The root's 32 bytes."""
    return unbase64(checkpoint.root)


def signed_by(checkpoint: Checkpoint, keys: Iterable[PublicKey]) -> PublicKey | None:
    """The first of the keys that signed the checkpoint; None where none did.

    Signatures of other keys are passed over, as the note's specification has
    it. Raises LedgerError where a line names one of the keys and is not by it.
    """
    text = checkpoint.note.rpartition("\n\n")[0] + "\n"
    found = None
    lines = signatures_of(checkpoint)
    for key in keys:
        mine = (checkpoint.origin, note_key_id(checkpoint.origin, key))
        for line in lines:
            if (line.name, line.key) == mine:
                if not key.verifies(line.signature.hex(), text.encode()):
                    raise LedgerError("its signature is wrong")
                found = found or key
    return found


def _signed(text: str, name: str, key: SigningKey) -> str:
    signature = note_key_id(name, key.public) + bytes.fromhex(key.sign(text.encode()))
    return f"— {name} {b64encode(signature).decode()}\n"


def _decoded(note: str | bytes) -> str:
    try:
        text = note.decode("utf-8") if isinstance(note, bytes) else note
    except UnicodeDecodeError as error:
        raise LedgerError("the checkpoint is not UTF-8", cause=str(error)) from error
    if len(text) > MAX_NOTE:
        raise LedgerError("the checkpoint is longer than any log writes")
    return text


def _signature(line: str) -> Signature:
    dash, _, rest = line.partition(" ")
    name, _, code = rest.partition(" ")
    data = unbase64(code)
    if dash != "—" or not is_name(name) or len(data) < 5:
        raise LedgerError(f"the checkpoint has a malformed signature line: {line[:80]!r}")
    return Signature(name, data[:4], data[4:])


def unbase64(text: str) -> bytes:
    """The bytes of base64; b"" for what is not standard base64 in its one spelling."""
    try:
        data = b64decode(text, validate=True)
    except ValueError:
        return b""
    return data if b64encode(data).decode() == text else b""
