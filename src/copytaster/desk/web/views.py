"""The desk's pages: the wire as it comes, a story, an event, the feeds, the log."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import (
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from copytaster.desk.web import screens, storyscreen
from copytaster.desk.web.gate import COOKIE
from copytaster.desk.web.pages import Screens, reason_in
from copytaster.errors import CopytasterError

_ROWS = 60


class DeskViews(Screens):
    """Routes under ``/desk``; each is behind the gate."""

    def routes(self) -> list[Route]:
        """Every page of the desk and every change it offers."""
        gets: list[tuple[str, Callable[..., Any]]] = [
            ("/desk", self.wire),
            ("/desk/wire", self.wire_rows),
            ("/desk/story/{series}", self.story),
            ("/desk/queue", self.queue),
            ("/desk/feeds", self.feeds),
            ("/desk/outlets", self.outlets),
            ("/desk/log", self.log),
            ("/desk/changes", self.changes),
        ]
        posts: list[tuple[str, Callable[..., Any]]] = [
            ("/desk/feeds", self.add_feed),
            ("/desk/feeds/{id}", self.change_feed),
            ("/desk/feeds/{id}/repeats/{key}", self.rule_repeat),
            ("/desk/outlets/{id}", self.retry_outlet),
            ("/desk/leave", self.leave),
            ("/desk/unlearn", self.unlearn),
        ]
        return [
            Route("/desk/", self.without_slash),
            Route("/desk/{path:path}/", self.without_slash),
            *(Route(path, self._gate.guarded(view), methods=["GET"]) for path, view in gets),
            *(Route(path, self._gate.guarded(view), methods=["POST"]) for path, view in posts),
        ]

    async def without_slash(self, request: Request) -> Response:
        """The desk's addresses end without a slash; whoever types one means the same."""
        rest = quote(request.path_params.get("path", ""))
        return RedirectResponse(f"/desk/{rest}" if rest else "/desk", 308)

    # Reading

    async def wire(self, request: Request) -> Response:
        """The wire list with its filters."""
        return self._pages.show(request, "wire.html", **await self._wire_values(request))

    async def wire_rows(self, request: Request) -> Response:
        """The list alone, for a screen that has been told of a change."""
        return self._pages.show(request, "rows.html", **await self._wire_values(request))

    async def _wire_values(self, request: Request) -> dict[str, Any]:
        wanted = screens.Wanted.of(request.query_params)
        rows = await run_in_threadpool(screens.wire, self._desk, wanted, _ROWS)
        counts = await run_in_threadpool(self._desk.store.count_publications)
        return {"rows": rows, "wanted": wanted, "counts": counts, "more": len(rows) == _ROWS}

    async def story(self, request: Request) -> Response:
        """One story: its anatomy, its editions, and what may be decided."""
        series = request.path_params["series"]
        found = await run_in_threadpool(storyscreen.story, self._desk, series)
        if found is None:
            return PlainTextResponse("There is no such story.", 404)
        return self._pages.show(request, "story.html", s=found, problem=None)

    async def queue(self, request: Request) -> Response:
        """What waits for an editor: composed stories, and editions that an edit does not fit."""
        found = await self._running.write(screens.queue, self._desk)
        return self._pages.show(request, "queue.html", q=found)

    async def feeds(self, request: Request) -> Response:
        """What the desk takes, and how each feed does."""
        return await self._feeds(request)

    async def _feeds(self, request: Request, problem: str | None = None) -> Response:
        words = request.query_params.get("q", "")[:200]
        found = await run_in_threadpool(screens.feeds, self._desk, words)
        status = 400 if problem else 200
        return self._pages.show(request, "feeds.html", status, found=found, problem=problem)

    async def outlets(self, request: Request) -> Response:
        """Where stories are pushed to, and how that goes."""
        return await self._outlets(request)

    async def _outlets(self, request: Request, problem: str | None = None) -> Response:
        states = await run_in_threadpool(self._desk.outlets.states)
        status = 400 if problem else 200
        return self._pages.show(request, "outlets.html", status, states=states, problem=problem)

    async def log(self, request: Request) -> Response:
        """The latest decisions, by whom and why."""
        return await self._log(request)

    async def _log(self, request: Request, problem: str | None = None) -> Response:
        rows = await run_in_threadpool(self._desk.store.recent_decisions, 100)
        taught = screens.lessons(self._desk)
        status = 400 if problem else 200
        return self._pages.show(
            request, "log.html", status, rows=rows, lessons=taught, problem=problem
        )

    async def unlearn(self, request: Request) -> Response:
        """Forget what merges and splits taught."""
        reason = reason_in(await request.form())
        who = str(request.state.who or "desk")
        try:
            await self._running.write(lambda: self._desk.arranger.unlearn(who, reason))
        except CopytasterError as error:
            return await self._log(request, str(error))
        return RedirectResponse("/desk/log", 303)

    async def changes(self, request: Request) -> Response:
        """Server-sent events: one whenever the site has changed."""

        async def stream() -> AsyncIterator[str]:
            yield "retry: 2000\n\n"
            async for word in self._running.listen():
                yield f"event: {word}\ndata: {word}\n\n"

        del request
        return StreamingResponse(stream(), media_type="text/event-stream")

    # Changing

    async def add_feed(self, request: Request) -> Response:
        """Subscribe to an address."""
        form = await request.form()
        url, policy = str(form.get("url", "")).strip(), str(form.get("policy", "excerpt"))
        try:
            await self._running.write(lambda: self._desk.feeds.add(url, policy=_policy(policy)))
        except CopytasterError as error:
            return await self._feeds(request, str(error))
        return RedirectResponse("/desk/feeds", 303)

    async def change_feed(self, request: Request) -> Response:
        """Change a feed's policy, mute or wake it, or unsubscribe."""
        form = await request.form()
        id_, action = request.path_params["id"], str(form.get("action", ""))
        try:
            await self._running.write(lambda: screens.change_feed(self._desk, id_, action))
        except CopytasterError as error:
            return await self._feeds(request, str(error))
        await self._running.publish()
        return RedirectResponse("/desk/feeds", 303)

    async def rule_repeat(self, request: Request) -> Response:
        """Accept or undo a block that a feed repeats."""
        form = await request.form()
        id_, key = request.path_params["id"], request.path_params["key"]
        action, who = str(form.get("action", "")), str(request.state.who or "desk")
        try:
            problem = await self._running.write(
                lambda: screens.rule_repeat(self._desk, id_, key, action, who)
            )
        except CopytasterError as error:
            problem = str(error)
        if problem:
            return await self._feeds(request, problem)
        await self._running.publish()
        return RedirectResponse("/desk/feeds#repeats", 303)

    async def retry_outlet(self, request: Request) -> Response:
        """Try again what an outlet did not take."""
        outlets, id_ = self._desk.outlets, request.path_params["id"]
        try:
            await self._running.write(lambda: outlets.retry(outlets.find(id_)))
        except CopytasterError as error:
            return await self._outlets(request, str(error))
        return RedirectResponse("/desk/outlets", 303)

    async def leave(self, request: Request) -> Response:
        """End the session."""
        self._gate.leave(request.cookies.get(COOKIE, ""))
        response = RedirectResponse("/", 303)
        response.delete_cookie(COOKIE, path="/desk")
        return response


def _policy(word: str) -> Any:
    return screens.checked_policy(word)
