"""The public site as the program itself serves it: the very files a web server would."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Route

from copytaster.desk.doorkeeper import Doorkeeper
from copytaster.desk.media import media_type
from copytaster.desk.newsroom import Desk
from copytaster.desk.running import Running
from copytaster.desk.topics import is_topic, topic_of
from copytaster.dispatch.subscribers import link_header
from copytaster.model import Publication
from copytaster.publish import links, oembed
from copytaster.publish.movedpage import destination
from copytaster.publish.pages import is_tombstone
from copytaster.publish.searchpage import search_page

_FRESH = {"cache-control": "no-cache"}
_SOON = {"cache-control": "no-store", "retry-after": "2"}
_COME_BACK = "A story on this page is being withdrawn. Try again in a moment.\n"


class PublicSite:
    """Routes for everything under ``/`` that is not the desk."""

    def __init__(self, running: Running) -> None:
        self._running = running
        self._root = running.desk.site_folder.resolve()
        self._doorkeeper = Doorkeeper(running.desk)

    def routes(self) -> list[Route]:
        """Health, search and the files."""
        return [
            Route("/healthz", self.health),
            Route("/search", self.search),
            Route("/oembed", self.oembed),
            Route("/provenance/{name}.json", self.provenance),
            Route("/events/{name}/provenance.json", self.provenance),
            Route("/{path:path}", self.file),
        ]

    async def health(self, request: Request) -> Response:
        """200 while the desk does its work, 503 when its last round failed (the log says why)."""
        del request
        fault = self._running.fault
        return JSONResponse({"ok": fault is None}, 503 if fault else 200)

    async def search(self, request: Request) -> Response:
        """Live stories with all the words asked for; nothing else can be found here."""
        words = request.query_params.get("q", "")[:200]
        desk = self._running.desk
        found = await run_in_threadpool(found_in, desk, words) if words.strip() else ()
        page = search_page(desk.site, words, found)
        return Response(page.body, media_type=page.media_type)

    async def oembed(self, request: Request) -> Response:
        """What another page shows of a live story (oembed.com): 404 for anything else, 501 for XML."""
        asked = request.query_params
        if asked.get("format", "json") != "json":
            return JSONResponse({"error": "only format=json is spoken here"}, 501)
        desk = self._running.desk
        found = await run_in_threadpool(story_at, desk, asked.get("url", "")[:2048])
        if found is None:
            return JSONResponse({"error": "no live story of this site has that address"}, 404)
        width, height = (_size(asked.get(n), to) for n, to in _SIZES)
        body = oembed.response(desk.site, found, width=width, height=height)
        return Response(body, media_type="application/json", headers=_FRESH)

    async def provenance(self, request: Request) -> Response:
        """What the ledger knows of a page that stands, as PROV-O in JSON-LD; 404 for any other."""
        event = request.url.path.startswith("/events/")
        name = request.path_params["name"]
        page = f"{'events' if event else 'stories'}/{name}/index.html"
        if self._find(page) is None:
            return self._missing()
        found = await run_in_threadpool(self._running.desk.provenance.document, page)
        return Response(found, 200, _FRESH, "application/ld+json") if found else self._missing()

    async def file(self, request: Request) -> Response:
        """A file of the site; 410 for a withdrawn story, 404 for what never was."""
        found = self._find(request.path_params["path"])
        if found is None:
            return self._moved_along(request.path_params["path"])
        kind = media_type(found)
        barred = await run_in_threadpool(self._doorkeeper.barred)
        if found.suffix == ".html" or barred:
            return await self._page(found, kind, barred)
        return FileResponse(found, media_type=kind, headers=self._headers(found))

    async def _page(self, found: Path, kind: str, barred: frozenset[str]) -> Response:
        """A page and its status, both of the very same bytes: it may be withdrawn at this moment.

        One that only leads elsewhere is answered with where that is.
        """
        try:
            body = await run_in_threadpool(found.read_bytes)
        except OSError:  # removed since it was found
            return self._missing()
        gone = is_tombstone(body)
        path = found.relative_to(self._root).as_posix()
        if not gone and not self._doorkeeper.admits(path, body, barred):
            return PlainTextResponse(_COME_BACK, 503, _SOON)
        if found.suffix == ".html" and (to := destination(body)) is not None:
            return self._moved(to)
        return Response(body, 410 if gone else 200, self._headers(found), kind)

    def _moved(self, to: str) -> Response:
        """No browser may keep this for good: a merge can be taken back."""
        site = self._running.desk.site
        address = links.href(links.root_of(site, "", anywhere=True), to)
        return RedirectResponse(address, 301, _FRESH)

    def _moved_along(self, path: str) -> Response:
        """An event's feed has moved with its page; anything else there is not."""
        folder, _, name = path.rpartition("/")
        page = self._find(f"{folder}/index.html") if folder.startswith("events/") else None
        to = destination(page.read_bytes()) if page is not None else None
        there = f"{to.removesuffix('index.html')}{name}" if to else ""
        if there.startswith("events/") and name and self._find(there) is not None:
            return self._moved(there)
        return self._missing()

    def _headers(self, found: Path) -> Mapping[str, str]:
        """A feed names its hub and itself (WebSub §4)."""
        path, site = found.relative_to(self._root).as_posix(), self._running.desk.site
        if site.hub is None or not is_topic(path):
            return _FRESH
        return _FRESH | {"link": link_header(site.hub, topic_of(site, path))}

    def _find(self, path: str) -> Path | None:
        """The file at a public path; never one outside the site or a hidden one."""
        if "\x00" in path or any(part.startswith(".") for part in path.split("/")):
            return None
        try:
            found = (self._root / path).resolve()
            if found.is_dir():
                found = found / "index.html"
            return found if found.is_relative_to(self._root) and found.is_file() else None
        except OSError:  # a name no file can have
            return None

    def _missing(self) -> Response:
        page = self._root / "404.html"
        if page.is_file():
            return FileResponse(page, 404, media_type=media_type(page))
        return HTMLResponse("<!doctype html><title>Not found</title><p>There is no such page.", 404)


_SIZES = (("maxwidth", oembed.WIDTH), ("maxheight", oembed.HEIGHT))


def _size(asked: str | None, default: int) -> int:
    """A size in pixels as asked for; the default where that is none."""
    return int(asked) if asked and asked.isdecimal() and 0 < len(asked) < 6 else default


def story_at(desk: Desk, url: str) -> Publication | None:
    """The live story whose page has that address, ruled on once more as it is shown."""
    before, _, series = url.removesuffix("index.html").rstrip("/").rpartition("/stories/")
    if before != links.base(desk.site) or not series.isalnum():
        return None
    found = desk.rulings().publication(series, desk.clock())
    return found if found is not None and found.state == "live" else None


def found_in(desk: Desk, words: str) -> tuple[Publication, ...]:
    """The live publications in which all the words stand, ruled on once more as they are shown."""
    rulings = desk.rulings()
    series = dict.fromkeys(row.series for row in desk.store.public_search(words, 30))
    found = (rulings.publication(key, desk.clock()) for key in series)
    return tuple(p for p in found if p is not None and p.state == "live")
