"""People and organisations the copy names: every mention, joined under the fullest form.

By rule: titles and posts before a name, heads of organisations, verbs of
saying behind it. "Gerasimov" joins "Valery Gerasimov" when the story holds
just one full name that ends so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from copytaster.anatomy.agencies import AGENCIES
from copytaster.anatomy.gazetteer import candidates
from copytaster.anatomy.lexicon import (
    JOINERS,
    KNOWN_ORGANISATIONS,
    ORGANISATIONS,
    POST_HEADS,
    POSTS,
    SPEECH,
    THINGS,
    TITLES,
)
from copytaster.anatomy.runs import Run
from copytaster.model import Name, Span

Kind = Literal["person", "organisation", "unknown"]
_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,6}s?")
_APPOSITION = re.compile(
    r", (?:(?:the|a|an|his|her|their|its|who is|former|\w+['’]s) ){0,3}(?P<post>(?:[\w'’-]{2,20} ){0,4}?"
    r"(?:president|minister|spokesman|spokeswoman|spokesperson|director|chief|chairman|chairwoman|secretary|governor|mayor|"
    r"professor|leader|head|officer|commander|ambassador|analyst|lawyer|economist|manager|coach|editor|founder|judge|prosecutor|CEO)"
    r"(?: of (?:the )?[\w'’-]{2,20}(?: [A-Z][\w'’-]{1,20}){0,3})?)\b"
)
# Places and peoples before a post belong to it: ``US President``, ``South Korean Foreign Minister``.
_MODIFIERS = frozenset(
    [
        "US",
        "UK",
        "EU",
        "UN",
        "U.S.",
        "U.K.",
        "U.N.",
        "South",
        "North",
        "East",
        "West",
        "New",
        "Saudi",
        "Sri",
        "Costa",
        "Hong",
        "Puerto",
        "Former",
        "Acting",
        "Then",
        "Ex",
    ]
)
_OWNER = re.compile(r"(?:(?:South|North|New|Saudi|United) )?\b[A-Z][\w.]{1,20}['’]s $")
_AFFAIRS = frozenset(
    [
        "Affairs",
        "Relations",
        "Security",
        "Trade",
        "Justice",
        "Energy",
        "Education",
        "Agriculture",
        "Transport",
        "Culture",
        "Labour",
        "Labor",
        "Chiefs",
        "Information",
        "Broadcasting",
        "Communications",
        "Commerce",
        "Tourism",
        "Fisheries",
        "Planning",
        "Water",
        "Works",
        "Mines",
        "Farming",
        "Environment",
        "Development",
        "Sport",
        "Sports",
        "Immigration",
        "Housing",
        "Industry",
        "Science",
        "Technology",
        "Intelligence",
        "Resources",
        "Welfare",
        "Safety",
        "Economy",
    ]
)
# What follows "of" behind these is what they are in charge of, never a name.
_IN_CHARGE = frozenset(["Minister", "Secretary", "Undersecretary", "Ministers"])
_ADJECTIVE = re.compile(r"[A-Z][a-z]+(?:ian|ean|an|ese|ish|i|ic|ch|ine|er)$")
#: An organisation's name follows these.
_HOUSES = frozenset(
    [
        "agency",
        "newspaper",
        "broadcaster",
        "outlet",
        "channel",
        "network",
        "company",
        "firm",
        "website",
        "platform",
        "group",
        "magazine",
        "daily",
        "carrier",
    ]
)
#: People do not follow these; places, events and things do.
_NO_PERSON_AFTER = frozenset(
    ["in", "at", "near", "the", "a", "an", "inside", "outside", "across", "around", "this", "that"]
)
_LONGEST_PERSON = 5
# How many names' readings are kept, the latest used.
_REMEMBERED = 20_000


class Mention(NamedTuple):
    """One place a name stands: its words, and what the words around say of it."""

    start: int
    end: int
    words: tuple[str, ...]
    kind: Kind
    post: str | None
    sure: bool


def find_names(text: str, runs: tuple[Run, ...]) -> tuple[Name, ...]:
    """The people and organisations among the runs, in order of first mention."""
    mentions = list(_joined_posts(text, runs))
    return tuple(_gathered(text, mentions))


def _joined_posts(text: str, runs: tuple[Run, ...]) -> Iterator[Mention]:
    """Mentions, with a post that stands before a comma handed on to the name behind it."""
    waiting: tuple[int, str] | None = None
    for run in runs:
        size = _post_size(run.words)
        post = _post_text(text, run, size) if size else None
        while size < len(run.words) and run.words[size] in JOINERS:
            size += 1
        if size == len(run.words):
            waiting = (run.end, post) if post and run.comma else None
            continue
        if (
            not post
            and waiting
            and text[waiting[0] : run.start] == ", "
            and _personlike(run.words[size:])
        ):
            post = waiting[1]
        waiting = None
        if mention := _mention(text, run, size, post):
            yield mention


# Names come again, in one story and in the next.
@lru_cache(maxsize=_REMEMBERED)
def _post_size(words: tuple[str, ...]) -> int:
    """How many words of a post (or title) open the run; the rest is the name."""
    if len(words) == 1:
        return 1 if words[0] in POST_HEADS or words[0] in TITLES else 0
    if (last := _office_of(words)) >= 0:
        return last + 1
    for index, word in enumerate(words):
        if word in POST_HEADS or word in TITLES:
            last = index
        elif word not in POSTS and not _within_post(words, index):
            break
    # "General Staff of Ukraine": an organisation's word behind the post takes it in.
    return last + 1 if ORGANISATIONS.isdisjoint(words[last + 1 :]) else 0


def _office_of(words: tuple[str, ...]) -> int:
    """The last word of ``Chief of General Staff`` at the head of a run; -1 where there is none."""
    at = next((i for i, w in enumerate(words) if w in POST_HEADS), -1)
    if at < 0 or at + 2 >= len(words) or words[at + 1] != "of":
        return -1
    if at and not all(_ADJECTIVE.match(w) or w in POSTS or w in _MODIFIERS for w in words[:at]):
        return -1
    last = at + 2 if words[at] in _IN_CHARGE else at + 1
    for index in range(at + 2, len(words)):
        word = words[index]
        if (
            word in ORGANISATIONS
            or word in POSTS
            or word in THINGS
            or word in JOINERS
            or word in _AFFAIRS
        ):
            last = index
    return last if last > at + 1 else -1


def _within_post(words: tuple[str, ...], index: int) -> bool:
    word = words[index]
    if word in JOINERS or word in _MODIFIERS or _ADJECTIVE.match(word):
        return not POSTS.isdisjoint(words[index + 1 : index + 4])
    if word in ORGANISATIONS or word.isupper():
        return not POSTS.isdisjoint(words[index + 1 : index + 4]) or (
            index > 1 and words[index - 1] in JOINERS | {"General"}
        )
    return any(c.kind == "C" for c in candidates(word)) and not POSTS.isdisjoint(
        words[index + 1 : index + 3]
    )


def _post_text(text: str, run: Run, size: int) -> str | None:
    if POSTS.isdisjoint(run.words[:size]):
        return None  # a title
    tokens = run.tokens
    return text[_owner_start(text, tokens[0].start) : tokens[size - 1].end]


def _owner_start(text: str, start: int) -> int:
    """``Russia's Chief of …``: the owner belongs to the post."""
    match = _OWNER.search(text[max(0, start - 40) : start])
    return start - len(match.group()) if match else start


