"""The payloads most likely to live, in a real Chromium: nothing runs, nothing is asked for, nothing moves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import payloads
from attack import Shot, fire
from besieged import Siege, besieged
from served import serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# In one desk: each as the last word of every field of a story of its own.
LIKELY = (
    "</script><script>alert(1)</script>", "</title><script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "&lt;img src=x onerror=alert(1)&gt;",
    *payloads.MUTATION[:6], "<base href=//evil.example/>", "<meta http-equiv=refresh content='0;url=//evil.example'>", "{{79*8117}}",
    "<style>*{display:none}</style>", "<form id=document><input name=cookie>", '" hx-get="//evil.example', "java\tscript:alert(1)",
)  # fmt: skip


@pytest.fixture(scope="module")
def siege(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Siege]:
    folder = tmp_path_factory.mktemp("desk")
    with serving() as serve, besieged(folder, LIKELY[0], serve) as made:
        fire(made.desk, [Shot("told.ninjs", "raw" if n % 2 else "behind", p) for n, p in enumerate(LIKELY)]
             + [Shot(d, "raw", LIKELY[2]) for d in ("rss2.rss", "atom1.atom", "page.html", "nitf.nitf")])  # fmt: skip
        made.publish()
        made.edit_everything()
        made.publish()
        yield made


def _pages(siege: Siege) -> list[str]:
    rows = [r for r in siege.rows() if r.status == "usable"][:10]
    events = list(dict.fromkeys(row.coverage for row in rows if row.coverage))
    site = ["/", "/search?q=ferry", f"/search?q={LIKELY[2]}", "/archive/", "/corrections/", "/about/", "/sections/",
            *(f"/stories/{row.series}/" for row in rows), *(f"/events/{e}/" for e in events[:2])]  # fmt: skip
    desk = ["/desk", "/desk/feeds", "/desk/log", "/desk/queue", "/desk/outlets", f"/desk?q={LIKELY[2]}",
            *(f"/desk/story/{row.series}{more}" for row in rows[:3] for more in ("", "/edit", "/compare")), *(f"/desk/event/{e}" for e in events[:1])]  # fmt: skip
    return site + desk


def test_nothing_runs_in_a_browser(siege: Siege, browser: Any) -> None:
    """No dialog, no request off the site, no word on the console, and no element that is not ours."""
    alarms: list[str] = []
    context = browser.new_context()
    context.add_cookies([{"name": n, "value": v, "url": siege.site.home} for n, v in siege.site.cookies.items()])  # fmt: skip
    page = context.new_page()
    page.on("dialog", lambda d: (alarms.append(f"dialog {d.message}"), d.dismiss()))
    page.on("console", lambda m: alarms.append(f"console {m.text}"))
    page.on("pageerror", lambda e: alarms.append(f"error {e}"))
    page.on("request", lambda r: _asked(r, siege.site.home, alarms))
    # Pictures that the wire declares are at their senders': nothing is asked of the real web here.
    context.route("https://**/*", lambda route: route.fulfill(body=b"", content_type="image/png"))
    for path in _pages(siege):
        page.goto(siege.site.home + path, wait_until="domcontentloaded")
        assert page.url.startswith(siege.site.home)
        alarms += [f"{path}: {found}" for found in page.evaluate(_STRANGE)]
    assert [a for a in alarms if "status of 4" not in a] == []
    context.close()


def _asked(request: Any, home: str, alarms: list[str]) -> None:
    picture = request.resource_type == "image" and ".example/" in request.url
    if picture and "evil.example/" not in request.url:
        return
    if not request.url.startswith((home, "data:image/svg+xml,")):
        alarms.append(f"asked for {request.url}")


_STRANGE = """() => {
  const found = [];
  for (const e of document.querySelectorAll('*')) {
    const bad = ['STYLE', 'IFRAME', 'OBJECT', 'EMBED', 'BASE', 'TEMPLATE', 'MATH', 'SVG', 'NOSCRIPT', 'MARQUEE', 'VIDEO', 'AUDIO'].includes(e.tagName.toUpperCase())
      || e.tagName === 'SCRIPT' && e.type !== 'application/ld+json' && !e.src.includes('/desk/static/');
    if (bad) found.push(e.outerHTML.slice(0, 200));
    for (const a of e.attributes)
      if (a.name.startsWith('on') || a.name === 'style' || a.name === 'srcset' || /^\\s*(javascript|vbscript):/i.test(a.value) && a.name !== 'value')
        found.push(e.tagName + ' ' + a.name + '=' + a.value);
  }
  if (document.cookie === undefined || typeof document.body.append !== 'function') found.push('clobbered');
  if (getComputedStyle(document.querySelector('main')).display === 'none') found.push('hidden');
  return found;
}"""
