"""The colours of Jupyter Book's theme by their names there, where a style sheet counts on them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sphinx.application import Sphinx

THEME_COLOURS: Final = "pst.css"
"""Our style sheet that says them with our own."""
_NAMED: Final = b"var(--pst-"


def on_builder_inited_last(app: Sphinx) -> None:
    """Add the names to a book in which a style sheet of its author or of an extension has one.

    Later than the extensions, which say only now where their files lie.
    """
    if app.builder.format == "html" and app.config.html_theme == "workshop-kit" and _is_named(app):
        app.add_css_file(THEME_COLOURS, priority=190)


def has_theme_colours(app: Sphinx) -> bool:
    """Return whether the pages load them."""
    return any(name == THEME_COLOURS for name, _ in app.registry.css_files)


def _is_named(app: Sphinx) -> bool:
    return any(
        _NAMED in file.read_bytes()
        for folder in app.config.html_static_path
        for file in Path(app.srcdir, folder).rglob("*.css")
    )
