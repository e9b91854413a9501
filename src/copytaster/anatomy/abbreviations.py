"""Abbreviations of English wire copy, and the words that open sentences.

Own lists, made from style-guide usage (AP, Reuters, PTI): lower case, without
the final period.
"""

from __future__ import annotations

from copytaster.words import wordset

#: A name follows: these never end a sentence.
BEFORE_NAME = wordset(
    "mr mrs ms dr prof gen lt col maj capt sgt cpl pvt sen rep gov rev hon pres messrs adm cmdr "
    "st mt ft brig supt insp det vs v smt shri kum sh amb atty spc fr sr.lt cllr mme mlle m.p "
    "sens reps govs drs profs gens lt.gen maj.gen brig.gen lt.col lt.gov"
)

#: A number follows: these end a sentence only where none does.
BEFORE_NUMBER = wordset("no nos rs re art sec fig vol pp ch op para cl approx ca tel ext")

MONTHS = wordset("jan feb mar apr jun jul aug sep sept oct nov dec")

#: Usually inside a sentence: these end one only before a word that opens sentences.
OFTEN_INSIDE = wordset(
    "inc co corp ltd jr sr etc al bros dept dist univ assn est ave blvd rd u.s u.k u.n e.u d.c u.s.a "
    "ph.d i.e e.g ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo "
    "mont neb nev n.h n.j n.m n.y n.c n.d okla ore pa r.i s.c s.d tenn tex vt va wash w.va wis wyo "
    "mon tue tues wed thu thurs fri sat sun pvt.ltd min max avg km kg ft lbs ont que alta b.c"
)

#: After "a.m." and "p.m." these go on with the sentence.
CLOCK_FOLLOWERS = wordset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec "
    "gmt utc est edt cst cdt mst mdt pst pdt et ct mt pt ist bst cet cest msk jst kst local eastern "
    "pacific central mountain eat wat pkt"
)

#: Words that open a sentence far more often than they follow an abbreviation, capitalised.
SENTENCE_STARTERS = frozenset(
    word.capitalize()
    for word in wordset(
        "the a an this that these those he she it they we you i his her its their our my your in on at "
        "but and or so yet for as after before when while if although though since because however "
        "meanwhile there here what who why how where which some many most more all no not both each every "
        "according also another other others with without during under over from by to of among earlier "
        "later last next now then today once one two three despite instead still even only just such "
        "officials police authorities people experts critics asked speaking about between against"
    )
)
