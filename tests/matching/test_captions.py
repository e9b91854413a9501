"""Captions and picture credits never reach matching or attribution as if they were copy."""

from __future__ import annotations

import pytest

from copytaster.anatomy import dissect
from copytaster.attribution import attribute
from copytaster.matching import Matcher
from copytaster.matching.shingles import plain_copy
from copytaster.model import Block, Item, Story

HARBOUR = (
    "The harbour of Varsk was closed on Monday after two dredgers ran aground in the eastern basin.\n\n"
    "{}\n\nTrawlers were sent to Halden until the tide came back, the harbour office said.\n\n"
    "Nobody was hurt, and both ships were afloat again before night fell on the town."
)
CHOIR = (
    "Forty voices sang old hymns in the assembly rooms on Sunday, and every seat had been sold for weeks.\n\n"
    "{}\n\nThe choir will travel to Oslo in spring, its conductor said after the last of nine encores.\n\n"
    "Money from the tickets goes to the roof, which has leaked since the storm of two winters ago."
)
SCENE = (
    "Ilva Torm, left, mayor of Varsk, walks along the quay with engineers of the river authority"
)


CAPTIONS = [
    f"FILE - In this July 15, 2031, file photo, {SCENE}. (AP Photo/Mara Quill, File)",
    f"{SCENE} in Varsk, Monday, July 15, 2031. (AP Photo/Mara Quill)",
    f"In this July 15, 2031 photo, {SCENE}.",
    f"In this image made from video, {SCENE}.",
    f"{SCENE}. (Mara Quill/Reuters)",
    f"{SCENE}. (Photo: QQN)",
    f"{SCENE}. (Image: Orel Post)",
    f"{SCENE} (File photo)",
    f"{SCENE}. | Mara Quill/AFP",
    f"{SCENE} | Getty Images",
    f"{SCENE}. Photograph: Mara Quill/Reuters",
    f"Photo: {SCENE}",
    f"Image: {SCENE}",
    f"Foto: {SCENE}",
    f"Bild: {SCENE}",
    f"Representative image: {SCENE}",
    f"Enlarge this image toggle caption {SCENE} Mara Quill/AP",
    f"{SCENE}, July 15, 2031.\n\n(Mara Quill / AP)",
    f"{SCENE}, July 15, 2031.\n\nMara Quill, AFP/Getty Images",
    f"{SCENE}. (AP Photo/Mara Quill) ORG XMIT: QQN104",
]


def read(text: str) -> Story:
    """The story of a text, with what it reports."""
    story = dissect(Item(body=text, provider="orel.example", guid=text[:20]))
    return story.with_(statements=attribute(story))


@pytest.mark.parametrize("caption", CAPTIONS)
def test_a_caption_is_no_copy(caption: str) -> None:
    """Not a word of it stands in what is matched, and nobody is heard to say it."""
    story = read(HARBOUR.format(caption))
    assert "Ilva Torm" not in story.copy
    assert "Ilva Torm" not in plain_copy(story)
    for statement in story.statements:
        assert "Ilva" not in story.quote(*statement.content, *statement.source)
    assert plain_copy(story).split() == plain_copy(read(HARBOUR.format(""))).split()


@pytest.mark.parametrize("caption", CAPTIONS[::4])
def test_one_caption_under_two_stories_makes_no_reprint(caption: str) -> None:
    """Stories that share a picture share no copy."""
    matcher = Matcher()
    matcher.add(read(HARBOUR.format(caption)))
    match = matcher.add(read(CHOIR.format(caption)))
    assert match.reprint_of is None
    assert match.similarity == 0


def test_a_caption_block_reaches_neither() -> None:
    """What the format calls a caption is kept as one, and is not matched."""
    text = HARBOUR.format(SCENE)
    at = text.index(SCENE)
    blocks = (
        Block(0, at - 2, "paragraph"),
        Block(at, at + len(SCENE), "caption"),
        Block(at + len(SCENE) + 2, len(text), "paragraph"),
    )
    story = dissect(Item(body=text, blocks=blocks))
    assert [b.kind for b in story.blocks] == ["paragraph", "caption", "paragraph"]
    assert "Ilva Torm" not in plain_copy(story)
    assert not any("Ilva" in story.quote(*s.content) for s in attribute(story))


def test_a_line_that_wraps_is_no_line_of_its_own() -> None:
    """In copy with hard line breaks a line may begin with any words."""
    text = (
        "The mayor told the council that it was time to put down the phone and to\n"
        "Follow us on Facebook was, she said, the last thing that a child should read in\n"
        "Share this story on Relayn and the rest would come by itself, she said.\n"
    )
    assert dissect(Item(body=text)).cuts == ()
