"""NewsML-G2: news items and packages, alone or in a news message.

Elements are looked up by local name, so that power and core conformance, and
senders who forget the namespace, read alike. Concepts, knowledge and catalogues are
no news and give no item; a plan gives an advisory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from copytaster.formats import conformance, embargo, wiresignals
from copytaster.formats.assembly import (
    Notes,
    bounded,
    copy_fields,
    credits,
    embargo_of,
    finished,
    status,
    status_word,
    urgency,
)
from copytaster.formats.bylines import creators, writers
from copytaster.formats.g2_content import copy_of, media_of
from copytaster.formats.g2_names import code, given, lines, name, one, said, tail
from copytaster.formats.links import absolute
from copytaster.formats.markup import plain, read_tree
from copytaster.formats.names import Element, Kids, attribute, grouped, line, local, text
from copytaster.formats.nitf import unsaid
from copytaster.formats.renditions import Words
from copytaster.formats.topics import topic_name
from copytaster.formats.wirecodes import language, subject_code
from copytaster.formats.xmltree import Tree
from copytaster.model import (
    Credit,
    Embargo,
    Feed,
    Item,
    ItemKind,
    Relation,
    Rights,
    Subject,
)

NEWS = frozenset({"newsitem", "packageitem", "planningitem"})
NO_NEWS = frozenset({"conceptitem", "knowledgeitem", "catalogitem", "catalog"})
FRAGMENTS = {"groupset": "packageItem", "contentmeta": "newsItem"}
ROOTS = NEWS | NO_NEWS | FRAGMENTS.keys() | {"newsmessage"}
_KINDS: dict[str, ItemKind] = {
    "text": "text", "picture": "picture", "photo": "picture", "video": "video", "audio": "audio",
    "graphic": "graphic", "animated": "graphic", "composite": "package",
}  # fmt: skip
_LINKS = {
    "seealso": "related", "evolvedfrom": "updates", "isderivedfrom": "updates",
    "derivedfrom": "updates", "previousversion": "replaces", "supersedes": "replaces",
    "replaces": "replaces", "corrects": "corrects", "istranslationof": "translates",
    "translatedfrom": "translates", "translationof": "translates",
}  # fmt: skip
# What Reuters' edStat says was done to the story; N is new.
_EDITS = {"U": "update", "C": "correction", "K": "kill", "W": "kill", "D": "kill"}
_NO_ARCHIVE = re.compile(r"\bno archiv(?:e|es|al|ing)\b", re.I)
_CLOCK = re.compile(r"^\d{4}-\d\d-\d\d[ T]\d\d:")
_DASHES = "\u2013\u2014- "
_WITH_NOTES = ("partmeta", "newscoverageset", "newscoverage", "groupset")
MAX_RELATIONS = 500


def read(tree: Tree, url: str | None) -> Feed:
    """Every news item of a message, or the one item that is the document."""
    root, notes = tree.root, Notes(list(tree.problems))
    parts = grouped(root)
    header = grouped(one(parts, "header"))
    found = bounded(_items(root, notes), notes)
    link = one(parts, "link")
    return Feed(
        format="newsml-g2",
        items=tuple([_item(e, parts if e is root else grouped(e), url) for e in found]),
        title=line(one(header, "sender")) or None,
        link=absolute(attribute(link, "href"), url) if link is not None else None,
        language=language(attribute(root, "lang")),
        problems=tuple(notes.problems),
    )


def _items(root: Element, notes: Notes) -> Iterator[Element]:
    """The items that are news; one that is none is told of."""
    name = local(root)
    if name in FRAGMENTS:
        notes.add("fragment", f"only the {name} of an item was sent; nothing names the item")
        whole = etree.Element(FRAGMENTS[name])
        whole.append(root)
        yield whole
    for element in (
        [root] if name != "newsmessage" else (i for s in root if local(s) == "itemset" for i in s)
    ):
        kind = local(element)
        if kind in NEWS:
            yield element
        elif kind in NO_NEWS:
            notes.add("no-item", f"a {kind} describes no news; it gives no item")
            notes.problems.extend(conformance.of_g2(element))


def _item(element: Element, item: Kids, base: str | None) -> Item:
    meta, content = grouped(one(item, "itemmeta")), grouped(one(item, "contentmeta"))
    notes = Notes(list(conformance.of_g2(element, item, meta)))
    kind = _kind(element, meta)
    captions = _captions(content, kind)
    inside, copy, sent = copy_of(item, kind, captions, base)
    tag, provider, stated = _language(element, content), name(one(meta, "provider")), _status(meta)
    headline, deck, others = _headlines(meta, content, tag)
    if inside is not None:
        others += unsaid(inside, headline, deck)
    summary = "\n".join(lines(content.get("description", ()))) or None
    credited = [c.strip(_DASHES) for c in lines(content.get("creditline", ()))]
    moved, slug = _credits(content, credited, provider), line(one(content, "slugline"))
    take = _take(slug)
    found = Item(
        guid=attribute(element, "guid") or None,
        version=attribute(element, "version") or None,
        provider=provider or None,
        kind=kind,
        status=status(stated, notes),
        slug=slug or None,
        take=take or None,
        headline=headline or (inside.headline if inside else None),
        deck=deck or (inside.deck if inside else None),
        summary=summary or (inside.summary if inside else None),
        bylines=_bylines(content, moved) or (inside.bylines if inside else ()),
        credits=moved + (inside.credits if inside else ()),
        embargo=_embargo(meta, stated),
        urgency=urgency(said(content, "urgency"), notes),
        signals=_signals(meta, take),
        located=_located(content) or (inside.located if inside else None),
        language=tag,
        subjects=_subjects(content),
        media=media_of(item, content, captions, "".join(credited[:1]) or None, base)
        + copy.media
        + (inside.media if inside else ()),
        rights=_rights(item, meta, notes),
        note=_note(meta, item, others) or None,
        relations=_relations(element, meta, item),
        **_dates(meta, content, notes),
        **copy_fields(copy, sent, notes),
    )
    return finished(found, notes)


def _dates(meta: Kids, content: Kids, notes: Notes) -> dict[str, Any]:
    """First created is when it was published, this version's date when it was updated."""
    version = said(meta, "versioncreated")
    first = said(meta, "firstcreated") or said(content, "contentcreated")
    return {
        **notes.date("published", first or version),
        **(notes.date("updated", version) if version else {}),
    }