def _personlike(words: tuple[str, ...]) -> bool:
    return (
        len(words) <= _LONGEST_PERSON
        and ORGANISATIONS.isdisjoint(words)
        and THINGS.isdisjoint(words)
        and not all(w.isupper() and len(w) > 1 for w in words)
    )


def _mention(text: str, run: Run, size: int, post: str | None) -> Mention | None:
    """The name behind the first ``size`` words of the run, which are a post or title."""
    words, end = run.words[size:], run.end
    titled = bool(size or post)
    fit = titled or run.after in SPEECH or run.before.lower() not in _NO_PERSON_AFTER
    kind = _kind(words, titled, fit, run.before in _HOUSES)
    if kind is None:
        return None
    if kind == "person" and not post and text.startswith(", ", end):
        post = _apposed(text, end)
    sure = kind != "unknown" and (len(words) > 1 or titled or kind == "organisation")
    return Mention(run.tokens[size].start, end, words, kind, post, sure)


@lru_cache(maxsize=_REMEMBERED)
def _kind(words: tuple[str, ...], titled: bool, fit: bool, housed: bool) -> Kind | None:
    """What the words name. ``fit``: where a person can be named; ``housed``: behind "agency" and its like."""
    if not ORGANISATIONS.isdisjoint(words) or words[0] in KNOWN_ORGANISATIONS:
        return "organisation" if len(words) > 1 or words[0] in KNOWN_ORGANISATIONS else None
    if " ".join(words) in AGENCIES or (len(words) == 1 and housed):
        return "organisation"
    if len(words) == 1:
        return _single_kind(words[0], titled)
    if not fit or not _personlike(words) or _is_place(" ".join(words)):
        return None
    if all(_ADJECTIVE.match(w) or w in _MODIFIERS for w in words):
        return None
    return "person"


