"""Places the copy names, each resolved to one spot on the map.

A name is looked up longest form first. Which of its bearers is meant is told
by size, by the countries and regions the story's other places lie in, and by
``City, State``. One sense per story.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from copytaster.anatomy.bearers import Named, resolved
from copytaster.anatomy.demonyms import PEOPLES
from copytaster.anatomy.gazetteer import (
    Candidate,
    begins_longer,
    candidates,
    country_code,
    place_key,
)
from copytaster.anatomy.lexicon import KNOWN_ORGANISATIONS, ORGANISATIONS, POSTS, SPEECH, TITLES
from copytaster.anatomy.place_compounds import Part, compound
from copytaster.anatomy.place_words import (
    CIVIC,
    DWELLERS,
    KEEP_TYPES,
    NOT_CIVIC,
    SIDES,
    SPATIAL,
    TYPE_WORDS,
    WORDY,
)
from copytaster.anatomy.regions import region_of
from copytaster.anatomy.runs import Run
from copytaster.model import Dateline, Name, Place

_CONTINENTS = frozenset(["North", "South", "Latin", "Central"])
_SMALL, _MIDDLING = 20_000, 100_000
_CIVIC = 2_000
# Beside the number of a name's words: the word itself is one with places in it.
_JOINED = 16
_AREA = re.compile(r",\s(?P<area>[A-Z][\w.]{1,20}(?: [A-Z][\w.]{1,20}){0,2})")


def find_places(
    text: str, runs: tuple[Run, ...], names: tuple[Name, ...], dateline: Dateline | None
) -> tuple[Place, ...]:
    """The places of the copy, in order, each with its country and coordinates."""
    taken = _person_words(names)
    housed = _organisation_words(names)
    mapped = [(run, sizes) for run in runs if (sizes := _on_the_map(run.words))]
    found = _sure([f for run, s in mapped for f in _of_run(text, run, s, taken, housed)])
    return resolved(found, dateline)


def locate(
    text: str, spans: Iterable[tuple[int, int]], dateline: Dateline | None = None
) -> tuple[Place | None, ...]:
    """The place each span names, None where the map has none of that name.

    Spans are half-open code points of ``text``. Resolved together, as
    `find_places` resolves what it finds.
    """
    found = {span: _at(text, *span) for span in spans}
    known = [item for item in found.values() if item.options]
    places = {
        (item.start, item.end): p for item, p in zip(known, resolved(known, dateline), strict=True)
    }
    return tuple(places.get(span) for span in found)


def _at(text: str, start: int, end: int) -> Named:
    name = text[start:end].removeprefix("the ").removeprefix("The ")
    state = region_of(name) if "." in name or (name.isupper() and len(name) == 2) else None
    land = PEOPLES.get(name) or (state[0] if state else name)
    options = candidates(land)
    if land != name:
        options = options[:1]
    return Named(start, end, name, options, _area(text, end), name in PEOPLES)


def _sure(found: list[tuple[Named, bool]]) -> list[Named]:
    """Those meant as places, and their names wherever else the story has them by themselves."""
    named = {place_key(item.name) for item, sure in found if sure}
    return [item for item, sure in found if sure or place_key(item.name) in named]


def _person_words(names: Iterable[Name]) -> dict[int, int]:
    """Starts of mentions of people of more than one word or repute → their ends."""
    return {span.start: span.end for n in names if n.kind == "person" for span in n.spans}


def _organisation_words(names: Iterable[Name]) -> set[int]:
    """Starts of all words inside organisations' names of more than one word."""
    housed: set[int] = set()
    for name in names:
        if name.kind == "organisation" and " " in name.name:
            for span in name.spans:
                housed.update(range(span.start, span.end))
    return housed


def _of_run(
    text: str, run: Run, sizes: bytes, taken: dict[int, int], housed: set[int]
) -> Iterator[tuple[Named, bool]]:
    """What may be places, and whether each is by what stands around it.

    ``sizes`` are those of the run's words `_on_the_map`.
    """
    words, base, spans, at = run.words, run.base, run.spans, 0
    follows = run.before == ","
    if follows and (state := _spaced_state(run)):
        yield state, True
        return
    if text.startswith("$", run.end):  # "US$5 million"
        return
    while at < len(words):
        start = base + spans[at][0]
        if start in taken:
            end = taken[start]
            at += sum(base + begin < end for begin, _ in spans[at:])
            continue
        size = sizes[at]
        if size & _JOINED:
            if start not in housed:
                joined = _joined(run, at, compound(words[at]))
                yield from ((named, True) for named in joined)
                at += 1
                continue
            size -= _JOINED
        people = words[at] in PEOPLES
        if (people or follows) and (land := _land_of(run, at, start in housed)):
            yield Named(start, run.stop(at), words[at], land, None, people), True
            at += 1
            continue
        if size:
            sure = _is_place(text, run, at, size, start in housed)
            if sure or (size == len(words) and start not in housed):
                yield _found(text, run, at, size), sure
        at += size or 1


def _spaced_state(run: Run) -> Named | None:
    """``Charleston, W. Va.``: a state in two words behind a town."""
    if run.before != "," or len(run.words) != 2 or "." not in run.words[0]:
        return None
    state = region_of(" ".join(run.words))
    return Named(run.start, run.end, state[0], candidates(state[0])[:1], None) if state else None


def _joined(run: Run, at: int, parts: tuple[Part, ...]) -> Iterator[Named]:
    """The places in a word with a hyphen; the first may begin a word before it ("Los Angeles-based")."""
    start = run.begin(at)
    for begin, end, name, options in parts:
        longer = f"{run.words[at - 1]} {name}" if at and not begin else ""
        if longer and (found := candidates(longer)):
            yield Named(run.begin(at - 1), start + end, longer, found, None)
        else:
            yield Named(start + begin, start + end, name, options, None, name in PEOPLES)


