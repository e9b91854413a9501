"""The whole web application: ``/`` the public site, ``/desk`` the desk, ``/healthz``."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from copytaster.desk.hub import PATH as HUB
from copytaster.desk.newsroom import Desk
from copytaster.desk.pushes import PATH
from copytaster.desk.running import Running
from copytaster.desk.web.callbacks import Callbacks
from copytaster.desk.web.event_changes import EventChanges
from copytaster.desk.web.gate import Callback, Gate, HostAndOrigin
from copytaster.desk.web.headers import SecurityHeaders
from copytaster.desk.web.hub import HubDoor
from copytaster.desk.web.naming import Naming
from copytaster.desk.web.pages import DeskPages
from copytaster.desk.web.public import PublicSite
from copytaster.desk.web.story_changes import StoryChanges
from copytaster.desk.web.views import DeskViews


def build_app(running: Running, gate: Gate, *, port: int) -> Starlette:
    """The application for a running desk that listens on ``port``."""
    desk, pages = running.desk, DeskPages(running)
    hosts, origins = _names(desk.site.base_url, desk.settings.host, port)
    return Starlette(
        routes=[
            Route("/desk/enter", gate.welcome),
            Mount("/desk/static", StaticFiles(packages=[("copytaster.desk.web", "static")])),
            *Naming(gate, pages).routes(),
            *StoryChanges(running, gate, pages).routes(),
            *EventChanges(running, gate, pages).routes(),
            *DeskViews(running, gate, pages).routes(),
            *Callbacks(running).routes(),
            *HubDoor(running).routes(),
            *PublicSite(running).routes(),
        ],
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(
                HostAndOrigin,
                hosts=hosts,
                origins=origins,
                callback=_callback(desk),
                open_to_all=frozenset({HUB} if running.hub.on else ()),
            ),
        ],
    )


def _callback(desk: Desk) -> Callback | None:
    """Where hubs come in: the path, and the Host they name."""
    address = desk.settings.push_url
    return Callback(PATH, urlsplit(address).netloc.casefold()) if address else None


def _names(base_url: str, host: str, port: int) -> tuple[frozenset[str], frozenset[str]]:
    """The Host headers and the Origins this desk answers to."""
    local = {f"{name}:{port}" for name in ("localhost", "127.0.0.1", "[::1]", host)}
    parts = urlsplit(base_url)
    hosts = local | {parts.netloc.casefold()}
    origins = {f"http://{name}" for name in local} | {f"{parts.scheme}://{parts.netloc}".casefold()}
    return frozenset(h.casefold() for h in hosts), frozenset(origins)
