"""An event on screen, and what an editor may do to it: merge, split, take back, let its story out."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from copytaster.desk.web import screens
from copytaster.desk.web.pages import Screens, reason_in
from copytaster.errors import CopytasterError


class EventChanges(Screens):
    """Routes under ``/desk/event/{id}``."""

    def routes(self) -> list[Route]:
        """Each is behind the gate; what changes anything is a POST."""
        guarded, base = self._gate.guarded, "/desk/event/{id}"
        posts = (("decide", self.decide), ("merge", self.merge), ("split", self.split),
                 ("undo", self.undo), ("unlink", self.unlink))  # fmt: skip
        return [
            Route(base, guarded(self.event), methods=["GET"]),
            *(Route(f"{base}/{path}", guarded(view), methods=["POST"]) for path, view in posts),
        ]

    async def event(self, request: Request) -> Response:
        """One event: who says what, disputes, figures, timeline, the composed story."""
        return await self._event(request, None)

    async def _event(self, request: Request, problem: str | None) -> Response:
        found = await self._running.write(screens.event, self._desk, request.path_params["id"])
        if found is None:
            id_ = request.path_params["id"]
            into = await run_in_threadpool(self._desk.threads.became, id_)
            if into != id_:
                return RedirectResponse(f"/desk/event/{quote(into)}", 303)
            return PlainTextResponse("There is no such event.", 404)
        status = 400 if problem else 200
        return self._pages.show(request, "event.html", status, e=found, problem=problem)

    async def decide(self, request: Request) -> Response:
        """Let an event's composed story out, or keep it in."""
        form = await request.form()
        kind, reason = str(form.get("kind", "")), reason_in(form)
        id_, who = _named(request)

        def decided() -> str:
            self._desk.decide(f"coverage:{id_}", kind, reason=reason, who=who)
            return id_

        return await self._done(request, decided)

    async def merge(self, request: Request) -> Response:
        """Let another event be part of this one."""
        form = await request.form()
        other = str(form.get("other", "")).strip().rstrip("/").rpartition("/")[2][:80]
        reason = reason_in(form)
        id_, who = _named(request)
        return await self._done(request, lambda: self._desk.arranger.merge(id_, other, who, reason))

    async def split(self, request: Request) -> Response:
        """Let the stories ticked be an event of their own."""
        form = await request.form()
        chosen = [str(series) for series in form.getlist("series")][:500]
        reason = reason_in(form)
        id_, who = _named(request)
        return await self._done(
            request, lambda: self._desk.arranger.split(id_, chosen, who, reason)
        )

    async def undo(self, request: Request) -> Response:
        """Take a merge or a split back."""
        asked = str((await request.form()).get("number", ""))
        number = int(asked) if asked.isdecimal() and len(asked) < 10 else -1
        id_, who = _named(request)

        def undone() -> str:
            self._desk.arranger.undo(number, who)
            return id_

        return await self._done(request, undone)

    async def unlink(self, request: Request) -> Response:
        """Say that the event goes on from no earlier one."""
        id_, who = _named(request)

        def unlinked() -> str:
            self._desk.arranger.unlink(id_, who)
            return id_

        return await self._done(request, unlinked)

    async def _done(self, request: Request, act: Callable[[], str]) -> Response:
        try:
            id_ = await self._running.write(act)
        except CopytasterError as error:
            return await self._event(request, str(error))
        await self._running.publish()
        return RedirectResponse(f"/desk/event/{quote(id_)}", 303)


def _named(request: Request) -> tuple[str, str]:
    """The event asked about, and who asks."""
    return str(request.path_params["id"]), str(request.state.who or "desk")
