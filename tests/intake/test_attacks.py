"""Every way into the operator's own network, tried against a socket that must stay silent.

The trap listens on loopback, IPv4 and IPv6, on one port; a fetcher that was
allowed nothing is sent there in every disguise. The same fetcher with the
operator's permission gets through, so the silence is the guard's doing.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing, suppress

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from copytaster.errors import AddressRefused, FetchError
from copytaster.intake import Allowance, Articles, Fetcher
from wire import NOW

DISGUISES = {
    "plain": "http://127.0.0.1:{port}/",
    "the-whole-block": "http://127.255.1.2:{port}/",
    "name": "http://localhost:{port}/",
    "name-with-a-dot": "http://localhost.:{port}/",
    "decimal": "http://2130706433:{port}/",
    "octal": "http://0177.0.0.1:{port}/",
    "octal-of-all": "http://017700000001:{port}/",
    "hex": "http://0x7f000001:{port}/",
    "hex-by-parts": "http://0x7f.0x0.0x0.0x1:{port}/",
    "short": "http://127.1:{port}/",
    "nought": "http://0:{port}/",
    "unspecified": "http://0.0.0.0:{port}/",
    "full-width": "http://１２７.0.0.1:{port}/",
    "ideographic-stops": "http://127。0。0。1:{port}/",
    "percent-encoded": "http://%31%32%37.0.0.1:{port}/",
    "ipv6-loopback": "http://[::1]:{port}/",
    "ipv6-unspecified": "http://[::]:{port}/",
    "ipv6-mapped": "http://[::ffff:127.0.0.1]:{port}/",
    "ipv6-mapped-in-hex": "http://[::ffff:7f00:1]:{port}/",
    "ipv6-compatible": "http://[::127.0.0.1]:{port}/",
    "ipv6-with-a-zone": "http://[::1%25lo]:{port}/",
    "nat64": "http://[64:ff9b::7f00:1]:{port}/",
    "nat64-local": "http://[64:ff9b:1::7f00:1]:{port}/",
    "6to4": "http://[2002:7f00:1::]:{port}/",
    "teredo": "http://[2001:0:7f00:1::80ff:fffe]:{port}/",
    "isatap": "http://[fe80::5efe:7f00:1]:{port}/",
    "unique-local": "http://[fd00::1]:{port}/",
    "private-10": "http://10.0.0.1:{port}/",
    "private-172": "http://172.16.0.1:{port}/",
    "private-192": "http://192.168.0.1:{port}/",
    "carrier": "http://100.64.0.1:{port}/",
    "cloud-metadata": "http://169.254.169.254/latest/meta-data/",
    "cloud-metadata-ipv6": "http://[fd00:ec2::254]/latest/meta-data/",
    "userinfo": "http://wire.example@127.0.0.1:{port}/",
    "userinfo-encoded": "http://wire.example%40127.0.0.1:{port}/",
    "userinfo-with-password": "http://user:word@127.0.0.1:{port}/",
    "backslash": "http://wire.example\\@127.0.0.1:{port}/",
    "fragment": "http://127.0.0.1:{port}#@wire.example/",
    "control-characters": "http://127.0.0.1:{port}/\r\nHost: wire.example",
    "port-of-ssh": "http://8.8.8.8:22/",
    "port-of-mail": "http://8.8.8.8:25/",
    "file": "file:///etc/passwd",
    "file-with-a-host": "file://127.0.0.1/etc/passwd",
    "ftp": "ftp://127.0.0.1:{port}/",
    "gopher": "gopher://127.0.0.1:{port}/_x",
    "dict": "dict://127.0.0.1:{port}/d",
    "data": "data:text/xml,<rss/>",
}


class Trap:
    """Listens on loopback and says how many came."""

    def __init__(self) -> None:
        self.sockets = [socket.create_server(("127.0.0.1", 0))]
        self.port = self.sockets[0].getsockname()[1]
        with suppress(OSError):  # a machine without IPv6
            self.sockets.append(socket.create_server(("::1", self.port), family=socket.AF_INET6))
        for listener in self.sockets:
            listener.setblocking(False)

    def visitors(self) -> int:
        """How many connections were made."""
        count = 0
        for listener in self.sockets:
            with suppress(BlockingIOError):
                while True:
                    listener.accept()[0].close()
                    count += 1
        return count


@pytest.fixture
def trap() -> Iterator[Trap]:
    """A trap; at the end nobody may have come that the test did not count."""
    made = Trap()
    yield made
    left = made.visitors()
    for listener in made.sockets:
        listener.close()
    assert left == 0, "somebody was let in"


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES)
async def test_no_disguise_reaches_home(disguise: str, trap: Trap) -> None:
    """Literal, encoded, embedded, with credentials, another port, another scheme: refused, unvisited."""
    async with Fetcher() as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.fetch(disguise.format(port=trap.port), timeout=5)
    refused = isinstance(caught.value, AddressRefused)
    # A host that no name service knows is as good as refused; a timeout is not.
    assert refused or "no such host" in str(caught.value), caught.value


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES)
async def test_no_redirect_reaches_home(disguise: str, trap: Trap, grader, fetcher) -> None:
    """The same from an honest server's redirect, though that server's own address is allowed."""
    where = disguise.format(port=trap.port).replace("\r\n", "%0d%0a").encode().decode("latin-1")
    grader.says("/hop", 302, Location=where)
    with pytest.raises(FetchError) as caught:
        await fetcher.fetch(grader.url("/hop"), timeout=5)
    assert isinstance(caught.value, AddressRefused) or "no such host" in str(caught.value)
    assert [r.path for r in grader.requests] == ["/hop"]


class Liar(AbstractResolver):
    """A name service that gives its answers one after the other; the last one stays."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The next answer: one address or several."""
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in answer.split()
        ]

    async def close(self) -> None:
        """Nothing to close."""


