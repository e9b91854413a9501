"""Lines that are no copy, in the languages of the news; and true sentences that look like them."""

from __future__ import annotations

import pytest

from copytaster.anatomy import dissect
from copytaster.model import Item

LEAD = "The bridge over the Orel was closed on Monday after a crack was found by the harbour office.\n\n"


def cuts(text: str) -> list[tuple[str, str]]:
    """(kind, text) of every cut."""
    return [(c.kind, text[c.start : c.end]) for c in dissect(Item(body=text)).cuts]


LANGUAGES = {
    "en": {
        "promo": ["Also Read: Goose Stops Tram in Halden", "More on this story", "Story continues below", "Most read"],
        "newsletter": ["Sign up for the Orel Post newsletter", "Get the day's ferries delivered to your inbox."],
        "share": ["Follow us on Facebook", "Leave a comment", "Facebook Twitter Pinterest"],
        "copyright": ["© 2031 Orel Post", "Copyright 2031 The Orel Post. All rights reserved."],
    },
    "de": {
        "promo": ["Lesen Sie auch: Gans hält Straßenbahn auf", "Mehr zum Thema", "Anzeige", "Das könnte Sie auch interessieren:"],
        "newsletter": ["Abonnieren Sie unseren Newsletter", "Melden Sie sich für unseren Newsletter an"],
        "share": ["Folgen Sie uns auf Facebook", "Artikel teilen", "Kommentare lesen"],
        "copyright": ["© 2031 Orelbote", "Alle Rechte vorbehalten."],
    },
    "es": {
        "promo": ["Lea también: Un ganso detiene el tranvía", "Te puede interesar:", "Publicidad", "Noticias relacionadas"],
        "newsletter": ["Suscríbete a nuestro boletín", "Recibe nuestra newsletter cada mañana"],
        "share": ["Síguenos en Facebook", "Compartir", "Únete a nuestro canal de WhatsApp"],
        "copyright": ["Todos los derechos reservados", "© 2031 Diario del Orel"],
    },
    "ja": {
        "promo": ["関連記事：ガチョウが路面電車を止める", "あわせて読みたい", "広告"],
        "newsletter": ["メルマガ登録はこちら", "ニュースレターに登録"],
        "share": ["シェアする", "この記事をシェア"],
        "copyright": ["無断転載を禁じます 無断転載", "© 2031 オレル新聞"],
    },
    "fr": {
        "promo": ["À lire aussi : une oie arrête un tramway", "Sur le même sujet", "Publicité", "La suite après la publicité"],
        "newsletter": ["Inscrivez-vous à notre newsletter", "Recevez notre newsletter chaque matin"],
        "share": ["Suivez-nous sur Facebook", "Partager cet article"],
        "copyright": ["Tous droits réservés", "© 2031 Courrier de l’Orel"],
    },
    "no": {
        "promo": ["Les også: Gås stanset trikken", "Annonse", "Artikkelen fortsetter under annonsen"],
        "newsletter": ["Meld deg på vårt nyhetsbrev", "Abonner på nyhetsbrevet"],
        "share": ["Følg oss på Facebook", "Del artikkelen"],
        "copyright": ["© 2031 Orelposten", "Orelposten. Alle rettigheter"],
    },
    "tr": {
        "promo": ["Bunu da okuyun: Kaz tramvayı durdurdu", "Reklam", "Çok okunanlar"],
        "newsletter": ["Bültenimize abone olun"],
        "share": ["Bizi takip edin", "Yorum yap", "Haberi paylaş"],
        "copyright": ["Tüm hakları saklıdır.", "© 2031 Orel Postası"],
    },
    "ko": {
        "promo": ["관련기사: 거위가 전차를 멈추다", "광고", "많이 본 뉴스"],
        "newsletter": ["뉴스레터 구독하기"],
        "share": ["페이스북 공유", "댓글 쓰기"],
        "copyright": ["오렐신문 무단전재", "© 2031 오렐신문"],
    },
    "cs": {
        "promo": ["Čtěte také: Husa zastavila tramvaj", "Reklama", "Mohlo by vás zajímat"],
        "newsletter": ["Přihlaste se k odběru novinek", "Odebírejte náš newsletter"],
        "share": ["Sledujte nás na Facebooku", "Vstoupit do diskuse"],
        "copyright": ["Všechna práva vyhrazena", "© 2031 Orelský list"],
    },
    "sv": {
        "promo": ["Läs också: Gås stoppade spårvagnen", "Annons", "Artikeln fortsätter under annonsen"],
        "newsletter": ["Anmäl dig till vårt nyhetsbrev", "Prenumerera på vårt nyhetsbrev"],
        "share": ["Följ oss på Facebook", "Dela artikeln"],
        "copyright": ["Alla rättigheter förbehållna", "© 2031 Orelbladet"],
    },
    "zu": {
        "promo": ["Funda futhi: Ihansi limise itremu", "Isikhangiso", "Ezinye izindaba"],
        "newsletter": ["Bhalisela incwadi yezindaba"],
        "share": ["Silandele kuFacebook", "Yabelana nabangani"],
        "copyright": ["© 2031 Izindaba ze-Orel", "Amalungelo agodliwe"],
    },
    "it": {
        "promo": ["Leggi anche: un'oca ferma il tram", "Pubblicità"],
        "newsletter": ["Iscriviti alla newsletter"],
        "share": ["Seguici su Facebook"],
        "copyright": ["Tutti i diritti riservati"],
    },
    "pl": {
        "promo": ["Czytaj także: Gęś zatrzymała tramwaj"],
        "newsletter": ["Zapisz się na newsletter"],
        "share": ["Udostępnij"],
        "copyright": ["Wszelkie prawa zastrzeżone"],
    },
    "ru": {
        "promo": ["Читайте также: Гусь остановил трамвай", "Реклама"],
        "newsletter": ["Подпишитесь на рассылку"],
        "share": ["Подписывайтесь на наш канал", "Поделиться"],
        "copyright": ["Все права защищены"],
    },
    "da": {
        "promo": ["Læs også: Gås standsede sporvognen"],
        "newsletter": ["Tilmeld dig nyhedsbrevet"],
        "share": ["Følg os på Facebook"],
    },
    "pt": {
        "promo": ["Leia também: Ganso para o bonde", "Publicidade"],
        "newsletter": ["Assine a newsletter"],
        "share": ["Siga-nos no Facebook"],
        "copyright": ["Todos os direitos reservados"],
    },
    "nl": {
        "promo": ["Lees ook: Gans houdt tram tegen", "Advertentie"],
        "newsletter": ["Meld je aan voor de nieuwsbrief"],
        "share": ["Volg ons op Facebook"],
        "copyright": ["Alle rechten voorbehouden"],
    },
}  # fmt: skip
CASES = [
    (language, kind, line)
    for language, kinds in LANGUAGES.items()
    for kind, lines in kinds.items()
    for line in lines
]


