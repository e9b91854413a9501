"""What publishers set around copy, by language: links to other stories, newsletters, sharing, advertising.

Own lists of everyday phrases. The languages are English and the ten most frequent others in
our sample of the world's news pages (German, Spanish, Japanese, French, Norwegian, Turkish, Korean, Czech,
Swedish, Zulu), and the next ones after them.
"""

from __future__ import annotations

from copytaster.anatomy.phrasebook import phrases

# What stands before ``|`` or ``:``, or alone on a line, above a link to another story.
_LEADS = {
    "en": "also read, also watch, also see, also check, also check out, also listen, also on, read also, read more, read next, "
    "read here, read this, read this also, read this too, must read, must-read, must watch, must see, watch, watch video, "
    "watch also, watch now, watch live, watch more, watch here, watch a clip, see also, see more, see pics, see photos, "
    "related, related story, related stories, related article, related articles, related news, related video, related videos, "
    "related posts, related coverage, related reading, related topics, related content, related links, recommended, "
    "recommended stories, recommended reading, recommended for you, more stories, more news, more on this, "
    "more on this story, more from this section, more coverage, more like this, you may also like, you might also like, "
    "you may like, you might like, you may also be interested in, don't miss, don’t miss, dont miss, trending, trending now, "
    "trending stories, editor's pick, editor’s pick, editors' picks, editors’ picks, editor's picks, explained, explainer, in pics, "
    "in photos, latest news, latest stories, top stories, most popular, most read, most viewed, most shared, further reading, "
    "opinion, listen, up next, next up, what to read next, what to read now, keep reading, in case you missed it, icymi, "
    "just in, big story, live updates, follow live, click here, tap here, from the archives, from the archive, "
    "our earlier coverage, previous coverage, full coverage, complete coverage, read full story, read the full story",
    "de": "lesen sie auch, lesen sie mehr, lesen sie dazu, lesen sie hier, lesen sie dazu auch, lesen sie außerdem, lies auch, "
    "auch interessant, auch spannend, mehr zum thema, mehr zu diesem thema, mehr dazu, passend dazu, zum thema, weiterlesen, "
    "weitere artikel, weitere meldungen, weitere nachrichten, das könnte sie auch interessieren, das könnte dich auch interessieren, "
    "siehe auch, meistgelesen, empfohlener artikel, empfehlungen der redaktion, lesetipp, hintergrund zum thema, video zum thema, "
    "sehen sie auch, sehen sie im video, hören sie auch",
    "es": "lea también, lee también, lea además, lee además, lea más, leer más, leé también, le puede interesar, te puede interesar, "
    "puede interesarte, también te puede interesar, también le puede interesar, ver también, vea también, mira también, ve también, "
    "ver más, más información, más noticias, más sobre este tema, noticias relacionadas, notas relacionadas, artículos relacionados, "
    "noticia relacionada, lo más leído, lo más visto, no te pierdas, además en, sigue leyendo, en contexto",
    "ja": "関連記事, 関連ニュース, 関連リンク, 関連, あわせて読みたい, 合わせて読みたい, こちらもおすすめ, おすすめ記事, 人気記事, 続きを読む, 次ページ, 【関連】, 前の記事, 次の記事",
    "fr": "à lire, à lire aussi, a lire aussi, à lire également, à lire sur le même sujet, lire aussi, lire également, lire la suite, "
    "lire plus, voir aussi, à voir, à voir aussi, à écouter, à écouter aussi, sur le même sujet, pour aller plus loin, "
    "notre dossier, articles liés, les plus lus, à découvrir, lisez aussi, en savoir plus, retrouvez aussi",
    "no": "les også, les mer, les mer om, les mer her, les også om, les hele saken, se også, se video, hør også, hør også på, mest lest, "
    "anbefalte saker, flere saker, flere nyheter, relaterte saker, siste nytt",
    "tr": "ayrıca okuyun, bunu da oku, bunu da okuyun, bunlar da ilginizi çekebilir, ilginizi çekebilir, i̇lginizi çekebilir, "
    "ilgili haber, i̇lgili haber, ilgili haberler, i̇lgili haberler, devamını oku, haberin devamı, ayrıca bakınız, ayrıca bkz, "
    "en çok okunanlar, çok okunanlar, diğer haberler, önerilen haber, sıradaki haber, bakmadan geçme",
    "ko": "관련기사, 관련 기사, 관련뉴스, 관련 뉴스, 함께 읽어보세요, 함께 볼 기사, 더 읽기, 더 보기, 추천기사, 추천 기사, 많이 본 기사, 많이 본 뉴스, 인기기사, 이 시각 주요뉴스",
    "cs": "čtěte také, čtěte též, čtěte více, čtěte dále, přečtěte si také, přečtěte si též, přečtěte si, mohlo by vás zajímat, "
    "mohlo by vás také zajímat, související, související článek, související články, související témata, zobrazit více, "
    "nepřehlédněte, další články, nejčtenější, viz také, podívejte se také",
    "sv": "läs också, läs även, läs mer, läs mer här, läs mer om, se också, se även, lyssna också, mest läst, fler nyheter, fler artiklar, "
    "relaterat, rekommenderat, rekommenderad läsning, missa inte, senaste nytt",
    "zu": "funda futhi, funda kabanzi, funda okuningi, funda lapha, bheka futhi, bukela futhi, ezinye izindaba, ezihlobene",
    "xh": "funda kwakhona, funda ngakumbi, bona kwakhona, ezinye iindaba",
    "af": "lees ook, lees meer, lees nog, sien ook, verwante artikels, kyk ook",
    "da": "læs også, læs mere, læs mere om, læs her, se også, hør også, mest læste, relaterede artikler, flere nyheder",
    "it": "leggi anche, leggi tutto, leggi di più, leggi pure, guarda anche, vedi anche, ascolta anche, potrebbe interessarti, "
    "potrebbe interessarti anche, ti potrebbe interessare, ti potrebbero interessare, articoli correlati, notizie correlate, "
    "per approfondire, continua a leggere, i più letti",
    "pl": "czytaj także, czytaj też, czytaj więcej, czytaj również, czytaj dalej, przeczytaj także, przeczytaj też, przeczytaj również, "
    "zobacz także, zobacz też, zobacz również, zobacz więcej, to może cię zainteresować, może cię zainteresować, polecamy, "
    "powiązane artykuły, najczęściej czytane",
    "ru": "читайте также, читайте ещё, читайте еще, читать также, читать далее, читайте по теме, смотрите также, по теме, "
    "материалы по теме, вам может быть интересно, ранее по теме",
    "uk": "читайте також, читати далі, дивіться також, більше новин, вам може бути цікаво, за темою",
    "nl": "lees ook, lees meer, lees verder, lees hier, bekijk ook, kijk ook, zie ook, meer over dit onderwerp, gerelateerde artikelen, "
    "meest gelezen, luister ook",
    "pt": "leia também, leia mais, leia ainda, veja também, veja mais, saiba mais, confira também, confira, assista também, "
    "você também pode gostar, mais lidas, notícias relacionadas, artigos relacionados, não perca",
    "hi": "ये भी पढ़ें, यह भी पढ़ें, इसे भी पढ़ें, ये भी देखें, और पढ़ें, संबंधित खबरें, ये भी पढ़े, यह भी पढ़े, इन्हें भी पढ़ें",
    "zh": "延伸閱讀, 延伸阅读, 相關新聞, 相关新闻, 相關報導, 相关报道, 更多新聞, 更多新闻, 推薦閱讀, 推荐阅读",
    "ar": "اقرأ أيضا, اقرأ أيضًا, اقرأ ايضا, اقرأ المزيد, اقرأ أيضاً, شاهد أيضا, شاهد أيضًا, مواضيع ذات صلة, أخبار ذات صلة",
    "id": "baca juga, baca selengkapnya, baca lebih lanjut, lihat juga, simak juga, berita terkait, artikel terkait, tonton juga",
    "more": "یہ بھی پڑھیں, مزید پڑھیں, আরও পড়ুন, আরো পড়ুন, हेही वाचा, हे ही वाचा, हे वाचा, மேலும் படிக்க, இதையும் படிங்க, "
    "citește și, citeste si, citește mai mult, lue myös, lue lisää, čítajte aj, čítajte tiež, prečítajte si aj, прочетете още, "
    "xem thêm, đọc thêm, tin liên quan, بیشتر بخوانید, soma pia, soma zaidi, διαβάστε επίσης, διαβάστε ακόμα, διαβάστε περισσότερα, "
    "lesið einnig, lesa meira, taip pat skaitykite, skaitykite taip pat, lasi arī, loe ka, loe veel, olvasson tovább, "
    "pročitajte još, pročitajte i, čitajte još, preberite tudi, прочитајте још, קראו גם, อ่านเพิ่มเติม, ข่าวที่เกี่ยวข้อง, baca lagi",
}
# These words also begin ordinary sentences and labels: only a bar or colon after them is telling.
EVERYDAY = frozenset(
    phrases(
        "watch, related, explained, explainer, opinion, listen, recommended, trending, latest news, also on, up next, 関連, "
        "just in, big story, read this, read here, watch here, click here, tap here, previous coverage, top stories, confira, "
        "à voir, à écouter, à découvrir, zum thema, за темою, по теме, en contexto, relaterat, polecamy, související, see more, "
        "must see, rekommenderat, à lire, watch more, most popular, most read, in photos, don't miss, don’t miss, lees hier, "
        "keep reading, live updates, mest läst, les mer, läs mer, læs mere, lees meer, leia mais, saiba mais, leggi di più, confira"
    )
)

