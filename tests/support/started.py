"""A desk that runs in a process of its own, as its user starts it."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from served import Browser


class Started:
    """A desk running in a process of its own."""

    def __init__(
        self, process: subprocess.Popen[str], port: int, link: str, shown: str = ""
    ) -> None:
        self.process = process
        self.site = Browser(port)
        self.link = link
        self.shown = shown
        self.begun = time.monotonic()

    def feed(self) -> list[dict[str, str]]:
        answer = self.site.get("/feed.json")
        return json.loads(answer.body)["items"] if answer.status == 200 else []

    def wait(self, what: str, seconds: float) -> float:
        """Wait until the front page holds the words; after how many seconds it did."""
        while time.monotonic() - self.begun < seconds:
            if what in self.site.get("/").text:
                return time.monotonic() - self.begun
            time.sleep(0.3)
        raise AssertionError(f"{what!r} was not there within {seconds} s")


@contextmanager
def started(folder: Path, *options: str) -> Iterator[Started]:
    command = [sys.executable, "-c", "from copytaster.cli import main; main()"]
    words = ["run", "--desk", str(folder), "--port", "0", *options]
    process = subprocess.Popen([*command, *words], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        shown = ""
        while "Ctrl-C" not in shown:
            line = process.stdout.readline()
            assert line, f"it ended early: {shown}"
            shown += line
        port, link = re.search(r"http://127\.0\.0\.1:(\d+)(/desk/enter\?key=\S+)", shown).groups()  # type: ignore[union-attr]
        yield Started(process, int(port), link, shown)
        process.send_signal(signal.SIGINT)
        assert process.wait(15) == 0, "Ctrl-C must end it cleanly"
    finally:
        process.kill()
