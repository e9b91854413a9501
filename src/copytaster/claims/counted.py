"""What a count is of: killed, injured, missing, …, told by the words around the number."""

from __future__ import annotations

from dataclasses import dataclass

from copytaster.attribution import lexicon as lx
from copytaster.attribution.phrases import has_finite
from copytaster.attribution.tokens import Tokens
from copytaster.claims.numbers import Count, may_count
from copytaster.words import wordset


def _table(rows: dict[str, str]) -> dict[str, str]:
    return {word: what for what, words in rows.items() for word in words.split()}


# Behind the number: what is said of those counted ("12 people were killed").
_SAID = _table(
    {
        "killed": "killed dead died dies perished drowned deaths fatalities slain lives",
        "injured": "injured wounded hurt injuries maimed",
        "hospitalised": "hospitalised hospitalized hospital hospitals",
        "infected": "infected infections",
        "arrested": "arrested detained arrests detentions",
        "missing": "missing unaccounted",
        "evacuated": "evacuated displaced evacuees",
        "rescued": "rescued saved",
        "jailed": "jailed imprisoned",
        "recovered": "recovered",
    }
)
# Who they are; weaker, for "12 passengers died" counts the dead.
_CALLED = _table(
    {
        "aboard": "aboard on-board passengers",
        "survivors": "survivors survivor survived",
        "crew": "crew crewmen crewmembers",
    }
)
# Before the number: what was done to those counted ("killing 12").
_DONE = _table(
    {
        "killed": "kill kills killed killing killings",
        "injured": "injure injures injured injuring wound wounds wounded wounding hurt hurts hurting",
        "hospitalised": "hospitalised hospitalized hospitalising hospitalizing",
        "infected": "infect infects infected infecting",
        "arrested": "arrest arrests arrested arresting detain detains detained detaining",
        "evacuated": "evacuate evacuates evacuated evacuating displaced displacing",
        "rescued": "rescue rescues rescued rescuing saved saving",
        "jailed": "jail jails jailed jailing imprisoned imprisoning",
        "aboard": "carrying",
    }
)
# "The death toll rose to 31", "the number of injured stands at 40".
_TOLLS = _table(
    {
        "killed": "toll dead deaths fatalities killed",
        "injured": "injured wounded injuries",
        "infected": "infections infected cases",
        "missing": "missing",
        "evacuated": "evacuated displaced evacuees",
        "arrested": "arrests detained",
        "survivors": "survivors",
    }
)
_REACHED = wordset(
    "to at of reached hit passed topped exceeded surpassed was is stands stood now past beyond"
)
_EARLIER = wordset("earlier previous initial prior preliminary former from last capacity")
_ILLNESS = wordset("infected infection infections virus outbreak disease epidemic pandemic covid covid-19 cholera measles "
    "fever flu influenza ebola patients vaccine")  # fmt: skip
# Things that are counted in the same words as people are.
_THINGS = wordset("thirds third quarters quarter fifths towers churches bridges temples paintings boats boat ships ship vessels vessel aircraft planes plane helicopters vehicles cars buses trucks houses "
    "homes buildings animals dogs cats cattle cows sheep horses birds fish trees villages towns settlements schools shops "
    "businesses weapons mines files documents drones tanks missiles rockets projects jobs days day hours hour minutes "
    "months month weeks week years year metres meters kilometres kilometers km miles percent per times points votes "
    "goals euros dollars pounds crowns rupees rights laws acres hectares tonnes tons degrees")  # fmt: skip
_MODALS = wordset(
    "could would might may can should will capacity room seats licensed able if unless"
)
_STOPS = wordset("but when as after while that which where because before since until although though than "
    "if unless whether what why how said says say by said, including")  # fmt: skip
_HELPING = wordset("were was are is have has had been being be who reported reportedly also still feared confirmed remained "
    "remain so far believed declared left presumed found listed")  # fmt: skip
_CARRIED = wordset(
    "taken sent rushed brought admitted treated transferred moved in remained remain"
)
_CARRYING = wordset("carrying carried with were was had has have all")
_FORMS = lx.forms()
_UNSURE = wordset("suspected possible probable potential unconfirmed")
_WITH_NOUN = wordset("other others more further additional another people persons civilians men women children soldiers "
    "troops")  # fmt: skip
_REACH = 11


@dataclass(frozen=True, slots=True)
class Counted:
    """``what`` a count is of, and the tokens ``[first, last)`` that say so, the count among them."""

    what: str
    first: int
    last: int


def counted(tokens: Tokens, count: Count, first: int, last: int, ill: bool) -> Counted | None:
    """What ``count`` counts in the sentence ``[first, last)``; None where it is not of people.

    ``ill`` says that the copy is about a disease, where "cases" are people.
    """
    if _is_thing(tokens, count, last) or _only_possible(tokens, count, first):
        return None
    if tokens.lower[max(first, count.first - 2) : count.first] == ["of", "the"]:
        return _who(tokens, count, last)  # what happened, happened to some of them
    return (
        _done_to(tokens, count, first)
        or _toll(tokens, count, first)
        or _said_of(tokens, count, last, ill)
    )


