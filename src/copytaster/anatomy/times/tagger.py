"""One pass over the text: where a trigger word stands, the rules are tried in order.

The first rule that matches at a place wins; longer forms come first. A rule
sees the few words around its trigger and no more, so time is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from copytaster.anatomy.calendar import DAYS, MONTHS
from copytaster.anatomy.times import calendar_rules, narrative, relative_rules, span_rules
from copytaster.anatomy.times.grammar import Moment, Resolved, Rule
from copytaster.anatomy.times.narrative import note
from copytaster.anatomy.times.values import NUMBERS, SPELT_DAYS
from copytaster.anatomy.wordset import SmallPrint, hints, present, small_print
from copytaster.model import Time
from copytaster.words import wordset

_CALENDAR, _RELATIVE, _SPANS = calendar_rules.RULES, relative_rules.RULES, span_rules.RULES
# Full dates and clock times first, single words last.
_ORDER: tuple[Rule, ...] = (
    *_CALENDAR[:9],
    *narrative.RULES,
    *_RELATIVE[:6],
    *_SPANS[:3],
    *_RELATIVE[6:7],
    *_CALENDAR[9:13],
    *_SPANS[3:],
    *_RELATIVE[7:],
    *_CALENDAR[13:],
)
_NAMED_GROUP = re.compile(r"\(\?P<\w+>")
_ESCAPED, _LETTERS = re.compile(r"\\."), re.compile(r"([a-z]+)(\?)?")
_BOUNDARY = r"(?<![\w$£€₹.])(?<!\d:)"


def _joined(rules: tuple[Rule, ...]) -> re.Pattern[str]:
    """All rules as one pattern over lower-cased text: it is several times quicker than one that ignores case.

    The empty group behind each rule tells which one matched; one around it would hide the rule's
    first letter from the engine, which skips alternatives by it.
    """
    parts = [f"(?:{_small(_NAMED_GROUP.sub('(?:', r.pattern.pattern))})()" for r in rules]
    return re.compile(_BOUNDARY + "(?:" + "|".join(parts) + ")")


def _small(pattern: str) -> str:
    return re.sub(r"\\.|[A-Z]", lambda m: m[0] if m[0][0] == "\\" else m[0].lower(), pattern)


def _words_of(pattern: str) -> Iterator[str]:
    """The words of a pattern in lower case, with and without a last letter that may be missing."""
    for word, optional in _LETTERS.findall(_ESCAPED.sub(" ", pattern)):
        yield word
        if optional:
            yield word[:-1]


_ANY = _joined(_ORDER)
_TRIGGERS = wordset("""
    today yesterday tomorrow tonight now current currently recent recently lately future past
    present nowadays moment days second seconds minute minutes hour hours day week weeks month
    months year years decade decades century centuries quarter quarters quarterly weekend spring
    summer fall autumn winter daily weekly monthly yearly annually hourly noon nineteen eighteen
    twenty midnight morning afternoon evening night nights period christmas thanksgiving
    independence veterans labor memorial boxing valentine halloween republic
