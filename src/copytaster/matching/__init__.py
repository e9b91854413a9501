"""Matching: each arriving story as a reprint, an edition, part of a running event, or new."""

from copytaster.matching.counterparts import Counterpart
from copytaster.matching.keepsakes import Keepsake
from copytaster.matching.lessons import Lesson
from copytaster.matching.matcher import WINDOW, Matcher
from copytaster.matching.meanings import Embed
from copytaster.matching.related import Archived
from copytaster.matching.traces import Trace, Traces, trace_of
from copytaster.matching.view import restrict

__all__ = [
    "WINDOW",
    "Archived",
    "Counterpart",
    "Embed",
    "Keepsake",
    "Lesson",
    "Matcher",
    "Trace",
    "Traces",
    "restrict",
    "trace_of",
]
