"""NITF 3.x: an article with its head, alone or inside other wire formats."""

from __future__ import annotations

from dataclasses import dataclass

from copytaster.formats import embargo
from copytaster.formats.assembly import (
    Notes,
    copy_fields,
    credits,
    finished,
    people,
    status,
    status_word,
    urgency,
)
from copytaster.formats.bylines import writers
from copytaster.formats.feedparts import media_kind
from copytaster.formats.links import absolute
from copytaster.formats.markup import NITF, Markup, from_blocks, read_sent, read_tree, size
from copytaster.formats.names import Element, Kids, attribute, index, line, local, text
from copytaster.formats.renditions import Words
from copytaster.formats.topics import topic_name
from copytaster.formats.wirecodes import language, subject_code
from copytaster.formats.xmltree import Tree
from copytaster.model import Credit, Embargo, Feed, Item, Media, Relation, Rights, Subject

ROOTS = frozenset({"nitf"})


def read(tree: Tree, url: str | None) -> Feed:
    """The article in a tree whose root is nitf, as a feed of one item."""
    item, _ = article_of(tree.root, url)
    return Feed(
        format="nitf",
        items=(item,),
        title=item.headline,
        language=item.language,
        problems=tree.problems,
    )


@dataclass(frozen=True, slots=True)
class _Article:
    """The elements of one article by local name, found once."""

    root: Element
    by_name: Kids

    def all(self, name: str) -> list[Element]:
        return self.by_name.get(name, [])

    def first(self, name: str) -> Element | None:
        found = self.by_name.get(name)
        return found[0] if found else None

    def said(self, name: str, key: str) -> str:
        """The attribute ``key`` of the first element ``name``."""
        found = self.by_name.get(name)
        return attribute(found[0], key) if found else ""

    def line(self, name: str) -> str:
        """The text of the first element ``name`` that has any, as one line."""
        for element in self.by_name.get(name, ()):
            if found := line(element):
                return found
        return ""

    def meta(self, *names: str) -> str:
        """The content of the first ``meta`` of one of the names (AAP's, NTB's and PA's own fields)."""
        for element in self.by_name.get("meta", ()):
            name = element.get("name")
            if name and name.lower() in names and (said := attribute(element, "content")):
                return said
        return ""


def body_of(root: Element, base: str | None) -> Markup:
    """The copy of an NITF article: body.content and body.end, without the head of the body."""
    return _copy(_Article(root, index(root)), base)[0]


def _copy(article: _Article, base: str | None) -> tuple[Markup, str]:
    """The copy, and the first body.content as it was sent."""
    content = [e for e in article.all("body.content") if _outermost(e)]
    end = [e for e in article.all("body.end") if _outermost(e)]
    if not content and not end and not article.all("body.content"):
        return read_tree(article.root, base, NITF), ""
    parts = [read_sent(e, base, NITF) for e in (*content, *end) if len(e) or e.text]
    sent = parts[0][1] if content and (len(content[0]) or content[0].text) else ""
    return _in_one([part for part, _ in parts]), sent


def _in_one(parts: list[Markup]) -> Markup:
    if len(parts) == 1:
        return parts[0]
    whole = from_blocks(
        (b.kind, part.body[b.start : b.end], b.language) for part in parts for b in part.blocks
    )
    media = tuple(m for part in parts for m in part.media)
    return Markup(
        whole.body, whole.blocks, media, tuple(p for part in parts for p in part.problems)
    )


def _outermost(element: Element) -> bool:
    """Notes in the head hold a body.content of their own, which is no copy."""
    parent = element.getparent()
    return parent is None or local(parent) != "note"


def article_of(root: Element, base: str | None) -> tuple[Item, Markup]:
    """(the article as an item, its copy): what another format that carries it needs."""
    article = _Article(root, index(root))
    content, sent = _copy(article, base)
    return _item(article, content, sent, base), content


