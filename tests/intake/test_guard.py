"""The guard judges the address of the socket, whatever the URL looked like."""

from __future__ import annotations

import socket
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult
from hypothesis import given
from hypothesis import strategies as st

from copytaster.errors import AddressRefused, ConfigError, FetchError
from copytaster.intake import Allowance, Fetcher, refusal
from copytaster.intake.guard import checked_url

PRIVATE = [
    "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.9.9.9", "168.63.129.16",
    "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1",
    "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.7", "203.0.113.9",
    "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::8.8.8.8", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::808:808", "100::1", "2001::1",
    "2001:db8::1", "2002:7f00:1::", "2002:808:808::", "3fff::1", "4000::1", "fc00::1",
    "fd00:ec2::254", "fe80::1", "fe80::1%2", "fec0::1", "ff02::1", "ff0e::1",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "172.32.0.1", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]


@pytest.mark.parametrize("address", PRIVATE)
def test_special_addresses_are_refused(address: str) -> None:
    """Every private, reserved or disguised address is refused with a reason."""
    assert refusal(address, 443)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_not(address: str) -> None:
    """Public addresses pass, also mapped or behind NAT64."""
    assert refusal(address, 443) is None


@pytest.mark.parametrize("text", ["", "localhost", "2130706433", "0x7f.1", "127.1", "1.2.3.4.5"])
def test_what_is_no_numeric_address_is_refused(text: str) -> None:
    """The guard fails closed on anything that is not a plain numeric address."""
    assert refusal(text, 80)


@pytest.mark.parametrize(("port", "passes"), [(80, True), (443, True), (8080, True), (22, False),
                                              (25, False), (0, False), (1023, False)])  # fmt: skip
def test_ports_are_those_feeds_are_served_on(port: int, passes: bool) -> None:
    """80, 443 and the unprivileged ports pass, mail and shell do not."""
    assert (refusal("8.8.8.8", port) is None) is passes


@given(st.integers(0, 2**32 - 1))
def test_a_disguise_never_helps(number: int) -> None:
    """An IPv4 address refused plainly is refused mapped, compatible, by NAT64 and by 6to4."""
    plain = IPv4Address(number)
    if refusal(str(plain), 80) is None:
        return
    for disguise in (
        IPv6Address((0xFFFF << 32) | number),
        IPv6Address(number),
        IPv6Address((0x64FF9B << 96) | number),
        IPv6Address((0x2002 << 112) | (number << 80)),
    ):
        assert refusal(str(disguise), 80), disguise


@given(st.integers(0, 2**128 - 1))
def test_only_global_unicast_passes(number: int) -> None:
    """No IPv6 address outside 2000::/3 passes but a mapped or NAT64 one."""
    address = IPv6Address(number)
    if refusal(str(address), 443) is None:
        assert number >> 125 == 1 or number >> 32 in (0xFFFF, 0x64FF9B << 64)


def test_an_allowance_is_exact() -> None:
    """An exempt endpoint exempts no other port, no neighbour and no disguise of itself."""
    allowed = Allowance.parse("127.0.0.1:8080")
    assert refusal("127.0.0.1", 8080, allowed) is None
    assert refusal("127.0.0.1", 8081, allowed)
    assert refusal("127.0.0.2", 8080, allowed)
    assert refusal("::ffff:127.0.0.1", 8080, allowed)
    assert refusal("10.0.0.1", 8080, allowed)


def test_a_network_is_exempt_on_sane_ports() -> None:
    """An exempt network opens its addresses but no privileged port of them."""
    allowed = Allowance.parse("10.0.0.0/8", "[fd00::1]:9000")
    assert refusal("10.200.0.1", 80, allowed) is None
    assert refusal("10.200.0.1", 22, allowed)
    assert refusal("192.168.0.1", 80, allowed)
    assert refusal("fd00::1", 9000, allowed) is None


