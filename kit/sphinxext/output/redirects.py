"""Pages that lead on to where another page is; what follows ``#`` comes along.

With a script, the script leads on at once. Without one, ``noscript`` lets the browser do it, and
there is a link to press in any case.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import Final

from sphinx.util.osutil import relative_uri

from kit.catalogues import strings
from kit.sphinxext.output.policy import PLAIN

SCRIPT: Final = "redirect.js"


@lru_cache(maxsize=4096)
def redirect_page(
    language: str, origin: str, target: str, *, static: str, title: str | None = None
) -> bytes:
    """Return a page that leads on by itself, and is in no search engine.

    :param origin: its own address, ``target`` that of the page to lead to, and ``static`` that of
        the folder with our styles and scripts: all of them from the same folder.
    :param title: of the page to lead to, if it is known.
    """
    _ = strings(language).gettext
    to, beside = escape(relative_uri(origin, target)), escape(relative_uri(origin, static))
    heading = escape(title or _("This page has another address"))
    link = escape(title or _("Go to the page"))
    html = (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n'
        f'<meta charset="utf-8">\n{PLAIN}'
        f'<script src="{beside}/{SCRIPT}" data-to="{to}"></script>\n'
        f'<noscript><meta http-equiv="refresh" content="0; url={to}"></noscript>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex">\n'
        f'<link rel="canonical" href="{to}">\n<title>{heading}</title>\n'
        f'<link rel="icon" href="data:,">\n<link rel="stylesheet" href="{beside}/tokens.css">\n'
        f'<link rel="stylesheet" href="{beside}/book.css">\n</head>\n'
        f'<body class="kit-page">\n<main class="kit-main">\n<h1>{heading}</h1>\n'
        f'<p><a href="{to}">{link}</a></p>\n</main>\n</body>\n</html>\n'
    )
    return html.encode()
