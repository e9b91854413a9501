"""A file whose writer paused is told from a finished one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.intake.halves import looks_cut

WHOLE = [
    b"<?xml version='1.0'?><rss><channel/></rss>\n",
    b"<!DOCTYPE nitf SYSTEM 'x'><!-- a note --><nitf><body>Ferry late</body></nitf><!-- end -->",
    "<?xml version='1.0' encoding='utf-16'?><nitf>F\u00e4hre</nitf>".encode("utf-16"),
    b"<n:newsItem xmlns:n='x'/>",
    b' {"version": "1.1", "items": []} ',
    b'\xef\xbb\xbf[{"uri": "a"}]',
    b"<a/>",
    b"NOTHING KNOWN OF PLAIN COPY",
    b"",
]


@pytest.mark.parametrize("body", WHOLE)
def test_whole_files(body: bytes) -> None:
    """A document with its end, or of a form that has none, is not held back."""
    assert not looks_cut(body)


@pytest.mark.parametrize("body", [b for b in WHOLE if b.lstrip(b"\xef\xbb\xbf ")[:1] in b"<{["])
@pytest.mark.parametrize("share", [0.3, 0.5, 0.8])
def test_halves(body: bytes, share: float) -> None:
    """XML and JSON that break off are seen to."""
    if body:
        assert looks_cut(body[: int(len(body.rstrip()) * share)])


@given(st.binary(max_size=400))
def test_any_bytes(body: bytes) -> None:
    """Nothing raises, and what is looked at is bounded."""
    assert looks_cut(body) in (True, False)
