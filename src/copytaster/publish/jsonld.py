"""Structured data for search engines: schema.org NewsArticle and its publisher.

https://schema.org/NewsArticle. The article's body is never part of it: what
may be shown is on the page, and a second copy could not be recalled. Every
property is of its type's domain by schema.org's own vocabulary; tests keep it so.
"""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from copytaster.anatomy.sentences import fold
from copytaster.model import CoverageView, Publication, Rights, Site, Story
from copytaster.publish import links, words
from copytaster.publish.guard import may_show, require_live, require_view, shown, visible_sources
from copytaster.publish.naming import credit_of, event_headline, headline_of, lead_of
from copytaster.publish.terms import terms_of

# Inside <script> only "</script" and "<!--" end or change anything; no "<" is safest.
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&'\u2028\u2029"}
_MOST_CITED = 100  # an event may have thousands of stories; its page names them all
_LONGEST_HEADLINE = 110  # what Google's article documentation allows


def story(site: Site, publication: Publication) -> dict[str, Any]:
    """NewsArticle of a story page; raises NotPublishable unless it is live."""
    require_live(publication)
    told = publication.story
    url = links.address(site, links.story_path(publication.series))
    described = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": url + "#article",
        "url": url,
        "mainEntityOfPage": url,
        "headline": headline_of(told)[:_LONGEST_HEADLINE],
        "alternativeHeadline": fold(told.item.deck or "") if shown(publication) == "full" else None,
        "datePublished": words.iso(publication.first_published),
        "dateModified": words.iso(publication.modified),
        "inLanguage": told.language,
        "author": _authors(publication),
        "creditText": credit_of(publication),
        **_rights(told.item.rights),
        "publishingPrinciples": links.address(site, "about/index.html"),
        "editor": _editors(publication),
        "dateline": _dateline(told),
        "locationCreated": _place(told),
        "isBasedOn": links.web_url(told.item.link),
        "citation": _origin(site, publication),
        "keywords": [t.name for t in told.topics],
        "image": _images(publication),
        "correction": _corrections(publication),
        "isPartOf": _event(site, publication),
        "isAccessibleForFree": True,
        "publisher": organization(site),
    }
    return _present(described)


def coverage(site: Site, view: CoverageView) -> dict[str, Any]:
    """NewsArticle of an event's page, citing every story; raises NotPublishable like its page."""
    require_view(view)
    url = links.address(site, links.coverage_path(view.coverage.id))
    dates = [p.first_published for p in view.publications]
    described = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": url + "#event",
        "url": url,
        "mainEntityOfPage": url,
        "headline": event_headline(view)[:_LONGEST_HEADLINE],
        "datePublished": words.iso(min(dates)),
        "dateModified": words.iso(view.modified or max(p.modified for p in view.publications)),
        "inLanguage": lead_of(view).story.language,
        "author": {"@type": "Organization", "name": site.publisher or site.title},
        "citation": [_cited(site, p) for p in _sources(view)],
        "isBasedOn": _based_on(view),
        "creditText": words.joined([name for name, _ in visible_sources(view)]),
        "correction": [c for p in _sources(view) for c in _corrections(p)],
        "publishingPrinciples": links.address(site, "about/index.html"),
        "isAccessibleForFree": True,
        "publisher": organization(site),
    }
    return _present(described)


def organization(site: Site) -> dict[str, Any]:
    """The publisher, with where its principles and corrections are to be read."""
    about = links.address(site, "about/index.html")
    return {
        "@type": "NewsMediaOrganization",
        "name": site.publisher or site.title,
        "url": links.address(site, "index.html"),
        "publishingPrinciples": about,
        "correctionsPolicy": links.address(site, "corrections/index.html"),
        "verificationFactCheckingPolicy": about,
    }


def embedded(data: dict[str, Any]) -> Markup:
    """The data as JSON that cannot leave its ``<script>`` element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = text.encode("utf-8", "replace").decode("utf-8")
    return Markup(text.translate(_ESCAPES))


def _present(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}


def _authors(publication: Publication) -> list[dict[str, str]]:
    people = [{"@type": "Person", "name": fold(name)} for name in publication.story.bylines]
    return people or [
        {"@type": "Organization", "name": name} for name in [credit_of(publication)] if name
    ]


def _editors(publication: Publication) -> list[dict[str, str]]:
    """Who of this site changed the copy."""
    names = publication.edit.editors if publication.edit else ()
    return [{"@type": "Person", "name": fold(name)} for name in names]


def _dateline(told: Story) -> str | None:
    line = told.dateline
    if line is None:
        return None
    parts = [*line.places[:1], line.country or "", words.day(line.date) if line.date else ""]
    return ", ".join(p for p in parts if p)


def _place(told: Story) -> dict[str, Any] | None:
    line = told.dateline
    if line is None or not line.place:
        return None
    name = f"{line.place}, {line.country}" if line.country else line.place
    return {"@type": "Place", "name": name}


def _images(publication: Publication) -> list[dict[str, Any]]:
    """The pictures of the page, each with what is said of it there."""
    if shown(publication) != "full":
        return []
    media = publication.story.item.media
    sized = ((m, links.picture_url(m.url)) for m in media if may_show(m))
    return [
        _present(
            {
                "@type": "ImageObject",
                "url": url,
                "caption": fold(one.caption or ""),
                "description": fold(one.alt or ""),
                "creditText": fold(one.credit or ""),
                "copyrightNotice": fold(one.rights or ""),
                "width": one.width,
                "height": one.height,
            }
        )
        for one, url in sized
        if url
    ]


def _rights(rights: Rights | None) -> dict[str, Any]:
    """The declared rights under the names schema.org has for them."""
    if rights is None:
        return {}
    terms = terms_of(rights)
    return {
        "copyrightHolder": {"@type": "Organization", "name": terms.holder}
        if terms.holder
        else None,
        "copyrightNotice": terms.notice,
        "license": terms.link,
        "usageInfo": {"@type": "CreativeWork", "text": terms.terms} if terms.terms else None,
        "expires": words.iso(rights.until) if rights.until else None,
    }


def _sources(view: CoverageView) -> tuple[Publication, ...]:
    """What the composed story cites, in the order of the stories; all of them where there is none."""
    cited = {c.story for s in view.draft.sentences for c in s.citations} if view.draft else set()
    return tuple(p for p in view.publications if not cited or p.story.id in cited)[:_MOST_CITED]


def _cited(site: Site, publication: Publication) -> dict[str, Any]:
    """One cited story, as a reader would name it."""
    return _present(
        {
            "@type": "NewsArticle",
            "url": links.address(site, links.story_path(publication.series)),
            "headline": headline_of(publication.story)[:_LONGEST_HEADLINE],
            "creditText": credit_of(publication),
        }
    )


def _based_on(view: CoverageView) -> list[str]:
    found = (links.web_url(p.story.item.link) for p in _sources(view))
    return list(dict.fromkeys(url for url in found if url))


def _corrections(publication: Publication) -> list[dict[str, str]]:
    return [
        {"@type": "CorrectionComment", "text": fold(c.note), "datePublished": words.iso(c.at)}
        for c in publication.corrections
    ]


def _origin(site: Site, publication: Publication) -> str | None:
    """The address of the story this one is a reprint of."""
    series = publication.origin
    return links.address(site, links.story_path(series)) if series else None


def _event(site: Site, publication: Publication) -> dict[str, str] | None:
    if not publication.coverage:
        return None
    return {
        "@type": "CreativeWork",
        "@id": links.address(site, links.coverage_path(publication.coverage)),
    }
