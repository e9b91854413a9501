"""A story's statements: drafts with their speakers named, their chains built, their spans in code points."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

from copytaster.anatomy import Steps, whole
from copytaster.attribution import lexicon as lx
from copytaster.attribution.anonymity import Hiding
from copytaster.attribution.chains import adjunct_links
from copytaster.attribution.cues import has_cue
from copytaster.attribution.drafts import Draft, drafts_of
from copytaster.attribution.foreign import TONGUES, foreign_drafts
from copytaster.attribution.platforms import platform_in
from copytaster.attribution.roles import DOCUMENTS, MEDIA_HEADS
from copytaster.attribution.speakers import NOBODY, Resolver, resolver_of
from copytaster.attribution.tokens import Tokens, tokenise
from copytaster.attribution.voices import Voice
from copytaster.model import Link, Span, Statement, StatementKind, Story, Time
from copytaster.words import wordset

Range = tuple[int, int]
_ENGLISH = frozenset(("en", "un"))  # "un": the language could not be told


def attribute(story: Story, tokens: Tokens | None = None) -> tuple[Statement, ...]:
    """Who said what in this story, through whom, in reading order.

    Reads only ``story``'s kept copy and what `anatomy` found in it; never
    raises on any text. Spans are code-point offsets into ``story.text``.
    ``speakers`` is empty where the text does not say. ``tokens`` are those
    `tokenise` made of the story, where the caller has them.
    """
    return whole(attributing(story, tokens or tokenise(story)))


def attributing(story: Story, tokens: Tokens) -> Steps[tuple[Statement, ...]]:
    """`attribute`, step by step: for several stories `abreast`."""
    foreign = (story.language or "en") not in _ENGLISH
    if not foreign and not has_cue(tokens):
        return ()
    resolver = resolver_of(story, tokens)
    yield
    if foreign and story.language not in TONGUES:
        return ()
    if story.language in TONGUES:
        drafts = foreign_drafts(tokens, resolver.cast, story.language)
    else:
        drafts = drafts_of(tokens, resolver.cast)
    yield
    writer = _Writer(story, tokens, resolver, Hiding(tokens), [t.start for t in story.times])
    return writer.write(drafts)


@dataclass(frozen=True, slots=True)
class _Last:
    """Who spoke last: the sentence it ended in, the voice, and the phrase that named it."""

    sentence: int
    voice: Voice
    source: Range | None


@dataclass(slots=True)
class _Writer:
    story: Story
    tokens: Tokens
    resolver: Resolver
    hiding: Hiding
    begins: list[int]  # of the story's times, in reading order
    last: _Last | None = None

    def write(self, drafts: list[Draft]) -> tuple[Statement, ...]:
        written: dict[int, Statement] = {}
        out: list[Statement] = []
        for draft in drafts:
            statement = self._statement(draft, f"{self.story.id}:s{len(out) + 1}")
            written[id(draft)] = statement
            out.append(statement)
        return tuple(
            replace(s, inside=written[id(d.outer)].id)
            if d.outer is not None and id(d.outer) in written
            else s
            for d, s in zip(drafts, out, strict=True)
        )

    def _statement(self, draft: Draft, name: str) -> Statement:
        voice, chain = self._voice_and_chain(draft)
        cue = draft.cue
        source = draft.clause.source if draft.clause else self._going_on()
        kind = self._kind(draft.content.parts)
        return Statement(
            id=name,
            content=tuple(self._span(p) for p in draft.content.parts),
            cue=(self._span((cue.first, cue.last)),) if cue else (),
            source=self._sources(draft, source),
            kind=kind,
            speakers=voice.names,
            post=voice.post,
            chain=chain,
            said_at=self._said_at(draft),
            negated=bool(cue and cue.negated) or self._nobody(source),
            hypothetical=cue.hypothetical if cue else False,
            anonymous=self._anonymous(draft, voice),
            confidence=_confidence(draft, voice, kind),
        )

    def _sources(self, draft: Draft, source: Range | None) -> tuple[Span, ...]:
        """The phrase that names the source, and the *who* that stands for it."""
        if source is None:
            return ()
        relative = draft.clause.relative if draft.clause else None
        return (self._span(source), *([self._span(relative)] if relative else []))

    def _nobody(self, source: Range | None) -> bool:
        return source is not None and self.tokens.lower[source[0]] in NOBODY

    def _span(self, part: Range) -> Span:
        return Span(self.tokens.start[part[0]], self.tokens.end[part[1] - 1])

    def _kind(self, parts: tuple[Range, ...]) -> StatementKind:
        """Direct when every word is quoted, mixed when some are, else indirect."""
        quote = self.tokens.quote
        if all(max(quote[a:b]) < 0 for a, b in parts):
            return "indirect"
        words = [i for a, b in parts for i in range(a, b) if self.tokens.word[i][0].isalnum()]
        quoted = sum(quote[i] >= 0 for i in words)
        if not quoted:
            return "indirect"
        return "direct" if quoted == len(words) else "mixed"

    # -- voices and chains ------------------------------------------------

    def _voice_and_chain(self, draft: Draft) -> tuple[Voice, tuple[Link, ...]]:
        if draft.clause is None:
            voice = self._continuing(draft)
            return voice, tuple(self._own_links(voice, None, stated=False))
        source = draft.clause.source
        at = draft.clause.cue.first
        voice = self.resolver.resolve(*source, at) if source else Voice()
        outer: list[Link] = []
        if draft.cited is not None and not self._is_person(voice):
            outer = self._named_links(_as_medium(voice), source)
            source = draft.cited
            voice = self.resolver.resolve(*draft.cited, at)
        adjuncts = adjunct_links(self.tokens, self.resolver, self._adjuncts(draft))
        own = [*self._own_links(voice, source), *self._platform_of_cue(draft, voice)]
        links = [*own, *self._house(source), *adjuncts, *outer, *self._relay_links(draft, at)]
        chain = _unrepeated(links)
        voice = self._with_venue(voice, chain)
        self._remember(draft, voice, source)
        return voice, chain

    def _platform_of_cue(self, draft: Draft, voice: Voice) -> list[Link]:
        """Where "tweeted" says the words stood, or the verb before: "replied on Telegram, calling it …"."""
        cue = draft.cue
        if cue is None or voice.venue is not None:
            return []
        if cue.verb.lemma not in _TWEETING:
            return self._platform_before(draft)
        return [Link("venue", "Twitter", self._span((cue.first, cue.last)), True)]

    def _house(self, source: Range | None) -> list[Link]:
        """As in "The BBC's Jane Roe": the medium she reports for."""
        if source is None:
            return []
        for i in range(source[0], source[1] - 2):
            if self.tokens.lower[i].endswith("'s") and self.tokens.capital(i + 1):
                name = self.resolver.names.plain(source[0], i + 1)
                role = self.resolver.cast.role(name)
                if role != "speaker" and name.lower() not in MEDIA_HEADS:
                    return [Link(role, name, self._span((source[0], i + 1)))]
        return []

    def _platform_before(self, draft: Draft) -> list[Link]:
        clause = draft.clause
        if clause is None or clause.source is None or not clause.shared:
            return []
        first, last = clause.source[1], min(clause.first, clause.source[1] + _LONGEST_MAIN)
        if clause.cue.kind != "participle" or first >= last:
            return []
        found = platform_in(self.tokens, self.resolver.cast, first, last)
        if found is not None and self.tokens.lower[found.first - 1] in ("on", "via", "to"):
            return [Link("venue", found.name, self._span((found.first, found.last)))]
        return self._issued(first, last)

    def _issued(self, first: int, last: int) -> list[Link]:
        """As in "released a statement saying": what the words were put out in."""
        head = last - 1 - (self.tokens.word[last - 1] == ",")
        if head <= first or self.tokens.lower[head] not in DOCUMENTS or self.tokens.capital(head):
            return []
        for i in range(head - 1, max(first - 1, head - 6), -1):
            if self.tokens.lower[i] in lx.DETERMINERS:
                put_out = i > first - 1 and self.tokens.lower[i - 1] in _PUTTING_OUT
                name, span = self.tokens.said(i + 1, head + 1), self._span((i + 1, head + 1))
                return [Link("document", name, span)] if put_out else []
        return []

    def _is_person(self, voice: Voice) -> bool:
        return bool(voice.names) and self.resolver.cast.is_person(voice.names[0])

    def _remember(self, draft: Draft, voice: Voice, source: Range | None) -> None:
        assert draft.clause is not None
        sentence = self.tokens.sentence[draft.clause.cue.first]
        plural = source is not None and self.tokens.lower[source[1] - 1].endswith("s")
        self.resolver.hearing.remember(sentence, voice, plural or len(voice.names) > 1)
        self.last = _Last(self.tokens.sentence[draft.content.parts[-1][1] - 1], voice, source)

    def _continuing(self, draft: Draft) -> Voice:
        """A quotation by itself goes on for whom the paragraph before, or this one, let speak."""
        if self.last is None:
            return Voice()
        here = self.tokens.sentence[draft.content.parts[0][0]]
        last = self._introduced(here) or self.last
        if self.tokens.paragraph[here] - self.tokens.paragraph[last.sentence] > 1:
            last = _Last(here, Voice(), None)
        end = self.tokens.sentence[draft.content.parts[-1][1] - 1]
        self.last = replace(last, sentence=end)
        return last.voice

    def _introduced(self, here: int) -> _Last | None:
        """As in "That left Roe unimpressed. “…”": the one person the sentence before names, if nobody spoke in it."""
        before = here - 1
        assert self.last is not None
        if (
            before <= self.last.sentence
            or self.tokens.paragraph[before] != self.tokens.paragraph[here]
        ):
            return None
        people = self.resolver.pronouns.people_in(before)
        if len({name for name, _ in people}) != 1:
            return None
        name, span = people[0]
        return _Last(before, self.resolver.names.person(name), span)

    def _going_on(self) -> Range | None:
        """The phrase that named whom a quotation by itself goes on for."""
        return self.last.source if self.last else None

    def _own_links(self, voice: Voice, source: Range | None, stated: bool = True) -> list[Link]:
        links = self._named_links(voice, source, stated)
        if voice.document is not None:
            links.append(
                Link("document", voice.document, self._span(source) if source else None, stated)
            )
        if voice.venue is not None:
            links.append(Link("venue", voice.venue, self._span(source) if source else None, stated))
        if voice.holder is not None:
            role = self.resolver.cast.role(voice.holder)
            links.append(Link(role, voice.holder, self._span(source) if source else None, stated))
        return links

    def _named_links(self, voice: Voice, source: Range | None, stated: bool = True) -> list[Link]:
        if not voice.names:
            return []
        span = self._span(source) if source else None
        if len(voice.names) > 1:
            return [Link(voice.role, _joined(voice.names), span, stated)]
        return [Link(voice.role, voice.names[0], span, stated)]

    def _relay_links(self, draft: Draft, at: int) -> list[Link]:
        links: list[Link] = []
        for first, last in draft.relays:
            voice = self.resolver.resolve(first, last, at)
            if draft.cue is not None and draft.cue.kind == "quoting" and not self._is_person(voice):
                voice = _as_medium(voice)
            links.extend(self._own_links(voice, (first, last)))
        if draft.outer is not None and draft.outer.clause and draft.outer.clause.source:
            first, last = draft.outer.clause.source
            links.extend(self._named_links(self.resolver.resolve(first, last, at), (first, last)))
        return links

    def _adjuncts(self, draft: Draft) -> list[Range]:
        """The clause's own words besides source and cue: before its content, behind it, between the two."""
        clause = draft.clause
        assert clause is not None
        ranges = list(draft.content.adjuncts)
        if clause.source is not None and not clause.shared and clause.source[1] < clause.cue.head:
            ranges.insert(0, (clause.source[1], clause.cue.head))
        if clause.source is not None and clause.shared:
            ranges.append(self._between(clause.source[1], clause.first))
        opening = self.tokens.bounds[self.tokens.sentence[clause.first]][0]
        if self.tokens.lower[opening] in _OPENING and clause.cue.kind != "noun":
            if clause.shared and clause.source is not None:
                ranges.insert(0, (opening, clause.source[0]))
            elif draft.first == clause.first:
                ranges.insert(0, (opening, clause.first))
        ranges.append(self._behind(draft))
        return [r for r in ranges if r[0] < r[1]]

    def _between(self, first: int, last: int) -> Range:
        """As in "Roe, speaking to the Herald, said …, adding": the adjunct between the source and its first verb."""
        if first >= last or self.tokens.word[first] != ",":
            return (0, 0)
        for i in range(first + 1, min(last, first + _LONGEST_ASIDE)):
            if self.tokens.word[i] == ",":
                return (first, i)
            if self.tokens.quote[i] >= 0:
                break
        return (0, 0)

    def _behind(self, draft: Draft) -> Range:
        """As in "… called it “a mess” on Telegram.": a short adjunct behind a quotation that ends the content."""
        end = draft.content.parts[-1][1]
        last = self.tokens.bounds[self.tokens.sentence[end - 1]][1]
        short = 1 < last - end <= _LONGEST_TAIL and self.tokens.lower[end] in _TAILS
        return (end, last) if short and self.tokens.closes_quote(end - 1) else (0, 0)

    def _with_venue(self, voice: Voice, chain: tuple[Link, ...]) -> Voice:
        """What the clause says of document and venue, kept for "the post" and "the statement" to come."""
        venue = next((link.name for link in chain if link.role == "venue"), voice.venue)
        document = next((link.name for link in chain if link.role == "document"), voice.document)
        if venue == voice.venue and document == voice.document:
            return voice
        return replace(voice, venue=venue, document=document)

    # -- the rest ---------------------------------------------------------

    def _said_at(self, draft: Draft) -> str | None:
        """The time nearest the cue in the clause's own words, or that opens its sentence."""
        clause = draft.clause
        if clause is None or not self.story.times:
            return None
        start, end = self.tokens.start, self.tokens.end
        first, last = self.tokens.bounds[self.tokens.sentence[clause.first]]
        times = self._times_in(start[first], end[last - 1])
        if not times:
            return None
        ranges = [*self._adjuncts(draft), (clause.first, clause.last), (first, draft.first)]
        spans = [(start[a], end[b - 1]) for a, b in ranges if a < b]
        cue = start[clause.cue.first]
        near = [t for t in times if any(a <= t.start and t.end <= b for a, b in spans)]
        return min(near, key=lambda t: abs(t.start - cue)).value if near else None

    def _times_in(self, start: int, end: int) -> list[Time]:
        """The days and hours that begin in ``[start, end)``."""
        times, begins = self.story.times, self.begins
        at = bisect_left(begins, start)
        found = times[at : bisect_left(begins, end, at)]
        return [t for t in found if t.value and t.type in ("DATE", "TIME")]

    def _anonymous(self, draft: Draft, voice: Voice) -> bool:
        if draft.clause is None or draft.clause.source is None:
            return False
        return self.hiding.hides(*draft.clause.source, person=self._is_person(voice))


