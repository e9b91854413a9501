"""French, German and Spanish copy, by structure; all names invented."""

from __future__ import annotations

import pytest

from copytaster.attribution import attribute
from copytaster.model import Item, Story


@pytest.mark.parametrize(
    ("language", "text", "speaker", "content"),
    [
        ("fr", "« Le pont est trop vieux », a déclaré le ministre Jean Exemple.", "Jean Exemple", "« Le pont est trop vieux »"),
        ("fr", "Jeanne Exemple a affirmé que le pont est fermé.", "Jeanne Exemple", "le pont est fermé"),
        ("fr", "Selon Jeanne Exemple, le pont est fermé.", "Jeanne Exemple", "le pont est fermé"),
        ("fr", "Le pont est fermé, selon Jeanne Exemple.", "Jeanne Exemple", "Le pont est fermé"),
        ("de", "„Die Brücke ist zu alt“, sagte Erika Beispiel.", "Erika Beispiel", "„Die Brücke ist zu alt“"),
        ("de", "»Die Brücke ist zu alt«, sagte Erika Beispiel.", "Erika Beispiel", "»Die Brücke ist zu alt«"),
        ("de", "Erika Beispiel sagte, dass die Brücke zu alt ist.", "Erika Beispiel", "die Brücke zu alt ist"),
        ("de", "Laut Erika Beispiel, die Brücke baute, ist sie alt.", "Erika Beispiel", "die Brücke baute, ist sie alt"),
        ("es", "«El puente es muy viejo», dijo Juana Ejemplo.", "Juana Ejemplo", "«El puente es muy viejo»"),
        ("es", "Juana Ejemplo afirmó que el puente es viejo.", "Juana Ejemplo", "el puente es viejo"),
        ("es", "Según Juana Ejemplo, el puente es viejo.", "Juana Ejemplo", "el puente es viejo"),
    ],
)  # fmt: skip
def test_a_statement_by_structure(language: str, text: str, speaker: str, content: str) -> None:
    """A quotation, a subordinate clause and an "according to" each give their statement."""
    told = Story(id="t", series="t", item=Item(body=text), language=language)
    (statement,) = attribute(told)
    assert told.quote(*statement.content) == content
    assert statement.speaker == speaker


def test_a_language_without_a_list_says_nothing() -> None:
    """Copy in a language nobody taught it is left alone rather than misread."""
    told = Story(id="t", series="t", item=Item(body="“Ab cd ef”, said gh Ij."), language="fi")
    assert attribute(told) == ()


def test_a_surname_finds_its_name_abroad() -> None:
    """A surname alone is resolved to the full name the copy gave before."""
    text = "Erika Beispiel kam. „Die Brücke ist zu alt“, sagte Beispiel."
    told = Story(id="t", series="t", item=Item(body=text), language="de")
    assert attribute(told)[0].speaker == "Erika Beispiel"
