"""``copytaster theme``: the look of the site in the operator's own templates."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from copytaster.cli.common import DEFAULT_DESK, DeskOption, err, out, told
from copytaster.errors import ConfigError

theme_app = typer.Typer(
    no_args_is_help=True, help="Copy the site's templates to change them, and try them."
)


@theme_app.command()
def eject(
    names: Annotated[
        list[str] | None,
        typer.Argument(help="Templates such as story.html, or site.css; all if left out."),
    ] = None,
    desk: DeskOption = DEFAULT_DESK,
    force: Annotated[bool, typer.Option(help="Overwrite what is there already.")] = False,
) -> None:
    """Copy built-in templates and the stylesheet into the desk's theme folder."""
    with told():
        folder = _folder(desk)
        known = _built_in()
        unknown = [name for name in names or () if name not in known]
        if unknown:
            raise ConfigError(f"is none of {', '.join(known)}", subject=unknown[0])
        for name in names or known:
            _copy(known[name], folder / name_in(name), force=force)


@theme_app.command()
def check(desk: DeskOption = DEFAULT_DESK) -> None:
    """Try the templates on a page of each kind; exit code 1 and file and line if one fails."""
    from copytaster.publish.theme import read_theme
    from copytaster.publish.trial import try_on

    with told():
        folder = _folder(desk)
        theme = read_theme(folder)
        try_on(theme)
    if not theme.digest:
        out.print(f"There are no templates in {folder}; the site has the built-in look.")
    for name in (*sorted(theme.templates), *sorted(theme.assets)):
        out.print(f"good  {name}")


def name_in(name: str) -> Path:
    """Where a file of that name belongs in a theme."""
    return Path("assets" if name.endswith(".css") else "templates", name)


def _folder(desk: Path) -> Path:
    from copytaster.desk.settings import load_settings
    from copytaster.desk.wardrobe import theme_folder

    return theme_folder(desk, load_settings(desk))


def _built_in() -> dict[str, str]:
    """The source of every template and of the stylesheet, by name."""
    from copytaster.publish.assets import built_in

    home = files("copytaster.publish").joinpath("templates")
    found = sorted(one.name for one in home.iterdir() if one.name.endswith(".html"))
    sources = {name: home.joinpath(name).read_text(encoding="utf-8") for name in found}
    return sources | {"site.css": built_in("site.css")}


def _copy(source: str, target: Path, *, force: bool) -> None:
    if target.exists() and not force:
        err.print(f"left as it is: {target} (--force overwrites)", soft_wrap=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(source, encoding="utf-8")
    out.print(f"{target}", soft_wrap=True)
