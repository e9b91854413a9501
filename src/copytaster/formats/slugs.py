"""What a headline says of its own edition, and the headline without it.

Agencies mark takes before a headline (Reuters ``UPDATE 2-``, ``CORRECTED-(OFFICIAL)-``, PA
``1 CORRECTED``, Yonhap ``(2nd LD)``, EFE ``CORRECCIÓN``) or behind it (AP ``, 2nd Ld-Writethru``,
the web's ``(updated)``, ``- UPDATE``). Four things tell a mark from a word of the headline: that it is
in capitals where the headline is not, that a colon, bracket or stars set it apart, that it is numbered,
and that it is a word nobody but a wire desk uses. A kill is believed in capitals alone.
"""

from __future__ import annotations

import re
from functools import lru_cache

from copytaster.words import wordset

_LONGEST = 400
_MOST = 4  # marks before one headline
_TAIL = 56

_LOUD_KILLS = frozenset({"mandatory kill", "bulletin kill", "news kill", "story kill"})
_KILLS = _LOUD_KILLS | wordset("""
    kill kills killed withdraw withdrawn withdrawal retract retracted retraction annulation elimination
    zurückgezogen zurückziehung anulación annullamento anulação makulering makuleras udgår tilbagetrukket
    ingetrokken аннулировано аннулирование""")
_CORRECTIONS = wordset("""
    corrected correction corrects corrective clarified clarification clarifies berichtigung berichtigt
    korrektur korrigiert richtigstellung corrección rectificación rectificatif correctif rectification
    rettifica correzione correção rettelse rättelse oikaisu rectificatie correctie sprostowanie исправление
    исправлено уточнение düzeltme""")
_CORRECTIONS_IN_CAPITALS = wordset("corrige corrigé corrigée errata korekta oprava поправка")
_REFILES = wordset("refile refiled refiles refiling")
_REPEATS = wordset("rpt repeat resending resend wiederholung")
_UPDATES = wordset("""
    update updated updates aktualisiert aktualisierung actualización actualizado actualizada ampliación
    actualisation actualisé actualisée aggiornamento aggiornato atualização atualizada atualizado opdatering
    opdateret uppdatering uppdaterad oppdatert oppdatering päivitys päivitetty aktualizacja aktualizace
    обновление обновлено güncelleme""")
_UPDATES_IN_CAPITALS = wordset("wrapup wrap-up adds zusammenfassung")
_WRITTEN = wordset("writethru writethrough write-thru write-through recast recasts") | {
    "write thru",
    "write through",
}
_LEADS = wordset("ld lead")
_TAKES = wordset("take")
_SIGNALS: dict[str, str] = {
    **dict.fromkeys(_KILLS, "kill"),
    **dict.fromkeys(_CORRECTIONS | _CORRECTIONS_IN_CAPITALS, "correction"),
    **dict.fromkeys(_REFILES, "refile"),
    **dict.fromkeys(_REPEATS, "repeat"),
    **dict.fromkeys(_UPDATES | _UPDATES_IN_CAPITALS | {"eds"}, "update"),
    **dict.fromkeys(_WRITTEN, "write-through"),
    **dict.fromkeys(_LEADS, "lead"),
    **dict.fromkeys(_TAKES, "take"),
}
# Said by nobody else: a mark in any case, wherever punctuation sets it apart.
_JARGON = _REFILES | _WRITTEN | {"rpt", "eds"}
# They mark nothing but behind a number ("2nd take"), or in capitals and brackets ("(LEAD)").
_NUMBERED = _LEADS | _TAKES
# In any case where a colon, brackets or stars set them apart; elsewhere in capitals alone.
_SET_APART = (_CORRECTIONS | _UPDATES | _JARGON) - {"updates"}
# Before a headline with nothing between: "KILL Dam bursts".
_BARE = _LOUD_KILLS | _CORRECTIONS | _REFILES | {"kill", "rpt"}
# Kills that no headline begins or ends with, though it be all in capitals.
_PLAIN_KILLS = _LOUD_KILLS | wordset(
    "withdrawal annulation annullamento anulación anulação zurückgezogen"
)

