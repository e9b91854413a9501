"""Edits at the desk: on the page, in the feeds, in search, on record; and what no edit can do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from copytaster.desk import Desk
from copytaster.desk.editing import Draft, QuoteAltered
from copytaster.errors import CopytasterError
from copytaster.model import Verdict
from copytaster.publish.pages import story_path
from wire import Clock, delivered, feed, ninjs, prose

HEADLINE = "Quill bridge reopens after repairs"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    with Desk.open(tmp_path, clock=clock, base_url="http://site.example") as opened:
        opened.feeds.put(feed("anx", speaks_for=("ANX",), agency="ANX"))
        opened.feeds.put(feed("courier"))
        yield opened


def take(desk: Desk, body: str = prose("Quill"), by: str = "anx", **more: object) -> str:
    document = ninjs("u:1" if by == "anx" else "c:1", HEADLINE, body, **more)
    desk.take(delivered(document, by))
    desk.publish()
    return desk.store.latest(1)[0].series


def page_of(desk: Desk, series: str) -> str:
    return (desk.site_folder / story_path(series)).read_text(encoding="utf-8")


def edit(desk: Desk, series: str, old: str, new: str, **vouched: object) -> None:
    draft = Draft(reason="the harbour office says so", **vouched)  # type: ignore[arg-type]
    desk.editor.replace(series, [(old, new)], draft, "Ada Brandt")
    desk.publish()


def verdict(desk: Desk, series: str) -> Verdict:
    return desk.verify(page_of(desk, series))


def everywhere(desk: Desk) -> str:
    """Every public file of the site less its ledger, as one text."""
    files = (f for f in sorted(desk.site_folder.rglob("*")) if f.is_file() and f.suffix != ".jsonl")
    return "\n".join(f.read_text(encoding="utf-8", errors="replace") for f in files)


def test_an_edited_page_says_by_whom_when_and_what(desk: Desk) -> None:
    """The label names the editor, the time and how much; the panel shows the words before and now."""
    series = take(desk)
    edit(desk, series, "nine tonnes", "ten tonnes")
    page = page_of(desk, series)
    assert "Edited by Ada Brandt at 6 May 2031, 12:00 UTC: 1 passage changed" in page
    assert "<del>nine tonnes</del>" in page
    assert "<ins>ten tonnes</ins>" in page
    assert "the harbour office says so" in page
    assert '<ins class="edited"><a href="#e1">' in page


def test_verify_names_the_edited_sentence_and_holds_the_rest_to_the_wire(desk: Desk) -> None:
    """The page verifies; the changed sentence is an editor's, every other one still the wire's."""
    series = take(desk)
    before = verdict(desk, series)
    edit(desk, series, "nine tonnes", "ten tonnes")
    after = verdict(desk, series)
    assert after.ok, after.reasons
    assert after.label == "edited"
    named = [s.text for s in after.sentences if s.status == "edited"]
    assert len(named) == 1
    assert named[0].endswith("under a limit of ten tonnes.")
    assert sum(s.status == "wire" for s in after.sentences) == (
        sum(s.status == "wire" for s in before.sentences) - 1
    )
    forged = page_of(desk, series).replace("ten tonnes", "ninety tonnes")
    assert not desk.verify(forged).ok


def test_the_record_of_an_edit_holds_no_word_of_it(desk: Desk) -> None:
    """The ledger says where and how much was changed; words and names are behind the salt."""
    series = take(desk)
    edit(desk, series, "nine tonnes", "ten tonnes")
    (record,) = desk.store.records_of(series, "edit")
    assert record.data["passages"][0][0] == "text"
    assert len(record.data["by"]) == 1
    whole = (desk.site_folder / "ledger" / "ledger.jsonl").read_text(encoding="utf-8")
    for word in ("tonnes", "Brandt", "harbour", "Quill"):
        assert word not in whole


def test_feeds_search_and_lists_carry_the_edited_words_alone(desk: Desk) -> None:
    """After a change of headline and copy, no public file but the diff has the words before."""
    series = take(desk)
    desk.editor.revise(
        series, Draft(headline="Quill bridge open once more", open=False), "Ada Brandt"
    )
    edit(desk, series, "forty-two bolts", "some bolts", open=False)
    public = everywhere(desk)
    assert HEADLINE not in public
    assert "forty-two" not in public
    assert "Quill bridge open once more" in (desk.site_folder / "feed.xml").read_text()
    assert json.loads((desk.site_folder / "feed.json").read_text())["items"][0]["title"] == (
        "Quill bridge open once more"
    )
    assert desk.store.public_search("forty-two") == ()
    assert [r.series for r in desk.store.public_search("once more")] == [series]
    assert desk.store.story(desk.store.latest(1)[0].id).headline == HEADLINE  # type: ignore[union-attr]


def test_one_command_takes_everything_back(desk: Desk) -> None:
    """Reverted, the page is unedited again, verifies, and is found by the wire's words."""
    series = take(desk)
    before = page_of(desk, series)
    edit(desk, series, "nine tonnes", "ten tonnes")
    desk.editor.revert(series, "Bo Lind", "the wire was right")
    desk.publish()
    assert page_of(desk, series) == before
    assert verdict(desk, series).ok
    assert desk.store.public_search("nine tonnes")
    assert [d.kind for d in desk.store.decisions(series)] == ["edit", "revert"]
    with pytest.raises(CopytasterError, match="no editor changed"):
        desk.editor.revert(series, "Bo Lind")


