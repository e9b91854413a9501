"""What an editor may do to a story on screen: decide, edit, take back, correct, move."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from copytaster.desk.editing import Draft, Editor, Overtaken, QuoteAltered
from copytaster.desk.takes import paired
from copytaster.desk.web import storyscreen
from copytaster.desk.web.derived import derived
from copytaster.desk.web.pages import LONGEST_REASON, Screens, asks_name, reason_in
from copytaster.errors import CopytasterError
from copytaster.publish.changes import change_lines
from copytaster.publish.copyview import view_copy

_LONGEST = 400_000  # characters of a form's field; what is longer is refused by the editor anyway
_DECIDED = ("kind", "reason", "notice")


class StoryChanges(Screens):
    """Routes under ``/desk/story/{series}/`` that change a story, or prepare to."""

    def routes(self) -> list[Route]:
        """Each is behind the gate; what changes anything is a POST."""
        base = "/desk/story/{series}"
        gets: list[tuple[str, Callable[..., Any]]] = [
            ("edit", self.form),
            ("kill", self.confirm),
            ("compare", self.compare),
            ("takes", self.takes),
        ]
        posts: list[tuple[str, Callable[..., Any]]] = [
            ("decide", self.decide),
            ("edit", self.edit),
            ("preview", self.preview),
            ("change", self.change),
            ("correct", self.correct),
            ("move", self.move),
        ]
        guarded = self._gate.guarded
        return [
            *(Route(f"{base}/{path}", guarded(view), methods=["GET"]) for path, view in gets),
            *(Route(f"{base}/{path}", guarded(view), methods=["POST"]) for path, view in posts),
        ]

    # Looking

    async def form(self, request: Request) -> Response:
        """The story's words, to be changed."""
        if request.state.who is None:
            return asks_name(request)
        return await self._form(request, None, None)

    async def _form(
        self, request: Request, draft: Draft | None, problem: CopytasterError | None
    ) -> Response:
        found = await self._screen(request)
        if found is None:
            return _unknown()
        values = {"s": found, "draft": draft or _standing(found), "problem": problem}
        values["quoted"] = isinstance(problem, QuoteAltered)
        values["overtaken"] = isinstance(problem, Overtaken)
        return self._pages.show(request, "edit.html", 422 if problem else 200, **values)

    async def confirm(self, request: Request) -> Response:
        """Every place a kill would take the story out of, before it is said."""
        found = await self._screen(request)
        if found is None:
            return _unknown()
        places = await run_in_threadpool(derived, self._desk, found.publication.series)
        return self._pages.show(request, "kill.html", s=found, places=places)

    async def compare(self, request: Request) -> Response:
        """The page's words beside the wire's newest."""
        found = await self._screen(request)
        if found is None:
            return _unknown()
        wire = found.newest or found.wire
        pieces = await run_in_threadpool(
            lambda: list(storyscreen.compared(found.story.copy, wire.copy))
        )
        return self._pages.show(request, "compare.html", s=found, wire=wire, pieces=pieces)

    async def takes(self, request: Request) -> Response:
        """What an edition, or a reprint, made of the take before it."""
        asked = request.query_params
        edition, before = asked.get("edition", "")[:64], asked.get("before", "")[:64]
        series = request.path_params["series"]
        try:
            pair = await run_in_threadpool(
                paired, self._desk.store, edition or series, before or None
            )
        except CopytasterError as error:
            return PlainTextResponse(f"{error}\n", 404)
        return self._pages.show(request, "takes.html", pair=pair, series=series)

    async def preview(self, request: Request) -> Response:
        """What an edit would change, before it is kept."""
        form = await request.form()
        series = request.path_params["series"]
        try:
            made = await run_in_threadpool(
                self._desk.editor.tried, series, _handed(form), request.state.who or "you"
            )
        except CopytasterError as error:
            return self._pages.show(request, "preview.html", problem=error, lines=())
        view = view_copy(made.story, whole=True)
        lines = list(change_lines(made.edit, view))
        return self._pages.show(request, "preview.html", problem=None, lines=lines)

    async def _screen(self, request: Request) -> storyscreen.StoryScreen | None:
        return await run_in_threadpool(storyscreen.story, self._desk, request.path_params["series"])

    # Changing

    async def decide(self, request: Request) -> Response:
        """Publish, hold, kill or release."""
        form = await request.form()
        series, who = request.path_params["series"], request.state.who or "desk"
        kind, reason, notice = (str(form.get(n, ""))[:LONGEST_REASON] for n in _DECIDED)
        return await self._done(
            request,
            lambda: self._desk.decide(series, kind, reason=reason, who=who, notice=notice),
        )

    async def edit(self, request: Request) -> Response:
        """Let the story stand as handed in."""
        if request.state.who is None:
            return asks_name(request)
        form = await request.form()
        draft, series = _handed(form), request.path_params["series"]
        try:
            await self._running.write(self._desk.editor.revise, series, draft, request.state.who)
        except CopytasterError as error:
            return await self._form(request, draft, error)
        return await self._shown(series)

    async def change(self, request: Request) -> Response:
        """One click: apply a flag, restore a cut, undo a change or all, take the newest edition."""
        if request.state.who is None:
            return asks_name(request)
        form = await request.form()
        what, _, at = str(form.get("what", "")).partition(":")
        reason = reason_in(form)
        number = int(at) if at.isdecimal() and len(at) < 10 else -1
        series, who = request.path_params["series"], request.state.who
        act = _acts(self._desk.editor, series, number, reason, who).get(what)
        if act is None:
            return PlainTextResponse("There is no such change.", 400)
        return await self._done(request, act)

    async def correct(self, request: Request) -> Response:
        """A correction the public is told of."""
        if request.state.who is None:
            return asks_name(request)
        note = str((await request.form()).get("note", ""))[:LONGEST_REASON]
        series, who = request.path_params["series"], request.state.who
        return await self._done(request, lambda: self._desk.editor.correct(series, note, who))

    async def move(self, request: Request) -> Response:
        """Let the story be part of another event."""
        form = await request.form()
        to, reason = _last_part(str(form.get("to", ""))), reason_in(form)
        series, who = request.path_params["series"], request.state.who or "desk"
        return await self._done(request, lambda: self._desk.arranger.move(series, to, who, reason))

    async def _done(self, request: Request, act: Callable[[], object]) -> Response:
        try:
            await self._running.write(act)
        except CopytasterError as error:
            found = await self._screen(request)
            if found is None:
                return PlainTextResponse(str(error), 400)
            return self._pages.show(request, "story.html", 400, s=found, problem=str(error))
        return await self._shown(request.path_params["series"])

    async def _shown(self, series: str) -> Response:
        await self._running.publish()
        return RedirectResponse(f"/desk/story/{quote(series)}", 303)