def _confidence(draft: Draft, voice: Voice, kind: StatementKind) -> float:
    """By pattern, less 0.2 where nobody could be named."""
    score = _CONFIDENCE.get(draft.clause.cue.kind if draft.clause else "none", 0.7)
    if kind == "direct" and draft.clause is not None:
        score = max(score, 0.95)
    return round(score - (0 if voice.names else 0.2), 2)


_PUTTING_OUT = wordset("issued released sent published posted delivered gave wrote made filed signed shared issuing releasing issues releases read")  # fmt: skip
_TWEETING = frozenset(("tweet", "retweet"))
_OPENING = wordset(
    "in at on during speaking writing via through when asked interviewed appearing talking commenting responding "
    "addressing posting tweeting"
)
_TAILS = wordset("on via in at during to")
_LONGEST_ASIDE = 12  # tokens between the commas behind a source
_LONGEST_TAIL = 10  # tokens of an adjunct behind a quotation
_LONGEST_MAIN = 40  # tokens of the verb phrase before a participle
# Near the share of contents that outside readers mark too (PolNeAR dev: direct speech with a cue .95,
# "according to" .88, a finite verb .79, a participle .83, a quotation by itself .74).
_CONFIDENCE = {
    "finite": 0.8,
    "phrase": 0.9,
    "participle": 0.75,
    "passive": 0.6,
    "noun": 0.6,
    "quoting": 0.8,
    "none": 0.5,
}


def _as_medium(voice: Voice) -> Voice:
    """Who quotes or cites somebody else is a medium here, known by name or not."""
    return replace(voice, role="outlet") if voice.role == "speaker" else voice


def _joined(names: tuple[str, ...]) -> str:
    return ", ".join(names[:-1]) + " and " + names[-1]


def _unrepeated(links: list[Link]) -> tuple[Link, ...]:
    """The links, each name once, innermost first."""
    seen: set[str] = set()
    out = []
    for link in links:
        key = link.name.lower()
        if key not in seen:
            seen.add(key)
            out.append(link)
    return tuple(out)
