"""One document, whatever its name turns out to be."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from copytaster.errors import BodyTooLarge, FetchError
from copytaster.intake.documents import path_of, read_document, shown_path

LIMIT = 100_000


def test_a_document_is_read_whole_up_to_the_limit(tmp_path: Path) -> None:
    """The last byte that may come is there, and one more is too many."""
    path = tmp_path / "copy.txt"
    path.write_bytes(b"x" * LIMIT)
    assert read_document(path, LIMIT) == b"x" * LIMIT
    path.write_bytes(b"x" * (LIMIT + 1))
    with pytest.raises(BodyTooLarge, match=r"copy\.txt: holds more than 100,000 bytes"):
        read_document(path, LIMIT)


def test_a_device_without_an_end_is_left_at_the_limit() -> None:
    """It is named, with the limit and the setting."""
    with pytest.raises(BodyTooLarge, match=r"/dev/zero: holds more than 16 MiB.*max_body_mib"):
        read_document(Path("/dev/zero"))


def test_a_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    """What comes in pieces is put together."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=lambda: path.write_bytes(b"piece " * 30_000))
    writer.start()
    found = read_document(path, 1_000_000)
    writer.join()
    assert found == b"piece " * 30_000


@pytest.mark.parametrize("name", ["no-such", ".", "a\0b"])
def test_what_cannot_be_read_is_named(name: str) -> None:
    """No file, a folder, no name at all."""
    with pytest.raises(FetchError) as told:
        read_document(Path(name))
    assert told.value.subject == name


def test_an_address_of_a_file_is_its_path() -> None:
    """``file:///a%20b`` and its plain path are one; another machine's file is not ours."""
    assert path_of("file:///a%20b.xml") == path_of("/a b.xml") == Path("/a b.xml")
    assert path_of("file://localhost/a") == Path("/a")
    assert shown_path("file:///a%20b.xml") == "/a b.xml"
    assert shown_path("https://anx.example/feed") == "https://anx.example/feed"
    with pytest.raises(FetchError, match="another machine"):
        path_of("file://other/a")
