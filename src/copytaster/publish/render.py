"""Templates to pages: environments that escape everything and forgive nothing."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from jinja2 import Environment, FunctionLoader, PackageLoader, StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from copytaster.model import Page, Site
from copytaster.publish import assets, links, marks, theme, words

HTML = "text/html"
_NONCHARACTERS = "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef" + _NONCHARACTERS + "]"
)
# All that is surely fit, plane 0 only: a set without far planes is searched ten times as fast.
_DOUBTFUL = re.compile("[^\t\n\r -~\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd]")
# Of UTF-8: ASCII, and the letters, marks and signs between U+00C0 and U+FFFF but for two rows that hold others.
_SURELY_FIT = bytes({*b"\t\n\r", *range(0x20, 0x7F), *range(0x80, 0xF0)} - {0xC2, 0xED, 0xEF})
# No script, no form, no frame: what the page does not need, the browser need not allow.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' https: data:; font-src 'self'; "
    "base-uri 'none'; form-action "
)


def page(
    site: Site,
    template: str,
    path: str,
    *,
    status: int = 200,
    anywhere: bool = False,
    forms: bool = False,
    must: tuple[str, ...] = (),
    **values: Any,
) -> Page:
    """The page at ``path``, from a template and its values.

    ``anywhere`` is for a page served under any address, ``forms`` for one that may send a form to
    its own site. ``must`` is what a page is no page without, whoever wrote its template.
    """
    root = links.root_of(site, path, anywhere=anywhere)
    values |= {
        "site": site,
        "path": path,
        "root": root,
        "url": links.address(site, path),
        "policy": POLICY + ("'self'" if forms else "'none'"),
        "stylesheet": links.href(root, assets.stylesheet(site.theme).path),
    }
    html = _themed(site.theme, template, values, must) if site.theme else None
    if html is None:
        html = _template("", template).render(values)
    return Page(path, _encoded(html), HTML, status)


def _themed(
    digest: str, template: str, values: dict[str, Any], must: tuple[str, ...]
) -> str | None:
    """The page in the publisher's own look; None where that fails, which is noted."""
    try:
        return _whole(template, _template(digest, template).render(values), must)
    except Exception as error:  # whatever a template does, the page must come out
        theme.note_fault(digest, template, error)
        return None


def _whole(template: str, html: str, must: tuple[str, ...]) -> str:
    missing = [part for part in must if part not in html]
    if missing:
        raise theme.ThemeError(f"{template} leaves out what no such page may lack: {missing[0]}")
    return html


@lru_cache(maxsize=256)
def _template(digest: str, name: str) -> Template:
    return environment(digest).get_template(name)


@lru_cache(maxsize=8)
def environment(digest: str = "") -> Environment:
    """Autoescape for every template whatever its name; an unknown name is an error.

    The publisher's own templates, of the theme of that digest, run in a sandbox.
    """
    options: dict[str, Any] = {
        "autoescape": True,
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "auto_reload": False,
    }
    if digest:
        made: Environment = _Sandbox(loader=_laid_over(theme.worn(digest)), **options)
        del made.filters["safe"]
    else:
        made = Environment(loader=_defaults(), **options)  # noqa: S701 - it is among the options
    made.globals.update(
        href=links.href,
        story_path=links.story_path,
        coverage_path=links.coverage_path,
        section_path=links.section_path,
        day_path=links.day_path,
        month_path=links.month_path,
        document_path=links.document_path,
        DOCUMENTS=links.DOCUMENTS,
        paragraph=marks.paragraph,
        timed=marks.timed,
        asset=lambda name: assets.path_of(digest, name),
    )
    made.filters.update(
        moment=words.moment,
        iso=words.iso,
        day=words.day,
        month_of=words.month_of,
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


class _Sandbox(ImmutableSandboxedEnvironment):
    """Also refuses to turn escaping off."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> Any:
        tree = super()._parse(source, name, filename)
        theme.forbid_unescaped(tree, name or "")
        return tree


@cache
def _defaults() -> PackageLoader:
    return PackageLoader("copytaster.publish", "templates")


def _laid_over(own: theme.Theme) -> FunctionLoader:
    """The theme's templates, else ours; ours in any case under ``default/``."""
    plain = Environment(loader=_defaults(), autoescape=True)

    def load(name: str) -> tuple[str, str | None, None] | None:
        if name in own.templates:
            return own.templates[name], f"{own.folder}/templates/{name}", None
        source, filename, _ = _defaults().get_source(plain, name.removeprefix("default/"))
        return source, filename, None

    return FunctionLoader(load)


def clean(value: str) -> str:
    """What no HTML or XML may hold (controls, lone surrogates, noncharacters) is taken out."""
    return _UNFIT.sub(_fit, value) if _DOUBTFUL.search(value) else value


def _encoded(html: str) -> bytes:
    """The page in UTF-8, cleaned. Looked at as bytes: most pages hold none that need a closer look."""
    body = html.encode("utf-8", "surrogatepass")
    return clean(html).encode() if body.translate(None, _SURELY_FIT) else body


def _fit(found: re.Match[str]) -> str:
    return "\ufffd" if "\ud800" <= found[0] <= "\udfff" else ""
