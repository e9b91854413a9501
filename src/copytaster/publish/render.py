"""Templates to pages: one environment that escapes everything and forgives nothing."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from copytaster.model import Page, Site
from copytaster.publish import assets, links, words

HTML = "text/html"
_NONCHARACTERS = "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef" + _NONCHARACTERS + "]"
)
# All that is surely fit, plane 0 only: a set without far planes is searched ten times as fast.
_DOUBTFUL = re.compile("[^\t\n\r -~\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd]")
# No script, no form, no frame: what the page does not need, the browser need not allow.
POLICY = "default-src 'none'; style-src 'self'; img-src https: data:; base-uri 'none'; form-action "


def page(
    site: Site,
    template: str,
    path: str,
    *,
    status: int = 200,
    anywhere: bool = False,
    forms: bool = False,
    **values: Any,
) -> Page:
    """The page at ``path``, from a template and its values.

    ``anywhere`` is for a page served under any address, ``forms`` for one that may send a form to its own site.
    """
    root = links.root_of(site, path, anywhere=anywhere)
    html = (
        environment()
        .get_template(template)
        .render(
            site=site,
            path=path,
            root=root,
            url=links.address(site, path),
            policy=POLICY + ("'self'" if forms else "'none'"),
            stylesheet=links.href(root, assets.stylesheet().path),
            **values,
        )
    )
    return Page(path, clean(html).encode(), HTML, status)


@cache
def environment() -> Environment:
    """Autoescape for every template whatever its name; an unknown name is an error."""
    made = Environment(
        loader=PackageLoader("copytaster.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals["href"] = links.href
    made.globals["story_path"] = links.story_path
    made.globals["coverage_path"] = links.coverage_path
    made.globals["document_path"] = links.document_path
    made.globals["DOCUMENTS"] = links.DOCUMENTS
    made.filters.update(
        moment=words.moment,
        iso=words.iso,
        day=words.day,
        clock=words.clock,
        counted=words.count,
        joined=words.joined,
        direction=words.direction,
        tongue=words.tongue,
        amount=words.amount,
        web_url=links.web_url,
        picture_url=links.picture_url,
    )
    return made


def clean(value: str) -> str:
    """What no HTML or XML may hold (controls, lone surrogates, noncharacters) is taken out."""
    return _UNFIT.sub(_fit, value) if _DOUBTFUL.search(value) else value


def _fit(found: re.Match[str]) -> str:
    return "\ufffd" if "\ud800" <= found[0] <= "\udfff" else ""
