"""IPTC's codes as they are written in several ways: qcodes, URIs, bare eight digits."""

from __future__ import annotations

import re

# The prefixes IPTC's own catalogue gives its vocabularies (cv.iptc.org/newscodes).
_SCHEMES = {
    "mediatopic": "medtop",
    "subjectcode": "subj",
    "genre": "genre",
    "newsprovider": "nprov",
    "location": "iptcloc",
    "product-genre": "prodgenre",
}
_NEWSCODES = re.compile(r"^https?://cv\.iptc\.org/newscodes/([\w-]{1,40})/([\w-]{1,60})/?$", re.I)


def subject_code(sent: str, kind: str = "subject") -> str:
    """A subject code as ``scheme:code``: ``medtop:20000056``, ``subj:11000000``, ``subject:City``."""
    sent = sent.strip()[:300]
    if ":" in sent:
        found = _NEWSCODES.match(sent) if sent[0] in "hH" else None
        return f"{_SCHEMES.get(found[1].lower(), found[1])}:{found[2]}" if found else sent
    if len(sent) == 8 and sent.isdecimal():
        # Media Topics begin with 2, the older subject codes with 0 or 1.
        return f"{'medtop' if sent[0] == '2' else 'subj'}:{sent}"
    return f"{kind}:{sent}" if sent else ""


_LANGUAGE_NAMES = {"english": "en", "german": "de", "french": "fr", "spanish": "es", "arabic": "ar"}


def language(sent: str | None) -> str | None:
    """A language tag as sent, names of languages as their tag."""
    if not sent:
        return None
    tag = sent.strip()[:35]
    return _LANGUAGE_NAMES.get(tag.lower(), tag) or None
