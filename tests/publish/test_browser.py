"""The pages in a real Chromium: accessible, still, light, and readable in every setting.

Needs Debian's ``chromium`` and, for the accessibility rules, ``npm ci`` in
``tests/browser``; skipped, and said so, where they are absent.
"""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

import tongues
from browsing import SETTINGS, overflow, violations
from copytaster.publish import assets, feeds_out, pages, writer
from copytaster.publish.listing import card
from copytaster.publish.searchpage import search_page
from copytaster.publish.sections import Section

pytestmark = pytest.mark.browser

STORY = "stories/0f1e2d3c4b5a6978/"
KINDS = {
    "story": STORY,
    "excerpt": "stories/1a2b3c4d5e6f7081/",
    "right to left": "stories/2b3c4d5e6f708192/",
    "chinese": "stories/4d5e6f7081920314/",
    "unbroken words": "stories/5e6f708192031425/",
    "event": "events/c0ffee0123456789/",
    "front": "",
    "section": "sections/disaster/",
    "sections": "sections/",
    "archive": "archive/",
    "day": "archive/2027/03/03/",
    "corrections": "corrections/",
    "about": "about/",
    "tombstone": "stories/deadbeefdeadbeef/",
    "missing": "404.html",
    "search": "search.html",
}


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def address(invented, tmp_path_factory) -> Iterator[str]:
    """The invented site, written to disk and served from there."""
    root = tmp_path_factory.mktemp("site")
    site, views = invented.SITE, [invented.view(), invented.second_view()]
    live = [*views[0].publications, *views[1].publications]
    live += [tongues.rtl(), tongues.cjk(), tongues.unbroken()]
    water, cards = Section("disaster", "Disaster"), [card(p) for p in live]
    dead = invented.publication(series="deadbeefdeadbeef", state="killed", coverage=None)
    writer.write(root, [
        *(pages.story_page(site, p, [water]) for p in live),
        *(pages.coverage_page(site, v) for v in views),
        pages.front_page(site, live, views, [water]),
        pages.section_page(site, water, cards, feeds_out.section_feeds(site, water, live)),
        *feeds_out.section_feeds(site, water, live),
        pages.sections_page(site, [(water, cards)]),
        pages.archive_index(site, [(date(2027, 3, 3), 9)]),
        pages.day_page(site, date(2027, 3, 3), [card(p) for p in live]),
        pages.corrections_page(site, live),
        pages.about_page(site),
        pages.not_found(site),
        pages.tombstone(site, dead),
        *feeds_out.site_feeds(site, live),
        *assets.pages(),
        replace(search_page(site, "dam", live[:3]), path="search.html"),
    ])  # fmt: skip
    handler = functools.partial(_Quiet, directory=str(root))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def tab(browser):
    """A new tab with the given settings; pictures of other hosts are answered with a pixel."""
    contexts = []

    def opened(**settings):
        context = browser.new_context(**settings)
        contexts.append(context)
        context.route(
            lambda url: url.startswith("https://"),
            lambda route: route.fulfill(body=_SVG, content_type=_TYPE),
        )
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


_TYPE = "image/svg+xml"
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800"><rect width="1200" height="800" fill="gray"/></svg>'


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS)
def test_no_page_breaks_an_accessibility_rule(setting, tab, address):
    """axe-core finds nothing on any kind of page, with all its parts opened."""
    # The page's own policy forbids scripts; the rules are run from outside it.
    page = tab(bypass_csp=True, **setting)
    found = {}
    for kind, path in KINDS.items():
        page.goto(address + path)
        found |= {f"{kind}: {rule}": nodes for rule, nodes in violations(page).items()}
    assert found == {}


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS)
def test_nothing_is_wider_than_the_window(setting, tab, address):
    """No kind of page scrolls sideways."""
    page = tab(**setting)
    for kind, path in KINDS.items():
        page.goto(address + path)
        assert overflow(page) <= 0, kind