def _kind(element: Element, meta: Kids) -> ItemKind:
    sort = local(element)
    if sort != "newsitem":
        return "package" if sort == "packageitem" else "advisory"
    return _KINDS.get(tail(code(one(meta, "itemclass"))).lower(), "text")


def _headlines(
    meta: Kids, content: Kids, tag: str | None
) -> tuple[str | None, str | None, list[str]]:
    """(headline, deck, the other titles): the headline is the first in the item's language, if any is."""
    subs: list[Element] = []
    mains: list[Element] = []
    for element in content.get("headline", ()):
        (subs if _is_sub(element) else mains).append(element)
    if len(mains) > 1:
        mains.sort(key=lambda e: _is_foreign(e, tag))
    titles, decks = lines((*mains, *meta.get("title", ()))), lines(subs)
    different = [t for t in titles[1:] if t != titles[0]]
    others = _adding(different, *titles[:1], *decks) if different else []
    if "dateline" in content:
        others += [d for d in lines(content["dateline"]) if _CLOCK.match(d)]
    return (titles[0] if titles else None), "\n".join(dict.fromkeys(decks)) or None, others


def _adding(titles: list[str], *known: str) -> list[str]:
    """The titles that say what the known ones do not."""
    words = Words(*known)
    return [t for t in titles if words.adds(t)]


def _is_sub(headline: Element) -> bool:
    return "sub" in (headline.get("role") or "").lower()


def _is_foreign(element: Element, tag: str | None) -> bool:
    own = attribute(element, "lang")
    return bool(own and tag) and own[:2].lower() != (tag or "")[:2].lower()


def _captions(content: Kids, kind: ItemKind) -> list[str]:
    """The descriptions as captions, one that calls itself so first."""
    if kind in ("text", "package"):
        return []
    found = content.get("description", [])
    return lines(sorted(found, key=lambda e: "caption" not in (e.get("role") or "").lower()))


def _bylines(content: Kids, moved: tuple[Credit, ...]) -> tuple[str, ...]:
    """Who wrote it, as the byline says, else as its creators are called."""
    if "by" in content and (found := writers(lines(content["by"]))):
        return found
    if "creator" not in content:
        return ()
    return creators(map(name, content["creator"]), [credit.name for credit in moved])


def _take(slug: str) -> str:
    """What stands behind the slug's last comma, if it says which take this is (AP: ``…, 1st Ld-Writethru``)."""
    behind = slug.rpartition(", ")[2] if ", " in slug else ""
    return behind if wiresignals.of_take(behind) else ""


def _credits(content: Kids, credited: list[str], provider: str) -> tuple[Credit, ...]:
    sources = [name(e) for e in content.get("infosource", ())]
    moved = credits("agency", *credited, *sources, provider)
    if "contributor" not in content:
        return moved
    return moved + credits("contributor", *map(name, content["contributor"]))


