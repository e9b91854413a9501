"""One polite, bounded HTTP request: GET, redirects by hand, a capped body.

    checked URL → guarded socket → status and headers → redirect or capped body

Nothing identifies the reader beyond its User-Agent: no cookies, no referrer,
no added query, no proxy taken from the environment.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from copytaster import __version__
from copytaster.errors import AddressRefused, FetchError
from copytaster.intake.certificates import NotingResponse
from copytaster.intake.guard import NOTHING, Allowance, checked_url, connector, refusal_in

MAX_BODY = 16 * 1024 * 1024
MAX_SECONDS = 30.0
MAX_REDIRECTS = 5
FEED_TYPES = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
)
LetIn = Callable[[str], Awaitable[None]]
_MOVED = frozenset({301, 302, 303, 307, 308})
_MOVED_FOR_GOOD = frozenset({301, 308})
# A server's private mark on this reader is of no use later, and nobody's business.
_FORGOTTEN = frozenset({"set-cookie", "set-cookie2"})
_CURE = "such addresses are only asked where the setting allow_networks names them"
_VERBATIM = frozenset({"etag", "last-modified"})


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answered, after redirects.

    ``url`` is where the answer came from; ``permanent_url`` is that address
    when every hop to it was a permanent move (301, 308) and none fell from
    https to http, else None. ``headers`` have lower-case names, repeated ones
    joined by ", ". ``body`` is decompressed and at most the limit asked for;
    ``truncated`` says that more was to come. ``certificate_until`` is when the
    certificate of the server that answered ends, if it has one and that says anything.
    """

    status: int
    url: str
    headers: Mapping[str, str]
    body: bytes = b""
    permanent_url: str | None = None
    truncated: bool = False
    certificate_until: datetime | None = None


class Fetcher:
    """Fetches addresses; an async context manager that owns its connections.

    ``contact`` is a URL or mail address shown to servers in the User-Agent.
    ``allowed`` exempts addresses of the operator's own network; it holds for
    the host that was asked for, not for another one a redirect names, so that
    no outside server can steer a request into that network. ``resolver``
    replaces the system's name service, ``trust`` its certificates. ``limit`` (bytes after decompression)
    and ``timeout`` (seconds over everything) hold where a call names no other.
    """

    def __init__(
        self,
        allowed: Allowance = NOTHING,
        *,
        contact: str = "",
        resolver: AbstractResolver | None = None,
        trust: ssl.SSLContext | None = None,
        limit: int = MAX_BODY,
        timeout: float = MAX_SECONDS,
    ):
        self.allowed = allowed
        self._limit = limit
        self._timeout = timeout
        self.user_agent = user_agent(contact)
        self._resolver = resolver
        self._trust = trust
        # Two pools, for a pooled connection is not judged again: at home with
        # the operator's exemptions, abroad without.
        self._home: aiohttp.ClientSession | None = None
        self._abroad: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._home = self._session(self.allowed)
        self._abroad = self._session(NOTHING)
        return self

    def _session(self, allowed: Allowance) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            connector=connector(allowed, resolver=self._resolver, trust=self._trust),
            response_class=NotingResponse,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self.user_agent, "Accept-Encoding": "gzip, br"},
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=10),
            trust_env=False,
            auto_decompress=True,
        )

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for session in (self._home, self._abroad):
            if session is not None:
                await session.close()
        self._home = self._abroad = None

    async def fetch(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        limit: int | None = None,
        timeout: float | None = None,
        accept: str = FEED_TYPES,
        named_by: str | None = None,
        let_in: LetIn | None = None,
    ) -> Response:
        """GET ``url``, following at most five redirects.

        ``etag`` and ``last_modified`` are sent verbatim as If-None-Match and
        If-Modified-Since. ``limit`` is in bytes after decompression,
        ``timeout`` in seconds over everything. ``named_by`` is the address of the
        feed that named this one, where the operator did not: their exemptions
        hold only where both are the same host. ``let_in`` is asked before each
        request, redirects included, and raises AddressRefused where it may not be made.

        Any status is an answer. Raises AddressRefused when an address on the
        way may not be visited, FetchError when there is no whole answer.
        """
        headers = {"Accept": accept, **_conditions(etag, last_modified)}
        async with _bounded(url, self._timeout if timeout is None else timeout):
            asked = checked_url(url)
            host = checked_url(named_by).host if named_by else asked.host
            most = self._limit if limit is None else limit
            return await self._follow(asked, host, headers, most, let_in)

    async def submit(
        self, url: str, fields: Mapping[str, str], *, named_by: str, timeout: float | None = None
    ) -> int:
        """POST a form, to a WebSub hub say; the status answered. Redirects are not followed.

        ``named_by`` is the address of the feed that named this one: the
        operator's exemptions hold only where both are the same host.
        Raises as `fetch` does.
        """
        async with _bounded(url, self._timeout if timeout is None else timeout):
            target = checked_url(url)
            own = target.host == checked_url(named_by).host
            session = _open(self._home if own else self._abroad)
            async with session.post(target, data=dict(fields), allow_redirects=False) as raw:
                raw.close()
                return raw.status

    async def send(
        self,
        method: str,
        url: str,
        body: bytes,
        headers: Mapping[str, str],
        *,
        limit: int,
        timeout: float,
    ) -> Response:
        """Make one request that the operator asked for, and no other: redirects are not followed.

        ``limit`` caps the answer's body in bytes; with 0 it is not read at all.
        Any status is an answer. Raises as `fetch` does.
        """
        async with _bounded(url, timeout):
            target = checked_url(url)
            async with _open(self._home).request(
                method, target, data=body or None, headers=headers, allow_redirects=False
            ) as raw:
                answer = Response(raw.status, str(target), _plain_headers(raw))
                if limit == 0:
                    raw.close()
                    return answer
                content, truncated = await _capped(raw, limit)
        return replace(answer, body=content, truncated=truncated)

    async def _follow(
        self,
        url: URL,
        host: str | None,
        headers: dict[str, str],
        limit: int,
        let_in: LetIn | None,
    ) -> Response:
        """Hop by hop; ``host`` alone enjoys the operator's exemptions."""
        lasting = True
        for hop in range(MAX_REDIRECTS + 1):
            if let_in is not None:
                await let_in(str(url))
            session = self._home if url.host == host else self._abroad
            try:
                answer, target = await _hop(_open(session), url, headers, limit)
            except (aiohttp.ClientError, OSError) as error:
                raise (_led_astray(url, host, error) if hop else None) or error from error
            if target is None:
                return replace(answer, permanent_url=answer.url if hop and lasting else None)
            lasting = lasting and answer.status in _MOVED_FOR_GOOD and not _falls(url, target)
            url = target
        raise FetchError(f"more than {MAX_REDIRECTS} redirects", subject=str(url))


