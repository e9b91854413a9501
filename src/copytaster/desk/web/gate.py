"""Who may enter the desk, and which requests may change anything.

Whoever starts the desk gets a one-time link on the terminal; following it sets
a session cookie. Every request must name a host this desk answers to (so that
a rebound name reaches nothing), and every change must come from the desk's own
pages: right Origin, right CSRF token, a session.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from copytaster.desk.clock import Clock
from copytaster.errors import ConfigError
from copytaster.store import Store, Writer

COOKIE = "copytaster_desk"
CSRF_FIELD = "csrf"
CSRF_HEADER = "x-csrf-token"
_LASTS = timedelta(days=30)
_SETUP = "setup:key"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_SESSION = "session:"
_INVITE = "invite:"
_INVITED = timedelta(days=7)
_LAST = "editor:last"
_LONGEST_NAME = 80
Handler = Callable[[Request], Awaitable[Response]]


def signature(name: str) -> str:
    """The name as it is printed: on one line, without what does not print. Raises ConfigError for none."""
    said = " ".join("".join(c for c in name if c.isprintable() or c.isspace()).split())
    if not said or len(said) > _LONGEST_NAME or not any(c.isalpha() for c in said):
        raise ConfigError(f"a name has letters, and at most {_LONGEST_NAME} characters in all")
    return said


def _session(token: str) -> str:
    return f"{_SESSION}{_hash(token)}"


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class Gate:
    """Keeps the one-time key and the sessions; only their hashes are stored."""

    def __init__(self, store: Store, clock: Clock, *, secure: bool) -> None:
        self._store = store
        self._clock = clock
        self._secure = secure

    def new_key(self, name: str | None = None) -> str:
        """A fresh one-time key for the terminal, any earlier one is void; ``name`` is whose it is."""
        key = secrets.token_urlsafe(24)
        with self._store.writing() as tx:
            tx.put_value(_SETUP, {"hash": _hash(key), "name": name})
        return key

    def invite(self, name: str) -> str:
        """A one-time key for somebody else, beside the terminal's; good for a week."""
        key = secrets.token_urlsafe(24)
        until = (self._clock() + _INVITED).isoformat()
        with self._store.writing() as tx:
            tx.put_value(f"{_INVITE}{_hash(key)}", {"name": signature(name), "until": until})
        return key

    def enter(self, key: str) -> str | None:
        """A session token for a one-time key, which is void from then on."""
        with self._store.writing() as tx:
            found = self._redeem(tx, key)
            if found is None:
                return None
            token = secrets.token_urlsafe(32)
            until = (self._clock() + _LASTS).isoformat()
            tx.put_value(_session(token), {"until": until, "name": found.get("name")})
            self._sweep(tx)
        return token

    def _sweep(self, tx: Writer) -> None:
        """Forget the sessions and invitations that have run out."""
        for prefix in (_SESSION, _INVITE):
            for key, kept in tx.values(prefix).items():
                if not self._lasts(kept):
                    tx.delete_value(key)

    def _lasts(self, kept: Any) -> bool:
        until = kept.get("until") if isinstance(kept, dict) else kept
        return bool(until) and datetime.fromisoformat(str(until)) > self._clock()

    def _redeem(self, tx: Writer, key: str) -> dict[str, Any] | None:
        kept = tx.value(_SETUP) or {}
        if kept and hmac.compare_digest(str(kept.get("hash", "")), _hash(key)):
            tx.delete_value(_SETUP)
            return dict(kept)
        invited = tx.value(f"{_INVITE}{_hash(key)}")
        if invited is None:
            return None
        tx.delete_value(f"{_INVITE}{_hash(key)}")
        return dict(invited) if self._lasts(invited) else None

    def name(self, token: str) -> str | None:
        """Who the session belongs to, None where nobody has said."""
        kept = self._store.value(_session(token))
        found = kept.get("name") if isinstance(kept, dict) else None
        return str(found) if found else None

    def call(self, token: str, name: str) -> None:
        """Say who the session belongs to. Raises ConfigError for what is no name."""
        said = signature(name)
        with self._store.writing() as tx:
            kept = tx.value(_session(token))
            until = kept["until"] if isinstance(kept, dict) else kept
            tx.put_value(_session(token), {"until": until, "name": said})
            tx.put_value(_LAST, said)

    def last_name(self) -> str:
        """The name last given on this desk."""
        return str(self._store.value(_LAST) or "")

    def leave(self, token: str) -> None:
        """End a session."""
        with self._store.writing() as tx:
            tx.delete_value(_session(token))

    def knows(self, token: str | None) -> bool:
        """Whether the token belongs to a session that has not run out."""
        return token is not None and self._lasts(self._store.value(_session(token)))

    def csrf(self, token: str) -> str:
        """The word that a session's forms carry."""
        return hmac.new(token.encode(), b"csrf", hashlib.sha256).hexdigest()

    def welcome(self, request: Request) -> Response:
        """The one-time link: a cookie and the desk, or a plain refusal.

        Only a person's own visit spends it: not one that asks for its headers alone, as
        previews of a link do, nor a browser's that loads what may be visited next.
        """
        if request.method == "HEAD" or _is_ahead(request.headers):
            return Response(status_code=204, headers={"cache-control": "no-store"})
        token = self.enter(request.query_params.get("key", ""))
        if token is None:
            return PlainTextResponse(
                "This link was used already or is not the newest one. Start the desk again for "
                "a new link; it is printed on the terminal.",
                403,
            )
        response = RedirectResponse("/desk" if self.name(token) else "/desk/name", 303)
        response.set_cookie(
            COOKIE, token, max_age=int(_LASTS.total_seconds()), path="/desk", httponly=True,
            samesite="strict", secure=self._secure,
        )  # fmt: skip
        return response

    def guarded(self, handler: Handler) -> Handler:
        """The handler behind a session, and behind the CSRF word for anything that changes."""

        async def behind(request: Request) -> Response:
            token = request.cookies.get(COOKIE)
            if token is None or not self.knows(token):
                return PlainTextResponse(
                    "The desk is closed. Open it with the link printed on the terminal where "
                    "it was started.",
                    401,
                )
            request.state.csrf = self.csrf(token)
            request.state.who = self.name(token)
            if request.method not in _SAFE and not await _carries(request, request.state.csrf):
                return PlainTextResponse("This form is too old; load the page again.", 403)
            return await handler(request)

        return behind


