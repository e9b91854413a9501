"""The structured data says of a page what schema.org has words for, and says it in those."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

import tongues
from copytaster.model import Rights
from copytaster.publish import jsonld
from schemaorg import faults


def test_every_property_is_of_its_types_domain(invented):
    """A whole story, an excerpt, one from right to left, an event: nothing schema.org does not know."""
    for publication in (invented.publication(), invented.rival(), tongues.rtl()):
        assert faults(jsonld.story(invented.SITE, publication)) == []
    for view in (invented.view(), invented.second_view()):
        assert faults(jsonld.coverage(invented.SITE, view)) == []


def test_the_checker_finds_what_is_wrong(invented):
    """A property of another type, a text where a thing is expected, a date without a zone."""
    good = jsonld.story(invented.SITE, invented.publication())
    for wrong in (
        {"correctionsPolicy": "https://a.example/"}, {"usageInfo": "For subscribers."},
        {"author": "Sanne Dorrit"}, {"dateModified": "2027-03-03"}, {"bodyText": "x"},
        {"image": {"@type": "Person", "name": "x"}}, {"headline": "x" * 111},
        {"image": {"@type": "ImageObject", "alt": "x"}}, {"publisher": None},
    ):  # fmt: skip
        assert faults({**good, **wrong}), wrong


def test_a_picture_is_told_with_its_words_and_credit(invented):
    """An ImageObject as on the page; none under excerpt."""
    (image,) = jsonld.story(invented.SITE, invented.publication())["image"]
    assert image == {
        "@type": "ImageObject",
        "url": invented.PICTURE,
        "caption": "The Orlen dam on Wednesday morning.",
        "description": "Brown water pours through three open gates of a concrete dam",
        "creditText": "Jonte Feld/Marisk",
        "width": 1200,
        "height": 800,
    }
    assert "image" not in jsonld.story(invented.SITE, invented.publication(policy="excerpt"))


@pytest.mark.parametrize(
    ("rights", "told"),
    [
        (Rights(text="© Marisk"), {"copyrightNotice": "© Marisk"}),
        (Rights(text="https://licence.example/by"), {"license": "https://licence.example/by"}),
        (Rights(text="Web only."), {"usageInfo": {"@type": "CreativeWork", "text": "Web only."}}),
        (Rights(holder="Marisk"), {"copyrightHolder": {"@type": "Organization", "name": "Marisk"}}),
        (Rights(until=datetime(2028, 1, 1, tzinfo=UTC)), {"expires": "2028-01-01T00:00:00Z"}),
    ],
)  # fmt: skip
def test_rights_stand_under_their_own_names(rights, told, invented):
    """Notice, licence, terms, holder and end, each where schema.org has a property for it."""
    story = invented.story()
    story = story.with_(item=replace(story.item, rights=rights))
    data = jsonld.story(invented.SITE, invented.publication(story=story))
    names = ("copyrightNotice", "license", "usageInfo", "copyrightHolder", "expires")
    assert {name: data[name] for name in names if name in data} == told
    assert faults(data) == []


def test_a_composed_story_cites_what_it_rests_on(invented):
    """The stories its sentences cite, by name and credit; its author is this site; corrections are told."""
    data = jsonld.coverage(invented.SITE, invented.view())
    assert [c["url"] for c in data["citation"]] == [
        "https://wire.example.org/stories/0f1e2d3c4b5a6978/",
        "https://wire.example.org/stories/1a2b3c4d5e6f7081/",
    ]
    assert data["citation"][1]["creditText"] == "Nordhav"
    assert data["author"]["name"] == "Halden Wire Cooperative"
    assert "from 11 to 12" in json.dumps(data["correction"])
    assert (
        len(jsonld.coverage(invented.SITE, replace(invented.view(), draft=None))["citation"]) == 9
    )
