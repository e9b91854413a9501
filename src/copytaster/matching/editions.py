"""Editions: what a story says it replaces, corrects or kills, and whether it may.

A story has authority over its own provider's stories only. What it claims of
another provider's is not acted on; the claim is told in `Match.held`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from copytaster.matching.entry import NOBODY, Entry, entry_of, gist_of
from copytaster.matching.houses import fold
from copytaster.matching.shingles import similarity
from copytaster.matching.slugs import parted
from copytaster.model import EditionKind, Story

_KINDS: tuple[tuple[str, EditionKind], ...] = (
    ("kill", "kill"),
    ("mandatory kill", "kill"),
    ("bulletin kill", "kill"),
    ("news kill", "kill"),
    ("withdr", "kill"),
    ("retract", "kill"),
    ("cancel", "kill"),
    ("annul", "kill"),
    ("eliminat", "kill"),
    ("correct", "correction"),
    ("clarif", "correction"),
    ("refile", "correction"),
    ("write", "write-through"),
    ("recast", "write-through"),
    ("ld", "write-through"),
    ("lead", "write-through"),
    ("updat", "update"),
    ("replace", "update"),
    ("repeat", "update"),
    ("rpt", "update"),
    ("resend", "update"),
    ("wrap", "update"),
    ("adds", "update"),
)
CLAIMS = ("replaces", "updates", "corrects", "kills")
# A new edition this different from the last has been written through.
_WRITTEN_THROUGH = 0.5


@dataclass(frozen=True, slots=True)
class Claim:
    """What an arrival is an edition of: an entry's number, or why not (``held``)."""

    of: int = NOBODY
    held: str | None = None


class Editions:
    """The latest edition known under each provider's guid and link, and each headline."""

    def __init__(self) -> None:
        self._latest: dict[tuple[str, str, str], int] = {}
        self._anyone: dict[tuple[str, str], dict[int, None]] = {}

    def put(self, entry: Entry) -> None:
        """Make the entry known under its keys, and the latest if it is the current edition."""
        for sort, key in _keys(entry):
            if entry.later == NOBODY:
                self._latest[sort, entry.provider, key] = entry.no
            if sort != "headline":
                self._anyone.setdefault((sort, key), {})[entry.no] = None

    def drop(self, entry: Entry) -> None:
        """Forget the entry."""
        for sort, key in _keys(entry):
            if self._latest.get((sort, entry.provider, key)) == entry.no:
                del self._latest[sort, entry.provider, key]
            holders = self._anyone.get((sort, key), {})
            holders.pop(entry.no, None)
            if not holders:
                self._anyone.pop((sort, key), None)

    @property
    def latest(self) -> Mapping[tuple[str, str, str], int]:
        """The latest edition under each (kind of key, provider, key): an entry's number."""
        return self._latest

    def restore(self, order: Iterable[list[str | int]], entries: Mapping[int, Entry]) -> None:
        """Rebuild from the rows of `latest` and the live entries."""
        for entry in entries.values():
            self.put(entry)
        self._latest = {(str(s), str(p), str(k)): int(no) for s, p, k, no in order}

    def claim(
        self,
        entry: Entry,
        provider_of: Callable[[int], str],
        agrees: Callable[[int, str], bool],
    ) -> Claim:
        """The earlier edition the entry continues, by its keys, relations or headline.

        ``agrees(no, sort)`` says whether an entry found by a key of that sort
        can be an earlier edition; a link or headline alone is weak evidence.
        """
        held = None
        for sort, key in _pointers(entry):
            own = self._latest.get((sort, entry.provider, key))
            if own is not None and agrees(own, sort):
                return Claim(own)
            held = held or self._foreign(entry, sort, key, provider_of)
        return Claim(held=held)

    def _foreign(
        self, entry: Entry, sort: str, key: str, provider_of: Callable[[int], str]
    ) -> str | None:
        others = self._anyone.get((sort, key))
        if not others or (sort == "link" and _own_link(entry) == key and declared(entry) is None):
            return None  # an aggregator's link to the original claims nothing
        if sort == "guid" and key == entry.guid and ":" not in key and declared(entry) is None:
            return None  # nor does a number that each sender counts for itself
        whose = sorted({provider_of(no) for no in others} - {entry.provider})
        if not whose:
            return None
        what = declared(entry) or "edition"
        return (
            f"says it is the {what} of a story of {whose[0] or 'an unnamed provider'}, not its own"
        )


