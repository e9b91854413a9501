"""What the head of a story says to editors: that it corrects or updates, or that a story is not to be used.

Kills come in other words than ``KILL`` before a headline: an advisory ("the story headlined … should
not be used"), a line to editors ("please kill"), or a notice in the story's place ("This story has been
withdrawn"). Read are a few lines, and only where one begins as such notices do: a story about a
withdrawn story does not.
"""

from __future__ import annotations

import re

from copytaster.formats.slugs import beginning, core, opening
from copytaster.words import wordset

_HEAD = 300
_LINES = 4
_NOTICE = 600  # code points: a notice that stands in a story's place is short
_NAMED = 800  # of a kill are read for what it names
_MOST = 6

_ANY = re.IGNORECASE
_DECORATION = r"[\s*(\[+=•/_-]{0,4}"
_TO_EDITORS = re.compile(
    rf"{_DECORATION}(?:(?:attn|attention|note to|notice to|memo to)[.:,]?\s{{1,2}}(?:all\s|our\s)?(?:news\s)?"
    r"(?:eds|editors|subscribers|clients|newsrooms)\b|eds\b|editors?['’]?s?\s(?:note|please|advisory|attention)\b|"
    r"editors\s{0,2}[:,–—-]|(?:media |kill )?advisory\b|"
    r"achtung,?\s(?:liebe\s)?(?:redaktion(?:en)?|kunden)\b|(?:redaktioneller\s)?hinweis an (?:die )?(?:redaktion(?:en)?|kunden)\b|"
    r"atenci[oó]n,?\s(?:(?:a\s)?los\s)?(?:editores|clientes|abonados|redacciones)\b|"
    r"nota (?:a|para) (?:los )?(?:editores|clientes|abonados)\b|"
    r"[àa] l['’]attention des\b|avis (?:aux|à nos)\b|note aux r[ée]dact|attention,? (?:clients|abonn[ée]s|r[ée]dact)|"
    r"nota (?:per|ai|alle) |avviso (?:alle|ai) |attenzione,? redazioni|"
    r"til redaktionen\b|til redaksjonen\b|till redaktionen\b|voor de redactie\b)",
    _ANY,
)
_STORY = r"(?:story|stories|article|articles|items?|dispatch|dispatches|report|version|takes?|series|alert|newsbreak|copy|piece)"
_WHEN = r"(?![^.\n]{0,60}\b(?:before|until|prior|ahead|without|embargo\w*)\b)"
# What an editor is asked to do without: "it", "the story", "our earlier report on the dam".
_IT = rf"(?:it\b|this\b|the (?:following|above|below)\b|(?:(?:the|our|any|all|both|this)\s(?:[\w’'.-]{{1,20}}\s){{0,3}}?)?{_STORY}\b)"
# Said to editors.
_ASKED = re.compile(
    rf"\b{_STORY}\b[^!?\n]{{0,200}}?\b(?:is|are|was|were|has been|have been|being)\s(?:hereby\s|now\s|being\s|to be\s)?"
    r"(?:withdrawn|retracted|killed|annulled|disregarded)\b(?!\sfrom\s(?!publication|circulation|the wire|all))|"
    r"\b(?:withdrawing|withdraws|withdrawn|withdrew|retracts|retracted|kills|killing)\s"
    rf"(?:(?:the|its|this|our)\s[^.\n]{{0,60}}?\b{_STORY}\b|(?:a|an)\s[^.\n]{{0,60}}?\b{_STORY}\s(?:headlined|slugged|titled|entitled)\b)|"
    rf"\b{_STORY}\b[^!?\n]{{0,200}}?\b(?:should|must|is|are)\snot\s(?:to\s)?be\s(?:used|published|run|broadcast)\b"
    rf"(?!\s(?:in|for|by|with|on|outside)\b){_WHEN}|"
    r"\b(?:please|kindly|must|should|mandatory)\s(?:immediately\s)?(?:kill|disregard|delete|discard|withdraw|take\sdown)\b"
    rf"(?=\s{{0,2}}[.!:]|\s{{0,2}}$|\s{{1,2}}{_IT}){_WHEN}|"
    rf"\b(?:do not|don['’]t)\s(?:use|publish|run|broadcast)(?=\s{{0,2}}[.!]|\s{{0,2}}$|\s{{1,2}}{_IT}){_WHEN}|"
    rf"(?:^|[.:;!]\s{{0,2}}|\n)\W{{0,3}}kills?\s{_IT}|(?-i:\bKILLS?\b)|"
    rf"\b{_STORY}\b[^.!?\n]{{0,80}}\bwithdrawn$|"
    r"\b(?:d[ée]p[êe]che|article|information|papier|texte)\b[^!?\n]{0,160}?\b(?:est|sont|a été|ont été) (?:annul|retir)[ée]|"
    r"\b(?:veuillez|pri[èe]re de|merci de) (?:annuler|ne pas (?:tenir compte|utiliser|diffuser|publier))\b(?![^.\n]{0,60}\bavant\b)|"
    r"\b(?:meldung|bericht|beitrag|artikel|text)\b[^!?\n]{0,160}?\b(?:zurückgezogen|annulliert)\b|"
    r"\bbitte [^.!?\n]{0,80}?nicht (?:mehr )?(?:verwenden|veröffentlichen)\b(?![^.\n]{0,60}\b(?:vor|bis)\b)|"
    r"\b(?:noticia|despacho|nota|información|texto)\b[^!?\n]{0,160}?\b(?:queda|quedan|ha sido|está|fue) (?:anulad|retirad|eliminad)|"
    r"\b(?:rogamos|se ruega|por favor|favor de)\b[^.!?\n]{0,40}?\b(?:anul[ae]|elimin[ae]|no (?:usar|utilizar|publicar|difundir))|"
    r"\b(?:notizia|lancio|servizio|articolo)\b[^!?\n]{0,160}?\b(?:annullat|ritirat)|"
    r"\bsi prega di (?:annullare|non (?:utilizzare|pubblicare|tenere conto))\b|"
    r"\b(?:notícia|matéria|texto)\b[^!?\n]{0,160}?\b(?:anulad|retirad)|"
    r"\b(?:artiklen|telegrammet|historien|artikeln|texten)\b[^!?\n]{0,160}?\b(?:trukket|udgår|annulleres|makuleras|dras tillbaka|dragits tillbaka)\b",
    _ANY,
)
# "Editors: kill the standings": in a line to editors no word need say what is meant.
_ORDER = re.compile(r"[:,–—-]\s{0,2}(?:please\s)?kill\s(?:it|the|this|all|our)\b", _ANY)
_WITHHOLDS = re.compile(r"do not|don['’]t", _ANY)
# Said in the story's place: how such a notice begins, and what it must say.
_IN_ITS_PLACE = re.compile(
    rf"{_DECORATION}[\"“]?(?:(?:this|the above|the following|our)\s(?:[\w’'.-]{{1,20}}\s){{0,2}}?(?:{_STORY}|post)\b|"
    rf"the\s(?:[\w’',.-]{{1,20}}\s){{0,4}}?{_STORY}\s(?:headlined|slugged|titled|entitled|under)\b|"
    r"(?:please|kindly)\s(?:kill|disregard|delete|discard|withdraw|do not)\b|do not (?:use|publish|run)\b|kill (?:it|this|the)\b|"
    r"diese[rs]? (?:meldung|bericht|beitrag|artikel|text)\b|cet(?:te)? (?:d[ée]p[êe]che|article|information)\b|"
    r"esta (?:noticia|nota|información)\b|(?:il|questa|questo) (?:notizia|lancio|articolo)\b|esta (?:notícia|matéria)\b|"
    r"(?:veuillez|pri[èe]re de|si prega di|rogamos|se ruega|bitte)\b|"
    r"denne (?:artikel|artikkelen|historie)\b|den här (?:artikeln|texten)\b)",
    _ANY,
)
_TAKEN_DOWN = re.compile(
    r"\b(?:has been|was|is|have been)\s(?:temporarily\s)?(?:removed|taken down|deleted|unpublished|pulled)\b"
    r"(?!\sfrom\s(?!publication|our|the web ?site|this|circulation))",
    _ANY,
)
_DONE = {
    "correct": "correction", "clarif": "correction", "berichtig": "correction", "korrigier": "correction",
    "corrige": "correction", "rettific": "correction", "rectifi": "correction", "refil": "refile",
    "recast": "write-through", "updat": "update", "adds": "update", "insert": "update", "subs": "update",
    "neu": "update", "repeat": "repeat", "resend": "repeat", "aktualisier": "update", "actuali": "update",
    "aggiorna": "update",
}  # fmt: skip
_STEMS = "|".join(_DONE)
# "(Corrects paragraph 3 …)", "(Company corrects …)", "(neu: …)".
_BRACKETED = re.compile(
    rf"[\s*]{{0,3}}[(\[]\s?(?:this\s(?:\w+\s){{0,3}}|company\s|officials?\s|in\s[^()\n]{{2,40}},\s)?(?P<word>{_STEMS})"
    r"(?P<rest>(?:(?<=adds)|(?<=subs)|(?<=neu)|s|es|ing|ed|ied|ies|iert|t|a)?[\s:,][^()\[\]\n]{3,250})[)\]]",
    _ANY,
)
_LINE = re.compile(
    r"[\s*•(\[]{0,3}(?P<word>Corrects|CORRECTS|Clarifies|CLARIFIES|Refiles|REFILES|Recasts|RECASTS|ADDS|UPDATES|"
    r"Corrige|CORRIGE|Berichtigt|BERICHTIGT)\s\S.{3,190}$"
)
_STANDING = re.compile(
    rf"{_DECORATION}(?:this\s(?:[\w-]{{1,20}}\s){{0,2}}?(?:{_STORY}|post)\s(?:has been|was|is)\s(?P<word>correct|clarif|updat|refil)ed\b|"
    rf"(?P<earlier>(?:an|the) (?:earlier|previous|original) (?:version|edition) of this (?:{_STORY}|post)\b)|"
    r"(?P<version>this (?:version|story) corrects\b))",
    _ANY,
)
# "Correction to harbour story" over "In a story on May 4 we gave a wrong number".
_ON_A_STORY = re.compile(r"\s{0,3}(?:correction|clarification)s?\b", _ANY)
_IN_A_STORY = re.compile(rf"in (?:a|an|our|the|its|this) [^!?\n]{{0,80}}?\b{_STORY}\b", _ANY)
_CLAUSE = re.compile(rf"(?:^|[.;:,(–—-]\s{{0,2}}|\band\s)(?P<word>{_STEMS})\w{{0,5}}\b", _ANY)
# As what is looked for begins (`slugs.beginning`): most lines do not.
_TO_EDITORS_BEGIN = wordset("att not mem eds edi med kil adv ach red hin ate à a l avi avv til voo")
_SAYS_BEGIN = wordset(
    "thi com off cor cla ref rec upd add neu rep res ber kor ret akt act agg ins sub an the in"
)
_IN_ITS_PLACE_BEGIN = wordset(
    "thi the our ple kin do kil die cet est il que veu pri si rog se bit den"
)
_QUOTED = re.compile(r"[\"“„«‘]([^\"“”„«»\n]{6,200}?)[\"”“»’](?!\w)")
_UNQUOTED = re.compile(
    r"\b(?:headlined?|titled|entitled)\s?[:,]?\s{1,2}([A-Z0-9][^\"“”\n]{8,200}?)"
    r"(?=,?\s(?:which|that|published|moved|sent|issued|should|must|is|was|has)\b|[.;]|\n|$)"
)
_SLUGGED = re.compile(r"\bslug(?:ged|line|s)?\s?[:,]?\s{1,2}[\"“]?([A-Z0-9][\w&./-]{2,60})", _ANY)
_TAKEN_BACK = r"\s{0,3}(?:kill(?:ed)?|withdrawal|withdrawn|retraction|retracted)\s?[:–—-]\s{0,3}"
_TAKES_BACK = re.compile(_TAKEN_BACK, _ANY)
_ADVISORY = re.compile(
    rf"(?:\s{{0,3}}(?:media |kill )?advisor(?:y|ies)\s?[:–—-]\s{{0,3}}|{_TAKEN_BACK})+", _ANY
)


