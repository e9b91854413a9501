"""Whether a place in a paragraph lies inside a quotation."""

from __future__ import annotations

_LONGEST = 3000


def inside_quotation(text: str, start: int, at: int) -> bool:
    """Whether a quotation opened since ``start`` (at most 3,000 characters back) is still open at ``at``."""
    piece = text[max(start, at - _LONGEST) : at]
    if piece.count("“") > piece.count("”") or piece.count("«") > piece.count("»"):
        return piece.rfind("“") > piece.rfind("”") or piece.rfind("«") > piece.rfind("»")
    if piece.count("„") > piece.count("“") + piece.count("”"):
        return True
    return piece.count('"') % 2 == 1