_ADVERTS = {
    "en": "advertisement, advertisements, advertising, advert, sponsored, sponsored content, sponsored link, sponsored links, "
    "promoted, promoted content, paid content, partner content, from our partners, story continued below, story continues below, "
    "article continues below, continue reading the main story, continue reading below, continue reading, advertisement continue "
    "reading the main story, skip advertisement, recommended videos, recommended video, stories for you, loading, "
    "scroll for more, order reprint, purchase: order reprint, replay, more videos, up next, view gallery, view comments, "
    "this is a modal window, no compatible source was found for this media, javascript is disabled in your browser",
    "de": "anzeige, werbung, anzeigen, externer inhalt, empfohlener redaktioneller inhalt, artikel wird unten fortgesetzt",
    "es": "publicidad, anuncio, contenido patrocinado, continúa leyendo, la noticia continúa abajo",
    "ja": "広告, pr, スポンサーリンク, 提供",
    "fr": "publicité, annonce, la suite après la publicité, la suite après cette publicité, contenu sponsorisé, passer la publicité",
    "no": "annonse, annonser, artikkelen fortsetter under annonsen, artikkelen fortsetter under, saken fortsetter under, betalt innhold",
    "tr": "reklam, ilan, i̇lan, advertorial, sponsorlu içerik, haberin devamı aşağıda",
    "ko": "광고, 스폰서, 협찬",
    "cs": "reklama, inzerce, komerční sdělení, článek pokračuje pod reklamou",
    "sv": "annons, annonser, annonsera, artikeln fortsätter under annonsen, artikeln fortsätter efter annonsen",
    "zu": "isikhangiso, izikhangiso",
    "more": "annoncer, artiklen fortsætter efter annoncen, pubblicità, la notizia continua dopo la pubblicità, reklamy, "
    "dalsza część artykułu pod wideo, реклама, advertentie, het artikel gaat verder onder de advertentie, advertensie, publicidade, "
    "continua após a publicidade, विज्ञापन, 廣告, 广告, إعلان, iklan, scroll untuk melanjutkan",
}