""").union(MONTHS, DAYS, ["may"])
#: Every word a rule can begin with: the rules are tried nowhere else.
_STARTS = _TRIGGERS.union(
    [
        "the",
        "early",
        "late",
        "mid",
        "middle",
        "beginning",
        "start",
        "end",
        "earlier",
        "later",
        "in",
        "last",
        "next",
        "this",
        "that",
        "these",
        "about",
        "almost",
        "nearly",
        "over",
        "more",
        "less",
        "at",
        "around",
        "up",
        "some",
        "only",
        "just",
        "roughly",
        "approximately",
        "another",
        "as",
        "well",
        "several",
        "few",
        "many",
        "coming",
        "previous",
        "first",
        "third",
        "fourth",
        "final",
        "every",
        "each",
        "once",
        "twice",
        "fiscal",
        "new",
        "right",
        "near",
        "on",
    ],
    (re.split("[- ]", word)[0] for word in (*NUMBERS, *SPELT_DAYS)),
)
#: Those that may be a time by themselves.
_ALONE = frozenset(word for word in _STARTS if _ANY.match(word))
#: Every word inside a rule: no other stands behind the first word of a time.
_WITHIN = frozenset(word for r in _ORDER for word in _words_of(_small(r.pattern.pattern)))
# Of lower-cased text; every word that matters is plain ASCII. Split by it, gaps and words take turns.
_WORD = re.compile(r"([a-z]+|[0-9]{1,12})")
_DIGITS = re.compile(r"[0-9]{1,12}")
_TRIGGER_HINTS = hints(" ".join(sorted(_TRIGGERS)))
_YEAR_LENGTH = 4
# Characters either side of a trigger that an expression may take in.
_BEFORE, _BEHIND = 44, 44
_LEADING = ("on ", "in ", "over ")
_PREPOSITION = re.compile(
    r"\b(?:on|in|at|by|since|until|till|during|from|before|after|through|throughout|over|for|within|around|between|of)\s+$"
)


def find_times(
    text: str,
    anchor: date | None,
    skip: tuple[tuple[int, int], ...] = (),
    printed: SmallPrint | None = None,
) -> tuple[Time, ...]:
    """The time expressions of the text, in order and disjoint.

    ``anchor`` is the day the copy was filed, in its own zone; without one,
    relative expressions have no value. ``skip`` are ranges not looked at;
    ``printed`` is the text's `small_print` where that was made before.
    """
    return tuple(_found(text, anchor, skip, printed or small_print(text)))


def _found(
    text: str, anchor: date | None, skip: tuple[tuple[int, int], ...], printed: SmallPrint
) -> Iterator[Time]:
    small, words = printed
    named: dict[str, str] = {}
    for low, last, high in _windows(small, words, skip):
        for match in _matches(small, low, last, high):
            rule = _ORDER[(match.lastindex or 1) - 1]
            exact = rule.pattern.match(text, match.start(), high)
            if exact is None:
                continue
            moment = Moment(text, small, exact.start(), exact.end(), anchor, named)
            resolved = _resolve(rule, exact, moment)
            if resolved is not None:
                note(named, moment, resolved[1])
                yield _time(text, small, exact.start(), exact.end(), resolved)


def _matches(small: str, low: int, last: int, high: int) -> Iterator[re.Match[str]]:
    at, free, last = low, low, min(last, high)
    parts: list[str] = _WORD.split(small[low:last])
    beyond = _WORD.search(small, last, high)
    behind = [*parts[3::2], beyond.group() if beyond else ""]
    for gap, word, following in zip(
        parts[::2], parts[1::2], behind, strict=False
    ):  # a gap ends them
        at += len(gap)
        if (
            (word < "a" or word in _STARTS)  # digits sort below letters
            and at >= free
            and _goes_on(word, following)
            and (match := _ANY.match(small, at, high))
        ):
            yield match
            free = match.end()
        at += len(word)


def _goes_on(word: str, following: str) -> bool:
    """Whether a time that begins with the word or number may be all of it, or go on with the next."""
    if following in _WITHIN or following < "a" or word in _ALONE:
        return True
    return word < "a" and len(word) == _YEAR_LENGTH


def _resolve(rule: Rule, match: re.Match[str], moment: Moment) -> Resolved:
    try:
        return rule.resolve(match, moment)
    except LookupError:
        return rule.kind, None
    except (OverflowError, ValueError):
        return None  # off the calendar


def _time(text: str, small: str, start: int, end: int, resolved: tuple[str, str | None]) -> Time:
    kind, value = resolved
    if small.startswith(_LEADING, start, end):
        start = small.index(" ", start) + 1
    if text[end - 1] in ".," and not small.endswith(".m.", start, end):
        end -= 1
    before = _PREPOSITION.search(small[max(0, start - 14) : start])
    begin = start - (len(before.group()) if before else 0)
    return Time(start, end, text[start:end], value, kind, text[begin:end])


def _windows(
    small: str, words: frozenset[bytes], skip: tuple[tuple[int, int], ...]
) -> Iterator[tuple[int, int, int]]:
    """Ranges around trigger words, joined where they touch, less what is skipped.

    As (start, end of the last trigger, end): nothing begins behind its trigger.
    """
    low, last, high = 0, -1, -1
    for begin, end in _triggers(small, words):
        if begin - _BEFORE > high:
            if high > low:
                yield from _less(low, last, _word_end(small, high), skip)
            low = _word_start(small, begin - _BEFORE)
        last, high = end, end + _BEHIND
    if high > low:
        yield from _less(low, last, _word_end(small, high), skip)


def _triggers(small: str, words: frozenset[bytes]) -> list[tuple[int, int]]:
    """Where trigger words and numbers stand, in order; few of them are in any one text."""
    found = [match.span() for match in _DIGITS.finditer(small)]
    for word in present(_TRIGGER_HINTS, words):
        found += _standing(small, word)
    found.sort()
    return found


def _standing(small: str, word: str) -> Iterator[tuple[int, int]]:
    """Where the word stands with no ASCII letter beside it."""
    at = small.find(word)
    while at >= 0:
        end = at + len(word)
        if not (_is_letter(small[at - 1 : at]) or _is_letter(small[end : end + 1])):
            yield at, end
        at = small.find(word, end)


def _is_letter(character: str) -> bool:
    return "a" <= character <= "z"


def _word_start(text: str, at: int) -> int:
    if at <= 0:
        return 0
    space = text.rfind(" ", max(0, at - 40), at)
    return space + 1 if space >= 0 or at <= 40 else at


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.find(" ", at, at + 40)
    return space if space >= 0 else at


def _less(
    low: int, last: int, high: int, skip: tuple[tuple[int, int], ...]
) -> Iterator[tuple[int, int, int]]:
    for start, end in skip:
        if end <= low:
            continue
        if start >= high:
            break
        if start > low:
            yield low, last, start
        low = max(low, end)
    if low < high:
        yield low, last, high
