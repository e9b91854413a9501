"""Explicit denials: who denies, whose claim, about what; and what only looks like one."""

from __future__ import annotations

from pathlib import Path

import pytest

import copytaster as ct
from copytaster.model import Dispute, Story

TWIN = Path(__file__).resolve().parents[1] / "anatomy" / "data" / "twin.txt"


def one(text: str) -> tuple[Story, Dispute]:
    """The only dispute of a text."""
    story = ct.read(text)
    (dispute,) = story.disputes
    return story, dispute


@pytest.mark.parametrize(
    ("text", "denier", "claimant", "topic"),
    [
        ("Mayor Ilsa Brandt rejected a claim by Ana Brol that the list was wrong.", "Ilsa Brandt", "Ana Brol", "the list was wrong"),
        ("The ministry rejected the union's claim.", "ministry", "union", "the union's claim"),
        ("The ministry refuted the union's account of the strike.", "ministry", "union", "the strike"),
        ("The port authority called the union's claim \"false\".", "port authority", "union", "the union's claim"),
        ("The port authority said the union's claim was a lie.", "port authority", "union", "the union's claim"),
        ("The ministry said that the union's claim about pay was not true.", "ministry", "union", "pay"),
        ("There is no truth in the union's allegation that pay was cut, the ministry said.", "ministry", "union", "pay was cut"),
        ("\"The mayor's claim that the dam is safe is false,\" said Ana Brol, an engineer.", "Ana Brol", "mayor", "the dam is safe"),
        ("The army contradicted the police account of the raid.", "army", "police", "the raid"),
        ("The ministry disputed an account by the Torvik Post that the ship was full.", "ministry", "Torvik Post", "the ship was full"),
        ("Officials dismissed claims of fraud made by the opposition as nonsense.", "Officials", "opposition", "fraud"),
        ("Norland's ministry rejected as \"baseless\" the claim by Ana Brol that a ship was lost.", "Norland's ministry", "Ana Brol", "a ship was lost"),
        ("The mayor said it was not true that the dam had burst.", "mayor", None, "the dam had burst"),
        ("Mayor Ilsa Brandt dismissed the allegations as baseless.", "Ilsa Brandt", None, "the allegations"),
        ("The claim was denied by the port authority.", "port authority", None, "The claim"),
        ("The claims were dismissed as \"baseless\" by the spokeswoman Ana Brol.", "Ana Brol", None, "The claims"),
        ("Reports that the dam had burst were not true, Mayor Ilsa Brandt said.", "Ilsa Brandt", None, "the dam had burst"),
        ("Mayor Ilsa Brandt denied taking bribes.", "Ilsa Brandt", None, "taking bribes"),
        ("Tom Varga denied all claims that he was paid, but a court later convicted him.", "Tom Varga", None, "he was paid"),
        ("Tom Varga has denied any involvement in the raid.", "Tom Varga", None, "any involvement in the raid"),
        ("The company denied that the bow door had been reported faulty.", "company", None, "the bow door had been reported faulty"),
        ("Tom Varga was accused of inciting the riot, which he denied.", "Tom Varga", None, "Tom Varga was accused of inciting the riot"),
    ],
)  # fmt: skip
def test_who_denies_what_of_whom(text: str, denier: str, claimant: str | None, topic: str) -> None:
    """Every usual way to deny gives denier, claimant where one is named, and topic in the copy's words."""
    story, dispute = one(text)
    assert (dispute.denier, dispute.claimant, dispute.topic) == (denier, claimant, topic)
    assert dispute.kind == "denial"
    assert dispute.story == story.id
    assert topic in story.text
    assert dispute.span is not None
    assert story.quote(dispute.span) in story.text


