"""One document by the name a person gives it: a file, a device, a pipe. Never more than its cap."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from copytaster.errors import BodyTooLarge, FetchError
from copytaster.intake.fetch import MAX_BODY

FILE = "file://"
_MIB = 1024 * 1024


def read_document(path: Path, limit: int = MAX_BODY) -> bytes:
    """All of a file, pipe or device.

    Raises BodyTooLarge past ``limit`` bytes, FetchError when it cannot be
    read; both name the file.
    """
    try:
        with path.open("rb", buffering=0) as file:
            return read_stream(file, str(path), limit)
    except IsADirectoryError as error:
        said = "is a folder; take folders in with: copytaster ingest"
        raise FetchError(said, subject=str(path)) from error
    except OSError as error:
        raise FetchError("cannot be read", subject=str(path), cause=error.strerror) from error
    except ValueError as error:  # a zero byte in the name
        raise FetchError("is no file's name", subject=str(path)) from error


def read_stream(stream: BinaryIO, name: str, limit: int = MAX_BODY) -> bytes:
    """All that a stream gives before it ends. Raises BodyTooLarge, naming it, past ``limit`` bytes."""
    body = bytearray()
    while len(body) <= limit and (piece := stream.read(min(_MIB, limit + 1 - len(body)))):
        body += piece
    if len(body) > limit:
        raise too_large(name, limit)
    return bytes(body)


def too_large(name: str, limit: int) -> BodyTooLarge:
    """What is said of a document that is larger than may be."""
    said = f"holds more than {spoken(limit)}, the most that is read of one document"
    return BodyTooLarge(f"{said} (the setting max_body_mib)", subject=name)


def spoken(size: int) -> str:
    """A size in words: ``16 MiB``."""
    return f"{size / _MIB:g} MiB" if size >= _MIB else f"{size:,} bytes"


def path_of(name: str) -> Path:
    """The path that a name on the command line means: ``file:///a%20b`` is ``/a b``."""
    if not name.startswith(FILE):
        return Path(name)
    parts = urlsplit(name)
    if parts.netloc not in ("", "localhost"):
        raise FetchError("names a file on another machine", subject=name)
    return Path(os.fsdecode(unquote(parts.path)))


def shown_path(name: str) -> str:
    """A file's address as its plain path; any other name as it is."""
    try:
        return str(path_of(name)) if name.startswith(FILE) else name
    except (FetchError, ValueError):
        return name