@pytest.mark.parametrize("word", ["wires.lan:80", "10.0.0.1", "10.0.0.0/40", "10.0.0.1:0", ""])
def test_an_allowance_that_is_not_understood_is_an_error(word: str) -> None:
    """A name, a bare address or a malformed network is refused in words."""
    with pytest.raises(ConfigError):
        Allowance.parse(word)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://example.com/feed", "gopher://example.com/", "data:text/xml,x",
        "javascript:alert(1)", "http://", "//example.com/feed", "feed.xml", "",
        "http://user@example.com/", "http://user:pass@example.com/", "http://:pass@example.com/",
        "http://@example.com/", "http://exa mple.com/", "http://example.com/\r\nX: y",
        "http://example.com:99999/", "http://[::1", "http://" + "a" * 5000,
    ],
)  # fmt: skip
def test_addresses_that_are_not_fetched(url: str) -> None:
    """Other schemes, credentials, control characters and malformed addresses are refused."""
    with pytest.raises(AddressRefused):
        checked_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/feed?sig=a%2Fb%7E&x=1+2",
        "https://example.com/%E4%B8%AD?q=%20",
        "http://example.com:8080//a//b/../c",
    ],
)
def test_an_address_is_taken_verbatim(url: str) -> None:
    """An ASCII address is not re-quoted: signed ones would break."""
    assert str(checked_url(url)) == url


@given(st.text(max_size=60))
def test_no_text_breaks_the_check(text: str) -> None:
    """Any text is either a web address or an AddressRefused."""
    with suppress(AddressRefused):
        assert checked_url("http://" + text).scheme == "http"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "[::1]", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0",
        "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "[::127.0.0.1]", "[2002:7f00:1::]",
        "localhost", "169.254.169.254", "[fe80::1]", "127。0。0。1", "①②⑦.0.0.1",
    ],
)  # fmt: skip
async def test_no_spelling_of_home_is_visited(host: str, grader, fetcher: Fetcher) -> None:
    """A loopback address in any spelling is not connected to: the server there sees nothing."""
    port = 80 if host.startswith(("169", "[fe80", "[64")) else grader.port + 1
    with pytest.raises(FetchError):
        await fetcher.fetch(f"http://{host}:{port}/secret", timeout=5)
    assert grader.requests == []


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "localhost"]
)
async def test_a_refusal_says_so(host: str) -> None:
    """A refused address is an AddressRefused naming the address, not a failed connection."""
    async with Fetcher() as fetcher:
        with pytest.raises(AddressRefused, match="loopback"):
            await fetcher.fetch(f"http://{host}:8080/", timeout=5)


class Rebinding(AbstractResolver):
    """A name service whose answer changes from one question to the next."""

    def __init__(self, *answers: str):
        self.answers = list(answers)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The next answer; the last one stays."""
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [
            ResolveResult(hostname=host, host=a, port=port, family=socket.AF_INET, proto=0, flags=0)
            for a in answer.split()
        ]

    async def close(self) -> None:
        """Nothing to close."""


async def test_rebinding_is_refused(grader) -> None:
    """A name that first points to an allowed address and then home is refused the second time."""
    grader.feed("/feed")

    async def hang_up(request):
        response = await first(request)
        response.force_close()
        return response

    first = grader.answers["/feed"]
    grader.answers["/feed"] = hang_up
    allowed = Allowance(frozenset({("127.0.0.1", grader.port)}))
    async with Fetcher(
        allowed, contact="https://desk.example/about", resolver=Rebinding("127.0.0.1", "127.0.0.2")
    ) as fetcher:
        url = f"http://wire.example:{grader.port}/feed"
        assert (await fetcher.fetch(url)).status == 200
        with pytest.raises(AddressRefused):
            await fetcher.fetch(url)
    assert len(grader.requests) == 1


async def test_every_address_of_a_name_is_judged(grader) -> None:
    """A name with several addresses reaches only those that may be visited."""
    grader.feed("/feed")
    async with Fetcher(resolver=Rebinding("127.0.0.1 10.0.0.1 192.168.0.1")) as fetcher:
        with pytest.raises(AddressRefused):
            await fetcher.fetch(f"http://wire.example:{grader.port}/feed")
    assert grader.requests == []
