"""Words that tell a person, a post, an organisation or a thing by its capitals. Own lists."""

from __future__ import annotations

from copytaster.words import wordset

#: Stand before a person's name and are no post.
TITLES = wordset(
    "Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. Prof Prof. Professor Sir Lady Lord Dame Pope Archbishop Bishop Cardinal Father Sister "
    "Rev Rev. Reverend Imam Rabbi Sheikh Shaikh Shri Smt Smt. King Queen Prince Princess Emperor Crown Sultan Emir Saint St. "
    "Gen Gen. Lt Lt. Col Col. Maj Maj. Capt Capt. Sgt Sgt. Adm Adm. Cmdr Cmdr. Sen Sen. Rep Rep. Gov Gov. Brig Brig. Justice "
    "Pandit Maulana Swami Ayatollah Mullah"
)

#: Heads of posts: ``Russian President``, ``Chief of General Staff``, ``Health Minister``.
POSTS = wordset(
    "President Minister Chancellor Premier Secretary Governor Mayor Senator Congressman Congresswoman Representative "
    "Ambassador Envoy Chief Chairman Chairwoman Chairperson Chair Director Commissioner Commander General Colonel Major "
    "Captain Admiral Lieutenant Sergeant Marshal Brigadier Inspector Superintendent Constable Sheriff Judge Prosecutor "
    "Attorney Speaker Spokesman Spokeswoman Spokesperson CEO CFO COO Founder Coach Manager Editor Leader Head Deputy Vice "
    "Councillor Councilman Councilwoman Lawmaker MP MLA Officer Foreign Prime Finance Defence Defense Home Interior Health "
    "Union Cabinet Magistrate Principal Chief-of-Staff Treasurer Administrator Professor Counsel Analyst Economist Detective "
    "Curator Alderman Alderwoman Harbourmaster Harbormaster Coroner Ombudsman Registrar Archivist Conductor Astronomer "
    "Headmaster Headmistress Stationmaster Auditor Comptroller Trustee Surgeon Paramedic Firefighter Historian Biologist "
    "Geologist Seismologist Meteorologist Ranger Skipper Undersecretary Under-Secretary Burgomaster Midwife Gardener "
    "Premiership Advocate Lawyer Author Actor Actress Singer Goalkeeper Striker Midfielder Defender"
)
#: Posts that need no other word to be one.
POST_HEADS = POSTS - wordset(
    "Foreign Prime Finance Defence Defense Home Interior Health Union Cabinet Vice Deputy"
)

#: One of these in a capitalised run makes it an organisation.
ORGANISATIONS = wordset(
    "Ministry Council Party University College School Inc Inc. Corp Corp. Co. Ltd Ltd. LLC PLC Company Corporation Bank Agency "
    "Police Army Navy Force Forces Guard Staff Court Tribunal Association Committee Commission Institute Institution Union "
    "League Club Group House Senate Congress Parliament Assembly Department Bureau Office Authority Board Foundation Trust "
    "Federation Organisation Organization Society Center Centre Hospital Church News Times Post Press Media Radio Television "
    "TV Network Airlines Airways Motors Industries Services Service Systems Technologies Partners Holdings Fund Exchange "
    "Administration Government Command Brigade Regiment Division Battalion Front Movement Alliance Coalition Conference "
    "Nations Reserve Treasury Laboratory Observatory Museum Orchestra Team FC United Academy Embassy Consulate Secretariat "
    "Telegraph Guardian Journal Tribune Herald Gazette Express Bharatiya Janata Sangh Samiti Sabha Rashtriya Mission Lines Ferries Workers "
    "Centers Centres Institutes Chamber Directorate Subcommittee Caucus Legislature Registry Inspectorate Corps Militia Brigades Guards "
    "Broadcasting Railways Diocese Archdiocese Philharmonic Symphony Brotherhood Rugby Cricket Parishad Morcha Dal Constabulary Conservancy"
)
#: Organisations of one word, or whose words look like none.
KNOWN_ORGANISATIONS = wordset(
    "Kremlin Pentagon NATO Hamas Hezbollah Taliban Google Apple Microsoft Amazon Facebook Meta Twitter Tesla Boeing Airbus Samsung "
    "Toyota Reuters Bloomberg Interpol Unicef UNICEF Unesco UNESCO Fatah Greenpeace Telegram TikTok YouTube Instagram WhatsApp "
    "Netflix Nvidia OpenAI Gazprom Rosneft Huawei Sony Intel Pfizer Moderna AstraZeneca Europol Frontex Mossad Wagner "
    "al-Qaeda al-Qaida al-Shabab al-Shabaab"
)
#: Capitalised things that are neither people nor organisations.
THINGS = wordset(
    "War Treaty Act Bill Law Agreement Accord Pact Convention Festival Cup Championship Games Olympics Open Prize Award Awards "
    "Day Week Month Year Street Road Avenue Boulevard Square Bridge Airport Station River Lake Sea Ocean Mountain Mount Island "
    "Islands Bay Gulf Strait Region Province District County State Republic Kingdom City Town Village Park Stadium Hall Tower "
    "Palace Temple Mosque Cathedral Valley Desert Coast Border Operation Project Plan Programme Program Summit Constitution "
    "Amendment Article Section Chapter Series Season Episode Movie Film Album Song Book Bible Quran Christmas Easter Ramadan "
    "Diwali Eid North South East West Northern Southern Eastern Western Central Upper Lower New Great World Cold Civil English "
    "French German Spanish Chinese Russian Arabic Hindi Twitter Covid COVID-19 Covid-19 Internet Earth Sun Moon God Truth "
    "Obamacare ObamaCare HealthCare Brexit Medicare Medicaid Strategic Comprehensive Democratic People's National International Global American British Ukrainian Photo Video Image"
)
#: Capitalised only because they open a sentence, or name days and months.
ORDINARY = wordset(
    "The A An This That These Those He She It They We You I His Her Its Their Our My Your In On At But And Or So Yet For As "
    "After Before When While If Although Though Since Because However Meanwhile There Here What Who Why How Where Which Some "
    "Many Most More All No Not Both Each Every According Also Another Other Others With Without During Under Over From By To "
    "Of Among Earlier Later Last Next Now Then Today Once One Two Three Four Five Six Seven Eight Nine Ten Despite Instead "
    "Still Even Only Just Such Officials Authorities People Experts Critics Asked Speaking About Between Against Nothing Yes "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September "
    "October November December Several Few Much First Second Third Since Until Like Unlike Following Including Based Given "
    "Because Perhaps Maybe Nor Either Neither Additionally Moreover Furthermore Finally Recently Previously Currently "
    "Separately Similarly Thus Hence Therefore Never Always Often Nobody Everyone Everything Something Someone Let Do Does Did Is Are "
    "Was Were Be Being Been Has Have Had Will Would Could Should Can Shall Might Must Having Adding Citing Addressing"
)
#: A lower-case word of these joins capitalised ones into one name.
JOINERS = wordset("of de del la van von der den bin ibn al el da dos du di le")
#: ``of`` joins only behind these.
OF_HEADS = (
    ORGANISATIONS
    | POSTS
    | wordset(
        "Republic Kingdom Federation State Treaty Union Chiefs Joint Pact Accord Act Day Festival Battle Gulf Bay Isle City County War"
    )
)