def half_told(tokens: Tokens, before: Count, count: Count) -> bool:
    """Are the two counts parts of one sum: "five soldiers and three civilians"?"""
    joint = count.first - 1
    between = tokens.lower[before.last : joint]
    return (
        0 < joint - before.last <= 4
        and tokens.lower[joint] == "and"
        and all(w[0].isalpha() for w in between)
        and not has_finite(tokens, before.last, joint)
    )


def trails(tokens: Tokens, count: Count, last: int) -> bool:
    """Is nothing told of those counted in the next words, so that the words before tell it?"""
    near = min(last, count.last + 4)
    return not _is_thing(tokens, count, last) and not has_finite(tokens, count.last, near)


def about_illness(tokens: Tokens) -> bool:
    """Is the copy about a disease?"""
    return not _ILLNESS.isdisjoint(tokens.lower)


def _is_thing(tokens: Tokens, count: Count, last: int) -> bool:
    near = tokens.lower[count.last : min(last, count.last + 2)]
    if near and (near[0] in ("%", "-", "/", "°", "(") or near[0] in _THINGS):
        return True
    return len(near) == 2 and near[1] in _THINGS and near[0] not in ("in", "and")


def _only_possible(tokens: Tokens, count: Count, first: int) -> bool:
    """Is it what could be, or what there is room for?"""
    if "capacity" in tokens.lower[max(first, count.first - 12) : count.first]:
        return True
    return not _MODALS.isdisjoint(tokens.lower[max(first, count.first - 4) : count.first])


def _done_to(tokens: Tokens, count: Count, first: int) -> Counted | None:
    verb = count.first - 1
    while verb > first and tokens.lower[verb] in (
        "another",
        "a",
        "further",
        "additional",
        "of",
        "the",
        "all",
    ):
        verb -= 1
    if verb < first or tokens.quote[verb] != tokens.quote[count.number]:
        return None
    word = tokens.lower[verb]
    what = _DONE.get(word)
    if word == "lives" and tokens.lower[verb - 2 : verb] and tokens.lower[verb - 2] in _TAKEN:
        what = "killed"
    elif tokens.lower[verb + 1] == "of":
        what = {"deaths": "killed", "death": "killed", "arrest": "arrested", "arrests": "arrested", "killing": "killed"}.get(word)  # fmt: skip
    if what is None or (verb > first and tokens.lower[verb - 1] in ("were", "was", "been", "are")):
        return None
    return Counted(what, verb, _with_noun(tokens, count.last))


def _with_noun(tokens: Tokens, at: int) -> int:
    """Past "other people", "more soldiers" right behind a number."""
    sentence = tokens.bounds[tokens.sentence[at - 1]][1]
    end = at
    while end < min(sentence, at + 3) and tokens.lower[end] in _WITH_NOUN:
        end += 1
    return end


def _toll(tokens: Tokens, count: Count, first: int) -> Counted | None:
    if count.first == first or tokens.lower[count.first - 1] not in _REACHED:
        return None
    for i in range(count.first - 1, max(first, count.first - 14) - 1, -1):
        word = tokens.lower[i]
        if word in (";", ":") or (word in _SAID and word not in _TOLLS):
            return None
        if word in _TOLLS and _heads_toll(tokens, i, first):
            before = tokens.lower[max(first, i - 5) : i]
            if not _EARLIER.isdisjoint(before) or tokens.lower[count.first - 1] == "from":
                return None
            return Counted(_TOLLS[word], _toll_start(tokens, i, first), count.last)
    return None


def _toll_start(tokens: Tokens, i: int, first: int) -> int:
    """ "Death toll" and "number of dead" begin before the word that tells."""
    for at in range(i - 1, max(first, i - 4) - 1, -1):
        if tokens.lower[at] in ("death", "number"):
            return at
    return i


def _heads_toll(tokens: Tokens, i: int, first: int) -> bool:
    """Is it a toll, or does "number of" stand before it?"""
    if tokens.lower[i] == "toll":
        return tokens.lower[max(first, i - 1)] not in ("injury", "casualty", "road", "bridge")
    return "number" in tokens.lower[max(first, i - 4) : i]


