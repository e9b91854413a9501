"""The log in a real Chromium: what merges and splits taught is listed, and forgotten by one click."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from browsing import SETTINGS, overflow, violations
from copytaster.desk import Desk
from copytaster.desk.running import Running
from copytaster.desk.web import build_app
from copytaster.desk.web.gate import Gate
from copytaster.intake import Allowance
from copytaster.matching.lessons import Lesson, Lessons
from served import serving
from wire import NOW, delivered, feed, ninjs, prose

pytestmark = pytest.mark.browser


def test_lessons_are_listed_and_forgotten(tmp_path: Path, browser: Any) -> None:
    """In every setting the section fits and breaks no rule; after the click it is gone and on record."""
    with Desk.open(tmp_path, clock=lambda: NOW, base_url="http://site.example") as desk:
        desk.feeds.put(feed("anx"))
        desk.take(delivered(ninjs("u:1", "Quillbridge reopens", prose("Quillbridge")), "anx"))
        desk.publish()
        lesson = Lesson("joined", ("quillbridg", "bolt", "railing", "span"))
        desk.live.matcher._shelf.lessons = Lessons([lesson, lesson])
        running, gate = Running(desk, Allowance()), Gate(desk.store, desk.clock, secure=False)
        with serving() as serve:
            site = serve(lambda port: build_app(running, gate, port=port))
            for name, settings in SETTINGS.items():
                context = browser.new_context(**settings, bypass_csp=True)
                page = context.new_page()
                page.goto(f"{site.home}/desk/enter?key={gate.new_key('Ada Brandt')}")
                page.goto(f"{site.home}/desk/log")
                assert "quillbridg, bolt, railing, span" in page.inner_text("main")
                assert violations(page) == {}, name
                assert overflow(page) <= 0
            page.click("text=Forget all of it")
            page.wait_for_load_state()
            assert "quillbridg" not in page.inner_text("main")
            assert "unlearn" in page.inner_text("main")
            assert desk.live.matcher.lessons == ()
