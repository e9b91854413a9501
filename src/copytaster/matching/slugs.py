"""What a headline says of its own edition, and the headline without it.

Agencies mark takes before a headline (Reuters "UPDATE 2-", "CORRECTED-(OFFICIAL)-",
Yonhap "(2nd LD)") or behind it (AP ", 2nd Ld-Writethru", the web's "(updated)").
"""

from __future__ import annotations

import re
from functools import lru_cache

_LONGEST = 400
_MOST = 4  # marks before one headline
_NTH = r"[1-9](?:ST|ND|RD|TH|st|nd|rd|th)[- ]?"
# In capitals, and parted from the headline by a dash, a colon or a bracket.
_CAPITALS = re.compile(
    rf"\s{{0,3}}\W{{0,3}}(?P<word>(?:MANDATORY |BULLETIN |NEWS )?KILL(?:ED|S)?|UPDATE[DS]?|"
    rf"CORRECT(?:ED|S|ION|IVE)?|CLARIFI(?:ED|CATION)|WITHDRAW(?:N|AL)?|ANNULATION|ELIMINATION|RETRACT(?:ED|ION)?|"
    rf"WRITE-?THR(?:U|OUGH)|REFILED?|RECASTS?|RPT|REPEAT|RESENDING|WRAP-?UP|ADDS|"
    rf"(?:{_NTH})?(?:LD|LEAD)(?:-WRITE-?THRU)?|EDS)\b"
    rf"(?:\s{{0,2}}#?\d{{1,2}})?\s{{0,2}}(?:[-:–—)\]]|(?=\()|\bKILL\b)\s{{0,2}}"
    rf"(?:\([A-Z ]{{1,24}}\)\s{{0,2}}[-:–—])?"
)
# In any case where a colon or a closing bracket says that it is no word of the headline; never a kill.
_ANY_CASE = re.compile(
    rf"\s{{0,3}}[(\[]?(?P<word>update[ds]?|correct(?:ed|s|ion)|clarifi(?:ed|cation)|refiled?|"
    rf"write-?thr(?:u|ough)|{_NTH}(?:ld|lead)(?:[- ]write-?thru)?)"
    rf"(?:\s{{1,2}}#?\d{{1,2}})?\s?[:)\]]",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"[,\s(\[–—-]{{1,3}}(?P<word>{_NTH}(?:ld|lead)(?:[- ]?write-?thr(?:u|ough))?|write-?thru|"
    rf"(?<=[(\[])(?:updated?|corrected|correction))[)\]]?\s{{0,3}}$",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def parted(headline: str) -> tuple[tuple[str, ...], str]:
    """(the words that mark it as an edition, lower case; the headline without its marks)."""
    rest, words = headline[:_LONGEST], list[str]()
    while len(words) < _MOST and (match := _CAPITALS.match(rest) or _ANY_CASE.match(rest)):
        words.append(match["word"].casefold())
        rest = rest[match.end() :]
    if match := _BEHIND.search(rest[-40:]):
        words.append(match["word"].casefold())
        rest = rest[: max(0, len(rest) - 40) + match.start()]
    return tuple(words), rest.strip()
