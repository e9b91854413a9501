"""Through which hands the words came: documents, venues, outlets and agencies the clause names."""

from __future__ import annotations

from collections.abc import Iterable

from copytaster.attribution import lexicon as lx
from copytaster.attribution.capitals import bare
from copytaster.attribution.platforms import platform_in
from copytaster.attribution.roles import DOCUMENTS, EVENTS, MEDIA_HEADS, ROLE_NOUNS
from copytaster.attribution.speakers import Resolver
from copytaster.attribution.tokens import Tokens
from copytaster.model import Link, Span
from copytaster.words import wordset

Range = tuple[int, int]
_OPENERS = wordset("per in on at during via through to with by from after of upon writing")
_MEDIA_PREPOSITIONS = wordset("to with on in by from for of told via through per")
_BREAKERS = wordset(
    ", . ; : ( ) — – ― -- posted published released carried broadcast aired shared quoted seen obtained issued presented "
    "delivered filed sent dated signed addressed given"
)
_TALKS = wordset("interview remarks comments conversation")
_LEADING = lx.ADVERBS | lx.TIME_WORDS
_TRAILING = lx.TIME_WORDS | wordset("on last late early")
_NO_HEADS = lx.DETERMINERS | _OPENERS | lx.CONJUNCTIONS


def adjunct_links(tokens: Tokens, resolver: Resolver, ranges: Iterable[Range]) -> list[Link]:
    """The links named between speaker and content, innermost first."""
    links: list[Link] = []
    for first, last in ranges:
        for chunk in _chunks(tokens, first, last):
            for link in _links_of(tokens, resolver, chunk):
                if all(link.name.lower() != other.name.lower() for other in links):
                    links.append(link)
    return sorted(links, key=lambda link: _ORDER[link.role])


_WHEN = wordset("""
    when asked interviewed appearing talking commenting responding addressing speaking
""")
_ORDER = {"speaker": 0, "document": 1, "venue": 2, "outlet": 3, "agency": 4}


def _chunks(tokens: Tokens, first: int, last: int) -> list[Range]:
    """The range divided at commas and participles ("… | posted on the website")."""
    out, at = [], first
    last = min(last, first + 60)
    for i in range(first, last):
        if tokens.lower[i] in ("citing", "quoting"):  # whom a medium cites is no venue
            last = i
            break
        if _breaks(tokens, i):
            if i > at:
                out.append((at, i))
            at = i + 1
    if at < last:
        out.append((at, last))
    return out


def _breaks(tokens: Tokens, i: int) -> bool:
    word = tokens.lower[i]
    if word in _BREAKERS:  # "the broadcast" is none
        return not word[0].isalpha() or not i or tokens.lower[i - 1] not in lx.DETERMINERS
    return word == "that" or tokens.quote[i] >= 0


def _links_of(tokens: Tokens, resolver: Resolver, chunk: Range) -> list[Link]:
    first, last = chunk
    while last > first and tokens.lower[last - 1] in _TRAILING:
        last -= 1
    i = first
    while i < last and tokens.lower[i] in _LEADING:
        i += 1
    while i < last and tokens.lower[i] in ("on", "in") and _timely(tokens, i + 1, last):
        i = _past_time(tokens, i + 1, last)
    clause = i < last and tokens.lower[i] in ("after", "upon")
    if i >= last or (clause and not lx.SUBJECT_PRONOUNS.isdisjoint(tokens.lower[i:last])):
        return []  # "after he had left the summit"
    return _phrase_links(tokens, resolver, i, last) or _behind_addressee(tokens, resolver, i, last)


def _behind_addressee(tokens: Tokens, resolver: Resolver, first: int, last: int) -> list[Link]:
    """As in "told President Jane Roe in a video conference": where, behind to whom."""
    if tokens.lower[first] in _OPENERS:
        return []
    for i in range(first + 1, last - 1):
        if tokens.lower[i] in _PLACED and tokens.lower[i + 1] in lx.DETERMINERS:
            return _phrase_links(tokens, resolver, i, last)
    return []


