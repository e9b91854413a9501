"""``copytaster feeds``, as a person types it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from copytaster.cli.app import app
from copytaster.desk import Desk
from copytaster.intake.meter import Arrival, Facts, add
from copytaster.model import Subscription

RSS = """<rss version="2.0"><channel><title>Orla Wire</title><item><guid>1</guid><title>Orla reopens</title>
<description>&lt;p&gt;The bridge reopened on Monday.&lt;/p&gt;&lt;p&gt;Also Read | Ten cats of Orla&lt;/p&gt;</description>
</item></channel></rss>"""


def run(*words: object) -> Result:
    """The command with a terminal wide enough for its tables."""
    return CliRunner().invoke(app, [str(w) for w in words], env={"COLUMNS": "160"})


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A desk's folder."""
    return tmp_path / "desk"


def test_a_folder_is_subscribed_to(desk: Path, tmp_path: Path) -> None:
    """With provider and policy; a folder that is not there is told."""
    drop = tmp_path / "ftp"
    drop.mkdir()
    done = run("feeds", "folder", drop, "--provider", "anx.example", "--policy", "full",
               "--title", "ANX by FTP", "--speaks-for", "ANX", "--desk", desk)  # fmt: skip
    assert done.exit_code == 0, done.output
    with Desk.open(desk, writer=False) as opened:
        (feed,) = opened.feeds.all()
    assert (feed.provider, feed.policy, feed.speaks_for) == ("anx.example", "full", ("ANX",))
    gone = run("feeds", "folder", tmp_path / "nowhere", "--desk", desk)
    assert gone.exit_code == 1
    assert "no such folder" in gone.output


def test_pushes_and_articles_are_the_operators_word(desk: Path) -> None:
    """Set when a feed is added, changed by adding it again, left alone when not said."""

    def known() -> Subscription:
        with Desk.open(desk, writer=False) as opened:
            return opened.feeds.all()[0]

    url = "https://anx.example/feed"
    assert run("feeds", "add", url, "--desk", desk).exit_code == 0
    assert (known().push, known().articles) == (True, False)
    assert run("feeds", "add", url, "--no-push", "--articles", "--desk", desk).exit_code == 0
    assert run("feeds", "add", url, "--policy", "hold", "--desk", desk).exit_code == 0
    assert (known().push, known().articles, known().policy) == (False, True, "hold")


def test_the_list_tells_what_came_in_and_what_is_wrong(desk: Path) -> None:
    """The loss meter, and a silence, in words."""
    now = datetime.now(UTC)
    with Desk.open(desk) as opened:
        feed = opened.feeds.add("https://anx.example/feed", title="ANX")
        opened.feeds.change(feed, last_success=now)
        hourly = [Arrival(90, 80, 10, now - timedelta(hours=h)) for h in range(6, 90)]
        with opened.store.writing() as tx:
            tx.put_value(f"meter:{feed.id}", add(Facts(), hourly, 0, now).to_dict())
    shown = " ".join(run("feeds", "list", "--desk", desk).output.split())
    assert "84 items" in shown
    assert "840 cut" in shown
    assert "late: silent for 6 hours" in shown


def test_a_check_meters_without_subscribing(tmp_path: Path) -> None:
    """Words in, kept and cut of a file that is no feed of ours."""
    path = tmp_path / "feed.xml"
    path.write_text(RSS)
    shown = run("feeds", "check", path).output
    assert "1 items" in shown
    assert "words: 12 in, 5 kept, 7 cut, 0 refused" in shown


def test_an_import_says_what_it_grants(desk: Path, tmp_path: Path) -> None:
    """Full text and authority are named; ``--plain`` grants neither."""
    opml = tmp_path / "feeds.opml"
    run("feeds", "add", "https://anx.example/feed", "--title", "ANX", "--policy", "full",
        "--speaks-for", "ANX", "--desk", desk)  # fmt: skip
    assert run("feeds", "export", opml, "--desk", desk).exit_code == 0
    told = run("feeds", "import", opml, "--desk", tmp_path / "b").output
    assert "ANX may be shown in full and may correct and kill copies of ANX" in told
    plain = run("feeds", "import", opml, "--plain", "--desk", tmp_path / "c").output
    assert plain.strip() == "subscribed to 1 feeds"
