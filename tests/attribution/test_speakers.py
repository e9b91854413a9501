"""Speakers: from surnames, posts, pronouns and misspellings to the fullest name; all names invented."""

from __future__ import annotations

import pytest

from copytaster.attribution import attribute
from copytaster.attribution.naming import one_apart
from copytaster.model import Item, Statement, Story


def last(text: str) -> Statement:
    """The last statement of a text."""
    return attribute(Story(id="t", series="t", item=Item(body=text)))[-1]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Oda Lund came. Lund said the pier fell.", "Oda Lund"),
        ("Norlandic President Oda Lund came. The Norlandic president said the pier fell.", "Oda Lund"),
        ("Oda Lund, the mayor of Torvik, came. The mayor said the pier fell.", "Oda Lund"),
        ("Oda Lund came. She said the pier fell.", "Oda Lund"),
        ("Oda Lund said it fell. “It sank,” she added.", "Oda Lund"),
        ("Mr Bo Moe met Mrs Oda Lund. She said the pier fell.", "Oda Lund"),
        ("The Harbour Ministry said two died. It said a third was held.", "Harbour Ministry"),
        ("The Harbour Ministry said two died. The ministry added that one was held.", "Harbour Ministry"),
        ("The unions said pay fell. They said a strike would come.", "unions"),
        ("Oda Lund came. Her lawyers said the pier fell.", "Oda Lund's lawyers"),
        ("Torvik's finance minister, Oda Lund, said the pier fell.", "Oda Lund"),
        ("Oda Lundgren came to speak. Lundgran said the pier fell.", "Oda Lundgren"),
        ("Minister of Public Works Oda Lund said the pier fell.", "Oda Lund"),
        ("General Oda van der Lund said the pier fell.", "Oda van der Lund"),
        ("Torvik Harbour chair Oda Lund said the pier fell.", "Oda Lund"),
        ("A Liberal Assemblywoman, Oda Lund, said the pier fell.", "Oda Lund"),
        ("Co-developer Oda Lund said the pier fell.", "Oda Lund"),
        ("Oda Lund Jr. came. Lund said the pier fell.", "Oda Lund Jr"),
        ("The National Board of Piers and Docks (NBPD) met. NBPD said the pier fell.", "National Board of Piers and Docks"),
        ("Peter Moe met Maria Lund. She said the pier fell.", "Maria Lund"),
        ("Norvik Valley Police came. Police said the pier fell.", "Norvik Valley Police"),
        ("The Dunmore administration met. The administration said the pier fell.", "Dunmore administration"),
        ("The Harbour Party of Norland met. The party said the pier fell.", "Harbour Party of Norland"),
        ("Salvik Group came. Salvik said the pier fell.", "Salvik Group"),
        ("Salvik and Morsk Oil said a deal was done. The parties said it would help.", "Salvik and Morsk Oil"),
        ("Voter Maria Lund said the pier fell.", "Maria Lund"),
        ("Former Norland envoy to the United Ports Maria Lund said the pier fell.", "Maria Lund"),
        ("The mayor of New Torvik Maria Lund came. Lund said the pier fell.", "Maria Lund"),
        ("Peter Moe came. He said Bo Lund was right; later, he added that it fell.", "Peter Moe"),
        ("Deputy President Oda Lund came with President Bo Moe. The President said the pier fell.", "Bo Moe"),
        ("Associated Ports reported the pier fell.", "Associated Ports"),
        ("President Lund came. Lund sat. Lund sang. Melinda Lund danced. Lund said the pier fell.", "Lund"),
        ("President Oda Lund met President Bo Moe. Moe said no. The president said the pier fell.", "Bo Moe"),
        ("Peter Bloomberg came. Bloomberg backed his rival, Paul Moe. “It fell,” he said.", "Peter Bloomberg"),
        ("Maria Lund spoke first. Much was said of a friend of hers, Rosk Moe. She said the pier fell.", "Maria Lund"),
        ("The activist group the Union for Better Piers said the pier fell.", "Union for Better Piers"),
        ("The Norland Harbour Rescue service said the pier fell.", "Norland Harbour Rescue service"),
        ("The pier fell, according to a survey published in 2017 by the Harbour Union.", "Harbour Union"),
        ("The union and the port authority said it fell. Both sides said it was old.", "union and port authority"),
        ("A source familiar with the talks said it fell. The source said it was old.", "source familiar with the talks"),
        ("Three officials briefed on the matter said the pier fell.", "Three officials briefed on the matter"),
        ("Oda Lund said it fell. This person said it was old.", "Oda Lund"),
    ],
)  # fmt: skip
def test_the_fullest_name(text: str, speaker: str) -> None:
    """However the source refers to the speaker, the fullest name in the story is given."""
    assert " and ".join(last(text).speakers) == speaker


@pytest.mark.parametrize(
    "text",
    [
        "He said the pier fell.",
        "It said the pier fell.",
        "“The pier is old and it shakes,” he said.",
        "Nobody said the pier fell.",
        "Peter Moe came. She said the pier fell.",
    ],
)
def test_nobody_is_guessed(text: str) -> None:
    """Where the text does not say who, there is no speaker, and the source span stays."""
    statement = last(text)
    assert statement.speaker is None
    assert statement.chain == ()
    assert statement.source


def test_an_expert_may_be_anybody() -> None:
    """“One expert” names nobody, even where the copy names an expert."""
    assert last("Oda Lund, an expert, came. One expert said the pier fell.").speaker == "One expert"


def test_two_who_share_a_post_are_not_confused() -> None:
    """A description that fits two people names neither."""
    text = "President Oda Lund met President Bo Moe in Torvik. The president said the pier fell."
    assert last(text).speaker == "president"


def test_joint_speakers_are_a_tuple() -> None:
    """Separate people and states are separate speakers; one body with *and* in its name is one."""
    assert last("Oda Lund and Bo Moe said the pier fell.").speakers == ("Oda Lund", "Bo Moe")
    listed = last("Kestria, South Norland, and Veldoria said the pier fell.")
    assert listed.speakers == ("Kestria", "South Norland", "Veldoria")
    assert listed.speaker == "Kestria, South Norland and Veldoria"
    body = last("The Food and Harbour Agency said the pier fell.")
    assert body.speakers == ("Food and Harbour Agency",)


def test_a_post_is_kept() -> None:
    """The post the story gives stands beside the name."""
    assert last("Mayor Oda Lund came. Lund said the pier fell.").post == "Mayor"


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("trent", "trenk", True),
        ("trent", "trnet", True),
        ("trent", "trentt", True),
        ("trent", "tren", True),
        ("trent", "trent", False),
        ("trent", "brent", False),
        ("trent", "trinity", False),
    ],
)
def test_one_edit_apart(one: str, other: str, near: bool) -> None:
    """One letter changed, swapped, added or lost; the first letter must stand."""
    assert one_apart(one, other) is near
