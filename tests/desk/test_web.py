"""The desk in a real Chromium: what an editor sees, and what a click does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from browsing import SETTINGS, overflow, violations
from copytaster.desk import Desk
from copytaster.desk.editing import Draft
from copytaster.desk.running import Running
from copytaster.desk.web import build_app
from copytaster.desk.web.gate import Gate
from copytaster.intake import Allowance
from served import Browser, serving
from wire import NOW, delivered, feed, ninjs, prose

pytestmark = pytest.mark.browser


@dataclass
class Newsroom:
    """A desk with some copy in it, being served."""

    desk: Desk
    running: Running
    gate: Gate
    site: Browser

    @property
    def home(self) -> str:
        return self.site.home

    def take(self, body: bytes, by: str = "anx") -> None:
        self.desk.take(delivered(body, by))
        self.desk.publish()

    def series(self, words: str) -> str:
        return self.desk.search(words)[0].series


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    folder = tmp_path_factory.mktemp("newsroom")
    with (
        Desk.open(folder, clock=lambda: NOW, base_url="http://site.example") as desk,
        serving() as serve,
    ):
        for subscription in (feed("anx", speaks_for=("ANX",), agency="ANX"), feed("courier")):
            desk.feeds.put(subscription)
        desk.live.authorise(desk.feeds.speaks_for())
        desk.outlets.add("webhook", "https://hooks.example/in", backlog=True)
        running = Running(desk, Allowance())
        gate = Gate(desk.store, desk.clock, secure=False)
        site = serve(lambda port: build_app(running, gate, port=port))
        made = Newsroom(desk, running, gate, site)
        made.take(ninjs("u:1", "Quillbridge reopens after repairs", prose("Quillbridge")))
        made.take(ninjs("c:1", "Quillbridge open again", prose("Quillbridge")), by="courier")
        made.take(ninjs("u:2", "Harbour pilots vote to strike", prose("Pilot", "ORRIN")))
        made.take(ninjs("u:3", "Budget speech", prose("Budget"), embargoed="until noon"))
        yield made


Open = Callable[..., Any]


@pytest.fixture
def enter(room: Newsroom, browser: Any) -> Iterator[Open]:
    """A tab inside the desk; whatever the console says fails the test."""
    contexts, said = [], []

    def opened(**settings: Any) -> Any:
        context = browser.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8000)
        page.on("console", lambda m: said.append(m.text))
        page.on("pageerror", lambda e: said.append(str(e)))
        page.goto(f"{room.home}/desk/enter?key={room.gate.new_key('Ada Brandt')}")
        return page

    yield opened
    for context in contexts:
        context.close()
    # A form that comes back with what was wrong with it is no fault of the page.
    assert [words for words in said if "status of 422" not in words] == []


def paths(room: Newsroom) -> dict[str, str]:
    series = room.series("Quillbridge")
    coverage = room.desk.store.latest(1, state="live")[0].coverage
    return {
        "wire": "/desk",
        "story": f"/desk/story/{series}",
        "event": f"/desk/event/{coverage}",
        "feeds": "/desk/feeds",
        "outlets": "/desk/outlets",
        "log": "/desk/log",
        "edit": f"/desk/story/{series}/edit",
        "kill": f"/desk/story/{series}/kill",
        "compare": f"/desk/story/{series}/compare",
        "takes": f"/desk/story/{room.series('open again')}/takes",
        "queue": "/desk/queue",
        "name": "/desk/name",
        "search": "/search?q=quillbridge",
    }


BESIDE = """[...document.querySelectorAll("main :is(a, button, select, input)")]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML)"""


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS)
def test_no_screen_breaks_an_accessibility_rule_or_its_window(
    setting: dict[str, Any], enter: Open, room: Newsroom
) -> None:
    """Every screen passes axe-core and fits its window, in light, dark, on a phone and zoomed.

    No control lies beside the window either, where a table would have to be pushed to reach it.
    """
    page = enter(bypass_csp=True, **setting)
    found, wide, beside = {}, {}, {}
    for name, path in paths(room).items():
        page.goto(room.home + path)
        wide[name] = max(0, overflow(page))
        beside[name] = page.evaluate(BESIDE)
        found |= {f"{name}: {rule}": nodes for rule, nodes in violations(page).items()}
    assert found == {}
    assert not any(wide.values()), wide
    assert not any(beside.values()), beside


def test_the_wire_shows_what_came_and_in_what_state(enter: Open, room: Newsroom) -> None:
    """Reprints are marked, embargoed copy is there and marked as not public."""
    page = enter()
    rows = page.locator(".wirelist li").all_inner_texts()
    assert any("Quillbridge open again" in row and "reprint" in row for row in rows)
    assert any("Budget speech" in row and "withheld" in row for row in rows)


def test_new_copy_appears_by_itself(enter: Open, room: Newsroom) -> None:
    """The list follows the wire without a reload."""
    page = enter()
    page.wait_for_function("document.querySelector('[sse-connect]') !== null")
    page.wait_for_timeout(500)
    room.take(ninjs("u:9", "Lantern festival opens early", prose("Lantern", "CORRATH")))
    room.running.tell("changed")
    page.get_by_text("Lantern festival opens early").wait_for(timeout=8000)


def test_keys_walk_the_list_and_leave_inputs_alone(enter: Open) -> None:
    """j and k move, / searches, typing types, o opens, ? explains."""
    page = enter()
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") != first
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.textContent") == first
    page.keyboard.press("/")
    page.keyboard.type("jok?")
    assert page.input_value("[data-search]") == "jok?"
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    page.wait_for_selector("#keys", state="visible")
    page.keyboard.press("Escape")
    page.wait_for_selector("#keys", state="hidden")
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url("**/desk/story/**")


def test_a_kill_by_hand_takes_the_page_down_before_the_editors_eyes(
    enter: Open, room: Newsroom
) -> None:
    """The screen names every place first; confirmed, the page is gone, and the log has it with its reason."""
    series = room.series("pilots strike")
    assert room.site.get(f"/stories/{series}/").status == 200
    page = enter()
    page.goto(f"{room.home}/desk/story/{series}")
    page.click("text=Kill…")
    page.wait_for_url("**/kill")
    told = page.inner_text("main")
    for place in (
        "Its page, which becomes a tombstone",
        "Front page, feeds and sitemaps",
        "Search",
    ):
        assert place in told
    page.fill("input[name=reason]", "names the wrong port")
    page.click("button.kill")
    page.wait_for_url(f"**/desk/story/{series}")
    assert "killed" in page.inner_text(".kicker")
    assert room.site.get(f"/stories/{series}/").status == 410
    page.goto(f"{room.home}/desk/log")
    assert "names the wrong port" in page.inner_text("main")


def test_feeds_are_added_changed_and_removed(enter: Open, room: Newsroom) -> None:
    """From the feeds page; an impossible address is told in plain words and changes nothing."""
    page = enter()
    page.goto(f"{room.home}/desk/feeds")
    page.fill("input[name=url]", "https://new.example/feed.xml")
    page.click("text=Subscribe")
    page.wait_for_url("**/desk/feeds")
    row = page.locator("tr", has_text="https://new.example/feed.xml").last
    assert "excerpt" in row.inner_text()
    row.locator("select").select_option("full")
    row.locator("button").click()
    page.wait_for_load_state()
    assert room.desk.feeds.find("https://new.example/feed.xml").policy == "full"
    row = page.locator("tr", has_text="https://new.example/feed.xml").last
    row.locator("select").select_option("remove")
    row.locator("button").click()
    page.wait_for_load_state()
    assert "new.example" not in page.inner_text("main")


def test_leaving_ends_the_session(enter: Open, room: Newsroom) -> None:
    """After leaving, the desk is closed to this browser."""
    page = enter()
    page.click("text=Leave")
    page.wait_for_url(room.home + "/")
    assert page.request.get(f"{room.home}/desk").status == 401


def test_a_session_is_asked_for_a_name_once(room: Newsroom, browser: Any) -> None:
    """The first page asks who is there; from then on decisions bear that name."""
    page = browser.new_context().new_page()
    page.goto(f"{room.home}/desk/enter?key={room.gate.new_key()}")
    page.wait_for_url("**/desk/name")
    page.fill("input[name=name]", "  Bo   Lind ")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk")
    assert "Bo Lind" in page.inner_text("nav[aria-label=Desk]")
    series = room.series("Quillbridge reopens")
    page.goto(f"{room.home}/desk/story/{series}")
    page.fill("input[name=reason]", "it is right")
    page.click("button.publish >> text=Publish")
    page.wait_for_url(f"**/desk/story/{series}")
    assert room.desk.store.decisions(series)[-1].who == "Bo Lind"
    page.context.close()


def test_an_editor_changes_a_word_and_takes_it_back(enter: Open, room: Newsroom) -> None:
    """With the keyboard: e edits, the preview shows the change, the page says by whom; one click undoes it."""
    room.take(ninjs("u:20", "Weir gates to open at dawn", prose("Weir", "TARN")))
    series = room.series("Weir gates")
    page = enter()
    page.goto(f"{room.home}/desk/story/{series}")
    page.keyboard.press("e")
    page.wait_for_url("**/edit")
    copy = page.input_value("textarea[name=copy]")
    page.fill("textarea[name=copy]", copy.replace("forty-two bolts", "forty-three bolts"))
    page.fill("input[name=reason]", "the agency rang")
    page.click("text=See the changes")
    page.wait_for_selector("#preview ins")
    assert page.inner_text("#preview ins") == "forty-three"
    page.click("text=Save and publish")
    page.wait_for_url(f"**/desk/story/{series}")
    public = room.site.get(f"/stories/{series}/").text
    assert "Edited by Ada Brandt" in public
    assert "the agency rang" in public
    assert room.desk.verify(public).ok
    page.goto(f"{room.home}/desk?q=Weir")
    assert "edited" in page.inner_text(".wirelist")
    page.goto(f"{room.home}/desk/story/{series}")
    page.click("button:has-text('Undo') >> nth=0")
    page.wait_for_load_state()
    assert "Edited by" not in room.site.get(f"/stories/{series}/").text


def test_a_quotation_is_guarded_on_screen(enter: Open, room: Newsroom) -> None:
    """The form comes back with the words it refused; only the ticked box lets them through, marked."""
    room.take(ninjs("u:21", "Lock keepers praised", prose("Lock", "SELM")))
    series = room.series("Lock keepers")
    page = enter()
    page.goto(f"{room.home}/desk/story/{series}/edit")
    copy = page.input_value("textarea[name=copy]")
    page.fill("textarea[name=copy]", copy.replace("outlive us all", "outlive us both"))
    with page.expect_response("**/edit") as answer:
        page.click("text=Save and publish")
    assert answer.value.status == 422
    assert "somebody's own" in page.inner_text("[role=alert]")
    assert "outlive us both" in page.input_value("textarea[name=copy]")
    page.check("input[name=transcription]")
    page.click("text=Save and publish")
    page.wait_for_url(f"**/desk/story/{series}")
    assert "transcription of a quotation corrected" in room.site.get(f"/stories/{series}/").text


def test_a_form_does_not_write_over_what_came_meanwhile(enter: Open, room: Newsroom) -> None:
    """Two editors, one story: the second is told, sees what they wrote, and has the last word."""
    room.take(ninjs("u:23", "Minster bells recast", prose("Minster", "ULM")))
    series = room.series("Minster bells")
    page = enter()
    page.goto(f"{room.home}/desk/story/{series}/edit")
    copy = page.input_value("textarea[name=copy]")
    room.desk.editor.replace(series, [("forty-two", "forty-three")], Draft(), "Bo Lind")
    page.fill("textarea[name=copy]", copy.replace("nine tonnes", "ten tonnes"))
    with page.expect_response("**/edit") as answer:
        page.click("text=Save and publish")
    assert answer.value.status == 422
    assert "changed since it was opened" in page.inner_text("[role=alert]")
    assert "ten tonnes" in page.input_value("textarea[name=copy]")
    assert "forty-three" in str(room.desk.store.edit(series))
    page.click("text=Save and publish")
    page.wait_for_url(f"**/desk/story/{series}")
    standing = room.desk.store.edit(series)
    assert standing is not None
    assert [(p.was, p.now, p.who) for p in standing.passages] == [("nine", "ten", "Ada Brandt")]


def test_events_are_merged_and_split_on_screen(enter: Open, room: Newsroom) -> None:
    """Merged by id, taken back by one click, split by a tick; the ledger has each."""
    room.take(ninjs("u:30", "Tollgate shut by frost", prose("Tollgate", "ULM")))
    lamps = (
        "ULM, May 6 (ANX) - Lamplighters asked for warmer coats on Tuesday, their guild said.\n\n"
        "The guild counts ninety members, most of them on night rounds in the upper town."
    )
    room.take(ninjs("u:31", "Lamplighters want coats", lamps))

    def events() -> set[str]:
        return {room.desk.search(w)[0].coverage for w in ("Tollgate", "Lamplighters")}

    page = enter()
    into, gone = (room.desk.search(w)[0].coverage for w in ("Tollgate", "Lamplighters"))
    assert into != gone
    records = len(room.desk.store.records_of(f"coverage:{into}"))
    page.goto(f"{room.home}/desk/event/{into}")
    page.fill("input[name=other]", f"{room.home}/desk/event/{gone}/")
    page.click("text=Merge it into this one")
    page.wait_for_load_state()
    assert events() == {into}
    page.click("button:has-text('Undo') >> nth=0")
    page.wait_for_load_state()
    assert len(events()) == 2
    page.goto(f"{room.home}/desk/story/{room.series('Lamplighters')}")
    page.fill("input[name=to]", into)
    page.click("button:has-text('Move')")
    page.wait_for_load_state()
    assert events() == {into}
    page.goto(f"{room.home}/desk/event/{into}")
    page.check(f"input[value='{room.series('Lamplighters')}']")
    page.click("text=Split off the ticked ones")
    page.wait_for_load_state()
    assert len(events()) == 2
    assert len(room.desk.store.records_of(f"coverage:{into}")) == records + 4


FERRY = (
    "MARSEILLE, May 6 (ANX) - A ferry with 212 people aboard sank off Marseille on Tuesday, the "
    "coastguard said. Captain Luc Darnaud and his crew pulled 178 people from the sea; 21 are missing."
)
TRANSBORDADOR = (
    "MARSELLA, 6 may (ANX) - Un transbordador con 212 personas a bordo se hundió el martes frente "
    "a Marsella, informaron los guardacostas. El capitán Luc Darnaud y su equipo rescataron a 178 "
    "personas del mar; 21 siguen desaparecidas."
)


def test_an_event_in_another_language_is_suggested_and_merged(enter: Open, room: Newsroom) -> None:
    """It says what both name; one click merges, with the reason on record; nothing merges by itself."""
    room.take(ninjs("u:40", "Ferry sinks off Marseille", FERRY, language="en"))
    room.take(ninjs("u:41", "Se hunde un transbordador", TRANSBORDADOR, language="es"))
    into, gone = (room.desk.search(w)[0].coverage for w in ("Ferry", "transbordador"))
    assert into != gone
    page = enter(viewport={"width": 360, "height": 740}, bypass_csp=True)
    page.goto(f"{room.home}/desk/event/{into}")
    section = page.locator("section[aria-labelledby=b]").inner_text()
    assert "Se hunde un transbordador" in section
    assert "Marseille, Luc Darnaud, 212, 178, 21" in section
    assert violations(page) == {}
    assert overflow(page) <= 0
    page.click("section[aria-labelledby=b] button")
    page.wait_for_load_state()
    assert room.desk.search("transbordador")[0].coverage == into
    page.goto(f"{room.home}/desk/event/{gone}")
    assert page.url.endswith(into)
    assert page.locator("section[aria-labelledby=b]").count() == 0
    assert "another language (es)" in page.locator("section[aria-labelledby=a]").inner_text()


def test_a_correction_by_the_desk_is_public(enter: Open, room: Newsroom) -> None:
    """Written on the story's screen, it stands on the story's page and on the page of corrections."""
    series = room.series("Quillbridge reopens")
    page = enter()
    page.goto(f"{room.home}/desk/story/{series}")
    page.fill("textarea[name=note]", "An earlier headline misnamed the bridge.")
    page.click("text=Publish the correction")
    page.wait_for_load_state()
    assert "misnamed the bridge" in room.site.get(f"/stories/{series}/").text
    assert "misnamed the bridge" in room.site.get("/corrections/").text


CHANGES = (
    "edit", "preview", "change", "correct", "move", "decide",
)  # fmt: skip


@pytest.mark.parametrize("path", CHANGES)
def test_no_change_without_session_origin_and_word(room: Newsroom, path: str) -> None:
    """Every change is refused without a session, from another origin, and without the CSRF word."""
    from copytaster.desk.web.gate import COOKIE

    series = room.series("Quillbridge reopens")
    url, data = f"/desk/story/{series}/{path}", {"copy": "x", "what": "revert", "note": "x"}
    tab = Browser(room.site.port)
    assert tab.post(url, data, origin=room.home).status == 401
    assert tab.post(url, data, origin="https://evil.example").status == 403
    tab.get(f"/desk/enter?key={room.gate.new_key('Ada Brandt')}")
    assert COOKIE in tab.cookies
    assert tab.post(url, data, origin=room.home).status == 403
    assert tab.post(url, data).status == 403
    assert tab.post(url, data | {"csrf": "0" * 64}, origin=room.home).status == 403
