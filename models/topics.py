"""Train the model that tells topics by words.

    python models/topics.py [--articles ../shared/gold/wikinews/wikinews_en.jsonl]
                            [--vocabulary ../shared/corpus/iptc/mediatopics/cptall-x-all.json]

Needs numpy. Writes src/copytaster/anatomy/data/topics.z; see topics.md. The same data give the
same model.

    articles + labels, concepts + definitions, our own words → documents → weights → steps → file
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from copytaster.anatomy import topic_model
from copytaster.anatomy.topic_model import TopicModel, words

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
ARTICLES = SHARED / "gold/wikinews/wikinews_en.jsonl"
VOCABULARY = SHARED / "corpus/iptc/mediatopics/cptall-x-all.json"
LABELS = ROOT / "models/topics_labels.jsonl"
OWN = ROOT / "models/topics_words.txt"
TARGET = ROOT / "src/copytaster/anatomy" / topic_model.FILE
CREDIT = (
    "Trained on English Wikinews (CC BY 2.5, by its contributors; partly public domain), names and "
    "definitions of IPTC Media Topics (CC BY 4.0, copyright IPTC) and our own words"
)
SEED = 20261123
LETTERS = dict(zip("ACDEUNHILSPRTOXWM", range(1, 18), strict=True))
# What the main topic of several has of a story, the rest share the rest.
MAIN = 0.65
# Articles give their head, pieces of this many words, and their title.
HEAD, PIECE, PIECES = 150, 75, 6
# A word of more than this share of articles tells nothing; one in fewer documents, too little.
COMMONEST, FEWEST = 0.3, 3
# How much documents of a kind weigh.
HEADS, PIECES_WEIGH, TITLES, CONCEPTS, LINES, PARTS, MIXED = 1.0, 0.25, 0.3, 0.4, 3.0, 1.5, 1.0
L2, STEPS, RATE, FOLDS = 0.2, 120, 0.05, 5
# Below these confidences nothing is said: of the likeliest topic, of one behind it.
LEAST, LEAST_FURTHER = 0.7, 0.6
# Nobody is surer than this; a pool of neighbours has at least so many; a story that is no
# Wikinews article counts so often, for there are few.
MOST, POOL, OFTEN = 0.98, 40, 4

Bag = dict[str, int]
Array = Any


class Document(NamedTuple):
    """Words with counts, topics (the main one first, of either level), weight, article or -1."""

    bag: Bag
    topics: tuple[str, ...]
    weight: float
    article: int = -1


def main() -> None:
    """Train and write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=Path, default=ARTICLES)
    options.add_argument("--vocabulary", type=Path, default=VOCABULARY)
    options.add_argument("--target", type=Path, default=TARGET)
    chosen = options.parse_args()
    articles = list(_articles(chosen.articles))
    concepts = _concepts(chosen.vocabulary)
    documents = [*_of_articles(articles), *_of_concepts(concepts), *_of_lines(articles)]
    known = _known(documents, articles)
    tops = sorted({t for d in documents for t in d.topics if t.endswith("000000")})
    model = _trained(documents, known, tops)
    answers = list(_crossed(documents, articles, known, tops))
    model = model._replace(
        first=_steps(answers, 0, LEAST), further=_steps(answers, 1, LEAST_FURTHER)
    )
    data = topic_model.pack(model)
    chosen.target.write_bytes(data)
    print(f"{len(documents)} documents, {len(known)} words, {len(data)} bytes")
    print(f"first {model.first}\nfurther {model.further}")


def _articles(path: Path) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Title, text and topics of the labelled articles."""
    labels = {row["key"]: row["topics"] for row in map(json.loads, LABELS.open())}
    for row in map(json.loads, path.open(encoding="utf-8")):
        key = hashlib.sha256(f"wikinews:{row['id']}".encode()).hexdigest()[:16]
        if key in labels:
            yield row["title"] or "", row["text"], tuple(labels[key])


def _concepts(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Name and definition of every concept in use, with its top-level topic."""
    table = {c["qcode"][-8:]: c for c in json.loads(path.read_text("utf-8"))["conceptSet"]}
    for code, concept in sorted(table.items()):
        top = code
        while table[top].get("broader"):
            top = table[top]["broader"][0][-8:]
        if "retired" not in concept:
            yield f"{concept['prefLabel']['en-GB']} {concept['definition']['en-GB']}", (top,)


