"""Signatures of webhooks, as Standard Webhooks has them (standardwebhooks.com, spec 1.0).

``webhook-signature`` is ``v1,`` and the base64 of HMAC-SHA256 over
``id.timestamp.body``; a secret is ``whsec_`` and the base64 of 24 to 64 bytes.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
from datetime import datetime

from copytaster.errors import ConfigError

_PREFIX = "whsec_"
_SHORTEST, _LONGEST = 24, 64


def new_secret() -> str:
    """A secret that nobody can guess, in the form receivers' libraries take."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(32)).decode("ascii")


def key_of(secret: str) -> bytes:
    """The key's bytes. Raises ConfigError, without the secret in it, where it is none."""
    try:
        key = base64.b64decode(secret.strip().removeprefix(_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not secret.strip().startswith(_PREFIX) or not _SHORTEST <= len(key) <= _LONGEST:
        raise ConfigError(
            "a webhook's secret is whsec_ and the base64 of 24 to 64 bytes; "
            "leave it out to have one made"
        )
    return key


def signed(secret: str, id_: str, at: datetime, body: bytes) -> dict[str, str]:
    """The headers that show who sent the body, and when (of this very attempt)."""
    stamp = str(int(at.timestamp()))
    text = b".".join((id_.encode("ascii"), stamp.encode("ascii"), body))
    digest = hmac.new(key_of(secret), text, "sha256").digest()
    return {
        "webhook-id": id_,
        "webhook-timestamp": stamp,
        "webhook-signature": "v1," + base64.b64encode(digest).decode("ascii"),
    }
