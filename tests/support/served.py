"""A real server on loopback and the smallest honest browser: sockets, cookies, no magic."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

import uvicorn
from starlette.types import ASGIApp


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


@dataclass
class Browser:
    """Speaks HTTP to one server, keeps its cookies, follows nothing."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def home(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, **headers: str) -> Answer:
        return self._ask("GET", path, None, headers)

    def head(self, path: str, **headers: str) -> Answer:
        return self._ask("HEAD", path, None, headers)

    def post(self, path: str, data: dict[str, str] | None = None, **headers: str) -> Answer:
        return self._ask("POST", path, urlencode(data or {}), headers)

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            sent["cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        if body is not None:
            sent["content-type"] = "application/x-www-form-urlencoded"
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            link.request(method, path, body, sent)
            raw = link.getresponse()
            answer = Answer(raw.status, {k.lower(): v for k, v in raw.getheaders()}, raw.read())
        finally:
            link.close()
        self._keep(answer.headers.get("set-cookie"))
        return answer

    def _keep(self, cookie: str | None) -> None:
        if cookie:
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value


Serve = Callable[[Callable[[int], ASGIApp]], Browser]


@contextmanager
def serving() -> Iterator[Serve]:
    """Gives a function that serves an application, made for its port, on loopback."""
    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def start(make: Callable[[int], ASGIApp]) -> Browser:
        listener = socket.socket()
        listener.bind(("127.0.0.1", 0))
        listener.listen(64)
        port = listener.getsockname()[1]
        config = uvicorn.Config(make(port), log_level="error", lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        deadline = time.monotonic() + 10
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.01)
        running.append((server, thread))
        return Browser(port)

    yield start
    for server, thread in running:
        server.should_exit = True
        thread.join(10)
