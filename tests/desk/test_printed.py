"""Logs: a line is a line, whatever a server or a file's name puts into it."""

from __future__ import annotations

import io
import logging

import pytest

from copytaster.desk.printed import Printable
from copytaster.errors import AddressRefused
from copytaster.intake.guard import checked_url


def test_a_record_is_one_harmless_line() -> None:
    """Escape sequences and line ends of a message do nothing; its words stand."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(Printable())
    logger = logging.Logger("a desk's")
    logger.addHandler(handler)
    logger.warning("the inbox: %s", "\x1b[2Jevil\n2031-05-06 ERROR forged\x9b\u202e")
    logger.warning("%d %% sure", 100)
    assert stream.getvalue().splitlines() == [
        "the inbox: \ufffd[2Jevil\ufffd2031-05-06 ERROR forged\ufffd\ufffd",
        "100 % sure",
    ]


@pytest.mark.parametrize("url", ["http://a\x1b[2J/", "http://a\x9b2J.example/", "x\u202ey"])
def test_a_refused_address_is_told_without_its_codes(url: str) -> None:
    """A redirect's Location goes into the feed's problem and the log."""
    with pytest.raises(AddressRefused) as refused:
        checked_url(url)
    assert str(refused.value).isprintable()


def test_what_was_raised_forges_no_record(caplog: pytest.LogCaptureFixture) -> None:
    """An exception that quotes the copy sends no code to the terminal and begins no line of the log."""
    handler = logging.StreamHandler(stream := io.StringIO())
    handler.addFilter(Printable())
    log = logging.getLogger("copytaster.printed")
    log.addHandler(handler)
    try:
        raise KeyError("\x1b[2J") from ValueError("x\nERROR all is well\n\x9b31m")
    except KeyError:
        log.exception("a round failed")
    finally:
        log.removeHandler(handler)
    first, *rest = stream.getvalue().splitlines()
    assert first == "a round failed"
    assert any("all is well" in line for line in rest)
    assert all(line.startswith("    ") or not line for line in rest)
    assert "\x1b" not in stream.getvalue()
    assert "\x9b" not in stream.getvalue()
