"""Statements of single sentences, construction by construction; people and agencies are invented."""

from __future__ import annotations

from typing import Any

import pytest

from copytaster.attribution import attribute
from copytaster.model import Cut, Item, Span, Statement, Story, Time


def story(text: str, **fields: Any) -> Story:
    """A story of that text, made by hand."""
    return Story(id="t", series="t", item=Item(body=text), **fields)


def read(text: str, **fields: Any) -> list[Statement]:
    """Its statements."""
    return list(attribute(story(text, **fields)))


def words(text: str, spans: tuple[Span, ...]) -> list[str]:
    """The words the spans cover."""
    return [text[s.start : s.end] for s in spans]


def said(text: str) -> list[tuple[str | None, str]]:
    """(speaker, content) of every statement of the text."""
    return [(s.speaker, " ".join(words(text, s.content))) for s in read(text)]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("The harbour board said the pier was unsafe.", "harbour board", "the pier was unsafe"),
        ("Mayor Ilsa Brandt said that the pier would close.", "Ilsa Brandt", "the pier would close"),
        ("The pier was unsafe, the harbour board said.", "harbour board", "The pier was unsafe"),
        ("The pier was unsafe, said Mayor Ilsa Brandt.", "Ilsa Brandt", "The pier was unsafe"),
        ("According to Ilsa Brandt, the pier was unsafe.", "Ilsa Brandt", "the pier was unsafe"),
        ("The pier was unsafe, as per the harbour board.", "harbour board", "The pier was unsafe"),
        ('"The pier is unsafe," Ilsa Brandt said.', "Ilsa Brandt", '"The pier is unsafe,"'),
        ("“The pier is unsafe,” Ilsa Brandt said.", "Ilsa Brandt", "“The pier is unsafe,”"),
        ("''The pier is unsafe,'' Ilsa Brandt said.", "Ilsa Brandt", "''The pier is unsafe,''"),
        ('"The pier is unsafe," Ms. Brandt said.', "Brandt", '"The pier is unsafe,"'),
        ('"The pier is unsafe," Rep. Ilsa Brandt (N-Tor.) said.', "Ilsa Brandt", '"The pier is unsafe,"'),
        ("Ilsa Brandt, a diver who saw the pier, recalled that it leaked.", "Ilsa Brandt", "it leaked"),
        ("Ilsa Brandt, 59, of Lund, Tor., who saw the pier, said it leaked.", "Ilsa Brandt", "it leaked"),
        ("“The pier is old. It leaks,” said 9/11 widow Ilsa Brandt.", "Ilsa Brandt", "“The pier is old. It leaks,”"),
        ("Ilsa Brandt said divers are in possession of film that shows the pier.", "Ilsa Brandt", "divers are in possession of film that shows the pier"),
        ("Ilsa Brandt stressed her support of the plan that saved the pier.", "Ilsa Brandt", "her support of the plan that saved the pier"),
        ("Ilsa Brandt told her divers to leave the pier.", "Ilsa Brandt", "her divers to leave the pier"),
        ("Ilsa Brandt claimed that the port had paid, but offered no proof.", "Ilsa Brandt", "the port had paid"),
        ("Ilsa Brandt said the pier was old, although it may last for years.", "Ilsa Brandt", "the pier was old"),
        ("The pier, as Ilsa Brandt pointed out, has leaked for years.", "Ilsa Brandt", "The pier has leaked for years"),
        ("A few days later the harbour board said the pier was old.", "harbour board", "the pier was old"),
        ("The divers who made that change claimed the pier was old.", "divers", "the pier was old"),
        ('Ilsa Brandt said "We have lost," and the flag is at half-mast.', "Ilsa Brandt", '"We have lost,"'),
        ("Ilsa Brandt told reporters today divers will go down to see if the pier leaks.", "Ilsa Brandt", "divers will go down to see if the pier leaks"),
        ("Ilsa Brandt announced a ban on lorries on Friday, with rain on its way.", "Ilsa Brandt", "a ban on lorries"),
        ('The "Tides" part of the almanac explains that the pier is old.', '"Tides" part of the almanac', "the pier is old"),
        ("He’s claiming that the pier is “a big problem” and old.", None, "the pier is “a big problem” and old"),
        ('"Will you close the pier?" Ilsa Brandt asks.', "Ilsa Brandt", '"Will you close the pier?"'),
        ('"I know the pier," Ilsa Brandt said, but "when it rains, it leaks."', "Ilsa Brandt", '"I know the pier," "when it rains, it leaks."'),
        ("Ilsa Brandt called the vote in favour of the pier a mistake.", "Ilsa Brandt", "the vote in favour of the pier a mistake"),
        ("Ilsa Brandt called for more money in a statement on Thursday.", "Ilsa Brandt", "more money"),
        ("Ilsa Brandt asked how the pier had caught fire.", "Ilsa Brandt", "how the pier had caught fire"),
        ("After the storm, Ilsa Brandt, the harbour master, said the pier was old.", "Ilsa Brandt", "the pier was old"),
        ('All they got was a message stating, "The pier is closed."', None, '"The pier is closed."'),
        ("The board sent out a statement calling the pier “a danger” to all.", "board", "the pier “a danger” to all"),
        ('Ilsa Brandt tweeted using her own account:\n\n"The pier will stay open."', "Ilsa Brandt", '"The pier will stay open."'),
        ("Torvik, Ilsa Brandt said, has no pier.", "Ilsa Brandt", "Torvik has no pier"),
        ("Indeed, Ilsa Brandt said, the pier was shut.", "Ilsa Brandt", "the pier was shut"),
        ("Ilsa Brandt suggested a toll for the pier.", "Ilsa Brandt", "a toll for the pier"),
        ("Ilsa Brandt told the Torvik Post divers were being sent.", "Ilsa Brandt", "divers were being sent"),
        ("Ilsa Brandt, a diver, on Tuesday said the pier was old.", "Ilsa Brandt", "the pier was old"),
        ("Ilsa Brandt warned the pier could fall.", "Ilsa Brandt", "the pier could fall"),
        ("The motion claims the mayor's order is void.", "motion", "the mayor's order is void"),
        ("The next day Ilsa Brandt wrote that the pier was old.", "Ilsa Brandt", "the pier was old"),
        ("Late on Sunday, the mayor, in a letter delivered by hand, announced the pier would close.", "mayor", "the pier would close"),
        ("First Minister of Torvik Ilsa Brandt said the pier was old.", "Ilsa Brandt", "the pier was old"),
        ("Ilsa Brandt denied the pier was shut, however, nothing was done.", "Ilsa Brandt", "the pier was shut"),
        ("According to Ilsa Brandt on Friday, the pier was old.", "Ilsa Brandt", "the pier was old"),
        ("According to Ilsa Brandt, who cited divers, the pier was old.", "Ilsa Brandt", "the pier was old"),
        ("They built a pier which, according to Ilsa Brandt, the port had bought.", "Ilsa Brandt", "the port had bought"),
        ("Estimates suggest 900 boats may be at sea.", "Estimates", "900 boats may be at sea"),
        ("His claim that the pier was shut was wrong.", None, "the pier was shut"),
        ("Despite the port's claim that the pier leaks, it was dry.", "port", "the pier leaks"),
        ("Ilsa Brandt and Oda Lund all suggested that the pier leaks.", "Ilsa Brandt and Oda Lund", "the pier leaks"),
        ("Boats came, and Per Brandt said the pier was old.", "Brandt", "the pier was old"),
        ("Joining the talks, Torvik's mayor, Ilsa Brandt said the pier was old.", "Ilsa Brandt", "the pier was old"),
        ("After meeting the mayor, Ilsa Brandt said the pier was old.", "Ilsa Brandt", "the pier was old"),
        ("The port announced the end of the pier Image: KBX.", "port", "the end of the pier"),
        ('"The pier is old," Ilsa Brandt said; and, later, "It leaks."', "Ilsa Brandt", '"The pier is old," "It leaks."'),
        ("If, as Ilsa Brandt has pointed out, the pier leaks, the port pays.", "Ilsa Brandt", "the pier leaks, the port pays"),
        ("‘The pier is unsafe,’ Ilsa Brandt said.", "Ilsa Brandt", "‘The pier is unsafe,’"),
        ("'The pier isn't safe,' Ilsa Brandt said.", "Ilsa Brandt", "'The pier isn't safe,'"),
        ('Ilsa Brandt said: "The pier is unsafe."', "Ilsa Brandt", '"The pier is unsafe."'),
        ('Ilsa Brandt called the pier "a trap."', "Ilsa Brandt", 'the pier "a trap."'),
        ("Ilsa Brandt described the pier as a trap.", "Ilsa Brandt", "the pier as a trap"),
        ("Ilsa Brandt announced a ban on heavy lorries.", "Ilsa Brandt", "a ban on heavy lorries"),
        ("Ilsa Brandt blamed the storm for the damage.", "Ilsa Brandt", "the storm for the damage"),
        ("Ilsa Brandt raised the prospect of a toll.", "Ilsa Brandt", "the prospect of a toll"),
        ("Ilsa Brandt has, for the second time, admitted that the pier leaks.", "Ilsa Brandt", "the pier leaks"),
        ("The blast was claimed by the Red Lantern group.", "Red Lantern group", "The blast"),
        ("Ilsa Brandt told reporters that the pier was unsafe.", "Ilsa Brandt", "the pier was unsafe"),
        ("Ilsa Brandt, the mayor of Torvik, said the pier was unsafe.", "Ilsa Brandt", "the pier was unsafe"),
        ("Torvik's mayor, Ilsa Brandt, said the pier was unsafe.", "Ilsa Brandt", "the pier was unsafe"),
        ("Ilsa Brandt, who runs the port, said the pier was unsafe.", "Ilsa Brandt", "the pier was unsafe"),
        ("However, Ilsa Brandt said on Monday that the pier was unsafe.", "Ilsa Brandt", "the pier was unsafe"),
        ("The port authority on Monday said the pier was old.", "port authority", "the pier was old"),
        ("The group, which owns boats, said the pier was old.", "group", "the pier was old"),
        ("As reported by the Torvik Herald, the pier is closed.", "Torvik Herald", "the pier is closed"),
        ("The pier is closed, as reported by the Torvik Herald.", "Torvik Herald", "The pier is closed"),
        ("Ilsa Brandt (D-Torvik) said the pier was old.", "Ilsa Brandt", "the pier was old"),
        ("Ilsa Brandt – the mayor – said the pier was old.", "Ilsa Brandt", "the pier was old"),
        ("The pier, Ilsa Brandt argued, was very old.", "Ilsa Brandt", "The pier was very old"),
        ("The union's claim that pay had fallen was wrong.", "union", "pay had fallen"),
        ("Ilsa Brandt confessed to hiding the leak.", "Ilsa Brandt", "hiding the leak"),
        ("Though Ilsa Brandt said it leaked, boats came.", "Ilsa Brandt", "it leaked"),
        ("On Tuesday, Ilsa Brandt said the pier was unsafe.", "Ilsa Brandt", "the pier was unsafe"),
        ("Boats came; two sank according to the harbour board.", "harbour board", "two sank"),
        ("A storm hit Torvik, killing two men according to the harbour board.", "harbour board", "killing two men"),
        ("Reports as of Wednesday said the pier was old.", "Reports", "the pier was old"),
        ("Ilsa Brandt, based in Torvik, said the pier was old.", "Ilsa Brandt", "the pier was old"),
        ("“The pier is old,” Ilsa Brandt, critic for the Herald said.", "Ilsa Brandt", "“The pier is old,”"),
        ("The movement claims to run the pier.", "movement", "to run the pier"),
        ("Divers from Torvik Port College (TPC) in the north said the pier was old.", "Divers from Torvik Port College", "the pier was old"),
        ("Ilsa Brandt of the port, which owns boats, noted the pier was old.", "Ilsa Brandt", "the pier was old"),
        ("Two sank, according to the board's report, which has nine pages.", "board", "Two sank"),
    ],
)  # fmt: skip
def test_one_statement(text: str, speaker: str, content: str) -> None:
    """Each construction gives exactly its statement, with its content to the letter."""
    assert said(text) == [(speaker, content)]