@pytest.mark.parametrize(
    "answer",
    ["127.0.0.1", "::1", "::ffff:127.0.0.1", "10.0.0.1 127.0.0.1", "64:ff9b::7f00:1", "0.0.0.0"],
)
async def test_a_name_that_leads_home(answer: str, trap: Trap) -> None:
    """Whatever a name service answers, the socket's own address is judged."""
    async with Fetcher(resolver=Liar(answer)) as fetcher:
        with pytest.raises(AddressRefused):
            await fetcher.fetch(f"http://wire.example:{trap.port}/", timeout=5)


async def test_a_name_that_changes_its_mind(trap: Trap, grader) -> None:
    """Rebinding: a good answer first, home the second time; checked at every connection."""
    grader.says("/hop", 302, Location=f"http://wire.example:{trap.port}/", Connection="close")
    allowed = Allowance(frozenset({("127.0.0.1", grader.port)}))
    async with Fetcher(
        allowed, contact="https://desk.example/about", resolver=Liar("127.0.0.1", "127.0.0.1")
    ) as fetcher:
        with pytest.raises(AddressRefused):
            await fetcher.fetch(f"http://wire.example:{grader.port}/hop", timeout=5)


async def test_robots_and_hubs_are_no_way_round(trap: Trap) -> None:
    """An article's address, and a hub that a feed names, are judged like any other."""
    home = f"http://127.0.0.1:{trap.port}/"
    async with Fetcher() as fetcher:
        with pytest.raises(AddressRefused):
            await fetcher.submit(home, {"hub.mode": "subscribe"}, named_by="https://wire.example/")
        with pytest.raises(FetchError):
            await Articles(fetcher).fetch(home, NOW)


async def test_what_the_operator_allows_is_reached(trap: Trap) -> None:
    """The trap does work: with the network allowed, its address and its name get through."""
    reached = 0
    async with Fetcher(Allowance.parse("127.0.0.0/8", "::1/128")) as fetcher:
        for url in (f"http://127.0.0.1:{trap.port}/", f"http://localhost:{trap.port}/"):
            with pytest.raises(FetchError, match="within"):
                await fetcher.fetch(url, timeout=0.2)
            reached += bool(trap.visitors())
    assert reached == 2


async def test_an_allowed_network_has_no_other_ports_and_no_strangers_redirects(
    trap: Trap, grader
) -> None:
    """Allowed means: asked for by the operator. Not port 22 of it, not by another server's word."""
    grader.says("/far", 302, Location=f"http://127.0.0.2:{trap.port}/")
    with closing(socket.create_server(("127.0.0.2", trap.port))) as other:
        other.setblocking(False)
        async with Fetcher(
            Allowance.parse("127.0.0.0/8"), contact="https://desk.example/about"
        ) as fetcher:
            for url in (grader.url("/far"), "http://127.0.0.1:22/"):
                with pytest.raises(AddressRefused):
                    await fetcher.fetch(url, timeout=5)
        with pytest.raises(BlockingIOError):
            other.accept()
