"""Editions: what a story says it replaces, corrects or kills, and whether it may.

A story has authority over its own provider's stories only. What it claims of
another provider's is not acted on; the claim is told in `Match.held`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from copytaster.formats.notices import named_by
from copytaster.formats.slugs import parted
from copytaster.matching.entry import NOBODY, Entry, entry_of, gist_of
from copytaster.matching.houses import fold, labels
from copytaster.matching.shingles import similarity
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
    ("take", "update"),
)
CLAIMS = ("replaces", "updates", "corrects", "kills")
UNPLACED = (
    "a kill, but no story of its provider that it names is known here: "
    "if the story stands under another name, kill that by hand"
)
"""Why a kill that names nothing known is held."""
# What links carry to say where a reader came from, and nothing of the page: the campaign parameters of
# Google, Meta, Microsoft, Matomo, Adobe, AT Internet, Mailchimp, HubSpot and Yandex.
_TRACKS = re.compile(
    r"(?:utm_\w{1,40}|at_(?:medium|campaign|custom\w{0,9}|link\w{0,9}|ptr\w{0,9}|bbc\w{0,20}|format)|"
    r"[mp](?:tm|k)_(?:campaign|kwd|keyword|source|medium|content)|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|"
    r"msclkid|yclid|twclid|igshid|mc_[ce]id|cmpid|[ino]cid|mkt_tok|_hs(?:enc|mi)|"
    r"ns_(?:campaign|mchannel|source|linkname|fee)|wt_mc|xtor|smid|smtyp|ito)=",
    re.IGNORECASE,
)
_AND = re.compile("[&;]")
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
        entries: Mapping[int, Entry],
        agrees: Callable[[int, str], bool],
        named: Iterable[str] = (),
    ) -> Claim:
        """The earlier edition the entry continues, by its keys, relations or headline.

        ``agrees(no, sort)`` says whether an entry found by a key of that sort
        can be an earlier edition; a link or headline alone is weak evidence. ``named``
        are the headlines by which a kill or correction calls what it means.
        """
        held = None
        headlines = (("headline", fold(n)) for n in named) if entry.provider else ()
        for sort, key in (*_pointers(entry), *headlines):
            own = self._latest.get((sort, entry.provider, key))
            if own is not None and own != entry.no and agrees(own, sort):
                return Claim(own)
            held = held or self._foreign(entry, sort, key, entries)
        return Claim(held=held)

    def titled(self, provider: str, headline: str | None) -> int:
        """The latest story of a provider under a headline, whatever marks it bears; NOBODY for none."""
        core = core_headline(headline)
        return self._latest.get(("headline", provider, core), NOBODY) if core else NOBODY

    def alone_at(self, entry: Entry, entries: Mapping[int, Entry]) -> bool:
        """Whether one story of its provider's stands at the entry's address, and no other."""
        holders = self._anyone.get(("link", _own_link(entry) or ""), ())
        own = (entries[no] for no in holders if entries[no].provider == entry.provider)
        return sum(other.later == NOBODY for other in own if other.no != entry.no) == 1

    def _foreign(
        self, entry: Entry, sort: str, key: str, entries: Mapping[int, Entry]
    ) -> str | None:
        if sort == "headline":
            others = self._others_titled(entry, key, entries)
        else:
            others = list(self._anyone.get((sort, key), ()))
            if sort == "link" and _own_link(entry) == key and declared(entry) is None:
                return None  # an aggregator's link to the original claims nothing
            if sort == "guid" and key == entry.guid and ":" not in key and declared(entry) is None:
                return None  # nor does a number that each sender counts for itself
        whose = sorted({entries[no].provider for no in others} - {entry.provider})
        if not whose:
            return None
        what = declared(entry) or "edition"
        return (
            f"says it is the {what} of a story of {whose[0] or 'an unnamed provider'}, not its own"
        )

    def _others_titled(self, entry: Entry, key: str, entries: Mapping[int, Entry]) -> list[int]:
        """Other providers' stories under a headline that the entry kills or corrects.

        Who reprints an agency's correction, mark and all, passes it on and claims nothing; nor does
        an update, which takes nothing back. Looked for among all, for such claims are few.
        """
        what = declared(entry)
        if what not in ("kill", "correction"):
            return []
        found = [n for (s, _, k), n in self._latest.items() if k == key and s == "headline"]
        return [n for n in found if what == "kill" or not _passes_on(entry, entries[n])]


def _passes_on(entry: Entry, other: Entry) -> bool:
    """Whether the entry credits the house that the other is of, and that house says the same of it."""
    credited = {fold(name) for name in (*entry.agencies, *entry.helped_by)}
    house = {fold(name) for name in other.agencies} | labels(other.provider)
    if credited.isdisjoint(house):
        return False
    own = other.own or not credited.isdisjoint(labels(other.provider))
    return not own or declared(other) == "correction"


def declared(entry: Entry) -> EditionKind | None:
    """What the sender says this edition is: by status, relations or signals, its headline's among them."""
    words = [entry.status, *(r.kind for r in entry.relations if r.kind in CLAIMS), *entry.signals]
    found = {kind for word in words if (kind := _kind_of(word))}
    order: tuple[EditionKind, ...] = ("kill", "correction", "write-through", "update")
    return next((kind for kind in order if kind in found), None)


def names_in(entry: Entry, story: Story) -> tuple[str, ...]:
    """What a kill or correction calls the story it means; nothing for anything else."""
    if declared(entry) not in ("kill", "correction"):
        return ()
    return named_by(story.headline, story.item.body, story.item.note)


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
    # Who is nobody has authority over nobody's story but by its own keys (as in `claim`).
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
    """A link for comparing: scheme, ``www.``, trailing slash, fragment and what tracks readers tell nothing."""
    bare = link.partition("#")[0].partition("://")[2] or link.partition("#")[0]
    page, asked, query = bare.removeprefix("www.").partition("?")
    if asked:
        query = "&".join(part for part in _AND.split(query) if part and not _TRACKS.match(part))
    return f"{page}?{query}" if query else page.rstrip("/")


@lru_cache(maxsize=512)
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
