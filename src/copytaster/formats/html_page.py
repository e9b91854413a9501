"""A web page as a feed of one item: its article, and what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from copytaster.errors import FormatError
from copytaster.formats import html_meta
from copytaster.formats.assembly import Notes, copy_fields, credits, finished, people
from copytaster.formats.html_blocks import Layout, TextBlock, layout_of
from copytaster.formats.html_body import Article, article_of
from copytaster.formats.html_copy import Said
from copytaster.formats.html_media import media_of
from copytaster.formats.html_meta import Meta
from copytaster.formats.html_people import authors
from copytaster.formats.html_rights import declared_embargo, rights
from copytaster.formats.html_source import source_of
from copytaster.formats.htmltree import by_tag
from copytaster.formats.jsontext import strings
from copytaster.formats.links import absolute, canonical_link
from copytaster.formats.markup import flattened, from_blocks, read_html
from copytaster.formats.names import Element, Kids
from copytaster.model import Credit, Feed, Item, Problem, Subject

LOW_CONFIDENCE = 0.5
_LONGEST_QUOTE = 160
_MOST_QUOTED = 1000
_NEAR = 20


def read(text: str, url: str | None) -> Feed:
    """The page as a feed with one item. Raises FormatError when there is no word in it."""
    source = source_of(text)
    page, cured = source.tree, source.text
    told = by_tag(page, *html_meta.TELLING) if page is not None else {}
    if page is None or "body" not in told:
        raise FormatError("this is a web page without a body; nothing can be read", subject=url)
    base = _base(told, url)
    links = _links(told, base)
    link = _address(links.get("canonical") or _shared_as(told), base)
    meta, notes = html_meta.read_meta(page, told, link), Notes(list(source.problems))
    item = replace(_item(meta, told["body"][0], cured, base, notes), link=link)
    if not source.is_whole and not item.body:
        item = _words_of(item, cured)
    if not item.body and not item.headline:
        raise FormatError("this is a web page without any text; it may need a browser", subject=url)
    return Feed(
        format="html",
        items=(item,),
        title=meta.tag("og:site_name", "application-name") or item.headline,
        link=absolute("/", url),
        language=item.language,
        links=links,
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


def _base(told: Kids, url: str | None) -> str | None:
    declared = next((b.get("href") for b in told.get("base", ()) if b.get("href")), None)
    return absolute(declared, url) or url


def _links(told: Kids, base: str | None) -> dict[str, str]:
    """The feeds and relations the page's head names, first of each."""
    found: dict[str, str] = {}
    for link in told.get("link", ()):
        rel, kind = (link.get("rel") or "").lower(), (link.get("type") or "").lower()
        is_feed = rel == "alternate" and kind.endswith(("rss+xml", "atom+xml", "feed+json"))
        name = "feed" if is_feed else rel
        is_wanted = is_feed or rel in ("canonical", "amphtml", "hub", "next", "license")
        if is_wanted and name not in found and (url := absolute(link.get("href"), base)):
            found[name] = url
    return found


def _shared_as(told: Kids) -> str | None:
    """The address the page is to be shared by."""
    named = (m for m in told.get("meta", ()) if m.get("property") == "og:url")
    return next((m.get("content") for m in named), None)


def _address(declared: str | None, base: str | None) -> str | None:
    """The article's own address, without trackers; a declared one that is only the front page is a mistake."""
    sent = absolute(declared, base)
    found = base if sent and base and _is_front(sent) and not _is_front(base) else sent or base
    return canonical_link(found) if found else None


def _is_front(address: str) -> bool:
    parts = urlsplit(address)
    return parts.path in ("", "/") and not parts.query


def _item(meta: Meta, body: Element, page: str, base: str | None, notes: Notes) -> Item:
    layout = layout_of(body)
    headline = html_meta.headline(meta)
    about = html_meta.description(meta)
    said = Said(_copy(meta.said("articleBody") or _posts(meta)), headline or "", about)
    article = article_of(layout, page, said)
    near = _near(layout, article, said)
    people_named, houses = authors(meta, near)
    notes.problems.extend(_problems(meta, layout, article))
    item = Item(
        headline=headline,
        summary=about or None,
        bylines=people(*(people_named or houses)),
        credits=_credits(meta, houses),
        subjects=_subjects(meta),
        language=html_meta.language(meta),
        media=media_of(meta, layout, article, base),
        rights=rights(meta),
        embargo=declared_embargo(meta),
        confidence=article.confidence,
        **copy_fields(from_blocks((k, t, None) for k, t in article.blocks), None, notes),
        **notes.date("published", html_meta.published(meta, near)),
        **notes.date("updated", html_meta.updated(meta)),
    )
    return finished(item, notes)


def _copy(sent: str) -> str:
    """An articleBody as text; some hold markup."""
    return read_html(sent).body if "<" in sent else sent


def _posts(meta: Meta) -> str:
    """The posts of a live blog, as its object holds them."""
    updates = meta.article.get("liveBlogUpdate")
    posts = [u for u in updates if isinstance(u, dict)] if isinstance(updates, list) else []
    return "\n\n".join(body for u in posts if isinstance(body := u.get("articleBody"), str))


def _near(layout: Layout, article: Article, said: Said) -> list[TextBlock]:
    """The blocks around the headline, or above the article where no headline is seen."""
    blocks = layout.blocks
    tops = (i for i, b in enumerate(blocks) if b.tag == "h1" and b.text == said.headline)
    top = next(tops, None)
    first = max(0, (article.first - 8) if top is None else top - 3)
    return blocks[first : min(article.first + 3, first + _NEAR) if top is None else top + _NEAR]


def _problems(meta: Meta, layout: Layout, article: Article) -> Iterator[Problem]:
    if article.confidence < LOW_CONFIDENCE:
        said = f"where the article is could not be told ({article.confidence})"
        yield Problem("extraction-unsure", said)
    if layout.is_cut:
        yield Problem(
            "page-cut", "the page is larger than any article's; only its beginning was read"
        )
    if meta.is_cut:
        yield Problem("meta-cut", "a meta tag is longer than any headline; its beginning was read")
    if article.left_out:
        quoted = " · ".join(f"“{text[:_LONGEST_QUOTE]}”" for text in article.left_out)
        count = f"lines inside the article left out as links and labels: {len(article.left_out)}"
        yield Problem("left-out", f"{count}: {quoted}"[:_MOST_QUOTED])
    if str(meta.article.get("isAccessibleForFree", "")).lower() == "false":
        yield Problem(
            "access-limited", "the page says that not all of it may be read without paying"
        )
    leading = (e for tag in ("link", "a") for e in meta.told.get(tag, ()))
    following = next((e.get("href") for e in leading if e.get("rel") == "next"), None)
    if following:
        yield Problem("continues", f"the article goes on on another page: {following[:200]}")


def _credits(meta: Meta, houses: list[str]) -> tuple[Credit, ...]:
    publisher = meta.said("publisher") or meta.tag("og:site_name")
    tagged = meta.tag("syndication-source-name", "original-source-name", "dc.source")
    sources = (meta.said("sourceOrganization"), meta.said("creditText"), tagged)
    names = [s for s in sources if s and not s.startswith("http")]
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