def test_a_quotation_goes_on_behind_its_cue() -> None:
    """A quotation continued after the cue is one statement of several parts."""
    text = '"The pier is old," Ilsa Brandt said. "It will be closed. We have no choice."'
    (statement,) = read(text)
    assert words(text, statement.content) == [
        '"The pier is old,"',
        '"It will be closed. We have no choice."',
    ]
    assert statement.kind == "direct"


def test_a_quotation_goes_on_in_the_same_sentence() -> None:
    """Both halves of an interrupted quotation belong to one statement."""
    text = '"The pier," Ilsa Brandt said, "is old."'
    (statement,) = read(text)
    assert words(text, statement.content) == ['"The pier,"', '"is old."']


def test_a_speech_of_several_paragraphs() -> None:
    """A mark left open at a paragraph's end carries the speech into the next one."""
    text = 'Ilsa Brandt said: "The pier is old.\n\n"It will be closed in May."\n\nBoats left.'
    (statement,) = read(text)
    assert words(text, statement.content) == ['"The pier is old.', '"It will be closed in May."']


def test_mixed_speech_is_mixed() -> None:
    """A clause that quotes a few words is mixed, and keeps the words around them."""
    text = 'The port authority said the claim was "not true."'
    (statement,) = read(text)
    assert statement.kind == "mixed"
    assert words(text, statement.content) == ['the claim was "not true."']


