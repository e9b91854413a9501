"""Across languages: events are suggested to an editor, and never joined by themselves."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

import copytaster as ct
from copytaster.matching.marks import marks_of, plain
from copytaster.model import Item, Story

FERRY = {
    "en": "Ferry sinks off Marseille, 21 missing|MARSEILLE, March 3 (ANX) - A ferry with 212 people "
    "aboard sank off Marseille on Tuesday, the coastguard said. Rescuers led by Captain Luc "
    "Darnaud pulled 178 people from the sea and 21 are missing. Transport Minister Ilse Brandauer "
    "flew to the port.",
    "es": "Se hunde un transbordador frente a Marsella|MARSELLA, 3 mar (ANX) - Un transbordador con "
    "212 personas a bordo se hundió el martes frente a Marsella, informaron los guardacostas. Los "
    "equipos del capitán Luc Darnaud rescataron a 178 personas y 21 siguen desaparecidas. La "
    "ministra de Transportes, Ilse Brandauer, viajó al puerto.",
    "ru": "Паром затонул у берегов Марселя|МАРСЕЛЬ, 3 марта (ANX) - Паром с 212 пассажирами затонул "
    "во вторник у берегов Марселя, сообщила береговая охрана. Спасатели подняли из воды 178 "
    "человек, 21 пропал без вести. Министр транспорта Ильзе Брандауэр вылетела в порт.",
    "ar": "غرق عبارة قبالة مرسيليا|غرقت عبارة على متنها 212 شخصا قبالة مرسيليا يوم الثلاثاء، بحسب "
    "خفر السواحل. وأنقذ رجال الإنقاذ 178 شخصا ولا يزال 21 شخصا في عداد المفقودين في البحر.",
}
OTHERS = {
    "fr": "Incendie dans une usine de Lyon|LYON, 3 mars (ANX) - Un incendie a détruit mardi une "
    "usine textile de Lyon, faisant 14 blessés, ont indiqué les pompiers. Le maire Paul Vernoux "
    "s'est rendu sur place.",
    "de": "Haushalt in Marseille beschlossen|Marseille, 3. März (ANX) - Der Stadtrat von Marseille "
    "hat am Dienstag mit 61 zu 30 Stimmen den Haushalt beschlossen, teilte die Stadt mit.",
}


def told(text: str, provider: str, day: int = 3) -> Story:
    headline, body = text.split("|")
    at = datetime(2031, 3, day, 10, tzinfo=UTC)
    guid = f"{provider}/{day}"
    return ct.read(Item(body=body, headline=headline, provider=provider, guid=guid, published=at))


@pytest.fixture(scope="module")
def stories() -> dict[str, Story]:
    """One event in four languages, and two others of the same day."""
    return {k: told(v, f"{k}.example") for k, v in (FERRY | OTHERS).items()}


def test_languages_are_never_joined_by_themselves(stories: dict[str, Story]) -> None:
    """Names alike in all of them notwithstanding, each language's event is its own."""
    matcher = ct.Matcher()
    found = [matcher.add(story).coverage for story in stories.values()]
    assert len(set(found)) == len(stories)
    follow = told(
        FERRY["es"].replace("El", "Ayer el").replace("Se hunde", "Se hundió"), "b.example"
    )
    assert matcher.add(follow).coverage == found[1]


def test_the_same_event_in_another_language_is_suggested(stories: dict[str, Story]) -> None:
    """Places by their number, people, figures: three languages and scripts, and no other event."""
    matcher = ct.Matcher()
    for story in stories.values():
        matcher.add(story)
    for one in FERRY:
        event = matcher.coverage_id(stories[one].id)
        assert event is not None
        suggested = matcher.counterparts(event)
        assert {s.language for s in suggested} == set(FERRY) - {one}
        assert all(len(s.shared) >= 3 and s.score > 0.3 for s in suggested)
    for one in OTHERS:
        assert matcher.counterparts(str(matcher.coverage_id(stories[one].id))) == ()


def test_the_same_event_in_another_language_is_nothing_to_read_next(
    stories: dict[str, Story],
) -> None:
    """What tells it again elsewhere is left out; what followed there days later is not."""
    matcher = ct.Matcher()
    for one in ("en", "es"):
        matcher.add(stories[one])
    later = told(
        "Reflotan el barco|MARSELLA, 6 mar (ANX) - El capitán Luc Darnaud e Ilse Brandauer vieron "
        "salir del agua el transbordador en Marsella. Un juez interroga a la naviera.",
        "later.example",
        day=6,
    )
    matcher.add(later)
    assert [i for i, _ in matcher.related(stories["en"])] == [later.id]


def test_three_names_are_enough_and_two_are_not() -> None:
    """Without a place or a number in common it takes three names."""
    english = (
        "Pilots settle|The airline and its pilots settled their dispute on Saturday, Jonna Brask, "
        "Oto Kallinger and Ilse Brandauer told reporters."
    )
    for spanish, suggested in (
        ("La aerolínea y sus pilotos, dijeron Jonna Brask, Oto Kallinger e Ilse Brandauer.", 1),
        ("La aerolínea y sus pilotos, dijeron Jonna Brask y Oto Kallinger el sábado.", 0),
    ):
        matcher = ct.Matcher()
        event = matcher.add(told(english, "en.example")).coverage
        story = told(f"Acuerdo sobre los horarios|{spanish} La huelga terminó.", "es.example")
        matcher.add(story.with_(language="es"))
        assert len(matcher.counterparts(event)) == suggested


def test_an_accepted_suggestion_is_a_merge_that_later_copy_follows(
    stories: dict[str, Story],
) -> None:
    """After an editor's merge both languages' stories find the one event, and it is suggested no more."""
    matcher = ct.Matcher()
    english = matcher.add(stories["en"]).coverage
    spanish = matcher.add(stories["es"]).coverage
    matcher.merge(english, spanish)
    restored = ct.Matcher.from_bytes(matcher.to_bytes())
    later = told(FERRY["es"].replace("hundió el martes", "fue a pique"), "c.example")
    for one in (matcher, restored):
        assert one.counterparts(english) == ()
        assert one.add(later).coverage == english


def test_days_apart_are_not_one_event(stories: dict[str, Story]) -> None:
    """The same words two days later are of another day."""
    matcher = ct.Matcher()
    event = matcher.add(stories["en"]).coverage
    matcher.add(told(FERRY["es"], "es.example", day=5))
    assert matcher.counterparts(event) == ()


def test_marks_are_the_same_in_every_script(stories: dict[str, Story]) -> None:
    """Marseille is one place in Latin, Cyrillic and Arabic letters, and digits are digits."""
    marks = {k: set(marks_of(stories[k])) for k in FERRY}
    assert {"g:2995469", "#:212", "#:178"} <= set.intersection(*marks.values())
    assert "n:brand" in marks["en"] & marks["es"] & marks["ru"]
    assert plain("Брандауэр") == "brandauer"
    assert plain("Çelik-Øst") == "celikøst"
