"""A publisher's own templates: what they may do, and what happens when they fail."""

from __future__ import annotations

from dataclasses import replace

import pytest

from copytaster.publish import assets, pages, theme
from copytaster.publish.theme import PLAIN, Theme, ThemeError, faults, read_theme, wear
from copytaster.publish.trial import try_on

STORY = '{% extends "default/story.html" %}\n{% block title %}OURS {{ super() }}{% endblock %}\n'


def site_in(invented, templates: dict[str, str], **more: bytes):
    """The invented site in a theme of these templates, tried on first."""
    found = Theme(templates, {name.replace("_", "."): data for name, data in more.items()}, "/t")
    return replace(invented.SITE, theme=try_on(found))


def test_a_template_may_change_a_part_and_keep_the_rest(invented):
    """Extending the built-in one changes a block; everything else stands as it did."""
    site = site_in(invented, {"story.html": STORY})
    html = pages.story_page(site, invented.publication()).body.decode()
    assert "<title>OURS Ministry says" in html
    assert html.count("<main") == 1
    assert "OURS" not in pages.about_page(site).body.decode()


def test_a_base_of_ones_own_is_under_every_page(invented):
    """Pages without a template of their own stand in the publisher's frame."""
    base = '{% extends "default/base.html" %}\n{% block kind %}ours{% endblock %}'
    site = site_in(invented, {"base.html": base})
    assert b'<body class="' in pages.about_page(site).body


def test_copy_is_escaped_whatever_the_template(invented):
    """There is no way for a template to let markup of the wire through."""
    evil = invented.story(headline="<script>alert(1)</script>")
    own = "{{ s.headline }}{{ super() }}"
    text = STORY.replace("OURS {{ super() }}", own)
    html = pages.story_page(
        site_in(invented, {"story.html": text}), invented.publication(story=evil)
    ).body
    assert b"<script>alert" not in html


@pytest.mark.parametrize(
    ("source", "line", "told"),
    [
        ("\n\n{% if %}", 4, "Expected an expression"),
        ("{% block title %}\n{{ nobody }}{% endblock %}", 3, "nobody"),
        ("{% block title %}{{ s.salt.__class__ }}{% endblock %}", 2, "unsafe"),
        ("{% block title %}{{ ''.__class__.__mro__ }}{% endblock %}", 2, "unsafe"),
        ("{% autoescape false %}{% endautoescape %}", 2, "escaping"),
        ("{% block title %}{{ s.headline | safe }}{% endblock %}", 2, "safe"),
        ("{% block title %}{{ 1 / 0 }}{% endblock %}", 2, "division"),
        ("{% block title %}{% for n in range(10**9) %}x{% endfor %}{% endblock %}", 2, "ange"),
        ('{% include "/etc/passwd" %}', 2, "passwd"),
        ("{% block head %}{% endblock %}", None, "copytaster:salt"),
    ],
)
def test_a_template_that_fails_is_named_with_its_line(source, line, told):
    """Found on trial, before anything wears it: the file, the line, and what is wrong."""
    broken = Theme({"story.html": '{% extends "default/story.html" %}\n' + source}, {}, "/desk")
    with pytest.raises(ThemeError) as caught:
        try_on(broken)
    assert caught.value.subject == "/desk/templates/story.html"
    assert told in str(caught.value)
    if line:
        assert f"line {line}" in str(caught.value)


def test_a_tombstone_stays_one_whatever_the_template():
    """A theme that leaves out by which a server knows it is refused."""
    with pytest.raises(ThemeError, match="leaves out"):
        try_on(Theme({"tombstone.html": "<p>gone</p>"}, {}, ""))


def test_a_template_that_fails_later_costs_its_look_and_no_page(invented):
    """On copy no trial had, the page comes out with the built-in template, and the fault is kept."""
    text = "{% block title %}{{ 1 / (0 if s.headline == 'x' else 1) }}{% endblock %}"
    site = site_in(invented, {"story.html": '{% extends "default/story.html" %}\n' + text})
    plain = invented.publication(story=invented.story(headline="x"))
    page = pages.story_page(site, plain)
    assert b"<title>x</title>" in page.body
    assert b"feeds two power stations" in page.body
    assert "division" in str(faults(site.theme)[0])
    assert "line 2" in str(faults(site.theme)[0])


def test_the_stylesheet_is_replaced_or_added_to_and_named_by_its_content(invented):
    """``site.css`` takes its place, ``more.css`` follows it, a logo gets a name of its own."""
    plain = assets.stylesheet()
    more = assets.stylesheet(wear(Theme({}, {"more.css": b"a{}"})))
    own = assets.stylesheet(wear(Theme({}, {"site.css": b"b{}"})))
    assert more.body == plain.body + b"\na{}"
    assert own.body == b"b{}"
    assert len({plain.path, more.path, own.path}) == 3
    about = (
        '{% extends "default/about.html" %}{% block title %}{{ asset("logo.svg") }}{% endblock %}'
    )
    site = site_in(invented, {"about.html": about}, logo_svg=b"<svg/>")
    logo = next(p for p in assets.pages(site.theme) if p.media_type == "image/svg+xml")
    assert logo.path.encode() in pages.about_page(site).body


def test_a_folder_is_read_as_it_lies(tmp_path):
    """Templates and assets by name; nothing else is taken for one."""
    assert read_theme(tmp_path) == replace(PLAIN, folder=str(tmp_path))
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/story.html").write_text(STORY)
    (tmp_path / "templates/.swp").write_text("x")
    assert dict(read_theme(tmp_path).templates) == {"story.html": STORY}
    (tmp_path / "templates/notes.txt").write_text("x")
    with pytest.raises(ThemeError, match=r"notes\.txt"):
        read_theme(tmp_path)


def test_the_same_files_are_the_same_theme():
    """The digest names what a theme says, and nothing else."""
    one, other = Theme({"a.html": "x"}, {}, "/1"), Theme({"a.html": "x"}, {}, "/2")
    assert one.digest == other.digest
    assert Theme({"a.html": "x", "b.html": ""}).digest != one.digest
    assert theme.worn("0" * 16) is PLAIN


def test_a_link_out_of_the_theme_is_refused(tmp_path):
    """What lies beside the theme, the desk's keys above all, is published under no picture's name."""
    secret, own = tmp_path / "keys" / "ledger.pem", tmp_path / "theme" / "assets"
    secret.parent.mkdir()
    own.mkdir(parents=True)
    secret.write_text("a key")
    (own / "logo.svg").symlink_to(secret)
    with pytest.raises(ThemeError, match="leads out of the theme"):
        read_theme(tmp_path / "theme")
    (own / "logo.svg").unlink()
    (own / "mark.svg").write_text("<svg/>")
    (own / "logo.svg").symlink_to(own / "mark.svg")
    assert dict(read_theme(tmp_path / "theme").assets) == {
        "logo.svg": b"<svg/>",
        "mark.svg": b"<svg/>",
    }
