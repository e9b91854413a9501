"""The tree: roots and proofs as RFC 6962 has them, by an implementation of the test's own."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.errors import LedgerError
from copytaster.ledger import (
    Proof,
    Tree,
    leaf_hash,
    read_checkpoint,
    read_proof,
    sign_checkpoint,
    signed_by,
    verifier_key,
)
from copytaster.ledger.merkle import Frontier, is_consistent, is_included, node_hash

sizes = st.integers(1, 700)
LINES = [f"line {n}".encode() for n in range(700)]


# RFC 6962, section 2.1, word for word: lists in, hashes out, nothing kept.


def mth(d: list[bytes]) -> bytes:
    if not d:
        return sha256(b"").digest()
    if len(d) == 1:
        return sha256(b"\x00" + d[0]).digest()
    k = power_below(len(d))
    return sha256(b"\x01" + mth(d[:k]) + mth(d[k:])).digest()


def power_below(n: int) -> int:
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def path(m: int, d: list[bytes]) -> list[bytes]:
    if len(d) == 1:
        return []
    k = power_below(len(d))
    if m < k:
        return [*path(m, d[:k]), mth(d[k:])]
    return [*path(m - k, d[k:]), mth(d[:k])]


def subproof(m: int, d: list[bytes], b: bool) -> list[bytes]:
    if m == len(d):
        return [] if b else [mth(d)]
    k = power_below(len(d))
    if m <= k:
        return [*subproof(m, d[:k], b), mth(d[k:])]
    return [*subproof(m - k, d[k:], False), mth(d[:k])]


@cache
def tree_of(size: int) -> Tree:
    tree = Tree(lambda level, number: b"")
    tree.extend(map(leaf_hash, LINES[:size]))
    return tree


@given(sizes)
def test_the_root_is_that_of_the_rfc(size: int) -> None:
    """Frontier and tiles give the root of RFC 6962, section 2.1."""
    frontier = Frontier()
    for line in LINES[:size]:
        frontier.add(leaf_hash(line))
    assert frontier.root() == tree_of(size).root() == tree_of(700).root(size) == mth(LINES[:size])


def test_the_empty_tree_and_the_known_vectors() -> None:
    """The roots that Certificate Transparency's own tests give for their eight small inputs."""
    inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657",
              "606162636465666768696a6b6c6d6e6f"]  # fmt: skip
    frontier = Frontier()
    assert (
        frontier.root().hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    )
    roots = []
    for line in inputs:
        frontier.add(leaf_hash(bytes.fromhex(line)))
        roots.append(frontier.root().hex())
    assert roots[0] == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert roots[1] == "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
    assert roots[7] == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


@given(st.lists(st.integers(0, 300), max_size=6))
def test_a_tree_grows_as_it_is_read_back(steps: list[int]) -> None:
    """Leaves added in any portions, every tile read back from where it was kept, give one tree."""
    kept: dict[tuple[int, int], bytes] = {}
    size = 0
    for step in steps:
        step = min(step, 700 - size)
        tree = Tree(lambda level, number: kept.get((level, number), b""), size)
        kept.update(tree.extend(map(leaf_hash, LINES[size : size + step])))
        size += step
    again = Tree(lambda level, number: kept.get((level, number), b""), size)
    assert again.root() == mth(LINES[:size])
    assert all(len(tile) <= 8192 for tile in kept.values())


@given(sizes, st.data())
def test_inclusion_is_proven(size: int, data: st.DataObject) -> None:
    """The audit path of any leaf is the RFC's, and verifies."""
    index = data.draw(st.integers(0, size - 1))
    proof = tree_of(700).inclusion(index, size)
    assert list(proof) == path(index, LINES[:size])
    assert is_included(leaf_hash(LINES[index]), index, size, proof, mth(LINES[:size]))


@given(sizes, st.data())
def test_a_forged_inclusion_is_refused(size: int, data: st.DataObject) -> None:
    """Another leaf, place or root, or a path changed anywhere, is not proven."""
    index = data.draw(st.integers(0, size - 1))
    proof, root, leaf = tree_of(size).inclusion(index), mth(LINES[:size]), leaf_hash(LINES[index])
    assert not is_included(leaf_hash(b"forged"), index, size, proof, root)
    assert not is_included(leaf, index, size, proof, leaf_hash(b"root"))
    assert not is_included(leaf, index, size, [*proof, leaf], root)
    for other in {index - 1, index + 1, size, -1} - {index}:
        assert not is_included(leaf, other, size, proof, root)
    if proof:
        at = data.draw(st.integers(0, len(proof) - 1))
        step = bytearray(proof[at])
        step[data.draw(st.integers(0, 31))] ^= 1 << data.draw(st.integers(0, 7))
        changed = [*proof[:at], bytes(step), *proof[at + 1 :]]
        assert not is_included(leaf, index, size, changed, root)
        assert not is_included(leaf, index, size, proof[:-1], root)


