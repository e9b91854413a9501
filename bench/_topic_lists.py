"""What topics were told by before there was a model: counted words of seventeen lists.

Kept to compare with. Names of the topics: IPTC Media Topics, CC BY 4.0; the words are our own.
"""

from __future__ import annotations

import re
from collections import Counter

_TOPICS: dict[str, tuple[str, str]] = {
    "01000000": (
        "arts, culture, entertainment and media",
        "film films movie movies actor actress singer album song songs concert music musician band festival theatre theater "
        "museum artist artists painting novel author novelist celebrity bollywood hollywood television series broadcaster "
        "streaming drama comedy exhibition gallery poet poetry dance director oscar grammy cinema box-office trailer fashion",
    ),
    "16000000": (
        "conflict, war and peace",
        "war troops army military soldiers missile missiles drone drones ceasefire offensive invasion airstrike airstrikes "
        "frontline front artillery rebels insurgents militants militant militia shelling battle fighting combat brigade regiment "
        "regiments defence defense peace truce hostages occupation attack attacks bombing bombardment fighters servicemen "
        "incursion rockets weapons warplanes hostilities conflict trenches enemy",
    ),
    "02000000": (
        "crime, law and justice",
        "police arrested arrest murder killed suspect suspects court judge trial jury convicted sentenced prison jail prosecutor "
        "prosecutors lawyer charged charges crime criminal theft robbery fraud stabbing shooting gunman bail verdict appeal "
        "investigation investigators detained custody accused lawsuit guilty rape assault victim detectives",
    ),
    "03000000": (
        "disaster, accident and emergency incident",
        "earthquake flood floods flooding fire wildfire crash crashed explosion collapse collapsed rescue rescuers rescued killed "
        "injured survivors debris landslide tsunami hurricane cyclone typhoon tornado disaster emergency evacuated evacuation "
        "accident derailed sank capsized firefighters ambulance casualties blaze stranded rubble",
    ),
    "04000000": (
        "economy, business and finance",
        "economy economic market markets stock stocks shares company companies profit profits revenue earnings quarter investors "
        "investment bank banks inflation trade tariff tariffs exports imports oil prices price business billion million percent "
        "growth gdp currency dollar rupee yuan bonds merger acquisition sales ceo startup retail budget tax fiscal",
    ),
    "05000000": (
        "education",
        "school schools student students teacher teachers university universities college campus exam exams education classroom "
        "pupils curriculum tuition graduates kindergarten scholarship degree admission syllabus",
    ),
    "06000000": (
        "environment",
        "climate emissions carbon pollution environment environmental conservation wildlife species forest forests deforestation "
        "biodiversity renewable solar ecosystem warming greenhouse plastic habitat endangered glacier coral",
    ),
    "07000000": (
        "health",
        "health hospital hospitals doctor doctors patients patient disease virus vaccine vaccines vaccination medical medicine "
        "infection infections outbreak cancer covid pandemic surgery treatment drug symptoms clinic nurses epidemic diagnosed",
    ),
    "08000000": (
        "human interest",
        "viral quirky lottery birthday wedding pet puppy heartwarming reunited record-breaking guinness anniversary royal prince "
        "princess awards honoured",
    ),
    "09000000": (
        "labour",
        "workers union unions strike strikes wages wage jobs employees layoffs unemployment labour labor employer walkout "
        "redundancies pension pay workplace hiring",
    ),
    "10000000": (
        "lifestyle and leisure",
        "travel tourism tourists recipe restaurant restaurants chef food wine hotel hotels holiday holidays leisure gaming hobby "
        "fitness yoga beauty lifestyle gardening cuisine",
    ),
    "11000000": (
        "politics and government",
        "president minister parliament government election elections vote voters party senate congress lawmakers opposition prime "
        "policy campaign candidate democrats republicans cabinet legislation bill diplomat diplomatic sanctions summit treaty "
        "ambassador foreign spokesperson chancellor governor mayor referendum coalition political leader leaders",
    ),
    "12000000": (
        "religion",
        "church pope bishop archbishop temple mosque religious pilgrims prayer prayers muslim christian hindu jewish catholic "
        "faith cardinal imam vatican pilgrimage worship priest",
    ),
    "13000000": (
        "science and technology",
        "scientists researchers research study space nasa rocket satellite telescope software technology artificial intelligence "
        "ai app smartphone robot physics chemistry laboratory spacecraft orbit cyber computer computers internet chip chips data",
    ),
    "14000000": (
        "society",
        "community migrants refugees immigration immigrants rights discrimination gender women children poverty homeless "
        "demographic population welfare racism equality minority protest protesters families",
    ),
    "15000000": (
        "sport",
        "match team player players season coach league cup goal goals tournament championship win victory game games cricket "
        "football soccer tennis olympic olympics medal innings wicket batsman striker midfielder final semifinal score scored "
        "stadium race champion basketball baseball nba nfl fifa",
    ),
    "17000000": (
        "weather",
        "weather rain rains rainfall storm storms snow temperature temperatures forecast monsoon heatwave humidity meteorological "
        "wind winds cold celsius fahrenheit showers thunderstorm thunderstorms lightning drought fog",
    ),
}
_WORDS: dict[str, tuple[str, ...]] = {}
for _code, (_, _words) in _TOPICS.items():
    for _word in _words.split():
        _WORDS[_word] = (*_WORDS.get(_word, ()), _code)
_TOKEN = re.compile(r"[a-z][a-z-]{1,30}")
_MOST = 3
# A topic needs this many of its words, and this share of all topic words, to be named.
_FEWEST_HITS, _LEAST_SHARE = 3, 0.2
# A word counts at most this often: a name repeated makes no topic.
_WORD_CAP = 3
_ENOUGH = 20_000


def by_lists(title: str, text: str) -> list[tuple[str, float]]:
    """Up to three (code, confidence), the likeliest first."""
    small = f"{title} {text}"[:_ENOUGH].lower()
    hits: Counter[str] = Counter()
    for word, count in Counter(filter(_WORDS.__contains__, _TOKEN.findall(small))).items():
        for code in _WORDS[word]:
            hits[code] += min(count, _WORD_CAP)
    total = sum(hits.values())
    ranked = sorted(hits.items(), key=lambda kv: (-kv[1], kv[0]))[:_MOST]
    return [
        (code, n / total * (1 - 1 / (1 + n)))
        for code, n in ranked
        if n >= _FEWEST_HITS and n / total >= _LEAST_SHARE
    ]