_WORDS = "|".join(sorted(map(re.escape, _SIGNALS), key=len, reverse=True))
_NTH = r"\d{1,2}(?:st|nd|rd|th|\.)[- ]?|\d{1,2} "
_NUMBER = r"\s{0,2}(?:No\. ?|#)?\d{1,2}"
_BEFORE = re.compile(
    rf"[\s=•<]{{0,4}}(?P<open>[(\[]|\*{{1,4}}|\+{{2,4}}|/{{2}})?\s?"
    rf"(?P<nth>{_NTH})?(?P<word>{_WORDS})(?:-(?P<more>write-?thr(?:u|ough)))?(?![^\W\d])"
    rf"(?P<number>{_NUMBER}(?!\w|[:.]\d))?(?:\s?\([A-Z]{{2,12}}\))?\s{{0,2}}"
    rf"(?P<end>[)\]]|\*{{1,4}}|\+{{2,4}}|/{{2}}|[:|]|[-–—](?P<loose>\s)?|(?=\s|$)|(?=\())(?P<colon>\s?[-:–—])?\s{{0,2}}"
    rf"(?:\([A-Z][A-Z ]{{1,24}}\)\s{{0,2}}[-:–—]\s{{0,2}})?",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"(?P<gap>\s{{0,2}}[,–—|/-]-?\s{{0,2}}|\s{{1,2}}|)(?P<open>[(\[]|\*{{1,4}})?\s?"
    rf"(?P<nth>{_NTH})?(?<!\w)(?P<word>{_WORDS})(?:[- ](?P<more>write-?thr(?:u|ough)))?"
    rf"(?P<number>{_NUMBER})?\s{{0,2}}(?P<close>[)\]]|\*{{1,4}}|-{{1,2}})?\s{{0,3}}$",
    re.IGNORECASE,
)
# What goes on behind "lead-" and "take-" makes another word of them.
_GOES_ON = re.compile(r"(?:free|in|off|up|time|out|home|over|down|away|on)\b", re.IGNORECASE)
# What a line begins with, behind brackets, stars and numbers: three letters tell most lines from marks.
_FIRST = re.compile(r"[\W_]{0,8}(?:\d{1,2}(?:st|nd|rd|th|\.)?[- ]?)?([^\W\d_]{1,3})", re.IGNORECASE)
_BEGINNINGS = frozenset(word[:3] for word in _SIGNALS)
_ENDINGS = frozenset(word[-3:] for word in _SIGNALS) | {"hru", "ugh"}


@lru_cache(maxsize=2048)
def parted(headline: str) -> tuple[tuple[str, ...], str]:
    """(signals of the edition: kill, correction, refile, write-through, lead, update, repeat, take; the rest).

    The rest is the headline without its marks, which is what editions of one story have in common.
    """
    found, rest = _before(headline[:_LONGEST])
    if match := _behind(rest):
        found.append(_signal(match))
        rest = rest[: max(0, len(rest) - _TAIL) + match.start()]
    return tuple(found), rest.strip()


def core(headline: str | None) -> str:
    """The headline without its marks; as it is where it has none, or nothing else is in it."""
    if not headline:
        return ""
    signals, rest = parted(headline)
    return rest if signals and rest else headline


def opening(line: str) -> list[str]:
    """The signals of the marks that a line begins with."""
    return _before(line[:_LONGEST])[0]


def beginning(text: str) -> str:
    """The first three letters of a text, folded, behind brackets, stars and numbers; empty for none."""
    match = _FIRST.match(text)
    return match[1].casefold() if match else ""


def _before(rest: str) -> tuple[list[str], str]:
    """The signals of the marks before a headline, and the headline behind them."""
    found: list[str] = []
    while len(found) < _MOST and beginning(rest) in _BEGINNINGS and (match := _BEFORE.match(rest)):
        after = rest[match.end() :]
        if not _marks_before(match, after):
            break
        found.append(_signal(match))
        rest = after
    return found, rest


def _signal(match: re.Match[str]) -> str:
    return "write-through" if match["more"] else _SIGNALS[match["word"].casefold()]


