"""The provenance documents: what is known of a page, with proofs, and no word of copy."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from copytaster.desk import Desk
from copytaster.desk.running import Running
from copytaster.desk.web import build_app
from copytaster.desk.web.gate import Gate
from copytaster.intake import Allowance
from copytaster.ledger import Ledger, PublicKey, check, examine, read_proof, record_line, verify
from copytaster.ledger.proofs import read_proven
from copytaster.model import Record
from served import Serve
from wire import Clock, delivered, feed, ninjs, prose


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with two stories that tell one event, published."""
    with Desk.open(tmp_path / "desk", clock=Clock(), base_url="http://site.example") as desk:
        for name, headline in (("anx", "Quillbridge reopens"), ("bnx", "Bridge opens again")):
            desk.feeds.put(feed(name))
            copy = prose("Quillbridge").replace("ANX", name.upper())
            desk.take(delivered(ninjs(f"{name}:1", headline, copy), name))
        desk.publish()
        yield desk


def story_path(desk: Desk) -> str:
    """The page of the story that came first."""
    return f"stories/{desk.store.latest(9)[-1].series}/index.html"


def document(desk: Desk, path: str) -> dict[str, Any]:
    """The document of a page."""
    found = desk.provenance.document(path)
    assert found is not None
    return dict(json.loads(found))


def test_a_storys_chain_is_told_from_delivery_to_page(desk: Desk) -> None:
    """Delivery, edition, cuts, copy, publication and page hang together, each by its record."""
    graph = {node["@id"]: node for node in document(desk, story_path(desk))["@graph"]}
    page = next(node for id_, node in graph.items() if id_.startswith("#page-"))
    copy = graph[page["wasDerivedFrom"][0]]
    edition = graph[copy["wasDerivedFrom"]]
    delivery = graph[edition["wasDerivedFrom"]]
    assert graph[copy["wasGeneratedBy"]]["label"] == "cuts"
    assert graph[page["wasGeneratedBy"]]["label"] == "publication"
    assert graph[edition["wasAttributedTo"]]["label"] == "anx.example"
    assert page["specializationOf"] == f"http://site.example/{story_path(desk)[:-10]}"
    for node, kind in ((delivery, "delivery"), (edition, "edition"), (page, "publication")):
        record = next(desk.store.records(node["record"]))
        assert (record.kind, record.hash) == (kind, node["hash"])


def test_an_events_page_is_derived_from_each_story(desk: Desk) -> None:
    """An event's document is a composition over the editions it quotes."""
    (path,) = (
        p.relative_to(desk.site_folder).as_posix()
        for p in desk.site_folder.glob("events/*/index.html")
    )
    found = document(desk, path)
    page = next(node for node in found["@graph"] if node["@id"].startswith("#page-"))
    assert len(page["wasDerivedFrom"]) == 2
    assert any(node.get("label") == "composition" for node in found["@graph"])


def test_no_word_of_copy_is_in_it(desk: Desk) -> None:
    """Nothing the wire wrote can be read in a document."""
    text = json.dumps(document(desk, story_path(desk)))
    for word in ("Quillbridge", "Orla", "Engineers", "Torm", "reopens", "eleven"):
        assert word not in text


def test_every_proof_holds_and_is_short(desk: Desk) -> None:
    """Each record in it is proven by a tlog-proof of at most 2 kB, under the desk's key alone."""
    found = document(desk, story_path(desk))
    key = desk.chronicle.key.public
    kinds = []
    for one in found["proofs"]:
        proof = read_proof(one["proof"])
        line = record_line(Record.from_dict(one["record"]))
        assert proof.holds(line, [key])
        assert not proof.holds(line.replace(b"2031", b"2032"), [key])
        assert len(one["proof"].encode()) <= 2000
        kinds.append(one["record"]["kind"])
    assert kinds == ["edition", "publication"]


def test_a_page_is_verified_by_its_document_alone(desk: Desk) -> None:
    """Page, document and key are enough: no other record of the ledger is read."""
    page = (desk.site_folder / story_path(desk)).read_bytes()
    key = desk.chronicle.key.public
    records, checkpoint = read_proven(document(desk, story_path(desk)), key)
    book = Ledger(records, checkpoint, key.pem, ())
    assert verify(page, book).ok
    assert not verify(page.replace(b"eleven weeks", b"twelve weeks"), book).ok


def test_a_forged_document_is_refused(desk: Desk) -> None:
    """A record changed in the document does not pass for proven."""
    from copytaster.errors import LedgerError

    found = document(desk, story_path(desk))
    found["proofs"][1]["record"]["data"]["label"] = "composed"
    with pytest.raises(LedgerError, match="does not hold"):
        read_proven(found, desk.chronicle.key.public)
    with pytest.raises(LedgerError, match="does not hold"):
        read_proven(document(desk, story_path(desk)), PublicKey(bytes(32)))


def test_a_withdrawn_story_has_no_document(desk: Desk) -> None:
    """Killed: the document is gone with the page; the tombstone is on record and verifies."""
    path = story_path(desk)
    desk.provenance.write_all()
    beside = desk.site_folder / "provenance" / f"{path.split('/')[1]}.json"
    assert beside.exists()
    desk.decide(path.split("/")[1], "kill")
    desk.publish()
    assert not beside.exists()
    assert desk.provenance.document(path) is None
    stone = (desk.site_folder / path).read_bytes()
    verdict = desk.verify(stone)
    assert verdict.ok, verdict.reasons
    assert verdict.label == "withdrawn"
    assert not desk.verify(
        stone.replace(b"was withdrawn by the desk", b"was withdrawn by nobody")
    ).ok


