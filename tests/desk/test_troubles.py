"""Trouble in a running desk's rounds is told in a line, once."""

from __future__ import annotations

import errno
import logging

import pytest

from copytaster.desk.troubles import Troubles
from copytaster.errors import StoreError


def test_a_full_disk_is_one_line_however_often_it_is_met(caplog: pytest.LogCaptureFixture) -> None:
    """Round after round, whichever file it was: one line, no traceback; after ten minutes again."""
    now = [0.0]
    troubles = Troubles(lambda: now[0])
    with caplog.at_level(logging.ERROR):
        for number in range(28):
            now[0] += 5
            error = StoreError("the disk is full", subject="desk.sqlite3", cause=f"try {number}")
            troubles.note("_tend", error, 5)
            full = OSError(errno.ENOSPC, "No space left on device", f"/site/{number}.tmp")
            troubles.note("round", full, 5)
            troubles.over("round")
        assert troubles.fault == "StoreError: desk.sqlite3: the disk is full (try 27)"
        now[0] += 600
        troubles.note("_tend", error, 5)
    assert len(caplog.records) == 3
    assert "Traceback" not in caplog.text
    assert "tries again every 5 s" in caplog.text
    troubles.over("_tend")
    assert troubles.fault is None


def test_what_nobody_foresaw_has_its_traceback_once(caplog: pytest.LogCaptureFixture) -> None:
    """A fault of ours is told with the place it came from."""
    troubles = Troubles(lambda: 0.0)
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            try:
                raise ZeroDivisionError("by nothing")
            except ZeroDivisionError as error:
                troubles.note("round", error, 5)
    assert caplog.text.count("Traceback") == 1
