"""What publishers write before a link to another story: at the head of a line, and run into paragraphs."""

from __future__ import annotations

import re

from copytaster.anatomy.house_phrases import LEADS
from copytaster.anatomy.phrasebook import Phrasebook, phrases

#: Leads at the head of a line.
LINE_LEADS = Phrasebook(LEADS)
#: What stands between such a lead and the headline.
LEAD_SEPARATOR = re.compile(r"\s*(?:[|:–—»>›…：｜】]|\.\.\.|-\s|$)")

#: Leads that stand inside paragraphs, where only these forms and a separator are safe.
_GLUED = (
    "Also Read, Also Watch, Also See, Also Check, Read Also, Read More, Read Next, Must Read, Must Watch, See Also, See More, "
    "Watch Video, Watch Also, Watch Now, Watch Live, Related Story, Related News, Related Stories, Related Article, Related Articles, "
    "Don't Miss, Don’t Miss, Trending Now, You May Also Like, In Case You Missed It, More on This Story, Click Here, "
    "Lea también, Lee también, Leer más, Te puede interesar, Leia também, Leia mais, Veja também, Lire aussi, À lire aussi, A lire aussi, "
    "Voir aussi, Leggi anche, Guarda anche, Lesen Sie auch, Lesen Sie mehr, Lesen Sie dazu, Mehr zum Thema, Lees ook, Lees meer, "
    "Baca Juga, Lihat Juga, Czytaj także, Czytaj też, Zobacz także, Читайте также, Читайте також, Смотрите также, "
    "ये भी पढ़ें, यह भी पढ़ें, इसे भी पढ़ें, আরও পড়ুন, اقرأ أيضا, اقرأ أيضًا, Les også, Se også, Læs også, Läs också, Läs mer, Läs även, Se även, "
    "Ayrıca okuyun, Bunu da okuyun, İlginizi çekebilir, Čtěte také, Přečtěte si také, Funda futhi, Funda kabanzi, 関連記事, 관련기사"
)
_GLUED_FORMS = (
    _GLUED
    + ", "
    + _GLUED.upper()
    + ", Also read, Read also, Read more, See also, Must read, Also watch, Don't miss, Watch video, Related story, Baca juga"
)
# These are leads in capitals only, behind a sentence: "… had gone.READ: Who Feeds the Geese".
_SHOUTED = "READ, WATCH, RELATED, MORE, TRENDING, LISTEN, ALSO, MUST READ, PHOTOS, PICS, VIDEO, EXPLAINED, ICYMI, MORE ON THIS"


def _alternatives(text: str) -> str:
    found = sorted(set(phrases(text)), key=lambda p: (-len(p), p))
    return "|".join(re.escape(p).replace(r"\ ", r"[ \u00a0]") for p in found)


#: A lead in running text with what parts it from its headline; ``bare`` ones have nothing between.
GLUED_LEAD = re.compile(
    rf"(?<![A-Z])(?:(?:{_alternatives(_GLUED_FORMS)})[ \u00a0]{{0,3}}[|:：｜»>]{{1,2}}\s{{0,3}}|"
    rf"(?:(?<=[.!?”\"’)…])|(?<=[.!?”\"’)…]\s)|(?<=\n)|(?<![\s\S]))(?:{_alternatives(_SHOUTED)})[ \u00a0]?[|:]\s{{0,3}})"
)
#: The same without a separator, where the words' capitals alone tell: "Also Read Goose Stops Tram".
BARE_LEAD = re.compile(
    r"(?<=[.!?”\"’)…])\s{0,2}(?P<lead>Also Read|ALSO READ|Also Watch|ALSO WATCH|Read Also|READ ALSO|Must Read|MUST READ|See Also|SEE ALSO)"
    r"[ \u00a0]{1,3}(?=[‘“'\"]?[A-Z0-9])"
)
#: The last words of those leads: where none stands before a separator, there is no lead.
GLUED_ENDS = tuple(sorted({p.split()[-1] for p in phrases(_GLUED_FORMS + ", " + _SHOUTED)}))
#: Hints that a text may hold a bare lead.
BARE_HINTS = ("Also Read ", "ALSO READ ", "Also Watch ", "ALSO WATCH ", "Read Also ", "READ ALSO ", "Must Read ", "MUST READ ", "See Also ", "SEE ALSO ")  # fmt: skip