def signals_of(
    headline: str | None, body: str, note: str | None = None, advisory: bool = False
) -> tuple[str, ...]:
    """The signals that the head of a story and a note to editors give: kill, correction, update, ….

    ``advisory``: its sender calls it an advisory.
    """
    head = body[:_HEAD].lstrip()
    found = [signal for line in _lines(head) for signal in _of_line(line)]
    if _kills(headline or "", head, len(body) <= _NOTICE, advisory):
        found.insert(0, "kill")
    elif len(body) <= _NOTICE and "\n" not in head and _to_editors(head, beginning(head)):
        found.append("advisory")  # nothing but a line to editors
    if _ON_A_STORY.match(headline or "") and _IN_A_STORY.match(head):
        found.append("correction")
    if note:
        found += _of_note_to_editors(note[:_HEAD])
    return tuple(dict.fromkeys(found)) if found else ()


def named_by(headline: str | None, body: str, note: str | None = None) -> tuple[str, ...]:
    """What a kill or correction calls the story it means: headlines without marks, and slugs; likeliest first."""
    text = "\n".join(part[:_NAMED] for part in (headline or "", note or "", body) if part)
    found = [m[1] for pattern in (_QUOTED, _UNQUOTED, _SLUGGED) for m in pattern.finditer(text)]
    own = _ADVISORY.sub("", core(headline), count=1) if headline else ""
    cleaned = (core(name.strip(" .,;")) for name in (*found, own))
    return tuple(dict.fromkeys(name for name in cleaned if name))[:_MOST]