@pytest.mark.parametrize(("language", "kind", "line"), CASES)
def test_lines_around_copy_by_language(language: str, kind: str, line: str) -> None:
    """What publishers set around copy is cut whole and under its kind, whatever the language."""
    assert cuts(LEAD + line) == [(kind, line)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Advertisement:", "promo"),
        ("Story Continued Below", "promo"),
        ("( Also on ORELPOST: Trams to stop at noon)", "promo"),
        ("(RELATED: Goose Given Key To The City)", "promo"),
        ("SEE ALSO: Harbour chief: Goose had helpers; more birds may come", "promo"),
        ("More: There are nine geese in Halden — and one tram", "promo"),
        ("Who will feed the goose? No answers on Labour Day 2031 Read more", "promo"),
        ("Click for more from the Orel Post.", "promo"),
        ("The post Goose Stops Tram appeared first on Orel Notes.", "promo"),
        ("To read more of this tale, kindly click here", "promo"),
        ("Most Popular", "promo"),
        ("Want the ferry times in your inbox at dawn? Sign up here.", "newsletter"),
        ("Get the best of the Post delivered to your inbox. By signing up, you accept our rules and our Privacy Policy", "newsletter"),
        ("You are subscribed to Tram News.", "newsletter"),
        ("Join us on Facebook.com/OrelPost.", "share"),
        ("Follow @orelpost", "share"),
        ("CONNECT TWEET LINKEDIN COMMENTEMAILMORE", "share"),
        ("You must be logged in to answer.", "share"),
        ("Got a tip? Email the tram desk at trams@orelpost.example", "share"),
        ("Copyright © 2031 The Orel Post, Ltd. Ask us before you print it again.", "copyright"),
        ("This material may not be published, broadcast or sung.", "copyright"),
        ("CORRECTION: This story was amended: the goose has another name.", "marker"),
        ("This story is breaking. Look in again.", "marker"),
        ("Updated: July 15, 2031 at 5:35 PM", "marker"),
        ("Originally published July 15, 2031 at 2:01 am", "marker"),
        ("6 years ago", "marker"),
        ("41 min ago", "marker"),
    ],
)  # fmt: skip
def test_house_lines(line: str, kind: str) -> None:
    """Lines of the houses' own makes are cut whole."""
    assert cuts(LEAD + line) == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        "Read the full letter, the minister said, before you judge it.",
        "Watch this space, she told reporters, and walked off the stage.",
        "Follow the money, the investigator had been told in a car park.",
        "Follow us up the hill, the guide told the tourists on Monday.",
        "“Also read the small print,” the judge said to both of them.",
        "“Also read: the whole file,” was the note on the desk.",
        "“Sign up for the march,” the poster said in red letters.",
        "Sign up for the draft or leave, the general told them.",
        "Share prices of the ferry line fell by a third on Tuesday.",
        "Related charges against two pilots were dropped in May.",
        "More than forty boats were lost in the storm of Tuesday night.",
        "More: that was all that the child had said, her mother told the court.",
        "Close to forty people stood on the quay when the tram came.",
        "Email records show that the mayor knew about the goose.",
        "Print runs of the paper were cut by half, its owner says.",
        "By Monday Evening Prayer the river had fallen below the second mark of the bridge.",
        "By noon the goose had gone.",
        "Photo finish or not, the race was hers, the judges said.",
        "Copyright law does not cover the sounds that geese make.",
        "Correction officers in Halden walked out on Sunday.",
        "Updated figures show that 12 of the 14 geese live.",
        "Subscribe to that view or not, it has won the day in Halden.",
        "Advertisement revenue of the paper fell for the ninth year.",
        "The river, the bridge and all rights reserved for fishing were sold.",
        "Trending upward since May, the price of a tram ride is now four crowns.",
        "Explained in plain words, the plan is to move the geese.",
        "Contributing to the delay was ice on the wires, officials said.",
        "Heavy rain contributed to this year's flood in the old town.",
        "Edited tape of the goose was played in court.",
        "Support for the mayor has grown since the tram came back.",
        "Join the army or the choir: that was the choice he had.",
        "Download speeds in the valley are the worst in the land.",
        "Get the goose out of the tram, the driver shouted.",
        "Click by click the counter rose to nine hundred.",
        "For more than a year the tram has not stopped there.",
        "Just watched the goose cross, a driver wrote on Relayn.",
        "Teilen sich zwei Gänse ein Nest, gibt es Streit, sagte sie.",
        "Anzeigen gegen den Bürgermeister wurden fallen gelassen.",
        "Más de cuarenta barcos se perdieron en la tormenta.",
        "Publicité mensongère : le tramway condamné à payer.",
        "Dela på notan eller gå hem, sade han till rätten.",
    ],
)
def test_true_sentences_that_look_like_furniture(line: str) -> None:
    """Copy that opens with the words of a promo, a box or a notice is left alone."""
    assert cuts(LEAD + line) == []
    assert cuts(f"{line} " + LEAD * 4) == []


@pytest.mark.parametrize(
    "text",
    [
        "She held up a sign: “Sign up for the choir. Follow us on Relayn. Click here.” The crowd laughed.",
        'The card said "Also Read: Geese. Related: Trams." Nobody had written it.',
        "Two of them (both read: the letter and the law) stayed away.",
        "The city was told (read: ordered) to move the geese.",
        "The minister (more: his wife) had wanted the goose gone.",
        "He took three things: bread, cheese and a goose. READ the label, she said.",
    ],
)
def test_quotations_and_asides_are_copy(text: str) -> None:
    """Nothing inside a quotation is cut, nor an aside in brackets that merely begins so."""
    assert cuts(LEAD + text) == []