def test_what_is_written_is_what_is_asked_for(tmp_path: Path) -> None:
    """With provenance = written every pass leaves the documents of its pages, as they are when asked for."""
    with Desk.open(
        tmp_path, clock=Clock(), base_url="http://site.example", provenance="written"
    ) as desk:
        desk.feeds.put(feed("anx"))
        desk.take(delivered(ninjs("u:1", "Quillbridge reopens", prose("Quillbridge")), "anx"))
        desk.publish()
        path = story_path(desk)
        written = desk.site_folder / "provenance" / f"{path.split('/')[1]}.json"
        assert written.read_bytes() == desk.provenance.document(path)
        assert desk.provenance.write_all() == ()


def test_the_desk_serves_it(desk: Desk, serve: Serve) -> None:
    """Asked for by its address it is made on the spot; for a page that is not there, 404."""
    running = Running(desk, Allowance())
    gate = Gate(desk.store, desk.clock, secure=False)
    browser = serve(lambda port: build_app(running, gate, port=port))
    name = story_path(desk).split("/")[1]
    answer = browser.get(f"/provenance/{name}.json")
    assert answer.status == 200
    assert json.loads(answer.body) == document(desk, story_path(desk))
    assert browser.get("/provenance/nothing.json").status == 404
    assert f"provenance/{name}.json".encode() in browser.get(f"/stories/{name}/").body


def test_a_rotated_key_carries_on(desk: Desk) -> None:
    """After a rotation the ledger is sound for who trusts the old key, and for who trusts the new one."""
    first = desk.chronicle.key.public
    kept = desk.store.checkpoint()
    assert kept is not None
    old, new = desk.rotate_key()
    assert (old, new) == (first.id, desk.chronicle.key.id)
    for pem in (first.pem, desk.chronicle.key.public.pem):
        found = examine(desk.site_folder / "ledger", public_key=pem, earlier=[kept])
        assert found.problems == ()


def test_a_lost_key_is_on_record_and_vouched_for_by_nobody(tmp_path: Path) -> None:
    """A desk whose key is gone makes a new one, says so on record, and keeps no old reader's trust."""
    with Desk.open(tmp_path, clock=Clock()) as desk:
        first = desk.chronicle.key.public
    (tmp_path / "keys" / "signing.key").unlink()
    with Desk.open(tmp_path, clock=Clock()) as desk:
        assert [r.kind for r in desk.store.records()] == ["key", "key"]
        ledger = desk.ledger()
        assert check(ledger.records, ledger.checkpoint, desk.chronicle.key.public) == ()
        assert any("nobody trusted" in p for p in check(ledger.records, ledger.checkpoint, first))


def test_an_older_desk_is_signed_anew_when_opened(desk: Desk, tmp_path: Path) -> None:
    """A ledger of records in the first spelling, without tree or note, opens and is whole."""
    from sqlalchemy import create_engine, text

    size = sum(1 for _ in desk.store.records())
    bodies = [json.dumps(r.to_dict()) for r in desk.store.records()]
    folder = desk.folder
    desk.close()
    engine = create_engine(f"sqlite:///{folder}/desk.sqlite3")
    with engine.begin() as tx:
        tx.execute(text("DROP TRIGGER records_no_update"))
        for seq, body in enumerate(bodies, 1):
            tx.execute(text("UPDATE records SET body = :b WHERE seq = :s"), {"b": body, "s": seq})
        tx.execute(text("DELETE FROM checkpoints"))
        tx.execute(text("DELETE FROM snapshots WHERE name LIKE 'tree%'"))
        tx.execute(text("DELETE FROM settings WHERE key LIKE 'ledger:%'"))
    engine.dispose()
    with Desk.open(folder, clock=Clock(), base_url="http://site.example") as again:
        checkpoint = again.store.checkpoint()
        assert checkpoint is not None
        assert checkpoint.size == size
        assert again.ledger().problems == ()


def test_an_erasure_leaves_the_chain_whole_and_no_word(desk: Desk) -> None:
    """Erased: no word of it in any file of the desk, the page gone, the ledger sound, the record there."""
    with Desk.open(desk.folder.parent / "other", clock=Clock()) as other:
        other.feeds.put(feed("anx"))
        other.take(delivered(ninjs("u:1", "Zmaragd reopens", prose("Zmaragd")), "anx"))
        other.publish()
        other.provenance.write_all()
        series = other.store.latest(1)[0].series
        page = (other.site_folder / f"stories/{series}/index.html").read_bytes()
        done = other.erase(series)
        assert (len(done.editions), done.deliveries) == (1, 1)
        assert examine(other.site_folder / "ledger").problems == ()
        verdict = other.verify(page)
        assert any("erased" in reason for reason in verdict.reasons)
        kinds = [r.kind for r in other.store.records()]
        assert "erasure" in kinds
    holding = [p for p in other.folder.rglob("*") if p.is_file() and b"Zmaragd" in p.read_bytes()]
    assert holding == []
    assert not list((other.site_folder).glob("provenance/*"))


def test_records_rolled_back_were_never_there(desk: Desk) -> None:
    """A transaction that fails leaves tree, checkpoint and chain as they were."""
    before = desk.store.checkpoint()

    def fail() -> None:
        with desk.store.writing() as tx:
            desk.chronicle.append(tx, desk.clock(), "decision", "s", {})
            desk.chronicle.seal(tx)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert desk.store.checkpoint() == before
    desk.decide(story_path(desk).split("/")[1], "hold")
    desk.publish()
    assert desk.ledger().problems == ()
    assert examine(desk.site_folder / "ledger").problems == ()
