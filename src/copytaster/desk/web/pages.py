"""How a desk page is made: its template, and what every page of the desk knows."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from copytaster.desk.running import Running
from copytaster.desk.web.gate import Gate
from copytaster.publish import assets, words
from copytaster.publish.render import clean

LONGEST_REASON = 500
"""Characters of a reason or a note that are kept."""


class DeskPages:
    """Renders the desk's templates."""

    def __init__(self, running: Running) -> None:
        self._running = running
        self._templates = _templates()

    def show(self, request: Request, name: str, status: int = 200, **values: Any) -> Response:
        """The page of that template with these values."""
        html = self._templates.get_template(name).render(
            csrf=request.state.csrf,
            who=request.state.who,
            site=self._running.desk.site,
            stylesheet="/" + assets.stylesheet().path,
            here=request.url.path,
            fault=self._running.fault,
            copy_fault=self._running.desk.press.unproved.trouble,
            theme_fault=self._running.desk.wardrobe.fault,
            **values,
        )
        # What no page may hold is taken out here too: half a character must not close a screen.
        return HTMLResponse(clean(html), status)


def local(path: str) -> str:
    """The path if it is one of the desk's own, else the desk's first page."""
    return path if path.startswith("/desk/") and "//" not in path and "\\" not in path else "/desk"


def asks_name(request: Request) -> Response:
    """To the page that asks for a name, and back to this one."""
    return RedirectResponse(f"/desk/name?back={quote(request.url.path)}", 303)


def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("copytaster.desk.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        moment=words.moment,
        iso=words.iso,
        clock=words.clock,
        tongue=words.tongue,
        counted=words.count,
        joined=words.joined,
        lag=words.lag,
    )
    return made


class Screens:
    """A group of routes of the desk: what each needs of the desk, its gate and its pages."""

    def __init__(self, running: Running, gate: Gate, pages: DeskPages) -> None:
        self._running = running
        self._desk = running.desk
        self._gate = gate
        self._pages = pages


def reason_in(form: FormData) -> str:
    """The reason an editor gave, bounded."""
    return str(form.get("reason", ""))[:LONGEST_REASON]
