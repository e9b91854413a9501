"""Embargoes as people write them. What is not fully understood does not lift by itself.

A moment is taken only where date, time and zone are all stated, once each, and
agree with any weekday named. Everything else is an `Embargo` without ``until``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from copytaster.formats.dates import ZONES, parse_date
from copytaster.model import Embargo

MAX_TEXT = 300
LEADING_BLOCKS = 3
"""An embargo stands above the copy; further down, the word is part of the story."""

_UNTIL = (
    r"(?:until|till|til|to|for|before|by|at|ends?|expires?|copy|release|material|"
    r"hasta|até|bis|tot|jusqu\S{0,5}|fino|до)\b|[:,.!(;\u2013\u2014-]|$"
)
_LEADING = re.compile(
    r"^[^\w\n]{0,20}(?:(?:strictly|strict|note|attention|eds?|editors?|press release|under|sous|bajo|"
    r"sotto|onder|sob|under strict)\b[^\w\n]{1,5}){0,4}"
    r"(?:(?:embargo(?:ed|ado|ada|ato|iert)?|эмбарго)\b\s{0,3}(?:" + _UNTIL + r")"
    r"|sperrfrist\b"
    r"|(?:not for|no) (?:publication|release|use|broadcast)[\w ]{0,30} (?:before|until|till|prior)\b"
    r"|(?:hold for|for) (?:release|publication) (?:on|at|after|until|not before)\b"
    r"|hold (?:for release )?until\b)",
    re.I,
)
_IN_NOTE = re.compile(
    r"\bembargoed\b|\b(?:under|sous|bajo|sotto|onder) embargo\b|\bsperrfrist\b|"
    r"\bembargo\s{0,3}(?:until|till|til|to|:|hasta|até|bis|tot|jusqu|ends?|expires?)|"
    r"\bnot for (?:publication|release|use|broadcast) (?:before|until|till)\b",
    re.I,
)
_LIFTED = re.compile(
    r"^\W{0,5}(?:the )?embargo(?:ed)? (?:is |has been |now )?lifted\W{0,5}$|\bno longer embargoed\b",
    re.I,
)
_CONDITION = re.compile(r"\b(?:on|upon|check against) delivery\b", re.I)

_TIME = re.compile(
    r"\b(?:(\d{1,2})[:.](\d\d)(?:\s{0,2}([ap])\.?m\.?)?|(\d{1,2})\s{0,2}([ap])\.?m\b\.?|"
    r"(?<![\d-])([012]\d[0-5]\d)(?=\s{0,2}(?:h(?:ou)?rs?\b|[A-Z]{3,4}\b|[+-]\d))|(noon|midnight))",
    re.I,
)
_ZONE = re.compile(
    r"\b(?:GMT|UTC)\s?([+-]\d{1,2}(?::?\d\d)?)\b|\b([A-Z]{2,4})\b|(?<=\d)\s?([+-]\d\d:?\d\d)\b|(?<=\d)(Z)\b"
)
_ISO_MOMENT = re.compile(
    r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d{1,9})?\s?(?:Z|UTC|GMT|[+-]\d\d:?\d\d)"
)
_WRITTEN_DATE = re.compile(
    r"\b(?:(\d{1,2})(?:st|nd|rd|th)?\s(?:of\s)?([A-Za-z]{3,9})\.?,?\s(\d{4})|"
    r"([A-Za-z]{3,9})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})|(\d{4}-\d\d-\d\d))\b"
)
_SENTENCE = re.compile(r"(?<=[a-z0-9A-Z])(?<!\.m)[.!;](?=\s+[^\W\d_a-z])| [-\u2013\u2014] | \|")
_RELATIVE = re.compile(
    r"\b(?:today|tonight|tomorrow|next|following|later|after|heute|morgen|demain|mañana)\b", re.I
)
_WEEKDAY = re.compile(r"\b(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b", re.I)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def declared(text: str | None) -> Embargo | None:
    """An embargo field of a format: a machine-readable moment, or whatever was written in it."""
    sent = (text or "").strip()
    if not sent:
        return None
    stamp = parse_date(sent)
    if stamp is None:
        return _read(sent)
    if stamp.offset is None:
        return Embargo(
            until=None, text=sent[:MAX_TEXT]
        )  # no zone: any hour of a day could be meant
    return Embargo(until=stamp.moment, text=sent[:MAX_TEXT], zone=_zone_as_sent(sent))


def find(leading: Iterable[str | None], note: str | None = None) -> Embargo | None:
    """An embargo written above the copy (``leading`` lines, in order) or anywhere in an editor's note."""
    for text in leading:
        for line in text[:2000].split("\n") if text else ():
            if _LEADING.match(line) and not _LIFTED.search(line):
                return _read(line)
    for line in note[:20_000].split("\n") if note and _may_bar(note) else ():
        if _IN_NOTE.search(line) and not _LIFTED.search(line):
            return _read(line)
    return None


