"""What the ledger knows of one page, as W3C PROV-O (https://www.w3.org/TR/prov-o/) in JSON-LD.

::

    delivery → edition (→ its revisions) → cuts → copy (→ edit) → publication → page
        intake ↗                                                kill, erasure ↗ invalidates

Numbers and hashes of records, places of cuts, times, whose hands; no word of
copy. Beside the graph stand the records themselves, each with the proof that
it is in the ledger, so that the document can be checked without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from copytaster.ledger.proofs import Proof
from copytaster.model import Record

CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "ledger": "urn:copytaster:ledger:",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "record": {"@id": "ledger:record", "@type": "xsd:integer"},
    "hash": "ledger:hash",
    "cuts": {"@id": "ledger:cuts", "@type": "@json"},
    "proofs": {"@id": "ledger:proofs", "@type": "@json"},
    "words": {"@id": "ledger:words", "@type": "@json"},
    **{
        name: {"@id": f"prov:{name}", "@type": "xsd:dateTime"}
        for name in ("generatedAtTime", "startedAtTime", "endedAtTime")
    },
    **{
        name: {"@id": f"prov:{name}", "@type": "@id"}
        for name in (
            "wasDerivedFrom", "wasGeneratedBy", "wasAttributedTo", "wasRevisionOf", "used",
            "wasInvalidatedBy", "wasAssociatedWith", "specializationOf", "actedOnBehalfOf",
        )
    },
}  # fmt: skip
_DESK, _EDITOR, _PUBLISHER = "#desk", "#editor", "#publisher"

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Trace:
    """What a provenance document is made of.

    ``records`` are all about the page, in order: deliveries, editions, edits,
    decisions, kills, and the page's own publications. ``senders`` names the
    provider of each edition by its id, ``came`` the number of the record of the
    delivery it came in, which the desk alone can tell. ``proofs`` are for those records that
    bear the page out; ``tags`` as in `wordtags.Hints`.
    """

    address: str
    publisher: str
    records: tuple[Record, ...]
    senders: Mapping[str, str] = field(default_factory=dict)
    came: Mapping[str, int] = field(default_factory=dict)
    proofs: Mapping[int, Proof] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)


def document(trace: Trace) -> dict[str, Any]:
    """The whole document, ready for `json.dumps`."""
    graph = _Graph(trace)
    by_number = {record.seq: record for record in trace.records}
    return {
        "@context": CONTEXT,
        "@id": trace.address,
        "@graph": [*graph.nodes(), *graph.agents()],
        "proofs": [
            {"record": by_number[seq].to_dict(), "proof": proof.text}
            for seq, proof in sorted(trace.proofs.items())
        ],
        "words": dict(trace.tags),
    }


class _Graph:
    """The nodes, made record by record."""

    def __init__(self, trace: Trace) -> None:
        self._trace = trace
        self._copies: dict[str, str] = {}  # edition id → what of it may be shown
        self._series: dict[str, str] = {}  # series → its newest edition
        self._edited: dict[str, str] = {}  # series → its copy as an editor left it
        self._page: Node | None = None
        self._editors = False

    def nodes(self) -> Iterator[Node]:
        """Entities and activities, in the order they came to be."""
        makers: Mapping[str, Callable[[Record], Sequence[Node]]] = {
            "delivery": self._delivery,
            "edition": self._edition,
            "edit": self._edit,
            "publication": self._publication,
            "kill": self._withdrawal,
            "erasure": self._withdrawal,
        }
        for record in self._trace.records:
            yield from makers.get(record.kind, self._decision)(record)

    def agents(self) -> Iterator[Node]:
        """Who had a hand in it: known only when all nodes are made."""
        yield {"@id": _DESK, "@type": "prov:SoftwareAgent", "label": "Copytaster",
               "actedOnBehalfOf": _PUBLISHER}  # fmt: skip
        yield {
            "@id": _PUBLISHER,
            "@type": "prov:Organization",
            "label": self._trace.publisher,
        }
        if self._editors:  # by name they are known to the desk alone
            yield {"@id": _EDITOR, "@type": "prov:Person", "actedOnBehalfOf": _PUBLISHER}
        for name in dict.fromkeys(self._trace.senders.values()):
            yield {"@id": _sender(name), "@type": "prov:Organization", "label": name}

    def _delivery(self, record: Record) -> Sequence[Node]:
        intake = f"#intake-{record.seq}"
        return (
            {"@id": intake, "@type": "prov:Activity", "label": "intake",
             "endedAtTime": record.time.isoformat(), "wasAssociatedWith": _DESK},
            {**_entity("delivery", record), "wasGeneratedBy": intake},
        )  # fmt: skip

    def _edition(self, record: Record) -> Sequence[Node]:
        series = str(record.data.get("series"))
        came = self._trace.came.get(record.subject)
        sender = self._trace.senders.get(record.subject)
        edition = {
            **_entity("edition", record),
            **(
                {"wasDerivedFrom": f"#delivery-{came}", "wasGeneratedBy": f"#intake-{came}"}
                if came
                else {}
            ),
            **({"wasAttributedTo": _sender(sender)} if sender else {}),
            **({"wasRevisionOf": self._series[series]} if series in self._series else {}),
        }
        self._series[series] = str(edition["@id"])
        self._copies[record.subject] = copy = f"#copy-{record.seq}"
        cuts = f"#cuts-{record.seq}"
        return (
            edition,
            {"@id": cuts, "@type": "prov:Activity", "label": "cuts", "used": edition["@id"],
             "cuts": record.data.get("cuts", []), "wasAssociatedWith": _DESK},
            {"@id": copy, "@type": "prov:Entity", "wasGeneratedBy": cuts,
             "wasDerivedFrom": edition["@id"]},
        )  # fmt: skip

    def _edit(self, record: Record) -> Sequence[Node]:
        self._editors = True
        edited, base = f"#edited-{record.seq}", self._copies.get(str(record.data.get("edition")))
        self._edited[record.subject] = edited
        return (
            {**_activity("edit", record), "wasAssociatedWith": _EDITOR},
            {"@id": edited, "@type": "prov:Entity", "wasGeneratedBy": f"#edit-{record.seq}",
             **({"wasDerivedFrom": base} if base else {})},
        )  # fmt: skip

    def _decision(self, record: Record) -> Sequence[Node]:
        return ({**_activity(record.kind, record), "wasAssociatedWith": _DESK},)

    def _publication(self, record: Record) -> Sequence[Node]:
        composed = record.data.get("label") == "composed"
        activity = _activity("composition" if composed else "publication", record)
        page = {
            **_entity("page", record),
            "ledger:sha256": record.data.get("sha256"),
            "specializationOf": self._trace.address,
            "wasGeneratedBy": activity["@id"],
            "wasAttributedTo": _DESK,
            "wasDerivedFrom": list(self._sources(record)),
            **({"wasRevisionOf": self._page["@id"]} if self._page else {}),
        }
        self._page = page
        return ({**activity, "used": page["wasDerivedFrom"], "wasAssociatedWith": _DESK}, page)

    def _sources(self, record: Record) -> Iterator[str]:
        for _, story in _pairs(record, "editions"):
            yield self._copies.get(str(story), f"urn:copytaster:edition:{story}")
        for _, series in _pairs(record, "edits"):
            if str(series) in self._edited:
                yield self._edited[str(series)]

    def _withdrawal(self, record: Record) -> Sequence[Node]:
        activity = {**_activity(record.kind, record), "wasAssociatedWith": _DESK}
        if self._page is None:
            return (activity,)
        return (activity, {"@id": self._page["@id"], "wasInvalidatedBy": activity["@id"]})


def _entity(kind: str, record: Record) -> Node:
    return {
        "@id": f"#{kind}-{record.seq}",
        "@type": "prov:Entity",
        "generatedAtTime": record.time.isoformat(),
        "record": record.seq,
        "hash": record.hash,
    }


def _activity(kind: str, record: Record) -> Node:
    return {
        "@id": f"#{kind}-{record.seq}",
        "@type": "prov:Activity",
        "label": kind,
        "endedAtTime": record.time.isoformat(),
        "record": record.seq,
        "hash": record.hash,
    }


def _pairs(record: Record, name: str) -> list[list[Any]]:
    return [pair for pair in record.data.get(name, []) if len(pair) == 2]


def _sender(name: str) -> str:
    return "#sender-" + "".join(c if c.isalnum() else "-" for c in name)