def _embargo(meta: Kids, stated: str) -> Embargo | None:
    """An empty <embargoed/> is the standard's "until further notice"."""
    said = [
        embargo.declared(text(e)) or Embargo(until=None, text="embargoed until further notice")
        for e in meta.get("embargoed", ())
    ]
    return embargo_of(stated, embargo.strictest(said) if said else None)


def _status(meta: Kids) -> str:
    """The status as its code, or in words; of several (the standard has one) the first that bars."""
    sent = [code(e) or line(e) for e in meta.get("pubstatus", ())]
    if len(sent) < 2:
        return "".join(sent)
    return next((s for s in sent if status_word(s) != "usable"), sent[0])


def _signals(meta: Kids, take: str) -> tuple[str, ...]:
    found: list[str] = []
    for element in meta.get("signal", ()):
        sent = code(element)
        scheme, _, word = sent.replace("/", ":").rpartition(":")
        scheme = scheme.lower()
        if scheme == "edstat" and word.upper() in _EDITS:
            found.append(_EDITS[word.upper()])
        found.append(word if scheme in ("sig", "") or "signal" in scheme else sent)
    return (*found, *wiresignals.of_take(take)) if take else tuple(found)


def _located(content: Kids) -> str | None:
    """The place with what it lies in: ``Berlin, Germany``."""
    dateline = line(one(content, "dateline"))
    if dateline and not _CLOCK.match(dateline):  # Reuters writes the time there
        return dateline.rstrip("-\u2013\u2014 ")
    element = one(content, "located")
    if element is None:
        return None
    places = [name(element), *(given(b) for b in grouped(element).get("broader", ()))]
    return ", ".join(dict.fromkeys(p for p in places if p)) or None


def _language(element: Element, content: Kids) -> str | None:
    tag = one(content, "language")
    return language(
        (attribute(tag, "tag") if tag is not None else "") or attribute(element, "lang")
    )


def _subjects(content: Kids) -> tuple[Subject, ...]:
    found: dict[str, Subject] = {}
    for kind in ("subject", "genre", "keyword"):
        for element in content.get(kind, ()):
            label = given(element)
            if not label and kind == "keyword":
                label = line(element)
            full = subject_code(element.get("qcode") or code(element) or label, kind)
            if full and full not in found:
                found[full] = Subject(full, label or topic_name(full))
    return tuple(found.values())[:300]


def _rights(item: Kids, meta: Kids, notes: Notes) -> Rights | None:
    expire = notes.stamp("expires", said(meta, "expires")) if "expires" in meta else None
    holder, words = "", list[str]()
    for info in map(grouped, item.get("rightsinfo", ())):
        holder = holder or name(one(info, "copyrightholder"))
        words += lines((*info.get("copyrightnotice", ()), *info.get("usageterms", ())))
    declared = " ".join(dict.fromkeys(words))
    if not (holder or declared or expire):
        return None
    return Rights(
        holder=holder or None,
        text=declared[:4000] or None,
        archive=False if _bars_archives(declared) else None,
        until=expire.moment if expire else None,
    )


def _bars_archives(terms: str) -> bool:
    return "archiv" in terms.lower() and _NO_ARCHIVE.search(terms) is not None


def _note(meta: Kids, item: Kids, others: list[str]) -> str:
    """The notes to editors, those of parts and plans too, and the titles that are not the headline."""
    elements = list(meta.get("ednote", ()))
    for part in _WITH_NOTES:
        for element in item.get(part, ()):
            elements += element.iter("{*}edNote")
    if not elements:
        return "\n".join(dict.fromkeys(filter(None, others)))
    notes = [read_tree(e).body if len(e) else plain(text(e)) for e in elements]
    return "\n".join(dict.fromkeys(n for n in [*notes, *others] if n))


def _relations(element: Element, meta: Kids, item: Kids) -> tuple[Relation, ...]:
    found: list[Relation] = []
    for link in meta.get("link", ()):
        if target := attribute(link, "residref") or attribute(link, "href"):
            rel = tail(attribute(link, "rel")).lower()
            found.append(Relation(_LINKS.get(rel, "related"), target))
    for derived in meta.get("derivedfrom", ()):
        found += [Relation("updates", c)] if (c := code(derived)) else []
    for ref in element.iter("{*}itemRef") if "groupset" in item else ():
        target = attribute(ref, "residref") or attribute(ref, "guidref") or attribute(ref, "href")
        found += [Relation("contains", target)] if target else []
    return tuple(dict.fromkeys(found))[:MAX_RELATIONS] if found else ()
