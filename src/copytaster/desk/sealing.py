"""What must be kept in the database and read again, but not by whoever has the database alone."""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken


class Seal:
    """Encrypts under a key in the desk's ``keys`` folder (``seal.key``, 0600), made when first needed."""

    def __init__(self, keys: Path) -> None:
        self._path = keys / "seal.key"
        self._box: Fernet | None = None

    def close(self, text: str) -> str:
        """The text, encrypted."""
        return self._fernet().encrypt(text.encode()).decode("ascii")

    def open(self, sealed: str) -> str | None:
        """What was closed; None where the key is another by now."""
        try:
            return self._fernet().decrypt(sealed).decode()
        except InvalidToken:
            return None

    def _fernet(self) -> Fernet:
        if self._box is None:
            if not self._path.exists():
                descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with os.fdopen(descriptor, "wb") as file:
                    file.write(Fernet.generate_key())
            self._box = Fernet(self._path.read_bytes())
        return self._box
