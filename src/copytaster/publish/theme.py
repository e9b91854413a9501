"""A publisher's own templates and stylesheet, laid over the built-in ones.

    folder → read_theme → Theme → wear → its digest → Site.theme

``templates/<name>.html`` takes the place of the built-in template of that
name, which it may extend as ``default/<name>.html``. ``assets/site.css`` takes
the place of the stylesheet, ``assets/more.css`` is added to it; other files in
``assets`` are put on the site under names that change with their content.

Templates run in Jinja's sandbox with escaping that cannot be turned off. A
theme is tried on every kind of page before it is worn. Should a template fail
later, on copy no trial had, that page gets the built-in template and the fault
is kept for the desk to show: no kill must wait for a comma in a template.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import TemplateSyntaxError, nodes

from copytaster.errors import ConfigError

_NAME = re.compile(r"[a-z][a-z0-9_]{0,40}\.html\Z")
_ASSET = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}\.(css|svg|png|jpg|jpeg|webp|gif|ico|woff2)\Z")
_LARGEST = 2 * 1024 * 1024  # of the whole theme: it is kept in the desk's database
_FAULTS = 20


class ThemeError(ConfigError):
    """A template that cannot be used; the subject is its file, the cause names the line."""


@dataclass(frozen=True)
class Theme:
    """What lies over the built-in look. ``folder`` is where it was read, for messages alone."""

    templates: Mapping[str, str] = field(default_factory=dict)
    assets: Mapping[str, bytes] = field(default_factory=dict)
    folder: str = ""

    @property
    def digest(self) -> str:
        """Names what it says: the same files have the same digest."""
        found = hashlib.sha256()
        for kind in (self.templates, self.assets):
            for name in sorted(kind):
                value = kind[name]
                data = value.encode() if isinstance(value, str) else value
                found.update(f"{name}\x00{len(data)}\x00".encode() + data)
        return found.hexdigest()[:16] if self.templates or self.assets else ""


PLAIN = Theme()
_worn: dict[str, Theme] = {"": PLAIN}
_faults: dict[str, dict[str, ThemeError]] = {}


def wear(theme: Theme) -> str:
    """Make a theme known; gives the digest by which a `Site` asks for it."""
    _worn[theme.digest] = theme
    return theme.digest


def worn(digest: str) -> Theme:
    """The theme of that digest; the built-in look where it was never made known."""
    return _worn.get(digest, PLAIN)


def faults(digest: str) -> tuple[ThemeError, ...]:
    """What went wrong with a theme's templates while pages were made, each once."""
    return tuple(_faults.get(digest, {}).values())


def note_fault(digest: str, template: str, error: Exception) -> None:
    """A page could not be made with the theme and was made without it."""
    kept = _faults.setdefault(digest, {})
    if template in kept or len(kept) < _FAULTS:
        kept[template] = in_plain_words(worn(digest), template, error)


def forget_faults(digest: str) -> None:
    """What went wrong before is no longer said."""
    _faults.pop(digest, None)


def read_theme(folder: Path) -> Theme:
    """The theme in a folder; `PLAIN` where it has neither ``templates`` nor ``assets``.

    Raises ThemeError for a file that cannot be part of one.
    """
    templates = {
        path.name: _text(path) for path in _files(folder / "templates", _NAME, "lower-case .html")
    }
    assets = {
        path.name: _bytes(path)
        for path in _files(folder / "assets", _ASSET, "a stylesheet, picture or woff2 font")
    }
    size = sum(map(len, templates.values())) + sum(map(len, assets.values()))
    if size > _LARGEST:
        raise ThemeError(f"a theme holds at most {_LARGEST >> 20} MiB", subject=str(folder))
    return Theme(templates, assets, str(folder))


def in_plain_words(theme: Theme, template: str, error: Exception) -> ThemeError:
    """The error with the file and line it came from."""
    name, line = _place(theme, template, error)
    where = f"{theme.folder}/templates/{name}" if theme.folder else name
    what = getattr(error, "message", None) or str(error) or type(error).__name__
    return ThemeError(f"line {line}: {what}" if line else what, subject=where)


def forbid_unescaped(tree: nodes.Template, name: str) -> None:
    """Raise TemplateSyntaxError where a template would turn escaping off."""
    for node in tree.find_all((nodes.EvalContextModifier, nodes.ScopedEvalContextModifier)):
        raise TemplateSyntaxError("escaping cannot be turned off", node.lineno, name)


def _place(theme: Theme, template: str, error: Exception) -> tuple[str, int | None]:
    if isinstance(error, TemplateSyntaxError):
        return error.name or template, error.lineno
    found: tuple[str, int | None] = (template, None)
    trace = error.__traceback__
    while trace is not None:
        name = Path(trace.tb_frame.f_code.co_filename).name
        if name in theme.templates:
            found = (name, trace.tb_lineno)
        trace = trace.tb_next
    return found


def _files(folder: Path, names: re.Pattern[str], what: str) -> list[Path]:
    try:
        found = sorted(p for p in folder.iterdir() if not p.name.startswith("."))
    except (FileNotFoundError, NotADirectoryError):
        return []
    for path in found:
        if not names.match(path.name) or not path.is_file():
            raise ThemeError(
                f"is no file of a theme: {what}, letters and digits", subject=str(path)
            )
        # A theme from somebody else could publish the desk's keys under a picture's name.
        if not path.resolve().is_relative_to(folder.resolve()):
            raise ThemeError("is a link that leads out of the theme", subject=str(path))
    return found


def _text(path: Path) -> str:
    try:
        return _bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise ThemeError("is not UTF-8", subject=str(path), cause=str(error)) from error


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST + 1)
    except OSError as error:
        raise ThemeError("cannot be read", subject=str(path), cause=error.strerror) from error
