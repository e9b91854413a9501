"""The names of IPTC Media Topics, for senders who give the code alone.

The table is IPTC's vocabulary (CC BY 4.0), reduced by ``scripts/build_mediatopics.py``.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

_SCHEME = "medtop:"


def topic_name(code: str) -> str | None:
    """The English name of ``medtop:20000056``; None for any other scheme or an unknown code."""
    if not code.startswith(_SCHEME):
        return None
    found = _topics().get(code.removeprefix(_SCHEME))
    return found[0] if found else None


def broader_topics(code: str) -> tuple[str, ...]:
    """The codes above a Media Topic, the nearest first, as ``medtop:…``; empty where it is unknown."""
    chain: list[str] = []
    found = _topics().get(code.removeprefix(_SCHEME))
    while found and found[1] and len(chain) < 10:
        chain.append(f"{_SCHEME}{found[1]}")
        found = _topics().get(found[1])
    return tuple(chain)


@cache
def _topics() -> dict[str, tuple[str, str]]:
    table = files("copytaster.formats").joinpath("data/mediatopics.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and line[0] != "#")
    return {code: (name, above) for code, name, above in rows}