def test_a_quotation_is_refused_unless_its_transcription_is_vouched_for(desk: Desk) -> None:
    """No quote is altered; a vouched transcription is marked as one on the page."""
    series = take(desk)
    with pytest.raises(QuoteAltered, match="somebody's own"):
        edit(desk, series, "outlive us all", "outlive me")
    assert "outlive us all" in page_of(desk, series)
    edit(desk, series, "outlive us all", "outlive me", transcription=True)
    assert "The transcription of a quotation corrected" in page_of(desk, series)


def test_a_new_edition_takes_the_edit_along(desk: Desk, clock: Clock) -> None:
    """The wire adds a paragraph: the edit stands on the new edition, on record and verified."""
    series = take(desk)
    edit(desk, series, "nine tonnes", "ten tonnes")
    clock.now += timedelta(hours=1)
    take(desk, prose("Quill") + "\n\nThe mayor came late.", version="2")
    page = page_of(desk, series)
    assert "The mayor came late." in page
    assert "ten tonnes" in page
    assert verdict(desk, series).ok
    found = desk.rulings().publication(series, clock())
    assert found is not None
    assert found.waiting is None
    assert desk.store.edit(series) == found.edit
    assert len(desk.store.records_of(series, "edit")) == 2


def test_a_new_edition_that_the_edit_does_not_fit_waits(desk: Desk, clock: Clock) -> None:
    """The edited edition stays up, the newer one waits; taking it over keeps what still fits."""
    series = take(desk)
    edit(desk, series, "nine tonnes", "ten tonnes")
    edit(desk, series, "forty-two bolts", "some bolts")
    clock.now += timedelta(hours=1)
    newer = prose("Quill").replace("nine tonnes", "twelve tonnes")
    take(desk, newer, version="2", signal=[{"name": "correction"}])
    found = desk.rulings().publication(series, clock())
    assert found is not None
    assert found.waiting == desk.store.series(series)[-1].id
    assert found.reason is not None
    assert "older edition" in found.reason
    page = page_of(desk, series)
    assert "ten tonnes" in page
    assert "twelve tonnes" not in everywhere(desk)
    assert verdict(desk, series).ok
    desk.editor.move_along(series, "Bo Lind")
    desk.publish()
    page = page_of(desk, series)
    assert "twelve tonnes" in page
    assert "some bolts" in page
    assert verdict(desk, series).ok


@pytest.mark.parametrize(
    "barring", [{"pubstatus": "canceled"}, {"pubstatus": "withheld"}, {"embargoed": "until noon"}]
)
def test_what_the_wire_bars_no_edit_keeps_up(
    desk: Desk, clock: Clock, barring: dict[str, str]
) -> None:
    """A kill, a withholding or an embargo takes an edited story down, whether the edit fits or not."""
    series = take(desk)
    edit(desk, series, "nine tonnes", "ten tonnes")
    clock.now += timedelta(hours=1)
    take(desk, prose("Quill").replace("nine", "twelve"), version="2", **barring)
    for words in ("ten tonnes", "nine tonnes", "twelve tonnes", "bolts"):
        assert words not in everywhere(desk)
    assert desk.store.public_search("tonnes") == ()


def test_killed_copy_cannot_be_edited_and_an_edit_does_not_outlive_a_kill(desk: Desk) -> None:
    """An editor's kill takes an edited story down; nothing can be changed in it after."""
    series = take(desk)
    edit(desk, series, "nine tonnes", "ten tonnes")
    desk.decide(series, "kill")
    desk.publish()
    assert "tonnes" not in everywhere(desk)
    with pytest.raises(CopytasterError, match="killed"):
        desk.editor.revert(series, "Ada Brandt")


def test_an_excerpt_shows_no_change_beyond_itself(desk: Desk) -> None:
    """Where only the first sentences may be shown, the diff shows no words of the others."""
    desk.feeds.put(replace(feed("anx"), policy="excerpt"))
    series = take(desk)
    edit(desk, series, "nine tonnes", "ten tonnes")
    public = everywhere(desk)
    assert "tonnes" not in public
    assert "Not shown: only an excerpt of this copy may be." in page_of(desk, series)
    assert verdict(desk, series).ok


