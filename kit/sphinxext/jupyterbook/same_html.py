"""Under ``jupyter-book build``: the article's HTML is Sphinx's own, as in ``kit build``."""

from __future__ import annotations

from sphinx.application import Sphinx


def on_builder_inited_last(app: Sphinx) -> None:
    """Take back what the other theme changes in the HTML of every article.

    Its translator writes tables and headings in the words of its own style sheet, which ours
    does not know; the address of the page and the article are promised to be the same.
    """
    if app.builder.format != "html":
        return
    app.set_translator(app.builder.name, app.builder.default_translator_class, override=True)
    if app.config.html_permalinks_icon == "#":
        app.config.html_permalinks_icon = "¶"
