"""Words that tell what a capitalised run names. Own lists, of the newsroom's general knowledge."""

from __future__ import annotations

from copytaster.words import wordset


def _names(text: str) -> frozenset[str]:
    return frozenset(" ".join(name.split()) for name in text.split("|"))


#: Ranks and offices that stand before a name like a title.
OFFICES = wordset(
    "Sen Sen. Rep Rep. Gov Gov. Gen Gen. Lt Lt. Col Col. Maj Maj. Capt Capt. Sgt Sgt. Adm Adm. Cmdr Cmdr. Brig Brig. "
    "Archbishop Bishop Cardinal Sultan Emir Justice Rabbi Imam Ayatollah Cpl Cpl. Pvt Pvt. Det Det. Supt Supt. Insp Insp. Senators Representatives Ministers Presidents Governors Generals Judges Reps Reps. Sens Sens. Govs. Whip Taoiseach Tánaiste Congressmen"
)
#: Who belongs to a party, chamber or people: no name, nor part of one at its end.
MEMBERS = wordset(
    "Democrat Democrats Republican Republicans Conservatives Tory Tories Liberals Independents Independent Libertarian "
    "Libertarians Communists Socialists Greens Islamists Nazi Nazis Muslims Muslim Christian Christians Jew Jews Catholic Catholics Hindu "
    "Hindus Sikh Sikhs Sunni Sunnis Shia Shiite Shiites Protestants Protestant Buddhists Mormon Mormons Americans Brits Marines Marine SEAL SEALs Congressional Presidential "
    "Parliamentary Federal Royal Olympic Olympian Latino Latinos Hispanic Hispanics Africans Europeans Asians Kurds Arabs Arab "
    "Jewish Democratic Labour Conservative Liberal Socialist Communist Soviet Anglican Evangelical Islamic Islamist Islam Christianity Judaism Hinduism Buddhism Constitution"
)
#: Chambers, services and houses that need no second word.
INSTITUTIONS = wordset(
    "Congress Senate Parliament Bundestag Bundesrat Knesset Duma Sejm Riksdag Storting Folketing Dáil Seanad Seimas Saeima "
    "Riigikogu Cortes Majlis Diet Army Navy Wehrmacht Bundeswehr Gestapo Stasi Luftwaffe Cabinet Treasury "
    "Interpol Europol Eurojust Mercosur Opec Nato Asean Brics Unicef Unesco Unifil Unrwa Nasa Esa Isis Daesh Isil Fifa Uefa Nafta Ofcom "
    "Ofsted Acas Tepco Aramco Sipri Oxfam Greenpeace Amnesty Scotland-Yard Sinn-Féin Likud Fatah Hezbollah Hizbollah Hizbullah "
    "Hamas Taliban Taleban Kremlin Pentagon Podemos Syriza Fidesz Ennahda Forza Vox Ciudadanos Shas Kadima Anonymous WikiLeaks Wikileaks Wikipedia Wikinews"
)
#: Months that may stand for a person, and their short forms.
MONTHS = wordset(
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Jan. Feb. Aug. Sept. Oct. Nov. Dec."
)
#: Things that are surnames behind a given name.
SURNAMES = wordset(
    "Woods Hill Hills Wall Lane Field Law Rice Forest Garden Park Hall Tower Bridge Page Day West North South East English French "
    "German Moon Song Rivers Lake Street Temple Palace Wood House Church Post Guard Banks Price Young Case Dean Chapel March Short "
    "Long Way Christmas Rule Drive Star Stone"
)
#: Companies by names that are as often something else.
AMBIGUOUS = wordset(
    "Amazon Apple Shell Meta Target Gap Sprint Visa Orange Vale Dawn Slate Salon Vox Fortune Variety Marca Zoom Discord Meta "
    "Anonymous Billboard Showtime Wagner Puma Discord Intel Forza Unite Vale Diet Cabinet Treasury Marvel Moderna Twitch Sprint"
)
#: Companies, papers, sites and bodies known by one word.
COMPANIES = wordset(
    "Google Apple Microsoft Amazon Facebook Meta Twitter Tesla Boeing Airbus Samsung Toyota Reuters Bloomberg Netflix Nvidia OpenAI "
    "Gazprom Rosneft Lukoil Sberbank Huawei Xiaomi Tencent Alibaba Baidu ByteDance Sony Nintendo Panasonic Hitachi Toshiba Nissan Honda "
    "Mazda Subaru Hyundai Kia Volkswagen Daimler Audi Porsche Renault Peugeot Citroen Fiat Ferrari Chrysler Volvo Saab Skoda Opel Intel "
    "Pfizer Moderna AstraZeneca Novartis Roche Sanofi Bayer Merck GlaxoSmithKline BioNTech Novavax Sinovac Sinopharm Walmart Wal-Mart "
    "Costco Ikea IKEA Tesco Sainsbury Asda Aldi Lidl Carrefour Starbucks McDonald's McDonalds Nike Adidas Puma Gucci Prada Zara Unilever Nestle Nestlé "
    "Danone Pepsi PepsiCo Coca-Cola Heineken Uber Lyft Airbnb Spotify Snapchat Instagram WhatsApp YouTube TikTok Telegram LinkedIn Pinterest "
    "Reddit Tumblr Skype PayPal eBay Ebay Etsy Yahoo Yahoo! Oracle Cisco Dell Lenovo Nokia Ericsson Motorola Vodafone Verizon Comcast Sprint "
    "T-Mobile Siemens Bosch Philips Shell Exxon ExxonMobil Chevron Equinor Petrobras Pemex Glencore Vale Barclays Santander Citigroup JPMorgan Citibank "
    "Deloitte KPMG McKinsey Accenture Lufthansa Ryanair EasyJet easyJet JetBlue Qantas Aeroflot Emirates Finnair Alitalia Avianca IndiGo SpaceX "
    "Lockheed Raytheon Halliburton Monsanto Caterpillar Bombardier Embraer Rolls-Royce Wikimedia Mozilla Palantir Enron Theranos Spotify "
    "Politico POLITICO Axios BuzzFeed Buzzfeed Breitbart Newsmax Gawker Slate Salon Vox Gizmodo Mashable TechCrunch Recode Engadget CNET Poynter ProPublica Newsweek "
    "Forbes Fortune Variety Billboard Haaretz Pravda Izvestia Kommersant Meduza Novosti Dawn Spiegel Zeit Figaro Libération "
    "Repubblica Corriere Gazzetta Marca Bellingcat Univision Telemundo Showtime Hulu Disney Marvel Pixar DreamWorks Lucasfilm "
    "Interfax Ukrinform Unian Newsday Gallup Ipsos YouGov Quinnipiac Rasmussen Snopes PolitiFact FactCheck Vimeo Twitch Discord Zoom "
    "Chipotle Walgreens Pfizer Boeing Kodak Xerox Lego Mattel Hasbro Gillette Colgate Kellogg Heinz Cadbury Bacardi Carlsberg "
    "al-Qaeda al-Qaida al-Qaïda al-Shabab al-Shabaab al-Jazeera Mossad Wagner Frontex Anonymous Unite Unison Hamas Boko-Haram Renamo Frelimo Zanu-PF"
)
#: Organisations of several words that hold no head of one.
KNOWN_NAMES = _names(
    "White House|Al Jazeera|Al Qaeda|Al Qaida|Al Shabab|Al Shabaab|Boko Haram|Abu Sayyaf|Jemaah Islamiyah|Muslim Brotherhood|Islamic State|Islamic Jihad|Red Cross|"
    "Red Crescent|International Red Cross|Black Lives Matter|Occupy Wall Street|Human Rights Watch|Amnesty International|Planned Parenthood|"
    "Save the Children|Doctors Without Borders|Wall Street Journal|Financial Times|Daily Mail|Daily Mirror|Le Monde|Le Figaro|El País|El Pais|"
    "El Mundo|Der Spiegel|Die Zeit|Die Welt|La Repubblica|Corriere della Sera|South China Morning Post|Sky Sports|Rolling Stone|Vanity Fair|"
    "New Yorker|New Republic|National Review|Daily Beast|Daily Caller|Daily Kos|Associated Press|Agence France-Presse|Huffington Post|USA Today|USA TODAY|"
    "Goldman Sachs|Morgan Stanley|Wells Fargo|Bank of America|Lehman Brothers|Credit Suisse|Deutsche Bank|Merrill Lynch|Standard Chartered|"
    "Standard & Poor|General Motors|General Electric|General Mills|General Dynamics|Lockheed Martin|Northrop Grumman|Rolls Royce|Royal Dutch Shell|"
    "Saudi Aramco|Air France|Air India|Air Canada|Air China|Home Depot|Best Buy|Burger King|Dunkin Donuts|Whole Foods|Wal Mart|Papa John|"
    "Johnson & Johnson|Procter & Gamble|Ernst & Young|Marks & Spencer|Tata Steel|Tata Motors|Warner Bros|Paramount Pictures|Universal Studios|"
    "Manchester United|Manchester City|Real Madrid|Atletico Madrid|Bayern Munich|Borussia Dortmund|Paris Saint-Germain|Inter Milan|AC Milan|"
    "Juventus|Barcelona FC|Red Bull|Sinn Fein|Sinn Féin|Fine Gael|Fianna Fail|Fianna Fáil|Plaid Cymru|Likud|Labour Party|Five Star Movement|"
    "Five Eyes|Green Berets|Navy SEALs|Scotland Yard|Secret Service|Coast Guard|Air Force|Marine Corps|National Guard|Border Patrol|Peace Corps|Tea Party|"
    "Supreme Court|High Court|Federal Reserve|State Department|European Union|African Union|Arab League|United Nations|World Bank|Security Council|General Assembly|"
    "Joint Chiefs|Joint Chiefs of Staff|General Staff|Revolutionary Guards|Quds Force|Proud Boys|Oath Keepers|Hells Angels|Ku Klux Klan|Pussy Riot|"
    "Rolling Stones|Wu-Tang Clan|Ivy League|Girl Scouts|Boy Scouts|Boy Scouts of America|Salvation Army|Bloomberg News|Getty Images|Sri Lanka Cricket|"
    "Hizb ut-Tahrir|Lashkar-e-Taiba|Jaish-e-Mohammed|Khmer Rouge|Shining Path|Right Sector|Golden Dawn|Northern League|National Rally|National Front|"
    "Group of Seven|Group of Eight|Group of Twenty|Group of Six|House of Commons|House of Lords|House of Representatives|Trump Organization|Truth Social|Cambridge Analytica|Grameen Bank|State Duma|Lok Sabha|Rajya Sabha"
)
#: Teams by the name that follows their town.
TEAMS = wordset(
    "Yankees Mets Dodgers Giants Cubs Braves Astros Phillies Nationals Orioles Mariners Rangers Royals Tigers Twins Padres Rockies "
    "Brewers Reds Pirates Marlins Rays Angels Athletics Indians Guardians Diamondbacks Cardinals Sox Lakers Celtics Warriors Bulls Knicks "
    "Spurs Rockets Mavericks Cavaliers Pacers Pistons Bucks Raptors Nets Sixers 76ers Wizards Hornets Hawks Grizzlies Pelicans Nuggets "
    "Timberwolves Clippers Suns Blazers Jazz Thunder Cowboys Eagles Redskins Commanders Patriots Steelers Ravens Browns Bengals Colts Texans "
    "Titans Jaguars Broncos Chargers Raiders Chiefs 49ers Niners Seahawks Rams Packers Vikings Bears Lions Falcons Saints Panthers Buccaneers "
    "Dolphins Bills Jets Canucks Flames Oilers Maple-Leafs Leafs Senators Canadiens Bruins Sabres Penguins Flyers Capitals Islanders Devils Hurricanes "
    "Lightning Blackhawks Predators Avalanche Ducks Sharks Sounders Timbers Galaxy Wanderers Rovers Albion Villa Hotspur Arsenal "
    "Everton Juventus Gators Longhorns Sooners Wolverines Buckeyes Hoosiers Tarheels Huskies Bulldogs Crusaders Brumbies Waratahs Broncos Swans Bombers "
    "Blackcaps Springboks Wallabies Proteas Socceroos Matildas Wolves Magpies"
)
#: Last words that make a run of names a company, a band or a body where nothing says otherwise.
WEAK_HEADS = wordset(
    "Coal Energy Oil Gas Petroleum Steel Mining Minerals Electric Power Water Capital Ventures Investments Securities Advisors Advisers Asset "
    "Studios Pictures Records Entertainment Productions Films Games Gaming Software Labs Pharma Pharmaceuticals Biotech Foods Brands Stores "
    "Markets Hotels Resorts Casino Restaurants Restaurant Cafe Grill Bakery Brewing Brewery Motor Cars Aircraft Aerospace Aviation Airline Railways Railway Railroad "
    "Rail Transit Shipping Logistics Freight Telecom Telecommunications Wireless Mobile Broadband Communications Digital Online Interactive "
    "Insurance Mutual Financial Finance Savings Loans Realty Properties Homes Builders Construction Engineering Chemical Chemicals Materials Plastics Paper Textiles "
    "Apparel Fashion Cosmetics Jewelers Outfitters Sports Fitness Travel Cruises Tours Adventures Aquatics Voices Watch International Worldwide Enterprises "
    "Solutions Associates Consulting Analytics Research Strategies Dynamics Instruments Robotics Semiconductor Semiconductors Electronics Devices Controls "
    "Networks Broadcasting Publishing Publications Publishers Magazine Books Brothers Bros Sons Company Cooperative Collective "
    "Initiative Project Campaign Action PAC Caucus Panel Subcommittee Taskforce Workers Teachers Officers Lawyers Scouts Rangers Volunteers Veterans Families Mothers Students Orchestra Symphony "
    "Philharmonic Choir Band Ballet Theatre Theater Opera Company Gallery Zoo Aquarium Library Archives Seminary Diocese Archdiocese Synod Ministries Church Mosque "
    "Rescue Ambulance Fire Patrol Squad Corps Troops Rifles Guards Militia Brigades Cartel Mafia Gang Rebels Fighters Insurance"
)
#: Words of papers' names; with a place before them they name one.
PAPERS = wordset(
    "Register Sentinel Chronicle Observer Globe Telegram Examiner Star Sun Dispatch Inquirer Enquirer Courier Mirror Mail Bulletin Advertiser "
    "Democrat-Gazette Gazette-Journal Star-Tribune Star-Telegram Times-Union Times-Picayune Post-Dispatch Post-Gazette Post-Intelligencer "
    "Journal-Constitution Journal-Sentinel Union-Tribune Star-Ledger Plain-Dealer Express-News Star-News News-Press Press-Telegram Sun-Times Sun-Sentinel "
    "Herald-Tribune Times-Dispatch Republic Bee Oregonian Tennessean Columbian Newsday Standard Independent Economist Spectator Statesman Monitor Leader Argus Age Australian Today Mercury-News "
    "Morning Evening Daily Weekly Sunday"
)
#: Subjects of ministries and agencies: "Food and ... Administration", "... of Health and Human ...".
FIELDS = wordset(
    "Affairs Relations Homeland Security Trade Justice Energy Education Agriculture Transport Transportation Culture Labour Labor Chiefs Information Broadcasting "
    "Communications Commerce Tourism Fisheries Planning Water Works Mines Farming Environment Environmental Development Sport Sports Immigration Housing "
    "Industry Science Sciences Technology Intelligence Resources Welfare Safety Economy Economic Economics Health Human Humanitarian Services Rights Rural Urban Families Family Food "
    "Drug Drugs Fire Rescue Securities Customs Border Protection Prevention Disease Crime Control Finance Revenue Taxation Interior Home Foreign Defence Defense "
    "Oceanic Atmospheric Aeronautics Space Research Management Budget Firearms Tobacco Explosives Alcohol Medicine Medical Nuclear Atomic Oceans Forests Forestry "
    "Wildlife Parks Recreation Children Women Youth Veterans Medicaid Medicare Standards Statistics Investment Competition Markets Infectious Allergy Cancer Mental "
    "Reconstruction Refugees Migration Equality Employment Pensions Work Enterprise Innovation Skills Energy Climate Change Natural Mineral Emergency Emergencies Situations Disaster "
    "Civil Liberties Democracy Democracies Peace Cooperation Strategic International Policy Policies Ethics Government Reform Oversight Elections Election Telecommunications Commonwealth Infrastructure Judiciary Appropriations Armed Governmental Banking Small Business Ways Means Law Faith Freedom Promotion Marriage Consumer Insurance Enforcement Appeals Aviation Livestock Irrigation Power"
)
#: Heads that go on with "for" or "on": "Center for ...", "Committee on ...".
FOR_HEADS = wordset(
    "Center Centre Centers Centres Institute Institutes Committee Campaign Coalition Council Foundation Fund Office Association Society Agency Organization "
    "Organisation Commission Movement Alliance Union Department Ministry Americans Citizens Doctors Students Secretariat Commissioner Network "
    "Initiative Partnership Party Laboratory Bank Authority Programme Program Project School College Court Tribunal Group Lawyers Physicians Mothers Veterans Republicans "
    "Conference Panel Subcommittee Forum Bureau Mission Service Directorate Congress Trust Board Workers Administration Front Working Inspectorate"
)
#: Trades whose owners' "'s" goes on with a body: "Police Officers' Association".
TRADES = wordset(
    "Officers Officer Teachers Workers Writers Directors Producers Actors Players Drivers Farmers Nurses Doctors Lawyers Journalists Veterans Students "
    "Women Men People Children Girls Boys Parents Artists Miners Bankers Builders Consumers Traders Pilots Governors Mayors Sheriffs Chiefs "
    "Attorneys Prosecutors Publishers Correspondents Riders Employees Retailers Lloyd King Queen St. John"
)
#: Capitals that are no organisation: hours, ranks, titles, measures, shouting.
NO_ACRONYMS = wordset(
    "UTC GMT EDT EST CDT CST MDT MST PDT PST ET CT MT PT BST CET CEST IST JST KST AEST AEDT HKT AM PM A.M. P.M. AD BC BCE CE "
    "CEO CFO COO CTO CIO MP MPs MEP MEPs MSP MLA MLAs MPP VP PM DC D.C. NY LA SF UK US USA UAE U.S. U.K. U.N.. II III IV VI VII VIII IX XI XII TV PC CD DVD "
    "GDP GNP CPI PPI IPO ETF VAT HIV AIDS DNA RNA PCR SARS MERS COVID ICU ER HPV STD PTSD ADHD BMI IQ ID PIN ATM GPS USB SUV SUVs UFO UFOs IED IEDs AK "
    "ACA DACA NAFTA TPP JCPOA START INF FOIA GDPR DM DMs PR HR IT AI VR FAQ Q&A R&B R&D DIY ICBM ICBMs THAAD AMT CPA AHCA NGO NGOs URL URLs API APIs VIP VIPs LLC EOL UV IP GP GPs ST PI PIs C.E.O. Q.E. LGBT LGBTQ BAME CV PhD MBA BA MA MD RN PS NB OK "
    "USD EUR GBP JPY CNY INR RMB HK KM MPH KPH LP EP DJ MC MVP FIR RIP SOS ASAP ALL AND THE NOT BUT FOR YOU WAS ARE HIS HER WHO WHY HOW WHAT "
    "THIS THAT WITH FROM HAVE VERY MORE NEVER EVER JUST WATCH READ NEWS LIVE BREAKING UPDATE UPDATED VIDEO PHOTO PHOTOS MUST WATCHED ALSO SEE NO YES NOW NEW OUT "
    "BAILOUTS EVEN TRY FAKE BIG SO SAD WIN WON LOST GREAT BAD WE IS IT IN ON AT TO OF OR AS BY BE DO GO HE ME MY UP AN IF AM"
)
#: One word that is known for one person's name.
KNOWN_PEOPLE = wordset(
    "Trump Obama Clinton Biden Putin Merkel Macron Sarkozy Hollande Xi Modi Netanyahu Erdogan Erdoğan Zelensky Zelenskyy Zelenskiy "
    "Poroshenko Medvedev Yeltsin Gorbachev Lavrov Lukashenko Assad Gaddafi Gadhafi Qaddafi Mubarak Morsi Sisi Rouhani Khamenei Khomeini "
    "Ahmadinejad Zarif Maliki Karzai Ghani Musharraf Zardari Bhutto Sharif Gandhi Nehru Kejriwal Mandela Mugabe Mnangagwa Zuma Ramaphosa "
    "Buhari Kagame Museveni Kenyatta Odinga Chávez Chavez Maduro Guaidó Guaido Bolsonaro Lula Rousseff Macri Kirchner Morales Correa Castro "
    "Duterte Marcos Aquino Suu-Kyi Abe Kishida Koizumi Berlusconi Renzi Salvini Draghi Meloni Rajoy Zapatero Sánchez Tsipras Orban Orbán "
    "Kaczynski Kaczyński Tusk Juncker Barroso Cameron Blair Thatcher Corbyn Farage Miliband Osborne Sunak Starmer Trudeau Harper Rudd Gillard Abbott Turnbull "
    "Morrison Albanese Ardern Romney McCain Palin Sanders Warren Cruz Rubio Kasich Carson Bush Cheney Rumsfeld Reagan Nixon Kissinger "
    "Boehner McConnell Pelosi Reid Schumer Ryan Kerry Pence Pompeo Tillerson Mattis Bannon Comey Mueller Giuliani Manafort Kushner Ivanka "
    "Kavanaugh Scalia Gorsuch Sotomayor Ginsburg Snowden Assange Khashoggi Navalny Skripal Litvinenko Bergdahl Zuckerberg Bezos Musk "
    "Hitler Stalin Lenin Mao Churchill Napoleon Einstein Darwin Shakespeare Jesus Muhammad Buddha Beyoncé Rihanna Madonna Ronaldo Messi Neymar "
    "Federer Nadal Djokovic Oprah Weinstein Cosby Epstein Zimmerman Tsarnaev Breivik Snowden Fauci Tebboune Bouteflika Nasrallah Haniyeh Arafat Abbas Rabin Sharon Peres Bannon DeSantis Christie Jindal Huckabee Santorum Gingrich Ghomeshi"
)
#: Posts and callings in small letters that stand before a name or behind it.
ROLES = wordset(
    "president minister chancellor premier secretary governor mayor senator congressman congresswoman representative ambassador envoy "
    "chief chairman chairwoman chairperson chair director commissioner commander general colonel major captain admiral lieutenant sergeant marshal "
    "brigadier inspector superintendent sheriff judge prosecutor attorney speaker spokesman spokeswoman spokesperson ceo cfo founder co-founder cofounder co-developer co-chair co-author co-owner coach "
    "manager editor leader head deputy councillor councilman councilwoman lawmaker legislator officer treasurer administrator professor "
    "counsel analyst economist detective curator coroner ombudsman registrar historian lawyer solicitor barrister author writer actor actress singer rapper "
    "goalkeeper striker midfielder defender batsman bowler captain winger quarterback linebacker receiver pitcher player driver "
    "journalist reporter correspondent columnist anchor presenter host photographer cameraman director producer filmmaker comedian musician guitarist drummer "
    "scientist researcher physicist biologist epidemiologist virologist psychologist astronomer engineer architect artist poet novelist "
    "doctor surgeon physician nurse pathologist adviser advisor aide strategist pollster consultant official executive owner "
    "activist campaigner organizer organiser diplomat negotiator rapporteur politician whip "
    "bishop archbishop cardinal rabbi imam cleric pastor priest sultan emir astronaut cosmonaut pilot principal dean chancellor rector "
    "trustee auditor warden ranger trainer jockey boxer wrestler cyclist swimmer sprinter runner skier golfer cricketer footballer "
    "chef farmer entrepreneur businessman businesswoman billionaire banker broker trader investor publisher designer firefighter paramedic "
    "boss president-elect vice-president colonel negotiator mediator fellow scholar lecturer teacher coordinator co-ordinator supervisor director-general secretary-general"
)
#: What is said of the bearer of a company's or body's name.
HOUSEHOLD = wordset(
    "ceo cfo chairman executive executives employee employees staff staffer spokesman spokeswoman spokesperson spokespeople headquarters "
    "shares stock shareholders investors customers users subsidiary office offices factory plant officials lawyers managers board workers "
    "correspondent reporter anchor columnist host editor newsroom journalists fighters militants gunmen insurgents members lawmakers leadership fans players coach goalkeeper "
    "website app platform account store stores products brand branch unit aircraft jet flight store report poll survey researchers"
)
#: What is said of a person.
KINSHIP = wordset(
    "wife husband widow widower mother father parents son sons daughter brother sister family lawyer lawyers attorney attorneys death body "
    "killing murder birthday childhood career girlfriend boyfriend fiancee fiancée friends aides campaign remarks comments speech tweet tweets supporters "
    "resignation nomination candidacy testimony house home face voice hair health funeral"
)
#: Words that an organisation's name follows.
HOUSES = wordset(
    "agency newspaper broadcaster outlet channel network company firm website platform group magazine daily carrier retailer "
    "manufacturer maker automaker carmaker airline bank operator nonprofit charity startup developer publisher team club band party militia "
    "organisation organization conglomerate giant insurer supplier chain brewer drugmaker utility think-tank tank watchdog site app tabloid weekly station"
)
#: First words of things that bear a person's kind of name: storms, ships, mounts.
THING_OPENERS = wordset(
    "Hurricane Typhoon Cyclone Storm Tropical Operation Mount Lake Fort Cape Camp Port Project Super Planet Comet Asteroid Highway Interstate Route "
    "Flight Apollo Boeing Airbus Windows World Category Chapter Section Article Room Gate Terminal Pier Phase Plan Type Level Grade Channel Exit HMS USS INS RMS MV SS"
)
#: Last words of things, besides those in the lexicon.
THING_TAILS = wordset(
    "Creek Falls Beach Hill Hills Heights Ridge Canyon Glacier Forest Woods Gardens Garden Plaza Mall Market Building House Center-Mall Dome Arena Field Speedway "
    "Raceway Course Church-Road Lane Drive Way Highway Freeway Parkway Turnpike Expressway Tunnel Canal Dam Pier Wharf Harbour Harbor Reef Cay Atoll Peninsula Cave "
    "Rainforest Basin Delta Plateau Plains Karst Wall Gate Monument Memorial Statue Fountain Fence Shelf Trench Ridge Rim Range Trail "
    "Office Residence Mansion Lawn Room Prison Jail Penitentiary Cemetery Crematorium Shrine Abbey Castle Fortress Barracks "
    "Agenda Doctrine Deal Accords Protocol Protocols Declaration Resolution Charter Code Rule Rules Credit Tax Cuts Reform Package Order Strategy Initiative Directive Clause Protocol Mandate Exchanges "
    "Final Finals Semifinal Tournament Trophy Derby Marathon Classic Championships Playoffs Bowl Slam Grand-Prix Prix Rally Race Tour Match Debate Debates Convention Caucuses Primary Primaries Election Elections Referendum Ballot "
    "Revolution Uprising Massacre Genocide Holocaust Crisis Depression Recession Spring Intifada Rebellion Protest Protests March Parade Vigil Expo Biennale Fair Carnival "
    "Virus Disease Syndrome Fever Flu Ebola Coronavirus Vaccine Theorem Theory Law Effect Principle Scale Index Average Ratio Telescope Spacecraft Rover Probe Shuttle Capsule Missile Rocket Satellite "
    "Niño Niña System Class Model Edition Version Galaxy-Note Phone Pro Plus Max Mini Awards Medal Medals Oscar Oscars Emmy Emmys Grammy Grammys Tony Honors Honours Ages Era Century Dream Way Universe Show Tonight Sunday Code Street "
    "Stock Market Presidential Rights Question Solution Community Tracker Committee-Hearing Airport Pipeline Line Corridor Zone Base Hero Effect"
)