def _is_ahead(headers: Headers) -> bool:
    """Whether a browser asks before anybody visits: Sec-Purpose (Fetch), and its older names."""
    said = (headers.get(name, "") for name in ("sec-purpose", "purpose", "x-purpose", "x-moz"))
    return any("prefetch" in one.lower() or "preview" in one.lower() for one in said)


async def _carries(request: Request, word: str) -> bool:
    given = request.headers.get(CSRF_HEADER)
    if given is None:
        form = await request.form()
        given = str(form.get(CSRF_FIELD, ""))
    return hmac.compare_digest(given.encode(), word.encode())


class Callback(NamedTuple):
    """The one place that takes changes from other machines: a path's beginning, and its Host."""

    path: str
    host: str


class HostAndOrigin:
    """Refuses unknown Host headers, and changes that another site's page sends.

    Under ``callback`` it lets hubs in, by their own Host and without an Origin;
    that Host reaches nothing else. Paths ``open_to_all`` take requests without
    an Origin too: they change nothing by themselves.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        hosts: frozenset[str],
        origins: frozenset[str],
        callback: Callback | None = None,
        open_to_all: frozenset[str] = frozenset(),
    ) -> None:
        self._app = app
        self._callback = callback
        self._open = open_to_all
        self._hosts = hosts
        self._origins = origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 400 or 403."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        calls = self._is_callback(scope["path"], headers)
        refusal = None if calls else self._refusal(scope["method"], scope["path"], headers)
        await (refusal or self._app)(scope, receive, send)

    def _is_callback(self, path: str, headers: Headers) -> bool:
        called = self._callback
        if called is None or not path.startswith(called.path):
            return False
        return headers.get("host", "").casefold() == called.host

    def _refusal(self, method: str, path: str, headers: Headers) -> Response | None:
        if headers.get("host", "").casefold() not in self._hosts:
            return PlainTextResponse("This desk does not answer to that name.", 400)
        if path in self._open:
            return None
        if method not in _SAFE and headers.get("origin", "").casefold() not in self._origins:
            return PlainTextResponse("Changes are taken from the desk's own pages only.", 403)
        return None
