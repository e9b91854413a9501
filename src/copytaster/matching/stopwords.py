"""Function words, and the commonest words of news, in the languages that often come beside English.

They are not left out, as English ones are: "die" is an article in German and an
event in English. They are priors: words to be expected anywhere, until the
stream shows otherwise.
"""

from __future__ import annotations

from copytaster.matching.words import stem

_SPANISH = """
    a al ante antes año años así aunque ayer bajo bien cada casi caso como con contra cosa cual cuando
    cuatro de del desde después día días dice dicho dijo donde dos durante e el él ella ellas ellos
    en entre era eran es esa ese eso esta está están estas este esto estos estar fue fueron gobierno gran
    ha haber había habían hace hacer hacia han hasta hay hecho hoy informó la las le les lo los
    luego lugar lunes martes miércoles jueves viernes sábado domingo más mayor me mejor menos
    mientras millones mismo mucho muchos muy nacional ni no nos nuestro nueva nuevo o otra otras otro
    otros para parte país pero personas poco podría por porque presidente primer primera pues puede pueden que
    qué quien quienes se sea según semana ser será si sí sido siempre sin sino sobre solo sólo son
    su sus también tan tanto tiempo tiene tienen toda todas todo todos tras tres tuvo un una unas uno unos
    vez y ya yo ministro autoridades aseguró afirmó señaló explicó
"""
_FRENCH = """
    à ainsi alors année années après au aucun aujourd aussi autre autres aux avait avant avec avoir
    bien c ce cela celle celui ces cet cette chez comme contre d dans de depuis dernier dernière des deux
    dit dont du elle elles en encore entre est et été être eu fait faire fois font gouvernement hier il ils jour jours
    j je jusqu l la le les leur leurs lors lui lundi mardi mercredi jeudi vendredi samedi dimanche mais
    même mis moins n ne non nos notre nous nouveau nouvelle on ont ou où par parce pas pays pendant
    personnes peu peut plus plusieurs pour premier première président près qu quand que qui s sa sans selon
    sera ses si soit son sont sous sur t tous tout toute toutes très trois un une vers vous y déclaré
    affirmé indiqué expliqué ministre ans semaine depuis également ailleurs
"""
_GERMAN = """
    ab aber als also alle allem allen aller alles am an andere anderen auch auf aus bei beim bereits bis da dabei
    damit dann das dass dem den denn der des deutlich die dies diese diesem diesen dieser dieses doch dort
    drei durch ein eine einem einen einer eines er erst erste ersten es etwa für gegen gegenüber gibt habe haben
    hat hatte hatten heute hier ich ihm ihn ihr ihre ihrem ihren ihrer im immer in ins ist ja jahr jahre jahren jetzt
    kann kein keine können könnte land machen man mehr mehrere menschen mit mittwoch montag dienstag donnerstag
    freitag samstag sonntag müssen nach neue neuen nicht noch nun nur ob oder ohne präsident regierung sagte
    schon sehr sei sein seine seinem seinen seiner seit sich sie sind so soll sollen sollte sondern
    sowie über um und uns unter vom von vor war waren was weil weiter weitere wenn werde werden
    wie wieder will wir wird worden wurde wurden zu zum zur zwei zwischen angaben erklärte teilte minister
"""
_PORTUGUESE = """
    a ainda ano anos antes ao aos após apenas aqui as assim até cada casa caso com como contra da das
    de dela dele deles depois desde dia dias disse do dois dos duas durante e é ela ele eles em
    entre era essa esse esta está estão este eu foi foram governo há havia hoje isso isto já lhe mais
    mas me meio mesmo muito na não nas nem no nos nós nova novo num numa o onde ontem os ou outra outras
    outro outros país para parte pela pelas pelo pelos pessoas pode por porque presidente primeira primeiro
    quando que quem são se segundo segunda terça quarta quinta sexta sábado domingo feira sem sendo
    ser será seu seus sobre sua suas também tem têm ter teve toda todas todo todos três um uma você
    afirmou segundo ministro milhões
"""
_ITALIAN = """
    a ad agli ai al alla alle allo anche ancora anni anno c che chi ci come con contro cui d da dagli dai dal
    dalla dalle degli dei del della delle dello detto di dopo dove due e è ed era erano essere fa fino
    fra gli governo ha hanno ho i il in io ieri l la le lei lo loro lui ma mentre milioni molto ne nei nel nella nelle
    nello non nuovo nuova o oggi ogni paese parte per perché però persone più poi presidente prima primo quando
    quanto quasi quella quelle quelli quello questa queste questi questo qui se secondo sempre senza si
    sia solo sono sotto stata stati stato su sua sue sugli sui sul sulla sulle suo suoi tra tre tutti tutto un
    una uno verso lunedì martedì mercoledì giovedì venerdì sabato domenica ministro dichiarato spiegato
"""
_ARABIC = """
    في من على إلى الى عن مع هذا هذه ذلك تلك التي الذي الذين اللذين ما لا لم لن أن ان إن كان كانت يكون
    تكون قد كما بين بعد قبل حتى حيث أو او ثم لكن ولكن كل بعض غير عند عندما منذ خلال حول ضد
    دون تحت فوق هو هي هم هنا هناك أي اي إذا اذا لقد ليس وقد وفي ومن وعلى وأن وان وكان وكانت
    قال قالت وقال وقالت أضاف وأضاف أعلن أعلنت وأعلن أكد أكدت وأكد اليوم أمس يوم الأحد الاثنين
    الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت عام العام سنة رئيس الرئيس وزير الوزير حكومة الحكومة
    وزارة شخص أشخاص شخصا عدد أكثر أقل أول الأول الأولى جديد الجديد جديدة مليون ألف بأن بان به
    بها له لها فيه فيها عليه عليها منه منها إنه إنها انه انها نحو وهو وهي ولم ولا
"""
COMMON = frozenset(
    term
    for words in (_SPANISH, _FRENCH, _GERMAN, _PORTUGUESE, _ITALIAN, _ARABIC)
    for word in words.split()
    if (term := stem(word))
)