@given(sizes, st.data())
def test_consistency_is_proven(new: int, data: st.DataObject) -> None:
    """The proof that a tree only grew is the RFC's, and verifies."""
    old = data.draw(st.integers(1, new))
    proof = tree_of(700).consistency(old, new)
    assert list(proof) == subproof(old, LINES[:new], True)
    assert is_consistent(old, new, mth(LINES[:old]), mth(LINES[:new]), proof)


@given(sizes, st.data())
def test_a_split_view_is_refused(new: int, data: st.DataObject) -> None:
    """An old root that is not the beginning of the new tree is not proven, nor a path changed."""
    old = data.draw(st.integers(1, new))
    proof, first, last = tree_of(new).consistency(old), mth(LINES[:old]), mth(LINES[:new])
    other = [*LINES[: old - 1], b"told to somebody else"]
    assert not is_consistent(old, new, mth(other), last, proof)
    assert not is_consistent(old, new, first, mth([*other, *LINES[old:new]]), proof)
    assert not is_consistent(old, new, first, last, [*proof, first])
    if old < new:
        assert not is_consistent(old, new, first, last, proof[:-1])
        assert not is_consistent(new, old, last, first, proof)
        at = data.draw(st.integers(0, len(proof) - 1))
        changed = [*proof[:at], node_hash(proof[at], first), *proof[at + 1 :]]
        assert not is_consistent(old, new, first, last, changed)


def test_no_proof_of_what_is_not_there() -> None:
    """A leaf behind the last, and a tree that shrank, are refused."""
    with pytest.raises(IndexError):
        tree_of(5).inclusion(5)
    with pytest.raises(IndexError):
        tree_of(5).consistency(6, 5)


@given(sizes, st.data())
def test_a_proof_survives_its_file(key: Any, size: int, data: st.DataObject) -> None:
    """A tlog-proof written and read again is the same; it is under 2 kB and holds only for its line."""
    index = data.draw(st.integers(0, size - 1))
    checkpoint = sign_checkpoint("karvold.example/ledger", size, tree_of(size).root(), key)
    proof = Proof(index, tree_of(size).inclusion(index), checkpoint)
    again = read_proof(proof.text)
    assert again == proof
    assert again.holds(LINES[index], [key.public])
    assert not again.holds(LINES[index] + b" ", [key.public])
    assert len(proof.text.encode()) <= 2000
    with_extra = proof.text.replace("\nindex", "\nextra bm90ZQ==\nindex")
    assert read_proof(with_extra) == proof


@given(st.data())
def test_a_flipped_bit_breaks_a_proof(key: Any, data: st.DataObject) -> None:
    """Any bit of a proof's file flipped: it is no proof any more, or it does not hold."""
    checkpoint = sign_checkpoint("karvold.example/ledger", 300, tree_of(300).root(), key)
    text = bytearray(Proof(77, tree_of(300).inclusion(77), checkpoint).text.encode())
    text[data.draw(st.integers(0, len(text) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    try:
        proof = read_proof(text.decode())
    except (LedgerError, UnicodeDecodeError):
        return
    assert not proof.holds(LINES[77], [key.public])


@given(st.text(max_size=300))
def test_any_text_may_be_given_as_a_proof(text: str) -> None:
    """What is no proof or checkpoint is refused with this package's own error."""
    for read in (read_proof, read_checkpoint):
        with pytest.raises(LedgerError):
            read(text)


def test_the_note_is_as_its_specification_shows_it() -> None:
    """The example of c2sp.org/signed-note is read: name, key id and signature come apart."""
    note = (
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
        "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/"
        "Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    )
    checkpoint = read_checkpoint(note)
    assert (checkpoint.origin, checkpoint.size) == ("example.com/behind-the-sofa", 20852163)
    assert checkpoint.note == note


def test_a_note_may_carry_signatures_of_others(key: Any, tmp_path: Any) -> None:
    """A witness's line is passed over; a line in the log's own key's name must be right."""
    from copytaster.ledger import open_key

    other = open_key(tmp_path).public
    checkpoint = sign_checkpoint("karvold.example/ledger", 3, tree_of(3).root(), key)
    seen = read_checkpoint(checkpoint.note + "— witness.example bm90IGEgcmVhbCBzaWduYXR1cmU=\n")
    assert signed_by(seen, [key.public]) == key.public
    assert signed_by(seen, [other]) is None
    lines = checkpoint.note.splitlines()
    lines[1] = "4"
    with pytest.raises(LedgerError, match="wrong"):
        signed_by(read_checkpoint("\n".join(lines) + "\n"), [key.public])


def test_the_verifier_key_is_as_other_tools_take_it(key: Any) -> None:
    """``name+id+base64``: the id is the first of SHA-256 over name, newline, 0x01 and the key."""
    import base64

    name, id_, code = verifier_key("karvold.example/ledger", key.public).split("+", 2)
    raw = base64.b64decode(code)
    assert raw == b"\x01" + key.public.raw
    assert sha256(name.encode() + b"\n" + raw).hexdigest()[:8] == id_


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\nb", "x" * 300])
def test_a_log_has_a_sound_name(key: Any, name: str) -> None:
    """A name that a note cannot carry is refused."""
    with pytest.raises(LedgerError, match="name"):
        sign_checkpoint(name, 1, bytes(32), key)
