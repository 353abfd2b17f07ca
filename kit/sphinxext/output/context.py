"""What our layout is given for each page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx

from kit.catalogues import language_name
from kit.frontend import drawing_svg, sign_name, sign_svg
from kit.sphinxext.config import KitConfig
from kit.sphinxext.incremental.outdated_pages import domain_of
from kit.sphinxext.jupyterbook.foreign_hosts import remove_authors_scripts, remove_foreign_assets
from kit.sphinxext.loaded import Loaded, loaded
from kit.sphinxext.output.accessible_html import mend_page
from kit.sphinxext.output.assets import add_page_assets, style_special_parts
from kit.sphinxext.output.policy import page_policy
from kit.sphinxext.pages.description import description
from kit.sphinxext.pages.navigation import navigation
from kit.sphinxext.pages.notebook_pages import notebook_address
from kit.sphinxext.pages.notebook_widgets import replace_views
from kit.sphinxext.problems.warnings import page_place

THEME: Final = "workshop-kit"

_BESIDE: Final = re.compile(
    r'class="(?:[^"]* )?(?:margin|tag_margin|full-width|tag_full-width)(?: [^"]*)?"'
)
_DESCRIBED: Final = 'name="description"'
_VIEWPORT: Final = re.compile(r'<meta name="viewport"[^>]*>\s*')


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add our assets and variables, and take out what would be fetched from elsewhere."""
    form = add_page_assets(app, doctree)
    if app.config.html_theme == THEME:
        style_special_parts(app, context)
    else:
        remove_foreign_assets(context)
    mend_page(context)
    replace_views(app, pagename, context)
    if app.config.html_theme != THEME:
        return
    # The layout has its own, also on pages that docutils did not write.
    context["metatags"] = _VIEWPORT.sub("", context.get("metatags") or "")
    config, book = KitConfig.of(app.config), loaded(app)
    area = book.areas.get(pagename)
    if doctree is not None and _DESCRIBED not in context["metatags"]:
        context["kit_description"] = description(doctree)
    # Only a site of several languages has a folder for each.
    base = app.config.html_baseurl.rstrip("/").removesuffix(f"/{book.language}")
    context["kit_languages"] = list(_languages(config.languages, book.language, pagename, base))
    context["kit_source_language"] = {
        "code": book.book.language,
        "name": language_name(book.book.language),
    }
    context["kit_untranslated"] = domain_of(app.env).data["untranslated"].get(pagename, 0)
    context["kit_nav"] = navigation(app, pagename, lambda: _hues(book))
    context["kit_links"] = list(_links(config, app, pagename))
    context["kit_brand"] = config.brand.get("text")
    context["logo_alt"] = config.brand.get("alt_text", context.get("logo_alt"))
    context["kit_author"] = app.config.author
    context["kit_notes"] = bool(_BESIDE.search(context.get("body") or ""))
    context["kit_announcement"] = Markup(config.announcement)  # noqa: S704 - the author's, as a page
    context["kit_footer"] = Markup(config.footer)  # noqa: S704 - the author's, as a page
    if form and config.collector:
        remove_authors_scripts(app, context)
    context["kit_policy"] = page_policy(config, context, form=form)
    if area is not None and book.platform is not None:
        context["kit_hue"] = _hue(book, area)
        sign = sign_name(book.platform, area)
        context["kit_sign"], context["kit_drawing"] = sign_svg(sign), drawing_svg(sign)


def _hues(book: Loaded) -> dict[str, int]:
    found = {page: _hue(book, area) for page, area in book.areas.items()}
    return {page: hue for page, hue in found.items() if hue}


def _hue(book: Loaded, area: str) -> int | None:
    ids = [entry.id for entry in book.platform.focus_areas] if book.platform else []
    return ids.index(area) % 9 + 1 if area in ids else None


def _languages(
    languages: tuple[str, ...], current: str, page: str, base: str
) -> Iterator[dict[str, str | bool]]:
    up = "../" * (page.count("/") + 1)
    for language in languages:
        yield {
            "code": language,
            "name": language_name(language),
            "href": f"{up}{language}/{page}.html",
            "url": f"{base}/{language}/{page}.html" if base else "",
            "current": language == current,
        }


def _links(config: KitConfig, app: Sphinx, page: str) -> Iterator[dict[str, str]]:
    """Yield the notebook that a page is, and the links that the author asked for."""
    notebook = notebook_address(app, page)
    if notebook is not None and config.notebook_links:
        yield {"kind": "notebook", "href": notebook}
    yield from ({"name": name, "href": address} for name, address in config.more_links)
    repository = config.repository
    url = str(repository.get("url", "")).rstrip("/")
    if not url:
        return
    buttons = repository.get("buttons", ())
    if "use_edit_page_button" in buttons and page in app.env.all_docs:
        path = "/".join(
            part.strip("/")
            for part in (repository.get("path", ""), page_place(app.env, page).path)
            if part.strip("/")
        )
        yield {"kind": "edit", "href": f"{url}/edit/{repository.get('branch', 'main')}/{path}"}
    if "use_repository_button" in buttons:
        yield {"kind": "repository", "href": url}
    if "use_issues_button" in buttons:
        yield {"kind": "issues", "href": f"{url}/issues/new"}
