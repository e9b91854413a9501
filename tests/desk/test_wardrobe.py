"""The look of a running desk's site: changed while it runs, and never lost to a broken template."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from copytaster.cli.app import app
from copytaster.desk import Desk
from copytaster.errors import ConfigError
from wire import Clock, delivered, feed, ninjs, prose

_OTHER = "TOLVAN, May 5 (ANX) - Merit Aune won the rowing prize of the southern lakes, she said."
OWN = '{% extends "default/story.html" %}\n{% block title %}OURS {{ super() }}{% endblock %}\n'


def opened(folder: Path, **settings: object) -> Desk:
    """A desk with one live story."""
    desk = Desk.open(folder, clock=Clock(), base_url="http://site.example", **settings)
    desk.feeds.put(feed("anx"))
    desk.take(delivered(ninjs("u:1", "Quillbridge reopens", prose("Quillbridge")), "anx"))
    desk.publish()
    return desk


def story(desk: Desk) -> bytes:
    """The bytes of its page."""
    return next((desk.site_folder / "stories").glob("*/index.html")).read_bytes()


def template(folder: Path, source: str) -> None:
    """Lay a template of one's own for stories."""
    (folder / "templates").mkdir(exist_ok=True)
    (folder / "templates/story.html").write_text(source)


def test_a_template_laid_into_the_desk_is_worn_and_a_broken_one_is_not(tmp_path: Path) -> None:
    """Every page gets the new look; a broken template changes nothing but what the desk says."""
    with opened(tmp_path) as desk:
        assert b"<title>Quill" in story(desk)
        template(tmp_path, OWN)
        desk.publish(100)
        assert b"<title>OURS Quill" in story(desk)
        template(tmp_path, OWN + "{% if %}")
        desk.publish(100)
        assert "templates/story.html: line 3" in str(desk.wardrobe.fault)
        assert b"<title>OURS Quill" in story(desk)
        kill = ninjs("u:1", "KILL", "Kill it.", pubstatus="canceled", version="2")
        desk.take(delivered(kill, "anx"))
        desk.publish(100)
        assert b"was withdrawn" in story(desk), "no kill waits for a template"
    with Desk.open(tmp_path, clock=Clock(), base_url="http://site.example") as again:
        again.take(delivered(ninjs("u:2", "Marrowgate", _OTHER), "anx"))
        again.publish()
        assert again.wardrobe.fault
        pages = [p.read_bytes() for p in (again.site_folder / "stories").glob("*/index.html")]
        assert any(b"<title>OURS Marrowgate" in page for page in pages), "the last whole look"
        (tmp_path / "templates/story.html").unlink()
        again.publish()
        assert again.wardrobe.fault is None


def test_another_title_is_on_every_page(tmp_path: Path) -> None:
    """What the operator says on all pages changes on all pages, some in each pass."""
    with opened(tmp_path, title="Old name") as desk:
        assert b"Old name" in story(desk)
        assert desk.publish().written == ()
    with Desk.open(
        tmp_path, clock=Clock(), base_url="http://site.example", title="New name"
    ) as desk:
        while desk.publish(1).more:
            pass
        assert b"New name" in story(desk)
        assert desk.publish().written == ()


def test_a_theme_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The setting and the folder stand in the error."""
    with pytest.raises(ConfigError, match="nowhere"):
        Desk.open(tmp_path, theme="nowhere")


def test_templates_are_copied_tried_and_never_overwritten(tmp_path: Path) -> None:
    """``theme eject`` copies, ``theme check`` tries and names the line, --force overwrites."""
    desk = ["--desk", str(tmp_path)]
    run = CliRunner().invoke
    assert run(app, ["theme", "check", *desk]).exit_code == 0
    assert run(app, ["theme", "eject", *desk]).exit_code == 0
    assert (tmp_path / "assets/site.css").read_text().startswith("/*")
    done = run(app, ["theme", "check", *desk])
    assert done.exit_code == 0, done.output
    assert "good  story.html" in done.output
    template(tmp_path, "{{ x }}")
    assert "left as it is" in run(app, ["theme", "eject", "story.html", *desk]).output
    failed = run(app, ["theme", "check", *desk])
    assert failed.exit_code == 1
    assert "line 1" in failed.output
    assert run(app, ["theme", "eject", "story.html", "--force", *desk]).exit_code == 0
    assert run(app, ["theme", "check", *desk]).exit_code == 0
    assert run(app, ["theme", "eject", "x.html", *desk]).exit_code == 1
