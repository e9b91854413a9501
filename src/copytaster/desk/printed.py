"""Text from outside on its way to a terminal: shown, and without power over it."""

from __future__ import annotations

import logging
import traceback
from textwrap import indent

# What moves a terminal's cursor, changes its title or turns its writing round.
_CODES = (*range(32), *range(127, 160), 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))  # fmt: skip
CONTROLS = {code: "\ufffd" for code in _CODES if chr(code) not in "\n\t"}
"""For `str.translate`: every control character but line ends and tabs becomes U+FFFD."""

_IN_A_LINE = {**CONTROLS, ord("\n"): "\ufffd"}


class Printable(logging.Filter):
    """Makes of each record one line that says what it says, whoever's words are in it.

    What was raised follows indented: no line of it can pass for a record.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep every record, its message cleaned."""
        record.msg, record.args = record.getMessage().translate(_IN_A_LINE), None
        if record.exc_info and not record.exc_text:  # what was raised may quote the copy
            told = "".join(traceback.format_exception(*record.exc_info)).translate(CONTROLS)
            record.exc_text = indent(told.rstrip("\n"), "    ")
        return True
