"""No page asks another host: what Jupyter Book's extensions and theme would load is taken out."""

from __future__ import annotations

import re
from typing import Any, Final

from sphinx.application import Sphinx
from sphinx.config import Config

from kit.sphinxext.formulas import RENDERER
from kit.sphinxext.jupyterbook.extensions import JUPYTER_BOOK_REPOSITORY

_FOREIGN: Final = re.compile(r"^(https?:)?//")
_LOADERS: Final = ("plausible", "googletagmanager")
"""Words in inline scripts that exist to load something from elsewhere."""
_SILENCED: Final = ("sphinx_thebe", "sphinx_comments")
"""Extensions that do nothing but load from elsewhere; Jupyter Book cannot be told to omit them."""


def keep_to_ourselves(app: Sphinx, config: Config) -> None:
    """Set what makes extensions that are loaded fetch nothing from other hosts."""
    for listeners in app.events.listeners.values():
        for listener in list(listeners):
            if str(listener.handler.__module__).split(".")[0] in _SILENCED:
                app.disconnect(listener.id)
    if config.html_math_renderer is None:
        config.html_math_renderer = RENDERER
    if "nb_ipywidgets_js" in config:
        config.nb_ipywidgets_js = {}
    options = dict(config.html_theme_options)
    if options.get("repository_url") == JUPYTER_BOOK_REPOSITORY:
        options.pop("repository_url")
        config.html_theme_options = options


def remove_foreign_assets(context: dict[str, Any]) -> None:
    """Take scripts and styles of other hosts off a page."""
    for key in ("script_files", "css_files"):
        context[key] = [asset for asset in context.get(key, ()) if not _is_foreign(asset)]


def authors_scripts(app: Sphinx) -> list[str]:
    """Return the names of the scripts that the author adds to every page."""
    entries = app.config.html_js_files
    return [str(entry if isinstance(entry, str) else entry[0]) for entry in entries]


def remove_authors_scripts(app: Sphinx, context: dict[str, Any]) -> None:
    """Take the author's own scripts off a page on which somebody answers.

    They could read the answers. :mod:`kit.sphinxext.inspection.requests` says that they are left
    out.
    """
    theirs = {name.partition("?")[0] for name in authors_scripts(app)}
    context["script_files"] = [
        script for script in context.get("script_files", ()) if _file_of(script) not in theirs
    ]


def _file_of(asset: object) -> str:
    return str(getattr(asset, "filename", asset) or "").partition("?")[0].removeprefix("_static/")


def _is_foreign(asset: object) -> bool:
    filename = str(getattr(asset, "filename", asset) or "")
    attributes = getattr(asset, "attributes", {})
    body = str(attributes.get("body") or "")
    return bool(_FOREIGN.match(filename)) or any(word in body for word in _LOADERS)
