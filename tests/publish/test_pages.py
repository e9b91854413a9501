"""What the pages say, where they say it, and how little they weigh."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from datetime import date

import pytest
from lxml import html

import tongues
from copytaster.errors import ConfigError
from copytaster.ledger import WireEdition, edition_leaves, leaf, publication_data
from copytaster.ledger.commit import sentences
from copytaster.ledger.plain import plain_page
from copytaster.ledger.units import read_page
from copytaster.model import Flag, Link, Problem
from copytaster.publish import assets, pages
from copytaster.publish.links import PathRefused
from copytaster.publish.listing import card
from copytaster.publish.searchpage import search_page
from copytaster.publish.voices import hands


def parsed(page):
    """The page as a tree."""
    return html.document_fromstring(page.body.decode("utf-8"))


def words(element):
    """An element's text, white space folded."""
    return " ".join(element.text_content().split())


@pytest.fixture
def story(invented):
    """The invented story's page, parsed."""
    return parsed(pages.story_page(invented.SITE, invented.publication()))


def test_the_page_names_itself(story, invented):
    """Salt, subject, path and canonical address are there for anyone who wants to check the page."""
    meta = {m.get("name"): m.get("content") for m in story.iter("meta") if m.get("name")}
    assert meta["copytaster:salt"] == invented.publication().salt
    assert meta["copytaster:subject"] == "0f1e2d3c4b5a6978"
    assert meta["copytaster:page"] == "stories/0f1e2d3c4b5a6978/index.html"
    canonical = story.xpath("//link[@rel='canonical']/@href")
    assert canonical == ["https://wire.example.org/stories/0f1e2d3c4b5a6978/"]


def test_pages_that_are_recorded_are_read_quickly(invented):
    """Stories and events, in any script, are plain enough to need no parser, and read the same."""
    told = [invented.publication(), invented.rival(), tongues.rtl(), tongues.cjk()]
    made = [
        *(pages.story_page(invented.SITE, publication) for publication in told),
        *(pages.coverage_page(invented.SITE, v) for v in (invented.view(), invented.second_view())),
    ]
    for page in made:
        assert plain_page(page.body) == read_page(page.body), page.path


def test_main_holds_the_copy_and_no_cut(story, invented):
    """Every paragraph of the copy stands in main, in order; no word of a cut does."""
    main = words(story.xpath("//main")[0])
    at = 0
    for paragraph in invented.story().copy.split("\n\n"):
        if paragraph.strip():
            at = main.index(" ".join(paragraph.split()), at)
    assert "Also Read" not in main
    assert "syndicated feed" not in main


def test_every_sentence_of_the_copy_is_known_as_the_wire_s(invented):
    """The ledger, reading the page back, finds each sentence of headline and copy to be the wire's."""
    publication = invented.publication()
    page = pages.story_page(invented.SITE, publication)
    leaves = edition_leaves(publication.story, publication.salt)
    edition = WireEdition(4182, publication.story.id, publication.salt, frozenset(leaves))
    data = publication_data(page.path, "unedited", page.body, publication.salt, [edition])
    ours = [
        unit
        for unit, mark in zip(read_page(page.body).units, data["marks"], strict=True)
        if mark == "t"
    ]
    assert data["marks"].count("w") >= 12
    alt = leaf(publication.salt, publication.story.item.media[0].alt)  # an attribute: not in main
    assert set(leaves) - set(data["units"]) == {alt}
    for unit in ours:
        assert unit not in invented.BODY


def test_an_event_page_opens_the_editions_it_quotes(invented):
    """The verbatim sentences of a composed story are known as the wire's, templates are not."""
    view = invented.view()
    page = pages.coverage_page(invented.SITE, view)
    editions = [
        WireEdition(p.record, p.story.id, p.salt, frozenset(edition_leaves(p.story, p.salt)))
        for p in view.publications[:2]
    ]
    data = publication_data(page.path, "composed", page.body, view.salt, editions)
    marks = dict(zip(read_page(page.body).units, data["marks"], strict=True))
    kinds = {"verbatim": "w", "template": "t"}
    for sentence in view.draft.sentences:
        for unit in sentences(sentence.text):
            assert marks[unit] == kinds[sentence.kind]


