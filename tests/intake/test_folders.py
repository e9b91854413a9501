"""Folders: every file in or named with its reason; the inbox loses nothing."""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.errors import FetchError
from copytaster.intake import Inbox, read_file, read_folder
from copytaster.intake import folders as folders_module

NOW = datetime(2031, 3, 4, 12, 0, tzinfo=UTC)
ROOT_READS_ALL = pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")


def fill(root: Path, **files: str) -> None:
    """Write files; a double underscore in a name is a slash, a single one at its end a dot."""
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        os.utime(path, (NOW.timestamp() - 60,) * 2)


def test_a_file_becomes_a_delivery(tmp_path: Path) -> None:
    """The bytes, their digest and the time; no trace of where on the disk it lay."""
    (tmp_path / "a.xml").write_bytes(b"\xff\x00<rss/>")
    delivery = read_file(tmp_path / "a.xml", received=NOW, feed="drop")
    assert delivery.body == b"\xff\x00<rss/>"
    assert delivery.sha256 == hashlib.sha256(delivery.body).hexdigest()
    assert (delivery.received, delivery.feed, delivery.url) == (NOW, "drop", None)


def test_a_large_file_is_a_marked_prefix(tmp_path: Path) -> None:
    """Past the limit: a prefix, its own digest, truncated; at the limit: whole."""
    (tmp_path / "a").write_bytes(b"x" * 100)
    cut = read_file(tmp_path / "a", received=NOW, limit=99)
    assert (len(cut.body), cut.truncated) == (99, True)
    assert cut.sha256 == hashlib.sha256(b"x" * 99).hexdigest()
    assert not read_file(tmp_path / "a", received=NOW, limit=100).truncated


@pytest.mark.parametrize("what", ["absent", "folder", "pipe"])
def test_what_is_no_file_is_an_error_naming_it(what: str, tmp_path: Path) -> None:
    """Absent files, folders and pipes raise at once, with name and reason."""
    path = tmp_path / what
    if what == "folder":
        path.mkdir()
    if what == "pipe":
        os.mkfifo(path)
    with pytest.raises(FetchError, match=what):
        read_file(path, received=NOW)


def test_a_folder_is_read_in_order(tmp_path: Path) -> None:
    """All files of all folders, sorted, hidden ones left out."""
    fill(tmp_path, b_xml="b", a__z_xml="z", a__b__c_xml="c", _hidden="no", a___git="no", A_xml="A")
    names = [f.name for f in read_folder(tmp_path, received=NOW)]
    assert names == ["A.xml", "a/b/c.xml", "a/z.xml", "b.xml"]


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    """A link that leads out is reported with a reason; one within is read; linked folders are not entered."""
    home, secret = tmp_path / "home", tmp_path / "secret"
    fill(home, a_xml="inside")
    fill(secret, key="secret")
    (home / "link-in").symlink_to("a.xml")
    (home / "link-out").symlink_to(secret / "key")
    (home / "dots").symlink_to("../secret/key")
    (home / "folder").symlink_to(secret, target_is_directory=True)
    (home / "loop").symlink_to("loop")
    (home / "broken").symlink_to("nowhere")
    found = {f.name: f for f in read_folder(home, received=NOW)}
    assert {n for n, f in found.items() if f.delivery} == {"a.xml", "link-in"}
    assert "out of the folder" in (found["link-out"].reason or "")
    assert "out of the folder" in (found["dots"].reason or "")
    assert found["loop"].reason
    assert found["broken"].reason
    assert all(b"secret" not in f.delivery.body for f in found.values() if f.delivery)


def test_a_linked_root_is_the_operators_choice(tmp_path: Path) -> None:
    """The folder itself may be reached through a link."""
    fill(tmp_path / "real", a_xml="x")
    (tmp_path / "link").symlink_to("real")
    assert [f.name for f in read_folder(tmp_path / "link", received=NOW)] == ["a.xml"]


def test_odd_files_do_not_stop_the_reading(tmp_path: Path) -> None:
    """A named pipe among the files is named with its reason, the rest is read."""
    fill(tmp_path, a="1", z="2")
    os.mkfifo(tmp_path / "pipe")
    found = {f.name: f for f in read_folder(tmp_path, received=NOW)}
    assert "regular" in (found["pipe"].reason or "")
    assert found["a"].delivery
    assert found["z"].delivery


@ROOT_READS_ALL
def test_unreadable_files_and_folders_are_named(tmp_path: Path) -> None:
    """No permission: the file, or the folder, is named with the reason."""
    fill(tmp_path, a="1", closed__b="2")
    (tmp_path / "a").chmod(0)
    (tmp_path / "closed").chmod(0)
    found = {f.name: f.reason for f in read_folder(tmp_path, received=NOW)}
    (tmp_path / "closed").chmod(0o700)
    assert "denied" in (found["a"] or "")
    assert "denied" in (found["closed"] or "")


def test_an_absent_folder_is_an_error(tmp_path: Path) -> None:
    """A folder that is not there raises before anything is read."""
    with pytest.raises(FetchError, match="nowhere"):
        list(read_folder(tmp_path / "nowhere", received=NOW))


@given(st.lists(st.text(st.characters(exclude_characters="/\0", codec="utf-8"), min_size=1,
                        max_size=20), max_size=5))  # fmt: skip
