"""Lines that say who wrote, reported or edited a story."""

from __future__ import annotations

import re

from copytaster.words import wordset

# One word of a name, and names of up to six people, as bylines have them.
NAME = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w.’'-]{0,24}"
PERSON = rf"{NAME}(?:[ \u00a0](?:(?:de|van|von|der|den|bin|al|la|del|da|di|el|du|le|ter|dos|af|av)[ \u00a0]){{0,2}}{NAME}){{1,3}}"
PEOPLE = rf"{PERSON}(?:(?:,? (?:and|AND|und|y|et|og|och|ve|a|e|i|en) |, ?| & ){PERSON}){{0,5}}"
_HOUSE = (
    r"(?:The )?(?:Associated Press|AP|Reuters|REUTERS|AFP|Agence France-Presse|ANI|PTI|IANS|UNI|Bloomberg(?: News)?|CNN|NPR|BBC(?: News)?|dpa|UPI|"
    r"USA TODAY|Washington Post|New York Times|Canadian Press|Press Association|PA Media|AAP|Xinhua|Kyodo(?: News)?|TNS|CNN Business)"
)
# Houses that sign together: "Reuters and AFP".
HOUSES = rf"{_HOUSE}(?:(?:,? and |, | ?/ ?| & ){_HOUSE}){{0,4}}"
_MADE = (
    r"(?:[Aa]dditional |[Ff]urther |[Oo]ther )?(?:[Rr]eporting|[Ww]riting|[Cc]ompiled|[Ww]ritten|[Ee]dited|[Ee]diting|[Rr]eported|[Tt]ext|[Tt]ranslated|"
    r"[Tt]ranslation|[Rr]esearch|[Pp]roduced|[Pp]roduction)(?: (?:and|&) \w+(?: \w+)?)?"
)
_BY = re.compile(
    rf"\W{{0,3}}\(?{_MADE} (?:by|for [\w ]{{3,30}} by):? ?(?:[A-Z]|[Tt]he ).{{1,280}}$|"
    r"\W{0,3}\(?[Ww]ith (?:additional )?(?:reporting|files?|material|contributions?|inputs?|input) (?:by|from|in) (?:[A-Z]|[Aa]genc|the [A-Z]).{1,160}$|"
    r"\W{0,3}\(?[Ww]ith (?:[A-Z]{2,8}|[Aa]genc(?:y|ies)|[Bb]ureau|[Ww]ire) [Ii]nputs?\)?\.?$|"
    r"\W{0,3}\(?[Ww]ith (?:[A-Z]\w+ )?(?:[Ww]ires|[Ww]ire [Rr]eports|[Aa]gencies|[Aa]gency [Rr]eports|[Pp]ost [Ww]ires)\)?\.?$|"
    rf"\W{{0,3}}\(?[Ww]ith {HOUSES}(?:(?:,? and |, )(?:other )?[Aa]gencies)?\)?\.?$",
    re.S,
)
_CONTRIBUTED = re.compile(
    r"[^\w\n]{0,4}[A-Z(\[][^!?\"“”]{2,320}? (?:contributed(?: reporting| research)?(?: to (?:this|our) (?:report|story|article|dispatch|coverage|piece|post)|"
    r" from [A-Z][\w’'-]+(?:(?:, | and | in | )[A-Z][\w’'-]+){0,4})?|assisted with this (?:report|story))[.)\]]{0,2}$"
)
_CONTRIBUTING = re.compile(
    rf"\W{{0,2}}(?:Contributing|Contributors?|Contributing (?:writers?|authors?)) ?: ?{PERSON}.{{0,200}}$"
)
# Houses that are not named: "– Agencies".
_UNNAMED = re.compile(
    r"\W{0,4}(?:[Nn]ews )?(?:[Aa]gencies|AGENCIES|[Ww]ire(?:s| services))\W{0,3}$"
)
_NOT_NAMES = wordset("""
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May
    June July August September October November December The This That These Those Its His Her
    Their Our My Your Now Then Late Early Mid All Some Most Many Any New Law Phone Air Sea Land
    Road Train Bus Car Email Mail Hand Day Night Noon Dawn Dusk Contrast Comparison
""")
_HANDLE = r"(?: ?[|•·,–—(-]? ?(?:@\w{1,30}|[\w.+-]{1,40}@[\w.-]{2,60})\)?)?"
_STAMP = (
    _HANDLE
    + r"(?: ?[|•·,/–—-] ?.{0,80}\d.{0,80}| (?:[Uu]pdated|[Pp]ublished|[Pp]osted|[Oo]n|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
    r"\b.{0,60}\d.{0,80}| (?:Jan|Febr|March|April|June|July|August|Septem|Octo|Novem|Decem)\w* \d.{0,80}| .{0,24}\d{1,2}, \d{4}.{0,60})?"
)
_CALLED = r"(?:,? (?:an? |the )?(?:[a-z]+ ){0,3}(?:professor|analyst|author|editor|writer|columnist|contributors?|reporter|director|fellow|correspondent|strategist|producer)\b[^!?]{0,80})?"
_BYLINE = re.compile(
    rf"(?:[Bb]y|BY) (?P<who>{PEOPLE}|[A-Z][\w.’'-]+ [Ss]taff|[Ss]taff(?: [Ww]riters?| [Rr]eporters?)?|(?:the )?[A-Z][\w ]{{2,30}} (?:[Nn]ews [Dd]esk|[Dd]esk|[Bb]ureau|[Tt]eam|[Ss]taff|[Ee]ditorial [Bb]oard)|"
    rf"Letters to the Editor|{HOUSES})(?: ?,? (?:(?:in|at|of|for) )?(?:{_HOUSE}|[A-Z][\w.&’' -]{{2,40}}))?(?: ?[|/•·]{{1,2}} ?(?:on$|{_HOUSE}|[A-Z][\w.@&’' -]{{2,40}}))?{_CALLED}{_STAMP}\W{{0,3}}$"
)
_FOREIGN = re.compile(
    rf"(?:Von|Por|Par|Di|Av|Af|Door|Deur|Od|Przez|Автор|Text|Tekst|Texto|Texte|Testo|Autor|Autora|Autorin|Autores|Auteur|Autore|Författare|Skribent|Journalist|"
    rf"Yazan|Haber|Muhabir|Yazar|Ngu|Ibhalwe ngu|Redaktion|Redacción|Rédaction|Propos recueillis par|Aufgezeichnet von|Übersetzung|Traducción|Traduction|Editor|Writer|Reporter) ?:? (?P<who>{PEOPLE}|{NAME}(?: {NAME}){{0,3}})"
    rf"(?:,? [^\W\d_][\w .’'-]{{1,30}})?(?: ?[|/•·] ?[^.!?]{{2,50}})?$"
)
_EASTERN = re.compile(
    r"[\[(（【]?(?:[가-힣\w]{2,12}[=＝ ]{1,2})?[가-힣]{2,4} ?(?:기자|특파원|선임기자|인턴기자|논설위원|앵커|통신원)[\])）】]?(?:[ =]{1,2}[\w.+@-]{3,60})?$|"
    r"(?:글|취재|사진|편집|영상)[=:·ㆍ ]{1,2}[가-힣]{2,4}(?: ?기자)?$|"
    r"[【（(\[〔]?(?:文|記者|取材|執筆|編集|記|筆者|報道|編輯|记者|文字|編譯|編訳|翻訳)[・:：／/ ＝=＊*]{1,2}[\w・　 ]{2,16}(?:記者)?[】）)\]〕]?$|"
    r"[【（(\[〔][\w・　 、]{2,24}(?:記者|記)?[】）)\]〕]$|[\w　 ]{2,10}(?:記者|编辑|記者撮影)$"
)
_AUTHORED = re.compile(
    rf"(?:{_HOUSE}|[A-Z][\w.&’' -]{{1,40}}?)\s?•$|(?:From|Analysis by|Opinion by|Story by|Words by|Review by|Interview by|Video by|Photos and text by|Commentary by|Perspective by) {PERSON}(?:,? in [A-Z].{{0,30}}|, [^:]{{0,60}})?$"
)
_AT_HEAD = re.compile(
    rf"(?:{PEOPLE}),? ?(?:,|\||/|for|•|·|-)? ?{_HOUSE}(?: ?[•|·])?{_STAMP}$|{_HOUSE}(?: ?[•|·])?{_STAMP}$|THE ASSOCIATED PRESS$"
)
_LONGEST_BYLINE = 200
_UNSPACED = "\u3000"
_MAKING = wordset("""
    additional further other reporting writing compiled written edited editing reported text
    translated translation research produced production with contributing contributor
    contributors
""")
_NO_HOUSES = wordset("agencies news wires wire")
_BETWEEN = wordset("""
    and in at from of the with for staff writer writers reporter reporters correspondent
    correspondents also de van von
""")
_SENTENCES = re.compile(r"[a-z)”\"][.!?][”\"]? +[A-Z][a-z]+ (?!Press|Post|Times|News)")
_REPORTED_FROM = re.compile(
    rf"(?:{PERSON}|{NAME}) reported from [A-Z][\w .,’'-]{{2,80}}\.?(?: Contributing: .{{3,240}})?$"
)
_AUTHOR_STARTS = (
    "From ", "Analysis by", "Opinion by", "Story by", "Words by", "Review by", "Interview by", "Video by", "Photos and", "Commentary", "Perspective"
)  # fmt: skip


