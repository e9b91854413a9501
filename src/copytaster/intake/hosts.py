"""Whose patience is shared: the host a back-off is for."""

from __future__ import annotations

from ipaddress import ip_address

from yarl import URL

from copytaster.intake.guard import Allowance, refusal
from copytaster.words import wordset

PLATFORMS = wordset("""
    feeds.feedburner.com feeds2.feedburner.com github.com gitlab.com medium.com news.google.com
    old.reddit.com politepol.com rss.app rsshub.app t.me www.blogger.com www.reddit.com
    www.youtube.com
""")
"""One host, many unrelated senders: what one feed does there says nothing of the next."""
_PRIVATE_ENDS = (".local", ".lan", ".internal", ".home.arpa", ".localhost")


def host_of(url: str) -> str:
    """The host a request for ``url`` goes to, lower case; "" where there is none."""
    try:
        return (URL(url, encoded=True).host or "").lower().rstrip(".")
    except ValueError:
        return ""


def reachable(url: str, allowed: Allowance) -> bool:
    """Whether the operator has opened the private address at ``url``; of a name alone, whether any."""
    host = host_of(url)
    try:
        address = ip_address("127.0.0.1" if host == "localhost" else host)
        port = URL(url, encoded=True).port or 80
    except ValueError:
        return bool(allowed.networks or allowed.endpoints)
    return allowed.covers(address, port) or allowed.covers_network(address)


def shares_back_off(host: str) -> bool:
    """Whether one feed's back-off holds for all feeds of this host.

    Not on a private host, where unrelated services stand behind one name, and
    not on a platform that many senders share.
    """
    return bool(host) and host not in PLATFORMS and not is_private(host)


def is_private(host: str) -> bool:
    """Whether a host is of somebody's own network, by its name or its address."""
    try:
        ip_address(host)
    except ValueError:
        return "." not in host or host.endswith(_PRIVATE_ENDS)
    return refusal(host, 443) is not None