def _led_astray(url: URL, host: str | None, error: Exception) -> AddressRefused | None:
    """Why a redirect was not followed, naming where it leads; None where it failed otherwise."""
    if not (why := refusal_in(error)):
        return None
    cure = _CURE if url.host == host else "no redirect leads from one host into a private network"
    return AddressRefused(f"it is redirected to {url}, and {why}; {cure}")


def _open(session: aiohttp.ClientSession | None) -> aiohttp.ClientSession:
    if session is None:
        raise RuntimeError("use the Fetcher as an async context manager")
    return session


@asynccontextmanager
async def _bounded(url: str, seconds: float) -> AsyncIterator[None]:
    """One deadline over all that happens within, and its errors in our words."""
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError as error:
        raise FetchError(f"no whole answer within {seconds:g} s", subject=url) from error
    except AddressRefused as error:
        error.subject = error.subject or url
        raise
    except (aiohttp.ClientError, ssl.SSLError, OSError, ValueError) as error:
        raise _in_words(url, error) from error


async def _hop(
    session: aiohttp.ClientSession, url: URL, headers: dict[str, str], limit: int
) -> tuple[Response, URL | None]:
    """One request, and where it is redirected to if it is."""
    async with session.get(url, headers=headers, allow_redirects=False) as raw:
        answer = Response(
            raw.status,
            str(url),
            _plain_headers(raw),
            certificate_until=getattr(raw, "certificate_until", None),
        )
        if raw.status in _MOVED and "location" in answer.headers:
            raw.close()
            return answer, checked_url(raw.headers["Location"], url)
        body, truncated = await _capped(raw, limit)
    return replace(answer, body=body, truncated=truncated), None


def user_agent(contact: str) -> str:
    """``Copytaster/<version> (+contact)``; the contact's own brackets and controls are dropped."""
    clean = "".join(c for c in contact if c.isascii() and c.isprintable() and c not in "()").strip()
    return f"Copytaster/{__version__} ({'+' + clean if clean else 'no contact given'})"


def _conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    pairs = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in pairs.items() if value}


def _falls(url: URL, target: URL) -> bool:
    return url.scheme == "https" and target.scheme == "http"


def _plain_headers(raw: aiohttp.ClientResponse) -> dict[str, str]:
    headers: dict[str, str] = {}
    for name, value in raw.headers.items():
        key, text = name.lower(), _storable(value)
        # A validator that cannot be kept as it is could not be echoed verbatim.
        if key in _FORGOTTEN or (key in _VERBATIM and text != value):
            continue
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    return headers


def _storable(value: str) -> str:
    """A header's text without the lone surrogates that stand for bytes that are not UTF-8."""
    return value.encode("utf-8", "replace").decode("utf-8")


async def _capped(raw: aiohttp.ClientResponse, limit: int) -> tuple[bytes, bool]:
    """The body up to ``limit`` bytes, and whether there was more.

    aiohttp decompresses piece by piece and stops reading the socket while the
    pieces are not taken, so what is held stays near the limit.
    """
    body = bytearray()
    async for piece in raw.content.iter_any():
        body += piece
        if len(body) > limit:
            raw.close()
            return bytes(memoryview(body)[:limit]), True
    return bytes(body), False


def _in_words(url: str, error: Exception) -> FetchError:
    """The library's error as one of ours, in words for the operator."""
    if why := refusal_in(error):
        return AddressRefused(f"{why}; {_CURE}", subject=url)
    if isinstance(error, aiohttp.InvalidURL):
        return AddressRefused("not a web address", subject=url, cause=_short(error))
    for kind, words in _WORDS:
        if isinstance(error, kind):
            return FetchError(words, subject=url, cause=_short(error))
    return FetchError("could not be fetched", subject=url, cause=_short(error))


# The narrower kinds stand before those they derive from.
_WORDS: tuple[tuple[type[Exception], str], ...] = (
    (aiohttp.ClientConnectorCertificateError, "the server's certificate is not trusted"),
    (aiohttp.ClientSSLError, "no secure connection could be made"),
    (ssl.SSLError, "no secure connection could be made"),
    (aiohttp.ClientConnectorDNSError, "there is no such host, or the name service is down"),
    (aiohttp.ClientConnectorError, "no connection could be made"),
    (aiohttp.ServerDisconnectedError, "the server hung up without an answer"),
    (aiohttp.ClientPayloadError, "the body broke off or does not decompress"),
    (aiohttp.ClientResponseError, "the answer is not HTTP as we read it"),
)


def _short(error: Exception) -> str:
    return (str(error) or type(error).__name__)[:200]
