"""Datelines of many houses and languages over invented copy, and openings that only look like one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from copytaster.anatomy import dissect
from copytaster.model import Dateline, Item

COPY = " The harbour council met on Monday and rose again without a vote."
PUBLISHED = datetime(2025, 5, 10, tzinfo=UTC)

Row = tuple[str, str, str, str | None, str]
# The dateline, its places as written, their ISO countries ("-": none), the day, the agencies.
HOUSES: list[Row] = [
    ("LONDON – May 3, 2025 –", "LONDON", "GB", "2025-05-03", ""),
    ("LONDON, U.K. — 3 May 2025 —", "LONDON", "GB", "2025-05-03", ""),
    ("VMPL New Delhi [India], May 3:", "New Delhi", "IN", "2025-05-03", "VMPL"),
    ("DHAKA [Bangladesh], May 3 (ANI):", "DHAKA", "BD", "2025-05-03", "ANI"),
    ("Pune (Maharashtra) [India], May 3 (ANI):", "Pune", "IN", "2025-05-03", "ANI"),
    ("Washington, D.C. [USA], May 3 (ANI):", "Washington", "US", "2025-05-03", "ANI"),
    ("Washington DC [US], May 3 (ANI):", "Washington DC", "US", "2025-05-03", "ANI"),
    ("New Delhi [India], May 3 (ANI/NewsVoir):", "New Delhi", "IN", "2025-05-03", "ANI|NewsVoir"),
    ("Mumbai, May 3 (IANS)", "Mumbai", "IN", "2025-05-03", "IANS"),
    ("Thiruvananthapuram, May 3 (PTI):", "Thiruvananthapuram", "IN", "2025-05-03", "PTI"),
    ("BEIJING, May 3 (Xinhua) --", "BEIJING", "CN", "2025-05-03", "Xinhua"),
    ("MOSCOW, May 3. /TASS/.", "MOSCOW", "RU", "2025-05-03", "TASS"),
    ("Moscow. May 3. INTERFAX -", "Moscow", "RU", "2025-05-03", "Interfax"),
    ("MOSCOW, May 3 (RIA Novosti) –", "MOSCOW", "RU", "2025-05-03", "RIA Novosti"),
    ("SEOUL, May 3 (Yonhap) --", "SEOUL", "KR", "2025-05-03", "Yonhap"),
    ("TOKYO, May 3 (Kyodo) -", "TOKYO", "JP", "2025-05-03", "Kyodo"),
    ("Tokyo, May 3 (Jiji Press)--", "Tokyo", "JP", "2025-05-03", "Jiji"),
    ("KUWAIT, May 3 (KUNA) --", "KUWAIT", "KW", "2025-05-03", "KUNA"),
    ("WASHINGTON, May 3 (UPI) --", "WASHINGTON", "US", "2025-05-03", "UPI"),
    ("May 3 (UPI) --", "", "", "2025-05-03", "UPI"),
    ("(Bloomberg) --", "", "", None, "Bloomberg"),
    ("(Reuters) -", "", "", None, "Reuters"),
    ("London (BBC) —", "London", "GB", None, "BBC"),
    ("Berlin (dpa) -", "Berlin", "DE", None, "dpa"),
    ("Berlin/Paris (dpa) -", "Berlin|Paris", "DE|FR", None, "dpa"),
    ("KUALA LUMPUR, May 3 (Bernama) --", "KUALA LUMPUR", "MY", "2025-05-03", "Bernama"),
    ("ABU DHABI, 3rd May, 2025 (WAM) –", "ABU DHABI", "AE", "2025-05-03", "WAM"),
    ("ISLAMABAD, May 03 (APP):", "ISLAMABAD", "PK", "2025-05-03", "APP"),
    ("DHAKA, May 3, 2025 (BSS) -", "DHAKA", "BD", "2025-05-03", "BSS"),
    ("TEHRAN, May 03 (MNA) –", "TEHRAN", "IR", "2025-05-03", "MNA"),
    ("TEHRAN, May. 3 (ISNA) -", "TEHRAN", "IR", "2025-05-03", "ISNA"),
    ("Tehran, IRNA –", "Tehran", "IR", None, "IRNA"),
    ("Hanoi (VNA) –", "Hanoi", "VN", None, "VNA"),
    ("Jakarta (ANTARA) -", "Jakarta", "ID", None, "ANTARA"),
    ("MINSK, 3 May (BelTA) –", "MINSK", "BY", "2025-05-03", "BelTA"),
    ("ANKARA (AA) -", "ANKARA", "TR", None, "Anadolu"),
    ("PARIS, Nov. 22 (Reuters) -", "PARIS", "FR", "2024-11-22", "Reuters"),
    ("PARIS Nov 22 (Reuters) -", "PARIS", "FR", "2024-11-22", "Reuters"),
    ("LONDON/BERLIN —", "LONDON|BERLIN", "GB|DE", None, ""),
    (
        "LONDON/BERLIN/ROME, May 3 (Reuters) -",
        "LONDON|BERLIN|ROME",
        "GB|DE|IT",
        "2025-05-03",
        "Reuters",
    ),
    ("LONDON and PARIS (AP) —", "LONDON|PARIS", "GB|FR", None, "AP"),
    ("ABOARD AIR FORCE ONE —", "ABOARD AIR FORCE ONE", "-", None, ""),
    ("ABOARD AIR FORCE ONE (AP) —", "ABOARD AIR FORCE ONE", "-", None, "AP"),
    ("ABOARD THE USS ORLO (AP) —", "ABOARD THE USS ORLO", "-", None, "AP"),
    ("ABOARD THE PAPAL PLANE —", "ABOARD THE PAPAL PLANE", "-", None, ""),
    ("EN ROUTE TO TOKYO —", "EN ROUTE TO TOKYO", "-", None, ""),
    ("UNITED NATIONS (AP) —", "UNITED NATIONS", "US", None, "AP"),
    ("UNITED NATIONS, May 3 (Xinhua) --", "UNITED NATIONS", "US", "2025-05-03", "Xinhua"),
    ("VATICAN CITY (AP) —", "VATICAN CITY", "VA", None, "AP"),
    ("JERUSALEM (AP) —", "JERUSALEM", "IL", None, "AP"),
    ("GAZA CITY, Gaza Strip (AP) —", "GAZA CITY", "PS", None, "AP"),
    ("DEIR AL-BALAH, Gaza Strip (AP) —", "DEIR AL-BALAH", "PS", None, "AP"),
    ("RAMALLAH, West Bank (AP) —", "RAMALLAH", "PS", None, "AP"),
    ("SAN JUAN, Puerto Rico (AP) —", "SAN JUAN", "PR", None, "AP"),
    ("PORT-AU-PRINCE, Haiti (AP) —", "PORT-AU-PRINCE", "HT", None, "AP"),
    ("PORT OF SPAIN, Trinidad and Tobago (AP) —", "PORT OF SPAIN", "TT", None, "AP"),
    ("SARAJEVO, Bosnia-Herzegovina (AP) —", "SARAJEVO", "BA", None, "AP"),
    ("ABIDJAN, Ivory Coast (AP) —", "ABIDJAN", "CI", None, "AP"),
    ("ABIDJAN, Cote d'Ivoire, May 3 (Xinhua) --", "ABIDJAN", "CI", "2025-05-03", "Xinhua"),
    ("KINSHASA, Congo (AP) —", "KINSHASA", "CD", None, "AP"),
    ("TBILISI, Georgia (AP) —", "TBILISI", "GE", None, "AP"),
    ("ATLANTA, Georgia (AP) —", "ATLANTA", "US", None, "AP"),
    ("PARIS, Texas (AP) —", "PARIS", "US", None, "AP"),
    ("LONDON, Ontario —", "LONDON", "CA", None, ""),
    ("LONDON, Ont. —", "LONDON", "CA", None, ""),
    ("CHARLESTON, W.Va. (AP) —", "CHARLESTON", "US", None, "AP"),
    ("CHARLESTON, W. Va. (AP) —", "CHARLESTON", "US", None, "AP"),
    ("ALBUQUERQUE, N.M. (AP) —", "ALBUQUERQUE", "US", None, "AP"),
    ("PORTLAND, Maine (AP) —", "PORTLAND", "US", None, "AP"),
    ("PORTLAND, ME —", "PORTLAND", "US", None, ""),
    ("PORTLAND, OR –", "PORTLAND", "US", None, ""),
    ("HONG KONG (AP) —", "HONG KONG", "HK", None, "AP"),
    ("TAIPEI, Taiwan (AP) —", "TAIPEI", "TW", None, "AP"),
    ("SINGAPORE (AP) —", "SINGAPORE", "SG", None, "AP"),
    ("SINGAPORE:", "SINGAPORE", "SG", None, ""),
    ("GUANTANAMO BAY NAVAL BASE, Cuba (AP) —", "GUANTANAMO BAY NAVAL BASE", "CU", None, "AP"),
    ("JOINT BASE ANDREWS, Md. (AP) —", "JOINT BASE ANDREWS", "US", None, "AP"),
    ("NEAR MOSUL, Iraq —", "NEAR MOSUL", "IQ", None, ""),
    ("LONDON, May 3, 2025 /PRNewswire/ --", "LONDON", "GB", "2025-05-03", "PRNewswire"),
    ("LONDON--(BUSINESS WIRE)--", "LONDON", "GB", None, "Business Wire"),
    ("NEW YORK, May 03, 2025 (GLOBE NEWSWIRE) --", "NEW YORK", "US", "2025-05-03", "GlobeNewswire"),
    ("TOKYO —", "TOKYO", "JP", None, ""),
    ("TOKYO--", "TOKYO", "JP", None, ""),
    ("TOKYO—", "TOKYO", "JP", None, ""),
    ("TOKYO –", "TOKYO", "JP", None, ""),
    ("Canberra, 3 May 2025 (AAP) -", "Canberra", "AU", "2025-05-03", "AAP"),
    ("St. John's, N.L. —", "St. John's", "CA", None, ""),
    ("FREDERICTON, N.B. —", "FREDERICTON", "CA", None, ""),
    ("KYIV, Ukraine (AP) —", "KYIV", "UA", None, "AP"),
    ("KYIV, Saturday, May 3 (Interfax-Ukraine) –", "KYIV", "UA", "2025-05-03", "Interfax"),
    ("Lagos, May 3, 2025 (NAN)", "Lagos", "NG", "2025-05-03", "NAN"),
    ("Accra, May 3, GNA –", "Accra", "GH", "2025-05-03", "GNA"),
    ("SRINAGAR, May 3:", "SRINAGAR", "IN", "2025-05-03", ""),
    ("BUENOS AIRES, May 3 (AFP) -", "BUENOS AIRES", "AR", "2025-05-03", "AFP"),
    ("Mexico City, May 3 (EFE).-", "Mexico City", "MX", "2025-05-03", "EFE"),
    ("PARIS (AFP) -", "PARIS", "FR", None, "AFP"),
    ("Paris, 3 mai 2025 (AFP) -", "Paris", "FR", "2025-05-03", "AFP"),
    ("Genève (awp/ats) -", "Genève", "CH", None, "awp|Keystone-SDA"),
    ("BRUXELLES, 1er mai (Belga) -", "BRUXELLES", "BE", "2025-05-01", "Belga"),
    ("Bruxelles, le 3 mai (Belga) -", "Bruxelles", "BE", "2025-05-03", "Belga"),
    ("Berlin, 3. Mai (dpa) -", "Berlin", "DE", "2025-05-03", "dpa"),
    ("Köln (dpa/lnw) -", "Köln", "DE", None, "dpa|lnw"),
    ("Wien (APA) -", "Wien", "AT", None, "APA"),
    ("Madrid, 3 may (EFE).-", "Madrid", "ES", "2025-05-03", "EFE"),
    ("Madrid, 3 mar (EFE).-", "Madrid", "ES", "2025-03-03", "EFE"),
    ("MADRID, 3 May. (EUROPA PRESS) -", "MADRID", "ES", "2025-05-03", "Europa Press"),
    ("La Habana, 3 mayo (Prensa Latina) -", "La Habana", "CU", "2025-05-03", "Prensa Latina"),
    ("Lisboa, 03 mai 2025 (Lusa) –", "Lisboa", "PT", "2025-05-03", "Lusa"),
    ("São Paulo, 3 mai (Reuters) -", "São Paulo", "BR", "2025-05-03", "Reuters"),
    ("(ANSA) - ROMA, 3 MAG -", "ROMA", "IT", "2025-05-03", "ANSA"),
    ("Roma, 3 mag. (Adnkronos) -", "Roma", "IT", "2025-05-03", "Adnkronos"),
    ("ROMA (ITALPRESS) -", "ROMA", "IT", None, "Italpress"),
    ("МОСКВА, 3 мая. /ТАСС/.", "МОСКВА", "RU", "2025-05-03", "TASS"),
    ("МОСКВА, 3 мая — РИА Новости.", "МОСКВА", "RU", "2025-05-03", "RIA Novosti"),
    ("Москва. 3 мая. ИНТЕРФАКС -", "Москва", "RU", "2025-05-03", "Interfax"),
    ("КИЇВ, 3 травня /Укрінформ/.", "КИЇВ", "UA", "2025-05-03", "Ukrinform"),
    ("नई दिल्ली, 3 मई (भाषा)", "नई दिल्ली", "IN", "2025-05-03", "PTI"),
    ("नयी दिल्ली, तीन मई (भाषा)", "नयी दिल्ली", "IN", "2025-05-03", "PTI"),
    ("लखनऊ, 3 मई (आईएएनएस)।", "लखनऊ", "IN", "2025-05-03", "IANS"),
    ("新华社北京5月3日电", "北京", "CN", "2025-05-03", "Xinhua"),
    ("新华社北京5月3日电（记者王某某、李某某）", "北京", "CN", "2025-05-03", "Xinhua"),
    ("中新社上海5月3日电", "上海", "CN", "2025-05-03", "CNS"),
    ("（中央社记者王某某台北3日电）", "台北", "TW", "2025-05-03", "CNA"),
    ("(서울=연합뉴스)", "서울", "KR", None, "Yonhap"),
    ("(서울=연합뉴스) 홍길동 기자 =", "서울", "KR", None, "Yonhap"),
    ("[서울=뉴시스]", "서울", "KR", None, "Newsis"),
    ("【東京=山田太郎】", "東京", "JP", None, ""),
    ("【ワシントン時事】", "ワシントン", "US", None, "Jiji"),
    ("［東京　３日　ロイター］　－", "東京", "JP", "2025-05-03", "Reuters"),
    ("القاهرة 3 مايو (رويترز) -", "القاهرة", "EG", "2025-05-03", "Reuters"),
    ("ISTANBUL (AA) -", "ISTANBUL", "TR", None, "Anadolu"),
    ("Warszawa (PAP) -", "Warszawa", "PL", None, "PAP"),
    ("København /ritzau/:", "København", "DK", None, "Ritzau"),
    ("STOCKHOLM (TT)", "STOCKHOLM", "SE", None, "TT"),
    ("Oslo (NTB):", "Oslo", "NO", None, "NTB"),
    ("Helsinki (STT) —", "Helsinki", "FI", None, "STT"),
    ("AMSTERDAM (ANP) -", "AMSTERDAM", "NL", None, "ANP"),
    ("Praha (ČTK) -", "Praha", "CZ", None, "CTK"),
]


def read(text: str) -> Dateline | None:
    """The dateline of a story that came in on 10 May 2025."""
    return dissect(Item(body=text, published=PUBLISHED)).dateline


@pytest.mark.parametrize(("line", "places", "countries", "day", "agencies"), HOUSES)
def test_houses(line: str, places: str, countries: str, day: str | None, agencies: str) -> None:
    """Every house's form gives its places where they stand, their countries, its day and its agencies."""
    text = line + COPY
    found = read(text)
    assert found is not None
    assert text[found.span.start : found.span.end] == line
    assert "|".join(text[p.span.start : p.span.end] for p in found.located) == places
    assert "|".join(p.country or "-" for p in found.located) == countries
    assert (found.date.isoformat() if found.date else None) == day
    assert "|".join(found.agencies) == agencies


