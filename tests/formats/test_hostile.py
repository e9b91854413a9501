"""Documents made to hurt: bounded in time and memory, and never silent about it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from hang import LIMIT

HEAD = b"<rss><channel><title>c</title><item><title>a</title><description>"
TAIL = b"</description></item></channel></rss>"
DOCUMENTS = {
    "billion laughs": (
        "b'<!DOCTYPE r [<!ENTITY a \"lol\">' + b''.join(b'<!ENTITY %c \"%s\">' % (98 + i, b'&%c;' % (97 + i) * 10)"
        " for i in range(9)) + b']>' + HEAD + b'word &j; end' + TAIL"
    ),
    "external entity": "b'<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>' + HEAD + b'word &x; end' + TAIL",
    "quadratic entity": "b'<!DOCTYPE r [<!ENTITY x \"' + b'A' * 200 + b'\">]>' + HEAD + b'&x;' * 2000000 + TAIL",
    "deep XML": "HEAD + b'<a>' * 1000000 + b'word' + b'</a>' * 1000000 + TAIL",
    "deep HTML in a feed": "HEAD + b'<![CDATA[' + b'<div>' * 1000000 + b'word]]>' + TAIL",
    "deep HTML page": "b'<html><body>' + b'<div>' * 1000000 + b'word here</body></html>'",
    "100k attributes": "b'<rss><channel><item ' + b' '.join(b'a%d=\"1\"' % i for i in range(100000)) + b'><title>x</title></item></channel></rss>'",
    "100k attributes in HTML": "b'<html><body><p ' + b' '.join(b'a%d=\"1\"' % i for i in range(100000)) + b'>word here</p></body></html>'",
    "5 MB attribute": "b'<rss><channel><item a=\"' + b'x' * 5000000 + b'\"><title>x</title></item></channel></rss>'",
    "open figures": "HEAD + b'<![CDATA[' + b'<figure><img src=https://a.example/x><figcaption>c' * 60000 + b']]>' + TAIL",
    "open tags": "HEAD + b'<![CDATA[' + b'<a b=\\\"<a \\\"' * 200000 + b']]>' + TAIL",
    "3M ampersands": "HEAD + b'&' * 3000000 + TAIL",
    "3M stray tags": "HEAD + b'<' * 3000000 + TAIL",
    "open titles": "b'<rss><channel>' + b'<title>' * 1000000",
    "white space": "b'<rss><channel><item><title>' + b' ' * 5000000 + b'x</title><pubDate>' + b' ' * 5000000 + b'</pubDate></item></channel></rss>'",
    "deep JSON": "b'{\"items\":' + b'[' * 300000",
}
RUN = """
import json, sys, time
from copytaster.formats import parse
from copytaster.errors import FormatError
HEAD, TAIL = {head!r}, {tail!r}
data = {document}
def peak():
    # Not ru_maxrss: that begins with the size of the process that started this one.
    status = open("/proc/self/status").read()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024
started = time.process_time()
try:
    feed = parse(data)
    said = [p.code for p in feed.problems] + [p.code for i in feed.items for p in i.problems]
    body = "".join(i.body[:100] for i in feed.items)
except FormatError as error:
    said, body = [str(error)], ""
print(json.dumps([time.process_time() - started, peak(), said, body]))
"""


@pytest.mark.parametrize("name", DOCUMENTS)
def test_bounded(name: str) -> None:
    """Each comes to an end within 350 MB, without a file read or an address fetched."""
    code = RUN.format(head=HEAD, tail=TAIL, document=DOCUMENTS[name])
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    seconds, megabytes, said, body = json.loads(done.stdout)
    assert seconds < LIMIT, "it hangs; how fast it is, bench/formats.py measures"
    assert megabytes < 350
    if name in ("billion laughs", "external entity"):
        assert "entity-refused" in said
        assert body.startswith("word &")
    if name.startswith("deep"):
        assert said