def test_two_verbs_share_a_subject() -> None:
    """The second verb of a sentence speaks with the subject of the first."""
    text = "The port authority announced a survey, and said the pier was unsafe."
    assert said(text) == [
        ("port authority", "a survey"),
        ("port authority", "the pier was unsafe"),
    ]


def test_a_participle_shares_its_subject() -> None:
    """“, adding that …” is a second statement of the same speaker."""
    text = "Ilsa Brandt said the pier was unsafe, adding that repairs would begin in May."
    assert said(text) == [
        ("Ilsa Brandt", "the pier was unsafe"),
        ("Ilsa Brandt", "repairs would begin in May"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The report was delayed by two weeks.",
        "Three confirmed cases brought the alleged attack to light.",
        "United States stock markets fell.",
        "He walked the “Golden Mile” and slept.",
        "The state built the road in May.",
        "",
    ],
)
def test_nothing_is_made_up(text: str) -> None:
    """Nouns, attributes and names that look like reporting verbs give no statement."""
    assert read(text) == []


def test_negation_and_hypothesis_are_marked() -> None:
    """What was not said, or only might be, is marked as such."""
    (denied,) = read("Ilsa Brandt did not say that the pier would close.")
    (maybe,) = read("Ilsa Brandt could say that the pier will close.")
    assert denied.negated
    assert not denied.hypothetical
    assert maybe.hypothetical
    assert not maybe.negated


