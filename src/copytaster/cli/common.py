"""What the commands share: the desk option, where errors go, how sources are opened."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import typer
from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text
from typer.core import TyperOption

from copytaster.desk.printed import CONTROLS
from copytaster.desk.settings import load_settings
from copytaster.errors import CopytasterError, FetchError, NoItem
from copytaster.intake import Allowance, Fetcher
from copytaster.intake.documents import path_of, read_document, read_stream, too_large

if TYPE_CHECKING:
    from copytaster.model import Story


def _say_no_type_of_flags() -> None:
    """In help, ``--json <bool>`` looks as if a value belonged there; Typer has no setting for it."""
    shown = getattr(TyperOption, "display_type_rich", None)
    if shown is None:
        return

    def display_type_rich(self: TyperOption, ctx: Any) -> str | None:
        return None if self.is_flag else str(found) if (found := shown(self, ctx)) else None

    setattr(TyperOption, "display_type_rich", display_type_rich)  # noqa: B010 - mypy: a method


_say_no_type_of_flags()


class Terminal(Console):
    """A console to which text from outside can do nothing: only this program's own codes reach it."""

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """The segments of what is printed, their text without control characters."""
        for segment in super().render(renderable, options):
            if segment.control:
                yield segment
            else:
                yield segment._replace(text=segment.text.translate(CONTROLS))


out = Terminal(highlight=False)
err = Terminal(stderr=True, highlight=False)

DeskOption = Annotated[
    Path,
    typer.Option(
        "--desk",
        "-d",
        envvar="COPYTASTER_DESK",
        help="Folder of the desk.",
        show_default=True,
    ),
]
DEFAULT_DESK = Path("mydesk")


@dataclass(frozen=True, slots=True)
class SourceBytes:
    """Bytes of a file, a page or standard input, and what is known about them."""

    name: str
    data: bytes
    url: str | None = None
    content_type: str | None = None
    truncated: bool = False


@contextmanager
def told(code: int = 1) -> Iterator[None]:
    """Turn this package's errors, and files that cannot be had, into one line and an exit code."""
    try:
        yield
    except CopytasterError as error:
        raise _said(str(error), code) from error
    except OSError as error:
        if error.filename is None:
            raise
        raise _said(f"{error.filename}: {error.strerror}", code) from error


def _said(error: str, code: int) -> typer.Exit:
    err.print(Text.assemble(("error:", "red"), f" {error}"), soft_wrap=True)
    return typer.Exit(code)


@contextmanager
def about(subject: str) -> Iterator[None]:
    """Name what an error is about where it does not say so itself."""
    try:
        yield
    except CopytasterError as error:
        error.subject = error.subject or subject
        raise


def is_url(source: str) -> bool:
    """Whether a source named on the command line is a web address."""
    return source.startswith(("http://", "https://"))


def open_source(source: str, also: int | None = None, *, part: bool = False) -> SourceBytes:
    """The bytes of a file, of a web address, or of standard input for ``-``.

    ``also`` is a status beside 200 with which a server may answer; with
    ``part`` a page that is too large is given as far as it was read.
    Raises CopytasterError naming the source when it cannot be read, BodyTooLarge
    past the setting ``max_body_mib``, whatever it is: it may have no end.
    """
    limit = load_settings(Path()).max_body
    if source == "-":
        name = "standard input"
        return SourceBytes(name, read_stream(sys.stdin.buffer, name, limit))
    if not is_url(source):
        return SourceBytes(source, read_document(path_of(source), limit))
    fetched = _fetched(source, also, limit)
    if fetched.truncated and not part:
        raise too_large(source, limit)
    return fetched


def count(number: int, one: str, many: str | None = None) -> str:
    """``1 story``, ``1,240 stories``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def story_in(source: str, number: int | None = None) -> Story:
    """The story in a file, a page or standard input; ``number`` says which of several, from 1.

    Raises CopytasterError naming the source when it holds none, or several and none was chosen.
    """
    from copytaster import parse, read

    raw = open_source(source)
    with about(raw.name):
        feed = parse(raw.data, url=raw.url, content_type=raw.content_type)
    if not feed.items:
        raise NoItem("there is no item in it", subject=raw.name)
    if number is None and len(feed.items) > 1:
        for at, entry in enumerate(feed.items, 1):
            err.print(Text(f"{at:4}  {entry.headline or entry.guid or '(no headline)'}"))
        raise CopytasterError(
            f"it holds {len(feed.items)} items; choose one with --item N", subject=raw.name
        )
    chosen = (number or 1) - 1
    if not 0 <= chosen < len(feed.items):
        raise CopytasterError(f"it holds {count(len(feed.items), 'item')}", subject=raw.name)
    return read(feed.items[chosen])


def count_files(paths: Iterable[Path]) -> int:
    """How many files the paths name, for a progress bar."""
    return sum(sum(1 for f in p.rglob("*") if f.is_file()) if p.is_dir() else 1 for p in paths)


def _allowance(url: str) -> Allowance:
    """What the person at the keyboard may reach: their own machine, if they name it themselves."""
    allowed = load_settings(Path()).allowance
    parts = urlsplit(url)
    if parts.hostname not in ("localhost", "127.0.0.1", "::1"):
        return allowed
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return allowed.with_endpoint("127.0.0.1", port).with_endpoint("::1", port)


def _fetched(url: str, also: int | None, limit: int) -> SourceBytes:
    async def fetch() -> SourceBytes:
        async with Fetcher(_allowance(url), limit=limit) as fetcher:
            response = await fetcher.fetch(url, accept="text/html, */*;q=0.8")
        if response.status not in (200, also):
            raise FetchError(f"the server answered {response.status}", subject=url)
        kind = response.headers.get("content-type")
        return SourceBytes(url, response.body, response.url, kind, response.truncated)

    return asyncio.run(fetch())
