"""An extension of the author's own, with a directive, a role, and what the settings call for."""

from docutils.parsers.rst.directives.admonitions import Note
from pygments.lexers import TextLexer
from sphinx.roles import XRefRole


def setup(app):
    app.add_directive("boat", Note)
    app.add_role("harbour", XRefRole())
    app.add_lexer("knots", TextLexer)
    app.add_config_value("boat_kinds", [], "env")
    app.connect("config-inited", on_config_inited)
    return {"parallel_read_safe": True}


def on_config_inited(app, config):
    for kind in config.boat_kinds:
        app.add_directive(kind, Note)
