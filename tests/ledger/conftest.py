"""A small newsroom's ledger: invented copy, a page of it, and both on record."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from copytaster.ledger import (
    Ledger,
    SigningKey,
    Tree,
    WireEdition,
    edition_data,
    leaf_hash,
    next_record,
    open_key,
    publication_data,
    record_line,
    sign_checkpoint,
)
from copytaster.model import Block, Checkpoint, Cut, Item, Record, Story, edition_id, series_id

NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
SALT = "8f" * 16
PATH = "stories/1/index.html"

PARAGRAPHS = (
    "KARVOLD, May 4 (Northwire) - The ferry terminal closed on Sunday, harbour master Ilva Torn said.",
    "Also Read | Nine pastries that bakers hide from customers.",
    "“We found cracks in two pillars,” Torn told reporters. Engineers will return on Tuesday.",
    "The operator, Saltline, denied that passengers had been in danger.",
)


def make_story() -> Story:
    """A story of our own, with one promo cut."""
    body = "\n\n".join(PARAGRAPHS)
    blocks, at = [], 0
    for paragraph in PARAGRAPHS:
        blocks.append(Block(at, at + len(paragraph), "paragraph"))
        at += len(paragraph) + 2
    promo = blocks[1]
    item = Item(
        body=body, headline="Karvold ferry terminal closed", provider="northwire", guid="k1"
    )
    cut = Cut(promo.start, promo.end + 2, "promo", "leads to another story")
    return Story(edition_id(item), series_id(item), item, blocks=tuple(blocks), cuts=(cut,))


def make_page(story: Story, salt: str = SALT, path: str = PATH, extra: str = "") -> bytes:
    """A page as a site might show it: copy, our own words, and a frame around both."""
    copy = "".join(f"<p>{html.escape(p)}</p>\n" for p in PARAGRAPHS if not p.startswith("Also"))
    title = html.escape(story.headline or "")
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="copytaster:salt" content="{salt}"><meta name="copytaster:page" content="{path}">
<meta name="copytaster:subject" content="{story.series}"><meta name="description" content="A closure.">
<style>p {{ margin: 0 }}</style></head><body><header><p>The Karvold Reader</p></header>
<main><h1>{title}</h1>{copy}{extra}<section><h2>Left out</h2><p>One promo was left out.</p></section>
</main><footer><p>Made at the harbour.</p></footer></body></html>""".encode()


@dataclass
class Book:
    """A ledger while it is written."""

    key: SigningKey
    records: list[Record]

    def add(self, kind: str, subject: str, data: dict[str, Any] | None = None) -> Record:
        """Append a record, a minute after the last."""
        last = self.records[-1] if self.records else None
        at = NOON + timedelta(minutes=len(self.records))
        self.records.append(next_record(last, time=at, kind=kind, subject=subject, data=data or {}))
        return self.records[-1]

    def publish(
        self, page: bytes, story: Story, wire: list[WireEdition], path: str = PATH
    ) -> Record:
        """Append the publication of a page."""
        data = publication_data(path, "unedited", page, SALT, wire)
        return self.add("publication", story.series, data)

    def ledger(self) -> Ledger:
        """The ledger as the public sees it, signed up to here."""
        return Ledger(tuple(self.records), self.signed(), self.key.public.pem)

    def signed(self, size: int | None = None) -> Checkpoint:
        """The checkpoint over the first ``size`` records."""
        tree = Tree(lambda level, number: b"")
        tree.extend(leaf_hash(record_line(r)) for r in self.records[:size])
        return sign_checkpoint("karvold.example/ledger", tree.size, tree.root(), self.key)

    def jsonl(self) -> str:
        """All records as JSON."""
        return "\n".join(json.dumps(r.to_dict()) for r in self.records)


@pytest.fixture(scope="session")
def key(tmp_path_factory: pytest.TempPathFactory) -> SigningKey:
    """A signing key."""
    return open_key(tmp_path_factory.mktemp("key"))


@pytest.fixture(scope="session")
def story() -> Story:
    """The story."""
    return make_story()


@pytest.fixture(scope="session")
def page(story: Story) -> bytes:
    """Its page."""
    return make_page(story)


@pytest.fixture
def book(key: SigningKey, story: Story, page: bytes) -> Book:
    """A ledger that holds the delivery, the edition and the publication of the page (records 1 to 3)."""
    written = Book(key, [])
    written.add("delivery", "d" * 64)
    edition = written.add("edition", story.id, edition_data(story, SALT, "d" * 64))
    written.publish(page, story, [WireEdition.of(edition, SALT)])
    return written


class Makers:
    """The makers above, for tests (which cannot import a conftest)."""

    noon, salt, path, paragraphs = NOON, SALT, PATH, PARAGRAPHS
    story = staticmethod(make_story)
    page = staticmethod(make_page)
    book = Book
    replace = staticmethod(replace)


@pytest.fixture(scope="session")
def make() -> type[Makers]:
    """Makers of pages and ledgers."""
    return Makers
