"""Datelines in scripts that have no capitals: Chinese, Japanese, Korean, Hindi and Arabic houses.

::

    新华社北京5月3日电      （中央社记者…台北3日电）      【東京=…】   ［東京　３日　ロイター］　－
    (서울=연합뉴스) … 기자 =      नई दिल्ली, 3 मई (भाषा)      القاهرة 3 مايو (رويترز) -
"""

from __future__ import annotations

import re

from copytaster.anatomy.calendar import month_number
from copytaster.anatomy.dateline_forms import Form, Site

_HOUSES = {
    "新华社": "Xinhua", "新華社": "Xinhua", "中新社": "CNS", "中新网": "CNS", "中央社": "CNA", "法新社": "AFP",
    "路透社": "Reuters", "美联社": "AP", "共同社": "Kyodo", "韩联社": "Yonhap", "塔斯社": "TASS",
    "時事": "Jiji", "共同": "Kyodo", "ロイター": "Reuters", "AFP時事": "AFP", "AFP＝時事": "AFP", "AFP=時事": "AFP", "AP": "AP",
    "연합뉴스": "Yonhap", "뉴시스": "Newsis", "뉴스1": "News1", "로이터": "Reuters", "AFP": "AFP",
    "भाषा": "PTI", "पीटीआई": "PTI", "वार्ता": "UNI", "एएनआई": "ANI", "आईएएनएस": "IANS", "एपी": "AP", "रॉयटर्स": "Reuters",
    "رويترز": "Reuters", "أ ف ب": "AFP", "ا ف ب": "AFP", "أ.ف.ب": "AFP", "د ب أ": "dpa", "وام": "WAM", "واس": "SPA",
    "كونا": "KUNA", "قنا": "QNA", "شينخوا": "Xinhua", "سانا": "SANA", "وفا": "WAFA", "بترا": "Petra", "أ ب": "AP",
    "الأناضول": "Anadolu", "تاس": "TASS", "سبوتنيك": "RIA Novosti",
}  # fmt: skip
# PTI Bhasha writes days in words.
_HINDI_DAYS = (
    "एक दो तीन चार पांच छह सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस बीस "
    "इक्कीस बाईस तेईस चौबीस पच्चीस छब्बीस सत्ताईस अट्ठाईस उनतीस तीस इकतीस"
)
_HINDI_NUMBERS = {
    "पाँच": 5, "छः": 6, "पन्द्रह": 15, "अठाईस": 28,
    **{word: number for number, word in enumerate(_HINDI_DAYS.split(), 1)},
}  # fmt: skip
_HAN = r"[\u3400-\u9fff]"
_FORMS = (
    # 新华社北京5月3日电（记者…） and （中央社记者…台北3日电）
    re.compile(
        rf"(?P<agency>新华社|新華社|中新社|中新网|法新社|路透社|美联社|共同社|韩联社|塔斯社)(?P<place>{_HAN}{{2,8}}?)"
        r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:电|電|讯|訊)(?:[（(][^）)\n]{1,40}[）)])?"
    ),
    re.compile(
        rf"[（(](?P<agency>中央社|新华社|新華社)(?:[记記]者{_HAN}{{2,4}})?(?P<place>{_HAN}{{2,3}})"
        r"(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日(?:电|電|综合报道|綜合報導)[）)]"
    ),
    # 【東京=…】, 【ワシントン時事】, ［東京　３日　ロイター］　－
    re.compile(r"[【［\[](?P<place>[^】］\]=＝\s\d]{1,12}?)(?P<agency>時事|共同|ロイター)[】］\]]"),
    re.compile(r"【(?P<place>[^】=＝\s\d]{1,12})[=＝](?P<writer>[^】\n]{1,20})】"),
    re.compile(
        r"[［\[](?P<place>[^］\]\s\d]{1,12})[\s\u3000]+(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日[\s\u3000]+"
        r"(?P<agency>[^］\]\n]{1,12})[］\]](?:[\s\u3000]*[-－―—])?"
    ),
    # (서울=연합뉴스) 홍길동 기자 =
    re.compile(
        r"[(\[](?P<place>[\uac00-\ud7a3·]{2,12})=(?P<agency>[\uac00-\ud7a3A-Z0-9]{2,8})[)\]]"
        r"(?:[ ][\uac00-\ud7a3· ]{2,24}(?:기자|특파원)[ ]?=)?"
    ),
    # नई दिल्ली, 3 मई (भाषा)
    re.compile(
        r"(?P<place>[\u0900-\u097f]{2,14}(?: [\u0900-\u097f]{2,14}){0,2}?)[,，]?\s(?P<day>\d{1,2}|[\u0966-\u096f]{1,2}|[\u0900-\u097f]{2,8})\s"
        r"(?P<month>[\u0900-\u097f]{2,8})(?:,?\s(?P<year>\d{4}))?\s?[(（](?P<agency>[^()（）\n]{2,20})[)）](?:\s?[।:.-])?"
    ),
    re.compile(
        r"(?P<place>[\u0600-\u06ff]{2,14}(?: [\u0600-\u06ff]{2,14}){0,2}?)[،,]?\s(?:(?P<day>[\d\u0660-\u0669]{1,2})\s(?P<month>[\u0600-\u06ff]{3,8})"
        r"(?:\s(?P<year>\d{4}))?\s?)?\((?P<agency>[^()\n]{2,16})\)\s?(?:[-–—:]|$)"
    ),
)


def read_foreign(text: str, at: int, end: int) -> Form | None:
    """The form of a dateline in a script without capitals that opens ``text[at:end]``, or None."""
    if at >= end or (text[at] <= "\u00ff" and text[at] not in "(["):
        return None
    window = text[at : min(end, at + 120)]
    for pattern in _FORMS:
        match = pattern.match(window)
        form = _form(match, at) if match else None
        if form:
            return form
    return None


def _form(match: re.Match[str], at: int) -> Form | None:
    said = match.groupdict()
    agency = _HOUSES.get((said.get("agency") or "").strip())
    if agency is None and not said.get("writer"):
        return None
    day = _day(said)
    if day is None and (said.get("month") or said.get("day")):
        return None
    start, end = match.span("place")
    return Form(
        at,
        at + match.end(),
        (Site(at + start, at + end, match["place"]),),
        day,
        said.get("agency") or "",
        (agency,) if agency else (),
        match.group()[-1],
    )


def _day(said: dict[str, str | None]) -> tuple[int, int, int | None] | None:
    month, day, year = (said.get(k) for k in ("month", "day", "year"))
    if not day:
        return None
    number = int(month) if month and month.isdigit() else month_number(month or "")
    if month is None:
        number = 0
    ordinal = int(day) if day.isdigit() else _HINDI_NUMBERS.get(day)
    if number is None or ordinal is None or not 0 <= number <= 12:
        return None
    return number, ordinal, int(year) if year else None