_NEWSLETTERS = {
    "de": "abonnieren sie, abonniere unseren newsletter, melden sie sich für unseren newsletter an, melden sie sich zum newsletter an, "
    "melde dich für unseren newsletter an, jetzt newsletter abonnieren, zum newsletter anmelden, newsletter abonnieren, "
    "hier geht es zum newsletter, hier können sie unseren newsletter, bestellen sie unseren newsletter",
    "es": "suscríbete, suscríbase, suscribite, apúntate a nuestra newsletter, recibe nuestra newsletter, recibe nuestro boletín, "
    "reciba nuestro boletín, regístrate en nuestro boletín, inscríbete en nuestro boletín",
    "ja": "メルマガ登録, メールマガジン登録, ニュースレターに登録, ニュースレター登録, 無料会員登録, 会員登録はこちら, 購読はこちら",
    "fr": "inscrivez-vous à, abonnez-vous à, recevez notre newsletter, recevez la newsletter, recevez chaque jour, "
    "recevez gratuitement, s'inscrire à la newsletter, s’inscrire à la newsletter, découvrez notre newsletter",
    "no": "meld deg på, abonner på, få nyhetsbrevet, motta nyhetsbrevet, vil du ha nyhetsbrev, få vårt nyhetsbrev",
    "tr": "bültenimize abone olun, bültenimize kaydolun, e-bültene abone ol, e-bültenimize, haber bültenimize, bültene abone",
    "ko": "뉴스레터 구독, 뉴스레터를 구독, 구독하기, 구독 신청, 구독신청, 메일링 신청",
    "cs": "přihlaste se k odběru, odebírejte náš newsletter, odebírejte, přihlásit k odběru, získejte náš newsletter",
    "sv": "prenumerera på, anmäl dig till vårt nyhetsbrev, få vårt nyhetsbrev, få nyhetsbrevet, skriv upp dig på nyhetsbrevet, "
    "teckna dig för nyhetsbrevet",
    "zu": "bhalisela incwadi yezindaba, bhalisa ukuze uthole izindaba, bhalisela izindaba",
    "more": "tilmeld dig nyhedsbrevet, tilmeld dig vores nyhedsbrev, få nyhedsbrevet, iscriviti alla newsletter, "
    "iscriviti alla nostra newsletter, ricevi la newsletter, zapisz się na newsletter, zapisz się do newslettera, подпишитесь на нашу, "
    "подпишитесь на рассылку, підпишіться на розсилку, schrijf je in voor, meld je aan voor de nieuwsbrief, teken in vir, "
    "assine a newsletter, assine nossa newsletter, inscreva-se na newsletter, receba nossa newsletter, "
    "訂閱電子報, 订阅, langganan newsletter, اشترك في النشرة",
}