@pytest.mark.parametrize(
    "text",
    [
        "Tom Varga did not deny the claim.",
        "The port could neither confirm nor deny the report.",
        "The port could not confirm or deny the report.",
        "The ministry refused to deny the claim.",
        "If Tom Varga denies the claim, he will be sued.",
        "Tom Varga might deny the allegation.",
        "Tom Varga was denied bail.",
        "Norland denied entry to the crew.",
        "The city denied him a permit.",
        "The council has repeatedly denied funding for the dam.",
        "The court rejected the appeal.",
        "The judge dismissed the claim.",
        "The ministry dismissed the minister.",
        "The bank rejected his request for a loan.",
        "The insurer rejected the insurance claim.",
        "Mayor Ilsa Brandt said he was fined for a false claim.",
        "Mayor Ilsa Brandt said the report was not false.",
        "Mayor Ilsa Brandt said the report was true.",
        "The harbour opened. Nobody denied the claim.",
    ],
)
def test_what_is_no_dispute(text: str) -> None:
    """Negated, possible and refused denials, decisions of courts, and requests denied are no disputes."""
    assert ct.read(text).disputes == ()


def test_names_are_the_fullest() -> None:
    """Denier and claimant are given by their full names, and the claim that was denied is found."""
    story, dispute = one(
        "Harbour chief Ana Brol said the crane was unsafe. Mayor Ilsa Brandt spoke later. "
        "Brandt rejected Brol's claim that the crane was unsafe."
    )
    assert (dispute.denier, dispute.claimant) == ("Ilsa Brandt", "Ana Brol")
    by_id = {s.id: s for s in story.statements}
    denial, claim = (by_id[i] for i in dispute.statements)
    assert denial.speaker == "Ilsa Brandt"
    assert (claim.speaker, story.quote(*claim.content)) == ("Ana Brol", "the crane was unsafe")


def test_the_allegation_is_the_one_just_made() -> None:
    """ "The allegation" and "it" are what somebody else was just reported to claim."""
    _, dispute = one("Prosecutors alleged that Tom Varga took bribes. He denied the allegation.")
    assert (dispute.denier, dispute.claimant) == ("Tom Varga", "Prosecutors")
    assert dispute.topic == "Tom Varga took bribes"
    _, dispute = one("The union said the ship was full. The ministry denied it.")
    assert (dispute.denier, dispute.claimant) == ("ministry", "union")
    assert dispute.topic == "the ship was full"


def test_those_reports_are_the_ones_of_the_sentence_before() -> None:
    """ "Those reports" are what was said in the sentence before, not a louder claim further back."""
    _, dispute = one(
        "The mayor, Ilsa Brandt, has claimed that the dam holds. Norvik and Torvald stated that "
        "water had been seen in the tunnel. The company dismissed those reports at the time."
    )
    assert (dispute.denier, dispute.claimant) == ("company", "Norvik and Torvald")
    assert dispute.topic == "water had been seen in the tunnel"


def test_a_shared_matter_finds_the_claimant() -> None:
    """A denial that names nobody still finds the earlier claim that says the same."""
    _, dispute = one(
        "Ana Brol said the crane had failed its inspection. The weather was mild. "
        "The port authority denied that the crane had failed its inspection."
    )
    assert (dispute.denier, dispute.claimant) == ("port authority", "Ana Brol")


def test_cut_text_disputes_nothing() -> None:
    """What anatomy cut is not copy: a denial in a promo is none of the story's."""
    text = "The mayor opened a bridge.\n\nAlso Read | Actor Rex Lund Denies Claim of Secret Wedding, Calls Report False (Watch Video).\n\nThe bridge is blue."
    assert ct.read(text).disputes == ()


def test_the_twin_has_one_dispute() -> None:
    """The twin of a real syndicated story: the staff of one army denies the other side's president."""
    story = ct.read(TWIN.read_text(encoding="utf-8"))
    (dispute,) = story.disputes
    assert dispute.denier == "General Staff of Norvania's Armed Forces"
    assert dispute.claimant == "Viktor Pruden"
    assert dispute.topic == "the fighting in Morsk being over"
    assert len(dispute.statements) == 2


@pytest.mark.shared
def test_the_seed_has_one_dispute(seed: str) -> None:
    """The story the project began with: one denial, of the right side by the right side."""
    (dispute,) = ct.read(seed).disputes
    assert dispute.denier == "General Staff of Ukraine's Armed Forces"
    assert dispute.claimant == "Vladimir Putin"
    assert len(dispute.statements) == 2
