"""Where this program will not go: private, reserved and disguised addresses.

The judgement falls on the address a socket is about to be connected to, never
on the text of a URL, so that address literals in any spelling, names that
change their answer (rebinding) and redirects are all one case.

The tables follow the IANA special-purpose address registries (RFC 6890 and
its updates). They are spelled out because `ipaddress`'s ``is_global`` differs
between Python versions and calls 64:ff9b::7f00:1, 2002:7f00:1::, ::127.0.0.1,
fec0::1 and multicast global.
"""

from __future__ import annotations

import errno
import socket
import ssl
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import Any

from aiohttp import TCPConnector
from aiohttp.abc import AbstractResolver
from yarl import URL

from copytaster.errors import AddressRefused, ConfigError

WEB_PORTS = frozenset({80, 443})
FIRST_USER_PORT = 1024
MAX_URL = 4096

_V4 = tuple(
    (IPv4Network(network), why)
    for network, why in (
        ("0.0.0.0/8", "unspecified"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "carrier-shared"),
        ("127.0.0.0/8", "loopback"),
        ("168.63.129.16/32", "a cloud platform's own"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "for documentation"),
        ("192.88.99.0/24", "a 6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "for benchmarks"),
        ("198.51.100.0/24", "for documentation"),
        ("203.0.113.0/24", "for documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)
_V6 = tuple(
    (IPv6Network(network), why)
    for network, why in (
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("::/96", "an IPv4-compatible disguise"),
        ("64:ff9b:1::/48", "a local NAT64 disguise"),
        ("100::/64", "for discarding"),
        ("2001::/23", "reserved"),
        ("2001:db8::/32", "for documentation"),
        ("2002::/16", "a 6to4 disguise"),
        ("3fff::/20", "for documentation"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "site-local"),
        ("ff00::/8", "multicast"),
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")
_GLOBAL_V6 = IPv6Network("2000::/3")


@dataclass(frozen=True, slots=True)
class Allowance:
    """What the operator exempts from the check; nothing by default.

    ``endpoints`` are exact (address, port) pairs, ``networks`` whole ranges
    (any sane port). The sample wire is exempted by its exact endpoint.
    """

    endpoints: frozenset[tuple[str, int]] = frozenset()
    networks: tuple[IPv4Network | IPv6Network, ...] = ()

    @classmethod
    def parse(cls, *words: str) -> Allowance:
        """``10.0.0.0/8``, ``192.168.1.5:8080``, ``[fd00::1]:8080``; ConfigError on anything else.

        Names are not taken: whoever answers for the name would hold the key.
        """
        endpoints, networks = set(), []
        for word in words:
            if "/" in word:
                networks.append(_network(word))
            else:
                endpoints.add(_endpoint(word))
        return cls(frozenset(endpoints), tuple(networks))

    def with_endpoint(self, address: str, port: int) -> Allowance:
        """This allowance and one more exact endpoint."""
        return Allowance(self.endpoints | {(address, port)}, self.networks)

    def covers(self, address: IPv4Address | IPv6Address, port: int) -> bool:
        """Whether exactly this endpoint is exempt."""
        return (str(address), port) in self.endpoints

    def covers_network(self, address: IPv4Address | IPv6Address) -> bool:
        """Whether the address lies in an exempt range."""
        return any(address in network for network in self.networks)


NOTHING = Allowance()


def refusal(address: str, port: int, allowed: Allowance = NOTHING) -> str | None:
    """Why a socket may not be connected to ``address``, or None if it may.

    ``address`` is a numeric IPv4 or IPv6 address as a socket takes it; what
    does not parse as one is refused. IPv4 inside an IPv4-mapped or NAT64
    address is judged as that IPv4 address; other embeddings are refused.
    """
    try:
        ip = ip_address(address)
    except ValueError:
        return f"{address!r} is not a numeric address"
    if allowed.covers(ip, port):
        return None
    if port not in WEB_PORTS and port < FIRST_USER_PORT:
        return f"port {port} is not one feeds are served on"
    if allowed.covers_network(ip):
        return None
    return _address_refusal(ip)


def _address_refusal(ip: IPv4Address | IPv6Address) -> str | None:
    inner = _embedded(ip)
    why = _special(inner)
    if why is None:
        return None
    shown = str(ip) if inner == ip else f"{ip} (that is {inner})"
    return f"{shown} is {why}"


def _embedded(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address a mapped or NAT64 address stands for, else itself."""
    if isinstance(ip, IPv4Address):
        return ip
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    return IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else ip


def _special(ip: IPv4Address | IPv6Address) -> str | None:
    if isinstance(ip, IPv4Address):
        return next((why for network, why in _V4 if ip in network), None)
    named = next((why for network, why in _V6 if ip in network), None)
    return named or (None if ip in _GLOBAL_V6 else "not a global address")


def checked_url(text: str | URL, base: URL | None = None) -> URL:
    """The URL to ask for, taken verbatim where it is plain ASCII.

    ``base`` resolves a relative one (a redirect's Location). Raises
    AddressRefused for anything but http and https, for user names or
    passwords, for control characters and for more than 4096 characters.
    """
    shown = "".join(c if c.isprintable() else "\ufffd" for c in str(text)[:200])
    try:
        url = _parsed(text)
        url = base.join(url) if base is not None else url
        why = _url_refusal(url)  # some parts of a URL are parsed, and fail, only when asked for
    except (ValueError, UnicodeError) as error:
        raise AddressRefused("not a web address", subject=shown, cause=str(error)) from error
    if why:
        raise AddressRefused(why, subject=shown)
    return url.with_fragment(None) if url.raw_fragment else url


def _parsed(text: str | URL) -> URL:
    if isinstance(text, URL):
        return text
    if len(text) > MAX_URL:
        raise ValueError("longer than 4096 characters")
    if any(character <= " " or character == "\x7f" for character in text):
        raise ValueError("white space or control characters in it")
    # Re-quoting a URL breaks signed ones; only what is not ASCII needs it.
    return URL(text, encoded=text.isascii())


def _url_refusal(url: URL) -> str | None:
    if url.scheme not in ("http", "https"):
        return "only http and https addresses are fetched"
    if not url.host:
        return "there is no host in it"
    if url.user is not None or url.password is not None or "@" in url.raw_authority:
        return "a user name or password in an address is not sent"
    return None


def connector(
    allowed: Allowance = NOTHING,
    *,
    resolver: AbstractResolver | None = None,
    trust: ssl.SSLContext | None = None,
    limit: int = 32,
    limit_per_host: int = 8,
) -> TCPConnector:
    """An aiohttp connector that judges every address it is about to connect to."""
    return TCPConnector(
        resolver=resolver,
        ssl=trust or True,
        limit=limit,
        limit_per_host=limit_per_host,
        # No answer is kept beyond one connection: the next is judged afresh.
        use_dns_cache=False,
        socket_factory=lambda info: _guarded_socket(info, allowed),
    )


# Several refused addresses are folded by the connecting library into one
# OSError that keeps only texts, so the mark is in the text.
_MARK = "refused address: "


def _guarded_socket(info: Any, allowed: Allowance) -> socket.socket:
    family, kind, protocol, _, address = info
    why = refusal(str(address[0]), int(address[1]), allowed)
    if why is not None:
        raise PermissionError(errno.EACCES, f"{_MARK}{why}")
    return socket.socket(family=family, type=kind, proto=protocol)


def refusal_in(error: BaseException) -> str | None:
    """The refusal behind a failed connection, or None when it failed otherwise."""
    _, mark, why = str(error).partition(_MARK)
    return why.rstrip("]'\")") if mark else None


def _network(word: str) -> IPv4Network | IPv6Network:
    try:
        return ip_network(word)
    except ValueError as error:
        raise ConfigError("not a network", subject=word, cause=str(error)) from error


def _endpoint(word: str) -> tuple[str, int]:
    host, _, port = word.rpartition(":")
    try:
        if not 0 < int(port) < 65536:
            raise ValueError("the port must be 1 to 65535")
        return str(ip_address(host.removeprefix("[").removesuffix("]"))), int(port)
    except ValueError as error:
        raise ConfigError(
            "give an address and port (10.0.0.5:8080) or a network (10.0.0.0/8)",
            subject=word,
            cause=str(error),
        ) from error
