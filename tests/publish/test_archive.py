"""The archive's lists: a day of thousands, its months, and the index of years."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from copytaster.publish import pages
from copytaster.publish.listing import card


@given(count=st.integers(0, 3000))
def test_every_story_of_a_day_is_on_one_page(count):
    """Cut into pages of at most 499, none twice and none left out, the newest on the day's own."""
    parts = pages.day_parts(list(range(count, 0, -1)))
    assert sorted(n for part in parts for n in part) == list(range(1, count + 1))
    assert all(1 <= len(part) < 500 for part in parts)
    assert not parts or parts[0][0] == count
    assert [list(p) for p in parts] == [sorted(p, reverse=True) for p in parts]


@given(count=st.integers(1, 2500), more=st.integers(1, 300))
def test_earlier_parts_stay_while_the_day_goes_on(count, more):
    """What comes in later changes no earlier part: its page need not be made again."""
    before = pages.day_parts(list(range(count, 0, -1)))
    after = pages.day_parts(list(range(count + more, 0, -1)))
    assert after[1 : len(before)] == before[1:]


def test_a_part_names_its_place_and_leads_to_the_others(invented):
    """Part 2 of 4 stands below the day's page and links to all."""
    on = date(2027, 3, 3)
    page = pages.day_page(invented.SITE, on, [card(invented.publication())], 2, 4)
    assert page.path == "archive/2027/03/03/2/index.html"
    html = page.body.decode()
    assert "part 2 of 4" in html
    for path in ("03/03/1/", "03/03/2/", "03/03/3/", "03/03/", "03/"):
        assert f'href="../../../../../archive/2027/{path}"' in html
    assert html.count('aria-current="page"') == 1


def test_the_index_opens_the_last_months_and_counts_the_others(invented):
    """Ten years are a page of months, not of days."""
    first = date(2027, 3, 3)
    days = [(first - timedelta(days=n), 2) for n in range(3650)]
    html = pages.archive_index(invented.SITE, days).body.decode()
    assert html.count("archive/2027/03/0") == 3
    assert 'href="../archive/2027/03/"' in html
    assert "archive/2026/12/31/" not in html
    assert '<a href="../archive/2026/12/">December 2026</a>' in html
    assert "62 stories" in html
    assert len(html) < 30_000
    month = pages.month_page(invented.SITE, first, days[:3])
    assert month.path == "archive/2027/03/index.html"
    assert b"3 March 2027" in month.body


def test_a_running_desk_cuts_a_busy_day(tmp_path, monkeypatch):
    """Parts come with the stories and go with them."""
    import json

    from copytaster.desk import Desk
    from wire import Clock, delivered, feed

    monkeypatch.setattr(pages, "_A_PAGE", 3)
    with Desk.open(tmp_path, clock=Clock(), base_url="http://s.example") as desk:
        desk.feeds.put(feed("anx"))
        items = [
            {
                "id": f"i{n}",
                "title": f"Number {n} {'abcdefghijkl'[n] * 9}",
                "content_text": f"{'abcdefghijkl'[n] * 5} counted {n} boats on the quay today.",
                "date_published": f"2031-05-06T{n:02}:00:00Z",
            }
            for n in range(10)
        ]
        body = {"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": items}
        desk.take(replace(delivered(json.dumps(body).encode(), "anx"), headers={}))
        desk.publish()
        day = desk.site_folder / "archive/2031/05/06"
        assert b"Number 0 " in (day / "1/index.html").read_bytes()
        assert b"Number 9 " in (day / "index.html").read_bytes()
        assert (day / "2/index.html").exists()
        assert not (day / "3").exists()
        for row in desk.store.latest(20)[:5]:
            desk.decide(row.series, "hold")
        desk.publish()
        assert not (day / "1").exists()
        assert b"Number 0 " in (day / "index.html").read_bytes()
        assert desk.publish().written == ()
