"""Agencies' dialects: the facts of each file, read off by hand, never a sentence of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from copytaster.formats import parse

pytestmark = pytest.mark.shared
# file: published (UTC; as local time where no zone is stated), slug, urgency, agency credited.
FACTS: dict[str, tuple[str | None, str | None, int | None, str | None]] = {
    "IPTC7901.txt": ("2013-11-13T11:37", "Germany-politics", 4, "dpa"),
    "LISTING 1 A NewsML-G2 News Item.xml": ("2016-10-18T18:12", "US-Finance-Fed", None, "REUTERS"),
    "LISTING 6 Simple NewsML-G2 Package.xml": ("2008-12-20T12:25", None, None, "AcmeNews"),
    "aap-cyber.xml": ("2016-04-13T04:52", "slugged", 3, "AAP"),
    "aap-finance-lite.xml": ("2014-11-26T15:27", "Samsung", 5, "AAP"),
    "aap-finance.xml": ("2014-11-26T15:27", "Samsung", 5, "AAP"),
    "aap-sports.xml": ("2015-02-18T16:01", "RL Roosters", 5, None),
    "ana1.xml": ("2018-04-04T14:58", None, 5, "ΑΠΕ-ΜΠΕ"),
    "anpa-1.tst": ("2013-11-13T15:09", "BC-LT--Argentina-Cancer Beauty", 1, "Associated Press"),
    "ansa-newsmlg2-text.xml": ("2017-10-11T09:41", None, 5, "ansa.it"),
    "ansa_culture.xml": ("2019-07-01T08:21", None, None, "ANSA"),
    "ap.xml": ("2018-02-26T21:20", "BC-US--Earns-Nutrisystem, 1st Ld-Writethru", 4, "Automated Insights"),
    "ap_anpa-2.tst": ("2016-05-17T06:20", "BC-BBO--Baseball Expanded Glance", 4, "Associated Press"),
    "ap_anpa-4.tst": ("2017-05-09T00:56", "BC-AS--China-Daring Escape-ABRIDGED", 4, "Associated Press"),
    "ap_anpa-6.tst": ("2019-08-18T20:17", "BC-BBO--Wild Card Glance", 4, "Associated Press"),
    "ap_anpa-7.tst": ("2019-09-04T10:29", "BC-10 Things to Know-Today", 4, "Associated Press"),
    "ap_media_item.json": ("2019-06-22T21:40", "slugline", 5, "AP"),
    "ap_media_picture.json": ("2018-09-23T06:23", "US Paul Simon Poets Society", 5, "AP"),
    "ap_media_text_feed.json": ("2019-07-03T04:05", None, None, "AP"),
    "ap_media_text_item.json": ("2019-07-03T04:05", "BC-BBN--Top Ten", 4, "AP"),
    "ap_media_text_nitf.xml": ("2019-07-03T04:05", None, None, "The Associated Press"),
    "bbc-ninjs-comp-test.json": ("2018-05-30T15:14", None, 3, None),
    "dpa.xml": ("2022-10-11T09:14", None, 4, "dpa"),
    "dpa_four_line.txt": ("2018-11-21T23:22", "Switzerland/migration/UN", 3, "dpa"),
    "dpa_two_by_line.txt": ("2018-11-21T12:59", "American Football/NFL", 4, "dpa-tns"),
    "dpa_two_line.txt": ("2018-11-21T21:01", "Yemen/conflict", 3, "dpa"),
    "efe_nitf.xml": ("2017-01-02T22:28", "HONDURAS GOVERNMENT", 5, "Agencia EFE"),
    "googleform.txt": ("2016-05-05T04:11", "NZTEST", 1, None),
    "json-email-bad-user.txt": ("2015-09-14T02:06", "Slugline-2", 4, None),
    "mapping_test.xml": ("2016-05-11T22:05", "NU-FLASH-K", 3, "Ritzau"),
    "ninjs3.json": ("2017-08-18T02:57", "German Air Force Museum", 3, "AAP"),
    "ninjs6.json": ("2017-08-18T02:57", "German Air Force Museum", 3, "AAP"),
    "ninjsExMediumText1.json": ("2013-07-09T10:37", None, None, None),
    "nitf-fishing.xml": ("2002-02-25T19:30", "ongoing-winter-tide-updates", 3, "iptc.org"),
    "nitf-ntb.xml": ("2020-09-07T14:45", "faktisk-d9cde75b-256e-4989-b6a3-b8ad27f43a5c", 5, "NTB"),
    "odd_charset_email.txt": ("2015-03-10T21:17", None, None, None),
    "pa3.xml": ("2016-09-08T12:24", "PA-HHH-POLITICS-UnitedKingdom", 4, "PA"),
    "ritzau_news_test_ednote.xml": ("2018-01-30T17:32", "NU/FLASH-U", 3, "ritzau"),
    "stt_archive_newsml_created_date_test.xml": ("2013-02-16T17:36", None, 3, "STT"),
    "stt_archive_newsml_test.xml": ("2013-02-16T17:36", None, 3, "STT"),
    "stt_newsml_no_truncated_text_test.xml": ("2023-10-18T01:02", None, 2, "STT"),
    "stt_newsml_note_test.xml": ("2017-01-31T21:52", None, 3, "STT"),
    "stt_newsml_subject_test.xml": ("2013-02-16T17:36", None, 3, "STT"),
    "stt_newsml_test.xml": ("2017-12-19T08:33", None, 3, "STT"),
    "tag_reuters.com,0000_newsml_ISS149709_1618095828": ("2017-01-30T18:54", "SOCCER-TURKEY/RESULTS", 3, "Reuters"),
    "tag_reuters.com_2014_newsml_KBN0FL0NM_version_10": ("2014-07-16T08:10", "US-SYRIA-CRISIS-ASSAD", 4, "Reuters"),
    "tag_reuters.com_2014_newsml_KBN0FL0ZP_version_2": ("2014-07-16T10:35", "US-SYRIA-CRISIS-ASSAD-SPEECH", 4, "Reuters"),
    "tag_reuters.com_2014_newsml_LYNXMPEA6F0MT_version_2": ("2014-07-16T12:30", "SYRIA-CRISIS-ASSAD", 4, "Reuters"),
    "tag_reuters.com_2014_newsml_LYNXMPEA6F13M_version_1": ("2014-07-16T20:15", "SYRIA-CRISIS-ASSAD", 4, "Reuters"),
    "tag_reuters.com_2016_newsml_L1N14N0FF_version_978556838": (
        "2016-01-04T15:43", "USA-WEATHER/ (UPDATE 1, PIX, CORRECTED)", 3, "Reuters"),
    "wordpress_wxr_funke.xml": ("2017-12-02T15:43", "mysterium-secrets-lies", None, None),
    "wordpress_wxr_thumb.xml": ("2017-08-30T15:09", "attachment", None, None),
}  # fmt: skip


@pytest.mark.parametrize("name", FACTS)
def test_the_facts_of_a_file(shared: Path, name: str) -> None:
    """Date, slug, urgency and credit of the file's first item are those a person reads in it."""
    item = parse((shared / "corpus" / "agency" / name).read_bytes()).items[0]
    published, slug, urgency, credit = FACTS[name]
    assert (item.published.strftime("%Y-%m-%dT%H:%M") if item.published else None) == published
    assert (item.slug, item.urgency) == (slug, urgency)
    agencies = [c.name for c in item.credits if c.role == "agency"]
    assert (credit in agencies) if credit else agencies == []


