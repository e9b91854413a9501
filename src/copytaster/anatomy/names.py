"""People and organisations the copy names: every mention, joined under the fullest form.

::

    runs → joined runs → parts → mentions with evidence → bearers (full names, aliases, acronyms) → names

By rule where the words tell (a title, a head of organisations, initials in brackets), else by
what all mentions of a name together make likelier.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from copytaster.anatomy.lexicon import POSTS
from copytaster.anatomy.name_aliases import Bearer, Mention, Words, bearers_of
from copytaster.anatomy.name_evidence import (
    A_WORK,
    NOTHING,
    PLACING,
    Evidence,
    of_age,
    of_neighbours,
)
from copytaster.anatomy.name_headings import add_headed, headings, inside, is_headed
from copytaster.anatomy.name_joints import joined_runs
from copytaster.anatomy.name_marks import is_acronym, known_organisation
from copytaster.anatomy.name_parts import Part, Sort, read_run
from copytaster.anatomy.name_posts import owner_start, post_before, post_behind, role_ahead
from copytaster.anatomy.name_words import OFFICES
from copytaster.anatomy.runs import Run
from copytaster.anatomy.tagger import leaning
from copytaster.model import Name, Span

_DOTTED = frozenset(["Jr", "Sr"])
_OPENING = {" (": ")", " [": "]"}
# Articles of names, written apart: "al Qaeda".
_ARTICLES = ("al", "el")
_TAGS = ("#", "@")
_QUOTES = ("“", "”", '"')
_NET = re.compile(r"\.(?:com|org|net|gov|edu|tv|info|io|co)(?:\.[a-z]{2})?\b")
# Posts written short keep their stop.
_SHORT_POSTS = frozenset(
    ["Sen", "Rep", "Gov", "Gen", "Lt", "Col", "Maj", "Capt", "Sgt", "Adm", "Brig", "Cmdr"]
)


def find_names(text: str, runs: tuple[Run, ...]) -> tuple[Name, ...]:
    """The people and organisations among the runs, in order of first mention."""
    lines = headings(text)
    headed: list[Run] = []
    prose: list[Run] = []
    for run in runs:
        (headed if is_headed(run.words) or inside(lines, run.start) else prose).append(run)
    bearers = bearers_of(_mentions(text, prose))
    add_headed(bearers, headed)
    return tuple([_name(text, bearer) for bearer in bearers])


def _mentions(text: str, runs: Iterable[Run]) -> Iterator[Mention]:
    waiting: tuple[int, int] | None = None
    joined = list(joined_runs(text, runs))
    for index, run in enumerate(joined):
        reading = read_run(run.words)
        following = joined[index + 1] if index + 1 < len(joined) else None
        for part in reading.parts:
            post = _post(text, run, part)
            if (
                post is None
                and waiting
                and part.first == 0
                and text[waiting[1] : run.start] == ", "
            ):
                post = waiting
            mention = _mention(text, run, part, post, following)
            if text[mention.start - 1 : mention.start] not in _TAGS:
                yield mention
        waiting = _waiting(text, run, reading.post)


def _waiting(text: str, run: Run, size: int) -> tuple[int, int] | None:
    """A post before a comma, which may be that of the name behind it."""
    if not size or not run.comma:
        return None
    return owner_start(text, run.start), run.end


def _post(text: str, run: Run, part: Part) -> tuple[int, int] | None:
    """The post written in the run right before the name; a title is none."""
    words = run.words[part.head : part.first]
    if POSTS.isdisjoint(words) and OFFICES.isdisjoint(words) and not any("-" in w for w in words):
        return None
    tokens = run.tokens
    end = tokens[part.first - 1].end
    short = run.words[part.first - 1] in _SHORT_POSTS and text[end : end + 1] == "."
    return owner_start(text, tokens[part.head].start), end + short


def _mention(
    text: str, run: Run, part: Part, post: tuple[int, int] | None, following: Run | None
) -> Mention:
    start, end, words, sort = _extent(text, run, part)
    whole = part.last == len(run.tokens)
    before = run.before if part.first == 0 else run.words[part.first - 1]
    around = NOTHING
    if sort == "open":
        around = _around(text, run, part, before, (start, end))
        sort = "person" if post else sort
    return Mention(
        start,
        end,
        words,
        sort,
        around,
        part.titled,
        run.opens and part.first == 0,
        before in PLACING,
        post,
        _short(text, end, following) if whole else (),
    )


def _extent(text: str, run: Run, part: Part) -> tuple[int, int, Words, Sort]:
    """Where the name stands, its words and its sort, with what the run leaves out: ``Jr.``, ``.com``, ``al``."""
    start, end = run.tokens[part.first].start, run.tokens[part.last - 1].end
    words, sort = run.words[part.first : part.last], part.sort
    if text[end : end + 1] == ".":
        if words[-1] in _DOTTED:
            return start, end + 1, words, sort
        if net := _NET.match(text, end):
            return start, net.end(), words, "organisation"
    if run.before in _ARTICLES and part.first == 0 and text[start - 1 : start] == " ":
        words = (f"{run.before}-{words[0]}", *words[1:])
        return start - 3, end, words, "organisation" if known_organisation(words) else sort
    return start, end, words, sort


def _around(text: str, run: Run, part: Part, before: str, span: tuple[int, int]) -> Evidence:
    """What stands around the name."""
    whole, words = part.last == len(run.tokens), run.words[part.first : part.last]
    after = run.after if whole else run.words[part.last]
    said = of_neighbours(before, after, run.possessive and whole)
    lean = leaning(words, before, after, run.opens and part.first == 0, run.comma and whole)
    said = said.plus(Evidence(lean.person, lean.organisation, max(lean.place, lean.other)))
    start, end = span
    if whole:
        said = said.plus(of_age(text, end))
    if text[start - 1 : start] in _QUOTES and text[end : end + 1] in _QUOTES:
        said = said.plus(A_WORK)
    return said


def _short(text: str, end: int, following: Run | None) -> Words:
    """The words of an acronym in brackets right behind the name."""
    if following is None or following.start != end + 2 or len(following.words) > 1:
        return ()
    closing = _OPENING.get(text[end : end + 2])
    if closing is None or text[following.end : following.end + 1] != closing:
        return ()
    return following.words if is_acronym(following.words[0]) else ()


def _name(text: str, bearer: Bearer) -> Name:
    fullest = max(bearer.mentions, key=lambda m: m.end - m.start)
    spans = tuple([Span(m.start, m.end) for m in bearer.mentions])
    post = _held(text, bearer) if bearer.kind == "person" else None
    display = " ".join(text[fullest.start : fullest.end].split())
    return Name(display, bearer.kind, spans, text[slice(*post)] if post else None)


def _held(text: str, bearer: Bearer) -> tuple[int, int] | None:
    """The first post said of the person."""
    for mention in bearer.mentions:
        found = mention.post or _beside(text, mention)
        if found:
            return found
    return None


def _beside(text: str, mention: Mention) -> tuple[int, int] | None:
    """A post said beside the mention in small letters."""
    return (
        post_behind(text, mention.end)
        or post_before(text, mention.start)
        or role_ahead(text, mention.start)
    )