def test_an_anonymous_source_is_marked() -> None:
    """A source that hides its name is anonymous; a spokesperson of a house is not."""
    (hidden,) = read("A senior official said the pier was unsafe.")
    (asked,) = read("An engineer, speaking on condition of anonymity, said the pier was unsafe.")
    (known,) = read("A port authority spokesperson said the pier was unsafe.")
    assert hidden.anonymous
    assert asked.anonymous
    assert not known.anonymous


def test_cut_text_says_nothing() -> None:
    """No statement lies in a promo, and none reaches across one."""
    promo = "Also Read | The mayor said buses stop."
    text = f"The port authority said the pier was unsafe.\n\n{promo}\n\nBoats left."
    start = text.index(promo)
    cut = Cut(start, start + len(promo), "promo", "a link to another story")
    (statement,) = read(text, cuts=(cut,))
    assert statement.content[0].end < start


def test_the_time_of_saying_is_the_nearest_in_the_clause() -> None:
    """``said_at`` is a time of the clause itself, never one inside the content."""
    text = "Ilsa Brandt said on Friday that the pier would close on Sunday."
    friday, sunday = text.index("Friday"), text.index("Sunday")
    times = (
        Time(friday, friday + 6, "Friday", "2026-03-06", "DATE"),
        Time(sunday, sunday + 6, "Sunday", "2026-03-08", "DATE"),
    )
    (statement,) = read(text, times=times)
    assert statement.said_at == "2026-03-06"


