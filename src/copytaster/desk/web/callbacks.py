"""Where WebSub hubs reach the desk: ``/push/<token>``, and nothing else under that name.

No session and no CSRF word stand before it: the token is unguessable, and what
is pushed counts only under the lease's own signature.
"""

from __future__ import annotations

import asyncio
from collections import Counter

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from copytaster.desk.pushes import PATH
from copytaster.desk.running import Running

# Bodies are held in memory while they come, and only the whole shows who sent it.
MOST_AT_ONCE = 8
MOST_OF_ONE = 2
MAX_SECONDS = 60.0


class Callbacks:
    """The routes of a desk that hubs can reach."""

    def __init__(self, running: Running) -> None:
        self._pushes = running.pushes
        self._limit = running.desk.settings.max_body
        self._coming: Counter[str] = Counter()

    def routes(self) -> list[Route]:
        """The callback, or nothing where no hub can reach the desk."""
        if not self._pushes.on:
            return []
        return [
            Route(PATH + "{token}", self.verify, methods=["GET"]),
            Route(PATH + "{token}", self.push, methods=["POST"]),
        ]

    async def verify(self, request: Request) -> Response:
        """Echo the challenge of a request we made; 404 to any other."""
        challenge = await self._pushes.verified(
            request.path_params["token"], dict(request.query_params)
        )
        if challenge is None:
            return PlainTextResponse("This was not asked for.", 404)
        return PlainTextResponse(challenge)

    async def push(self, request: Request) -> Response:
        """Take pushed content; 410 tells a hub that the lease is over, 413 that it sent too much,
        503 that too much is coming at once, 408 that it took too long.
        """
        token = request.path_params["token"]
        if not self._pushes.awaits(token):
            return Response(status_code=410)
        if self._coming[token] >= MOST_OF_ONE or self._coming.total() >= MOST_AT_ONCE:
            return Response(status_code=503, headers={"retry-after": "30"})
        self._coming[token] += 1
        try:
            async with asyncio.timeout(MAX_SECONDS):
                return await self._taken(token, request)
        except (TimeoutError, ClientDisconnect):
            return Response(status_code=408)
        finally:
            self._coming[token] -= 1
            self._coming += Counter()  # forgets the tokens that stand at nought

    async def _taken(self, token: str, request: Request) -> Response:
        body = bytearray()
        async for piece in request.stream():
            body += piece
            if len(body) > self._limit:
                return PlainTextResponse("This is more than is taken at once.", 413)
        status = await self._pushes.received(token, bytes(body), request.headers)
        return Response(status_code=status)
