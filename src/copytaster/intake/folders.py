"""Files and folders into Deliveries, and the drop folder that empties itself.

    inbox/ → waiting() → Found → the desk keeps the delivery → done() or refuse()

A file leaves the inbox only after the desk has confirmed, by one rename:
whoever pulls the plug finds it in the inbox or where it went, never in neither.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import count
from pathlib import Path, PurePosixPath

from copytaster.errors import FetchError
from copytaster.intake.fetch import MAX_BODY
from copytaster.intake.halves import looks_cut
from copytaster.model import Delivery

SETTLED = 2.0
SETTLED_IF_CUT = 60.0  # seconds: a slow line may pause an upload for long
_LONGEST_NAME = 220
_UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", "~")
_Mark = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """One file of a folder: its delivery, or why it could not be read.

    ``name`` is its path within the folder, with forward slashes, and fit to be
    shown and stored whatever bytes the disk has; ``path`` is where it lies.
    ``mark`` tells this very content from a later one of the same name.
    """

    name: str
    path: Path
    delivery: Delivery | None = None
    reason: str | None = None
    mark: _Mark | None = None


def read_file(
    path: Path, *, received: datetime, feed: str | None = None, limit: int = MAX_BODY
) -> Delivery:
    """One file as a Delivery; past ``limit`` bytes it is a prefix with ``truncated=True``.

    ``received`` is aware UTC. Raises FetchError naming the file and the reason.
    """
    try:
        body, _ = _bytes_of(path, limit)
    except OSError as error:
        raise FetchError(_why(error), subject=str(path)) from error
    return _delivery(body, received, feed, limit)


def read_folder(
    root: Path, *, received: datetime, feed: str | None = None, limit: int = MAX_BODY
) -> Iterator[Found]:
    """Every file under ``root``, in order of name; hidden files and folders are left out.

    A link that leads out of the folder is not followed and is reported as
    unreadable, like any file that cannot be read; reading goes on. Linked
    folders are not entered. Raises FetchError when ``root`` itself cannot be read.
    """
    try:
        home = root.resolve(strict=True)
        os.scandir(home).close()
    except OSError as error:
        raise FetchError(_why(error), subject=str(root)) from error
    names, unentered = _names(home)
    yield from unentered
    for name in names:
        yield _found(home, name, received, feed, limit)


class Inbox:
    """A drop folder: files put into it are taken once, then moved to ``done/`` or ``refused/``.

    One process at a time (the desk's lock sees to it).
    """

    def __init__(self, root: Path, *, limit: int = MAX_BODY):
        self.root = root
        self._limit = limit
        for folder in (root, root / "done", root / "refused"):
            folder.mkdir(parents=True, exist_ok=True)

    def waiting(self, now: datetime, *, feed: str | None = None) -> Iterator[Found]:
        """Files not yet dealt with, in order of name; those still being written are left for later.

        A file counts as finished when it has not changed for two seconds, or
        for a minute where its XML or JSON has no end, and its name does not
        end like an upload under way (``.part``, ``.tmp``, …).
        """
        home = self.root.resolve()
        for name in _names(home, skip=("done", "refused"))[0]:
            if name.endswith(_UNFINISHED) or not _settled(home / name, now):
                continue
            found = _found(home, name, now, feed, self._limit)
            if not _breaks_off(found) or _settled(found.path, now, SETTLED_IF_CUT):
                yield found

    def done(self, found: Found) -> Path | None:
        """Move a file whose delivery is safely kept; where it lies now.

        None when the file was changed since it was read: it stays, and is
        found again. Never overwrites an earlier file of the same name.
        """
        return self._move(found, "done")

    def refuse(self, found: Found, reason: str) -> Path | None:
        """Move a file nothing can be made of, its reason in a ``.reason.txt`` beside it."""
        return self._move(found, "refused", reason)

    def _move(self, found: Found, into: str, reason: str | None = None) -> Path | None:
        source = found.path
        try:
            if found.mark is not None and _mark(source.stat()) != found.mark:
                return None
            target = _free(self._place(into, found.name))
            if reason is not None:
                _write(_reason_path(target), f"{found.name}: {reason}\n")
            source.rename(target)
            _sync(target.parent)
            _sync(source.parent)
        except OSError as error:
            raise FetchError(
                f"could not be moved to {into}/", subject=found.name, cause=_why(error)
            ) from error
        return target

    def _place(self, into: str, name: str) -> Path:
        """Where a file of that name is put away, its folder made; never outside this one.

        Whoever may write here may have put a link in that folder's place. A
        name that leaves no room for a number or a reason beside it is cut.
        """
        wanted = self.root / into / name
        wanted.parent.mkdir(parents=True, exist_ok=True)
        if not wanted.parent.resolve().is_relative_to(self.root.resolve() / into):
            raise PermissionError(0, f"{into}/ leads out of the folder")
        return wanted.with_name(_short(wanted.name))


def _short(name: str) -> str:
    """A file name that leaves room for a number and ``.reason.txt`` (names end at 255 bytes)."""
    raw = name.encode("utf-8", "surrogateescape")
    if len(raw) <= _LONGEST_NAME:
        return name
    ending = Path(name).suffix.encode("utf-8", "surrogateescape")[:20]
    return (raw[: _LONGEST_NAME - len(ending)] + ending).decode("utf-8", "surrogateescape")


def _names(home: Path, skip: tuple[str, ...] = ()) -> tuple[list[str], list[Found]]:
    """Relative names of the files in order of their parts, hidden ones left out; and
    the folders that could not be entered.
    """
    names: list[str] = []
    closed: list[OSError] = []
    for folder, folders, files in os.walk(home, onerror=closed.append):
        here = Path(folder)
        left_out = skip if here == home else ()
        folders[:] = [f for f in folders if not f.startswith(".") and f not in left_out]
        names += [_within(here / f, home) for f in files if not f.startswith(".")]
    unentered = [
        Found(_shown(_within(Path(e.filename), home)), Path(e.filename), reason=_why(e))
        for e in closed
    ]
    return sorted(names, key=lambda name: PurePosixPath(name).parts), unentered


def _within(path: Path, home: Path) -> str:
    return path.relative_to(home).as_posix()


def _shown(name: str) -> str:
    """A name as text: bytes that are not UTF-8 are written out."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _found(home: Path, name: str, received: datetime, feed: str | None, limit: int) -> Found:
    path, shown = home / name, _shown(name)
    try:
        inside = path.resolve(strict=True)
        if not inside.is_relative_to(home):
            return Found(shown, path, reason="a link that leads out of the folder")
        body, mark = _bytes_of(inside, limit)
    except (OSError, RuntimeError) as error:
        return Found(shown, path, reason=_why(error))
    return Found(shown, path, _delivery(body, received, feed, limit), mark=mark)


def _bytes_of(path: Path, limit: int) -> tuple[bytes, _Mark]:
    """At most ``limit`` + 1 bytes of a regular file, and its mark."""
    # O_NONBLOCK: opening a named pipe must not wait for a writer.
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(handle, "rb") as file:  # noqa: PTH123 - a descriptor
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise OSError("not a regular file")
        return file.read(limit + 1), _mark(status)


def _delivery(body: bytes, received: datetime, feed: str | None, limit: int) -> Delivery:
    kept = body[:limit]
    return Delivery(
        sha256=sha256(kept).hexdigest(),
        received=received,
        body=kept,
        feed=feed,
        truncated=len(body) > limit,
    )


def _mark(status: os.stat_result) -> _Mark:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def _breaks_off(found: Found) -> bool:
    kept = found.delivery
    return kept is not None and not kept.truncated and looks_cut(kept.body)


def _settled(path: Path, now: datetime, seconds: float = SETTLED) -> bool:
    try:
        age = now.timestamp() - path.stat().st_mtime
    except OSError:
        return True  # it will be reported as unreadable, with the reason
    # A time in the future is a copied one or a wrong clock, not a write under way.
    return age >= seconds or age < 0


def _free(path: Path) -> Path:
    """A name nothing has yet: ``story.xml``, ``story-2.xml``, …"""
    names = (path.with_name(f"{path.stem}-{n}{path.suffix}") for n in count(2))
    candidate = path
    while os.path.lexists(candidate) or os.path.lexists(_reason_path(candidate)):
        candidate = next(names)
    return candidate


def _reason_path(path: Path) -> Path:
    return path.with_name(path.name + ".reason.txt")


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Make a rename last through a power cut; not every file system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _why(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)
