"""``POST /hub``: where others subscribe to the site's feeds, where the desk is its own hub.

No session and no Origin: it only ever leads to a question put to the callback,
and there is a bound on how many wait.
"""

from __future__ import annotations

import asyncio
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from copytaster.desk.hub import PATH
from copytaster.desk.running import Running
from copytaster.dispatch.subscribers import Refused, TooMany, asked

_LONGEST = 16 * 1024
_FIELDS = 40
_SECONDS = 10.0
_FORM = "application/x-www-form-urlencoded"


class HubDoor:
    """The one route of the hub."""

    def __init__(self, running: Running) -> None:
        self._hub = running.hub

    def routes(self) -> list[Route]:
        """The route, or nothing where the desk is not its own hub."""
        return [Route(PATH, self.subscribe, methods=["POST"])] if self._hub.on else []

    async def subscribe(self, request: Request) -> Response:
        """202 for what will be verified; 4xx with the reason in plain text (WebSub §5.2)."""
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
            return PlainTextResponse(f"send {_FORM}", 415)
        try:
            async with asyncio.timeout(_SECONDS):
                body = await _body(request)
        except (TimeoutError, ClientDisconnect):
            return PlainTextResponse("the form did not come", 408)
        if body is None:
            return PlainTextResponse("the form is too long", 413)
        try:
            fields = parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=_FIELDS)
            self._hub.ask(asked(dict(reversed(fields))))
        except Refused as refused:
            return PlainTextResponse(refused.message, 429 if isinstance(refused, TooMany) else 400)
        except ValueError:
            return PlainTextResponse("this is no form", 400)
        return PlainTextResponse("it will be verified", 202)


async def _body(request: Request) -> bytes | None:
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > _LONGEST:
            return None
    return bytes(body)
