"""The desk's signing key (Ed25519): made at the first start, never overwritten, rotated on the record."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from copytaster.errors import LedgerError

KEY_FILE = "signing.key"
NEXT_KEY_FILE = "signing.next.key"
_ENDORSES = b"copytaster key 1\n"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """Whom to trust. ``id`` is 16 hex digits of sha256 over the raw key; ``pem`` the PEM file's text."""

    raw: bytes

    @property
    def id(self) -> str:
        """The short name of the key."""
        return hashlib.sha256(self.raw).hexdigest()[:16]

    @property
    def pem(self) -> str:
        """The key as a PEM file's text."""
        key = Ed25519PublicKey.from_public_bytes(self.raw)
        return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode("ascii")

    @classmethod
    def from_pem(cls, pem: str | bytes) -> PublicKey:
        """The key in a PEM file. Raises LedgerError when it is none, or not Ed25519."""
        data = pem.encode() if isinstance(pem, str) else pem
        try:
            key = load_pem_public_key(data)
        except (ValueError, UnsupportedAlgorithm) as error:
            raise LedgerError("this is no public key in PEM form", cause=str(error)) from error
        if not isinstance(key, Ed25519PublicKey):
            raise LedgerError("this public key is not an Ed25519 key")
        return cls(key.public_bytes(Encoding.Raw, PublicFormat.Raw))

    def verifies(self, signature: str, message: bytes) -> bool:
        """Whether ``signature`` (128 lower-case hex digits) over the message is by this key."""
        try:
            signed = bytes.fromhex(signature)
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signed, message)
        except (ValueError, InvalidSignature):
            return False
        return signed.hex() == signature


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The desk's secret. It is never shown: ``repr`` gives the public id only."""

    _private: Ed25519PrivateKey

    def __repr__(self) -> str:
        return f"SigningKey({self.id})"

    @property
    def public(self) -> PublicKey:
        """The public half."""
        public = self._private.public_key()
        return PublicKey(public.public_bytes(Encoding.Raw, PublicFormat.Raw))

    @property
    def id(self) -> str:
        """The public key's short name."""
        return self.public.id

    def sign(self, message: bytes) -> str:
        """The signature over the message, 128 hex digits."""
        return self._private.sign(message).hex()


def open_key(folder: str | os.PathLike[str]) -> SigningKey:
    """The key kept in ``folder``; made there at the first start, with permissions 0600.

    Raises LedgerError when the folder cannot be written, or the key is damaged
    or may be read by everybody.
    """
    return _load_or_make(Path(folder) / KEY_FILE)


def key_data(public: PublicKey) -> dict[str, Any]:
    """What the ``key`` record of a first key says; its subject is ``public.id``."""
    return {"id": public.id, "public": public.raw.hex()}


def rotation_data(old: SigningKey, new: PublicKey) -> dict[str, Any]:
    """What the ``key`` record of a rotation says: the new key, vouched for by the old one."""
    return key_data(new) | {"by": old.id, "signature": old.sign(_ENDORSES + new.raw)}


def announced(data: Any) -> PublicKey | None:
    """The key that a ``key`` record's data announces, whoever vouches for it."""
    try:
        raw = bytes.fromhex(data["public"])
        key = PublicKey(raw)
        return key if len(raw) == 32 and data["id"] == key.id else None
    except (KeyError, TypeError, ValueError):
        return None


def endorsed(data: Any, by: PublicKey) -> PublicKey | None:
    """The key that a ``key`` record's data announces, if ``by`` vouches for it."""
    key = announced(data)
    signature = data.get("signature") if key else None
    good = isinstance(signature, str) and key and by.verifies(signature, _ENDORSES + key.raw)
    return key if good else None


def rotate(folder: str | os.PathLike[str], append: Callable[[dict[str, Any]], None]) -> SigningKey:
    """Take a new key. ``append`` must put a ``key`` record with the data it is given on the ledger.

    Only when that is done does the new key take the old one's place; the old
    one stays beside it as ``signing.<id>.key``. A crash in between leaves the
    old key in use, and the next rotation goes on with the same new key.
    """
    home = Path(folder)
    old = open_key(home)
    new = _load_or_make(home / NEXT_KEY_FILE)
    append(rotation_data(old, new.public))
    kept = home / f"signing.{old.id}.key"
    if not kept.exists():
        os.link(home / KEY_FILE, kept)
    (home / NEXT_KEY_FILE).replace(home / KEY_FILE)
    return new


def _load_or_make(path: Path) -> SigningKey:
    try:
        if not path.exists():
            _make(path)
        _check_permissions(path)
        key = load_pem_private_key(path.read_bytes(), password=None)
    except OSError as error:
        raise LedgerError(
            "the signing key cannot be kept; make its folder writable for this user",
            subject=str(path),
            cause=error.strerror,
        ) from error
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise LedgerError(
            "the signing key is damaged; put its backup in its place", subject=str(path)
        ) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise LedgerError("the signing key is not an Ed25519 key", subject=str(path))
    return SigningKey(key)


def _make(path: Path) -> None:
    """Write a new key beside ``path`` and link it there: whole or not at all, and never over another."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pem = Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    # mkstemp makes the file readable for its owner only (0600).
    descriptor, name = tempfile.mkstemp(prefix=".key-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
        os.link(name, path)
    except FileExistsError:
        pass  # another process was first: its key is the key
    finally:
        Path(name).unlink()


def _check_permissions(path: Path) -> None:
    if os.name == "posix" and path.stat().st_mode & stat.S_IRWXO:
        raise LedgerError(
            "everybody on this machine may read the signing key; run 'chmod 600' on it",
            subject=str(path),
        )
