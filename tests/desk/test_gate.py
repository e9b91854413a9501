"""Who may enter the desk and change anything, over real HTTP messages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from copytaster.desk.web.gate import COOKIE, Gate, HostAndOrigin
from copytaster.desk.web.headers import SecurityHeaders
from copytaster.store import Store
from served import Browser, Serve


class Clock:
    """A clock that tests move by hand."""

    def __init__(self) -> None:
        self.now = datetime(2031, 5, 6, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def gate(tmp_path: Path, clock: Clock) -> Iterator[Gate]:
    with Store.open(f"sqlite:///{tmp_path}/gate.sqlite3") as store:
        yield Gate(store, clock, secure=False)


@pytest.fixture
def client(gate: Gate, serve: Serve) -> Browser:
    async def shown(request: Request) -> Response:
        return PlainTextResponse(request.state.csrf)

    async def changed(request: Request) -> Response:
        del request
        return PlainTextResponse("changed")

    def make(port: int) -> Starlette:
        return Starlette(
            routes=[
                Route("/desk/enter", gate.welcome),
                Route("/desk", gate.guarded(shown), methods=["GET"]),
                Route("/desk/change", gate.guarded(changed), methods=["POST"]),
            ],
            middleware=[
                Middleware(SecurityHeaders),
                Middleware(
                    HostAndOrigin,
                    hosts=frozenset({f"127.0.0.1:{port}"}),
                    origins=frozenset({f"http://127.0.0.1:{port}"}),
                ),
            ],
        )

    return serve(make)


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("HEAD", {}),
        ("GET", {"sec_purpose": "prefetch;prerender"}),
        ("GET", {"purpose": "prefetch"}),
        ("GET", {"x_moz": "prefetch"}),
        ("GET", {"x_purpose": "preview"}),
    ],
)
def test_a_look_ahead_does_not_spend_the_link(
    client: Browser, gate: Gate, method: str, headers: dict[str, str]
) -> None:
    """A preview of the link gets no session, and the person who follows it still does."""
    link = f"/desk/enter?key={gate.new_key()}"
    ask = client.head if method == "HEAD" else client.get
    assert ask(link, **headers).status == 204
    assert client.cookies == {}
    assert client.get(link).status == 303
    assert client.get("/desk").status == 200


def enter(client: Browser, gate: Gate) -> str:
    """Follow a fresh setup link; the CSRF word of the session."""
    assert client.get(f"/desk/enter?key={gate.new_key()}").status == 303
    return client.get("/desk").text


def test_without_a_session_the_desk_is_closed(client: Browser) -> None:
    """No cookie, no desk, and the answer says how to get in."""
    answer = client.get("/desk")
    assert answer.status == 401
    assert "terminal" in answer.text


def test_the_setup_link_works_once(client: Browser, gate: Gate) -> None:
    """Whoever reads it over a shoulder comes too late."""
    key = gate.new_key()
    assert client.get(f"/desk/enter?key={key}").status == 303
    client.cookies.clear()
    assert client.get(f"/desk/enter?key={key}").status == 403
    assert client.get("/desk/enter?key=").status == 403


def test_a_new_link_voids_the_one_before(client: Browser, gate: Gate) -> None:
    """Only the newest link on the terminal opens the desk."""
    old, new = gate.new_key(), gate.new_key()
    assert client.get(f"/desk/enter?key={old}").status == 403
    assert client.get(f"/desk/enter?key={new}").status == 303


def test_the_cookie_is_shut_to_scripts_and_other_sites(client: Browser, gate: Gate) -> None:
    """HttpOnly, SameSite=Strict, and only sent to the desk."""
    answer = client.get(f"/desk/enter?key={gate.new_key()}")
    cookie = answer.headers["set-cookie"].casefold()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "path=/desk" in cookie


def test_a_session_ends(client: Browser, gate: Gate, clock: Clock) -> None:
    """After thirty days, or at once when it is left."""
    enter(client, gate)
    token = client.cookies[COOKIE]
    assert gate.knows(token)
    clock.now += timedelta(days=31)
    assert not gate.knows(token)
    clock.now -= timedelta(days=31)
    gate.leave(token)
    assert not gate.knows(token)


def test_a_change_needs_session_origin_and_word(client: Browser, gate: Gate) -> None:
    """Each of the three alone is not enough; together they are."""
    word = enter(client, gate)
    ours, field = client.home, {"csrf": word}
    assert client.post("/desk/change", field).status == 403
    assert client.post("/desk/change", field, origin="http://elsewhere.example").status == 403
    assert client.post("/desk/change", origin=ours).status == 403
    assert client.post("/desk/change", {"csrf": "x"}, origin=ours).status == 403
    assert client.post("/desk/change", field, origin=ours).text == "changed"
    assert client.post("/desk/change", origin=ours, x_csrf_token=word).text == "changed"
    client.cookies.clear()
    assert client.post("/desk/change", field, origin=ours).status == 401


def test_an_unknown_host_gets_nothing(client: Browser, gate: Gate) -> None:
    """A name rebound to this machine reaches neither desk nor site."""
    enter(client, gate)
    assert client.get("/desk", host="rebound.example").status == 400


def test_every_answer_carries_its_policy(client: Browser) -> None:
    """Refusals too: no sniffing, no framing, no foreign script, no caching of the desk."""
    for path in ("/desk", "/desk/enter", "/nowhere"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
    assert client.get("/desk").headers["cache-control"] == "no-store"


def test_what_has_run_out_is_forgotten(tmp_path: Path, clock: Clock) -> None:
    """Somebody's entering clears away the sessions and invitations that have run out, and no other."""
    with Store.open(f"sqlite:///{tmp_path}/sweep.sqlite3") as store:
        gate = Gate(store, clock, secure=False)
        assert gate.enter(gate.new_key())
        gate.invite("Ola Brandt")
        clock.now += timedelta(days=31)
        valid = gate.invite("Mira Tolle")
        token = gate.enter(gate.new_key())
        assert len(store.values("session:")) == 1
        assert len(store.values("invite:")) == 1
        assert gate.knows(token)
        assert gate.enter(valid)
