"""HTML read by a grammar so narrow that no parser can read anything else into it.

    page → tokens → elements, attributes and texts, each allowed by name and value → faults

Every ``<`` must begin one of the few forms that our templates write, every
attribute be quoted, every element closed where it was opened. A page that
keeps to it is the same to every HTML parser, so nothing can mutate; what it
says is then held against lists of what is allowed. Lists, not patterns of what is bad.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

_ATTRIBUTE = r"\s+[a-z][a-z:.-]*(?:=\"[^\"<]*\")?"
_TOKEN = re.compile(
    r"<!doctype html>|<script type=\"application/ld\+json\">(?P<data>[^<]*)</script>"
    rf"|</(?P<end>[a-z][a-z0-9]*)>|<(?P<start>[a-z][a-z0-9]*)(?P<attributes>(?:{_ATTRIBUTE})*)\s*>"
    r"|(?P<text>[^<]+)"
)
_PAIR = re.compile(r"\s+([a-z][a-z:.-]*)(?:=\"([^\"<]*)\")?")
_EMPTY = frozenset(["meta", "link", "img", "input", "br", "hr", "wbr"])
# What no text on a page may hold: codes that a parser drops, repairs or reads in two ways.
_CODES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_WORD = r"[A-Za-z][A-Za-z0-9_-]*"
_LOCAL = r"(?:\.{1,2}/|/(?!/)|#)[A-Za-z0-9_./?=&%+#:~-]*|[a-z]+\.(?:xml|json)"
_QUERY = r"\?[A-Za-z0-9._=&%+/-]*"
_WEB = r"https?://[^\s\"<>\\`\x00-\x20\u200b-\u200f\u202a-\u202e\u2066-\u2069]+"
_ICON = r"data:image/svg\+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath fill='%231c5f4a' d='[MHvVhzm0-9 ]+'/%3E%3C/svg%3E"
_ANY = r"(?s:.*)"

Rules = Mapping[str, Mapping[str, str]]
_COMMON = {
    "id": r"[a-z]{1,3}\d+|[a-z]+(?:-[a-z]+)*|[as]-[a-z0-9-]+", "class": rf"{_WORD}(?: {_WORD})*", "lang": r"[A-Za-z0-9-]*", "dir": "auto|ltr|rtl",
    "role": "[a-z]+", "aria-label": _ANY, "aria-labelledby": r"[a-z-]+|m\d+|s-[a-z0-9-]+", "aria-hidden": "true", "tabindex": "-?[01]", "hidden": "",
    "aria-live": "polite|off", "aria-current": "page|true", "title": _ANY, "aria-describedby": "[a-z-]+",
}  # fmt: skip
_TEXTUAL = ["html", "head", "body", "title", "header", "nav", "main", "article", "section", "aside", "footer", "div", "p", "span", "h1", "h2", "h3", "h4", "ul", "ol", "li", "dl", "dt", "dd", "bdi", "strong", "em", "code", "del", "ins", "s", "details", "summary", "figure", "figcaption", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "caption", "cite", "pre", "br", "hr", "wbr", "label", "fieldset", "legend", "button", "select", "optgroup", "option", "textarea", "form", "a", "img", "time", "meta", "link", "input", "small"]  # fmt: skip

SITE: Rules = {
    **{tag: _COMMON for tag in _TEXTUAL if tag not in ("button", "select", "optgroup", "option", "textarea", "fieldset", "legend")},
    "html": {"lang": "en"},
    "a": {**_COMMON, "href": f"{_LOCAL}|{_WEB}|{_QUERY}", "rel": "external", "type": r"application/[a-z+]+"},
    "img": {**_COMMON, "src": _WEB.replace("https?", "https"), "alt": _ANY, "width": r"\d+", "height": r"\d+", "decoding": "async", "fetchpriority": "high",
            "loading": "lazy", "referrerpolicy": "no-referrer"},
    "time": {**_COMMON, "datetime": r"\d{4}-\d\d-\d\d(?:T[\d:]+Z)?"},
    "th": {**_COMMON, "scope": "col|row"},
    "meta": {"charset": "utf-8", "http-equiv": "Content-Security-Policy|refresh", "content": _ANY, "media": r"\(prefers-color-scheme: (?:light|dark)\)",
             "name": r"viewport|color-scheme|theme-color|description|robots|copytaster:(?:salt|subject|page|edition|moved)|twitter:card",
             "property": r"(?:og|article):[a-z_:]+"},
    "link": {"rel": "stylesheet|icon|alternate|canonical", "href": f"{_LOCAL}|{_WEB}|{_ICON}", "type": r"application/[a-z0-9.+]+", "title": _ANY,
             "hreflang": r"[A-Za-z0-9-]*"},
    "form": {**_COMMON, "action": _LOCAL, "method": "get"},
    "input": {**_COMMON, "type": "search|submit", "name": "q", "value": _ANY, "autocomplete": "off", "placeholder": _ANY, "maxlength": r"\d+", "required": ""},
    "label": {**_COMMON, "for": "[a-z]+"}, "button": {**_COMMON, "type": "submit"},
}  # fmt: skip
"""What the public site's pages may hold: elements, their attributes, and what those may say."""

