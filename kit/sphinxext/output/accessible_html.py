"""HTML of other extensions that gets in the way of assistive technology, put right on the page."""

from __future__ import annotations

import re
from typing import Any, Final

from sphinx.errors import SphinxError
from sphinx.locale import _

_CHECKBOX: Final = re.compile(r'<input class="task-list-item-checkbox"(?! aria)([^>]*)>')
_ENTRY: Final = re.compile(r'(<div class="citation"[^>]*) role="doc-biblioentry"')


def mend_page(context: dict[str, Any]) -> None:
    """Mend the article of a page.

    :raises SphinxError: if an extension has made something else of it than a text.
    """
    body = context.get("body")
    if body is not None and not isinstance(body, str):
        raise SphinxError(f"an extension has made {body!r:.40} of the article of a page")
    if body:
        context["body"] = accessible(body)


def accessible(html: str) -> str:
    """Return HTML in which every checkbox has a name, and every list and table its parts.

    >>> accessible('<thead><tr><th></th><th>A</th></tr></thead>')
    '<thead><tr><td></td><th>A</th></tr></thead>'
    """
    html = _CHECKBOX.sub(_named, html)
    # docutils calls these lists, and their entries by a role that has no place in one.
    html = _ENTRY.sub(r'\1 role="listitem"', html)
    # Jupyter Book's theme gives a title to every note in the margin.
    html = html.replace('<p class="sidebar-title"></p>\n', "")
    # A heading that heads nothing: the corner of a table of pandas.
    return html.replace("<th></th>", "<td></td>")


def _named(match: re.Match[str]) -> str:
    name = _("Done") if "checked" in match[1] else _("Not done")
    return f'<input class="task-list-item-checkbox" aria-label="{name}"{match[1]}>'