def test_the_label_counts_the_cuts_and_the_panel_lists_them(story):
    """The label says in plain words what was left out; the panel after main gives kind and reason."""
    assert "Wire copy, unedited by us. 4 passages left out and listed below." in words(story)
    panel = story.xpath("//aside[@id='provenance']")[0]
    assert len(panel.xpath(".//ol[@class='cuts']/li")) == 4
    assert "Promotion: Leads to an unrelated page." in words(panel)
    assert panel.xpath(".//details")
    assert not panel.xpath(".//details[@open]")
    assert "copytaster verify https://wire.example.org/stories/0f1e2d3c4b5a6978/" in words(panel)
    assert "record 4182" in words(panel)


def test_what_reading_left_beside_is_noted_not_called_wrong(invented):
    """A reader's note on the format stands in the panel as a note; the label does not say all is shown."""
    told = invented.story()
    problem = Problem("left-out", "2 lines beside the copy: “More from Tarrow”")
    item = replace(told.item, problems=(problem,))
    flag = Flag(problem.code, problem.message)
    noted = told.with_(item=item, cuts=(), flags=(*told.flags, flag))
    page = parsed(pages.story_page(invented.SITE, invented.publication(story=noted)))
    panel = page.xpath("//aside[@id='provenance']")[0]
    heading = panel.xpath(".//h3[text()='Noted when it was read']")[0]
    assert words(heading.getnext()) == problem.message
    assert words(panel).count(problem.message) == 1
    assert "Lines that stood beside it on its web page left out." in words(page)


def test_the_chain_is_an_ordered_line(story):
    """Each voice lists its hands in order, to the agency and outlet."""
    chains = [
        [words(li.xpath("bdi")[0]) for li in ol.xpath("li")]
        for ol in story.xpath("//aside[@class='voices']//ol[@class='hands']")
    ]
    assert chains[1] == [
        "Ilse Tarrow", "briefing", "ministry's website", "Valley One", "Marisk", "Halden Courier",
    ]  # fmt: skip
    carried = story.xpath("//li[@class='carried']")
    assert [words(li) for li in carried] == ["Valley One (from earlier in the copy)"]


def test_words_nobody_said_are_marked_so(invented):
    """A statement the copy denies or only supposes is not shown as if it had been made."""
    told = invented.story()
    first, second, *rest = told.statements
    changed = (replace(first, negated=True), replace(second, hypothetical=True), *rest)
    page = pages.story_page(
        invented.SITE, invented.publication(story=told.with_(statements=changed))
    )
    text = words(parsed(page).xpath("//aside[@class='voices']")[0])
    assert "reported in the copy’s words; the copy says this was not said" in text
    assert "quoted; supposed, not reported as said" in text


def test_an_outlet_that_speaks_for_itself_is_one_hand(invented):
    """A chain names no hand twice in a row."""
    told = invented.story()
    said = replace(
        told.statements[0],
        speakers=("Valley One",),
        chain=(Link("speaker", "Valley One"), Link("outlet", "Valley One")),
    )
    names = [h.name for h in hands(told, said)]
    assert names == ["Valley One", "Marisk", "Halden Courier"]


def test_every_link_inside_the_page_leads_somewhere(invented):
    """No anchor of any page points to an id that is not there, and no id stands twice."""
    site = invented.SITE
    for page in (
        pages.story_page(site, invented.publication()),
        pages.story_page(site, invented.rival()),
        pages.story_page(site, tongues.rtl()),
        pages.coverage_page(site, invented.view()),
        pages.front_page(site, invented.view().publications, [invented.view()]),
        pages.about_page(site),
    ):
        tree = parsed(page)
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids))
        for target in tree.xpath("//a/@href[starts-with(., '#')]"):
            assert target[1:] in ids
        for labelled in tree.xpath("//@aria-labelledby"):
            assert labelled in ids


def test_citations_of_an_event_lead_to_paragraphs_of_story_pages(invented):
    """Each citation's address is a story page of the site, and its anchor a paragraph on it."""
    view = invented.view()
    tree = parsed(pages.coverage_page(invented.SITE, view))
    by_series = {p.series: parsed(pages.story_page(invented.SITE, p)) for p in view.publications}
    targets = tree.xpath("//ol[@class='citations']//a/@href")
    assert len(targets) == 3
    for target in targets:
        path, _, anchor = target.partition("#")
        series = path.rstrip("/").rsplit("/", 1)[1]
        if anchor:
            assert by_series[series].xpath(f"//*[@id='{anchor}']")
    assert "#p5" in targets[0]