_SHARES = {
    "de": "folgen sie uns, folge uns, teilen sie diesen artikel, artikel teilen, diesen artikel teilen, auf facebook teilen, "
    "kommentare lesen, kommentar schreiben, kommentieren, jetzt kommentieren, schreiben sie uns, diskutieren sie mit, artikel drucken",
    "es": "síguenos en, síganos en, seguinos en, únete a nuestro canal, comparte esta noticia, comparte este artículo, "
    "compartir en, compartir, comentarios, deja un comentario, escríbenos a",
    "ja": "シェアする, シェア, ツイート, ツイートする, フォローする, フォロー, コメントする, この記事をシェア, 印刷, line で送る, lineで送る",
    "fr": "suivez-nous sur, suivez-nous, retrouvez-nous sur, partager sur, partager cet article, partagez cet article, partager, "
    "imprimer, commenter, réagir, rejoignez-nous sur",
    "no": "følg oss på, del artikkelen, del saken, del på facebook, kommenter saken, kommentarer, tips oss, har du tips",
    "tr": "bizi takip edin, sosyal medyada bizi, paylaş, yorum yap, yorum yaz, yorumlar, haberi paylaş, twitter'da paylaş",
    "ko": "공유하기, 공유, 댓글, 댓글 쓰기, 댓글쓰기, 페이스북 공유, 카카오톡 공유, 제보는 카카오톡, 제보하기, 인쇄, 팔로우",
    "cs": "sledujte nás, sdílet, sdílejte, sdílet na facebooku, diskuse, vstoupit do diskuse, napište nám, tisknout, komentáře",
    "sv": "följ oss på, dela artikeln, dela på facebook, dela, kommentera, kommentera artikeln, tipsa oss, skriv ut",
    "zu": "silandele ku, silandele, yabelana, yabelana nabangani, phawula, silandele kufacebook",
    "more": "følg os på, del artiklen, seguici su, condividi, condividi su, commenta, śledź nas, obserwuj nas, udostępnij, skomentuj, "
    "подписывайтесь на наш, подписывайтесь на, поделиться, підписуйтесь на наш, підписуйтесь на, поділитися, volg ons op, deel dit artikel, volg ons, deel dit, "
    "siga-nos no, siga-nos na, siga-nos, compartilhe, compartilhar, partilhar, हमें फॉलो करें, 分享, 追蹤我們, ikuti kami di, bagikan, تابعنا على, "
    "شارك",
}

_RIGHTS = phrases(
    "alle rechte vorbehalten, todos los derechos reservados, tous droits réservés, alle rettigheter, tüm hakları saklıdır, "
    "všechna práva vyhrazena, alla rättigheter förbehållna, alla rättigheter, tutti i diritti riservati, wszelkie prawa zastrzeżone, "
    "все права защищены, alle rechten voorbehouden, todos os direitos reservados, 무단전재, 무단 전재, 無断転載, 無断複製, 版權所有, 版权所有, "
    "всі права захищені, alle rettigheder, reproducción prohibida, reproduction interdite, vervielfältigung nicht gestattet, "
    "hak cipta dilindungi, جميع الحقوق محفوظة, amalungelo agodliwe, all rights reserved"
)

LEADS = frozenset(p for table in _LEADS.values() for p in phrases(table))
ADVERTS = frozenset(p for table in _ADVERTS.values() for p in phrases(table))
NEWSLETTERS = frozenset(p for table in _NEWSLETTERS.values() for p in phrases(table))
SHARES = frozenset(p for table in _SHARES.values() for p in phrases(table))
RIGHTS = tuple(_RIGHTS)