def declared(entry: Entry) -> EditionKind | None:
    """What the sender says this edition is: by status, relations, signals or headline."""
    words = [entry.status, *(r.kind for r in entry.relations if r.kind in CLAIMS), *entry.signals]
    words += parted(entry.headline or "")[0]
    found = {kind for word in words if (kind := _kind_of(word))}
    order: tuple[EditionKind, ...] = ("kill", "correction", "write-through", "update")
    return next((kind for kind in order if kind in found), None)


def edition_kind(new: Entry, old: Entry, contained: float) -> EditionKind:
    """What kind of edition ``new`` is of ``old``: as declared, else by what changed."""
    said = declared(new)
    if said is not None:
        return said
    if new.digest == old.digest:
        return "retitled" if new.headline != old.headline else "silent"
    if contained < _WRITTEN_THROUGH:
        return "write-through"
    announced = new.version != old.version or new.changed > old.changed
    return "update" if announced else "silent"


def kind_between(new: Story, old: Story) -> EditionKind:
    """`edition_kind` of two stories, for editions of a story that is live no more."""
    one, other = (entry_of(s, gist_of(s), no, 0, {}) for no, s in enumerate((new, old)))
    return edition_kind(one, other, similarity(one.sample, other.sample))


def is_older(new: Entry, old: Entry) -> bool:
    """Whether ``new`` arrived late: its version or time is before that of ``old``."""
    a, b = _number(new.version), _number(old.version)
    if a is not None and b is not None and a != b:
        return a < b
    return new.dated and old.dated and new.changed < old.changed


def core_headline(headline: str | None) -> str:
    """The headline without what marks it as an edition, folded for comparing."""
    return fold(parted(headline or "")[1])


def _pointers(entry: Entry) -> Iterator[tuple[str, str]]:
    yield from _own_keys(entry)
    for relation in entry.relations:
        if relation.kind in CLAIMS:
            yield "guid", relation.target
            yield "link", canonical(relation.target)
    core = core_headline(entry.headline)
    # Who is nobody has authority over nobody's story but by its own keys.
    if core and entry.provider and declared(entry) is not None:
        yield "headline", core


def _keys(entry: Entry) -> Iterator[tuple[str, str]]:
    yield from _own_keys(entry)
    if core := core_headline(entry.headline):
        yield "headline", core


def _own_keys(entry: Entry) -> Iterator[tuple[str, str]]:
    if entry.guid:
        yield "guid", entry.guid
    if link := _own_link(entry):
        yield "link", link


def _own_link(entry: Entry) -> str | None:
    """Its link for comparing, where that is a page's: every item may give the site's front page."""
    link = canonical(entry.link) if entry.link else ""
    return link if "/" in link or "?" in link else None


def canonical(link: str) -> str:
    """A link for comparing: scheme, ``www.``, trailing slash and fragment do not tell stories apart."""
    bare = link.partition("#")[0].partition("://")[2] or link
    return bare.removeprefix("www.").rstrip("/")


def _kind_of(word: str) -> EditionKind | None:
    lowered = word.casefold().strip()
    for start, kind in _KINDS:
        if lowered.startswith(start) or (
            start == "ld" and "ld" in lowered and lowered[:1].isdigit()
        ):
            return kind
    return None


def _number(version: str | None) -> int | None:
    return int(version) if version and version.isdecimal() and len(version) < 18 else None
