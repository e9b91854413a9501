"""States and provinces as wire copy writes them: ``Calif.``, ``Uttar Pradesh``, ``Ont.``."""

from __future__ import annotations

from functools import lru_cache

from copytaster.anatomy.gazetteer import candidates, place_key

# AP style; the state's full name stands in the gazetteer.
_AP_STATES = {
    "Ala": "Alabama", "Ariz": "Arizona", "Ark": "Arkansas", "Calif": "California", "Colo": "Colorado",
    "Conn": "Connecticut", "Del": "Delaware", "Fla": "Florida", "Ga": "Georgia", "Ill": "Illinois",
    "Ind": "Indiana", "Kan": "Kansas", "Ky": "Kentucky", "La": "Louisiana", "Md": "Maryland",
    "Mass": "Massachusetts", "Mich": "Michigan", "Minn": "Minnesota", "Miss": "Mississippi",
    "Mo": "Missouri", "Mont": "Montana", "Neb": "Nebraska", "Nev": "Nevada", "NH": "New Hampshire",
    "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina",
    "ND": "North Dakota", "Okla": "Oklahoma", "Ore": "Oregon", "Pa": "Pennsylvania", "Penn": "Pennsylvania",
    "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota", "Tenn": "Tennessee",
    "Tex": "Texas", "Vt": "Vermont", "Va": "Virginia", "Wash": "Washington", "WVa": "West Virginia",
    "Wis": "Wisconsin", "Wyo": "Wyoming", "DC": "District of Columbia",
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California",
    "CO": "Colorado", "CT": "Connecticut", "FL": "Florida", "GA": "Georgia", "IL": "Illinois",
    "KS": "Kansas", "KY": "Kentucky", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan",
    "MN": "Minnesota", "MS": "Mississippi", "MO": "Missouri", "NV": "Nevada", "OH": "Ohio",
    "OK": "Oklahoma", "PA": "Pennsylvania", "TN": "Tennessee", "TX": "Texas", "UT": "Utah",
    "VT": "Vermont", "VA": "Virginia", "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin",
    "WY": "Wyoming",
}  # fmt: skip
_CANADA = {
    "Ont": "Ontario", "Que": "Quebec", "BC": "British Columbia", "Alta": "Alberta",
    "Man": "Manitoba", "Sask": "Saskatchewan", "NS": "Nova Scotia", "NB": "New Brunswick",
    "NL": "Newfoundland", "Nfld": "Newfoundland", "PEI": "Prince Edward Island", "NWT": "Northwest Territories",
}  # fmt: skip


@lru_cache(maxsize=4096)
def region_of(written: str) -> tuple[str, str, str] | None:
    """(full name, country code, GeoNames admin1 code) of a state or province, or None."""
    short = written.replace(".", "").replace(" ", "") if len(written) <= 8 else written
    name = _AP_STATES.get(short) or _CANADA.get(short) or written
    key = place_key(name)
    for found in candidates(name):
        # Of counties only England's stand behind a town by their bare name: "Norwich, Norfolk".
        if (found.kind == "A" or (found.kind == "D" and found.country == "GB")) and place_key(
            found.name
        ) == key:
            return found.name, found.country, found.region
    return None
