"""What a headline's marks say of its edition, and what is left without them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.formats.slugs import core, parted

TITLE = "Harbour wall gives way in Varsk"
MARKED = {
    "update": [
        "UPDATE 2-{}", "UPDATE 1 - {}", "UPDATE2-{}", "UPDATE: {}", "Update: {}", "UPDATE #2: {}",
        "(Update 2) {}", "(UPDATED) {}", "WRAPUP 3-{}", "EDS: {}", "EDS- {}", "Eds: {}", "2 UPDATE {}", "UPDATE 2 {}",
        "**UPDATE** {}", "(AMPLIACIÓN) {}", "(aktualisiert) {}", "{} (Updated)", "{} - UPDATE", "{} (UPDATE)",
        "{} (update 2)", "{} – UPDATE 3", "{} | UPDATE", "{} **UPDATE**", "{} [UPDATED]", "{} (aktualisiert)",
    ],
    "repeat": ["RPT-{}", "Rpt: {}", "REPEAT: {}"],
    "correction": [
        "CORRECTED-{}", "CORRECTED-(OFFICIAL)-{}", "CORRECTED (OFFICIAL)-{}", "Corrected: {}", "CORRECTION: {}",
        "Correction : {}", "***CORRECTION*** {}", "*** CORRECTION *** {}", "** CORRECTED ** {}", "[CORRECTED] {}",
        "CLARIFICATION: {}", "Clarification: {}", "1 CORRECTED {}", "1 CORRECTED: {}", "CORRECTED {}",
        "BERICHTIGUNG: {}", "Berichtigung: {}", "(berichtigt) {}", "++ KORREKTUR ++ {}", "CORRECCIÓN: {}",
        "RETTIFICA: {}", "RECTIFICATIF: {}", "RÄTTELSE: {}", "{} - CORRECTED", "{} (Correction)", "{} (corrected)",
        "{} -- CORRECTED",
    ],
    "refile": ["REFILE-{}", "Refile: {}"],
    "write-through": [
        "WRITE-THRU: {}", "1st Writethru-{}", "1st Write-thru: {}", "1st LD-WRITETHRU-{}", "RECASTS-{}",
        "{}, 2nd Ld-Writethru", "{} - 1st Write-thru", "{}, Writethru",
    ],
    "lead": ["(2nd LD) {}", "(LEAD) {}", "1st Ld-{}", "1st Lead-{}", "1st Lead - {}", "1st LEAD {}", "{}, 1st Ld", "{}, 1st Lead", "{} (3rd Ld)"],
    "take": ["2nd take: {}", "(2nd take) {}", "2nd Take - {}", "{} (2nd take)", "{}, 2nd take", "{} -2nd take-", "{} (Take 2)"],
    "kill": [
        "KILL: {}", "KILL - {}", "KILL {}", "KILLED: {}", "MANDATORY KILL-{}", "MANDATORY KILL {}", "BULLETIN KILL - {}",
        "WITHDRAWAL: {}", "WITHDRAWN: {}", "RETRACTED: {}", "ANNULATION - {}", "ANNULLAMENTO: {}", "ANULACIÓN: {}",
        "ZURÜCKGEZOGEN: {}", "{} (KILL)", "{} (WITHDRAWN)", "{} - WITHDRAWN", "{}, MANDATORY KILL",
    ],
}  # fmt: skip
ORDINARY = """
Update your phone | UPDATE YOUR PHONE NOW | Update on the flood | UPDATED RULES FOR PILOTS | 3 Updates You Need
Killed soldier's mother speaks | KILLED SOLDIER'S MOTHER SPEAKS | Killed in action: three from Varsk | Kill or cure?
Kill: how a word was born | KILL-SWITCH LAW PASSES | 2 killed in crash | 2 KILLED - POLICE | 2 Killed: Police say little
MAN SHOT, KILLED | Man shot, killed | TWO HURT, ONE KILLED | KILLINGS RISE
Lead levels rise | LEAD LEVELS RISE | LEAD-FREE PETROL RETURNS | Lead: what it does to the young | Leading by two
1st Lead-Free Solder Line Opens | 1st lead-free fuel on sale | Rovers keep 2nd lead | 1. Lead guitar | Party in the lead
2nd take-off aborted at Varsk | 2nd Take-Off Aborted at Varsk | Second take: our critic returns | Take two: Ferry tries again
He took the 2nd take | A 2nd take on history | Nine held in raid, 3 take flight
Correction officers strike | CORRECTION OFFICERS STRIKE | Corrections: Nov. 23 | Correct answers win a boat
The great correction | Markets: a correction | Markets, correction and fear | 5 Corrections to the record
Repeat offender jailed | REPEAT-OFFENDER LAW STRUCK DOWN | Repeat: wash your hands | Wrap-up: the week in sport
Withdrawal: what it means for the coast | Withdrawn troops return | No deal - Withdrawn | WITHDRAWAL SYMPTOMS: WHAT TO KNOW
The wall - an update | Rates - update expected | Software: update now | Police update: three held | What we know - and an update
Adds up: why sums matter | EDs: hospitals run short of beds | Achtung: Glatteis im Norden | Zusammenfassung: So lief der Tag
Corrigé : les maths du bac | BUZZ-Nordmetall falls | Updated 6:04 p.m. | Updates: 5 new | BREAKING: Dam bursts | EXCLUSIVE-Dam owner knew | UPDATES | Update
"""


@pytest.mark.parametrize(
    ("marked", "signal"), [(form, signal) for signal, forms in MARKED.items() for form in forms]
)
def test_a_mark_is_read_and_taken_off(marked: str, signal: str) -> None:
    """Before or behind, in capitals, brackets, stars or numbered: it says what was done, and the title is left."""
    assert parted(marked.format(TITLE)) == ((signal,), TITLE)
    assert core(marked.format(TITLE)) == TITLE


@pytest.mark.parametrize(
    "headline", [h.strip() for line in ORDINARY.strip().splitlines() for h in line.split("|")]
)
def test_an_ordinary_headline_has_no_mark(headline: str) -> None:
    """The same words as part of what a headline says are no marks."""
    assert parted(headline) == ((), headline)


def test_several_marks() -> None:
    """Each is taken off, the first first; a slug may stand where the headline was."""
    assert parted(f"CORRECTED-UPDATE 2-{TITLE}") == (("correction", "update"), TITLE)
    assert parted(f"RPT-UPDATE 3-{TITLE} (Corrected)") == (
        ("repeat", "update", "correction"),
        TITLE,
    )
    assert parted("BC-WALL, 2nd Ld-Writethru") == (("write-through",), "BC-WALL")
    assert parted("KILL: BC-WALL") == (("kill",), "BC-WALL")


def test_a_mark_alone() -> None:
    """Nothing is left, and what the story is shown by is the mark itself."""
    assert parted("KILL") == (("kill",), "")
    assert parted("CORRECTION:") == (("correction",), "")
    assert core("CORRECTION:") == "CORRECTION:"
    assert core(None) == ""


@given(st.text(alphabet="UPDATEKILLcorrected123stndLD:-()[]*, \n", max_size=500))
def test_marks_are_taken_off_from_the_ends_alone(headline: str) -> None:
    """Whatever the headline, what is left of it stands in it as it was."""
    signals, rest = parted(headline)
    assert rest in headline
    assert len(signals) <= 5