def _may_bar(note: str) -> bool:
    """Whether what `_IN_NOTE` looks for can be in it at all: far faster than to look."""
    low = note.lower()
    return "embargo" in low or "sperrfrist" in low or "not for" in low


def strictest(embargoes: Iterable[Embargo | None]) -> Embargo | None:
    """Of several embargoes on one item, the one that lasts: one not understood, else the latest.

    A moment declared by the format settles what the copy says in words beside it
    only when the words could not be read more exactly than that.
    """
    found = [e for e in embargoes if e is not None]
    dated = [e for e in found if e.until is not None]
    if dated:
        return max(dated, key=lambda e: e.until or datetime.min.replace(tzinfo=UTC))
    return found[0] if found else None


def _read(line: str) -> Embargo:
    text = " ".join(line.split())[:MAX_TEXT]
    condition = _CONDITION.search(text)
    # A dateline after the embargo's own sentence has a date too, and it is not the embargo's.
    until, zone = _moment(_SENTENCE.split(text, maxsplit=1)[0])
    return Embargo(
        until=None if condition else until,
        text=text,
        zone=zone,
        condition=condition[0].lower() if condition else None,
    )


def _moment(text: str) -> tuple[datetime | None, str | None]:
    if _RELATIVE.search(text):
        return None, _zone_as_sent(text)
    whole = _ISO_MOMENT.findall(text)
    if whole:
        stamp = parse_date(whole[0]) if len(set(whole)) == 1 else None
        return (stamp.moment, _zone_as_sent(whole[0])) if stamp else (None, None)
    zones = _zones(text)
    dates, times = _WRITTEN_DATE.findall(text), _TIME.findall(text)
    zone = zones[0][0] if zones else None
    if len(dates) != 1 or len(times) != 1 or len({offset for _, offset in zones}) != 1:
        return None, zone
    day, clock = _day(dates[0]), _clock(times[0])
    if day is None or clock is None or not _weekday_agrees(text, day):
        return None, zone
    return day + clock - timedelta(minutes=zones[0][1]), zone


def _zones(text: str) -> list[tuple[str, int]]:
    """The zones named, as (as sent, minutes east of UTC)."""
    found = []
    for match in _ZONE.finditer(text):
        number, name, bare, zulu = match.groups()
        if number or bare:
            stamp = parse_date(f"2000-01-01T00:00:00{_full_offset(number or bare)}")
            if stamp and stamp.offset is not None:
                found.append((match[0].strip(), stamp.offset))
        elif (name or zulu) in ZONES:
            found.append((name or zulu, ZONES[name or zulu]))
    return found


def _full_offset(number: str) -> str:
    digits = number[1:].replace(":", "")
    hours, minutes = (digits, "00") if len(digits) <= 2 else (digits[:-2], digits[-2:])
    return f"{number[0]}{hours:0>2}:{minutes}"


def _zone_as_sent(text: str) -> str | None:
    zones = _zones(text)
    return zones[0][0] if zones else None


def _day(parts: tuple[str, ...]) -> datetime | None:
    stamp = parse_date(parts[6] or " ".join(p for p in parts[:6] if p))
    return stamp.moment.replace(hour=0, minute=0, second=0) if stamp else None


def _clock(parts: tuple[str, ...]) -> timedelta | None:
    hour, minute, half, bare, bare_half, military, word = parts
    if word:
        # "Midnight" may begin or end the day named; the end is the safe one.
        return timedelta(hours=12 if word.lower() == "noon" else 24)
    if military:
        return timedelta(hours=int(military[:2]), minutes=int(military[2:]))
    hours, minutes = int(hour or bare), int(minute or 0)
    if half or bare_half:
        hours = hours % 12 + (12 if (half or bare_half).lower() == "p" else 0)
    return timedelta(hours=hours, minutes=minutes) if hours <= 24 and minutes < 60 else None


def _weekday_agrees(text: str, day: datetime) -> bool:
    named = {found[1].lower()[:3] for found in _WEEKDAY.finditer(text)}
    return not named or named == {_WEEKDAYS[day.weekday()]}
