"""Chains: documents, venues, outlets and agencies between the speaker and the page; all names invented."""

from __future__ import annotations

import pytest

from copytaster.attribution import attribute
from copytaster.model import Item, Statement, Story


def only(text: str) -> Statement:
    """The one statement of a text."""
    (statement,) = attribute(Story(id="t", series="t", item=Item(body=text)))
    return statement


def chain(text: str) -> str:
    """The last statement's chain, written out."""
    statements = attribute(Story(id="t", series="t", item=Item(body=text)))
    return " > ".join(f"{link.role}:{link.name}" for link in statements[-1].chain)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ilsa Brandt said in a post on X that the pier was unsafe.", "speaker:Ilsa Brandt > venue:X"),
        ("Ilsa Brandt wrote on Telegram: “We go on.”", "speaker:Ilsa Brandt > venue:Telegram"),
        ("The union said in a statement that it would go on.", "speaker:union > document:statement"),
        ("In a statement, the union said it would go on.", "speaker:union > document:statement"),
        ("“It is over,” Ilsa Brandt told the Torvik Herald.", "speaker:Ilsa Brandt > outlet:Torvik Herald"),
        (
            "In an interview with the Torvik Herald, Ilsa Brandt said the pier was unsafe.",
            "speaker:Ilsa Brandt > outlet:Torvik Herald",
        ),
        (
            "Ilsa Brandt said at a news conference on Friday that the pier was unsafe.",
            "speaker:Ilsa Brandt > venue:news conference",
        ),
        (
            "“We go on,” Ilsa Brandt said in a transcript of the meeting posted on the website of the port.",
            "speaker:Ilsa Brandt > document:transcript of the meeting > venue:website of the port",
        ),
        ("A report by the port authority said the pier was unsafe.", "speaker:port authority > document:report"),
        ("The Torvik Herald quoted Ilsa Brandt as saying that the pier was unsafe.", "speaker:Ilsa Brandt > outlet:Torvik Herald"),
        (
            "Ilsa Brandt was quoted by the Tanwa news agency as saying the pier was unsafe.",
            "speaker:Ilsa Brandt > agency:Tanwa news agency",
        ),
        ("The pier is unsafe, Tanwa reported, citing Ilsa Brandt.", "speaker:Ilsa Brandt > outlet:Tanwa"),
        (
            "Ilsa Brandt admitted that the pier was unsafe, state media outlets in Torvik reported.",
            "speaker:Ilsa Brandt > outlet:state media outlets in Torvik",
        ),
        (
            "Ilsa Brandt noted that the pier was unsafe, according to the Norland news agency Tanwa.",
            "speaker:Ilsa Brandt > agency:Tanwa",
        ),
        (
            "The news agency Tanwa reported that Ilsa Brandt said the pier was unsafe.",
            "speaker:Ilsa Brandt > agency:Tanwa",
        ),
        ("Oda Lund tweeted that the pier was unsafe.", "speaker:Oda Lund > venue:Twitter"),
        ("Oda Lund told local media that the pier was unsafe.", "speaker:Oda Lund > outlet:local media"),
        ("Speaking to Norvik.no, Oda Lund said that the pier was unsafe.", "speaker:Oda Lund > outlet:Norvik.no"),
        ("In a KBX News report in March, Oda Lund said that the pier was unsafe.", "speaker:Oda Lund > outlet:KBX News"),
        ("TVK24 reported that the pier was unsafe.", "outlet:TVK24"),
        ("Oda Lund told The Torvik Post it was unsafe.", "speaker:Oda Lund > outlet:The Torvik Post"),
        ("The NBP's website said: “It is unsafe.”", "speaker:NBP > venue:NBP website"),
        ("It is unsafe, according to a Telegram post by Oda Lund.", "speaker:Oda Lund > venue:Telegram"),
        ("It is unsafe, according to a statement released by the Harbour Board.", "speaker:Harbour Board > document:statement"),
        ("A police report said that it was unsafe.", "speaker:police > document:report"),
        ("The pier was shut, said Oda Lund, citing its bad state.", "speaker:Oda Lund"),
        ("KBX News's Oda Lund reported that it was unsafe.", "speaker:Oda Lund > outlet:KBX News"),
        ("Oda Lund said in a statement: “It is unsafe.”", "speaker:Oda Lund > document:statement"),
        ("Oda Lund praised the divers on Telegram: “They are the best.”", "speaker:Oda Lund > venue:Telegram"),
        ("Oda Lund answered on Telegram, calling the plan “a trap”.", "speaker:Oda Lund > venue:Telegram"),
        ("Oda Lund called the plan “a trap” on Telegram.", "speaker:Oda Lund > venue:Telegram"),
        ("When asked by KBX News, Oda Lund said that it was unsafe.", "speaker:Oda Lund > outlet:KBX News"),
        ("Speaking to the magazine The Pier News, Oda Lund said that it was unsafe.", "speaker:Oda Lund > outlet:The Pier News"),
        ("Oda Lund told the Times of Torvik that it was unsafe.", "speaker:Oda Lund > outlet:Times of Torvik"),
        ("An email from Oda Lund to Bo Moe said that it was unsafe.", "speaker:Oda Lund > document:email"),
        ("WHO Director-General Oda Lund said that it was unsafe.", "speaker:Oda Lund"),
        ("In a study published in the Journal of Piers, divers said that it was unsafe.", "speaker:divers > document:study > outlet:Journal of Piers"),
        ("The pier shook on Sunday in Iran. The army said that it was unsafe.", "speaker:Iranian army"),
        ("Oda Lund told KBX News's Bo Moe that it was unsafe.", "speaker:Oda Lund > outlet:KBX News"),
        ("Oda Lund says her event was a joke.", "speaker:Oda Lund"),
        ("In remarks to the Norland Ports news service, Oda Lund said that it was unsafe.", "speaker:Oda Lund > agency:Norland Ports news service"),
        ("KTVK-TV reported that the pier was unsafe.", "outlet:KTVK-TV"),
        ("According to official reports, Oda Lund was safe.", "outlet:official reports"),
        ("The pier was shut for a week, KBX News reported the governor said.", "speaker:governor > outlet:KBX News"),
        ("It was unsafe, according to Oda Lund via news agency Tanwa.", "speaker:Oda Lund > agency:Tanwa"),
        ("The Torvik Review-Journal reported that it was unsafe.", "outlet:Torvik Review-Journal"),
        ("The city of Torvik issued a statement saying the pier was unsafe.", "speaker:city of Torvik > document:statement"),
        ("Oda Lund said in a televised announcement that it was unsafe.", "speaker:Oda Lund > document:televised announcement"),
        ("“It is unsafe,” said Oda Lund per KBX News.", "speaker:Oda Lund > outlet:KBX News"),
        ("Torvik Today reported that it was unsafe.", "speaker:Torvik Today"),
        ("A KBX News reporter in Torvik said that it was unsafe.", "outlet:KBX News"),
        ("Oda Lund called it “a trap” according to KBX News.", "speaker:Oda Lund > outlet:KBX News"),
        ("Oda Lund told BBC Torvik was unsafe.", "speaker:Oda Lund > outlet:BBC"),
        ("A letter seen by the Torvik Herald says that it is unsafe.", "document:letter > outlet:Torvik Herald"),
        ("According to documents obtained by the Torvik Herald, it is unsafe.", "document:documents > outlet:Torvik Herald"),
        ("A study published in the Journal of Piers found that piers fall.", "outlet:Journal of Piers"),
        ("“It is safe and sound,” Oda Lund was quoted as saying by the Norland Times.", "speaker:Oda Lund > outlet:Norland Times"),
        ("Agência Norland reported that the pier was unsafe.", "agency:Agência Norland"),
        ("The Harbour Court decision said that the pier was unsafe.", "speaker:Harbour Court > document:decision"),
    ],
)  # fmt: skip
def test_every_hand_is_named(text: str, expected: str) -> None:
    """Each way of passing words on gives its links, innermost first, and no other statement."""
    only(text)
    assert chain(text) == expected


