"""How a publisher says it handled an agency's copy: cut, and kept as provenance."""

from __future__ import annotations

import pytest

from copytaster.anatomy import dissect
from copytaster.model import Item

COPY = "The bridge over the Orel has been closed. A crack was found on Monday.\n\n"


@pytest.mark.parametrize(
    ("note", "facts"),
    [
        ("This story came from a wire agency feed and is published without modifications. Only the headline was changed by us.", ("unedited", "headline changed")),
        ("(An unedited, auto-generated story out of a syndicated feed: OrelLY staff may not have modified a word of it)", ("unedited", "by OrelLY")),
        ("(No hand of ours: the story was not edited by Orel Times staff, and was auto-generated out of a syndicated feed.)", ("unedited", "by Orel Times")),
        ("(But for the headline, this report has not been edited by Orel Live staff; it is published straight out of a syndicated feed.)", ("unedited", "headline changed", "by Orel Live")),
        ("(Only the headline of this report may have been reworked by the Orel Standard staff; all else is auto-generated out of a syndicated feed.)", ("unedited", "headline changed", "by Orel Standard")),
        ("This report was auto-generated out of a news service. OrelPrint takes no responsibility for what it says.", ("unedited", "by OrelPrint")),
        ("This story has been sourced from a third party syndicated feed, agencies. Orel-Day accepts no responsibility for the text.", ()),
        ("Disclaimer: This story is auto-aggregated by a computer program and has not been created or edited by OrelWire.", ("unedited",)),
        ("(The above story first appeared on OrelLY on Apr 27, 2031 07:15 AM IST. For more news and updates log on to our site.)", ("by OrelLY",)),
        ("This is a published version of a press release. QQN takes no editorial responsibility for it.", ("by QQN",)),
        ("This article has been republished from a syndicated source. Title has been changed.", ("headline changed",)),
        ("Dieser Artikel wurde automatisch aus dem dpa-Newskanal übernommen und nicht redaktionell bearbeitet.", ("unedited",)),
        ("Esta noticia no ha sido editada por nuestra redacción y procede de la agencia EFE.", ("unedited",)),
        ("Cet article a été publié automatiquement à partir d'une dépêche AFP et n'a pas été modifié.", ("unedited",)),
        ("Bu haber Anadolu Ajansı tarafından servis edilmiş, hiçbir editöryel müdahale olmadan yayınlanmıştır.", ("unedited",)),
    ],
)  # fmt: skip
def test_a_disclaimer_is_cut_whole_and_its_facts_are_told(
    note: str, facts: tuple[str, ...]
) -> None:
    """Whether the copy was edited, its headline changed, and who says so, stand in the cut's reason."""
    story = dissect(Item(body=COPY + note))
    assert [(c.kind, story.text[c.start : c.end]) for c in story.cuts] == [("disclaimer", note)]
    for fact in facts:
        assert fact in story.cuts[0].reason
    assert ("unedited" in story.cuts[0].reason) == ("unedited" in facts)
    assert ("headline changed" in story.cuts[0].reason) == ("headline changed" in facts)


@pytest.mark.parametrize(
    "line",
    [
        "The unedited tape was played in court. Lawyers said it was not complete.",
        "This report was published by the wire service of the army, the general said.",
        "The agency feeds nine thousand people, and published its first report in May.",
        "Dieser Artikel der Verfassung wird nicht geändert, sagte die Ministerin.",
        "Esta noticia sorprendió a la agencia espacial.",
        "Bu haber kenti sevindirdi.",
        "This wire story of 1931 was edited by nobody. The paper burnt.",
        "(The report blames the news service, and its staff, for the crash.)",
        "This report on the wire service makes grim reading for its owners.",
        "The press release was sent on Monday, and nobody read it.",
    ],
)
def test_copy_about_copy_stays(line: str) -> None:
    """Sentences about reports, feeds and agencies are copy."""
    assert dissect(Item(body=COPY + line)).cuts == ()
