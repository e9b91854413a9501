"""A web page as a feed of one item: its article, and what it says of itself."""

from __future__ import annotations

from dataclasses import replace

from copytaster.errors import FormatError
from copytaster.formats import html_meta, repair
from copytaster.formats.assembly import Notes, copy_fields, credits, finished, people
from copytaster.formats.html_body import Article, article_of
from copytaster.formats.html_meta import Meta
from copytaster.formats.jsontext import strings
from copytaster.formats.links import absolute
from copytaster.formats.markup import (
    flattened,
    from_blocks,
    parse_html,
    plain,
    read_tree,
    with_few_attributes,
)
from copytaster.formats.names import Element
from copytaster.model import Credit, Feed, Item, Media, Rights, Subject

LOW_CONFIDENCE = 0.5


def read(text: str, url: str | None) -> Feed:
    """The page as a feed with one item. Raises FormatError when there is no word in it."""
    cured, problems = repair.cure_controls(repair.cure_c1_references(text))
    cured = with_few_attributes(cured)
    page, is_whole = parse_html(cured)
    body = next(page.iter("body"), None) if page is not None else None
    if page is None or body is None:
        raise FormatError("this is a web page without a body; nothing can be read", subject=url)
    meta, notes = html_meta.read_meta(page), Notes(list(problems))
    base = _base(page, url)
    item = _item(meta, body, cured, base, notes)
    if not is_whole and not item.body:
        item = _words_of(item, cured)
    if not item.body and not item.headline:
        raise FormatError("this is a web page without any text; it may need a browser", subject=url)
    site = meta.tag("og:site_name", "application-name")
    return Feed(
        format="html",
        items=(item,),
        title=site or item.headline,
        link=absolute("/", url),
        language=item.language,
        links=_links(page, base),
    )


def _words_of(item: Item, page: str) -> Item:
    """The item with all words of a page that made no tree."""
    found = flattened(page)
    return replace(
        item,
        body=found.body,
        blocks=found.blocks,
        confidence=0.0,
        problems=item.problems + found.problems,
    )


def _base(page: Element, url: str | None) -> str | None:
    declared = next((b.get("href") for b in page.iter("base") if b.get("href")), None)
    return absolute(declared, url) or url


def _links(page: Element, base: str | None) -> dict[str, str]:
    """The feeds and relations the page's head names, first of each."""
    found: dict[str, str] = {}
    for link in page.iter("link"):
        rel, kind = (link.get("rel") or "").lower(), (link.get("type") or "").lower()
        url = absolute(link.get("href"), base)
        is_feed = rel == "alternate" and kind.endswith(("rss+xml", "atom+xml", "feed+json"))
        if url and (is_feed or rel in ("canonical", "amphtml", "hub", "next", "license")):
            found.setdefault("feed" if is_feed else rel, url)
    return found


def _item(meta: Meta, body: Element, page: str, base: str | None, notes: Notes) -> Item:
    article = article_of(body, page, meta.said("articleBody"))
    people_named, houses = html_meta.authors(meta)
    markup = from_blocks((kind, text, None) for kind, text in article.blocks)
    if article.confidence < LOW_CONFIDENCE:
        notes.add(
            "extraction-unsure", f"where the article is could not be told ({article.confidence})"
        )
    fields = {
        **copy_fields(markup, None, notes),
        **notes.date("published", html_meta.published(meta)),
        **notes.date("updated", html_meta.updated(meta)),
    }
    item = Item(
        headline=html_meta.headline(meta),
        summary=plain(meta.said("description") or meta.tag("og:description", "description"))
        or None,
        link=_canonical(meta, base),
        bylines=people(*(people_named or houses)),
        credits=_credits(meta, houses),
        subjects=_subjects(meta),
        language=_language(meta),
        media=_media(meta, article, base),
        rights=_rights(meta),
        confidence=article.confidence,
        **fields,
    )
    return finished(item, notes)


def _canonical(meta: Meta, base: str | None) -> str | None:
    links = (
        e.get("href") for e in meta.page.iter("link") if (e.get("rel") or "").lower() == "canonical"
    )
    sent = next((href for href in links if href), None) or meta.tag("og:url") or base
    return absolute(sent, base)


def _credits(meta: Meta, houses: list[str]) -> tuple[Credit, ...]:
    publisher = meta.said("publisher") or meta.tag("og:site_name")
    source = meta.said("sourceOrganization") or meta.tag("syndication-source-name", "dc.source")
    names = [source] if source and not source.startswith("http") else []
    others = [h for h in houses if h != publisher]
    return (*credits("agency", *names, *others), *credits("publisher", publisher))


def _subjects(meta: Meta) -> tuple[Subject, ...]:
    words = strings(meta.article.get("articleSection")) or [meta.tag("article:section", "section")]
    listed = meta.article.get("keywords")
    keywords = listed.split(",") if isinstance(listed, str) else strings(listed)
    keywords = keywords or meta.tag("news_keywords").split(",")
    found = [*(f"category:{w.strip()}" for w in words), *(f"keyword:{k.strip()}" for k in keywords)]
    return tuple(
        Subject(c, c.partition(":")[2]) for c in dict.fromkeys(found) if c.partition(":")[2]
    )[:100]


def _language(meta: Meta) -> str | None:
    said = (
        meta.said("inLanguage")
        or meta.page.get("lang")
        or meta.tag("og:locale", "content-language")
    )
    return said.replace("_", "-")[:35] or None


def _media(meta: Meta, article: Article, base: str | None) -> tuple[Media, ...]:
    image = meta.article.get("image")
    first = image[0] if isinstance(image, list) and image else image
    address = first.get("url") if isinstance(first, dict) else first
    lead = absolute(
        address if isinstance(address, str) else meta.tag("og:image", "twitter:image"), base
    )
    inside = read_tree(article.container, base).media if article.container is not None else ()
    found = {m.url: m for m in ((Media("picture", lead),) if lead else ())}
    for one in inside:
        found[one.url] = one
    return tuple(found.values())[:100]


def _rights(meta: Meta) -> Rights | None:
    holder = meta.said("copyrightHolder")
    words = (
        meta.said("license") or meta.said("copyrightNotice") or meta.tag("copyright", "dc.rights")
    )
    return Rights(holder=holder or None, text=words or None) if holder or words else None
