"""The content behind a cue: *that*, a quotation, a clause, a noun phrase or an infinitive."""

from __future__ import annotations

from copytaster.attribution import lexicon as lx
from copytaster.attribution.cues import asks_to_do
from copytaster.attribution.media import is_media
from copytaster.attribution.phrases import has_finite, is_finite, starts_phrase
from copytaster.attribution.quotations import AHEAD, EDGE, Content, content_from, trails
from copytaster.attribution.sources import Clause
from copytaster.attribution.tokens import Tokens
from copytaster.words import wordset


def complement(tokens: Tokens, clause: Clause, limit: int) -> Content | None:
    """The content behind the cue: *that*, a quotation, a clause, a noun phrase or an infinitive."""
    at, flags = clause.cue.last, clause.cue.verb.flags
    while at < limit and (tokens.lower[at] in lx.ADVERBS and tokens.lower[at] not in lx.TIME_WORDS):
        at += 1
    start = marked_start(tokens, at, limit, flags) or _behind_colon(tokens, at, limit)
    if start is not None:
        return _up_to_venue(tokens, clause, start, limit)
    if at >= limit or tokens.word[at] in EDGE:
        return None
    to_do = (tokens.lower[at] == "to" and "i" in flags) or (
        "o" in flags and asks_to_do(tokens, at, limit)
    )
    if to_do:
        return content_from(tokens, at, limit, ())
    # Behind a colon what is said follows as a paragraph of its own.
    return None if tokens.word[limit - 1] == ":" else _unmarked(tokens, clause, at, limit)


def _unmarked(tokens: Tokens, clause: Clause, at: int, limit: int) -> Content | None:
    """The content that neither *that* nor a mark nor *to* announces."""
    flags = clause.cue.verb.flags
    if flags & {"w", "q"}:
        return None
    if "a" in flags:
        return _characterised(tokens, at, limit, clause)
    start = _unmarked_start(tokens, at, limit, flags)
    if start is None or not _can_be_content(tokens, start, limit, flags):
        return None
    if "n" in flags:
        end = _object_end(tokens, start, limit)
        limit = end if "s" not in flags or not has_finite(tokens, start, end) else limit
    return _up_to_venue(tokens, clause, start, limit)


def _up_to_venue(tokens: Tokens, clause: Clause, start: int, limit: int) -> Content | None:
    end = _before_venue(tokens, start, limit)
    return content_from(tokens, start, end, ((clause.cue.last, start), (end, limit)))


def _before_venue(tokens: Tokens, start: int, limit: int) -> int:
    """Where "… in a statement on Thursday" begins at the end of an indirect content: it says where that was said."""
    if tokens.quote[limit - 1] >= 0:
        return limit
    for i in range(limit - 3, max(start, limit - 12), -1):
        if tokens.quote[i] >= 0 or tokens.word[i] in ",;":
            break
        if tokens.lower[i] not in _VENUE or tokens.lower[i + 1] not in lx.DETERMINERS:
            continue
        named = [k for k in range(i + 2, min(limit, i + 5)) if tokens.lower[k] in _SAID_IN]
        if named and (named[0] + 1 >= limit or trails(tokens, named[0] + 1, limit)):
            return i
    return limit


_VENUE = frozenset(("in", "at", "during", "via", "on", "through"))
_SAID_IN = wordset("""
    statement interview speech post tweet letter email e-mail briefing message memo release
""")


def _behind_colon(tokens: Tokens, at: int, limit: int) -> int | None:
    """As in "praised Roe on Telegram: “…”": a verb that takes no clause, and the words themselves."""
    for i in range(at, min(limit - 1, at + AHEAD)):
        if tokens.word[i] == ":" and tokens.opens_quote(i + 1):
            return i + 1
        if tokens.quote[i] >= 0 or is_finite(tokens, i):
            return None
    return None


def _object_end(tokens: Tokens, start: int, limit: int) -> int:
    """A noun phrase as content ends before ", doing …", ", with …", a relative clause and its closing time."""
    limit = _before_time(tokens, start, limit)
    for i in range(start + 2, limit):
        if tokens.quote[i] >= 0:
            continue
        if tokens.lower[i] == "which" and tokens.word[i - 1] != ",":
            return i
        if tokens.lower[i - 1] in lx.CONJUNCTIONS and is_finite(tokens, i):
            return i - 1
        if tokens.word[i - 1] == "," and (
            tokens.lower[i].endswith("ing") or tokens.lower[i] == "with"
        ):
            return i - 1
    return limit