def _lines(head: str) -> list[str]:
    """The first lines of a head."""
    return [line for line in head.split("\n", 2 * _LINES)[: 2 * _LINES] if line][:_LINES]


def _of_line(line: str) -> list[str]:
    """What a line at the head of a body says was done to the story."""
    begins = beginning(line)
    if _to_editors(line, begins):
        return _of_note(line)
    return _said_done(line) if begins in _SAYS_BEGIN else _opening(line)


def _said_done(line: str) -> list[str]:
    match = _BRACKETED.match(line) if line.lstrip(" *")[:1] in "([" else _LINE.match(line)
    if match:
        return [_done(match["word"])]
    if match := _STANDING.match(line):
        return [_done(match["word"]) if match["word"] else "correction"]
    return _opening(line)


def _opening(line: str) -> list[str]:
    """The marks a line begins with, as a headline does; a kill among them says nothing there."""
    return [signal for signal in opening(line) if signal != "kill"]


def _of_note_to_editors(note: str) -> list[str]:
    """What a note in a field of its own says. "Do not publish" there withholds the story it stands beside."""
    kills = any(not _WITHHOLDS.match(asked[0]) for asked in _ASKED.finditer(note))
    return ["kill"] * kills + _of_note(note)


def _of_note(note: str) -> list[str]:
    return [_done(match["word"]) for match in _CLAUSE.finditer(note)]


def _done(word: str) -> str:
    lowered = word.casefold()
    return next(signal for stem, signal in _DONE.items() if lowered.startswith(stem))


def _kills(headline: str, head: str, short: bool, advisory: bool) -> bool:
    """Whether editors are told that a story is not to be used."""
    begins = beginning(head)
    if (
        advisory
        or _TAKES_BACK.match(headline)
        or _to_editors(head, begins)
        or _to_editors(headline, beginning(headline))
    ):
        return any(said.search(text) for said in (_ASKED, _ORDER) for text in (head, headline))
    if short and begins in _IN_ITS_PLACE_BEGIN and _IN_ITS_PLACE.match(head):
        return bool(_ASKED.search(head) or _TAKEN_DOWN.search(head))
    return "kill" in opening(head.partition("\n")[0])


def _to_editors(text: str, begins: str) -> bool:
    return begins in _TO_EDITORS_BEGIN and _TO_EDITORS.match(text) is not None
