"""Words that report: verbs with the complements they take, nouns, and the small words around them.

A verb's flags say what may be its content:

- ``s`` a clause or quotation ("said that …"), ``w`` only with *that* or a quotation ("suggests that …")
- ``n`` a noun phrase ("announced a coalition"), ``i`` an infinitive ("vowed to …")
- ``a`` an object with *as* or a quotation ("described it as …", "called it “…”")
- ``o`` an addressee stands first ("told reporters that …")
- ``f`` among the clauses only one with its verb ("added the port had closed", not "added a clause")
- ``h`` a question ("asked how …")
- ``v`` may stand before its speaker ("…, said the minister")
- ``:word`` needs a word: directly behind the verb for ``>word`` ("confessed to …"),
  anywhere in the clause for ``~word`` ("blamed it *for* …")
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from copytaster.words import wordset

_VERBS = """
say:sv=said
tell:so=told
state:sv
note:sv
add:svf
claim:sinv
report:snv
announce:snv
write:svf=wrote,written
tweet:sv
post:sv~w
retweet:s
blog:svf
admit:snv=admitted
acknowledge:snv
argue:sv
assert:sv
insist:sv
maintain:sv~w
declare:snv
explain:sv
reply:sv~w
respond:s~w
answer:sv~w
remark:sv
observe:svf
comment:svf
recall:sv
stress:snv
emphasise:snv
emphasize:snv
underline:sn
underscore:sn
highlight:n
confirm:snv
contend:s
allege:sn
warn:sov>of,about,against
predict:snv
forecast:sn=forecast
estimate:s
reveal:snv
disclose:sn
concede:svf
caution:sov>against
reiterate:snv
repeat:sv~w
testify:sv
swear:s=swore,sworn
promise:sinv
pledge:sinv
vow:siv
threaten:i
suggest:snv
indicate:w
signal:w=signalled,signalled
hint:w>at
imply:w
complain:sv>of,about
boast:sv>of,about
joke:sv
quip:sv=quipped
continue:sv~q
conclude:sv~w
counter:sv~w
retort:sv
exclaim:sv
shout:sv~q
whisper:sv~q
mutter:sv~q
chant:sv~q
ask:svh~q
wonder:svh~q
urge:oi
order:ow
encourage:ow
instruct:ow
address:s~q
demand:snv
propose:snv
recommend:snv
deny:sn
refute:n
dispute:n
defend:sv~q
reject:n
dismiss:n
confess:s>to
describe:a
denounce:a
characterise:a
characterize:a
brand:a
label:a=labelled,labelled
term:a
dub:a=dubbed
call:a>for,on,upon
deem:a
hail:a
slam:a=slammed
condemn:a
criticise:n
criticize:n
decry:n
lament:sn
bemoan:n
blame:n~for,on
accuse:n~of
attribute:n~to
ascribe:n~to
credit:n~with,for
thank:n
congratulate:n
praise:n
commend:n
apologise:s>for
apologize:s>for
mention:sn
refer:a>to
point:s>out,to
raise:n~prospect,possibility,question,questions,concern,concerns,issue,alarm,doubts,fears
express:n
voice:n
convey:n
reassure:so
assure:so
remind:so
inform:so
notify:so
advise:so
clarify:s
elaborate:sv~q
outline:n
detail:n~how,why,what
speak:s>of=spoke,spoken
rule:w
find:w=found
show:w=showed,shown
learn:w
speculate:s
opine:sv
aver:s=averred
posit:s
lambast:a
lambaste:a
rebut:n=rebutted
appeal:s>for
agree:w
relate:w
recount:sn
cite:c
quote:c
list:a
believe:w
hold:w=held
"""

_NOUNS = wordset(
    "claim claims allegation allegations statement assertion assertions warning warnings announcement "
    "admission insistence accusation accusations suggestion suggestions report reports remark remarks "
    "comment comments promise promises pledge vow prediction testimony declaration argument "
    "contention denial complaint complaints confession acknowledgement acknowledgment assurance "
    "assurances revelation conclusion message rumour rumours rumor rumors"
)


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb: its flags and the words it needs behind it or in its clause."""

    lemma: str
    flags: frozenset[str]
    particles: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Form:
    """An inflected form: ``base`` (say), ``s`` (says), ``past`` (said; also the participle), ``ing``."""

    verb: Verb
    tense: str


def _rows() -> list[tuple[Verb, str]]:
    rows = []
    for line in _VERBS.split():
        head, _, irregular = line.partition("=")
        lemma, _, rest = head.partition(":")
        flags, particles, needs = rest, "", ""
        if ">" in rest:
            flags, _, particles = rest.partition(">")
        elif "~" in rest:
            flags, _, needs = rest.partition("~")
        if needs in ("w", "q"):  # w: needs "that" or a quotation; q: a quotation
            flags, needs = flags + needs, ""
        verb = Verb(lemma, frozenset(flags), _words(particles), _words(needs))
        rows.append((verb, irregular))
    return rows


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split(",")) if text else frozenset()


