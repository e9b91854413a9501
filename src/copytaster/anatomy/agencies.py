"""The houses that sign copy: how agencies write themselves, and the name they go by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from copytaster.words import wordset

_FORMS = {
    "AP": ("Associated Press", "The Associated Press", "AP News"),
    "Reuters": ("Thomson Reuters", "Reuters Health", "Thomson Reuters Foundation"),
    "AFP": ("Agence France-Presse", "AFP News"),
    "ANI": ("Asian News International", "ANI News"),
    "PTI": ("Press Trust of India",),
    "IANS": ("Indo-Asian News Service", "IANSlife"),
    "UNI": ("United News of India",),
    "TASS": ("ITAR-TASS", "Tass", "ТАСС", "ИТАР-ТАСС"),
    "Xinhua": ("Xinhua News Agency",),
    "Yonhap": ("Yonhap News Agency", "Yonhap News"),
    "Kyodo": ("Kyodo News",),
    "Jiji": ("Jiji Press", "JIJI"),
    "dpa": ("DPA", "Deutsche Presse-Agentur"),
    "EFE": ("Agencia EFE", "Efe"),
    "PA": ("Press Association", "PA Media"),
    "UPI": ("United Press International",),
    "CP": ("The Canadian Press", "Canadian Press"),
    "AAP": ("Australian Associated Press",),
    "Anadolu": ("Anadolu Agency", "AA", "Anadolu Ajansi"),
    "IPS": ("Inter Press Service",),
    "PRNewswire": ("PR Newswire", "PRNEWSWIRE", "PR NEWSWIRE"),
    "Business Wire": ("BUSINESS WIRE", "BusinessWire"),
    "GlobeNewswire": ("GLOBE NEWSWIRE", "GLOBENEWSWIRE"),
    "Keystone-SDA": ("Keystone-ATS", "SDA", "ATS"),
    "CNN": ("CNN Business", "CNN Money", "CNNMoney", "CNN Politics", "CNN Wire", "CNN.com"),
    "Europa Press": ("EUROPA PRESS", "Europapress", "EuropaPress"),
    "Italpress": ("ITALPRESS",),
    "Prensa Latina": ("PRENSA LATINA",),
    "Ukrinform": ("UkrInform", "Укринформ", "Укрінформ"),
    "BelTA": ("БЕЛТА", "БелТА"),
    "UNIAN": ("УНИАН", "УНІАН"),
    "Ritzau": ("ritzau",),
    "CTK": ("ČTK",),
    "AzerTAc": ("AZERTAC", "AZERTAG"),
    "Tasnim": ("TASNIM",),
    "RNS": ("Religion News Service",),
    "KCNA": ("Korean Central News Agency",),
    "Interfax": (
        "Interfax-Ukraine",
        "INTERFAX",
        "INTERFAX.RU",
        "Интерфакс",
        "ИНТЕРФАКС",
        "Інтерфакс-Україна",
    ),
    "RIA Novosti": ("RIA", "Sputnik", "РИА Новости", "РИА"),
}
_ALONE = [
    "ANSA",
    "IRNA",
    "WAM",
    "APP",
    "BSS",
    "UNB",
    "Bernama",
    "BERNAMA",
    "Antara",
    "ANTARA",
    "VNA",
    "PAP",
    "MTI",
    "Tanjug",
    "TANJUG",
    "Hina",
    "STT",
    "TT",
    "NTB",
    "ANP",
    "Belga",
    "APA",
    "Lusa",
    "NAN",
    "GNA",
    "PNA",
    "KUNA",
    "QNA",
    "SPA",
    "SANA",
    "NNA",
    "MENA",
    "MAP",
    "TAP",
    "APS",
    "Bloomberg",
    "BBC",
    "CNBC",
    "TNS",
    "Agerpres",
    "BTA",
    "CNA",
    "RFE/RL",
    "VOA",
    "MNA",
    "ISNA",
    "Fars",
    "PNN",
    "ANTS",
    "SAnews",
    "Petra",
    "XINHUA",
    "REUTERS",
    "NYT",
    "WAFA",
    "AGI",
    "Adnkronos",
    "Telam",
    "Notimex",
    "Infobae",
    "Newswire",
    "ACN",
    "EZ",
    "Accesswire",
    "ACCESSWIRE",
    "NewsVoir",
    "ANTV",
    "HT",
    "TNN",
    "ENS",
]

#: Every written form → the agency's usual name.
AGENCIES: dict[str, str] = {
    **{form: form for form in _ALONE},
    **{form: name for name, forms in _FORMS.items() for form in (name, *forms)},
}

_INITIALS = re.compile(r"[A-Z]{2,6}")
# All-capital words that stand in brackets, and are no agency.
_NOT_AGENCIES = wordset("""
    US USA UK UN EU UAE LOC PM AM GMT UTC IST CEO PHOTOS PHOTO VIDEO WATCH LIVE FILE AD ADVT TV
    HD BJP INC SC HC IPL WHO NATO FBI CIA NHS GDP AI PDF FAQ OP ED II III IV VI DC R D I