_PLACED = wordset("in at during on via through")


def _timely(tokens: Tokens, i: int, last: int) -> bool:
    return i < last and tokens.lower[i] in lx.TIME_WORDS


def _past_time(tokens: Tokens, i: int, last: int) -> int:
    while i < last and (tokens.lower[i] in lx.TIME_WORDS or tokens.word[i].isdigit()):
        i += 1
    return i


def _phrase_links(tokens: Tokens, resolver: Resolver, first: int, last: int) -> list[Link]:
    opener = tokens.lower[first]
    start = first + (opener in _OPENERS)
    while start < last and tokens.lower[start] in lx.DETERMINERS:
        start += 1
    if start >= last:
        return []
    placed = _platform(tokens, resolver, first, last)
    links = placed or _media(tokens, resolver, first, last)
    if placed or (opener not in _OPENERS and opener not in _WHEN):
        return links  # whom it was told: a bare noun is no document and no event
    if not links and opener == "to":
        return []
    if not links and opener == "in" and _is_journal(tokens, start, last):
        return [_link(tokens, "outlet", start, last)]
    return _printed_or_held(tokens, resolver, (start, last), links)


def _printed_or_held(
    tokens: Tokens, resolver: Resolver, phrase: Range, links: list[Link]
) -> list[Link]:
    """The document, event or site of a phrase, with the media links found in it."""
    start, last = phrase
    head = _head_end(tokens, start, last, short=True) - 1
    noun = "" if tokens.capital(head) else tokens.lower[head]
    if noun in DOCUMENTS:
        if links and _adjoins(tokens, links[0], start, last):
            return links
        return [_link(tokens, "document", start, _head_end(tokens, start, last)), *links]
    if noun in EVENTS and not (links and noun in _TALKS):
        name = _event_name(tokens, resolver, start, last)
        return [Link("venue", name, _span(tokens, start, last)), *links]
    if not links and _is_site(tokens, start, last):
        return [_link(tokens, "venue", start, last)]
    return links


def _adjoins(tokens: Tokens, link: Link, start: int, last: int) -> bool:
    """Does the medium's name stand before the document's noun, as in "a Dagblad report"?"""
    head = _head_end(tokens, start, last, short=True)
    return link.span is not None and link.span.end <= tokens.start[head - 1]


def _platform(tokens: Tokens, resolver: Resolver, first: int, last: int) -> list[Link]:
    found = platform_in(tokens, resolver.cast, first, last)
    if found is None:
        return []
    return [Link("venue", found.name, _span(tokens, found.first, found.last))]


def _media(tokens: Tokens, resolver: Resolver, first: int, last: int) -> list[Link]:
    """An outlet or agency the words were given to ("told CNN", "in an interview with The Daily Example")."""
    for i in range(first, last):
        behind = (
            i == first
            or tokens.lower[i - 1] in _MEDIA_PREPOSITIONS
            or tokens.lower[i - 1] in lx.DETERMINERS
        )
        if not behind or tokens.lower[i] in _NO_HEADS:
            continue
        end = _media_end(tokens, i, last)
        i = _named_medium(tokens, i, end)
        name = resolver.cast.expanded(bare(tokens.said(i, end))) if end > i else ""
        role = resolver.cast.role(name)
        if role != "speaker" and _is_medium(tokens, i, end):
            return [Link(role, resolver.names.articled(name), _span(tokens, i, end))]
    return []


