"""What publishers write before a link to another story, in the languages of the news.

Own list of everyday phrases, as they stand before ``|`` or ``:`` or on a line.
"""

from __future__ import annotations

import re

_ENGLISH = (
    "also read, also watch, also see, also check, also listen, also on, read also, read more, read next, read here, "
    "read this, read this also, must read, must watch, watch, watch video, watch also, watch now, watch live, see also, "
    "see more, see pics, related, related story, related stories, related article, related articles, related news, "
    "related posts, related coverage, related reading, related topics, related content, recommended, "
    "recommended stories, recommended reading, recommended for you, more stories, more news, more on this, "
    "more on this story, you may also like, you might also like, you may like, don't miss, dont miss, trending, "
    "trending now, editor's pick, editors' picks, explained, explainer, in pics, in photos, latest news, "
    "further reading, opinion, listen, up next, what to read next"
)
_OTHERS = (
    # Hindi, Urdu, Bengali, Marathi, Tamil
    "ये भी पढ़ें, यह भी पढ़ें, इसे भी पढ़ें, ये भी देखें, और पढ़ें, संबंधित खबरें, یہ بھی پڑھیں, مزید پڑھیں, আরও পড়ুন, আরো পড়ুন, "
    "हेही वाचा, हे ही वाचा, हे वाचा, மேலும் படிக்க, இதையும் படிங்க, "
    # Spanish, Portuguese, French, Italian, Romanian
    "lea también, lee también, leer más, te puede interesar, ver también, vea también, mira también, leia também, leia mais, "
    "veja também, saiba mais, à lire, à lire aussi, a lire aussi, lire aussi, lire également, voir aussi, "
    "leggi anche, leggi tutto, guarda anche, citește și, citeste si, "
    # German, Dutch, Nordic
    "lesen sie auch, lesen sie mehr, lesen sie dazu, lesen sie hier, lies auch, auch interessant, mehr zum thema, "
    "passend dazu, mehr dazu, lees ook, lees meer, bekijk ook, les også, läs också, läs även, läs mer, læs også, "
    "læs mere, lue myös, lue lisää, "
    # Slavic
    "czytaj także, czytaj też, czytaj więcej, czytaj również, zobacz także, zobacz też, zobacz również, čtěte také, "
    "čítajte aj, читайте также, читайте ещё, читать также, читайте також, смотрите также, прочетете още, "
    # Indonesian, Malay, Vietnamese, Turkish, Arabic, Persian, Swahili
    "baca juga, baca selengkapnya, lihat juga, simak juga, xem thêm, đọc thêm, ayrıca okuyun, bunu da oku, "
    "اقرأ أيضا, اقرأ أيضًا, اقرأ المزيد, شاهد أيضا, بیشتر بخوانید, soma pia, "
    # Greek, Japanese, Chinese, Korean
    "διαβάστε επίσης, διαβάστε ακόμα, 関連記事, 関連, あわせて読みたい, 延伸閱讀, 延伸阅读, 相關新聞, 相关新闻, 관련기사"
)


def _alternatives(text: str) -> str:
    phrases = sorted({p.strip() for p in text.split(",") if p.strip()}, key=len, reverse=True)
    return "|".join(re.escape(p).replace(r"\ ", r"[ \u00a0]") for p in phrases)


#: A lead at the start of a line, whatever follows it.
LINE_LEAD = re.compile(
    rf"(?P<lead>[^\w\n]{{0,6}}(?:{_alternatives(_ENGLISH + ', ' + _OTHERS)}))(?!\w)(?P<sep>\s*(?:[|:–—»>›…：｜]|-\s|$))?",
    re.I,
)
#: Leads that stand inside paragraphs, where only these capitalised forms and a separator are safe.
_GLUED = (
    "Also Read, Also Watch, Also See, Also Check, Read Also, Read More, Read Next, Must Read, Must Watch, See Also, "
    "Watch Video, Watch Also, Related Story, Related News, Related Stories, Don't Miss, Lea también, Lee también, "
    "Leia também, Leia mais, Lire aussi, À lire aussi, Leggi anche, Lesen Sie auch, Lees ook, Baca Juga, Czytaj także, "
    "Читайте также, Читайте також, ये भी पढ़ें, यह भी पढ़ें, इसे भी पढ़ें, আরও পড়ুন, اقرأ أيضا, Les også, Läs också"
)
_GLUED_FORMS = _GLUED + ", " + _GLUED.upper() + ", ALSO READ, Also read, Read also, Read more"
GLUED_LEAD = re.compile(
    rf"(?<![A-Z])(?:{_alternatives(_GLUED_FORMS)})[ \u00a0]{{0,3}}[|:]\s{{0,3}}"
)
#: The last words of those leads: where none stands before a separator, there is no lead.
GLUED_ENDS = tuple(sorted({phrase.split()[-1] for phrase in _GLUED_FORMS.split(",")}))
