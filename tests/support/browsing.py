"""A real Chromium for tests, and the accessibility rules to run in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = os.environ.get("COPYTASTER_CHROMIUM") or shutil.which("chromium")
AXE = Path(__file__).parent.parent / "browser" / "node_modules" / "axe-core" / "axe.min.js"
# As root, and without the calls home that Chromium makes at every start.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SETTINGS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 360, "height": 740}, "color_scheme": "light"},
    # 200 % zoom of a 1280 pixel window leaves 640 CSS pixels at twice the density.
    "zoom": {
        "viewport": {"width": 640, "height": 450},
        "device_scale_factor": 2,
        "color_scheme": "dark",
    },
}


@contextmanager
def launched() -> Iterator[Any]:
    """One Chromium; the test is skipped, and says so, where there is none."""
    sync_api = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("needs a chromium on the PATH, or COPYTASTER_CHROMIUM")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


def violations(page: Any) -> dict[str, list[str]]:
    """What axe-core finds wrong with the page, by rule, with all its parts opened.

    The page must have been opened with ``bypass_csp``: its own policy forbids
    scripts, and the rules are run from outside it.
    """
    if not AXE.exists():
        pytest.skip("needs axe-core: run npm ci in tests/browser")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.add_script_tag(path=str(AXE))
    result = page.evaluate("axe.run({resultTypes: ['violations']})")
    assert result["passes"], "the rules did not run"
    return {v["id"]: [n["html"] for n in v["nodes"]] for v in result["violations"]}


def overflow(page: Any) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
