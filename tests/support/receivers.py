"""Real receivers on loopback that fail in every way they are told to: a webhook, a WordPress."""

from __future__ import annotations

import asyncio
import base64
import hmac
import json
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

Answering = Callable[[web.Request], Awaitable[web.StreamResponse]]
# Every fault that a receiver is told to have is had once, by the next request of its method.
FAULTS = (
    "401", "403", "404", "409", "429", "500", "502", "503", "slow", "reset", "reset-after",
    "redirect", "badjson", "huge", "wrongtype", "hang", "hang-after",
)  # fmt: skip
_HTML = "<html><body><h1>Bad gateway</h1></body></html>"


class Receiver:
    """A server with faults; ``asked`` are the requests that came, in order."""

    def __init__(self) -> None:
        self.port = 0
        self.scheme = "http"
        self.faults: list[tuple[str, str]] = []
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.stopping = asyncio.Event()

    @property
    def base(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}"

    def fail(self, *faults: str, method: str = "*") -> None:
        """Have these faults, one a request."""
        self.faults += [(method, fault) for fault in faults]

    def app(self) -> web.Application:
        raise NotImplementedError

    @web.middleware
    async def faulty(self, request: web.Request, handler: Answering) -> web.StreamResponse:
        """The next fault, if there is one for this method."""
        self.asked.append((request.method, request.path_qs, dict(request.headers)))
        found = next((f for f in self.faults if f[0] in ("*", request.method)), None)
        if found is None:
            return await handler(request)
        self.faults.remove(found)
        return await self._failed(found[1], request, handler)

    async def _failed(
        self, fault: str, request: web.Request, handler: Answering
    ) -> web.StreamResponse:
        if fault.isdigit():
            return self._status(int(fault))
        if fault == "redirect":
            raise web.HTTPFound("http://elsewhere.example/stolen")
        if fault == "hang":
            await self._forever()
        if fault == "reset":
            return self._cut(request)
        done = await handler(request)  # the work is done; it is the answer that goes wrong
        return await self._spoilt(fault, request, done)

    async def _spoilt(
        self, fault: str, request: web.Request, done: web.StreamResponse
    ) -> web.StreamResponse:
        if fault == "hang-after":
            await self._forever()
        if fault == "reset-after":
            answer = web.StreamResponse(status=done.status, headers={"Content-Length": "9000"})
            await answer.prepare(request)
            await answer.write(b'{"id": ')
            return self._cut(request)
        if fault == "slow":
            answer = web.StreamResponse(status=done.status)
            await answer.prepare(request)
            while not self.stopping.is_set():
                await answer.write(b" ")
                await asyncio.sleep(0.05)
            return answer
        body = {"badjson": b'{"id": 1', "huge": b"[" + b" " * 3_000_000, "wrongtype": _HTML.encode()}  # fmt: skip
        kind = "text/html" if fault == "wrongtype" else "application/json"
        return web.Response(status=done.status, body=body[fault], content_type=kind)

    def _status(self, status: int) -> web.Response:
        headers = {"Retry-After": "90"} if status in (429, 503) else {}
        if status in (404, 502):
            return web.Response(status=status, text=_HTML, content_type="text/html")
        return web.json_response({"code": f"made_up_{status}"}, status=status, headers=headers)

    async def _forever(self) -> None:
        await self.stopping.wait()
        raise web.HTTPServiceUnavailable

    def _cut(self, request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()


class Hook(Receiver):
    """A webhook's receiver that checks signatures itself and keeps what it is told.

    ``stories`` is what a careful receiver has: by story, the message with the
    highest sequence. ``ids`` counts how often each message came.
    """

    def __init__(self, secret: str = "") -> None:
        super().__init__()
        self.secret = secret
        self.messages: list[dict[str, Any]] = []
        self.stories: dict[str, dict[str, Any]] = {}
        self.ids: list[str] = []

    def app(self) -> web.Application:
        app = web.Application(middlewares=[self.faulty], client_max_size=1 << 24)
        app.router.add_post("/in", self.take)
        return app

    async def take(self, request: web.Request) -> web.Response:
        body = await request.read()
        id_, stamp = request.headers["webhook-id"], request.headers["webhook-timestamp"]
        key = base64.b64decode(self.secret.removeprefix("whsec_"))
        wanted = hmac.new(key, f"{id_}.{stamp}.".encode() + body, "sha256").digest()
        if request.headers["webhook-signature"] != "v1," + base64.b64encode(wanted).decode():
            return web.Response(status=401)
        self.ids.append(id_)
        told = json.loads(body)
        self.messages.append(told)
        data = told["data"]
        if "id" not in data:
            return web.Response(status=204)
        last = self.stories.get(data["id"])
        if last is None or data["sequence"] >= last["sequence"]:
            self.stories[data["id"]] = data
        return web.Response(status=204)

    def shown(self) -> list[dict[str, Any]]:
        """What the receiver has standing."""
        return [d for d in self.stories.values() if d["status"] != "withdrawn"]


class Blog(Receiver):
    """What WordPress's REST API does with posts, for one user with an Application Password."""

    user, password = "wire", "abcd efgh ijkl mnop"

    def __init__(self) -> None:
        super().__init__()
        self.posts: dict[int, dict[str, Any]] = {}
        self.writes: list[tuple[str, int, str]] = []
        self.may_delete = True
        self._next = 100

    def app(self) -> web.Application:
        app = web.Application(middlewares=[self.faulty, self._known], client_max_size=1 << 24)
        root = "/wp-json/wp/v2"
        app.router.add_get(root + "/users/me", self.me)
        app.router.add_get(root + "/posts", self.find)
        app.router.add_post(root + "/posts", self.create)
        app.router.add_post(root + r"/posts/{id:\d+}", self.update)
        app.router.add_delete(root + r"/posts/{id:\d+}", self.delete)
        return app

    @web.middleware
    async def _known(self, request: web.Request, handler: Answering) -> web.StreamResponse:
        word = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        if request.headers.get("Authorization") != f"Basic {word}":
            return web.json_response({"code": "incorrect_password"}, status=401)
        return await handler(request)

    async def me(self, request: web.Request) -> web.Response:
        rights = ("edit_posts", "publish_posts", "edit_published_posts", "delete_posts")
        more = ("delete_published_posts",) if self.may_delete else ()
        return web.json_response({"name": "Wire", "capabilities": dict.fromkeys(rights + more, True)})  # fmt: skip

    async def find(self, request: web.Request) -> web.Response:
        slugs = request.query["slug"].split(",")
        hidden = {"trash"} if request.query.get("status") == "any" else {"trash", "draft"}
        found = [p for p in self.posts.values() if p["slug"] in slugs and p["status"] not in hidden]
        return web.json_response([_some(p, request) for p in found])

    async def create(self, request: web.Request) -> web.Response:
        fields = await request.json()
        post = {"id": self._next, "status": "draft", "slug": "", **fields}
        self._next += 1
        taken = {p["slug"] for p in self.posts.values()}
        if post["status"] != "draft":  # drafts may share a slug
            post["slug"] = _unique(post["slug"], taken)
        self.posts[post["id"]] = post
        self.writes.append(("create", post["id"], post["content"]))
        return web.json_response(_some(post, request), status=201)

    async def update(self, request: web.Request) -> web.Response:
        post = self.posts.get(int(request.match_info["id"]))
        if post is None:
            return self._no_such_post()
        post.update(await request.json())
        self.writes.append(("update", post["id"], post["content"]))
        return web.json_response(_some(post, request))

    async def delete(self, request: web.Request) -> web.Response:
        id_ = int(request.match_info["id"])
        if id_ not in self.posts:
            return self._no_such_post()
        if not self.may_delete:
            return web.json_response({"code": "rest_cannot_delete"}, status=403)
        assert request.query.get("force") == "true"
        gone = self.posts.pop(id_)
        self.writes.append(("delete", id_, ""))
        return web.json_response(_some({"deleted": True, "previous": gone}, request))

    def _no_such_post(self) -> web.Response:
        return web.json_response({"code": "rest_post_invalid_id"}, status=404)

    def standing(self) -> list[dict[str, Any]]:
        """The posts that hold copy, whoever may see them."""
        return [p for p in self.posts.values() if p["title"] != "Withdrawn"]


def _some(post: dict[str, Any], request: web.Request) -> dict[str, Any]:
    names = request.query.get("_fields", "").split(",")
    return {name: value for name, value in post.items() if name in names}


def _unique(slug: str, taken: set[str]) -> str:
    made, n = slug, 2
    while made in taken:
        made, n = f"{slug}-{n}", n + 1
    return made


@asynccontextmanager
async def receiving(
    receiver: Receiver, *, tls: ssl.SSLContext | None = None, port: int = 0
) -> AsyncIterator[Any]:
    """The receiver on a loopback port while the body runs."""
    runner = web.AppRunner(receiver.app(), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port, ssl_context=tls).start()
    receiver.port = runner.addresses[0][1]
    receiver.scheme = "https" if tls else "http"
    try:
        yield receiver
    finally:
        receiver.stopping.set()
        await runner.cleanup()
