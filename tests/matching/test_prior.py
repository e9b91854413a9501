"""What the matcher knows of common words before any story has come."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.matching import Matcher
from copytaster.matching.prior import FILE, WEIGHT, pack, prior, unpack
from copytaster.matching.stopwords import COMMON
from copytaster.matching.weighing import Weigher
from copytaster.model import Story

Make = Callable[..., Story]
ROOT = Path(__file__).resolve().parents[2]
PACKED = files("copytaster.matching").joinpath(FILE)


def test_the_file_holds_counts_and_no_text() -> None:
    """Single terms with counts of three and more, none above the number of documents; a small file."""
    documents, counted = unpack(PACKED.read_bytes())
    assert len(counted) > 2500
    assert all(3 <= n <= documents for n in counted.values())
    assert not any(char.isspace() for term in counted for char in term)
    assert len(PACKED.read_bytes()) < 300_000


@pytest.mark.shared
def test_the_file_is_what_the_script_makes(shared: Path) -> None:
    """Counting the articles again gives the bundled counts: no stemming changed behind their back."""
    spec = spec_from_file_location("document_frequencies", ROOT / "models/document_frequencies.py")
    assert spec is not None
    assert spec.loader is not None
    script = module_from_spec(spec)
    spec.loader.exec_module(script)
    made = script.count(shared / "gold" / "wikinews" / "wikinews_en.jsonl")
    assert made == unpack(PACKED.read_bytes())


@given(
    st.integers(1, 10_000),
    st.dictionaries(st.text("abcdefæ中ش", min_size=1), st.integers(1, 99)),
)
def test_packing_loses_nothing(documents: int, counted: dict[str, int]) -> None:
    """Counts come back as they went in."""
    assert unpack(pack(documents, counted)) == (documents, counted)


def test_each_matcher_has_a_prior_of_its_own() -> None:
    """What one matcher learns, another does not know."""
    Weigher().learn(["official"])
    stories, frequency = prior()
    assert (Weigher().stories, Weigher().frequency) == (stories, frequency)
    assert stories % WEIGHT == 0


def test_the_first_story_knows_small_words_from_great() -> None:
    """In an empty matcher a rare term weighs more than twice as much as an everyday one."""
    weight, _ = Weigher().weigh({"official": 1, "lighthous": 1}, {})
    assert weight["lighthous"] > 2 * weight["official"]


def test_the_stream_outweighs_the_prior() -> None:
    """A word rare in the prior and in every story of the stream ends as a common one."""
    weigher, counted = Weigher(), {"lighthous": 1, "turbin": 1}
    early, _ = weigher.weigh(counted, {})
    for _ in range(5000):
        weigher.learn(["lighthous"])
    late, _ = weigher.weigh(counted, {})
    assert late.get("lighthous", 0) < 0.1 * early["lighthous"]


SPANISH = (
    "El gobierno de la región anunció ayer que los trabajadores del puerto volverán al muelle después "
    "de once días de huelga, según informó la ministra de Trabajo, que dijo que el acuerdo se firmará "
    "hoy. También señaló que no habrá sanciones para quienes han parado las grúas desde el martes.",
    "La directora del museo dijo ayer que el cuadro robado en enero ha sido encontrado en un garaje, "
    "según informó la policía de la ciudad. No hay detenidos, y el lienzo, que está en buen estado, será "
    "restaurado antes de volver a la sala donde estuvo durante más de cuarenta años, también dijo.",
    "Los agricultores de la isla esperan desde el martes que llueva, según dijo ayer su presidente, que "
    "teme por la cosecha de almendras. También los pozos están bajos, y el gobierno ha pedido a los "
    "hoteles que no llenen las piscinas hasta que haya agua para todos, informó la radio.",
)


def test_spanish_stories_do_not_join_by_their_small_words(make: Make) -> None:
    """Three Spanish stories of three matters are three events in an empty matcher."""
    matcher = Matcher()
    heads = ("Acuerdo en el puerto", "Hallado el cuadro robado", "La isla espera la lluvia")
    found = [
        matcher.add(make(body, headline=head, guid=head))
        for body, head in zip(SPANISH, heads, strict=True)
    ]
    assert len({match.coverage for match in found}) == 3


def test_german_function_words_are_common_but_a_death_is_not_lost() -> None:
    """ "und" is expected anywhere; "die", which is also English, stays a word that can be found."""
    assert {"und", "nicht", "según", "également", "ainda", "perché", "الذي"} <= COMMON
    weights, _ = Weigher().weigh({"die": 2, "und": 1, "avalanch": 1}, {})
    assert next(iter(weights)) == "avalanch"
    assert "die" in weights
