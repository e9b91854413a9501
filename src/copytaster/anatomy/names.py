"""People and organisations the copy names: every mention, joined under the fullest form.

::

    runs → joined runs → parts → mentions with evidence → bearers (full names, aliases, acronyms) → names

By rule where the words tell (a title, a head of organisations, initials in brackets), else by
what all mentions of a name together make likelier.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from copytaster.anatomy.abreast import Steps, whole
from copytaster.anatomy.lexicon import POSTS, SPEECH
from copytaster.anatomy.name_aliases import Bearer, Mention, bearers_of, new_mention
from copytaster.anatomy.name_headings import add_headed, headings, inside, is_headed
from copytaster.anatomy.name_joints import joined_runs
from copytaster.anatomy.name_marks import is_acronym, known_organisation
from copytaster.anatomy.name_parts import Part, Sort, read_run
from copytaster.anatomy.name_people import Words
from copytaster.anatomy.name_posts import owner_start, post_before, post_behind, role_ahead
from copytaster.anatomy.name_words import MEMBERS, OFFICES, PAPERS, ROLES
from copytaster.anatomy.runs import Run
from copytaster.model import Name, Span

_DOTTED = frozenset(["Jr", "Sr"])
_OPENING = {" (": ")", " [": "]"}
# Articles of names, written apart: "al Qaeda".
_ARTICLES = ("al", "el")
# Posts are said where somebody is named first.
_MOST_LOOKED_AT = 8
_TAGS = ("#", "@")
_NET = re.compile(r"\.(?:com|org|net|gov|edu|tv|info|io|co)(?:\.[a-z]{2})?\b")
# Posts written short keep their stop.
_SHORT_POSTS = frozenset(
    ["Sen", "Rep", "Gov", "Gen", "Lt", "Col", "Maj", "Capt", "Sgt", "Adm", "Brig", "Cmdr"]
)


def find_names(text: str, runs: tuple[Run, ...]) -> tuple[Name, ...]:
    """The people and organisations among the runs, in order of first mention."""
    return whole(finding_names(text, runs))


def finding_names(text: str, runs: tuple[Run, ...]) -> Steps[tuple[Name, ...]]:
    """`find_names`, step by step."""
    lines = headings(text)
    headed: list[Run] = []
    prose: list[Run] = []
    for run in runs:
        heading = is_headed(run.words) or (lines and inside(lines, run.start))
        (headed if heading else prose).append(run)
    mentions = list(_mentions(text, prose))
    yield
    bearers = bearers_of(text, mentions)
    yield
    add_headed(bearers, headed)
    return tuple([_name(text, bearer) for bearer in bearers])


def _mentions(text: str, runs: Sequence[Run]) -> Iterator[Mention]:
    waiting: tuple[int, int] | None = None
    joined = joined_runs(text, runs)
    for index, run in enumerate(joined):
        reading = read_run(run.words)
        following = joined[index + 1] if index + 1 < len(joined) else None
        for part in reading.parts:
            post = _post(text, run, part) if part.head < part.first else None
            if waiting and part.head == 0 and text[waiting[1] : run.start] == ", ":
                post = post or waiting
            mention = _mention(text, run, part, post, following)
            if text[mention.start - 1 : mention.start] not in _TAGS:
                yield mention
        # A post before a comma may be that of the name behind it.
        held = reading.post and run.comma
        waiting = (owner_start(text, run.start), run.end) if held else None


def _post(text: str, run: Run, part: Part) -> tuple[int, int] | None:
    """The post written in the run right before the name; a title is none."""
    words = run.words[part.head : part.first]
    if POSTS.isdisjoint(words) and OFFICES.isdisjoint(words) and not any("-" in w for w in words):
        return None
    end = run.stop(part.first - 1)
    short = run.words[part.first - 1] in _SHORT_POSTS and text[end : end + 1] == "."
    return owner_start(text, run.begin(part.head)), end + short


def _mention(
    text: str, run: Run, part: Part, post: tuple[int, int] | None, following: Run | None
) -> Mention:
    start, end, words, sort = _extent(text, run, part)
    first, last = part.first == 0, part.last == len(run.words)
    bracketed = last and following and text[end : end + 2] in _OPENING
    return new_mention(
        (
            start,
            end,
            words,
            "person" if post and sort == "open" else sort,
            run.before if first else run.words[part.first - 1],
            run.after if last else run.words[part.last],
            run.opens and first,
            run.comma and last,
            run.possessive and last,
            post,
            _short(text, end, following) if bracketed and following else (),
        )
    )


def _extent(text: str, run: Run, part: Part) -> tuple[int, int, Words, Sort]:
    """Where the name stands, its words and its sort, with what the run leaves out: ``Jr.``, ``.com``, ``al``."""
    first, last, sort, _ = part
    start = run.begin(first) if first else run.start
    end = run.stop(last - 1) if last < len(run.words) else run.end
    words = run.words[first:last]
    if text[end : end + 1] == ".":
        if words[-1] in _DOTTED:
            return start, end + 1, words, sort
        if net := _NET.match(text, end):
            return start, net.end(), words, "organisation"
    if words[-1] in MEMBERS and text.startswith(" party", end):
        return start, end + len(" party"), (*words, "party"), "organisation"
    if run.before == "The" and len(words) == 1 and words[0] in PAPERS and _ends_phrase(run):
        return start, end, words, "organisation"
    if run.before in _ARTICLES and not first and text[start - 1 : start] == " ":
        words = (f"{run.before}-{words[0]}", *words[1:])
        return start - 3, end, words, "organisation" if known_organisation(words) else sort
    return start, end, words, sort


def _ends_phrase(run: Run) -> bool:
    """Whether the name is all of its phrase: ``The Standard said``, not ``The Standard edition``."""
    return run.possessive or run.after in SPEECH or not run.after[:1].islower()


def _short(text: str, end: int, following: Run) -> Words:
    """The words of an acronym in brackets right behind the name; one opens at ``end``."""
    if following.start != end + 2 or len(following.words) > 1:
        return ()
    if text[following.end : following.end + 1] != _OPENING[text[end : end + 2]]:
        return ()
    return following.words if is_acronym(following.words[0]) else ()


def _name(text: str, bearer: Bearer) -> Name:
    mentions = bearer.mentions
    fullest = mentions[0] if len(mentions) == 1 else max(mentions, key=_length)
    spans = tuple([Span(m.start, m.end) for m in mentions])
    post = _held(text, bearer) if bearer.kind == "person" else None
    display = " ".join(text[fullest.start : fullest.end].split())
    return Name(display, bearer.kind, spans, text[slice(*post)] if post else None)


def _length(mention: Mention) -> int:
    return mention.end - mention.start


def _held(text: str, bearer: Bearer) -> tuple[int, int] | None:
    """The first post said of the person."""
    for mention in bearer.mentions[:_MOST_LOOKED_AT]:
        found = mention.post or _beside(text, mention)
        if found:
            return found
    return None


def _beside(text: str, mention: Mention) -> tuple[int, int] | None:
    """A post said beside the mention in small letters."""
    start, end, before = mention.start, mention.end, mention.before
    found = post_behind(text, end) if text.startswith((", ", " ("), end) else None
    if found is None and (before in ROLES or before[:1].isupper()):
        found = post_before(text, start)
    if found is None and before == ",":
        found = role_ahead(text, start)
    return found
