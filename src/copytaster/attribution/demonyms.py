"""Countries and what their people are called: "Russian", "Russia's" and "of Russia" are one modifier."""

from __future__ import annotations

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


def normal(word: str) -> str:
    """One form for a country and its people ("russian", "russia's" → "russia"); other words as they are."""
    bare = word.removesuffix("'s")
    return COUNTRY.get(bare, bare)
