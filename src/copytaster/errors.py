"""What can go wrong, in words a person can act on.

::

    CopytasterError
    ├── FormatError          nothing could be read from the bytes
    │   ├── NoItem           a feed or page was read, but it holds no item
    │   └── ManyItems        one item was asked for, the bytes hold several
    ├── FetchError           an address could not be fetched
    │   ├── AddressRefused   the address is private, reserved or malformed
    │   └── BodyTooLarge     the body passed its cap
    ├── NotPublishable       killed, withheld or embargoed copy was asked for
    ├── StoreError           the database refused or is damaged
    ├── LedgerError          the ledger does not verify or cannot be written
    ├── ConfigError          a setting is missing or wrong
    └── DeskBusy             another process holds this desk
"""

from __future__ import annotations


class CopytasterError(Exception):
    """Base of every error of this package: a message, its subject and its cause.

    ``str(error)`` reads ``subject: message (cause)``; the parts that are
    unknown are left out. ``subject`` is the file, feed or story concerned.
    """

    def __init__(self, message: str, *, subject: str | None = None, cause: str | None = None):
        super().__init__(message)
        self.message = message
        self.subject = subject
        self.cause = cause

    def __str__(self) -> str:
        head = f"{self.subject}: " if self.subject else ""
        tail = f" ({self.cause})" if self.cause else ""
        return f"{head}{self.message}{tail}"


class FormatError(CopytasterError):
    """Nothing could be read from the bytes."""


class NoItem(FormatError):
    """The bytes were understood, but hold no item."""


class ManyItems(FormatError):
    """One item was asked for, and the bytes hold several."""


class FetchError(CopytasterError):
    """An address could not be fetched."""


class AddressRefused(FetchError):
    """The address leads somewhere this program must not go."""


class BodyTooLarge(FetchError):
    """The body passed its cap."""


class NotPublishable(CopytasterError):
    """Killed, withheld or embargoed copy was asked for."""


class StoreError(CopytasterError):
    """The database refused, or is damaged."""


class LedgerError(CopytasterError):
    """The ledger does not verify, or cannot be written."""


class ConfigError(CopytasterError):
    """A setting is missing or wrong."""


class DeskBusy(CopytasterError):
    """Another process holds this desk."""
