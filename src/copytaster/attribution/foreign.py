"""French, German and Spanish copy: quotations by structure and a short list of speech verbs.

This reaches what these languages share: a quotation or *que/dass* clause
beside a speech verb and its subject, and "selon/laut/según X". It resolves
surnames as in English, but neither pronouns nor descriptions.
"""

from __future__ import annotations

from dataclasses import dataclass

from copytaster.attribution.cast import Cast
from copytaster.attribution.cues import Cue
from copytaster.attribution.drafts import Draft
from copytaster.attribution.lexicon import Verb
from copytaster.attribution.quotations import Content, Range, trim
from copytaster.attribution.sources import Clause
from copytaster.attribution.tokens import Tokens
from copytaster.words import wordset

_MIN_QUOTE = 3  # words
_LONGEST = 25  # tokens of a source


@dataclass(frozen=True, slots=True)
class Tongue:
    """The words of one language that reporting needs."""

    verbs: frozenset[str]
    auxiliaries: frozenset[str]
    that: frozenset[str]
    according: tuple[tuple[str, ...], ...]
    stops: frozenset[str]


TONGUES: dict[str, Tongue] = {
    "fr": Tongue(
        wordset(
            "déclaré dit affirmé indiqué expliqué ajouté annoncé précisé estimé assuré souligné averti dénoncé "
            "écrit rappelé confirmé reconnu répondu lancé martelé regretté commenté poursuivi conclu "
            "déclare affirme indique explique ajoute annonce précise estime assure souligne rappelle confirme "
            "reconnaît répond lance déclarait expliquait"
        ),
        wordset("a ont avait avaient"),
        frozenset(("que", "qu")),
        (("selon",), ("d'après",), ("d", "après")),
        wordset("dans sur lors à au aux après avant jeudi lundi mardi mercredi vendredi samedi dimanche en devant que et"),
    ),
    "de": Tongue(
        wordset(
            "sagte sagt erklärte erklärt betonte betont teilte meinte meint berichtete berichtet schrieb schreibt "
            "fügte warnte warnt kündigte forderte fordert kritisierte kritisiert ergänzte bestätigte "
            "behauptete sagten erklärten teilten versicherte räumte so"
        ),
        frozenset(),
        frozenset(("dass",)),
        (("laut",), ("nach", "angaben", "von"), ("nach", "angaben", "der"), ("nach", "angaben", "des"), ("zufolge",)),
        wordset("am in im bei auf nach vor dem den dass und mit hinzu mit gegenüber"),
    ),
    "es": Tongue(
        wordset(
            "dijo afirmó aseguró declaró explicó señaló añadió indicó anunció informó sostuvo advirtió subrayó "
            "destacó escribió reconoció confirmó agregó manifestó expresó comentó apuntó recordó "
            "dijeron afirmaron aseguraron dice afirma asegura explica señala añade"
        ),
        wordset("ha han había"),
        frozenset(("que",)),
        (("según",), ("de", "acuerdo", "con")),
        wordset("en durante tras ante a al el lunes martes miércoles jueves viernes sábado domingo que y"),
    ),
}  # fmt: skip


def foreign_drafts(tokens: Tokens, cast: Cast, language: str) -> list[Draft]:
    """The statements of copy in one of `TONGUES`, in reading order."""
    del cast  # who is who is the resolver's part, as in English
    tongue = TONGUES[language]
    drafts: list[Draft] = []
    for first, last in tokens.bounds:
        draft = _of_verb(tokens, tongue, first, last) or _of_phrase(tokens, tongue, first, last)
        if draft is not None:
            drafts.append(draft)
    return drafts


def _of_verb(tokens: Tokens, tongue: Tongue, first: int, last: int) -> Draft | None:
    for i in range(first, last):
        if tokens.quote[i] < 0 and tokens.lower[i] in tongue.verbs:
            draft = _at_verb(tokens, tongue, i, first, last)
            if draft is not None:
                return draft
    return None


def _at_verb(tokens: Tokens, tongue: Tongue, i: int, first: int, last: int) -> Draft | None:
    head = i - (i > first and tokens.lower[i - 1] in tongue.auxiliaries)
    cue = Cue(i, i + 1, head, "finite", Verb(tokens.lower[i], frozenset("s")))
    before = _quote_before(tokens, head, first)
    if before is not None:
        source = _right_source(tokens, tongue, i + 1, last) or _left_source(tokens, before[1], head)
        return _draft(cue, source, (before,))
    source = _left_source(tokens, first, head) or _right_source(tokens, tongue, i + 1, last)
    behind = _content_behind(tokens, tongue, i + 1, last)
    return _draft(cue, source, (behind,)) if source and behind else None


def _draft(cue: Cue, source: Range | None, parts: tuple[Range, ...]) -> Draft:
    left = min(cue.head, source[0]) if source else cue.head
    right = max(cue.last, source[1]) if source else cue.last
    return Draft(Content(parts), Clause(cue, source, left, right))


def _quote_before(tokens: Tokens, head: int, first: int) -> Range | None:
    at = head - 1
    while at > first and (tokens.word[at] in ",—–-" or head - at <= 2) and tokens.quote[at] < 0:
        at -= 1
    if at < first or not tokens.closes_quote(at):
        return None
    opened, closed = tokens.inside[tokens.quote[at]]
    return (opened, closed) if closed - opened - 2 >= _MIN_QUOTE else None


def _right_source(tokens: Tokens, tongue: Tongue, first: int, last: int) -> Range | None:
    """The subject behind its verb: "…, a déclaré le ministre Jean Exemple"."""
    end = first
    while end < min(last, first + _LONGEST) and tokens.quote[end] < 0:
        if tokens.word[end] in ",.;:!?()" or tokens.lower[end] in tongue.stops:
            break
        end += 1
    return (first, end) if any(tokens.capital(k) for k in range(first, end)) else None


def _left_source(tokens: Tokens, first: int, end: int) -> Range | None:
    """The subject before its verb, behind the last comma."""
    start = end
    while start > max(first, end - _LONGEST) and tokens.quote[start - 1] < 0:
        if tokens.word[start - 1] in ",.;:!?()—–":
            break
        start -= 1
    return (start, end) if start < end and tokens.capital(end - 1) else None


def _content_behind(tokens: Tokens, tongue: Tongue, first: int, last: int) -> Range | None:
    for i in range(first, min(last, first + _LONGEST)):
        if tokens.opens_quote(i):
            return trim(tokens, i, tokens.inside[tokens.quote[i]][1])
        word = tokens.lower[i].split("'")[0]
        if word in tongue.that:
            start = i if "'" in tokens.lower[i] else i + 1
            return trim(tokens, start, last)
    return None


def _of_phrase(tokens: Tokens, tongue: Tongue, first: int, last: int) -> Draft | None:
    for i in range(first, last):
        for words in tongue.according:
            end = i + len(words)
            if tokens.quote[i] < 0 and end < last and tuple(tokens.lower[i:end]) == words:
                return _at_phrase(tokens, tongue, i, end, first, last)
    return None


def _at_phrase(
    tokens: Tokens, tongue: Tongue, i: int, end: int, first: int, last: int
) -> Draft | None:
    source = _right_source(tokens, tongue, end, last)
    if source is None:
        return None
    leading = i == first
    part = trim(tokens, source[1], last) if leading else trim(tokens, first, i)
    if part is None or part[1] - part[0] < _MIN_QUOTE:
        return None
    cue = Cue(i, end, i, "phrase", Verb(tokens.lower[i], frozenset("s")))
    return _draft(cue, source, (part,))
