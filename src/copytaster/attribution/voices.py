"""Who speaks, as the copy lets us say it."""

from __future__ import annotations

from dataclasses import dataclass

from copytaster.model import LinkRole
from copytaster.model.base import quick


@quick
@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: ``names`` empty where the text does not say.

    ``document`` and ``venue`` are what the source phrase itself names ("the
    Telegram post", "a report by the union"); ``holder`` is the medium that
    has a document ("a letter seen by the Herald").
    """

    names: tuple[str, ...] = ()
    role: LinkRole = "speaker"
    document: str | None = None
    venue: str | None = None
    post: str | None = None
    holder: str | None = None