def _single_kind(word: str, titled: bool) -> Kind | None:
    if _ACRONYM.fullmatch(word):
        return None if _is_place(word) else "organisation"
    if word in THINGS or word in POSTS or word in TITLES:
        return None
    if titled:
        return "person"
    # "Veldorian-born" says what somebody is, not who.
    return None if "-" in word and word.rpartition("-")[2].islower() else "unknown"


@lru_cache(maxsize=_REMEMBERED)
def _common(words: tuple[str, ...]) -> bool:
    """A lone word that is more likely a place or a people than anybody's name."""
    return len(words) == 1 and bool(_is_place(words[0]) or _ADJECTIVE.match(words[0]))


def _is_place(name: str) -> bool:
    found = candidates(name)
    return bool(found) and (found[0].kind != "P" or found[0].population > 20_000)


def _apposed(text: str, end: int) -> str | None:
    match = _APPOSITION.match(text[end : end + 140])
    return match["post"].strip() if match else None


@dataclass(slots=True)
class _Gathering:
    name: tuple[str, ...]
    kind: Kind
    spans: list[tuple[int, int]]
    post: str | None
    sure: bool


def _gathered(text: str, mentions: list[Mention]) -> Iterator[Name]:
    people = _full_names(m for m in mentions if m.kind == "person")
    full_names = set(people.values())
    groups: dict[tuple[str, ...], _Gathering] = {}
    for mention in mentions:
        key = _key(mention, people)
        group = groups.get(key)
        kind: Kind = "person" if key in full_names else mention.kind
        if group is None:
            group = groups[key] = _Gathering(key, kind, [], None, False)
        group.spans.append((mention.start, mention.end))
        group.post = group.post or mention.post
        group.sure = group.sure or mention.sure
        if group.kind == "unknown":
            group.kind = mention.kind
    for group in groups.values():
        if group.kind == "unknown" and _common(group.name):
            continue
        if group.sure or len(group.spans) > 1:
            spans = tuple([Span(start, end) for start, end in group.spans])
            yield Name(_display(text, group), group.kind, spans, group.post)


def _display(text: str, group: _Gathering) -> str:
    if group.kind != "organisation":
        return " ".join(group.name)
    start, end = group.spans[0]
    return " ".join(text[start:end].split())


def _full_names(mentions: Iterable[Mention]) -> dict[str, tuple[str, ...]]:
    """Last name → the one full name that ends so; ambiguous last names are left out."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for mention in mentions:
        if len(mention.words) > 1:
            found.setdefault(mention.words[-1], set()).add(mention.words)
    chosen = {}
    for last, names in found.items():
        longest = max(names, key=lambda n: (len(n), n))
        if all(set(n) <= set(longest) for n in names):
            chosen[last] = longest
    # "Tarsk" is "Moammar al-Tarsk" too.
    bare = {_bare(last): name for last, name in chosen.items()}
    return {**bare, **chosen}


def _key(mention: Mention, people: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    full = people.get(mention.words[-1])
    if full == mention.words:
        return full
    if mention.kind != "organisation" and full and {*mention.words} <= {*full, _bare(full[-1])}:
        return full
    return mention.words


def _bare(last: str) -> str:
    """A last name without its article: ``al-Tarsk`` → ``Tarsk``."""
    particle, _, rest = last.partition("-")
    return rest if rest and particle.islower() else last
