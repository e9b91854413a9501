"""What the readers keep of newsroom formats: IPTC's own examples and suites, and agencies' dialects.

    python bench/newsroom.py [path of the measuring data]

Every row is (what, measured, of). Words are counted against an oracle of its own: the
text nodes of the elements that carry copy (body, headline, caption), found with lxml,
json and email alone. A node is kept if its letters stand, in order and unbroken, in
one of the item's fields. Needs the measuring data beside the repository.
"""

from __future__ import annotations

import email
import email.policy
import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree, html

from copytaster.errors import FormatError
from copytaster.formats import conformance, names, parse
from copytaster.formats.assembly import _person
from copytaster.formats.charset import decode
from copytaster.formats.dates import parse_date
from copytaster.formats.xmltree import parse_xml
from copytaster.model import Credit, Feed, Item

sys.path.append(str(Path(__file__).resolve().parent))
from _outside import folder

Row = tuple[str, ...]
_WORD = re.compile(r"\w+")
_NO_LETTER = re.compile(r"[\W_]+")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")
_COPY = frozenset(
    [
        "headline",
        "inlinexml",
        "inlinedata",
        "description",
        "title",
        "hl1",
        "hl2",
        "body.content",
        "body.end",
        "datacontent",
        "media-caption",
        "encoded",
        "content",
        "subheadline",
        "subtitle",
        "dateline",
        "abstract",
        "ednote",
        "tilredaktionen",
    ]
)
_NO_COPY = frozenset(["script", "style", "topicset", "head", "byline", "by"])
_NO_ITEM = frozenset(
    ["conceptitem", "knowledgeitem", "catalogitem", "catalog", "concept", "schema"]
)
_JSON_COPY = re.compile(r"^(?:headlines?|bod(?:y|ies)|descriptions?|title|ednote)(?:_|$)", re.I)
_JSON_LABELS = frozenset(
    ["renditions", "trustindicator", "trustindicators", "altids", "subject", "genre"]
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]+")


@dataclass
class Tally:
    """What came of the files of one folder."""

    files: int = 0
    opened: int = 0
    items: int = 0
    words: int = 0
    lost: int = 0
    faults: list[str] = field(default_factory=list)

    def rows(self, name: str) -> list[Row]:
        """The tally as printable rows, each fault a row of its own."""
        return [
            (f"{name}: opened", str(self.opened), str(self.files)),
            (f"{name}: items", str(self.items)),
            (f"{name}: words lost", str(self.lost), str(self.words)),
            *((f"  {fault}",) for fault in self.faults),
        ]


def run(shared: Path) -> list[Row]:
    """Every measurement, as printable rows."""
    corpus = shared / "corpus"
    rows = [row for name, files in folders(corpus).items() for row in tally(files).rows(name)]
    return [*rows, *should_fail(corpus), *quiet(corpus), *speed(corpus)]


def folders(corpus: Path) -> dict[str, list[Path]]:
    """The files of each kind that must open, those of no wire format left out."""
    g2, ninjs = corpus / "iptc" / "newsml-g2", corpus / "iptc" / "ninjs"
    return {
        "G2 examples": _files(g2 / "examples", ".xml"),
        "G2 unit files": _files(g2 / "unit_test_files", ".xml", "should_pass"),
        "ninjs examples": [
            *(p for p in _files(ninjs / "examples", ".json") if p.name != "extension-schema.json"),
            *_files(ninjs / "examples", ".xml"),
        ],
        "ninjs should_pass": _files(ninjs / "validation", ".json", "should_pass"),
        "agency": sorted(p for p in (corpus / "agency").iterdir() if p.is_file()),
    }


def _files(folder: Path, suffix: str, part: str = "") -> list[Path]:
    found = (p for p in sorted(folder.rglob(f"*{suffix}")) if part in p.as_posix())
    return [p for p in found if p.is_file()]


def tally(files: list[Path]) -> Tally:
    """Reads every file and compares its words with the oracle's."""
    out = Tally()
    for path in files:
        out.files += 1
        data = path.read_bytes()
        try:
            feed = parse(data)
        except FormatError as error:
            out.faults.append(f"{path.name}: {error}")
            continue
        out.opened += 1
        out.items += len(feed.items)
        nodes = list(nodes_of(data)) if feed.items else []
        out.words += sum(len(words(node)) for node in nodes)
        if missing := lost(nodes, feed):
            out.lost += sum(len(words(node)) for node in missing)
            out.faults.append(f"{path.name}: lost {missing[:3]!r}")
    return out


def words(text: str) -> list[str]:
    """The words of a text."""
    return _WORD.findall(text)


def squashed(text: str) -> str:
    """The letters and digits of a text, in one piece."""
    return _NO_LETTER.sub("", text.casefold())