def _land_of(run: Run, at: int, housed: bool) -> tuple[Candidate, ...]:
    """The land a people's name or an abbreviated state stands for: ``Iranian``, ``Columbia, S.C.``"""
    word, rest = run.words[at], run.words[at + 1 :]
    if housed or (rest and rest[0] not in POSTS and rest[0] not in TITLES):
        return ()
    land = PEOPLES.get(word)
    if land is None and run.before == "," and at == 0 and not rest:
        state = region_of(word)
        land = state[0] if state and state[0] != word else None
    return candidates(land)[:1] if land else ()


# Names come again, in one story and in the next.
@lru_cache(maxsize=20_000)
def _on_the_map(words: tuple[str, ...]) -> bytes:
    """How many words from each on make the longest name on the map, with `_JOINED` where a hyphen joins places.

    Nothing where none of the words may be a place's name.
    """
    sizes = bytes(
        _longest(words, at) + (_JOINED if "-" in word and compound(word) else 0)
        for at, word in enumerate(words)
    )
    known = any(sizes) or any(word in PEOPLES or _is_short_state(word) for word in words)
    return sizes if known else b""


def _is_short_state(word: str) -> bool:
    return len(word) <= 6 and region_of(word) is not None


def _longest(words: tuple[str, ...], at: int) -> int:
    """How many words from ``at`` on make the longest name on the map."""
    if at + 1 < len(words) and begins_longer(words[at]):
        for size in range(min(5, len(words) - at), 1, -1):
            if found := candidates(" ".join(words[at : at + size])):
                return size - _owns_the_city(words, at, size, found)
    return 1 if candidates(words[at]) else 0


def _owns_the_city(
    words: tuple[str, ...], at: int, size: int, found: tuple[Candidate, ...]
) -> bool:
    """ "Oakland City Council" is Oakland's, not that of the smaller Oakland City."""
    if words[at + size - 1] != "City" or words[at + size : at + size + 1] != ("Council",):
        return False
    bare = candidates(" ".join(words[at : at + size - 1]))
    return bool(bare) and bare[0].kind == "P" and bare[0].population > found[0].population


def _is_place(text: str, run: Run, at: int, size: int, within: bool) -> bool:
    """Whether the words are meant as a place; ``within`` an organisation's name only countries are."""
    words = run.words
    name = " ".join(words[at : at + size])
    best = candidates(name)[0]
    rest = [w for w in words[at + size :] if w not in KEEP_TYPES]
    if _is_civic(name, best, words[:at], rest):
        return True
    if any(w in ORGANISATIONS or w in TYPE_WORDS for w in rest) and best.kind == "P":
        return False
    if name in KNOWN_ORGANISATIONS or name in POSTS or name in TITLES:
        return False
    if name == "America" and at and words[at - 1] in _CONTINENTS:
        return False
    if within and best.kind != "C":
        return False
    if best.kind != "P":
        return len(name) > 2 or name.isupper()
    if rest or at:
        return _inside(run, at, rest, best)
    return _alone(text, run, name, best)


def _is_civic(name: str, best: Candidate, ahead: tuple[str, ...], rest: list[str]) -> bool:
    """A body of the place's own names the place too: "Springfield City Council", "Alexandria Police"."""
    if not rest or rest[0] not in CIVIC or ahead not in ((), ("The",)):
        return False
    if name in NOT_CIVIC or name in PEOPLES or "." in name or name.isupper():
        return False
    own = place_key(best.name) == place_key(name)
    return best.kind in "AD" or (own and best.population >= _CIVIC and name not in WORDY)


def _inside(run: Run, at: int, rest: list[str], best: Candidate) -> bool:
    """Inside a longer run only well-known towns count, and not behind a first name."""
    ahead = run.words[:at]
    if not all(w in POSTS or w in TITLES or w in SIDES or w.isupper() for w in ahead):
        return False
    if rest and rest[0] not in POSTS and rest[0] not in TITLES:
        return False  # "Porto Lume" is not Porto
    return best.population >= _MIDDLING and best.name not in WORDY


def _alone(text: str, run: Run, name: str, best: Candidate) -> bool:
    if _area(text, run.end):
        return True
    spatial = run.before.lower() in SPATIAL
    if run.after in DWELLERS and name not in WORDY and not name.isupper():
        return True
    if run.after in SPEECH and not spatial:
        return best.population > 1_000_000 and name not in WORDY
    if name in WORDY or (name.isupper() and len(name) < 5):
        return spatial and best.population >= _MIDDLING
    if best.population >= _MIDDLING:
        return not run.opens or best.population >= 300_000 or spatial
    if " " in name:
        return True
    return spatial and (best.population >= _SMALL or place_key(best.name) == place_key(name))


def _area(text: str, end: int) -> str | None:
    """The state or country behind a town: ``Paris, Texas``."""
    match = _AREA.match(text, end, end + 70) if text.startswith(",", end) else None
    if match is None:
        return None
    words = match["area"].split(" ")
    for size in range(len(words), 0, -1):
        area = " ".join(words[:size])
        if region_of(area) or country_code(area):
            return area
    return None


def _found(text: str, run: Run, at: int, size: int) -> Named:
    words = run.words
    name = " ".join(words[at : at + size])
    end = run.stop(at + size - 1)
    behind = words[at + size : at + size + 2]
    if behind and behind[0] in KEEP_TYPES and not CIVIC.intersection(behind[1:]):
        end = run.stop(at + size)
    return Named(run.begin(at), end, name, candidates(name), _area(text, end))
