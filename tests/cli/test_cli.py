"""The command line, as a person types it."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from copytaster.cli.app import app
from copytaster.desk import Desk
from derived import served
from served import Serve
from wire import ninjs, prose

TWIN = Path(__file__).parent.parent / "anatomy" / "data" / "twin.txt"


def run(*words: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(w) for w in words], input=stdin)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder of invented copy from two agencies about one bridge, and a reprint."""
    folder = tmp_path / "copy"
    folder.mkdir()
    second = prose("Quillbridge").replace("ANX", "SKW").replace("eleven weeks", "twelve weeks")
    second = second.replace("forty-two bolts", "thirty bolts, a strike aside,")
    (folder / "1.json").write_bytes(ninjs("u:1", "Quillbridge reopens", prose("Quillbridge")))
    (folder / "2.json").write_bytes(ninjs("s:1", "Bridge at Quillbridge open again", second))
    return folder


@pytest.fixture
def desk(tmp_path: Path, copy: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk that has taken the copy in and may show it in full."""
    monkeypatch.setenv("COPYTASTER_FILES_POLICY", "full")
    folder = tmp_path / "desk"
    done = run("ingest", copy, "--desk", folder)
    assert done.exit_code == 0, done.output
    return folder


def test_read_shows_who_said_what_and_through_whom() -> None:
    """For a person: dateline, speakers, chains, cuts with their reasons."""
    shown = run("read", TWIN)
    assert shown.exit_code == 0, shown.output
    for words in ("ONW", "Anton Gerrick", "transcript", "Also Read", "Dunmorr", "Disputed"):
        assert words in shown.output, words


def test_read_gives_json_to_programs() -> None:
    """``--json`` is the noun itself, and comes back as one."""
    from copytaster import Story

    shown = run("read", TWIN, "--json")
    story = Story.from_dict(json.loads(shown.output))
    assert story.dateline is not None
    assert story.dateline.agency == "ONW"
    assert story.text == TWIN.read_text(encoding="utf-8").strip()


def test_read_takes_standard_input() -> None:
    """``-`` is what is piped in."""
    assert "Ilva Torm" in run("read", "-", stdin=prose("Quillbridge").encode()).output


def test_ingest_ends_with_a_table_and_nothing_twice(desk: Path, copy: Path) -> None:
    """A second run knows everything and adds nothing."""
    again = run("ingest", copy, "--desk", desk)
    assert again.exit_code == 0
    numbers = re.findall(r"\d+", again.output)
    assert numbers[0] == "2"
    assert numbers[2:5] == ["0", "0", "0"]


def test_search_coverage_and_compose_follow_one_another(desk: Path) -> None:
    """What is found leads to its event, and the event to a cited story."""
    found = run("search", "quillbridge", "bolts", "--desk", desk)
    assert "Quillbridge reopens" in found.output
    assert run("search", "zeppelin", "--desk", desk).exit_code == 1
    events = json.loads(run("coverage", "--json", "--desk", desk).output)
    assert len(events) == 1
    shown = run("coverage", events[0]["id"], "--desk", desk)
    assert "1 independent source," in shown.output
    composed = run("compose", events[0]["id"], "--desk", desk, "--words", 60)
    assert composed.exit_code == 0, composed.output
    assert "[1]" in composed.output
    draft = json.loads(run("compose", events[0]["id"], "--desk", desk, "--json").output)
    assert all(sentence["citations"] for sentence in draft["sentences"])


def test_verify_names_the_sentence_that_is_not_the_wires(desk: Path) -> None:
    """A true page passes; one changed word fails and is named."""
    page = next((desk / "site" / "stories").glob("*/index.html"))
    assert run("verify", page, "--desk", desk).exit_code == 0
    bent = page.parent / "bent.html"
    text = page.read_text(encoding="utf-8")
    assert "will outlive us all" in text
    bent.write_text(text.replace("will outlive us all", "will not last"), encoding="utf-8")
    verdict = run("verify", bent, "--desk", desk)
    assert verdict.exit_code == 1
    assert "will not last" in verdict.output


def test_a_withdrawn_page_is_verified_where_it_stands(desk: Path, serve: Serve) -> None:
    """The server answers 410 with it, and what it says can be checked like any other page."""
    page = next((desk / "site" / "stories").glob("*/index.html")).parent.name
    assert run("kill", page, "--reason", "wrong", "--yes", "--desk", desk).exit_code == 0
    with Desk.open(desk, create=False) as opened:
        site = served(opened, serve)
        assert site.get(f"/stories/{page}/").status == 410
        verdict = run("verify", f"{site.home}/stories/{page}/", "--desk", desk)
    assert verdict.exit_code == 0, verdict.output
    assert "withdrawn" in verdict.output


def test_feeds_are_kept_and_travel_as_opml(tmp_path: Path) -> None:
    """add, list, policy, export, import, remove; excerpt until the operator says full."""
    desk, other, opml = tmp_path / "a", tmp_path / "b", tmp_path / "feeds.opml"
    assert run("feeds", "add", "https://anx.example/feed", "--desk", desk).exit_code == 0
    assert "excerpt" in run("feeds", "list", "--desk", desk).output
    assert run("feeds", "policy", "https://anx.example/feed", "full", "--desk", desk).exit_code == 0
    assert "full" in run("feeds", "list", "--desk", desk).output
    assert run("feeds", "export", opml, "--desk", desk).exit_code == 0
    assert run("feeds", "import", opml, "--yes", "--desk", other).exit_code == 0
    assert "anx.example" in run("feeds", "list", "--desk", other).output
    assert run("feeds", "remove", "https://anx.example/feed", "--desk", other).exit_code == 0
    assert "no feeds" in run("feeds", "list", "--desk", other).output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("read", "no-such-file.xml"), "no-such-file.xml"),
        (("read", "."), "ingest"),
        (("feeds", "add", "file:///etc/passwd"), "http"),
        (("feeds", "add", "https://x.example/", "--policy", "loud"), "full, excerpt, hold"),
        (("search", "x", "--desk", "nowhere"), "copytaster init"),
        (("read", "http://169.254.169.254/latest"), "169.254.169.254"),
        (("feeds", "export", "no/such/folder.opml", "--desk", "made"), "folder.opml"),
    ],
)
def test_mistakes_are_told_with_their_cure(
    words: tuple[str, ...], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line on standard error that names the thing, and exit code 1; never a traceback."""
    monkeypatch.chdir(tmp_path)
    assert run("init", "made").exit_code == 0
    shown = run(*words)
    assert shown.exit_code == 1
    assert told in shown.output
    assert "Traceback" not in shown.output


@pytest.mark.parametrize("words", [("read",), ("feeds", "check"), ("feeds", "import")])
def test_what_is_no_feed_is_told_by_name(words: tuple[str, ...], tmp_path: Path) -> None:
    """A file of which nothing can be read is named beside the reason, by whatever reads it."""
    path = tmp_path / "noise.bin"
    path.write_bytes(b"\x00\x01 nothing \xff")
    shown = run(*words, path, *(("--desk", tmp_path / "desk") if words[-1] == "import" else ()))
    assert shown.exit_code == 1
    assert "noise.bin: " in shown.output.replace("\n", "")


def test_a_key_that_is_not_there_says_so(desk: Path) -> None:
    """A page cannot be checked without the key that is trusted: exit code 2 and the file's name."""
    page = next((desk / "site" / "stories").glob("*/index.html"))
    shown = run("verify", page, "--desk", desk, "--key", "no-such.pem")
    assert (shown.exit_code, "no-such.pem" in shown.output) == (2, True)


def bad_files(folder: Path) -> dict[str, bytes]:
    """Input that must be refused, each with a reason that names the file."""
    noise = random.Random(7)
    return {
        "empty.xml": b"",
        "noise.bin": bytes(noise.randrange(256) for _ in range(4000)),
        "broken.xml": b"<rss><channel><it",
        "blank.txt": b"  \n \n",
    }


def test_bad_input_is_refused_by_name_and_loses_nothing_good(
    tmp_path: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Broken files are refused with a reason; what was good beside them is taken in."""
    for name, body in bad_files(copy).items():
        (copy / name).write_bytes(body)
    done = run("ingest", copy, "--desk", tmp_path / "desk")
    assert done.exit_code == 1
    for name in bad_files(copy):
        line = next((x for x in done.output.splitlines() if name in x), "")
        assert line.startswith("refused"), name
        assert len(line.split(": ", 1)[1]) > 8, line
    assert "Quillbridge reopens" in run("search", "quillbridge", "--desk", tmp_path / "desk").output


def test_odd_but_readable_input_is_kept(tmp_path: Path) -> None:
    """Wrong charset, future and year-0001 dates, a double guid, a broken tail: all items are there."""
    folder = tmp_path / "odd"
    folder.mkdir()
    item = "<item><guid>{g}</guid><title>{t}</title><pubDate>{d}</pubDate><description>{b}</description></item>"
    items = [
        item.format(g="1", t="Zukunft", d="Tue, 01 Jan 2199 00:00:00 GMT", b="Morgen."),
        item.format(g="2", t="Altertum", d="Mon, 01 Jan 0001 00:00:00 GMT", b="Gestern."),
        item.format(g="3", t="Zwilling eins", d="", b="Der erste."),
        item.format(g="3", t="Zwilling zwei", d="", b="Der zweite."),
    ]
    channel = "<rss version='2.0'><channel><title>Käse</title>" + "".join(items)
    declared = "<?xml version='1.0' encoding='utf-8'?>"
    (folder / "charset.xml").write_bytes((declared + channel).encode("latin-1"))
    done = run("ingest", folder, "--desk", tmp_path / "desk")
    assert done.exit_code == 0, done.output
    for word in ("Zukunft", "Altertum", "eins", "zwei"):
        assert run("search", word, "--desk", tmp_path / "desk").exit_code == 0, word


def test_a_second_writer_is_told_who_holds_the_desk(desk: Path, copy: Path) -> None:
    """Two programs never write to one desk; the second is told what to do instead."""
    from copytaster import Desk

    with Desk.open(desk):
        refused = run("ingest", copy, "--desk", desk)
    assert refused.exit_code == 1
    assert "inbox" in refused.output
    assert run("search", "quillbridge", "--desk", desk).exit_code == 0


def test_python_runs_it_as_a_module() -> None:
    """``python -m copytaster`` is the command, where the command itself is not on the path."""
    told = subprocess.run(
        [sys.executable, "-m", "copytaster", "--version"],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert told.stdout.startswith("copytaster ")


def test_version_and_help_are_there() -> None:
    """Every command explains itself."""
    from copytaster import __version__

    assert __version__ in run("--version").output
    for command in app.registered_commands:
        name = command.name or command.callback.__name__  # type: ignore[union-attr]
        shown = run(name, "--help")
        assert shown.exit_code == 0
        assert (command.callback.__doc__ or "?")[:20] in shown.output  # type: ignore[union-attr]


def test_a_flag_looks_like_one_in_help() -> None:
    """``--json`` takes no value, and its line names none; an option that takes one says which."""
    shown = CliRunner(env={"COLUMNS": "100"}).invoke(app, ["read", "--help"]).output
    assert "<bool>" not in shown
    assert "int range" in shown


def test_an_embargo_is_told_as_a_time(tmp_path: Path) -> None:
    """When it ends, like the other times, and beside it what was sent."""
    path = tmp_path / "story.json"
    path.write_bytes(ninjs("u:9", "Held", prose("Orla"), embargoed="2031-03-05T00:01:00+01:00"))
    shown = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["read", str(path)]).output
    assert "until 2031-03-04 23:01 UTC (sent as 2031-03-05T00:01:00+01:00)" in shown


def test_a_file_is_called_by_its_path_and_counted_when_unchanged(tmp_path: Path) -> None:
    """Every refusal names a plain path; a file that is there already is counted as unchanged."""
    empty, good = tmp_path / "an empty file.xml", tmp_path / "good.txt"
    empty.write_bytes(b"")
    done = run("ingest", empty, tmp_path / "not there.xml", "--desk", tmp_path / "desk")
    assert "file://" not in done.output
    assert f"refused  {empty}: " in done.output
    assert f"refused  {tmp_path / 'not there.xml'}: " in done.output
    good.write_text(prose("Orla"))
    for _ in range(2):
        done = run("ingest", good, "--desk", tmp_path / "desk")
    lines = done.output.splitlines()
    head, row = (
        lines[(at := next(n for n, x in enumerate(lines) if "unchanged" in x))],
        lines[at + 1],
    )
    assert dict(zip(head.split(), row.split(), strict=True))["unchanged"] == "1"