def _acts(
    editor: Editor, series: str, number: int, reason: str, who: str
) -> dict[str, Callable[[], object]]:
    """The one-click changes by name."""
    return {
        "apply": lambda: editor.apply_flag(series, number, who),
        "restore": lambda: editor.restore(series, number, reason, who),
        "undo": lambda: editor.undo(series, number, who, reason),
        "revert": lambda: editor.revert(series, who, reason),
        "take": lambda: editor.move_along(series, who, reason),
    }


def _handed(form: FormData) -> Draft:
    def text(name: str) -> str:
        return str(form.get(name, ""))[:_LONGEST]

    return Draft(
        headline=text("headline"),
        deck=text("deck"),
        copy=text("copy"),
        reason=text("reason")[:LONGEST_REASON],
        transcription=form.get("transcription") is not None,
        open=form.get("sealed") is None,
        seen=str(form.get("seen", ""))[:100],
    )


def _standing(found: storyscreen.StoryScreen) -> Draft:
    story = found.story
    return Draft(story.headline or "", story.item.deck or "", story.copy.strip())


def _last_part(address: str) -> str:
    """An event's id, or the last part of its address."""
    return address.strip().rstrip("/").rpartition("/")[2][:80]


def _unknown() -> Response:
    return PlainTextResponse("There is no such story.", 404)
