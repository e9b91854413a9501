"""A desk whose one story stands in more than a hundred places, and the walk that must find none of its words after a kill."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from copytaster.desk import Desk
from copytaster.desk.running import Running
from copytaster.desk.web import build_app
from copytaster.desk.web.gate import Gate
from copytaster.intake import Allowance
from served import Browser, Serve
from wire import NOW, Clock, delivered, feed, ninjs

# One word for each field, which stands nowhere else.
MARKS = {
    "headline": "Headmarkle",
    "deck": "Deckmarkle",
    "body": "Bodymarkle",
    "quote": "Quotemarkle",
    "late": "Latemarkle",
    "caption": "Captmarkle",
    "alt": "Altmarkle",
    "byline": "Bylimarkle",
    "slug": "Slugmarkle",
    "topic": "Topimarkle",
    "correction": "Corrmarkle",
}
SETTINGS: Any = {
    "base_url": "http://site.example",
    "wire": ("ninjs", "newsml-g2", "nitf", "oembed"),
}
COPIES = 92
NEIGHBOURS = 3


def story(version: int = 1, at: datetime = NOW, extra: str = "") -> bytes:
    """The agency's story, every field with its mark."""
    m = MARKS
    body = "\n\n".join(
        [
            f"VARSK, May 6 (ANX) - The {m['body']} ferry over the Orla sank on Monday with "
            "nineteen lorries aboard, the river authority said.",
            f"Divers raised the {m['body']} bell and two of its four anchors before the fog came in.",
            f'"The {m["quote"]} timbers were rotten through," harbour master Ilva Torm said.',
            f"The {m['late']} company denied that. It said nine people were injured.",
            "The crossing is to stay closed until Thursday, when a pontoon from upriver takes over.",
            *([extra] if extra else []),
        ]
    )
    return ninjs(
        "u:1",
        f"{m['headline']} ferry sinks in the Orla",
        body,
        version=str(version),
        signals=["correction"] if version > 1 else [],
        versioncreated=at.isoformat(),
        byline=f"Anna {m['byline']}",
        slugline=f"{m['slug']}-FERRY",
        description_text=f"The {m['deck']} crossing is closed.",
        subject=[{"name": f"{m['topic']} ferries", "code": "x:1"}],
        associations={
            "p1": {
                "uri": "u:1p",
                "type": "picture",
                "headline": f"{m['alt']} bow",
                "description_text": f"The {m['caption']} bow on the bank",
                "renditions": {"main": {"href": "https://anx.example/p.jpg"}},
            }
        },
    )


def copied(outlet: int) -> bytes:
    """An outlet's reprint of it, its own headline before it."""
    import json

    whole = json.loads(story())
    whole |= {"uri": f"o{outlet}:1", "headline": f"{MARKS['headline']} ferry lost, outlet {outlet}"}
    whole["versioncreated"] = whole["firstcreated"] = (NOW + timedelta(minutes=outlet)).isoformat()
    whole["body_text"] += f"\n\n(Outlet {outlet} has not edited this copy.)"
    return json.dumps(whole).encode()


def rival() -> bytes:
    """Another agency's own report of it, with other numbers: the event gets a composed story."""
    body = (
        "VARSK, May 6 (SKW) - A ferry carrying lorries went down in the Orla river on Monday, "
        "police said. Twelve people were injured, police said.\n\n"
        '"We heard the hull crack," a lorry driver said.\n\nThe ferry sank within minutes of '
        "leaving Varsk, and the harbour master closed the crossing."
    )
    return ninjs("s:0", "Lorry ferry goes down in the Orla at Varsk", body)


_BACKGROUND = (
    ("Varsk council to buy a pontoon for the Orla crossing", "council", "a pontoon"),
    ("Orla ferry company fined over its timbers", "court", "a fine"),
    ("Ferry drivers on the Orla go on strike", "union", "a strike"),
    ("Harbour of Varsk to be dredged", "harbour board", "a dredger"),
    ("Lorries to pay more for the Orla ferry", "ferry company", "a higher toll"),
)


def neighbour(number: int) -> bytes:
    """Background on the same river, days earlier: its page links to the ferry's."""
    title, who, what = _BACKGROUND[number % len(_BACKGROUND)]
    body = (
        f"VARSK (SKW) - The {who} of Varsk decided on {what} number {number} for the Orla ferry "
        f"and its lorries, it said.\n\nThe {who} has argued about {what} for {number + 2} years."
    )
    at = (NOW - timedelta(hours=40 + number)).isoformat()
    return ninjs(f"b:{number}", f"{title} ({number})", body, versioncreated=at, firstcreated=at)


def build(folder: Path, copies: int = COPIES) -> None:
    """Make the desk, with everything published."""
    with Desk.open(folder, clock=Clock(), **SETTINGS) as desk:
        desk.feeds.put(feed("anx", speaks_for=("ANX",), agency="ANX"))
        desk.feeds.put(feed("skw", agency="SKW"))
        for n in range(copies):
            desk.feeds.put(feed(f"o{n}"))
        desk.live.authorise(desk.feeds.speaks_for())
        desk.take(delivered(story(), "anx"))
        desk.take(delivered(rival(), "skw"))
        for n in range(NEIGHBOURS):
            desk.take(delivered(neighbour(n), "skw"))
        for n in range(copies):
            desk.take(delivered(copied(n), f"o{n}"))
        corrected = story(
            2, NOW + timedelta(minutes=1), f"Corrects: {MARKS['correction']} lorries."
        )
        desk.take(delivered(corrected, "anx"))
        desk.publish()


def reopened(folder: Path) -> Desk:
    """The desk as after a restart, at the same moment."""
    return Desk.open(folder, clock=Clock(), **SETTINGS)


def served(desk: Desk, serve: Serve) -> Browser:
    """The desk's web server."""
    gate = Gate(desk.store, desk.clock, secure=False)
    return serve(lambda port: build_app(Running(desk, Allowance()), gate, port=port))


def files(desk: Desk) -> list[str]:
    """Every file below the site's folder, hidden ones too."""
    root = desk.site_folder
    return sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file())


def marked(body: bytes) -> set[str]:
    """The fields whose mark stands in the bytes, in any case."""
    folded = body.lower()
    return {field for field, mark in MARKS.items() if mark.lower().encode() in folded}


def places(desk: Desk) -> dict[str, set[str]]:
    """Each file that holds a word of the story, and of which fields."""
    found = {path: marked((desk.site_folder / path).read_bytes()) for path in files(desk)}
    return {path: fields for path, fields in found.items() if fields}


def answers(site: Browser, paths: Iterable[str]) -> dict[str, set[str]]:
    """Each address that answers with a word of the story; the search for each mark is asked too."""
    asked = {f"/{path}": site.get(f"/{path}") for path in paths if "/." not in f"/{path}"}
    found = {path: marked(answer.body) for path, answer in asked.items()}
    for field, mark in MARKS.items():
        hits = site.get(f"/search?q={mark}").text
        found[f"/search?q={mark}"] = {field} if "/stories/" in hits else set()
    return {path: fields for path, fields in found.items() if fields}
