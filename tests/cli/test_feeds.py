"""``copytaster feeds``, as a person types it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from copytaster.cli.app import app
from copytaster.desk import Desk
from copytaster.intake import Response, plan
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
    assert "1 item\n" in shown
    assert "words: 12 in, 5 kept, 7 cut, 0 refused" in shown


def test_an_import_says_what_it_grants(desk: Path, tmp_path: Path) -> None:
    """Full text and authority are named; ``--plain`` grants neither."""
    opml = tmp_path / "feeds.opml"
    run("feeds", "add", "https://anx.example/feed", "--title", "ANX", "--policy", "full",
        "--speaks-for", "ANX", "--desk", desk)  # fmt: skip
    assert run("feeds", "export", opml, "--desk", desk).exit_code == 0
    told = run("feeds", "import", opml, "--yes", "--desk", tmp_path / "b").output
    assert "ANX may be shown in full and may correct and kill copies of ANX" in told
    plain = run("feeds", "import", opml, "--plain", "--desk", tmp_path / "c").output
    assert plain.strip() == "subscribed to 1 feed"


OPML = """<opml version="2.0" xmlns:c="urn:copytaster:opml:1"><body>
<outline text="Friendly" xmlUrl="https://thief.example/feed" c:provider="anx.example"/>
<outline text="Inside" xmlUrl="http://10.0.0.5/feed"/>
<outline text="ANX" xmlUrl="https://anx.example/feed" c:policy="full" c:speaks_for='["ANX"]'/>
</body></opml>"""


def test_an_import_asks_before_it_grants(desk: Path, tmp_path: Path) -> None:
    """Authority over others' items, full text and private networks: named and asked for; without a yes, nothing is changed."""
    run("feeds", "add", "https://anx.example/feed", "--policy", "hold", "--desk", desk)
    opml = tmp_path / "feeds.opml"
    opml.write_text(OPML)
    asked = run("feeds", "import", opml, "--desk", desk)
    assert asked.exit_code == 1
    shown = " ".join(asked.output.split())
    assert "Friendly may correct and kill items of anx.example" in shown
    assert "Inside lies in a private network" in shown
    assert "ANX may be shown in full and may correct and kill copies of ANX" in shown
    with Desk.open(desk, writer=False) as opened:
        assert [(f.provider, f.policy) for f in opened.feeds.all()] == [("anx.example", "hold")]
    assert run("feeds", "import", opml, "--yes", "--desk", desk).exit_code == 0
    again = run("feeds", "import", opml, "--desk", desk)
    assert again.exit_code == 0, "what is known already is not asked again"


EVIL = "\x1b]0;taken\x07\x1b[2J[red]x[/blink] \x9b31m \u202eturned \\[b]"


