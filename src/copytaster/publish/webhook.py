"""What a webhook is sent: one JSON message about one story, signed by the sender of it.

The envelope is that of Standard Webhooks (type, timestamp, data); the item in
it is the very one of the site's own feeds, or ninjs. Made of a granted publication
alone; a withdrawal holds no word of copy.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from copytaster.model import Outlet, Publication, Rights, Site
from copytaster.publish import links, words
from copytaster.publish.feeds_out import json_item
from copytaster.publish.guard import require_live, shown
from copytaster.publish.naming import credit_of
from copytaster.publish.render import clean
from copytaster.publish.wire_ninjs import news_object
from copytaster.publish.wire_story import wire_story

VERSION = 1


def story_data(site: Site, publication: Publication, outlet: Outlet) -> dict[str, Any]:
    """The story as the message's ``data``; raises NotPublishable unless it is live."""
    require_live(publication)
    return {
        "id": publication.series,
        "edition": publication.story.id,
        "url": links.address(site, links.story_path(publication.series)),
        "share": shown(publication),
        "format": outlet.format,
        "item": _item(site, publication, outlet),
        "credit": clean(credit_of(publication)),
        "rights": rights_data(publication.story.item.rights),
        "corrections": [
            {"at": words.iso(c.at), "kind": c.kind, "note": clean(c.note)}
            for c in publication.corrections
        ],
        "provenance": {
            "ledger": f"{links.base(site)}/ledger/",
            "record": publication.record,
        },
    }


def _item(site: Site, publication: Publication, outlet: Outlet) -> dict[str, Any]:
    if outlet.format == "jsonfeed":
        return json_item(site, publication)
    found: dict[str, Any] = json.loads(news_object(site, wire_story(site, publication)))
    return found


def rights_data(rights: Rights | None) -> dict[str, Any] | None:
    """The rights as declared, without what was left unsaid; None where none are."""
    if rights is None:
        return None
    said = {
        "display": rights.display,
        "derive": rights.derive,
        "archive": rights.archive,
        "until": words.iso(rights.until) if rights.until else None,
        "where": list(rights.where) or None,
        "holder": clean(rights.holder) if rights.holder else None,
        "text": clean(rights.text) if rights.text else None,
    }
    return {name: value for name, value in said.items() if value is not None}


def withdrawal_data(series: str, *, killed: bool) -> dict[str, Any]:
    """The ``data`` of a withdrawal: which story, and whether it was killed; nothing else."""
    return {"id": series, "killed": killed}


def message(kind: str, number: int, at: datetime, data: dict[str, Any]) -> bytes:
    """The body of a message.

    ``kind`` is published, updated or withdrawn; ``number`` grows with every
    version of a story that is sent to an outlet, so that a receiver can drop
    one that an older attempt brings late; ``at`` is when it came about.
    """
    said = {"status": kind, "sequence": number, "version": VERSION, **data}
    envelope = {"type": f"story.{kind}", "timestamp": words.iso(at), "data": said}
    return json.dumps(envelope, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "replace"
    )