def _bag(text: str, title: str = "") -> Bag:
    bag = Counter(words(text))
    for word in words(title):
        bag[word] += 2
    return bag


def _of_articles(articles: Sequence[tuple[str, str, tuple[str, ...]]]) -> Iterator[Document]:
    for number, (title, text, topics) in enumerate(articles):
        said = text.split()
        yield Document(_bag(" ".join(said[:HEAD]), title), topics, HEADS, number)
        for at in range(0, min(len(said) - 30, PIECE * PIECES), PIECE):
            piece = " ".join(said[at : at + PIECE])
            yield Document(_bag(piece), topics, PIECES_WEIGH, number)
        if title:
            yield Document(_bag(title), topics, TITLES, number)


def _of_concepts(concepts: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[Document]:
    return (Document(_bag(text), topics, CONCEPTS) for text, topics in concepts)


def _of_lines(articles: Sequence[tuple[str, str, tuple[str, ...]]]) -> Iterator[Document]:
    """Each line of our own words whole, in random parts, and in parts among words of any news."""
    draw = random.Random(SEED)
    spread = Counter(w for title, text, _ in articles for w in words(f"{title} {_start(text)}"))
    common = sorted(w for w, n in spread.items() if n >= 15)
    for line in OWN.read_text("utf-8").splitlines():
        if not line or line[0] == "#":
            continue
        about, _, said = line.partition(" ")
        letters, _, second = about.partition("/")
        topics = tuple(f"{LETTERS[c]:02}000000" for c in letters if c != "-")
        topics += (second,) if second else ()
        own = sorted(words(said))
        yield Document(_bag(said), topics, LINES)
        for _ in range(8):
            part = draw.sample(own, max(5, len(own) // 3))
            yield Document(dict.fromkeys(part, 1), topics, PARTS)
        for _ in range(4):
            part = draw.sample(own, max(5, len(own) // 3)) + draw.sample(common, 40)
            yield Document(dict.fromkeys(part, 1), topics, MIXED)


def _start(text: str) -> str:
    return " ".join(text.split()[:300])


def _known(
    documents: Sequence[Document], articles: Sequence[tuple[str, str, tuple[str, ...]]]
) -> list[str]:
    """The words that have weights."""
    seen = Counter(word for d in documents for word in d.bag)
    spread = Counter(w for title, text, _ in articles for w in words(f"{title} {_start(text)}"))
    common = {w for w, n in spread.items() if n > COMMONEST * len(articles)}
    return sorted(w for w, n in seen.items() if n >= FEWEST and w not in common)


class Sparse(NamedTuple):
    """Rows of (column, value), by row and by column."""

    rows: Array
    columns: Array
    values: Array
    shape: tuple[int, int]

    def times(self, dense: Array) -> Array:
        """This by a dense matrix."""
        return _gathered(self.rows, self.values[:, None] * dense[self.columns], self.shape[0])

    def turned(self) -> Sparse:
        """Rows as columns."""
        order = np.argsort(self.columns, kind="stable")
        return Sparse(self.columns[order], self.rows[order], self.values[order], self.shape[::-1])


def _gathered(rows: Array, parts: Array, height: int) -> Array:
    """The sum of the parts of each row; rows come in order."""
    out = np.zeros((height, parts.shape[1]))
    if len(rows):
        starts = np.flatnonzero(np.r_[True, rows[1:] != rows[:-1]])
        out[rows[starts]] = np.add.reduceat(parts, starts, axis=0)
    return out


def _matrix(bags: Sequence[Bag], known: Sequence[str]) -> Sparse:
    """A row a bag: counts over the root of their sum, as ``TopicModel.shares`` has it."""
    at = {word: i for i, word in enumerate(known)}
    rows, columns, values = [], [], []
    for number, bag in enumerate(bags):
        held = sorted((at[w], n) for w, n in bag.items() if w in at)
        norm = sum(n for _, n in held) ** 0.5
        for column, n in held:
            rows.append(number)
            columns.append(column)
            values.append(n / norm)
    return Sparse(np.array(rows), np.array(columns), np.array(values), (len(bags), len(known)))


def _targets(documents: Sequence[Document], codes: Sequence[str]) -> Array:
    """A share for each code: the main one's, the rest of the rest; all alike where none is true."""
    at = {code: i for i, code in enumerate(codes)}
    wanted = np.zeros((len(documents), len(codes)))
    for number, document in enumerate(documents):
        true = [at[t] for t in document.topics if t in at]
        for place, column in enumerate(true):
            rest = (1 - MAIN) / max(1, len(true) - 1)
            wanted[number, column] = 1.0 if len(true) == 1 else MAIN if place == 0 else rest
        if not true:
            wanted[number] = 1 / len(codes)
    return wanted


def _fitted(given: Sparse, wanted: Array, weights: Array) -> tuple[Array, Array]:
    """Softmax regression by Adam: weights of words, bias of topics."""
    turned, whole = given.turned(), weights.sum()
    found = [np.zeros((given.shape[1], wanted.shape[1])), np.zeros(wanted.shape[1])]
    first, second = [np.zeros_like(f) for f in found], [np.zeros_like(f) for f in found]
    for step in range(1, STEPS + 1):
        off = (_softmax(given.times(found[0]) + found[1]) - wanted) * weights[:, None] / whole
        slopes = [turned.times(off) + L2 * found[0] / whole, off.sum(0)]
        for f, slope, m, v in zip(found, slopes, first, second, strict=True):
            m += 0.1 * (slope - m)
            v += 0.01 * (slope * slope - v)
            f -= RATE * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.99**step)) + 1e-9)
    return found[0], found[1]


def _softmax(scores: Array) -> Array:
    raised = np.exp(scores - scores.max(1, keepdims=True))
    return raised / raised.sum(1, keepdims=True)


def _trained(
    documents: Sequence[Document], known: Sequence[str], codes: Sequence[str]
) -> TopicModel:
    """A model whose weights are bytes."""
    weights, bias = _fitted(
        _matrix([d.bag for d in documents], known),
        _targets(documents, codes),
        np.array([d.weight for d in documents]),
    )
    scale = float(np.abs(weights).max()) / 127
    whole = np.round(weights / scale).astype(int) + 128
    wide = [b"".join(int(n).to_bytes(4, "little") for n in row) for row in whole]
    rows = {w: int.from_bytes(row, "little") for w, row in zip(known, wide, strict=True)}
    told = tuple(round(float(b), 4) for b in bias)
    return TopicModel(tuple(codes), told, scale, rows, (), (), CREDIT)


Answer = tuple[list[tuple[float, str]], tuple[str, ...]]


def _crossed(
    documents: Sequence[Document],
    articles: Sequence[tuple[str, str, tuple[str, ...]]],
    known: Sequence[str],
    codes: Sequence[str],
) -> Iterator[Answer]:
    """What models that have not seen an article say of it, and what is true; then the same of the
    labelled stories of the dev half."""
    for fold in range(FOLDS):
        rest = [d for d in documents if d.article < 0 or d.article % FOLDS != fold]
        model = _trained(rest, known, codes)
        for title, text, topics in articles[fold::FOLDS]:
            yield model.shares(title[:300], text[:1000]), topics
    yield from _of_dev(_trained(documents, known, codes))


def _of_dev(model: TopicModel) -> Iterator[Answer]:
    sys.path.insert(0, str(ROOT / "bench"))
    from _topics import labelled

    for story in labelled(SHARED):
        if story.half == "dev" and story.source != "wikinews":
            said = model.shares((story.item.headline or "")[:300], story.item.body[:1000])
            yield from [(said, story.topics)] * OFTEN


def _steps(answers: Sequence[Answer], place: int, least: float) -> tuple[tuple[float, float], ...]:
    """Share from which → confidence: how often such a topic was true, never falling as shares rise.

    Pools of neighbours whose order the shares get wrong are joined (isotonic regression), after
    pools of ``POOL``; a share counts for the likeliest topic, or for those behind it.
    """
    pairs = sorted(
        (share, code in true)
        for said, true in answers
        for share, code in (said[:1] if place == 0 else said[1:3])
    )
    pools = [
        [few[0][0], sum(ok for _, ok in few), len(few)]
        for few in (pairs[i : i + POOL] for i in range(0, len(pairs), POOL))
    ]
    joined: list[list[float]] = []
    for pool in pools:
        joined.append(pool)
        while len(joined) > 1 and joined[-1][1] / joined[-1][2] <= joined[-2][1] / joined[-2][2]:
            _, right, all_ = joined.pop()
            joined[-1][1] += right
            joined[-1][2] += all_
    told = (
        (round(share, 4), min(MOST, round((right + 1) / (all_ + 2), 2)))
        for share, right, all_ in joined
    )
    return tuple((share, sure) for share, sure in told if sure >= least)


if __name__ == "__main__":
    main()