def lost(nodes: list[str], feed: Feed) -> list[str]:
    """The nodes whose letters stand in no field of the feed's items."""
    have = "|".join(squashed(text) for item in feed.items for text in _texts(item.to_dict()))
    return [node for node in nodes if (one := squashed(node)) and one not in have]


def _texts(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            if key not in ("body_html", "problems", "message"):
                yield from _texts(one, key)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one, name)
    elif isinstance(value, str):
        yield value


def nodes_of(data: bytes) -> Iterator[str]:
    """The text nodes of a document that carry copy."""
    head = data.lstrip(b"\xef\xbb\xbf \t\r\n\x16")
    if head.startswith(b"<"):
        yield from _xml_nodes(data)
    elif head.startswith((b"{", b"[")):
        yield from _json_nodes(json.loads(data.decode("utf-8-sig"), strict=False))
    elif head.startswith(b"\x01"):
        yield from _wire_nodes(data)
    else:
        yield from _mail_nodes(data)


def _xml_nodes(data: bytes) -> Iterator[str]:
    parser = etree.XMLParser(remove_comments=True, remove_pis=True, encoding=_encoding(data))
    root = etree.fromstring(data.lstrip(), parser)
    is_feed = _name(root) == "rss"
    for element in root.iter(etree.Element):
        around = [_name(element), *(_name(a) for a in element.iterancestors())]
        if not _COPY.intersection(around) or _NO_COPY.intersection(around) or _is_no_item(around):
            continue
        if is_feed and "item" not in around:
            continue
        texts = [element.text, *(child.tail for child in element)]
        for text in texts:
            yield from _markup_nodes(text or "")


def _encoding(data: bytes) -> str | None:
    """UTF-8 where it is that, whatever was declared; else as declared."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8" if data.isascii() is False else None


def _is_no_item(around: list[str]) -> bool:
    """Inside something that is no news, unless a news item holds it."""
    item = next((n for n in around if n in ("newsitem", "packageitem", "planningitem")), "")
    return not item and bool(_NO_ITEM.intersection(around))


def _name(element: Any) -> str:
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def _markup_nodes(text: str) -> Iterator[str]:
    """The text itself, or the text nodes of the markup that it is."""
    if not _MARKUP.search(text):
        if text.strip():
            yield text
        return
    try:
        root = html.fragment_fromstring(text, create_parent="div")
    except etree.ParserError:
        return
    for element in root.iter():
        name = element.tag if isinstance(element.tag, str) else "script"
        if _NO_COPY.intersection(str(a.tag) for a in element.iterancestors()):
            continue
        if name not in _NO_COPY and (element.text or "").strip():
            yield element.text
        if (element.tail or "").strip() and name != "byline":
            yield element.tail


def _json_nodes(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            if key.lower() in _JSON_LABELS:
                continue  # the title of a rendition is its label
            inside = name if key in ("value", "main") or not _is_copy(key) else key
            yield from _json_nodes(one, inside if _is_copy(key) or key == "value" else "")
    elif isinstance(value, list):
        for one in value:
            yield from _json_nodes(one, name)
    elif isinstance(value, str) and _is_copy(name):
        yield from _markup_nodes(value)


def _is_copy(name: str) -> bool:
    return bool(_JSON_COPY.match(name)) and "creditline" not in name.lower()


def _wire_nodes(data: bytes) -> Iterator[str]:
    """The lines between STX and ETX; half-points are written with a brace."""
    text = data.partition(b"\x02")[2].partition(b"\x03")[0].decode("cp1252", "replace")
    for number, line in enumerate(text.splitlines()):
        if line.lstrip("^ ").startswith("By "):
            continue
        plain = re.sub(r",\d+<", "", line.rstrip())  # the count of words after the slug
        if not plain.startswith("^Eds") and ", " in plain and number == 0:
            yield from plain.split(", ")  # slug and take
            continue
        plain = re.sub(r"(?<=\d)\{|(?<=;)\{(?=;)", "\u00bd", plain)
        yield _CONTROLS.sub(" ", plain)


def _mail_nodes(data: bytes) -> Iterator[str]:
    message = email.message_from_bytes(data.lstrip(), policy=email.policy.default)
    for part in message.walk():
        if part.get_content_maintype() != "text":
            continue
        text = part.get_content()
        if text.strip().startswith("{"):
            answers = json.loads(text.strip(), strict=False)
            yield from (answer for one in answers.values() for answer in one)
        elif part.get_content_subtype() == "html":
            yield from _markup_nodes(re.sub(r"<!--.*?-->|<head>.*?</head>", "", text, flags=re.S))
        else:
            yield from text.splitlines()


def should_fail(corpus: Path) -> list[Row]:
    """The suites' faulty documents, held against their folder's version: each is said to be faulty."""
    out: list[Row] = []
    for name, files in faulty(corpus).items():
        silent = [p for p in files if not complaints(p)]
        out.append(
            (f"{name} should_fail: problem told", str(len(files) - len(silent)), str(len(files)))
        )
        out += [(f"  {version_of(p)} {p.name}: not told",) for p in silent]
    return out


def faulty(corpus: Path) -> dict[str, list[Path]]:
    """The files that must not conform to their folder's version."""
    iptc = corpus / "iptc"
    return {
        "G2": _files(iptc / "newsml-g2", ".xml", "should_fail"),
        "ninjs": _files(iptc / "ninjs", ".json", "should_fail"),
    }


