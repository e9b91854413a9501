"""Killed at any moment, the site is whole: no page is torn, no link of it leads nowhere."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path

import pytest

from copytaster.model import Page
from copytaster.publish import writer

_HREF = re.compile(rb'href="([^"]+)"')


def page(path: str, *links: str, words: str = "") -> Page:
    """A page with links, each from the root, and enough words to be torn in the middle."""
    hrefs = " ".join(f'<a href="{link}">' for link in links)
    return Page(path, f"<main>{hrefs}{words * 5000}</main>\n".encode(), "text/html")


OLD = [
    page("assets/old.css"),
    page("stories/a/index.html", "assets/old.css", words="old "),
    page("stories/b/index.html", "assets/old.css", "stories/a/index.html"),
    page("index.html", "assets/old.css", "stories/a/index.html", "stories/b/index.html"),
]
NEW = [
    page("events/e/index.html", "assets/new.css", "stories/a/index.html", "stories/c/index.html"),
    page("stories/a/index.html", "assets/new.css", "events/e/index.html", words="new "),
    page("stories/c/index.html", "assets/new.css", "events/e/index.html", "stories/a/index.html"),
    page("index.html", "assets/new.css", "events/e/index.html", "stories/c/index.html"),
    page("assets/new.css"),
]


def killed_at(root: Path, pages: list[Page], moment: int) -> bool:
    """Write in a process of its own that is killed before its ``moment``-th step; whether it was."""
    child = os.fork()
    if child == 0:
        steps = iter(range(1000))

        def stepping(real):
            def step(*args, **kwargs):
                if next(steps) == moment:
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*args, **kwargs)

            return step

        for owner, name in ((Path, "replace"), (Path, "open"), (Path, "mkdir"), (os, "fsync")):
            setattr(owner, name, stepping(getattr(owner, name)))
        writer.write(root, pages)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def crawled(root: Path, start: str = "index.html") -> dict[str, bytes]:
    """Every file that a reader can reach; fails where a link leads nowhere."""
    found: dict[str, bytes] = {}
    waiting = [start]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found[path] = (root / path).read_bytes()
            waiting += [link.decode() for link in _HREF.findall(found[path])]
    return found


@pytest.mark.parametrize("order", [1, -1])
def test_a_site_killed_while_it_is_written_is_whole(order, tmp_path):
    """At every step: each file a reader reaches is there, old or new, and the next run completes it."""
    bodies = {p.path: {p.body} for p in OLD}
    for one in NEW:
        bodies.setdefault(one.path, set()).add(one.body)
    for moment in range(1000):
        root = tmp_path / f"{order}{moment}"
        writer.write(root, OLD)
        was_killed = killed_at(root, NEW[::order], moment)
        reached = crawled(root)
        assert len(reached) >= 4
        for path, body in reached.items():
            assert body in bodies[path]
        writer.write(root, NEW)
        assert {p.path: p.body for p in NEW}.items() <= crawled(root).items()
        assert not list(root.rglob(".*")), "nothing of the killed run is left"
        if not was_killed:
            break
    assert moment > 20