def unsaid(article: Item, headline: str | None, deck: str | None) -> list[str]:
    """The titles of an article inside another format's item that the item itself does not say."""
    if not headline:
        return []
    words = Words(headline, deck)
    return [t for t in (article.headline, article.deck) if t and words.adds(t)]


def _item(article: _Article, content: Markup, sent: str, base: str | None) -> Item:
    """The article as an item; every field the head and the body's head give."""
    notes = Notes()
    issued = article.said("date.issue", "norm")
    fields = {
        **copy_fields(content, sent, notes),
        **notes.date("published", issued or article.said("pubdata", "date.publication")
                     or article.said("story.date", "norm")),
    }  # fmt: skip
    headline, deck, slug = _headline(article), _deck(article), _slug(article)
    item = Item(
        guid=article.said("doc-id", "id-string") or article.said("du-key", "key") or None,
        provider=article.said("doc-id", "regsrc") or None,
        version=article.said("du-key", "version") or article.said("du-key", "generation") or None,
        status=status(article.said("docdata", "management-status"), notes),
        slug=slug or None,
        headline=headline or None,
        deck=deck or None,
        summary=article.line("abstract") or None,
        bylines=_bylines(article),
        credits=_credits(article),
        embargo=_embargo(article, issued, notes),
        urgency=urgency(
            article.said("urgency", "ed-urg") or article.meta("aap-priority", "ntbprioritet"), notes
        ),
        take=article.said("series", "series.part") or None,
        located=_located(article),
        language=language(attribute(article.root, "baselang") or attribute(article.root, "lang")),
        subjects=_subjects(article),
        media=tuple([m for e in article.all("media") for m in _media(e, base)]),
        rights=_rights(article, notes),
        note=_note(article, [headline, deck, slug]) or None,
        relations=_relations(article),
        **fields,
    )
    return finished(item, notes)


def _headline(article: _Article) -> str:
    """The first hl1, whole: text inside inline tags belongs to it."""
    return article.line("hl1") or line(article.first("hedline")) or article.line("title")


def _deck(article: _Article) -> str:
    """The hl2s of the head, a line each; those in the body are subheads."""
    decks = [line(e) for e in article.all("hl2") if _is_inside(e, "hedline")]
    return "\n".join(dict.fromkeys(filter(None, decks)))


def _is_inside(element: Element, name: str) -> bool:
    parent = element.getparent()
    return parent is not None and local(parent) == name


def _slug(article: _Article) -> str:
    """The key of dynamic use, else an agency's own slug, else the first keyword."""
    keywords = (attribute(k, "key") for k in article.all("keyword"))
    return (
        article.said("du-key", "key")
        or article.meta("anpa-keyword", "slugline", "ntbstikkord")
        or next(filter(None, keywords), "")
    )


def _bylines(article: _Article) -> tuple[str, ...]:
    """The people in the bylines, marked up as such or not."""
    names: list[str] = []
    for byline in article.all("byline"):
        marked = [line(p) for p in byline.iter() if local(p) == "person"]
        unmarked = " ".join("".join(_without(byline, "byttl")).split())
        names += [m for m in marked if m] or writers([unmarked])
    return people(*names)


def _without(element: Element, skipped: str) -> list[str]:
    """The text inside an element but for its direct children of one name."""
    parts = [element.text or ""]
    for child in element:
        parts += ["" if local(child) == skipped else text(child), child.tail or ""]
    return parts


def _credits(article: _Article) -> tuple[Credit, ...]:
    """Who moved it: never the holder of the copyright, who may be a photographer or a reporter."""
    sources = [attribute(e, "src-name") for e in article.all("from-src")]
    moved = [article.line("distributor"), *sources]
    own = (
        article.meta("aap-source", "ntbkilde")
        or article.said("doc-id", "regsrc")
        or article.said("doc.rights", "agent")
    )
    return credits("agency", *(moved if any(moved) else [own]))