def _before_time(tokens: Tokens, start: int, limit: int) -> int:
    """As in "announced a ban on lorries on Thursday(, with …)": the day is the announcement's."""
    end = limit
    for i in range(start + 2, limit - 1):
        if tokens.word[i] == "," and tokens.quote[i] < 0:
            end = i
            break
    while end > start + 1 and tokens.word[end - 1] in EDGE and tokens.quote[end - 1] < 0:
        end -= 1
    days = end - 1
    if days - 1 <= start or tokens.lower[days] not in _DAYS or tokens.lower[days - 1] != "on":
        return limit
    return days - 1


def marked_start(tokens: Tokens, at: int, limit: int, flags: frozenset[str]) -> int | None:
    """Where the content begins that *that*, a colon or a quotation mark announces."""
    if "s" not in flags and "w" not in flags and "q" not in flags:
        return None
    for i in range(at, min(limit, at + AHEAD)):
        word = tokens.lower[i]
        if word in _QUESTIONS and "h" in flags:
            return i
        if word == "that" and not (i > at and _relative(tokens, i)):
            return i + 1
        if tokens.opens_quote(i):
            return i if _quote_is_content(tokens, i, at, flags) else None
        if word == ":" and i + 1 < limit:
            return i + 1
        if word in (".", ";") or (is_finite(tokens, i) and not _reduced(tokens, i, at)):
            return None
    return None


_DAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
_QUESTIONS = frozenset(("how", "why", "whether", "what", "if", "where", "when", "who"))


def _relative(tokens: Tokens, i: int) -> bool:
    """Does the *that* at ``i`` belong to the noun before it ("the raid that killed him", "in that")?"""
    if tokens.lower[i - 1] in lx.PREPOSITIONS:
        return True
    return i + 1 < len(tokens) and is_finite(tokens, i + 1)


def _reduced(tokens: Tokens, i: int, at: int) -> bool:
    """A participle in an adjunct: "in a letter posted on X that"."""
    if tokens.lower[i] in lx.AUXILIARIES or tokens.lower[i - 1] in lx.CONJUNCTIONS:
        return False
    return i > at and i + 1 < len(tokens) and tokens.lower[i + 1] in lx.PREPOSITIONS


def _quote_is_content(tokens: Tokens, i: int, at: int, flags: frozenset[str]) -> bool:
    if i == at or tokens.word[i - 1] in ",:—–-":
        return True
    begins = tokens.lower[at]
    if "o" in flags and begins not in lx.PREPOSITIONS:
        return not any(starts_phrase(tokens, k) and not tokens.capital(k) for k in range(at + 1, i))
    adjunct = begins in lx.PREPOSITIONS or begins in lx.TIME_WORDS
    # 'in the "worst" year' is the adjunct's own quotation, 'on Monday "we …' is not.
    return adjunct and tokens.lower[i - 1] not in lx.DETERMINERS | lx.PREPOSITIONS


def _characterised(tokens: Tokens, at: int, limit: int, clause: Clause) -> Content | None:
    """As in "described it as …", "called it “…”": the object with what it is called."""
    if clause.cue.last - clause.cue.first > 1 and "as" not in tokens.lower[at:limit]:
        if clause.cue.verb.lemma != "call":
            return None
        end = _before_venue(tokens, at, limit)
        return content_from(tokens, at, end, ((end, limit),))
    if tokens.opens_quote(at) and tokens.lower[clause.first - 1] == "what" and clause.first:
        return content_from(tokens, at, tokens.inside[tokens.quote[at]][1], ())
    stop = min(limit, at + AHEAD)
    if clause.cue.verb.lemma == "call":
        named = _called_something(tokens, at, stop)
    else:
        named = "as" in tokens.lower[at:stop]
    quoted = any(tokens.quote[i] >= 0 for i in range(at, stop))
    if not named and not quoted:
        return None
    end = _before_venue(tokens, at, limit)
    return content_from(tokens, at, end, ((end, limit),))


def _called_something(tokens: Tokens, at: int, stop: int) -> bool:
    """As in "called her vote a mistake", "called it the worst storm": a second noun phrase behind the object."""
    for i in range(at + 1, min(stop - 1, at + 14)):
        if tokens.word[i] in ",.;:" or is_finite(tokens, i):
            return False
        if tokens.lower[i] in ("a", "an", "the"):
            bare = tokens.lower[i - 1] in lx.PREPOSITIONS | lx.CONJUNCTIONS | lx.DETERMINERS
            if not bare:
                return tokens.lower[i + 1] not in lx.TIME_WORDS | _SPANS
    return False


_SPANS = frozenset(
    ("few", "day", "hour", "minute", "couple", "decade", "moment", "second", "next", "first")
)


def _unmarked_start(tokens: Tokens, at: int, limit: int, flags: frozenset[str]) -> int | None:
    """Where a bare clause or noun phrase begins, behind addressee and adjunct."""
    word = tokens.lower[at]
    if "o" in flags and "i" not in flags:
        return _past_addressee(tokens, at, limit)
    if word in lx.TIME_WORDS:
        return _past_time(tokens, at, limit)
    if word in (
        "on",
        "in",
        "at",
        "to",
        "during",
        "via",
        "by",
        "from",
        "after",
        "through",
        "last",
        "earlier",
    ):
        return _past_adjunct(tokens, at, limit)
    return at


