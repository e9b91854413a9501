"""Declared rights in the words that formats have for them: holder, notice, terms, a link, an end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from copytaster.anatomy.sentences import fold
from copytaster.model import Rights
from copytaster.publish import links, words
from copytaster.publish.render import clean

_COPYRIGHT = re.compile(r"©|\(c\)|\bcopyright\b", re.I)
_EXCERPT = "Only this excerpt may be shown."


@dataclass(frozen=True, slots=True)
class Terms:
    """``notice`` names the copyright, ``terms`` what may be done, ``link`` where that is written; empty where unsaid."""

    holder: str = ""
    notice: str = ""
    terms: str = ""
    link: str = ""
    until: datetime | None = None


def terms_of(rights: Rights | None, *, whole: bool = True) -> Terms:
    """The declaration in its own words, and in ours what its fields say beyond them.

    ``whole``: the whole copy may be shown; a document that carries less says so.
    """
    if rights is None:
        return Terms(terms="" if whole else _EXCERPT)
    text, link = tidy(rights.text), links.ascii_url(links.web_url(rights.text))
    notice = text if not link and _COPYRIGHT.search(text) else ""
    said = "" if link or notice else text
    limits = [
        "" if whole else _EXCERPT,
        "No derived works." if rights.derive is False else "",
        "No archiving." if rights.archive is False else "",
        f"For use in {tidy(words.joined(rights.where))} only." if rights.where else "",
    ]
    return Terms(
        tidy(rights.holder), notice, " ".join(filter(None, [said, *limits])), link, rights.until
    )


def tidy(text: str | None) -> str:
    """One line that any format can hold."""
    return fold(clean(text)) if text else ""