def version_of(path: Path) -> str:
    """The version in the folder's name; the development branches extend the newest of their family."""
    return path.parent.parent.name.replace(".x_dev", ".x")


def complaints(path: Path) -> list[str]:
    """What is said against a document of its folder's version."""
    try:
        return [p.code for p in conformance.check(path.read_bytes(), version_of(path))]
    except FormatError as error:
        return [str(error)]


def quiet(corpus: Path) -> list[Row]:
    """The suites' good documents, held against their folder's version: nothing is said."""
    iptc = corpus / "iptc"
    good = {
        "G2": _files(iptc / "newsml-g2" / "unit_test_files", ".xml", "should_pass"),
        "ninjs": _files(iptc / "ninjs" / "validation", ".json", "should_pass"),
    }
    out: list[Row] = []
    for name, files in good.items():
        loud = [p for p in files if complaints(p)]
        out.append(
            (f"{name} should_pass: nothing told", str(len(files) - len(loud)), str(len(files)))
        )
        out += [(f"  {version_of(p)} {p.name}: {complaints(p)[:3]}",) for p in loud]
    return out


def speed(corpus: Path) -> list[Row]:
    """Agencies' XML: CPU time beside a bare lxml parse of the same bytes; the least of many rounds, in turn."""
    documents = [
        d
        for p in sorted((corpus / "agency").iterdir())
        if (d := p.read_bytes().lstrip())[:1] == b"<"
    ]
    readers: list[Callable[[bytes], object]] = [etree.fromstring, least, parse]
    bare, fewest, ours = best(documents, readers)
    return [
        ("agency XML: bare lxml, ms", f"{bare * 1000:.2f}"),
        ("agency XML: least reader, ms", f"{fewest * 1000:.2f}"),
        ("agency XML: least reader, times bare lxml", f"{fewest / bare:.1f}"),
        ("agency XML: read whole, ms", f"{ours * 1000:.2f}"),
        ("agency XML: times bare lxml", f"{ours / bare:.1f}", "5"),
    ]


_LEAST = frozenset(["p", "hl2", "h2", "h3", "li", "td"])
_NAMED = frozenset(["headline", "hl1", "slugline", "creditline", "versioncreated", "firstcreated"])


def least(data: bytes) -> Item:
    """What any reader must do at the least: decode, parse strictly, fold every paragraph, make an item.

    No blocks, media, codes, people, rights, embargo, markup as sent or conformance: it
    shows how far a floor in times of a bare parse can be met in Python at all.
    """
    said: dict[str, str] = {}
    copy: list[str] = []
    for element in parse_xml(decode(data).text.lstrip("\ufeff \t\r\n")).root.iter():
        name = names.local(element)
        if name in _LEAST:
            copy.append(names.line(element))
        elif name in _NAMED:
            said.setdefault(name, names.line(element))
    stamp = parse_date(said.get("versioncreated") or said.get("firstcreated"))
    return Item(
        body="\n\n".join(copy),
        headline=said.get("headline") or said.get("hl1"),
        slug=said.get("slugline"),
        credits=tuple(Credit(c, "agency") for c in [said.get("creditline")] if c),
        published=stamp.moment if stamp else None,
        published_text=stamp.text if stamp else None,
    )


def best(
    documents: list[bytes], readers: list[Callable[[bytes], object]], rounds: int = 40
) -> list[float]:
    """The least CPU time each reader took for all documents, in seconds; the readers take turns.

    The names of people that are kept from one feed to the next are forgotten before every round.
    """
    took: list[list[float]] = [[] for _ in readers]
    for _ in range(rounds):
        for reader, times in zip(readers, took, strict=True):
            _person.cache_clear()
            started = time.process_time()
            for document in documents:
                reader(document)
            times.append(time.process_time() - started)
    return [min(times) for times in took]


def main() -> None:
    """Print every row."""
    for row in run(folder()):
        print("  ".join(row))


if __name__ == "__main__":
    main()