def test_an_event_shows_both_sides_and_counts_no_reprint_as_a_source(invented):
    """Sources, reprints, sides of the dispute and figures are said in words."""
    text = words(parsed(pages.coverage_page(invented.SITE, invented.view())))
    assert "2 independent sources behind 9 stories; 7 are reprints." in text
    assert "Ilse Tarrow claimed" in text
    assert "Bram Oskeld denied" in text
    assert "at least 12" in text
    assert "Composed by this site’s software from 2 stories; every sentence is cited." in text
    assert "7 reprints, which confirm nothing" in text
    assert "Courier 1: a reprint, after" in text


def test_an_excerpt_shows_no_more_than_its_sentences(invented):
    """Under excerpt the page, its metadata and its panel hold nothing from further down."""
    body = pages.story_page(invented.SITE, invented.publication(policy="excerpt")).body.decode()
    for beyond in ("No siren", "eleven times", "Rescue crews", "any warning had reached",
                   "hotel pools", invented.PICTURE, "forty missing", "valey"):  # fmt: skip
        assert beyond not in body
    assert "Read the whole story at its source" in body
    assert "flood wave" in body


def test_an_event_quotes_excerpted_copy_only_within_its_excerpt(invented):
    """Statements of a story under excerpt are shown on the event page only if its excerpt has them."""
    view = invented.view()
    members = (replace(view.publications[0], policy="excerpt"), *view.publications[1:2])
    body = pages.coverage_page(
        invented.SITE, replace(view, publications=members, draft=None)
    ).body.decode()
    for beyond in ("No siren", "eleven times", "any warning had reached"):
        assert beyond not in body
    assert "Bram Oskeld" in body


def test_a_tombstone_says_nothing_of_the_story(invented):
    """Status 410, when and by whom, the record; no word of headline, deck, names or copy."""
    page = pages.tombstone(invented.SITE, invented.publication(state="killed"))
    assert page.status == 410
    text = page.body.decode()
    assert "withdrawn by the desk" in text
    assert "record 4182" in text
    for secret in ("Orlen", "Tarrow", "Oskeld", "Marisk", "dam", "Dorrit", "0f1e2d3c4b5a6978/feed",
                   invented.publication().salt):  # fmt: skip
        assert secret not in text
    told = invented.story()
    canceled = told.with_(item=replace(told.item, status="canceled"))
    by_wire = pages.tombstone(invented.SITE, invented.publication(state="killed", story=canceled))
    assert "withdrawn by its provider" in by_wire.body.decode()


def test_structured_data_is_valid_json_and_holds_no_copy(story, invented):
    """NewsArticle with its publisher's principles; never the body."""
    data = json.loads(story.xpath("//script[@type='application/ld+json']")[0].text)
    assert data["@type"] == "NewsArticle"
    assert data["publisher"]["publishingPrinciples"] == "https://wire.example.org/about/"
    assert data["publisher"]["correctionsPolicy"] == "https://wire.example.org/corrections/"
    assert data["isBasedOn"] == "https://marisk.example.org/orlen-dam"
    assert data["creditText"] == "Marisk"
    assert data["dateline"] == "Orlen Falls, Velmark, 3 March 2027"
    assert data["correction"][0]["datePublished"] == "2027-03-03T16:05:00Z"
    assert "articleBody" not in data
    assert "sirens" not in json.dumps(data)


def test_no_page_runs_a_script_or_carries_a_style_of_its_own(invented):
    """The only script element is data; the policy allows none; no inline style, no handler."""
    site, view = invented.SITE, invented.view()
    for page in (
        pages.story_page(site, invented.publication()),
        pages.coverage_page(site, view),
        pages.front_page(site, view.publications, [view]),
    ):
        tree = parsed(page)
        assert {s.get("type") for s in tree.iter("script")} <= {"application/ld+json"}
        assert not tree.xpath("//style | //@style | //form | //iframe")
        policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
        assert "default-src 'none'" in policy
        assert "script" not in policy


