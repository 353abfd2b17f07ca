"""What stands at the addresses of pages that have another name now, or were taken out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.util.osutil import relative_uri

from kit.catalogues import strings
from kit.sphinxext.config import KitConfig
from kit.sphinxext.output.policy import PLAIN
from kit.sphinxext.output.redirects import redirect_page

_STATIC = "_static"


def former_pages(builder: Builder, language: str) -> Iterator[tuple[str, bytes]]:
    """Yield what leads from former names to pages, and notices of pages that are gone, by address.

    A page of today goes before both.
    """
    env = builder.env
    for page in sorted(env.found_docs):
        for former in _formerly(env, page):
            if former not in env.found_docs:
                title = env.titles[page].astext()
                addresses = f"{former}.html", f"{page}.html"
                yield addresses[0], redirect_page(language, *addresses, static=_STATIC, title=title)
    first = f"{builder.config.root_doc}.html"
    for name in KitConfig.of(builder.config).removed:
        if name not in env.found_docs:
            yield f"{name}.html", _notice(language, f"{name}.html", first)


def _formerly(env: BuildEnvironment, page: str) -> tuple[str, ...]:
    """Return the former names of a page: MyST keeps what stands below a key as JSON."""
    said: Any = env.metadata[page].get("kit")
    matter = json.loads(said) if isinstance(said, str) and said.startswith("{") else said
    names = matter.get("formerly") if isinstance(matter, dict) else None
    return tuple(name for name in names or () if isinstance(name, str))


def _notice(language: str, origin: str, first: str) -> bytes:
    """Return the page that says that another one is gone; it is in no search engine."""
    _ = strings(language).gettext
    to, beside = (escape(relative_uri(origin, target)) for target in (first, _STATIC))
    heading = escape(_("This page has been taken out of the book"))
    home = escape(_("Go to the front page"))
    html = (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n'
        f'<meta charset="utf-8">\n{PLAIN}'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex">\n'
        f'<title>{heading}</title>\n<link rel="icon" href="data:,">\n'
        f'<link rel="stylesheet" href="{beside}/tokens.css">\n'
        f'<link rel="stylesheet" href="{beside}/book.css">\n</head>\n'
        f'<body class="kit-page">\n<main class="kit-main">\n<h1>{heading}</h1>\n'
        f'<p><a href="{to}">{home}</a></p>\n</main>\n</body>\n</html>\n'
    )
    return html.encode()