def test_every_file_has_its_facts(shared: Path) -> None:
    """No file of the folder is left out."""
    assert {p.name for p in (shared / "corpus" / "agency").iterdir()} == set(FACTS)


# file: what else a person reads in it, by field of the item.
MORE: dict[str, dict[str, Any]] = {
    "nitf-fishing.xml": {"status": "canceled", "take": "5", "located": "Newport News, VA", "bylines": ("Alan Karben",)},
    "ana1.xml": {"version": "1", "located": "Athens, GRC"},
    "ap_anpa-4.tst": {"take": "3rd Ld-Writethru", "signals": ("lead", "write-through"), "bylines": ("GERRY SHIH",)},
    "anpa-1.tst": {"bylines": ("PAUL BYRNE", "ALMUDENA CALATRAVA")},
    "dpa_four_line.txt": {"take": "REFILE 1ST LEAD", "signals": ("refile", "lead")},
    "dpa_two_by_line.txt": {"bylines": ("Tom Krasovic",), "published_offset": None},
    "googleform.txt": {"signals": ("legal",), "located": "AUCKLAND"},
    "odd_charset_email.txt": {"bylines": ("Ben Everill",), "published_offset": -420},
    "ritzau_news_test_ednote.xml": {"bylines": ("Peder Top Poulsen",), "located": "Haag", "headline": None},
    "stt_newsml_no_truncated_text_test.xml": {"version": "7", "bylines": ("Maria Rosvall", "Jecaterina Mantsinen")},
    "tag_reuters.com_2014_newsml_KBN0FL0NM_version_10": {"kind": "package", "located": "Bangalore, India"},
    "wordpress_wxr_thumb.xml": {"kind": "picture"},
}  # fmt: skip


@pytest.mark.parametrize("name", MORE)
def test_what_else_is_read(shared: Path, name: str) -> None:
    """Status, take, signals, place and people, where a file says them."""
    item = parse((shared / "corpus" / "agency" / name).read_bytes()).items[0]
    assert {field: getattr(item, field) for field in MORE[name]} == MORE[name]


EMBARGOES = {
    "LISTING 1 A NewsML-G2 News Item.xml": "2016-10-23T12:00:00+00:00",
    "nitf-fishing.xml": "2002-02-26T14:30:00+00:00",
    "pa3.xml": "2016-09-08T23:01:00+00:00",
}


def test_embargoes(shared: Path) -> None:
    """Exactly the embargoed files are, each until its hour."""
    found: dict[str, str] = {}
    for path in (shared / "corpus" / "agency").iterdir():
        for item in parse(path.read_bytes()).items:
            if item.embargo is not None:
                until: datetime | None = item.embargo.until
                found[path.name] = until.isoformat() if until else ""
    assert found == EMBARGOES


def test_notes_for_editors_stay_out_of_the_copy(shared: Path) -> None:
    """What dpa says is not for publication is a note, and no word of it in the body."""
    for name in ("IPTC7901.txt", "dpa_four_line.txt", "dpa_two_by_line.txt"):
        item = parse((shared / "corpus" / "agency" / name).read_bytes()).items[0]
        assert item.note is not None
        assert "@" in item.note
        assert "@" not in item.body
