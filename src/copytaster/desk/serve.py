"""``copytaster run``: the desk, its loop and its web server in one process."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn

from copytaster.desk.newsroom import Desk
from copytaster.desk.outlines import PRIVATE
from copytaster.desk.printed import Printable
from copytaster.desk.process import steady
from copytaster.desk.running import Running
from copytaster.desk.sample import SampleWire
from copytaster.desk.sample.server import replayed
from copytaster.desk.web import build_app
from copytaster.desk.web.gate import Gate
from copytaster.errors import ConfigError, CopytasterError
from copytaster.intake import Allowance
from copytaster.intake.documents import read_document


def serve(
    folder: Path,
    *,
    opml: Path | None = None,
    sample: bool | None = None,
    host: str | None = None,
    port: int | None = None,
) -> None:
    """Run the desk in ``folder`` until Ctrl-C.

    ``opml`` is subscribed to first. ``sample`` replays the bundled wire; by
    itself (None) only where the desk has no feeds of its own and was given no list of any:
    invented news is not what is wanted there, whatever became of the list.
    Raises ConfigError when the port is taken, or when ``opml`` would give a
    feed more than a new one may do: that is asked for by ``feeds import``.
    """
    steady()
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    for handler in logging.getLogger().handlers:
        handler.addFilter(Printable())
    with Desk.open(folder, host=host, port=port) as probe:
        listener = _listen(probe.settings.host, probe.settings.port)
    actual = listener.getsockname()[1]
    with listener, Desk.open(folder, host=host, port=actual) as desk:
        if opml is not None:
            _subscribe(desk, opml)
            sample = bool(sample)
        desk.feeds.ask_again()
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(_serve(desk, listener, actual, _wants_sample(desk, sample)))
        print("  Stopped. The next run goes on where this one ended.", flush=True)  # noqa: T201


def _subscribe(desk: Desk, opml: Path) -> None:
    """Take the list in, and say what is left out of it."""
    data = read_document(opml, desk.settings.max_body)
    try:
        _take_in(desk, opml, data)
    except CopytasterError as error:
        error.subject = error.subject or str(opml)
        raise
    if not desk.feeds.all():
        print(  # noqa: T201
            f"  This desk has no feeds: {opml} named none that could be taken. "
            "Add one with: copytaster feeds add URL"
        )


def _take_in(desk: Desk, opml: Path, data: bytes) -> None:
    granted = desk.feeds.granted_by(data)
    for said in desk.feeds.left_out_of(data):
        print(f"  left out: {said}")  # noqa: T201
    for name, words in granted:
        if words != PRIVATE:
            raise ConfigError(
                f"{name} {words} by this list; take it in with: copytaster feeds import",
                subject=str(opml),
            )
        # Nobody is here to be asked, and the other feeds need not wait for that.
        print(  # noqa: T201
            f"  left out: {name} {words}; take it in with: copytaster feeds import {opml}, and "
            "name its address in the setting allow_networks"
        )
    desk.feeds.import_opml(data, left_out={name for name, _ in granted})


def _wants_sample(desk: Desk, asked: bool | None) -> bool:
    feeds = desk.feeds.all()
    return all(feed.sample for feed in feeds) if asked is None else asked


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise ConfigError(
            f"cannot listen there; choose another port with --port, or COPYTASTER_PORT={port + 1}",
            subject=f"{host}:{port}",
            cause=error.strerror,
        ) from error
    listener.listen(128)
    return listener


async def _serve(desk: Desk, listener: socket.socket, port: int, sample: bool) -> None:
    gate = Gate(desk.store, desk.clock, secure=desk.site.base_url.startswith("https://"))
    async with _wire(desk, sample) as allowance:
        running = Running(desk, allowance, sample=sample)
        config = uvicorn.Config(
            build_app(running, gate, port=port),
            log_level="warning",
            log_config=None,  # its records go where ours go, and are made printable there
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=2,
            lifespan="off",
        )
        async with running.working():
            await running.ready()
            _greet(desk, port, gate.new_key(), sample)
            await uvicorn.Server(config).serve(sockets=[listener])


@asynccontextmanager
async def _wire(desk: Desk, sample: bool) -> AsyncIterator[Allowance]:
    """Which private addresses may be fetched: the operator's networks, and the sample wire's port."""
    if not sample:
        yield desk.settings.allowance
        return
    async with SampleWire.playing(desk.store, desk.clock) as wire:
        for feed in wire.subscriptions():
            desk.feeds.refresh(feed)
        desk.live.authorise(desk.feeds.speaks_for())
        yield desk.settings.allowance.with_endpoint(*wire.address)


def _greet(desk: Desk, port: int, key: str, sample: bool) -> None:
    """What the person at the terminal needs, and nothing else."""
    here = f"http://{_name(desk.settings.host)}:{port}"
    print(f"\n  Copytaster is at   {here}/")  # noqa: T201
    print(f"  Open its desk with {here}/desk/enter?key={key}")  # noqa: T201
    print("                     (the link works once; a new one is printed at every start)")  # noqa: T201
    if sample and replayed(desk.store, desk.clock()):
        print("  The bundled sample wire came to its end at an earlier start; it stays as it is.")  # noqa: T201
    elif sample:
        print("  It replays the bundled sample wire: about a minute of invented news.")  # noqa: T201
    print("  Stop it with Ctrl-C.\n", flush=True)  # noqa: T201


def _name(host: str) -> str:
    if host in ("0.0.0.0", "::"):  # noqa: S104 - shown, not bound
        return "localhost"
    return f"[{host}]" if ":" in host else host