def test_a_nested_statement_knows_what_it_is_inside_of() -> None:
    """A statement reported within another names the outer one, and its speaker is a link of the chain."""
    text = "Inspector Oda Lund said the driver claimed the brakes had failed."
    outer, inner = read(text)
    assert inner.inside == outer.id
    assert [link.name for link in inner.chain] == ["driver", "Oda Lund"]


def test_ids_count_in_reading_order() -> None:
    """Ids are the story's with s1, s2, … in reading order."""
    statements = read("Ann Dahl said yes to it. Bo Moe said the pier would close.")
    assert [s.id for s in statements] == ["t:s1", "t:s2"]
    starts = [s.content[0].start for s in statements]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    "text",
    [
        "The team conceded a goal which the referee had awarded after a foul.",
        "The port changed the sign, adding the words “and ferries” to the name.",
        "Opened in 1990, the Lund lantern festival continues to draw crowds.",
        "The council closed the pier, citing a danger to bathers.",
        "The storm claimed about 300 lives along the coast.",
        "The council introduced a plan called Green Torvik.",
        "Divers built a process called “netting” for the pier.",
        "It is a zone, referred to as an exclusive one.",
        "As the name suggests, Pier Now wants one.",
        "The port denied them permits until the work was done.",
    ],
)
def test_words_of_saying_that_say_nothing(text: str) -> None:
    """A reporting verb in another meaning is no statement."""
    assert said(text) == []


def test_relative_speaker_shows_both_words() -> None:
    """The source of a relative clause is its noun and the relative that stands for it."""
    text = "The family, many of whom say the claims are unfounded, left the room."
    (one,) = read(text)
    assert words(text, one.source) == ["The family", "many of whom"]
    assert words(text, one.content) == ["the claims are unfounded"]


def test_quotation_alone_is_of_the_person_the_sentence_before_names() -> None:
    """A quotation behind a sentence in which nobody speaks belongs to the one person that sentence names."""
    text = (
        '"The pier is old," said Ilsa Brandt.\n\n"We have money," Jan Holm said.\n\n'
        'The delay left Ilsa Brandt unimpressed. "They have had ten years for this."'
    )
    (*_, last) = read(text)
    assert last.speaker == "Ilsa Brandt"
    assert words(text, last.source) == ["Ilsa Brandt"]


def test_quotation_alone_shows_where_its_speaker_was_named() -> None:
    """A quotation by itself has as its source the phrase that named its speaker before."""
    text = '"The pier is old," said Ilsa Brandt.\n\nShe did not ask for money. "It has been old for ten years now."'
    (*_, last) = read(text)
    assert (last.speaker, last.cue) == ("Ilsa Brandt", ())
    assert words(text, last.source) == ["Ilsa Brandt"]


def test_quotation_of_the_sentence_before_is_not_taken_again() -> None:
    """A quotation that ends the sentence before belongs to that sentence, not to what is said next."""
    text = 'Ilsa Brandt called the pier "a mess." She explained, "It has leaked for years."'
    first, second = read(text)
    assert words(text, first.content) == ['the pier "a mess."']
    assert words(text, second.content) == ['"It has leaked for years."']


def test_a_quotation_left_open_goes_on_in_the_next_paragraph() -> None:
    """A paragraph without a closing mark belongs to the quotation that the next one closes."""
    text = "“We have no money to mend it.\n\n“Nobody wants to pay,” Ilsa Brandt said."
    assert said(text) == [("Ilsa Brandt", "“We have no money to mend it. “Nobody wants to pay,”")]


def test_a_union_of_two_trades_says_how_many() -> None:
    """A body named by two trades is one speaker, and a number behind "said about" opens what it said."""
    assert said(
        "The Harbour and Deck Workers' Union said about 260 people were aboard the ferry."
    ) == [("Harbour and Deck Workers' Union", "about 260 people were aboard the ferry")]
