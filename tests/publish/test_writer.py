"""Files appear whole or not at all, and only inside the site."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.model import Page
from copytaster.publish import writer
from copytaster.publish.links import PathRefused


def page(path: str, body: bytes = b"x", status: int = 200) -> Page:
    """A page."""
    return Page(path, body, "text/html", status)


def files(root: Path) -> set[str]:
    """Every file below the folder."""
    return {p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file()}


def test_only_changed_pages_are_written(tmp_path):
    """The second run with the same bytes changes nothing, not even a timestamp."""
    made = [page("index.html", b"1"), page("stories/a/index.html", b"2")]
    assert writer.write(tmp_path, made) == ("index.html", "stories/a/index.html")
    before = (tmp_path / "index.html").stat().st_mtime_ns
    made[1] = page("stories/a/index.html", b"3")
    assert writer.write(tmp_path, made) == ("stories/a/index.html",)
    assert (tmp_path / "index.html").stat().st_mtime_ns == before
    assert (tmp_path / "stories/a/index.html").read_bytes() == b"3"


@pytest.mark.parametrize(
    "path",
    [
        "../x", "a/../../x", "/etc/passwd", "a//b", "", "a/", ".htaccess", "a/.git/x", "a\\b",
        "a\x00b", "a\nb", "C:/x", "x" * 500, "gone.json", "a/ b", "~/x", "a/b?c", "ä/x",
    ],
    ids=ascii,
)  # fmt: skip
def test_a_path_that_leaves_the_site_is_refused_and_nothing_is_written(path, tmp_path):
    """One bad path stops the whole run before any file is changed."""
    with pytest.raises(PathRefused):
        writer.write(tmp_path, [page("index.html"), page(path)])
    assert files(tmp_path) == set()
    with pytest.raises(PathRefused):
        writer.remove(tmp_path, [path])


@given(path=st.text(max_size=30))
def test_no_path_writes_outside(path, tmp_path_factory):
    """Whatever the path, what is written stands inside the root or is refused."""
    root = tmp_path_factory.mktemp("site") / "root"
    try:
        writer.write(root, [page(path)])
    except PathRefused:
        assert files(root.parent) == set()
    else:
        assert files(root.parent) == {f"root/{path}"}


def test_a_link_out_of_the_site_is_not_followed(tmp_path):
    """A folder or file of the site that became a symbolic link elsewhere is refused."""
    outside, root = tmp_path / "outside", tmp_path / "root"
    outside.mkdir()
    root.mkdir()
    (root / "stories").symlink_to(outside)
    (root / "index.html").symlink_to(outside / "secret")
    for path in ("stories/a/index.html", "index.html"):
        with pytest.raises(PathRefused):
            writer.write(root, [page(path)])
    assert files(outside) == set()


def test_a_stop_while_staging_leaves_the_old_site_whole(tmp_path):
    """A renderer that fails in the middle changes no file and leaves nothing behind."""
    writer.write(tmp_path, [page("a.html", b"old"), page("b.html", b"old")])

    def failing():
        yield page("a.html", b"new")
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        writer.write(tmp_path, failing())
    assert files(tmp_path) == {"a.html", "b.html"}
    assert (tmp_path / "a.html").read_bytes() == b"old"


def test_a_stop_while_renaming_leaves_whole_files_and_is_completed(tmp_path, monkeypatch):
    """Killed between two renames, every file is old or new; the next run writes the rest."""
    old = [page(f"{n}.html", b"old" * 1000) for n in range(4)]
    new = [page(f"{n}.html", b"new" * 1000) for n in range(4)]
    writer.write(tmp_path, old)
    real, done = Path.replace, []

    def dying(self, target):
        if len(done) == 2:
            raise OSError("killed")
        done.append(target)
        return real(self, target)

    monkeypatch.setattr(Path, "replace", dying)
    with pytest.raises(OSError, match="killed"):
        writer.write(tmp_path, new)
    monkeypatch.undo()
    bodies = [(tmp_path / p.path).read_bytes() for p in new]
    assert sorted(set(bodies)) == [b"new" * 1000, b"old" * 1000]
    assert writer.write(tmp_path, new) == ("2.html", "3.html")


def test_bytes_are_on_disk_before_the_rename(tmp_path, monkeypatch):
    """Each file is flushed to the disk before it takes its name."""
    order = []
    real_sync, real_replace = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda fd: (order.append("sync"), real_sync(fd))[1])
    monkeypatch.setattr(
        Path, "replace", lambda self, t: (order.append("rename"), real_replace(self, t))[1]
    )
    writer.write(tmp_path, [page("a.html")])
    assert order[:2] == ["sync", "rename"]


def test_tombstones_are_listed_until_something_stands_there_again(tmp_path):
    """``gone.json`` names the pages a server must answer with 410."""
    writer.write(tmp_path, [page("stories/a/index.html", b"t", 410), page("b.html")])
    assert writer.gone(tmp_path) == ("stories/a/index.html",)
    writer.write(tmp_path, [page("b.html", b"2")])
    assert writer.gone(tmp_path) == ("stories/a/index.html",)
    writer.write(tmp_path, [page("stories/a/index.html", b"back")])
    assert writer.gone(tmp_path) == ()


def test_removing_takes_empty_folders_and_the_mention_along(tmp_path):
    """What is removed is gone with its folders; what was not there is no error."""
    writer.write(tmp_path, [page("stories/a/index.html", b"t", 410), page("index.html")])
    assert writer.remove(tmp_path, ["stories/a/index.html", "stories/b/index.html"]) == (
        "stories/a/index.html",
    )
    assert files(tmp_path) == {"index.html", "gone.json"}
    assert not (tmp_path / "stories").exists()
    assert writer.gone(tmp_path) == ()


def test_two_pages_for_one_path_are_a_mistake(tmp_path):
    """Which of them counted would depend on their order."""
    with pytest.raises(PathRefused):
        writer.write(tmp_path, [page("a.html", b"1"), page("a.html", b"2")])
