"""The one place where pages become files: all staged first, then renamed into place.

A reader of the site sees each file whole, old or new. A stop while staging
leaves the old site untouched; a stop while renaming leaves whole files, and
the next run completes them, because only files whose bytes differ are written.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from copytaster.model import Page
from copytaster.publish.links import PathRefused

GONE = "gone.json"
_LONGEST = 400
# A part of a path: no leading dot (hidden files, "..", our own staging), nothing a shell or URL minds.
_PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,120}\Z")


@dataclass(frozen=True, slots=True)
class _Staged:
    path: str
    target: Path
    temporary: Path


def write(root: Path, pages: Iterable[Page]) -> tuple[str, ...]:
    """Write the pages whose bytes differ from what is there; give the changed paths, in order.

    Pages with status 410 are also listed in ``gone.json``, from which a server
    learns to answer so; pages with another status leave that list. Raises
    PathRefused, before any file is changed, for a path that would leave
    ``root`` or is given twice.
    """
    root.mkdir(parents=True, exist_ok=True)
    root = root.resolve()
    staged: list[_Staged] = []
    statuses: dict[str, int] = {}
    try:
        for page in pages:
            target = _target(root, page.path)
            if page.path in statuses:
                raise PathRefused("two pages for one path", subject=page.path)
            statuses[page.path] = page.status
            if _bytes_of(target) != page.body:
                staged.append(_Staged(page.path, target, _stage(target, page.body)))
        return _commit(root, staged, statuses)
    finally:
        for one in staged:
            with suppress(FileNotFoundError):
                one.temporary.unlink()


def remove(root: Path, paths: Iterable[str]) -> tuple[str, ...]:
    """Delete the files; give the paths that were there. Folders left empty go too."""
    removed, forgotten, root = [], set(), root.resolve()
    for path in paths:
        target = _target(root, path)
        forgotten.add(path)
        with suppress(FileNotFoundError):
            target.unlink()
            removed.append(path)
            _prune(root, target.parent)
    if forgotten & set(gone(root)):
        _write_gone(root, set(gone(root)) - forgotten)
    return tuple(removed)


def gone(root: Path) -> tuple[str, ...]:
    """The paths that a server must answer with 410, sorted."""
    data = _bytes_of(root / GONE)
    return tuple(json.loads(data)["gone"]) if data else ()


def _commit(root: Path, staged: list[_Staged], statuses: dict[str, int]) -> tuple[str, ...]:
    for one in staged:
        one.temporary.replace(one.target)
    for folder in sorted({one.target.parent for one in staged}):
        _sync_folder(folder)
    before = set(gone(root))
    buried = {path for path, status in statuses.items() if status == 410}
    after = (before - statuses.keys()) | buried
    if after != before:
        _write_gone(root, after)
    return tuple(one.path for one in staged)


def _write_gone(root: Path, paths: set[str]) -> None:
    body = json.dumps({"gone": sorted(paths)}, indent=1).encode() + b"\n"
    _stage(root / GONE, body).replace(root / GONE)
    _sync_folder(root)


def _target(root: Path, path: str) -> Path:
    """Where the page belongs; raises PathRefused unless that is a plain file inside ``root``."""
    parts = path.split("/")
    if len(path) > _LONGEST or path == GONE or not all(_PART.match(p) for p in parts):
        raise PathRefused("not a path inside the site", subject=repr(path[:80]))
    target = root.joinpath(*PurePosixPath(path).parts)
    # A folder inside the site may have become a link to somewhere else.
    if not target.parent.resolve().is_relative_to(root) or target.is_symlink():
        raise PathRefused("leads out of the site", subject=path)
    return target


def _stage(target: Path, body: bytes) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".staged-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fchmod(file.fileno(), 0o644)
            os.fsync(file.fileno())
    except BaseException:
        Path(name).unlink()
        raise
    return Path(name)


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _prune(root: Path, folder: Path) -> None:
    while folder != root and folder.is_relative_to(root):
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent
