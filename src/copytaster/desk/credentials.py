"""The secrets of outlets: in a file of the desk's keys (0600) or in the environment, nowhere else.

Not in the database, not in the ledger, not in a log: an `Outlet` only says
where its secret is to be found.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from copytaster.errors import ConfigError
from copytaster.model import Outlet

_ENV = "env:"
FILE = "file"


class Credentials:
    """The secrets in a desk's ``keys`` folder."""

    def __init__(self, keys: Path) -> None:
        self._keys = keys

    def keep(self, outlet: str, secret: str) -> None:
        """Keep a secret, readable for this user only, in place of the earlier one. Raises ConfigError."""
        try:
            # mkstemp makes the file readable for its owner only.
            descriptor, name = tempfile.mkstemp(prefix=".outlet-", dir=self._keys)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(secret)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self._path(outlet))
        except OSError as error:
            raise ConfigError(
                "the outlet's secret cannot be kept; make the folder writable for this user",
                subject=str(self._keys),
                cause=error.strerror,
            ) from error

    def read(self, outlet: Outlet) -> str:
        """The outlet's secret. Raises ConfigError naming where it was looked for."""
        if outlet.credential.startswith(_ENV):
            name = outlet.credential.removeprefix(_ENV)
            secret = os.environ.get(name, "")
            where = f"the environment variable {name}"
        else:
            where = f"the file {self._path(outlet.id).name} in the desk's keys"
            secret = self._filed(outlet.id)
        if not secret.strip():
            raise ConfigError(f"its secret is not in {where}; put it there, or add it again")
        return secret.strip()

    def forget(self, outlet: str) -> None:
        """Remove an outlet's file, if it has one."""
        self._path(outlet).unlink(missing_ok=True)

    def _filed(self, outlet: str) -> str:
        try:
            return self._path(outlet).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return ""

    def _path(self, outlet: str) -> Path:
        return self._keys / f"outlet-{outlet}.secret"


def in_environment(name: str) -> str:
    """How an `Outlet` says that its secret is in this environment variable. Raises ConfigError."""
    if not name.isidentifier() or not name.isascii():
        raise ConfigError("this is no name of an environment variable", subject=name[:60])
    return _ENV + name
