"""Sends one message to a webhook."""

from __future__ import annotations

from datetime import datetime

from copytaster.dispatch.answers import Outcome, judged, unreached
from copytaster.dispatch.signing import signed
from copytaster.errors import FetchError
from copytaster.intake import Fetcher

SECONDS = 20.0  # Standard Webhooks: a receiver should be given 15 to 30 s


class Webhook:
    """One receiver and the secret it shares with us."""

    def __init__(self, fetcher: Fetcher, url: str, secret: str, *, timeout: float = SECONDS):
        self._fetcher = fetcher
        self._url = url
        self._secret = secret
        self._timeout = timeout

    async def send(self, id_: str, body: bytes, now: datetime) -> Outcome:
        """POST the message; ``id_`` is the same in every attempt to send the same thing.

        Only the status counts, so the answer's body is not waited for.
        """
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": id_,
            **signed(self._secret, id_, now, body),
        }
        try:
            answer = await self._fetcher.send(
                "POST", self._url, body, headers, limit=0, timeout=self._timeout
            )
        except FetchError as error:
            return unreached(error)
        return judged(answer, now)
