"""Whether a file looks as if its writer had not finished: an upload may pause."""

from __future__ import annotations

import re

_HEAD = 4096
_TAIL = 512
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# The root's start tag, past declarations, comments and doctypes.
_ROOT = re.compile(rb"<([A-Za-z_][\w:.-]{0,100})[\s/>]")
_CLOSERS = {b"{": b"}", b"[": b"]"}


def looks_cut(body: bytes) -> bool:
    """Whether XML ends before its root element does, or JSON before its outermost bracket.

    Only the first 4 kB and the last 512 bytes are looked at. Of what has no
    end of its own (plain copy, mail, control-byte wires) nothing is known: False.
    """
    plain = body.replace(b"\x00", b"") if body[:2] in _MARKS else body
    head = plain[:_HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    tail = plain[-_TAIL:].rstrip()
    if closer := _CLOSERS.get(head[:1]):
        return not tail.endswith(closer)
    return head.startswith(b"<") and not _is_closed(head, tail)


def _is_closed(head: bytes, tail: bytes) -> bool:
    root = _ROOT.search(head)
    if root is None:
        return False
    alone = b"<" not in head[root.end() :] and tail.endswith(b"/>")
    return alone or b"</" + root[1] in tail
