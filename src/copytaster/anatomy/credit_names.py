"""Whom a credit line names, and for what: "Reporting by Mara Quill in Varsk and Ann Orlo; Editing by Ed Holm"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from copytaster.anatomy.agencies import agency_name, signed_by
from copytaster.anatomy.credit_lines import HOUSES, NAME
from copytaster.model import CreditRole
from copytaster.words import wordset


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a piece of text, where it stands there, and what it is credited for."""

    name: str
    role: CreditRole
    start: int
    end: int


_ROLES: tuple[tuple[CreditRole, str], ...] = (
    ("editor", r"[Ee]dit(?:ing|ed)(?: (?:and|&) [\w ]{3,24}?)? by ?:?|[Ee]ditors? ?:"),
    (
        "reporter",
        r"(?:[Aa]dditional |[Ff]urther |[Oo]ther )?(?:[Rr]eporting|[Ww]riting|[Rr]eported|[Ww]ritten|[Cc]ompiled|[Tt]ext|[Rr]esearch|[Pp]roduced)"
        r"(?: (?:and|&) (?:[Ww]riting|[Ee]diting|[Rr]eporting|additional reporting))? by ?:?|(?:^|(?<=\())B[yY]|^by|^Analysis by|^Opinion by|^From(?= [A-Z])|"
        r"^(?:Von|Por|Par|Di|Av|Af|Door|Deur|Od|Przez|Ngu|Ibhalwe ngu)(?= )|^(?:Text|Tekst|Texto|Texte|Testo|Autor|Autora|Autorin|Autores|Auteur|Autore|"
        r"Författare|Skribent|Journalist|Yazan|Haber|Muhabir|Yazar|Автор|Reporter|Redaktion)(?: ?:|(?= ))|^(?:文|記者|取材|執筆|記)[・:：／/ ]",
    ),
    (
        "contributor",
        rf"^\W{{0,3}}[Ww]ith(?= {HOUSES})|[Ii]nputs? from|[Ww]ith (?:additional )?(?:files?|material|reporting|contributions?) (?:from|by)|Contribut(?:ing|ors?)(?: writers?)? ?:",
    ),
    ("photographer", r"[Pp]hoto(?:graph)?s?(?: by|graphs by| ?[:/])|[Pp]ictures? by|[Ff]oto(?: ?:|s ?:)|[Bb]ild ?:"),
)  # fmt: skip
_HEAD = re.compile("|".join(f"(?P<{role}>{pattern})" for role, pattern in _ROLES))
# A house whose reporting is additional did not make the story.
_HELP = re.compile(r"additional|further|other", re.I)
_CONTRIBUTED = re.compile(r"\b(?:contributed|assisted with)\b")
_REPORTED = re.compile(r"(?P<who>[^.;]{2,80}?) (?:reported|reports) (?:from|for)\b")
_ALSO_FROM = re.compile(rf", (?:and )?(?P<who>{NAME}(?: {NAME})?) (?:from|in) (?=[A-Z])")
_ENDS = re.compile(r"\n|\.(?=\s|$)|\)|\]|\s[|•·–—/-]+\s")
_JOINT = re.compile(r"\s[|•·–—/-]\s")
# An initial's full stop, and that of "St." or "Jr.", is part of a name.
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|(?i:st|jr|sr|dr|sen|rep|gov|prof|rev|gen|lt|col))\.$")
_STOP = re.compile(r"[.;] ")
_SPLIT = re.compile(
    r",? (?:and|AND|und|y|et|og|och|ve|e|en|&|i|a) (?=[^\W\d_])|, (?:and |und )?|; |、|・|＝", re.I
)
_PLACED = re.compile(r",? (?:in|at|from|near|aboard|for|of|with|reporting in|w|i|en|à|aus) [^,;]*$")
# Whose people they are: "Associated Press writers Mara Quill", "Fox News' Mara Quill".
_OWNERS = re.compile(
    r"^(?:(?:[A-Z][\w.&-]*(?:\.com)? ){0,3}?[A-Z][\w.&-]*(?:\.com)?(?:['’]s?|s['’]) (?=[A-Z])|"
    r"(?:The )?(?:[A-Z][\w.&-]* ){0,3}(?:[Ss]taff )?(?:[Ww]riters?|[Rr]eporters?|[Cc]orrespondents?|[Jj]ournalists?|[Pp]roducers?|[Ee]ditors?|[Pp]hotographers?|Anchors?|Analysts?|Columnists?|Bureau Chiefs?|Director) |(?i:sen|rep|gov|dr|prof|rev|gen)\. )"
)
_PERSON = re.compile(
    rf"{NAME}(?:[ \u00a0](?:(?:de|van|von|der|den|bin|al|la|del|da|di|el|du|le|ter|dos|af|av)[ \u00a0]){{0,2}}{NAME}){{0,4}}$"
)
_EASTERN = re.compile(r"[\u3040-\u9fff\uac00-\ud7a3]{2,8}(?:[\u3000 ][\u3040-\u9fff]{1,6})?$")
_EASTERN_LINE = re.compile(
    r"^[\[(（【]?(?:[가-힣\w]{2,12}[=＝ ]{1,2})?(?P<ko>[가-힣]{2,4}) ?(?:기자|특파원|선임기자|인턴기자|논설위원|앵커|통신원)|"
    r"^[【（(\[〔](?:(?:文|記者|取材|執筆|記)[・:：／/ ])?(?P<ja>[\u3040-\u9fff]{2,8}(?:[\u3000 ][\u3040-\u9fff]{1,6})?)(?:記者)?[】）)\]〕]$"
)
_NOBODY = wordset("""
    agencies agency bureau reports wire wires staff desk team editorial newsroom correspondent
    reporter writer editors letters online our the an digital news redaktion redacción rédaction
""")
_STAMPED = re.compile(
    r" (?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? )?\d.*$| (?:[Pp]ublished|[Uu]pdated|[Pp]osted)\b.*$"
)
_OTHER_HOUSE = re.compile(
    r" (?:(?:[A-Z]{2,5}|Fox|Sky) News|(?:The )?[A-Z]\w+ (?:Times|Post|News|Herald|Tribune))$"
)
_OUTLET = re.compile(
    r"\b(?:TODAY|Today|Times|Post|News|Herald|Tribune|Journal|Record|Press-\w+|Radio|TV|Magazine|Citizen|Gazette|St\. Louis)$|\d"
)
_CALLING = re.compile(
    r"(?<=\w) (?:[A-Z][a-z]+ )?(?:Writer|Correspondent|Editor|Reporter|Producer)$"
)
_HANDLE = re.compile(r"\s?[(,]?\s?(?:@\w{1,30}|[\w.+-]{1,40}@[\w.-]{2,60})\)?")


