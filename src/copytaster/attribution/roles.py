"""Words that tell what a source is: a person, a document, a platform, an outlet, an agency."""

from __future__ import annotations

import re
from functools import lru_cache

from copytaster.attribution.words import wordset
from copytaster.model import LinkRole

_AGENCIES = wordset(
    "reuters ap afp ani pti uni ians tass itar-tass yonhap xinhua interfax ria dpa efe ansa kyodo jiji anadolu "
    "irna isna mehr tasnim fars upi bloomberg ukrinform unian belta pap mti apa ahn bernama antara wafa sana kcna "
    "aap nzpa cns una lusa ntb tt ritzau stt novosti agerpres tanjug hina sputnik"
)
_AGENCY_PHRASES = (
    "news agency", "newswire", "associated press", "agence france", "press trust", "news service",
    "press agency", "united press", "fars news", "ria novosti", "asian news international",
)  # fmt: skip
_OUTLETS = wordset(
    "bbc cnn nbc cbs abc npr pbs msnbc cnbc itv nhk rte rté cbc sbs ndtv wion rt zdf ard tf1 dw nyt wsj wapo aljazeera "
    "pravda izvestia kommersant dawn politico axios buzzfeed vox slate breitbart wikinews haaretz spiegel zeit "
    "bild monde figaro libération libéracion pais mundo corriere repubblica asahi mainichi yomiuri variety newsweek "
    "forbes fortune meduza"
)
_OUTLET_WORDS = wordset(
    "news times post herald journal tribune telegraph guardian gazette chronicle observer daily tv television "
    "radio newspaper newspapers broadcaster broadcasters magazine outlet outlets publication publications "
    "channel weekly press media reporters journalists paper tabloid website express mirror globe standard network "
    "wire inquirer examiner courier bulletin newsletter jazeera podcast"
)
_NOT_OUTLETS = wordset("secretary office spokesman spokeswoman spokesperson officer minister ministry service conference committee union association freedom council adviser advisor owner mogul company executive foundation analyst watchdog regulator authority")  # fmt: skip
PLATFORMS = {
    "telegram": "Telegram", "twitter": "Twitter", "facebook": "Facebook", "instagram": "Instagram",
    "weibo": "Weibo", "youtube": "YouTube", "tiktok": "TikTok", "whatsapp": "WhatsApp", "linkedin": "LinkedIn",
    "bluesky": "Bluesky", "mastodon": "Mastodon", "wechat": "WeChat", "vkontakte": "VKontakte",
    "snapchat": "Snapchat", "reddit": "Reddit", "threads": "Threads", "substack": "Substack", "truth": "Truth Social",
    "x": "X", "social": "social media",
}  # fmt: skip
DOCUMENTS = wordset(
    "statement transcript letter email e-mail report reports memo memorandum filing filings affidavit complaint "
    "document documents lawsuit indictment study survey poll paper post posts tweet tweets message decree order "
    "ruling release bulletin note essay op-ed article book testimony database records estimates figures data "
    "advisory notice dossier audit assessment analysis review communique communiqué declaration column blog "
    "editorial petition newsletter draft manifesto warrant leaflet findings"
)
EVENTS = wordset(
    "conference briefing meeting speech address rally hearing ceremony forum summit debate session broadcast "
    "opening call videoconference teleconference event interview visit gathering sermon lecture webinar "
    "congress convention symposium vigil funeral protest demonstration remarks comments televised inauguration"
)
ROLE_NOUNS = wordset(
    "president minister prime premier chancellor king queen prince princess emperor pope secretary senator governor "
    "mayor deputy vice chief director chairman chairwoman chair chairperson spokesman spokeswoman spokesperson "
    "ambassador envoy general admiral colonel major captain lieutenant sergeant commander officer commissioner "
    "inspector superintendent sheriff marshal judge justice attorney prosecutor lawyer solicitor barrister counsel "
    "advocate professor doctor dr mr mrs ms miss sir dame lord lady rev reverend bishop archbishop cardinal imam rabbi "
    "cleric ayatollah sheikh analyst economist expert scientist researcher historian author writer editor "
    "journalist reporter correspondent photographer coach manager captain player striker singer actor actress "
    "activist leader founder head boss ceo executive owner partner farmer teacher student resident witness "
    "politician lawmaker legislator congressman congresswoman representative rep sen gov gen col lt capt sgt maj "
    "adm prof hon councillor councilor councilman alderman treasurer auditor engineer nurse physician surgeon "
    "pathologist coroner detective constable pilot adviser advisor aide negotiator diplomat official mp mep pm "
    "chief-of-staff administrator dean principal chancellor registrar rector trustee curator veteran "
    "sultan emir crown supreme opposition candidate nominee whip speaker member colleague mother father brother "
    "sister son daughter wife husband widow widower uncle aunt cousin friend neighbour neighbor fan"
)
FEMALE = wordset("mrs ms miss dame lady queen princess spokeswoman chairwoman congresswoman actress mother sister daughter wife widow aunt")  # fmt: skip
MALE = wordset("mr sir lord king prince spokesman chairman congressman father brother son husband widower uncle pope imam rabbi bishop archbishop")  # fmt: skip
ORG_WORDS = wordset(
    "ministry department agency authority council committee commission court parliament senate congress house "
    "office bureau university college school hospital institute institution association federation union party "
    "movement company corporation corp inc ltd llc group bank fund foundation centre center army navy force forces "
    "police guard guards service services airlines airways air express airport staff command board society club "
    "league team organisation organization nations government administration embassy consulate church mosque "
    "industries motors systems technologies holdings partners network alliance coalition front brigade "
    "ministries directorate registry observatory museum trust chamber assembly cabinet region province city "
    "district county street avenue river sea ocean island islands mountain war treaty act bill prize award "
    "international national federal global world battalion regiment division squadron corps platoon flotilla fleet "
    "unit artillery infantry"
)
MEDIA_HEADS = wordset("outlet newspaper paper broadcaster agency publication magazine channel station network tabloid daily weekly newswire website")  # fmt: skip
MEDIA_NOUNS = MEDIA_HEADS - {"agency", "website", "paper", "station", "network"}
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


@lru_cache(maxsize=4096)
def role_of(name: str) -> LinkRole:
    """The role a named source plays by its name alone: agency, outlet or (anything else) speaker."""
    low = name.lower().replace("’", "'")
    words = _WORD.findall(low)
    if not words or not _NOT_OUTLETS.isdisjoint(words):
        return "speaker"
    if any(p in low for p in _AGENCY_PHRASES) or words[-1] in _AGENCIES:
        return "agency"
    if words[-1] in _OUTLETS or (len(words) == 1 and words[0] in _OUTLETS):
        return "outlet"
    if not _OUTLET_WORDS.isdisjoint(words) or not _OUTLETS.isdisjoint(words[:2]):
        return "outlet"
    return "speaker"


def is_media(name: str) -> bool:
    """Is this the name of an outlet or agency?"""
    return role_of(name) != "speaker"
