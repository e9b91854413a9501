"""The words disputes are made of: verbs that deny, nouns for what is claimed, and what is said of a claim."""

from __future__ import annotations

from copytaster.attribution.tokens import Tokens
from copytaster.model import Statement, Story
from copytaster.words import wordset

DENY = wordset("deny denies denied denying")
DISMISS = wordset("reject rejects rejected rejecting dismiss dismisses dismissed dismissing")
REFUTE = wordset("refute refutes refuted refuting dispute disputes disputed disputing rebut rebuts rebutted rebutting "
    "repudiate repudiates repudiated repudiating contradict contradicts contradicted contradicting")  # fmt: skip
DENYING = DENY | DISMISS | REFUTE
CLAIMING = wordset("claim claims claimed claiming allege alleges alleged alleging accuse accuses accused accusing insist insists "
    "insisted maintain maintains maintained assert asserts asserted")  # fmt: skip
CALLING = wordset("call calls called calling label labels labelled labeled labelling brand brands branded describe describes "
    "described describing dub dubs dubbed term terms termed")  # fmt: skip

CLAIM_NOUNS = wordset("claim claims allegation allegations accusation accusations charge charges assertion assertions "
    "suggestion suggestions account accounts version report reports rumour rumours rumor rumors insinuation insinuations "
    "statement statements story stories narrative contention notion figure figures toll count estimate estimates "
    "findings denial remarks comments")  # fmt: skip
# "The insurance claim", "a bank account": other things by the same names.
OTHER_CLAIMS = wordset("insurance compensation asylum benefit benefits expense expenses land medical damages bank savings "
    "pension refund tax twitter media social visa annual financial")  # fmt: skip
# What one is accused of, and denies.
DENIABLE = wordset("wrongdoing involvement responsibility guilt knowledge complicity collusion corruption negligence liability "
    "misconduct link links ties role intent bias fraud murder rape assault bribery blame impropriety")  # fmt: skip
FALSE = wordset("untrue false baseless groundless unfounded fabricated fabrication fabrications lie lies nonsense hoax bogus "
    "fake incorrect inaccurate propaganda unsubstantiated slander fiction absurd ridiculous disinformation misinformation")  # fmt: skip
_NOT_WHAT = wordset("true correct accurate so")
_WITHOUT_WHAT = wordset("foundation basis merit substance")
#: No statement without one of these calls anything false.
TELLING = FALSE | _NOT_WHAT | _WITHOUT_WHAT
_MARKS = wordset("\" “ ” ' ‘ ’ `` '' « »")
_DEGREES = wordset("a an the completely totally entirely simply utterly absolutely patently just all wholly clearly "
    "categorically manifestly outright pure total complete blatant")  # fmt: skip
TO_BE = wordset("is are was were be been being as")
_UNREAL = wordset(
    "not never neither nor without could would can cannot may might will should if whether unless yet no nobody"
)
_READY = wordset("continue continued continues quick rushed moved went came hastened")


def denies(story: Story, statement: Statement) -> bool:
    """Is the statement's cue a verb that denies?"""
    return any(
        word in DENYING
        for cue in statement.cue
        if cue.field == "text"
        for word in story.quote(cue)[:200].lower().split()
    )


def really_denies(tokens: Tokens, verb: int) -> bool:
    """Is the denial at token ``verb`` told as a fact: not negated, only possible, refused or asked for?"""
    first, last = tokens.bounds[tokens.sentence[verb]]
    before = tokens.lower[max(first, verb - 4) : verb]
    for joint in ("and", "but", ","):
        if joint in before:
            before = before[before.index(joint) + 1 :]
    if any(w in _UNREAL or w.endswith("n't") for w in before):
        return False
    if {"if", "whether", "unless"} & set(tokens.lower[max(first, verb - 14) : verb]):
        return False
    if before[-1:] == ["to"] and (len(before) < 2 or before[-2] not in _READY):
        return False
    return tokens.lower[verb + 1 : min(last, verb + 3)] != ["or", "confirm"]


def false_at(tokens: Tokens, i: int, first: int) -> int | None:
    """Where the predicate of a "… is false" begins whose telling word is token ``i``; None if it is none.

    The answer is the token right behind the verb "to be" or "as"; for any
    other setting ("a false claim") it is the telling word itself or its
    article, and the caller looks at what stands before.
    """
    word = tokens.lower[i]
    start = i
    if word in _NOT_WHAT:
        if i == first or tokens.lower[i - 1] not in ("not", "never"):
            return None
        start = i - 1
    elif word in _WITHOUT_WHAT:
        if i == first or tokens.lower[i - 1] not in ("without", "no"):
            return None
        start = i - 1
    elif word not in FALSE:
        return None
    while start > max(first, i - 6) and (
        tokens.lower[start - 1] in _DEGREES or tokens.word[start - 1] in _MARKS
    ):
        start -= 1
    negated = start > first and (
        tokens.lower[start - 1] == "not" or tokens.lower[start - 1].endswith("n't")
    )
    return None if negated else start
