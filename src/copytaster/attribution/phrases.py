"""Noun phrases and clause edges, found without a parser.

Everything here looks at a bounded number of tokens beside a given one.
"""

from __future__ import annotations

from copytaster.attribution import lexicon as lx
from copytaster.attribution.roles import DOCUMENTS
from copytaster.attribution.tokens import Tokens
from copytaster.words import wordset

MAX_PHRASE = 40
_DASHES = wordset("- — – ― -- ; : ( ) [ ]")
_TABLE = lx.forms()
_NOUNS_S = lx.REPORT_NOUNS | {"estimates", "forecasts"}
# Prepositions that stay inside a noun phrase to the right of its head.
_INNER = wordset("of for at from and")
_LOOSE = _INNER | lx.DETERMINERS
_NO_APPOSITION = lx.PREPOSITIONS | lx.SUBORDINATORS | lx.CONJUNCTIONS | lx.ADVERBS
_NOT_VERBS_ED = wordset(
    "united alleged wounded injured unnamed armed limited related experienced retired so-called need briefed leaked based involved linked located "
    "indeed speed seed hundred red bed feed weed deed breed creed greed shed sled exceed proceed succeed unidentified advanced combined sacred detained elected"
)


_VERBS = lx.FINITE | {word for word, form in _TABLE.items() if form.tense in ("past", "s")}


def is_finite(tokens: Tokens, i: int) -> bool:
    """Does token ``i`` look like the verb of a clause?"""
    word = tokens.lower[i]
    if word not in _VERBS and word[-2:] != "ed":
        return False  # most words are no verb in any reading
    if tokens.word[i][0].isupper() and _in_name(tokens, i):
        return False
    if word in lx.FINITE:
        return True
    form = _TABLE.get(word)
    if form is not None:
        if form.tense == "past":
            return i == 0 or tokens.lower[i - 1] not in lx.DETERMINERS
        noun = word in _NOUNS_S or (i and tokens.lower[i - 1] in lx.DETERMINERS)
        return form.tense == "s" and not noun  # "one of the states"
    return _is_past(word) and not _attributive(tokens, i)


def _in_name(tokens: Tokens, i: int) -> bool:
    """Is a capital no sentence's start, or a name's ("Associated Press reported")?"""
    if i and tokens.sentence[i] == tokens.sentence[i - 1]:
        return True
    return i + 1 < len(tokens) and tokens.capital(i + 1) and tokens.lower[i].endswith("ed")


def _is_past(word: str) -> bool:
    return len(word) > 3 and word.endswith("ed") and word not in _NOT_VERBS_ED and "-" not in word


def _attributive(tokens: Tokens, i: int) -> bool:
    """A participle behind a determiner or before *by* is no finite verb."""
    before = tokens.lower[i - 1] if i else ""
    follows = tokens.lower[i + 1] if i + 1 < len(tokens) else ""
    if before in DOCUMENTS and tokens.lower[i] in _ISSUED and follows in lx.PREPOSITIONS:
        return True  # "a study published in …"
    if before in ("this", "that", "these") and follows in ("the", "a", "an"):
        return False  # "This included the …"
    if before in lx.DETERMINERS or before.endswith("'s"):
        return True
    return follows == "by"


def has_finite(tokens: Tokens, first: int, last: int) -> bool:
    """Is there a finite verb outside quotation marks in ``[first, last)``?"""
    lower, quote = tokens.lower, tokens.quote
    for i in range(first, last):
        verbal = lower[i] in _VERBS or lower[i][-2:] == "ed"
        if verbal and quote[i] < 0 and is_finite(tokens, i):
            return True
    return False


def starts_phrase(tokens: Tokens, i: int) -> bool:
    """Could a noun phrase begin at token ``i``?"""
    word = tokens.lower[i]
    if word in lx.DETERMINERS or word in lx.SUBJECT_PRONOUNS or word in lx.CONTRACTED:
        return True
    if word in lx.PREPOSITIONS or word in lx.SUBORDINATORS or word in lx.CONJUNCTIONS:
        return False
    return tokens.capital(i) and word not in lx.TIME_WORDS


def left_edge(tokens: Tokens, i: int, first: int) -> int:
    """The hard boundary left of token ``i``: nothing before it belongs to the subject that ends at ``i``."""
    at = before_parenthesis(tokens, i, first)
    floor = max(first, i - MAX_PHRASE)
    lower, quote = tokens.lower, tokens.quote
    while at > floor:
        before = at - 1
        if quote[before] < 0 and lower[before] not in _EDGES:  # most words are no boundary
            at = before
            continue
        across = _across(tokens, before, first)
        if across is None:
            break
        at = across
    return at


