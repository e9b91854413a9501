"""People and organisations the copy names: every mention, joined under the fullest form.

By rule: titles and posts before a name, heads of organisations, verbs of
saying behind it. "Gerasimov" joins "Valery Gerasimov" when the story holds
just one full name that ends so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
from copytaster.anatomy.runs import Run, Token
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
        post_tokens, rest = _split_post(run)
        post = _post_text(text, post_tokens)
        while rest and rest[0].text in JOINERS:
            rest = rest[1:]
        if not rest:
            waiting = (run.end, post) if post and run.comma else None
            continue
        if not post and waiting and text[waiting[0] : run.start] == ", " and _personlike(rest):
            post = waiting[1]
        waiting = None
        if mention := _mention(text, run, rest, post):
            yield mention


def _split_post(run: Run) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """The words of a post (or title) that opens the run, and the rest: the name."""
    tokens = run.tokens
    if len(tokens) == 1:
        word = tokens[0].text
        return (tokens, ()) if word in POST_HEADS or word in TITLES else ((), tokens)
    if (last := _office_of(tokens)) >= 0:
        return tokens[: last + 1], tokens[last + 1 :]
    for index, token in enumerate(tokens):
        if token.text in POST_HEADS or token.text in TITLES:
            last = index
        elif token.text not in POSTS and not _within_post(tokens, index):
            break
    # "General Staff of Ukraine": an organisation's word behind the post takes it in.
    if any(t.text in ORGANISATIONS for t in tokens[last + 1 :]) and last + 1 < len(tokens):
        return (), tokens
    return tokens[: last + 1], tokens[last + 1 :]


def _office_of(tokens: tuple[Token, ...]) -> int:
    """The last word of ``Chief of General Staff`` at the head of a run; -1 where there is none."""
    at = next((i for i, t in enumerate(tokens) if t.text in POST_HEADS), -1)
    if at < 0 or at + 2 >= len(tokens) or tokens[at + 1].text != "of":
        return -1
    if at and not all(
        _ADJECTIVE.match(t.text) or t.text in POSTS or t.text in _MODIFIERS for t in tokens[:at]
    ):
        return -1
    last = at + 2 if tokens[at].text in _IN_CHARGE else at + 1
    for index in range(at + 2, len(tokens)):
        word = tokens[index].text
        if (
            word in ORGANISATIONS
            or word in POSTS
            or word in THINGS
            or word in JOINERS
            or word in _AFFAIRS
        ):
            last = index
    return last if last > at + 1 else -1


def _within_post(tokens: tuple[Token, ...], index: int) -> bool:
    word = tokens[index].text
    if word in JOINERS or word in _MODIFIERS or _ADJECTIVE.match(word):
        return any(t.text in POSTS for t in tokens[index + 1 : index + 4])
    if word in ORGANISATIONS or word.isupper():
        return any(t.text in POSTS for t in tokens[index + 1 : index + 4]) or (
            index > 1 and tokens[index - 1].text in JOINERS | {"General"}
        )
    return any(c.kind == "C" for c in candidates(word)) and any(
        t.text in POSTS for t in tokens[index + 1 : index + 3]
    )


def _post_text(text: str, tokens: tuple[Token, ...]) -> str | None:
    if not tokens or not any(t.text in POST_HEADS or t.text in POSTS for t in tokens):
        return None
    return text[_owner_start(text, tokens[0].start) : tokens[-1].end]


def _owner_start(text: str, start: int) -> int:
    """``Russia's Chief of …``: the owner belongs to the post."""
    match = _OWNER.search(text[max(0, start - 40) : start])
    return start - len(match.group()) if match else start


def _personlike(tokens: tuple[Token, ...]) -> bool:
    words = [t.text for t in tokens]
    return (
        len(words) <= _LONGEST_PERSON
        and ORGANISATIONS.isdisjoint(words)
        and THINGS.isdisjoint(words)
        and not all(w.isupper() and len(w) > 1 for w in words)
    )


def _mention(text: str, run: Run, rest: tuple[Token, ...], post: str | None) -> Mention | None:
    words = tuple(t.text for t in rest)
    titled = len(rest) < len(run.tokens) or bool(post)
    spoken = run.after in SPEECH
    kind = _kind(words, titled, spoken, rest, run.before)
    if kind is None:
        return None
    if kind == "person" and not post:
        post = _apposed(text, rest[-1].end)
    sure = kind != "unknown" and (len(words) > 1 or titled or kind == "organisation")
    return Mention(rest[0].start, rest[-1].end, words, kind, post, sure)


def _kind(
    words: tuple[str, ...], titled: bool, spoken: bool, rest: tuple[Token, ...], before: str
) -> Kind | None:
    if not ORGANISATIONS.isdisjoint(words) or words[0] in KNOWN_ORGANISATIONS:
        return "organisation" if len(words) > 1 or words[0] in KNOWN_ORGANISATIONS else None
    if " ".join(words) in AGENCIES or (len(words) == 1 and before in _HOUSES):
        return "organisation"
    if len(words) == 1:
        return _single_kind(words[0], titled)
    if not _personlike(rest) or _is_place(" ".join(words)):
        return None
    if not titled and not spoken and before.lower() in _NO_PERSON_AFTER:
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
    spans: list[Span]
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
        group.spans.append(Span(mention.start, mention.end))
        group.post = group.post or mention.post
        group.sure = group.sure or mention.sure
        if group.kind == "unknown":
            group.kind = mention.kind
    for group in groups.values():
        if group.kind == "unknown" and _common(group.name):
            continue
        if group.sure or len(group.spans) > 1:
            yield Name(_display(text, group), group.kind, tuple(group.spans), group.post)


def _display(text: str, group: _Gathering) -> str:
    if group.kind != "organisation":
        return " ".join(group.name)
    first = group.spans[0]
    return " ".join(text[first.start : first.end].split())


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
    if mention.kind != "organisation" and full and {*mention.words} <= {*full, _bare(full[-1])}:
        return full
    return mention.words


def _bare(last: str) -> str:
    """A last name without its article: ``al-Tarsk`` → ``Tarsk``."""
    particle, _, rest = last.partition("-")
    return rest if rest and particle.islower() else last