@pytest.mark.parametrize(
    "text",
    [
        "NEW YORK Giants beat the rest on Monday, and that was that for the season.",
        "WASHINGTON — not the city, but the man — was a surveyor first and foremost.",
        "Paris: a history of the city from its first bridge to its last.",
        "Washington, the capital, slept. The council did not meet on Monday at all.",
        "WASHINGTON, the man, was a surveyor first. The council did not know.",
        "Dateline: London is a play by Mara Orlo that opens on Monday at the Vask.",
        "10:30 a.m. — The council met, the mayor said, and rose again at noon.",
        "May 3 — The council met. It rose again, the mayor said at noon.",
        "MAY 3: The council met. It rose again, the mayor said at noon today.",
        "(Photo) The council met on Monday. It rose again at noon.",
        "(AP Photo/Mara Orlo) The council met on Monday. It rose again at noon.",
        "Photo: London Bridge at night, with the moon over the harbour wall.",
        "FILE — The council met on Monday, May 3, 2025. (AP Photo/Mara Orlo)",
        "FILE - In this May 3, 2025 file photo, the council meets in London.",
        "London (1908) — The first games of the town were held in the rain.",
        "Boston: Orlo 3, Vask 2 (top of the ninth)\nChicago: Quill 4, Dunmore 1 (final)\nDetroit: Rain",
        "LONDON (left) — The mayor stands on the steps of the hall, with her dog.",
        "By Mara Orlo - London Herald - May 3, 2025 and so on and so forth.",
        "The Associated Press (AP) — The council met on Monday, it said at noon.",
        "Jackson — The quarterback, who is 33 — did not play on Monday night.",
        "LIVE: London marathon updates as they come in from our reporters there.",
        "Q&A: London's mayor on what comes next for the town and its harbour.",
        "NATO — The alliance met on Monday. It rose again, its chief said later.",
        "UKRAINE — What you need to know about the war this week, in five charts.",
        "President Orlo (D) — The man of the hour, says the Herald of the week.",
        "Orlo (R-Texas) — a man of few words — said so on Monday at the hall.",
        "Madison, Wis., is a town. The council met on Monday and rose again.",
        "In Paris, May 3 (the feast) — The council met on Monday and rose again.",
        "Victoria — The queen of the harbour, as she was called, died on Monday.",
        "Paris Hilton: The heiress was seen at the harbour wall on Monday night.",
        "Houston: We have a problem",
        "Georgia — A Southern state with a long memory voted on Monday for Orlo.",
        "TRUMP — The president met the council on Monday and rose again at noon.",
        "OPINION — The president met the council on Monday and rose at noon.",
        "BERLIN WALL — The wall that parted the city fell on this day long ago.",
        "LONDON BRIDGE — The bridge is not falling down, the harbour master said.",
        "CHICAGO FIRE — The club has a new coach, Mara Orlo, it said on Monday.",
        "MANCHESTER UNITED — The club has a new coach, Mara Orlo, it said today.",
        "(HD) The council met on Monday and rose again, the mayor's office said.",
        "Mara Orlo (CNN) is a reporter. The council met on Monday and rose again.",
        "UK: The council met. The mayor rose again, the harbour master said.",
        "SHOT: London. The council met on Monday and rose again at noon.",
        "Reuters — the agency — said so. The council met on Monday, it added.",
        "Apple Inc (AAPL) - The firm said on Monday that it will build ferries.",
    ],
)
def test_lookalikes(text: str) -> None:
    """Teams, captions, times, bylines, lists, labels, lands and people before a dash or colon are no dateline."""
    assert read(text) is None


