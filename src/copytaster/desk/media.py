"""As what type each file of the site is served."""

from __future__ import annotations

from mimetypes import guess_type
from pathlib import PurePath

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".jsonl": "application/x-ndjson; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".pem": "application/x-pem-file",
}


def media_type(path: PurePath) -> str:
    """The Content-Type of a file, by its name."""
    return _TYPES.get(path.suffix) or guess_type(path.name)[0] or "application/octet-stream"