def _marks_before(match: re.Match[str], after: str) -> bool:
    """Whether what looks like a mark before a headline is one, by what sets it apart."""
    word, end = match["word"].casefold(), match["end"]
    apart = _is_apart(match, end)
    capitals = match["word"].isupper()
    shouted = _shouted(after)
    if match["word"] == "EDs":
        return False  # emergency departments
    if not after and not end:
        return capitals and word in _BARE
    if word in _KILLS:
        return capitals and _kills(match, word, after, apart, shouted)
    if match["nth"]:
        return _numbered(match, after, capitals)
    if word in _NUMBERED:
        bracketed = bool(match["open"]) and end in (")", "]")
        return capitals and (
            bracketed or bool(end and match["number"]) or (bool(end) and not shouted)
        )
    if not end and match["open"] is None:
        return capitals and _contrast(after) and (word in _BARE or bool(match["number"]))
    if apart:
        return capitals or word in _SET_APART
    if not end:
        return False
    if capitals:
        glued = not match["loose"] and not match["colon"]
        return bool(match["number"]) or not (glued and shouted) or word in _JARGON | _CORRECTIONS
    return word in _JARGON or (word in _SET_APART and bool(match["number"]))


def _is_apart(match: re.Match[str], end: str) -> bool:
    """Whether a colon, a pair of brackets or stars set it apart: more than a hyphen does."""
    if end in (":", "|") or (match["colon"] or "").endswith(":"):
        return True
    return bool(end) and end[0] in ")]*+/" and (match["open"] is not None or end in (")", "]"))


def _kills(match: re.Match[str], word: str, after: str, apart: bool, shouted: bool) -> bool:
    if match["nth"]:
        return False  # "2 KILLED - police"
    if not match["end"]:
        return word in _BARE and _contrast(after)
    if not shouted or match["open"]:
        return True
    glued = not apart and not match["loose"] and not match["colon"]
    return word in _PLAIN_KILLS or (word not in ("killed", "kills") and not glued)


def _numbered(match: re.Match[str], after: str, capitals: bool) -> bool:
    """ "2nd Ld-", "1st Writethru -", "2nd take:": numbered, so in any case; "1 CORRECTED" in capitals."""
    word = match["word"].casefold()
    if _GOES_ON.match(after) and not match["loose"]:
        return False
    if match["nth"].strip().isdigit():
        return capitals and (bool(match["end"]) or _contrast(after))
    if match["end"]:
        glued = match["end"] in ("-", "–", "—") and not match["loose"]
        return not (glued and after[:1].islower())
    jargon = match["open"] is not None or word in ("ld", "writethru", "write-thru")
    return jargon or not after or (capitals and _contrast(after))


def _behind(rest: str) -> re.Match[str] | None:
    """The mark behind a headline, if there is one."""
    tail = rest[-_TAIL:]
    if tail.rstrip(" )]*-0123456789")[-3:].strip().casefold() not in _ENDINGS:
        return None
    match = _BEHIND.search(tail)
    return match if match is not None and _marks_behind(match, rest[: -len(match[0])]) else None


def _marks_behind(match: re.Match[str], before: str) -> bool:
    word, capitals = match["word"].casefold(), match["word"].isupper()
    bracketed = match["open"] is not None and match["close"] is not None
    if not before.strip() or not (bracketed or match["gap"].strip()):
        return False
    if word in _KILLS:
        return (
            capitals
            and not match["nth"]
            and (bracketed or word in _PLAIN_KILLS or not _shouted(before))
        )
    if match["nth"] or match["more"]:
        return not match["nth"] or not match["nth"].strip().isdigit()
    if word in _NUMBERED:
        return bracketed and (capitals or (word == "take" and bool(match["number"])))
    if word in _WRITTEN | _REFILES:
        return True
    if bracketed:
        return capitals or word in _SET_APART
    spaced = match["gap"] != match["gap"].strip() and "," not in match["gap"]
    return capitals and spaced


def _shouted(text: str) -> bool:
    """Whether it is all in capitals, so that capitals tell nothing."""
    return text.isupper()


def _contrast(after: str) -> bool:
    """Whether a headline begins here that is not all in capitals."""
    return after[:1].isupper() and not _shouted(after.split(None, 1)[0]) and not _shouted(after)
