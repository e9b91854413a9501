"""Addresses: made absolute, kept to http(s), and stripped of what only tracks the reader."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from copytaster.formats.names import XML, Element

MAX_URL = 8192
"""Longer addresses are not followed by any browser, and are no address."""

_TRACKERS = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|gclsrc|dclid|msclkid|yclid|twclid|igshid|mc_cid|mc_eid|_hsenc|"
    r"_hsmi|mkt_tok|oly_enc_id|oly_anon_id|vero_id|wickedid|gbraid|wbraid|srsltid|"
    r"at_medium|at_campaign|at_custom\d|at_link_\w+|at_bbc_team|at_ptr_name|at_format|"
    r"ns_campaign|ns_mchannel|ns_source|ns_linkname|xtor|cmpid|cmp|ocid|smid|smtyp|ito|"
    r"wt_mc|wt_zmc|spm|guccounter|guce_referr\w*|sfnsn|ncid|sr_share|__twitter_impression)$",
    re.I,
)
# `ref` and `source` select content on some sites; these values of them never do.
_REFERRERS = {"ref", "source", "src", "from", "via"}
_REFERRER_VALUES = re.compile(
    r"^(?:rss|feed|feeds|twitter|facebook|fb|newsletter|email|google)$", re.I
)
_WHOLE = re.compile(
    r"https?://[\w.-]++(?::\d{1,5})?+(?:[/?][^\x00-\x20\x7f#]*+(?:#[^\x00-\x20\x7f]++)?+)?+"
)
_OTHER_SCHEME = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*+:", re.I)
_PATH = re.compile(r"(?![/\\]{2})[^\x00-\x20\x7f:?#\\]*+(?:[?#][^\x00-\x20\x7f\\]*+)?+")
_CONTROL = re.compile(r"[\x00-\x20\x7f]+")


def absolute(link: str | None, base: str | None = None) -> str | None:
    """The http(s) address ``link`` names when read at ``base``; None for anything else."""
    link = (link or "").strip()
    if not link or len(link) > MAX_URL:
        return None
    if _WHOLE.fullmatch(link):
        return link
    if _OTHER_SCHEME.match(link):
        return None
    link = _CONTROL.sub(lambda m: "%20" if " " in m[0] else "", link)
    try:
        joined = urljoin(base, link) if base else link
        parts = urlsplit(joined)
    except ValueError:
        return None
    if joined.startswith("//"):
        joined, parts = "https:" + joined, parts._replace(scheme="https")
    return joined if parts.scheme in ("http", "https") and parts.netloc else None


def is_relative(link: str) -> bool:
    """Whether it is a path without scheme or host (``/2025/flood``), and nothing a browser takes for more."""
    return len(link) <= MAX_URL and _PATH.fullmatch(link) is not None


def canonical_link(url: str) -> str:
    """One name for one page: host in lower case, no tracker, no fragment, no default port.

    Parameters that select content are kept as sent and in order. A string that
    is no http(s) address comes back unchanged.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return url
    scheme = parts.scheme.lower()
    host = parts.hostname.lower().rstrip(".")
    host = f"[{host}]" if ":" in host else host
    if port and port != {"http": 80, "https": 443}[scheme]:
        host = f"{host}:{port}"
    return urlunsplit((scheme, host, parts.path or "/", _content_query(parts.query), "")).rstrip()


def _content_query(query: str) -> str:
    if not query:
        return ""
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(k, v) for k, v in pairs if not _tracks(k, v)]
    return query if len(kept) == len(pairs) else urlencode(kept)


def _tracks(name: str, value: str) -> bool:
    if _TRACKERS.match(name):
        return True
    return name.lower() in _REFERRERS and bool(_REFERRER_VALUES.match(value))


def base_of(element: Element, document: str | None) -> str | None:
    """The address relative links inside ``element`` start from: every ``xml:base`` above it, in order."""
    chain = []
    at: Element | None = element
    while at is not None:
        if base := at.get(f"{{{XML}}}base"):
            chain.append(base.strip())
        at = at.getparent()
    found = document
    for base in reversed(chain):
        try:
            found = urljoin(found or "", base)
        except ValueError:
            continue
    return found
