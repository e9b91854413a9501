"""Words that tell what a source is: a person, a body, a document, an event, a platform."""

from __future__ import annotations

from copytaster.words import wordset

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
    "editorial petition newsletter draft manifesto warrant leaflet findings opinion decision verdict judgment judgement "
    "proclamation resolution guidelines guideline factsheet summary census constitution brochure summons injunction announcement letters emails e-mails messages memos statements transcripts "
    "video livestream autobiography memoir webcast "
    "studies"
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
    "politician lawmaker legislator congressman congresswoman assemblyman assemblywoman assemblymember councilwoman "
    "councilmember alderwoman businessman businesswoman policeman policewoman fireman sportsman sportswoman salesman "
    "layman clergyman ombudsman salesperson astronaut cosmonaut skipper representative rep sen gov gen col lt capt sgt maj "
    "adm prof hon councillor councilor councilman alderman treasurer auditor engineer nurse physician surgeon "
    "pathologist coroner detective constable pilot adviser advisor aide negotiator diplomat official mp mep pm "
    "director-general secretary-general attorney-general governor-general vice-president vice-chancellor vice-chair "
    "vice-chairman editor-in-chief commander-in-chief president-elect deputy-director co-founder co-author co-chair "
    "chief-of-staff administrator dean principal chancellor registrar rector trustee curator veteran "
    "sultan emir crown supreme opposition candidate nominee whip speaker member colleague mother father brother "
    "sister son daughter wife husband widow widower uncle aunt cousin friend neighbour neighbor fan"
)
FEMALE = wordset("mrs ms miss dame lady queen princess spokeswoman chairwoman congresswoman assemblywoman councilwoman businesswoman policewoman sportswoman actress girl woman mother sister daughter wife widow aunt")  # fmt: skip
MALE = wordset("mr sir lord king prince spokesman chairman congressman assemblyman councilman businessman policeman sportsman boy man father brother son husband widower uncle pope imam rabbi bishop archbishop")  # fmt: skip
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
    "unit artillery infantry academy academies secretariat laboratory laboratories lab programme program initiative "
    "project mission state states islamic hotel theatre orchestra cathedral"
)
# What copy calls a body by when it names it ("the retailer Salvik") or has named it ("the chain").
COMPANY_NOUNS = wordset(
    "company firm chain retailer supermarket manufacturer maker carmaker automaker planemaker airline carrier bank "
    "lender insurer operator developer publisher studio label giant conglomerate startup start-up group charity "
    "nonprofit watchdog regulator union club team side organisation organization body platform website site "
    "brewer brewery producer supplier utility contractor drugmaker chipmaker miner broker consultancy militia"
)
MEDIA_HEADS = wordset("outlet newspaper paper broadcaster agency publication magazine channel station network tabloid daily weekly newswire website")  # fmt: skip
MEDIA_NOUNS = MEDIA_HEADS - {"agency", "website", "paper", "station", "network"}