def test_a_post_leads_back_to_its_author() -> None:
    """“The Telegram post said” speaks with the voice of whoever posted it, and keeps the outlet."""
    text = (
        "The Harbour Guard said in a Telegram post that the claim was untrue.\n\n"
        "“We hold the pier,” the Telegram post said as per a report in the KBX."
    )
    assert chain(text) == "speaker:Harbour Guard > venue:Telegram > outlet:KBX"


def test_an_outlet_is_known_by_what_it_is_called() -> None:
    """“The report by the news outlet said” means the outlet the copy has named."""
    text = (
        "The pier fell, according to the Torvik Herald.\n\n"
        "The report by the Norland news outlet said that two boats sank."
    )
    assert chain(text) == "outlet:Torvik Herald"


def test_links_say_where_they_stand() -> None:
    """A link's span is where the text names it."""
    text = "Ilsa Brandt said in a post on X that the pier was unsafe."
    speaker, venue = only(text).chain
    assert speaker.span is not None
    assert venue.span is not None
    assert text[speaker.span.start : speaker.span.end] == "Ilsa Brandt"
    assert text[venue.span.start : venue.span.end] == "X"


def test_a_report_that_names_nobody_has_no_speaker() -> None:
    """A document without an author gives a document link and no speaker."""
    statement = only("The report said that the pier was unsafe.")
    assert statement.speakers == ()
    assert [(link.role, link.name) for link in statement.chain] == [("document", "report")]


def test_it_goes_on_for_a_document() -> None:
    """“It also said” after a statement nobody signed is the statement again, with where it stood."""
    text = "The pier is closed, according to a statement posted on X. It also said that two boats sank."
    assert chain(text) == "document:statement > venue:X"


def test_a_relative_clause_is_the_writers() -> None:
    """“…, which Roe has called …” inside a report was not told by who made the report."""
    text = "Bo Moe denied the plan, which Oda Lund has called “a scandal without end”."
    found = attribute(Story(id="t", series="t", item=Item(body=text)))
    lund = [s for s in found if s.speaker == "Oda Lund"]
    assert [[link.name for link in s.chain] for s in lund] == [["Oda Lund"]]


def test_what_was_told_a_medium_holds_for_the_second_verb() -> None:
    """“Roe, speaking to KBX, said …, also noting …”: both were said to KBX."""
    text = "Oda Lund, speaking to KBX News, said the pier was old, also noting, “It leaks badly.”"
    assert chain(text) == "speaker:Oda Lund > outlet:KBX News"