def _past_time(tokens: Tokens, at: int, limit: int) -> int | None:
    while at < limit and (
        tokens.lower[at] in lx.TIME_WORDS or tokens.word[at] == "," or tokens.word[at].isdigit()
    ):
        at += 1
    return at if at < limit else None


def _past_adjunct(tokens: Tokens, at: int, limit: int) -> int | None:
    for i in range(at + 1, min(limit, at + 20)):
        if tokens.word[i] == ",":
            return i + 1 if i + 2 < limit else None
        if tokens.lower[i] in lx.TIME_WORDS and i + 1 < limit and tokens.word[i + 1] != ",":
            after = _past_time(tokens, i, limit)
            if after is not None and starts_phrase(tokens, after):
                return after
        if is_finite(tokens, i) and not _reduced(tokens, i, at):
            return None
    return None


def _past_addressee(tokens: Tokens, at: int, limit: int) -> int | None:
    if tokens.lower[at] in lx.OBJECT_PRONOUNS:
        return at + 1 if at + 1 < limit else None
    if _medium_alone(tokens, at, limit):
        return at + 1
    for i in range(at + 1, min(limit, at + 14)):
        if tokens.word[i] in ".,;":
            return None
        if _addressed(tokens, at, i) and _clausal(tokens, i, limit):
            return i
        joined = tokens.lower[i - 1] in lx.DETERMINERS or tokens.lower[i - 1] in (
            "of",
            "and",
            "in",
            "at",
            "for",
        )
        same_name = tokens.capital(i) and tokens.capital(i - 1)
        if starts_phrase(tokens, i) and not joined and not same_name and _clausal(tokens, i, limit):
            return i
        if is_finite(tokens, i):  # "warned the river could rise": nobody is addressed
            return at if i > at + 1 else None
    return None


def _addressed(tokens: Tokens, at: int, i: int) -> bool:
    """As in "told reporters today divers had left", "told the Lund Post divers had left": an addressee ends at ``i``."""
    if tokens.lower[i - 1] in lx.TIME_WORDS:
        return True
    if tokens.capital(i) or not tokens.word[i][0].isalnum() or not tokens.capital(i - 1):
        return False
    if tokens.lower[i] in lx.PREPOSITIONS | lx.CONJUNCTIONS | lx.SUBORDINATORS:
        return False
    return all(tokens.capital(k) or tokens.lower[k] == "the" for k in range(at, i))


def _medium_alone(tokens: Tokens, at: int, limit: int) -> bool:
    """As in "told KBX Jane Roe was ill": a medium, then a name that a verb follows."""
    if not (tokens.word[at].isupper() and is_media(tokens.word[at])):
        return False
    end = at + 1
    while end < limit and tokens.capital(end):
        end += 1
    return at + 1 < end < limit and is_finite(tokens, end)


def _clausal(tokens: Tokens, i: int, limit: int) -> bool:
    return has_finite(tokens, i, limit) or any(map(tokens.opens_quote, range(i, limit)))


def _has_verb(tokens: Tokens, first: int, last: int) -> bool:
    """Has the clause its own verb, before any subordinate one's?"""
    if tokens.lower[first] in lx.SUBJECT_PRONOUNS or tokens.quote[first] >= 0:
        return True
    for i in range(first, last):
        if tokens.lower[i] in lx.SUBORDINATORS or tokens.lower[i] in ("who", "which", "that"):
            return False
        if is_finite(tokens, i):
            return True
    return False


def _can_be_content(tokens: Tokens, start: int, limit: int, flags: frozenset[str]) -> bool:
    if limit - start < 1 or tokens.word[start] in EDGE:
        return False
    word = tokens.lower[start]
    if "n" in flags:
        return word not in lx.PREPOSITIONS and word not in lx.CONJUNCTIONS and limit - start >= 2
    if "s" not in flags and "i" not in flags:
        return False
    if "f" in flags and not _has_verb(tokens, start, limit):
        return False
    if word in lx.PREPOSITIONS or word in lx.CONJUNCTIONS:
        return _opens_clause(tokens, start, limit) and has_finite(tokens, start, limit)
    return limit - start >= 2


def _opens_clause(tokens: Tokens, start: int, limit: int) -> bool:
    """As in "in May ships came" and "about 260 people came" are clauses, "about the ship" is a matter."""
    word = tokens.lower[start]
    if word == "about" and start + 1 < limit:
        return tokens.word[start + 1][0].isdigit()
    return word not in ("and", "but", "of", "to", "about", "with")
