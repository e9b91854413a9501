"""Words around place names: what a place is a kind of, what leads to one, what is rather a word or a person."""

from __future__ import annotations

from copytaster.words import wordset

TYPE_WORDS = wordset("""
    Region Province City County District State Republic Oblast Governorate Prefecture
    Municipality Island Islands Town Township Village Strip Peninsula Airport Border University
    Street Road Avenue Hospital Court Port
""")
KEEP_TYPES = wordset("""
    Region Province City County District State Republic Oblast Governorate Prefecture
    Municipality Island
""")
SPATIAL = wordset("""
    in at near from to around across outside inside into through toward towards of
""")
# Common words and names that some town also bears; towns of these names need "in" or a state behind them.
WORDY = wordset("""
    Of Most Same Reading Nice Mobile Bath Police Sunday March May August Jordan Victoria
    Charlotte Florence Austin Lincoln Jackson Madison Houston Carson Taylor Morgan Howard Troy
    Clinton Wilson Marion Henderson Anderson Warren Norman Logan Tyler Sidney Orlando Santiago
    Francis Martin Kent Chelsea Kelly Melissa Eugene Angel Bush Cary Allen Parker Victor Irving
    Young Carter Nelson Douglas Lawrence Gary Hudson Clayton Preston Sultan Ali Hamilton Windsor
    Marshall Jones Franklin Salem Union Liberty Independence Commerce Industry Enterprise Hope
    Media Republic Central Park Beach Lake Male Sur Man Bar Best Split Hit Tours Along Date
    Enough Grants Grant Post Federal Congress Congo Ireland Justice Mary Anna Maria Diana Rita
    Eden Moscovy Trump Biden Obama Putin Santa San Saint North South East West Ford Mercedes
    Asia Africa Europe Earth
""")


#: Behind a place's name these make a body of the place's own: "Springfield City Council", "Alexandria Police".
CIVIC = wordset(
    "Council Police Sheriff Fire School Schools Board Department Legislature Senate House Assembly Commission "
    "Commissioners Court Courts Superior Supreme Circuit Common Municipal Parks Public Highway Planning Emergency "
    "Division Office Attorney Mayor General Transit Rescue Chamber Zoning Health Housing Water Library Parliament "
    "Ministry Government Education Selectmen Aldermen Councilman Councilwoman Councilor Councillor"
)
#: Words capitalised before these that some small town also bears: "Supreme Court", "Superior Court".
NOT_CIVIC = wordset(
    "Grand Supreme Superior High General District Circuit Appeals Crown Commerce Justice Interior Union Liberty Security "
    "Energy Labor Media State Federal National Royal Central Metropolitan Transport Home White Upper Lower Privacy "
    "Advisory Executive Judiciary Intelligence Budget Oversight Ethics Finance Rules Armed Foreign Veterans Lands"
)
#: A place's name before these is where somebody lives or something stands: "a Lovejoy man", "the Hanover police".
DWELLERS = wordset(
    "resident residents man woman men women boy girl teen teenager teenagers couple native natives police officers "
    "firefighters mayor suburb suburbs area neighborhood neighbourhood businesses homeowners motorists home apartment "
    "apartments hospital councillors city county town village downtown township"
)
#: What stands before a town's name as a part of it: "South Philadelphia", "downtown Orlo".
SIDES = wordset(
    "North South East West Northern Southern Eastern Western Northeast Northwest Southeast Southwest Northeastern "
    "Northwestern Southeastern Southwestern Central Downtown Greater Upper Lower Outer Inner Mid Near Neighbouring "
    "Neighboring Rural Suburban"
)
#: Endings that any place takes ("Denver-based"), and those that lands and cities take ("China-made").
SEATED = wordset("based area born wide bound")
RULED = wordset(
    "led run backed held controlled occupied administered made trained ruled owned funded educated style sponsored friendly"
)