def named_in(piece: str) -> Iterator[Named]:
    """Everybody a credit line, or a caption, credits by name, in order."""
    if eastern := _EASTERN_LINE.match(piece):
        group = "ko" if eastern["ko"] else "ja"
        yield Named(eastern[group], "reporter", *eastern.span(group))
        return
    heads = list(_HEAD.finditer(piece))
    for at, head in enumerate(heads):
        limit = heads[at + 1].start() if at + 1 < len(heads) else len(piece)
        end = _end_of(piece, head.end(), limit)
        listed = _listed(piece, head.end(), end, _role(head))
        yield from map(_helping, listed) if _HELP.match(head[0]) else listed
    if done := _CONTRIBUTED.search(piece):
        start = _sentence_start(piece, done.start())
        if not any(start <= head.start() < done.start() for head in heads):
            yield from _listed(piece, start, done.start(), "contributor")
    reported = list(_reported(piece))
    yield from reported
    if done is None and not heads and not reported:
        yield from _bare(piece)


def _reported(piece: str) -> Iterator[Named]:
    """``Quill reported from Varsk, Holm from Oslo``, sentence by sentence."""
    for start, end in _sentences(piece):
        match = _REPORTED.match(piece, start, end)
        if match is None:
            continue
        yield from _listed(piece, *match.span("who"), "reporter", True)
        for also in _ALSO_FROM.finditer(piece, match.end(), end):
            yield from _listed(piece, *also.span("who"), "reporter", True)