def test_any_name_is_read(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    """Whatever characters a name has, its file comes in under that name, unless hidden."""
    root = tmp_path_factory.mktemp("names")
    written = {n for n in names if not n.startswith(".")}
    for name in written:
        (root / name).write_bytes(name.encode())
    found = list(read_folder(root, received=NOW))
    assert {f.name for f in found} == written
    assert all(f.delivery and f.delivery.body == f.name.encode() for f in found)


def test_the_inbox_is_swept_once(tmp_path: Path) -> None:
    """What is confirmed goes to done/, what is refused to refused/ with its reason beside."""
    inbox = Inbox(tmp_path / "inbox")
    fill(inbox.root, good_xml="good", bad_xml="bad", sub__more_xml="more")
    for found in inbox.waiting(NOW):
        if found.name == "bad.xml":
            inbox.refuse(found, "nothing could be read from it")
        else:
            inbox.done(found)
    assert list(inbox.waiting(NOW)) == []
    left = {p.relative_to(inbox.root).as_posix(): p.read_text()
            for p in inbox.root.rglob("*") if p.is_file()}  # fmt: skip
    assert left == {
        "done/good.xml": "good",
        "done/sub/more.xml": "more",
        "refused/bad.xml": "bad",
        "refused/bad.xml.reason.txt": "bad.xml: nothing could be read from it\n",
    }


def test_what_is_not_confirmed_stays(tmp_path: Path) -> None:
    """A desk that dies before confirming finds the file again."""
    inbox = Inbox(tmp_path)
    fill(tmp_path, a_xml="x")
    assert [f.name for f in inbox.waiting(NOW)] == ["a.xml"]
    assert [f.name for f in Inbox(tmp_path).waiting(NOW)] == ["a.xml"]


def test_a_file_changed_meanwhile_stays(tmp_path: Path) -> None:
    """A file overwritten after it was read is not moved away unread."""
    inbox = Inbox(tmp_path)
    fill(tmp_path, a_xml="first")
    (found,) = inbox.waiting(NOW)
    fill(tmp_path, a_xml="second")
    assert inbox.done(found) is None
    (again,) = inbox.waiting(NOW)
    assert again.delivery is not None
    assert again.delivery.body == b"second"


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """Three files of one name, one after the other, are all kept."""
    inbox = Inbox(tmp_path)
    for text in ("one", "two", "three"):
        fill(tmp_path, a_xml=text)
        (found,) = inbox.waiting(NOW)
        inbox.done(found)
    kept = {p.name: p.read_text() for p in (tmp_path / "done").iterdir()}
    assert kept == {"a.xml": "one", "a-2.xml": "two", "a-3.xml": "three"}


def test_uploads_under_way_wait(tmp_path: Path) -> None:
    """Files written a moment ago or named like an upload are left until they are finished."""
    inbox = Inbox(tmp_path)
    fill(tmp_path, a_xml="x", b_xml_part="x", c_tmp="x", _d="x")
    os.utime(tmp_path / "a.xml", (NOW.timestamp() - 1,) * 2)
    assert list(inbox.waiting(NOW)) == []
    assert [f.name for f in inbox.waiting(NOW + timedelta(seconds=2))] == ["a.xml"]


def test_a_paused_upload_waits_for_its_end(tmp_path: Path) -> None:
    """XML without its end is left for a minute, then taken as it is."""
    inbox = Inbox(tmp_path)
    fill(tmp_path, a_xml="<nitf><body>The ferry", b_xml="<nitf>whole</nitf>")
    for name in ("a.xml", "b.xml"):
        os.utime(tmp_path / name, (NOW.timestamp() - 5,) * 2)
    assert [f.name for f in inbox.waiting(NOW)] == ["b.xml"]
    later = NOW + timedelta(seconds=60)
    assert [f.name for f in inbox.waiting(later)] == ["a.xml", "b.xml"]


@pytest.mark.parametrize("step", ["_write", "_free", "_sync"])
def test_a_crash_in_mid_move_loses_nothing(step: str, tmp_path: Path, monkeypatch) -> None:
    """Pulled at any step of a refusal, the file is in the inbox or in refused/, whole."""

    def pull(*_: object) -> None:
        raise KeyboardInterrupt

    inbox = Inbox(tmp_path)
    fill(tmp_path, a_xml="the copy")
    (found,) = inbox.waiting(NOW)
    monkeypatch.setattr(folders_module, step, pull)
    with pytest.raises(KeyboardInterrupt):
        inbox.refuse(found, "no")
    monkeypatch.undo()
    for again in Inbox(tmp_path).waiting(NOW):
        inbox.refuse(again, "no")
    copies = [p for p in tmp_path.rglob("*.xml") if p.is_file()]
    assert [p.read_text() for p in copies] == ["the copy"]
    assert (copies[0].parent / (copies[0].name + ".reason.txt")).exists()


def test_a_link_in_the_inbox_is_refused_not_read(tmp_path: Path) -> None:
    """A link out of the inbox is itself moved; what it points to is neither read nor moved."""
    (tmp_path / "key").write_text("secret")
    inbox = Inbox(tmp_path / "inbox")
    (inbox.root / "link").symlink_to(tmp_path / "key")
    (found,) = inbox.waiting(datetime.now(UTC) + timedelta(minutes=1))
    assert found.delivery is None
    assert found.reason
    inbox.refuse(found, found.reason)
    assert (tmp_path / "key").read_text() == "secret"
    assert (inbox.root / "refused" / "link").is_symlink()


def test_names_that_are_no_text(tmp_path: Path) -> None:
    """A name of bytes that are not UTF-8 is read, shown as text, moved and explained."""
    inbox = Inbox(tmp_path)
    odd = os.fsencode(tmp_path) + b"/M\xf6we.xml"
    try:
        Path(os.fsdecode(odd)).write_text("copy")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    (found,) = inbox.waiting(datetime.now(UTC) + timedelta(minutes=1))
    assert found.delivery is not None
    found.name.encode("utf-8")
    inbox.refuse(found, "no")
    assert list(inbox.waiting(datetime.now(UTC) + timedelta(minutes=1))) == []
    assert (tmp_path / "refused" / found.name).read_text() == "copy"