def _across(tokens: Tokens, i: int, first: int) -> int | None:
    """Left of what stands at ``i`` and is no boundary after all; None where it is one."""
    word = tokens.lower[i]
    if word == ")":
        opened = _opening(tokens, i, first)
        return opened if opened < i else None
    if tokens.closes_quote(i):
        return _quoted_name(tokens, i, first)
    if tokens.opens_quote(i) or word in _DASHES or word in ("!", "?", "..."):
        return None
    if word in lx.SUBORDINATORS:
        return i if _points(tokens, i, first) else None
    return None if _ends(tokens, i) else i


_EDGES = _DASHES | lx.SUBORDINATORS | frozenset(("!", "?", "...", ".", ")"))


def _quoted_name(tokens: Tokens, i: int, first: int) -> int | None:
    """Where the quotation that closes at ``i`` opened, if it only names ("the “History” section")."""
    opened = tokens.inside[tokens.quote[i]][0]
    named = opened > first and i - opened <= 5 and tokens.lower[opened - 1] in lx.DETERMINERS
    return opened if named else None


def _points(tokens: Tokens, i: int, first: int) -> bool:
    """Is the word at ``i`` the *that* of "those who made that change", the object of a relative's verb?"""
    if tokens.lower[i] != "that" or i - 2 < first or not is_finite(tokens, i - 1):
        return False
    return tokens.lower[i - 2] == "who"


def _opening(tokens: Tokens, closing: int, first: int) -> int:
    """Where the short parenthesis that closes at ``closing`` opens; ``closing`` where it is none."""
    for i in range(closing - 1, max(first, closing - 8), -1):
        if tokens.word[i] == "(":
            return i if tokens.capital(i + 1) else closing
    return closing


def _ends(tokens: Tokens, i: int) -> bool:
    """Is token ``i`` a stop that ends a sentence, not the "Mr." or "R-Ky.," of one that goes on?"""
    if tokens.word[i] != ".":
        return False
    goes_on = i + 1 < len(tokens) and tokens.sentence[i + 1] == tokens.sentence[i]
    return not goes_on or tokens.quote[i] >= 0


def before_parenthesis(tokens: Tokens, i: int, first: int) -> int:
    """Left of a short parenthesis that closes right before ``i`` ("Jane Roe (D-Ohio) said"); else ``i``."""
    opener = _OPENER.get(tokens.word[i - 1]) if i - 1 > first else None
    if opener is None:
        return i
    for at in range(i - 2, max(first, i - 14), -1):
        if tokens.word[at] == opener:
            return at
    return i


def past_parenthesis(tokens: Tokens, i: int, last: int) -> int:
    """Right of a short parenthesis that opens at ``i``; else ``i``."""
    if i < last and tokens.word[i] == "(":
        for at in range(i + 1, min(last, i + 8)):
            if tokens.word[at] == ")":
                return at + 1
    return i


_OPENER = {")": "(", "—": "—", "–": "–", "―": "―", "--": "--"}


def segments(tokens: Tokens, first: int, last: int) -> list[tuple[int, int]]:
    """``[first, last)`` divided at its commas; the commas themselves are left out."""
    out, at = [], first
    for i in range(first, last):
        if tokens.word[i] == ",":
            out.append((at, i))
            at = i + 1
    out.append((at, last))
    return out


def phrase_right(tokens: Tokens, first: int, last: int) -> int:
    """The end of the noun phrase that begins at ``first``, before ``last``; ``first`` if none does."""
    i = first
    if i < last and tokens.lower[i] in lx.SUBJECT_PRONOUNS:
        return i + 1
    limit = min(last, first + MAX_PHRASE)
    while i < limit and not _stops_phrase(tokens, i, first):
        i += 1
    while i > first and tokens.lower[i - 1] in _LOOSE:
        i -= 1
    return i


def _stops_phrase(tokens: Tokens, i: int, first: int) -> bool:
    word = tokens.lower[i]
    if word == "." and _abbreviates(tokens, i, first):
        return False
    if tokens.quote[i] >= 0 or word in ",.!?" or word in _DASHES or word in lx.SUBORDINATORS:
        return True
    if i > first and (word in lx.TIME_WORDS or word in lx.ADVERBS or word in lx.SUBJECT_PRONOUNS):
        return True
    if word in lx.PREPOSITIONS and word not in _INNER:
        if word in ("by", "from") and _written_by(tokens, i, first):
            return False
        if word == "in" and _issued_in(tokens, i, first):
            return False
        if word == "to" and i + 1 < len(tokens) and tokens.lower[i + 1] in ("have", "be"):
            return True
        return not (word in ("in", "on", "with", "to") and _restricts(tokens, i, first))
    return word == "who" or (is_finite(tokens, i) and not _issued_in(tokens, i + 1, first))


