"""Counted claims in the copy: how many were killed, injured, missing, evacuated, …

What is counted is normalised to a few words; money and percentages are left
alone. A number must stand beside what it counts, or with people between: a
figure missed is better than a figure made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from copytaster.claims.numbers import NUMBER, QUALIFIER, Amount, amount_of
from copytaster.claims.passages import Passage, passages
from copytaster.claims.voices import speaker_at
from copytaster.model import Figure, Span, Story

_WHAT: tuple[tuple[str, str], ...] = (
    ("killed", r"killed|killing|kills|kill|dead|died|dies|die|deaths?|fatalities|perished|perish|lost\stheir\slives|lives|slain"),
    ("injured", r"injured|injuring|injures|injure|injuries|wounded|wounding|wounds|hurt|hurting"),
    ("missing", r"missing|unaccounted\sfor"),
    ("hospitalised", r"hospitali[sz]ed|hospitali[sz]ing|hospitali[sz]ations|taken\sto\shospital"),
    ("infected", r"infected|infecting|infections?|cases?"),
    ("arrested", r"arrested|arresting|arrests|detained|detaining"),
    ("evacuated", r"evacuated|evacuating|displaced|displacing"),
    ("rescued", r"rescued|rescuing|rescues"),
    ("aboard", r"on[-\s]board|aboard"),
    ("survivors", r"survivors?|survived"),
    ("jailed", r"jailed|jailing|imprisoned"),
    ("crew", r"crew\smembers|crew"),
)  # fmt: skip
_KINDS = tuple((what, re.compile(pattern, re.I)) for what, pattern in _WHAT)

_PEOPLE = (
    r"(?:people|persons?|civilians?|soldiers|officers?|policemen|children|women|men|students|pupils|"
    r"passengers|troops|fighters|militants|insurgents|workers|villagers|residents|others|more|migrants|"
    r"pilgrims|protesters|demonstrators|journalists?|firefighters|miners|tourists|patients|families|"
    r"members|personnel|suspects|refugees|victims|inmates|prisoners|worshippers|hostages|sailors|"
    r"rescuers|survivors|staff|employees|Palestinians|Israelis|Ukrainians|Russians|nationals|citizens)"
)
_GROUP = rf"(?:\s(?:of\s(?:them|whom|the)|[a-z][a-z-]{{1,14}}|[A-Z][a-z]{{2,14}}))?(?:\s[a-z][a-z-]{{1,14}})?\s{_PEOPLE}"
_ASIDE = r"(?:,\s(?:including|among\sthem)[^,.;:\d]{1,60},)?"
_AUXILIARY = (
    r"(?:\s(?:were|was|are|is|have|has|had|been|being|also|reportedly|either|still|remain|remained|"
    r"reported|confirmed|left|got)){0,4}"
)
_QUANTITY = (
    rf"(?:(?P<q>{QUALIFIER})\s|between\s(?=[\w,]{{1,12}}\sand\s)|from\s(?=[\w,]{{1,12}}\sto\s))?"
    rf"(?P<n>{NUMBER})(?:(?:\sand\s|\sto\s|\s?[-–]\s?)(?P<u>{NUMBER}))?(?P<more>\sor\smore)?"
)
# Not years of age, lengths, shares or times.
_NOT_COUNT = r"(?![-–]?\w|[.,]\d|\s?%|[-\s](?:year|month|week|day|hour|minute|second|km|mile|metre|meter|kilo|per\s?cent|percent|times|[ap]\.?m)\w{0,8})"
_COUNTED_AFTER = (
    r"killed|dead|died|perished|lost\stheir\slives|injured|wounded|hurt|missing|unaccounted\sfor|"
    r"hospitali[sz]ed|taken\sto\shospital|infected|arrested|detained|evacuated|displaced|rescued|"
    r"on[-\s]board|aboard|survived|jailed|imprisoned|crew\smembers"
)
_NOUNS = (
    r"deaths|fatalities|injuries|infections|arrests|survivors|crew\smembers|hospitali[sz]ations"
)
_VERBS = (
    r"killing|killed|kills|kill|injuring|injured|injures|wounding|wounded|wounds|arresting|arrested|"
    r"arrests|detaining|detained|rescuing|rescued|evacuating|evacuated|displacing|displaced|"
    r"infecting|infected|hospitali[sz]ing|jailing|jailed|(?:claimed|claiming|claims)\sthe\slives\sof"
)
_RISES = (
    r"(?:has\s|had\s|have\s)?(?:risen|rose|rises|rising|climbed|climbs|jumped|reached|reaches|stands|"
    r"stood|passed|passes|grown|grew|increased)(?:\s(?:to|at|by\sthen\sto))?"
)
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?i:\b(?P<what>{_VERBS}))\s{_QUANTITY}{_NOT_COUNT}",
        rf"(?i:\b(?P<what>death)\stoll)(?:\s(?:from|in|of)\s[^,.;:\d]{{1,40}}?)?\s(?i:{_RISES}|of)\s{_QUANTITY}{_NOT_COUNT}",
        rf"(?i:\bnumber\sof\s(?:\w{{1,12}}\s){{0,2}}?(?P<what>deaths|dead|killed|injured|wounded|infections|cases|missing|arrests))"
        rf"(?:\s(?:from|in|of)\s[^,.;:\d]{{1,40}}?)?\s{_RISES}\s{_QUANTITY}{_NOT_COUNT}",
        rf"\b(?i:{_QUANTITY}){_NOT_COUNT}(?:{_GROUP})?{_ASIDE}{_AUXILIARY}\s(?i:(?P<what>{_COUNTED_AFTER}))\b",
        rf"\b(?i:{_QUANTITY}){_NOT_COUNT}\sof\s(?:them|whom|the\s{_PEOPLE}){_AUXILIARY}\s(?i:(?P<what>{_COUNTED_AFTER}))\b",
        rf"\b(?i:{_QUANTITY}){_NOT_COUNT}(?:\s[a-z-]{{2,14}}){{0,2}}\s(?P<what>{_NOUNS})\b",
        rf"\b(?i:{_QUANTITY}){_NOT_COUNT}\s(?:more\s|new\s|confirmed\s|active\s){{1,2}}(?P<what>cases?)\b",
    )
)  # fmt: skip
_YEAR = re.compile(r"(?:19|20)\d\d")
_DENIED = re.compile(
    r"(?i)\b(?:no|not|never|n't|without|if|could|might|would)\W{1,3}(?:\w{1,12}\W){0,2}$"
)


def figures_of(story: Story) -> tuple[Figure, ...]:
    """The figures of a story, in order; each number of one thing once, with its speaker if any."""
    found: dict[tuple[str, float, float | None], Figure] = {}
    for figure in _all(story):
        key = (figure.what, figure.value, figure.upper)
        known = found.get(key)
        if known is None or (known.source is None and figure.source is not None):
            found[key] = figure
    return tuple(sorted(found.values(), key=lambda f: (f.span.start if f.span else 0, f.what)))


def _all(story: Story) -> Iterator[Figure]:
    for passage in passages(story):
        taken: list[tuple[int, int]] = []
        for pattern in _PATTERNS:
            for match in pattern.finditer(passage.text):
                at = match.span("n")
                if any(at[0] < end and start < at[1] for start, end in taken):
                    continue
                figure = _figure(story, passage, match)
                if figure is not None:
                    taken.append(at)
                    yield figure


def _figure(story: Story, passage: Passage, match: re.Match[str]) -> Figure | None:
    counted = _amount(match)
    if counted is None or _DENIED.search(passage.text[max(0, match.start() - 30) : match.start()]):
        return None
    span = Span(passage.start + match.start(), passage.start + match.end())
    return Figure(
        what=_what(match["what"]),
        value=counted.value,
        qualifier=counted.qualifier,
        upper=counted.upper,
        source=speaker_at(story, span),
        span=span,
        time=_time(story, passage),
        story=story.id,
    )


def _amount(match: re.Match[str]) -> Amount | None:
    number, upper = match["n"], match["u"]
    # "killed 2016" is a year unless people follow, and then it would be written "2,016".
    if _YEAR.fullmatch(number) and not match["q"]:
        return None
    joined = upper is not None and "and" in match.string[match.end("n") : match.start("u")]
    if (
        joined
        and "between"
        not in match.string[max(0, match.start("n") - 9) : match.start("n")].casefold()
    ):
        return None
    return amount_of(number, match["q"], upper, bool(match["more"]))


def _what(word: str) -> str:
    return next((what for what, pattern in _KINDS if pattern.match(word)), word.casefold())


def _time(story: Story, passage: Passage) -> str | None:
    """The one date of the sentence, where there is exactly one."""
    values = {
        t.value
        for t in story.times
        if t.type in ("DATE", "TIME") and t.value and passage.start <= t.start < passage.end
    }
    return values.pop() if len(values) == 1 else None
