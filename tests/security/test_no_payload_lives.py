"""Nothing that an attacker writes lives in anything that leaves the desk: a share of the whole siege.

All of it: ``python tests/security``.
"""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

import pytest

import attack
import outputs
import payloads
import strict
from attack import Shot
from besieged import withstand
from served import Serve

# Of each kind the ones most likely to live.
SHARE = (
    "</script><script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;", '" onmouseover="alert(1)', "'><svg onload=alert(1)>",
    payloads.MUTATION[0], payloads.MUTATION[1], "java\r\nscript:alert(1)", "https://evil.example/x' onclick='alert(1)",
    "<base href=//evil.example/>", "{{79*8117}}", "]]>", "../../../../../../../tmp/copytaster-was-here", "\r\nX-Evil: 1\r\n\r\n<script>alert(1)</script>",
    "\x1b]0;title\x07", "[/]", "\ud800", "[embed]https://evil.example[/embed]", '"}</script><script>alert(1)</script>',
)  # fmt: skip


@pytest.mark.slow
def test_no_payload_lives_in_any_output(tmp_path: Path, serve: Serve) -> None:
    """Payloads in every field of every format, in an editor's words and the operator's: none lives."""
    shots = [Shot(*one) for one in zip(attack.documents(), cycle(attack.MODES), cycle(SHARE))]
    shots += [Shot("told.ninjs", "behind", payload) for payload in SHARE[::3]]
    tally = withstand(tmp_path / "desk", "</title><script>alert(1)</script>\x1b[2J", shots, serve)
    assert tally.live == {}
    assert tally.stories["live"] > 30
    few = {kind for kind, count in tally.outputs.items() if count < 10}
    assert {
        "screen",
        "webhook",
        "wordpress",
        "file .html",
        "file .xml",
        "file .json",
    } & few == set()


@pytest.mark.parametrize("payload", payloads.SCRIPT + payloads.HANDLER + payloads.MUTATION + payloads.ELEMENT, ids=ascii)  # fmt: skip
def test_the_strict_reader_knows_what_lives(payload: str) -> None:
    """Markup that is not escaped is found by the reader that all outputs are held against."""
    if "<" in payload:
        assert strict.read(f"<p>{payload}</p>", strict.CARRIED).faults
    if payload.startswith('"'):
        assert strict.read(f'<p lang="{payload}">x</p>', strict.CARRIED).faults


@pytest.mark.parametrize("address", payloads.ADDRESS[:20], ids=ascii)
def test_the_strict_reader_knows_an_address_that_lives(address: str) -> None:
    """An address that is not of the web, or leads elsewhere than it seems, is found."""
    written = address.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    assert strict.read(f'<a href="{written}">x</a>', strict.SITE).faults
    assert list(outputs.document({"url": address}))


def test_every_field_of_every_document_is_aimed_at() -> None:
    """Each value of each document is changed, by itself or with the rest of its document."""
    for document in attack.documents():
        names = set(attack.fields.fields(document, attack.documents()[document]))
        shots = [s for s in attack.shots("Q", ("behind",), deciding_too=True) if s.document == document]  # fmt: skip
        singles = {s.field for s in shots if s.field}
        assert singles | (names - attack.deciding(document, "behind")) == names
        assert attack.poisoned(shots[0]).count(b"Q") >= len(names - singles)
