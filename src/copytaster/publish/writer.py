"""The one place where pages become files: all staged first, then renamed into place.

A reader of the site sees each file whole, old or new. A stop while staging
leaves the old site untouched. A stop while renaming leaves a site in which no
link of an old page is broken: what stands at a new address takes its place
first, what replaces an old file after it. The next run completes the rest,
because only files whose bytes differ are written.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from threading import RLock

from copytaster.model import Page
from copytaster.publish.durable import settle
from copytaster.publish.links import PathRefused

GONE = "gone.json"
STAGING = ".staging"  # inside the site, so that a rename never crosses file systems
_LONGEST = 400
# A part of a path: no leading dot (hidden files, "..", our own staging), nothing a shell or URL minds.
_PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,120}\Z")
_turn = RLock()  # two writers in one folder would clear each other's staging away


@dataclass(frozen=True, slots=True)
class _Staged:
    path: str
    target: Path
    temporary: str
    new: bool


def write(root: Path, pages: Iterable[Page]) -> tuple[str, ...]:
    """Write the pages whose bytes differ from what is there; give the changed paths, in order.

    Pages with status 410 are also listed in ``gone.json``, from which a server
    learns to answer so; pages with another status leave that list. Raises
    PathRefused, before any file is changed, for a path that would leave
    ``root`` or is given twice.
    """
    with _turn:
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
                there = _bytes_of(target)
                if there != page.body:
                    temporary = _stage(root, len(staged), page.body)
                    staged.append(_Staged(page.path, target, temporary, there is None))
            return _commit(root, staged, statuses)
        finally:
            # Also what an earlier process was killed over: a page may hold what was withdrawn since.
            rmtree(root / STAGING, ignore_errors=True)


def remove(root: Path, paths: Iterable[str]) -> tuple[str, ...]:
    """Delete the files; give the paths that were there. Folders left empty go too."""
    with _turn:
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
    settle(root, [one.temporary for one in staged])
    # New addresses first: whoever reads in between finds everything that is linked to.
    for one in sorted(staged, key=lambda one: not one.new):
        if one.new:
            one.target.parent.mkdir(parents=True, exist_ok=True)
        Path(one.temporary).replace(one.target)
    settle(root, sorted(_touched(root, staged)))
    before = set(gone(root))
    buried = {path for path, status in statuses.items() if status == 410}
    after = (before - statuses.keys()) | buried
    if after != before:
        _write_gone(root, after)
    return tuple(one.path for one in staged)


def _touched(root: Path, staged: list[_Staged]) -> set[Path]:
    """Every folder that has a new name in it."""
    found = {one.target.parent for one in staged}
    for one in staged:
        if one.new and one.target.parent != root:
            found.add(one.target.parent.parent)
    return found


def _write_gone(root: Path, paths: set[str]) -> None:
    body = json.dumps({"gone": sorted(paths)}, indent=1).encode() + b"\n"
    temporary = _stage(root, "gone", body)
    settle(root, [temporary])
    Path(temporary).replace(root / GONE)
    settle(root, [root])


def _target(root: Path, path: str) -> Path:
    """Where the page belongs; raises PathRefused unless that is a plain file inside ``root``."""
    parts = path.split("/")
    if len(path) > _LONGEST or path == GONE or not all(_PART.match(p) for p in parts):
        raise PathRefused("not a path inside the site", subject=repr(path[:80]))
    target = root.joinpath(*parts)
    # A folder inside the site may have become a link to somewhere else.
    home = os.path.realpath(target.parent)
    if (home != str(target.parent) and not Path(home).is_relative_to(root)) or target.is_symlink():
        raise PathRefused("leads out of the site", subject=path)
    return target


def _stage(root: Path, name: object, body: bytes) -> str:
    """The bytes in a file that nobody serves."""
    folder = root / STAGING
    folder.mkdir(exist_ok=True)
    temporary = f"{folder}/{name}"
    with Path(temporary).open("wb") as file:
        file.write(body)
        os.fchmod(file.fileno(), 0o644)
    return temporary


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None


def _prune(root: Path, folder: Path) -> None:
    while folder != root and folder.is_relative_to(root):
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent
