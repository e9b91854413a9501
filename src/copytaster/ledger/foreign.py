"""What no page of ours ever holds: things that run, lead away or hide words without adding one.

The words of a page are on record, its markup is not. So a page could be kept
to the letter and yet made to say something else: by a script or a stylesheet
from elsewhere, a redirection, a hidden paragraph. The site's own policy forbids
nearly all of this, and its templates use none; whatever is found was put there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

_FOLD = "translate(normalize-space({}), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"


def _any(condition: str) -> etree.XPath:
    return etree.XPath(f"boolean(descendant-or-self::*[{condition}])")


def _is(attribute: str, *values: str) -> str:
    return " or ".join(f"{_FOLD.format(attribute)} = '{value}'" for value in values)


def _begins(attribute: str, *values: str) -> str:
    return " or ".join(f"starts-with({_FOLD.format(attribute)}, '{value}')" for value in values)


_ADDRESSES = ("@href", "@src", "@action", "@formaction", "@xlink:href", "@poster", "@background")
_IN_TEXT = "(ancestor-or-self::main or descendant::main)"
_FOLDED = "self::details and (string-length(normalize-space(.)) > 240 or descendant::main)"
_SPOKEN = "@aria-label and (self::main or self::article or self::h1 or self::p or self::span)"

_FOREIGN: tuple[tuple[str, etree.XPath], ...] = (
    ("a script from elsewhere", _any("self::script[@src or @href]")),
    ("a script in an attribute", _any("@*[starts-with(name(), 'on')]")),
    (
        "an address that runs a script",
        _any(
            " or ".join(
                _begins(f"@*[name() = '{name.removeprefix('@')}']", "javascript:", "vbscript:")
                for name in _ADDRESSES
            )
        ),
    ),
    ("a stylesheet from elsewhere", _any(
        f"self::link[contains({_FOLD.format('@rel')}, 'stylesheet') and (contains(@href, '//') or contains(@href, ':'))]"
    )),
    ("a look of its own in an attribute", _any("@style or @bgcolor or @background")),
    ("a redirection", _any(f"self::meta[{_is('@http-equiv', 'refresh', 'set-cookie')}]")),
    ("another character set", _any(
        f"self::meta[@charset and not({_is('@charset', 'utf-8', 'utf8')})]"
    )),
    ("another base for its links", _any("self::base")),
    ("a hidden part in its text", _any(
        f"(@hidden or @inert or @popover or self::dialog or contains(concat(' ', @class, ' '), ' skip ')) and {_IN_TEXT}"
    )),
    ("a drawing in its text", _any(
        f"(self::svg or self::math or self::canvas or self::video) and {_IN_TEXT}"
    )),
    ("a form that leads elsewhere", _any(
        "(self::form and (contains(@action, ':') or contains(@action, '//'))) or @formaction"
    )),
    ("text that is struck out, folded away or turned round", _any(
        f"(self::s or self::del or self::strike or self::bdo or {_FOLDED}) and {_IN_TEXT}"
    )),
    ("other words for a tip or a screen reader in its text", _any(
        f"((@title and not(self::link)) or {_SPOKEN}) and {_IN_TEXT}"
    )),
)  # fmt: skip


def foreign(root: Any) -> Iterator[str]:
    """What is found, each kind once, in words that follow "The page holds"."""
    for what, there in _FOREIGN:
        if there(root):
            yield what
