"""Who sits at the desk: asked once a session, because every edit is signed."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from copytaster.desk.web.gate import COOKIE, Gate
from copytaster.desk.web.pages import DeskPages, local
from copytaster.errors import CopytasterError


class Naming:
    """The page that asks for a name, and the change it makes."""

    def __init__(self, gate: Gate, pages: DeskPages) -> None:
        self._gate = gate
        self._pages = pages

    def routes(self) -> list[Route]:
        """``/desk/name``, behind the gate."""
        return [
            Route("/desk/name", self._gate.guarded(self.ask), methods=["GET"]),
            Route("/desk/name", self._gate.guarded(self.take), methods=["POST"]),
        ]

    async def ask(self, request: Request) -> Response:
        """Who are you?"""
        return await self._asked(request, None)

    async def _asked(self, request: Request, problem: str | None) -> Response:
        known = request.state.who or await run_in_threadpool(self._gate.last_name)
        values = {"known": known, "back": local(request.query_params.get("back", ""))}
        return self._pages.show(
            request, "name.html", 400 if problem else 200, problem=problem, **values
        )

    async def take(self, request: Request) -> Response:
        """Sign what this session does with that name from now on."""
        form = await request.form()
        token = request.cookies.get(COOKIE, "")
        try:
            await run_in_threadpool(self._gate.call, token, str(form.get("name", "")))
        except CopytasterError as error:
            return await self._asked(request, str(error))
        return RedirectResponse(local(str(form.get("back", ""))), 303)