def is_credit(line: str, word: str, head: bool) -> bool:
    """Whether a line does nothing but say who made the story; ``word`` is its first in lower case.

    At the ``head`` bare names of houses say so.
    """
    if ("contributed" in line or "assisted with" in line) and _is_contribution(line):
        return True
    if word in _MAKING and (_BY.match(line) or _CONTRIBUTING.match(line)):
        return True
    if len(line) > _LONGEST_BYLINE:
        return False
    if word in _NO_HOUSES and _UNNAMED.match(line):
        return True
    if " reported from " in line and _REPORTED_FROM.match(line):
        return True
    if line[1:2] >= _UNSPACED and _EASTERN.match(line):
        return head or len(line) <= 40
    if line[:3] in {"By ", "by ", "BY "}:
        match = _BYLINE.match(line)
        return (
            match is not None and line[3:].split(" ")[0].strip(",.").capitalize() not in _NOT_NAMES
        )
    if ("•" in line[-3:] or line.startswith(_AUTHOR_STARTS)) and _AUTHORED.match(line):
        return True
    return head and (_AT_HEAD.match(line) is not None or _is_foreign(line))


def _is_contribution(line: str) -> bool:
    """The words "to this report", or nothing but names before a bare "contributed"."""
    if _CONTRIBUTED.match(line) is None or _SENTENCES.search(line):
        return False
    if " this " in line or "reporting" in line or "our " in line:
        return True
    before = line.rsplit(" contributed", 1)[0]
    small = [w for w in before.split() if w.islower() and w not in _BETWEEN]
    return not small


def _is_foreign(line: str) -> bool:
    match = _FOREIGN.match(line)
    return match is not None and len(line) <= 90 and line[-1] not in ".!?"