SPEECH = wordset(
    "said says told added wrote tweeted asked noted claimed announced warned argued insisted stated explained replied "
    "described thanked denied confirmed alleged posted urged called testified accused vowed raised congratulated met"
)
#: Words in capitals before a dash that are labels, not places nobody has heard of.
LABELS = wordset(
    "ADVERT ADVERTISEMENT ADVISORY ALERT ANALYSIS ANNOUNCEMENT ARCHIVE ATTENTION BACKGROUND BLOG BOOKS BREAKING BRIEF "
    "BRIEFS BULLETIN BUSINESS CARTOON CLARIFICATION COLUMN COMMENT COMMENTARY CORRECTED CORRECTION CRIME CULTURE DEVELOPING "
    "DIARY EDITORIAL ELECTION ENTERTAINMENT ESSAY EVENT EXCLUSIVE EXPLAINED EXPLAINER FACTBOX FEATURE FINANCE FLASH "
    "FILE FOCUS FOOTBALL FREE GALLERY GRAPHIC GUEST GUIDE HEADLINES HEALTH HIGHLIGHTS HOROSCOPE HOST IMPORTANT INFOGRAPHIC INSIDE INSIGHT "
    "INTERACTIVE INTERVIEW INVESTIGATION JUST KILL LATEST LEAD LETTER LETTERS LIFESTYLE LISTEN LIVE LOOK MARKETS MEDIA MORE MUSIC "
    "NEWS NEWSLETTER NOTE NOTICE OBITUARY OPINION OVERVIEW PHOTO PHOTOS PICTURE PICTURES PODCAST POLITICS POLL PREVIEW "
    "PRESS PROFILE QUIZ RACING RATED READ RECAP RECIPE RELEASE REMINDER REPORT RESULTS REVIEW ROUNDUP RUGBY RUMOUR SCIENCE SCOOP "
    "SHARE SLIDESHOW SNAP SPECIAL SPOILER SPONSORED SPORT SPORTS STATEMENT STORY SUMMARY SURVEY TECH TENNIS TICKETS TIMELINE TODAY "
    "TRAILER TRANSCRIPT TRAVEL TRENDING UPDATE UPDATED UPDATES URGENT VIDEO VIDEOS VIEWPOINT WANTED WARNING WATCH WEATHER "
    "WEBCAST WORLD WRAPUP WITHDRAWN TONIGHT YESTERDAY TOMORROW CRICKET MISSING FOUND CLOSED OPEN SOLD WINNER"
)
#: In capitals, a word of these says that the words beside it name a place.
TOPONYMIC = wordset(
    "AIRBASE BAY BEACH CAMP CAPE COUNTY COVE CREEK FALLS FORT HARBOR HARBOUR HEIGHTS ISLAND ISLANDS JUNCTION LAKE "
    "MEADOWS MOUNT PENINSULA RAPIDS RESERVATION SPRINGS TOWNSHIP VALLEY VILLAGE"
)