_DESK_ATTRIBUTES = {
    **_COMMON, "hx-get": r"/desk/[A-Za-z0-9_./?=&%+#:~-]*", "hx-post": r"/desk/[A-Za-z0-9_./?=&%+#:~-]*", "hx-target": r"[#.a-z -]+", "hx-swap": "[A-Za-z: ]+",
    "hx-trigger": r"[A-Za-z0-9:, ]+", "hx-ext": "sse", "sse-connect": "/desk/changes", "hx-select": "[#.a-z -]+", "hx-include": r"[#.a-z -]+", "hx-disabled-elt": "[#.a-z -]+",
    "data-public": "/stories/[0-9a-f]+/", "data-row": "", "data-keys": "", "data-edit": "", "data-search": "",
}  # fmt: skip
DESK: Rules = {
    **dict.fromkeys((*_TEXTUAL, "fieldset", "legend", "textarea", "mark", "dialog", "kbd", "q", "datalist"), _DESK_ATTRIBUTES),
    "html": {"lang": "en"}, "meta": {**SITE["meta"]}, "link": {**SITE["link"]},
    "a": {**SITE["a"], **_DESK_ATTRIBUTES, "rel": "external|noreferrer|external noreferrer"}, "img": {**SITE["img"], **_DESK_ATTRIBUTES}, "time": {**SITE["time"], **_DESK_ATTRIBUTES},
    "th": {**SITE["th"], **_DESK_ATTRIBUTES}, "td": {**_DESK_ATTRIBUTES, "colspan": r"\d+", "data-name": "[A-Za-z ]*"},
    "script": {"src": r"/desk/static/[a-z.]+\.js", "defer": ""},
    "form": {**_DESK_ATTRIBUTES, "action": _LOCAL, "method": "get|post|dialog"},
    "input": {**_DESK_ATTRIBUTES, "type": "[a-z]+", "name": "[a-z_]+", "value": _ANY, "list": "near", "autocomplete": "[a-z]+", "placeholder": _ANY, "maxlength": r"\d+", "required": "", "checked": "",
              "autofocus": "", "size": r"\d+", "inputmode": "[a-z]+", "spellcheck": "true|false"},
    "textarea": {**_DESK_ATTRIBUTES, "name": "[a-z_]+", "rows": r"\d+", "cols": r"\d+", "maxlength": r"\d+", "required": "", "spellcheck": "true|false"},
    "button": {**_DESK_ATTRIBUTES, "type": "submit|button", "name": "[a-z_]+", "value": _ANY, "disabled": ""},
    "select": {**_DESK_ATTRIBUTES, "name": "[a-z_]+", "required": ""}, "optgroup": {**_DESK_ATTRIBUTES, "label": "[A-Za-z ]+"}, "option": {**_DESK_ATTRIBUTES, "value": _ANY, "selected": ""},
    "label": {**_DESK_ATTRIBUTES, "for": "[a-z_-]+|a-[a-z0-9]+"}, "details": {**_DESK_ATTRIBUTES, "open": ""},
}  # fmt: skip
"""The same for the desk's screens."""

_CARRIED = {"lang": r"[A-Za-z0-9-]*", "dir": "auto|ltr|rtl"}
CARRIED: Rules = {
    **dict.fromkeys(["div", "p", "em", "strong", "ul", "li", "h2", "hr", "figure", "figcaption", "cite", "blockquote", "footer", "br", "span", "bdi", "small", "table", "thead", "tbody", "tr", "th", "td"], _CARRIED),
    "a": {**_CARRIED, "href": _WEB, "rel": "external|noopener noreferrer"}, "time": {"datetime": SITE["time"]["datetime"]}, "blockquote": {**_CARRIED, "cite": _WEB},
    "img": {"src": SITE["img"]["src"], "alt": _ANY, "width": r"\d+", "height": r"\d+", "loading": "lazy"},
}  # fmt: skip
"""The same for markup inside feeds, pushes and oEmbed: no class, no id, no style."""


@dataclass
class Reading:
    """What was read: faults in words, texts, and the data of ld+json scripts."""

    faults: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    elements: int = 0


_ONWARD = re.compile(r'content="0; url=(?:\.\./)+(?:events|stories)/[A-Za-z0-9_-]+/"')


def read(markup: str, rules: Rules) -> Reading:
    """Hold a page or a piece of markup against the rules."""
    found, at, opened = Reading(), 0, []
    if codes := _CODES.search(markup):
        found.faults.append(
            f"the code {codes[0]!r} behind {markup[max(0, codes.start() - 40) : codes.start()]!r}"
        )
    while at < len(markup):
        token = _TOKEN.match(markup, at)
        if token is None:
            found.faults.append(f"no form of ours: {markup[at : at + 120]!r}")
            return found
        at = token.end()
        _take(token, opened, rules, found)
    if opened:
        found.faults.append(f"left open: {opened}")
    return found


def _take(token: re.Match[str], opened: list[str], rules: Rules, found: Reading) -> None:
    if token["text"]:
        found.texts.append(unescape(token["text"]))
    elif token["data"] is not None:
        found.data.append(token["data"])
    elif token["end"]:
        if not opened or opened.pop() != token["end"]:
            found.faults.append(f"</{token['end']}> closes nothing")
    elif token["start"]:
        found.elements += 1
        found.faults.extend(_element(token["start"], token["attributes"], rules))
        if token["start"] not in _EMPTY:
            opened.append(token["start"])


def _element(tag: str, attributes: str, rules: Rules) -> Iterator[str]:
    if tag not in rules:
        yield f"<{tag}> is not allowed"
        return
    seen = set()
    for name, quoted in _PAIR.findall(attributes):
        value, rule = unescape(quoted), rules[tag].get(name)
        if rule is None or not re.fullmatch(rule, value):
            yield f"<{tag} {name}={value[:200]!r}> is not allowed"
        if name in seen:
            yield f"<{tag}> has {name} twice"
        seen.add(name)
    if 'http-equiv="refresh"' in attributes and not _ONWARD.search(attributes):
        yield f"<{tag} {attributes[:200]}> leads out of the site"
    if tag == "script" and "src" not in seen:
        yield "a script of its own"
