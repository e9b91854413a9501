"""No document makes its reader open a file or call anybody.

Three watchers, because XML is parsed in C, where Python's audit events do not reach: the
interpreter's audit hook, the kernel's word on every opening of a canary file (inotify), and a
server on loopback that counts who calls. Each is shown to bite before it is believed.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

SUPPORT = Path(__file__).resolve().parents[1] / "support"
CANARY = "the canary sang at Elm"
_IN_OPEN = 0x20

# What an XML or HTML document can ask for; {url} and {file} are put in.
BEFORE = (
    '<!DOCTYPE r SYSTEM "{url}">',
    '<!DOCTYPE r PUBLIC "-//a//b" "{file}">',
    '<!DOCTYPE r [<!ENTITY a SYSTEM "{url}"><!ENTITY b SYSTEM "{file}">]>',
    '<!DOCTYPE r [<!ENTITY % p SYSTEM "{url}"> %p; <!ENTITY % q SYSTEM "{file}"> %q;]>',
    '<!DOCTYPE r [<!ENTITY % p "<!ENTITY a SYSTEM \'{file}\'>"> %p;]>',
    '<!DOCTYPE r SYSTEM "{file}" [<!ENTITY a SYSTEM "{url}">',
    '<?oasis-xml-catalog catalog="{url}"?>',
    '<?xml-stylesheet type="text/xsl" href="{url}"?>',
    '<?xml-model href="{file}"?>',
    '<?xml version="1.0" standalone="no"?><!DOCTYPE r SYSTEM "{file}">',
)  # fmt: skip
INSIDE = (
    "&a; &b;",
    '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{file}" parse="text"/>',
    '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{url}"/>',
    '<a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="u {url}" xml:base="{file}">b</a>',
    '<base href="{url}"/><link rel="stylesheet" href="{url}"/><img src="{url}"/><iframe src="{file}"></iframe>',
    '<object data="{file}"></object><script src="{url}"></script><style>@import "{url}";</style>',
)  # fmt: skip
WORKER = """
import json, sys
sys.path.insert(0, {support!r})
from copytaster.errors import CopytasterError
from copytaster.formats import parse, read_opml
from copytaster.reading import read
documents = [(r, bytes.fromhex(d)) for r, d in json.load(sys.stdin)]
reached, armed = [], False
WATCHED = ("open", "socket.", "subprocess.", "os.exec", "os.spawn", "os.posix_spawn", "os.system",
           "os.listdir", "os.scandir", "urllib.", "http.", "ftplib.", "smtplib.", "glob.")
def hook(event, args):
    if armed and event.startswith(WATCHED):
        reached.append([event, str(args[:1])])
sys.addaudithook(hook)
def go(documents):
    said = []
    for reader, data in documents:
        try:
            if reader == "opml":
                said.append(repr(read_opml(data)))
                continue
            feed = parse(data, url="http://127.0.0.1:9/a")
            said.append(repr(feed))
            said += [repr(read(item)) for item in feed.items[:2]]
        except CopytasterError as error:
            said.append(str(error))
    return said
go(documents[::5])  # what is imported or loaded on first use is ours
armed = True
if {control!r}:
    open({control!r}).close()
said = go(documents)
armed = False
print(json.dumps({{"reached": reached, "said": said}}))
"""


@dataclass
class Watch:
    """A canary file whose openings are told by the kernel, and an address that counts callers."""

    canary: Path
    port: int
    calls: list[bytes] = field(default_factory=list)
    events: int = -1

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/p.dtd"

    def opened(self) -> bool:
        """Whether anybody opened the canary since it was last asked."""
        try:
            return bool(os.read(self.events, 65_536))
        except BlockingIOError:
            return False


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    """Both watchers, at work."""
    canary = tmp_path / "canary.txt"
    canary.write_text(CANARY)
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "inotify_init1"):
        pytest.skip("needs inotify")
    with socket.create_server(("127.0.0.1", 0)) as server:
        found = Watch(canary, server.getsockname()[1])
        threading.Thread(target=_count, args=(server, found.calls), daemon=True).start()
        found.events = libc.inotify_init1(os.O_NONBLOCK)
        assert libc.inotify_add_watch(found.events, str(canary).encode(), _IN_OPEN) >= 0
        yield found
        os.close(found.events)


def _count(server: socket.socket, calls: list[bytes]) -> None:
    with contextlib.suppress(OSError):
        while True:
            caller, _ = server.accept()
            with caller:
                caller.settimeout(1)
                calls.append(caller.recv(200))
                caller.sendall(b"HTTP/1.0 200 OK\r\n\r\n<!ENTITY a 'b'>")


def documents(watch: Watch) -> list[tuple[str, str]]:
    """Every way to ask, in every format that is markup, as (reader, bytes in hex)."""
    from hurt import CARRIERS

    wanted = (
        "rss description", "rss content", "rdf", "atom xhtml", "atom html", "opml", "sitemap", "newsml-g2",
        "newsml1", "nitf", "html", "mail html",
    )  # fmt: skip
    places = {"url": watch.url, "file": watch.canary.as_uri()}
    out = []
    for reader in wanted:
        for before in ("", *BEFORE):
            for inside in INSIDE if not before else INSIDE[:1]:
                text = inside if reader != "opml" else "&a; &b;"
                head = "" if reader.startswith("mail") else _put(before, places)
                sent = head.encode() + CARRIERS[reader](_put(text, places))
                if reader == "opml":  # the carrier escapes; the entity must reach the parser
                    sent = sent.replace(b"&amp;a;", b"&a;")
                out.append((reader.partition(" ")[0], sent.hex()))
    return out


def _put(text: str, places: dict[str, str]) -> str:
    for name, place in places.items():
        text = text.replace("{" + name + "}", place)
    return text


def run(sent: list[tuple[str, str]], control: str = "") -> dict[str, list[str]]:
    """What the worker's hook saw, and all that the readers said; with a control, what that opens too."""
    code = WORKER.format(support=str(SUPPORT), control=control)
    done = subprocess.run(
        [sys.executable, "-c", code], input=json.dumps(sent),
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def test_nothing_is_opened_and_nobody_is_called(watch: Watch) -> None:
    """A hundred documents that ask for a file or an address get neither, and none of the file's words."""
    found = run(documents(watch))
    assert len(found["said"]) > 100
    assert found["reached"] == []
    assert watch.calls == []
    assert not watch.opened()
    assert not [said for said in found["said"] if CANARY in said]


def test_the_watchers_bite(watch: Watch) -> None:
    """A careless parser of the same documents is seen by each of them."""
    from lxml import etree

    parser = etree.XMLParser(load_dtd=True, no_network=False, resolve_entities=True)
    places = {"url": watch.url, "file": watch.canary.as_uri()}
    assert not watch.opened()
    tree = etree.fromstring(
        _put(BEFORE[2].replace("{url}", "{file}"), places) + "<r>&b;</r>", parser
    )
    assert CANARY in (tree.text or "")
    assert watch.opened()
    with socket.create_connection(("127.0.0.1", watch.port)) as caller:
        caller.sendall(b"GET / HTTP/1.0\r\n\r\n")
        caller.recv(100)
    assert watch.calls
    found = run(documents(watch)[:1], control=str(watch.canary))
    assert [event for event, _ in found["reached"]] == ["open"]