@pytest.mark.parametrize(
    ("line", "spots"),
    [
        ("LONDON/BERLIN —", [(51.5, -0.1), (52.5, 13.4)]),
        ("PARIS, Texas (AP) —", [(33.7, -95.6)]),
        ("KINSHASA, Congo (AP) —", [(-4.3, 15.3)]),
        ("NEWTOWN, Conn. (AP) —", [(41.4, -73.3)]),
        ("ABOARD AIR FORCE ONE (AP) —", [None]),
        ("ORSKELL, Wales (AP) —", [None]),
    ],
)
def test_coordinates(line: str, spots: list[tuple[float, float] | None]) -> None:
    """Each place has the spot of the town that lies in the state or country behind it; none where no town is known."""
    found = read(line + COPY)
    assert found is not None
    got = [(p.latitude, p.longitude) if p.latitude is not None else None for p in found.located]
    assert got == [spot and pytest.approx(spot, abs=0.1) for spot in spots]


def test_a_town_is_the_one_near_the_storys_places() -> None:
    """A name that many towns share means the one near what the story tells of; a state behind it decides alone."""
    story = " The mayor of Boston and the mayor of Cambridge, Mass., came to see the harbour at Salem, Mass."
    bare, told = read(f"WATERTOWN —{story}"), read(f"WATERTOWN, N.Y. —{story}")
    assert bare is not None
    assert told is not None
    assert bare.located[0].latitude == pytest.approx(42.37, abs=0.1)
    assert told.located[0].latitude == pytest.approx(43.97, abs=0.1)


