"""The desk's outlets: adding, changing, giving up, and how each does."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from copytaster.desk.clock import Clock
from copytaster.desk.credentials import FILE, Credentials
from copytaster.dispatch import new_secret
from copytaster.dispatch.signing import key_of
from copytaster.errors import AddressRefused, ConfigError
from copytaster.intake.guard import checked_url
from copytaster.model import Outlet, OutletKind
from copytaster.store import Parcel, Store

KINDS: tuple[OutletKind, ...] = ("webhook", "wordpress")
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class OutletState:
    """An outlet, how many parcels are in each state, and its latest troubles."""

    outlet: Outlet
    counts: Mapping[str, int]
    copies: int
    troubles: tuple[Parcel, ...]

    @property
    def name(self) -> str:
        """What to call it on a screen."""
        return shown(self.outlet)

    @property
    def word(self) -> str:
        """off, leaving, trouble, notice, well or waiting."""
        if self.outlet.state != "on":
            return self.outlet.state
        if self.outlet.problem:
            return "trouble"
        if self.troubles:
            return "notice"
        return "well" if self.outlet.last_success else "waiting"


@dataclass(frozen=True, slots=True)
class Added:
    """What adding gave: the outlet, whether it is new, and the secret made for it, if one was."""

    outlet: Outlet
    new: bool
    secret: str | None = None


class Outlets:
    """What the desk pushes to. Every change is one transaction."""

    def __init__(self, store: Store, clock: Clock, folder: Path) -> None:
        self._store = store
        self._clock = clock
        self.credentials = Credentials(folder / "keys")

    def add(
        self,
        kind: str,
        url: str,
        *,
        secret: str | None = None,
        credential: str = FILE,
        backlog: bool = False,
        **settings: Any,
    ) -> Added:
        """Push to an address from now on; one already known gets the new settings.

        ``secret`` is kept in a file unless ``credential`` names another place;
        a webhook without one gets one made. ``backlog`` sends what is live
        already, too. ``settings`` are fields of `Outlet`, None for as it was.
        Raises ConfigError naming what is wrong.
        """
        id_ = _id(kind, _checked(url))
        known = self._store.outlet(id_)
        base = known or Outlet(id_, cast(OutletKind, kind), url, credential)
        given = {name: value for name, value in settings.items() if value is not None}
        outlet = replace(base, **given, state="on", problem=None, failures=0, paused_until=None)
        if secret or credential != FILE:
            outlet = replace(outlet, credential=credential)
        check(outlet)
        made = self._settle_secret(outlet, known, secret, credential)
        with self._store.writing() as tx:
            tx.put_outlet(outlet)
            if known is None and not backlog:
                tx.pass_over(id_)
            tx.offer_again(id_)
        return Added(outlet, known is None, made)

    def _settle_secret(
        self, outlet: Outlet, known: Outlet | None, secret: str | None, credential: str
    ) -> str | None:
        """Keep the secret that was given; the one that was made, if one had to be."""
        if credential != FILE:
            return None
        if secret is None and known is not None:
            return None
        if secret is None and outlet.kind == "wordpress":
            raise ConfigError("give an Application Password of its user", subject=shown(outlet))
        made = new_secret() if secret is None else None
        kept = secret or str(made)
        if outlet.kind == "webhook":
            key_of(kept)
        self.credentials.keep(outlet.id, kept)
        return made

    def find(self, word: str) -> Outlet:
        """The outlet with this id, its beginning, or this address. Raises ConfigError."""
        all_ = self._store.outlets()
        found = [o for o in all_ if word in (o.id, o.url)] or [
            o for o in all_ if len(word) >= 3 and o.id.startswith(word)
        ]
        if len(found) != 1:
            raise ConfigError("there is no such outlet; see: copytaster outlets list", subject=word)
        return found[0]

    def states(self) -> list[OutletState]:
        """Every outlet and how it does."""
        return [self._state(outlet) for outlet in self._store.outlets()]

    def _state(self, outlet: Outlet) -> OutletState:
        store = self._store
        found = {
            p.series: p
            for state in ("failed", "waiting")
            for p in store.parcels(outlet.id, state=state, limit=_SHOWN)
            if p.problem
        }
        counts = store.count_parcels(outlet.id)
        return OutletState(outlet, counts, store.copies_at(outlet.id), tuple(found.values()))

    def retry(self, outlet: Outlet, series: Collection[str] = ()) -> int:
        """Try at once what was given up or is waiting; an outlet that was off is on again."""
        with self._store.writing() as tx:
            current = tx.outlet(outlet.id) or outlet
            eager = replace(current, failures=0, paused_until=None, problem=None)
            tx.put_outlet(replace(eager, state="on") if eager.state == "off" else eager)
            return tx.wake_parcels(outlet.id, self._clock(), series)

    def remove(self, outlet: Outlet, *, withdraw: bool = False) -> int:
        """Push to it no more; how many copies it keeps.

        ``withdraw``: its copies are taken back first, and it is forgotten with the last of them.
        """
        copies = self._store.copies_at(outlet.id)
        if withdraw and copies:
            with self._store.writing() as tx:
                leaving = replace(outlet, state="leaving", failures=0, paused_until=None)
                tx.put_outlet(leaving)
                tx.recall_parcels(outlet.id, self._clock())
            return copies
        with self._store.writing() as tx:
            tx.delete_outlet(outlet.id)
        self.credentials.forget(outlet.id)
        return copies


def shown(outlet: Outlet) -> str:
    """The outlet by name: its title, or its address without what may be secret in it."""
    if outlet.title:
        return outlet.title
    parts = urlsplit(outlet.url)
    secret = parts.query or (outlet.kind == "webhook" and parts.path.strip("/"))
    return f"{parts.scheme}://{parts.netloc}" + ("/…" if secret else parts.path.rstrip("/"))


def check(outlet: Outlet) -> None:
    """Raise ConfigError where the settings make no sense together."""
    if outlet.kind not in KINDS:
        raise ConfigError(f"an outlet is one of {', '.join(KINDS)}", subject=outlet.kind)
    if outlet.share not in ("full", "excerpt"):
        raise ConfigError("an outlet may have full or excerpt", subject=outlet.share)
    if outlet.kind == "webhook":
        return
    if not outlet.user or ":" in outlet.user:
        raise ConfigError("name the WordPress user whose Application Password it is", subject=shown(outlet))  # fmt: skip
    if not _is_safe(outlet.url):
        raise ConfigError(
            "the password would travel in the clear; use its https address", subject=shown(outlet)
        )


def _checked(url: str) -> str:
    try:
        return str(checked_url(url))
    except AddressRefused as error:
        raise ConfigError(error.message, subject=error.subject) from error


def _is_safe(url: str) -> bool:
    """https, or a machine of the operator's own network."""
    parts = urlsplit(url)
    if parts.scheme == "https" or parts.hostname == "localhost":
        return True
    try:
        return ip_address(parts.hostname or "").is_private
    except ValueError:
        return False


def _id(kind: str, url: str) -> str:
    return sha256(f"{kind} {url}".encode()).hexdigest()[:12]