def test_a_story_page_needs_few_requests_and_stands_still(tab, address):
    """Two requests of the site and its picture; nothing moves; the policy is not violated."""
    page = tab(viewport={"width": 360, "height": 740})
    asked, said = [], []
    page.on("request", lambda r: asked.append(r.url) if not r.url.startswith("data:") else None)
    page.on("console", lambda m: said.append(m.text))
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(l => l.getEntries().forEach("
        "e => window.shift += e.value)).observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(address + STORY, wait_until="networkidle")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(200)
    assert len([url for url in asked if url.startswith(address)]) == 2
    assert len(asked) == 3
    assert page.evaluate("window.shift") == 0
    assert said == []


def test_a_line_is_comfortable_to_read(tab, address):
    """On a wide screen a line of copy holds 60 to 75 characters."""
    page = tab(viewport={"width": 1280, "height": 900})
    page.goto(address + STORY)
    lines = page.evaluate(
        """() => {
          const range = document.createRange(), found = [];
          for (const p of document.querySelectorAll('.copy > p')) {
            range.selectNodeContents(p);
            const tops = new Set([...range.getClientRects()].map(r => Math.round(r.bottom / 8)));
            if (tops.size > 2) found.push(p.textContent.length / tops.size);
          }
          return found;
        }"""
    )
    # The last line of a paragraph is short, so the mean lies below the measure itself.
    assert lines
    assert 45 <= sum(lines) / len(lines) <= 75


def test_the_page_reads_in_order_without_its_stylesheet(tab, address):
    """Headline, label, copy, voices and provenance follow one another in the bare page."""
    page = tab(viewport={"width": 800, "height": 900})
    page.route("**/*.css", lambda route: route.abort())
    page.goto(address + STORY)
    text = page.inner_text("body")
    order = ["Ministry says", "Wire copy, unedited by us", "The gates of the Orlen dam",
             "feeds two power stations", "Who said what", "Where this comes from", "More on this"]  # fmt: skip
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_the_keyboard_reaches_the_copy_first_and_focus_is_seen(tab, address):
    """The first stop of the tab key leads to main, and what has the focus has an outline."""
    page = tab(viewport={"width": 1280, "height": 900})
    page.goto(address + STORY)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    seen = page.evaluate(
        "(e => getComputedStyle(e).outlineStyle + e.getBoundingClientRect().x)(document.activeElement)"
    )
    assert seen.startswith("solid")
    assert float(seen.removeprefix("solid")) >= 0


def test_the_label_opens_the_list_of_cuts(tab, address):
    """Following the label shows what was left out, without a script."""
    page = tab(viewport={"width": 1280, "height": 900}, java_script_enabled=True)
    page.goto(address + STORY)
    assert not page.is_visible("ol.cuts")
    page.click(".label a")
    assert page.is_visible("ol.cuts")


def test_sides_of_a_dispute_stand_beside_each_other_and_stack_on_a_phone(tab, address):
    """Claimant and denier: two columns where there is room, one below the other where not."""
    tops = {}
    for width in (1280, 360):
        page = tab(viewport={"width": width, "height": 900})
        page.goto(address + "events/c0ffee0123456789/")
        tops[width] = page.evaluate(
            "[...document.querySelectorAll('.side')].map(e => e.getBoundingClientRect().top)"
        )
    assert tops[1280][0] == tops[1280][1]
    assert tops[360][0] < tops[360][1]


def test_names_from_right_to_left_do_not_turn_our_words_round(tab, address):
    """A foreign name inside an English line is isolated: what stands after it stays after it."""
    page = tab(viewport={"width": 1280, "height": 900})
    page.goto(address + KINDS["right to left"])
    apart = page.evaluate(
        "[...document.querySelectorAll('.byline bdi, .hands bdi, .post bdi, h3 bdi')]"
        ".every(e => getComputedStyle(e).unicodeBidi === 'isolate')"
    )
    assert apart
    assert page.evaluate("document.querySelectorAll('.hands bdi').length") > 1


def test_a_browser_with_forced_colours_still_shows_whose_words_are_whose(tab, address):
    """Quotes keep their line, disputes their sign, where the page may choose no colour."""
    page = tab(viewport={"width": 1280, "height": 900}, forced_colors="active")
    page.goto(address + STORY)
    line = page.evaluate("getComputedStyle(document.querySelector('.said')).textDecorationLine")
    assert line == "underline"
    assert "\u2260" in page.inner_text(".voices .disputed")


def test_copy_from_right_to_left_is_set_so(tab, address):
    """Arabic copy runs from the right, the machine's English words from the left."""
    page = tab(viewport={"width": 1280, "height": 900})
    page.goto(address + KINDS["right to left"])
    assert page.evaluate("getComputedStyle(document.querySelector('.copy p')).direction") == "rtl"
    assert page.evaluate("getComputedStyle(document.querySelector('.label')).direction") == "ltr"


def test_paper_gets_the_copy_and_not_the_navigation(tab, address):
    """In print the navigation goes and the copy stays."""
    page = tab(viewport={"width": 800, "height": 900})
    page.goto(address + STORY)
    page.emulate_media(media="print")
    assert not page.is_visible(".masthead nav")
    assert page.is_visible("main .copy")


def test_paper_names_the_address_of_the_source(tab, address):
    """A link cannot be followed on paper: what it leads to is printed."""
    page = tab(viewport={"width": 800, "height": 900})
    page.goto(address + STORY)
    page.emulate_media(media="print")
    after = page.evaluate(
        "getComputedStyle(document.querySelector('.provenance a[href^=http]'), '::after').content"
    )
    assert "https://marisk.example.org/orlen-dam" in after