_ISSUED = wordset(
    "released issued published posted written signed made sent seen obtained reviewed acquired leaked"
)


def _issued_in(tokens: Tokens, i: int, first: int) -> bool:
    """As in "a study put out in 2017 by": the year stands between."""
    after = tokens.lower[i + 1 : i + 3]
    issued = i - 1 > first and tokens.lower[i - 1] in _ISSUED
    return issued and len(after) == 2 and after[0].isdigit() and after[1] == "by"


def _written_by(tokens: Tokens, i: int, first: int) -> bool:
    """As in "a statement by", "a memo released by": the author belongs to the phrase."""
    if i - 3 > first and tokens.word[i - 1].isdigit() and tokens.lower[i - 2] == "in":
        i -= 2
    before = i - 1 - (i - 2 >= first and tokens.lower[i - 1] in _ISSUED)
    return before >= first and tokens.lower[before] in DOCUMENTS


def _abbreviates(tokens: Tokens, i: int, first: int) -> bool:
    """Is the stop at ``i`` that of a title or initial ("Sen. Jane Roe", "Jane R. Roe")?"""
    if i == first or i + 1 >= len(tokens) or tokens.sentence[i + 1] != tokens.sentence[i]:
        return False
    initial = len(tokens.word[i - 1]) == 1 and i - 2 >= first and tokens.capital(i - 2)
    initial = initial or "." in tokens.word[i - 1]  # "the B.C. Coroners Service"
    return tokens.capital(i + 1) and (initial or tokens.lower[i - 1] in _TITLES)


_TITLES = wordset("sen rep gov gen col lt capt sgt maj adm mr mrs ms dr prof rev hon supt insp")
_RESTRICTED = wordset(
    "officials authorities sources outlets residents people police representative ambassador expert "
    "adviser witnesses report reports article dispatch story media troops leaders reporters movement office familiar close according"
)


def _restricts(tokens: Tokens, i: int, first: int) -> bool:
    """Does the preposition at ``i`` narrow the noun before it ("officials in Kyiv") ?"""
    return (
        i > first
        and tokens.lower[i - 1] in _RESTRICTED
        and i + 1 < len(tokens)
        and (tokens.lower[i + 1] not in lx.TIME_WORDS)
    )


def apposition_right(tokens: Tokens, end: int, last: int) -> int:
    """The end of ", a spokesman for the port" behind a name that ends at ``end``; ``end`` if there is none."""
    if end >= last - 1 or tokens.word[end] != ",":
        return end
    begins = tokens.lower[end + 1]
    if tokens.lower[end - 1] in DOCUMENTS and (tokens.capital(end + 1) or begins.isdigit()):
        return end  # "according to reports, Roe …"
    if begins in lx.SUBJECT_PRONOUNS or not (
        begins in lx.DETERMINERS or begins.isalpha() or begins.isdigit()
    ):
        return end
    if begins in _NO_APPOSITION or begins.endswith("ing"):
        return end
    stop = end + 1
    while (
        stop < min(last, end + 16) and tokens.word[stop] not in ",.;:!?" and tokens.quote[stop] < 0
    ):
        if is_finite(tokens, stop):
            return end
        stop += 1
    closed = stop >= last or tokens.word[stop] in ",.;!?"
    return stop if closed else end


_LEADING = wordset("however meanwhile moreover furthermore nevertheless nonetheless instead still")


def skip_leading(tokens: Tokens, first: int, last: int) -> int:
    """Past "But", "However," and the like at the start of a clause."""
    i = first
    while i < last and (
        tokens.lower[i] in lx.CONJUNCTIONS or tokens.lower[i] in _LEADING or tokens.word[i] == ","
    ):
        i += 1
    return i if i < last else first


def is_adverbial(tokens: Tokens, first: int, last: int) -> bool:
    """Is the segment an adverbial ("On Friday", "Last month", "Speaking to reporters") and no subject?"""
    word = tokens.lower[first]
    if (
        word in lx.PREPOSITIONS
        or word in lx.ADVERBS
        or word in lx.TIME_WORDS
        or word in lx.SUBORDINATORS
    ):
        return True
    if word in ("last", "next", "this", "late", "early") and first + 1 < last:
        return tokens.lower[first + 1] in lx.TIME_WORDS
    return word.endswith(("ing", "ly")) or (last - first == 1 and word in _LEADING)