def _said_of(tokens: Tokens, count: Count, last: int, ill: bool) -> Counted | None:
    weak: Counted | None = None
    i, aside, partitive = count.last, False, False
    stop = min(last, count.last + _REACH)
    while i < stop:
        word = tokens.lower[i]
        if word == "," and not aside and _is_aside(tokens, i, last):
            i, aside = _past_aside(tokens, i, last), True
            stop = min(last, i + 6)
            continue
        if _ends(tokens, i, count):
            break
        if word == "of" and i == count.last:
            partitive = True
        elif _SAID.get(word) and not _in_partitive(tokens, i, partitive, count):
            return _strong(tokens, i, count, _SAID[word]) or weak
        elif word in ("cases", "case") and ill and _UNSURE.isdisjoint(tokens.lower[count.last : i]):
            return Counted("infected", count.first, i + 1)
        elif not partitive or i > count.last + 2 or tokens.lower[count.last + 1] == "them":
            weak = weak or _weak(tokens, i, count)
        i += 1
    return weak


def _who(tokens: Tokens, count: Count, last: int) -> Counted | None:
    """Those counted, whatever befell part of them: "six of the 16 on board died"."""
    for i in range(count.last, min(last, count.last + 3)):
        found = _weak(tokens, i, count)
        if found is not None:
            return found
    return None


def _strong(tokens: Tokens, i: int, count: Count, what: str) -> Counted | None:
    between = tokens.lower[count.last : i]
    word = tokens.lower[i]
    if between[:1] == ["of"] and count.value == 1:
        return None  # "one of them was hurt" counts one among others
    if not _MODALS.isdisjoint(between) or "not" in between or "never" in between:
        return None
    if word in ("hospital", "hospitals") and _CARRIED.isdisjoint(between):
        return None
    if word == "lives" and (count.first == 0 or tokens.lower[count.first - 1] not in _TAKEN):
        return None
    if word in ("recovered", "saved") and "bodies" in between:
        what = "bodies recovered"
    return Counted(what, count.first, i + 1)


_TAKEN = wordset("claimed claiming claims took taking takes cost costing")


def _weak(tokens: Tokens, i: int, count: Count) -> Counted | None:
    word = tokens.lower[i]
    pair = tokens.lower[i : i + 3]
    if pair[:2] == ["on", "board"]:
        return Counted("aboard", count.first, i + 2)
    if pair[:1] == ["lost"] and pair[-1] in ("lives", "life"):
        return Counted("killed", count.first, i + 3)
    if pair[:2] == ["tested", "positive"]:
        return Counted("infected", count.first, i + 2)
    what = _CALLED.get(word)
    if what is None or (word == "passengers" and not _carried(tokens, count)):
        return None
    if _speaks(tokens, i):
        return None
    end = i + 2 if pair[1:2] in (["members"], ["member"]) else i + 1
    return Counted(what, count.first, end)


def _carried(tokens: Tokens, count: Count) -> bool:
    """Are these all that were on it, not a few that somebody met?"""
    return count.first > 0 and tokens.lower[count.first - 1] in _CARRYING


def _speaks(tokens: Tokens, i: int) -> bool:
    """Is what follows told by them ("two survivors said"), and not of them?"""
    after = i + 2 if tokens.lower[i + 1 : i + 2] in (["members"], ["member"]) else i + 1
    return (
        after < len(tokens)
        and tokens.sentence[after] == tokens.sentence[i]
        and tokens.lower[after] in _FORMS
    )


def _ends(tokens: Tokens, i: int, count: Count) -> bool:
    """Does the clause of the count end at token ``i``?"""
    word = tokens.lower[i]
    if not word[0].isalnum() or tokens.quote[i] != tokens.quote[count.number] or word in _STOPS:
        return True
    if word in _THINGS:
        return True
    if word == "who":
        return i + 1 >= len(tokens) or tokens.lower[i + 1] not in _HELPING
    if word == "and":
        return _new_clause(tokens, i)
    return word not in ("a", "an", "one") and may_count(word)


def _new_clause(tokens: Tokens, i: int) -> bool:
    """Does the "and" at ``i`` begin another count or another clause?"""
    if i + 1 >= len(tokens):
        return True
    word = tokens.lower[i + 1]
    return (
        may_count(word)
        or word in _DONE
        or word in ("at", "about", "around", "some", "more", "nearly", "almost", "over", "up", "scores", "dozens")
        or word.endswith(("ed", "ing"))
    )  # fmt: skip


def _in_partitive(tokens: Tokens, i: int, partitive: bool, count: Count) -> bool:
    """In "12 of the injured", "six of the 20 missing" the word says of whom, not what happened."""
    return (
        partitive and i <= count.last + 3 and tokens.lower[i - 1] in ("the", "those", "of", "these")
    )


def _is_aside(tokens: Tokens, comma: int, last: int) -> bool:
    return comma + 1 < last and tokens.lower[comma + 1] in (
        "including", "among", "most", "mostly", "some", "all", "many",
    )  # fmt: skip


def _past_aside(tokens: Tokens, comma: int, last: int) -> int:
    for i in range(comma + 1, min(last, comma + 14)):
        if tokens.word[i] == ",":
            return i + 1
    return comma + 1