@pytest.mark.parametrize(
    "line", ["Chandigarh, May 3", "Lahore, 3 May 2025", "NEWSVOIR\nPune, May 3"]
)
def test_a_line_of_its_own(line: str) -> None:
    """A known place and a day alone on a line above the copy are a dateline."""
    text = f"{line}\n{COPY.strip()}"
    found = read(text)
    assert found is not None
    assert text[found.span.start : found.span.end] == line.rpartition("\n")[2]


@pytest.mark.parametrize(
    ("above", "line"),
    [
        ("7 years ago\n", "Pune, India (CNN) -"),
        ("By Mara Orlo\n\n", "GENEVA, May 3 (Reuters) -"),
        ("Follow us | Twitter ", "WASHINGTON (CNN) —"),
        ("(Adds what the mayor says)\n\n", "CAIRO/ISTANBUL, May 3 (Reuters) -"),
    ],
)
def test_what_stands_above(above: str, line: str) -> None:
    """Kickers, bylines, editors' notes and page furniture before a dateline hide none of it."""
    text = above + line + COPY + "\n\nMore came later."
    found = read(text)
    assert found is not None
    assert text[found.span.start : found.span.end] == line


def test_a_quoted_dateline_is_not_the_storys() -> None:
    """What a tweet in the copy was filed from says nothing of the story."""
    tweet = "PARIS (AP) — The bridge is shut. — Harbour Watch (@harbourwatch) May 3, 2025"
    assert read(f"The mayor spoke of the bridge on Monday.\n\n{tweet}\n\nShe left.") is None


def test_a_senders_code_nobody_knows_hides_no_town() -> None:
    """Where the sender's country is a code no list has, the town is the best-known of its name."""
    item = Item(body="Tegucigalpa, May 3 (EFE).-" + COPY, located="Tegucigalpa, QQX")
    found = dissect(item).dateline
    assert found is not None
    assert (found.country, found.located[0].country) == ("Honduras", "HN")


def test_an_outlets_name_on_its_line_is_no_dateline() -> None:
    """A house and its town without day or mark are the outlet's name."""
    found = read(f"QQN Philadelphia\n\nWASHINGTON (CNN) —{COPY}")
    assert found is not None
    assert (found.place, found.agencies) == ("Washington", ("CNN",))
