"""Headlines without a body: compared by meaning where the extra is installed, and said so where not."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from copytaster.desk import Desk
from copytaster.errors import ConfigError
from copytaster.matching import Matcher
from copytaster.matching.minilm import PACKAGE, MiniLM, bundled, read_weights, words_of
from copytaster.model import Story

Make = Callable[..., Story]

# A tiny language of meanings: each word leans on one thing.
THINGS = {
    **dict.fromkeys(("ferry", "ship", "vessel", "sinks", "capsizes", "sea"), 0),
    **dict.fromkeys(("parliament", "lawmakers", "budget", "vote", "spending"), 1),
    **dict.fromkeys(("striker", "cup", "goal", "final"), 2),
}


def sense(headline: str) -> np.ndarray:
    """The share of each thing in a headline, of unit length."""
    found = np.zeros(4, np.float32)
    for word in headline.lower().split():
        found[THINGS.get(word, 3)] += 1 if word in THINGS else 0.2
    return found / np.linalg.norm(found)


HEADLINES = (
    "Ferry sinks near Skarn",
    "Parliament kills the budget",
    "Vessel capsizes at sea",
    "Lawmakers reject spending in vote",
    "Striker scores in cup final",
)


def placed(matcher: Matcher, make: Make) -> list[str]:
    found = []
    for n, headline in enumerate(HEADLINES):
        story = make("", provider=f"p{n}.example", headline=headline, hours=n)
        found.append(matcher.add(story).coverage)
    return found


def test_headlines_without_a_word_in_common_meet_in_meaning(make: Make) -> None:
    """With vectors two events come together that words alone leave apart; a third stays alone."""
    by_words = placed(Matcher(), make)
    ferry, budget, vessel, vote, cup = placed(Matcher(embed=sense), make)
    assert len(set(by_words)) == 5
    assert ferry == vessel
    assert budget == vote
    assert len({ferry, budget, cup}) == 3


def test_a_story_with_a_body_is_placed_by_its_words(make: Make, copy: Callable[..., str]) -> None:
    """Vectors are for headlines alone: with bodies nothing changes, and none is worked out."""
    asked: list[str] = []

    def counting(headline: str) -> np.ndarray:
        asked.append(headline)
        return sense(headline)

    plain, meant = Matcher(), Matcher(embed=counting)
    for n, headline in enumerate(HEADLINES):
        story = make(copy(n, 80), provider=f"p{n}.example", headline=headline, hours=n)
        assert plain.add(story) == meant.add(story)
    assert asked == []


def test_vectors_outlive_a_restart_and_go_with_their_stories(make: Make) -> None:
    """Restored after each arrival a matcher places the rest the same; expired vectors take no room."""
    whole, again = Matcher(embed=sense), Matcher(embed=sense)
    for n, headline in enumerate(HEADLINES):
        story = make("", provider=f"p{n}.example", headline=headline, hours=n)
        assert whole.add(story) == again.add(story)
        again = Matcher.from_bytes(again.to_bytes(), embed=sense)
    assert again.to_bytes() == whole.to_bytes()
    far = timedelta(days=30) / timedelta(hours=1)
    whole.add(make("", provider="z.example", headline="Ferry sails again", hours=far))
    assert sum(whole._shelf.meanings.has(no) for no in range(9)) == 1
    assert len(Matcher.from_bytes(again.to_bytes()).coverages()) == len(again.coverages())


def tiny(folder: Path) -> Path:
    """A model of two layers and eight numbers in the format of the real one."""
    dice, vocabulary = np.random.default_rng(7), ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    vocabulary += ["ferry", "sink", "##s", "##ing", "of", "'", "."]
    wide, narrow = 16, 8
    shapes = {
        "embeddings.word_embeddings.weight": (len(vocabulary), narrow),
        "embeddings.position_embeddings.weight": (64, narrow),
        "embeddings.token_type_embeddings.weight": (2, narrow),
    }
    names = ["embeddings.LayerNorm"]
    for layer in range(2):
        at = f"encoder.layer.{layer}."
        for part in ("self.query", "self.key", "self.value", "output.dense"):
            shapes[f"{at}attention.{part}.weight"] = (narrow, narrow)
            shapes[f"{at}attention.{part}.bias"] = (narrow,)
        shapes |= {
            f"{at}intermediate.dense.weight": (wide, narrow),
            f"{at}intermediate.dense.bias": (wide,),
            f"{at}output.dense.weight": (narrow, wide),
            f"{at}output.dense.bias": (narrow,),
        }
        names += [f"{at}attention.output.LayerNorm", f"{at}output.LayerNorm"]
    for name in names:
        shapes |= {f"{name}.weight": (narrow,), f"{name}.bias": (narrow,)}
    header, body = {}, b""
    for name, shape in shapes.items():
        data = dice.normal(size=shape).astype("<f4").tobytes()
        header[name] = {
            "dtype": "F32",
            "shape": shape,
            "data_offsets": [len(body), len(body) + len(data)],
        }
        body += data
    packed = json.dumps(header).encode()
    packed += b" " * (-len(packed) % 8)
    (folder / "model.safetensors").write_bytes(len(packed).to_bytes(8, "little") + packed + body)
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    return folder


def test_a_model_is_read_and_run(tmp_path: Path) -> None:
    """Pieces by longest match, a vector of unit length, the same each time, zeros for no word."""
    model = MiniLM(tiny(tmp_path), heads=2)
    assert list(model.pieces("Ferry sinking.")) == [2, 4, 5, 7, 10, 3]
    assert list(model.pieces("xyz ferries")) == [2, 1, 1, 3]
    one, two = model("Ferry sinks"), model("Ferry sinks")
    assert (one == two).all()
    assert float(one @ one) == pytest.approx(1, abs=1e-5)
    assert float(one @ model("of")) < 0.99999
    assert not model("").any()
    assert len(list(model.pieces("ferry " * 500))) == 48


def test_what_is_no_model_is_refused(tmp_path: Path) -> None:
    """A damaged file and one that is not there are errors that name it."""
    for body in (b"", b"\xff" * 40, b"\x02" + bytes(7) + b"[]"):
        (tmp_path / "model.safetensors").write_bytes(body)
        with pytest.raises(ConfigError, match=r"model\.safetensors"):
            read_weights(tmp_path / "model.safetensors")


def test_words_are_split_as_the_vocabulary_has_them() -> None:
    """Lower case, no accents, marks and Chinese characters one by one."""
    assert list(words_of("Müller's  U.S. 东京")) == [
        "muller",
        "'",
        "s",
        "u",
        ".",
        "s",
        ".",
        "东",
        "京",
    ]


def test_a_desk_without_the_extra_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked for meaning without the package, the desk names the extra and leaves nothing locked."""
    bundled.cache_clear()
    monkeypatch.setattr("copytaster.matching.minilm.PACKAGE", "no_such_package_of_weights")
    with pytest.raises(ConfigError, match=r"copytaster\[embed\]"):
        Desk.open(tmp_path, headlines="meaning")
    with Desk.open(tmp_path) as desk:
        assert desk.settings.headlines == "words"


def test_the_published_likeness_of_two_sentences() -> None:
    """The bundled model gives what its authors publish, to four places."""
    pytest.importorskip(PACKAGE)
    bundled.cache_clear()
    model = bundled()
    food = model("A man is eating food.")
    assert float(food @ model("A man is eating a piece of bread.")) == pytest.approx(
        0.7553, abs=1e-4
    )