def test_a_story_page_weighs_less_than_its_budget(invented):
    """Page and stylesheet together stay under 12 kB gzipped."""
    page = pages.story_page(invented.SITE, invented.publication())
    weight = sum(len(gzip.compress(p.body, 9)) for p in (page, assets.stylesheet()))
    assert weight <= 12_000


def test_the_same_publication_gives_the_same_bytes(invented):
    """Rendering twice, from values built twice, gives one result."""
    site = invented.SITE
    assert pages.story_page(site, invented.publication()) == pages.story_page(
        site, invented.publication()
    )
    assert pages.coverage_page(site, invented.view()) == pages.coverage_page(site, invented.view())


def test_the_archive_has_a_page_for_each_day_newest_first(invented):
    """One index, one page per day in UTC."""
    days = [(date(2027, 3, 2), 1), (date(2027, 3, 3), 8)]
    index = pages.archive_index(invented.SITE, days).body.decode()
    assert 0 < index.index("archive/2027/03/03/") < index.index("archive/2027/03/02/")
    cards = [card(p) for p in invented.view().publications]
    day = pages.day_page(invented.SITE, date(2027, 3, 3), cards)
    assert day.path == "archive/2027/03/03/index.html"
    assert all(c.series in day.body.decode() for c in cards)


def test_the_front_page_leads_with_most_independent_sources(invented):
    """The event on two words leads the one on one, and the dispute is said in words."""
    views = [invented.second_view(), invented.view()]
    live = [p for v in views for p in v.publications]
    tree = parsed(pages.front_page(invented.SITE, live, views))
    assert "Ministry says" in words(tree.xpath("//section[@class='lead']/h2")[0])
    assert "Disputed by Bram Oskeld" in words(tree)
    latest = tree.xpath("//section[@class='latest']//li")
    assert len(latest) == 3  # seven reprints of one of them are not news


def test_empty_lists_have_pages_too(invented):
    """A site with nothing on it yet renders."""
    assert b"No story has come in yet" in pages.front_page(invented.SITE, ()).body
    assert b"None so far" in pages.corrections_page(invented.SITE, ()).body
    assert pages.archive_index(invented.SITE, ()).path == "archive/index.html"


def test_the_page_for_missing_addresses_works_under_any(invented):
    """Its links start at the site's root, because nobody knows where it is served."""
    site = replace(invented.SITE, base_url="https://example.org/wire")
    page = pages.not_found(site)
    assert page.status == 404
    assert 'href="/wire/archive/"' in page.body.decode()


def test_no_page_says_how_long_ago(invented):
    """A stored page may not hold a time relative to now."""
    site, view = invented.SITE, invented.view()
    for page in (
        pages.story_page(site, invented.publication()),
        pages.coverage_page(site, view),
        pages.front_page(site, view.publications, [view]),
    ):
        assert " ago" not in words(parsed(page).xpath("//body")[0])


@pytest.mark.parametrize("series", ["../../etc", "", "a/b", "x" * 81, ".", "a\n", "ä"])
def test_a_series_that_is_no_plain_name_has_no_path(series, invented):
    """A series from a hostile desk or store cannot name a file elsewhere."""
    with pytest.raises(PathRefused):
        pages.story_page(invented.SITE, invented.publication(series=series))


@pytest.mark.parametrize("base", ["ftp://x.example", "javascript:alert(1)", "", "https://"])
def test_a_site_needs_an_http_address(base, invented):
    """A base address that is no http(s) one is a mistake of configuration, and said so."""
    with pytest.raises(ConfigError):
        pages.front_page(replace(invented.SITE, base_url=base), ())


def test_only_the_search_page_may_send_a_form(invented):
    """Its policy lets the form reach its own site; every other page forbids forms."""
    found = search_page(invented.SITE, "<dam>", [invented.publication()])
    assert parsed(found).xpath("//meta[contains(@content, \"form-action 'self'\")]")
    assert parsed(found).xpath("//input/@value") == ["<dam>"]
    other = pages.story_page(invented.SITE, invented.publication())
    assert parsed(other).xpath("//meta[contains(@content, \"form-action 'none'\")]")