""")


def agency_name(written: str, known: tuple[str, ...] = ()) -> str | None:
    """The usual name of the agency written so; None when it is none.

    ``known`` are names the caller has reason to believe (the feed's own agency).
    """
    form = " ".join(written.split()).strip(" .-–—/")
    if form in known:
        return form
    return AGENCIES.get(form)


_SPLIT = re.compile(r"\s?[/,;]\s?|\s+and\s+")
# Half a pair with a known house: "tca/dpa", "CBSDC/AP".
_HOUSE = re.compile(r"[^\W\d_]{2,10}")


def agency_names(written: str, known: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The agencies signed so, alone or together (``AP/Reuters``); empty where none is known."""
    if whole := agency_name(written, known):
        return (whole,)
    parts = _SPLIT.split(written.strip())
    names = [agency_name(part, known) or AGENCIES.get(part.upper()) for part in parts]
    if len(parts) < 2 or not any(names) or not all(map(_HOUSE.fullmatch, parts)):
        return ()
    return tuple(name or part for name, part in zip(names, parts, strict=True))


@dataclass(frozen=True, slots=True)
class Signed:
    """An agency by its usual name, and where its name stands in a piece of text."""

    name: str
    start: int
    end: int


# Between houses that sign together, the surest first: a stroke or hyphen may be part of a name ("RFE/RL").
_JOINTS = (
    re.compile(r"\s?[,;|&]\s?(?:and\s)?|\sand\s"),
    re.compile(r"\s?/\s?"),
    re.compile(r"\s?[–-]\s?"),
)
_EDGES = " .-–—/\n\t\xa0"
# Who signs with them and is not named: "(AFP, agencies)".
_UNNAMED = frozenset(["agencies", "wires", "other agencies", "news agencies", "wire services"])


def signed_by(
    text: str, known: tuple[str, ...] = (), start: int = 0, end: int | None = None
) -> tuple[Signed, ...]:
    """The agencies a credit names, alone or together ("AFP/AP", "AFP, AP and agencies").

    ``start`` and ``end`` are where the credit stands in ``text``. Empty unless every
    part is an agency, or stands for those unnamed; "Halden, AFP" names a place.
    """
    return _signed(text, start, len(text) if end is None else end, known, _JOINTS)


def _signed(
    text: str, start: int, end: int, known: tuple[str, ...], joints: Sequence[re.Pattern[str]]
) -> tuple[Signed, ...]:
    bare = text[start:end].strip(_EDGES)
    if name := agency_name(bare, known):
        at = text.find(bare, start, end)
        return (Signed(name, at, at + len(bare)),)
    if not joints:
        return ()
    parts = [p for p in _parts(text, start, end, joints[0]) if not _is_unnamed(text, *p)]
    each = [_signed(text, *part, known, joints[1:]) for part in parts]
    return tuple(one for signed in each for one in signed) if all(each) else ()


def _parts(text: str, start: int, end: int, joint: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    for match in joint.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end


def _is_unnamed(text: str, start: int, end: int) -> bool:
    return text[start:end].strip(_EDGES).casefold() in _UNNAMED


def looks_like_agency(written: str) -> bool:
    """Whether an unknown form could be an agency's initials: two to six capitals."""
    form = written.strip()
    return bool(_INITIALS.fullmatch(form)) and form not in _NOT_AGENCIES