def _media_end(tokens: Tokens, i: int, last: int) -> int:
    """The end of a medium's name: before a preposition or time, less the "report" or "interview" it modifies."""
    end = i
    while end < last and (tokens.lower[end] not in _ENDING or _of_name(tokens, end, i, last)):
        end += 1
        if tokens.lower[end - 1].endswith("'s"):  # "CNN's Jane Roe"
            return end
    if end - i > 1 and tokens.lower[end - 1] in _PRINTED and not tokens.capital(end - 1):
        # "a press release", "a news conference"
        released = tokens.lower[end - 2] in ("press", "news", "media") and not tokens.capital(
            end - 2
        )
        end = i if released else end - 1
    if end < last and tokens.lower[end] in _HOSTS and not tokens.capital(end - 1):
        return i  # "the American radio host Jane Roe"
    return end


_HOSTS = ROLE_NOUNS | wordset("host presenter anchor columnist")
_ENDING = (
    lx.PREPOSITIONS | lx.TIME_WORDS | lx.ADVERBS | lx.SUBORDINATORS | lx.SUBJECT_PRONOUNS | _HOSTS
    | wordset("last this even just")
)  # fmt: skip


def _of_name(tokens: Tokens, at: int, first: int, last: int) -> bool:
    """ "Times of Norland": the preposition stands inside the name."""
    if tokens.lower[at] != "of" or at == first or at + 1 >= last:
        return False
    return tokens.capital(at - 1) and tokens.capital(at + 1)


def _named_medium(tokens: Tokens, first: int, last: int) -> int:
    """Where the name begins in "magazine The Pier", "the Norland news channel NTV"."""
    for i in range(last - 2, first - 1, -1):
        if tokens.lower[i] in MEDIA_HEADS and not tokens.capital(i) and tokens.capital(i + 1):
            return i + 1
    return first


_PRINTED = DOCUMENTS | EVENTS | wordset("story reporter programme program show")
_GENERIC_MEDIA = wordset("media press television radio tv broadcaster newspaper newspapers")


def _is_medium(tokens: Tokens, first: int, last: int) -> bool:
    """A medium by name, or of a kind: "local media", "state television"."""
    if any(tokens.capital(k) for k in range(first, last)):
        return True
    return last - first > 1 and tokens.lower[last - 1] in _GENERIC_MEDIA


_JOURNALS = wordset("nature science cell lancet jama bmj plos pnas journal proceedings annals transactions letters")  # fmt: skip


def _is_journal(tokens: Tokens, first: int, last: int) -> bool:
    """A scholarly journal's name ("Nature Coasts", "Journal of Harbours")."""
    words = tokens.lower[first : min(last, first + 8)]
    return tokens.capital(first) and not _JOURNALS.isdisjoint(words)


def _head_end(tokens: Tokens, start: int, last: int, short: bool = False) -> int:
    """The end of the noun phrase: before its first preposition, with an *of* phrase unless ``short``."""
    end = start
    while end < last and tokens.lower[end] not in lx.PREPOSITIONS:
        end += 1
    if short or end >= last or tokens.lower[end] != "of":
        return max(end, start + 1)
    end += 1
    while end < last and tokens.lower[end] not in lx.PREPOSITIONS:
        end += 1
    return end


def _event_name(tokens: Tokens, resolver: Resolver, start: int, last: int) -> str:
    """As in "video conference with Russian President Jane Roe" → "video conference with Jane Roe"."""
    for i in range(start, last - 1):
        if tokens.lower[i] == "with":
            voice = resolver.resolve(i + 1, last, i)
            if voice.names:
                return f"{tokens.said(start, i)} with {' and '.join(voice.names)}"
    return tokens.said(start, last)


def _is_site(tokens: Tokens, start: int, last: int) -> bool:
    return any(
        tokens.lower[i] in ("website", "site", "webpage", "homepage") for i in range(start, last)
    )


def _link(tokens: Tokens, role: str, first: int, last: int) -> Link:
    return Link(role, tokens.said(first, last), _span(tokens, first, last))  # type: ignore[arg-type]


def _span(tokens: Tokens, first: int, last: int) -> Span:
    return Span(tokens.start[first], tokens.end[last - 1])