def test_nothing_a_feed_sends_reaches_the_terminal_as_a_code(desk: Path, tmp_path: Path) -> None:
    """Titles, headlines, copy and health messages with escape sequences, bidi marks and markup: shown, harmless."""
    import json

    item = {"id": EVIL, "title": EVIL, "content_text": f"Body {EVIL}", "date_published": EVIL}
    path = tmp_path / "feed.json"
    path.write_text(json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": EVIL, "items": [item]}))  # fmt: skip
    with Desk.open(desk) as opened:
        feed = opened.feeds.add("https://anx.example/feed")
        opened.feeds.change(feed, title=EVIL, problem=EVIL, failures=2)
    commands: list[tuple[object, ...]] = [
        ("feeds", "list"), ("feeds", "policy", feed.id, "full"), ("feeds", "check", path),
        ("read", path), ("ingest", path), ("search", "Body"), ("feeds", "policy", EVIL, "hold"),
        ("feeds", "policy", feed.id, "no[/such]policy"), ("feeds", "remove", feed.id),
    ]  # fmt: skip
    for words in commands:
        desks = () if words[:2] == ("feeds", "check") or words[0] == "read" else ("--desk", desk)
        done = run(*words, *desks)
        assert done.exception is None or isinstance(done.exception, SystemExit), (words, done)
        assert not set(done.output) & set("\x1b\x07\x9b\u202e"), words
        assert words[0] == "ingest" or "x[/blink]" in done.output or "[/such]" in done.output


def test_senders_on_one_platform_have_no_say_over_each_other(desk: Path) -> None:
    """A host that many share is nobody's authority; any other host is its feeds'."""
    with Desk.open(desk, writer=False) as opened:
        one, two = (opened.feeds.add(f"https://medium.com/feed/@{n}").provider for n in "ab")
        three, four = (opened.feeds.add(f"https://anx.example/{n}").provider for n in "ab")
    assert one != two
    assert three == four == "anx.example"


def test_a_list_given_to_run_grants_nothing(desk: Path, tmp_path: Path) -> None:
    """``run --feeds`` asks nobody, so a list that grants something is sent to ``feeds import``."""
    opml = tmp_path / "feeds.opml"
    opml.write_text(OPML)
    done = run("run", "--feeds", opml, "--port", "0", "--desk", desk)
    assert done.exit_code == 1
    assert "feeds import" in done.output
    with Desk.open(desk, writer=False) as opened:
        assert opened.feeds.all() == ()


def test_a_feed_of_ones_own_network_names_both_gates(
    desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Import and add say that the setting is needed too, until it names the address."""
    opml = tmp_path / "feeds.opml"
    opml.write_text('<opml><body><outline xmlUrl="http://127.0.0.1:9977/feed"/></body></opml>')
    told = run("feeds", "import", opml, "--yes", "--desk", desk)
    assert "not asked before the setting allow_networks names" in told.output
    added = run("feeds", "add", "http://10.1.2.3/feed", "--desk", desk)
    assert "not asked before the setting allow_networks names" in added.output
    monkeypatch.setenv("COPYTASTER_ALLOW_NETWORKS", '["10.0.0.0/8", "127.0.0.1:9977"]')
    for words in (("add", "http://10.1.2.4/feed"), ("import", opml, "--yes")):
        assert "allow_networks" not in run("feeds", *words, "--desk", desk).output


def test_a_start_goes_on_without_a_private_feed(
    desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One such feed in the list stops nothing; it is left out, and the line says what to do."""
    from copytaster.desk import serve

    opml = tmp_path / "feeds.opml"
    opml.write_text(
        '<opml><body><outline text="Inside" xmlUrl="http://127.0.0.1:9977/feed"/>'
        '<outline text="ANX" xmlUrl="https://anx.example/feed"/></body></opml>'
    )
    with Desk.open(desk) as opened:
        serve._subscribe(opened, opml)
        assert [f.title for f in opened.feeds.all()] == ["ANX"]
    told = capsys.readouterr().out
    assert "left out: Inside lies in a private network" in told
    assert "allow_networks" in told


def test_what_the_setting_opened_is_asked_at_once(desk: Path) -> None:
    """At the start after it a feed that failed behind the gate is due; until then the list says when."""
    now = datetime.now(UTC)
    with Desk.open(desk) as opened:
        feed = opened.feeds.add("http://127.0.0.1:9977/feed")
        later = now + timedelta(hours=3)
        opened.feeds.change(feed, failures=2, problem="127.0.0.1 is loopback", next_poll=later)
        opened.feeds.ask_again()
        assert opened.feeds.all()[0].next_poll == later
    assert f"next try {later:%Y-%m-%d %H:%M} UTC" in run("feeds", "list", "--desk", desk).output
    with Desk.open(desk, allow_networks=("127.0.0.1:9977",)) as opened:
        opened.feeds.ask_again()
        assert opened.feeds.all()[0].next_poll is None


def test_the_list_loses_nothing_in_a_narrow_terminal(desk: Path) -> None:
    """Eighty columns or a pipe: address and reason stand whole on their lines."""
    url = "http://127.0.0.1:9977/a/path/that/is/rather/long/for/a/table/of/five/columns.xml"
    why = "127.0.0.1 is loopback; such addresses are only asked where the setting allow_networks names them"
    with Desk.open(desk) as opened:
        opened.feeds.change(opened.feeds.add(url, title="Inside"), problem=why, failures=1)
    told = CliRunner(env={"COLUMNS": "80"}).invoke(app, ["feeds", "list", "--desk", str(desk)])
    assert url in told.output.splitlines()[1]
    assert any(why in line for line in told.output.splitlines())


def _polled_daily(desk: Path) -> Subscription:
    """A feed of the desk that answered well, and gave neither validators nor a wish."""
    now = datetime.now(UTC).replace(microsecond=0)
    with Desk.open(desk) as opened:
        feed = opened.feeds.add("https://anx.example/feed", title="ANX")
        return opened.feeds.put(plan(feed, Response(200, feed.url, {}, b"<rss/>"), now, 0))


def test_a_feed_without_validators_is_well_and_can_be_asked_more_often(desk: Path) -> None:
    """That it is asked daily is a note with its cure, which does what it says."""
    before = _polled_daily(desk)
    shown = " ".join(run("feeds", "list", "--desk", desk).output.split())
    assert "well: last good poll" in shown
    assert f"copytaster feeds interval {before.id} 30m" in shown
    assert "trouble" not in shown
    assert "failure" not in shown
    told = run("feeds", "interval", before.id, "30m", "--desk", desk)
    assert "ANX is now asked every 30 minutes, next at" in told.output
    with Desk.open(desk) as opened:
        (after,) = opened.feeds.all()
    assert before.last_poll is not None
    assert after.next_poll == before.last_poll + timedelta(minutes=30)
    assert "asked every 30 minutes, by your word" in run("feeds", "list", "--desk", desk).output
    assert "at its own pace" in run("feeds", "interval", "ANX", "auto", "--desk", desk).output
    assert run("feeds", "interval", "ANX", "1s", "--desk", desk).exit_code == 1


def test_an_interval_may_be_said_when_subscribing(desk: Path) -> None:
    """For a new feed and for one already known; without the option the old one stays."""
    for words in (("--interval", "2h"), (), ("--interval", "10m")):
        assert run("feeds", "add", "https://anx.example/feed", *words, "--desk", desk).exit_code == 0  # fmt: skip
    with Desk.open(desk) as opened:
        assert [f.interval for f in opened.feeds.all()] == [600]


def test_a_trouble_is_told_before_the_notes(desk: Path) -> None:
    """What is wrong stands first in the line, what is only worth knowing last."""
    feed = _polled_daily(desk)
    with Desk.open(desk) as opened, opened.store.writing() as tx:
        tx.put_value(f"meter:{feed.id}", Facts(refusal="a web page, and no feed").to_dict())
    shown = " ".join(run("feeds", "list", "--desk", desk).output.split())
    assert "trouble: unreadable: a web page, and no feed; last good poll" in shown
    assert shown.index("unreadable") < shown.index("asked once a day")