def test_an_event_quotes_no_sentence_an_editor_touched(desk: Desk) -> None:
    """The composed story and the event's page hold neither the words before nor the editor's as wire."""
    first = take(desk)
    other = prose("Quill").replace("on Monday after", "after").replace("forty-two", "forty-two new")
    take(desk, other, by="courier")
    (coverage,) = {r.coverage for r in desk.store.latest(9)}
    path = desk.site_folder / f"events/{coverage}/index.html"
    assert path.exists()
    for series in {r.series for r in desk.store.latest(9)}:
        edit(desk, series, "Buses are", "Two buses are", open=False)
    page = path.read_text(encoding="utf-8")
    assert "Buses are to cross" not in page
    assert desk.verify(page).ok
    assert first


def test_a_wrong_cut_is_put_back(desk: Desk) -> None:
    """The passage stands again on the page, is listed as left in, and the page verifies."""
    series = take(desk, prose("Quill") + "\n\nAlso Read | Ten bridges you must see\n\nIt rained.")
    story = desk.story(series)
    assert story is not None
    desk.editor.restore(series, story.cuts[0].start, "it belongs to the story", "Ada Brandt")
    desk.publish()
    page = page_of(desk, series)
    assert "Left in: our software had cut this" in page
    assert "Ten bridges you must see" in page.partition("</main>")[0]
    assert verdict(desk, series).ok
    with pytest.raises(CopytasterError, match="nothing was cut there"):
        desk.editor.restore(series, 3, "", "Ada Brandt")


def test_a_slip_the_desk_found_is_set_right_by_one_click(desk: Desk) -> None:
    """The flag's suggestion becomes an edit with the evidence as its reason; the flag is settled."""
    body = (
        "VARSK, May 6 (ANX) - President Maren Tolvik opened the bridge on Monday. Tolvik thanked "
        "the masons.\n\nMaren Tolvik had promised it in spring.\n\nTolvuk left before noon, and "
        "Tolvik's aides stayed."
    )
    series = take(desk, body)
    story = desk.story(series)
    assert story is not None
    flag = next(f for f in story.flags if f.kind == "misspelling")
    assert flag.span is not None
    desk.editor.apply_flag(series, flag.span.start, "Ada Brandt")
    desk.publish()
    main = page_of(desk, series).partition("</main>")[0]
    assert "Tolvuk" not in main
    assert "Looks wrong, left as it came" not in page_of(desk, series)
    assert verdict(desk, series).ok
    with pytest.raises(CopytasterError, match="no such flag"):
        desk.editor.apply_flag(series, 0, "Ada Brandt")


def test_a_desks_correction_is_public(desk: Desk) -> None:
    """The note stands on the story's page and on the page of corrections, and the page verifies."""
    series = take(desk)
    desk.editor.correct(series, "An earlier version misnamed the river.", "Ada Brandt")
    desk.publish()
    assert "misnamed the river" in page_of(desk, series)
    listed = (desk.site_folder / "corrections" / "index.html").read_text(encoding="utf-8")
    assert "misnamed the river" in listed
    assert verdict(desk, series).ok


def test_a_desks_correction_reaches_every_copy(desk: Desk, clock: Clock) -> None:
    """Whoever reads a reprint has read the same words; its page says of which story it speaks."""
    desk.feeds.put(feed("post"))
    series = take(desk)
    copied = take(desk, by="post")
    desk.publish()
    assert desk.store.publications(origin=series)[0].series == copied
    clock.now += timedelta(hours=1)
    desk.editor.correct(series, "An earlier version misnamed the river.", "Ada Brandt")
    desk.publish()
    assert "Of the story that this one repeats: An earlier version misnamed the river." in page_of(
        desk, copied
    )
    assert "Of the story that" not in page_of(desk, series)
    corrected = desk.rulings().publication(series, clock.now)
    assert corrected is not None
    assert corrected.modified == clock.now, "who follows a feed is told by a later date"
    assert verdict(desk, copied).ok


def test_an_edit_that_leaves_nothing_or_changes_nothing_is_refused(desk: Desk) -> None:
    """Each refusal names the cure, and the page stays as it was."""
    series = take(desk)
    before = page_of(desk, series)
    for draft, why in (
        (Draft(copy=""), "leaves some copy"),
        (Draft(headline=" "), "leaves a headline"),
        (Draft(headline=HEADLINE), "nothing was changed"),
    ):
        with pytest.raises(CopytasterError, match=why):
            desk.editor.revise(series, draft, "Ada Brandt")
    desk.publish()
    assert page_of(desk, series) == before