def _helping(named: Named) -> Named:
    return replace(named, role="contributor") if named.role == "agency" else named


def _sentences(piece: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in (*_STOP.finditer(piece), None):
        end = match.start() + 1 if match else len(piece)
        if match is None or not _abbreviated(piece, start, end):
            yield start, end
            start = match.end() if match else end


def _role(head: re.Match[str]) -> CreditRole:
    role: CreditRole = next(role for role, _ in _ROLES if head[role])
    return role


def _end_of(piece: str, start: int, limit: int) -> int:
    for match in _ENDS.finditer(piece, start, limit):
        if match.group() != "." or not _abbreviated(piece, start, match.end()):
            return match.start()
    return limit


def _abbreviated(piece: str, start: int, end: int) -> bool:
    return _ABBREVIATED.search(piece[max(start, end - 6) : end]) is not None


def _sentence_start(piece: str, at: int) -> int:
    """Where the sentence that ``at`` lies in begins; signs before it left out."""
    start = 0
    for match in _STOP.finditer(piece, 0, at):
        if not _abbreviated(piece, start, match.start() + 1):
            start = match.end()
    while start < at and not piece[start].isalnum():
        start += 1
    return start


def _bare(piece: str) -> Iterator[Named]:
    """A line of names alone: a byline without "By"."""
    end = _end_of(piece, 0, len(piece))
    found = list(_listed(piece, 0, end, "reporter"))
    if found and all(" " in one.name or agency_name(one.name) for one in found):
        yield from found
        if joint := _JOINT.match(piece, end):
            houses = signed_by(piece, (), joint.end())
            yield from (Named(h.name, "agency", h.start, h.end) for h in houses)


def _listed(
    piece: str, start: int, end: int, role: CreditRole, alone: bool = False
) -> Iterator[Named]:
    at = start
    for part in _SPLIT.split(piece[start:end]):
        if not part:
            continue
        offset = piece.find(part, at, end)
        if offset < 0:
            continue
        at = offset + len(part)
        yield from _one(piece, offset, at, role, alone)


def _one(
    piece: str, start: int, end: int, role: CreditRole, alone: bool = False
) -> Iterator[Named]:
    part = piece[start:end]
    owner = _OWNERS.match(part.lstrip(" (["))
    skipped = len(part) - len(part.lstrip(" (["))
    if owner:
        skipped += owner.end()
    bare = _HANDLE.split(_STAMPED.sub("", _PLACED.sub("", part[skipped:])))[0].strip(
        " .,:()[]\u00a0"
    )
    bare = _CALLING.sub("", bare)
    if bare[:4] in {"the ", "The "}:
        skipped, bare = skipped + 4, bare[4:]
    first = bare.split(" ")[0].casefold() if bare else ""
    if not bare or first in _NOBODY or _OUTLET.search(bare):
        return
    begin = piece.find(bare, start, end)
    if houses := signed_by(piece, (), begin, begin + len(bare)):
        made: CreditRole = "agency" if role == "reporter" else role
        yield from (Named(house.name, made, house.start, house.end) for house in houses)
        return
    name, house = _with_house(bare)
    if (" " in name and _PERSON.match(name)) or _EASTERN.match(name) or alone:
        yield Named(name, role, begin, begin + len(name))
    if house and role == "reporter":
        yield Named(house, "agency", begin + len(name) + 1, begin + len(bare))


def _with_house(bare: str) -> tuple[str, str | None]:
    """A name and the house that stands behind it: ``MARA QUILL Associated Press``."""
    words = bare.split(" ")
    for count in (3, 2, 1):
        if len(words) > count + 1 and (house := agency_name(" ".join(words[-count:]))):
            return " ".join(words[:-count]), house
    return _OTHER_HOUSE.sub("", bare), None