def _ending(lemma: str, suffix: str) -> str:
    if suffix == "s":
        if lemma.endswith(("s", "sh", "ch", "x", "z")):
            return lemma + "es"
        return lemma[:-1] + "ies" if _consonant_y(lemma) else lemma + "s"
    if suffix == "ing" and lemma.endswith("e") and not lemma.endswith("ee"):
        return lemma[:-1] + "ing"
    if suffix == "ed" and lemma.endswith("e"):
        return lemma + "d"
    if suffix == "ed" and _consonant_y(lemma):
        return lemma[:-1] + "ied"
    return lemma + suffix


def _consonant_y(lemma: str) -> bool:
    return lemma.endswith("y") and lemma[-2] not in "aeiou"


_DOUBLING = frozenset(("refer", "admit", "quip", "dub", "slam", "rebut", "aver", "label", "signal"))


@cache
def forms() -> dict[str, Form]:
    """Every inflected form of every reporting verb, lower case."""
    table: dict[str, Form] = {}
    for verb, irregular in _rows():
        lemma = verb.lemma
        stem = lemma + lemma[-1] if lemma in _DOUBLING else lemma
        pasts = irregular.split(",") if irregular else [_ending(stem, "ed")]
        table[lemma] = Form(verb, "base")
        table[_ending(lemma, "s")] = Form(verb, "s")
        table[_ending(stem, "ing")] = Form(verb, "ing")
        table.update({past: Form(verb, "past") for past in pasts})
    return table


REPORT_NOUNS = _NOUNS

SUBJECT_PRONOUNS = wordset("he she they it we i you who")
# A pronoun with its auxiliary: "he's claiming", "they've said".
CONTRACTED = wordset("he's she's it's i'm we're they're i've we've they've he'd she'd they'd")
OBJECT_PRONOUNS = wordset("him her them us me you it")
POSSESSIVES = wordset("his her their its our my your")
DETERMINERS = (
    wordset(
        "the a an this these those some any many several both all one two three four five each every no "
        "another other most few"
    )
    | POSSESSIVES
)
PREPOSITIONS = wordset(
    "in on at during via through by with from for of to into onto upon about against under over "
    "between among after before since until within without across near following amid ahead "
    "towards toward outside inside beside alongside despite including per"
)
TO_BE = wordset("is are was were be been being isn't aren't wasn't weren't")
TO_HAVE = wordset("has have had having hasn't haven't hadn't")
_NOUNS_LY = wordset(
    "family assembly rally reply ally supply monopoly italy july weekly daily monthly"
)


def is_adverb(word: str) -> bool:
    """Is the lower-case ``word`` an adverb that may stand between subject and verb?"""
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in _NOUNS_LY)


MODALS = wordset("would could might may will should shall must can can't won't wouldn't couldn't")
TO_DO = wordset("do does did don't doesn't didn't")
AUXILIARIES = TO_BE | TO_HAVE | MODALS | TO_DO
NEGATIONS = wordset(
    "not never didn't doesn't don't hasn't haven't hadn't won't wouldn't couldn't can't isn't wasn't"
)
CONJUNCTIONS = wordset("and but or nor yet while whereas")
# Words that begin a clause of their own: a subject never reaches to their left.
SUBORDINATORS = wordset(
    "that but while because after before when if although though where which whereas since unless "
    "until so than what whether how why as yet"
)
TIME_WORDS = wordset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight morning "
    "afternoon evening night week month year weekend earlier later january february march april may june july "
    "august september october november december recently shortly midday noon midnight"
)
ADVERBS = wordset(
    "also later earlier previously then again once first now since still just already further "
    "yesterday today tonight meanwhile however instead thus therefore too even only ever always often "
    "not never twice thrice nevertheless monday tuesday wednesday thursday friday saturday sunday there "
    "afterwards afterward subsequently moreover furthermore additionally besides"
)

# Past and -s forms of everyday verbs that no suffix betrays; they show where a clause has its verb.
FINITE = AUXILIARIES | wordset(
    "became began bent bet blew broke brought built bought burst came caught chose clung cost crept cut "
    "dealt drew drank drove ate fell fed felt fought found fled flew forgot forgave froze gave got grew went "
    "hung heard hid hit held hurt kept knelt knew laid led left lent let lost made meant met paid put quit "
    "read rode rang rose ran sang sank sat saw sold sent set shook shone shot shut slept slid spent spoke spread "
    "sprang stood stole struck stuck swam swept swung taught thought threw took tore understood wept went "
    "won woke wore wound wrote withdrew overcame undertook "
    "says has does goes comes runs makes takes gives gets becomes remains includes contains holds keeps "
    "seems appears shows uses allows provides requires requires lists believes knows thinks lives works "
    "follows leads begins continues plans wants means causes creates lacks owns carries faces "
    "comes feels finds helps hopes expects stands"
)
