"""Media by their names: which sources are news agencies, which are papers, channels and sites."""

from __future__ import annotations

import re
from functools import lru_cache

from copytaster.attribution.genders import first_name_gender
from copytaster.model import LinkRole
from copytaster.words import wordset

_AGENCIES = wordset(
    "reuters ap afp ani pti uni ians tass itar-tass yonhap xinhua interfax ria dpa efe ansa kyodo jiji anadolu "
    "irna isna mehr tasnim fars upi bloomberg ukrinform unian belta pap mti apa ahn bernama antara wafa sana kcna "
    "aap nzpa cns una lusa ntb tt ritzau stt novosti agerpres tanjug hina sputnik petra mena wam kuna suna spa aps "
    "vna bss app cp ctk čtk sita sda  telam télam notimex "
    "montsame kabar azertac armenpress interpress ukrinform kaztag uza khovar"
)
_AGENCY_PHRASES = (
    "news agency", "newswire", "associated press", "agence france", "press trust", "news service",
    "press agency", "united press", "fars news", "ria novosti", "asian news international",
    "canadian press", "sputnik news", "prensa latina", "deutsche presse", "australian associated", "tass russian",
)  # fmt: skip
_OUTLETS = wordset(
    "bbc cnn nbc cbs abc npr pbs msnbc cnbc itv nhk rte rté cbc sbs ndtv wion rt zdf ard tf1 dw nyt wsj wapo aljazeera "
    "pravda izvestia kommersant dawn politico axios buzzfeed vox slate breitbart wikinews haaretz spiegel zeit "
    "bild monde figaro libération libéracion pais mundo corriere repubblica asahi mainichi yomiuri variety newsweek "
    "forbes fortune meduza rappler rai lci bfmtv tvn tvp trt orf srf yle svt nrk tv2 vrt rtl rtp rtve rtbf raidió tvnz rnz "
    "cctv cgtn arirang kbs mbc sbs jtbc ytn tbs ntv inquirer.net scroll firstpost livemint moneycontrol zee aaj "
    "samaa kompas detik vnexpress malaysiakini sabc enca vanguard "
    "clarín clarin infobae folha estadão estadao globo veja milenio excélsior excelsior televisa "
    "ynet jpost maariv hürriyet hurriyet cumhuriyet dozhd rbc lenta gazeta fontanka unian interia onet wirtualna "
    "hvg telex delfi postimees liberation lemonde expressen aftonbladet dagens verdens dagbladet aftenposten "
    "berlingske politiken jyllands-posten tagesspiegel süddeutsche frankfurter kurier blick "
    "techcrunch engadget gizmodo mashable billboard rottentomatoes imdb propublica intercept "
    "vulture tmz espn eurosport skysports kicker marca lequipe l'equipe caixin sina sohu tencent "
    "thepaper scmp mingpao bellingcat"
)
_OUTLET_WORDS = wordset(
    "news times post herald journal tribune telegraph guardian gazette chronicle observer daily tv television "
    "radio newspaper newspapers broadcaster broadcasters magazine outlet outlets publication publications "
    "channel weekly press media reporters journalists paper tabloid website express mirror globe standard network "
    "wire inquirer examiner courier bulletin newsletter jazeera podcast gazeta zeitung dagblad dagbladet rundfunk "
    "diario diário jornal giornale rádio welle"
)
_NOT_OUTLETS = wordset("secretary office spokesman spokeswoman spokesperson officer minister ministry service conference committee union association freedom council adviser advisor owner mogul company executive foundation analyst watchdog regulator authority")  # fmt: skip
_NAMED_AGENCIES = ("agence france-presse", "associated press", "news service")
# Papers, magazines and programmes whose names say nothing of it.
_TITLED = (
    "national geographic, scientific american, rolling stone, the atlantic, atlantic, foreign policy, "
    "foreign affairs, new scientist, vanity fair, usa today, the economist, economist, the hill, the independent, "
    "the sun, the nation, the conversation, time magazine, people magazine, business insider, daily beast, "
    "the daily beast, entertainment weekly, box office mojo, the new yorker, new yorker, the new republic, "
    "mother jones, harper's bazaar, us weekly, the age, the australian, the hindu, the star, the sunday age, "
    "der spiegel, die welt, die zeit, le monde, le figaro, le parisien, el país, el pais, el mundo, "
    "la repubblica, la stampa, la nación, la vanguardia, the indian express, hindustan times, the straits times, "
    "meet the press, face the nation, 60 minutes, good morning america, fox, sky, channel 4, radio free europe, "
    "voice of america, stars and stripes, the verge, the intercept, ars technica, the lancet, the scotsman, "
    "rest of world, the wrap, the star-ledger"
)
_TITLES = frozenset(_TITLED.split(", "))
# "Agência Estado", "Agencia Efe": agencies whose own language says so.
_AGENCY_HEADS = wordset("agência agencia agenzia agentur agentstvo")
# "TVN24", "TV2", "1tv"; "Example.hu"
_BRANDED = re.compile(
    r"(?:[a-z]{0,4}tv[a-z]{0,3}\d{0,2}|[kw][a-z]{2,3}-(?:tv|fm|am)|[\w-]{3,40}\.(?:com|org|net|info|co\.uk|co|tv|news|[a-z]{2}))"
)
_MARKED = re.compile(r"[.-]|tv")  # without one of these no name is branded
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


@lru_cache(maxsize=4096)
def role_of(name: str) -> LinkRole:
    """The role a named source plays by its name alone: agency, outlet or (anything else) speaker."""
    low = name.lower().replace("’", "'")
    if low in _TITLES:
        return "outlet"
    if low.count(" ") == 1 and first_name_gender(low):
        return "speaker"  # a person, whatever the surname
    words = _WORD.findall(low)
    if any(p in low for p in _NAMED_AGENCIES):
        return "agency"
    if not words or not _NOT_OUTLETS.isdisjoint(words):
        return "speaker"
    if (
        any(p in low for p in _AGENCY_PHRASES)
        or words[-1] in _AGENCIES
        or words[0] in _AGENCY_HEADS
    ):
        return "agency"
    if _MARKED.search(low) and _BRANDED.fullmatch(low.rsplit(" ", 1)[-1]):
        return "outlet"
    if words[-1].rpartition("-")[2] in _OUTLET_WORDS:  # "Review-Journal"
        return "outlet"
    if words[-1] in _OUTLETS or (len(words) == 1 and words[0] in _OUTLETS):
        return "outlet"
    if not _OUTLET_WORDS.isdisjoint(words) or not _OUTLETS.isdisjoint(words[:2]):
        return "outlet"
    return "speaker"


def is_media(name: str) -> bool:
    """Is this the name of an outlet or agency?"""
    return role_of(name) != "speaker"
