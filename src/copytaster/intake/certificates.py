"""When a server's certificate ends, noted as the answer begins.

An answer without a body (304) gives its connection back before anybody could
ask it, so the note is taken by the response itself.
"""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
from aiohttp.connector import Connection

# Certificates of days or a few weeks are renewed by machines all the time: how
# long one still lasts says nothing.
_SHORT_LIVED = timedelta(days=30)


class NotingResponse(aiohttp.ClientResponse):
    """A response that knows when its server's certificate ends (aware UTC, or None)."""

    certificate_until: datetime | None = None

    async def start(self, connection: Connection) -> aiohttp.ClientResponse:
        """Read the answer's head, the certificate noted first."""
        if connection.transport is not None:
            self.certificate_until = ends(connection.transport.get_extra_info("peercert"))
        return await super().start(connection)


def ends(certificate: Mapping[str, Any] | None) -> datetime | None:
    """When a certificate as `ssl` gives it ends; None for none, an odd or a short-lived one."""
    if not certificate:
        return None
    try:
        since, until = (
            datetime.fromtimestamp(ssl.cert_time_to_seconds(str(certificate[name])), UTC)
            for name in ("notBefore", "notAfter")
        )
    except (KeyError, ValueError, OverflowError, OSError):
        return None
    return until if until - since >= _SHORT_LIVED else None