def _embargo(article: _Article, issued: str, notes: Notes) -> Embargo | None:
    """A release after the issue (or beside none) is an embargo; so is the status, whatever the date says."""
    released = article.said("date.release", "norm")
    embargoed = status_word(article.said("docdata", "management-status")) == "embargoed"
    if not released:
        return Embargo(until=None, text="management-status: embargoed") if embargoed else None
    release, issue = notes.stamp("date.release", released), notes.stamp("date.issue", issued)
    if release is None:
        return Embargo(until=None, text=released)
    if embargoed or issue is None or release.moment > issue.moment:
        return embargo.declared(released)
    return None


def _located(article: _Article) -> str | None:
    """The dateline's place, else the place of the event."""
    for dateline in article.all("dateline"):
        places = [e for e in dateline.iter() if local(e) == "location"]
        if places and (found := line(places[0])):
            return found
        said = " ".join("".join(_without(dateline, "story.date")).split())
        if said:
            return said.rstrip("-\u2013\u2014 ")
    event = article.first("evloc")
    parts = (
        [attribute(event, k) for k in ("city", "state-prov", "iso-cc")] if event is not None else []
    )
    return ", ".join(p for p in parts if p) or None


def _subjects(article: _Article) -> tuple[Subject, ...]:
    found: dict[str, Subject] = {}
    for element in article.all("tobject.subject"):
        code = attribute(element, "tobject.subject.refnum") or attribute(
            element, "tobject.subject.code"
        )
        parts = [attribute(element, f"tobject.subject.{p}") for p in ("detail", "matter", "type")]
        name = next((p for p in parts if p), None)
        if code or name:
            full = subject_code(code or name or "")
            found.setdefault(full, Subject(full, name or topic_name(full)))
    for keyword in article.all("keyword"):
        if key := attribute(keyword, "key"):
            found.setdefault(f"keyword:{key}", Subject(f"keyword:{key}", key))
    return tuple(found.values())[:200]


def _media(element: Element, base: str | None) -> list[Media]:
    kind = media_kind(None, attribute(element, "media-type"), None)
    inside: dict[str, Element] = {}
    for child in element.iter():
        inside.setdefault(local(child), child)
    reference = inside.get("media-reference")
    url = absolute(attribute(reference, "source"), base) if reference is not None else None
    if url is None or reference is None:
        return []
    caption, producer = inside.get("media-caption"), inside.get("media-producer")
    return [
        Media(
            kind=kind,
            url=url,
            caption=line(caption) or None,
            credit=line(producer) or None,
            alt=attribute(reference, "alternate-text") or None,
            type=attribute(reference, "mime-type") or None,
            width=size(attribute(reference, "width")),
            height=size(attribute(reference, "height")),
        )
    ]


def _rights(article: _Article, notes: Notes) -> Rights | None:
    holder = article.said("doc.copyright", "holder") or article.line("rights.owner")
    declared = [article.said("doc.rights", k) for k in ("type", "limitations")]
    words = " ".join(d for d in declared if d) or article.line("rights")
    where = article.said("doc.rights", "geography")
    until = notes.stamp("date.expire", article.said("date.expire", "norm"))
    if not (holder or words or where or until):
        return None
    return Rights(
        holder=holder or None,
        text=words[:4000] or None,
        where=(where,) if where else (),
        until=until.moment if until else None,
    )


def _note(article: _Article, known: list[str]) -> str:
    """Messages to editors, notes, and a title that says what the headline does not."""
    said = [attribute(e, "info") for e in article.all("ed-msg")]
    said += [text(e) for e in article.all("note")]
    words = Words(*known)
    said += [t for e in article.all("title")[:3] if words.adds(t := line(e))]
    return "\n".join(" ".join(part.split()) for s in said for part in s.split("\n") if part.strip())


def _relations(article: _Article) -> tuple[Relation, ...]:
    target = article.said("docdata", "management-doc-idref")
    if not target:
        return ()
    killed = article.said("docdata", "management-idref-status").lower() in ("canceled", "cancelled")
    return (Relation("kills" if killed else "replaces", target),)
