"""Countries and what their people are called: "Russian", "Russia's" and "of Russia" are one modifier."""

from __future__ import annotations

from itertools import takewhile

_TABLE = """
Afghanistan Afghan|Albania Albanian|Algeria Algerian|Argentina Argentine Argentinian|Armenia Armenian|
Australia Australian|Austria Austrian|Azerbaijan Azerbaijani|Bahrain Bahraini|Bangladesh Bangladeshi|
Belarus Belarusian|Belgium Belgian|Bolivia Bolivian|Brazil Brazilian|Britain British UK|Bulgaria Bulgarian|
Cambodia Cambodian|Canada Canadian|Chile Chilean|China Chinese|Colombia Colombian|Croatia Croatian|Cuba Cuban|
Cyprus Cypriot|Czechia Czech|Denmark Danish|Egypt Egyptian|Estonia Estonian|Ethiopia Ethiopian|Finland Finnish|
France French|Georgia Georgian|Germany German|Ghana Ghanaian|Greece Greek|Hungary Hungarian|Iceland Icelandic|
India Indian|Indonesia Indonesian|Iran Iranian|Iraq Iraqi|Ireland Irish|Israel Israeli|Italy Italian|Japan Japanese|
Jordan Jordanian|Kazakhstan Kazakh|Kenya Kenyan|Kuwait Kuwaiti|Laos Laotian|Latvia Latvian|Lebanon Lebanese|
Libya Libyan|Lithuania Lithuanian|Malaysia Malaysian|Mali Malian|Mexico Mexican|Moldova Moldovan|Mongolia Mongolian|
Morocco Moroccan|Myanmar Burmese|Nepal Nepali Nepalese|Netherlands Dutch|Niger Nigerien|Nigeria Nigerian|
Norway Norwegian|Oman Omani|Pakistan Pakistani|Palestine Palestinian|Peru Peruvian|Philippines Philippine Filipino|
Poland Polish|Portugal Portuguese|Qatar Qatari|Romania Romanian|Russia Russian|Rwanda Rwandan|Serbia Serbian|
Singapore Singaporean|Slovakia Slovak|Slovenia Slovenian|Somalia Somali|Spain Spanish|Sudan Sudanese|Sweden Swedish|
Switzerland Swiss|Syria Syrian|Taiwan Taiwanese|Thailand Thai|Tunisia Tunisian|Turkey Turkish|Uganda Ugandan|
Ukraine Ukrainian|US American U.S USA|Venezuela Venezuelan|Vietnam Vietnamese|Yemen Yemeni|Zambia Zambian|
Zimbabwe Zimbabwean|Korea Korean
"""

COUNTRY: dict[str, str] = {
    form.lower(): row.split()[0].lower()
    for row in _TABLE.split("|")
    if row.strip()
    for form in row.split()
}

_NAMES = {"US": "United States", "Korea": "South Korea"}
_MORE = {
    "South Ossetian": "South Ossetia", "Abkhaz": "Abkhazia", "Sri Lankan": "Sri Lanka",
    "Saudi": "Saudi Arabia", "European": "Europe", "African": "Africa", "Asian": "Asia",
    "South Korean": "South Korea", "North Korean": "North Korea", "Scottish": "Scotland",
    "Welsh": "Wales", "Chechen": "Chechnya", "Kosovan": "Kosovo", "Bosnian": "Bosnia",
    "Kurdish": "Kurdistan", "Cuban": "Cuba", "Haitian": "Haiti", "Jamaican": "Jamaica",
    "Californian": "California", "Texan": "Texas", "Congolese": "Congo", "Angolan": "Angola",
    "Namibian": "Namibia", "Panamanian": "Panama", "Guatemalan": "Guatemala", "Honduran": "Honduras",
    "Salvadoran": "El Salvador", "Nicaraguan": "Nicaragua", "Ecuadorian": "Ecuador",
    "Paraguayan": "Paraguay", "Uruguayan": "Uruguay", "Senegalese": "Senegal", "Ivorian": "Ivory Coast",
    "Cameroonian": "Cameroon", "Tanzanian": "Tanzania", "Mozambican": "Mozambique", "Liberian": "Liberia",
    "Eritrean": "Eritrea", "Bhutanese": "Bhutan", "Maltese": "Malta", "Montenegrin": "Montenegro",
    "Macedonian": "North Macedonia", "Uzbek": "Uzbekistan", "Turkmen": "Turkmenistan",
    "Kyrgyz": "Kyrgyzstan", "Tajik": "Tajikistan", "Emirati": "United Arab Emirates",
}  # fmt: skip
#: What a land's people and things are called → the land, as the gazetteer has it; plurals too.
PEOPLES: dict[str, str] = {
    form: land
    for word, land in (
        *(
            (w, _NAMES.get(r.split()[0], r.split()[0]))
            for r in _TABLE.split("|")
            for w in r.split()[1:]
        ),
        *_MORE.items(),
    )
    if word not in ("UK", "U.S", "USA")
    for form in (word, word + "s")
    if form != "Philippines"  # the land, not its people
}


_ADJECTIVAL = ("an", "ish", "ese", "ic", "er", "i")


def akin(word: str, other: str) -> bool:
    """Are a demonym and a country that no list knows one by their stem ("veldorian", "veldoria")?"""
    one, two = word.removesuffix("'s"), other.removesuffix("'s")
    if one in COUNTRY or two in COUNTRY or not one.endswith(_ADJECTIVAL):
        return False
    stem = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, two, strict=False)))
    return stem >= 4 and stem >= len(two) - 4 and len(one) - stem <= 3


def normal(word: str) -> str:
    """One form for a country and its people ("russian", "russia's" → "russia"); other words as they are."""
    bare = word.removesuffix("'s")
    return COUNTRY.get(bare, bare)
